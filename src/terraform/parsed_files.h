#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/fault.h"
#include "syntax/hcl/ast.h"
#include "syntax/syntax_error.h"
#include "text/arena.h"
#include "text/source.h"

namespace tieline::terraform {

struct ModuleSource;

/// One configuration file, parsed. JSON files have the same tree as native ones.
struct ParsedFile {
  text::FileId id = text::FileId::none;
  const hcl::Body* body = nullptr;  ///< never null
  std::vector<syntax::SyntaxError> errors;
  std::string read_error;  ///< why the file could not be read; empty where it was
  bool outside = false;    ///< it could not, since it is a link out of the folder that is checked
};

/// The files and modules that the root modules of one run share: each is read and parsed once. Safe to use from several
/// threads. What it hands out lives as long as it does.
class ParsedFiles {
 public:
  explicit ParsedFiles(text::SourceManager& sources);
  ~ParsedFiles();
  ParsedFiles(const ParsedFiles&) = delete;
  ParsedFiles& operator=(const ParsedFiles&) = delete;

  /// A `.tf`, `.tofu`, `.tf.json` or `.tofu.json` file.
  const ParsedFile& file(const std::filesystem::path& path);
  /// A values file: `.tfvars`, or JSON where its name ends in `.json`.
  const ParsedFile& values_file(const std::filesystem::path& path);
  /// What the files of a folder declare together. Empty where the folder has none.
  const ModuleSource& module(const std::filesystem::path& folder);
  /// Says that configuration files that are links out of this folder are not read. Call it before `module`.
  void confine(const std::filesystem::path& root);
  /// Whether what a path leads to lies in the folder given to `confine`; true where none was given.
  [[nodiscard]] bool is_inside(const std::filesystem::path& path) const;

  /// Those of the configuration and values files read so far that could be, in the order in which they were opened.
  [[nodiscard]] std::vector<text::FileId> ids() const;
  /// How many configuration and values files were read.
  [[nodiscard]] std::size_t size() const;

  [[nodiscard]] text::SourceManager& sources() const { return sources_; }

 private:
  struct FileEntry {
    std::once_flag once;
    ParsedFile parsed;
    text::Arena arena;
  };
  struct ModuleEntry;

  const ParsedFile& parse(const std::filesystem::path& path, bool values);
  /// The configuration files of a folder, in the order of their names.
  [[nodiscard]] std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder) const;

  text::SourceManager& sources_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::unique_ptr<FileEntry>> files_;
  std::unordered_map<std::string, std::unique_ptr<ModuleEntry>> modules_;
  std::filesystem::path root_;
};

/// What an error of the parser is to whoever reads the configuration.
[[nodiscard]] graph::FaultKind fault_kind(syntax::SyntaxError::Kind kind);

/// Whether Terraform or OpenTofu reads a file of that name as configuration.
[[nodiscard]] bool is_configuration_file(const std::filesystem::path& name);

}  // namespace tieline::terraform
