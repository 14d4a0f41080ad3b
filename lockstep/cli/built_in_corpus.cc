// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/built_in_corpus.h"

#include "lockstep/program/text.h"

namespace lockstep {

std::vector<NamedProgram> built_in_corpus() {
  std::vector<NamedProgram> programs;
  for (const CorpusFile& file : corpus_files()) {
    programs.push_back({std::string(file.name), parse_program(file.text)});
  }
  return programs;
}

}  // namespace lockstep
