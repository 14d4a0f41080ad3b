// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/proof.h"

#include <algorithm>

#include "lockstep/base/workers.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/explore/machine.h"
#include "lockstep/memory/instrumentation.h"
#include "lockstep/program/text.h"
#include "lockstep/prove/checkpoint.h"
#include "lockstep/prove/part.h"

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
        programs_(count_programs(options.bound, options.operations &
                                                    supported_operations(reference) &
                                                    supported_operations(variant))) {}

  ProofResult run() {
    try {
      run_levels();
    } catch (const ReadsUninitialised&) {
      if (!is_refuted_with(Uninitialised::kOnes) && !is_refuted_with(Uninitialised::kZeros)) throw;
    }
    result_.watched_races = watches_races();
    return std::move(result_);
  }

 private:
  void run_levels() {
    const unsigned most = options_.bound.tasks * options_.bound.operations;
    for (unsigned operations = 1; operations <= most && go_on_; ++operations) {
      // All programs of the largest size include those of one operation less, which take long; they
      // are looked at by themselves only to find the smallest that refutes.
      if (is_at_once(method_) && operations + 1 == most && most > 2) continue;
      run_level(operations);
      const bool skipped = is_at_once(method_) && operations == most && most > 2;
      if (skipped && result_.refuting && !result_.unfinished) look_for_smaller(operations - 1);
    }
    if (!result_.refuting && go_on_) result_.verdict = Verdict::kUpheld;
    if (result_.refuting) result_.no_smaller_refutes = all_smaller_compared();
  }

  // A side reads memory that was never written: whatever that holds, they must not differ. That
  // they do not with one kind of it is no proof.
  bool is_refuted_with(Uninitialised what) {
    uninitialised_ = what;
    method_ = ProofMethod::kLockstep;
    go_on_ = true;
    result_ = {};
    run_levels();
    return result_.refuting.has_value();
  }

  // Compares all programs of this size, by the first method that can.
  void run_level(unsigned operations) {
    while (!run_level_by(method_, operations)) {
      result_.levels.pop_back();
      method_ = next_method();
      if (method_ == ProofMethod::kOutcomes && !can_go_one_by_one()) {
        result_.needs_smaller_bound = true;
        go_on_ = false;
        return;
      }
    }
  }

  // Histories are compared without looking at states in full.
  ProofMethod next_method() const {
    return method_ == ProofMethod::kLockstep && !options_.verify ? ProofMethod::kHistories
                                                                 : ProofMethod::kOutcomes;
  }

  bool can_go_one_by_one() const {
    return options_.bound.tasks <= 3 && options_.bound.objects == 1 && options_.bound.owners == 1;
  }

  void look_for_smaller(unsigned operations) {
    const std::optional<Program> larger = result_.refuting;
    result_.refuting.reset();
    run_level(operations);
    if (result_.refuting) return;
    if (result_.levels.back().operations == operations) {
      std::swap(result_.levels[result_.levels.size() - 2], result_.levels.back());
    }
    result_.refuting = larger;
  }

  // There is no level after one that is not complete, but for the one that refutes.
  bool all_smaller_compared() const {
    const std::size_t operations = count_operations(*result_.refuting);
    return operations == 1 || std::ranges::any_of(result_.levels, [&](const ProofLevel& level) {
             return level.complete && level.operations + 1 == operations;
           });
  }

  // False if this method cannot decide: the sides take different steps, or have other histories.
  bool run_level_by(ProofMethod method, unsigned operations) {
    std::vector<ProofPart> parts;
    for (const Configuration& configuration : options_.configurations) {
      for (const auto& objects : object_starts(options_.bound)) {
        parts.push_back({operations, method, configuration, objects, uninitialised_});
      }
    }
    const std::vector<PartResult> results = run_parts(parts);
    if (!result_.unfinished) result_.levels.push_back(level_of(operations, method, results));
    const auto refuting =
        std::ranges::find_if(results, [](const PartResult& r) { return !r.refuting.empty(); });
    if (refuting != results.end()) {
      result_.refuting = parse_program(refuting->refuting);
      result_.verdict = Verdict::kRefuted;
      go_on_ = false;
      return true;
    }
    if (result_.unfinished) {
      go_on_ = false;
      return true;
    }
    if (std::ranges::any_of(results, &PartResult::needs_other_method)) return false;
    go_on_ = result_.levels.back().complete;
    return true;
  }

  ProofLevel level_of(unsigned operations, ProofMethod method,
                      const std::vector<PartResult>& results) const {
    ProofLevel level;
    level.operations = operations;
    level.method = method;
    level.complete = std::ranges::all_of(results, &PartResult::complete);
    for (const PartResult& result : results) add_up(result, level);
    if (is_at_once(method)) {
      for (unsigned size = 0; size <= operations; ++size) level.programs += programs_[size];
      level.programs *= options_.configurations.size();
    }
    return level;
  }

  static void add_up(const PartResult& result, ProofLevel& level) {
    level.programs += result.programs;
    level.interleavings += result.interleavings;
    level.states += result.states;
    level.race_states += result.race_states;
    level.executions += result.executions;
    level.memory = std::max<std::size_t>(level.memory, result.memory);
    level.undecided += result.undecided;
  }

  // The results of those that were done, in the order of the parts: of all of them, or the level is
  // unfinished.
  std::vector<PartResult> run_parts(const std::vector<ProofPart>& parts) {
    std::vector<std::optional<PartResult>> results;
    results.reserve(parts.size());
    for (const ProofPart& part : parts) results.push_back(checkpoint_.find(part));
    const WorkersEnd end = run_unknown_parts(parts, results);
    std::vector<PartResult> done;
    for (std::optional<PartResult>& result : results) {
      if (result) done.push_back(std::move(*result));
    }
    if (done.size() != parts.size()) {
      result_.unfinished = {parts.front().operations,
                            parts.front().method,
                            parts.size(),
                            done.size(),
                            why_unfinished(end),
                            end.text};
    }
    return done;
  }

  WorkersEnd run_unknown_parts(const std::vector<ProofPart>& parts,
                               std::vector<std::optional<PartResult>>& results) {
    std::vector<std::size_t> left;
    std::vector<WorkerTask> tasks;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (results[i]) continue;
      left.push_back(i);
      tasks.push_back(task_for(parts[i]));
    }
    std::size_t done = parts.size() - left.size();
    WorkerListener listener;
    listener.on_result = [&](std::size_t task, const std::string& text) {
      PartResult& result = results[left[task]].emplace(parse_part_result(text));
      expect_no_problem(result);
      checkpoint_.add(parts[left[task]], result);
      ++done;
    };
    listener.on_progress = [&](const std::vector<std::uint64_t>& states) {
      ProofProgress progress = {parts.front().operations, done, parts.size(), 0};
      for (const std::uint64_t count : states) progress.states += count;
      on_progress_(progress);
    };
    listener.should_stop = [this] { return options_.interrupted() || time_is_over(); };
    return run_in_processes(tasks, options_.jobs, listener);
  }

  bool time_is_over() const { return options_.time && Clock::now() - start_ >= *options_.time; }

  UnfinishedLevel::Why why_unfinished(const WorkersEnd& end) const {
    using Why = UnfinishedLevel::Why;
    if (end.why != WorkersEnd::Why::kStopped) return Why::kProcesses;
    return options_.interrupted() ? Why::kInterrupted : Why::kTime;
  }

  WorkerTask task_for(const ProofPart& part) const {
    return {[this, part](const std::function<void(std::uint64_t)>& on_progress) {
      return print_part_result(try_part(part, on_progress));
    }};
  }

  PartResult try_part(const ProofPart& part,
                      const std::function<void(std::uint64_t)>& on_progress) const {
    PartResult result;
    try {
      return run_part(part, reference_, variant_, options_, on_progress);
    } catch (const NotReproducible& error) {
      result.problem = PartProblem::kNotReproducible;
      result.error = error.what();
    } catch (const ReadsUninitialised& error) {
      result.problem = PartProblem::kReadsUninitialised;
      result.error = error.name();
    } catch (const NotExplorable& error) {
      result.problem = PartProblem::kNotExplorable;
      result.error = error.what();
    } catch (const StateCollision& error) {
      result.problem = PartProblem::kStateCollision;
      result.error = error.what();
    }
    return result;
  }

  static void expect_no_problem(const PartResult& result) {
    switch (result.problem) {
      case PartProblem::kNone:
        return;
      case PartProblem::kNotReproducible:
        throw NotReproducible(result.error);
      case PartProblem::kNotExplorable:
        throw NotExplorable(result.error);
      case PartProblem::kReadsUninitialised:
        throw ReadsUninitialised(result.error);
      case PartProblem::kStateCollision:
        throw StateCollision(result.error);
    }
  }

  using Clock = std::chrono::steady_clock;

  const lockstep_implementation& reference_;
  const lockstep_implementation& variant_;
  const ProofOptions& options_;
  const std::function<void(const ProofProgress&)>& on_progress_;
  Checkpoint checkpoint_;
  const std::vector<InterleavingCount> programs_;  // by size, in one configuration
  Uninitialised uninitialised_ = Uninitialised::kAsLeft;
  ProofMethod method_ = ProofMethod::kLockstep;
  bool go_on_ = true;
  const Clock::time_point start_ = Clock::now();
  ProofResult result_;
};

}  // namespace

ProofResult prove(const lockstep_implementation& reference, const lockstep_implementation& variant,
                  const ProofOptions& options,
                  const std::function<void(const ProofProgress&)>& on_progress) {
  return Proof(reference, variant, options, on_progress).run();
}

}  // namespace lockstep
