// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace lockstep {

/// A text as HTML shows it literally, between tags or in quotes.
std::string escape_html(std::string_view text);

/// A piece of HTML. Only markup() makes one of other texts, and that escapes them.
class Markup {
 public:
  Markup() = default;

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  Markup& operator+=(const Markup& more) {
    text_ += more.text_;
    return *this;
  }

  /// What is HTML already, such as a style sheet.
  static Markup verbatim(std::string_view html) {
    Markup markup;
    markup.text_ = html;
    return markup;
  }

 private:
  std::string text_;
};

namespace html_detail {

template <typename T>
auto escaped(const T& value) {
  if constexpr (std::same_as<T, Markup>) {
    return std::string_view(value.text());
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return escape_html(value);
  } else {
    return value;
  }
}

template <typename T>
using Escaped = decltype(escaped(std::declval<const std::remove_cvref_t<T>&>()));

}  // namespace html_detail

/// HTML from a format and arguments: texts are escaped, pieces of HTML are not.
template <typename... Arguments>
Markup markup(fmt::format_string<html_detail::Escaped<Arguments>...> format,
              const Arguments&... arguments) {
  return Markup::verbatim(fmt::format(format, html_detail::escaped(arguments)...));
}

/// A text with places where a line may break inside of long names: behind '_', '(' and '/'.
Markup breakable(std::string_view text);

}  // namespace lockstep
