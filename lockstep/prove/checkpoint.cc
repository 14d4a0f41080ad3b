// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/checkpoint.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "lockstep/program/files.h"

namespace lockstep {
namespace {

constexpr int kVersion = 1;

}  // namespace

Checkpoint::Checkpoint(std::string file, std::string identity)
    : file_(std::move(file)), identity_(std::move(identity)) {
  if (file_.empty()) return;
  std::error_code error;
  if (std::filesystem::exists(file_, error)) {
    read();
  } else {
    expect_writable(file_);
  }
}

void Checkpoint::read() {
  nlohmann::json json;
  try {
    json = nlohmann::json::parse(read_input(file_));
    if (json.at("lockstep_proof") != kVersion) throw InputError("another version");
    for (const auto& [name, result] : json.at("parts").items()) {
      results_[name] = result.dump();
      parse_part_result(results_[name]);
    }
  } catch (const nlohmann::json::exception&) {
    throw InputError(fmt::format("{}: expected a checkpoint of lockstep prove", file_));
  }
  const auto identity = json.value("identity", "");
  if (identity != identity_) {
    throw InputError(fmt::format("{}: is the checkpoint of another proof: {}; expected {}", file_,
                                 identity, identity_));
  }
  resumed_ = results_.size();
}

std::optional<PartResult> Checkpoint::find(const ProofPart& part) const {
  const auto found = results_.find(part.name());
  if (found == results_.end()) return std::nullopt;
  return parse_part_result(found->second);
}

void Checkpoint::add(const ProofPart& part, const PartResult& result) {
  if (!result.error.empty()) return;
  results_[part.name()] = print_part_result(result);
  if (!file_.empty()) write();
}

void Checkpoint::write() const {
  nlohmann::ordered_json json;
  json["lockstep_proof"] = kVersion;
  json["identity"] = identity_;
  json["parts"] = nlohmann::ordered_json::object();
  for (const auto& [name, result] : results_) {
    json["parts"][name] = nlohmann::ordered_json::parse(result);
  }
  write_output(file_, json.dump(1) + "\n");
}

}  // namespace lockstep
