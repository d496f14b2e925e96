#include "lint/units.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <system_error>

#include "lint/files.h"
#include "lint/rule.h"
#include "syntax/document/parser.h"
#include "terraform/discover.h"
#include "terraform/plan.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

/// What `terraform plan -out` writes begins like this.
constexpr std::string_view zip_magic = "PK\x03\x04";

Finding unreadable_file(const fs::path& path, const std::string& why) {
  Finding finding;
  finding.code = "TL001";
  if (const Rule* rule = find_rule(finding.code)) finding.name = rule->info.name;
  finding.message = text::display_path(path) + " cannot be read: " + why;
  return finding;
}

}  // namespace

fs::path scan_root(const std::vector<fs::path>& paths) {
  std::error_code ignored;
  fs::path common;
  bool first = true;
  for (const fs::path& path : paths) {
    fs::path folder = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
    if (!fs::is_directory(folder, ignored)) folder = folder.parent_path();
    if (first) {
      common = folder;
      first = false;
      continue;
    }
    const auto split = std::mismatch(common.begin(), common.end(), folder.begin(), folder.end());
    fs::path shared;
    for (auto part = common.begin(); part != split.first; ++part) shared /= *part;
    common = shared;
  }
  // A module that is checked by itself, or by a file of it, may call its neighbours: `../network`.
  const fs::path here = fs::current_path(ignored);
  const auto inside = std::mismatch(here.begin(), here.end(), common.begin(), common.end());
  return inside.first == here.end() ? here : common;
}

fs::path scan_root_of(const RunOptions& options) {
  if (!options.stdin_filename.empty()) return scan_root(std::vector<fs::path>{options.stdin_filename});
  return scan_root(options.paths);
}

Units::Units(text::SourceManager& sources, const RunOptions& options, Configurations& configurations)
    : sources_(sources), options_(options), configurations_(configurations) {
  std::vector<fs::path> paths = options.paths;
  if (!options.stdin_filename.empty()) {
    sources.add(options.stdin_filename, options.stdin_text);
    paths = {options.stdin_filename};
  }
  parsed_ = std::make_shared<terraform::ParsedFiles>(sources);
  scan_root_ = scan_root_of(options);
  if (!options.terraform.allow_outside) {
    parsed_->confine(options.terraform.scan_root.empty() ? scan_root_ : options.terraform.scan_root);
  }
  FoundFiles found = find_files(sources, paths, configurations);
  unreadable_ = std::move(found.unreadable);
  for (const fs::path& folder : terraform::root_modules(*parsed_, found.terraform_folders)) {
    ++root_modules_;
    if (!options.each_variable_file) {
      units_.push_back({folder, UnitKind::root_module});
      continue;
    }
    for (const fs::path& file : options.terraform.variable_files) {
      units_.push_back({folder, UnitKind::root_module, file});
    }
  }
  terraform_folders_.insert(found.terraform_folders.begin(), found.terraform_folders.end());
  for (const fs::path& document : found.documents) {
    if (options.each_parameters.empty()) units_.push_back({document, UnitKind::document});
    for (const auto& set : options.each_parameters) units_.push_back({document, UnitKind::document, {}, &set});
  }
  keep_only_named_files(paths);
}

std::vector<Finding> Units::unreadable() const {
  std::vector<Finding> findings;
  for (const auto& [path, why] : unreadable_) findings.push_back(unreadable_file(path, why));
  return findings;
}

std::unique_ptr<graph::Graph> Units::load(const Unit& unit, std::vector<Finding>& findings,
                                          cloudformation::TemplateNotes* notes) const {
  if (unit.kind == UnitKind::root_module)
    return terraform::load_root_module(sources_, unit.path, terraform_options(unit));
  text::ReadError error;
  const auto file = sources_.open(unit.path, &error);
  if (!file) {
    findings.push_back(unreadable_file(unit.path, error.message));
    return nullptr;
  }
  const std::string_view bytes = sources_.file(*file).bytes();
  if (bytes.starts_with(zip_magic) && is_named(unit.path)) {
    findings.push_back(
        unreadable_file(unit.path, "if this is a saved plan, write it as JSON: terraform show -json FILE > plan.json"));
    return nullptr;
  }
  if (is_plan_to_check(unit.path, bytes)) {
    return terraform::load_plan(sources_, *file, unit.path, terraform_options(unit));
  }
  if (!document::may_be_template(bytes)) return nullptr;
  return cloudformation::load_template(sources_, *file, cloudformation_options(unit), notes);
}

std::unique_ptr<graph::Graph> Units::load_joined(std::span<const Unit* const> templates,
                                                 cloudformation::TemplateNotes& notes) const {
  std::vector<text::FileId> files;
  for (const Unit* unit : templates) {
    if (const auto file = sources_.open(unit->path)) files.push_back(*file);
  }
  return cloudformation::load_templates(sources_, files, cloudformation_options(*templates.front()), &notes);
}

cloudformation::Options Units::cloudformation_options(const Unit& unit) const {
  cloudformation::Options options = options_.cloudformation;
  if (options.scan_root.empty()) options.scan_root = scan_root_;
  configurations_.settle(unit.path.parent_path(), options);
  if (unit.parameters != nullptr) {
    const auto& values = unit.parameters->values;
    options.parameters.insert(options.parameters.end(), values.begin(), values.end());
  }
  return options;
}

terraform::Options Units::terraform_options(const Unit& unit) const {
  terraform::Options options = options_.terraform;
  options.parsed = parsed_;
  if (options.scan_root.empty()) options.scan_root = scan_root_;
  if (!unit.variable_file.empty()) options.variable_files = {unit.variable_file};
  configurations_.settle(unit.kind == UnitKind::root_module ? unit.path : unit.path.parent_path(), options);
  return options;
}

/// A plan that lies about in a folder whose configuration is checked anyway may be an old one.
bool Units::is_plan_to_check(const fs::path& path, std::string_view bytes) const {
  if (!terraform::may_be_plan(bytes)) return false;
  const fs::path folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  return is_named(path) || !terraform_folders_.contains(folder);
}

bool Units::is_named(const fs::path& path) const { return named_.contains(text::display_path(path)); }

bool Units::is_wanted(const Unit& unit, const Finding& finding) const {
  if (!finding.span.valid()) return true;
  if (unit.kind == UnitKind::document && is_named(unit.path)) {
    // Where a nested template ends the evaluation, the one that was asked for is not checked to its end either.
    if (finding.code == "TL007") return true;
    const auto file = sources_.open(unit.path);
    if (file && terraform::may_be_plan(sources_.file(*file).bytes())) return true;
  }
  return is_wanted(finding.span.file);
}

bool Units::is_wanted(text::FileId file) const {
  const std::string& path = sources_.file(file).path();
  if (named_.contains(path)) return true;
  if (configurations_.excludes(file)) return false;
  return named_.empty() || std::any_of(named_folders_.begin(), named_folders_.end(), [&](const std::string& folder) {
           return folder == "." || path.starts_with(folder + "/");
         });
}

void Units::keep_only_named_files(const std::vector<fs::path>& paths) {
  std::error_code ignored;
  for (const fs::path& path : paths) {
    (fs::is_directory(path, ignored) ? named_folders_ : named_).insert(text::display_path(path));
  }
}

}  // namespace tieline::lint
