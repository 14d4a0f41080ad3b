# SPDX-License-Identifier: GPL-2.0-only
# The median of values[row, 1] to values[row, samples[row]], for tables of samples.
function median(values, row,    n, i, j, sorted, value) {
  n = samples[row]
  for (i = 1; i <= n; i++) {
    value = values[row, i] + 0
    for (j = i; j > 1 && sorted[j - 1] > value; j--) sorted[j] = sorted[j - 1]
    sorted[j] = value
  }
  return sorted[int((n + 1) / 2)]
}
