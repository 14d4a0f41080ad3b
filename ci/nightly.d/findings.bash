# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
# Discrepancies: a reproducer as text, with its fingerprint as its name, in a folder of its variant.

# Prints the fingerprint of what a program shows that is not in a list, and leaves the reproducer in
# $work/reduced.$BASHPID. Fails with the status of `lockstep reduce` if that is nothing.
reduce_finding() {  # VARIANT BUILD LIST PROGRAM OUTPUT
  local status=0
  "$(command_of "$2")" reduce --variant "$1" --known "$3" "$4" --output "$5" 2>"$5.log" || status=$?
  ((status == 1)) || return "$((status == 0 ? 4 : status))"
  sed -n '1s/.*, fingerprint \([0-9a-f]\{16\}\):.*/\1/p' "$5"
}

# Files what somebody stopped on: says so, and prints the fingerprint. Fails if nothing is found in it.
file_finding() {  # VARIANT BUILD LIST PROGRAM
  local fingerprint reduced file
  reduced=$(mktemp "$work/reduced.XXXXXX")
  fingerprint=$(reduce_finding "$1" "$2" "$3" "$4" "$reduced") || return
  file=$(folder_of "$1")/$fingerprint.txt
  if [[ ! -e $file ]] && ! listed_for "$1" | grep -q "^$fingerprint"; then
    mv "$reduced" "$file"
    echo "Filed $file" >&2
  fi
  printf '%s\n' "$fingerprint"
}

shows_in() {  # VARIANT BUILD LIST FILE
  local fingerprint
  fingerprint=$(reduce_finding "$1" "$2" "$3" "$4" "$work/reduced.shown") || return
  [[ $fingerprint == "$(basename "$4" .txt)" ]]
}

shows_somewhere() {  # VARIANT LIST FILE
  local build
  for build in "${builds[@]}"; do
    shows_in "$1" "$build" "$2" "$3" && return
  done
  return 1
}

# What has been listed since, or shows in no build any more, is put away.
close_fixed() {  # VARIANT
  local folder file list=$work/listed.txt
  folder=$(folder_of "$1")
  listed_for "$1" >"$list"
  for file in "$folder"/*.txt; do
    [[ -e $file ]] || continue
    shows_somewhere "$1" "$list" "$file" && continue
    mkdir -p "$folder/closed"
    mv "$file" "$folder/closed/"
    echo "Closed: $file does not show any more, or is listed" >&2
  done
}
