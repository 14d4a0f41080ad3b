// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "lockstep/import/patch_file.h"

namespace lockstep {
namespace {

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

/// The value of the field Content-Type of a header, unfolded; empty if it has none.
std::string content_type(std::string_view header) {
  constexpr std::string_view kField = "\ncontent-type:";
  const std::string lower = "\n" + in_lower_case(header);
  const std::size_t at = lower.find(kField);
  if (at == std::string::npos) return "";
  std::string value;
  for (std::size_t i = at + kField.size() - 1; i < header.size(); ++i) {
    const bool is_folded = i + 1 < header.size() && (header[i + 1] == ' ' || header[i + 1] == '\t');
    if (header[i] == '\n' && !is_folded) break;
    if (header[i] != '\n' && header[i] != '\r') value += header[i];
  }
  return value;
}

/// The parameter "boundary" of a content type; empty if it has none.
std::string boundary_of(const std::string& type) {
  constexpr std::string_view kParameter = "boundary=";
  const std::size_t at = in_lower_case(type).find(kParameter);
  if (at == std::string::npos) return "";
  const std::string value = type.substr(at + kParameter.size());
  if (value.starts_with('"')) return value.substr(1, value.find('"', 1) - 1);
  return value.substr(0, value.find_first_of("; \t"));
}

bool is_html(const std::string& type) {
  const std::string lower = in_lower_case(type);
  const std::size_t begin = lower.find_first_not_of(" \t");
  return begin != std::string::npos && lower.compare(begin, 9, "text/html") == 0;
}

class PartReader {
 public:
  std::string read(std::string_view mail) {
    while (!mail.empty()) {
      const std::size_t end = std::min(mail.find('\n'), mail.size() - 1) + 1;
      take(mail.substr(0, end));
      mail.remove_prefix(end);
    }
    return std::move(kept_);
  }

 private:
  void take(std::string_view line) {
    if (is_boundary(without_line_end(line))) {
      is_header_ = true;
      is_dropped_ = false;
      header_.clear();
    } else if (is_header_ && without_line_end(line).empty()) {
      is_header_ = false;
      end_header();
    } else if (is_header_) {
      header_ += line;
    }
    if (!is_dropped_ || without_line_end(line).empty()) kept_ += line;
  }

  void end_header() {
    const std::string type = content_type(header_);
    const std::string boundary = boundary_of(type);
    if (!boundary.empty()) boundaries_.push_back("--" + boundary);
    is_dropped_ = is_html(type);
  }

  bool is_boundary(std::string_view line) const {
    return std::ranges::any_of(boundaries_, [&](const std::string& boundary) {
      return line == boundary || line == boundary + "--";
    });
  }

  std::string kept_;
  std::string header_;
  std::vector<std::string> boundaries_;
  bool is_header_ = true;
  bool is_dropped_ = false;
};

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
  const std::string start = in_lower_case(content.substr(begin, kLook));
  return start.find("<html") != std::string::npos || start.starts_with("<!doctype html") ||
         start.find("<body") != std::string::npos || start.find("<pre") != std::string::npos;
}

}  // namespace

std::string without_html(std::string_view mail) { return PartReader().read(mail); }

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
