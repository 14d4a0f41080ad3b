# SPDX-License-Identifier: GPL-2.0-only
# From Google Benchmark's CSV to lines of: harness, build, pairs per second, outcomes, unequal pairs.
BEGIN { FS = "," }
/^name,/ {
  for (i = 1; i <= NF; i++) {
    gsub(/"/, "", $i)
    column[$i] = i - NF  # from the end: names of benchmarks may have commas
  }
  next
}
/^"/ {
  split($0, quoted, "\"")
  harness = quoted[2]
  sub(/\/iterations.*/, "", harness)
  printf "%s\t%s\t%s\t%s\t%s\n", harness, build, $(NF + column["pairs"]),
         $(NF + column["outcomes"]), $(NF + column["unequal"])
}
