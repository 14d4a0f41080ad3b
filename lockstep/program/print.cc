// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <iterator>

#include "lockstep/program/text.h"

namespace lockstep {
namespace {

const char* on_off(bool value) { return value ? "on" : "off"; }

std::string print_operand(const Program& program, const Operation& operation, unsigned place) {
  const std::int32_t value = operation.operands[place];
  const auto index = static_cast<std::size_t>(value);
  switch (info(operation.code).operands[place]) {
    case OperandKind::kNone:
      return "";
    case OperandKind::kOptionalMm:
      if (index == default_mm(program, operation)) return "";
      break;
    case OperandKind::kTask:
      return " " + program.tasks[index].name;
    case OperandKind::kWaitState:
      return fmt::format(" {}", kWaitStateNames[index]);
    default:
      break;
  }
  return fmt::format(" {}", value);
}

void print_task(const Program& program, const Task& task, std::string& text) {
  fmt::format_to(std::back_inserter(text), "task {}:", task.name);
  const char* separator = " ";
  for (const Operation& operation : task.operations) {
    text += separator + print_operation(program, operation);
    separator = "; ";
  }
  text += '\n';
}

}  // namespace

std::string print_configuration(const Configuration& configuration) {
  return fmt::format("DEBUG_VM={} LOCKDEP={}", on_off(configuration.debug_vm),
                     on_off(configuration.lockdep));
}

std::string print_configurations(std::span<const Configuration> configurations) {
  std::string text;
  for (const Configuration& configuration : configurations) {
    text += (text.empty() ? "" : ", ") + print_configuration(configuration);
  }
  return text;
}

std::string print_operation(const Program& program, const Operation& operation) {
  std::string text(info(operation.code).name);
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    text += print_operand(program, operation, place);
  }
  return text;
}

std::string print_schedule(const Program& program, const Schedule& schedule) {
  std::string text;
  for (const ScheduleRun& run : schedule) {
    if (!text.empty()) text += ' ';
    text += program.tasks[run.task].name;
    if (run.steps == 0) text += '*';
    if (run.steps > 1) text += fmt::format("*{}", run.steps);
  }
  return text;
}

std::string print_program(const Program& program) {
  std::string text = fmt::format("config {}\n", print_configuration(program.configuration));
  const auto out = std::back_inserter(text);
  for (unsigned mm = 0; mm < kMaxMms; ++mm) {
    if (program.sequences[mm] != 0) {
      fmt::format_to(out, "mm {} sequence {}\n", mm, program.sequences[mm]);
    }
  }
  for (std::size_t vma = 0; vma < program.vmas.size(); ++vma) {
    const VmaStart& start = program.vmas[vma];
    fmt::format_to(out, "vma {} {}", vma, start.attached ? "attached" : "detached");
    if (start.mm != 0) fmt::format_to(out, " mm {}", start.mm);
    text += '\n';
  }
  for (const Task& task : program.tasks) print_task(program, task, text);
  if (!program.schedule.empty()) {
    fmt::format_to(out, "schedule: {}\n", print_schedule(program, program.schedule));
  }
  return text;
}

}  // namespace lockstep
