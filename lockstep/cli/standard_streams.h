// SPDX-License-Identifier: GPL-2.0-only
#pragma once

namespace lockstep {

/// Opens /dev/null in place of standard input, output and error where they are closed, so that no
/// file that is opened later takes their place. Output to it fails, as it does without it: that a
/// result got lost must show. Throws std::system_error.
void open_standard_streams();

/// From now on, standard output is for results alone: what anything else writes there, such as an
/// implementation that is run, goes to standard error. Once per process.
void keep_standard_output();

/// The descriptor of standard output, for results.
int standard_output();

}  // namespace lockstep
