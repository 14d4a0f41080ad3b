// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_search.h"

#include <tsl/robin_set.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>

#include "lockstep/explore/machine.h"
#include "lockstep/explore/outcome_match.h"
#include "lockstep/sched/depth_first.h"
#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostNearest = 64;

// How far other executions may be from what is wanted, one try after the other.
constexpr std::array<unsigned, 5> kDistances = {1, 2, 3, 5, 8};

constexpr unsigned kAny = std::numeric_limits<unsigned>::max();

// An implementation that makes one more access, or one less, is looked for among so many.
constexpr unsigned kStepsToSkip = 3;

}  // namespace

/// Where the other implementation makes the same access twice and this one once: which is it?
enum class Repeated : std::uint8_t { kFirst, kLast };

/// Follows the steps of another implementation as closely as one that takes a few more, or a few
/// less, can.
class Guide {
 public:
  Guide(const Executor& executor, const StepLog& steps, Repeated repeated)
      : executor_(executor), steps_(steps), repeated_(repeated) {}

  void restart() { next_ = 0; }

  /// The choice to take, of one of `enabled`.
  Choice suggest(TaskSet enabled, unsigned running) {
    // The other one's callers looked at once.
    consumes_ = !is_looking(running);
    if (!consumes_ && enabled.contains(running)) return Choice::of_task(running);
    for (; next_ < steps_.size(); ++next_) {
      const Step step = steps_[next_];
      if (!enabled.contains(step.task())) continue;
      const Step announced = executor_.announced(step.task());
      if (!announced.object()) return step.choice();
      if (same_access(announced, step)) {
        if (repeated_ == Repeated::kFirst || !is_repeated()) return step.choice();
        continue;
      }
      if (comes_soon(announced)) continue;
      consumes_ = false;
      return step.choice();
    }
    return ReplayScheduler::go_on(enabled, running);
  }

  /// What was chosen after suggest().
  void note_choice(Choice choice) {
    if (next_ == steps_.size() || steps_[next_].choice() != choice) return;
    if (consumes_ && !is_looking(choice.task())) ++next_;
  }

 private:
  // A look is no step of the other one.
  bool is_looking(unsigned task) const { return task != kNoTask && executor_.is_looking(task); }

  static bool same_access(Step a, Step b) {
    return a.object() == b.object() && a.kind() == b.kind();
  }

  // Whether the task's next step is the same access.
  bool is_repeated() const {
    const Step step = steps_[next_];
    const auto* const later = std::find_if(steps_.begin() + next_ + 1, steps_.end(),
                                           [&](Step other) { return other.task() == step.task(); });
    return later != steps_.end() && same_access(*later, step);
  }

  bool comes_soon(Step announced) const {
    unsigned seen = 0;
    for (std::uint32_t i = next_ + 1; i < steps_.size() && seen < kStepsToSkip; ++i) {
      if (steps_[i].task() != announced.task()) continue;
      if (same_access(steps_[i], announced)) return true;
      ++seen;
    }
    return false;
  }

  const Executor& executor_;
  const StepLog& steps_;
  const Repeated repeated_;
  std::uint32_t next_ = 0;
  bool consumes_ = true;
};

/// Executions that differ in at most so many things, depth first: those that turn away from the
/// guide so often, or all (limited discrepancy search; Harvey, Ginsberg, IJCAI 1995).
class OutcomeSearch::Walk final : private Scheduler {
 public:
  struct Options {
    unsigned most_differences = 0;
    unsigned most_turns = kAny;
    Repeated repeated = Repeated::kFirst;
    Executor::Looks looks = Executor::Looks::kAtOnce;
  };

  Walk(OutcomeSearch& search, const Options& options)
      : search_(search),
        options_(options),
        match_(search.wanted_),
        guide_(search.executor_, search.wanted_.steps, options.repeated) {}

  /// Goes on to the next one. False if there are no more, or the limits were met.
  bool next(const ExploreLimits& limits) {
    do {
      if (has_begun_ && !go_back()) return false;
      if (cost_ > limits.cost || visited_.size() > limits.states) return limits_met_ = true, false;
      if (limits.stop && limits.stop(search_.executions_)) return limits_met_ = true, false;
      run();
    } while (stopped_ || match_.differences() > options_.most_differences);
    return true;
  }

  bool limits_met() const { return limits_met_; }
  /// Whether a schedule leads from a state back to it. Only looked at if that is how what is wanted
  /// may have come about.
  bool goes_round() const { return goes_round_; }
  const Observation& observation() const { return observation_; }
  unsigned differences() const { return match_.differences(); }

 private:
  struct Frame {
    Choice chosen;
    TaskSet untried;
    unsigned turns = 0;  // away from the guide, before this choice
    Choice suggested;
    StateKey key;
  };

