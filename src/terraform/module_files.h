#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "terraform/functions/functions.h"
#include "terraform/load.h"
#include "text/source.h"

namespace tieline::terraform {

/// What the expressions of a root module may read: files below the folder that is scanned, links followed.
class ModuleFiles final : public FileAccess {
 public:
  ModuleFiles(text::SourceManager& sources, const std::filesystem::path& root_folder, const Options& options);

  Contents read(std::string_view path) override;
  Listing list(std::string_view folder) override;
  std::string working_folder() override;

  /// How often something was asked for that is not there.
  [[nodiscard]] std::size_t missed() const { return missed_; }
  /// How often something was asked for that lies outside, or cannot be read.
  [[nodiscard]] std::size_t refused() const { return refused_; }
  /// Whether what a path leads to lies in the folder that is scanned.
  [[nodiscard]] bool is_inside(const std::filesystem::path& path) const;

 private:
  Contents look_up(const std::filesystem::path& path);
  [[nodiscard]] std::filesystem::path resolve(std::string_view path) const;

  text::SourceManager& sources_;
  std::filesystem::path root_folder_;
  std::filesystem::path scan_root_;  // canonical; empty: everything may be read
  std::unordered_map<std::string, Contents> read_;
  std::size_t missed_ = 0;
  std::size_t refused_ = 0;
};

}  // namespace tieline::terraform
