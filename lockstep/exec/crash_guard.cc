// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/crash_guard.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <stdexcept>
#include <system_error>

// The C library's own sigaction. ThreadSanitizer replaces the public one by a version that delays
// asynchronous signals until the next system call, which an endless loop never makes.
extern "C" int __sigaction(int signal, const struct sigaction* action, struct sigaction* old);

namespace lockstep {
namespace {

constexpr long kTickNanoseconds = 25'000'000;
constexpr unsigned kIdleTicks = 5;  // 0.1 s of CPU time without a step; a step takes a microsecond
constexpr std::size_t kSignalStackSize = std::size_t{256} * 1024;

CrashGuard* current_guard = nullptr;

CrashKind kind_of(int signal) {
  switch (signal) {
    case SIGABRT:
      return CrashKind::kAbort;
    case SIGFPE:
      return CrashKind::kArithmetic;
    case SIGILL:
    case SIGTRAP:
      return CrashKind::kIllegalInstruction;
    default:
      return CrashKind::kBadAccess;
  }
}

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

CrashGuard::CrashGuard(Client& client) : client_(client), stack_(kSignalStackSize) {
  if (current_guard) throw std::logic_error("there is a CrashGuard already");
  current_guard = this;
  stack_t stack = {};
  stack.ss_sp = stack_.data();
  stack.ss_size = stack_.size();
  if (sigaltstack(&stack, &old_stack_) != 0) fail("sigaltstack");

  struct sigaction action = {};
  action.sa_sigaction = &CrashGuard::handle;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;  // a handler may never return
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    if (__sigaction(kSignals[i], &action, &old_actions_[i]) != 0) fail("sigaction");
  }
  start_watchdog();
}

CrashGuard::~CrashGuard() {
  timer_delete(watchdog_);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    __sigaction(kSignals[i], &old_actions_[i], nullptr);
  }
  sigaltstack(&old_stack_, nullptr);
  current_guard = nullptr;
}

void CrashGuard::start_watchdog() {
  sigevent event = {};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGVTALRM;
  event._sigev_un._tid = static_cast<pid_t>(syscall(SYS_gettid));
  if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &watchdog_) != 0) fail("timer_create");
  itimerspec tick = {};
  tick.it_value.tv_nsec = tick.it_interval.tv_nsec = kTickNanoseconds;
  timer_settime(watchdog_, 0, &tick, nullptr);
}

void CrashGuard::handle(int signal, siginfo_t* info, void* context) {
  CrashGuard& guard = *current_guard;
  if (guard.client_.may_crash()) {
    guard.on_signal(signal, *info);
    return;
  }
  if (signal == SIGVTALRM) return;
  // Not ours: let the old handler have it, by letting the instruction fault again or raising anew.
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    if (kSignals[i] == signal) __sigaction(signal, &guard.old_actions_[i], nullptr);
  }
  if (info->si_code <= 0) raise(signal);
  (void)context;
}

void CrashGuard::on_signal(int signal, const siginfo_t& info) {
  if (signal == SIGVTALRM) {
    on_tick();
  } else if (signal == SIGSEGV && client_.is_stack_overflow(info.si_addr)) {
    client_.crash(CrashKind::kStackOverflow);
  } else {
    client_.crash(kind_of(signal));
  }
}

void CrashGuard::on_tick() {
  const std::uint64_t progress = client_.progress();
  idle_ticks_ = progress == last_progress_ ? idle_ticks_ + 1 : 0;
  last_progress_ = progress;
  if (idle_ticks_ < kIdleTicks) return;
  idle_ticks_ = 0;
  client_.crash(CrashKind::kEndlessLoop);
}

}  // namespace lockstep
