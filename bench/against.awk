# SPDX-License-Identifier: GPL-2.0-only
# From samples (see samples.awk) of builds "PRESET,here" and "PRESET,there" to a table of medians. What only
# one side has is held against the other one's random walk.
BEGIN { FS = "\t" }

{
  split($2, part, ",")
  row = $1 FS part[1]
  if (!(row in known)) {
    known[row] = 1
    rows[++row_count] = row
  }
  side = row FS part[2]
  rates[side, ++samples[side]] = $4
}

END {
  printf "%-30s %-8s %13s %13s %9s\n", "harness", "build", "pairs/CPU s", "there", "of there"
  for (i = 1; i <= row_count; i++) {
    split(rows[i], name, FS)
    here = median(rates, rows[i] FS "here")
    there = median(rates, rows[i] FS "there")
    if (!there) there = median(rates, "engine, random walk" FS name[2] FS "there")
    printf "%-30s %-8s %13d %13d %8.0f %%\n", name[1], name[2], here, there, 100 * here / there
  }
}
