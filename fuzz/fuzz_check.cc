// SPDX-License-Identifier: GPL-2.0-only
// The target of libFuzzer and AFL++: bytes are a program and its schedule, which both sides run in
// lockstep. See docs/fuzzing.md.
#include "fuzz/fuzz_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>

#include "fuzz/differential_target.h"
#include "fuzz/feature_map.h"
#include "fuzz/fuzz_options.h"
#include "lockstep/base/files.h"
#include "lockstep/base/messages.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/bytes.h"

namespace {

using lockstep::DifferentialTarget;
using lockstep::FuzzOptions;

/// State that lives from input to input, because the interface of fuzzers has no place for it.
struct Session {
  FuzzOptions options;
  lockstep::OperationSet operations;
  std::unique_ptr<DifferentialTarget> target;
};

Session& session() {
  static auto* const only = new Session;  // outlives everything that runs at exit
  return *only;
}

void complain(const std::string& message) { lockstep::say(message, "fuzz_check"); }

void finish() {
  if (session().target) lockstep::write_standard_error(session().target->summary());
  session().target.reset();
}

// Made at the first input and not earlier, because by then the fuzzer has installed its signal
// handlers and forked.
DifferentialTarget& target() {
  Session& only = session();
  if (!only.target) {
    only.target = std::make_unique<DifferentialTarget>(only.options, lockstep::mark_feature,
                                                       lockstep::count_coverage);
    std::atexit(finish);
  }
  return *only.target;
}

}  // namespace

bool lockstep::fuzz_faults() { return session().options.faults; }

lockstep::OperationSet lockstep::fuzz_operations() { return session().operations; }

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  try {
    FuzzOptions& options = session().options;
    options = lockstep::parse_fuzz_options({*argv, static_cast<std::size_t>(*argc)},
                                           std::getenv("LOCKSTEP_FUZZ"));
    lockstep::add_executable_options(std::filesystem::read_symlink("/proc/self/exe"), options);
    // Loaded now, so that mistakes in them show, and because fuzzers have to know all code
    // beforehand.
    session().operations = lockstep::compared_operations(options);
    lockstep::set_fuzzer_defaults(argc, argv);
  } catch (const lockstep::InputError& error) {
    complain(error.what());
    std::_Exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    if (const auto found = target().run({data, size})) {
      lockstep::write_standard_error(found->report);
      lockstep::abort_for(found->kind, found->fingerprint);
    }
  } catch (const lockstep::NotReproducible& error) {
    complain(fmt::format(
        "a bug in Lockstep, or an implementation that keeps state from one execution to the next: "
        "{}",
        error.what()));
    lockstep::end_for_bug();
  } catch (const std::exception& error) {
    complain(fmt::format("a bug in Lockstep: {}", error.what()));
    lockstep::end_for_bug();
  }
  return 0;
}
