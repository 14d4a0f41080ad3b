// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "lockstep/compare/describe.h"
#include "lockstep/exec/executor.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/temporary_folder.h"

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

using testing::ElementsAre;

class CorpusFolder : public testing::Test {
 protected:
  void add(const std::string& name) {
    std::filesystem::create_directories((folder_.path() / name).parent_path());
    folder_.add(name, "");
  }

  /// What a path below the folder stands for, below the folder.
  std::vector<std::string> expand(const std::string& input = ".") const {
    std::vector<std::string> files;
    for (const auto& file : expand_inputs({(folder_.path() / input).string()})) {
      files.push_back(file.lexically_relative(folder_.path()).lexically_normal().string());
    }
    return files;
  }

  TemporaryFolder folder_;
};

TEST_F(CorpusFolder, StandsForTheFilesInIt) {
  add("b");
  add("a");
  add("deeper/c");
  EXPECT_THAT(expand(), ElementsAre("a", "b"));
  EXPECT_THAT(expand("a"), ElementsAre("a"));
}

TEST_F(CorpusFolder, OfAflStandsForTheQueuesOfItsInstances) {
  add("main/queue/id:000000,orig:seed");
  add("main/queue/.state/auto_extras/auto_000000");
  add("main/queue/.cur_input");
  add("main/fuzzer_stats");
  add("main/crashes/id:000000,sig:06");
  add("helper/queue/id:000001,sync:main");
  EXPECT_THAT(expand(),
              ElementsAre("helper/queue/id:000001,sync:main", "main/queue/id:000000,orig:seed"));
  EXPECT_THAT(expand("main"), ElementsAre("main/queue/id:000000,orig:seed"));
}

TEST_F(CorpusFolder, OfCrashesIsWithoutItsReadme) {
  add("crashes/README.txt");
  add("crashes/id:000000,sig:06");
  EXPECT_THAT(expand("crashes"), ElementsAre("crashes/id:000000,sig:06"));
}

TEST_F(CorpusFolder, WithNothingInItIsAMistake) {
  EXPECT_THROW(expand(), InputError);
  add("README.txt");
  EXPECT_THROW(expand(), InputError);
  EXPECT_THROW(load_corpus(folder_.path().string()), InputError);
}

TEST_F(CorpusFolder, OfTextsHasThese) {
  folder_.add("one.txt", "task a: mmap_read_lock\n");
  folder_.add("README.txt", "Words.\n");
  folder_.add("other", "");
  testing::internal::CaptureStderr();
  const auto programs = load_corpus(folder_.path().string());
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              testing::EndsWith(": left out 1 file that does not end in .txt\n"));
  ASSERT_EQ(programs.size(), 1u);
  EXPECT_EQ(programs[0].name, "one");
  EXPECT_EQ(programs[0].program, parse_program("task a: mmap_read_lock\n"));
}

TEST_F(CorpusFolder, OfPackedProgramsHasThese) {
  const Program program = parse_program("task a: mmap_read_lock\n");
  const auto bytes = pack_program(program);
  folder_.add("id:000000,sig:06", {bytes.begin(), bytes.end()});
  folder_.add("README.txt", "Words.\n");
  const auto programs = load_corpus(folder_.path().string());
  ASSERT_EQ(programs.size(), 1u);
  EXPECT_EQ(programs[0].name, "id:000000,sig:06");
  EXPECT_EQ(programs[0].program.tasks.size(), 1u);
  EXPECT_EQ(programs[0].program.tasks[0].operations, program.tasks[0].operations);
}

TEST(OutputNames, AreTheGivenOnesWithAnEnding) {
  OutputNames names;
  EXPECT_EQ(names.next("id:000001,src:000000,time:0.5", ".txt"),
            "id:000001,src:000000,time:0.5.txt");
}

TEST(OutputNames, AreNumberedIfTheyComeAgain) {
  OutputNames names;
  EXPECT_EQ(names.next("a-2", ".txt"), "a-2.txt");
  EXPECT_EQ(names.next("a", ".txt"), "a.txt");
  EXPECT_EQ(names.next("a", ".txt"), "a-3.txt");
}

TEST(OutputNames, AreCutToWhatAFileCanBeCalled) {
  const TemporaryFolder folder;
  OutputNames names;
  const std::string longest(255, 'x');
  const std::string first = names.next(longest, ".txt");
  const std::string second = names.next(longest, ".txt");
  EXPECT_NE(first, second);
  for (const std::string& name : {first, second}) {
    EXPECT_EQ(content_of(folder.add(name + ".partial", "fits")), "fits");
  }
}

}  // namespace
}  // namespace lockstep
