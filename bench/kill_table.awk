# SPDX-License-Identifier: GPL-2.0-only
# Makes the reports of `lockstep mutants` under several seeds one table; see kill_table.
BEGIN { FS = "  +" }

FNR == 1 { ++seeds }
/ pairs/ && FNR > 1 {
  name = $2
  if (!(name in runs)) names[++count] = name
  kind = $3 == "killed" ? $4 : $3
  if (!((name, kind) in met)) kinds[name] = kinds[name] (name in runs ? "; " : "") kind
  met[name, kind] = 1
  pairs = $(NF - 1)
  gsub(/[^0-9]/, "", pairs)
  values[name, ++runs[name]] = pairs + 0
  if ($NF + 0 > most_time[name] + 0) most_time[name] = $NF + 0
}

function sort_values(name,    i, j, value) {
  for (i = 2; i <= runs[name]; ++i) {
    value = values[name, i]
    for (j = i - 1; j > 0 && values[name, j] > value; --j) values[name, j + 1] = values[name, j]
    values[name, j + 1] = value
  }
}

function grouped(number,    text) {
  text = sprintf("%d", number)
  while (match(text, /[0-9][0-9][0-9][0-9]($|,)/)) text = substr(text, 1, RSTART) "," substr(text, RSTART + 1)
  return text
}

END {
  print "| seeded bug | found first | pairs, median | most | time, most |"
  print "|---|---|---:|---:|---:|"
  for (i = 1; i <= count; ++i) {
    name = names[i]
    sort_values(name)
    printf "| %s | %s | %s | %s | %.1f s |\n", name, kinds[name],
      grouped(values[name, int((runs[name] + 1) / 2)]), grouped(values[name, runs[name]]), most_time[name]
  }
}
