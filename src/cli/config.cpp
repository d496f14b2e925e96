#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/config_schema.h"
#include "lint/configurations.h"
#include "lint/rule.h"
#include "lint/units.h"

namespace tieline::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using lint::Origin;

/// A value as it is shown: of a list without a name, of a mapping with one.
struct Item {
  std::string name;
  std::string value;
  Origin origin;
};

enum class Form { scalar, list, mapping };

/// A setting with all its values; a scalar has one.
struct Entry {
  std::string_view key;
  Form form;
  std::vector<Item> items;
};

constexpr Origin command_line{Origin::By::command_line, {}};

/// Gathers what holds for one path, from the configurations and the command line.
class Holding {
 public:
  Holding(const lint::RunOptions& options, lint::Configurations& configurations, const fs::path& path)
      : options_(options), configurations_(configurations), path_(path) {
    std::error_code ignored;
    is_folder_ = fs::is_directory(path, ignored);
    settings_ = &configurations.folder(is_folder_ ? path : path.parent_path());
  }

  std::vector<Entry> entries() {
    inputs();
    const bool fails = options_.fail_on.has_value();
    scalar("fail-on", std::string(lint::name_of(fails ? *options_.fail_on : settings_->fail_on.value)),
           fails ? command_line : settings_->fail_on.origin);
    const bool reasons = options_.require_reasons;
    scalar("require-reasons", reasons || settings_->require_reasons.value ? "true" : "false",
           reasons ? command_line : settings_->require_reasons.origin);
    if (!settings_->baseline.value.empty()) {
      scalar("baseline", text::display_path(settings_->baseline.value), settings_->baseline.origin);
    }
    const auto* pattern = lint::Configurations::exclusion(*settings_, path_);
    scalar("excluded", pattern != nullptr ? "true" : "false",
           pattern != nullptr ? Origin{Origin::By::configuration, pattern->span} : Origin{});
    return std::move(entries_);
  }

  [[nodiscard]] const lint::FolderSettings& settings() const { return *settings_; }
  [[nodiscard]] const lint::RuleSettings& rules() { return configurations_.rules(is_folder_ ? path_ / "-" : path_); }

 private:
  void inputs() {
    const bool region_given = !options_.terraform.region.empty();
    scalar("region", region_given ? options_.terraform.region : settings_->region.value,
           region_given ? command_line : settings_->region.origin);
    const bool named = !options_.workspace_given && !settings_->workspace.value.empty();
    scalar("workspace", named ? settings_->workspace.value : options_.terraform.workspace,
           options_.workspace_given ? command_line : settings_->workspace.origin);
    files("var-files", settings_->variable_files, options_.terraform.variable_files);
    Entry& variables = entries_.emplace_back(Entry{"variables", Form::mapping, {}});
    for (const auto& one : settings_->variables) set(variables, {one.value.name, one.value.text, one.origin});
    for (const auto& [name, value] : options_.terraform.variables) set(variables, {name, value, command_line});
    files("parameter-files", settings_->parameter_files, {});
    Entry& parameters = entries_.emplace_back(Entry{"parameters", Form::mapping, {}});
    for (const auto* some : {&settings_->file_parameters, &settings_->parameters}) {
      for (const auto& one : *some) set(parameters, {one.value.first, one.value.second, one.origin});
    }
    for (const auto& [name, value] : options_.cloudformation.parameters) set(parameters, {name, value, command_line});
  }

  void scalar(std::string_view key, std::string value, const Origin& origin) {
    entries_.push_back({key, Form::scalar, {{{}, std::move(value), origin}}});
  }

  void files(std::string_view key, const std::vector<lint::Setting<fs::path>>& configured,
             const std::vector<fs::path>& given) {
    Entry& entry = entries_.emplace_back(Entry{key, Form::list, {}});
    for (const auto& file : configured) entry.items.push_back({{}, text::display_path(file.value), file.origin});
    for (const fs::path& file : given) entry.items.push_back({{}, text::display_path(file), command_line});
  }

  /// The later value of a name wins.
  static void set(Entry& entry, Item item) {
    std::erase_if(entry.items, [&](const Item& there) { return there.name == item.name; });
    entry.items.push_back(std::move(item));
  }

  const lint::RunOptions& options_;
  lint::Configurations& configurations_;
  fs::path path_;
  bool is_folder_ = false;
  const lint::FolderSettings* settings_ = nullptr;
  std::vector<Entry> entries_;
};

std::string_view severity_of(const lint::Rule& rule, const lint::RuleState& state) {
  if (!state.wanted()) return "off";
  return lint::name_of(state.severity.value_or(rule.info.severity));
}

