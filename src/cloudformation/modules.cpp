#include "cloudformation/modules.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cloudformation/nested_stack.h"
#include "cloudformation/tree.h"
#include "syntax/document/parser.h"

namespace tieline::cloudformation {
namespace {

namespace fs = std::filesystem;

/// What `cfn init` calls the file that says what a project is.
constexpr std::string_view project_file = ".rpdk-config";

/// Folders looked at in search of a module's project.
constexpr std::size_t most_folders = 1'000;

/// Whether the project in a folder is that of the module.
bool is_project_of(Run& run, const fs::path& folder, std::string_view type) {
  const fs::path config = folder / project_file;
  if (!run.sources().is_file(config)) return false;
  const auto file = run.sources().open(config);
  if (!file) return false;
  const document::ParsedDocuments parsed = document::parse_json(*file, run.sources().file(*file).bytes(), run.arena());
  if (parsed.roots.empty()) return false;
  const Node* name = parsed.roots.front()->find("typeName");
  return name != nullptr && name->text == type;
}

std::vector<fs::path> sorted_entries(Run& run, const fs::path& folder, bool folders) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (text::FolderEntry& entry : run.sources().list(folder, failed)) {
    if (entry.is_folder == folders) found.push_back(std::move(entry.path));
  }
  std::sort(found.begin(), found.end());
  if (found.size() > most_folders) found.resize(most_folders);
  return found;
}

/// The folders where a module's project may lie, nearest first.
std::vector<fs::path> candidate_folders(const Stack& stack) {
  Run& run = *stack.run;
  std::vector<fs::path> found;
  fs::path top = stack.folder.empty() ? fs::path(".") : stack.folder;
  for (std::size_t level = 0; level < limits::module_depth && found.size() < most_folders; ++level) {
    if (!run.options().allow_outside && !is_within(top, run.options().scan_root)) break;
    found.push_back(top);
    for (const fs::path& inner : sorted_entries(run, top, true)) {
      found.push_back(inner);
      if (inner.filename() != "modules") continue;
      for (fs::path& project : sorted_entries(run, inner, true)) found.push_back(std::move(project));
    }
    top /= "..";
  }
  return found;
}

std::optional<text::FileId> find_fragment(Stack& stack, std::string_view type) {
  Run& run = *stack.run;
  const auto [known, added] = run.fragments.emplace(std::string(type), std::nullopt);
  if (!added) return known->second;
  for (const fs::path& folder : candidate_folders(stack)) {
    if (!is_project_of(run, folder, type)) continue;
    for (const fs::path& fragment : sorted_entries(run, folder / "fragments", false)) {
      if (!run.options().allow_outside && !is_within(fragment, run.options().scan_root)) continue;
      return known->second = run.sources().open(fragment);
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_module(std::string_view type) { return type.ends_with("::MODULE"); }

std::shared_ptr<Stack> open_module(Stack& parent, const Slot& slot) {
  Run& run = *parent.run;
  const auto& open = run.open_templates;
  const auto file = find_fragment(parent, slot.type);
  if (!file || std::find(open.begin(), open.end(), *file) != open.end() || open.size() >= limits::module_depth) {
    return nullptr;
  }
  const Node* root = tree_of(run, *file);
  if (root == nullptr || !run.nested_stack(slot.declaration->key_span)) return nullptr;
  return std::make_shared<Stack>(
      Stack{.run = &run,
            .declared = read_template(run, *root),
            .prefix = slot.address,
            .scope = run.arena().copy(std::string(parent.scope) + std::string(slot.declaration->name) + '.'),
            .calls = calls_to(parent, slot),
            .when = slot.when,
            .folder = source_folder(run.sources().file(*file))});
}

void evaluate_module(Stack& parent, Slot& slot) {
  Run& run = *parent.run;
  run.open_templates.push_back(slot.module->declared.root->span.file);
  evaluate_stack(*slot.module, arguments_for(run, slot.module->declared, &slot.resource->attributes));
  run.open_templates.pop_back();
}

InModule in_module(Stack& stack, std::string_view name) {
  if (!stack.has_modules || name.size() > longest_name) return {};
  for (std::size_t size = name.size() - 1; size > 0; --size) {
    const std::size_t index = stack.declared.resources.index_of(name.substr(0, size));
    if (index >= stack.slots.size() || !stack.slots[index].module) continue;
    std::string_view inner = name.substr(size);
    if (inner.front() == '.') inner.remove_prefix(1);
    if (stack.slots[index].module->declared.resources.contains(inner)) {
      return {stack.slots[index].module.get(), inner, index};
    }
  }
  return {};
}

}  // namespace tieline::cloudformation
