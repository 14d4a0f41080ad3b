// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>

#include "lockstep/report/html/page.h"

namespace lockstep {
namespace {

constexpr const char* kNotMade = "not made";
constexpr const char* kNotReturned = "does not return";

std::string value_named(const SpaceTimeOperation* operation, std::string_view name) {
  if (!operation) return kNotMade;
  if (operation->values.empty()) return name == kResultName ? kNotReturned : "";
  const auto found = std::ranges::find(
      operation->values, name, [](const auto& value) { return std::string_view(value.first); });
  return found == operation->values.end() ? "" : found->second;
}

// The names of the values on the side that has more of them.
std::vector<std::string> names_of(const SpaceTimeOperation* a, const SpaceTimeOperation* b) {
  std::vector<std::string> names;
  for (const SpaceTimeOperation* operation : {a, b}) {
    if (!operation || operation->values.size() <= names.size()) continue;
    names.clear();
    for (const auto& [name, value] : operation->values) names.push_back(name);
  }
  return names.empty() ? std::vector<std::string>{kResultName} : names;
}

std::string join(const SpaceTimeOperation* operation) {
  if (!operation) return kNotMade;
  if (operation->values.empty()) return kNotReturned;
  std::string text;
  for (const auto& [name, value] : operation->values) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, value);
  }
  return text;
}

std::string_view mark(bool differs) { return differs ? " class=\"differs\"" : ""; }

Markup print_row(const SpaceTime& diagram, const SpaceTimeOperation& operation) {
  const auto* const reference =
      find_operation_at(diagram.reference, operation.task, operation.index);
  const auto* const variant = find_operation_at(diagram.variant, operation.task, operation.index);
  const std::string left = join(reference);
  const std::string right = join(variant);
  return markup("<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                Markup::verbatim(mark(left != right)), operation.text,
                diagram.tasks[operation.task], left, right);
}

}  // namespace

Markup print_values(const SpaceTime& diagram, const SpaceTimeOperation* reference,
                    const SpaceTimeOperation* variant) {
  const SpaceTimeOperation& operation = reference ? *reference : *variant;
  Markup html = markup(
      "<table><caption>{}: {}</caption>"
      "<tr><td></td><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr>",
      diagram.tasks[operation.task], operation.text, diagram.reference.name, diagram.variant.name);
  for (const std::string& name : names_of(reference, variant)) {
    const std::string left = value_named(reference, name);
    const std::string right = value_named(variant, name);
    html += markup("<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                   Markup::verbatim(mark(left != right)), name, left, right);
  }
  html += markup("</table>");
  return html;
}

Markup print_all_values(const SpaceTime& diagram) {
  Markup html = markup(
      "<div class=\"scrolling\" tabindex=\"0\" role=\"group\" aria-label=\"Values\">\n"
      "<table class=\"all-values\">\n<tr><th scope=\"col\">operation</th><th "
      "scope=\"col\">task</th>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr>\n",
      diagram.reference.name, diagram.variant.name);
  for (const SpaceTimeOperation& operation : diagram.reference.operations) {
    html += print_row(diagram, operation);
  }
  for (const SpaceTimeOperation& operation : diagram.variant.operations) {
    if (find_operation_at(diagram.reference, operation.task, operation.index)) continue;
    html += print_row(diagram, operation);
  }
  html += markup("</table>\n</div>\n");
  return html;
}

}  // namespace lockstep
