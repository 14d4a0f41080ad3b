# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# How AFL++ is run unattended, and with our mutations alone.
export_afl_environment() {  # MUTATOR
  export AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_NO_COLOR=1
  export AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
  export AFL_CUSTOM_MUTATOR_ONLY=1 AFL_CUSTOM_MUTATOR_LIBRARY=$1
}
