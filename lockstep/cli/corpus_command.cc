// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <memory>

#include "lockstep/cli/built_in_corpus.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/files.h"
#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/numbers.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

struct CorpusArguments {
  std::vector<std::string> inputs;
  std::string output;
};

// Files stand for themselves, folders for the files in them.
std::vector<fs::path> expand(const std::vector<std::string>& inputs) {
  std::vector<fs::path> files;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (fs::is_directory(input, error)) {
      const auto inside = list_folder(input);
      files.insert(files.end(), inside.begin(), inside.end());
    } else {
      files.emplace_back(input);
    }
  }
  return files;
}

void make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw InputError(fmt::format("cannot make folder {}: {}", folder, error.message()));
  }
}

std::string as_text(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

ExitStatus pack(const CorpusArguments& arguments) {
  make_folder(arguments.output);
  for (const fs::path& file : expand(arguments.inputs)) {
    const auto bytes = pack_program(load_program(file));
    write_output(fs::path(arguments.output) / file.stem(), as_text(bytes));
  }
  return ExitStatus::kUpheld;
}

Program unpack_file(const fs::path& file) {
  const std::string content = read_input(file);
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(content.data());
  return unpack_program({bytes, content.size()});
}

ExitStatus unpack(const CorpusArguments& arguments) {
  const auto files = expand(arguments.inputs);
  if (!arguments.output.empty()) make_folder(arguments.output);
  for (const fs::path& file : files) {
    const std::string text = print_program(unpack_file(file));
    if (!arguments.output.empty()) {
      const std::string name = file.filename().string() + ".txt";
      write_output(fs::path(arguments.output) / name, text);
    } else {
      write_standard_output(files.size() == 1 ? text
                                              : fmt::format("# {}\n{}", file.string(), text));
    }
  }
  return ExitStatus::kUpheld;
}

ExitStatus list(const std::string& folder) {
  std::string text;
  for (const NamedProgram& named : folder.empty() ? built_in_corpus() : load_programs(folder)) {
    text += fmt::format("{:<44} {}{}\n", named.name, print_size(named.program),
                        has_fault(named.program) ? ", with faults" : "");
  }
  write_standard_output(text);
  return ExitStatus::kUpheld;
}

}  // namespace

void add_corpus_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("corpus", "Turn programs from text into fuzzer bytes and back");
  command->require_subcommand(1);

  const auto packed = std::make_shared<CorpusArguments>();
  CLI::App* const pack_command = command->add_subcommand("pack", "Text to bytes");
  pack_command->add_option("FILES", packed->inputs, "Text files, or folders of them")->required();
  pack_command->add_option("--output", packed->output, "Folder for the bytes")->required();
  pack_command->callback([packed, &chosen] { chosen = [packed] { return pack(*packed); }; });

  const auto unpacked = std::make_shared<CorpusArguments>();
  CLI::App* const unpack_command = command->add_subcommand("unpack", "Bytes to text");
  unpack_command->add_option("FILES", unpacked->inputs, "Files of bytes, or folders")->required();
  unpack_command->add_option("--output", unpacked->output,
                             "Folder for the texts (default: standard output)");
  unpack_command->callback(
      [unpacked, &chosen] { chosen = [unpacked] { return unpack(*unpacked); }; });

  const auto folder = std::make_shared<std::string>();
  CLI::App* const list_command = command->add_subcommand("list", "Names and sizes of programs");
  list_command->add_option("DIR", *folder, "Folder of texts (default: the built-in corpus)");
  list_command->callback([folder, &chosen] { chosen = [folder] { return list(*folder); }; });
}

}  // namespace lockstep
