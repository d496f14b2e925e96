#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/load.h"

namespace tieline::cloudformation {

/// A template given as text, loaded.
class Loaded {
 public:
  explicit Loaded(std::string text, Options options = {}, const std::string& name = "template.yaml") {
    const text::FileId file = sources_.add(name, std::move(text));
    graph_ = load_template(sources_, file, options, &notes_);
  }

  [[nodiscard]] bool is_template() const { return graph_ != nullptr; }
  [[nodiscard]] const graph::Graph& graph() const { return *graph_; }
  [[nodiscard]] const text::SourceManager& sources() const { return sources_; }
  [[nodiscard]] const TemplateNotes& notes() const { return notes_; }

  /// A property of a resource, printed; "(no resource)" where there is none.
  [[nodiscard]] std::string property(std::string_view resource, std::string_view name) const {
    const graph::Resource* found = graph_->find(resource);
    return found == nullptr ? "(no resource)" : value::to_debug_string(found->attribute(name));
  }
  [[nodiscard]] value::Value value(std::string_view resource, std::string_view name) const {
    const graph::Resource* found = graph_->find(resource);
    return found == nullptr ? value::Value() : found->attribute(name);
  }
  /// When a resource exists, as a person says it; "always", "never".
  [[nodiscard]] std::string exists(std::string_view resource) const {
    const graph::Resource* found = graph_->find(resource);
    if (found == nullptr) return "never";
    return found->when.is_always() ? "always" : graph_->conditions.describe(found->when);
  }
  /// Every fault as "line kind resource: message", in the order they were met.
  [[nodiscard]] std::vector<std::string> faults() const {
    static constexpr const char* kinds[] = {"syntax", "undeclared", "cycle", "duplicate", "invalid", "module", "limit"};
    std::vector<std::string> texts;
    for (const graph::Fault& fault : graph_->faults) {
      const std::string line = fault.span.valid() ? std::to_string(sources_.start(fault.span).line) : "?";
      texts.push_back(line + ' ' + kinds[static_cast<int>(fault.kind)] + ' ' + fault.resource + ": " + fault.message);
    }
    return texts;
  }
  /// The source text of a fault's place.
  [[nodiscard]] std::string place(std::size_t fault) const {
    return std::string(sources_.text(graph_->faults.at(fault).span));
  }

 private:
  text::SourceManager sources_;
  TemplateNotes notes_;
  std::unique_ptr<graph::Graph> graph_;
};

using Texts = std::vector<std::string>;

/// A template with one resource `It` whose property `Value` is the given YAML.
[[nodiscard]] inline Loaded with_value(const std::string& yaml, const std::string& sections = "",
                                       const Options& options = {}) {
  return Loaded(
      sections + "Resources:\n  It:\n    Type: AWS::Test::Thing\n    Properties:\n      Value: " + yaml + "\n",
      options);
}

/// What that property is worth, printed.
[[nodiscard]] inline std::string worth(const std::string& yaml, const std::string& sections = "",
                                       const Options& options = {}) {
  const Loaded loaded = with_value(yaml, sections, options);
  return loaded.is_template() ? loaded.property("It", "Value") : "(no template)";
}

/// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            (std::string("tieline_") + test->test_suite_name() + '_' + test->name());
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tieline::cloudformation
