// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/proof.h"

#include <algorithm>

#include "lockstep/exec/supported_operations.h"
#include "lockstep/explore/machine.h"
#include "lockstep/program/text.h"
#include "lockstep/prove/checkpoint.h"
#include "lockstep/prove/part.h"
#include "lockstep/prove/workers.h"

namespace lockstep {
namespace {

class Proof {
 public:
  Proof(const lockstep_implementation& reference, const lockstep_implementation& variant,
        const ProofOptions& options, const std::function<void(const ProofProgress&)>& on_progress)
      : reference_(reference),
        variant_(variant),
        options_(options),
        on_progress_(on_progress),
        checkpoint_(options.checkpoint, options.identity),
        programs_(count_programs(
            options.bound, supported_operations(reference) & supported_operations(variant))) {}

  ProofResult run() {
    const unsigned most = options_.bound.tasks * options_.bound.operations;
    for (unsigned operations = 1; operations <= most && go_on_; ++operations) {
      // All programs of the largest size include those of one operation less, which take long; they
      // are looked at by themselves only to find the smallest that refutes.
      if (method_ == ProofMethod::kLockstep && operations + 1 == most && most > 2) continue;
      run_level(operations);
      if (result_.refuting && method_ == ProofMethod::kLockstep && operations == most && most > 2) {
        look_for_smaller(operations - 1);
      }
    }
    if (!result_.refuting && go_on_) result_.verdict = Verdict::kUpheld;
    return std::move(result_);
  }

 private:
  // Compares all programs of this size; one by one if the sides turn out to take different steps.
  void run_level(unsigned operations) {
    if (method_ == ProofMethod::kLockstep && !run_level_by(ProofMethod::kLockstep, operations)) {
      method_ = ProofMethod::kOutcomes;
      result_.levels.pop_back();
      if (options_.bound.tasks > 3 || options_.bound.vmas > 1 || options_.bound.mms > 1) {
        result_.needs_smaller_bound = true;
        go_on_ = false;
        return;
      }
    }
    if (method_ == ProofMethod::kOutcomes) run_level_by(ProofMethod::kOutcomes, operations);
  }

  void look_for_smaller(unsigned operations) {
    const std::optional<Program> larger = result_.refuting;
    result_.refuting.reset();
    run_level(operations);
    if (!result_.refuting) {
      std::swap(result_.levels[result_.levels.size() - 2], result_.levels.back());
      result_.refuting = larger;
    }
  }

  // False if the sides take different steps.
  bool run_level_by(ProofMethod method, unsigned operations) {
    std::vector<ProofPart> parts;
    for (const Configuration& configuration : options_.configurations) {
      for (const auto& vmas : vma_starts(options_.bound)) {
        parts.push_back({operations, method, configuration, vmas});
      }
    }
    const std::vector<PartResult> results = run_parts(parts);
    ProofLevel level;
    level.operations = operations;
    level.method = method;
    level.complete = std::ranges::all_of(results, &PartResult::complete);
    for (const PartResult& result : results) add_up(result, level);
    if (method == ProofMethod::kLockstep) {
      for (unsigned size = 0; size <= operations; ++size) level.programs += programs_[size];
      level.programs *= options_.configurations.size();
    }
    result_.levels.push_back(level);
    const auto refuting =
        std::ranges::find_if(results, [](const PartResult& r) { return !r.refuting.empty(); });
    if (refuting != results.end()) {
      result_.refuting = parse_program(refuting->refuting);
      result_.verdict = Verdict::kRefuted;
      go_on_ = false;
      return true;
    }
    if (std::ranges::any_of(results, &PartResult::other_steps)) return false;
    go_on_ = level.complete;
    return true;
  }

  static void add_up(const PartResult& result, ProofLevel& level) {
    level.programs += result.programs;
    level.interleavings += result.interleavings;
    level.states += result.states;
    level.executions += result.executions;
    level.memory = std::max<std::size_t>(level.memory, result.memory);
    level.undecided += result.undecided;
  }

  std::vector<PartResult> run_parts(const std::vector<ProofPart>& parts) {
    std::vector<PartResult> results(parts.size());
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (const auto known = checkpoint_.find(parts[i])) {
        results[i] = *known;
      } else {
        left.push_back(i);
      }
    }
    std::vector<WorkerTask> tasks;
    tasks.reserve(left.size());
    for (const std::size_t i : left) tasks.push_back(task_for(parts[i]));
    std::size_t done = parts.size() - left.size();
    WorkerListener listener;
    listener.on_result = [&](std::size_t task, const std::string& text) {
      results[left[task]] = parse_part_result(text);
      expect_no_error(results[left[task]]);
      checkpoint_.add(parts[left[task]], results[left[task]]);
      ++done;
    };
    listener.on_progress = [&](const std::vector<std::uint64_t>& states) {
      ProofProgress progress = {parts.front().operations, done, parts.size(), 0};
      for (const std::uint64_t count : states) progress.states += count;
      on_progress_(progress);
    };
    run_in_processes(tasks, options_.jobs, listener);
    return results;
  }

  WorkerTask task_for(const ProofPart& part) const {
    return {[this, part](const std::function<void(std::uint64_t)>& on_progress) {
      PartResult result;
      try {
        result = run_part(part, reference_, variant_, options_, on_progress);
      } catch (const NotReproducible& error) {
        result.error = error.what();
        result.keeps_state = true;
      } catch (const NotExplorable& error) {
        result.error = error.what();
      }
      return print_part_result(result);
    }};
  }

  static void expect_no_error(const PartResult& result) {
    if (result.error.empty()) return;
    if (result.keeps_state) throw NotReproducible(result.error);
    throw NotExplorable(result.error);
  }

  const lockstep_implementation& reference_;
  const lockstep_implementation& variant_;
  const ProofOptions& options_;
  const std::function<void(const ProofProgress&)>& on_progress_;
  Checkpoint checkpoint_;
  const std::vector<InterleavingCount> programs_;  // by size, in one configuration
  ProofMethod method_ = ProofMethod::kLockstep;
  bool go_on_ = true;
  ProofResult result_;
};

}  // namespace

ProofResult prove(const lockstep_implementation& reference, const lockstep_implementation& variant,
                  const ProofOptions& options,
                  const std::function<void(const ProofProgress&)>& on_progress) {
  return Proof(reference, variant, options, on_progress).run();
}

}  // namespace lockstep
