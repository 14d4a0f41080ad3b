// SPDX-License-Identifier: GPL-2.0-only
#include <sys/mman.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <numeric>
#include <optional>
#include <system_error>

#include "lockstep/base/workers.h"
#include "lockstep/check/check.h"
#include "lockstep/check/share_result.h"

namespace lockstep {
namespace {

/// The last share that is wanted, in memory that the processes of all shares have in common.
class LastWanted {
 public:
  LastWanted() : last_(new (map()) std::atomic<int>(kShares)) {}
  ~LastWanted() { munmap(last_, sizeof(*last_)); }
  LastWanted(const LastWanted&) = delete;
  LastWanted& operator=(const LastWanted&) = delete;

  void end_all() { *last_ = -1; }
  /// The shares behind this one are not wanted any more.
  void end_behind(unsigned share) {
    int last = *last_;
    while (static_cast<int>(share) < last &&
           !last_->compare_exchange_weak(last, static_cast<int>(share))) {
    }
  }
  bool is_wanted(unsigned share) const { return static_cast<int>(share) <= *last_; }

 private:
  static void* map() {
    void* const memory = mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
    return memory;
  }

  std::atomic<int>* const last_;
};

class SharedCheck {
 public:
  SharedCheck(const lockstep_implementation& reference, const lockstep_implementation& variant,
              const CheckOptions& options, unsigned jobs, const CheckListener& listener)
      : reference_(reference),
        variant_(variant),
        options_(options),
        jobs_(std::min(jobs, kShares)),
        listener_(listener),
        results_(kShares) {}

  CheckResult run() {
    const WorkersEnd end = run_shares();
    Executor executor;
    KnownDiscrepancies known = options_.known;
    PairRunner pair(executor, reference_, variant_, &known);
    CheckResult result = result_of_nothing(pair, options_);
    merge_results(wanted_results(), pair, result);
    if (end.why != WorkersEnd::Why::kDone) result.lost = end.text;
    result.interrupted |= options_.interrupted();
    result.verdict = conclude(result);
    for (const auto* const list : result.lists()) {
      for (const Discrepancy& found : *list) listener_.on_found(found);
    }
    return result;
  }

 private:
  WorkersEnd run_shares() {
    std::vector<WorkerTask> tasks;
    for (unsigned share = 0; share < kShares; ++share) tasks.push_back(task_for(share));
    WorkerListener listener;
    listener.on_result = [this](std::size_t share, const std::string& line) {
      results_[share] = parse_share_result(line);
      done_pairs_ += results_[share]->totals.pairs();
    };
    listener.on_progress = [this](const std::vector<std::uint64_t>& pairs) {
      note_progress(std::accumulate(pairs.begin(), pairs.end(), done_pairs_));
    };
    // They end by themselves then, with what they have.
    listener.should_stop = [this] {
      if (options_.interrupted()) last_wanted_.end_all();
      return false;
    };
    return run_in_processes(tasks, jobs_, listener);
  }

  WorkerTask task_for(unsigned share) {
    return {[this, share](const std::function<void(std::uint64_t)>& tell) {
      Executor executor;
      CheckListener listener = listener_;
      listener.on_progress = [&, next = std::uint64_t{0}](const Progress& progress) mutable {
        if (progress.pairs < next) return;
        next = progress.pairs + kPairsPerProgress;
        tell(progress.pairs);
      };
      const CheckResult result = check(executor, reference_, variant_, options_of(share), listener);
      if (options_.stop_at_first && result.verdict == Verdict::kRefuted)
        last_wanted_.end_behind(share);
      return print_share_result(result);
    }};
  }

  CheckOptions options_of(unsigned share) const {
    CheckOptions options = options_;
    options.share = {share, kShares};
    if (options.runs) options.runs = options.share.part_of(*options.runs);
    options.time = time_for(share);
    options.interrupted = [this, share] { return !last_wanted_.is_wanted(share); };
    return options;
  }

  // What is left goes to those that are still to come, but for a little to explain what they find.
  std::chrono::milliseconds time_for(unsigned share) const {
    const unsigned rounds = (kShares - share + jobs_ - 1) / jobs_;
    const auto left = options_.time * kSearchingPercent / 100 - (Clock::now() - start_);
    return std::max(std::chrono::milliseconds(1),
                    std::chrono::duration_cast<std::chrono::milliseconds>(left / rounds));
  }

  void note_progress(std::uint64_t pairs) const {
    Progress progress;
    progress.phase = "all phases";
    progress.pairs = pairs;
    for (const auto& result : results_) {
      if (result) progress.discrepancies += result->discrepancies.size();
    }
    listener_.on_progress(progress);
  }

  // In order, up to the first that ended the check.
  std::vector<ShareResult> wanted_results() const {
    std::vector<ShareResult> wanted;
    for (unsigned share = 0; share < kShares; ++share) {
      if (results_[share] && (last_wanted_.is_wanted(share) || options_.interrupted())) {
        wanted.push_back(*results_[share]);
      }
    }
    return wanted;
  }

  using Clock = std::chrono::steady_clock;
  static constexpr std::uint64_t kPairsPerProgress = 1'000;
  static constexpr unsigned kSearchingPercent = 90;

  const lockstep_implementation& reference_;
  const lockstep_implementation& variant_;
  const CheckOptions& options_;
  const unsigned jobs_;
  const CheckListener& listener_;
  const Clock::time_point start_ = Clock::now();
  LastWanted last_wanted_;
  std::vector<std::optional<ShareResult>> results_;
  std::uint64_t done_pairs_ = 0;
};

}  // namespace

CheckResult check_in_shares(const lockstep_implementation& reference,
                            const lockstep_implementation& variant, const CheckOptions& options,
                            unsigned jobs, const CheckListener& listener) {
  return SharedCheck(reference, variant, options, jobs, listener).run();
}

}  // namespace lockstep
