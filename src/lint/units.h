#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/graph.h"
#include "lint/configurations.h"
#include "lint/finding.h"
#include "lint/run.h"
#include "terraform/parsed_files.h"
#include "text/source.h"

namespace tieline::lint {

enum class UnitKind : std::uint8_t { root_module, document };

/// One thing that is loaded and judged by itself: a root module's folder, or a document that may be a template or a
/// saved plan.
struct Unit {
  std::filesystem::path path;
  UnitKind kind;
  std::filesystem::path variable_file = {};  ///< of RunOptions::each_variable_file: the one of this run
  /// Of RunOptions::each_parameters: the set of this run; null where there are none.
  const cloudformation::ParameterSet* parameters = nullptr;
};

/// The folder that holds everything that is checked; nothing outside is read. The current folder if that holds it all.
[[nodiscard]] std::filesystem::path scan_root(const std::vector<std::filesystem::path>& paths);
[[nodiscard]] std::filesystem::path scan_root_of(const RunOptions& options);

/// Everything a run is about, found before anything is checked, and how each of it is loaded.
class Units {
 public:
  /// All three must outlive it. With `stdin_filename` the text takes that file's place.
  Units(text::SourceManager& sources, const RunOptions& options, Configurations& configurations);

  [[nodiscard]] const std::vector<Unit>& all() const { return units_; }
  /// What could not be read, each as a finding.
  [[nodiscard]] std::vector<Finding> unreadable() const;
  [[nodiscard]] std::size_t root_modules() const { return root_modules_; }
  [[nodiscard]] std::size_t terraform_files() const { return parsed_->size(); }
  /// The Terraform files read so far.
  [[nodiscard]] std::vector<text::FileId> terraform_file_ids() const { return parsed_->ids(); }
  /// The unit evaluated; null where the document turns out to be no template and no plan. A file that cannot be read
  /// becomes a finding. Safe to call from several threads.
  [[nodiscard]] std::unique_ptr<graph::Graph> load(const Unit& unit, std::vector<Finding>& findings,
                                                   cloudformation::TemplateNotes* notes = nullptr) const;
  /// Templates evaluated as one, in the order given, with the parameters of the first.
  [[nodiscard]] std::unique_ptr<graph::Graph> load_joined(std::span<const Unit* const> templates,
                                                          cloudformation::TemplateNotes& notes) const;
  /// When files are named rather than folders, only what is wrong in them is asked for; or in the configuration that a
  /// plan was made of; or what ends the evaluation in a template nested in them. What is wrong in an excluded file that
  /// is not named is never asked for.
  [[nodiscard]] bool is_wanted(const Unit& unit, const Finding& finding) const;
  /// The same for what is found in a file without regard to a unit.
  [[nodiscard]] bool is_wanted(text::FileId file) const;

 private:
  void keep_only_named_files(const std::vector<std::filesystem::path>& paths);
  [[nodiscard]] bool is_plan_to_check(const std::filesystem::path& path, std::string_view bytes) const;
  [[nodiscard]] bool is_named(const std::filesystem::path& path) const;
  [[nodiscard]] terraform::Options terraform_options(const Unit& unit) const;
  [[nodiscard]] cloudformation::Options cloudformation_options(const Unit& unit) const;

  text::SourceManager& sources_;
  const RunOptions& options_;
  Configurations& configurations_;
  std::shared_ptr<terraform::ParsedFiles> parsed_;
  std::vector<Unit> units_;
  std::vector<std::pair<std::filesystem::path, std::string>> unreadable_;
  std::size_t root_modules_ = 0;
  std::filesystem::path scan_root_;
  std::set<std::string> named_;
  std::set<std::string> named_folders_;
  std::set<std::filesystem::path> terraform_folders_;
};

}  // namespace tieline::lint
