#pragma once

#include <optional>

#include "text/arena.h"
#include "text/source.h"
#include "value/value.h"

/// JSON that a configuration writes as text: heredocs, quoted strings, the contents of files.
namespace tieline::aws::iam {

/// Texts longer than this keep only the place of the whole; IAM takes no policy near it.
inline constexpr std::size_t longest_placed_text = std::size_t{256} << 10;

/// What a string with JSON stands for, each part with its place where the text is written out, else with the place of
/// the whole. Unknown parts of the string stay unknown parts of what they are in: of a string, or a whole value; in a
/// list, any number of elements. nullopt where it is no JSON, or the unknown parts leave its form open.
[[nodiscard]] std::optional<value::Value> decode_json(text::Arena& arena, const text::SourceManager& sources,
                                                      value::Value text);

}  // namespace tieline::aws::iam
