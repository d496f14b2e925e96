#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "lint/configurations.h"
#include "lint/units.h"
#include "terraform/console_notation.h"
#include "terraform/evaluator.h"

namespace tieline::cli {
namespace {

/// Evaluates expressions one after the other and prints what they are worth.
class Evaluator {
 public:
  Evaluator(const std::filesystem::path& folder, const terraform::Options& options)
      : session_(sources_, folder, options) {}

  void print(const std::string& expression) {
    const terraform::EvalResult result = session_.eval(expression);
    say_faults();
    if (!result.errors.empty()) {
      failed_ = true;
      for (const terraform::EvalError& error : result.errors) say_error(error, expression);
      return;
    }
    // The console's function `type` gives a type, which is printed as it is.
    const bool type = expression.starts_with("type(") && result.value.is(value::Kind::string);
    std::cout << (type ? std::string(result.value.string())
                       : terraform::to_console(result.value, {.conditions = &session_.graph().conditions}))
              << '\n';
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  /// What is wrong with the configuration that an expression led to: its value is less known for it.
  void say_faults() {
    const auto& faults = session_.graph().faults;
    for (; faults_said_ < faults.size(); ++faults_said_) {
      const graph::Fault& fault = faults[faults_said_];
      std::cerr << "note: ";
      if (fault.span.valid()) {
        const text::Position at = sources_.start(fault.span);
        std::cerr << sources_.file(fault.span.file).path() << ':' << at.line << ':' << at.column << ": ";
      }
      std::cerr << fault.message << '\n';
    }
  }

  static void say_error(const terraform::EvalError& error, std::string_view expression) {
    std::cerr << "error: " << error.summary << ": " << error.message << '\n';
    const bool one_line = expression.find('\n') == std::string_view::npos;
    if (!one_line || error.span.file != text::FileId::none || error.span.begin > expression.size()) return;
    const std::size_t width = std::max<std::size_t>(1, error.span.end - error.span.begin);
    std::cerr << "  | " << expression << "\n  | " << std::string(error.span.begin, ' ')
              << std::string(std::min(width, expression.size() + 1 - error.span.begin), '^') << '\n';
  }

  text::SourceManager sources_;
  terraform::Session session_;
  std::size_t faults_said_ = 0;
  bool failed_ = false;
};

}  // namespace

int eval(Options& options) {
  const std::filesystem::path folder = options.run.paths.front();
  terraform::Options& terraform = options.run.terraform;
  terraform.scan_root = lint::scan_root({folder});
  text::SourceManager sources;
  lint::Configurations configurations(sources, options.run, terraform.scan_root);
  configurations.settle(folder, terraform);
  if (const auto mistakes = configurations.mistakes(); !mistakes.empty()) return refuse(mistakes);
  Evaluator evaluator(folder, terraform);
  for (const std::string& expression : options.expressions) evaluator.print(expression);
  if (options.expressions.empty()) {
    for (std::string line; std::getline(std::cin, line);) {
      if (line.find_first_not_of(" \t\r") != std::string::npos) evaluator.print(line);
    }
  }
  return evaluator.failed() ? exit_findings : exit_clean;
}

}  // namespace tieline::cli
