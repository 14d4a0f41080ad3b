// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/patch_text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lockstep {
namespace {

using namespace std::literals;

/// What a file of some format begins with.
struct Signature {
  std::string_view bytes;
  std::string_view what;
};

constexpr std::array<Signature, 8> kSignatures = {{{"\x1f\x8b"sv, "compressed by gzip"},
                                                   {"BZh"sv, "compressed by bzip2"},
                                                   {"\xfd"
                                                    "7zXZ\0"sv,
                                                    "compressed by xz"},
                                                   {"\x28\xb5\x2f\xfd"sv, "compressed by zstd"},
                                                   {"PK\x03\x04"sv, "a zip archive"},
                                                   {"\xff\xfe"sv, "text in UTF-16"},
                                                   {"\xfe\xff"sv, "text in UTF-16"},
                                                   {"# v2 git bundle"sv, "a git bundle"}}};

bool is_html_page(std::string_view content) {
  constexpr std::size_t kLook = 1024;
  const std::size_t begin = content.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || content[begin] != '<') return false;
  std::string start(content.substr(begin, kLook));
  std::ranges::transform(start, start.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return start.find("<html") != std::string::npos || start.starts_with("<!doctype html") ||
         start.find("<body") != std::string::npos || start.find("<pre") != std::string::npos;
}

}  // namespace

std::string_view what_is_no_patch(std::string_view content) {
  const auto* const found = std::ranges::find_if(kSignatures, [&](const Signature& signature) {
    return content.starts_with(signature.bytes);
  });
  if (found != kSignatures.end()) return found->what;
  return is_html_page(content) ? "an HTML page" : "";
}

bool is_plain_diff(std::string_view content) {
  const std::size_t begin = std::min(content.find_first_not_of("\r\n"), content.size());
  const std::string_view text = content.substr(begin);
  return text.starts_with("diff ") || text.starts_with("--- ") || text.starts_with("Index: ");
}

std::string_view without_byte_order_mark(std::string_view content) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  if (content.starts_with(kMark)) content.remove_prefix(kMark.size());
  return content;
}

std::string without_carriage_returns(std::string_view content) {
  std::string text(content);
  for (std::size_t end = 0; (end = content.find('\n', end)) != std::string_view::npos; ++end) {
    if (end == 0 || content[end - 1] != '\r') return text;
  }
  std::erase(text, '\r');
  return text;
}

}  // namespace lockstep
