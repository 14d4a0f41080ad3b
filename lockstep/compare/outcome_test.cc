// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/outcome.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <functional>
#include <set>

#include "tests/enumeration.h"
#include "tests/made_up_observation.h"

namespace lockstep {
namespace {

TEST(Outcomes, DoNotNameTheSchedule) {
  const Observation observation = made_up_observation();
  Observation other = observation;
  std::rotate(other.operations.begin(), other.operations.begin() + 3, other.operations.end());
  for (OperationRecord& record : other.operations) record.step += 7;
  set_steps(other, {1, 0, 1});
  EXPECT_EQ(digest_outcome(other), digest_outcome(observation));
}

TEST(Outcomes, DoNotNameTheOrderNorThePlaceOfWarnings) {
  Observation one = made_up_observation();
  one.warnings = {warn_in(kWarnSite, 0, 1), warn_in(kVmWarnSite, 1, 0)};
  Observation other = made_up_observation();
  other.warnings = {warn_in(kVmWarnSite, 1, 0), warn_in(kSameTextSite, 0, 1)};
  EXPECT_EQ(digest_outcome(one), digest_outcome(other));
}

// All but the step, what is not used, and what says which operation it is, which the program does.
TEST(Outcomes, AreDifferentIfAnyByteOfARecordIs) {
  const OutcomeDigest same = digest_outcome(made_up_observation());
  std::size_t different = 0;
  for (std::size_t byte = 0; byte < sizeof(OperationRecord); ++byte) {
    Observation other = made_up_observation();
    auto bytes =
        std::bit_cast<std::array<std::uint8_t, sizeof(OperationRecord)>>(record_of(other, 0, 1));
    bytes[byte] ^= 0x80;
    record_of(other, 0, 1) = std::bit_cast<OperationRecord>(bytes);
    if (digest_outcome(other) != same) ++different;
  }
  const std::size_t ignored = sizeof(OperationRecord::step) + sizeof(OperationRecord::unused) +
                              sizeof(OperationRecord::code) + sizeof(OperationRecord::target);
  EXPECT_EQ(different, sizeof(OperationRecord) - ignored);
}

using Change = std::function<void(Observation&)>;

/// How many digests there are of one observation after each of the changes.
std::size_t count_different(const std::vector<Change>& changes,
                            const std::function<OutcomeDigest(const Observation&)>& digest) {
  std::set<OutcomeDigest> digests;
  for (const Change& change : changes) {
    Observation observation = made_up_observation();
    change(observation);
    digests.insert(digest(observation));
  }
  return digests.size();
}

TEST(Outcomes, AreDifferentIfAnythingThatIsObservedIs) {
  const std::vector<Change> changes = {
      [](Observation&) {},
      [](Observation& o) { record_of(o, 0, 1).result = -4; },
      [](Observation& o) { record_of(o, 0, 2).result = -4; },
      [](Observation& o) { record_of(o, 0, 1).values[vma_lock::kRefcount] = 2; },
      [](Observation& o) { record_of(o, 0, 1).values[vma_lock::kSequence] = 2; },
      [](Observation& o) { record_of(o, 0, 1).woken = 2; },
      [](Observation& o) { record_of(o, 0, 1).set(OperationRecord::kSkipped); },
      [](Observation& o) { o.operations.pop_back(); },
      [](Observation& o) { o.warnings = {warn_in(kWarnSite, 0, 1)}; },
      [](Observation& o) { o.warnings = {warn_in(kWarnSite, 0, 0)}; },
      [](Observation& o) { o.warnings = {warn_in(kVmWarnSite, 0, 1)}; },
      [](Observation& o) {
        o.warnings = {warn_in(kWarnSite, 0, 1)};
        o.warnings[0].repeated = true;
      },
      [](Observation& o) {
        o.races = {{"vma 0 vm_end", {}}};
      },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][2][vma_lock::kRefcount] = 2; },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][0][vma_lock::kData] = 2; },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][0][vma_lock::kIsWriteLocked] = 1; },
      [](Observation& o) { o.final.objects[vma_lock::kMms][0][vma_lock::kHolders] = 2; },
      [](Observation& o) { o.final.objects[vma_lock::kMms][0][vma_lock::kWaiter] = 1; },
      [](Observation& o) { o.final.objects[vma_lock::kMms][1][vma_lock::kMmSequence] = 2; },
      [](Observation& o) { o.final.asleep.insert(1); },
      [](Observation& o) { o.final.end = End::kHang; },
      [](Observation& o) { o.final.crash = CrashKind::kAbort; },
  };
  EXPECT_EQ(count_different(changes, [](const Observation& o) { return digest_outcome(o); }),
            changes.size());
}

OutcomeDigest digest_for_threads(const Observation& observation) {
  return digest_outcome(observation, OutcomeView::kThreads);
}

