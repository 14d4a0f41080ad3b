// SPDX-License-Identifier: GPL-2.0-only
// libFuzzer creates a file and then writes it: if it is killed in between, the corpus has an empty
// file for good. So its calls come here (--wrap of the linker), and a file that it writes has no
// name until it is whole. Where the file system cannot do that, files are written as usual.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

extern "C" {
std::FILE* __real_fopen(const char* path, const char* mode);
int __real_fclose(std::FILE* file);
}

namespace {

/// The one file that is being written.
struct Unnamed {
  std::FILE* file = nullptr;
  std::string path;  ///< that it is to have
};

Unnamed& unnamed() {
  static Unnamed only;
  return only;
}

bool link_to(int descriptor, const std::string& path) {
  const std::string self = fmt::format("/proc/self/fd/{}", descriptor);
  return linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

// Replaces the file that has the name already, if there is one.
bool give_name(int descriptor, const std::string& path) {
  if (link_to(descriptor, path)) return true;
  if (errno != EEXIST) return false;
  const std::string other = path + ".partial";
  unlink(other.c_str());
  return link_to(descriptor, other) && std::rename(other.c_str(), path.c_str()) == 0;
}

}  // namespace

extern "C" std::FILE* __wrap_fopen(const char* path, const char* mode) {
  Unnamed& next = unnamed();
  if (!std::string_view(mode).starts_with('w') || next.file) return __real_fopen(path, mode);
  const auto folder = std::filesystem::path(path).parent_path();
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY, 0666);
  if (descriptor < 0) return __real_fopen(path, mode);
  next = {fdopen(descriptor, mode), path};
  return next.file;
}

extern "C" int __wrap_fclose(std::FILE* file) {
  Unnamed& written = unnamed();
  if (file != written.file) return __real_fclose(file);
  written.file = nullptr;
  if (std::fflush(file) != 0 || !give_name(fileno(file), written.path)) {
    std::perror(written.path.c_str());
  }
  return __real_fclose(file);
}
