// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/html/html_text.h"

namespace lockstep {

std::string escape_html(std::string_view text) {
  std::string escaped;
  for (const char character : text) {
    switch (character) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += character;
    }
  }
  return escaped;
}

Markup breakable(std::string_view text) {
  std::string broken;
  for (const char character : escape_html(text)) {
    broken += character;
    if (std::string_view("_(/").find(character) != std::string_view::npos) broken += "<wbr>";
  }
  return Markup::verbatim(broken);
}

}  // namespace lockstep
