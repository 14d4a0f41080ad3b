// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/end_to_end/run_lockstep.h"

namespace lockstep::tests {

/// Expects a report in JSON to follow a schema in docs/.
inline void expect_as_schema_says(const std::filesystem::path& report,
                                  const std::string& schema = "report.schema.json") {
  const CommandResult validated =
      run_command({.words = {"/usr/bin/python3", "-W", "ignore", "-m", "jsonschema", "-i", report,
                             std::string(LOCKSTEP_SOURCE_DIR "/docs/") + schema}});
  EXPECT_EQ(validated.status, 0) << validated.output << validated.errors;
}

/// Expects a report in JUnit's format to follow docs/report.junit.xsd.
inline void expect_as_junit_has_it(const std::filesystem::path& report) {
  const CommandResult validated =
      run_command({.words = {"/usr/bin/xmllint", "--noout", "--schema",
                             LOCKSTEP_SOURCE_DIR "/docs/report.junit.xsd", report}});
  EXPECT_EQ(validated.status, 0) << validated.errors;
}

}  // namespace lockstep::tests
