// SPDX-License-Identifier: GPL-2.0-only
#include <string>

#include "tests/parse_mistake.h"

// The mistakes of config, mm, vma and task lines, and of the text as a whole.
namespace lockstep {
namespace {

TEST(ParseErrors, OfATextWithoutTasksAreAtItsLastLine) {
  expect_mistake("", 1, 1, "expected at least one task");
  expect_mistake("# nothing\n\nvma 0 attached\n", 3, 1, "expected at least one task");
}

TEST(ParseErrors, OfATextThatIsTooLongSayHowLongItIs) {
  const std::string text = "task a:" + std::string(kMaxProgramText, ' ');
  expect_mistake(text, 1, 1, "expected at most 1048576 bytes of program text, found 1048583");
}

TEST(ParseErrors, OfAnUnknownStatementSuggestTheNearestOne) {
  expect_mistake("\n  tsak a:", 2, 3,
                 "expected config, mm, vma, task or schedule (did you mean task?), found 'tsak'");
  expect_mistake("schedul: a", 1, 1,
                 "expected config, mm, vma, task or schedule (did you mean schedule?), found "
                 "'schedul'");
  expect_mistake("; task a:", 1, 1, "expected config, mm, vma, task or schedule, found ';'");
}

TEST(ParseErrors, QuoteWhatCannotBePrintedAsBytes) {
  expect_mistake("\x01", 1, 1, "expected config, mm, vma, task or schedule, found '\\x01'");
  expect_mistake("task a: \xc3\xa4", 1, 9, "expected an operation, found '\\xc3'");
}

TEST(ParseErrors, QuoteNoMoreThanFortyCharacters) {
  expect_mistake(
      std::string(50, 'z'), 1, 1,
      "expected config, mm, vma, task or schedule, found '" + std::string(40, 'z') + "...'");
}

TEST(ParseErrors, CountCarriageReturnsAsBlanks) {
  expect_mistake("vma 0 attached\r\ntask a: nothing\r\n", 2, 9,
                 "expected an operation, found 'nothing'");
}

TEST(ParseErrors, OfConfigNameTheOptionAndItsValues) {
  expect_mistake("config DEBUG_MM=on", 1, 8,
                 "expected DEBUG_VM or LOCKDEP (did you mean DEBUG_VM?), found 'DEBUG_MM'");
  expect_mistake("config KASAN=on", 1, 8, "expected DEBUG_VM or LOCKDEP, found 'KASAN'");
  expect_mistake("config DEBUG_VM on", 1, 17, "expected '=', found 'on'");
  expect_mistake("config LOCKDEP=", 1, 16, "expected on or off, found the end of the line");
  expect_mistake("config LOCKDEP=yes", 1, 16, "expected on or off, found 'yes'");
  expect_mistake("config LOCKDEP=on\nconfig LOCKDEP=on", 2, 1, "a second config");
  expect_mistake("config DEBUG_VM=on DEBUG_VM=off", 1, 20, "a second DEBUG_VM");
  expect_mistake("config LOCKDEP=on DEBUG_VM=off LOCKDEP=on", 1, 32, "a second LOCKDEP");
}

TEST(ParseErrors, OfMmGiveTheRangeOfNumbers) {
  expect_mistake("mm 2 sequence 0", 1, 4, "expected an mm from 0 to 1, found '2'");
  expect_mistake("mm -1 sequence 0", 1, 4, "expected an mm from 0 to 1, found '-1'");
  expect_mistake("mm 1x sequence 0", 1, 4, "expected an mm from 0 to 1, found '1x'");
  expect_mistake("mm 0 sequence 0\nmm 0 sequence 2", 2, 4, "a second mm 0");
  expect_mistake("mm 0 seq 0", 1, 6, "expected 'sequence', found 'seq'");
  expect_mistake("mm 0 sequence 4294967296", 1, 15,
                 "expected an even sequence from 0 to 4294967294, found '4294967296'");
  expect_mistake("mm 0 sequence 99999999999999999999", 1, 15,
                 "expected an even sequence from 0 to 4294967294, found '99999999999999999999'");
  expect_mistake("mm 0 sequence 7", 1, 15,
                 "expected an even sequence: an odd one means write-locked");
  expect_mistake("mm 0 sequence 6 8", 1, 17, "expected the end of the line, found '8'");
}

TEST(ParseErrors, OfVmaSayWhichNumberComesNext) {
  expect_mistake("vma 1 attached", 1, 5, "expected VMAs in order: number 0, found '1'");
  expect_mistake("vma 0 attached\nvma 0 attached", 2, 5,
                 "expected VMAs in order: number 1, found '0'");
  expect_mistake("vma 0 attached\nvma 1 attached\nvma 2 attached\nvma 3 attached", 4, 1,
                 "more than 3 VMAs");
  expect_mistake("vma 0", 1, 6, "expected attached or detached, found the end of the line");
  expect_mistake("vma 0 attacked", 1, 7, "expected attached or detached, found 'attacked'");
  expect_mistake("vma 0 attached mm 2", 1, 19, "expected an mm from 0 to 1, found '2'");
  expect_mistake("vma 0 attached mm", 1, 18,
                 "expected an mm from 0 to 1, found the end of the line");
  expect_mistake("vma 0 detached here", 1, 16, "expected the end of the line, found 'here'");
}

TEST(ParseErrors, OfTaskNamesSayWhatANameIs) {
  expect_mistake("task :", 1, 6, "expected a task name, found ':'");
  expect_mistake("task # a", 1, 6, "expected a task name, found the end of the line");
  const char* const rule =
      "expected a task name of at most 32 characters that starts with a letter";
  expect_mistake("task 1a:", 1, 6, rule);
  expect_mistake("task -a:", 1, 6, rule);
  expect_mistake("task " + std::string(33, 'a') + ":", 1, 6, rule);
  expect_mistake("task a:\ntask a:", 2, 6, "a second task a");
  expect_mistake("task a mmap_read_lock", 1, 8, "expected ':', found 'mmap_read_lock'");
}

TEST(ParseErrors, OfTooManyTasksAreAtTheFirstOneTooMany) {
  std::string text;
  for (char name = 'a'; name <= 'h'; ++name) text += std::string("task ") + name + ":\n";
  EXPECT_EQ(parse_program(text).tasks.size(), kMaxTasks);
  expect_mistake(text + "  task i:", 9, 3, "more than 8 tasks");
}

}  // namespace
}  // namespace lockstep
