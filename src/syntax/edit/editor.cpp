#include "syntax/edit/editor.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace tieline::edit {
namespace {

/// Whether the names of a file are those of its folder; a template's are its own.
bool is_terraform(std::string_view path) {
  return path.ends_with(".tf") || path.ends_with(".tofu") || path.ends_with(".tf.json") || path.ends_with(".tofu.json");
}

/// With the slash at its end; empty for a file in the working folder.
std::string_view folder_of(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

constexpr std::string_view unit = "  ";

text::Edit insert(const Span& file_of, std::uint32_t at, const Surroundings& around, const std::string& text) {
  return {{file_of.file, at, at}, around.with_line_ends(text)};
}

/// The opening brace of a block: behind its type and its labels, which may hold one.
std::uint32_t brace_of(const Surroundings& around, const Span& block) {
  bool quoted = false;
  std::uint32_t at = block.begin;
  for (; at < block.end; ++at) {
    if (around.at(at) == '"') quoted = !quoted;
    if (around.at(at) == '{' && !quoted) break;
  }
  return at;
}

/// `key = value`, with its equals sign below that of the argument before it where there is room.
std::string argument_line(const Surroundings& around, const Member* before, std::string_view key, const NewValue& value,
                          std::string_view indent) {
  std::size_t width = key.size();
  if (before != nullptr) {
    const std::string_view head = around.text(before->whole.begin, before->value.begin);
    const std::size_t equals = head.rfind('=');
    if (equals != std::string_view::npos && equals > 0) width = std::max(width, equals - 1);
  }
  return std::string(key) + std::string(width - key.size(), ' ') + " = " + on_lines(value, Language::hcl, indent, unit);
}

bool is_file(const Surroundings& around, const Container& body) {
  return body.span.begin == 0 && body.span.end == around.size();
}

/// The argument that a new one goes behind: the one asked for, else the last before any block.
const Member* argument_before(const Container& body, std::string_view after) {
  const Member* last = nullptr;
  for (const Member& member : body.members) {
    if (member.is_block) continue;
    if (member.key == after) return &member;
    const bool block_before = std::any_of(body.members.begin(), body.members.end(), [&](const Member& other) {
      return other.is_block && other.whole.begin < member.whole.begin;
    });
    if (last == nullptr || !block_before) last = &member;
  }
  return last;
}

Edits add_argument(const Surroundings& around, const Container& body, std::string_view key, const NewValue& value,
                   std::string_view after) {
  const std::string outer = around.indent(body.span.begin);
  const Member* before = argument_before(body, after);
  const std::uint32_t brace = brace_of(around, body.span);
  const std::uint32_t close = body.span.end - 1;
  if (!around.has_line_end(brace, close)) {
    // On one line there is room for one argument only.
    const std::string inner = outer + std::string(unit);
    const std::string line = argument_line(around, before, key, value, inner);
    if (body.members.empty()) return {{{body.span.file, brace + 1, close}, '\n' + inner + line + '\n' + outer}};
    const Span& only = body.members.front().whole;
    return {{{body.span.file, brace + 1, only.begin}, '\n' + inner},
            {{body.span.file, only.end, close}, '\n' + inner + line + '\n' + outer}};
  }
  const std::uint32_t behind = before != nullptr ? before->whole.end : brace + 1;
  if (!around.ends_line(behind)) return {};
  const std::string indent = before != nullptr ? around.indent(before->whole.begin) : outer + std::string(unit);
  return {insert(body.span, around.line_end(behind), around,
                 '\n' + indent + argument_line(around, before, key, value, indent))};
}

/// Behind an element of a block collection of YAML, on a line of its own.
Edits add_line(const Surroundings& around, const Container& container, const Member& before, const std::string& text,
               bool blank_line) {
  if (!around.ends_line(before.whole.end)) return {};
  const std::string start = (blank_line ? "\n\n" : "\n") + around.column(before.whole.begin);
  return {insert(container.span, around.line_end(before.whole.end), around, start + text)};
}

std::string yaml_entry(std::string_view key, const NewValue& value, const std::string& column) {
  const bool collection = value.kind == NewValue::Kind::list || value.kind == NewValue::Kind::mapping;
  return key_text(key, Language::yaml) + (collection ? ":" : ": ") +
         on_lines(value, Language::yaml, column + std::string(unit), unit);
}

bool has_blank_lines_between(const Surroundings& around, const Container& container) {
  for (std::size_t i = 0; i + 1 < container.members.size(); ++i) {
    std::uint32_t line = around.next_line(container.members[i].whole.end);
    for (; line < container.members[i + 1].whole.begin; line = around.next_line(line)) {
      if (around.is_blank_line(line)) return true;
    }
  }
  return false;
}

std::size_t index_of(const Container& container, const Member& member) {
  const auto found = std::find_if(container.members.begin(), container.members.end(),
                                  [&](const Member& other) { return other.whole == member.whole; });
  return static_cast<std::size_t>(found - container.members.begin());
}

/// The arguments of an intrinsic function: each has its place.
bool is_positional(Containers& containers, const Container& list) {
  if (!list.is_list || list.language == Language::hcl) return false;
  const auto outer = containers.around(list.span);
  if (!outer) return true;  // behind a short form
  return std::any_of(outer->members.begin(), outer->members.end(),
                     [&](const Member& member) { return member.value == list.span && member.key.starts_with("Fn::"); });
}

bool is_name_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; }

void count_names(std::string_view text, std::unordered_map<std::string_view, std::size_t>& counts) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_name_part(text[at])) continue;
    if (at > begin) ++counts[text.substr(begin, at - begin)];
    begin = at + 1;
  }
}

}  // namespace

