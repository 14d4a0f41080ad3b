// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"

namespace lockstep {
namespace {

// The statements that an author may have meant. Without owners, there are none to declare.
constexpr auto kStatements = [] {
  if constexpr (kHasOwners) {
    return std::to_array<std::string_view>(
        {"config", kOwnerKind.name, kObjectKind.name, "task", "schedule"});
  } else {
    return std::to_array<std::string_view>({"config", kObjectKind.name, "task", "schedule"});
  }
}();
// The names of the switches.
constexpr auto kOptions = [] {
  std::array<std::string_view, kSubject.switches.size()> names;
  std::ranges::transform(kSubject.switches, names.begin(), &Switch::name);
  return names;
}();

/// Statements refer to objects and tasks that may be declared further down, so the text is read
/// twice: first what is declared, then operations and schedule.
class Parser {
 public:
  Parser(std::string_view text, OperationPositions& positions)
      : text_(text), positions_(positions) {}

  Program parse() {
    for_each_line([this](Tokens& line) { declare(line); });
    if (program_.tasks.empty()) throw ParseError(lines_, 1, "expected at least one task");
    positions_.assign(program_.tasks.size(), {});
    for_each_line([this](Tokens& line) { define(line); });
    return std::move(program_);
  }

 private:
  template <typename Visit>
  void for_each_line(Visit visit) {
    lines_ = 0;
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      Tokens line(text_.substr(begin, end - begin), ++lines_);
      if (!line.at_end()) visit(line);
      begin = end + 1;
    }
    lines_ = std::max<std::size_t>(lines_, 1);
  }

  void declare(Tokens& line) {
    const bool is_first = !std::exchange(is_past_first_, true);
    if (line.take_if("subject")) {
      name_subject(line, is_first);
    } else if (line.take_if("config")) {
      declare_config(line);
    } else if (kHasOwners && line.take_if(kOwnerKind.name)) {
      declare_owner(line);
    } else if (line.take_if(kObjectKind.name)) {
      declare_object(line);
    } else if (line.take_if("task")) {
      declare_task(line);
    } else if (line.take_if("schedule")) {
      if (has_schedule_) line.fail_taken("a second schedule");
      has_schedule_ = true;
    } else {
      const std::string_view word = line.peek();
      const auto [but_last, last] =
          std::pair(std::span(kStatements).first(kStatements.size() - 1), kStatements.back());
      line.fail_expected(fmt::format("{} or {}{}", fmt::join(but_last, ", "), last,
                                     suggest_name(word, kStatements)));
    }
  }

  // A program of another subject has other operations, so it cannot be read here.
  static void name_subject(Tokens& line, bool is_first) {
    if (!is_first) line.fail_taken("a subject anywhere but at the beginning");
    const std::string_view name = line.expect_word("the name of a subject");
    if (name != kSubject.name) {
      line.fail_taken(fmt::format("expected a program of {}, found one of {}: see --subject",
                                  kSubject.name, quote_word(name)));
    }
    line.expect_end();
  }

  void declare_config(Tokens& line) {
    if (has_config_) line.fail_taken("a second config");
    has_config_ = true;
    std::array<bool, kOptions.size()> given = {};
    while (!line.at_end()) {
      const std::string_view option = line.peek();
      const auto known = std::ranges::find(kOptions, option);
      if (known == kOptions.end()) {
        line.fail_expected(
            fmt::format("{}{}", fmt::join(kOptions, " or "), suggest_name(option, kOptions)));
      }
      line.take();
      const auto place = static_cast<std::size_t>(known - kOptions.begin());
      bool& is_given = given[place];
      if (is_given) line.fail_taken(fmt::format("a second {}", option));
      is_given = true;
      line.expect("=");
      bool& value = program_.configuration.*kSubject.switches[place].value;
      value = line.peek() == "on";
      if (!line.take_if("on") && !line.take_if("off")) line.fail_expected("on or off");
    }
  }

  void declare_owner(Tokens& line) {
    const auto owner =
        static_cast<std::size_t>(line.expect_number(kOwnerKind.one, 0, kMaxOwners - 1));
    if (has_owner_[owner]) line.fail_taken(fmt::format("a second {} {}", kOwnerKind.name, owner));
    has_owner_[owner] = true;
    line.expect(kOwnerKind.start_value);
    const std::int64_t sequence =
        line.expect_number(fmt::format("an even {}", kOwnerKind.start_value), 0,
                           std::numeric_limits<std::uint32_t>::max() - 1);
    if (sequence % 2 != 0) {
      line.fail_taken(std::string(kOwnerKind.odd_start));
    }
    line.expect_end();
    program_.sequences[owner] = static_cast<std::uint32_t>(sequence);
  }

