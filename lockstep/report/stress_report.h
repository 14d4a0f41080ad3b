// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/stress/stress.h"

namespace lockstep {

/// What `lockstep stress` prints. How many outcomes threads reached is not the same in two runs.
std::string print_stress_report(const StressResult& result);

}  // namespace lockstep
