#include "cloudformation/template.h"

#include <algorithm>

#include <string>

#include "cloudformation/functions.h"

namespace tieline::cloudformation {
namespace {

constexpr std::string_view serverless_transform = "AWS::Serverless-2016-10-31";
constexpr std::string_view language_extensions_transform = "AWS::LanguageExtensions";

void report_unknown_transform(Run& run, std::string_view name, const Span& at) {
  run.report({.kind = FaultKind::unresolved_module,
              .span = at,
              .message = "what the transform `" + std::string(name) + "` brings is not known",
              .help = "names it may declare are taken as declared; lint its output to have everything checked",
              .resource = {}});
}

void read_transform(Run& run, const Node& node, Template& made) {
  if (node.kind == document::Kind::sequence) {
    for (const Node* item : node.items) read_transform(run, *item, made);
    return;
  }
  const Node* name = node.kind == document::Kind::mapping ? node.find("Name") : &node;
  if (name == nullptr || name->kind != document::Kind::string) return;
  if (name->text == serverless_transform) {
    made.transforms.serverless = true;
  } else if (name->text == language_extensions_transform) {
    made.transforms.language_extensions = true;
  } else {
    made.open_names = true;
    // Those of AWS that work on their own resources leave the others as they are.
    const bool known_work = name->text.starts_with("AWS::CodeDeployBlueGreen") ||
                            name->text.starts_with("AWS::SecretsManager") || name->text.starts_with("AWS::CodeStar") ||
                            name->text.starts_with("AWS::ServiceCatalog");
    if (known_work) return;
    made.unread_parts = true;
    made.transforms.macro = made.transforms.macro || name->text != "AWS::Include";  // that one adds and changes nothing
    report_unknown_transform(run, name->text, name->span);
  }
}

void read_section(Run& run, const Node& root, std::string_view name, Section& section, Template& made) {
  const Node* node = root.find(name);
  if (node == nullptr) return;
  if (run.is_cut(*node)) made.open_names = true;
  if (node->kind == document::Kind::null) return;
  if (node->kind != document::Kind::mapping) {
    run.report({.kind = FaultKind::invalid_expression,
                .span = node->span,
                .message = "`" + std::string(name) + "` is not a mapping",
                .help = "write its entries as `Name: ...`",
                .resource = {}});
    return;
  }
  for (const document::Entry& entry : node->entries) {
    if (entry.key == "Fn::Transform") {
      made.open_names = true;
      made.unread_parts = true;
      report_unknown_transform(run, "Fn::Transform", entry.key_span);
      continue;
    }
    if (is_splice(entry.key) && !made.transforms.language_extensions && !made.transforms.macro) {
      made.open_names = true;
      run.report({.kind = FaultKind::invalid_expression,
                  .span = entry.key_span,
                  .message = std::string(entry.key) + " needs the transform AWS::LanguageExtensions",
                  .help = "add `Transform: AWS::LanguageExtensions` to the template",
                  .resource = {}});
      continue;
    }
    section.add({entry.key, entry.key_span, entry.value});
  }
}

/// Directives that a tool replaces before the service sees the template. What stands in their place is not known.
void read_directives(Run& run, const Node& root, Template& made) {
  constexpr std::string_view directive = "Rain::";
  if (!root.span.valid()) return;
  const std::size_t at = run.sources().text(root.span).find(directive);
  if (at == std::string_view::npos) return;
  made.open_names = true;
  made.unread_parts = true;
  made.transforms.macro = true;
  const auto begin = static_cast<std::uint32_t>(root.span.begin + at);
  report_unknown_transform(run, "Rain", {root.span.file, begin, begin + static_cast<std::uint32_t>(directive.size())});
}

/// A broken place among the resources may have taken any of them, or a part of one, away.
void read_gaps(Run& run, const Node& root, Template& made) {
  if (!root.span.valid()) return;
  if (run.is_cut(root)) made.open_names = made.unread_parts = true;
  for (const Span& gap : run.gaps(root.span.file)) {
    std::string_view section;
    for (const document::Entry& entry : root.entries) {
      if (entry.key_span.begin <= gap.begin) section = entry.key;
    }
    made.unread_parts = made.unread_parts || section == "Resources";
  }
}

}  // namespace

void Section::add(const Declaration& declaration) {
  if (!by_name_.emplace(declaration.name, entries_.size()).second) return;
  entries_.push_back(declaration);
  names_.push_back(declaration.name);
}

std::size_t Section::index_of(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? none : found->second;
}

const Declaration* Section::find(std::string_view name) const {
  const std::size_t index = index_of(name);
  return index == none ? nullptr : &entries_[index];
}

static bool is_serverless(const Declaration& resource) {
  const Node* type = resource.node->find("Type");
  return type != nullptr && type->text.starts_with("AWS::Serverless::");
}

bool may_be_made(const Template& declared, std::string_view name) {
  return std::any_of(declared.open_patterns.begin(), declared.open_patterns.end(), [&](const auto& pattern) {
    const auto& [before, behind] = pattern;
    return name.size() > before.size() + behind.size() && name.starts_with(before) && name.ends_with(behind);
  });
}

Template read_template(Run& run, const Node& root) {
  Template made;
  made.root = &root;
  if (const Node* transform = root.find("Transform")) read_transform(run, *transform, made);
  if (const Node* transform = root.find("Fn::Transform")) {
    made.open_names = true;
    made.unread_parts = true;
    report_unknown_transform(run, "Fn::Transform", transform->span);
  }
  read_directives(run, root, made);
  read_gaps(run, root, made);
  read_section(run, root, "Parameters", made.parameters, made);
  read_section(run, root, "Mappings", made.mappings, made);
  read_section(run, root, "Conditions", made.conditions, made);
  read_section(run, root, "Rules", made.rules, made);
  read_section(run, root, "Resources", made.resources, made);
  read_section(run, root, "Outputs", made.outputs, made);
  // Fragments that a build puts together get their Transform there.
  const auto& resources = made.resources.entries();
  made.transforms.serverless =
      made.transforms.serverless || std::any_of(resources.begin(), resources.end(), is_serverless);
  if (made.transforms.serverless) made.globals = root.find("Globals");
  return made;
}

}  // namespace tieline::cloudformation
