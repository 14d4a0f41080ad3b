// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program_files.h"

#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

TEST(LoadedPrograms, WithAMistakeSayWhereItIs) {
  const TemporaryFolder folder;
  const auto file = folder.add("bad.txt", "# comment\ntask a: vma_stop\n");
  try {
    load_program(file);
    FAIL() << "loaded";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(), file.string() + ":2:9: expected an operation, found 'vma_stop'");
  }
}

}  // namespace
}  // namespace lockstep
