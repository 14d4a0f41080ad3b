// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/crash_guard.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <stdexcept>
#include <system_error>
#include <vector>

namespace lockstep {
namespace {

constexpr long kTickNanoseconds = 25'000'000;
constexpr unsigned kIdleTicks = 5;  // 0.1 s of CPU time without a step; a step takes a microsecond
constexpr std::size_t kSignalStackSize = std::size_t{256} * 1024;

CrashGuard* current_guard = nullptr;

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

  std::vector<int> signals = crash_signals();
  signals.push_back(SIGVTALRM);
  handlers_.emplace(signals, &CrashGuard::handle, SignalHandlers::kForCrashes);
  start_watchdog();
}

CrashGuard::~CrashGuard() {
  timer_delete(watchdog_);
  handlers_.reset();
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

void CrashGuard::handle(int signal, siginfo_t* info, void* /*context*/) {
  CrashGuard& guard = *current_guard;
  if (guard.client_.may_crash()) {
    guard.on_signal(signal, *info);
    return;
  }
  if (signal != SIGVTALRM) guard.handlers_->leave_to_old(signal, *info);
}

void CrashGuard::on_signal(int signal, const siginfo_t& info) {
  if (signal == SIGVTALRM) {
    on_tick();
  } else if (signal == SIGSEGV && client_.is_stack_overflow(info.si_addr)) {
    client_.crash(CrashKind::kStackOverflow);
  } else {
    client_.crash(crash_kind_of(signal));
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
