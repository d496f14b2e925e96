#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "cli/commands.h"
#include "lint/rule.h"
#include "lint/selection.h"

namespace tieline::cli {
namespace {

using Json = nlohmann::ordered_json;

Json rule_object(const lint::RuleInfo& info) {
  return {{"code", info.code},
          {"name", info.name},
          {"severity", lint::name_of(info.severity)},
          {"summary", info.summary},
          {"explanation", info.explanation},
          {"bad", info.bad},
          {"good", info.good},
          {"fix", info.fix_hint},
          {"fix_available", lint::name_of(info.fix)}};
}

void print_indented(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    std::cout << (line.empty() ? "" : "    ") << line << '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

int list_rules(const Options& options) {
  if (options.format == "json") {
    Json rules = Json::array();
    for (const lint::Rule* rule : lint::all_rules()) rules.push_back(rule_object(rule->info));
    std::cout << rules.dump(2) << '\n';
    return exit_clean;
  }
  for (const lint::Rule* rule : lint::all_rules()) {
    const auto& info = rule->info;
    std::cout << info.code << "  " << lint::name_of(info.severity)
              << std::string(9 - lint::name_of(info.severity).size(), ' ') << info.name
              << std::string(info.name.size() < 34 ? 34 - info.name.size() : 1, ' ') << info.summary << '\n';
  }
  return exit_clean;
}

int explain(const Options& options) {
  const lint::Rule* rule = lint::find_rule(options.code);
  if (rule == nullptr) {
    const std::string_view near = lint::nearest_rule(options.code);
    std::cerr << "tieline: there is no rule '" << options.code << "'; ";
    if (!near.empty()) std::cerr << "did you mean " << near << "? ";
    std::cerr << "`tieline rules` lists them\n";
    return exit_usage;
  }
  const lint::RuleInfo& info = rule->info;
  std::cout << info.code << ' ' << info.name << " (" << lint::name_of(info.severity) << ")\n\n"
            << info.summary << ".\n\n"
            << info.explanation << "\n\nBad:\n\n";
  print_indented(info.bad);
  std::cout << "\nGood:\n\n";
  print_indented(info.good);
  std::cout << "\nHow to fix it: " << info.fix_hint << '\n';
  if (info.fix == lint::FixKind::safe) std::cout << "\nWhere the text allows it, --fix does so.\n";
  if (info.fix == lint::FixKind::unsafe) std::cout << "\nWhere the text allows it, --unsafe-fixes does so.\n";
  return exit_clean;
}

}  // namespace tieline::cli
