// SPDX-License-Identifier: GPL-2.0-only
// What libFuzzer is told (see feature_map.h), and its hooks for mutators that know the structure of
// inputs.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "fuzz/byte_mutator.h"
#include "fuzz/feature_map.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/interleaving_features.h"

namespace {

// libFuzzer looks at counters in a section of this name as it does at those of code coverage.
// Marked as used, because data that only libFuzzer reads would be optimized away.
[[gnu::used,
  gnu::section("__libfuzzer_extra_counters")]] std::array<std::uint8_t, lockstep::kFeatures>
    counters;

lockstep::ByteMutator& mutator() {
  static lockstep::ByteMutator only(lockstep::fuzz_faults(), lockstep::fuzz_operations());
  return only;
}

std::size_t copy_to(std::uint8_t* out, std::span<const std::uint8_t> bytes) {
  std::ranges::copy(bytes, out);
  return bytes.size();
}

}  // namespace

void lockstep::mark_feature(std::uint32_t feature) { counters[feature] = 1; }

// Code that is compiled for libFuzzer always counts.
void lockstep::count_coverage(bool /*counts*/) {}

// Without preferring inputs with rare features, and without replacing inputs by smaller ones that
// have the same features, seeded bugs are found in half as many pairs.
void lockstep::set_fuzzer_defaults(int* count, char*** arguments) {
  static std::string entropic = "-entropic=0";
  static std::string reduce_inputs = "-reduce_inputs=0";
  static std::vector<char*> all(*arguments, *arguments + *count);
  all.insert(all.begin() + 1, {entropic.data(), reduce_inputs.data()});
  *count = static_cast<int>(all.size());
  all.push_back(nullptr);
  *arguments = all.data();
}

void lockstep::end_for_bug() { std::_Exit(3); }

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  return copy_to(data, mutator().mutate({data, size}, seed, max_size));
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* a, std::size_t a_size,
                                                 const std::uint8_t* b, std::size_t b_size,
                                                 std::uint8_t* out, std::size_t max_size,
                                                 unsigned int seed) {
  return copy_to(out, mutator().cross_over({a, a_size}, {b, b_size}, seed, max_size));
}
