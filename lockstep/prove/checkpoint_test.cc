// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/checkpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

ProofPart part(unsigned operations) {
  return {operations, ProofMethod::kLockstep, {.debug_vm = true, .lockdep = false}, {{true, 0}}};
}

PartResult upheld() {
  PartResult result;
  result.complete = true;
  result.interleavings = InterleavingCount("123456789012345678901234567890");
  result.states = 17;
  return result;
}

class CheckpointTest : public ::testing::Test {
 protected:
  CheckpointTest() { Checkpoint(file_, "a proof").add(part(1), upheld()); }

  /// What is said of the file; empty if it is taken as it is.
  std::string complaint(const std::string& identity = "a proof") const {
    try {
      const Checkpoint checkpoint(file_, identity);
      const auto found = checkpoint.find(part(1));
      EXPECT_TRUE(found && print_part_result(*found) == print_part_result(upheld()));
      return "";
    } catch (const InputError& error) {
      return error.what();
    }
  }

  const TemporaryFolder folder_;
  const std::string file_ = folder_.path() / "proof.json";
};

TEST_F(CheckpointTest, KeepsWhatAPartCameTo) {
  EXPECT_EQ(complaint(), "");
  EXPECT_EQ(Checkpoint(file_, "a proof").find(part(2)), std::nullopt);
}

TEST_F(CheckpointTest, KeepsOnlyWhatDecides) {
  Checkpoint checkpoint(file_, "a proof");
  PartResult result;
  checkpoint.add(part(2), result);
  EXPECT_FALSE(checkpoint.find(part(2)));
  result.refuting = "vma 0 attached\n";
  checkpoint.add(part(2), result);
  EXPECT_TRUE(checkpoint.find(part(2)));
}

TEST_F(CheckpointTest, IsOfOneProof) {
  EXPECT_THAT(complaint("another"), HasSubstr("is the checkpoint of another proof: a proof"));
}

// A name on the command line need not be Unicode.
TEST_F(CheckpointTest, CanHaveAnyBytesInTheNameOfTheProof) {
  Checkpoint(file_ + "2", "\xff.so").add(part(1), upheld());
  EXPECT_TRUE(Checkpoint(file_ + "2", "\xff.so").find(part(1)));
}

// Any byte, by others: what it says is the same, or it is refused.
TEST_F(CheckpointTest, IsRefusedIfItWasChanged) {
  const std::string whole = content_of(file_);
  std::size_t refused = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const char other : {'7', '"'}) {
      std::string changed = whole;
      changed[i] = other;
      folder_.add("proof.json", changed);
      const std::string said = complaint();
      if (said.empty()) continue;
      ++refused;
      EXPECT_THAT(said, HasSubstr("proof.json: "));
    }
    folder_.add("proof.json", whole.substr(0, i));
    EXPECT_EQ(complaint() == "", i + 1 == whole.size()) << i;  // without its last line end
  }
  EXPECT_GT(refused, whole.size());
}

TEST_F(CheckpointTest, SaysThatItWasChangedByHand) {
  std::string text = content_of(file_);
  text.replace(text.find("\"states\": 17"), 12, "\"states\": 18");
  folder_.add("proof.json", text);
  EXPECT_THAT(complaint(), HasSubstr("proof.json: was changed since Lockstep wrote it"));
}

TEST_F(CheckpointTest, IsOfOneVersion) {
  folder_.add("proof.json", R"({"lockstep_proof": 1, "identity": "a proof", "parts": {}})");
  EXPECT_THAT(complaint(), HasSubstr("is the checkpoint of another version of Lockstep"));
}

}  // namespace
}  // namespace lockstep
