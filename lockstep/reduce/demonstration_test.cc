// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/demonstration.h"

#include <gtest/gtest.h>

#include "lockstep/exec/race_reports.h"
#include "lockstep/explore/outcome_match.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/implementations/messages.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using Answer = OutcomeSearch::Answer;
using Table = lockstep_implementation;

constexpr const char* kTwoReaders =
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\n";

/// Both readers are in when a leaves; and each is alone.
const std::string kOverlapping = std::string(kTwoReaders) + "schedule: a*4 b*4 a* b*\n";
const std::string kApart = std::string(kTwoReaders) + "schedule: a* b*\n";

constexpr const char* kTrylockAndWriter =
    "task a: mmap_read_trylock\n"
    "task b: mmap_write_lock; mmap_write_unlock\n";

Table end_read_that(void (*end_read)(vm_area_struct*)) {
  return before_with(&Table::vma_end_read, end_read);
}

bool never_locks(mm_struct* /*mm*/) { return false; }

/// Two sides, and demonstrations of how they differ.
class Sides {
 public:
  explicit Sides(Table variant, Table reference = before())
      : reference_(reference), variant_(variant) {}

  std::optional<Discrepancy> show_in_lockstep(const std::string& text,
                                              const std::string& fingerprint = "",
                                              Unknown unknown = Unknown::kShowsNothing,
                                              const ExploreLimits& limits = {}) {
    LockstepDemonstration demonstration(pair, limits, DifferenceKind::kWarning, unknown);
    return show(demonstration, text, fingerprint);
  }

  std::optional<Discrepancy> show_outcome(const std::string& text, bool in_variant,
                                          const std::string& fingerprint = "",
                                          const ExploreLimits& limits = {}) {
    OutcomeDemonstration demonstration(pair, limits, in_variant);
    return show(demonstration, text, fingerprint);
  }

  std::optional<Discrepancy> show_race(const std::string& text, bool in_variant,
                                       const std::string& fingerprint = "",
                                       std::uint64_t most_watched = kMostWatched) {
    RaceDemonstration demonstration(pair, {}, in_variant, most_watched);
    return show(demonstration, text, fingerprint);
  }

  CommonOutcomes common_outcomes(const std::string& text, const ExploreLimits& limits = {}) {
    const Program program = parse_program(text);
    ScriptedScheduler scheduler(program.schedule);
    return find_common_outcomes(pair, program, pair.run(program, scheduler), limits);
  }

  /// What a side shows under the program's schedule.
  Observation observe(const Program& program, const Table& side) {
    Observation shown;
    ScriptedScheduler scheduler(program.schedule);
    executor_.run(program, side, scheduler, shown);
    EXPECT_FALSE(scheduler.mismatch());
    return shown;
  }

 private:
  static std::optional<Discrepancy> show(Demonstration& demonstration, const std::string& text,
                                         const std::string& fingerprint) {
    const Program program = parse_program(text);
    ScriptedScheduler scheduler(program.schedule);
    return demonstration.show(program, scheduler, fingerprint);
  }

  const Table reference_;
  const Table variant_;
  Executor executor_;

 public:
  PairRunner pair{executor_, reference_, variant_};
};

ExploreLimits cost(std::uint64_t most) {
  ExploreLimits limits;
  limits.cost = most;
  return limits;
}

TEST(LockstepDemonstration, ShowsADifferenceAfterTheSameSteps) {
  Sides sides(end_read_that(made_up_end_read_warns));
  const auto shown = sides.show_in_lockstep(kOverlapping);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->difference.kind(), DifferenceKind::kWarning);
  EXPECT_EQ(shown->evidence, Evidence::kLockstep);
  EXPECT_EQ(print_schedule(shown->reproducer, shown->reproducer.schedule), "a*4 b*4 a* b*");
  EXPECT_TRUE(sides.show_in_lockstep(kOverlapping, shown->difference.fingerprint()));
  EXPECT_FALSE(sides.show_in_lockstep(kOverlapping, "0123456789abcdef"));
  EXPECT_FALSE(sides.show_in_lockstep(kApart));
}

// The variant looks once more, so that under the same schedule it comes after the writer.
TEST(LockstepDemonstration, ShowsNothingThatComesOfOtherSteps) {
  Sides sides(before_with(&Table::mmap_read_trylock, made_up_read_trylock_looks_twice));
  const std::string text = std::string(kTrylockAndWriter) + "schedule: a b* a*\n";
  EXPECT_FALSE(sides.show_in_lockstep(text));
  EXPECT_FALSE(sides.show_in_lockstep(text, "", Unknown::kIsSuspicious));
}

