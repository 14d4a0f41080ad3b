// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "kernel/abi/implementation.h"

namespace lockstep {

/// What reports say of an implementation.
struct TableTexts {
  std::string name;
  std::string summary;
  std::string source;  ///< see shown_name()
};

/// The texts of a table as they are, but printable; see printable_short().
TableTexts printable_texts(const lockstep_implementation& table);

/// The texts of a table from a user's shared object, which is most often made of a copy of another
/// implementation. The summary names the file, and says no more if it was copied. Instead of a name
/// that another implementation has, it has the name of the file, or its path if that is taken, too.
TableTexts texts_of_file(const lockstep_implementation& table, const std::string& path,
                         const std::vector<TableTexts>& known);

}  // namespace lockstep
