// SPDX-License-Identifier: GPL-2.0-only
#pragma once

namespace lockstep {

/// Whether this build watches for data races: it is linked with ThreadSanitizer. Its reports then
/// go to the running execution's observation instead of to standard error.
bool watches_races();

}  // namespace lockstep