// It is a difference, but not one in lockstep.
TEST(LockstepDemonstration, ShowsNothingThatComesBehindOtherSteps) {
  Sides sides(end_read_that(made_up_end_read_looks_and_warns));
  EXPECT_TRUE(sides.show_outcome(kOverlapping, true));
  EXPECT_FALSE(sides.show_in_lockstep(kOverlapping));
  EXPECT_FALSE(sides.show_in_lockstep(kOverlapping, "", Unknown::kIsSuspicious));
}

// The readers' warning comes after the same steps, and other steps behind it. So the outcome has to
// be one that the other side has not; who has not found out may suspect that.
TEST(LockstepDemonstration, ShowsADifferenceBeforeOtherStepsIfTheOutcomeIsOfOneSideOnly) {
  Table variant = end_read_that(made_up_end_read_warns);
  variant.mmap_read_trylock = made_up_read_trylock_looks_twice;
  Sides sides(variant);
  const std::string text =
      "vma 0 attached\n"
      "task a: vma_start_read 0; vma_end_read 0\n"
      "task b: vma_start_read 0; vma_end_read 0; mmap_read_trylock\n"
      "schedule: a*4 b* a*\n";
  EXPECT_TRUE(sides.show_in_lockstep(text));
  EXPECT_FALSE(sides.show_in_lockstep(text, "", Unknown::kShowsNothing, cost(0)));
  EXPECT_TRUE(sides.show_in_lockstep(text, "", Unknown::kIsSuspicious, cost(0)));
}

// The variant never locks; what it shows, the reference shows when the writer is in.
TEST(OutcomeDemonstration, ShowsAnOutcomeOfTheSideThatAloneHasIt) {
  Sides sides(before_with(&Table::mmap_read_trylock, never_locks));
  const std::string text = std::string(kTrylockAndWriter) + "schedule: a* b*\n";
  EXPECT_FALSE(sides.show_outcome(text, true));
  const auto shown = sides.show_outcome(text, false);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->evidence, Evidence::kOutcomeSet);
  EXPECT_FALSE(shown->in_variant);
  EXPECT_EQ(shown->difference.main().reference, "returned locked");
  EXPECT_EQ(shown->difference.main().variant, "returned not locked");
  EXPECT_FALSE(shown->difference.diverged);
  EXPECT_FALSE(sides.show_outcome(text, false, "0123456789abcdef"));
  EXPECT_TRUE(sides.show_outcome(text, false, shown->difference.fingerprint()));
}

/// In how many things two executions differ.
unsigned differences(const Observation& wanted, const Observation& shown) {
  OutcomeMatch match(wanted);
  match.restart();
  match.take_over_end(shown);
  return match.differences();
}

// The side that has it shows the warning under its schedule; the other one shows just the same
// under its own, but for the warning: its readers overlap, too.
TEST(OutcomeDemonstration, GivesSchedulesThatShowWhatItClaims) {
  const Table variant = end_read_that(made_up_end_read_looks_and_warns);
  Sides sides(variant);
  const auto found = sides.show_outcome(kOverlapping, true);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->difference.kind(), DifferenceKind::kWarning);
  const Observation shown = sides.observe(found->reproducer, variant);
  EXPECT_EQ(shown.warnings.size(), 1u);
  Program other = found->reproducer;
  other.schedule = found->other_schedule;
  const Observation nearest = sides.observe(other, before());
  EXPECT_TRUE(nearest.warnings.empty());
  EXPECT_EQ(differences(shown, nearest), 1u);
}

TEST(OutcomeDemonstration, ShowsNothingIfItDidNotFindOut) {
  Sides sides(end_read_that(made_up_end_read_looks_and_warns));
  EXPECT_TRUE(sides.show_outcome(kOverlapping, true));
  EXPECT_FALSE(sides.show_outcome(kOverlapping, true, "", cost(0)));
}

TEST(OutcomeDemonstration, ShowsNothingOfWhatCannotBeExplored) {
  Sides sides(before_with(&Table::mmap_read_trylock, never_locks),
              before_with(&Table::send_signal, made_up_one_step));
  EXPECT_FALSE(sides.show_outcome("task a: send_signal a; mmap_read_trylock\n", true));
}

/// Shows one program after the other by one and the same demonstration.
class Repeated {
 public:
  explicit Repeated(Sides& sides) : demonstration_(sides.pair, {}, true) {}

  std::optional<Discrepancy> show(const std::string& text) {
    const Program program = parse_program(text);
    ScriptedScheduler scheduler(program.schedule);
    return demonstration_.show(program, scheduler, "");
  }

