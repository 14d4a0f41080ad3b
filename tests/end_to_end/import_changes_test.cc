// SPDX-License-Identifier: GPL-2.0-only
// Which parts of a change were compared: what was not run upholds nothing, and every format names
// it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/end_to_end/kernel_tree.h"
#include "tests/end_to_end/report_schema.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

constexpr const char* kHeader = "include/linux/mmap_lock.h";

// No operation reaches any of these.
constexpr const char* kMore = R"(
struct speculation {
	unsigned int sequence;
};

static inline void vma_lock_init(struct vm_area_struct *vma)
{
	vma->vm_lock_seq = UINT_MAX;
}

static inline void vma_assert_locked(struct vm_area_struct *vma)
{
	VM_BUG_ON_VMA(refcount_read(&vma->vm_refcnt) < 2, vma);
}

static inline bool mmap_lock_speculate_try_begin(struct mm_struct *mm, unsigned int *sequence)
{
	*sequence = READ_ONCE(mm->mm_lock_seq.sequence);
	return *sequence % 2 == 0;
}

struct vm_area_struct *lock_vma_under_rcu(struct mm_struct *mm, struct vm_area_struct *found);
struct vm_area_struct *lock_next_vma(struct mm_struct *mm, struct vm_area_struct *next);

#define SPECULATE_AGAIN(sequence, seen) ((sequence) != (seen))

#endif
)";

constexpr const char* kFinders = R"(
struct vm_area_struct *lock_vma_under_rcu(struct mm_struct *mm, struct vm_area_struct *found)
{
	return found ? vma_start_read(mm, found) : NULL;
}

struct vm_area_struct *lock_next_vma(struct mm_struct *mm, struct vm_area_struct *next)
{
	return lock_vma_under_rcu(mm, next) == next ? next : NULL;
}
)";

/// A tree with functions that no operation calls, under the tag "more".
class ImportedChange : public KernelTree {
 protected:
  ImportedChange() : KernelTree(Cache::kShared) {
    add_state("header", header(), "base", kHeader);
    add_state("more", code(), "header");
  }

  static std::string header() {
    std::string text = source("base", kHeader);
    return text.erase(text.rfind("#endif")) + (kMore + 1);
  }
  static std::string code() { return source("base") + kFinders; }

  CommandResult check_head(const std::string& head, std::vector<std::string> more = {}) const {
    std::vector<std::string> options = {"--base", "more", "--head", head};
    options.insert(options.end(), more.begin(), more.end());
    return check(options, "30000");
  }

  void expect_inconclusive(const std::string& head, const std::string& why,
                           const std::string& row) const {
    const CommandResult run = check_head(head);
    EXPECT_EQ(run.status, 4) << run.errors;
    EXPECT_THAT(run.output, AllOf(HasSubstr("Verdict  INCONCLUSIVE: " + why + "\n"),
                                  HasSubstr("\n  " + row + "\n")));
  }

  void expect_never_run(const std::string& head, const std::string& names) const {
    expect_inconclusive(head, "nothing that the patch changes was run",
                        "changed, never run  " + names);
  }
};

TEST_F(ImportedChange, IsNotUpheldInFunctionsThatNoOperationRuns) {
  add_state("init", replaced(header(), "seq = UINT_MAX", "seq = UINT_MAX - 1"), "more", kHeader);
  add_state("assert", replaced(header(), "< 2, vma", "< 1, vma"), "more", kHeader);
  add_state("speculate", replaced(header(), "return *sequence", "return 1 + *sequence"), "more",
            kHeader);
  add_state("find", replaced(code(), "return found ?", "return found != NULL ?"), "more");
  add_state("next", replaced(code(), "== next ? next", "!= next ? next"), "more");
  expect_never_run("init", "vma_lock_init");
  expect_never_run("assert", "vma_assert_locked");
  expect_never_run("speculate", "mmap_lock_speculate_try_begin");
  expect_never_run("find", "lock_vma_under_rcu");
  expect_never_run("next", "lock_next_vma");
}

TEST_F(ImportedChange, IsNotUpheldInATypeThatNoOperationUses) {
  add_state("type", replaced(header(), "unsigned int sequence;", "unsigned long sequence;"), "more",
            kHeader);
  expect_never_run("type", "struct speculation");
}