Surroundings Editor::around(const Span& span) const { return Surroundings(sources().file(span.file).bytes()); }

KeyStyle Editor::key_style(const Container& container) {
  if (container.language != Language::hcl || container.members.empty()) return {};
  const Member& last = container.members.back();
  if (container.is_list) {
    const auto inner = containers_.at(last.value);
    return inner && !inner->is_list && inner->form == Form::brackets ? key_style(*inner) : KeyStyle{};
  }
  const std::string_view head = around(last.whole).text(last.whole.begin, last.value.begin);
  const std::size_t sign = head.find_last_of(":=");
  return {.quoted = head.starts_with('"'), .colon = sign != std::string_view::npos && head[sign] == ':'};
}

Edits Editor::add_entry(const Container& container, std::string_view key, const NewValue& value,
                        std::string_view after) {
  const Surroundings text = around(container.span);
  if (container.form == Form::body) return add_argument(text, container, key, value, after);
  const Member* before = container.find(after);
  if (before == nullptr && !container.members.empty()) before = &container.members.back();
  if (container.form == Form::lines) {
    return add_line(text, container, *before, yaml_entry(key, value, text.column(before->whole.begin)), false);
  }
  const std::size_t index = before == nullptr ? 0 : index_of(container, *before);
  const NewElement element{key, value, key_style(container)};
  return insert_in_brackets(text, container, index, {&element, 1});
}

Edits Editor::add_items(const Container& list, std::span<const NewValue> values) {
  if (is_positional(containers_, list)) return {};
  const Surroundings text = around(list.span);
  if (list.form == Form::brackets) {
    const std::size_t index = list.members.empty() ? 0 : list.members.size() - 1;
    std::vector<NewElement> elements;
    for (const NewValue& value : values) elements.push_back({{}, value, key_style(list)});
    return insert_in_brackets(text, list, index, elements);
  }
  const Member& before = list.members.back();
  const std::string column = text.column(before.whole.begin);
  std::string items;
  for (const NewValue& value : values) {
    std::string item = on_lines(value, Language::yaml, column + "  ", unit);
    item.erase(0, item.find_first_not_of("\n "));
    items += (items.empty() ? "- " : '\n' + column + "- ") + item;
  }
  return add_line(text, list, before, items, false);
}

Edits Editor::add_blocks(const Container& body, std::string_view header, std::span<const NewValue> contents,
                         const Span& after) const {
  const Surroundings text = around(body.span);
  const bool file = is_file(text, body);
  const std::string indent = file ? std::string() : text.indent(body.span.begin) + std::string(unit);
  const std::uint32_t brace = file ? 0 : brace_of(text, body.span);
  if (!file && !text.has_line_end(brace, body.span.end)) return {};
  std::uint32_t behind = file ? text.size() : brace + 1;
  if (after.valid()) {
    behind = after.end;
  } else if (!body.members.empty()) {
    const auto sibling = std::find_if(body.members.rbegin(), body.members.rend(),
                                      [&](const Member& member) { return member.is_block && member.key == header; });
    behind = (sibling != body.members.rend() ? *sibling : body.members.back()).whole.end;
  }
  if (!text.ends_line(behind)) return {};
  std::string blocks;
  for (const NewValue& content : contents) {
    const bool first = blocks.empty() && behind == brace + 1 && !file;
    blocks += (first ? "\n" : "\n\n") + indent + block_lines(header, content, indent, unit);
  }
  return {insert(body.span, text.line_end(behind), text, blocks)};
}

Edits Editor::add_entry_behind(const Container& mapping, const Member& before, std::string_view key,
                               const NewValue& value) {
  const Surroundings text = around(mapping.span);
  if (mapping.form == Form::lines) {
    return add_line(text, mapping, before, yaml_entry(key, value, text.column(before.whole.begin)),
                    has_blank_lines_between(text, mapping));
  }
  const NewElement element{key, value, key_style(mapping)};
  return insert_in_brackets(text, mapping, index_of(mapping, before), {&element, 1});
}

