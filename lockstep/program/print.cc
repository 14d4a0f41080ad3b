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
    case OperandKind::kOptionalOwner:
      if (index == default_owner(program, operation)) return "";
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
  std::string text;
  for (const Switch& option : kSubject.switches) {
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", option.name,
                        on_off(configuration.*option.value));
  }
  return text;
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
    text += program.tasks[run.choice.task()].name;
    if (run.steps == 0) text += '*';
    if (run.steps > 1) text += fmt::format("*{}", run.steps);
  }
  return text;
}

std::string print_program(const Program& program) {
  std::string text;
  const auto out = std::back_inserter(text);
  if (kSubject.number != 0) fmt::format_to(out, "subject {}\n", kSubject.name);
  fmt::format_to(out, "config {}\n", print_configuration(program.configuration));
  const ObjectKind& objects = kObjectKind;
  const ObjectKind& owners = kOwnerKind;
  for (unsigned owner = 0; owner < kMaxOwners; ++owner) {
    if (program.sequences[owner] != 0) {
      fmt::format_to(out, "{} {} {} {}\n", owners.name, owner, owners.start_value,
                     program.sequences[owner]);
    }
  }
  for (std::size_t object = 0; object < program.objects.size(); ++object) {
    const ObjectStart& start = program.objects[object];
    fmt::format_to(out, "{} {} {}", objects.name, object, objects.states[start.attached ? 0 : 1]);
    if (start.owner != 0) fmt::format_to(out, " {} {}", owners.name, start.owner);
    text += '\n';
  }
  for (const Task& task : program.tasks) print_task(program, task, text);
  if (!program.schedule.empty()) {
    fmt::format_to(out, "schedule: {}\n", print_schedule(program, program.schedule));
  }
  return text;
}

}  // namespace lockstep
