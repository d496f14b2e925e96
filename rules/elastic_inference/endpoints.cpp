#include "rules/elastic_inference/endpoints.h"

namespace tieline::rules {

std::optional<std::string_view> text_of(value::Value value) {
  if (!value.is(value::Kind::string)) return std::nullopt;
  return value.string();
}

std::optional<graph::Edit> replace_string(const lint::Check& check, value::Value value, text::Span span,
                                          std::string_view text) {
  if (!span.valid() || !value.is(value::Kind::string)) return std::nullopt;
  const std::string_view written = check.sources.text(span);
  for (const std::string_view quote : {"\"", "'", ""}) {
    const std::string whole = std::string(quote) + std::string(value.string()) + std::string(quote);
    if (written == whole) {
      return graph::Edit{span, std::string(quote) + std::string(text) + std::string(quote)};
    }
  }
  return std::nullopt;
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
