// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <nlohmann/json.hpp>

#include "lockstep/compare/difference.h"
#include "lockstep/import/changes.h"
#include "lockstep/report/report.h"

// What several results have in common when they are printed for programs.
namespace lockstep {

using Json = nlohmann::ordered_json;

/// Says which command the report is from, and how it was called.
Json json_head(const Report& head);

/// A number given by its digits: as text if it has more than every reader of JSON can hold.
Json json_number(const std::string& decimal);

Json json_of_side(const lockstep_implementation& side);
Json json_of(const Aspect& aspect);
/// Its kind, fingerprint, place and aspects.
Json json_of(const Difference& difference);
Json json_of(const Program& program);
Json json_of(const Changes& changes);

/// The text, with whatever is no UTF-8 replaced.
std::string print(const Json& json);

}  // namespace lockstep