std::string origin_text(const Origin& origin, const text::SourceManager& sources) {
  if (origin.by == Origin::By::command_line) return "command line";
  if (!origin.span.valid()) return "default";
  const text::Position at = sources.start(origin.span);
  return sources.file(origin.span.file).path() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

Json origin_json(const Origin& origin, const text::SourceManager& sources) {
  if (origin.by == Origin::By::command_line) return {{"by", "command line"}};
  if (!origin.span.valid()) return {{"by", "default"}};
  const text::Position at = sources.start(origin.span);
  return {{"by", "configuration"},
          {"file", sources.file(origin.span.file).path()},
          {"line", at.line},
          {"column", at.column}};
}

/// The value as YAML reads it as a text again.
std::string as_yaml(const std::string& value) {
  const bool plain = !value.empty() && value.find_first_not_of(
                                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                           "0123456789_-./") == std::string::npos;
  if (plain && value.front() != '-') return value;
  return Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

void print_line(const std::string& text, const std::string& origin) {
  constexpr std::size_t column = 40;
  std::cout << text << std::string(text.size() < column ? column - text.size() : 1, ' ') << "# " << origin << '\n';
}

void print_text(Holding& holding, const fs::path& path, const text::SourceManager& sources) {
  std::cout << "# what holds for " << text::display_path(path) << '\n';
  for (const auto& layer : holding.settings().layers) {
    std::cout << "# reads " << text::display_path(layer.configuration->path) << '\n';
  }
  for (const Entry& entry : holding.entries()) {
    const std::string key(entry.key);
    if (entry.form == Form::scalar) {
      print_line(key + ": " + as_yaml(entry.items.front().value), origin_text(entry.items.front().origin, sources));
      continue;
    }
    if (entry.items.empty()) {
      print_line(key + (entry.form == Form::list ? ": []" : ": {}"), "default");
      continue;
    }
    std::cout << key << ":\n";
    for (const Item& item : entry.items) {
      const std::string lead = entry.form == Form::list ? "  - " : "  " + as_yaml(item.name) + ": ";
      print_line(lead + as_yaml(item.value), origin_text(item.origin, sources));
    }
  }
  std::cout << "severities:\n";
  const auto& states = holding.rules().states();
  for (std::size_t i = 0; i < states.size(); ++i) {
    const lint::Rule& rule = *lint::all_rules()[i];
    print_line("  " + std::string(rule.info.code) + ": " + std::string(severity_of(rule, states[i])),
               origin_text(states[i].origin(), sources));
  }
}

void print_json(Holding& holding, const fs::path& path, const text::SourceManager& sources) {
  Json settings = Json::object();
  for (const Entry& entry : holding.entries()) {
    Json shown = entry.form == Form::mapping ? Json::object() : Json::array();
    for (const Item& item : entry.items) {
      Json value{{"value", item.value}, {"from", origin_json(item.origin, sources)}};
      if (entry.form == Form::mapping) {
        shown[item.name] = std::move(value);
      } else {
        shown.push_back(std::move(value));
      }
    }
    settings[std::string(entry.key)] = entry.form == Form::scalar ? shown.front() : shown;
  }
  Json severities = Json::object();
  const auto& states = holding.rules().states();
  for (std::size_t i = 0; i < states.size(); ++i) {
    const lint::Rule& rule = *lint::all_rules()[i];
    severities[std::string(rule.info.code)] = {{"value", severity_of(rule, states[i])},
                                               {"from", origin_json(states[i].origin(), sources)}};
  }
  settings["severities"] = std::move(severities);
  Json files = Json::array();
  for (const auto& layer : holding.settings().layers) files.push_back(text::display_path(layer.configuration->path));
  const Json whole{{"path", text::display_path(path)}, {"configurations", files}, {"settings", settings}};
  std::cout << whole.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

int config(const Options& options) {
  if (options.action == "schema") {
    std::cout << configuration_schema() << '\n';
    return exit_clean;
  }
  text::SourceManager sources;
  lint::Configurations configurations(sources, options.run, lint::scan_root_of(options.run));
  const fs::path path = fs::absolute(options.run.paths.front()).lexically_normal();
  Holding holding(options.run, configurations, path);
  if (const auto mistakes = configurations.mistakes(); !mistakes.empty()) return refuse(mistakes);
  if (options.format == "json") {
    print_json(holding, path, sources);
  } else {
    print_text(holding, path, sources);
  }
  return exit_clean;
}

int refuse(const std::vector<std::string>& mistakes) {
  for (const std::string& mistake : mistakes) std::cerr << "tieline: " << mistake << '\n';
  return exit_usage;
}

}  // namespace tieline::cli