 private:
  OutcomeDemonstration demonstration_;
};

// The outcome is the same, and was decided before.
TEST(OutcomeDemonstration, GivesTheScheduleThatShowedTheOutcomeThisTime) {
  Sides sides(end_read_that(made_up_end_read_looks_and_warns));
  Repeated repeated(sides);
  for (const char* const schedule : {"a*4 b*4 a* b*", "b a*4 b*3 a* b*"}) {
    const auto found = repeated.show(std::string(kTwoReaders) + "schedule: " + schedule + "\n");
    ASSERT_TRUE(found);
    EXPECT_EQ(print_schedule(found->reproducer, found->reproducer.schedule), schedule);
  }
}

// Version 3 of the patch warns of a writer that is killed, if DEBUG_VM is on: only then can it not
// show what the code before the patch shows.
TEST(OutcomeDemonstration, KeepsWhatItKnowsOfOneProgramOnly) {
  Sides sides(before(), *find_implementation("v3"));
  Repeated repeated(sides);
  const std::string killed =
      "vma 0 attached\n"
      "task reader: send_sigkill writer; vma_start_read 0\n"
      "task writer: mmap_write_lock; vma_start_write_killable 0\n"
      "schedule: reader*6 writer*\n";
  EXPECT_FALSE(repeated.show("config DEBUG_VM=off LOCKDEP=off\n" + killed));
  EXPECT_TRUE(repeated.show("config DEBUG_VM=on LOCKDEP=off\n" + killed));
  EXPECT_FALSE(repeated.show("config DEBUG_VM=off LOCKDEP=off\n" + killed));
}

vm_area_struct* reads_unlocked(mm_struct* /*mm*/, vm_area_struct* vma) { return vma; }

void ends_unlocked(vm_area_struct* /*vma*/) {}

Table reader_without_lock() {
  Table unlocked = before_with(&Table::vma_start_read, reads_unlocked);
  unlocked.vma_end_read = ends_unlocked;
  return unlocked;
}

constexpr const char* kReaderAndWriter =
    "vma 0 attached\n"
    "task reader: vma_start_read 0; read_data 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n";

TEST(RaceDemonstration, ShowsARaceOfTheSideThatAloneHasIt) {
  Sides sides(reader_without_lock());
  const auto shown = sides.show_race(kReaderAndWriter, true);
  ASSERT_EQ(shown.has_value(), watches_races());
  EXPECT_FALSE(sides.show_race(kReaderAndWriter, false));
  if (!watches_races()) return;
  EXPECT_EQ(shown->evidence, Evidence::kRaceSet);
  EXPECT_TRUE(shown->in_variant);
  EXPECT_EQ(shown->difference.main().reference, kNoRace);
  EXPECT_FALSE(sides.show_race(kReaderAndWriter, true, "0123456789abcdef"));
  EXPECT_TRUE(sides.show_race(kReaderAndWriter, true, shown->difference.fingerprint()));
}

TEST(RaceDemonstration, ShowsARaceOfTheReferenceToo) {
  Sides sides(before(), reader_without_lock());
  const auto shown = sides.show_race(kReaderAndWriter, false);
  ASSERT_EQ(shown.has_value(), watches_races());
  if (!watches_races()) return;
  EXPECT_FALSE(shown->in_variant);
  EXPECT_EQ(shown->difference.main().variant, kNoRace);
}

TEST(RaceDemonstration, ShowsNothingThatBothSidesHave) {
  Sides sides(reader_without_lock(), reader_without_lock());
  EXPECT_FALSE(sides.show_race(kReaderAndWriter, true));
  EXPECT_FALSE(sides.show_race(kReaderAndWriter, false));
}

void looks_and_sends(vm_area_struct* vma) {
  lockstep_step(vma, LOCKSTEP_READ);
  message_sent_by_nothing(vma);
}

Table sends_by(void (*send)(vm_area_struct*)) {
  Table sends = before_with(&Table::fault_put, send);
  sends.vma_start_read = message_read_by_cmpxchg;
  return sends;
}

constexpr const char* kLateMessage =
    "vma 0 attached\n"
    "task sender: mmap_read_lock; mmap_read_unlock; mmap_read_lock; mmap_read_unlock; fault_put 0\n"
    "task reader: vma_start_read 0; mmap_read_lock; mmap_read_unlock\n"
    "schedule: sender* reader*\n";

constexpr std::uint64_t kHardlyWatched = 1;

