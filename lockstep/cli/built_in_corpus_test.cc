// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/built_in_corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "lockstep/compare/describe.h"
#include "lockstep/exec/executor.h"
#include "lockstep/load/implementations.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

using ::testing::IsSupersetOf;

/// What the code before the patch warns of when the programs of the corpus run as they are written.
std::set<std::string> warnings_of_corpus(const Configuration& configuration) {
  std::set<std::string> texts;
  Executor executor;
  Observation observation;
  for (NamedProgram& named : built_in_corpus()) {
    named.program.configuration = configuration;
    ScriptedScheduler scheduler(named.program.schedule);
    executor.run(named.program, *find_implementation("before"), scheduler, observation);
    for (const WarningRecord& warning : observation.warnings) {
      texts.insert(describe_warning(warning));
    }
  }
  return texts;
}

// An assertion that no program makes fire could be dropped without anybody noticing.
TEST(BuiltInCorpus, MakesEveryAssertionOfTheLockFire) {
  EXPECT_THAT(warnings_of_corpus({.debug_vm = true, .lockdep = false}),
              IsSupersetOf({"assertion failed: lock is not held in rwsem_assert_held",
                            "assertion failed: lock is not held for write in "
                            "rwsem_assert_held_write",
                            "assertion failed: !__is_vma_write_locked(vma, &mm_lock_seq) in "
                            "vma_assert_write_locked",
                            "WARN_ON_ONCE(!vma_is_attached(vma)) in vma_assert_attached",
                            "WARN_ON_ONCE(vma_is_attached(vma)) in vma_assert_detached",
                            "WARN_ON_ONCE(!detaching) in __vma_enter_exclusive_locked",
                            "WARN_ON_ONCE(__vma_exit_exclusive_locked(vma)) in __vma_start_write",
                            "WARN_ON_ONCE(!detached) in vma_mark_detached"}));
  EXPECT_THAT(warnings_of_corpus({.debug_vm = true, .lockdep = true}),
              IsSupersetOf({"lockdep: lock is not held (mmap_lock)",
                            "lockdep: lock is not held for write (mmap_lock)"}));
}

}  // namespace
}  // namespace lockstep
