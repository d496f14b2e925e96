#include "cloudformation/nested_stack.h"

#include <algorithm>
#include <utility>

#include "cloudformation/modules.h"
#include "cloudformation/tree.h"

namespace tieline::cloudformation {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stack_type = "AWS::CloudFormation::Stack";
constexpr std::string_view application_type = "AWS::Serverless::Application";

/// Reports that the nested template is not there, and why.
void unresolved(Run& run, const Span& at, std::string message, std::string help) {
  run.report({.kind = FaultKind::unresolved_module,
              .span = at,
              .message = std::move(message),
              .help = std::move(help),
              .resource = {}});
}

bool is_local(std::string_view url) {
  return url.find("://") == std::string_view::npos && url.find("{{") == std::string_view::npos;
}

/// The file a TemplateURL names; nullopt, and a fault at the stack's logical id, where it cannot be read.
std::optional<text::FileId> open_nested(Stack& parent, Value url, const Span& at) {
  Run& run = *parent.run;
  if (!url.is(value::Kind::string)) {
    unresolved(run, at, "which template the nested stack is made of is not known here",
               "what it declares and puts out is treated as unknown");
    return std::nullopt;
  }
  const std::string name(url.string());
  if (!is_local(name)) {
    unresolved(run, at, "the nested template `" + name + "` is not on disk",
               "name a local file, as before packaging, to have it checked");
    return std::nullopt;
  }
  const fs::path path = fs::path(name).is_absolute() ? fs::path(name) : parent.folder / name;
  if (!run.options().allow_outside && !is_within(path, run.options().scan_root)) {
    unresolved(run, at, "the nested template `" + name + "` is outside the folder that is checked",
               "give --allow-outside to have it read");
    return std::nullopt;
  }
  text::ReadError error;
  const auto file = run.sources().open(path, &error);
  if (!file) {
    unresolved(run, at, "the nested template `" + name + "` cannot be read: " + error.message,
               "paths are relative to the template that names them");
  }
  return file;
}

/// The file that packaging tools (SAM, CDK) note in the resource's metadata; null where there is none.
const Node* asset_path(const Slot& slot) {
  const Node* metadata = slot.declaration->node->find("Metadata");
  const Node* path = metadata != nullptr ? metadata->find("aws:asset:path") : nullptr;
  const Node* property = metadata != nullptr ? metadata->find("aws:asset:property") : nullptr;
  const bool template_url = property != nullptr && (property->text == "TemplateURL" || property->text == "Location");
  return template_url && path != nullptr && path->kind == document::Kind::string ? path : nullptr;
}

/// The file of the nested template, as what its metadata or its URL says.
std::optional<text::FileId> nested_file(Stack& parent, const Slot& slot) {
  Run& run = *parent.run;
  if (const Node* asset = asset_path(slot)) {
    if (run.sources().is_file(parent.folder / fs::path(asset->text))) {
      return open_nested(parent, value::string_view(run.arena(), asset->text), slot.declaration->key_span);
    }
  }
  const Value* url = slot.resource->attributes.find(slot.type == stack_type ? "TemplateURL" : "Location");
  return url != nullptr ? open_nested(parent, *url, slot.declaration->key_span) : std::nullopt;
}

}  // namespace

bool is_within(const fs::path& path, const fs::path& root) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  if (error) return false;
  fs::path folder = fs::weakly_canonical(root.empty() ? fs::path(".") : root, error);
  if (error) return false;
  if (fs::is_regular_file(folder, error)) folder = folder.parent_path();
  const auto [at, rest] = std::mismatch(folder.begin(), folder.end(), real.begin(), real.end());
  return at == folder.end() || (at->empty() && std::next(at) == folder.end());
}

const Node* tree_of(Run& run, text::FileId file) {
  const auto [found, added] = run.trees.emplace(static_cast<std::uint32_t>(file), nullptr);
  if (added) {
    const Tree tree = read_tree(run, file, true);
    report_errors(run, tree);
    if (tree.root != nullptr && tree.root->kind == document::Kind::mapping) found->second = tree.root;
  }
  return found->second;
}

