// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

#include "lockstep/base/random.h"
#include "lockstep/program/operation_set.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// What random programs may contain.
struct GeneratorLimits {
  unsigned tasks = 4;             ///< 1 to kMaxTasks
  unsigned operations = 6;        ///< per task, 1 to kMaxOperationsPerTask
  unsigned objects = 2;           ///< 1 to kMaxObjects
  unsigned owners = kOwnerCount;  ///< 1 to that
  bool faults = false;            ///< also operations that break the contract
  OperationSet supported = {};    ///< no others than these
};

/// Makes random programs that abide by the contract, as far as that can be told without running
/// them: every operation is one that its task may make if what it did before succeeded. With
/// faults, some operations break it. The configuration is left for the caller to set.
Program generate_program(Random& random, const GeneratorLimits& limits);

}  // namespace lockstep
