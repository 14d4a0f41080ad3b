// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/compiler.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <sstream>

#include "lockstep/exec/data_folders.h"
#include "lockstep/import/compile_flags.h"
#include "lockstep/import/diagnostics.h"
#include "lockstep/import/lock_blocks.h"
#include "lockstep/import/quote.h"
#include "lockstep/import/run_program.h"
#include "lockstep/program/files.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTreeFolder = "tree";  // in the scratch folder
constexpr std::string_view kHeaders = "include/";

/// What `--version` prints; nothing if there is no such program.
std::optional<std::string> ask_version(const std::string& program) {
  ProgramCall call;
  call.words = {program, "--version"};
  call.environment = environment_with({"LC_ALL=C"});
  try {
    const ProgramResult result = run_program(call);
    return result.status == 0 ? std::optional(result.output) : std::nullopt;
  } catch (const ProgramMissing&) {
    return std::nullopt;
  }
}

// It is run in another folder.
std::string anchor(const std::string& program) {
  return program.find('/') == std::string::npos ? program : fs::absolute(program).string();
}

std::string in_capitals(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::vector<fs::path> list_probes() {
  std::vector<fs::path> probes;
  for (const fs::path& file : list_folder(kernel_folder() / "import" / "probes")) {
    if (file.extension() == ".c") probes.push_back(file);
  }
  return probes;
}

// Whether a compiler complained of something in this file.
bool has_error(const std::string& output, const fs::path& file) {
  const std::string start = file.string() + ":";
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(start) && line.find(": error: ") != std::string::npos) return true;
  }
  return false;
}

std::vector<std::string> choose_flags(const std::string& version) {
  std::vector<std::string> flags(kBuildFlags.begin(), kBuildFlags.end());
  flags.insert(
      flags.end(),
      {// As a kernel is compiled.
       "-fno-strict-aliasing", "-fno-strict-overflow", "-fno-delete-null-pointer-checks",
       // A function that is not declared is one that kernel/ lacks.
       "-Werror=implicit-function-declaration", "-Werror=implicit-int", "-Werror=int-conversion",
       "-Werror=incompatible-pointer-types", "-fdiagnostics-color=never", "-pipe"});
  // All errors, so that they can be counted; columns that count a tab as one; and what is wrong
  // with the arguments of a macro of kernel/ where it is used.
  const bool is_clang = version.find("clang") != std::string::npos;
  if (is_clang) {
    flags.emplace_back("-ferror-limit=0");
  } else {
    flags.insert(flags.end(), {"-fdiagnostics-column-unit=byte", "-ftrack-macro-expansion=0"});
  }
  return flags;
}

/// One import: sources in a scratch folder, and the calls of the compiler on them.
class Compilation {
 public:
  Compilation(const std::string& compiler, const std::vector<std::string>& flags,
              const KernelSources& sources, const ScratchFolder& scratch)
      : compiler_(compiler),
        flags_(flags),
        sources_(sources),
        scratch_(scratch),
        tree_(scratch.path() / kTreeFolder) {
    for (const TreeFile& file : kTreeFiles) {
      write(file.name, sources.files.at(std::string(file.name)));
      if (sources.is_split(file)) write_lock_part(file.former);
    }
  }

  fs::path compile() {
    std::vector<std::string> more = probe();
    const fs::path object = scratch_.path() / "implementation.o";
    fs::path library = scratch_.path() / "implementation.so";
    more.insert(more.end(),
                {"-c", (kernel_folder() / "import" / "glue.c").string(), "-o", object.string()});
    expect_success(run_program(call(more)));
    // Not with the sanitizer's flag: its runtime is in the executable that loads this.
    expect_success(run_program(
        plain_call({"-shared", "-Wl,-Bsymbolic", object.string(), "-o", library.string()})));
    return library;
  }

 private:
  void write(std::string_view name, const std::string& content) const {
    scratch_.write(fs::path(kTreeFolder) / name, content);
  }

