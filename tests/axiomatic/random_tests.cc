// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/random_tests.h"

#include <algorithm>
#include <vector>

#include "tests/axiomatic/random_process.h"

namespace lockstep::litmus::axiomatic {
namespace {

std::string parameters(const Shared& shared) {
  std::string list = "int *x, int *y";
  if (shared.variables > 2) list += ", int *z";
  if (shared.features.locks) list += ", spinlock_t *l, spinlock_t *m";
  return list;
}

// Each process has at least one access.
std::vector<unsigned> shares(Random& random, unsigned processes, unsigned accesses) {
  std::vector<unsigned> counts(processes, 1);
  for (unsigned i = processes; i < accesses; ++i) ++counts[random.below(processes)];
  return counts;
}

std::string process(unsigned number, unsigned accesses, Shared& shared) {
  RandomProcess process(shared);
  const std::string body = process.body(accesses);
  std::string text = "P" + std::to_string(number) + "(" + parameters(shared) + ")\n{\n";
  for (unsigned i = 0; i < process.registers(); ++i) text += "\tint r" + std::to_string(i) + ";\n";
  return text + body + "}\n\n";
}

}  // namespace

std::string random_test(std::uint64_t seed, Features features) {
  Shared shared{.random = Random(seed), .features = features};
  shared.variables = 2 + shared.random.below(2);
  const unsigned processes = 2 + shared.random.below(3);
  const unsigned accesses = std::min(8u, 2 * processes + shared.random.below(4));
  std::string text = "C random-" + std::to_string(seed) + "\n\n{ }\n\n";
  const std::vector<unsigned> counts = shares(shared.random, processes, accesses);
  for (unsigned i = 0; i < processes; ++i) text += process(i, counts[i], shared);
  return text + "exists (x=1 /\\ y=1)\n";
}

}  // namespace lockstep::litmus::axiomatic
