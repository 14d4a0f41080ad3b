// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/process_end.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <threads.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "lockstep/base/messages.h"
#include "lockstep/base/quote.h"
#include "lockstep/base/signal_handlers.h"
#include "lockstep/exec/engine_hooks.h"

#if defined(LOCKSTEP_ASAN)
#include <sanitizer/lsan_interface.h>
constexpr bool kHasAddressSanitizer = true;
#else
constexpr bool kHasAddressSanitizer = false;
#endif

extern "C" [[gnu::weak]] int __llvm_profile_write_file(void);

namespace lockstep {
namespace {

constexpr int kBadInput = 2;
constexpr std::uint32_t kOurEnd = 0x4c530000;  // above the eight bits of a status that count

std::string loading;  // the line about what is being loaded; empty if nothing is

bool is_command = false;  // expect_no_crash() was called
int status_of_crash = 0;  // none: nobody has asked

alignas(16) std::array<std::byte, 65536> crash_stack;

[[noreturn]] void end_for(std::string_view line) {
  if (loading.empty()) {
    write_standard_error(line);
    end_process_at_once(status_of_crash);
  }
  write_standard_error(loading);
  end_process_at_once(kBadInput);
}

// Does not return if that is code under test.
void contain_whoever_ends() {
  if (EngineHooks::current) EngineHooks::current->on_crash(CrashKind::kExit);
  if (!loading.empty()) end_for(loading);
}

// What ends the process by itself, and is replaced.
template <typename Function>
[[noreturn]] void call_real(const char* name, Function* /*type*/, auto value) {
  reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name))(value);
  std::abort();
}

[[noreturn]] void end_for_foreign_end() {
  end_for("lockstep: code under test has ended the process in a way that cannot be contained\n");
}

void on_crash(int signal, siginfo_t* /*info*/, void* /*context*/) { end_for_crash(signal); }

}  // namespace

void end_process_at_once(int status) {
  for (;;) syscall(SYS_exit_group, kOurEnd | (static_cast<std::uint32_t>(status) & 0xff));
}

void end_process(int status) {
  std::fflush(nullptr);
#if defined(LOCKSTEP_ASAN)
  __lsan_do_leak_check();
#endif
  if (__llvm_profile_write_file) __llvm_profile_write_file();
  end_process_at_once(status);
}

void forbid_other_ends() {
  static bool done = false;
  if (kHasAddressSanitizer || !is_command || std::exchange(done, true)) return;
  std::atexit(&end_for_foreign_end);  // ours never comes there
  constexpr auto kNumber = offsetof(seccomp_data, nr);
  constexpr auto kArchitecture = offsetof(seccomp_data, arch);
  constexpr auto kStatus = offsetof(seccomp_data, args);
  const auto load = [](std::size_t place) {
    return sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<std::uint32_t>(place)};
  };
  const auto skip_if = [](std::uint32_t value, std::uint8_t yes, std::uint8_t no) {
    return sock_filter{BPF_JMP | BPF_JEQ | BPF_K, yes, no, value};
  };
  const auto answer = [](std::uint32_t what) { return sock_filter{BPF_RET | BPF_K, 0, 0, what}; };
  auto filter = std::to_array<sock_filter>({load(kArchitecture),
                                            skip_if(AUDIT_ARCH_X86_64, 0, 8),  //
                                            load(kNumber),
                                            skip_if(SYS_execve, 7, 0),
                                            skip_if(SYS_execveat, 6, 0),
                                            skip_if(SYS_exit_group, 0, 4),  //
                                            load(kStatus),
                                            skip_if(kTsanDeathStatus, 2, 0),
                                            {BPF_ALU | BPF_AND | BPF_K, 0, 0, 0xffff0000},
                                            skip_if(kOurEnd, 0, 1),
                                            answer(SECCOMP_RET_ALLOW),
                                            answer(SECCOMP_RET_TRAP)});
  const sock_fprog program = {static_cast<unsigned short>(filter.size()), filter.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

void expect_no_crash(int status) {
  is_command = true;
  if (kHasAddressSanitizer) return;
  status_of_crash = status;
  stack_t stack = {};
  stack.ss_sp = crash_stack.data();
  stack.ss_size = crash_stack.size();
  sigaltstack(&stack, nullptr);
  // For good: it outlives whatever runs at exit.
  new SignalHandlers(crash_signals(), &on_crash, SignalHandlers::kForCrashes);
}

// Says no more than that: memory that anything else would be read from may be damaged.
void end_for_crash(int signal) {
  if (status_of_crash == 0) return;
  if (signal == SIGSYS) end_for_foreign_end();
  end_for("lockstep: a crash: a bug in Lockstep, or memory that code under test has damaged\n");
}

void end_for_wait_in_tsan() {
  write_standard_error("lockstep: ThreadSanitizer waits for itself: a bug in it, or in Lockstep\n");
  end_process_at_once(kTsanDeathStatus);
}

Loading::Loading(const std::string& path) {
  loading =
      fmt::format("lockstep: cannot load {}: it ends or crashes the process when it is loaded\n",
                  printable_short(path));
}

Loading::~Loading() { loading.clear(); }

}  // namespace lockstep

extern "C" {

void exit(int status) noexcept {
  lockstep::contain_whoever_ends();
  lockstep::call_real("exit", &exit, status);
}

void quick_exit(int status) noexcept {
  lockstep::contain_whoever_ends();
  lockstep::call_real("quick_exit", &quick_exit, status);
}

void _exit(int status) {
  lockstep::contain_whoever_ends();
  lockstep::end_process_at_once(status);
}

void _Exit(int status) noexcept { _exit(status); }

// Parameters have the names that the C library gives them.
void pthread_exit(void* __retval) {
  lockstep::contain_whoever_ends();
  lockstep::call_real("pthread_exit", &pthread_exit, __retval);
}

void thrd_exit(int __res) {
  lockstep::contain_whoever_ends();
  lockstep::call_real("thrd_exit", &thrd_exit, __res);
}

}  // extern "C"
