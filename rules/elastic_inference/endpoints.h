#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "aws/elastic_inference.h"
#include "aws/facts.h"
#include "lint/rule.h"

/// What the rules about endpoints and zones (EI2xx, EI4xx) share.
namespace tieline::rules {

using value::Answer;

/// The text of a known string value.
[[nodiscard]] std::optional<std::string_view> text_of(value::Value value);

/// The edit that replaces a value written as a plain string by `text`, in the same quotes; nullopt where something else
/// is written there (a reference, a template), so that only a person can change it.
[[nodiscard]] std::optional<graph::Edit> replace_string(const lint::Check& check, value::Value value, text::Span span,
                                                        std::string_view text);

/// "a, b and c".
[[nodiscard]] std::string listed(std::span<const std::string_view> names);
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

}  // namespace tieline::rules
