#pragma once

#include <optional>
#include <string>

#include "aws/adapters/schema.h"
#include "graph/resource.h"
#include "syntax/edit/editor.h"

/// Edits of resources by their neutral names. Empty where the text does not allow them.
namespace tieline::aws::edits {

using edit::Editor;
using edit::Edits;
using edit::NewValue;
using graph::Resource;

/// The body of a resource's block, or its mapping of properties; nullopt where it is made by a transform or a loop, or
/// has no properties.
[[nodiscard]] std::optional<edit::Container> declaration(Editor& editor, const Resource& resource);
/// The file that a resource's block is in, or the mapping of resources.
[[nodiscard]] std::optional<edit::Container> surroundings(Editor& editor, const Resource& resource);
/// The name of a field in the language of the resource; empty where it has none.
[[nodiscard]] std::string spelled(const Resource& resource, const Name& name);
/// Gives an argument that is not given, behind another one.
[[nodiscard]] Edits give(Editor& editor, const Resource& resource, const Name& name, const NewValue& value,
                         const Name& behind = {});
/// Takes the whole resource away, where nothing else names it.
[[nodiscard]] Edits remove(Editor& editor, const Resource& resource);
/// Takes a nested block, a list entry or an argument away.
[[nodiscard]] Edits remove_element(Editor& editor, const text::Span& element);

}  // namespace tieline::aws::edits
