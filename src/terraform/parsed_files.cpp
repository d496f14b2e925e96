#include "terraform/parsed_files.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "syntax/document/parser.h"
#include "syntax/hcl/parser.h"
#include "terraform/declare.h"
#include "terraform/json_body.h"
#include "terraform/module_source.h"
#include "text/limits.h"
#include "text/normal_path.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

constexpr hcl::Body empty_body{};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

/// The file's name without what makes it a configuration file; empty for any other file.
std::string_view stem_of(std::string_view name) {
  for (const std::string_view extension : {".tf", ".tofu", ".tf.json", ".tofu.json"}) {
    if (ends_with(name, extension)) return name.substr(0, name.size() - extension.size());
  }
  return {};
}

bool is_open_tofu(std::string_view name) { return ends_with(name, ".tofu") || ends_with(name, ".tofu.json"); }
bool is_json(std::string_view name) { return ends_with(name, ".json"); }

void report_errors(ModuleSource& module, const ModuleFile& file) {
  for (const syntax::SyntaxError& error : file.parsed->errors) {
    graph::Fault fault{.kind = fault_kind(error.kind),
                       .span = error.span,
                       .message = error.message,
                       .help = error.help,
                       .resource = {}};
    if (error.related.valid()) fault.related.push_back({error.related, error.related_message});
    module.broken = module.broken || error.kind != syntax::SyntaxError::Kind::duplicate;
    module.faults.push_back({std::move(fault), {}, {}});
  }
  if (!file.parsed->read_error.empty()) {
    module.broken = true;
    const bool outside = file.parsed->outside;
    module.faults.push_back({{.kind = outside ? graph::FaultKind::unresolved_module : graph::FaultKind::syntax_error,
                              .span = {},
                              .message = text::display_path(file.path) + " cannot be read: " + file.parsed->read_error,
                              .help = outside ? "check the folder above, or give --allow-outside" : "",
                              .resource = {}},
                             {},
                             {}});
  }
}

}  // namespace

struct ParsedFiles::ModuleEntry {
  std::once_flag once;
  ModuleSource source;
};

ParsedFiles::ParsedFiles(text::SourceManager& sources) : sources_(sources) {}
ParsedFiles::~ParsedFiles() = default;

void ParsedFiles::confine(const fs::path& root) {
  std::error_code ignored;
  root_ = fs::weakly_canonical(root, ignored);
}

bool ParsedFiles::is_inside(const fs::path& path) const {
  if (root_.empty()) return true;
  std::error_code failed;
  const fs::path real = fs::weakly_canonical(path, failed);
  if (failed) return false;
  return std::mismatch(root_.begin(), root_.end(), real.begin(), real.end()).first == root_.end();
}

const ParsedFile& ParsedFiles::file(const fs::path& path) { return parse(path, false); }
const ParsedFile& ParsedFiles::values_file(const fs::path& path) { return parse(path, true); }

const ParsedFile& ParsedFiles::parse(const fs::path& path, bool values) {
  FileEntry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    auto& slot = files_[text::normal_path(path).string()];
    if (!slot) slot = std::make_unique<FileEntry>();
    entry = slot.get();
  }
  std::call_once(entry->once, [&] {
    ParsedFile& parsed = entry->parsed;
    parsed.body = &empty_body;
    std::error_code ignored;
    if (!values && fs::is_symlink(path, ignored) && !is_inside(path)) {
      parsed.outside = true;
      parsed.read_error = "it is a link out of the folder that is checked";
      return;
    }
    text::ReadError error;
    const auto id = sources_.open(path, &error);
    if (!id) {
      parsed.read_error = error.message;
      return;
    }
    parsed.id = *id;
    const std::string_view bytes = sources_.file(*id).bytes();
    if (!is_json(path.filename().string())) {
      hcl::ParsedBody body = hcl::parse_body(*id, bytes, entry->arena);
      parsed.body = body.body;
      parsed.errors = std::move(body.errors);
      return;
    }
    document::ParsedDocuments documents = document::parse_json(*id, bytes, entry->arena);
    parsed.errors = std::move(documents.errors);
    if (documents.roots.empty()) return;
    const document::Node& root = *documents.roots.front();
    if (entry->arena.used() > limits::syntax_tree_bytes) {
      parsed.errors.push_back({.kind = syntax::SyntaxError::Kind::limit,
                               .span = {*id, root.span.begin, root.span.begin + 1},
                               .message = "too much to read: it takes more than " +
                                          std::to_string(limits::syntax_tree_bytes >> 20) +
                                          " MiB; none of it is checked",
                               .help = "split it into several files",
                               .related = {},
                               .related_message = {}});
      return;
    }
    parsed.body = values ? values_from_json(root, entry->arena) : configuration_from_json(root, entry->arena);
  });
  return entry->parsed;
}

std::vector<text::FileId> ParsedFiles::ids() const {
  const std::lock_guard lock(mutex_);
  std::vector<text::FileId> ids;
  for (const auto& [path, entry] : files_) {
    if (entry->parsed.id != text::FileId::none) ids.push_back(entry->parsed.id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::size_t ParsedFiles::size() const {
  const std::lock_guard lock(mutex_);
  return files_.size();
}

std::vector<fs::path> ParsedFiles::files_of(const fs::path& folder) const {
  // By name; of `a.tf` and `a.tofu` the latter alone counts, as OpenTofu has it.
  std::map<std::string, fs::path> names;
  std::error_code failed;
  for (const text::FolderEntry& entry : sources_.list(folder, failed)) {
    const std::string name = entry.path.filename().string();
    if (!is_configuration_file(name) || entry.is_folder) continue;
    if (entry.is_link && sources_.type(entry.path) == fs::file_type::directory) continue;
    names.emplace(name, entry.path);
  }
  std::vector<fs::path> files;
  for (const auto& [name, path] : names) {
    const bool json = is_json(name);
    const std::string twin = std::string(stem_of(name)) + (json ? ".tofu.json" : ".tofu");
    if (is_open_tofu(name) || !names.contains(twin)) files.push_back(path);
  }
  return files;
}

const ModuleSource& ParsedFiles::module(const fs::path& folder) {
  const fs::path whole = text::normal_path(folder);
  ModuleEntry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    auto& slot = modules_[whole.string()];
    if (!slot) slot = std::make_unique<ModuleEntry>();
    entry = slot.get();
  }
  std::call_once(entry->once, [&] {
    ModuleSource& module = entry->source;
    module.folder = whole;
    std::vector<ModuleFile> files;
    for (const fs::path& path : files_of(whole)) {
      const std::string name = path.filename().string();
      const std::string_view stem = stem_of(name);
      files.push_back({path, &file(path), stem == "override" || ends_with(stem, "_override")});
      report_errors(module, files.back());
    }
    module.file_count = files.size();
    declare(module, files);
    resolve_references(module, sources_, files);
  });
  return entry->source;
}

graph::FaultKind fault_kind(syntax::SyntaxError::Kind kind) {
  switch (kind) {
    case syntax::SyntaxError::Kind::duplicate:
      return graph::FaultKind::duplicate_declaration;
    case syntax::SyntaxError::Kind::limit:
      return graph::FaultKind::limit_reached;
    default:
      return graph::FaultKind::syntax_error;
  }
}

bool is_configuration_file(const fs::path& path) {
  const std::string name = path.filename().string();
  // Editors' backups and lock files are no configuration for Terraform either.
  return !stem_of(name).empty() && name.front() != '.' && name.front() != '#';
}

}  // namespace tieline::terraform
