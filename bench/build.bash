# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# What the scripts in bench/ share.

# build_of PRESET TARGET...: builds what is to be measured, and sets $build to where it is. With
# LOCKSTEP_TESTED_BUILD, that build is used as it is.
build_of() {
  build=${LOCKSTEP_TESTED_BUILD-}
  [[ -z $build ]] || return 0
  ci/build "$@" >&2
  build=build/$1
}

# "1,234,567", whatever the locale.
grouped() { printf '%.0f\n' "$1" | sed -E ':more; s/^([0-9]+)([0-9]{3})/\1,\2/; t more'; }  # NUMBER
