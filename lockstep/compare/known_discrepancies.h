// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

/// The fingerprints of discrepancies that are known, and are to be passed over: what is searched
/// for are others. A list is a text file with a fingerprint of 16 hexadecimal digits per line;
/// what follows a # is a comment. A first line `version 2` says that all are of that version. Older
/// lists have none, and may hold fingerprints of either.
class KnownDiscrepancies {
 public:
  /// A line of the list.
  struct Entry {
    std::string fingerprint;
    std::string comment;      ///< what follows the # on its line, or the comment lines above it
    std::size_t line = 0;     ///< from 1
    std::uint64_t times = 0;  ///< that it was met

    friend bool operator==(const Entry&, const Entry&) = default;
  };

  /// None.
  KnownDiscrepancies() = default;

  /// Reads a list. A mistake in it is an InputError that starts with FILE:LINE:COLUMN.
  static KnownDiscrepancies load(const std::filesystem::path& path);

  /// The same from text; `name` is what messages call the file.
  static KnownDiscrepancies parse(std::string_view text, const std::string& name);

  bool empty() const { return entries_.empty(); }

  /// Whether the list has this fingerprint, or, if it may hold such, this one of version 1; counts
  /// it as met if so.
  bool pass_over(const std::string& fingerprint, const std::string& old_fingerprint);

  /// Counts each as met so many times more, in the order of the list.
  void add_times(const std::vector<std::uint64_t>& times);

  /// In the order of the list.
  const std::vector<Entry>& entries() const { return entries_; }

  /// Times that any was met.
  std::uint64_t times() const;

 private:
  bool may_be_old_ = true;
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t, std::less<>> index_;  // of entries, by fingerprint
};

}  // namespace lockstep
