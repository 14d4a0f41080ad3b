// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/report.h"

namespace lockstep {

/// A result as plain text of at most 72 columns, to paste into a reply on a mailing list: the
/// claim, the verdict, each finding as a numbered story, how it was found, what was covered, how to
/// reproduce it.
std::string print_mail(const Report& report);

}  // namespace lockstep
