// SPDX-License-Identifier: GPL-2.0-only
#include "tests/end_to_end/run_lockstep.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

void redirect(int descriptor, const fs::path& file) {
  const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
}

[[noreturn]] void become_lockstep(const std::vector<std::string>& arguments, const fs::path& folder,
                                  const TemporaryFolder& files) {
  if (chdir(folder.c_str()) != 0) _exit(126);
  redirect(STDOUT_FILENO, files.path() / "output");
  redirect(STDERR_FILENO, files.path() / "errors");
  std::string command = LOCKSTEP_COMMAND;
  std::vector<char*> pointers = {command.data()};
  for (const std::string& argument : arguments) {
    pointers.push_back(const_cast<char*>(argument.c_str()));
  }
  pointers.push_back(nullptr);
  execv(command.c_str(), pointers.data());
  _exit(127);
}

}  // namespace

CommandResult run_lockstep(const std::vector<std::string>& arguments, const fs::path& folder) {
  const TemporaryFolder files;
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become_lockstep(arguments, folder, files);
  int status = 0;
  rusage usage = {};
  if (wait4(child, &status, 0, &usage) != child) throw std::runtime_error("cannot wait");
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          read_file(files.path() / "output"), read_file(files.path() / "errors"), usage.ru_maxrss};
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "lockstep-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::permissions(path_, fs::perms::owner_all, ignored);
  fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(std::string_view name, std::string_view content) const {
  const fs::path file = path_ / name;
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines_with(std::string_view text, std::string_view part) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) {
    if (line.find(part) != std::string::npos) lines.push_back(line);
  }
  return lines;
}

std::string first_reproducer(const std::string& report) {
  constexpr std::string_view kIndent = "    ";
  std::string program;
  std::istringstream stream(report.substr(std::min(report.find("  Reproducer ("), report.size())));
  std::string line;
  std::getline(stream, line);
  std::getline(stream, line);
  while (std::getline(stream, line) && line.starts_with(kIndent)) {
    program += line.substr(kIndent.size()) + "\n";
  }
  return program;
}

}  // namespace lockstep::tests
