// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/program/program.h"

namespace lockstep {

/// Names the tasks of a program by what they do: reader, writer, signaller or task, with _a, _b,
/// ... where there are several. A function of the operations alone.
void name_tasks(Program& program);

}  // namespace lockstep
