// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {

/// Choices that are the same in every run, with every library.
class Choices {
 public:
  explicit Choices(std::uint64_t seed) : engine_(seed) {}

  /// A number below `end`, which is not 0.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  template <typename Container>
  const auto& one_of(const Container& container) {
    return container[below(std::size(container))];
  }

 private:
  std::mt19937_64 engine_;
};

/// Whether to try all inputs ($LOCKSTEP_HOSTILE is "all"), or a tenth.
bool tries_all();

/// How many of `all` inputs to try.
inline unsigned share_of(unsigned all) { return tries_all() ? all : all / 10; }

/// Parts that a battery comes in, so that several processors can run it.
inline constexpr unsigned kParts = 4;

/// Runs `lockstep` in the folder, for two minutes at most. Whatever it was given, the exit status
/// is one that the manual knows, 0 comes with a report, a mistake with a message, and all output is
/// Lockstep's own. `input` is what to show of the input if that does not hold. Returns the exit
/// status.
int expect_sound(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                 const std::string& input);

/// One part of the hostile input for the built command, in a folder of the test's own.
class Battery : public ::testing::TestWithParam<unsigned> {
 protected:
  /// How many inputs this part tries, of `all` in all parts.
  static unsigned part_of(unsigned all) { return share_of(all) / kParts; }
  static Choices choices(std::uint64_t battery) { return Choices(battery * kParts + GetParam()); }

  int run(const std::vector<std::string>& arguments, const std::string& input) const {
    return expect_sound(arguments, folder(), input);
  }
  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path add(const std::string& name, const std::string& content) const {
    return folder_.add(name, content);
  }

 private:
  const TemporaryFolder folder_;
};

/// The text with one to four small damages: characters and lines that are lost, doubled, exchanged
/// or made into others.
std::string damaged(std::string text, Choices& choices);

/// Programs of the corpus, as text.
std::vector<std::string> corpus_texts();

}  // namespace lockstep::tests
