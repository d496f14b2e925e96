// Instances of modules: where their sources are, and what they are called with.

#include <array>
#include <string>
#include <system_error>
#include <utility>

#include "syntax/document/parser.h"
#include "terraform/discover.h"
#include "terraform/read.h"
#include "terraform/slots.h"
#include "text/limits.h"
#include "text/nearest.h"

namespace tieline::terraform {
namespace {

namespace fs = std::filesystem;

/// The names of the calls from the root, as `terraform init` writes them: `net.subnets`.
std::string dotted_path(const ModuleInstance& module, std::uint32_t call) {
  std::vector<std::string_view> names{module.source->calls[call].name};
  for (const ModuleInstance* at = &module; at->parent != nullptr; at = at->parent) {
    names.push_back(at->parent->source->calls[at->call].name);
  }
  std::string path;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    if (!path.empty()) path += '.';
    path += *name;
  }
  return path;
}

class ChildMaker {
 public:
  ChildMaker(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index)
      : run_(evaluation),
        module_(module),
        index_(index),
        call_(module.source->calls[index]),
        address_(full_address(evaluation, module, "module." + std::string(call_.name))) {}

  void make() {
    CallState& state = module_.children[index_];
    state.source = find_source();
    Expressions expressions(
        run_, {.module = &module_, .address = address_, .when = module_.when, .symbolic = module_.symbolic});
    // The repetition is evaluated even where the module is not there: it may be wrong by itself.
    std::vector<Repetition> made = repetitions(expressions, call_.count, call_.for_each, call_.block->header);
    if (state.source == nullptr) return;
    bind_arguments(state);
    for (const Repetition& repetition : made) state.instances.push_back(instantiate(*state.source, repetition));
  }

 private:
  const ModuleSource* find_source() {
    if (call_.source.empty()) return unresolved("its source is not a literal text");
    fs::path folder;
    if (is_local_source(call_.source)) {
      folder = (module_.source->folder / call_.source).lexically_normal();
    } else {
      const auto installed = run_.installed_modules.find(dotted_path(module_, index_));
      if (installed == run_.installed_modules.end()) {
        return unresolved("\"" + std::string(call_.source) + "\" is not on disk", "run terraform init to fetch it");
      }
      folder = installed->second;
    }
    if (!folder.has_filename() && folder.has_relative_path()) folder = folder.parent_path();
    if (!run_.files.is_inside(folder)) {
      return unresolved("\"" + std::string(call_.source) + "\" lies outside the folder that is checked",
                        "check the folder above, or give --allow-outside");
    }
    std::error_code ignored;
    const fs::path real = fs::weakly_canonical(folder, ignored);
    if (calls_itself(real)) return nullptr;
    if (module_.depth + 1 >= limits::module_depth) {
      report(graph::FaultKind::limit_reached,
             "modules call one another more than " + std::to_string(limits::module_depth) + " levels deep", "");
      return nullptr;
    }
    const ModuleSource& source = run_.parsed.module(folder);
    if (source.file_count == 0) return unresolved("there is no module in \"" + std::string(call_.source) + "\"");
    return &source;
  }

  bool calls_itself(const fs::path& real) {
    std::error_code ignored;
    for (const ModuleInstance* at = &module_; at != nullptr; at = at->parent) {
      if (fs::weakly_canonical(at->source->folder, ignored) != real) continue;
      report(graph::FaultKind::limit_reached, "the module " + std::string(address_) + " calls itself",
             "take the call out of the circle");
      return true;
    }
    return false;
  }

  const ModuleSource* unresolved(std::string why, std::string help = {}) {
    report(graph::FaultKind::unresolved_module,
           "the module " + std::string(call_.name) + " is not checked: " + std::move(why), std::move(help));
    return nullptr;
  }

  void report(graph::FaultKind kind, std::string message, std::string help) {
    run_.faults.report({.kind = kind,
                        .span = call_.block->header,
                        .message = std::move(message),
                        .help = std::move(help),
                        .resource = std::string(address_)},
                       "Module not installed");
  }

