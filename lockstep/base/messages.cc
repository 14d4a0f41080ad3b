// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/messages.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <exception>

#include "lockstep/base/quote.h"

namespace lockstep {

void write_standard_error(std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool standard_error_is_terminal() noexcept {
  const char* const terminal = std::getenv("TERM");
  return terminal && *terminal && std::string_view(terminal) != "dumb" &&
         isatty(STDERR_FILENO) == 1;
}

// In one piece: several processes may write to the same place.
void say(std::string_view message, std::string_view who) noexcept {
  try {
    const std::string_view clear = standard_error_is_terminal() ? kClearLine : "";
    write_standard_error(fmt::format("{}{}: {}\n", clear, who, printable_short(message)));
  } catch (const std::exception&) {  // there is no memory
    write_standard_error(message);
    write_standard_error("\n");
  }
}

void say_note(std::string_view message) noexcept { say(message, "lockstep: note"); }

}  // namespace lockstep
