# SPDX-License-Identifier: GPL-2.0-only
# From Google Benchmark's CSV to lines of: harness, build, pairs per second, pairs per second of CPU
# time, outcomes, part of the pairs that showed different things.
BEGIN { FS = "," }
/^name,/ {
  for (i = 1; i <= NF; i++) {
    gsub(/"/, "", $i)
    column[$i] = i - NF  # from the end: names of benchmarks may have commas
  }
  next
}
function field(name) { return $(NF + column[name]) }
/^"/ {
  split($0, quoted, "\"")
  harness = quoted[2]
  sub(/\/iterations.*/, "", harness)
  printf "%s\t%s\t%s\t%s\t%s\t%s\n", harness, build, field("pairs"),
         field("pairs") * field("real_time") / field("cpu_time"), field("outcomes"),
         field("unequal")
}
