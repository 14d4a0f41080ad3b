# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
# Discrepancies: a reproducer as text, with its fingerprint as its name, in a folder of its variant.

# Prints the fingerprint of what a program shows that is not in a list; fails if that is nothing.
reduce_finding() {  # VARIANT BUILD LIST PROGRAM OUTPUT
  local status=0
  "$(command_of "$2")" reduce --variant "$1" --known "$3" "$4" --output "$5" 2>"$5.log" || status=$?
  ((status == 1)) || return 1
  sed -n '1s/.*, fingerprint \([0-9a-f]\{16\}\):.*/\1/p' "$5"
}

# Files a program that something stopped on: says so, and prints the fingerprint. Fails if it shows
# nothing.
file_finding() {  # VARIANT BUILD LIST PROGRAM
  local fingerprint reduced file
  reduced=$(mktemp "$work/reduced.XXXXXX")
  fingerprint=$(reduce_finding "$1" "$2" "$3" "$4" "$reduced") || return
  file=$(folder_of "$1")/$fingerprint.txt
  if [[ ! -e $file ]] && ! is_listed "$1" "$fingerprint"; then
    mv "$reduced" "$file"
    echo "Filed $file" >&2
  fi
  printf '%s\n' "$fingerprint"
}

# Files every crash of a fuzzer, and adds it to the list only after that, because several crashes
# may show the same discrepancy. Fails on a crash that shows no unknown discrepancy.
file_crashes() {  # VARIANT BUILD LIST FOLDER
  local crash fingerprint unexplained found=
  unexplained=$(folder_of "$1")/unexplained
  for crash in "$4"/*; do
    [[ -e $crash ]] || continue
    if ! fingerprint=$(file_finding "$1" "$2" "$3" "$crash"); then
      mkdir -p "$unexplained"
      mv "$crash" "$unexplained/"
      note_bug "$unexplained/${crash##*/}: a crash in $2 that no discrepancy explains"
      return 1
    fi
    rm "$crash"
    found+=$fingerprint$'\n'
  done
  sort -u <<<"${found%$'\n'}" | sed '/^$/d' >>"$3"
}

# Whether a program still shows what it is filed for, in some build.
still_shows() {  # VARIANT FILE
  local build fingerprint
  fingerprint=$(basename "$2" .txt)
  known_to "$1" | grep -v "^$fingerprint" >"$work/others.txt"
  for build in "${builds[@]}"; do
    [[ $(reduce_finding "$1" "$build" "$work/others.txt" "$2" "$work/reduced.shown") != "$fingerprint" ]] ||
      return 0
  done
  return 1
}

is_listed() { listed_for "$1" | grep -q "^$2"; }  # VARIANT FINGERPRINT

# Puts away discrepancies that have been listed since, or that no build shows any more.
close_fixed() {  # VARIANT
  local folder file
  folder=$(folder_of "$1")
  for file in "$folder"/*.txt; do
    [[ -e $file ]] || continue
    ! still_shows "$1" "$file" || is_listed "$1" "$(basename "$file" .txt)" || continue
    mkdir -p "$folder/closed"
    mv "$file" "$folder/closed/"
    echo "Closed: $file does not show any more, or is listed" >&2
  done
}
