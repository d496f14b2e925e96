#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cloudformation/run.h"
#include "syntax/document/node.h"

namespace tieline::cloudformation {

using document::Node;

/// Characters of a logical id; what is longer is none.
inline constexpr std::size_t longest_name = 255;

/// One entry of a section of the template.
struct Declaration {
  std::string_view name;
  Span key_span;
  const Node* node;
  bool symbolic = false;  ///< made by a Fn::ForEach over a collection that is not known
};

/// A section: its entries in order, found by name.
class Section {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// Adds an entry; one whose name is there already is dropped.
  void add(const Declaration& declaration);
  [[nodiscard]] std::size_t index_of(std::string_view name) const;
  [[nodiscard]] bool contains(std::string_view name) const { return index_of(name) != none; }
  [[nodiscard]] const Declaration* find(std::string_view name) const;
  [[nodiscard]] const std::vector<Declaration>& entries() const { return entries_; }
  [[nodiscard]] const std::vector<std::string_view>& names() const { return names_; }

 private:
  std::vector<Declaration> entries_;
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

/// What the Transform section asks for.
struct Transforms {
  bool serverless = false;
  bool language_extensions = false;
  bool macro = false;  ///< one whose work is not known: it may add to everything
};

/// The sections of one template.
struct Template {
  const Node* root = nullptr;
  Transforms transforms;
  Section parameters;
  Section mappings;
  Section conditions;
  Section rules;
  Section resources;
  Section outputs;
  const Node* globals = nullptr;                   ///< of SAM
  std::unordered_set<std::string_view> generated;  ///< logical ids that SAM is told to make
  /// Names may be declared that are not seen here: a macro or an include brings them.
  bool open_names = false;
  /// Names of resources and conditions that loops over unknown collections make: what stands before and behind the
  /// element.
  std::vector<std::pair<std::string_view, std::string_view>> open_patterns;
  /// There may be outputs that are not seen here.
  bool open_outputs = false;
  /// Resources may be there that are not seen here, and may add to those that are.
  bool unread_parts = false;
};

/// Whether a loop over an unknown collection can make this name.
[[nodiscard]] bool may_be_made(const Template& declared, std::string_view name);

/// Takes the root apart. Reports sections of a wrong shape and transforms whose work is not known.
[[nodiscard]] Template read_template(Run& run, const Node& root);

}  // namespace tieline::cloudformation
