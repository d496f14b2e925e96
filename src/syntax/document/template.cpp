#include <cstring>

#include "syntax/document/encoding.h"
#include "syntax/document/parser.h"

namespace tieline::document {
namespace {

constexpr std::string_view version_key = "AWSTemplateFormatVersion";
constexpr std::string_view resources_key = "Resources";
/// `Resources` in UTF-16, without the zero that its first or last character has on the outer side.
constexpr std::string_view resources_key_utf16{"R\0e\0s\0o\0u\0r\0c\0e\0s", 17};

bool occurs(std::string_view needle, std::string_view bytes) {
  return ::memmem(bytes.data(), bytes.size(), needle.data(), needle.size()) != nullptr;
}

bool is_name(std::string_view text) {
  if (text.empty()) return false;
  for (const char byte : text) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool other = (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '@';
    if (!letter && !other) return false;
  }
  return true;
}

/// `X::Y::Z`, as all resource types but custom ones are named; modules have a part more.
bool is_resource_type(std::string_view text) {
  std::size_t parts = 0;
  while (true) {
    const std::size_t colons = text.find("::");
    if (!is_name(text.substr(0, colons))) return false;
    ++parts;
    if (colons == std::string_view::npos) return parts >= 3;
    text.remove_prefix(colons + 2);
  }
}

}  // namespace

bool may_be_template(std::string_view bytes) {
  if (bytes.empty()) return false;
  if (is_utf16(bytes)) return occurs(resources_key_utf16, bytes);
  return occurs(resources_key, bytes) || occurs(version_key, bytes);
}

bool is_template(const Node& root) {
  if (root.kind != Kind::mapping) return false;
  if (root.find(version_key) != nullptr) return true;
  const Node* resources = root.find(resources_key);
  if (resources == nullptr) return false;
  for (const Entry& entry : resources->entries) {
    if (entry.key.starts_with("Fn::ForEach::")) return true;
    const Node* type = entry.value->find("Type");
    if (type != nullptr && type->kind == Kind::string && is_resource_type(type->text)) return true;
  }
  return false;
}

}  // namespace tieline::document
