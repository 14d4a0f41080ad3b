// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

/// A mistake of the user, or of the user's files; what() is one line that says what was expected.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The longest file that is read.
inline constexpr std::size_t kMaxInputFile = std::size_t{1} << 20;

/// For files of which any length will do.
inline constexpr std::size_t kAnySize = std::numeric_limits<std::size_t>::max();

/// Reads a whole file, or standard input if it is called "-". Throws InputError if it cannot be
/// read or is longer than `most` bytes.
std::string read_input(const std::filesystem::path& path, std::size_t most = kMaxInputFile);

/// The regular files in a folder, sorted by name, and links that lead nowhere, for whoever reads
/// them to complain; not those that start with a dot. Throws InputError if it is no folder.
std::vector<std::filesystem::path> list_folder(const std::filesystem::path& folder);

/// Throws InputError if a file could not be written there. Leaves what is there as it is.
void expect_writable(const std::filesystem::path& path);

/// Writes a file so that it is there as a whole or not at all: under another name first, which is
/// removed if anything fails. Follows links, and writes into a device or a pipe as it is. Throws
/// InputError.
void write_output(const std::filesystem::path& path, std::string_view content);

/// 128 bits in hexadecimal that tell whether some content, such as that of a file, has changed.
/// They are the same in every build, and no protection against forgery. Linear in the size.
std::string content_hash(std::string_view content);

}  // namespace lockstep
