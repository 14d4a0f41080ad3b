// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "lockstep/check/options.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/known_values.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/exec/implementations.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/program/nearest_name.h"

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 3> kTopics = {"implementations", "operations", "strategies"};

std::string line(std::string_view name, std::string_view summary) {
  return fmt::format("  {:<26}{}\n", name, summary);
}

std::string operand_names(const OperationInfo& operation) {
  std::string text;
  for (const OperandKind kind : operation.operands) {
    switch (kind) {
      case OperandKind::kNone:
        break;
      case OperandKind::kVma:
        text += " VMA";
        break;
      case OperandKind::kMm:
        text += " MM";
        break;
      case OperandKind::kOptionalMm:
        text += " [MM]";
        break;
      case OperandKind::kTask:
        text += " TASK";
        break;
      case OperandKind::kWaitState:
        text += " STATE";
        break;
      case OperandKind::kCount:
        text += " NUMBER";
        break;
    }
  }
  return text;
}

std::string list_implementations() {
  std::string text = "Implementations\n";
  for (const lockstep_implementation* known : built_in_implementations()) {
    text += line(known->name, fmt::format("{} ({})", known->summary, known->source));
  }
  return text;
}

std::string list_operations() {
  std::string text = "Operations\n";
  for (const OperationInfo& operation : kOperations) {
    text += fmt::format("  {}{}\n      {}\n", operation.name, operand_names(operation),
                        operation.summary);
  }
  return text;
}

std::string list_strategies() {
  std::string text = "Strategies\n";
  for (const StrategyInfo& strategy : kStrategies) text += line(strategy.name, strategy.summary);
  return text;
}

ExitStatus run_list(const std::string& topic) {
  if (!topic.empty() && std::ranges::find(kTopics, topic) == kTopics.end()) {
    throw InputError(
        fmt::format("list: expected implementations, operations or strategies, "
                    "found '{}'{}",
                    topic, suggest_name(topic, kTopics)));
  }
  std::string text;
  if (topic.empty() || topic == kTopics[0]) text += list_implementations();
  if (topic.empty() || topic == kTopics[1]) text += list_operations();
  if (topic.empty() || topic == kTopics[2]) text += list_strategies();
  write_standard_output(text);
  return ExitStatus::kUpheld;
}

}  // namespace

void add_list_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("list", "Show implementations, operations and strategies");
  const auto topic = std::make_shared<std::string>();
  command->add_option("TOPIC", *topic, "Only this: implementations, operations or strategies")
      ->check(known_values(kTopics));
  command->callback([topic, &chosen] { chosen = [topic] { return run_list(*topic); }; });
}

}  // namespace lockstep
