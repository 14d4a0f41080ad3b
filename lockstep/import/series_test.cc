// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>

#include "lockstep/base/files.h"
#include "lockstep/import/patch.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

PatchFile file_of(std::initializer_list<const char*> subjects) {
  PatchFile file = {"p", {}, {}};
  for (const char* const subject : subjects) {
    file.patches.push_back({subject, "", read_subject(subject)});
  }
  return file;
}

std::vector<std::string> sorted(std::initializer_list<const char*> subjects) {
  PatchFile file = file_of(subjects);
  sort_as_series(file);
  std::vector<std::string> origins;
  for (const Patch& patch : file.patches) origins.push_back(patch.origin);
  return origins;
}

std::string error(std::initializer_list<const char*> subjects) {
  try {
    sorted(subjects);
  } catch (const InputError& error) {
    return error.what();
  }
  return "sorted";
}

TEST(Series, IsInTheOrderOfItsNumbers) {
  EXPECT_THAT(sorted({"[PATCH v2 10/11]", "[PATCH v2 9/11]", "[PATCH RFC v2 2/11]"}),
              ElementsAre("[PATCH RFC v2 2/11]", "[PATCH v2 9/11]", "[PATCH v2 10/11]"));
}

TEST(Series, KeepsItsOrderIfOnlySomeAreNumbered) {
  EXPECT_THAT(sorted({"[PATCH 1/2]", "mm: any", "[PATCH 2/2]"}),
              ElementsAre("[PATCH 1/2]", "mm: any", "[PATCH 2/2]"));
  EXPECT_EQ(error({"[PATCH 2/2]", "mm: any", "[PATCH 1/2]"}),
            "p: [PATCH 1/2] comes behind [PATCH 2/2], and there are patches without a place: "
            "expected them in order");
}

TEST(Series, MayFollowAnother) {
  EXPECT_THAT(
      sorted({"[PATCH 1/2]", "[PATCH 2/2]", "[PATCH 1/3]", "[PATCH 2/3]", "[PATCH 3/3]"}),
      ElementsAre("[PATCH 1/2]", "[PATCH 2/2]", "[PATCH 1/3]", "[PATCH 2/3]", "[PATCH 3/3]"));
}

TEST(Series, IsOfOneVersion) {
  EXPECT_EQ(error({"[PATCH 1/2]", "[PATCH 2/2]", "[PATCH v2 1/2]", "[PATCH v2 2/2]"}),
            "p: [PATCH 1/2] and [PATCH v2 1/2] are not of one series: expected one, in its order");
  EXPECT_EQ(error({"[PATCH 1/2]", "[PATCH v2 2/2]"}),
            "p: [PATCH 1/2] and [PATCH v2 2/2] are not of one series: expected one, in its order");
  EXPECT_EQ(error({"[PATCH 1/2]", "[PATCH 2/3]"}),
            "p: [PATCH 1/2] and [PATCH 2/3] are not of one series: expected one, in its order");
}

TEST(Series, HasEachPlaceOnce) {
  EXPECT_EQ(error({"[PATCH 1/2]", "[PATCH 1/2]", "[PATCH 2/2]"}),
            "p: there are two patches [PATCH 1/2]: expected a series, whole and once");
}

TEST(Series, IsWholeInWhateverFiles) {
  EXPECT_THAT(missing_of_series({file_of({"[PATCH 1/3]", "[PATCH 3/3]"})}),
              ElementsAre("[PATCH 2/3]"));
  EXPECT_THAT(missing_of_series({file_of({"[PATCH v2 1/3]"}), file_of({"[PATCH v2 3/3]"}),
                                 file_of({"[PATCH v2 2/3]"})}),
              IsEmpty());
  EXPECT_THAT(missing_of_series({file_of({"[PATCH v2 1/2]"}), file_of({"[PATCH 2/2]"})}),
              ElementsAre("[PATCH 1/2]", "[PATCH v2 2/2]"));
  EXPECT_THAT(missing_of_series({file_of({"[PATCH 1/2]", "[PATCH 2/2]"}),
                                 file_of({"[PATCH 1/2]", "[PATCH 2/2]"})}),
              IsEmpty());
  EXPECT_THAT(
      missing_of_series({file_of({"[PATCH 1/2]", "[PATCH 2/2]"}), file_of({"[PATCH 1/2]"})}),
      ElementsAre("[PATCH 2/2]"));
  EXPECT_THAT(missing_of_series({file_of({"[PATCH] mm: x", "mm: y"})}), IsEmpty());
  EXPECT_THAT(missing_of_series({file_of({"[PATCH 1/2]", "[PATCH 2/2]", "[PATCH 3/2]"})}),
              IsEmpty());
}

}  // namespace
}  // namespace lockstep
