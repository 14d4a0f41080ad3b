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
  rates[row, part[2], ++samples[row, part[2]]] = $4
}

function median(row, side,    n, i, j, sorted, value) {
  n = samples[row, side]
  for (i = 1; i <= n; i++) {
    value = rates[row, side, i] + 0
    for (j = i; j > 1 && sorted[j - 1] > value; j--) sorted[j] = sorted[j - 1]
    sorted[j] = value
  }
  return n ? sorted[int((n + 1) / 2)] : 0
}

END {
  printf "%-30s %-8s %13s %13s %9s\n", "harness", "build", "pairs/CPU s", "there", "of there"
  for (i = 1; i <= row_count; i++) {
    split(rows[i], name, FS)
    here = median(rows[i], "here")
    there = median(rows[i], "there")
    if (!there) there = median("engine, random walk" FS name[2], "there")
    printf "%-30s %-8s %13d %13d %8.0f %%\n", name[1], name[2], here, there, 100 * here / there
  }
}
