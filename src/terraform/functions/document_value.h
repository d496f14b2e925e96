#pragma once

#include <optional>
#include <string>

#include "syntax/document/node.h"
#include "terraform/functions/function.h"

namespace tieline::terraform {

/// Makes values of a parsed document, each with its place: mappings are objects, sequences tuples.
class DocumentReader {
 public:
  enum class Language { json, yaml };
  DocumentReader(Call& call, Language language) : call_(call), language_(language) {}

  /// nullopt where it cannot be a value; `error` then says why.
  std::optional<Value> read(const document::Node& node);
  std::string error;

 private:
  Value scalar(const document::Node& node);
  Value plain_yaml(std::string_view text, Span span);
  std::optional<Value> mapping(const document::Node& node);
  [[nodiscard]] Span place(Span span) const { return span.valid() ? span : call_.span; }

  Call& call_;
  Language language_;
};

/// The whole of a text as the place it came from, where each byte of the one is a byte of the other: a file's text.
[[nodiscard]] bool is_verbatim(Value text);

}  // namespace tieline::terraform
