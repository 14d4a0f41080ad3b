// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/stress_json.h"

#include "lockstep/compare/describe.h"
#include "lockstep/report/json_values.h"
#include "lockstep/report/outcome_text.h"

namespace lockstep {
namespace {

std::string_view name_of(LeftOutReason reason) {
  switch (reason) {
    case LeftOutReason::kFault:
      return "fault";
    case LeftOutReason::kRaces:
      return "races by overflow";
    case LeftOutReason::kLacking:
      return "lacking operation";
    case LeftOutReason::kTooLarge:
      return "too large";
    case LeftOutReason::kNotExplorable:
      return "not explorable";
    case LeftOutReason::kCrashes:
      break;
  }
  return "crashes";
}

Json json_of(const Program& program, const OutsideOutcome& outside) {
  Json rows = Json::array();
  for (const auto& [label, text] : outcome_rows(program, outside.shown, OutcomeView::kThreads)) {
    rows.push_back({{"label", label}, {"text", text}});
  }
  return {{"iteration", outside.iteration}, {"times", outside.times}, {"shown", rows}};
}

Json json_of(const StressedProgram& program) {
  Json json = {{"name", program.name},
               {"iterations", program.iterations},
               {"outcomes", program.explored},
               {"reached", program.reached},
               {"races", Json::array()}};
  for (const ThreadRace& race : program.races) {
    json["races"].push_back({{"race", describe_race(race.race)},
                             {"iteration", race.iteration},
                             {"source", race.positions}});
  }
  if (program.outside) json["outside"] = json_of(program.program, *program.outside);
  if (program.outside || !program.races.empty()) json["program"] = json_of(program.program);
  return json;
}

Json json_of(const StressedImplementation& stressed) {
  Json json = {{"implementation", json_of_side(*stressed.implementation)},
               {"programs", Json::array()},
               {"left_out", Json::array()}};
  for (const StressedProgram& program : stressed.programs) {
    json["programs"].push_back(json_of(program));
  }
  for (const LeftOutProgram& program : stressed.left_out) {
    json["left_out"].push_back({{"name", program.name}, {"reason", name_of(program.reason)}});
  }
  return json;
}

}  // namespace

std::string print_stress_json(const StressResult& result, const Report& head) {
  Json json = json_head(head);
  json["seed"] = result.seed;
  json["watched_races"] = result.watched_races;
  json["implementations"] = Json::array();
  for (const StressedImplementation& stressed : result.implementations) {
    json["implementations"].push_back(json_of(stressed));
  }
  return print(json);
}

}  // namespace lockstep
