# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
# ThreadSanitizer of Clang 14 has a fixed place for everything that a program maps: 1.5 TiB for the stack and
# shared libraries. Where the kernel puts these varies by 2^vm.mmap_rnd_bits pages, so 28 bits (1 TiB) fit, which
# is what Debian 12 has, and the 32 of some other systems do not: most programs then end before they begin.
# (That of LLVM 18 would handle this by itself.)
readonly most_random_bits=28

# Goes on with the script in a process whose addresses are not randomized, if they would be too much;
# if that is not permitted, says what to do. To be sourced after usage.bash, and called with the
# arguments of the script, before anything is done.
limit_randomization() {  # ARGUMENT...
  local bits_file=${LOCKSTEP_RANDOM_BITS:-/proc/sys/vm/mmap_rnd_bits} bits=0
  [[ ! -r $bits_file ]] || bits=$(<"$bits_file")
  ((bits > most_random_bits)) || return 0
  ((16#$(</proc/self/personality) & 0x40000)) && return 0  # that is done already
  if setarch --addr-no-randomize true 2>/dev/null; then
    exec setarch --addr-no-randomize "$script_file" "$@"
  fi
  printf '%s: vm.mmap_rnd_bits is %s, too much for ThreadSanitizer: sudo sysctl vm.mmap_rnd_bits=%s\n' \
    "$script_name" "$bits" "$most_random_bits" >&2
  exit 2
}