Value readable(Run& run, Value output) {
  if (!output.is(value::Kind::alternatives)) return output;
  std::vector<value::Branch> branches;
  for (const value::Branch& branch : output.branches()) {
    const bool absent = branch.value.is(value::Kind::absent);
    branches.push_back({branch.when, absent ? value::unknown(run.arena(), {}, output.span()) : branch.value});
  }
  return value::alternatives(run.arena(), run.conditions(), branches, output.span());
}

std::span<const graph::CallSite> calls_to(const Stack& parent, const Slot& slot) {
  std::vector<graph::CallSite> calls(parent.calls.begin(), parent.calls.end());
  calls.push_back({slot.declaration->name, slot.declaration->key_span});
  return parent.run->arena().copy(calls);
}

Arguments arguments_for(Run& run, const Template& nested, const Value* given) {
  Arguments arguments;
  if (given == nullptr) return arguments;
  for (const value::MappingEntry& entry : given->entries()) arguments.emplace(entry.key, entry.value);
  if (given->is(value::Kind::mapping) && given->rest() == nullptr) return arguments;
  for (const Declaration& parameter : nested.parameters.entries()) {
    arguments.try_emplace(parameter.name, value::unknown(run.arena(), {.cause = "Parameters"}, given->span()));
  }
  return arguments;
}

bool is_nested_stack(std::string_view type) { return type == stack_type || type == application_type; }

void hand_out_to_unread(Stack& stack, const Slot& slot) {
  Run& run = *stack.run;
  const bool module = is_module(slot.type);
  if (!module && slot.type != "AWS::CloudFormation::StackSet" &&
      slot.type != "AWS::ServiceCatalog::CloudFormationProvisionedProduct") {
    return;
  }
  run.graph().handed_out.push_back(slot.resource->attributes);
  if (!module) return;
  unresolved(run, slot.declaration->key_span, "what the module `" + std::string(slot.type) + "` brings is not known",
             "resources it may declare are taken as declared");
}

void evaluate_nested_stack(Stack& parent, Slot& slot) {
  Run& run = *parent.run;
  const Value* given = slot.resource->attributes.find("Parameters");
  const auto file = nested_file(parent, slot);
  if (!file) {
    if (given != nullptr) run.graph().handed_out.push_back(*given);
    return;
  }
  auto& open = run.open_templates;
  if (std::find(open.begin(), open.end(), *file) != open.end() || open.size() >= limits::module_depth) {
    run.report(
        {.kind = FaultKind::limit_reached,
         .span = slot.declaration->key_span,
         .message = "the nested stack `" + std::string(slot.declaration->name) + "` contains itself, or is too deep",
         .help = "nested stacks cannot form a circle",
         .resource = {}});
    return;
  }
  const Node* root = tree_of(run, *file);
  if (root == nullptr) {
    if (given != nullptr) run.graph().handed_out.push_back(*given);
    return unresolved(run, slot.declaration->key_span,
                      "`" + run.sources().file(*file).path() + "` is no template that can be read", {});
  }
  if (!run.nested_stack(slot.declaration->key_span)) return;
  open.push_back(*file);
  Stack nested{.run = &run,
               .declared = read_template(run, *root),
               .prefix = run.arena().copy(std::string(slot.address) + '.'),
               .scope = run.arena().copy(std::string(parent.scope) + std::string(slot.declaration->name) + '.'),
               .calls = calls_to(parent, slot),
               .when = slot.when,
               .folder = source_folder(run.sources().file(*file))};
  const Arguments arguments = arguments_for(run, nested.declared, given);
  auto& outputs = slot.outputs.emplace();
  for (const value::MappingEntry& output : evaluate_stack(nested, arguments)) {
    outputs.emplace(output.key, readable(run, output.value));
  }
  const Template& declared = nested.declared;
  const bool has_unseen = declared.open_names || !declared.open_patterns.empty();
  if (has_unseen && given != nullptr) run.graph().handed_out.push_back(*given);
  slot.open_outputs = declared.open_names || declared.open_outputs;
  open.pop_back();
}

}  // namespace tieline::cloudformation
