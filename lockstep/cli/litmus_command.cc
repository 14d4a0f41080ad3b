// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/base/signal_handlers.h"
#include "lockstep/base/workers.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/litmus/parse.h"
#include "lockstep/litmus/report.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

using litmus::Judgement;

struct JudgementMeaning {
  Judgement judgement;
  std::string_view in_words;
};

constexpr auto kJudgements = std::to_array<JudgementMeaning>({
    {Judgement::kAgrees, "as their result lines say"},
    {Judgement::kNothingSaid, "without a result line that says what to expect"},
    {Judgement::kShowsTooLittle, "without a state that their result line allows"},
    {Judgement::kShowsTooMuch, "with a state that their result line forbids"},
    {Judgement::kUndecided, "with more states than were explored"},
    {Judgement::kUnsupported, "with something that is not supported"},
    {Judgement::kUnreadable, "that could not be read"},
});

struct Ran {
  Judgement judgement = Judgement::kUnreadable;
  std::string text;
};

Ran run_test(const std::string& file, const litmus::ExploreOptions& options) {
  try {
    const litmus::Test test = litmus::parse(read_input(file), printable(file));
    const litmus::Explored explored = litmus::explore(test, options);
    return {litmus::judge(test, explored), litmus::report(test, explored, options.model)};
  } catch (const litmus::Unsupported& error) {
    return {Judgement::kUnsupported, fmt::format("Unsupported {}\n", error.what())};
  } catch (const InputError& error) {
    return {Judgement::kUnreadable, fmt::format("{}\n", error.what())};
  }
}

class LitmusCommand {
 public:
  void add_to(CLI::App& command) {
    command
        .add_option("FILE", paths_, "Litmus tests, or folders of files whose names end in .litmus")
        ->required()
        ->type_name("");
    command
        .add_option("--memory-model", model_,
                    "Which writes a read may return; lkmm,any-coherence also lets a write come "
                    "before ones that were made earlier")
        ->capture_default_str()
        ->type_name("MODEL");
    command.add_option("--states", states_, "Give a test up past so many states")
        ->capture_default_str()
        ->type_name("N");
    command.add_option("--jobs", jobs_, "Processes (default: one per processor)")->type_name("N");
    command.add_flag("--summary", summary_, "Only the counts at the end, and what they are about");
  }

  ExitStatus run() {
    options_.most_states = parse_number("--states", states_);
    parse_model();
    const unsigned jobs = parse_jobs(jobs_);
    find_files();
    run_files(jobs);
    output_.write(text());
    return status();
  }

 private:
  void parse_model() {
    constexpr auto kNames =
        std::to_array<std::string_view>({"sc", "tso", "lkmm", "lkmm,any-coherence"});
    const auto* const found = std::ranges::find(kNames, model_);
    if (found == kNames.end()) {
      throw InputError("--memory-model: " + expected_name("a memory model", model_, kNames));
    }
    options_.any_coherence = model_.ends_with("any-coherence");
    options_.model = model_ == "sc"    ? litmus::Model::kSc
                     : model_ == "tso" ? litmus::Model::kTso
                                       : litmus::Model::kLkmm;
  }