  void run() {
    has_begun_ = true;
    Executor& executor = search_.executor_;
    executor.watch(Executor::Watch::kStates);
    executor.look(options_.looks);
    executor.run(search_.program_, search_.implementation_, *this, observation_);
    executor.look(Executor::Looks::kAtOnce);
    executor.watch(Executor::Watch::kNothing);
    if (executor.states().touched_foreign_memory())
      throw SharesMemory(search_.implementation_.name);
    if (off_path_) throw NotReproducible("the same choices led to another state than before");
    ++search_.executions_;
    cost_ += cost_of(observation_);
    if (!stopped_) match_.take_over_end(observation_);
  }

  void begin(unsigned /*tasks*/) override {
    choices_ = 0;
    stopped_ = false;
    off_path_ = false;
    match_.restart();
    guide_.restart();
  }

  Choice pick(TaskSet enabled, unsigned running) override {
    match_.take_over(observation_);
    if (match_.differences() > options_.most_differences) return stop();
    const Choice suggested = guide_.suggest(enabled, running);
    if (choices_ == frames_.size() && !add_frame(enabled, suggested)) return stop();
    const Choice chosen = frames_[choices_++].chosen;
    if (!enabled.contains(chosen.task())) {
      off_path_ = true;  // a task is no place to throw from
      return stop();
    }
    guide_.note_choice(chosen);
    return chosen;
  }

  Choice stop() {
    stopped_ = true;
    return {};
  }

  // False if the rest was tried before.
  bool add_frame(TaskSet enabled, Choice suggested) {
    const auto context = search_.executor_.own_context();
    words_.clear();
    search_.executor_.write_state(state_);
    state_.append_to(words_);
    words_.push_back(match_.identity());
    const unsigned turns = frames_.empty() ? 0 : turns_behind(frames_.back());
    if (options_.most_turns != kAny) words_.push_back(turns);
    const StateKey key = hash_state(words_);
    if (!visited_.insert(key).second) {
      goes_round_ |= is_endless() && std::ranges::find(frames_, key, &Frame::key) != frames_.end();
      return false;
    }
    enabled.erase(suggested.task());
    if (turns >= options_.most_turns) enabled = TaskSet();
    frames_.push_back({suggested, enabled, turns, suggested, key});
    return true;
  }

  bool is_endless() const { return search_.wanted_.final.end == End::kOutOfSteps; }

  static unsigned turns_behind(const Frame& frame) {
    return frame.turns + (frame.chosen == frame.suggested ? 0 : 1);
  }

  bool go_back() {
    return lockstep::go_back(frames_, [this] { frames_.pop_back(); });
  }

  OutcomeSearch& search_;
  const Options options_;
  OutcomeMatch match_;
  Guide guide_;
  std::vector<Frame> frames_;
  std::size_t choices_ = 0;
  bool has_begun_ = false;
  bool stopped_ = false;
  bool off_path_ = false;
  bool limits_met_ = false;
  bool goes_round_ = false;
  std::uint64_t cost_ = 0;
  Observation observation_;
  StateWords state_;
  std::vector<std::uint64_t> words_;
  tsl::robin_set<StateKey, StateKeyHash> visited_;
};

OutcomeSearch::OutcomeSearch(Executor& executor, const Program& program,
                             const lockstep_implementation& implementation,
                             const Observation& wanted)
    : executor_(executor), program_(program), implementation_(implementation), wanted_(wanted) {}

OutcomeSearch::Answer OutcomeSearch::can_show(const ExploreLimits& limits) {
  Walk::Options options = {.looks = Executor::Looks::kAsSteps};
  for (const unsigned turns : {0u, 1u, kAny}) {
    for (const Repeated repeated : {Repeated::kFirst, Repeated::kLast}) {
      options.most_turns = turns;
      options.repeated = repeated;
      Walk walk(*this, options);
      if (walk.next(limits)) return Answer::kCan;
      if (turns != kAny) continue;
      return walk.limits_met() || walk.goes_round() ? Answer::kUnknown : Answer::kCannot;
    }
  }
  return Answer::kUnknown;
}

std::vector<NearOutcome> OutcomeSearch::find_nearest(const ExploreLimits& limits) {
  std::vector<NearOutcome> nearest;
  for (const unsigned distance : kDistances) {
    Walk walk(*this, {.most_differences = distance});
    std::set<OutcomeDigest> met;
    while (met.size() < kMostNearest && walk.next(limits)) {
      if (!met.insert(digest_outcome(walk.observation())).second) continue;
      nearest.push_back({walk.observation().compact(), walk.differences()});
    }
    if (!nearest.empty()) break;
  }
  if (nearest.empty()) {
    Walk walk(*this, {.most_differences = kAny});
    walk.next({});
    nearest.push_back({walk.observation().compact(), walk.differences()});
  }
  const unsigned least = std::ranges::min(nearest, {}, &NearOutcome::differences).differences;
  std::erase_if(nearest, [&](const NearOutcome& near) { return near.differences != least; });
  return nearest;
}

}  // namespace lockstep
