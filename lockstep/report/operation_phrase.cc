// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/operation_phrase.h"

#include <fmt/format.h>

#include <array>

#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

/// In both phrases {} stands for the VMA, mm or task that the operation is about.
struct Phrases {
  OperationCode code;
  std::string_view done;
  std::string_view failed;  ///< empty: it cannot fail
};

using enum OperationCode;

constexpr std::string_view kNoMmapRead = "does not get mmap_lock{} for read";
constexpr std::string_view kNoMmapWrite = "does not get mmap_lock{} for write";
constexpr std::string_view kNoRead = "does not get the read lock of VMA {}";
constexpr std::string_view kNoWrite = "does not get the write lock of VMA {}";
constexpr std::string_view kNoEnter = "does not enter the exclusive section of VMA {}";

constexpr std::array<Phrases, kOperationCodes> kPhrases = {{
    {kMmapReadLock, "takes mmap_lock{} for read", ""},
    {kMmapReadLockKillable, "takes mmap_lock{} for read", kNoMmapRead},
    {kMmapReadTrylock, "takes mmap_lock{} for read", kNoMmapRead},
    {kMmapReadUnlock, "releases mmap_lock{}", ""},
    {kMmapWriteLock, "takes mmap_lock{} for write", ""},
    {kMmapWriteLockKillable, "takes mmap_lock{} for write", kNoMmapWrite},
    {kMmapWriteTrylock, "takes mmap_lock{} for write", kNoMmapWrite},
    {kMmapWriteUnlock, "releases mmap_lock{} and all VMA write locks", ""},
    {kMmapWriteDowngrade, "keeps mmap_lock{} for read only and releases all VMA write locks", ""},
    {kVmaStartRead, "takes the read lock of VMA {}", kNoRead},
    {kVmaStartReadLocked, "takes the read lock of VMA {} under mmap_lock", kNoRead},
    {kVmaEndRead, "releases the read lock of VMA {}", ""},
    {kVmaStartWrite, "takes the write lock of VMA {}", ""},
    {kVmaStartWriteKillable, "takes the write lock of VMA {}", kNoWrite},
    {kVmaMarkAttached, "attaches VMA {}", ""},
    {kVmaMarkDetached, "detaches VMA {}", ""},
    {kVmaReuse, "frees VMA {} and gets its memory again for a new one", ""},
    {kReadData, "reads the data of VMA {}", ""},
    {kWriteData, "writes the data of VMA {}", ""},
    {kEnterExclusive, "enters the exclusive section of VMA {}", kNoEnter},
    {kEnterExclusiveDetaching, "enters the exclusive section of VMA {}, detaching it", kNoEnter},
    {kExitExclusive, "leaves the exclusive section of VMA {}", ""},
    {kSendSigkill, "sends SIGKILL to {}", ""},
    {kSendSignal, "sends {} a signal that is not fatal", ""},
    {kWakeUpProcess, "wakes {} for no reason", ""},
    {kFaultSetRefcount, "sets the count of VMA {}: an injected fault", ""},
    {kFaultPut, "drops a reference to VMA {} that it does not have: an injected fault", ""},
    {kFaultFailWait, "makes its next wait fail: an injected fault", ""},
    {kFaultEnterExclusive, "enters the exclusive section of VMA {} against the contract", kNoEnter},
    {kFaultExitExclusive, "leaves the exclusive section of VMA {} against the contract", ""},
    {kFaultStartReadLocked,
     "takes the read lock of VMA {} as under mmap_lock, against the contract", kNoRead},
    {kFaultStartWrite, "takes the write lock of VMA {} against the contract", ""},
    {kFaultStartWriteKillable, "takes the write lock of VMA {} against the contract", kNoWrite},
    {kFaultMarkAttached, "attaches VMA {} against the contract", ""},
    {kFaultMarkDetached, "detaches VMA {} against the contract", ""},
    {kFaultEndWriteAll, "releases all VMA write locks{} against the contract", ""},
}};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kPhrases.size(); ++i) {
    if (kPhrases[i].code != static_cast<OperationCode>(i)) return false;
  }
  return true;
}
static_assert(is_in_order());

// "0", "writer", or for the only mm nothing.
std::string object_of(const Program& program, const OperationRecord& record) {
  const OperandKind kind = info(record.operation_code()).operands[0];
  if (kind == OperandKind::kTask) return program.tasks[record.target].name;
  if (kind != OperandKind::kMm && kind != OperandKind::kOptionalMm) {
    return fmt::format("{}", record.target);
  }
  return record.target == 0 ? "" : fmt::format(" of mm {}", record.target);
}

bool is_lock_or_not(OperationCode code) {
  return code == kMmapReadTrylock || code == kMmapWriteTrylock || code == kVmaStartRead ||
         code == kVmaStartReadLocked || code == kFaultStartReadLocked;
}

bool has_failed(const OperationRecord& record) {
  return is_lock_or_not(record.operation_code()) ? record.result != 1 : record.result != 0;
}

std::string result_in_brackets(const OperationRecord& record) {
  const std::string result = describe_result(record.operation_code(), record.result);
  return result == "not locked" ? "" : fmt::format(" ({})", result);
}

}  // namespace

std::string operation_phrase(const Program& program, const OperationRecord& record) {
  if (record.has(OperationRecord::kSkipped)) {
    return fmt::format("cannot do {} and skips it", describe_operation(program, record));
  }
  const Phrases& phrases = kPhrases[record.code];
  const std::string object = object_of(program, record);
  const bool failed = !phrases.failed.empty() && has_failed(record);
  std::string text = fmt::format(fmt::runtime(failed ? phrases.failed : phrases.done), object);
  if (failed || phrases.code == kReadData) text += result_in_brackets(record);
  const bool at_its_end = record.index >= program.tasks[record.task].operations.size();
  return text + (at_its_end ? " at its end" : "");
}

}  // namespace lockstep
