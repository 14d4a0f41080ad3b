// SPDX-License-Identifier: GPL-2.0-only
// All programs at once against the same programs made and run one by one, with several tasks, VMAs
// and mms: whatever the search takes for the same is not taken for the same here.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string_view>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/explore/program_count.h"
#include "lockstep/program/text.h"
#include "tests/all_programs.h"
#include "tests/enumeration.h"
#include "tests/sanitized.h"
#include "tests/searched.h"

namespace lockstep {
namespace {

/// Makes a task without operations wait for all others: an open program has no such task, so when
/// it comes to its end is no choice there.
class IdleTasksLast final : public Scheduler {
 public:
  IdleTasksLast(const Program& program, Scheduler& others) : others_(others) {
    for (unsigned task = 0; task < program.tasks.size(); ++task) {
      if (!program.tasks[task].operations.empty()) busy_.insert(task);
    }
  }

  void begin(unsigned tasks) override { others_.begin(tasks); }
  Choice pick(TaskSet enabled, unsigned running) override {
    const TaskSet busy = enabled & busy_;
    return busy.empty() ? Choice::of_task(enabled.first()) : others_.pick(busy, running);
  }

 private:
  Scheduler& others_;
  TaskSet busy_;
};

bool skips(const Observation& observation) {
  return std::ranges::any_of(observation.operations, [](const OperationRecord& record) {
    return record.has(OperationRecord::kSkipped);
  });
}

/// What running programs one by one comes to.
struct OneByOne {
  OneByOne(const lockstep_implementation& variant, const ProgramBound& bound,
           const std::vector<ObjectStart>& objects, unsigned operations) {
    Executor executor;
    PairRunner pair(executor, before(), variant);
    AllPrograms all(bound, open_start(bound, objects), operations, AllPrograms::Calls::kMayFail);
    all.for_each([&](const Program& program) {
      if (differing.empty()) run(pair, program);
    });
  }

  InterleavingCount interleavings = 0;  // in which no operation is skipped
  std::string differing;                // the first program that differs in one of these

 private:
  void run(PairRunner& pair, const Program& program) {
    ExhaustiveScheduler all;
    IdleTasksLast scheduler(program, all);
    do {
      const ObservedPair& shown = pair.run(program, scheduler);
      if (skips(shown.reference)) continue;
      ++interleavings;
      if (!shown.is_same) differing = print_program(program);
    } while (differing.empty() && all.advance());
  }
};

/// A bound, and how many operations all tasks have together.
struct Size {
  ProgramBound bound;
  unsigned operations;
  bool is_long = false;  // too long with a sanitizer

  friend std::ostream& operator<<(std::ostream& out, const Size& size) {
    return out << size.bound.tasks << " tasks of " << size.bound.operations << " operations, "
               << size.operations << " together, " << size.bound.objects << " VMAs, "
               << size.bound.owners << " mms";
  }
};

/// All of them, or, if that takes too long with a sanitizer, one.
std::vector<std::vector<ObjectStart>> starts_for(const Size& size) {
  auto starts = object_starts(size.bound);
  if (kSanitized && size.is_long) starts.resize(1);
  return starts;
}

class OpenProgramsOfSize : public ::testing::TestWithParam<Size> {};

TEST_P(OpenProgramsOfSize, HaveTheInterleavingsThatTheyHaveOneByOne) {
  const auto& [bound, operations, is_long] = GetParam();
  for (const auto& objects : starts_for(GetParam())) {
    const OneByOne expected(before(), bound, objects, operations);
    EXPECT_EQ(expected.differing, "");
    EXPECT_EQ(Searched(before(), bound, objects, operations).interleavings, expected.interleavings);
  }
}

/// An implementation, and whether programs of a size show that it is another than `before`.
struct Shown {
  std::string_view variant;
  Size size;
  bool differs = false;

