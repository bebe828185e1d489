#include "base/pool.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace herald::base {

std::size_t hardware_threads() {
  return std::max(1u, std::thread::hardware_concurrency());
}

void ordered_for(std::size_t count, std::size_t threads, std::size_t window,
                 const std::function<void(std::size_t, std::size_t)>& work,
                 const std::function<bool(std::size_t)>& deliver) {
  threads = std::max<std::size_t>(1, std::min(threads, count));
  if (threads == 1) {
    for (std::size_t i = 0; i < count; ++i) {
      work(0, i);
      if (!deliver(i)) return;
    }
    return;
  }
  window = std::max(window, threads);
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<char> done(count, 0);
  std::size_t next = 0, delivered = 0;
  bool stop = false;

  const auto run = [&](std::size_t worker) {
    for (;;) {
      std::size_t index = 0;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return stop || next >= count || next < delivered + window; });
        if (stop || next >= count) return;
        index = next++;
      }
      work(worker, index);
      {
        const std::lock_guard lock(mutex);
        done[index] = 1;
      }
      changed.notify_all();
    }
  };
  std::vector<std::thread> team;
  team.reserve(threads);
  for (std::size_t w = 0; w < threads; ++w) team.emplace_back(run, w);
  for (std::size_t i = 0; i < count; ++i) {
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return done[i] != 0; });
    }
    const bool go_on = deliver(i);
    {
      const std::lock_guard lock(mutex);
      delivered = i + 1;
      stop = stop || !go_on;
    }
    changed.notify_all();
    if (!go_on) break;
  }
  for (std::thread& thread : team) thread.join();
}

}  // namespace herald::base
