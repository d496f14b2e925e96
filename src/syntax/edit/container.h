#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/edit/new_value.h"
#include "text/source.h"
#include "text/span.h"

namespace tieline::edit {

using text::Span;

/// An element of a container: an argument, a nested block, an entry of a mapping, an item of a list.
struct Member {
  std::string_view key;   ///< of an item: empty; of a nested block: its type
  Span whole;             ///< with its key, or the dash before it; without what separates it from the next
  Span value;             ///< of a block: the whole of it
  bool is_block = false;  ///< of Terraform's language
};

enum class Form : std::uint8_t {
  body,      ///< of a block of Terraform's language, or of a whole file
  brackets,  ///< `{ }` or `[ ]`: JSON, YAML's flow style, objects and tuples of Terraform's language
  lines,     ///< YAML's block style
};

/// Something with elements, as it is written. The same for every language, so that one way of editing does for all.
struct Container {
  Form form = Form::brackets;
  Language language = Language::hcl;
  bool is_list = false;
  Span span = {};  ///< with its brackets; of a body: the block, or the whole file
  std::vector<Member> members = {};

  [[nodiscard]] const Member* find(std::string_view key) const;
};

/// Finds what is written at a place. Files are parsed at the first question and kept; not for several threads at once.
class Containers {
 public:
  explicit Containers(const text::SourceManager& sources);
  ~Containers();
  Containers(const Containers&) = delete;
  Containers& operator=(const Containers&) = delete;

  /// The container that is written at exactly this place. nullopt where something else is, such as a function call.
  /// JSON in a heredoc or a block of text counts.
  [[nodiscard]] std::optional<Container> at(const Span& span);
  /// The container that has an element whose value, or which as a whole, is at exactly this place.
  [[nodiscard]] std::optional<Container> around(const Span& element);
  [[nodiscard]] const text::SourceManager& sources() const { return sources_; }

 private:
  struct Tree;
  const Tree& tree(text::FileId file);

  const text::SourceManager& sources_;
  std::unordered_map<text::FileId, std::unique_ptr<Tree>> trees_;
};

}  // namespace tieline::edit
