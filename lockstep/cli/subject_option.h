// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

namespace lockstep {

/// Which subject a command is about decides what was compiled: each one but the default has a
/// command of its own, which lies beside the default one. Takes `--subject NAME` from the words of
/// a command line, wherever it stands before a "--", and returns the others; if it names another
/// subject, becomes the command for that, and does not return. Throws InputError if there is none.
std::vector<std::string> take_subject(std::vector<std::string> words);

}  // namespace lockstep