  void bind_arguments(CallState& state) {
    const ModuleSource& source = *state.source;
    state.arguments.assign(source.variables.size(), nullptr);
    for (const ModuleArgument& argument : call_.arguments) {
      const std::string_view name = argument.attribute->name;
      const auto variable = source.variable_index.find(name);
      if (variable != source.variable_index.end()) {
        state.arguments[variable->second] = &argument;
        continue;
      }
      if (source.broken) continue;  // it may be declared in what could not be read
      text::NearestName nearest(name);
      for (const VariableDeclaration& declared : source.variables) nearest.consider(declared.name);
      run_.faults.report(
          {.kind = graph::FaultKind::undeclared_reference,
           .span = argument.attribute->name_span,
           .message = "the module has no variable named \"" + std::string(name) + "\"",
           .help = nearest.best().empty() ? std::string() : "did you mean \"" + std::string(nearest.best()) + "\"?",
           .resource = std::string(address_)},
          "Unsupported argument");
    }
  }

  ModuleInstance* instantiate(const ModuleSource& source, const Repetition& repetition) {
    ModuleInstance& instance = run_.modules.emplace_back();
    instance.source = &source;
    instance.parent = &module_;
    instance.call = index_;
    instance.depth = module_.depth + 1;
    instance.address = instance_address(run_, address_, repetition);
    instance.repetition = repetition;
    instance.when = run_.conditions.conjunction(module_.when, repetition.when);
    instance.symbolic = module_.symbolic || repetition.symbolic;
    std::vector<graph::CallSite> calls(module_.calls.begin(), module_.calls.end());
    calls.push_back({instance.address, call_.block->header, repetition.symbolic});
    instance.calls = run_.arena.copy(calls);
    instance.prepare();
    report_source(run_, instance);
    return &instance;
  }

  Evaluation& run_;
  ModuleInstance& module_;
  std::uint32_t index_;
  const ModuleCall& call_;
  std::string_view address_;
};

/// `.terraform/modules/modules.json` of the root: where `terraform init` put the modules.
void read_installed_modules(Evaluation& evaluation) {
  const fs::path file = evaluation.root_folder / ".terraform" / "modules" / "modules.json";
  if (!evaluation.sources.is_file(file) || !evaluation.files.is_inside(file)) return;
  const auto id = evaluation.sources.open(file);
  if (!id) return;
  text::Arena arena;
  const auto parsed = document::parse_json(*id, evaluation.sources.file(*id).bytes(), arena);
  if (parsed.roots.empty()) return;
  const document::Node* modules = parsed.roots.front()->find("Modules");
  if (modules == nullptr) return;
  for (const document::Node* module : modules->items) {
    const document::Node* key = module->find("Key");
    const document::Node* folder = module->find("Dir");
    if (key == nullptr || folder == nullptr || key->text.empty()) continue;
    evaluation.installed_modules.emplace(std::string(key->text),
                                         (evaluation.root_folder / fs::path(folder->text)).lexically_normal());
  }
}

}  // namespace

void make_children(Evaluation& evaluation, ModuleInstance& module, std::uint32_t call) {
  ChildMaker(evaluation, module, call).make();
}

void make_root(Evaluation& evaluation) {
  ModuleInstance& root = evaluation.modules.emplace_back();
  root.source = &evaluation.parsed.module(evaluation.root_folder);
  root.prepare();
  evaluation.root = &root;
  read_installed_modules(evaluation);
  report_source(evaluation, root);
}

void report_source(Evaluation& evaluation, const ModuleInstance& module) {
  if (!evaluation.reported_sources.insert(module.source).second) return;
  for (const SourceFault& known : module.source->faults) {
    graph::Fault fault = known.fault;
    if (!module.address.empty() && !fault.resource.empty()) {
      fault.resource = std::string(module.address) + "." + fault.resource;
    }
    evaluation.faults.report(std::move(fault), known.summary);
  }
}

void report_missing_output(Evaluation& evaluation, ModuleInstance& module, const Dependency& dependency) {
  const CallState& call = module.children[dependency.index];
  if (call.source->broken) return;  // it may be declared in what could not be read
  const ModuleCall& declaration = module.source->calls[dependency.index];
  text::NearestName nearest(dependency.output);
  for (const OutputDeclaration& output : call.source->outputs) nearest.consider(output.name);
  std::string help;
  if (!nearest.best().empty()) help = "did you mean \"" + std::string(nearest.best()) + "\"?";
  evaluation.faults.report({.kind = graph::FaultKind::undeclared_reference,
                            .span = dependency.span,
                            .message = "the module " + std::string(declaration.name) + " has no output named \"" +
                                       std::string(dependency.output) + "\"",
                            .help = std::move(help),
                            .resource = std::string(module.address)},
                           "Unsupported attribute");
}

}  // namespace tieline::terraform
