// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <memory>

#include "lockstep/check/difference_sources.h"
#include "lockstep/check/findings.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/program/files.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/find_difference.h"
#include "lockstep/reduce/reduce.h"
#include "lockstep/report/discrepancy_text.h"

namespace lockstep {
namespace {

class ReduceCommand {
 public:
  void add_to(CLI::App& command) {
    implementations_.add_to(command);
    file_.add_to(command);
    output_.add_to(command);
  }

  ExitStatus run() {
    const LoadedProgram loaded = file_.load();
    const lockstep_implementation& reference = implementations_.resolve_reference();
    const lockstep_implementation& variant = implementations_.resolve_one_variant("to reduce for");
    output_.validate();
    Executor executor;
    PairRunner pair(executor, reference, variant);
    const auto found = find_difference(pair, loaded.program);
    if (!found) {
      fmt::print(stderr, "lockstep: {} and {} showed the same wherever the program was run\n",
                 reference.name, variant.name);
      return ExitStatus::kUpheld;
    }
    output_.write(reduce(pair, *found, loaded.from_bytes ? TaskNames::kByRole : TaskNames::kKeep));
    return ExitStatus::kRefuted;
  }

 private:
  // A program again, with what it shows as comments.
  static std::string reduce(PairRunner& pair, const Discrepancy& found, TaskNames task_names) {
    auto reduced =
        reduce_discrepancy(pair, found.reproducer, found.difference, found.evidence, task_names);
    if (!reduced) throw NotReproducible("the difference that was found does not show again");
    SourcePositions positions;
    add_sources(reduced->difference, replay_pair(pair, reduced->reproducer), positions);
    const SideNames names = {pair.reference().name, pair.variant().name};
    std::string text =
        fmt::format("# {}, {}, fingerprint {}: {}\n", name_of(reduced->difference.kind()),
                    name_of(reduced->discrepancy_class()), reduced->difference.fingerprint(),
                    print_size(reduced->reproducer));
    text += prefix_lines(print_difference(reduced->difference, names), "#");
    return text + print_program(reduced->reproducer);
  }

  ImplementationOptions implementations_;
  OutputOptions output_;
  ProgramFile file_;
};

}  // namespace

void add_reduce_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command = app.add_subcommand("reduce", "Minimise a program file");
  const auto reduce = std::make_shared<ReduceCommand>();
  reduce->add_to(*command);
  command->callback([reduce, &chosen] { chosen = [reduce] { return reduce->run(); }; });
}

}  // namespace lockstep
