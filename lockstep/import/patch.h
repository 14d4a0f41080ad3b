// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A patch, what its subject says of it, and how patches form a series.
namespace lockstep {

/// A patch's place in a series, as its subject gives it: "[PATCH v3 07/18]".
struct PlaceInSeries {
  std::string version;  ///< "v3"; empty for the first
  unsigned place = 0;   ///< 0 is the cover letter
  unsigned total = 0;

  /// "[PATCH v3 7/18]"
  std::string shown() const;

  friend bool operator==(const PlaceInSeries&, const PlaceInSeries&) = default;
};

/// What a subject says of a patch.
struct PatchSubject {
  std::string text;     ///< "mm: do it": what stands behind all brackets
  std::string version;  ///< see PlaceInSeries
  std::optional<PlaceInSeries> place;
};

/// Reads what a subject has in brackets before its text, in whichever of them it is: lists put
/// their names there, and there may be an "RFC" or a "RESEND" in or beside them.
PatchSubject read_subject(std::string_view subject);

/// Whether the mail answers another one, by its subject: "Re: [PATCH ...". The same in other
/// languages counts ("AW:"), a mail that is passed on ("Fwd:") does not.
bool is_answer(std::string_view subject);

/// The longest file of patches that is read.
inline constexpr std::size_t kMostPatchBytes = std::size_t{64} << 20;

/// One patch of a patch file.
struct Patch {
  std::string origin;          ///< for messages: the file as typed, and the subject if it is a mail
  std::filesystem::path diff;  ///< a file in a scratch folder
  PatchSubject subject = {};   ///< empty for what is no mail, and for an answer
};

/// What is in a patch file.
struct PatchFile {
  std::string name;                  ///< as typed, on one line
  std::vector<Patch> patches;        ///< in the order in which they are to be applied
  std::vector<std::string> answers;  ///< subjects of mails with a diff that were passed over
};

/// Puts the patches of a file in the order of their places, if all have one. Otherwise, or if they
/// are one series after another, they must be in order already. Throws InputError if they are not,
/// if two have the same place, or if they are of different versions.
void sort_as_series(PatchFile& file);

/// Throws InputError if two patches are the same, byte for byte, or versions of one by their
/// subjects.
void expect_different(const std::vector<PatchFile>& files);

/// The patches that are missing from the series that these belong to, whatever files they are in:
/// "[PATCH 2/3]".
std::vector<std::string> missing_of_series(const std::vector<PatchFile>& files);

}  // namespace lockstep
