#include "lint/configuration_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <system_error>

#include "cloudformation/parameters.h"
#include "lint/configuration_keys.h"
#include "lint/configuration_values.h"
#include "syntax/document/parser.h"
#include "text/arena.h"
#include "text/limits.h"
#include "text/nearest.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;
using document::Entry;
using document::Kind;
using document::Node;

class ConfigurationReader {
 public:
  ConfigurationReader(text::SourceManager& sources, const fs::path& path, const ConfigurationAccess& access,
                      std::vector<ConfigurationMistake>& mistakes)
      : sources_(sources), access_(access), mistakes_(mistakes), values_(mistakes) {
    read_.path = path;
  }

  Configuration read(text::FileId file) {
    const std::string_view bytes = sources_.file(file).bytes();
    if (bytes.size() > limits::configuration_bytes) {
      mistake({file, 0, 0},
              "the configuration is larger than " + std::to_string(limits::configuration_bytes >> 10U) + " KiB");
      return std::move(read_);
    }
    text::Arena arena;
    const document::ParsedDocuments parsed = document::parse_yaml(file, bytes, arena);
    for (const syntax::SyntaxError& error : parsed.errors) mistake(error.span, error.message, error.help);
    if (!parsed.errors.empty() || parsed.roots.empty()) return std::move(read_);
    if (parsed.roots.size() > 1)
      mistake(parsed.roots[1]->span, "a configuration is one document, and this begins another");
    const Node& root = *parsed.roots.front();
    if (root.kind == Kind::null) return std::move(read_);
    if (values_.is_mapping(root, "a configuration")) {
      values_.check_keys(root, configuration_keys());
      for (const Entry& entry : root.entries) key(entry.key, *entry.value);
    }
    return std::move(read_);
  }

 private:
  void mistake(const text::Span& at, std::string message, std::string help = {}) {
    mistakes_.push_back({at, std::move(message), std::move(help)});
  }

  void key(std::string_view name, const Node& value) {
    if (name == "root") {
      if (const auto flag = values_.boolean(value, name)) read_.root = flag->value;
    } else if (name == "extends") {
      for (const auto& file : paths(value, name)) extend(file);
    } else if (name == "overrides") {
      overrides(value);
    } else if (name == "exclude") {
      values_.patterns(value, name, [&](PathPattern pattern, const text::Span& at) {
        read_.exclude.push_back({std::move(pattern), at});
      });
    } else if (name == "region") {
      read_.region = values_.text(value, name);
    } else if (name == "workspace") {
      read_.workspace = values_.text(value, name);
    } else if (name == "fail-on") {
      read_.fail_on = values_.fail_on(value);
    } else if (name == "require-reasons") {
      read_.require_reasons = values_.boolean(value, name);
    } else if (name == "baseline") {
      if (const auto file = values_.text(value, name)) read_.baseline = allowed(resolved(*file));
    } else if (!values_.rules_key(name, value, read_.rules)) {
      inputs(name, value);
    }
  }

  /// What settles the values of a template.
  void inputs(std::string_view name, const Node& value) {
    if (name == "var-files") {
      read_.variable_files = existing(paths(value, name));
    } else if (name == "variables") {
      read_.variables = values_.variables(value);
    } else if (name == "parameter-files") {
      read_.parameter_files = existing(paths(value, name));
      for (const auto& file : *read_.parameter_files) read_parameters(file);
    } else if (name == "parameters") {
      read_.parameters = values_.parameters(value);
    }
  }

  void overrides(const Node& list) {
    if (list.kind != Kind::sequence) return values_.wrong_kind(list, "overrides", "a list of mappings");
    for (const Node* item : list.items) {
      if (!values_.is_mapping(*item, "an element of overrides")) continue;
      values_.check_keys(*item, override_keys());
      Override made;
      for (const Entry& entry : item->entries) {
        if (entry.key == "paths") {
          values_.patterns(*entry.value, entry.key,
                           [&](PathPattern pattern, const text::Span&) { made.paths.push_back(std::move(pattern)); });
        } else {
          values_.rules_key(entry.key, *entry.value, made.rules);
        }
      }
      read_.overrides.push_back(std::move(made));
    }
  }

  Written<fs::path> resolved(const Written<std::string>& written) const {
    return {(read_.path.parent_path() / written.value).lexically_normal(), written.span};
  }

  std::vector<Written<fs::path>> paths(const Node& value, std::string_view name) {
    std::vector<Written<fs::path>> all;
    for (const auto& written : values_.texts(value, name)) {
      if (auto path = allowed(resolved(written))) all.push_back(std::move(*path));
    }
    return all;
  }

  std::optional<Written<fs::path>> allowed(Written<fs::path> path) {
    if (access_.is_allowed(path.value)) return path;
    mistake(path.span, text::display_path(path.value) + " lies outside the repository, so it is not read",
            "keep the file in the repository, or give --allow-outside");
    return std::nullopt;
  }

  std::vector<Written<fs::path>> existing(std::vector<Written<fs::path>> files) {
    std::erase_if(files, [&](const Written<fs::path>& file) {
      std::error_code failed;
      if (fs::is_regular_file(file.value, failed)) return false;
      mistake(file.span, "there is no file " + text::display_path(file.value));
      return true;
    });
    return files;
  }

  void extend(const Written<fs::path>& file) {
    if (const Configuration* base = access_.extend(file.value, file.span)) read_.extends.push_back(base);
  }

  void read_parameters(const Written<fs::path>& path) {
    text::ReadError unreadable;
    const auto file = sources_.open(path.value, &unreadable);
    if (!file) return mistake(path.span, text::display_path(path.value) + " cannot be read: " + unreadable.message);
    cloudformation::ParameterError error;
    const auto parameters = cloudformation::read_parameters(sources_, *file, error);
    if (!parameters) return mistake(error.span, error.message);
    for (const Assignment& parameter : *parameters) read_.file_parameters.push_back({parameter, path.span});
  }

  text::SourceManager& sources_;
  const ConfigurationAccess& access_;
  std::vector<ConfigurationMistake>& mistakes_;
  ConfigurationValues values_;
  Configuration read_;
};

}  // namespace

Configuration read_configuration(text::SourceManager& sources, text::FileId file, const fs::path& path,
                                 const ConfigurationAccess& access, std::vector<ConfigurationMistake>& mistakes) {
  return ConfigurationReader(sources, path, access, mistakes).read(file);
}

}  // namespace tieline::lint
