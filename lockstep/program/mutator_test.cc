// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/mutator.h"

#include <gtest/gtest.h>

#include <set>

#include "lockstep/program/bytes.h"
#include "lockstep/program/generator.h"
#include "lockstep/program/program.h"
#include "tests/sanitized.h"
#include "tests/validity.h"

namespace lockstep {
namespace {

constexpr unsigned kMutations = kSanitized ? 20'000 : 200'000;

Program random_bytes_program(Random& random) {
  std::vector<std::uint8_t> bytes(random.below(200));
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.below(256));
  return unpack_program(bytes);
}

/// What is wrong with what a mutator without faults made.
std::string_view what_is_wrong(Program program) {
  name_tasks(program);
  if (const auto invalid = what_is_invalid(program); !invalid.empty()) return invalid;
  return abides_by_contract(program) ? "" : "it breaks the contract";
}

TEST(Mutator, AbidesByTheContractWhateverGoesIn) {
  const Mutator mutator(false);
  Random random(31);
  for (unsigned i = 0; i < kMutations; ++i) {
    Program program = random_bytes_program(random);
    mutator.mutate(random, program);
    ASSERT_EQ(what_is_wrong(program), "") << print_program(program);
    mutator.cross_over(random, program, random_bytes_program(random));
    ASSERT_EQ(what_is_wrong(program), "") << print_program(program);
  }
}

TEST(Mutator, KeepsProgramsValidAndWithinTheContractOverThousandsOfChanges) {
  const Mutator mutator(false);
  Random random(32);
  Program program;
  program.tasks.resize(1);
  for (unsigned i = 0; i < kMutations; ++i) {
    mutator.mutate(random, program);
    ASSERT_EQ(what_is_wrong(program), "") << print_program(program);
  }
}

// A mutation is tried on 2,000 random programs of up to three tasks with a schedule of up to a
// dozen runs. The rarest, dropping VMAs that nobody uses, finds one in a few percent of them.
TEST(Mutator, HasNoMutationThatNeverChangesAnything) {
  for (const auto mutations : {operation_mutations(), schedule_mutations(), start_mutations()}) {
    for (const Mutation& mutation : mutations) {
      Random random(33);
      unsigned changed = 0;
      for (unsigned i = 0; i < 2'000; ++i) {
        Program program = generate_program(random, {.tasks = 3});
        for (unsigned run = random.below(12); run != 0; --run) {
          append_run(
              program.schedule,
              {Choice::of_task(random.below(static_cast<unsigned>(program.tasks.size()))), 2});
        }
        const Program before = program;
        if (mutation.apply(random, program)) changed += program == before ? 0 : 1;
      }
      EXPECT_GT(changed, 20u) << mutation.name;
    }
  }
}

TEST(Mutator, MutationsHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  std::size_t count = 0;
  for (const auto mutations : {operation_mutations(), schedule_mutations(), start_mutations()}) {
    for (const Mutation& mutation : mutations) names.insert(mutation.name);
    count += mutations.size();
  }
  EXPECT_EQ(names.size(), count);
}

TEST(Mutator, MakesTheSameChangesFromTheSameSeed) {
  const Mutator mutator(true);
  Random first(34);
  Random second(34);
  Program a;
  a.tasks.resize(1);
  Program b = a;
  for (unsigned i = 0; i < 5'000; ++i) {
    mutator.mutate(first, a);
    mutator.mutate(second, b);
    ASSERT_EQ(a, b);
  }
}

// Far more than half of the mutations are to operations or fresh programs, and one new operation in
// eight is a fault: none in 5,000 has a probability below e^-100.
TEST(Mutator, InjectsFaultsIfAllowedAndTakesThemOutIfNot) {
  Random random(35);
  Program program;
  program.tasks.resize(1);
  unsigned faulty = 0;
  for (unsigned i = 0; i < 5'000; ++i) {
    Mutator(true).mutate(random, program);
    Program repaired = program;
    Mutator(false).repair(repaired);
    ASSERT_FALSE(has_fault(repaired));
    faulty += has_fault(program) ? 1 : 0;
  }
  EXPECT_GT(faulty, 100u);
}

// A mutation comes to the operand once in a dozen times, and to each of the fifteen counts as
// often: one of them never comes in 20,000 with a probability below e^-100.
TEST(Mutator, SetsCountsOnBothSidesOfTheLimitOfReaders) {
  constexpr std::int32_t kLimit = (1 << 30) - 1;
  const Program start =
      parse_program("vma 0 attached\ntask a: fault_set_refcount 0 9\nschedule: a*\n");
  std::set<std::int32_t> counts;
  Random random(39);
  for (unsigned i = 0; i < 20'000; ++i) {
    Program program = start;
    Mutator(true).mutate(random, program);
    for (const Task& task : program.tasks) {
      for (const Operation& operation : task.operations) {
        if (operation.code == vma_lock::kFaultSetRefcount) {
          counts.insert(operation.operands[1]);
        }
      }
    }
  }
  for (std::int32_t count = kLimit - 2; count <= kLimit + 2; ++count) {
    EXPECT_EQ(counts.count(count), 1u) << count;
  }
}

TEST(Mutator, FillsAProgramInWhichNothingIsDone) {
  Random random(36);
  Program program;
  program.tasks.resize(1);
  Mutator(false).mutate(random, program);
  EXPECT_GT(count_operations(program), 0u);
  EXPECT_FALSE(program.objects.empty());
}

TEST(Mutator, CrossesOverTasksAndSchedules) {
  const Program a = parse_program("vma 0 attached\ntask a: vma_start_read 0\nschedule: a*1\n");
  const Program b = parse_program("vma 0 attached\ntask b: mmap_write_lock\nschedule: b*3\n");
  std::set<std::string> children;
  Random random(37);
  for (unsigned i = 0; i < 200; ++i) {
    Program child = a;
    Mutator(false).cross_over(random, child, b);
    name_tasks(child);
    children.insert(print_program(child));
  }
  // Each of the tasks alone or both, under either run, both as one, or none.
  EXPECT_EQ(children.size(), 3u * 4u);
}

// A mutation brings in vma_start_write_killable or a killable wait once in a hundred times: that it
// never does in 5,000 has a probability of e^-50.
TEST(Mutator, TakesOutWhatIsNotSupported) {
  OperationSet supported;
  supported.remove(vma_lock::kVmaStartWriteKillable);
  supported.remove(WaitState::kKillable);
  const Mutator mutator(true, supported);
  Random random(38);
  Program program;
  program.tasks.resize(1);
  unsigned unsupported = 0;
  for (unsigned i = 0; i < 5'000; ++i) {
    Mutator(true).mutate(random, program);
    unsupported += supported.contains(program) ? 0 : 1;
    Program crossed = program;
    mutator.mutate(random, program);
    ASSERT_TRUE(supported.contains(program)) << print_program(program);
    mutator.cross_over(random, crossed, program);
    ASSERT_TRUE(supported.contains(crossed)) << print_program(crossed);
  }
  EXPECT_GT(unsupported, 10u);
}

}  // namespace
}  // namespace lockstep
