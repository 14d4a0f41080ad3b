// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/vma_objects.h"
#include "lockstep/subject/operation.h"

// How many VMAs and mms there are, and the numbers of the operations. Packed programs contain these
// numbers: append new ones, and never change one.
namespace lockstep::vma_lock {

inline constexpr unsigned kMaxVmas = LOCKSTEP_MAX_VMAS;
inline constexpr unsigned kMaxMms = LOCKSTEP_MAX_MMS;

inline constexpr OperationCode kMmapReadLock{0};
inline constexpr OperationCode kMmapReadLockKillable{1};
inline constexpr OperationCode kMmapReadTrylock{2};
inline constexpr OperationCode kMmapReadUnlock{3};
inline constexpr OperationCode kMmapWriteLock{4};
inline constexpr OperationCode kMmapWriteLockKillable{5};
inline constexpr OperationCode kMmapWriteTrylock{6};
inline constexpr OperationCode kMmapWriteUnlock{7};
inline constexpr OperationCode kMmapWriteDowngrade{8};
inline constexpr OperationCode kVmaStartRead{9};
inline constexpr OperationCode kVmaStartReadLocked{10};
inline constexpr OperationCode kVmaEndRead{11};
inline constexpr OperationCode kVmaStartWrite{12};
inline constexpr OperationCode kVmaStartWriteKillable{13};
inline constexpr OperationCode kVmaMarkAttached{14};
inline constexpr OperationCode kVmaMarkDetached{15};
inline constexpr OperationCode kVmaReuse{16};
inline constexpr OperationCode kReadData{17};
inline constexpr OperationCode kWriteData{18};
inline constexpr OperationCode kEnterExclusive{19};
inline constexpr OperationCode kEnterExclusiveDetaching{20};
inline constexpr OperationCode kExitExclusive{21};
inline constexpr OperationCode kSendSigkill{22};
inline constexpr OperationCode kSendSignal{23};
inline constexpr OperationCode kWakeUpProcess{24};
inline constexpr OperationCode kFaultSetRefcount{25};
inline constexpr OperationCode kFaultPut{26};
inline constexpr OperationCode kFaultFailWait{27};
inline constexpr OperationCode kFaultEnterExclusive{28};
inline constexpr OperationCode kFaultExitExclusive{29};
inline constexpr OperationCode kFaultStartReadLocked{30};
inline constexpr OperationCode kFaultStartWrite{31};
inline constexpr OperationCode kFaultStartWriteKillable{32};
inline constexpr OperationCode kFaultMarkAttached{33};
inline constexpr OperationCode kFaultMarkDetached{34};
inline constexpr OperationCode kFaultEndWriteAll{35};

}  // namespace lockstep::vma_lock
