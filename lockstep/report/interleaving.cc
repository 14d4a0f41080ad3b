// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/interleaving.h"

#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

/// As few words as possible.
class TerseWords : public EventWords {
 public:
  explicit TerseWords(const Program& program) : program_(program) {}

  std::string returned(const OperationRecord& record) const override {
    const std::string result = describe_call(record);
    return describe_operation(program_, record) + (result.empty() ? "" : " -> " + result);
  }
  std::string left(const std::string& operation) const override { return operation + " ..."; }
  std::string sleeps(const std::string& operation) const override { return operation + " sleeps"; }
  std::string wakes(const std::string& task) const override { return "wakes " + task; }
  std::string wrong(const std::string& what) const override { return "! " + what; }

 private:
  // What a reader wants to know of a call that returned; nothing of those that cannot fail.
  static std::string describe_call(const OperationRecord& record) {
    const OperationCode code = record.operation_code();
    if (record.has(OperationRecord::kSkipped)) return "skipped";
    const bool enters = info(code).is_primitive && info(code).operands[1] != OperandKind::kNone;
    if (enters && record.result == 0) {
      return record.has(OperationRecord::kExclusive) ? "exclusive" : "detached";
    }
    switch (code) {
      case OperationCode::kMmapReadLock:
      case OperationCode::kMmapReadUnlock:
      case OperationCode::kMmapWriteLock:
      case OperationCode::kMmapWriteUnlock:
      case OperationCode::kMmapWriteDowngrade:
      case OperationCode::kVmaEndRead:
      case OperationCode::kVmaStartWrite:
      case OperationCode::kVmaMarkAttached:
      case OperationCode::kVmaMarkDetached:
      case OperationCode::kVmaReuse:
      case OperationCode::kWriteData:
      case OperationCode::kExitExclusive:
      case OperationCode::kFaultExitExclusive:
      case OperationCode::kSendSigkill:
      case OperationCode::kSendSignal:
      case OperationCode::kWakeUpProcess:
      case OperationCode::kFaultSetRefcount:
      case OperationCode::kFaultPut:
      case OperationCode::kFaultFailWait:
        return "";
      default:
        return describe_result(code, record.result);
    }
  }

  const Program& program_;
};

}  // namespace

std::vector<InterleavingRow> interleaving_rows(const Program& program, const Replay& replay,
                                               InterleavingDetail detail) {
  return rows_in_words(program, replay, detail, TerseWords(program));
}

}  // namespace lockstep
