// SPDX-License-Identifier: GPL-2.0-only
// What the kernel's barriers and exchanges keep from being a race, and what not. One task writes
// plain memory and then a flag, the other one finds the flag set and reads the memory.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <tuple>

#include "tests/executor_fixture.h"
#include "tests/implementations/messages.h"

namespace lockstep {
namespace {

template <typename Entry>
struct Way {
  const char* name;
  Entry entry;
  bool orders;
};

template <typename Entry>
void PrintTo(const Way<Entry>& way, std::ostream* out) {
  *out << way.name;
}

using Sender = Way<void (*)(vm_area_struct*)>;
using Reader = Way<vm_area_struct* (*)(mm_struct*, vm_area_struct*)>;

class Messages : public ExecutorFixture,
                 public ::testing::WithParamInterface<std::tuple<Sender, Reader>> {};

TEST_P(Messages, RaceUnlessBothSidesOrder) {
  const auto& [sender, reader] = GetParam();
  lockstep_implementation implementation = before();
  implementation.fault_put = sender.entry;
  implementation.vma_start_read = reader.entry;
  run("vma 0 attached\ntask a: fault_put 0\ntask b: vma_start_read 0\nschedule: a* b*\n",
      implementation);
  EXPECT_EQ(observation_.races.empty(), !watches_races() || (sender.orders && reader.orders));
}

const Sender kSenders[] = {
    {"nothing", message_sent_by_nothing, false},
    {"wmb", message_sent_by_wmb, true},
    {"mb", message_sent_by_mb, true},
    {"mb_before_atomic", message_sent_by_mb_before_atomic, true},
    {"store_release", message_sent_by_store_release, true},
    {"xchg", message_sent_by_xchg, true},
    {"xchg_relaxed", message_sent_by_xchg_relaxed, false},
};

const Reader kReaders[] = {
    {"nothing", message_read_by_nothing, false},
    {"rmb", message_read_by_rmb, true},
    {"mb", message_read_by_mb, true},
    {"ctrl_dep", message_read_by_ctrl_dep, true},
    {"cmpxchg", message_read_by_cmpxchg, true},
    {"failed_cmpxchg", message_read_by_failed_cmpxchg, false},
};

INSTANTIATE_TEST_SUITE_P(
    All, Messages, ::testing::Combine(::testing::ValuesIn(kSenders), ::testing::ValuesIn(kReaders)),
    [](const auto& info) {
      return std::string(std::get<0>(info.param).name) + "_then_" + std::get<1>(info.param).name;
    });

}  // namespace
}  // namespace lockstep
