// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/load/source_positions.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <gnu/libc-version.h>

#define BACKWARD_HAS_DW 1
#include <backward.hpp>
#include <unordered_map>
#include <vector>

#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/program/bound_subject.h"

namespace lockstep {
namespace {

using SourceLine = backward::ResolvedTrace::SourceLoc;

bool is_in_c_library(const void* address) {
  Dl_info object = {};
  Dl_info library = {};
  return dladdr(address, &object) != 0 &&
         dladdr(reinterpret_cast<void*>(&gnu_get_libc_version), &library) != 0 &&
         object.dli_fbase == library.dli_fbase;
}

// As opposed to the code under test. What calls that code belongs to the engine, too.
bool is_engine(const std::string& name) {
  static const std::string folder = kSubjectFolder;
  return name.starts_with("lockstep/") || name.starts_with("subjects/family/") ||
         name == folder + "entries.h" || name == folder + "calls.h";
}

std::string print(const SourceLine& line) {
  return fmt::format("{}:{}", printable(shown_name(line.filename)), line.line);
}

}  // namespace

class SourcePositions::Resolver {
 public:
  /// The line that an instruction is from, and, if that was inlined, those that it was inlined to.
  /// Nothing for the C library, whose debug information may be installed.
  const std::vector<SourceLine>& resolve(const void* instruction) {
    const auto [known, is_new] = known_.try_emplace(instruction);
    if (is_new && !is_in_c_library(instruction)) known->second = look_up(instruction);
    return known->second;
  }

 private:
  std::vector<SourceLine> look_up(const void* instruction) {
    const backward::Trace trace(const_cast<void*>(instruction), 0);
    const backward::ResolvedTrace resolved = resolver_.resolve(trace);
    std::vector<SourceLine> lines = {resolved.source};
    lines.insert(lines.end(), resolved.inliners.begin(), resolved.inliners.end());
    return lines;
  }

  backward::TraceResolver resolver_;
  std::unordered_map<const void*, std::vector<SourceLine>> known_;  // looking up is slow
};

SourcePositions::SourcePositions() : resolver_(std::make_unique<Resolver>()) {}
SourcePositions::~SourcePositions() = default;

std::string SourcePositions::find(const CallStack& stack) {
  std::string in_kernel;
  for (const void* const return_address : stack) {
    if (!return_address) break;
    const void* const call = static_cast<const char*>(return_address) - 1;
    for (const SourceLine& line : resolver_->resolve(call)) {
      const std::string name = source_name(line.filename);
      if (name.empty() || line.line == 0 || is_engine(name)) continue;
      if (!name.starts_with("kernel/")) return print(line);
      if (in_kernel.empty()) in_kernel = print(line);
    }
  }
  return in_kernel;
}

std::string describe_positions(const RaceRecord& race, SourcePositions& positions) {
  return fmt::format("{}, {}", positions.find(race.accesses[0].call_stack),
                     positions.find(race.accesses[1].call_stack));
}

}  // namespace lockstep
