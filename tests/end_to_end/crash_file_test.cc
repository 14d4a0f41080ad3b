// SPDX-License-Identifier: GPL-2.0-only
// Commands take what fuzzers leave behind as it is: crash files, corpora, output folders.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kSeeds = LOCKSTEP_SOURCE_DIR "/corpus/seeds";

class FuzzerFiles : public ::testing::Test {
 protected:
  /// A program of corpus/seeds as bytes, in a file of this name.
  fs::path add_crash(const std::string& seed, const std::string& name) {
    const std::string text = std::string(kSeeds) + "/" + seed + ".txt";
    run({"corpus", "pack", text, "--output", "packed"});
    fs::create_directories((folder_.path() / name).parent_path());
    return folder_.add(name, content_of(folder_.path() / "packed" / seed));
  }

  CommandResult run(const std::vector<std::string>& arguments) const {
    return run_lockstep(arguments, folder_.path());
  }

  std::vector<std::string> names_in(const std::string& name) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path() / name)) {
      names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
  }

  TemporaryFolder folder_;
};

TEST_F(FuzzerFiles, ThatCrashedAreReducedToTheSameReproducerAsTheirText) {
  add_crash("killed_twice", "crash-0123");
  const CommandResult reduced = run({"reduce", "crash-0123"});
  EXPECT_EQ(reduced.status, 1) << reduced.errors;
  EXPECT_EQ(reduced.output, run({"reduce", std::string(kSeeds) + "/killed_twice.txt"}).output);
}

TEST_F(FuzzerFiles, AreReplayedAndExplored) {
  add_crash("killed_twice", "id:000000,sig:06,src:000001,time:12,op:havoc,rep:2");
  for (const char* const command : {"replay", "explore"}) {
    const CommandResult shown = run({command, names_in(".").front()});
    EXPECT_EQ(shown.status, 1) << shown.errors;
    EXPECT_THAT(shown.output, HasSubstr("VM_WARN_ON_ONCE(!ves->exclusive)"));
  }
}

TEST_F(FuzzerFiles, OfPrintableCharactersNeedAnOption) {
  folder_.add("crash-0123", "printable");
  const CommandResult text = run({"replay", "crash-0123"});
  EXPECT_EQ(text.status, 2);
  EXPECT_THAT(text.output, IsEmpty());
  EXPECT_EQ(text.errors,
            "lockstep: crash-0123:1:1: expected config, mm, vma, task or schedule, found "
            "'printable' (for a fuzzer's bytes: --bytes)\n");
  EXPECT_EQ(run({"replay", "--bytes", "--variant", "before", "crash-0123"}).status, 0);
}

// The file is one of the unit tests, so what is written compiles and passes.
TEST_F(FuzzerFiles, ThatCrashedGiveATestThatIsAmongTheRegressions) {
  add_crash("killed_twice", "crash-0123");
  EXPECT_EQ(run({"reduce", "crash-0123", "--test", "regression_test.cc"}).status, 1);
  EXPECT_EQ(content_of(folder_.path() / "regression_test.cc"),
            content_of(LOCKSTEP_SOURCE_DIR "/tests/regressions/warning_88b7e0cdf833e033_test.cc"));
}

TEST_F(FuzzerFiles, GiveNoTestWhereItCannotBeWritten) {
  add_crash("killed_twice", "crash-0123");
  const CommandResult reduced = run({"reduce", "crash-0123", "--test", "/nowhere/test.cc"});
  EXPECT_EQ(reduced.status, 2);
  EXPECT_THAT(reduced.output, IsEmpty());
  EXPECT_EQ(reduced.errors, "lockstep: cannot write /nowhere/test.cc: No such file or directory\n");
}

TEST_F(FuzzerFiles, GiveNoTestIfNothingDiffers) {
  add_crash("killed_twice", "crash-0123");
  EXPECT_EQ(run({"reduce", "crash-0123", "--variant", "merged", "--test", "test.cc"}).status, 0);
  EXPECT_FALSE(fs::exists(folder_.path() / "test.cc"));
}

class UnpackedCorpus : public FuzzerFiles {};

// The bytes after the program's end are more runs of its schedule, which come too late to matter.
TEST_F(UnpackedCorpus, HasTheShortestProgramOfEachOutcome) {
  const std::string bytes = content_of(add_crash("killed_twice", "corpus/c"));
  folder_.add("corpus/a", bytes + "\x01\x02");
  folder_.add("corpus/b", bytes);
  add_crash("two_mms", "corpus/d");
  const CommandResult unpacked = run({"corpus", "unpack", "corpus", "--output", "texts"});
  EXPECT_EQ(unpacked.status, 0);
  EXPECT_EQ(unpacked.errors, "lockstep: 4 files, 2 outcomes\n");
  EXPECT_THAT(names_in("texts"), ElementsAre("b.txt", "d.txt"));
}

