// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/program_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using testing::EndsWith;

constexpr const char* kText = "vma 0 attached\ntask reader: vma_start_read 0\n";
constexpr const char* kHint = " (for a fuzzer's bytes: --bytes)";

class ProgramFiles : public testing::Test {
 protected:
  LoadedProgram load(const std::string& name, const std::string& content, bool bytes = false) {
    return load_text_or_bytes(folder_.add(name, content), bytes);
  }

  std::string mistake(const std::string& name, const std::string& content) {
    try {
      load(name, content);
    } catch (const InputError& error) {
      return error.what();
    }
    return "nothing";
  }

  TemporaryFolder folder_;
};

TEST_F(ProgramFiles, AreTextIfTheyParse) {
  for (const char* const name : {"program.txt", "crash-0123"}) {
    const LoadedProgram loaded = load(name, kText);
    EXPECT_FALSE(loaded.from_bytes);
    EXPECT_EQ(loaded.program, parse_program(kText));
  }
  EXPECT_FALSE(load("crash-0123", std::string(kText) + "# \x01\xff\n").from_bytes);
}

TEST_F(ProgramFiles, AreBytesIfNoTextHasSuch) {
  for (const std::string content :
       {"\x01 and so on", "\x7f", "delta \xce", "\x80", "\xf8\x88", "\xc3(", "\xe2\x82 "}) {
    const LoadedProgram loaded = load("crash-0123", content);
    EXPECT_TRUE(loaded.from_bytes) << content;
    EXPECT_EQ(loaded.program, unpack_content(content));
  }
}

TEST_F(ProgramFiles, OfAPackedProgramAreThatProgram) {
  const auto bytes = pack_program(parse_program(kText));
  EXPECT_EQ(load("id:000000,orig:seed", {bytes.begin(), bytes.end()}).program,
            parse_program(kText));
}

TEST_F(ProgramFiles, ThatCouldBeTextAreATextWithAMistake) {
  for (const std::string content :
       {"task a: vma_stop", "\ttask a: vma_stop\r\n",
        "task a: vma_stop  # \xce\x94\xe2\x82\xac\xf0\x9f\x94\x92", ""}) {
    EXPECT_THAT(mistake("crash-0123", content), EndsWith(kHint)) << content;
  }
}

TEST_F(ProgramFiles, ThatEndInTxtAreAlwaysText) {
  EXPECT_EQ(mistake("bad.txt", "\x01"),
            (folder_.path() / "bad.txt").string() +
                ":1:1: expected config, mm, vma, task or schedule, found '\\x01'");
}

TEST_F(ProgramFiles, AreBytesWhateverTheyLookLikeIfTheUserSaysSo) {
  for (const std::string content : {"", "task a: vma_stop", kText}) {
    const LoadedProgram loaded = load("program.txt", content, true);
    EXPECT_TRUE(loaded.from_bytes);
    EXPECT_EQ(loaded.program, unpack_content(content));
  }
}

class LackingOperation : public ProgramFiles {
 protected:
  std::string mistake_in(const std::string& name, const std::string& content, unsigned states) {
    ProgramFile file = {folder_.add(name, content).string(), false};
    try {
      file.expect_supported(file.load(), before_waiting(states));
    } catch (const InputError& error) {
      return std::string(error.what()).substr(folder_.path().string().size() + 1);
    }
    return "nothing";
  }
};

constexpr const char* kEnters =
    "vma 0 attached\n"
    "task a: mmap_write_lock; enter_exclusive 0 uninterruptible\n"
    "task b: mmap_write_lock; enter_exclusive 0 killable\n";

TEST_F(LackingOperation, IsAMistakeWithAPlace) {
  EXPECT_EQ(mistake_in("a.txt", kEnters, LOCKSTEP_WAIT_UNINTERRUPTIBLE),
            "a.txt:3:26: expected an operation that made_up has, found 'enter_exclusive 0 "
            "killable'");
  EXPECT_EQ(mistake_in("a.txt", kEnters, LOCKSTEP_WAIT_ANY), "nothing");
}

TEST_F(LackingOperation, HasNoLineInBytes) {
  const auto bytes = pack_program(parse_program(kEnters));
  EXPECT_EQ(mistake_in("crash-1", {bytes.begin(), bytes.end()}, LOCKSTEP_WAIT_UNINTERRUPTIBLE),
            "crash-1: expected an operation that made_up has, found 'enter_exclusive 0 killable'");
}

}  // namespace
}  // namespace lockstep