  void declare_object(Tokens& line) {
    const auto next = static_cast<std::int64_t>(program_.objects.size());
    if (next == kMaxObjects)
      line.fail_taken(fmt::format("more than {} {}s", kMaxObjects, kObjectKind.title));
    line.expect_number(fmt::format("{}s in order: number", kObjectKind.title), next, next);
    ObjectStart& object = program_.objects.emplace_back();
    const auto& [first, second] = kObjectKind.states;
    object.attached = line.peek() == first;
    if (!line.take_if(first) && !line.take_if(second)) {
      line.fail_expected(fmt::format("{} or {}", first, second));
    }
    if (kHasOwners && line.take_if(kOwnerKind.name)) {
      object.owner =
          static_cast<std::uint8_t>(line.expect_number(kOwnerKind.one, 0, kMaxOwners - 1));
    }
    line.expect_end();
  }

  void declare_task(Tokens& line) {
    if (program_.tasks.size() == kMaxTasks) {
      line.fail_taken(fmt::format("more than {} tasks", kMaxTasks));
    }
    const std::string_view name = line.expect_word("a task name");
    if (name.size() > kMaxTaskName || (name[0] >= '0' && name[0] <= '9') || name[0] == '-') {
      line.fail_taken(fmt::format(
          "expected a task name of at most {} characters that starts with a letter", kMaxTaskName));
    }
    if (find_task(program_, name)) line.fail_taken(fmt::format("a second task {}", name));
    line.expect(":");
    program_.tasks.push_back({std::string(name), {}});
  }

  void define(Tokens& line) {
    if (line.take_if("task")) {
      const std::size_t task = *find_task(program_, line.take());
      line.take();  // the colon
      define_operations(line, program_.tasks[task], positions_[task]);
    } else if (line.take_if("schedule")) {
      define_schedule(line);
    }
  }

  void define_operations(Tokens& line, Task& task, std::vector<TextPosition>& positions) {
    while (!line.at_end()) {
      if (task.operations.size() == kMaxOperationsPerTask) {
        line.fail_expected(fmt::format("at most {} operations", kMaxOperationsPerTask));
      }
      positions.push_back(line.position());
      task.operations.push_back(parse_operation(line, program_));
      if (line.at_end()) break;
      line.expect(";");
      if (line.at_end()) line.fail_expected("an operation");
    }
  }

  void define_schedule(Tokens& line) {
    line.expect(":");
    while (!line.at_end()) {
      ScheduleRun run = {Choice::of_task(static_cast<unsigned>(parse_task(line, program_))), 1};
      if (line.take_if("*")) {
        const bool counted = !line.at_end() && line.peek()[0] >= '0' && line.peek()[0] <= '9';
        run.steps = counted ? static_cast<std::uint32_t>(
                                  line.expect_number("a number of steps", 1, kMaxRunSteps))
                            : 0;
      }
      append_run(program_.schedule, run);
    }
  }

  std::string_view text_;
  OperationPositions& positions_;
  std::size_t lines_ = 0;
  bool is_past_first_ = false;
  bool has_config_ = false;
  bool has_schedule_ = false;
  std::array<bool, kMaxOwners> has_owner_ = {};
  Program program_;
};

}  // namespace

Program parse_program(std::string_view text) {
  OperationPositions positions;
  return parse_program(text, positions);
}

Program parse_program(std::string_view text, OperationPositions& positions) {
  if (text.size() > kMaxProgramText) {
    throw ParseError(1, 1,
                     fmt::format("expected at most {} bytes of program text, found {}",
                                 kMaxProgramText, text.size()));
  }
  return Parser(text, positions).parse();
}

Program load_program(const std::filesystem::path& path) {
  const std::string text = read_input(path);
  try {
    return parse_program(text);
  } catch (const ParseError& error) {
    throw InputError(
        fmt::format("{}:{}:{}: {}", path.string(), error.line, error.column, error.what()));
  }
}

}  // namespace lockstep
