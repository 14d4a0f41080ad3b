// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "lockstep/base/files.h"
#include "lockstep/base/messages.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/corpus.h"
#include "lockstep/cli/implementation_options.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/cli/standard_streams.h"
#include "lockstep/compare/outcome.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/program/text.h"
#include "lockstep/report/text_layout.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

/// A file of the corpus.
struct BytesFile {
  std::size_t place = 0;  ///< in the order in which files were given
  fs::path path;
  std::string content;
};

/// The outcomes of the reference and of the variant.
using OutcomePair = std::pair<OutcomeDigest, OutcomeDigest>;

bool is_any_folder(const std::vector<std::string>& inputs) {
  return std::ranges::any_of(inputs, [](const std::string& input) {
    std::error_code error;
    return fs::is_directory(input, error);
  });
}

std::vector<BytesFile> read_all(const std::vector<fs::path>& paths) {
  std::vector<BytesFile> files;
  files.reserve(paths.size());
  for (const fs::path& path : paths) files.push_back({files.size(), path, read_input(path)});
  return files;
}

// A program that one of the sides cannot run has no outcomes. Says how many these are, if any.
std::string leave_out_lacking(std::vector<BytesFile>& files, const OperationSet& supported) {
  const auto count = std::erase_if(files, [&](const BytesFile& file) {
    return !supported.contains(unpack_content(file.content));
  });
  if (count == 0) return "";
  return fmt::format(", {} left out for operations that a side lacks", group_digits(count));
}

OutcomePair run_once(PairRunner& pair, const Program& program) {
  ScriptedScheduler scheduler(program.schedule);
  const ObservedPair& shown = pair.run(program, scheduler);
  return {digest_outcome(shown.reference), digest_outcome(shown.variant)};
}

std::vector<BytesFile> keep_one_per_outcome(std::vector<BytesFile> files, PairRunner& pair) {
  std::map<OutcomePair, BytesFile> shortest;
  for (BytesFile& file : files) {
    const auto outcomes = run_once(pair, unpack_content(file.content));
    const auto [kept, is_new] = shortest.try_emplace(outcomes);
    if (is_new || file.content.size() < kept->second.content.size()) {
      kept->second = std::move(file);
    }
  }
  files.clear();
  for (auto& [outcomes, file] : shortest) files.push_back(std::move(file));
  std::ranges::sort(files, {}, &BytesFile::place);
  return files;
}

class UnpackCommand {
 public:
  void add_to(CLI::App& command) {
    command
        .add_option(
            "FILES", inputs_,
            "Files of bytes, or folders of them: a corpus of libFuzzer, the output of AFL++")
        ->type_name("FILE")
        ->required();
    command.add_option("--output", output_, "Folder for the texts (default: standard output)")
        ->type_name("DIR");
    command.add_flag("--all", all_,
                     "Keep every program of a folder, not only the shortest for each outcome of "
                     "those that both sides can run");
    implementations_.add_to(command);
  }

  ExitStatus run() const {
    const lockstep_implementation& reference = implementations_.resolve_reference();
    const lockstep_implementation& variant = implementations_.resolve_one_variant("to unpack for");
    auto files = read_all(expand_inputs(inputs_));
    std::string counts = count_of(files.size(), "file");
    if (!output_.empty()) make_folder(output_);
    const bool has_folder = is_any_folder(inputs_);
    if (has_folder && !all_) {
      Executor executor;
      PairRunner pair(executor, reference, variant);
      counts += leave_out_lacking(files, pair.operations());
      files = keep_one_per_outcome(std::move(files), pair);
      counts += ", " + count_of(files.size(), "outcome");
    }
    write(files);
    if (has_folder) say(counts);
    return ExitStatus::kUpheld;
  }

 private:
  void write(const std::vector<BytesFile>& files) const {
    OutputNames names;
    for (const BytesFile& file : files) {
      const std::string text = print_program(unpack_content(file.content));
      if (!output_.empty()) {
        const std::string name = names.next(file.path.filename().string(), ".txt");
        write_output(fs::path(output_) / name, text);
      } else {
        write_standard_output(files.size() == 1
                                  ? text
                                  : fmt::format("# {}\n{}", printable(file.path.string()), text));
      }
    }
  }

  ImplementationOptions implementations_;
  std::vector<std::string> inputs_;
  std::string output_;
  bool all_ = false;
};

}  // namespace

void add_unpack_command(CLI::App& corpus, CommandAction& chosen) {
  CLI::App* const command = corpus.add_subcommand("unpack", "Bytes to text");
  const auto unpack = std::make_shared<UnpackCommand>();
  unpack->add_to(*command);
  command->callback([unpack, &chosen] { chosen = [unpack] { return unpack->run(); }; });
}

}  // namespace lockstep
