// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "subjects/family/one_kind.h"
#include "tests/subjects/counted_lock/subject.h"

namespace lockstep::counted_lock {

using namespace family::one_kind;
namespace calls = family::one_kind;

inline constexpr std::array kEntries = {
    LOCKSTEP_ENTRY(name, false),
    LOCKSTEP_ENTRY(summary, false),
    LOCKSTEP_ENTRY(source, false),
    LOCKSTEP_CALLED_ENTRY(lock, false),
    LOCKSTEP_CALLED_ENTRY(trylock, true),
    LOCKSTEP_CALLED_ENTRY(unlock, false),
    LOCKSTEP_CALLED_ENTRY(read_count, false),
};
inline constexpr auto kCalls = calls_of(kOperations, kEntries);

}  // namespace lockstep::counted_lock
