// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/memory/memory_model.h"
#include "lockstep/memory/race_state.h"
#include "lockstep/memory/real_atomics.h"

namespace lockstep {

/// Sequential consistency, "sc": a read returns the latest write, which lies in real memory. Tasks
/// take turns on one thread, so plain loads and stores would do. In builds with ThreadSanitizer,
/// accesses are atomic ones of its runtime, with the kernel's order: it sees the true edges.
class SequentialMemory final : public MemoryModel {
 public:
  /// The detector must outlive this.
  explicit SequentialMemory(RaceDetector& detector) : detector_(detector) {}

  /// Whether the detector is told of the accesses of executions that begin from now on.
  void watch(bool on) { is_watched_ = on; }

  /// Who else is told of plain accesses from now on, until the execution ends. Must outlive it.
  void tell_plain_accesses(PlainAccessSink& sink);

  void begin() override;
  void end() override;

  /// As MemoryModel does, with calls that need not be looked up.
  [[gnu::always_inline]] unsigned long perform(const Request& request) {
    return perform_on(*this, request);
  }

  unsigned long load(const Request& request) override {
    if (is_watched_) [[unlikely]]
      note(request, AccessKind::kMarkedRead);
    return with_sized(request, [&](const auto* object) -> unsigned long {
#if defined(LOCKSTEP_TSAN)
      return real_load(object, request.form.order);
#else
      return *object;
#endif
    });
  }

  void store(const Request& request) override {
    if (is_watched_) [[unlikely]]
      note(request, AccessKind::kMarkedWrite);
    with_sized(request, [&]<typename Value>(volatile Value* object) {
      const auto value = static_cast<Value>(request.operand);
#if defined(LOCKSTEP_TSAN)
      real_store(object, value, request.form.order);
#else
      *object = value;
#endif
    });
  }

  unsigned long update(const Request& request) override {
    return with_sized(request, [&]<typename Value>(volatile Value* object) -> unsigned long {
      const Value before = *object;
      const Stored<Value> after = outcome<Value>(request, before);
      if (is_watched_) [[unlikely]]
        note_update(request, after.is_stored);
#if defined(LOCKSTEP_TSAN)
      return update_really(object, request);
#else
      if (after.is_stored) *object = after.value;
      return before;
#endif
    });
  }

  void fence(int order) override;
  void plain(AccessKind kind, const volatile void* address, std::size_t size) override;
  void write_state(TaskSet unfinished, RaceState& state) const override {
    if (is_watched_) {
      detector_.write_state(unfinished, state);
    } else {
      state.clear();
    }
  }

 private:
  void note(const Request& request, AccessKind kind);
  void note_update(const Request& request, bool stored);

  RaceDetector& detector_;
  bool is_watched_ = false;
  PlainAccessSink* plain_sink_ = nullptr;
};

}  // namespace lockstep
