// SPDX-License-Identifier: GPL-2.0-only
#include "bench/workload.h"

#include "lockstep/program/text.h"

namespace lockstep::bench {

Program workload() {
  return parse_program(R"(config DEBUG_VM=off LOCKDEP=off
vma 0 attached
task writer: mmap_write_lock; vma_start_write_killable 0; mmap_write_unlock; mmap_write_lock; vma_start_write_killable 0; mmap_write_unlock
task reader_a: vma_start_read 0; vma_end_read 0; vma_start_read 0; vma_end_read 0
task reader_b: vma_start_read 0; vma_end_read 0; vma_start_read 0; vma_end_read 0
)");
}

}  // namespace lockstep::bench