Edits Editor::make_list(const Container& container, const Member& member, const NewValue& items) const {
  const Surroundings text = around(member.value);
  const std::string_view written = text.text(member.value.begin, member.value.end);
  const bool plain = !written.empty() && std::isalpha(static_cast<unsigned char>(written.front())) != 0;
  if (written.empty() || (!plain && written.front() != '"' && written.front() != '\'')) return {};
  if (written.find('\n') != std::string_view::npos || (plain && container.language != Language::yaml)) return {};
  // What is plain in a block may need quotes in brackets.
  const std::string quote = plain ? "\"" : "";
  const std::string list = on_one_line(items, container.language);
  return {insert(member.value, member.value.begin, text, '[' + quote),
          insert(member.value, member.value.end, text, quote + ", " + list.substr(1))};
}

Edits Editor::remove(const Container& container, const Member& member) {
  const Surroundings text = around(container.span);
  const auto cut = [&](std::uint32_t begin, std::uint32_t end) {
    return Edits{{{container.span.file, begin, end}, ""}};
  };
  if (is_positional(containers_, container)) return {};
  const std::size_t index = index_of(container, member);
  if (container.members.size() == 1 && container.form != Form::body) {
    const auto outer = containers_.around(container.span);
    if (!outer || outer->is_list) return {};
    const auto own = std::find_if(outer->members.begin(), outer->members.end(),
                                  [&](const Member& other) { return other.value == container.span; });
    return own == outer->members.end() ? Edits{} : remove(*outer, *own);
  }
  if (container.form == Form::brackets) return remove_from_brackets(text, container, index);
  if (!text.ends_line(member.whole.end)) return {};
  if (text.begins_line(member.whole.begin)) {
    std::uint32_t begin = text.line_begin(member.whole.begin);
    const std::uint32_t end = text.next_line(member.whole.end);
    // Of two empty lines around it one goes with it.
    const bool blank_before = begin > 0 && text.is_blank_line(begin - 1);
    const bool last = index + 1 == container.members.size();
    if (blank_before && (last || text.is_blank_line(end))) begin = text.line_begin(begin - 1);
    return cut(begin, end);
  }
  // The first entry of a mapping stands behind a dash: the next one takes its place.
  if (container.form == Form::lines && index + 1 < container.members.size()) {
    return cut(member.whole.begin, container.members[index + 1].whole.begin);
  }
  return {};
}

Edits Editor::replace_string(const Span& value, std::string_view old, std::string_view text) const {
  if (!value.valid()) return {};
  const std::string_view written = sources().text(value);
  for (const std::string_view quote : {"\"", "'", ""}) {
    const std::string whole = std::string(quote) + std::string(old) + std::string(quote);
    if (written == whole) return {{value, std::string(quote) + std::string(text) + std::string(quote)}};
  }
  return {};
}

std::string Editor::declared_name(const Span& value) {
  const auto container = containers_.around(value);
  if (!container || container->is_list) return {};
  const auto member = std::find_if(container->members.begin(), container->members.end(),
                                   [&](const Member& other) { return other.value == value; });
  if (member == container->members.end()) return {};
  if (container->form != Form::body) {
    if (member->key != "Default") return {};
    const auto outer = containers_.around(container->span);
    if (!outer) return {};
    const auto parameter = std::find_if(outer->members.begin(), outer->members.end(),
                                        [&](const Member& other) { return other.value == container->span; });
    return parameter == outer->members.end() ? std::string() : std::string(parameter->key);
  }
  const Surroundings text = around(container->span);
  const std::string_view header = text.text(container->span.begin, brace_of(text, container->span));
  if (header.starts_with("locals")) return std::string(member->key);
  if (!header.starts_with("variable") || member->key != "default") return {};
  const std::size_t open = header.find('"');
  const std::size_t close = header.rfind('"');
  return open < close ? std::string(header.substr(open + 1, close - open - 1)) : std::string();
}

bool Editor::is_used_once(const Span& value) {
  if (!value.valid()) return false;
  const std::string name = declared_name(value);
  return !name.empty() && mentions(name, value.file) == 2;
}

std::size_t Editor::mentions(std::string_view name, text::FileId file) {
  const std::string_view path = sources().file(file).path();
  const std::string place(is_terraform(path) ? folder_of(path) : path);
  const auto [counts, is_new] = names_.try_emplace(place);
  if (is_new && !is_terraform(path)) {
    count_names(sources().file(file).bytes(), counts->second);
  } else if (is_new) {
    // All files of a module have been read before anything in it is judged.
    for (std::size_t i = 0; i < sources().size(); ++i) {
      const text::SourceFile& other = sources().file(static_cast<text::FileId>(i));
      const bool beside = is_terraform(other.path()) && folder_of(other.path()) == place;
      if (beside) count_names(other.bytes(), counts->second);
    }
  }
  const auto found = counts->second.find(name);
  return found == counts->second.end() ? 0 : found->second;
}

}  // namespace tieline::edit
