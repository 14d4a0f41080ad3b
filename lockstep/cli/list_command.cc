// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <vector>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/check/options.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/load/implementations.h"
#include "lockstep/report/json_values.h"

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 3> kTopics = {"implementations", "operations", "strategies"};

std::string line(std::string_view name, std::string_view summary) {
  return fmt::format("  {:<26}{}\n", name, summary);
}

std::string in_capitals(std::string_view name) {
  std::string text(name);
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

std::string operand_name(OperandKind kind) {
  switch (kind) {
    case OperandKind::kNone:
      return "";
    case OperandKind::kObject:
      return " " + in_capitals(kObjectKind.name);
    case OperandKind::kOwner:
      return " " + in_capitals(kOwnerKind.name);
    case OperandKind::kOptionalOwner:
      return fmt::format(" [{}]", in_capitals(kOwnerKind.name));
    case OperandKind::kTask:
      return " TASK";
    case OperandKind::kWaitState:
      return " STATE";
    case OperandKind::kCount:
      break;
  }
  return " NUMBER";
}

std::string operand_names(const OperationInfo& operation) {
  std::string text;
  for (const OperandKind kind : operation.operands) text += operand_name(kind);
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
      "list: " +
      expected_name("implementations, operations, strategies or an operation", topic, names));
}

std::string list_topic(const std::string& topic) {
  if (topic == kTopics[0]) return list_implementations();
  if (topic == kTopics[1]) return list_operations();
  if (topic == kTopics[2]) return list_strategies();
  const auto code = find_operation(topic);
  if (!code) fail_topic(topic);
  return list_operation(info(*code));
}

Json json_of(const OperationInfo& operation) {
  return {{"name", operation.name},
          {"operands",
           operand_names(operation).substr(operation.operands[0] == OperandKind::kNone ? 0 : 1)},
          {"summary", operation.summary}};
}

Json implementations_as_json() {
  Json json = Json::array();
  for (const lockstep_implementation* known : built_in_implementations()) {
    json.push_back(json_of_side(*known));
  }
  return json;
}

Json operations_as_json() {
  Json json = Json::array();
  for (const OperationInfo& operation : kOperations) json.push_back(json_of(operation));
  return json;
}

Json strategies_as_json() {
  Json json = Json::array();
  for (const StrategyInfo& strategy : kStrategies) {
    json.push_back({{"name", strategy.name}, {"summary", strategy.summary}});
  }
  return json;
}

// The topics are the members, and those that were not asked for are not there.
std::string print_list_json(const std::string& topic) {
  Json json = json_head(new_report("list"));
  if (topic.empty() || topic == kTopics[0]) json[kTopics[0]] = implementations_as_json();
  if (topic.empty() || topic == kTopics[1]) json[kTopics[1]] = operations_as_json();
  if (topic.empty() || topic == kTopics[2]) json[kTopics[2]] = strategies_as_json();
  if (topic.empty() || std::ranges::find(kTopics, topic) != kTopics.end()) return print(json);
  const auto code = find_operation(topic);
  if (!code) fail_topic(topic);
  json[kTopics[1]] = Json::array({json_of(info(*code))});
  return print(json);
}

std::string print_list(const std::string& topic) {
  return topic.empty() ? list_implementations() + list_operations() + list_strategies()
                       : list_topic(topic);
}

struct ListCommand {
  std::string topic;
  OutputOptions output;

  ExitStatus run() const {
    output.validate();
    output.write(output.wants_json() ? print_list_json(topic) : print_list(topic));
    return ExitStatus::kUpheld;
  }
};

}  // namespace

void add_list_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("list", "Show implementations, operations and strategies");
  const auto list = std::make_shared<ListCommand>();
  command->add_option("TOPIC", list->topic, "Only this; or one operation, by its name")
      ->check(known_values(kTopics));
  list->output.add_to(*command);
  command->callback([list, &chosen] { chosen = [list] { return list->run(); }; });
}

}  // namespace lockstep
