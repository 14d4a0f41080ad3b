// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/files.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

int keep_open(std::FILE* /*file*/) { return 0; }

File open_input(const fs::path& path) {
  if (path == "-") return {stdin, keep_open};
  std::error_code error;
  if (fs::is_directory(path, error)) {
    throw InputError(fmt::format("cannot read {}: it is a folder", path.string()));
  }
  File file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) {
    throw InputError(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
  }
  return file;
}

// Removes the temporary file unless it was renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target)
      : path_(target.string() + ".partial"), file_(std::fopen(path_.c_str(), "wb"), std::fclose) {}

  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!opened_ || renamed_) return;
    file_.reset();
    std::remove(path_.c_str());
  }

  bool write(std::string_view content) {
    if (!file_) return false;
    opened_ = true;
    return std::fwrite(content.data(), 1, content.size(), file_.get()) == content.size() &&
           std::fflush(file_.get()) == 0;
  }

  bool rename_to(const fs::path& target) {
    if (std::fclose(file_.release()) != 0) return false;
    renamed_ = std::rename(path_.c_str(), target.c_str()) == 0;
    return renamed_;
  }

 private:
  const std::string path_;
  File file_;
  bool opened_ = false;
  bool renamed_ = false;
};

// Follows links: the file is what they lead to.
fs::path resolve(const fs::path& path) {
  std::error_code error;
  const fs::path resolved = fs::canonical(path, error);
  return error ? path : resolved;
}

// Devices and pipes (/dev/null, /dev/stdout) are written directly: a rename would put a file in
// their place.
bool is_stream(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

bool write_stream(const fs::path& path, std::string_view content) {
  File file(std::fopen(path.c_str(), "wb"), std::fclose);
  return file && std::fwrite(content.data(), 1, content.size(), file.get()) == content.size() &&
         std::fclose(file.release()) == 0;
}

bool write_file(const fs::path& path, std::string_view content) {
  TemporaryFile temporary(path);
  return temporary.write(content) && temporary.rename_to(path);
}

}  // namespace

std::string read_input(const fs::path& path, std::size_t most) {
  const File file = open_input(path);
  std::string content;
  std::array<char, 4096> part;
  std::size_t size = part.size();
  while (size == part.size() && content.size() <= most) {
    size = std::fread(part.data(), 1, part.size(), file.get());
    content.append(part.data(), size);
  }
  if (std::ferror(file.get()) != 0) {
    throw InputError(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
  }
  if (content.size() > most) {
    throw InputError(fmt::format("{}: expected at most {} bytes, found more", path.string(), most));
  }
  return content;
}

std::vector<fs::path> list_folder(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unknown;  // e.g. a link to itself
    const bool leads_nowhere = entry->is_symlink(unknown) && !entry->exists(unknown);
    if (!entry->is_regular_file(unknown) && !leads_nowhere) continue;
    if (!entry->path().filename().string().starts_with('.')) files.push_back(entry->path());
  }
  if (error) {
    throw InputError(fmt::format("cannot read folder {}: {}", folder.string(), error.message()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

void expect_writable(const fs::path& path) {
  if (is_stream(path)) return;
  errno = 0;
  std::error_code error;
  if (fs::is_directory(path, error)) errno = EISDIR;
  if (errno == EISDIR || !TemporaryFile(resolve(path)).write("")) {
    throw InputError(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
  }
}

void write_output(const fs::path& path, std::string_view content) {
  errno = 0;
  const bool written =
      is_stream(path) ? write_stream(path, content) : write_file(resolve(path), content);
  if (!written) {
    throw InputError(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
  }
}

std::string content_hash(std::string_view content) {
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace lockstep
