// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>

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

/// Reads what a subject has in brackets before its text, in whatever of them: lists put their names
/// there, and there may be an "RFC" or a "RESEND" in or beside them.
PatchSubject read_subject(std::string_view subject);

/// Whether the mail answers another one, by its subject: "Re: [PATCH ...". The same in other
/// languages counts ("AW:"), a mail that is passed on ("Fwd:") does not.
bool is_answer(std::string_view subject);

}  // namespace lockstep
