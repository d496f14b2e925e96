#include "lint/configurations.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <tuple>
#include <utility>

#include "lint/configuration_reader.h"
#include "text/limits.h"
#include "text/normal_path.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

bool is_below(const fs::path& folder, const fs::path& path) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

bool is_there(const fs::path& path) { return ::access(path.c_str(), F_OK) == 0; }

/// The folder of the repository that a folder is in; the folder itself where it is in none.
fs::path repository_of(const fs::path& folder) {
  for (fs::path at = folder;; at = at.parent_path()) {
    if (is_there(at / ".git")) return at;
    if (!at.has_relative_path()) return folder;
  }
}

Origin written_at(const text::Span& span) { return {Origin::By::configuration, span}; }

template <typename T>
void take(const std::optional<Written<T>>& written, Setting<T>& setting) {
  if (written) setting = {written->value, written_at(written->span)};
}

template <typename T>
std::vector<Setting<T>> settings(const std::vector<Written<T>>& written) {
  std::vector<Setting<T>> all;
  for (const Written<T>& one : written) all.push_back({one.value, written_at(one.span)});
  return all;
}

std::string_view name_of(const Assignment& assignment) { return assignment.first; }
std::string_view name_of(const terraform::GivenVariable& variable) { return variable.name; }

/// Adds what is written; what has the same name goes.
template <typename T>
void replace_by_name(const std::vector<Written<T>>& written, std::vector<Setting<T>>& all) {
  for (const Written<T>& one : written) {
    std::erase_if(all, [&](const Setting<T>& there) { return name_of(there.value) == name_of(one.value); });
    all.push_back({one.value, written_at(one.span)});
  }
}

/// The configuration behind everything that it extends, each once.
void flatten(const Configuration& configuration, std::vector<const Configuration*>& order) {
  if (std::find(order.begin(), order.end(), &configuration) != order.end()) return;
  for (const Configuration* base : configuration.extends) flatten(*base, order);
  order.push_back(&configuration);
}

void add(const Configuration& configuration, const fs::path& base, FolderSettings& into) {
  into.layers.push_back({&configuration, base});
  into.has_excludes = into.has_excludes || !configuration.exclude.empty();
  take(configuration.region, into.region);
  take(configuration.workspace, into.workspace);
  if (configuration.variable_files) into.variable_files = settings(*configuration.variable_files);
  replace_by_name(configuration.variables, into.variables);
  if (configuration.parameter_files) {
    into.parameter_files = settings(*configuration.parameter_files);
    into.file_parameters = settings(configuration.file_parameters);
  }
  replace_by_name(configuration.parameters, into.parameters);
  take(configuration.fail_on, into.fail_on);
  take(configuration.require_reasons, into.require_reasons);
  take(configuration.baseline, into.baseline);
}

bool any_matches(const std::vector<PathPattern>& patterns, const std::string& path) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const PathPattern& one) { return one.matches(path); });
}

}  // namespace

Configurations::Configurations(text::SourceManager& sources, const RunOptions& options, const fs::path& scan_root)
    : sources_(sources), options_(options), scan_root_(text::normal_path(scan_root)) {
  settings_.emplace_back();
  if (!options.read_configuration) return;
  top_ = repository_of(scan_root_);
  if (!options.configuration_file.empty()) {
    const Configuration* given = read(text::normal_path(options.configuration_file), {});
    std::error_code ignored;
    // Whoever names a configuration means the paths as they name them.
    if (given != nullptr) settings_.push_back(merge(settings_.front(), *given, fs::current_path(ignored)));
  }
  (void)folder(scan_root_);
}

const FolderSettings& Configurations::folder(const fs::path& folder) {
  const std::lock_guard lock(mutex_);
  return settings_of(text::normal_path(folder));
}

