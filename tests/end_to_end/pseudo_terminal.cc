// SPDX-License-Identifier: GPL-2.0-only
#include "tests/end_to_end/pseudo_terminal.h"

#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace lockstep::tests {
namespace {

winsize size_of(unsigned short columns) { return {24, columns, 0, 0}; }

[[noreturn]] void become(const Command& command) {
  // The caller of the tests may ignore some signals, but this process has to end when the terminal
  // does.
  for (const int ending : {SIGINT, SIGTERM, SIGHUP}) signal(ending, SIG_DFL);
  for (const std::string& variable : command.environment) {
    putenv(const_cast<char*>(variable.c_str()));
  }
  std::vector<char*> words;
  for (const std::string& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  if (chdir(command.folder.c_str()) == 0) execvp(words[0], words.data());
  _exit(127);
}

}  // namespace

PseudoTerminal::PseudoTerminal(const Command& command, unsigned short columns) {
  winsize size = size_of(columns);
  process_ = forkpty(&terminal_, nullptr, nullptr, &size);
  if (process_ < 0) throw std::runtime_error("cannot make a terminal");
  if (process_ == 0) become(command);
}

PseudoTerminal::~PseudoTerminal() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(terminal_);
}

void PseudoTerminal::resize(unsigned short columns) const {
  const winsize size = size_of(columns);
  if (ioctl(terminal_, TIOCSWINSZ, &size) != 0) throw std::runtime_error("cannot resize");
}

std::string PseudoTerminal::read_until(const std::string& part) {
  std::string text;
  std::array<char, 4096> buffer = {};
  while (text.find(part) == std::string::npos) {
    const ssize_t size = read(terminal_, buffer.data(), buffer.size());
    if (size <= 0) break;  // EIO: nobody has the other end any more
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
  return text;
}

void PseudoTerminal::send(int signal) const { kill(process_, signal); }

int PseudoTerminal::wait(std::string* rest) {
  const std::string text = read_until(std::string("\0", 1));
  if (rest) *rest = text;
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace lockstep::tests
