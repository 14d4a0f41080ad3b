// SPDX-License-Identifier: GPL-2.0-only
#include <string>

#include "tests/parse_mistake.h"

// The mistakes of operations and of schedules.
namespace lockstep {
namespace {

/// The mistake is in the second line, after "task a: ", that is, from column 9 on.
void expect_in_operation(const std::string& operations, std::size_t column,
                         const std::string& message) {
  expect_mistake("vma 0 attached\ntask a: " + operations + "\ntask beta:\n", 2, column, message);
}

/// The mistake is in the third line, after "schedule", that is, from column 9 on.
void expect_in_schedule(const std::string& schedule, std::size_t column,
                        const std::string& message) {
  expect_mistake("task a:\ntask beta:\nschedule" + schedule, 3, column, message);
}

TEST(ParseErrors, OfAnUnknownOperationSuggestTheNearestOne) {
  expect_in_operation("vma_start_raed 0", 9,
                      "expected an operation, found 'vma_start_raed' (did you mean "
                      "vma_start_read?)");
  expect_in_operation("frobnicate", 9, "expected an operation, found 'frobnicate'");
  expect_in_operation("; read_data 0", 9, "expected an operation, found ';'");
}

TEST(ParseErrors, OfOperationsThatAreNotSeparatedAreAtTheSecondOne) {
  expect_in_operation("read_data 0 write_data 0", 21, "expected ';', found 'write_data'");
  expect_in_operation("mmap_read_lock 0 0", 26, "expected ';', found '0'");
}

TEST(ParseErrors, OfASemicolonAtTheEndWantAnotherOperation) {
  expect_in_operation("read_data 0;", 21, "expected an operation, found the end of the line");
  expect_in_operation("read_data 0; # more", 22,
                      "expected an operation, found the end of the line");
}

TEST(ParseErrors, OfTooManyOperationsAreAtTheFirstOneTooMany) {
  std::string operations = "mmap_read_lock";
  for (unsigned i = 1; i < kMaxOperationsPerTask; ++i) operations += ";mmap_read_lock";
  EXPECT_EQ(parse_program("task a: " + operations).tasks[0].operations.size(), 16u);
  expect_in_operation(operations + ";mmap_read_lock", 249,
                      "expected at most 16 operations, found 'mmap_read_lock'");
}

TEST(ParseErrors, OfAVmaOperandSayWhichAreDeclared) {
  expect_in_operation("read_data", 18, "expected a declared VMA 0, found the end of the line");
  expect_in_operation("read_data 1", 19, "expected a declared VMA 0, found '1'");
  expect_mistake("vma 0 attached\nvma 1 attached\ntask a: read_data x", 3, 19,
                 "expected a declared VMA from 0 to 1, found 'x'");
  expect_mistake("task a: read_data 0", 1, 19,
                 "expected no VMA, since none is declared, found '0'");
}

TEST(ParseErrors, OfAnMmOperandGiveItsRange) {
  expect_in_operation("mmap_read_lock 2", 24, "expected an mm from 0 to 1, found '2'");
  expect_in_operation("vma_start_read 0 x", 26, "expected an mm from 0 to 1, found 'x'");
  expect_in_operation("vma_reuse 0", 20, "expected an mm from 0 to 1, found the end of the line");
}

TEST(ParseErrors, OfATaskOperandSuggestTheNearestTask) {
  expect_in_operation("send_sigkill", 21, "expected a task, found the end of the line");
  expect_in_operation("send_sigkill bets", 22,
                      "expected a task, found 'bets' (did you mean beta?)");
  expect_in_operation("wake_up_process nobody", 25, "expected a task, found 'nobody'");
}

TEST(ParseErrors, OfAWaitStateSuggestTheNearestOne) {
  expect_in_operation("enter_exclusive 0 kilable", 27,
                      "expected uninterruptible, killable or interruptible (did you mean "
                      "killable?), found 'kilable'");
  expect_in_operation("enter_exclusive 0", 26,
                      "expected uninterruptible, killable or interruptible, found the end of the "
                      "line");
}

TEST(ParseErrors, OfACountGiveItsRange) {
  const char* const range = "expected a count from -2147483648 to 2147483647, found ";
  expect_in_operation("fault_set_refcount 0 2147483648", 30, std::string(range) + "'2147483648'");
  expect_in_operation("fault_set_refcount 0 -2147483649", 30, std::string(range) + "'-2147483649'");
  expect_in_operation("fault_set_refcount 0", 29, std::string(range) + "the end of the line");
}

TEST(ParseErrors, OfTheScheduleAreAtTheRun) {
  expect_in_schedule(" a", 10, "expected ':', found 'a'");
  expect_in_schedule(": a bets", 13, "expected a task, found 'bets' (did you mean beta?)");
  expect_in_schedule(": 3", 11, "expected a task, found '3'");
  expect_in_schedule(": a *, beta", 14, "expected a task, found ','");
  expect_in_schedule(": a*0", 13, "expected a number of steps from 1 to 1000000, found '0'");
  expect_in_schedule(": a*1000001", 13,
                     "expected a number of steps from 1 to 1000000, found '1000001'");
  expect_in_schedule(": a*2x", 13, "expected a number of steps from 1 to 1000000, found '2x'");
}

TEST(ParseErrors, OfASecondScheduleAreAtItsLine) {
  expect_mistake("schedule: a\ntask a:\n schedule: a", 3, 2, "a second schedule");
}

}  // namespace
}  // namespace lockstep
