// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <array>
#include <memory>
#include <vector>

#include "lockstep/check/options.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/known_values.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/exec/implementations.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/program/nearest_name.h"
#include "lockstep/program/quote.h"

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

std::string list_operation(const OperationInfo& operation) {
  return fmt::format("  {}{}\n      {}\n", operation.name, operand_names(operation),
                     operation.summary);
}

std::string list_operations() {
  std::string text = "Operations\n";
  for (const OperationInfo& operation : kOperations) text += list_operation(operation);
  return text;
}

std::string list_strategies() {
  std::string text = "Strategies\n";
  for (const StrategyInfo& strategy : kStrategies) text += line(strategy.name, strategy.summary);
  return text;
}

[[noreturn]] void fail_topic(const std::string& topic) {
  std::vector<std::string_view> names(kTopics.begin(), kTopics.end());
  for (const OperationInfo& operation : kOperations) names.push_back(operation.name);
  throw InputError(
      fmt::format("list: expected implementations, operations, strategies or an operation, found "
                  "{}{}",
                  quote_word(topic), suggest_name(topic, names)));
}

std::string list_topic(const std::string& topic) {
  if (topic == kTopics[0]) return list_implementations();
  if (topic == kTopics[1]) return list_operations();
  if (topic == kTopics[2]) return list_strategies();
  const auto code = find_operation(topic);
  if (!code) fail_topic(topic);
  return list_operation(info(*code));
}

ExitStatus run_list(const std::string& topic) {
  write_standard_output(topic.empty()
                            ? list_implementations() + list_operations() + list_strategies()
                            : list_topic(topic));
  return ExitStatus::kUpheld;
}

}  // namespace

void add_list_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("list", "Show implementations, operations and strategies");
  const auto topic = std::make_shared<std::string>();
  command->add_option("TOPIC", *topic, "Only this; or one operation, by its name")
      ->check(known_values(kTopics));
  command->callback([topic, &chosen] { chosen = [topic] { return run_list(*topic); }; });
}

}  // namespace lockstep
