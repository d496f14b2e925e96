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

/// The edits that write another text for a string: where the argument has it as a literal, or where the local or the
/// variable has it that nothing else uses. Empty where something else is written, so that only a person can change it.
[[nodiscard]] edit::Edits replace_string(const lint::Check& check, const aws::Argument& argument,
                                         std::string_view text);

/// A fix with these edits for the draft, unless there are none.
void offer(lint::Draft& draft, std::string description, bool safe, edit::Edits edits);

/// "a, b and c".
[[nodiscard]] std::string listed(std::span<const std::string_view> names);
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

}  // namespace tieline::rules
