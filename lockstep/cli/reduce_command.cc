// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <memory>

#include "lockstep/base/files.h"
#include "lockstep/base/messages.h"
#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/cli/standard_streams.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/find_difference.h"
#include "lockstep/reduce/reduce.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/json_values.h"
#include "lockstep/report/scope_text.h"

namespace lockstep {
namespace {

class ReduceCommand {
 public:
  void add_to(CLI::App& command) {
    implementations_.add_all_to(command);
    file_.add_to(command);
    command
        .add_option("--known", known_,
                    "List of fingerprints to pass over, one per line; # starts a comment")
        ->type_name("FILE");
    command.add_option("--test", test_, "Also write a GoogleTest case that expects the difference")
        ->type_name("FILE");
    output_.add_to(command);
  }

  ExitStatus run() {
    if (!test_.empty() && implementations_.revisions.given()) {
      throw InputError(
          "--test: expected --reference and --variant: a test cannot name revisions of a tree "
          "(lockstep import makes objects of them)");
    }
    const LoadedProgram loaded = file_.load();
    output_.validate();
    implementations_.import(false);
    const lockstep_implementation& reference = implementations_.resolve_reference();
    const lockstep_implementation& variant = implementations_.resolve_one_variant("to reduce for");
    file_.expect_supported(loaded, reference);
    file_.expect_supported(loaded, variant);
    if (!test_.empty()) expect_results_writable();
    KnownDiscrepancies known;
    if (!known_.empty()) known = KnownDiscrepancies::load(known_);
    Executor executor;
    PairRunner pair(executor, reference, variant, &known);
    const auto found = find_difference(pair, loaded.program);
    const auto changes = implementations_.changes(operations_of(loaded.program));
    if (!found) {
      say(fmt::format("{} and {} showed the same wherever the program was run{}", reference.name,
                      variant.name, explain(changes)));
      const Verdict verdict = earned(Verdict::kUpheld, changes);
      if (output_.wants_json()) output_.write(print(result(pair, verdict, changes)));
      return exit_status(verdict);
    }
    write(pair, reduce(pair, *found, loaded.from_bytes ? TaskNames::kByRole : TaskNames::kKeep));
    return ExitStatus::kRefuted;
  }

 private:
  // Everything in one line.
  static std::string explain(const std::optional<Changes>& changes) {
    std::string text;
    if (!changes) return text;
    if (!changes->any_run()) text = "; " + inconclusive(*changes);
    for (const auto& [label, names] : change_rows(*changes)) {
      text += fmt::format("; {}: {}", label, names);
    }
    return text;
  }

  static Discrepancy reduce(PairRunner& pair, const Discrepancy& found, TaskNames names) {
    const auto reduced = reduce_discrepancy(pair, found, names);
    if (!reduced) throw NotReproducible("the difference that was found does not show again");
    SourcePositions positions;
    return explain_discrepancy(pair, *reduced, positions).discrepancy;
  }

  void expect_results_writable() const {
    if (is_standard_output(test_) && is_standard_output(output_.file)) {
      throw InputError("--test: expected a file: the program goes to standard output");
    }
    expect_result_writable(test_);
  }

  static Json result(const PairRunner& pair, Verdict verdict,
                     const std::optional<Changes>& changes) {
    Json json = json_head(new_report("reduce"));
    json["reference"] = json_of_side(pair.reference());
    json["variant"] = json_of_side(pair.variant());
    json["verdict"] = name_of(verdict);
    if (changes) json["changes"] = json_of(*changes);
    return json;
  }

  std::string print_result(const PairRunner& pair, const Discrepancy& reduced) const {
    Json json = result(pair, Verdict::kRefuted,
                       implementations_.changes(operations_of(reduced.reproducer)));
    json["difference"] = json_of(reduced.difference);
    json["class"] = name_of(reduced.discrepancy_class());
    json["program"] = json_of(reduced.reproducer);
    return print(json);
  }

  // Writes a program, with what it shows as comments.
  void write(const PairRunner& pair, const Discrepancy& reduced) const {
    std::string text =
        fmt::format("# {}, {}, fingerprint {}: {}\n", name_of(reduced.difference.kind()),
                    name_of(reduced.discrepancy_class()), reduced.difference.fingerprint(),
                    print_size(reduced.reproducer));
    const SideNames names = {pair.reference().name, pair.variant().name};
    text += prefix_lines(print_difference(reduced.difference, names), "#");
    if (const auto changes = implementations_.changes(operations_of(reduced.reproducer))) {
      text += prefix_lines(print_change_rows(*changes), "#");
    }
    text += print_program(reduced.reproducer);
    if (!test_.empty()) {
      const SideNames given = {implementations_.reference, implementations_.variants.front()};
      write_result(test_, print_test(reduced, text, given));
    }
    output_.write(output_.wants_json() ? print_result(pair, reduced) : text);
  }

  ImplementationOptions implementations_;
  OutputOptions output_;
  ProgramFile file_;
  std::string known_;
  std::string test_;
};

}  // namespace

void add_reduce_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command = app.add_subcommand("reduce", "Minimise a program file");
  const auto reduce = std::make_shared<ReduceCommand>();
  reduce->add_to(*command);
  command->callback([reduce, &chosen] { chosen = [reduce] { return reduce->run(); }; });
}

}  // namespace lockstep
