// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "lockstep/report/wrap.h"

namespace lockstep {

/// A report while it is written, from top to bottom: for what prints one to derive from.
class ReportText {
 protected:
  /// Appends a formatted text as it is.
  template <typename... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  /// Appends a text behind a label, in lines; see wrap_behind().
  void add_wrapped(std::string_view label, std::string_view text) {
    text_ += wrap_behind(label, text);
  }

  std::string text_;
};

}  // namespace lockstep
