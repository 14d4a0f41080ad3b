// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/program/program.h"
#include "lockstep/program/text.h"

namespace lockstep {
namespace {

/// Whether its first two tasks are in the same group.
bool are_related(const std::string& text) {
  const auto groups = independent_groups(parse_program(text));
  return groups[0] == groups[1];
}

TEST(IndependentTasks, AreThoseOnDifferentMms) {
  const std::string objects = "vma 0 attached\nvma 1 attached mm 1\n";
  EXPECT_FALSE(are_related(objects + "task a: vma_start_read 0\ntask b: vma_start_read 1\n"));
  EXPECT_FALSE(are_related(objects + "task a: mmap_write_lock\ntask b: mmap_write_lock 1\n"));
}

TEST(IndependentTasks, AreNotThoseThatNameTheSame) {
  const std::string objects = "vma 0 attached\nvma 1 attached mm 1\n";
  EXPECT_TRUE(are_related(objects + "task a: vma_start_read 0\ntask b: vma_start_read 0\n"));
  EXPECT_TRUE(are_related(objects + "task a: mmap_read_lock 1\ntask b: vma_start_read 1\n"));
  EXPECT_TRUE(are_related(objects + "task a: send_sigkill b\ntask b: vma_start_read 1\n"));
}

TEST(IndependentTasks, AreNotThoseOnVmasOfTheSameMm) {
  EXPECT_TRUE(are_related(
      "vma 0 attached\nvma 1 attached\ntask a: vma_start_read 0\ntask b: vma_start_read 1\n"));
}

TEST(IndependentTasks, AreNotThoseThatAnotherTaskConnects) {
  EXPECT_TRUE(
      are_related("vma 0 attached\nvma 1 attached mm 1\ntask a: vma_start_read 0\n"
                  "task b: vma_start_read 1\ntask c: vma_start_read 0; vma_start_read 1\n"));
  EXPECT_TRUE(
      are_related("vma 0 attached\nvma 1 attached mm 1\ntask a: vma_start_read 0\n"
                  "task b: vma_start_read 1\ntask c: send_sigkill a; mmap_read_lock 1\n"));
}

// A VMA that is found in another mm than its own may be on its way there.
TEST(IndependentTasks, AreNotThoseOnAnMmThatAVmaIsLookedForIn) {
  EXPECT_TRUE(
      are_related("vma 0 attached\nvma 1 attached mm 1\ntask a: vma_start_read 0 1\n"
                  "task b: vma_start_read 1\n"));
}

}  // namespace
}  // namespace lockstep
