// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>

#include "lockstep/program/operation.h"
#include "tests/temporary_folder.h"

// Only its subject knows what the engine is used on.
namespace lockstep {
namespace {

using testing::IsEmpty;

/// In lower case: names of operations, of fields, and of kinds of objects, one or many.
std::set<std::string> words_of_subject() {
  std::set<std::string> words;
  for (const OperationInfo& operation : kOperations) words.emplace(operation.name);
  for (const ObjectKind& kind : kSubject.kinds) {
    words.emplace(kind.name);
    words.emplace(std::string(kind.name) + "s");
    for (const Field& field : kind.fields) {
      if (field.name.find('_') != std::string_view::npos) words.emplace(field.name);
    }
  }
  // Accesses to the protected data and signals are not peculiar to it.
  for (const char* const common : {"read_data", "write_data", "send_signal", "send_sigkill"}) {
    words.erase(common);
  }
  return words;
}

bool is_in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Whether the code of a line, without its comment, has such a word, or one made of it.
bool has_word(std::string line, const std::set<std::string>& words) {
  line = line.substr(0, line.find("//"));
  std::ranges::transform(line, line.begin(), [](unsigned char c) { return std::tolower(c); });
  for (std::size_t begin = 0; begin < line.size(); ++begin) {
    if (!is_in_word(line[begin])) continue;
    std::size_t end = begin;
    while (end < line.size() && is_in_word(line[end])) ++end;
    const std::string word = line.substr(begin, end - begin);
    if (words.contains(word) || word.find("vma") != std::string::npos) return true;
    begin = end;
  }
  return false;
}

bool has_word_in_code(const std::filesystem::path& file, const std::set<std::string>& words) {
  std::istringstream text(content_of(file));
  for (std::string line; std::getline(text, line);) {
    if (has_word(line, words)) return true;
  }
  return false;
}

bool is_code(const std::filesystem::path& file) {
  const std::string name = file.filename();
  return (name.ends_with(".cc") || name.ends_with(".h")) && !name.ends_with("_test.cc");
}

TEST(WordsOfTheSubject, AreInNoCodeOfTheEngine) {
  const std::filesystem::path source = LOCKSTEP_SOURCE_DIR;
  const std::set<std::string> words = words_of_subject();
  std::set<std::string> files;
  for (const char* const folder : {"lockstep", "fuzz"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source / folder)) {
      if (is_code(entry.path()) && has_word_in_code(entry.path(), words)) {
        files.insert(std::filesystem::relative(entry.path(), source));
      }
    }
  }
  EXPECT_THAT(files, IsEmpty());
}

TEST(WordsOfTheSubject, AreSeenInCodeAndNotInComments) {
  const std::set<std::string> words = words_of_subject();
  EXPECT_TRUE(has_word("  case kVmaStartRead:", words));
  EXPECT_TRUE(has_word("fmt::format(\"of mm {}\", mm)", words));
  EXPECT_TRUE(has_word("return place == \"vm_refcnt\";", words));
  EXPECT_FALSE(has_word("return comment;  // \"vma 0 vm_refcnt\"", words));
  EXPECT_FALSE(has_word("mmap(nullptr, size)", words));
}

// A forgotten operation is seen by a compiler only if no branch swallows it.
TEST(OperationCodes, AreNotSwitchedOver) {
  const std::filesystem::path source = LOCKSTEP_SOURCE_DIR;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source / "lockstep")) {
    if (!is_code(entry.path())) continue;
    const std::string text = content_of(entry.path());
    for (const char* const over :
         {"switch (code)", "switch (operation.code)", "switch (record.operation_code())"}) {
      EXPECT_EQ(text.find(over), std::string::npos) << entry.path();
    }
  }
}

}  // namespace
}  // namespace lockstep