const FolderSettings& Configurations::settings_of(const fs::path& folder) {
  const FolderSettings& defaults = settings_.front();
  if (!options_.read_configuration) return defaults;
  if (!options_.configuration_file.empty()) return settings_.back();
  if (!is_below(top_, folder)) return settings_of(top_);
  const auto [entry, added] = by_folder_.try_emplace(folder.string(), &defaults);
  if (!added) return *entry->second;
  const FolderSettings* outer = folder == top_ ? &defaults : &settings_of(folder.parent_path());
  // A repository in the repository is on its own.
  if (outer != &defaults && folder != top_ && is_there(folder / ".git")) outer = &defaults;
  const fs::path path = folder / configuration_name;
  if (sources_.type(path) == fs::file_type::regular) {
    if (const Configuration* found = read(path, {})) {
      settings_.push_back(merge(found->root ? defaults : *outer, *found, folder));
      outer = &settings_.back();
    }
  }
  return *(by_folder_[folder.string()] = outer);
}

FolderSettings Configurations::merge(const FolderSettings& outer, const Configuration& found, const fs::path& base) {
  FolderSettings merged = outer;
  std::vector<const Configuration*> order;
  flatten(found, order);
  for (const Configuration* configuration : order) add(*configuration, base, merged);
  return merged;
}

const Configuration* Configurations::read(const fs::path& path, const text::Span& at) {
  const auto [entry, added] = by_path_.try_emplace(path.string(), nullptr);
  if (!added) return entry->second;
  const bool named_by_caller = path == text::normal_path(options_.configuration_file);
  if (!named_by_caller && !is_allowed(path)) {
    mistake(at, text::display_path(path) + " leads outside the repository, so it is not read",
            "keep the file in the repository, or give --allow-outside");
    return nullptr;
  }
  text::ReadError unreadable;
  const auto file = sources_.open(path, &unreadable);
  if (!file) {
    mistake(at, text::display_path(path) + " cannot be read: " + unreadable.message, {});
    return nullptr;
  }
  open_.push_back(path);
  const ConfigurationAccess access{
      [this](const fs::path& named) { return is_allowed(named); },
      [this](const fs::path& base, const text::Span& place) { return extend(base, place); }};
  Configuration configuration = read_configuration(sources_, *file, path, access, mistakes_);
  open_.pop_back();
  read_.push_back(std::move(configuration));
  return by_path_[path.string()] = &read_.back();
}

const Configuration* Configurations::extend(const fs::path& path, const text::Span& at) {
  const auto again = std::find(open_.begin(), open_.end(), path);
  if (again != open_.end()) {
    std::string circle;
    for (auto one = again; one != open_.end(); ++one) circle += text::display_path(*one) + " -> ";
    mistake(at, "configurations extend each other in a circle: " + circle + text::display_path(path), {});
    return nullptr;
  }
  if (open_.size() >= limits::module_depth) {
    mistake(at, "more than " + std::to_string(limits::module_depth) + " configurations extend one another", {});
    return nullptr;
  }
  return read(path, at);
}

bool Configurations::is_allowed(const fs::path& path) const {
  if (options_.terraform.allow_outside) return true;
  std::error_code failed;
  const fs::path real = fs::weakly_canonical(path, failed);
  if (failed) return false;
  if (is_below(fs::weakly_canonical(top_, failed), real)) return true;
  const fs::path given = text::normal_path(options_.configuration_file).parent_path();
  return !options_.configuration_file.empty() && is_below(fs::weakly_canonical(given, failed), real);
}

const Written<PathPattern>* Configurations::exclusion(const FolderSettings& settings, const fs::path& path) {
  if (!settings.has_excludes) return nullptr;
  const fs::path whole = text::normal_path(path);
  for (const FolderSettings::Layer& layer : settings.layers) {
    if (layer.configuration->exclude.empty()) continue;
    const std::string relative = whole.lexically_relative(layer.base).generic_string();
    for (const Written<PathPattern>& pattern : layer.configuration->exclude) {
      if (pattern.value.matches(relative)) return &pattern;
    }
  }
  return nullptr;
}

bool Configurations::excludes(text::FileId file) {
  const fs::path path = path_of(file);
  return exclusion(folder(path.parent_path()), path) != nullptr;
}

const RuleSettings& Configurations::rules(text::FileId file) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = by_file_.find(file); known != by_file_.end()) return *known->second;
  }
  const RuleSettings& found = rules(file == text::FileId::none ? scan_root_ / "-" : path_of(file));
  const std::lock_guard lock(mutex_);
  by_file_.emplace(file, &found);
  return found;
}

