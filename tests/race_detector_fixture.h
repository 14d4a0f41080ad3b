// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lockstep/memory/race_detector.h"

namespace lockstep {

inline constexpr AccessOrder kRelaxed = {};
inline constexpr AccessOrder kAcquire = {.acquire = true};
inline constexpr AccessOrder kRelease = {.release = true};
inline constexpr AccessOrder kFull = {.full = true};

inline const char* name_of(AccessKind kind) {
  switch (kind) {
    case AccessKind::kPlainRead:
      return "read";
    case AccessKind::kPlainWrite:
      return "write";
    case AccessKind::kMarkedRead:
      return "marked read";
    case AccessKind::kMarkedWrite:
      return "marked write";
    case AccessKind::kUpdate:
      break;
  }
  return "update";
}

/// Shared objects, and tasks that access them in the order that the test gives.
class RaceDetectorTest : public ::testing::Test, private RaceSink {
 protected:
  RaceDetectorTest() { detector_.begin(); }

  struct Objects {
    std::uint64_t data = 0;
    std::uint32_t flag = 0;
    std::uint32_t other_flag = 0;
    std::uint64_t more = 0;
  };

  template <typename Value>
  void read(unsigned task, const Value& value) {
    running_ = task;
    detector_.plain(AccessKind::kPlainRead, &value, sizeof(value));
  }
  template <typename Value>
  void write(unsigned task, const Value& value) {
    running_ = task;
    detector_.plain(AccessKind::kPlainWrite, &value, sizeof(value));
  }
  template <typename Value>
  void marked(unsigned task, AccessKind kind, const Value& value, AccessOrder order) {
    running_ = task;
    detector_.marked(kind, &value, sizeof(value), order);
  }
  template <typename Value>
  void load(unsigned task, const Value& value, AccessOrder order) {
    marked(task, AccessKind::kMarkedRead, value, order);
  }
  template <typename Value>
  void store(unsigned task, const Value& value, AccessOrder order) {
    marked(task, AccessKind::kMarkedWrite, value, order);
  }
  template <typename Value>
  void update(unsigned task, const Value& value, AccessOrder order) {
    marked(task, AccessKind::kUpdate, value, order);
  }
  void fence(unsigned task, AccessOrder order) {
    running_ = task;
    detector_.fence(order);
  }

  unsigned running_ = 0;
  Objects objects_;
  std::vector<std::string> races_;
  std::vector<std::string> dependent_;
  RaceDetector detector_{running_, &objects_, &objects_ + 1, sizeof(objects_), *this};

 private:
  static std::string describe(const Access& earlier, const Access& later) {
    return std::string(name_of(earlier.kind)) + " by " + std::to_string(earlier.task) + ", " +
           name_of(later.kind) + " by " + std::to_string(later.task);
  }
  void on_race(const Access& earlier, const Access& later, const void* /*address*/) override {
    races_.push_back(describe(earlier, later));
  }
  void on_dependent_store(const Access& earlier, const Access& later,
                          const void* /*address*/) override {
    dependent_.push_back(describe(earlier, later));
  }
  void on_access(std::uint32_t /*number*/) override {}
};

}  // namespace lockstep
