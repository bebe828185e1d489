// Work on many items at once, answers in order: the same output for any number of threads.
#pragma once

#include <cstddef>
#include <functional>

namespace herald::base {

/// Number of hardware threads, at least 1.
std::size_t hardware_threads();

/// Calls work(worker, index) for every index in [0, count), each once, on up to `threads` threads (worker in
/// [0, threads)), and deliver(index) on the calling thread in ascending order as soon as all before are done.
/// At most `window` items are in flight past the last delivered one. deliver returns false to stop early.
/// work must not throw.
void ordered_for(std::size_t count, std::size_t threads, std::size_t window,
                 const std::function<void(std::size_t worker, std::size_t index)>& work,
                 const std::function<bool(std::size_t index)>& deliver);

}  // namespace herald::base