  friend std::ostream& operator<<(std::ostream& out, const Shown& shown) {
    return out << shown.variant << ", " << shown.size;
  }
};

constexpr std::string_view kMinds = "minds another VMA";  // two read locks of one task

lockstep_implementation implementation(std::string_view name) {
  if (const lockstep_implementation* const known = find_implementation(name)) return *known;
  if (name == kMinds) {
    return before_with(&lockstep_implementation::vma_end_read, made_up_end_read_minds_another_vma);
  }
  return load_implementation(fmt::format("{}/{}.so", LOCKSTEP_TEST_IMPLEMENTATIONS, name));
}

class OpenProgramsShow : public ::testing::TestWithParam<Shown> {};

TEST_P(OpenProgramsShow, ADifferenceIfAndOnlyIfOneOfThemDoes) {
  const Size& size = GetParam().size;
  const lockstep_implementation variant = implementation(GetParam().variant);
  bool differs = false;
  for (const auto& objects : starts_for(size)) {
    const OneByOne expected(variant, size.bound, objects, size.operations);
    const Searched searched(variant, size.bound, objects, size.operations);
    EXPECT_EQ(!searched.programs.empty(), !expected.differing.empty()) << expected.differing;
    differs |= !expected.differing.empty();
  }
  EXPECT_EQ(differs, GetParam().differs);
}

INSTANTIATE_TEST_SUITE_P(
    Variants, OpenProgramsShow,
    ::testing::Values(
        Shown{"merged", {{2, 2, 2, 2}, 2}, false}, Shown{"merged", {{1, 3, 3, 2}, 3}, false},
        // A reader may be asked to lock a VMA that is another mm's.
        Shown{"reused_vma_not_noticed", {{1, 1, 1, 2}, 1}, true},
        Shown{"reused_vma_not_noticed", {{1, 3, 2, 1}, 3}, false},
        // That reader has to wake the writer that waits for it.
        Shown{"back_out_wakes_old_mm", {{2, 2, 1, 2}, 3, true}, true},
        Shown{"back_out_wakes_old_mm", {{2, 2, 1, 1}, 3, true}, false},
        Shown{"reuse_keeps_sequence", {{1, 3, 2, 2}, 3}, true},
        Shown{"reuse_keeps_sequence", {{1, 2, 2, 2}, 2}, false},
        Shown{kMinds, {{1, 2, 2, 1}, 2}, true}, Shown{kMinds, {{1, 2, 3, 2}, 2}, true},
        Shown{kMinds, {{2, 1, 3, 1}, 2}, false}, Shown{kMinds, {{1, 4, 1, 1}, 4}, false}));

/// Counts the interleavings of a program without executing each: what follows a state is counted
/// once. Tasks make its operations as those of an open program do: to begin one is a choice, even
/// if it makes no step.
class CountByStates final : private Scheduler, private OperationSource {
 public:
  explicit CountByStates(Executor& executor) : executor_(executor) {}

  /// Those in which no operation is skipped.
  InterleavingCount of(const Program& program) {
    program_ = &program;
    start_ = program;
    for (Task& task : start_.tasks) task.operations.clear();
    known_.clear();
    path_.clear();
    executor_.watch(Executor::Watch::kStates);
    InterleavingCount count = count_from_here();
    executor_.watch(Executor::Watch::kNothing);
    return count;
  }

 private:
  void begin(unsigned /*tasks*/) override {
    chosen_ = 0;
    begun_ = {};
    words_.clear();
  }

  Choice pick(TaskSet enabled, unsigned /*running*/) override {
    if (chosen_ < path_.size()) return path_[chosen_++];
    const auto context = executor_.own_context();
    choices_ = TaskSet();
    for (; !enabled.empty(); enabled.erase(enabled.first())) {
      const unsigned task = enabled.first();
      const bool over = executor_.is_idle(task) && begun_[task] == operations(task).size() &&
                        !executor_.holds_anything(task);
      if (!over) choices_.insert(task);
    }
    executor_.write_state(state_);
    if (!choices_.empty()) state_.append_to(words_);
    return {};
  }

  std::optional<Operation> next(unsigned task) override {
    if (begun_[task] == operations(task).size()) return std::nullopt;
    return operations(task)[begun_[task]++];
  }

  std::optional<Operation> next_at_once(unsigned task) override {
    if (begun_[task] == operations(task).size()) return std::nullopt;
    const OperationCode code = operations(task)[begun_[task]].code;
    const bool at_once = code == vma_lock::kReadData || code == vma_lock::kWriteData;
    return at_once ? next(task) : std::nullopt;
  }

  const std::vector<Operation>& operations(unsigned task) const {
    return program_->tasks[task].operations;
  }

