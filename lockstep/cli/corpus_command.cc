// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <memory>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/corpus.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/json_values.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

struct PackArguments {
  std::vector<std::string> inputs;
  std::string output;
};

std::string as_text(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

// Undoes what unpack makes of a name.
std::string without_txt(const fs::path& file) {
  return (file.extension() == ".txt" ? file.stem() : file.filename()).string();
}

ExitStatus pack(const PackArguments& arguments) {
  const auto files = expand_inputs(arguments.inputs);
  make_folder(arguments.output);
  OutputNames names;
  for (const fs::path& file : files) {
    const auto bytes = pack_program(load_program(file));
    write_output(fs::path(arguments.output) / names.next(without_txt(file), ""), as_text(bytes));
  }
  return ExitStatus::kUpheld;
}

struct ListArguments {
  std::string folder;
  OutputOptions output;
};

std::string print_json(const std::vector<NamedProgram>& programs) {
  Json json = json_head(new_report("corpus list"));
  json["programs"] = Json::array();
  for (const NamedProgram& named : programs) {
    json["programs"].push_back({{"name", printable(named.name)},
                                {"has_faults", has_fault(named.program)},
                                {"program", json_of(named.program)}});
  }
  return print(json);
}

std::string print_text(const std::vector<NamedProgram>& programs) {
  std::string text;
  for (const NamedProgram& named : programs) {
    text += fmt::format("{:<44} {}{}\n", printable(named.name), print_size(named.program),
                        has_fault(named.program) ? ", with faults" : "");
  }
  return text;
}

ExitStatus list(const ListArguments& arguments) {
  arguments.output.validate();
  const auto programs =
      arguments.folder.empty() ? built_in_corpus() : load_corpus(arguments.folder);
  arguments.output.write(arguments.output.wants_json() ? print_json(programs)
                                                       : print_text(programs));
  return ExitStatus::kUpheld;
}

}  // namespace

void add_corpus_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("corpus", "Turn programs from text into fuzzer bytes and back");
  command->require_subcommand(1);

  const auto packed = std::make_shared<PackArguments>();
  CLI::App* const pack_command = command->add_subcommand("pack", "Text to bytes");
  pack_command->add_option("FILES", packed->inputs, "Text files, or folders of them")
      ->type_name("FILE.txt")
      ->required();
  pack_command->add_option("--output", packed->output, "Folder for the bytes")
      ->type_name("DIR")
      ->required();
  pack_command->callback([packed, &chosen] { chosen = [packed] { return pack(*packed); }; });

  add_unpack_command(*command, chosen);

  const auto listed = std::make_shared<ListArguments>();
  CLI::App* const list_command = command->add_subcommand("list", "Names and sizes of programs");
  list_command
      ->add_option("DIR", listed->folder, "Folder of programs (default: the built-in corpus)")
      ->type_name("DIR");
  listed->output.add_to(*list_command);
  list_command->callback([listed, &chosen] { chosen = [listed] { return list(*listed); }; });
}

}  // namespace lockstep
