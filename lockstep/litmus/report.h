// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>

#include "lockstep/litmus/explore.h"

namespace lockstep::litmus {

/// What became of a test: mostly, what its line "Result:" has to do with what was seen.
enum class Judgement : std::uint8_t {
  kNothingSaid,     ///< no such line, or one that is no observation, such as Maybe
  kAgrees,          ///< what was seen is what the line says
  kShowsTooMuch,    ///< a final state that the line says is impossible was seen
  kShowsTooLittle,  ///< a final state that the line says is possible was not seen
  kUndecided,       ///< there were too many states to see all
  kUnsupported,     ///< it was not explored: see Unsupported
  kUnreadable,      ///< it was not read: see InputError
};

/// Of a test that was explored.
Judgement judge(const Test& test, const Explored& explored);

/// "Never", as herd7 has it.
std::string_view name_of(Observation observation);

/// What was seen, in the form that herd7 prints: the final states, whether the condition is met,
/// and how often. Ends with a line on the test's result line, if it has one.
std::string report(const Test& test, const Explored& explored, Model model);

}  // namespace lockstep::litmus
