// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/program/operation_set.h"
#include "lockstep/report/discrepancy_text.h"

namespace lockstep {

/// "vma_start_write_killable: v6.15 lacks it"
std::string print_left_out(const LeftOutOperations& operations, const SideNames& names);

}  // namespace lockstep
