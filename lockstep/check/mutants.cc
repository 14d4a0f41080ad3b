// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/mutants.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ctime>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/exec/race_reports.h"
#include "lockstep/load/implementations.h"

namespace lockstep {
namespace {

std::string_view without_blanks_around(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

DifferenceKind parse_kind(const std::string& file, std::string_view name) {
  const auto* const found = std::ranges::find(kDifferenceKindNames, name);
  if (found == kDifferenceKindNames.end()) {
    throw InputError(fmt::format("{}: expected kinds of discrepancy ({}), found '{}'", file,
                                 fmt::join(kDifferenceKindNames, ", "), name));
  }
  return static_cast<DifferenceKind>(found - kDifferenceKindNames.begin());
}

std::vector<DifferenceKind> parse_kinds(const std::string& file, std::string_view list) {
  std::vector<DifferenceKind> kinds;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    kinds.push_back(parse_kind(file, without_blanks_around(list.substr(begin, end - begin))));
    begin = end + 1;
  }
  return kinds;
}

// The processor time that this process has taken.
std::chrono::milliseconds processor_time() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

// What counts as found; see run_mutant().
const Discrepancy* first_found(const CheckResult& result, const Mutant& mutant) {
  if (!result.reachable.empty()) return &result.reachable.front();
  if (!result.internal.empty()) return &result.internal.front();
  const bool by_note = mutant.out_of_contract && !result.out_of_contract.empty();
  return by_note ? &result.out_of_contract.front() : nullptr;
}

}  // namespace

bool Mutant::is_only_a_race() const {
  return kinds == std::vector<DifferenceKind>{DifferenceKind::kDataRace};
}

std::vector<std::filesystem::path> find_mutants(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files = list_folder(folder);
  std::erase_if(files, [](const auto& file) { return file.extension() != ".so"; });
  return files;
}

Mutant load_mutant(const std::filesystem::path& file) {
  const std::string path = file.string();
  Mutant mutant;
  mutant.name = printable(file.stem().string());
  try {
    mutant.implementation = &load_implementation(path);
  } catch (const ImplementationError& error) {
    throw InputError(error.what());
  }
  if (const char* const kinds = find_string(path, "lockstep_mutant_shows")) {
    mutant.kinds = parse_kinds(path, kinds);
  }
  if (const char* const kinds = find_string(path, "lockstep_mutant_shows_out_of_contract")) {
    mutant.kinds = parse_kinds(path, kinds);
    mutant.out_of_contract = true;
  }
  if (const char* const because = find_string(path, "lockstep_mutant_equivalent")) {
    mutant.equivalent = because;
  }
  return mutant;
}

bool MutantRun::as_it_should() const {
  return fate == MutantFate::kNotRun || (fate == MutantFate::kKilled) != mutant.is_equivalent();
}

bool MutantRun::found_as_said() const {
  if (!found) return true;
  const bool out_of_contract = found->discrepancy_class() == DiscrepancyClass::kOutOfContract;
  if (out_of_contract != mutant.out_of_contract) return false;
  return mutant.kinds.empty() || std::ranges::count(mutant.kinds, found->difference.kind()) != 0;
}

MutantRun run_mutant(Executor& executor, const lockstep_implementation& reference,
                     const Mutant& mutant, CheckOptions options, const CheckListener& listener) {
  MutantRun run;
  run.mutant = mutant;
  if (mutant.is_only_a_race() && !watches_races()) return run;
  options.stop_at_first = true;
  options.stop_at_note = mutant.out_of_contract;
  const std::chrono::milliseconds start = processor_time();
  const CheckResult result = check(executor, reference, *mutant.implementation, options, listener);
  run.time = processor_time() - start;
  const Discrepancy* const found = first_found(result, mutant);
  if (found) run.found = *found;
  run.fate = found ? MutantFate::kKilled : MutantFate::kSurvived;
  run.pairs = found ? found->found_after : result.pairs();
  return run;
}

}  // namespace lockstep
