// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lockstep/report/report.h"
#include "lockstep/report/text_style.h"

namespace lockstep {

/// What a result can be printed as.
enum class ReportFormat : std::uint8_t {
  kText,   ///< for a terminal
  kMail,   ///< for a reply on a mailing list
  kHtml,   ///< one self-contained page
  kJson,   ///< for programs; docs/report.schema.json
  kJunit,  ///< for CI servers: JUnit's XML
  kSarif,  ///< for code scanning: SARIF 2.1.0
};

/// Their names, in the order of the formats.
std::span<const std::string_view> report_format_names();

/// The result in a format. The style is that of the terminal, for text.
std::string print_report(const Report& report, ReportFormat format, const TextStyle& style);

}  // namespace lockstep
