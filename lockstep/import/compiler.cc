// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/compiler.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>
#include <regex>

#include "lockstep/base/files.h"
#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/compile_flags.h"
#include "lockstep/import/run_program.h"
#include "lockstep/program/bound_subject.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

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

// The compiler is run in another folder.
std::string anchor(const std::string& program) {
  return program.find('/') == std::string::npos ? program : fs::absolute(program).string();
}

bool is_clang(const std::string& version) { return version.find("clang") != std::string::npos; }

// Clang can since version 8, and GCC since 12.
bool fills_variables(const std::string& version) {
  static const std::regex number(R"(\s(\d+)\.\d)");
  std::smatch match;
  if (is_clang(version)) return true;
  return std::regex_search(version, match, number) && std::stoul(match[1].str().substr(0, 6)) >= 12;
}

std::vector<std::string> choose_flags(const std::string& version) {
  std::vector<std::string> flags(kBuildFlags.begin(), kBuildFlags.end());
  flags.insert(
      flags.end(),
      {// The way a kernel is compiled.
       "-fno-strict-aliasing", "-fno-strict-overflow", "-fno-delete-null-pointer-checks",
       // A function that is not declared is one that kernel/ lacks.
       "-Werror=implicit-function-declaration", "-Werror=implicit-int", "-Werror=int-conversion",
       "-Werror=incompatible-pointer-types", "-fdiagnostics-color=never", "-pipe"});
  // Report all errors, so that they can be counted; count a tab as one column; and report what is
  // wrong with the arguments of a macro of kernel/ where the macro is used.
  if (is_clang(version)) {
    flags.emplace_back("-ferror-limit=0");
  } else {
    flags.insert(flags.end(), {"-fdiagnostics-column-unit=byte", "-ftrack-macro-expansion=0"});
  }
  // A variable that a patch reads before it is written has the same value in every execution, and
  // one that is unlikely to be right.
  if (fills_variables(version)) flags.emplace_back("-ftrivial-auto-var-init=pattern");
  return flags;
}

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

fs::path glue_folder() { return sources_folder() / kSubjectFolder / "import"; }

}  // namespace lockstep
