// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace lockstep {

/// A folder of this process's own that is gone when it is destroyed, and also when the process ends
/// before, in whatever way: a child process stays behind to remove it. With SIGINT or SIGKILL that
/// is a moment after the end.
class ScratchFolder {
 public:
  /// In `parent`; by default where TMPDIR says. Throws InputError if that cannot be written.
  explicit ScratchFolder(const std::filesystem::path& parent = {});
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  /// Absolute, without links.
  const std::filesystem::path& path() const { return path_; }

  /// Programs that run in this process group are ended before the folder is removed.
  pid_t group() const { return keeper_; }

  /// Writes a file in it, with the folders above. Returns its path. Throws InputError.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view content) const;

  /// A text of another program's, for the user: without this folder's path, which says nothing.
  std::string without_path(std::string text) const;

 private:
  std::filesystem::path path_;
  int alive_ = -1;     // the keeper reads the end of this pipe when this process ends
  pid_t keeper_ = -1;  // leads a process group of its own
};

}  // namespace lockstep
