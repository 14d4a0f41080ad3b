// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/checkpoint.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "lockstep/base/files.h"

namespace lockstep {
namespace {

constexpr int kVersion = 3;
constexpr std::size_t kMost = std::size_t{64} << 20;  // bytes of a file

// A name on the command line can have any bytes, JSON cannot.
std::string as_unicode(const std::string& text) {
  const auto handler = nlohmann::json::error_handler_t::replace;
  return nlohmann::json::parse(nlohmann::json(text).dump(-1, ' ', false, handler));
}

}  // namespace

Checkpoint::Checkpoint(std::string file, const std::string& identity)
    : file_(std::move(file)), identity_(as_unicode(identity)) {
  if (file_.empty()) return;
  std::error_code error;
  if (std::filesystem::exists(file_, error)) {
    read();
  } else {
    expect_writable(file_);
  }
}

// Member by member, and not by a macro of nlohmann/json, as results of parts are: the macro would
// read all members at once, so that a file of another version, which may lack some, would not be
// called that. In version 3.11, it also writes the members sorted by name.
void Checkpoint::read() {
  const auto refuse = [this](const std::string& why) {
    throw InputError(fmt::format("{}: {}", file_, why));
  };
  try {
    const auto json = nlohmann::json::parse(read_input(file_, kMost));
    if (json.at("lockstep_proof") != kVersion) {
      refuse("is the checkpoint of another version of Lockstep");
    }
    const auto identity = json.at("identity").get<std::string>();
    if (identity != identity_) {
      refuse(
          fmt::format("is the checkpoint of another proof: {}; expected {}", identity, identity_));
    }
    const auto& parts = json.at("parts");
    if (json.at("hash") != hash_of(parts)) refuse("was changed since Lockstep wrote it");
    for (const auto& [name, result] : parts.items()) results_[name] = result.dump();
  } catch (const nlohmann::json::exception&) {
    refuse("expected a checkpoint of lockstep prove");
  }
}

std::optional<PartResult> Checkpoint::find(const ProofPart& part) const {
  const auto found = results_.find(part.name());
  if (found == results_.end()) return std::nullopt;
  return parse_part_result(found->second);
}

void Checkpoint::add(const ProofPart& part, const PartResult& result) {
  if (!result.decides()) return;
  results_[part.name()] = print_part_result(result);
  if (!file_.empty()) write();
}

nlohmann::json Checkpoint::parts() const {
  auto parts = nlohmann::json::object();
  for (const auto& [name, result] : results_) parts[name] = nlohmann::json::parse(result);
  return parts;
}

std::string Checkpoint::hash_of(const nlohmann::json& parts) const {
  return content_hash(identity_ + parts.dump());
}

void Checkpoint::write() const {
  nlohmann::ordered_json json;
  json["lockstep_proof"] = kVersion;
  json["identity"] = identity_;
  json["parts"] = parts();
  json["hash"] = hash_of(parts());
  write_output(file_, json.dump(1) + "\n");
}

}  // namespace lockstep
