// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/crash_guard.h"

#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "lockstep/exec/process_end.h"
#include "lockstep/sched/fiber_sanitizers.h"

namespace lockstep {
namespace {

constexpr long kTickNanoseconds = 25'000'000;
constexpr unsigned kIdleTicks = 5;  // 0.1 s of CPU time without a step; a step takes a microsecond
constexpr long kQuickTickNanoseconds = 4'000'000;  // from the first endless loop on
// A task that is interrupted inside ThreadSanitizer's runtime may hold locks there, which nobody
// would release if it was abandoned. It comes out again, most often at once: then its next access
// ends it, or the next look finds it elsewhere.
constexpr long kRetryNanoseconds = 1'000'000;
constexpr unsigned kMostRetries = 50;
constexpr time_t kHeapSeconds = 2;         // to allocate some memory takes a microsecond
constexpr std::size_t kSharedSize = 4096;  // of memory that no thread has a cache of its own for
constexpr std::size_t kSignalStackSize = std::size_t{256} * 1024;

// What the timers say of themselves to the handler.
enum class Timer : int { kWatchdog, kHeapWatchdog };

bool is_from(Timer timer, const siginfo_t& info) {
  return info.si_code == SI_TIMER && info.si_value.sival_int == static_cast<int>(timer);
}

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

std::uintptr_t interrupted_at(const void* context) {
  return static_cast<std::uintptr_t>(
      static_cast<const ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
}

}  // namespace

CrashKind crash_kind_of(int signal) {
  switch (signal) {
    case SIGABRT:
      return CrashKind::kAbort;
    case SIGFPE:
      return CrashKind::kArithmetic;
    case SIGILL:
    case SIGTRAP:
      return CrashKind::kIllegalInstruction;
    case SIGSYS:  // see process_end.h
      return CrashKind::kExit;
    default:
      return CrashKind::kBadAccess;
  }
}

CrashGuard::CrashGuard(Client& client) : client_(client), stack_(kSignalStackSize) {
  if (current_) throw std::logic_error("there is a CrashGuard already");
  current_ = this;
  stack_t stack = {};
  stack.ss_sp = stack_.data();
  stack.ss_size = stack_.size();
  if (sigaltstack(&stack, &old_stack_) != 0) fail("sigaltstack");

  std::vector<int> signals = crash_signals();
  signals.push_back(SIGVTALRM);
  handlers_.emplace(signals, &CrashGuard::handle, SignalHandlers::kForCrashes);
  start_watchdog();
}

CrashGuard::~CrashGuard() {
  block_watch_.reset();
  timer_delete(watchdog_);
  timer_delete(heap_watchdog_);
  handlers_.reset();
  sigaltstack(&old_stack_, nullptr);
  current_ = nullptr;
}

timer_t CrashGuard::make_timer(clockid_t clock, int number) {
  sigevent event = {};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGVTALRM;
  event.sigev_value.sival_int = number;
  event._sigev_un._tid = static_cast<pid_t>(syscall(SYS_gettid));
  timer_t timer = nullptr;
  if (timer_create(clock, &event, &timer) != 0) fail("timer_create");
  return timer;
}

void CrashGuard::start_watchdog() {
  watchdog_ = make_timer(CLOCK_THREAD_CPUTIME_ID, static_cast<int>(Timer::kWatchdog));
  heap_watchdog_ = make_timer(CLOCK_MONOTONIC, static_cast<int>(Timer::kHeapWatchdog));
  tick_every(kTickNanoseconds);
  block_watch_.emplace(client_, SIGVTALRM);
}

void CrashGuard::tick_every(long nanoseconds) {
  itimerspec tick = {};
  tick.it_value.tv_nsec = tick.it_interval.tv_nsec = nanoseconds;
  timer_settime(watchdog_, 0, &tick, nullptr);
}

void CrashGuard::handle(int signal, siginfo_t* info, void* context) {
  CrashGuard& guard = *current_;
  if (guard.client_.may_crash()) {
    guard.on_signal(signal, *info, interrupted_at(context));
    return;
  }
  const bool heap_is_locked = signal == SIGVTALRM && is_from(Timer::kHeapWatchdog, *info);
  if (signal == SIGVTALRM && !heap_is_locked) return;
  end_for_crash(signal);
  if (heap_is_locked) std::abort();
  guard.handlers_->leave_to_old(signal, *info);
}

void CrashGuard::on_signal(int signal, const siginfo_t& info, std::uintptr_t interrupted) {
  if (signal == SIGVTALRM && info.si_code != SI_TIMER) {
    if (!block_watch_->has_noticed()) return;
    if (sanitizers::may_be_in_runtime(interrupted)) end_for_wait_in_tsan();
    client_.crash(CrashKind::kBlocks);
  } else if (signal == SIGVTALRM) {
    on_tick(interrupted);
  } else if (signal == SIGSEGV && client_.is_stack_overflow(info.si_addr)) {
    client_.crash(CrashKind::kStackOverflow);
  } else {
    client_.crash(crash_kind_of(signal));
  }
}

void CrashGuard::on_tick(std::uintptr_t interrupted) {
  const std::uint64_t progress = client_.progress();
  const bool is_idle = progress == last_progress_;
  last_progress_ = progress;
  if (!is_idle && idle_ticks_ >= kIdleTicks) tick_every(kTickNanoseconds);  // it was no loop
  idle_ticks_ = is_idle ? idle_ticks_ + 1 : 0;
  if (idle_ticks_ < kIdleTicks) return;
  if (sanitizers::may_be_in_runtime(interrupted) && idle_ticks_ < kIdleTicks + kMostRetries) {
    client_.stop_at_next_access();
    tick_every(kRetryNanoseconds);
    return;
  }
  end_loop();
}

void CrashGuard::expect_working_heap() {
  itimerspec time = {};
  time.it_value.tv_sec = kHeapSeconds;
  timer_settime(heap_watchdog_, 0, &time, nullptr);
  void* volatile memory = std::malloc(kSharedSize);
  std::free(memory);
  time = {};
  timer_settime(heap_watchdog_, 0, &time, nullptr);
}

void CrashGuard::end_loop() {
  idle_ticks_ = 0;
  tick_every(kQuickTickNanoseconds);
  client_.crash(CrashKind::kEndlessLoop);
  __builtin_unreachable();  // GCC does not see that a virtual function never returns
}

}  // namespace lockstep
