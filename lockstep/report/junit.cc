// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/junit.h"

namespace lockstep {

std::string print_junit(const Report& /*report*/) { return "not yet\n"; }

}  // namespace lockstep
