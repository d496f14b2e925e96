#include "aws/edits/declaration.h"

#include <algorithm>

namespace tieline::aws::edits {
namespace {

const edit::Member* member_at(const edit::Container& container, const text::Span& place) {
  const auto found = std::find_if(container.members.begin(), container.members.end(), [&](const edit::Member& member) {
    return member.value == place || member.whole == place;
  });
  return found == container.members.end() ? nullptr : &*found;
}

/// Where it is an element of what is around it: a block, or an entry with its logical id.
text::Span place_of(const Resource& resource) {
  return resource.language == graph::Language::terraform ? resource.span : resource.header;
}

/// `vpc_endpoint_type` of `VpcEndpointType`.
std::string snake_case(std::string_view camel) {
  std::string snake;
  for (const char c : camel) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !snake.empty()) snake += '_';
    snake += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return snake;
}

}  // namespace

std::optional<edit::Container> surroundings(Editor& editor, const Resource& resource) {
  return editor.containers().around(place_of(resource));
}

std::optional<edit::Container> declaration(Editor& editor, const Resource& resource) {
  if (resource.language == graph::Language::terraform) return editor.containers().at(resource.span);
  const auto around = surroundings(editor, resource);
  const edit::Member* own = around ? around->find(resource.name) : nullptr;
  const auto whole =
      own != nullptr && own->whole.begin == resource.header.begin ? editor.containers().at(own->value) : std::nullopt;
  if (!whole) return std::nullopt;
  const edit::Member* type = whole->find("Type");
  const edit::Member* properties = whole->find("Properties");
  if (type == nullptr || properties == nullptr) return std::nullopt;
  if (editor.containers().sources().text(type->value).find(resource.type) == std::string_view::npos) {
    return std::nullopt;
  }
  return editor.containers().at(properties->value);
}

std::string spelled(const Resource& resource, const Name& name) {
  const TypeInfo* info = type_info(resource.type);
  if (info == nullptr) return {};
  if (info->dialect == Dialect::awscc) return snake_case(name.cloudformation);
  return std::string(info->dialect == Dialect::terraform ? name.terraform : name.cloudformation);
}

Edits give(Editor& editor, const Resource& resource, const Name& name, const NewValue& value, const Name& behind) {
  const std::string key = spelled(resource, name);
  const auto place = declaration(editor, resource);
  if (!place || key.empty() || place->find(key) != nullptr) return {};
  return editor.add_entry(*place, key, value, spelled(resource, behind));
}

Edits remove(Editor& editor, const Resource& resource) {
  const auto around = surroundings(editor, resource);
  if (!around || !declaration(editor, resource) || editor.mentions(resource.name, resource.span.file) != 1) return {};
  const auto own = std::find_if(around->members.begin(), around->members.end(), [&](const edit::Member& member) {
    return member.whole.begin == place_of(resource).begin;
  });
  return own == around->members.end() ? Edits{} : editor.remove(*around, *own);
}

Edits remove_element(Editor& editor, const text::Span& element) {
  const auto around = editor.containers().around(element);
  const edit::Member* member = around ? member_at(*around, element) : nullptr;
  return member == nullptr ? Edits{} : editor.remove(*around, *member);
}

}  // namespace tieline::aws::edits
