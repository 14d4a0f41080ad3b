# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
# What ci/nightly and its campaigns share. They set $corpus and $results, the folders, and $work,
# which holds what a run has not finished yet.

fail() {  # STATUS MESSAGE
  printf 'ci/nightly: %s\n' "$2" >&2
  exit "$1"
}

# Runs a command in place of this (sub)shell. It ends when its parent ends, in whatever way, so that
# nothing is left running. The parent may have ended before the kernel was asked for that; then the
# command already has another parent.
ending_with() {  # PARENT COMMAND...
  # shellcheck disable=SC2016
  exec setpriv --pdeathsig KILL bash -c '[[ $PPID == "$1" ]] || exit; exec "${@:2}"' ending_with "$@"
}

# Runs a command that ends with this process. It is waited for in the background, since Bash defers
# signals while a command runs in the foreground.
guarded() {
  local self=$BASHPID
  ending_with "$self" "$@" <&0 &
  wait $!
}

# The name of a variant's files: v3, or my_patch for somewhere/my_patch.so.
label_of() { basename "$1" .so; }  # VARIANT
folder_of() { printf '%s\n' "$results/$(label_of "$1")"; }  # VARIANT
campaigns_of() { printf '%s\n' "$work/campaigns/$(label_of "$1")"; }  # VARIANT
command_of() { printf '%s\n' "$1/lockstep/cli/lockstep"; }  # BUILD

# The file, below the project's folder, of fingerprints that people have listed for a variant.
list_of() {  # VARIANT
  local list
  list=corpus/known/$(label_of "$1").txt
  [[ -e $list ]] || list=/dev/null
  printf '%s\n' "$list"
}

listed_for() { cat "$(list_of "$1")"; }  # VARIANT

# Fingerprints of filed discrepancies, which are unknown until they are listed.
filed_for() {  # VARIANT
  local file
  for file in "$(folder_of "$1")"/*.txt; do
    [[ ! -e $file ]] || basename "$file" .txt
  done
}

# Fingerprints to pass over, so that something else is found.
known_to() {  # VARIANT
  listed_for "$1"
  filed_for "$1"
}

fuzz_options() { printf -- '--variant "%s" --known "%s"\n' "$1" "$2"; }  # VARIANT LIST

# Reports something that no discrepancy explains. It is reported at the end, too.
note_bug() { printf '%s\n' "$1" | tee -a "$work/bugs" >&2; }
