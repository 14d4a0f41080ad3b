// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/model.h"

namespace lockstep {

void Model::Mutex::lock() {
  for (;;) {
    step(LOCKSTEP_UPDATE);
    if (!locked_) break;
    waiting_.insert(current_task());
    sleep();
  }
  locked_ = true;
}

bool Model::Mutex::try_lock() {
  step(LOCKSTEP_UPDATE);
  const bool taken = !locked_;
  note_seen(taken ? 1 : 0);
  locked_ = true;
  return taken;
}

void Model::Mutex::unlock() {
  step(LOCKSTEP_UPDATE);
  release();
}

void Model::Mutex::release() {
  locked_ = false;
  for (; !waiting_.empty(); waiting_.erase(waiting_.first())) wake(waiting_.first());
}

void Model::Mutex::reset() {
  locked_ = false;
  waiting_ = TaskSet();
}

std::uint64_t Model::Mutex::state() const {
  return std::uint64_t{waiting_.bits()} << 1 | (locked_ ? 1u : 0u);
}

void Model::ConditionVariable::wait(Mutex& mutex) {
  step(LOCKSTEP_UPDATE);
  waiting_.insert(current_task());
  mutex.release();
  sleep();
  mutex.lock();
}

void Model::ConditionVariable::notify_one() {
  step(LOCKSTEP_WAKE);
  if (waiting_.empty()) return;
  const unsigned first = waiting_.first();
  waiting_.erase(first);
  wake(first);
}

void Model::ConditionVariable::notify_all() {
  step(LOCKSTEP_WAKE);
  for (; !waiting_.empty(); waiting_.erase(waiting_.first())) wake(waiting_.first());
}

}  // namespace lockstep