  void find_files() {
    namespace fs = std::filesystem;
    for (const std::string& path : paths_) {
      std::error_code unknown;  // then reading it tells
      if (!fs::is_directory(path, unknown)) {
        files_.push_back(path);
        continue;
      }
      std::error_code error;
      std::vector<std::string> found;
      for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end;
           entry.increment(error)) {
        if (entry->path().extension() == ".litmus") found.push_back(entry->path().string());
      }
      if (error) {
        throw InputError(
            fmt::format("cannot read folder {}: {}", printable(path), error.message()));
      }
      if (found.empty()) {
        throw InputError(fmt::format("{}: expected a file that ends in .litmus", printable(path)));
      }
      std::ranges::sort(found);
      files_.insert(files_.end(), found.begin(), found.end());
    }
  }

  // Each test in a process of its own, which gives its memory back.
  void run_files(unsigned jobs) {
    results_.resize(files_.size());
    std::vector<WorkerTask> tasks;
    for (const std::string& file : files_) {
      tasks.push_back({[this, file](const auto& /*tell*/) {
        const Ran ran = run_test(file, options_);
        return nlohmann::json{static_cast<int>(ran.judgement), ran.text}.dump(
            -1, ' ', false, nlohmann::json::error_handler_t::replace);
      }});
    }
    const Interrupt interrupt;
    WorkerListener listener;
    listener.on_result = [&](std::size_t task, const std::string& line) {
      const auto result = nlohmann::json::parse(line);
      results_[task] = {static_cast<Judgement>(result[0].get<int>()), result[1].get<std::string>()};
      ++counts_[results_[task].judgement];
    };
    listener.on_progress = [](const auto& /*told*/) {};
    listener.should_stop = [] { return Interrupt::asked(); };
    const WorkersEnd end = run_in_processes(tasks, jobs, listener);
    if (end.why != WorkersEnd::Why::kDone)
      ended_early_ = end.text.empty() ? "interrupted" : end.text;
  }

  std::string text() const {
    std::string text;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const Ran& ran = results_[i];
      if (ran.text.empty()) continue;
      if (!summary_) text += ran.text + "\n";
    }
    if (files_.size() == 1 && ended_early_.empty()) {
      return text.empty() ? summary() : text.substr(0, text.size() - 1);
    }
    return text + summary();
  }

  std::string summary() const {
    std::string text =
        fmt::format("{} under {}:\n", count_of(files_.size(), "litmus test"), model_);
    for (const JudgementMeaning& meaning : kJudgements) {
      const auto found = counts_.find(meaning.judgement);
      if (found == counts_.end()) continue;
      text += fmt::format("  {:>6} {}\n", group_digits(found->second), meaning.in_words);
      if (meaning.judgement == Judgement::kAgrees || meaning.judgement == Judgement::kNothingSaid)
        continue;
      for (std::size_t i = 0; i < files_.size(); ++i) {
        if (results_[i].judgement != meaning.judgement || results_[i].text.empty()) continue;
        text += fmt::format("         {}\n", printable(files_[i]));
      }
    }
    if (!ended_early_.empty()) text += fmt::format("  Not all were run: {}\n", ended_early_);
    return text;
  }

  // Under a stronger model than the kernel's, fewer states are only to be expected.
  ExitStatus status() const {
    if (counts_.contains(Judgement::kUnreadable)) return ExitStatus::kBadInput;
    if (counts_.contains(Judgement::kShowsTooMuch)) return ExitStatus::kRefuted;
    const bool misses =
        options_.model == litmus::Model::kLkmm && counts_.contains(Judgement::kShowsTooLittle);
    if (misses || counts_.contains(Judgement::kUndecided) ||
        counts_.contains(Judgement::kUnsupported) || !ended_early_.empty()) {
      return ExitStatus::kInconclusive;
    }
    return ExitStatus::kUpheld;
  }

  std::vector<std::string> paths_;
  std::string model_ = "lkmm,any-coherence";
  std::string states_ = "3000000";
  std::string jobs_;
  bool summary_ = false;
  OutputOptions output_;
  litmus::ExploreOptions options_;
  std::vector<std::string> files_;
  std::vector<Ran> results_;
  std::map<Judgement, std::size_t> counts_;
  std::string ended_early_;
};

}  // namespace

void add_litmus_command(CLI::App& app, CommandAction& chosen) {
  CLI::App* const command =
      app.add_subcommand("litmus", "Litmus tests under a memory model, as herd7 runs them");
  const auto litmus = std::make_shared<LitmusCommand>();
  litmus->add_to(*command);
  command->callback([litmus, &chosen] { chosen = [litmus] { return litmus->run(); }; });
}

}  // namespace lockstep
