// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <csignal>
#include <exception>
#include <new>
#include <system_error>

#include "lockstep/base/files.h"
#include "lockstep/base/messages.h"
#include "lockstep/check/discrepancy_collector.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/standard_streams.h"
#include "lockstep/exec/process_end.h"

namespace {

using lockstep::ExitStatus;

ExitStatus fail(ExitStatus status, std::string_view message) {
  lockstep::say(message);
  return status;
}

// No thread can be made, for one.
bool lacks_resources(const std::exception& error) {
  const auto* const failed_call = dynamic_cast<const std::system_error*>(&error);
  return failed_call && (failed_call->code() == std::errc::resource_unavailable_try_again ||
                         failed_call->code() == std::errc::not_enough_memory);
}

ExitStatus run(int argc, char** argv) {
  try {
    lockstep::open_standard_streams();
    const auto words = lockstep::take_subject({argv + (argc > 0 ? 1 : 0), argv + argc});
    lockstep::keep_standard_output();  // only now: another command may have taken over
    return lockstep::parse_arguments(words)();
  } catch (const lockstep::InputError& error) {
    return fail(ExitStatus::kBadInput, error.what());
  } catch (const lockstep::NotReproducible& error) {
    return fail(ExitStatus::kHarnessBug,
                fmt::format("a bug in Lockstep, or an implementation that keeps state from one "
                            "execution to the next: {}",
                            error.what()));
  } catch (const lockstep::NotExplorable& error) {
    return fail(ExitStatus::kInconclusive, fmt::format("cannot be explored: {}", error.what()));
  } catch (const std::bad_alloc&) {
    return fail(ExitStatus::kInconclusive, "out of memory: nothing was decided");
  } catch (const std::exception& error) {
    if (lacks_resources(error)) {
      return fail(ExitStatus::kInconclusive, "out of memory or threads: nothing was decided");
    }
    return fail(ExitStatus::kHarnessBug, fmt::format("a bug in Lockstep: {}", error.what()));
  }
}

}  // namespace

int main(int argc, char** argv) {
  // Past a limit on the size of files, or into a pipe that nobody reads, writing fails, and the
  // user is told what could not be written.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  lockstep::expect_no_crash(static_cast<int>(ExitStatus::kHarnessBug));
  lockstep::end_process(static_cast<int>(run(argc, argv)));
}
