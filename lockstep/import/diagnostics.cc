// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <sstream>
#include <vector>

#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/compiler.h"

namespace lockstep {
namespace {

constexpr const char* kAdvice = "see docs/adding-a-kernel-primitive.md";
constexpr std::size_t kMostErrorBytes = 1000;  // std::regex recurses once for each byte

/// One error that a compiler reported.
struct CompilerError {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;

  std::string position() const { return fmt::format("{}:{}:{}", file, line, column); }
};

/// A message that means that kernel/ lacks something, which the first group names, and what that
/// is. Of Clang or GCC each.
struct LackPattern {
  std::regex message;
  const char* what;  ///< {} stands for the name
};

const std::vector<LackPattern>& lack_patterns() {
  static const std::vector<LackPattern> patterns = [] {
    const auto make = [](const char* pattern, const char* what) {
      return LackPattern{std::regex(pattern), what};
    };
    return std::vector<LackPattern>{
        make("^'([^']+\\.h)' file not found.*", "<{}>"),
        make("^([^ ]+\\.h): No such file or directory.*", "<{}>"),
        make("^implicit declaration of function '([^']+)'.*", "{}()"),
        make("^call to undeclared function '([^']+)'.*", "{}()"),
        // What guard(), scoped_guard() and CLASS() make of a class that they are given.
        make("^(?:unknown type name|use of undeclared identifier) 'class_([^']+)_t'.*",
             "guard({})"),
        make("^type defaults to 'int' in declaration of '([A-Z0-9_]+)'.*", "{}()"),
        make("^use of undeclared identifier '([^']+)'.*", "{}"),
        make("^'([^']+)' undeclared.*", "{}"), make("^unknown type name '([^']+)'.*", "type {}"),
        make("^no member named '([^']+)' in 'struct ([^']+)'.*", "member {} in struct {}"),
        make("^'(?:const )?(?:volatile )?struct ([^']+)' has no member named '([^']+)'.*",
             "member {1} in struct {0}"),
        make("^incomplete definition of type '(?:const )?([^']+)'.*", "definition of {}"),
        make("^variable has incomplete type '(?:const )?([^']+)'.*", "definition of {}"),
        make("^field has incomplete type '(?:const )?([^']+)'.*", "definition of {}"),
        make("^invalid use of undefined type '(?:const )?([^']+)'.*", "definition of {}"),
        make("^field '[^']+' has incomplete type.*", "definition of its type"),
        make("^storage size of '([^']+)' isn't known.*", "definition of the type of {}")};
  }();
  return patterns;
}

std::optional<std::string> find_lack(const std::string& message) {
  for (const LackPattern& pattern : lack_patterns()) {
    std::smatch match;
    if (!std::regex_match(message, match, pattern.message)) continue;
    return fmt::format(fmt::runtime(pattern.what), match[1].str(), match[2].str());
  }
  return std::nullopt;
}

std::string line_of(const std::string& content, std::size_t number) {
  std::istringstream stream(content);
  std::string line;
  for (std::size_t i = 0; i < number; ++i) {
    if (!std::getline(stream, line)) return "";
  }
  return line.substr(0, kMostErrorBytes);
}

// An unknown macro where declarations are expected: compilers take it for a function without a
// type, and do not name it.
std::optional<std::string> find_macro(const CompilerError& error, const SourceFiles& sources) {
  static const std::regex untyped(
      "^(type specifier missing, defaults to 'int'|data definition has no type or storage class"
      "|expected parameter declarator|expected identifier or '\\('"
      "|expected declaration specifiers or '\\.\\.\\.').*");
  static const std::regex use(R"(^(?:static\s+)?([A-Z_][A-Z0-9_]+)\s*\(.*)");
  const auto file = sources.find(error.file);
  if (file == sources.end() || !std::regex_match(error.message, untyped)) return std::nullopt;
  const std::string line = line_of(file->second, error.line);
  std::smatch match;
  if (!std::regex_match(line, match, use)) return std::nullopt;
  return match[1].str() + "()";
}

std::vector<CompilerError> parse(const std::string& output,
                                 const std::vector<std::string>& folders) {
  static const std::regex pattern("^(.+?):(\\d+):(\\d+): (?:fatal )?error: (.*)$");
  std::vector<CompilerError> errors;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) {
    for (const std::string& folder : folders) {
      if (line.starts_with(folder)) line.erase(0, folder.size());
    }
    line.resize(std::min(line.size(), kMostErrorBytes));
    std::smatch match;
    if (!std::regex_match(line, match, pattern)) continue;
    errors.push_back({printable(match[1].str()), std::stoul(match[2]), std::stoul(match[3]),
                      printable(match[4].str())});
  }
  return errors;
}

bool is_in_glue(const CompilerError& error) {
  const std::string glue = (glue_folder() / "").string();
  return (sources_folder() / error.file).string().starts_with(glue);
}

std::string explain(const CompilerError& error, const SourceFiles& sources) {
  std::optional<std::string> lack = find_lack(error.message);
  if (!lack) lack = find_macro(error, sources);
  if (is_in_glue(error)) {
    return fmt::format("{} has a form of the lock that Lockstep does not know: {}: {}",
                       kSourceTree.main_file, error.position(), error.message);
  }
  if (!lack) return fmt::format("{}: {}", error.position(), error.message);
  return fmt::format("{}: kernel/ has no {}: {}", error.position(), *lack, kAdvice);
}

std::string first_line(const std::string& text) {
  return printable(text.substr(0, text.find('\n')));
}

}  // namespace

std::string explain_errors(const std::string& compiler_output,
                           const std::vector<std::string>& folders, const SourceFiles& sources) {
  std::vector<CompilerError> errors = parse(compiler_output, folders);
  if (errors.empty()) return first_line(compiler_output);
  // A mistake in the tree leads to others in the glue.
  if (!is_in_glue(errors.front())) std::erase_if(errors, is_in_glue);
  const std::string more =
      errors.size() == 1
          ? ""
          : fmt::format(" (and {} more error{})", errors.size() - 1, errors.size() == 2 ? "" : "s");
  return explain(errors.front(), sources) + more;
}

std::string explain_missing_function(const std::string& symbol, const SourceFiles& sources) {
  const std::regex use("\\b" + symbol + "\\b");
  std::string what = fmt::format(
      "{}() is defined neither in the files that were taken nor in kernel/: {}", symbol, kAdvice);
  for (const auto& [name, content] : sources) {
    std::istringstream stream(content);
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);) {
      ++number;
      std::smatch match;
      if (!std::regex_search(line, match, use)) continue;
      return fmt::format("{}:{}:{}: {}", name, number, match.position() + 1, what);
    }
  }
  return what;
}

}  // namespace lockstep
