// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/share_result.h"

#include <nlohmann/json.hpp>

#include "lockstep/program/text.h"

namespace lockstep {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SearchTotals, programs, complete, pairs)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SmallProgramTotals, operations, all, tasks, by_histories, totals)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Shortcomings, shares_memory, reads_uninitialised,
                                   races_only_reported, races_lost)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DivergedKinds, open, settled)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RaceCounts, shown, watched, other_watched, other_complete,
                                   only_in_this_order)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CheckResult, corpus, corpus_cut_short, small_programs, random,
                                   kinds, explained, shortcomings, uninitialised, interrupted,
                                   watched_pairs, racy_pairs, alike_racy_pairs)

namespace {

nlohmann::json json_of(const Discrepancy& found) {
  Program other = found.reproducer;
  other.schedule = found.other_schedule;
  return {{"fingerprint", found.difference.fingerprint()},
          {"reproducer", print_program(found.reproducer)},
          {"evidence", found.evidence},
          {"in_variant", found.in_variant},
          {"other", print_program(other)},
          {"races", found.races},
          {"found_after", found.found_after}};
}

ShownElsewhere discrepancy_of(const nlohmann::json& json) {
  ShownElsewhere found;
  found.fingerprint = json.at("fingerprint");
  found.discrepancy.reproducer = parse_program(json.at("reproducer").get<std::string>());
  found.discrepancy.evidence = json.at("evidence");
  found.discrepancy.in_variant = json.at("in_variant");
  found.discrepancy.other_schedule = parse_program(json.at("other").get<std::string>()).schedule;
  found.discrepancy.races = json.at("races");
  found.discrepancy.found_after = json.at("found_after");
  return found;
}

}  // namespace

std::string print_share_result(const CheckResult& result) {
  nlohmann::json json = {{"totals", result},
                         {"known", nlohmann::json::array()},
                         {"discrepancies", nlohmann::json::array()}};
  for (const KnownDiscrepancies::Entry& entry : result.known.entries()) {
    json["known"].push_back(entry.times);
  }
  for (const auto* const list : result.lists()) {
    for (const Discrepancy& found : *list) json["discrepancies"].push_back(json_of(found));
  }
  return json.dump();
}

ShareResult parse_share_result(const std::string& line) {
  const nlohmann::json json = nlohmann::json::parse(line);
  ShareResult result;
  result.totals = json.at("totals").get<CheckResult>();
  result.known_times = json.at("known").get<std::vector<std::uint64_t>>();
  for (const nlohmann::json& found : json.at("discrepancies")) {
    result.discrepancies.push_back(discrepancy_of(found));
  }
  return result;
}

}  // namespace lockstep
