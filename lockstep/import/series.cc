// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "lockstep/base/files.h"
#include "lockstep/import/patch.h"

namespace lockstep {
namespace {

using Series = std::pair<std::string, unsigned>;  // a version and how many there are

Series series_of(const PlaceInSeries& place) { return {place.version, place.total}; }

std::vector<PlaceInSeries> places_of(const PatchFile& file) {
  std::vector<PlaceInSeries> places;
  for (const Patch& patch : file.patches) {
    if (patch.subject.place) places.push_back(*patch.subject.place);
  }
  return places;
}

// Whether they are whole series, one after the other.
bool is_in_order(const std::vector<PlaceInSeries>& places) {
  unsigned expected = 1;
  const PlaceInSeries* before = nullptr;
  for (const PlaceInSeries& place : places) {
    if (place.place != expected) return false;
    if (expected != 1 && series_of(place) != series_of(*before)) return false;
    before = &place;
    expected = place.place == place.total ? 1 : expected + 1;
  }
  return expected == 1;
}

[[noreturn]] void fail(const PatchFile& file, const PlaceInSeries& first,
                       const PlaceInSeries& second) {
  throw InputError(fmt::format("{}: {} and {} are not of one series: expected one, in its order",
                               file.name, first.shown(), second.shown()));
}

[[noreturn]] void fail(const Patch& first, const Patch& second, std::string_view what) {
  throw InputError(
      fmt::format("{} and {} are {}: expected one", first.origin, second.origin, what));
}

void expect_one_version(const PatchFile& file, const std::vector<PlaceInSeries>& places) {
  for (const PlaceInSeries& place : places) {
    if (place.version != places.front().version) fail(file, places.front(), place);
  }
}

void expect_one_series(const PatchFile& file, std::vector<PlaceInSeries> places) {
  std::ranges::stable_sort(places, {}, &PlaceInSeries::place);
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (series_of(places[i]) != series_of(places[0])) fail(file, places[0], places[i]);
    if (places[i].place != places[i - 1].place) continue;
    throw InputError(fmt::format("{}: there are two patches {}: expected a series, whole and once",
                                 file.name, places[i].shown()));
  }
}

}  // namespace

void sort_as_series(PatchFile& file) {
  const std::vector<PlaceInSeries> places = places_of(file);
  if (places.empty()) return;
  expect_one_version(file, places);
  if (is_in_order(places)) return;
  expect_one_series(file, places);
  const bool is_sorted = std::ranges::is_sorted(places, {}, &PlaceInSeries::place);
  if (!is_sorted && places.size() != file.patches.size()) {
    throw InputError(
        fmt::format("{}: {} comes behind {}, and there are patches without a place: "
                    "expected them in order",
                    file.name, places.back().shown(), places.front().shown()));
  }
  if (!is_sorted) {
    std::ranges::stable_sort(file.patches, {},
                             [](const Patch& patch) { return patch.subject.place->place; });
  }
}

void expect_different(const std::vector<PatchFile>& files) {
  std::map<std::string, const Patch*> contents;
  std::map<std::string, const Patch*> subjects;
  for (const PatchFile& file : files) {
    for (const Patch& patch : file.patches) {
      const auto same = contents.emplace(read_input(patch.diff, kMostPatchBytes), &patch).first;
      if (same->second != &patch) fail(*same->second, patch, "the same patch");
      if (patch.subject.text.empty()) continue;
      const auto other = subjects.emplace(patch.subject.text, &patch).first;
      if (other->second->subject.version == patch.subject.version) continue;
      fail(*other->second, patch, "two versions of a patch");
    }
  }
}

// Two series of as many patches may have been given: then each place is there twice.
std::vector<std::string> missing_of_series(const std::vector<PatchFile>& files) {
  std::map<Series, std::map<unsigned, std::size_t>> given;
  for (const PatchFile& file : files) {
    for (const PlaceInSeries& place : places_of(file)) ++given[series_of(place)][place.place];
  }
  std::vector<std::string> missing;
  for (const auto& [series, times] : given) {
    std::size_t most = 0;
    for (const auto& [place, count] : times) most = std::max(most, count);
    for (unsigned place = 1; place <= series.second; ++place) {
      const auto found = times.find(place);
      if (found != times.end() && found->second == most) continue;
      missing.push_back(PlaceInSeries{series.first, place, series.second}.shown());
    }
  }
  return missing;
}

}  // namespace lockstep
