// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "lockstep/base/files.h"
#include "lockstep/base/messages.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/standard_streams.h"
#include "lockstep/cli/tree_options.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostObjectBytes = std::size_t{1} << 30;

class ImportCommand {
 public:
  void add_to(CLI::App& command) {
    tree_.add_to(command)->required();
    command.add_option("--rev", revision_, "The revision (default: the files as they lie there)")
        ->type_name("REV");
    command.add_option("-o,--output", file_, "The shared object to write; - is standard output")
        ->type_name("FILE.so")
        ->required();
    command.add_flag("--quiet", quiet_, "No progress");
  }

  ExitStatus run() const {
    expect_result_writable(file_);
    const KernelSources sources = tree_.patch(tree_.read(revision_)).sources;
    const ImportedObject object = tree_.import(sources, quiet_);
    write_result(file_, read_input(object.file, kMostObjectBytes));
    const std::string done = fmt::format("{}: {}: {}", file_, sources.name, sources.summary);
    if (is_standard_output(file_)) {
      say(done);
    } else {
      write_standard_output(printable(done) + "\n");
    }
    return ExitStatus::kUpheld;
  }

 private:
  TreeOptions tree_;
  std::optional<std::string> revision_;
  std::string file_;
  bool quiet_ = false;
};

}  // namespace

void add_import_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("import", "Build an implementation from a kernel source tree");
  const auto import = std::make_shared<ImportCommand>();
  import->add_to(*command);
  command->callback([import, &chosen] { chosen = [import] { return import->run(); }; });
}

}  // namespace lockstep
