// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "lockstep/explore/outcome_differences.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/witness.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {

/// What two implementations show differently when they run a program, by fingerprint: for the tests
/// that `lockstep reduce --test` writes. Implementations have the names of built-in ones or of
/// shared objects.
class Comparison {
 public:
  using Fingerprints = std::set<std::string>;

  Comparison(const std::string& reference, const std::string& variant, std::string_view text)
      : program_(parse_program(text)), pair_(executor_, find(reference), find(variant)) {}

  /// Under the program's own schedule, without data races.
  Fingerprints in_lockstep() {
    const Executor::RacesIgnored ignored(executor_);
    return in_races();
  }

  /// The same with data races.
  Fingerprints in_races() {
    Fingerprints fingerprints;
    for (const Difference& difference :
         pair_.differences(program_, pair_.run(program_, scheduler_))) {
      if (!difference.diverged) fingerprints.insert(difference.fingerprint());
    }
    return fingerprints;
  }

  /// Under all schedules: outcomes that only one side has.
  Fingerprints in_outcome_sets() {
    const Executor::RacesIgnored ignored(executor_);
    Fingerprints shown;
    for (const OutcomeDifference& found :
         compare_outcomes(pair_, program_, WitnessLimits().explore_limits()).differences) {
      shown.insert(found.difference.fingerprint());
    }
    return shown;
  }

 private:
  static const lockstep_implementation& find(const std::string& name) {
    const lockstep_implementation* const built_in = find_implementation(name);
    return built_in ? *built_in : load_implementation(name);
  }

  const Program program_;
  ScriptedScheduler scheduler_{program_.schedule};
  Executor executor_;
  PairRunner pair_;
};

}  // namespace lockstep