TEST_F(ImportedChange, IsNamedBesideWhatWasRun) {
  add_state("both",
            replaced(replaced(code(), "return found ?", "return found != NULL ?"),
                     "int locked =", "const int locked ="),
            "more");
  const CommandResult run = check_head("both");
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("\n  changed, run        __vma_start_write\n"),
                                HasSubstr("\n  changed, never run  lock_vma_under_rcu\n")));
}

TEST_F(ImportedChange, ShowsWhereAMacroOrAConstantIsUsed) {
  add_state("macro",
            replaced(code(), "unsigned int target = VM_REFCNT_EXCLUDE_READERS_FLAG;",
                     "#define TARGET VM_REFCNT_EXCLUDE_READERS_FLAG\n"
                     "\tunsigned int target = TARGET;"),
            "more");
  add_state("constant",
            replaced(code(), "unsigned int target = VM_REFCNT_EXCLUDE_READERS_FLAG;",
                     "#define TARGET (0 | VM_REFCNT_EXCLUDE_READERS_FLAG)\n"
                     "\tunsigned int target = TARGET;"),
            "more");
  const CommandResult run = check({"--base", "macro", "--head", "constant"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("\n  changed, run        __vma_enter_exclusive_locked\n"));
  expect_inconclusive("macro", "what the patch changes is the same code once it is compiled here",
                      "same once compiled  __vma_enter_exclusive_locked, macro TARGET");
}

TEST_F(ImportedChange, IsNotUpheldInWhatIsNotCompiled) {
  add_state("left_out",
            replaced(header(), "#define SPECULATE_AGAIN(sequence, seen) (",
                     "#define SPECULATE_AGAIN(sequence, seen) !!("),
            "more", kHeader);
  expect_inconclusive("left_out",
                      "what the patch changes is the same code once it is compiled here",
                      "same once compiled  macro SPECULATE_AGAIN");
}

TEST_F(ImportedChange, IsNoneInCommentsAndPlaces) {
  add_state("moved", "\n/* New words. */\n" + code(), "more");
  const CommandResult run = check_head("moved");
  EXPECT_EQ(run.status, 4) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Verdict  INCONCLUSIVE: both sides are the same code, so "
                                    "nothing was compared\n"));
}

// Operations that a side lacks are left out, and so is code that only they run.
TEST_F(ImportedChange, IsNotUpheldInAnOperationThatIsLeftOut) {
  const std::string killable = "static inline int vma_start_write_killable(";
  std::string without = header();
  const std::size_t begin = without.find(killable);
  without.erase(begin, without.find("\n}\n", begin) + 3 - begin);
  add_state("without", without, "more", kHeader);
  expect_never_run("without", "vma_start_write_killable");
  EXPECT_THAT(check_head("without").output,
              HasSubstr("left out            vma_start_write_killable: "));
}

TEST_F(ImportedChange, IsToldOfTheSameWayFromTheCache) {
  add_state("init", replaced(header(), "seq = UINT_MAX", "seq = UINT_MAX - 1"), "more", kHeader);
  const CommandResult cold = check_head("init");
  const CommandResult warm = check_head("init");
  EXPECT_EQ(warm.output, cold.output);
  EXPECT_EQ(warm.status, 4);
}

/// A tree in which two things have changed that no comparison sees.
class ImportedChangeReport : public ImportedChange {
 protected:
  ImportedChangeReport() {
    add_state("init", replaced(header(), "seq = UINT_MAX", "seq = UINT_MAX - 1"), "more", kHeader);
    add_state("unseen", "# changed\n", "init", "Makefile");
  }

  void SetUp() override {
    std::ofstream(folder() / "reader.txt") << "vma 0 attached\ntask reader: vma_start_read 0\n";
  }

  /// In this format, from this command.
  std::string report(const std::string& format, const std::vector<std::string>& command) const {
    std::vector<std::string> arguments = command;
    arguments.insert(arguments.end(), {"--tree", tree().string(), "--base", "more", "--head",
                                       "unseen", "--format", format, "--output", "report"});
    const CommandResult result = run(arguments);
    EXPECT_EQ(result.status, 4) << format << result.errors;
    EXPECT_THAT(result.errors, IsEmpty());
    return content_of(folder() / "report");
  }

  void expect_named_everywhere(const std::vector<std::string>& command) const {
    for (const char* const format : {"text", "mail", "html", "json", "junit", "sarif"}) {
      EXPECT_THAT(report(format, command),
                  AllOf(HasSubstr("INCONCLUSIVE"), HasSubstr("vma_lock_init"),
                        HasSubstr("Makefile"), Not(HasSubstr("UPHELD"))))
          << command.front() << " " << format;
    }
    report("json", command);
    expect_as_schema_says(folder() / "report");
    report("junit", command);
    expect_as_junit_has_it(folder() / "report");
  }

