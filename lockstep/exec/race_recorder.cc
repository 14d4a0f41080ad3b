// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/race_recorder.h"

#include "lockstep/exec/shared_objects.h"
#include "lockstep/memory/instrumentation.h"

namespace lockstep {
namespace {

// To forget takes about two milliseconds. These make that one part in a hundred.
constexpr std::uint64_t kMostRacesRemembered = 50;
constexpr std::uint64_t kMostStepsRemembered = 1'000'000;  // there are clocks for four million

}  // namespace

void SanitizerHistory::begin_execution(std::uint64_t progress) {
  if (races_ < kMostRacesRemembered && progress - begin_ < kMostStepsRemembered) return;
  forget_all_accesses();
  races_ = 0;
  begin_ = progress;
}

void RaceBuffer::take_over(const lockstep_objects& objects, const StaticObjects& statics,
                           std::vector<RaceRecord>& races) const {
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    races.push_back({name_place(objects, statics, races_[i][0].address), races_[i]});
  }
  std::sort(races.begin(), races.end());
  races.erase(std::unique(races.begin(), races.end()), races.end());
}

RaceRecorder::RaceRecorder(const Engine& engine, const lockstep_objects& objects)
    : engine_(engine),
      objects_(objects),
      detector_(engine.running(), &objects,
                lockstep_objects_task(const_cast<lockstep_objects*>(&objects), 0),
                lockstep_objects_size(), *this) {
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    const Fiber& fiber = engine.fiber(task);
    detector_.set_stack(task, fiber.stack_begin(), fiber.stack_end());
  }
}

void RaceRecorder::begin() {
  races_.clear();
  dependent_stores_.clear();
  access_stacks_.clear();
  history_.begin_execution(engine_.progress());
}

void RaceRecorder::watch(bool traced) {
  is_watched_ = true;
  detector_.tell_accesses(traced);
}

void RaceRecorder::end() {
  if (is_watched_ && (detector_.lost_some() || races_.lost_some())) ++executions_with_losses_;
  is_watched_ = false;
}

void RaceRecorder::take_over(const StaticObjects& statics, std::vector<RaceRecord>& races) const {
  if (!races_.empty()) races_.take_over(objects_, statics, races);
}

RacingAccess RaceRecorder::racing(const Access& access, const void* address) const {
  const bool traced = access.number <= access_stacks_.size();
  return {.write = is_write(access.kind),
          .atomic = !is_plain(access.kind),
          .address = address,
          .call_stack = traced ? access_stacks_[access.number - 1] : CallStack{}};
}

void RaceRecorder::on_race(const Access& earlier, const Access& later, const void* address) {
  races_.add(racing(earlier, address), racing(later, address));
}

void RaceRecorder::on_dependent_store(const Access& earlier, const Access& later,
                                      const void* address) {
  const auto kind = [](const Access& access) {
    return RacingPair::Kind{is_write(access.kind), !is_plain(access.kind)};
  };
  dependent_stores_.add(RacingPair::of(kind(earlier), kind(later), address));
}

void RaceRecorder::on_access(std::uint32_t /*number*/) {
  const Engine::OwnContext context(engine_);
  access_stacks_.push_back(capture_call_stack());
}

void RaceRecorder::note_report(const RacingAccess& a, const RacingAccess& b) {
  history_.note_race();
  if (++reported_ >= kMostRaceReports) Instrumentation::ask_sanitizer_no_more();
  const RacingPair pair = RacingPair::of(a, b);
  if (is_watched_ && !races_.has(pair) && !dependent_stores_.has(pair)) {
    ++only_reported_;
  }
}

}  // namespace lockstep
