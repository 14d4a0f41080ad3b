// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/random_programs.h"

#include "lockstep/program/generator.h"
#include "lockstep/program/program.h"

namespace lockstep {
namespace {

constexpr unsigned kLargePrograms = 8;  // one in this many is as large as programs can be

Program generate(Random& random, bool faults, const OperationSet& supported) {
  GeneratorLimits limits;
  if (random.one_in(kLargePrograms))
    limits = {kMaxTasks, kMaxOperationsPerTask, kMaxObjects, kOwnerCount};
  limits.faults = faults;
  limits.supported = supported;
  return generate_program(random, limits);
}

}  // namespace

RandomPrograms::RandomPrograms(const std::vector<NamedProgram>& corpus, bool faults,
                               const OperationSet& supported)
    : faults_(faults), supported_(supported), mutator_(faults, supported) {
  for (const NamedProgram& named : corpus) {
    const bool fits = faults || !has_fault(named.program);
    if (fits && supported.contains(named.program)) corpus_.push_back(&named.program);
  }
}

Program RandomPrograms::next(Random& random) {
  from_corpus_ = !from_corpus_ && !corpus_.empty();
  if (!from_corpus_) return generate(random, faults_, supported_);
  Program program = *corpus_[random.index(corpus_.size())];
  mutator_.mutate(random, program);
  name_tasks(program);
  return program;
}

}  // namespace lockstep
