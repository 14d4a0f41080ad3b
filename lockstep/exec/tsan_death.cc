// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/process_end.h"

#if defined(LOCKSTEP_TSAN)

#include <pthread.h>
#include <sanitizer/common_interface_defs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

// All of this runs while nothing works: before the C library is set up, or inside ThreadSanitizer.
// So nothing is allocated, and no function is called that it replaces.
namespace {

constexpr int kNoFile = 1 << 30;

/// Why it gives up: the first line that it printed.
struct Reason {
  std::array<char, 200> text = {};
  std::size_t size = 0;
  bool is_whole = false;

  std::string_view shown() const {
    std::string_view line(text.data(), size);
    if (line.starts_with("==")) line.remove_prefix(std::min(line.rfind("==") + 2, line.size()));
    constexpr std::string_view kName = "ThreadSanitizer: ";
    if (line.starts_with(kName)) line.remove_prefix(kName.size());
    return line;
  }
};
constinit Reason reason;

void write_error(std::string_view text) {
  syscall(SYS_write, STDERR_FILENO, text.data(), text.size());
}

void print_to_nowhere() {
  __sanitizer_set_report_fd(reinterpret_cast<void*>(std::intptr_t{kNoFile}));
}

void say_reason() {
  const std::string_view why = reason.shown();
  write_error("lockstep: ThreadSanitizer gave up: ");
  write_error(why);
  if (why.find("unexpected memory mapping") != why.npos) {
    write_error(" (is vm.mmap_rnd_bits above 28? See README.md)");
  }
  write_error("\n");
}

// It goes back to standard error while it is initialised, and opens a file of its own in a new
// process.
[[gnu::constructor]] void go_on_printing_to_nowhere() {
  print_to_nowhere();
  pthread_atfork(nullptr, nullptr, &print_to_nowhere);
}

}  // namespace

// What ThreadSanitizer calls with all that it prints: "==PID==WARNING: ...", for example. It may
// come in pieces.
extern "C" void __sanitizer_on_print(const char* text) {
  if (reason.is_whole) return;
  for (const char letter : std::string_view(text)) {
    if (letter == '\n') {
      reason.is_whole = reason.size != 0;
      return;
    }
    if (reason.size < reason.text.size()) reason.text[reason.size++] = letter;
  }
}

namespace lockstep {

void say_why_tsan_dies() {
  print_to_nowhere();
  __sanitizer_set_death_callback(&say_reason);
}

}  // namespace lockstep

#else

namespace lockstep {

void say_why_tsan_dies() {}

}  // namespace lockstep

#endif
