// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "lockstep/prove/part.h"

namespace lockstep {

/// The parts of a proof that are done, kept in a file so that it can be gone on with. The file is
/// always whole: it is written anew and renamed after each part. It has a hash of what it says, so
/// that one which was damaged, or changed by hand, proves nothing.
class Checkpoint {
 public:
  /// `file` may be empty: then nothing is kept. Reads the file if it is there: throws InputError if
  /// it is not the checkpoint of the proof that `identity` names.
  Checkpoint(std::string file, const std::string& identity);

  /// What came of a part, if it is done. Parts that did not decide anything are not.
  std::optional<PartResult> find(const ProofPart& part) const;

  /// Throws InputError if the file cannot be written.
  void add(const ProofPart& part, const PartResult& result);

 private:
  nlohmann::json parts() const;
  std::string hash_of(const nlohmann::json& parts) const;
  void read();
  void write() const;

  const std::string file_;
  const std::string identity_;
  std::map<std::string, std::string> results_;  // as lines, by the names of parts
};

}  // namespace lockstep
