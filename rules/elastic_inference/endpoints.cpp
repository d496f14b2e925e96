#include "rules/elastic_inference/endpoints.h"

#include <utility>

namespace tieline::rules {

std::optional<std::string_view> text_of(value::Value value) {
  if (!value.is(value::Kind::string)) return std::nullopt;
  return value.string();
}

edit::Edits replace_string(const lint::Check& check, const aws::Argument& argument, std::string_view text) {
  const auto written = argument.text();
  if (!written) return {};
  const edit::Edits here = check.editor.replace_string(argument.span, *written, text);
  const text::Span made = argument.value.span();
  return here.empty() && check.editor.is_used_once(made) ? check.editor.replace_string(made, *written, text) : here;
}

void offer(lint::Draft& draft, std::string description, bool safe, edit::Edits edits) {
  if (!edits.empty()) draft.fixes.push_back({std::move(description), safe, std::move(edits)});
}

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

std::string listed(const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  return listed(std::span(views));
}

}  // namespace tieline::rules
