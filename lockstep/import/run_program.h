// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace lockstep {

/// A program to run, never through a shell: each word reaches it as it is.
struct ProgramCall {
  std::vector<std::string> words;  ///< first the program, looked up on the PATH if it has no '/'
  std::filesystem::path folder;    ///< where it runs; empty: where this process is
  std::filesystem::path input;     ///< its standard input; empty: none
  std::vector<std::string> environment;  ///< NAME=VALUE: all of it
  pid_t group = -1;                      ///< the process group that it joins; -1: this one's
};

/// How a program ended, and what it said.
struct ProgramResult {
  int status = 0;      ///< exit status, or 128 and the signal that ended it
  std::string output;  ///< standard output
  std::string errors;  ///< standard error
};

/// There is no such program.
class ProgramMissing : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A program at work. It has no file of this process open but its own three.
class RunningProgram {
 public:
  /// Starts it. Throws ProgramMissing, and std::system_error if it cannot be started.
  explicit RunningProgram(const ProgramCall& call);
  RunningProgram(RunningProgram&& other) noexcept;
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;
  RunningProgram& operator=(RunningProgram&&) = delete;
  /// Kills it if nobody has waited for it.
  ~RunningProgram();

  /// Waits for its end; once.
  ProgramResult wait();

 private:
  int output_;  // an anonymous file each
  int errors_;
  pid_t process_ = -1;
};

/// Starts a program and waits for its end.
ProgramResult run_program(const ProgramCall& call);

/// This process's environment without variables whose names start with one of `without`, and with
/// those of `more` (NAME=VALUE), which replace what has the same name.
std::vector<std::string> environment_with(const std::vector<std::string>& more,
                                          const std::vector<std::string>& without = {});

}  // namespace lockstep
