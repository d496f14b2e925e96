#include "cloudformation/tree.h"

#include <algorithm>
#include <string>
#include <utility>

#include "syntax/document/parser.h"

namespace tieline::cloudformation {
namespace {

bool ends_with(std::string_view path, std::string_view ending) {
  return path.size() >= ending.size() && path.substr(path.size() - ending.size()) == ending;
}

bool starts_like_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
}

/// A file of which too little can be read to tell: what its bytes say.
bool looks_like_template(std::string_view bytes) {
  return bytes.find("AWSTemplateFormatVersion") != std::string_view::npos ||
         (bytes.find("Resources") != std::string_view::npos && bytes.find("AWS::") != std::string_view::npos);
}

bool same_kind_of_error(const syntax::SyntaxError& error) { return error.kind != syntax::SyntaxError::Kind::duplicate; }

document::ParsedDocuments parse(text::FileId file, const text::SourceFile& source, text::Arena& arena) {
  const std::string_view bytes = source.bytes();
  if (ends_with(source.path(), ".json")) return document::parse_json(file, bytes, arena);
  if (!starts_like_json(bytes)) return document::parse_yaml(file, bytes, arena);
  document::ParsedDocuments json = document::parse_json(file, bytes, arena);
  if (std::none_of(json.errors.begin(), json.errors.end(), same_kind_of_error)) return json;
  // A YAML flow mapping starts like JSON, too.
  document::ParsedDocuments yaml = document::parse_yaml(file, bytes, arena);
  return std::none_of(yaml.errors.begin(), yaml.errors.end(), same_kind_of_error) ? yaml : json;
}

FaultKind kind_of(syntax::SyntaxError::Kind kind) {
  switch (kind) {
    case syntax::SyntaxError::Kind::duplicate:
      return FaultKind::duplicate_declaration;
    case syntax::SyntaxError::Kind::limit:
      return FaultKind::limit_reached;
    default:
      return FaultKind::syntax_error;
  }
}

std::string unquoted(std::string_view text) {
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front()) {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

/// Whether a broken place is in the entry of a mapping: within what was read of it, or behind it where it lost
/// something.
bool holds(Run& run, const document::Node& mapping, std::size_t entry, const Span& place) {
  const auto& [key, key_span, value] = mapping.entries[entry];
  if (text::join(key_span, value->span).contains(place)) return true;
  if (!run.is_cut(*value) || place.begin < key_span.begin) return false;
  return entry + 1 == mapping.entries.size() || place.begin < mapping.entries[entry + 1].key_span.begin;
}

/// The entry of a section that a place is in: a logical id for a resource, else with the section's name.
std::string block_at(Run& run, const document::Node& root, const syntax::SyntaxError& error) {
  for (std::size_t i = 0; i < root.entries.size(); ++i) {
    const document::Entry& section = root.entries[i];
    const bool last = i + 1 == root.entries.size() || error.span.begin < root.entries[i + 1].key_span.begin;
    if (error.span.begin < section.key_span.begin || !last) continue;
    const std::string prefix = section.key == "Resources" ? std::string() : std::string(section.key) + '.';
    for (std::size_t entry = 0; entry < section.value->entries.size(); ++entry) {
      if (holds(run, *section.value, entry, error.span)) return prefix + std::string(section.value->entries[entry].key);
    }
    // A second entry of the same name is in no entry: it was dropped.
    if (error.kind == syntax::SyntaxError::Kind::duplicate && section.value->kind == document::Kind::mapping) {
      for (const document::Entry& entry : section.value->entries) {
        const std::string name = unquoted(run.sources().text(error.span));
        if (entry.key == name) return prefix + name;
      }
    }
  }
  return {};
}

}  // namespace

Tree read_tree(Run& run, text::FileId file, bool named) {
  const text::SourceFile& source = run.sources().file(file);
  const std::size_t before = run.arena().used();
  document::ParsedDocuments parsed = parse(file, source, run.arena());
  run.tree_bytes += run.arena().used() - before;
  run.note_gaps(file, parsed);
  Tree tree;
  for (const document::Node* root : parsed.roots) {
    if (!document::is_template(*root)) continue;
    tree.root = root;
    tree.is_template = true;
    break;
  }
  if (tree.root == nullptr && (named || (!parsed.errors.empty() && looks_like_template(source.bytes())))) {
    tree.is_template = true;
    if (!parsed.roots.empty()) tree.root = parsed.roots.front();
  }
  tree.errors = std::move(parsed.errors);
  return tree;
}

void report_errors(Run& run, const Tree& tree) {
  for (const syntax::SyntaxError& error : tree.errors) {
    Fault fault{.kind = kind_of(error.kind),
                .span = error.span,
                .message = error.message,
                .help = error.help,
                .resource = tree.root != nullptr ? block_at(run, *tree.root, error) : std::string()};
    if (error.related.valid()) fault.related.push_back({error.related, error.related_message});
    run.report(std::move(fault));
  }
}

std::filesystem::path source_folder(const text::SourceFile& source) {
  return std::filesystem::path(source.path()).parent_path();
}

}  // namespace tieline::cloudformation
