// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/race_reports.h"

#include <gtest/gtest.h>

#include <string>

#if defined(LOCKSTEP_TSAN)

extern "C" const char* __tsan_default_options();

namespace lockstep {
namespace {

// Its thread takes the lock of reports five seconds after a report, and a process that is forked
// at this moment never gets it: one in ten runs of SharedCheck's tests waited for ever on a slow
// machine.
TEST(RaceReports, AreLockedByNoOtherThreadWhileAProcessIsForked) {
  const std::string options = std::string(":") + __tsan_default_options() + ":";
  EXPECT_NE(options.find(":flush_symbolizer_ms=0:"), std::string::npos) << options;
}

}  // namespace
}  // namespace lockstep

#endif
