# SPDX-License-Identifier: GPL-2.0-only
# From samples to a table of their medians.
BEGIN { FS = "\t" }

{
  row = $1 FS $2
  if (!(row in samples)) rows[++row_count] = row
  n = ++samples[row]
  pairs[row, n] = $3
  outcomes[row, n] = $4
  unequal[row, n] = 100 * $5
}

function median(values, row,    n, i, j, sorted, value) {
  n = samples[row]
  for (i = 1; i <= n; i++) {
    value = values[row, i] + 0
    for (j = i; j > 1 && sorted[j - 1] > value; j--) sorted[j] = sorted[j - 1]
    sorted[j] = value
  }
  return sorted[int((n + 1) / 2)]
}

END {
  printf "%-30s %-8s %10s %13s %18s %14s\n", "harness", "build", "pairs/s", "engine:row",
         "outcomes in 2 s", "unequal pairs"
  for (i = 1; i <= row_count; i++) {
    row = rows[i]
    split(row, name, FS)
    engine = median(pairs, "engine, random walk" FS name[2])
    rate = median(pairs, row)
    printf "%-30s %-8s %10d %13.1f %18d %12.3f %%\n", name[1], name[2], rate, engine / rate,
           median(outcomes, row), median(unequal, row)
  }
}
