// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/check/check.h"

namespace lockstep {

/// A seeded bug: a shared object, and what it says of itself (see
/// variants/vma_lock/mutants/mutant.h).
struct Mutant {
  std::string name = {};  ///< of its file, without folder and ending
  const lockstep_implementation* implementation = nullptr;
  std::vector<DifferenceKind> kinds = {};  ///< of discrepancy that may be found first; empty: any
  bool out_of_contract = false;  ///< programs that abide by the contract show none of these
  std::string equivalent = {};   ///< why there is none to be found; empty: there is one

  bool is_equivalent() const { return !equivalent.empty(); }
  /// Whether there is nothing to be seen of it in a build that does not watch for data races.
  bool is_only_a_race() const;
};

/// The seeded bugs in a folder, by name. Throws InputError if there is no such folder.
std::vector<std::filesystem::path> find_mutants(const std::filesystem::path& folder);

/// Loads one; it stays loaded until the process ends. Throws InputError, one line that names the
/// file, if it is no implementation or says of itself what cannot be understood.
Mutant load_mutant(const std::filesystem::path& file);

/// What became of a seeded bug.
enum class MutantFate : std::uint8_t {
  kKilled,    ///< a discrepancy was found
  kSurvived,  ///< none was found
  kNotRun,    ///< it is only a race, and this build does not watch for races
};

struct MutantRun {
  Mutant mutant;
  MutantFate fate = MutantFate::kNotRun;
  std::optional<Discrepancy> found;   ///< the first one, if it was killed
  std::uint64_t pairs = 0;            ///< of executions, until then or in all
  std::chrono::milliseconds time{0};  ///< of a processor, in all: decides nothing

  /// Whether it was killed and is no equivalent, or the other way round, or was not run.
  bool as_it_should() const;
  /// Whether what was found is of a kind and class that the mutant names.
  bool found_as_said() const;
};

/// Checks it as `lockstep check` does, until there is something to be found. A discrepancy that is
/// out of contract counts only if the mutant says so of itself.
/// Throws NotReproducible.
MutantRun run_mutant(Executor& executor, const lockstep_implementation& reference,
                     const Mutant& mutant, CheckOptions options,
                     const CheckListener& listener = {});

}  // namespace lockstep
