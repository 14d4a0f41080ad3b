// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>
#include <functional>
#include <set>

#include "tests/differences.h"

namespace lockstep {
namespace {

using Change = std::function<void(Observation&)>;

const std::vector<Change>& changes() {
  static const std::vector<Change> all = {
      [](Observation& o) { record_of(o, 0, 1).result = -4; },
      [](Observation& o) { record_of(o, 0, 1).result = -11; },
      [](Observation& o) { record_of(o, 1, 0).result = 1; },
      [](Observation& o) { record_of(o, 0, 1).values[vma_lock::kRefcount] = 0; },
      [](Observation& o) { record_of(o, 0, 1).values[vma_lock::kRefcount] = 2; },
      [](Observation& o) { record_of(o, 0, 1).values[vma_lock::kSequence] = 2; },
      [](Observation& o) { record_of(o, 0, 1).woken = 1; },
      [](Observation& o) { record_of(o, 0, 1).set(OperationRecord::kSkipped); },
      [](Observation& o) { record_of(o, 0, 1).set(OperationRecord::kSlept); },
      [](Observation& o) { record_of(o, 0, 1).set(vma_lock::kSaidDetached); },
      [](Observation& o) { record_of(o, 0, 1).set(vma_lock::kSaidExclusive); },
      [](Observation& o) { record_of(o, 0, 1).set(vma_lock::kLeftWriteLocked); },
      [](Observation& o) { o.warnings = {warn_in(kWarnSite, 0, 1)}; },
      [](Observation& o) { o.warnings = {warn_in(kVmWarnSite, 0, 1)}; },
      [](Observation& o) { o.warnings = {warn_in(kLockdepSite, 0, 1)}; },
      [](Observation& o) {
        o.races = {{"vma 0 vm_end", {}}};
      },
      [](Observation& o) {
        o.races = {{"vma 0 vm_start", {}}};
      },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount] = 0; },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount] = 3; },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][0][vma_lock::kSequence] = 1; },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][0][vma_lock::kData] = 1; },
      [](Observation& o) { o.final.objects[vma_lock::kVmas][0][vma_lock::kOwnMm] = 1; },
      [](Observation& o) { o.final.objects[vma_lock::kMms][0][vma_lock::kMmSequence] = 1; },
      [](Observation& o) { o.final.objects[vma_lock::kMms][0][vma_lock::kHolders] = 1; },
      [](Observation& o) { o.final.objects[vma_lock::kMms][0][vma_lock::kWaiter] = 1; },
      [](Observation& o) { o.final.end = End::kHang, o.final.asleep.insert(1); },
      [](Observation& o) { o.final.end = End::kOutOfSteps; },
      [](Observation& o) { o.final.end = End::kCrash, o.final.crash = CrashKind::kAbort; },
      [](Observation& o) { o.final.end = End::kCrash, o.final.crash = CrashKind::kArithmetic; },
  };
  return all;
}

TEST(Fingerprints, AreDifferentForDifferentDifferencesAndForTheOtherSide) {
  std::set<std::string> fingerprints;
  for (const Change& change : changes()) {
    MadeUpPair pair;
    change(pair.variant);
    fingerprints.insert(pair.only().fingerprint());
    std::swap(pair.reference, pair.variant);
    fingerprints.insert(pair.only().fingerprint());
  }
  // Sequences, data, and what an mm is left with have no order: the other side is the same thing.
  constexpr std::size_t kSymmetric = 7;
  EXPECT_EQ(fingerprints.size(), 2 * changes().size() - kSymmetric);
}

TEST(Fingerprints, AreSixteenHexadecimalDigits) {
  MadeUpPair pair;
  changes().front()(pair.variant);
  const std::string fingerprint = pair.only().fingerprint();
  EXPECT_EQ(fingerprint.size(), 16u);
  EXPECT_EQ(fingerprint.find_first_not_of("0123456789abcdef"), std::string::npos);
}

/// The same difference in a larger program with other names, numbers and steps.
std::string fingerprint_elsewhere(const Change& change) {
  MadeUpPair pair;
  pair.program = parse_program(
      "vma 0 detached mm 1\nvma 1 attached\n"
      "task one: mmap_write_lock; vma_start_write_killable 1; mmap_write_unlock; read_data 0\n"
      "task two: vma_start_read 1; read_data 1; vma_end_read 1\n"
      "task three: send_sigkill two; vma_start_read 0\n");
  pair.reference = made_up_observation(pair.program);
  std::rotate(pair.reference.operations.begin(), pair.reference.operations.begin() + 3,
              pair.reference.operations.end());
  pair.variant = pair.reference;
  change(pair.variant);
  return pair.only().fingerprint();
}

