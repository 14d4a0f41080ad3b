// SPDX-License-Identifier: GPL-2.0-only
#pragma once

// Data races: two conflicting accesses of which one is plain, where the later one's task is not
// known to have the earlier one behind it. A plain read leaves a message, too, at a location of its
// own.
#include "lockstep/memory/view_machine.h"

namespace lockstep {

template <unsigned kLocations>
void ViewMachine<kLocations>::look_for_race(unsigned task, unsigned location, bool with_marked,
                                            const View& before) {
  for (unsigned position = before[location] + 1u; position <= latest(location); ++position) {
    const Message& message = messages_[location][position];
    has_raced_ |= !wrote(task, message) && (with_marked || message.is_plain);
  }
}

template <unsigned kLocations>
void ViewMachine<kLocations>::note_race_of_read(unsigned task, unsigned location, bool is_plain,
                                                const View& address) {
  if (!options_.watches_races) return;
  Task& reader = tasks_[task];
  look_for_race(task, location, is_plain,
                (is_plain ? reader.plain_read_floor : reader.floor) | address);
  if (!is_plain) return;
  const unsigned reads = plain_reads_of(task, location);
  Message message;
  message.writer = static_cast<int>(task);
  message.is_plain = true;
  insert(reads, latest(reads) + 1, message);
  reader.floor.raise(reads, latest(reads));
}

template <unsigned kLocations>
void ViewMachine<kLocations>::note_race_of_write(unsigned task, unsigned location, bool is_plain,
                                                 const View& address) {
  if (!options_.watches_races) return;
  const Task& writer = tasks_[task];
  const View before =
      address | (is_plain ? writer.plain_write_floor
                          : writer.floor | writer.pending.seen | writer.pending_updates.seen);
  look_for_race(task, location, is_plain, before);
  for (unsigned reader = 0; reader < tasks_.size(); ++reader) {
    if (reader != task) look_for_race(task, plain_reads_of(reader, location), false, before);
  }
}

}  // namespace lockstep
