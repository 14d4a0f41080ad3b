// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/differential_target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "lockstep/program/bytes.h"
#include "lockstep/program/text.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kKilled =
    "config DEBUG_VM=on LOCKDEP=off\nvma 0 attached\n"
    "task reader: send_sigkill writer; vma_start_read 0\n"
    "task writer: mmap_write_lock; vma_start_write_killable 0\nschedule: reader*6 writer*\n";

std::set<std::uint32_t> marked;  // an interface of C has no place for them

std::vector<bool> switched;  // whether coverage counts

void mark(std::uint32_t feature) { marked.insert(feature); }
void count_coverage(bool counts) { switched.push_back(counts); }

/// Runs a program's bytes once, under options.
class Harness {
 public:
  explicit Harness(const char* options)
      : target_(parse_fuzz_options({}, options), mark, count_coverage) {
    marked.clear();
    switched.clear();
  }

  std::string run(std::string_view text) {
    const auto found = target_.run(pack_program(parse_program(text)));
    return found ? found->report : "nothing";
  }

  std::string summary() const { return target_.summary(); }

 private:
  DifferentialTarget target_;
};

TEST(DifferentialTarget, ReportsADiscrepancyWithItsReducedReproducer) {
  Harness harness("--variant v3");
  const std::string report = harness.run(kKilled);
  EXPECT_THAT(report, HasSubstr("Claim    v3 behaves like before: no functional change\n"));
  EXPECT_THAT(report,
              HasSubstr("\nDiscrepancy: warning, reachable, fingerprint 88b7e0cdf833e033\n"));
  EXPECT_THAT(report, HasSubstr("  Reproducer (2 tasks, 4 operations, 1 switch):\n"));
}

TEST(DifferentialTarget, SaysNothingOfWhatIsTheSame) {
  Harness harness("--variant merged");
  EXPECT_EQ(harness.run(kKilled), "nothing");
  EXPECT_FALSE(marked.empty());
  EXPECT_EQ(harness.summary(), "fuzz_check: 1 pair\n");
}

TEST(DifferentialTarget, CountsAndPassesOverWhatIsKnown) {
  Harness harness("--known " LOCKSTEP_SOURCE_DIR "/corpus/known/v3.txt");
  EXPECT_EQ(harness.run(kKilled), "nothing");
  EXPECT_THAT(harness.summary(),
              HasSubstr("fuzz_check: 88b7e0cdf833e033 is known, passed over 1 time\n"));
}

TEST(DifferentialTarget, CountsNoCoverageWhileItFindsOutWhatADifferenceMeans) {
  Harness harness("--variant v3");
  harness.run("vma 0 attached\ntask reader: vma_start_read 0\n");
  EXPECT_THAT(switched, IsEmpty());
  harness.run(kKilled);
  EXPECT_THAT(switched, ElementsAre(false, true));
}

TEST(DifferentialTarget, RunsOnlyInTheConfigurationsThatItIsAskedFor) {
  EXPECT_EQ(Harness("--config DEBUG_VM=off").run(kKilled), "nothing");
}

TEST(DifferentialTarget, DoesNotRunFaultsUnlessItIsAskedTo) {
  constexpr const char* kFault = "vma 0 attached\ntask a: fault_put 0; fault_put 0\n";
  Harness without("--variant merged");
  EXPECT_EQ(without.run(kFault), "nothing");
  EXPECT_EQ(without.summary(), "fuzz_check: 0 pairs\n");
  EXPECT_TRUE(marked.empty());
}

TEST(DifferentialTarget, RunsFaultsIfItIsAskedTo) {
  Harness with("--variant merged --faults");
  EXPECT_EQ(with.run("vma 0 attached\ntask a: fault_put 0; fault_put 0\n"), "nothing");
  EXPECT_EQ(with.summary(), "fuzz_check: 1 pair\n");
}

TEST(DifferentialTarget, MarksNoFeaturesThatItIsNotAskedFor) {
  Harness harness("--variant merged --feedback code");
  harness.run(kKilled);
  EXPECT_TRUE(marked.empty());
}

TEST(DifferentialTarget, DoesNotRunWhatASideLacks) {
  Harness harness("--variant " LOCKSTEP_TEST_IMPLEMENTATIONS "/lacks_killable.so");
  EXPECT_EQ(harness.run(kKilled), "nothing");
  EXPECT_TRUE(marked.empty());
  EXPECT_EQ(harness.summary(),
            "fuzz_check: 0 pairs\n"
            "fuzz_check: left out: vma_start_write_killable: lacks_killable lacks it\n"
            "fuzz_check: left out: enter and exit called directly (--primitives)\n"
            "fuzz_check: passed over 1 input with what is left out\n");
  EXPECT_EQ(harness.run("vma 0 attached\ntask reader: vma_start_read 0\n"), "nothing");
  EXPECT_FALSE(marked.empty());
}

}  // namespace
}  // namespace lockstep
