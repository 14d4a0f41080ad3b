// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/static_objects.h"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "lockstep/load/implementations.h"
#include "lockstep/load/shared_object.h"
#include "tests/executor_fixture.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string library(std::string_view name) {
  return std::string(LOCKSTEP_TEST_IMPLEMENTATIONS "/").append(name).append(".so");
}

/// A loaded implementation and its static variables.
class Loaded {
 public:
  explicit Loaded(std::string_view name)
      : table(load_implementation(library(name))),
        statics(statics_of(table)),
        library_(dlopen(library(name).c_str(), RTLD_NOW)) {}

  template <typename Variable>
  Variable* find(const char* name) const {
    return static_cast<Variable*>(dlsym(library_, name));
  }

  const lockstep_implementation& table;
  const StaticObjects& statics;
  unsigned* tries() const { return find<unsigned>("lockstep_test_tries"); }
  unsigned char* bytes() const { return find<unsigned char>("lockstep_test_bytes"); }

 private:
  void* const library_;
};

std::vector<std::uint64_t> changed(const StaticObjects& statics) {
  std::vector<std::uint64_t> words;
  statics.append_changed(words);
  return words;
}

TEST(StaticObjects, AreTheVariablesOfALibraryByTheirNames) {
  const Loaded loaded("static_variables");
  EXPECT_FALSE(loaded.statics.empty());
  EXPECT_EQ(loaded.statics.name_at(loaded.tries()), "lockstep_test_tries");
  EXPECT_EQ(loaded.statics.name_at(loaded.bytes() + 12), "lockstep_test_bytes");
  EXPECT_TRUE(loaded.statics.contain(loaded.bytes() + 12));
  EXPECT_NE(loaded.statics.name_at(loaded.bytes() + 13), "lockstep_test_bytes");
}

TEST(StaticObjects, AreOnlyThoseThatCanBeWritten) {
  const Loaded loaded("static_variables");
  const auto* const constant = loaded.find<const unsigned>("lockstep_test_constant");
  ASSERT_NE(constant, nullptr);
  EXPECT_FALSE(loaded.statics.contain(constant));
  EXPECT_EQ(loaded.statics.name_at(constant), "");
  const int local = 0;
  EXPECT_FALSE(loaded.statics.contain(&local));
  EXPECT_FALSE(loaded.statics.contain(nullptr));
}

// Whole sections, if it has no symbols any more.
TEST(StaticObjects, AreInSectionsIfTheirNamesAreNotKnown) {
  const Loaded stripped("static_variables_stripped");
  EXPECT_EQ(stripped.statics.name_at(stripped.tries()), ".data");
  EXPECT_EQ(stripped.statics.name_at(stripped.bytes()), ".bss");
  EXPECT_FALSE(stripped.statics.contain(stripped.find<const unsigned>("lockstep_test_constant")));
  *stripped.tries() = 8;
  EXPECT_THAT(changed(stripped.statics), Not(IsEmpty()));
  stripped.statics.restore();
  EXPECT_EQ(*stripped.tries(), 7u);
}

TEST(StaticObjects, AreNoneOfWhatIsBuiltIn) {
  const StaticObjects& statics = statics_of(*find_implementation("before"));
  EXPECT_TRUE(statics.empty());
  EXPECT_FALSE(statics.contain(&statics));
  EXPECT_THAT(changed(statics), IsEmpty());
}

// As GCC names variables of several functions.
TEST(StaticObjects, HaveNoNumbersInTheirNames) {
  const Loaded loaded("static_variables");
  const auto* const numbered = loaded.find<unsigned>("lockstep_test_numbered.5");
  ASSERT_NE(numbered, nullptr);
  EXPECT_EQ(loaded.statics.name_at(numbered), "lockstep_test_numbered");
}

// The place of the variable, and its value; of thirteen bytes, two words.
TEST(StaticObjects, TellThoseThatHaveChangedUntilTheyAreRestored) {
  const Loaded loaded("static_variables");
  EXPECT_THAT(changed(loaded.statics), IsEmpty());
  *loaded.tries() = 9;
  EXPECT_THAT(changed(loaded.statics), ElementsAre(::testing::_, 9u));
  *loaded.tries() = 7;
  EXPECT_THAT(changed(loaded.statics), IsEmpty());
  loaded.bytes()[12] = 3;
  EXPECT_THAT(changed(loaded.statics), ElementsAre(::testing::_, 0u, 3ull << 32));
  *loaded.tries() = 9;
  EXPECT_THAT(changed(loaded.statics), SizeIs(5));
  loaded.statics.restore();
  EXPECT_THAT(changed(loaded.statics), IsEmpty());
  EXPECT_EQ(*loaded.tries(), 7u);
  EXPECT_EQ(loaded.bytes()[12], 0u);
}

TEST(StaticObjects, CannotBeReadFromWhatIsNoLibrary) {
  const TemporaryFolder folder;
  const auto read = [](const std::string& file) { read_statics(file, 0); };
  EXPECT_THROW(read("/nowhere"), std::runtime_error);
  EXPECT_THROW(read(folder.add("text", "hello\n")), std::runtime_error);
  EXPECT_THROW(read(folder.add("empty", "")), std::runtime_error);
}

class StaticVariables : public ExecutorFixture {
 protected:
  const Loaded loaded_{"static_variables"};
};

// Whatever executions before it have made of them.
TEST_F(StaticVariables, AreTheSameAtTheStartOfEachExecution) {
  for (int i = 0; i < 3; ++i) {
    const Observation& shown = run("task a: mmap_read_trylock; mmap_read_trylock\n", loaded_.table);
    EXPECT_EQ(shown.operations[0].result, 1);
    EXPECT_EQ(*loaded_.tries(), 8u);
  }
}

TEST_F(StaticVariables, AreNoForeignMemory) {
  constexpr std::string_view kOneTry = "task a: mmap_read_trylock\n";
  executor_.watch(Executor::Watch::kStates);
  run(kOneTry, loaded_.table);
  EXPECT_TRUE(executor_.states().touched_statics());
  EXPECT_FALSE(executor_.states().touched_foreign_memory());
  run(kOneTry);
  EXPECT_FALSE(executor_.states().touched_statics());
}

TEST_F(StaticVariables, HaveTheirNamesInTraces) {
  const Program program = parse_program("task a: mmap_read_trylock\n");
  ScriptedScheduler scheduler(program.schedule);
  Trace trace;
  executor_.run(program, loaded_.table, scheduler, observation_, &trace);
  ASSERT_GE(trace.steps.size(), 2u);
  EXPECT_EQ(trace.steps[0].place, "static lockstep_test_tries");
  EXPECT_EQ(trace.steps[0].value, 7u);
  EXPECT_EQ(trace.steps[1].place, "static lockstep_test_tries");
}

// GCC puts a number behind the name, Clang the function's before it.
TEST_F(StaticVariables, OfFunctionsHaveTheirNamesInTraces) {
  const Program program = parse_program("task a: mmap_write_trylock\n");
  ScriptedScheduler scheduler(program.schedule);
  Trace trace;
  executor_.run(program, loaded_.table, scheduler, observation_, &trace);
  EXPECT_THAT(trace.steps[0].place, AnyOf("static calls", "static count_and_try.calls"));
}

}  // namespace
}  // namespace lockstep
