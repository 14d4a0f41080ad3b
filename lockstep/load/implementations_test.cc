// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/load/implementations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string library(std::string_view name) {
  return std::string(LOCKSTEP_TEST_IMPLEMENTATIONS "/").append(name).append(".so");
}

// What the user is told.
std::string error_of(const std::string& path) {
  try {
    load_implementation(path);
  } catch (const ImplementationError& error) {
    return error.what();
  }
  return "loaded";
}

TEST(BuiltInImplementations, StartWithTheReference) {
  ASSERT_FALSE(built_in_implementations().empty());
  EXPECT_STREQ(built_in_implementations()[0]->name, "before");
}

TEST(BuiltInImplementations, AreFoundByTheirNames) {
  for (const lockstep_implementation* table : built_in_implementations()) {
    EXPECT_EQ(find_implementation(table->name), table);
    EXPECT_EQ(table->abi_version, LOCKSTEP_ABI_VERSION);
  }
  EXPECT_EQ(find_implementation("no such implementation"), nullptr);
  EXPECT_EQ(find_implementation(""), nullptr);
}

TEST(LoadImplementation, HasPrintableNamesAndIsTheSameEachTime) {
  const lockstep_implementation& odd = load_implementation(library("odd_names"));
  EXPECT_EQ(&odd, &load_implementation(library("odd_names")));
  EXPECT_THAT(odd.name, StartsWith("\\x1b[31modd\\nVerdict  UPHELD\\x07\\xff"));
  EXPECT_EQ(std::string(odd.name) + ", loaded from odd_names.so", odd.summary);
  EXPECT_STREQ(odd.name, odd.source);
}

TEST(LoadImplementation, SaysThatThereIsNoSuchFile) {
  EXPECT_THAT(error_of("no_such_file.so"), StartsWith("cannot load no_such_file.so: "));
  EXPECT_THAT(error_of("no_such_file.so"), HasSubstr("No such file"));
}

TEST(LoadImplementation, SaysThatAFileIsNoSharedObject) {
  EXPECT_THAT(error_of(LOCKSTEP_TEST_IMPLEMENTATIONS "/CMakeLists.txt"),
              StartsWith("cannot load "));
}

TEST(LoadImplementation, SaysThatThereIsNoTable) {
  EXPECT_THAT(error_of(library("no_table")),
              EndsWith("no_table.so does not export a table named lockstep_implementation"));
}

TEST(LoadImplementation, SaysThatTheVersionIsAnother) {
  EXPECT_THAT(error_of(library("other_version")),
              EndsWith("other_version.so has version 99 of the table, expected 4: build or import "
                       "it again"));
  EXPECT_THAT(error_of(library("version_one")),
              EndsWith("version_one.so has version 1 of the table, expected 4: build or import it "
                       "again"));
}

TEST(LoadImplementation, NamesTheEntriesThatAreEmptyAndMustNotBe) {
  EXPECT_THAT(error_of(library("empty_entry")),
              EndsWith("empty_entry.so lacks what every implementation needs: vma_start_write"));
}

TEST(LoadImplementation, TakesOneThatLacksOperations) {
  EXPECT_EQ(error_of(library("lacks_killable")), "loaded");
  const auto& table = load_implementation(library("lacks_killable"));
  EXPECT_EQ(table.vma_start_write_killable, nullptr);
}

TEST(LoadImplementation, KnowsTheSameCodeInAnotherFile) {
  const auto copy = std::filesystem::path(testing::TempDir()) / "copy_of_same_as_before.so";
  std::filesystem::copy_file(library("same_as_before"), copy,
                             std::filesystem::copy_options::overwrite_existing);
  const lockstep_implementation& original = load_implementation(library("same_as_before"));
  const lockstep_implementation& copied = load_implementation(copy.string());
  EXPECT_NE(&original, &copied);
  EXPECT_STREQ(copied.name, "copy_of_same_as_before.so");
  EXPECT_TRUE(is_same_code(original, copied));
  EXPECT_TRUE(is_same_code(original, original));
  EXPECT_FALSE(is_same_code(original, load_implementation(library("odd_names"))));
  EXPECT_FALSE(is_same_code(*find_implementation("v3"), *find_implementation("merged")));
}

class LoadedImplementation : public ExecutorFixture {};

TEST_F(LoadedImplementation, RunsLikeTheOneBuiltIn) {
  const lockstep_implementation& loaded = load_implementation(library("same_as_before"));
  EXPECT_NE(&loaded, &before());
  constexpr std::string_view kText =
      "vma 0 attached\n"
      "task reader: vma_start_read 0; vma_end_read 0\n"
      "task writer: mmap_write_lock; vma_start_write 0; fault_put 0; fault_put 0\n"
      "schedule: reader*4 writer* reader* writer*\n";
  const Observation expected = run(kText);
  EXPECT_FALSE(expected.warnings.empty());
  EXPECT_TRUE(same_observation(run(kText, loaded), expected));
}

TEST_F(LoadedImplementation, IsTheSameTableWhenLoadedAgain) {
  EXPECT_EQ(&load_implementation(library("same_as_before")),
            &load_implementation(library("same_as_before")));
}

}  // namespace
}  // namespace lockstep
