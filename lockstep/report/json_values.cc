// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/json_values.h"

#include "lockstep/program/text.h"
#include "lockstep/reduce/short_schedule.h"

namespace lockstep {
namespace {

constexpr int kSchemaVersion = 1;

constexpr std::size_t kDigitsOfANumber = 15;  // what every reader of JSON can hold

}  // namespace

Json json_head(const Report& head) {
  return {{"schema_version", kSchemaVersion},
          {"tool", head.version},
          {"command", head.command},
          {"invocation", head.invocation}};
}

Json json_number(const std::string& decimal) {
  if (decimal.size() > kDigitsOfANumber) return decimal;
  return std::stoull(decimal);
}

Json json_of_side(const lockstep_implementation& side) {
  return {{"name", side.name}, {"summary", side.summary}, {"source", side.source}};
}

Json json_of(const Aspect& aspect) {
  return {{"kind", name_of(aspect.kind)},
          {"fingerprint", aspect.fingerprint()},
          {"reference", aspect.reference},
          {"variant", aspect.variant},
          {"reference_source", aspect.reference_source},
          {"variant_source", aspect.variant_source}};
}

Json json_of(const Program& program) {
  return {{"text", print_program(program)},
          {"configuration", print_configuration(program.configuration)},
          {"tasks", program.tasks.size()},
          {"operations", count_operations(program)},
          {"switches", count_switches(program.schedule)}};
}

Json json_of(const Changes& changes) {
  return {{"run", changes.run},
          {"never_run", changes.never_run},
          {"same_once_compiled", changes.same_once_compiled},
          {"not_compared", changes.not_compared}};
}

Json json_of(const Difference& difference) {
  Json json = {{"kind", name_of(difference.kind())},
               {"fingerprint", difference.fingerprint()},
               {"place", difference.place},
               {"aspects", Json::array()}};
  for (const Aspect& aspect : difference.aspects) json["aspects"].push_back(json_of(aspect));
  return json;
}

std::string print(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lockstep
