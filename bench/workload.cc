// SPDX-License-Identifier: GPL-2.0-only
#include "bench/workload.h"

#include "lockstep/cli/corpus.h"
#include "lockstep/program/text.h"

namespace lockstep::bench {

// The build embeds the one program in bench/programs/.
Program workload() { return parse_program(corpus_files().front().text); }

}  // namespace lockstep::bench
