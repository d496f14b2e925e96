#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lint/configuration.h"
#include "lint/rule_settings.h"
#include "lint/run.h"
#include "text/source.h"

namespace tieline::lint {

/// A setting, and who has settled it.
template <typename T>
struct Setting {
  T value = {};
  Origin origin = {};
};

/// What the configurations of a folder come to. The command line is not in it.
struct FolderSettings {
  /// Globs are relative to the folder of the `.tieline.yaml` that was found, those of what it extends too.
  struct Layer {
    const Configuration* configuration;
    std::filesystem::path base;
  };
  std::vector<Layer> layers;  ///< from the weakest to the strongest
  bool has_excludes = false;
  Setting<std::string> region;
  Setting<std::string> workspace;
  std::vector<Setting<std::filesystem::path>> variable_files;
  std::vector<Setting<terraform::GivenVariable>> variables;
  std::vector<Setting<std::filesystem::path>> parameter_files;
  std::vector<Setting<Assignment>> file_parameters;
  std::vector<Setting<Assignment>> parameters;
  Setting<FailOn> fail_on{FailOn::warning, {}};
  Setting<bool> require_reasons;
  Setting<std::filesystem::path> baseline;
};

/// The configurations of a run: finds the `.tieline.yaml` files from a folder upwards as far as the repository reaches,
/// reads each once, and says what holds where. Safe to use from several threads.
class Configurations {
 public:
  /// `scan_root` is the folder that holds everything that is checked. `sources` and `options` must outlive it.
  Configurations(text::SourceManager& sources, const RunOptions& options, const std::filesystem::path& scan_root);
  Configurations(const Configurations&) = delete;
  Configurations& operator=(const Configurations&) = delete;

  /// What holds in a folder; the reference stays valid.
  [[nodiscard]] const FolderSettings& folder(const std::filesystem::path& folder);
  /// What holds for the whole run: that of the folder which holds everything that is checked.
  [[nodiscard]] const FolderSettings& run() { return folder(scan_root_); }
  /// The pattern that excludes a file or folder for which the settings hold; null where none does.
  [[nodiscard]] static const Written<PathPattern>* exclusion(const FolderSettings& settings,
                                                             const std::filesystem::path& path);
  /// Whether the file is excluded, or a folder it is in.
  [[nodiscard]] bool excludes(text::FileId file);

  /// What holds of the rules in a file, the command line included. `none`: what holds for the run.
  [[nodiscard]] const RuleSettings& rules(text::FileId file);
  [[nodiscard]] const RuleSettings& rules(const std::filesystem::path& file);
  /// Drops the findings that are not wanted in their files, and gives the others their severity.
  void judge(std::vector<Finding>& findings);
  [[nodiscard]] bool requires_reasons(text::FileId file);
  [[nodiscard]] FailOn fail_on();
  /// The files read so far.
  [[nodiscard]] std::vector<std::filesystem::path> files() const;
  /// Whether any configuration was found so far.
  [[nodiscard]] bool any() const;

  /// Puts what the folder's configurations settle into the options, where the caller has not settled it.
  void settle(const std::filesystem::path& folder, terraform::Options& options);
  void settle(const std::filesystem::path& folder, cloudformation::Options& options);

  /// What is wrong with the configurations read so far, as `file:line:column: message`, in the order of the places.
  [[nodiscard]] std::vector<std::string> mistakes() const;

 private:
  const FolderSettings& settings_of(const std::filesystem::path& folder);
  [[nodiscard]] static FolderSettings merge(const FolderSettings& outer, const Configuration& found,
                                            const std::filesystem::path& base);
  const Configuration* read(const std::filesystem::path& path, const text::Span& at);
  const Configuration* extend(const std::filesystem::path& path, const text::Span& at);
  [[nodiscard]] bool is_allowed(const std::filesystem::path& path) const;
  void mistake(const text::Span& at, std::string message, std::string help);
  [[nodiscard]] std::filesystem::path path_of(text::FileId file) const;

  text::SourceManager& sources_;
  const RunOptions& options_;
  std::filesystem::path scan_root_;
  std::filesystem::path top_;  // the search goes no further up
  mutable std::mutex mutex_;
  std::deque<Configuration> read_;
  std::unordered_map<std::string, const Configuration*> by_path_;
  std::vector<std::filesystem::path> open_;  // being read, each extended by the one before
  std::deque<FolderSettings> settings_;
  std::unordered_map<std::string, const FolderSettings*> by_folder_;
  std::deque<RuleSettings> rules_;
  std::map<std::pair<const FolderSettings*, std::vector<bool>>, const RuleSettings*> by_overrides_;
  std::unordered_map<text::FileId, const RuleSettings*> by_file_;
  std::vector<ConfigurationMistake> mistakes_;
};

/// The name of the files that are looked for.
inline constexpr std::string_view configuration_name = ".tieline.yaml";

}  // namespace tieline::lint
