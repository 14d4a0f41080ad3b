# SPDX-License-Identifier: GPL-2.0-only
# From samples (see samples.awk) to a table of their medians (median.awk). "x" is how many times the rate of the
# row the engine's is, under random walks.
BEGIN { FS = "\t" }

{
  row = $1 FS $2
  if (!(row in samples)) rows[++row_count] = row
  n = ++samples[row]
  pairs[row, n] = $3
  cpu_pairs[row, n] = $4
  outcomes[row, n] = $5
  unequal[row, n] = 100 * $6
}

END {
  printf "%-29s %-7s %8s %6s %12s %6s %9s %9s\n", "harness", "build", "pairs/s", "x", "pairs/CPU s",
         "x", "outcomes", "unequal"
  for (i = 1; i <= row_count; i++) {
    row = rows[i]
    split(row, name, FS)
    engine = "engine, random walk" FS name[2]
    rate = median(pairs, row)
    cpu_rate = median(cpu_pairs, row)
    printf "%-29s %-7s %8d %6.1f %12d %6.1f %9d %7.2f %%\n", name[1], name[2], rate,
           median(pairs, engine) / rate, cpu_rate, median(cpu_pairs, engine) / cpu_rate,
           median(outcomes, row), median(unequal, row)
  }
}
