#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/edit/container.h"
#include "syntax/edit/surroundings.h"
#include "text/edit.h"

namespace tieline::edit {

using Edits = std::vector<text::Edit>;

/// Something that goes into brackets: a value, with a key before it or not.
struct NewElement {
  std::string_view key;
  const NewValue& value;
  KeyStyle keys;

  [[nodiscard]] std::string one_line(Language language) const;
  [[nodiscard]] std::string lines(Language language, std::string_view indent, std::string_view unit) const;
};

/// The edits that put elements behind the one of that index (which must be there unless there is none at all).
[[nodiscard]] Edits insert_in_brackets(const Surroundings& around, const Container& container, std::size_t index,
                                       std::span<const NewElement> elements);
/// The edits that take the element of that index out, its comma with it.
[[nodiscard]] Edits remove_from_brackets(const Surroundings& around, const Container& container, std::size_t index);

}  // namespace tieline::edit