  // All that is needed of a file. A header goes on where the userspace kernel's own ends.
  void write_lock_part(std::string_view name) const {
    std::string text;
    if (name.starts_with(kHeaders)) {
      text = fmt::format("#pragma once\n#include_next <{}>\n", name.substr(kHeaders.size()));
    }
    write(name, text + cut_lock_blocks(sources_.files.at(std::string(name)), name));
  }

  // All in one call, which costs as much as one of them: those that compile are in no error.
  std::vector<std::string> probe() const {
    const std::vector<fs::path> probes = list_probes();
    std::string all;
    for (const fs::path& probe : probes) {
      all += fmt::format("#define probe probe_{}\n#include \"{}\"\n#undef probe\n",
                         probe.stem().string(), probe.string());
    }
    const fs::path file = scratch_.write("probes.c", all);
    const std::string errors = run_program(call({"-fsyntax-only", file.string()})).errors;
    std::vector<std::string> defines;
    for (const fs::path& probe : probes) {
      if (has_error(errors, probe)) continue;
      defines.push_back(fmt::format("-DLOCKSTEP_HAS_{}=1", in_capitals(probe.stem().string())));
    }
    return defines;
  }

  ProgramCall call(const std::vector<std::string>& more) const {
    std::vector<std::string> words = flags_;
    words.insert(
        words.end(),
        {"-I", (tree_ / "include").string(), "-I", tree_.string(), "-I", kernel_folder().string(),
         // Names of files are those of the user's tree, and of Lockstep's own.
         fmt::format("-ffile-prefix-map={}/=", tree_.string()),
         fmt::format("-ffile-prefix-map={}/=", sources_folder().string()),
         "-DLOCKSTEP_IMPORT_NAME=" + c_string_literal(sources_.name),
         "-DLOCKSTEP_IMPORT_SUMMARY=" + c_string_literal(sources_.summary)});
    words.insert(words.end(), more.begin(), more.end());
    return plain_call(std::move(words));
  }

  ProgramCall plain_call(std::vector<std::string> words) const {
    ProgramCall call;
    call.words = std::move(words);
    call.words.insert(call.words.begin(), compiler_);
    call.folder = tree_;
    call.environment = environment_with({"LC_ALL=C", "TMPDIR=" + scratch_.path().string()});
    call.group = scratch_.group();
    return call;
  }

  void expect_success(const ProgramResult& result) const {
    if (result.status == 0) return;
    const std::vector<std::string> folders = {tree_.string() + "/",
                                              sources_folder().string() + "/"};
    throw InputError(fmt::format("{}: {}", sources_.name,
                                 explain_errors(result.errors, folders, sources_.files)));
  }

  const std::string& compiler_;
  const std::vector<std::string>& flags_;
  const KernelSources& sources_;
  const ScratchFolder& scratch_;
  const fs::path tree_;
};

}  // namespace

Compiler::Compiler(const std::string& wanted) {
  std::vector<std::string> candidates = {kBuildCompiler, "clang", "gcc"};
  if (!wanted.empty()) candidates = {anchor(wanted)};
  std::optional<std::string> version;
  for (const std::string& candidate : candidates) {
    version = ask_version(candidate);
    program_ = candidate;
    if (version) break;
  }
  if (!version && !wanted.empty()) {
    throw InputError(fmt::format("--compiler: cannot run '{}' (expected clang, gcc or the like)",
                                 printable(wanted)));
  }
  if (!version) {
    throw InputError(fmt::format("there is no C compiler: expected {}; --compiler names another",
                                 fmt::join(candidates, ", ")));
  }
  flags_ = choose_flags(*version);
  identity_ = fmt::format("{}\n{}\n{}", program_, *version, fmt::join(flags_, "\n"));
}

fs::path Compiler::compile(const KernelSources& sources, const ScratchFolder& scratch) const {
  return Compilation(program_, flags_, sources, scratch).compile();
}

fs::path kernel_folder() { return sources_folder() / "kernel"; }

}  // namespace lockstep
