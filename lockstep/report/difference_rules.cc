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
    {"detached", "A VMA is detached on one side and attached on the other."},
    {"refcount", "vm_refcnt is something else."},
    {"write-locked", "A VMA is write-locked on one side only, or its sequence differs."},
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
