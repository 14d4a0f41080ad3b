// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <utility>

#include "lockstep/base/files.h"
#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/compiled_code.h"
#include "lockstep/import/compiler.h"
#include "lockstep/import/kernel_sources.h"
#include "lockstep/load/implementations.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTreeFolder = "tree";  // in the scratch folder
constexpr std::string_view kHeaders = "include/";

std::string in_capitals(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::vector<fs::path> list_probes() {
  std::vector<fs::path> probes;
  for (const fs::path& file : list_folder(glue_folder() / "probes")) {
    if (file.extension() == ".c") probes.push_back(file);
  }
  return probes;
}

std::string glue() { return (glue_folder() / "glue.c").string(); }

// Whether a compiler reported an error in this file.
bool has_error(const std::string& output, const fs::path& file) {
  const std::string start = file.string() + ":";
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(start) && line.find(": error: ") != std::string::npos) return true;
  }
  return false;
}

const TreeFile* find_former(std::string_view name) {
  const auto found = std::ranges::find(kTreeFiles, name, &TreeFile::former);
  return found == kTreeFiles.end() ? nullptr : &*found;
}

}  // namespace

Compilation::Compilation(const std::string& compiler, const std::vector<std::string>& flags,
                         const KernelSources& sources, const ScratchFolder& scratch)
    : compiler_(compiler),
      flags_(flags),
      sources_(sources),
      scratch_(scratch),
      tree_(scratch.path() / kTreeFolder) {
  for (const auto& [name, content] : sources.files) {
    const TreeFile* const former_of = find_former(name);
    if (!former_of) {
      write(name, content);
    } else if (sources.is_split(*former_of)) {
      write_lock_part(name);
    }
  }
  for (const TreeFile& file : kTreeFiles) {
    if (sources.place_of(file) != file.name) write_detour(file);
  }
}

// The preprocessor's output is needed only at the end, so it runs beside the compiler.
fs::path Compilation::compile() {
  const std::vector<std::string> defines = probe();
  const fs::path object = scratch_.path() / "implementation.o";
  fs::path library = scratch_.path() / "implementation.so";
  RunningProgram preprocessing(preprocess(defines));
  std::vector<std::string> more = defines;
  more.insert(more.end(), {"-c", glue(), "-o", object.string()});
  expect_success(run_program(call(more)));
  const ProgramResult preprocessed = preprocessing.wait();
  expect_success(preprocessed);
  const fs::path code = write_code(preprocessed.output);
  // Not with the sanitizer's flag: its runtime is in the executable that loads this.
  expect_success(run_program(plain_call(
      {"-shared", "-Wl,-Bsymbolic", object.string(), code.string(), "-o", library.string()})));
  return library;
}

void Compilation::write(std::string_view name, const std::string& content) const {
  scratch_.write(fs::path(kTreeFolder) / name, content);
}

// The part of a file that is needed. A header continues the userspace kernel's header of that name.
void Compilation::write_lock_part(std::string_view name) const {
  std::string text;
  if (name.starts_with(kHeaders)) {
    text = fmt::format("#pragma once\n#include_next <{}>\n", name.substr(kHeaders.size()));
  }
  write(name, text + cut_lock_blocks(sources_.files.at(std::string(name)), name));
}

// Under the name that kernel/ knows, a file that includes the one under its new name.
void Compilation::write_detour(const TreeFile& file) const {
  const std::string place = sources_.place_of(file);
  write(file.name, place.starts_with(kHeaders)
                       ? fmt::format("#include <{}>\n", place.substr(kHeaders.size()))
                       : fmt::format("#include \"{}\"\n", place));
}

// All probes in one call, which costs as much as one of them. A probe compiles if no error names
// it.
std::vector<std::string> Compilation::probe() const {
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

// The code becomes an input of the linker: a string in C would have to be compiled.
fs::path Compilation::write_code(const std::string& preprocessed) const {
  const CompiledCode code =
      read_compiled_code(preprocessed, [this](const std::string& file) { return tree_name(file); });
  const fs::path text = scratch_.write("code.txt", print_compiled_code(code));
  return scratch_.write("code.s",
                        fmt::format("\t.section .rodata\n\t.globl {0}\n\t.type {0}, %object\n{0}:\n"
                                    "\t.incbin {1}\n\t.byte 0\n\t.size {0}, . - {0}\n"
                                    "\t.section .note.GNU-stack,\"\",%progbits\n",
                                    kCompiledCodeSymbol, c_string_literal(text.string())));
}

std::string Compilation::tree_name(const std::string& file) const {
  std::string name = fs::path(file).lexically_normal().string();
  return sources_.files.contains(name) ? name : "";
}

ProgramCall Compilation::call(const std::vector<std::string>& more) const {
  std::vector<std::string> words = flags_;
  words.insert(
      words.end(),
      {"-I", (tree_ / "include").string(), "-I", tree_.string(), "-I", kernel_folder().string(),
       // Names of files are those in the user's tree, and in Lockstep's own.
       fmt::format("-ffile-prefix-map={}/=", tree_.string()),
       fmt::format("-ffile-prefix-map={}/=", sources_folder().string()),
       "-DLOCKSTEP_IMPORT_NAME=" + c_string_literal(sources_.name),
       "-DLOCKSTEP_IMPORT_SUMMARY=" + c_string_literal(sources_.summary),
       "-DLOCKSTEP_IMPORT_SOURCE=" + c_string_literal(sources_.place_of(kTreeFiles[0]))});
  words.insert(words.end(), more.begin(), more.end());
  return plain_call(std::move(words));
}

// Code that only moves within its file stays the same, and files have their names in the tree.
ProgramCall Compilation::preprocess(const std::vector<std::string>& more) const {
  std::vector<std::string> words = flags_;
  words.insert(words.end(), {"-E", "-Wno-builtin-macro-redefined", "-D__LINE__=0",
                             "-D__COUNTER__=0", "-D__FILE__=\"\"", "-I", "include", "-I", ".", "-I",
                             kernel_folder().string(), glue()});
  words.insert(words.end(), more.begin(), more.end());
  return plain_call(std::move(words));
}

ProgramCall Compilation::plain_call(std::vector<std::string> words) const {
  ProgramCall call;
  call.words = std::move(words);
  call.words.insert(call.words.begin(), compiler_);
  call.folder = tree_;
  call.environment = environment_with({"LC_ALL=C", "TMPDIR=" + scratch_.path().string()});
  call.group = scratch_.group();
  return call;
}

void Compilation::expect_success(const ProgramResult& result) const {
  if (result.status == 0) return;
  const std::vector<std::string> folders = {std::string(kTreeFolder) + "/",
                                            sources_folder().string() + "/"};
  throw InputError(
      fmt::format("{}: {}", sources_.name,
                  explain_errors(scratch_.without_path(result.errors), folders, sources_.files)));
}

}  // namespace lockstep