TEST(OutcomesForThreads, AreTheSameIfOnlyWhatNoThreadCanTellIsDifferent) {
  const Observation observation = made_up_observation();
  Observation other = observation;
  OperationRecord& record = record_of(other, 0, 1);
  record.set(OperationRecord::kSlept);
  record.set(vma_lock::kLeftWriteLocked);
  record.woken = 1;
  record.values[vma_lock::kRefcount] = 2;
  record.values[vma_lock::kSequence] = 3;
  other.races = {{"vma 0 vm_end", {}}};
  set_steps(other, {1, 0, 1});
  EXPECT_EQ(digest_for_threads(other), digest_for_threads(observation));
  EXPECT_EQ(restricted(other, OutcomeView::kThreads).operations,
            restricted(observation, OutcomeView::kThreads).operations);
  EXPECT_NE(digest_outcome(other), digest_outcome(observation));
}

TEST(OutcomesForThreads, AreDifferentIfWhatAThreadCanTellIs) {
  const std::vector<Change> changes = {
      [](Observation&) {},
      [](Observation& o) { record_of(o, 0, 1).result = -4; },
      [](Observation& o) { record_of(o, 0, 2).result = -4; },
      [](Observation& o) { record_of(o, 0, 1).set(OperationRecord::kSkipped); },
      [](Observation& o) { record_of(o, 0, 1).set(vma_lock::kSaidDetached); },
      [](Observation& o) { record_of(o, 0, 1).set(vma_lock::kSaidExclusive); },
      [](Observation& o) { o.operations.pop_back(); },
      [](Observation& o) { o.warnings = {warn_in(kWarnSite, 0, 1)}; },
      [](Observation& o) { o.warnings = {warn_in(kWarnSite, 0, 0)}; },
      [](Observation& o) { o.warnings = {warn_in(kVmWarnSite, 0, 1)}; },
      [](Observation& o) {
        o.warnings = {warn_in(kWarnSite, 0, 1)};
        o.warnings[0].repeated = true;
      },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][0][vma_lock::kData] = 2; },
      [](Observation& o) { o.final.objects[vma_lock::kMms][0][vma_lock::kWaiter] = 1; },
      [](Observation& o) { o.final.asleep.insert(1); },
      [](Observation& o) { o.final.end = End::kHang; },
  };
  EXPECT_EQ(count_different(changes, digest_for_threads), changes.size());
}

TEST(OutcomesForThreads, DoNotSayWhoWarnedFirstIfThereWereSeveral) {
  Observation one = made_up_observation();
  one.warnings = {warn_in(kWarnSite, 0, 1)};
  Observation other = made_up_observation();
  other.warnings = {warn_in(kSameTextSite, 1, 0)};
  EXPECT_NE(digest_for_threads(one), digest_for_threads(other));
  one.warnings[0].repeated = other.warnings[0].repeated = true;
  EXPECT_EQ(digest_for_threads(one), digest_for_threads(other));
  EXPECT_NE(digest_outcome(one), digest_outcome(other));
}

// As while an execution is explored: the warning comes, and comes again after a while.
TEST(OutcomeParts, AddUpToTheOutcomeOnThreads) {
  const Observation whole = [] {
    Observation observation = made_up_observation();
    observation.warnings = {warn_in(kWarnSite, 0, 1)};
    observation.warnings[0].repeated = true;
    return observation;
  }();
  Observation growing = made_up_observation();
  growing.operations.resize(2);
  growing.warnings = {warn_in(kWarnSite, 1, 0)};
  OutcomeParts parts(OutcomeView::kThreads);
  OutcomeDigest sum = parts.take_over(growing);
  growing.operations = whole.operations;
  sum = sum + parts.take_over(growing);
  growing.warnings[0].repeated = true;
  sum = sum + parts.take_over_end(growing);
  EXPECT_EQ(sum, digest_for_threads(whole));
}

TEST(OutcomeSets, KeepTheStepsThatFirstShowedAnOutcome) {
  OutcomeSet set;
  Observation observation = made_up_observation();
  set_steps(observation, {0, 1});
  EXPECT_TRUE(set.add(observation));
  set_steps(observation, {1, 0});
  EXPECT_FALSE(set.add(observation));
  record_of(observation, 0, 1).result = -4;
  EXPECT_FALSE(set.contains(digest_outcome(observation)));
  EXPECT_TRUE(set.add(observation));
  EXPECT_EQ(set.size(), 2u);
  const auto& first = set.outcomes().at(digest_outcome(made_up_observation()));
  EXPECT_EQ(first, (std::vector<Step>{Step(Choice::of_task(0)), Step(Choice::of_task(1))}));
}

}  // namespace
}  // namespace lockstep
