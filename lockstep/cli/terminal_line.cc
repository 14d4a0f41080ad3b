// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/terminal_line.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "lockstep/base/messages.h"
#include "lockstep/base/quote.h"

namespace lockstep {
namespace {

constexpr std::chrono::milliseconds kInterval{200};
constexpr std::size_t kUsualColumns = 80;

// Looked up for each line, because the window may have changed its size.
std::size_t columns_of_terminal() {
  winsize size = {};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
  const char* const variable = std::getenv("COLUMNS");
  const std::string_view text = variable ? variable : "";
  std::size_t columns = 0;
  std::from_chars(text.data(), text.data() + text.size(), columns);
  return columns != 0 ? columns : kUsualColumns;
}

// A character that is not ASCII may take two columns.
std::size_t columns_of(std::string_view character) { return character.size() == 1 ? 1 : 2; }

std::string cut_to(std::string_view text, std::size_t columns) {
  std::string cut;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, utf8_size(text));
    if (columns_of(character) > columns) break;
    columns -= columns_of(character);
    cut += character;
    text.remove_prefix(character.size());
  }
  return cut;
}

}  // namespace

TerminalLine::TerminalLine(bool quiet) : enabled_(!quiet && standard_error_is_terminal()) {}

TerminalLine::~TerminalLine() {
  if (shown_) write_standard_error(kClearLine);
}

bool TerminalLine::is_due() {
  if (!enabled_) return false;
  const Clock::time_point now = Clock::now();
  if (now < next_) return false;
  next_ = now + kInterval;
  return true;
}

// A line that fills the last column may make the terminal go on to the next one.
void TerminalLine::show(const std::vector<std::string>& parts) {
  if (!enabled_) return;
  std::string line(kClearLine);
  write_standard_error(line + fit_line(parts, columns_of_terminal() - 1));
  shown_ = true;
}

double TerminalLine::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

std::string print_clock(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::max(std::ceil(seconds), 0.0));
  const std::uint64_t minutes = whole / 60;
  return minutes < 60 ? fmt::format("{}:{:02}", minutes, whole % 60)
                      : fmt::format("{}:{:02}:{:02}", minutes / 60, minutes % 60, whole % 60);
}

std::string print_times(double seconds_passed, std::optional<double> seconds_left) {
  const std::string passed = print_clock(std::floor(seconds_passed)) + " passed";
  return seconds_left ? fmt::format("{}, {} left", passed, print_clock(*seconds_left)) : passed;
}

std::optional<double> estimate_left(double seconds_passed, double done, double all) {
  if (done <= 0) return std::nullopt;
  return std::max(seconds_passed / done * (all - done), 0.0);
}

std::string fit_line(const std::vector<std::string>& parts, std::size_t columns) {
  std::string line;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    const std::string longer =
        fmt::format("{}{}{}", line, line.empty() ? "" : ", ", printable(part));
    if (!line.empty() && cut_to(longer, columns) != longer) break;
    line = cut_to(longer, columns);
  }
  return line;
}

}  // namespace lockstep