TEST(RaceDemonstration, ShowsNothingThatTheOtherSideHasWithItsStepsInTheSameOrder) {
  Sides sides(sends_by(looks_and_sends), sends_by(message_sent_by_nothing));
  EXPECT_FALSE(sides.show_race(kLateMessage, true, "", kHardlyWatched));
  // It would not be met otherwise.
  const WatchedRaces watched = watch_for_races(sides.pair.executor(), parse_program(kLateMessage),
                                               sides.pair.reference(), kHardlyWatched);
  EXPECT_TRUE(watched.races.empty());
}

TEST(RaceDemonstration, ShowsWhatTheOtherSideLacksWithItsStepsInTheSameOrder) {
  Sides sides(sends_by(looks_and_sends), sends_by(message_sent_by_store_release));
  EXPECT_EQ(sides.show_race(kLateMessage, true, "", kHardlyWatched).has_value(), watches_races());
}

unsigned long reads_nothing(const vm_area_struct* /*vma*/) { return 0; }

// A reader that takes no step comes before one of the writer's 11 steps, or behind them.
TEST(RaceCounts, SayUnderHowManySchedulesEachSideWasWatched) {
  Table quiet = reader_without_lock();
  quiet.read_data = reads_nothing;
  Sides sides(reader_without_lock(), quiet);
  const auto shown = sides.show_race(kReaderAndWriter, true);
  ASSERT_EQ(shown.has_value(), watches_races());
  if (!shown) return;
  const RaceCounts counts = count_races(sides.pair, *shown);
  EXPECT_EQ(counts.shown, 12u);
  EXPECT_EQ(counts.watched, 12u);
  EXPECT_EQ(counts.other_watched, 12u);
  EXPECT_TRUE(counts.other_complete);
}

TEST(RaceCounts, SayIfThatWereNotAllSchedules) {
  Sides sides(before(), reader_without_lock());
  const auto shown = sides.show_race(kReaderAndWriter, false);
  ASSERT_EQ(shown.has_value(), watches_races());
  if (!shown) return;
  const RaceCounts counts = count_races(sides.pair, *shown);
  EXPECT_EQ(counts.shown, 12u);
  EXPECT_EQ(counts.watched, 12u);
  EXPECT_GE(counts.other_watched, kMostWatched);
  EXPECT_FALSE(counts.other_complete);
}

TEST(CommonOutcomes, AgreeWhereOneSideTakesMoreSteps) {
  Sides sides(end_read_that(made_up_end_read_looks_twice));
  for (const std::string& text : {kOverlapping, kApart}) {
    EXPECT_TRUE(sides.common_outcomes(text).agree());
    EXPECT_FALSE(sides.common_outcomes(text).differ());
  }
}

TEST(CommonOutcomes, DifferUnderSchedulesThatShowADifference) {
  Sides sides(end_read_that(made_up_end_read_warns));
  EXPECT_TRUE(sides.common_outcomes(kOverlapping).differ());
  EXPECT_EQ(sides.common_outcomes(kOverlapping).of_variant, Answer::kCannot);
  EXPECT_TRUE(sides.common_outcomes(kApart).agree());
}

// The variant never locks: the reference can show that, too, but not the other way round.
TEST(CommonOutcomes, TellWhichSideCannot) {
  Sides sides(before_with(&Table::mmap_read_trylock, never_locks));
  const auto common = sides.common_outcomes(std::string(kTrylockAndWriter) + "schedule: a* b*\n");
  EXPECT_EQ(common.of_variant, Answer::kCan);
  EXPECT_EQ(common.of_reference, Answer::kCannot);
  EXPECT_TRUE(common.differ());
  EXPECT_FALSE(common.agree());
}

TEST(CommonOutcomes, AreUnknownWithinTooFewExecutions) {
  Sides sides(end_read_that(made_up_end_read_warns));
  const auto common = sides.common_outcomes(kOverlapping, cost(0));
  EXPECT_FALSE(common.differ());
  EXPECT_FALSE(common.agree());
}

int sleeps_for_ever(vm_area_struct* vma) {
  made_up_start_write_sleeps(vma);
  return 0;
}

void does_nothing(vm_area_struct* /*vma*/) {}

// Both sides hang, one of them an operation earlier than the other one.
TEST(CommonOutcomes, TellHangsApart) {
  Table later = before_with(&Table::vma_start_write, does_nothing);
  later.vma_start_write_killable = sleeps_for_ever;
  Sides sides(later, before_with(&Table::vma_start_write, made_up_start_write_sleeps));
  EXPECT_TRUE(sides
                  .common_outcomes("vma 0 attached\ntask a: mmap_write_lock; vma_start_write 0; "
                                   "vma_start_write_killable 0\n")
                  .differ());
}

}  // namespace
}  // namespace lockstep
