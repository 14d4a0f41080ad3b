# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# How a script describes itself: by the comment at its beginning, in which the lines from "usage:"
# on say how it is called. To be sourced before the folder is changed.
script_file=$(realpath -- "$0")
script_name=$(realpath --relative-to="$(dirname -- "${BASH_SOURCE[0]}")/.." -- "$0")

print_help() { sed -n '3,$ { /^#/!q; s/^# \{0,1\}//p }' "$script_file"; }

# Prints one line: what is wrong with how the script was called, and how to call it.
refuse() {  # MESSAGE
  local usage
  usage=$(print_help | sed -n '/^usage:/,/^\S/ p' | sed -n '1p; 2,$ { /^\S/!p }' | tr -s ' \n' ' ')
  printf '%s: %s; %s\n' "$script_name" "$1" "${usage% }" >&2
  exit 2
}

help_if_asked() {  # ARGUMENT...
  case ${1-} in
    --help | -h) print_help && exit ;;
  esac
}

expect_no_option() {  # ARGUMENT...
  local argument
  help_if_asked "$@"
  for argument; do
    [[ $argument != -* ]] || refuse "there is no option $argument"
    [[ $argument ]] || refuse "an argument is empty"
  done
}

expect_at_most() {  # NUMBER ARGUMENT...
  expect_no_option "${@:2}"
  (($# - 1 <= $1)) || refuse "unexpected argument ${*:$1 + 2:1}"
}

expect_number() {  # WHAT VALUE
  [[ $2 =~ ^[1-9][0-9]*$ ]] || refuse "$1: expected a number, found '$2'"
}

# "30s", "10m" or "1h30m"
expect_time() {  # WHAT VALUE
  [[ $2 =~ [1-9] && $2 =~ ^([0-9]+h)?([0-9]+m)?([0-9]+s)?$ ]] ||
    refuse "$1: expected e.g. 30s, 10m or 8h, found '$2'"
}

seconds_of() {  # TIME
  local -A units=([s]=1 [m]=60 [h]=3600)
  local time=$1 seconds=0
  while [[ $time =~ ^([0-9]+)([hms])(.*)$ ]]; do
    seconds=$((seconds + 10#${BASH_REMATCH[1]} * units[${BASH_REMATCH[2]}]))
    time=${BASH_REMATCH[3]}
  done
  echo "$seconds"
}
