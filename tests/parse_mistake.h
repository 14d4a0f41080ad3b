// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "lockstep/program/text.h"

namespace lockstep {

/// The text is no program, and exactly this message says so.
inline void expect_mistake(std::string_view text, std::size_t line, std::size_t column,
                           const std::string& message) {
  SCOPED_TRACE(text.substr(0, 200));
  try {
    parse_program(text);
    ADD_FAILURE() << "taken for a program";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.what(), message);
    EXPECT_EQ(error.line, line);
    EXPECT_EQ(error.column, column);
  }
}

}  // namespace lockstep
