// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/difference_rules.h"

#include <array>

namespace lockstep {
namespace {

constexpr std::array<DifferenceRule, 11> kRules = {{
    {"crash", "One of both sides crashes."},
    {"hang", "One of both sides blocks for ever or does not come to an end."},
    {"data-race", "One of both sides has a data race."},
    {"return-code", "A call returns something else."},
    {"detached", kSubject.state_rules[0]},
    {"refcount", kSubject.state_rules[1]},
    {"write-locked", kSubject.state_rules[2]},
    {"warning", "One of both sides warns."},
    {"lockdep", "lockdep complains on one side only, or locks stay held there."},
    {"sleep-wake", "A call sleeps on one side only, or wakes another number of tasks."},
    {"seeded-bug", "A seeded bug is not found."},
}};

}  // namespace

const DifferenceRule kSeededBugRule = kRules.back();

std::span<const DifferenceRule> difference_rules() { return kRules; }

const DifferenceRule& rule_of(DifferenceKind kind) {
  return kRules[static_cast<std::size_t>(kind)];
}

}  // namespace lockstep
