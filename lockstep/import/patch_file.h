// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "lockstep/import/patch.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// Splits a patch file into its patches, as `git am` does: a plain diff, a mail, a mailbox or a
/// maildir. They are in the order of their series (see sort_as_series()). Mails without a diff and
/// cover letters are left out, and so are answers if there is anything else. Throws InputError if
/// the file cannot be read, has no diff, or its mails are no series.
PatchFile read_patch_file(const std::filesystem::path& file, const ScratchFolder& scratch);

/// A mail (RFC 2045) without the content of its HTML parts. They repeat what the plain parts say,
/// and git would take a diff in them for a second one. Linear.
std::string without_html(std::string_view mail);

/// For messages: what the content of a file is that is neither a diff nor a mail, such as
/// "compressed by gzip" or "an HTML page". Empty if it may be a diff or a mail.
std::string_view what_is_no_patch(std::string_view content);

/// Whether it is a diff by itself. It would pass for a mail without a header, and lose what looks
/// like one.
bool is_plain_diff(std::string_view content);

/// The content as git takes it: without a byte order mark, and without carriage returns if every
/// line ends with one.
std::string_view without_byte_order_mark(std::string_view content);
std::string without_carriage_returns(std::string_view content);

}  // namespace lockstep