TEST(Fingerprints, AreTheSameInOtherProgramsAndUnderOtherSchedules) {
  for (std::size_t i = 0; i < changes().size(); ++i) {
    MadeUpPair pair;
    changes()[i](pair.variant);
    // How a program that stopped is told apart names the operation it stopped in.
    const DifferenceKind kind = pair.only().kind();
    if (kind == DifferenceKind::kCrash || kind == DifferenceKind::kHang) continue;
    EXPECT_EQ(fingerprint_elsewhere(changes()[i]), pair.only().fingerprint()) << "change " << i;
  }
}

TEST(Fingerprints, OfHangsAreTheSameWhateverTheTaskAndTheVmaAreCalled) {
  const auto fingerprint = [](const std::string& objects, const std::string& task) {
    MadeUpPair pair;
    pair.program = parse_program(objects + "task a:\ntask b: send_signal a; " + task);
    pair.reference = pair.variant = made_up_observation(pair.program);
    pair.variant.operations.pop_back();
    pair.variant.final.end = End::kHang;
    pair.variant.final.asleep.insert(1);
    return pair.only().fingerprint();
  };
  const std::string one = fingerprint("vma 0 attached\n", "vma_mark_detached 0");
  EXPECT_EQ(fingerprint("vma 0 attached\nvma 1 attached\n", "vma_mark_detached 1"), one);
  EXPECT_NE(fingerprint("vma 0 attached\n", "vma_start_write 0"), one);
}

// As the release that had them printed it for such a crash.
TEST(OldFingerprints, OfCrashesAreThoseOfVersion1) {
  MadeUpPair pair;
  pair.program =
      parse_program("vma 0 attached\ntask a:\ntask b: send_signal a; vma_start_read_locked 0");
  pair.reference = pair.variant = made_up_observation(pair.program);
  pair.variant.operations.pop_back();
  pair.variant.final.end = End::kCrash;
  pair.variant.final.crash = CrashKind::kBadAccess;
  pair.variant.final.crash_task = 1;
  EXPECT_EQ(pair.only().main().old_fingerprint(), "a4fb779e74f95086");
}

TEST(Fingerprints, DoNotDependOnHowManyReadersThereAreNorOnTheVma) {
  const auto fingerprint = [](std::uint32_t reference, std::uint32_t variant, unsigned vma) {
    MadeUpPair pair;
    pair.program.objects.resize(2);
    pair.reference.final.objects[vma_lock::kVmas][vma][vma_lock::kRefcount] = reference;
    pair.variant.final.objects[vma_lock::kVmas][vma][vma_lock::kRefcount] = variant;
    return pair.only().fingerprint();
  };
  EXPECT_EQ(fingerprint(1, 2, 0), fingerprint(1, 5, 1));
  EXPECT_NE(fingerprint(1, 2, 0), fingerprint(2, 1, 0));
}

TEST(Fingerprints, OfRacesDoNotDependOnTheVma) {
  const auto fingerprint = [](const std::string& place, bool in_variant) {
    return race_difference({place, {{{}, {.write = true}}}}, in_variant).fingerprint();
  };
  EXPECT_EQ(fingerprint("vma 0 vm_end", true), fingerprint("vma 1 vm_end", true));
  EXPECT_NE(fingerprint("vma 0 vm_end", true), fingerprint("vma 0 vm_start", true));
  EXPECT_NE(fingerprint("vma 0 vm_end", true), fingerprint("vma 0 vm_end", false));
}

// Who reworded a message would void everybody's lists.
TEST(Fingerprints, DoNotDependOnWords) {
  for (const Change& change : changes()) {
    MadeUpPair pair;
    change(pair.variant);
    Aspect aspect = pair.only().main();
    const std::string fingerprint = aspect.fingerprint();
    for (std::string* const text : {&aspect.reference, &aspect.variant, &aspect.old_identity}) {
      *text += " in other words";
    }
    EXPECT_EQ(aspect.fingerprint(), fingerprint);
  }
}

TEST(Fingerprints, DoNotDependOnWhereAWarningStandsInTheSource) {
  MadeUpPair pair;
  pair.variant.warnings = {warn_in(kWarnSite, 0, 1)};
  const std::string fingerprint = pair.only().fingerprint();
  pair.variant.warnings = {warn_in(kSameTextSite, 0, 1)};
  EXPECT_EQ(pair.only().fingerprint(), fingerprint);
}

}  // namespace
}  // namespace lockstep
