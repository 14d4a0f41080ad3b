// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/litmus/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace lockstep::litmus {
namespace {

// What a result line says, if that is an observation.
std::optional<Observation> expected(const Test& test) {
  if (test.result == "Never") return Observation::kNever;
  if (test.result == "Sometimes") return Observation::kSometimes;
  if (test.result == "Always") return Observation::kAlways;
  if (test.result == "DEADLOCK") return Observation::kNoStates;
  return std::nullopt;
}

std::string text_of(const Test& test, Value value) {
  const Value location = value - kFirstAddress;
  if (location < 0 || location >= static_cast<Value>(test.locations.size())) {
    return fmt::format("{}", value);
  }
  return test.locations[static_cast<std::size_t>(location)].name;
}

std::string text_of(const Test& test, const Term& term) {
  if (term.kind == Term::Kind::kLocation) {
    return fmt::format("[{}]", test.locations[term.index].name);
  }
  return fmt::format("{}:{}", term.process, test.processes[term.process].registers[term.index]);
}

// A final state, of what is shown: "0:r1=1; [x]=2;".
std::string line_of(const Test& test, const FinalState& state) {
  std::string line;
  for (const Term& term : test.shown) {
    line += fmt::format("{}{}={};", line.empty() ? "" : " ", text_of(test, term),
                        text_of(test, value_of(test, term, state)));
  }
  return line;
}

std::string_view how_it_asks(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::kExists:
      return "Allowed";
    case Quantifier::kNotExists:
      return "Forbidden";
    case Quantifier::kForAll:
      return "Required";
  }
  return "";
}

bool is_met(Quantifier quantifier, std::size_t positive, std::size_t negative) {
  switch (quantifier) {
    case Quantifier::kExists:
      return positive > 0;
    case Quantifier::kNotExists:
      return positive == 0;
    case Quantifier::kForAll:
      return negative == 0;
  }
  return false;
}

std::string verdict_line(const Test& test, const Explored& explored) {
  switch (judge(test, explored)) {
    case Judgement::kNothingSaid:
      return "";
    case Judgement::kAgrees:
      return fmt::format("As its result line says: {}\n", test.result);
    case Judgement::kShowsTooMuch:
      return fmt::format("Not as its result line says: {}; a state that it forbids was seen\n",
                         test.result);
    case Judgement::kShowsTooLittle:
      return fmt::format("Not as its result line says: {}; a state that it allows was not seen\n",
                         test.result);
    case Judgement::kUndecided:
      return "Undecided: there are more states than were explored\n";
    case Judgement::kUnsupported:
    case Judgement::kUnreadable:
      break;  // not of one that was explored
  }
  return "";
}

}  // namespace

std::string_view name_of(Observation observation) {
  switch (observation) {
    case Observation::kNever:
      return "Never";
    case Observation::kSometimes:
      return "Sometimes";
    case Observation::kAlways:
      return "Always";
    case Observation::kNoStates:
      return "NoStates";
  }
  return "";
}

Judgement judge(const Test& test, const Explored& explored) {
  const auto said = expected(test);
  if (!said) return explored.is_complete ? Judgement::kNothingSaid : Judgement::kUndecided;
  const Observation seen = observe(test, explored.finals);
  const bool met = seen == Observation::kSometimes || seen == Observation::kAlways;
  const bool unmet = seen == Observation::kSometimes || seen == Observation::kNever;
  const bool met_is_possible = *said == Observation::kSometimes || *said == Observation::kAlways;
  const bool unmet_is_possible = *said == Observation::kSometimes || *said == Observation::kNever;
  if ((met && !met_is_possible) || (unmet && !unmet_is_possible)) return Judgement::kShowsTooMuch;
  if (seen == *said) {
    return explored.is_complete || seen == Observation::kSometimes ? Judgement::kAgrees
                                                                   : Judgement::kUndecided;
  }
  return explored.is_complete ? Judgement::kShowsTooLittle : Judgement::kUndecided;
}

std::string report(const Test& test, const Explored& explored, Model model) {
  std::map<std::string, bool> lines;  // to whether the condition holds
  for (const FinalState& state : explored.finals) {
    lines[line_of(test, state)] = holds(test, test.condition, state);
  }
  const auto positive = static_cast<std::size_t>(
      std::ranges::count(lines, true, [](const auto& line) { return line.second; }));
  const std::size_t negative = lines.size() - positive;
  std::string text =
      fmt::format("Test {} {}\nStates {}\n", test.name, how_it_asks(test.quantifier), lines.size());
  for (const auto& [line, met] : lines) text += line + "\n";
  text += is_met(test.quantifier, positive, negative) ? "Ok\n" : "No\n";
  text += fmt::format("Witnesses\nPositive: {} Negative: {}\nCondition {}\n", positive, negative,
                      test.condition_text);
  if (explored.races) text += "Flag data-race\n";
  if (!explored.looks_for_races) text += "Not looked for: data races of plain accesses\n";
  if (explored.hangs) text += "Flag processes may wait for ever\n";
  text += fmt::format("Observation {} {} {} {}\n", test.name,
                      name_of(observe(test, explored.finals)), positive, negative);
  text += verdict_line(test, explored);
  text += fmt::format("Explored {} states under {}{}\n", explored.states, name_of(model),
                      explored.is_complete ? "" : ", not all");
  return text;
}

}  // namespace lockstep::litmus
