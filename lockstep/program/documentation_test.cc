// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "lockstep/program/bytes.h"
#include "lockstep/program/text.h"
#include "tests/temporary_folder.h"

// What docs/ says about programs is what the code does.
namespace lockstep {
namespace {

std::string documentation(const std::string& name) {
  return content_of(std::filesystem::path(LOCKSTEP_SOURCE_DIR) / "docs" / name);
}

std::string describe_operand(OperandKind kind) {
  switch (kind) {
    case OperandKind::kNone:
      return "";
    case OperandKind::kObject:
      return " VMA";
    case OperandKind::kOwner:
      return " mm";
    case OperandKind::kOptionalOwner:
      return " [mm]";
    case OperandKind::kTask:
      return " task";
    case OperandKind::kWaitState:
      return " state";
    case OperandKind::kCount:
      break;
  }
  return " count";
}

TEST(ProgramTextDocumentation, HasARowForEveryOperationWithItsOperands) {
  const std::string text = documentation("program-text.md");
  for (const OperationInfo& operation : kOperations) {
    std::string row = fmt::format("\n| `{}", operation.name);
    for (const OperandKind kind : operation.operands) row += describe_operand(kind);
    EXPECT_NE(text.find(row + "` |"), std::string::npos) << row;
  }
}

TEST(FuzzerDictionary, HasEveryOperation) {
  const std::string words =
      content_of(std::filesystem::path(LOCKSTEP_SOURCE_DIR) / "fuzz" / "text.dict");
  for (const OperationInfo& operation : kOperations) {
    EXPECT_NE(words.find(fmt::format("\n\"{}\"\n", operation.name)), std::string::npos)
        << operation.name;
  }
}

TEST(ProgramTextDocumentation, HasARowPerOperationAndNoOthersThatLookLikeOne) {
  const std::string text = documentation("program-text.md");
  std::size_t rows = 0;
  for (std::size_t at = text.find("\n| `"); at != std::string::npos;
       at = text.find("\n| `", at + 1)) {
    const std::size_t begin = at + 4;
    const std::string name = text.substr(begin, text.find_first_of(" `", begin) - begin);
    rows += find_operation(name) ? 1 : 0;
  }
  EXPECT_EQ(rows, kOperationCodes);
}

TEST(ProgramTextDocumentation, NamesEveryStatementStateAndLimit) {
  const std::string text = documentation("program-text.md");
  for (const char* const statement :
       {"| `config ", "| `mm ", "| `vma ", "| `task ", "| `schedule"}) {
    EXPECT_NE(text.find(statement), std::string::npos) << statement;
  }
  for (const std::string_view state : kWaitStateNames) {
    EXPECT_NE(text.find(fmt::format("`{}`", state)), std::string::npos) << state;
  }
  EXPECT_NE(text.find(fmt::format("at most {} operations", kMaxOperationsPerTask)),
            std::string::npos);
  EXPECT_NE(text.find(fmt::format("| at most {} |", kMaxObjects)), std::string::npos);
  EXPECT_NE(text.find(fmt::format("| 1 to {} |", kMaxTasks)), std::string::npos);
  EXPECT_NE(text.find(fmt::format("{} characters long", kMaxTaskName)), std::string::npos);
}

TEST(ProgramTextDocumentation, ShowsAnExampleThatIsAProgram) {
  const std::string text = documentation("program-text.md");
  const std::size_t begin = text.find("    # a writer waits");
  ASSERT_NE(begin, std::string::npos);
  const Program program = parse_program(text.substr(begin, text.find("\n\n", begin) - begin));
  EXPECT_EQ(program.tasks.size(), 3u);
  EXPECT_EQ(program.schedule.size(), 5u);
}

TEST(ProgramBytesDocumentation, IsAboutTheVersionThatIsWritten) {
  const std::string text = documentation("program-bytes.md");
  EXPECT_NE(text.find(fmt::format("This is version {}.", kBytesVersion)), std::string::npos);
  EXPECT_NE(text.find(fmt::format("modulo {}, and then these", kMaxOperationsPerTask + 1)),
            std::string::npos);
  EXPECT_NE(text.find(fmt::format("their number less one, modulo {}", kMaxTasks)),
            std::string::npos);
}

}  // namespace
}  // namespace lockstep
