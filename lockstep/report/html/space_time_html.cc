// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>

#include "lockstep/report/html/page.h"
#include "lockstep/sched/scheduler.h"

namespace lockstep {
namespace {

// More lanes than this do not fit on a page: their diagram scrolls in a box of its own.
constexpr std::size_t kMostLanesOnAPage = 3;

constexpr std::size_t kHeaderRows = 2;

std::string_view class_of(SpaceTimeEventKind kind) {
  switch (kind) {
    case SpaceTimeEventKind::kBegin:
      return "begin";
    case SpaceTimeEventKind::kStep:
      return "step";
    case SpaceTimeEventKind::kSleep:
      return "sleep";
    case SpaceTimeEventKind::kWake:
      return "wake";
    case SpaceTimeEventKind::kReturn:
      return "return";
    case SpaceTimeEventKind::kSkip:
      return "skip";
    case SpaceTimeEventKind::kEnd:
      return "end";
    case SpaceTimeEventKind::kProblem:
      break;
  }
  return "problem";
}

class SideDrawing {
 public:
  SideDrawing(const SpaceTime& diagram, const SpaceTimeSide& side, std::string id)
      : diagram_(diagram), side_(side), id_(std::move(id)) {}

  Markup draw() {
    html_ += markup("<div class=\"side\" role=\"group\" aria-label=\"{}\">\n", side_.name);
    draw_header();
    for (const SpaceTimeSleep& sleep : side_.sleeps) draw_sleep(sleep);
    for (const SpaceTimeArrow& arrow : side_.arrows) draw_arrow(arrow);
    bool marked = !diagram_.first_difference;
    for (const SpaceTimeEvent& event : side_.events) {
      if (!marked && event.row >= *diagram_.first_difference) {
        draw_first_difference();
        marked = true;
      }
      draw_event(event);
    }
    if (!marked) draw_first_difference();
    html_ += markup("</div>\n");
    return std::move(html_);
  }

 private:
  // Lines of a grid count from 1; the first difference has a row for its label.
  std::size_t line_of(std::size_t row) const {
    const bool behind = diagram_.first_difference && row >= *diagram_.first_difference;
    return kHeaderRows + 1 + row + (behind ? 1 : 0);
  }

  void draw_header() {
    html_ += markup("<p class=\"side-name\">{}</p>\n", side_.name);
    for (std::size_t task = 0; task < diagram_.tasks.size(); ++task) {
      html_ += markup(
          "<p class=\"lane-name\" style=\"grid-column:{0}\">{1}</p>"
          "<div class=\"lane\" style=\"grid-column:{0}\"></div>\n",
          task + 1, diagram_.tasks[task]);
    }
  }

  void draw_sleep(const SpaceTimeSleep& sleep) {
    html_ += markup("<div class=\"asleep\" style=\"grid-area:{}/{}/{}\"></div>\n",
                    line_of(sleep.first_row), sleep.task + 1, line_of(sleep.last_row) + 1);
  }

  void draw_arrow(const SpaceTimeArrow& arrow) {
    const unsigned first = std::min(arrow.from, arrow.to);
    const unsigned lanes = std::max(arrow.from, arrow.to) - first + 1;
    html_ += markup(
        "<div class=\"arrow {} {}\" style=\"grid-area:{}/{}/auto/span {};--lanes:{}\"></div>\n",
        arrow.signal ? "signal" : "wake-up", arrow.to < arrow.from ? "leftward" : "rightward",
        line_of(arrow.row), first + 1, lanes, lanes);
  }

  void draw_first_difference() {
    html_ += markup(
        "<p class=\"first-difference\" style=\"grid-row:{}\">"
        "<span aria-hidden=\"true\">▼</span> first difference</p>\n",
        line_of(*diagram_.first_difference) - 1);
  }

  void draw_event(const SpaceTimeEvent& event) {
    const bool begins =
        event.kind == SpaceTimeEventKind::kBegin || event.kind == SpaceTimeEventKind::kSkip;
    if (begins && event.operation) draw_operation(*event.operation);
    const Markup lane = event.task == kNoTask ? markup("1/auto/-1") : markup("{}", event.task + 1);
    html_ += markup("<p class=\"event {}{}{}\" style=\"grid-area:{}/{}\">{}{}</p>\n",
                    class_of(event.kind), has_arrow(event) ? " has-arrow" : "",
                    event.row == diagram_.first_difference ? " differs" : "", line_of(event.row),
                    lane, breakable(event.text), value_of(event));
  }

  bool has_arrow(const SpaceTimeEvent& event) const {
    return std::ranges::any_of(side_.arrows,
                               [&](const SpaceTimeArrow& arrow) { return arrow.row == event.row; });
  }

  static Markup value_of(const SpaceTimeEvent& event) {
    return event.value.empty() ? Markup() : markup("&nbsp;<b>{}</b>", event.value);
  }

  void draw_operation(std::size_t number) {
    const SpaceTimeOperation& operation = side_.operations[number];
    html_ += markup(
        "<div class=\"operation{}\" role=\"group\" tabindex=\"0\" style=\"grid-area:{}/{}/{}\" "
        "aria-label=\"{}: {}\" aria-describedby=\"{}-{}\"></div>\n",
        operation.values.empty() ? " open" : "", line_of(operation.first_row), operation.task + 1,
        line_of(operation.last_row) + 1, diagram_.tasks[operation.task], operation.text, id_,
        number);
    const auto twin_in = [&](const SpaceTimeSide& side) {
      return find_operation_at(side, operation.task, operation.index);
    };
    html_ += markup("<div class=\"values\" id=\"{}-{}\">{}</div>\n", id_, number,
                    print_values(diagram_, twin_in(diagram_.reference), twin_in(diagram_.variant)));
  }

  const SpaceTime& diagram_;
  const SpaceTimeSide& side_;
  const std::string id_;
  Markup html_;
};

bool has_steps(const SpaceTime& diagram) {
  return std::ranges::any_of(diagram.reference.events, [](const SpaceTimeEvent& event) {
    return event.kind == SpaceTimeEventKind::kStep;
  });
}

}  // namespace

Markup draw_space_time(const SpaceTime& diagram, std::string_view id) {
  const std::size_t lines = kHeaderRows + diagram.rows + (diagram.first_difference ? 1 : 0);
  Markup html =
      markup("<div class=\"space-time{}\" style=\"--tasks:{};--lines:{}\">\n",
             diagram.tasks.size() > kMostLanesOnAPage ? " wide" : "", diagram.tasks.size(), lines);
  if (has_steps(diagram)) {
    html += markup(
        "<input type=\"checkbox\" class=\"steps\" id=\"{0}-steps\" checked>"
        "<label for=\"{0}-steps\">Show every step</label>\n",
        id);
  }
  html += markup("<div class=\"sides\">\n");
  html += SideDrawing(diagram, diagram.reference, fmt::format("{}-reference", id)).draw();
  html += SideDrawing(diagram, diagram.variant, fmt::format("{}-variant", id)).draw();
  html += markup(
      "</div>\n<details><summary>Values after each operation</summary>\n{}</details>\n</div>\n",
      print_all_values(diagram));
  return html;
}

}  // namespace lockstep
