// SPDX-License-Identifier: GPL-2.0-only
// The table of docs/architecture.md says which folder may include which. Unit tests are exempt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A folder of the table, and the row in which it is. Names end with a slash.
struct Folder {
  std::string name;
  std::size_t row = 0;
};

std::vector<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    found.push_back((*match)[1]);
  }
  return found;
}

/// From the first cell of each row: | `folder/`, `folder/` | ... |
std::vector<Folder> folders_of_table(const std::string& text) {
  std::vector<Folder> folders;
  std::size_t row = 0;
  for (const std::string& cell : matches(text, std::regex(R"((?:^|\n)\|([^|\n]*)\|)"))) {
    for (const std::string& name : matches(cell, std::regex("`([^`]+/)`"))) {
      folders.push_back({name, row});
    }
    ++row;
  }
  return folders;
}

/// The folder that a file is in: the one with the longest name.
const Folder* folder_of(const std::string& file, const std::vector<Folder>& folders) {
  const Folder* found = nullptr;
  for (const Folder& folder : folders) {
    const bool longer = !found || folder.name.size() > found->name.size();
    if (file.starts_with(folder.name) && longer) found = &folder;
  }
  return found;
}

/// "FILE includes FILE", for each include of a file that the table does not allow.
std::vector<std::string> against_the_table(const std::string& file, const std::string& text,
                                           const std::vector<Folder>& folders) {
  static const std::regex include("(?:^|\n)[ \t]*#[ \t]*include[ \t]*\"([^\"\n]+)\"");
  const Folder* const from = folder_of(file, folders);
  std::vector<std::string> wrong;
  for (const std::string& included : matches(text, include)) {
    const Folder* const to = folder_of(included, folders);
    if (!from || !to || to->row > from->row) wrong.push_back(file + " includes " + included);
  }
  return wrong;
}

bool is_code_but_no_unit_test(const fs::path& file) {
  const std::string name = file.filename().string();
  const bool is_code = name.ends_with(".cc") || name.ends_with(".h") || name.ends_with(".c") ||
                       name.ends_with(".in");
  return is_code && !name.ends_with("_test.cc");
}

/// Names in the checkout.
std::vector<std::string> code_in(const std::string& top) {
  std::vector<std::string> files;
  const fs::path source(LOCKSTEP_SOURCE_DIR);
  if (!fs::is_directory(source / top)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(source / top)) {
    if (!entry.is_regular_file() || !is_code_but_no_unit_test(entry.path())) continue;
    files.push_back(entry.path().lexically_relative(source).string());
  }
  std::ranges::sort(files);
  return files;
}

TEST(Architecture, IsWhatFilesIncludeOfEachOther) {
  const fs::path source(LOCKSTEP_SOURCE_DIR);
  const auto folders = folders_of_table(content_of(source / "docs/architecture.md"));
  std::vector<std::string> wrong;
  std::size_t files = 0;
  for (const char* const top : {"lockstep", "subjects", "fuzz", "bench"}) {
    for (const std::string& file : code_in(top)) {
      if (file.starts_with("subjects/vma_lock/import/")) continue;  // the other world: kernel trees
      ++files;
      std::ranges::copy(against_the_table(file, content_of(source / file), folders),
                        std::back_inserter(wrong));
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
  EXPECT_GE(files, 300u);
}

// The test above would pass if it saw nothing.
TEST(Architecture, IsReadFromATable) {
  const auto folders = folders_of_table(
      "| folder | holds |\n|---|---|\n| `low/` | see `high/` |\n| `high/`, `beside/` | |\n"
      "| `low/inner/` | |\n");
  const std::string text =
      "#include \"low/a.h\"\n# include \"high/a.h\"\n#include <high/b.h>\n"
      "#include \"low/inner/a.h\"\n#include \"elsewhere/a.h\"\n";
  EXPECT_THAT(against_the_table("low/x.cc", text, folders),
              ElementsAre("low/x.cc includes high/a.h", "low/x.cc includes low/inner/a.h",
                          "low/x.cc includes elsewhere/a.h"));
  EXPECT_THAT(
      against_the_table("beside/x.cc", text, folders),
      ElementsAre("beside/x.cc includes low/inner/a.h", "beside/x.cc includes elsewhere/a.h"));
  EXPECT_THAT(against_the_table("low/inner/x.cc", text, folders),
              ElementsAre("low/inner/x.cc includes elsewhere/a.h"));
}

// What the page says of where to look is true as far as the files go.
// Every marked access of the userspace kernel, and of the reference, is a request.
TEST(Architecture, LeavesAtomicAccessesToTheEngine) {
  static const std::regex builtin("(__(?:atomic|sync)_[a-z_]+)");
  const fs::path source(LOCKSTEP_SOURCE_DIR);
  std::size_t in_abi = 0;
  for (const char* const top : {"kernel", "reference", "subjects", "variants"}) {
    for (const std::string& file : code_in(top)) {
      const auto found = matches(content_of(source / file), builtin);
      if (file.starts_with("kernel/abi/")) {
        in_abi += found.size();
      } else {
        EXPECT_THAT(found, IsEmpty()) << file;
      }
    }
  }
  EXPECT_EQ(in_abi, 1u) << "in the type of a value";
}

TEST(Architecture, NamesFilesThatAreThere) {
  const fs::path source(LOCKSTEP_SOURCE_DIR);
  const std::string page = content_of(source / "docs/architecture.md");
  std::vector<std::string> missing;
  const auto named = matches(page, std::regex("`([a-z_]+/[a-z_/]+\\.(?:h|cc|c))`"));
  for (const std::string& file : named) {
    if (!fs::is_regular_file(source / file)) missing.push_back(file);
  }
  EXPECT_THAT(missing, IsEmpty());
  EXPECT_GE(named.size(), 15u);
}

// "`file`, `function()`", with or without the class of the function.
TEST(Architecture, NamesFunctionsThatAreInTheFilesThatItNames) {
  const fs::path source(LOCKSTEP_SOURCE_DIR);
  const std::string page = content_of(source / "docs/architecture.md");
  const std::regex pattern("`([a-z_/]+\\.(?:h|cc|c))`, `(?:[A-Za-z]+::)?([a-z_]+)\\(\\)`");
  std::size_t named = 0;
  for (std::sregex_iterator match(page.begin(), page.end(), pattern), end; match != end; ++match) {
    ++named;
    const std::string text = content_of(source / (*match)[1].str());
    EXPECT_THAT(text, HasSubstr((*match)[2].str() + "(")) << match->str();
  }
  EXPECT_GE(named, 4u);
}

}  // namespace
}  // namespace lockstep::tests
