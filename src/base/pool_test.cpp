#include "base/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace herald::base {
namespace {

TEST(OrderedFor, EachOnceAndInOrder) {
  for (const std::size_t threads : {0U, 1U, 2U, 7U, 64U}) {
    for (const std::size_t count : {0U, 1U, 3U, 500U}) {
      std::vector<std::atomic<int>> worked(count);
      std::atomic<bool> worker_fits = true;
      std::vector<std::size_t> delivered;
      const std::thread::id caller = std::this_thread::get_id();
      ordered_for(
          count, threads, 4,
          [&](std::size_t worker, std::size_t index) {
            if (worker >= std::max<std::size_t>(threads, 1)) worker_fits = false;
            if (index % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(50));
            ++worked[index];
          },
          [&](std::size_t index) {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            EXPECT_EQ(worked[index].load(), 1) << "delivered after its work";
            delivered.push_back(index);
            return true;
          });
      ASSERT_EQ(delivered.size(), count) << threads;
      for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(delivered[i], i);
        EXPECT_EQ(worked[i].load(), 1);
      }
      EXPECT_TRUE(worker_fits);
    }
  }
}

TEST(OrderedFor, StopsEarly) {
  for (const std::size_t threads : {1U, 4U}) {
    std::atomic<std::size_t> worked = 0;
    std::vector<std::size_t> delivered;
    ordered_for(
        10000, threads, 8, [&](std::size_t, std::size_t) { ++worked; },
        [&](std::size_t index) {
          delivered.push_back(index);
          return index < 5;
        });
    EXPECT_EQ(delivered, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
    EXPECT_GE(worked.load(), 6U);
    EXPECT_LE(worked.load(), 5U + 8U) << "no more than the window past the last delivered";
  }
}

TEST(OrderedFor, KeepsToItsWindow) {
  std::atomic<std::size_t> delivered = 0, furthest = 0;
  ordered_for(
      300, 4, 6,
      [&](std::size_t, std::size_t index) {
        const std::size_t ahead = index - std::min(index, delivered.load());
        std::size_t seen = furthest.load();
        while (ahead > seen && !furthest.compare_exchange_weak(seen, ahead)) {
        }
      },
      [&](std::size_t index) {
        std::this_thread::sleep_for(std::chrono::microseconds(20));
        delivered = index + 1;
        return true;
      });
  EXPECT_LE(furthest.load(), 6U);
  EXPECT_GE(furthest.load(), 1U) << "and does work ahead";
}

TEST(OrderedFor, AWorkerNeverDoesTwoThingsAtOnce) {
  std::vector<std::atomic<int>> busy(3);
  std::atomic<bool> clash = false;
  ordered_for(
      400, 3, 16,
      [&](std::size_t worker, std::size_t) {
        if (busy[worker].fetch_add(1) != 0) clash = true;
        std::this_thread::yield();
        --busy[worker];
      },
      [](std::size_t) { return true; });
  EXPECT_FALSE(clash);
}

TEST(HardwareThreads, AtLeastOne) { EXPECT_GE(hardware_threads(), 1U); }

}  // namespace
}  // namespace herald::base