  InterleavingCount count_from_here() {
    executor_.run_open(start_, *this, before(), *this, observation_);
    if (skips(observation_)) return 0;
    if (words_.empty()) return 1;  // there is no choice
    const StateKey key = hash_state(words_);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    InterleavingCount sum = 0;
    for (TaskSet left = choices_; !left.empty();) {
      path_.push_back(take_first(left));
      sum += count_from_here();
      path_.pop_back();
    }
    return known_[key] = sum;
  }

  Executor& executor_;
  const Program* program_ = nullptr;
  Program start_;
  Observation observation_;  // memory to write to
  StateWords state_;
  std::map<StateKey, InterleavingCount> known_;
  Path path_;
  std::size_t chosen_ = 0;                    // choices of the path
  std::array<std::size_t, kMaxTasks> begun_;  // operations, by task
  std::vector<std::uint64_t> words_;          // of the state behind the path
  TaskSet choices_;                           // and what comes next there
};

/// `before` with the operations that no implementation can do without, and vma_start_read.
lockstep_implementation few_operations() {
  lockstep_implementation few = before();
  few.mmap_read_lock_killable = nullptr;
  few.mmap_read_trylock = nullptr;
  few.mmap_write_lock_killable = nullptr;
  few.mmap_write_trylock = nullptr;
  few.mmap_write_downgrade = nullptr;
  few.vma_start_read_locked = nullptr;
  few.vma_start_write_killable = nullptr;
  few.vma_mark_attached = nullptr;
  few.vma_mark_detached = nullptr;
  few.vma_drop_attached = nullptr;
  few.enter_exclusive = nullptr;
  few.exit_exclusive = nullptr;
  return few;
}

class LargerOpenPrograms : public ::testing::TestWithParam<ProgramBound> {};

// Programs of four operations, large enough for a task to go on after another has ended, or to end
// with two VMAs locked while another waits for one of them.
TEST_P(LargerOpenPrograms, HaveTheInterleavingsThatTheyHaveOneByOne) {
  const ProgramBound& bound = GetParam();
  const lockstep_implementation few = few_operations();
  const Program start = open_start(bound, equal_starts(bound));
  InterleavingCount sum = 0;
  {
    Executor executor;
    CountByStates count(executor);
    AllPrograms all(bound, start, 4, AllPrograms::Calls::kMayFail, supported_operations(few));
    all.for_each([&](const Program& program) { sum += count.of(program); });
  }
  EXPECT_EQ(Searched(few, bound, start.objects, 4).interleavings, sum);
}

INSTANTIATE_TEST_SUITE_P(Sizes, LargerOpenPrograms,
                         ::testing::Values(ProgramBound{2, 3, 1, 1}, ProgramBound{2, 2, 2, 1}));

bool never_locks(mm_struct* /*mm*/) { return false; }

TEST(OpenPrograms, OfTwoTasksShowADifferenceIfAndOnlyIfOneOfThemDoes) {
  const std::vector<lockstep_implementation> variants = {
      before(),
      *find_implementation("merged"),
      before_with(&lockstep_implementation::mmap_read_trylock, never_locks),
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_minds_signals),
      before_that_warns(),
      before_with(&lockstep_implementation::vma_start_write, made_up_start_write_sleeps),
      before_with(&lockstep_implementation::vma_start_read_locked,
                  made_up_start_read_locked_crashes)};
  const ProgramBound bound = {.tasks = 2, .operations = 2};
  for (const lockstep_implementation& variant : variants) {
    const Searched searched(variant, bound, equal_starts(bound), 2);
    const OneByOne expected(variant, bound, equal_starts(bound), 2);
    EXPECT_EQ(!searched.programs.empty(), !expected.differing.empty()) << expected.differing;
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, OpenProgramsOfSize,
                         ::testing::Values(Size{{1, 3, 1, 1}, 3}, Size{{2, 2, 1, 1}, 3, true},
                                           Size{{1, 3, 2, 1}, 3}, Size{{1, 3, 3, 1}, 3},
                                           Size{{1, 3, 2, 2}, 3, true}, Size{{1, 3, 3, 2}, 3, true},
                                           Size{{2, 2, 2, 1}, 3, true}, Size{{2, 1, 3, 1}, 2},
                                           Size{{2, 2, 1, 2}, 3, true}, Size{{2, 1, 3, 2}, 2},
                                           Size{{3, 1, 2, 2}, 2}));

}  // namespace
}  // namespace lockstep
