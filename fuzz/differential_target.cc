// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/differential_target.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/program.h"
#include "lockstep/report/report_formats.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

// This takes a fraction of a second: fuzzers count an input as a hang if it takes a second, and
// `lockstep reduce` goes on where this ends.
constexpr std::uint64_t kMostReductionWork = 2'000'000;

// Some inputs, and the same ones whenever they are run.
bool looks_for_uninitialised(std::span<const std::uint8_t> bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), 0U) % 64 == 0;
}

}  // namespace

DifferentialTarget::DifferentialTarget(FuzzOptions options, void (*mark)(std::uint32_t),
                                       void (*count_coverage)(bool))
    : options_(std::move(options)),
      mark_(mark),
      count_coverage_(count_coverage),
      pair_(executor_, options_.implementations.resolve_reference(),
            options_.implementations.resolve_one_variant("to fuzz"), &options_.known),
      operations_(compared_operations(options_)),
      collector_(
          pair_, [](const Discrepancy&) {}, [] { return false; }, kMostReductionWork),
      features_(*executor_.objects(), options_.feedback),
      scheduler_(program_.schedule) {}

std::optional<FuzzFinding> DifferentialTarget::run(std::span<const std::uint8_t> bytes) {
  unpack_program(bytes, program_);
  if (!options_.faults && has_fault(program_)) return std::nullopt;
  if (!operations_.contains(program_)) {
    ++passed_over_;
    return std::nullopt;
  }
  program_.configuration = permitted_configuration();
  executor_.set_uninitialised(Uninitialised::kAsLeft);  // whatever other inputs read
  const ObservedPair& shown = pair_.run(program_, scheduler_);
  ++pairs_;
  if (looks_for_uninitialised(bytes) && pair_.notice_uninitialised(program_, shown)) {
    pair_.run(program_, scheduler_);
  }
  collect_features(shown);
  if (shown.is_same) return std::nullopt;
  // How many executions it takes to examine a difference depends on what was examined before.
  count_coverage_(false);
  auto found = examine(shown);
  count_coverage_(true);
  return found;
}

// The program's own configuration or, if that is not among those asked for, one that is.
Configuration DifferentialTarget::permitted_configuration() const {
  const auto& permitted = options_.configurations;
  const bool is_permitted = std::ranges::find(permitted, program_.configuration) != permitted.end();
  return is_permitted ? program_.configuration : permitted.front();
}

// After the same steps, the variant has read what the reference read.
void DifferentialTarget::collect_features(const ObservedPair& shown) {
  features_.collect(shown.reference, false, mark_);
  if (!shown.same_steps()) features_.collect(shown.variant, true, mark_);
}

std::optional<FuzzFinding> DifferentialTarget::examine(const ObservedPair& shown) {
  name_tasks(program_);
  collector_.examine(program_, shown, pairs_);
  if (collector_.undecided() > undecided_) {
    collector_.decide_postponed(pairs_);
    undecided_ = collector_.undecided();
  }
  if (collector_.all().empty()) return std::nullopt;
  const Discrepancy& found = collector_.all().front();
  return FuzzFinding{found.difference.kind(), found.difference.fingerprint(), report(found)};
}

std::string DifferentialTarget::report(const Discrepancy& found) {
  const ComparedSides sides = {&pair_.reference(), &pair_.variant(),
                               options_.implementations.given_reference(),
                               options_.implementations.variants.front()};
  SourcePositions positions;
  const ReportedFinding finding = reported_finding(explain_discrepancy(pair_, found, positions),
                                                   "after " + count_of(found.found_after, "pair"));
  return fmt::format("{}\nDiscrepancy: {}\n{}", print_claim(sides), print_title(finding),
                     print_finding(finding, sides, {}));
}

std::string DifferentialTarget::summary() const {
  std::string text = fmt::format("fuzz_check: {}\n", count_of(pairs_, "pair"));
  const SideNames names = {pair_.reference().name, pair_.variant().name};
  const Faults faults = options_.faults ? Faults::kCompared : Faults::kLeftOut;
  for (const LeftOutOperations& left_out :
       find_left_out(pair_.reference(), pair_.variant(), faults)) {
    text += fmt::format("fuzz_check: left out: {}\n", print_left_out(left_out, names));
  }
  if (!options_.implementations.count_primitives()) {
    text += fmt::format("fuzz_check: left out: {} called directly (--primitives)\n",
                        kSubject.phrases.primitives);
  }
  if (passed_over_ != 0) {
    text += fmt::format("fuzz_check: passed over {} with what is left out\n",
                        count_of(passed_over_, "input"));
  }
  for (const KnownDiscrepancies::Entry& entry : options_.known.entries()) {
    text += entry.times == 0
                ? fmt::format("fuzz_check: note: {}:{}: {} was not met: this entry may be stale\n",
                              options_.known_file, entry.line, entry.fingerprint)
                : fmt::format("fuzz_check: {} is known, passed over {}\n", entry.fingerprint,
                              count_of(entry.times, "time"));
  }
  return text;
}

}  // namespace lockstep
