// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/made_up_observation.h"

namespace lockstep {

/// Two observations that start out equal, to be changed on one side or both.
struct MadeUpPair {
  Program program = made_up_program();
  Observation reference = made_up_observation();
  Observation variant = made_up_observation();

  std::vector<Difference> all() const { return differences(program, reference, variant); }

  /// The only difference; an empty one, and a failure, if there is not exactly one.
  Difference only() const {
    auto found = all();
    EXPECT_EQ(found.size(), 1u);
    if (found.size() == 1) return std::move(found.front());
    Difference none;
    none.aspects.emplace_back();
    return none;
  }
};

/// The pair differs in one respect only, of this kind, and in these words.
inline void expect_only(const MadeUpPair& pair, DifferenceKind kind, const std::string& place,
                        const std::string& reference, const std::string& variant) {
  EXPECT_FALSE(same_observation(pair.reference, pair.variant));
  const Difference difference = pair.only();
  EXPECT_EQ(difference.aspects.size(), 1u);
  EXPECT_EQ(name_of(difference.kind()), name_of(kind));
  EXPECT_EQ(difference.place, place);
  EXPECT_EQ(difference.main().reference, reference);
  EXPECT_EQ(difference.main().variant, variant);
  EXPECT_FALSE(difference.diverged);
}

}  // namespace lockstep
