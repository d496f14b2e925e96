#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terraform/load.h"
#include "value/value.h"

namespace tieline::terraform {

/// A folder of files on disk that goes away with the test.
class Folder {
 public:
  using Files = std::vector<std::pair<std::string, std::string>>;

  explicit Folder(const Files& files = {}) {
    static std::atomic<int> number = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("tieline-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path_);
    path_ = std::filesystem::canonical(path_);
    for (const auto& [name, text] : files) write(name, text);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  void write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A root module, loaded.
class Configuration {
 public:
  explicit Configuration(const std::string& main) : Configuration(Folder::Files{{"main.tf", main}}) {}
  explicit Configuration(const Folder::Files& files, Options options = {}, const std::string& root = "")
      : folder_(files) {
    options.read_environment = false;
    if (options.scan_root.empty()) options.scan_root = folder_.path();
    graph_ = load_root_module(sources_, folder_.path() / root, options);
  }

  [[nodiscard]] const graph::Graph& graph() const { return *graph_; }
  [[nodiscard]] text::SourceManager& sources() { return sources_; }
  [[nodiscard]] const Folder& folder() const { return folder_; }

  /// The addresses of all resources, each on a line, in the order of their names.
  [[nodiscard]] std::string addresses() const {
    std::vector<std::string> all;
    for (const graph::Resource& resource : graph_->resources()) all.emplace_back(resource.address);
    std::sort(all.begin(), all.end());
    std::string lines;
    for (const std::string& address : all) lines += address + "\n";
    return lines;
  }
  [[nodiscard]] const graph::Resource& resource(std::string_view address) const {
    const graph::Resource* found = graph_->find(address);
    if (found == nullptr) throw std::runtime_error("no resource " + std::string(address));
    return *found;
  }
  [[nodiscard]] value::Value attribute(std::string_view address, std::string_view name) const {
    return resource(address).attribute(name);
  }
  [[nodiscard]] value::Value output(std::string_view name) const {
    for (const value::MappingEntry& output : graph_->outputs) {
      if (output.key == name) return output.value;
    }
    throw std::runtime_error("no output " + std::string(name));
  }
  /// An output in the notation of tests, references as the address and attribute they name.
  [[nodiscard]] std::string shown(std::string_view name) const { return show(output(name)); }

  /// `kind line:column message` for each fault, in the order of their places.
  [[nodiscard]] std::string faults() const {
    static constexpr std::string_view kinds[] = {"syntax",     "undeclared", "cycle", "duplicate",
                                                 "expression", "module",     "limit"};
    std::vector<std::string> all;
    for (const graph::Fault& fault : graph_->faults) {
      const text::Position at = sources_.start(fault.span);
      all.push_back(std::string(kinds[static_cast<std::size_t>(fault.kind)]) + " " + std::to_string(at.line) + ":" +
                    std::to_string(at.column) + " " + fault.message);
    }
    std::sort(all.begin(), all.end());
    std::string lines;
    for (const std::string& fault : all) lines += fault + "\n";
    return lines;
  }

  static std::string show(value::Value value) {
    using value::Kind;
    if (const value::Reference* reference = value.reference(); reference != nullptr && value.is(Kind::unknown)) {
      return std::string(reference->resource->address) + "." + std::string(reference->attribute);
    }
    const auto list = [](const auto& items, const char* open, const char* close, const auto& each) {
      std::string text = open;
      for (const auto& item : items) text += (text.size() > 1 ? ", " : "") + each(item);
      return text + close;
    };
    switch (value.kind()) {
      case Kind::sequence:
        return list(value.items(), "[", "]", [](value::Value item) { return show(item); });
      case Kind::mapping:
        return list(value.entries(), "{", value.rest() != nullptr ? ", ...}" : "}",
                    [](const value::MappingEntry& e) { return std::string(e.key) + " = " + show(e.value); });
      case Kind::alternatives:
        return list(value.branches(), "<", ">", [](const value::Branch& branch) { return show(branch.value); });
      case Kind::rest:
        return "*" + show(*value.rest());
      case Kind::template_:
        return list(value.items(), "\"", "\"", [](value::Value part) { return show(part); });
      default:
        return value::to_debug_string(value);
    }
  }

 private:
  Folder folder_;
  text::SourceManager sources_;
  std::unique_ptr<graph::Graph> graph_;
};

}  // namespace tieline::terraform
