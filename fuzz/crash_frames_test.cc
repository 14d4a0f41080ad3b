// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fuzz/fuzz_check.h"

#define BACKWARD_HAS_DW 1
#include <backward.hpp>
#include <csignal>
#include <string>

#include "lockstep/base/messages.h"

namespace lockstep {
namespace {

// The functions of a namespace of ours, from the top of the stack: "kind_hang fingerprint_01 ..."
void print_stack(int /*signal*/) {
  backward::StackTrace stack;
  stack.load_here(64);
  backward::TraceResolver resolver;
  resolver.load_stacktrace(stack);
  std::string names;
  for (std::size_t i = 0; i < stack.size(); ++i) {
    const std::string name = resolver.resolve(stack[i]).object_function;
    for (const char* const start : {"kind_", "fingerprint_"}) {
      const std::size_t begin = name.find(start);
      if (begin != std::string::npos)
        names += name.substr(begin, name.find('(', begin) - begin) + " ";
    }
  }
  write_standard_error(names);
  std::_Exit(1);
}

void end(DifferenceKind kind, std::string_view fingerprint) {
  std::signal(SIGABRT, print_stack);
  abort_for(kind, fingerprint);
}

TEST(CrashFramesDeathTest, AreThoseOfTheKindAndOfEachByteOfTheFingerprint) {
  EXPECT_EXIT(end(DifferenceKind::kWarning, "88b7e0cdf833e033"), testing::ExitedWithCode(1),
              "^kind_warning fingerprint_88 fingerprint_b7 fingerprint_e0 fingerprint_cd "
              "fingerprint_f8 fingerprint_33 fingerprint_e0 fingerprint_33 $");
  EXPECT_EXIT(end(DifferenceKind::kSleepWake, "00ff000000000a01"), testing::ExitedWithCode(1),
              "^kind_sleep_wake fingerprint_00 fingerprint_ff fingerprint_00 fingerprint_00 "
              "fingerprint_00 fingerprint_00 fingerprint_0a fingerprint_01 $");
}

TEST(CrashFramesDeathTest, HaveAFrameForEachKind) {
  for (std::size_t i = 0; i < kDifferenceKindNames.size(); ++i) {
    std::string name(kDifferenceKindNames[i]);
    for (char& c : name) c = c >= 'a' && c <= 'z' ? c : '_';
    EXPECT_EXIT(end(static_cast<DifferenceKind>(i), "0123456789abcdef"), testing::ExitedWithCode(1),
                "^kind_" + name + " fingerprint_01 ");
  }
}

}  // namespace
}  // namespace lockstep
