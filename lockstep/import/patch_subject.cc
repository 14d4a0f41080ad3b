// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <regex>

#include "lockstep/import/patch.h"

namespace lockstep {
namespace {

using Match = std::match_results<std::string_view::const_iterator>;

bool match(std::string_view text, Match& found, const std::regex& pattern) {
  return std::regex_search(text.begin(), text.end(), found, pattern);
}

/// What stands before the text of a subject: something in brackets, or a word with a colon.
struct Piece {
  bool in_brackets = false;
  std::string text;
};

// Takes the first piece off; nothing if the text begins. A word is a piece only before "[PATCH" and
// if it says that this is an answer: "mm: fix it" is text.
std::optional<Piece> take_piece(std::string_view& subject) {
  static const std::regex brackets(R"(^\s*\[([^\]]*)\]\s*)");
  static const std::regex word(R"(^\s*([^\s\[\]:]{1,12}(\[\d+\])?)\s*(:|：)\s*)");
  static const std::regex patch(R"(^(\s*[^\s\[\]:]{1,12}\s*:)*\s*(\[[^\]]*\]\s*)*\[[^\]]*PATCH)",
                                std::regex::icase);
  Match found;
  const bool in_brackets = match(subject, found, brackets);
  if (!in_brackets && !match(subject, found, word)) return std::nullopt;
  Piece piece = {in_brackets, found[1].str()};
  const std::string_view rest = subject.substr(static_cast<std::size_t>(found.length()));
  Match more;
  if (!in_brackets && !is_answer(subject) && !match(rest, more, patch)) return std::nullopt;
  subject = rest;
  return piece;
}

}  // namespace

std::string PlaceInSeries::shown() const {
  return fmt::format("[PATCH {}{}{}/{}]", version, version.empty() ? "" : " ", place, total);
}

PatchSubject read_subject(std::string_view subject) {
  static const std::regex place(R"((^|[^\w./])(\d{1,5})\s*/\s*(\d{1,5})(?![\w./]))");
  static const std::regex version(R"((^|[\s,]|PATCH|RFC)-?([vV]\d+(\.\d+)?)(?=$|[\s,]))");
  PatchSubject read;
  std::string all;
  while (const auto piece = take_piece(subject)) {
    if (!piece->in_brackets) continue;
    std::smatch numbers;
    all += piece->text + " ";
    if (read.place || !std::regex_search(piece->text, numbers, place)) continue;
    read.place = {"", static_cast<unsigned>(std::stoul(numbers[2].str())),
                  static_cast<unsigned>(std::stoul(numbers[3].str()))};
  }
  std::smatch numbered;
  if (std::regex_search(all, numbered, version)) read.version = "v" + numbered[2].str().substr(1);
  if (read.version == "v1") read.version.clear();
  if (read.place) read.place->version = read.version;
  read.text = subject;
  return read;
}

bool is_answer(std::string_view subject) {
  static const std::regex prefix(
      R"(^\s*(\[[^\]]*\]\s*)*(re|aw|antw|sv|vs|odp|rif|ynt|回复|答复|返信)(\[\d+\])?\s*(:|：))",
      std::regex::icase);
  Match found;
  return match(subject, found, prefix);
}

}  // namespace lockstep
