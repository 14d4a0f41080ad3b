// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/program_count.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "lockstep/program/task_outlook.h"

namespace lockstep {
namespace {

using Count = InterleavingCount;
using Permutation = std::vector<unsigned>;

/// Numbers by how many operations they are about: polynomials.
using Counts = std::vector<Count>;

Counts product(const Counts& a, const Counts& b) {
  Counts result(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t k = 0; k < b.size(); ++k) result[i + k] += a[i] * b[k];
  }
  return result;
}

/// The same for `times` tasks that all do the same.
Counts stretched(const Counts& counts, std::size_t times) {
  Counts result((counts.size() - 1) * times + 1);
  for (std::size_t i = 0; i < counts.size(); ++i) result[i * times] = counts[i];
  return result;
}

std::vector<Permutation> permutations(unsigned size) {
  Permutation next(size);
  std::iota(next.begin(), next.end(), 0u);
  std::vector<Permutation> all;
  do all.push_back(next);
  while (std::next_permutation(next.begin(), next.end()));
  return all;
}

/// The permutation made so many times.
Permutation power(const Permutation& permutation, std::size_t times) {
  Permutation result(permutation.size());
  std::iota(result.begin(), result.end(), 0u);
  for (; times > 0; --times) {
    for (unsigned& image : result) image = permutation[image];
  }
  return result;
}

std::vector<std::size_t> cycle_lengths(const Permutation& permutation) {
  std::vector<std::size_t> lengths;
  std::vector<bool> seen(permutation.size());
  for (unsigned first = 0; first < permutation.size(); ++first) {
    if (seen[first]) continue;
    std::size_t length = 0;
    for (unsigned i = first; !seen[i]; i = permutation[i]) {
      seen[i] = true;
      ++length;
    }
    lengths.push_back(length);
  }
  return lengths;
}

/// What one task can do, by how many operations that is.
class Sequences {
 public:
  /// Only operations that both permutations leave as they are.
  Sequences(const Alphabet& alphabet, const Permutation& tasks, const Permutation& objects) {
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
      if (is_fixed(alphabet[i], tasks, objects)) operations_.push_back(alphabet[i]);
    }
  }

  Counts count(const TaskOutlook& outlook, unsigned most) {
    Counts counts(most + 1);
    for (unsigned length = 0; length <= most; ++length)
      counts[length] = count_exact(outlook, length);
    return counts;
  }

 private:
  static bool is_fixed(const Operation& operation, const Permutation& tasks,
                       const Permutation& objects) {
    const auto value = static_cast<unsigned>(operation.operands[0]);
    switch (info(operation.code).operands[0]) {
      case OperandKind::kTask:
        return tasks[value] == value;
      case OperandKind::kObject:
        return objects[value] == value;
      default:
        return true;
    }
  }

  Count count_exact(const TaskOutlook& outlook, unsigned length) {
    if (length == 0) return 1;
    const auto [known, is_new] = known_.try_emplace({outlook, length});
    if (!is_new) return known->second;
    Count sum = 0;
    for (const Operation& operation : operations_) {
      if (!outlook.may_make(operation)) continue;
      TaskOutlook next = outlook;
      next.make(operation);
      sum += count_exact(next, length - 1);
    }
    known_[{outlook, length}] = sum;
    return sum;
  }

  std::vector<Operation> operations_;
  std::map<std::pair<TaskOutlook, unsigned>, Count> known_;
};

bool is_fixed(const std::vector<ObjectStart>& start, const Permutation& objects) {
  for (std::size_t i = 0; i < start.size(); ++i) {
    if (!(start[objects[i]] == start[i])) return false;
  }
  return true;
}

/// Programs that are the same after both permutations.
Counts count_fixed(const ProgramBound& bound, const Alphabet& alphabet, const Permutation& tasks,
                   const Permutation& objects, const std::vector<ObjectStart>& start) {
  Program program;
  program.objects = start;
  const TaskOutlook outlook(program);
  Counts counts = {1};
  // Tasks of one cycle do the same, up to names, so one of them stands for all.
  for (const std::size_t length : cycle_lengths(tasks)) {
    Sequences sequences(alphabet, power(tasks, length), power(objects, length));
    counts = product(counts, stretched(sequences.count(outlook, bound.operations), length));
  }
  return counts;
}

std::vector<Permutation> exchanges_of_objects(const ProgramBound& bound) {
  std::vector<Permutation> all = permutations(bound.objects);
  if (!kObjectKind.interchangeable) all.resize(1);  // the first one changes nothing
  return all;
}

}  // namespace

std::vector<std::vector<ObjectStart>> object_starts(const ProgramBound& bound) {
  std::vector<std::vector<ObjectStart>> all = {{}};
  for (unsigned object = 0; object < bound.objects; ++object) {
    std::vector<std::vector<ObjectStart>> longer;
    for (const auto& start : all) {
      for (unsigned kind = 0; kind < 2 * bound.owners; ++kind) {
        longer.push_back(start);
        longer.back().push_back({kind % 2 == 0, static_cast<std::uint8_t>(kind / 2)});
      }
    }
    all = std::move(longer);
  }
  return all;
}

std::vector<InterleavingCount> count_programs(const ProgramBound& bound,
                                              const OperationSet& supported) {
  const Alphabet alphabet(bound, supported);
  Counts sum(std::size_t{bound.tasks} * bound.operations + 1);
  Count group = 0;
  for (const Permutation& tasks : permutations(bound.tasks)) {
    for (const Permutation& objects : exchanges_of_objects(bound)) {
      ++group;
      for (const auto& start : object_starts(bound)) {
        if (!is_fixed(start, objects)) continue;
        const Counts fixed = count_fixed(bound, alphabet, tasks, objects, start);
        for (std::size_t i = 0; i < fixed.size(); ++i) sum[i] += fixed[i];
      }
    }
  }
  for (Count& count : sum) count /= group;
  return sum;
}

}  // namespace lockstep
