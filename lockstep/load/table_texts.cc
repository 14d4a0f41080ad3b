// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/load/implementations.h"

namespace lockstep {
namespace {

bool has(const std::vector<TableTexts>& known, std::string TableTexts::*text,
         const std::string& value) {
  return std::ranges::find(known, value, text) != known.end();
}

}  // namespace

TableTexts printable_texts(const lockstep_implementation& table) {
  return {printable_short(table.name), printable_short(table.summary),
          printable_short(shown_name(table.source))};
}

TableTexts texts_of_file(const lockstep_implementation& table, const std::string& path,
                         const std::vector<TableTexts>& known) {
  TableTexts texts = printable_texts(table);
  const std::string file = printable_short(std::filesystem::path(path).filename().string());
  for (const std::string& other : {file, printable_short(path)}) {
    if (has(known, &TableTexts::name, texts.name)) texts.name = other;
  }
  const std::string from = fmt::format("loaded from {}", file);
  const bool is_copied = texts.summary.empty() || has(known, &TableTexts::summary, texts.summary);
  texts.summary = is_copied ? from : fmt::format("{}, {}", texts.summary, from);
  return texts;
}

}  // namespace lockstep
