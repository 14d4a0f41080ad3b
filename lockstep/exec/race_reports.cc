// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/race_reports.h"

#if defined(LOCKSTEP_TSAN)

#include <sanitizer/tsan_interface.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "lockstep/exec/engine_hooks.h"
#include "lockstep/exec/process_end.h"
#include "lockstep/sched/fiber_sanitizers.h"

// ThreadSanitizer's interface for debuggers; there is no public header for it.
extern "C" {
int __tsan_get_report_data(void* report, const char** description, int* count, int* stack_count,
                           int* mop_count, int* loc_count, int* mutex_count, int* thread_count,
                           int* unique_tid_count, void** sleep_trace, unsigned long trace_size);
int __tsan_get_report_mop(void* report, unsigned long index, int* tid, void** address, int* size,
                          int* write, int* atomic, void** trace, unsigned long trace_size);
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
void AnnotateIgnoreWritesBegin(const char* file, int line);
void AnnotateIgnoreWritesEnd(const char* file, int line);
}

// Parts of its runtime, which is linked in. MemoryResetRange() is the only way to reset memory that
// is not allocated anew; it does not look at the thread. FlushShadowMemory() resets all, histories
// and clocks too.
namespace __tsan {
class ReportDesc;
struct ThreadState;
bool OnReport(const ReportDesc* description, bool suppressed);
void MemoryResetRange(ThreadState* thread, unsigned long program_counter, unsigned long address,
                      unsigned long size);
void FlushShadowMemory();
}  // namespace __tsan

namespace {

using lockstep::CallStack;
using lockstep::EngineHooks;
using lockstep::RacingAccess;

bool is_data_race(void* report, int* accesses) {
  const char* description = nullptr;
  int ignored = 0;
  void* sleep_trace = nullptr;
  __tsan_get_report_data(report, &description, &ignored, &ignored, accesses, &ignored, &ignored,
                         &ignored, &ignored, &sleep_trace, 0);
  return std::string_view(description) == "data-race";
}

RacingAccess read_access(void* report, unsigned long index) {
  int tid = 0;
  int size = 0;
  int write = 0;
  int atomic = 0;
  void* address = nullptr;
  CallStack stack = {};
  std::array<void*, stack.size()> trace = {};
  __tsan_get_report_mop(report, index, &tid, &address, &size, &write, &atomic, trace.data(),
                        trace.size());
  const auto outermost = std::ranges::find(trace, &lockstep::sanitizers::kOutermostCall);
  std::copy(trace.begin(), outermost, stack.begin());
  return {write != 0, atomic != 0, address, stack};
}

}  // namespace

extern "C" {

// Every race of every execution is reported, and only to us; symbols are looked up when a finding
// is shown, not before. What it reports to us does not count for its exit status: that is for when
// it gives up. Its own thread would take the lock of reports now and then, to forget symbols: a
// process that is forked at this moment has that lock taken for ever.
const char* __tsan_default_options() {
  lockstep::say_why_tsan_dies();
  static_assert(lockstep::kTsanDeathStatus == 3);
  return "suppress_equal_stacks=0:suppress_equal_addresses=0:symbolize=0:report_thread_leaks=0:"
         "report_signal_unsafe=0:detect_deadlocks=0:handle_segv=0:handle_sigbus=0:handle_abort=0:"
         "handle_sigill=0:handle_sigfpe=0:exitcode=3:atexit_sleep_ms=0:"
         "flush_symbolizer_ms=0";
}

}  // extern "C"

namespace __tsan {

// What ThreadSanitizer asks before it prints a report: true if it need not. Like
// __tsan_on_report(), but that comes after the text, which takes a millisecond and is for nobody.
bool OnReport(const ReportDesc* description, bool /*suppressed*/) {
  auto* const report = const_cast<ReportDesc*>(description);
  int accesses = 0;
  if (!is_data_race(report, &accesses) || accesses != 2) return true;
  if (EngineHooks* const hooks = EngineHooks::current) {
    hooks->on_race(read_access(report, 0), read_access(report, 1));
  }
  return true;
}

}  // namespace __tsan

namespace lockstep {

bool has_thread_sanitizer() { return true; }

void forget_accesses(const void* begin, const void* end) {
  constexpr std::uintptr_t kWord = 8;  // what it keeps a record for
  const std::uintptr_t first = reinterpret_cast<std::uintptr_t>(begin) & ~(kWord - 1);
  const std::uintptr_t last = (reinterpret_cast<std::uintptr_t>(end) + kWord - 1) & ~(kWord - 1);
  __tsan::MemoryResetRange(nullptr, 0, first, last - first);
}

void forget_all_accesses() { __tsan::FlushShadowMemory(); }

UnwatchedThread::UnwatchedThread() {
  AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
  AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
}

UnwatchedThread::~UnwatchedThread() {
  AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
  AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
}

}  // namespace lockstep

#else

namespace lockstep {

bool has_thread_sanitizer() { return false; }

void forget_accesses(const void* /*begin*/, const void* /*end*/) {}

void forget_all_accesses() {}

UnwatchedThread::UnwatchedThread() = default;
UnwatchedThread::~UnwatchedThread() = default;

}  // namespace lockstep

#endif
