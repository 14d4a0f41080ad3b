// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "lockstep/base/quote.h"
#include "lockstep/program/parse.h"

namespace lockstep {
namespace {

std::string unknown_operation(std::string_view name) {
  std::array<std::string_view, kOperationCodes> names;
  std::ranges::transform(kOperations, names.begin(), &OperationInfo::name);
  return expected_name("an operation", name, names);
}

std::int32_t parse_object(Tokens& line, const Program& program) {
  const auto declared = static_cast<std::int64_t>(program.objects.size());
  if (declared == 0)
    line.fail_expected(fmt::format("no {}, since none is declared", kObjectKind.title));
  return static_cast<std::int32_t>(
      line.expect_number(fmt::format("a declared {}", kObjectKind.title), 0, declared - 1));
}

std::int32_t parse_wait_state(Tokens& line) {
  const auto found = std::ranges::find(kWaitStateNames, line.peek());
  if (found == kWaitStateNames.end()) {
    line.fail_expected(fmt::format("uninterruptible, killable or interruptible{}",
                                   suggest_name(line.peek(), kWaitStateNames)));
  }
  line.take();
  return static_cast<std::int32_t>(found - kWaitStateNames.begin());
}

std::int32_t parse_operand(Tokens& line, const Program& program, const Operation& operation,
                           OperandKind kind) {
  switch (kind) {
    case OperandKind::kNone:
      return 0;
    case OperandKind::kObject:
      return parse_object(line, program);
    case OperandKind::kOptionalOwner:
      if (line.at_end() || line.peek() == ";") {
        return static_cast<std::int32_t>(default_owner(program, operation));
      }
      [[fallthrough]];
    case OperandKind::kOwner:
      return static_cast<std::int32_t>(line.expect_number(kOwnerKind.one, 0, kMaxOwners - 1));
    case OperandKind::kTask:
      return static_cast<std::int32_t>(parse_task(line, program));
    case OperandKind::kWaitState:
      return parse_wait_state(line);
    case OperandKind::kCount:
      break;
  }
  using Limits = std::numeric_limits<std::int32_t>;
  return static_cast<std::int32_t>(line.expect_number("a count", Limits::min(), Limits::max()));
}

}  // namespace

std::optional<std::size_t> find_task(const Program& program, std::string_view name) {
  const auto found = std::ranges::find(program.tasks, name, &Task::name);
  if (found == program.tasks.end()) return std::nullopt;
  return static_cast<std::size_t>(found - program.tasks.begin());
}

std::size_t parse_task(Tokens& line, const Program& program) {
  const std::string_view name = line.expect_word("a task");
  if (const auto task = find_task(program, name)) return *task;
  std::vector<std::string_view> names;
  for (const Task& task : program.tasks) names.push_back(task.name);
  line.fail_taken(expected_name("a task", name, names));
}

Operation parse_operation(Tokens& line, const Program& program) {
  const std::string_view name = line.expect_word("an operation");
  const auto code = find_operation(name);
  if (!code) line.fail_taken(unknown_operation(name));
  Operation operation = {*code, {}};
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    operation.operands[place] =
        parse_operand(line, program, operation, info(*code).operands[place]);
  }
  return operation;
}

}  // namespace lockstep
