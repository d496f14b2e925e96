#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/edit/brackets.h"
#include "syntax/edit/container.h"

/// Edits of source text that leave everything else as it is, byte for byte: indentation, quotes, commas, line ends and
/// comments are those of the text around. Where an edit cannot be made the result is empty.
namespace tieline::edit {

class Editor {
 public:
  explicit Editor(const text::SourceManager& sources) : containers_(sources) {}

  [[nodiscard]] Containers& containers() { return containers_; }

  /// Adds an entry to a mapping or an argument to a body, behind that of the key `after`, else as the last one (of a
  /// body's arguments).
  [[nodiscard]] Edits add_entry(const Container& container, std::string_view key, const NewValue& value,
                                std::string_view after = {});
  /// Adds items to the end of a list. Not to the arguments of an intrinsic function, where each has its place.
  [[nodiscard]] Edits add_items(const Container& list, std::span<const NewValue> values);
  /// Adds nested blocks to a body of Terraform's language, or blocks to a file: behind the element that is at `after`,
  /// else behind the last one of their type, else at the end. `header` is their type with any labels.
  [[nodiscard]] Edits add_blocks(const Container& body, std::string_view header, std::span<const NewValue> contents,
                                 const Span& after = {}) const;
  /// Adds an entry behind one that is there, with an empty line between where others have one.
  [[nodiscard]] Edits add_entry_behind(const Container& mapping, const Member& before, std::string_view key,
                                       const NewValue& value);
  /// Makes a list of a value that is no list, and adds items.
  [[nodiscard]] Edits make_list(const Container& container, const Member& member, const NewValue& items) const;
  /// Takes out an element with its lines. What then has no element left goes too, up to a body.
  [[nodiscard]] Edits remove(const Container& container, const Member& member);
  /// Another text for a string that is written as `old` in quotes or, in YAML, without; empty for anything else.
  [[nodiscard]] Edits replace_string(const Span& value, std::string_view old, std::string_view text) const;
  /// True for the value of a local or the default of a variable or a parameter whose name occurs in its folder just
  /// where it is declared and at one other place.
  [[nodiscard]] bool is_used_once(const Span& value);
  /// How often a name occurs in the files of a folder: those of the same folder as `file` that have been read. Whether
  /// it is a reference or a word in a comment does not matter, so that a count of two (where it is declared and where
  /// it is used) means that nothing else uses it.
  [[nodiscard]] std::size_t mentions(std::string_view name, text::FileId file);

 private:
  [[nodiscard]] std::string declared_name(const Span& value);
  [[nodiscard]] Surroundings around(const Span& span) const;
  [[nodiscard]] KeyStyle key_style(const Container& container);
  [[nodiscard]] const text::SourceManager& sources() const { return containers_.sources(); }

  Containers containers_;
  /// How often each name occurs, by folder.
  std::unordered_map<std::string, std::unordered_map<std::string_view, std::size_t>> names_;
};

}  // namespace tieline::edit
