// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/stress/crash_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <string_view>

#include "lockstep/compare/describe.h"
#include "lockstep/exec/crash_guard.h"
#include "lockstep/exec/engine_hooks.h"
#include "lockstep/exec/process_end.h"

namespace lockstep {
namespace {

void handle_crash(int signal, siginfo_t* /*info*/, void* /*context*/) {
  if (EngineHooks::current) EngineHooks::current->on_crash(crash_kind_of(signal));
  ::signal(signal, SIG_DFL);
  raise(signal);
}

void write_error(std::string_view text) {
  if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;  // there is nothing left to do
}

}  // namespace

CrashLine::CrashLine(int exit_status)
    : exit_status_(exit_status),
      handlers_(crash_signals(), &handle_crash, SignalHandlers::kForCrashes) {}

void CrashLine::set_subject(const std::string& subject) {
  for (std::size_t kind = 0; kind < lines_.size(); ++kind) {
    lines_[kind] = fmt::format(
        "lockstep: a bug in Lockstep, or a data race: {} on real threads, and in no interleaving "
        "that was explored: {}, iteration ",
        describe_crash(static_cast<CrashKind>(kind)), subject);
  }
}

void CrashLine::write(CrashKind kind) const {
  std::array<char, 24> digits;
  char* end = std::to_chars(digits.data(), digits.data() + 20, iteration_.load()).ptr;
  *end++ = '\n';
  write_error(lines_[static_cast<std::size_t>(kind)]);
  write_error({digits.data(), static_cast<std::size_t>(end - digits.data())});
  end_process_at_once(exit_status_);
}

}  // namespace lockstep
