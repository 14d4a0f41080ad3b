// SPDX-License-Identifier: GPL-2.0-only
// A test that hangs is asked where it is with SIGQUIT, as Ctrl-\ does, and ends.
#include <execinfo.h>
#include <signal.h>
#include <unistd.h>

#include <array>

#if defined(LOCKSTEP_ASAN) || defined(LOCKSTEP_TSAN)
#include <sanitizer/common_interface_defs.h>
#endif

namespace lockstep {
namespace {

void tell(int /*signal*/) {
#if defined(LOCKSTEP_ASAN) || defined(LOCKSTEP_TSAN)
  __sanitizer_set_report_fd(reinterpret_cast<void*>(STDERR_FILENO));  // see tsan_death.cc
  __sanitizer_print_stack_trace();
#else
  std::array<void*, 64> frames;
  backtrace_symbols_fd(frames.data(), backtrace(frames.data(), frames.size()), STDERR_FILENO);
#endif
  kill(getpid(), SIGKILL);  // what a task does to end the process is contained
}

[[maybe_unused]] const auto old = signal(SIGQUIT, tell);

}  // namespace
}  // namespace lockstep