TEST_F(UnpackedCorpus, HasEveryProgramOnRequest) {
  const std::string bytes = content_of(add_crash("killed_twice", "corpus/a"));
  folder_.add("corpus/b", bytes);
  const CommandResult unpacked = run({"corpus", "unpack", "--all", "corpus", "--output", "texts"});
  EXPECT_EQ(unpacked.errors, "lockstep: 2 files\n");
  EXPECT_THAT(names_in("texts"), ElementsAre("a.txt", "b.txt"));
}

// For v3, a program that shows its warning differs from one that does not. Before the patch, both
// show the same.
TEST_F(UnpackedCorpus, HasProgramsThatOnlyTheVariantTellsApart) {
  const std::string with = "config DEBUG_VM=on LOCKDEP=off\n";
  const std::string without = "config DEBUG_VM=off LOCKDEP=off\n";
  const std::string program =
      "vma 0 attached\n"
      "task reader: send_sigkill writer; vma_start_read 0\n"
      "task writer: mmap_write_lock; vma_start_write_killable 0\n"
      "schedule: reader*6 writer*\n";
  folder_.add("with.txt", with + program);
  folder_.add("without.txt", without + program);
  run({"corpus", "pack", "with.txt", "without.txt", "--output", "corpus"});
  const auto unpack = [this](const std::string& variant) {
    return run({"corpus", "unpack", "corpus", "--output", "texts", "--variant", variant}).errors;
  };
  EXPECT_EQ(unpack("v3"), "lockstep: 2 files, 2 outcomes\n");
  EXPECT_EQ(unpack("merged"), "lockstep: 2 files, 1 outcome\n");
}

TEST_F(UnpackedCorpus, ComesFromTheQueuesOfAflAndKeepsItsNames) {
  add_crash("two_mms", "out/main/queue/id:000000,time:0,execs:0,orig:seed.bin");
  add_crash("killed_twice", "out/helper/queue/id:000000,time:0,execs:0,orig:seed.bin");
  add_crash("mmap_trylocks", "out/main/queue/.state/hidden");
  folder_.add("out/main/fuzzer_stats", "stats");
  const CommandResult unpacked = run({"corpus", "unpack", "out", "--output", "texts"});
  EXPECT_EQ(unpacked.errors, "lockstep: 2 files, 2 outcomes\n");
  EXPECT_THAT(names_in("texts"), ElementsAre("id:000000,time:0,execs:0,orig:seed.bin-2.txt",
                                             "id:000000,time:0,execs:0,orig:seed.bin.txt"));
}

TEST_F(UnpackedCorpus, IsMadeForOneVariantThatIsThere) {
  add_crash("two_mms", "corpus/a");
  const CommandResult unpacked =
      run({"corpus", "unpack", "corpus", "--output", "texts", "--variant", "v4"});
  EXPECT_EQ(unpacked.status, 2);
  EXPECT_THAT(unpacked.errors, HasSubstr("--variant: expected an implementation"));
  EXPECT_FALSE(fs::exists(folder_.path() / "texts"));
}

TEST_F(UnpackedCorpus, OfAnyBytesPacksBackToTheSamePrograms) {
  std::mt19937 random(6);
  fs::create_directories(folder_.path() / "corpus");
  for (int i = 0; i < 200; ++i) {
    std::string bytes;
    for (auto length = random() % 100; length > 0; --length) {
      bytes += static_cast<char>(random() & 0xff);
    }
    folder_.add("corpus/id:" + std::to_string(i) + ",time:0.5,op:havoc.x", bytes);
  }
  run({"corpus", "unpack", "--all", "corpus", "--output", "texts"});
  run({"corpus", "pack", "texts", "--output", "again"});
  run({"corpus", "unpack", "--all", "again", "--output", "texts_again"});
  EXPECT_EQ(names_in("again"), names_in("corpus"));
  for (const std::string& name : names_in("texts")) {
    EXPECT_THAT(name, EndsWith("op:havoc.x.txt"));
    EXPECT_EQ(content_of(folder_.path() / "texts_again" / name),
              content_of(folder_.path() / "texts" / name));
  }
}

}  // namespace
}  // namespace lockstep::tests