  const std::vector<std::string> check_ = {"check", "--quiet", "--runs", "30000", "--no-faults"};
};

TEST_F(ImportedChangeReport, NamesItInEveryFormatOfACheck) { expect_named_everywhere(check_); }

TEST_F(ImportedChangeReport, NamesItInEveryFormatOfAProof) {
  expect_named_everywhere({"prove", "--quiet", "--ops", "1"});
}

TEST_F(ImportedChangeReport, NamesItInEveryFormatOfAReplay) {
  expect_named_everywhere({"replay", "reader.txt"});
}

TEST_F(ImportedChangeReport, HasItsPartsInJson) {
  const Json comparison = Json::parse(report("json", check_))["comparisons"][0];
  EXPECT_EQ(comparison["verdict"], "inconclusive");
  EXPECT_THAT(comparison["changes"]["run"], IsEmpty());
  EXPECT_THAT(comparison["changes"]["never_run"], ElementsAre("vma_lock_init"));
  EXPECT_THAT(comparison["changes"]["same_once_compiled"], IsEmpty());
  EXPECT_THAT(comparison["changes"]["not_compared"], ElementsAre("Makefile"));
}

// It is a test that did not pass in JUnit and a warning in SARIF, so it cannot look like a clean
// report.
TEST_F(ImportedChangeReport, IsNoSuccessForCiServers) {
  EXPECT_THAT(report("junit", check_),
              AllOf(HasSubstr("errors=\"1\""),
                    HasSubstr("message=\"INCONCLUSIVE: nothing that the patch changes was run\"")));
  const Json invocation = Json::parse(report("sarif", check_))["runs"][0]["invocations"][0];
  const Json& notifications = invocation["toolExecutionNotifications"];
  ASSERT_EQ(notifications.size(), 3u);
  EXPECT_EQ(notifications[0]["level"], "warning");
  EXPECT_EQ(notifications[0]["message"]["text"],
            "unseen against more: INCONCLUSIVE: nothing that the patch changes was run");
}

TEST_F(ImportedChangeReport, IsWhatExploreAndReduceSayToo) {
  const std::vector<std::string> sides = {"--tree", tree().string(), "--base",
                                          "more",   "--head",        "unseen"};
  std::vector<std::string> arguments = {"explore", "reader.txt"};
  arguments.insert(arguments.end(), sides.begin(), sides.end());
  const CommandResult explored = run(arguments);
  EXPECT_EQ(explored.status, 4);
  EXPECT_THAT(explored.output,
              AllOf(HasSubstr("\nINCONCLUSIVE: nothing that the patch changes was run\n"),
                    HasSubstr("\n  changed, never run  vma_lock_init\n"),
                    HasSubstr("\n  not compared        Makefile\n")));
  arguments[0] = "reduce";
  const CommandResult reduced = run(arguments);
  EXPECT_EQ(reduced.status, 4);
  EXPECT_THAT(reduced.errors,
              HasSubstr("showed the same wherever the program was run; INCONCLUSIVE: nothing that "
                        "the patch changes was run; changed, never run: vma_lock_init; not "
                        "compared: Makefile\n"));
}

// What was run depends on the program: this one only reads.
TEST_F(ImportedChangeReport, IsAboutTheOperationsOfTheProgram) {
  add_state("writer", replaced(code(), "int locked =", "const int locked ="), "more");
  const auto replay = [&](const std::string& operations) {
    std::ofstream(folder() / "p.txt") << "vma 0 attached\ntask a: " + operations + "\n";
    return run(
        {"replay", "p.txt", "--tree", tree().string(), "--base", "more", "--head", "writer"});
  };
  const CommandResult reader = replay("vma_start_read 0");
  EXPECT_EQ(reader.status, 4);
  EXPECT_THAT(reader.output, HasSubstr("changed, never run  __vma_start_write\n"));
  const CommandResult writer = replay("mmap_write_lock; vma_start_write 0");
  EXPECT_EQ(writer.status, 0);
  EXPECT_THAT(writer.output, HasSubstr("changed, run        __vma_start_write\n"));
}

}  // namespace
}  // namespace lockstep::tests
