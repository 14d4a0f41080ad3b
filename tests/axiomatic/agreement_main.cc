// SPDX-License-Identifier: GPL-2.0-only
// Compares the machines with the axioms: agreement MODEL FIRST COUNT, of each kind of program.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/axiomatic/agreement.h"

int main(int argc, char** argv) {
  using namespace lockstep::litmus;
  using namespace lockstep::litmus::axiomatic;
  if (argc != 4) {
    std::fputs("usage: lockstep_agreement sc|tso|lkmm FIRST COUNT\n", stderr);
    return 2;
  }
  const std::string name = argv[1];
  const Model model = name == "sc" ? Model::kSc : name == "tso" ? Model::kTso : Model::kLkmm;
  const std::uint64_t first = std::strtoull(argv[2], nullptr, 10);
  const std::uint64_t count = std::strtoull(argv[3], nullptr, 10);
  for (const NamedFeatures& set : kFeatureSets) {
    std::uint64_t unknown = 0;
    std::uint64_t too_much = 0;
    std::uint64_t too_little = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
      const Agreement agreement = compare(seed, set.features, model);
      unknown += !agreement.is_known;
      too_much += agreement.too_much;
      too_little += agreement.too_little;
      if (agreement.too_much || agreement.too_little) {
        std::printf("%s: seed %llu\n", set.name.data(), static_cast<unsigned long long>(seed));
      }
    }
    std::printf("%s, %s: %llu programs, %llu with too much, %llu with too little, %llu unknown\n",
                argv[1], set.name.data(), static_cast<unsigned long long>(count),
                static_cast<unsigned long long>(too_much),
                static_cast<unsigned long long>(too_little),
                static_cast<unsigned long long>(unknown));
    std::fflush(stdout);
  }
  return 0;
}