const RuleSettings& Configurations::rules(const fs::path& file) {
  const fs::path whole = text::normal_path(file);
  const std::lock_guard lock(mutex_);
  const FolderSettings& settings = settings_of(whole.parent_path());
  std::vector<const RuleLayer*> layers;
  std::vector<bool> matching;
  for (const FolderSettings::Layer& layer : settings.layers) {
    layers.push_back(&layer.configuration->rules);
    const std::string relative = whole.lexically_relative(layer.base).generic_string();
    for (const Override& one : layer.configuration->overrides) {
      matching.push_back(any_matches(one.paths, relative));
      if (matching.back()) layers.push_back(&one.rules);
    }
  }
  const auto [entry, added] = by_overrides_.try_emplace({&settings, std::move(matching)}, nullptr);
  if (added) {
    RuleSettings& made = rules_.emplace_back();
    for (const RuleLayer* layer : layers) made.apply(*layer);
    made.apply(options_.selection);
    entry->second = &made;
  }
  return *entry->second;
}

void Configurations::judge(std::vector<Finding>& findings) {
  if (!any()) return;
  std::erase_if(findings, [&](Finding& finding) {
    const RuleState& state = rules(finding.span.file).state(finding.code);
    if (state.severity) finding.severity = *state.severity;
    return !state.wanted();
  });
}

bool Configurations::requires_reasons(text::FileId file) {
  return options_.require_reasons || folder(path_of(file).parent_path()).require_reasons.value;
}

FailOn Configurations::fail_on() { return options_.fail_on.value_or(run().fail_on.value); }

std::vector<fs::path> Configurations::files() const {
  const std::lock_guard lock(mutex_);
  std::vector<fs::path> files;
  files.reserve(read_.size());
  for (const Configuration& configuration : read_) files.push_back(configuration.path);
  return files;
}

bool Configurations::any() const {
  const std::lock_guard lock(mutex_);
  return !read_.empty();
}

void Configurations::settle(const fs::path& at, terraform::Options& options) {
  const FolderSettings& settings = folder(at);
  if (options.region.empty()) options.region = settings.region.value;
  if (!options_.workspace_given && !settings.workspace.value.empty()) options.workspace = settings.workspace.value;
  for (const auto& file : settings.variable_files) options.configured_files.push_back(file.value);
  for (const auto& variable : settings.variables) options.configured_variables.push_back(variable.value);
}

void Configurations::settle(const fs::path& at, cloudformation::Options& options) {
  const FolderSettings& settings = folder(at);
  if (options.region.empty()) options.region = settings.region.value;
  std::vector<Assignment> all;
  for (const auto* parameters : {&settings.file_parameters, &settings.parameters}) {
    for (const auto& parameter : *parameters) all.push_back(parameter.value);
  }
  options.parameters.insert(options.parameters.begin(), all.begin(), all.end());
}

void Configurations::mistake(const text::Span& at, std::string message, std::string help) {
  mistakes_.push_back({at, std::move(message), std::move(help)});
}

std::vector<std::string> Configurations::mistakes() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::tuple<std::string, std::uint32_t, std::string>> order;
  for (const ConfigurationMistake& one : mistakes_) {
    std::string line;
    std::string path;
    if (one.span.valid()) {
      const text::Position start = sources_.start(one.span);
      path = sources_.file(one.span.file).path();
      line = path + ":" + std::to_string(start.line) + ":" + std::to_string(start.column) + ": ";
    }
    line += one.message + (one.help.empty() ? "" : "; " + one.help);
    order.emplace_back(std::move(path), one.span.begin, std::move(line));
  }
  std::sort(order.begin(), order.end());
  order.erase(std::unique(order.begin(), order.end()), order.end());
  std::vector<std::string> lines;
  lines.reserve(order.size());
  for (auto& one : order) lines.push_back(std::move(std::get<2>(one)));
  return lines;
}

fs::path Configurations::path_of(text::FileId file) const { return text::normal_path(sources_.file(file).path()); }

}  // namespace tieline::lint
