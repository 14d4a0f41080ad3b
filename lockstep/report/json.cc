// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/json.h"

namespace lockstep {

std::string print_json(const Report& /*report*/) { return "not yet\n"; }

}  // namespace lockstep
