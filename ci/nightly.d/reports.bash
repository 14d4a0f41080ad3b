# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
# The end of a run: a report of each variant in every format, and a summary of all.

formats=(text mail html json junit sarif)

extension_of() {  # FORMAT
  local -A extensions=([text]=txt [mail]=mail.txt [junit]=junit.xml)
  printf '%s\n' "${extensions[$1]-$1}"
}

# Gathers the programs that a check begins with: those of the repository, and reproducers that are
# filed.
gather_programs() {  # VARIANT FOLDER
  rm -rf "$2"
  mkdir "$2"
  cp corpus/seeds/*.txt "$2"
  cp corpus/regressions/*.txt "$2"
  find "$(folder_of "$1")" -maxdepth 1 -name '*.txt' -exec cp -t "$2" {} +
}

# Lets `lockstep check` write them. Discrepancies that it finds and no fuzzer found are filed, too.
write_reports() {  # VARIANT
  local label build format status=0 options=()
  label=$(label_of "$1")
  build=$(most_watchful_build)
  mkdir -p "$results/reports"
  for format in "${formats[@]}"; do
    options+=(--format "$format" --output "$results/reports/$label.$(extension_of "$format")")
  done
  gather_programs "$1" "$work/programs"
  listed_for "$1" >"$work/listed.txt"
  guarded "$(command_of "$build")" check --variant "$1" --known "$work/listed.txt" --quiet \
    --corpus "$work/programs" --time "$((slot < 10 ? slot : 10))s" --save "$work/saved-$label" \
    "${options[@]}" 2>"$work/check-$label.log" || status=$?
  ((status <= 1)) || note_bug "lockstep check ended with status $status: $work/check-$label.log"
  file_saved "$1" "$build"
}

# Notes are not discrepancies within the contract, so they stay in the report.
file_saved() {  # VARIANT BUILD
  local program
  for program in "$work/saved-$(label_of "$1")"/*.txt; do
    [[ -e $program ]] || continue
    if reduce_finding "$1" "$2" "$work/listed.txt" "$program" "$work/reduced.saved" >/dev/null &&
      head -n 1 "$work/reduced.saved" | grep -q ', reachable, '; then
      file_finding "$1" "$2" "$work/listed.txt" "$program" >/dev/null
    fi
  done
}

# How much was run, and how often libFuzzer's processes passed over what is listed.
print_met() {  # VARIANT
  local label
  label=$(label_of "$1")
  cat "$(campaigns_of "$1")"/*/log | LISTED=$(listed_for "$1") awk -v label="$label" '
    { gsub(",", "") }
    /^stat::number_of_executed_units:/ { pairs += $2 }
    /^fuzz_check: [0-9a-f]+ is known passed over/ && index(ENVIRON["LISTED"], $2) { met[$2] += $(NF - 1) }
    END {
      printf "%s: %d pairs of executions\n", label, pairs
      for (fingerprint in met) {
        printf "%s: known %s, met %d times\n", label, fingerprint, met[fingerprint]
      }
    }'
}

print_unknown() {  # VARIANT
  local fingerprint file age
  for fingerprint in $(filed_for "$1"); do
    file=$(folder_of "$1")/$fingerprint.txt
    age=
    [[ ! $file -nt $work/began ]] || age=' (new)'
    printf '%s: UNKNOWN %s: lockstep replay --variant %s %s%s\n' \
      "$(label_of "$1")" "$fingerprint" "$1" "$file" "$age"
  done
}

print_summary() {
  local variant label
  for variant in "${variants[@]}"; do
    label=$(label_of "$variant")
    print_met "$variant"
    printf '%s: %d programs in %s\n' "$label" "$(find "$corpus/$label" -type f | wc -l)" "$corpus/$label"
    print_unknown "$variant"
  done
  [[ ! -e $work/bugs ]] || sed 's/^/BUG: /' "$work/bugs"
}

# Only now is the work of the campaigns finished.
finish() {
  print_summary >"$work/summary.txt"
  cp "$work/summary.txt" "$results/.summary.txt"
  mv "$results/.summary.txt" "$results/summary.txt"
  cat "$results/summary.txt"
  [[ ! -e $work/bugs ]] || exit 3
  rm -rf "$work"
  ! grep -q ': UNKNOWN ' "$results/summary.txt" || exit 1
}
