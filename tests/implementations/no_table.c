// SPDX-License-Identifier: GPL-2.0-only
/* Exports something, but not what is asked for. */
extern const int lockstep_no_table;
const int lockstep_no_table = 1;
