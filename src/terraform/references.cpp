#include <algorithm>
#include <string>
#include <utility>

#include "terraform/declare.h"
#include "terraform/functions/functions.h"
#include "terraform/nearest_name.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using graph::Fault;
using graph::FaultKind;
using hcl::Expr;
using hcl::ExprKind;

/// Names that may begin a traversal without being a resource type.
constexpr std::string_view reserved_roots[] = {"template", "lazy", "arg", "run", "tofu", "action", "list", "store"};

/// What may be named where an expression stands, besides what the module declares.
struct Place {
  bool each = false;
  bool count = false;
  bool self = false;
};

/// One step of a traversal after its first name: an attribute, or an index (then `name` is empty).
struct Step {
  std::string_view name;
  Span span;
};

class Resolver {
 public:
  Resolver(const ModuleSource& module, std::vector<Fault>& faults, const text::SourceManager& sources,
           std::span<const ModuleFile> files)
      : module_(module), faults_(faults), sources_(sources), files_(files) {}

  /// Everything that the module declares; it is the module this was made for.
  void resolve_all(ModuleSource& module);
  /// A single expression.
  void resolve(const Expr& expr, Dependencies& dependencies) {
    dependencies_ = &dependencies;
    walk(expr);
  }

 private:
  void resolve(ResourceDeclaration& resource);
  void resolve(ModuleCall& call);

  void walk_body(const hcl::Body& body, Place place);
  void walk_resource_body(const hcl::Body& body, Place place);
  void walk_dynamic(const hcl::Block& block, Place place);
  void walk_depends_on(const Expr* depends_on);

  void walk(const Expr& expr);
  void walk_parts(std::span<const hcl::TemplatePart> parts);
  void walk_for(const hcl::ForExpr& expr);
  void walk_call(const hcl::CallExpr& expr);
  void walk_object(const hcl::ObjectExpr& expr);
  void walk_traversal(const Expr& expr);

  void resolve_name(std::string_view root, std::span<const Step> steps, const Expr& root_expr, const Expr& whole);
  void resolve_resource(ResourceMode mode, std::span<const Step> steps, std::string_view type, Span type_span,
                        const Expr& whole);
  void resolve_module(std::span<const Step> steps, const Expr& whole);
  bool declared_in(const NameIndex& index, std::span<const Step> steps, std::string_view root, std::string_view what,
                   Dependency::Kind kind, const Expr& whole);

  void undeclared(Span span, std::string message, std::string help);
  void suggest(const NameIndex& index, std::string_view wanted, Span span, std::string message,
               std::string_view prefix);
  [[nodiscard]] bool may_be_hidden(std::string_view name) const;
  [[nodiscard]] bool is_local_name(std::string_view name) const {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
  }
  void depend(Dependency dependency) {
    if (dependencies_ != nullptr) dependencies_->push_back(dependency);
  }

  const ModuleSource& module_;
  std::vector<Fault>& faults_;
  const text::SourceManager& sources_;
  std::span<const ModuleFile> files_;
  Dependencies* dependencies_ = nullptr;  // of the declaration at hand
  std::string address_;                   // of the declaration at hand
  Place place_;
  std::vector<std::string_view> names_;  // of for expressions and dynamic blocks around
  std::size_t depth_ = 0;
  std::size_t suggestions_left_ = 200;  // comparing every wrong name with every right one would be quadratic
};

/// Names stay in `names` as long as this does.
class NameScope {
 public:
  explicit NameScope(std::vector<std::string_view>& names) : names_(names), size_(names.size()) {}
  NameScope(const NameScope&) = delete;
  NameScope& operator=(const NameScope&) = delete;
  ~NameScope() { names_.resize(size_); }
  void add(std::string_view name) {
    if (!name.empty()) names_.push_back(name);
  }

 private:
  std::vector<std::string_view>& names_;
  std::size_t size_;
};

void Resolver::resolve_all(ModuleSource& module) {
  for (LocalDeclaration& local : module.locals) {
    address_ = "local." + std::string(local.name);
    dependencies_ = &local.dependencies;
    place_ = {};
    walk(*local.attribute->value);
  }
  for (OutputDeclaration& output : module.outputs) {
    address_ = "output." + std::string(output.name);
    dependencies_ = &output.dependencies;
    place_ = {};
    if (output.value != nullptr) walk(*output.value);
    dependencies_ = nullptr;
    for (const hcl::Block& block : output.body->blocks) walk_body(*block.body, {});
  }
  for (const VariableDeclaration& variable : module.variables) {
    address_ = "var." + std::string(variable.name);
    dependencies_ = nullptr;
    for (const hcl::Block& block : variable.body->blocks) walk_body(*block.body, {});
  }
  for (ProviderDeclaration& provider : module.providers) {
    address_ = "provider." + std::string(provider.name);
    place_ = {};
    dependencies_ = &provider.dependencies;
    if (provider.region != nullptr) walk(*provider.region);
    dependencies_ = nullptr;
    const bool repeated = provider.body->find("for_each") != nullptr;
    walk_body(*provider.body, {.each = repeated});
  }
  for (ResourceDeclaration& resource : module.resources) resolve(resource);
  for (ModuleCall& call : module.calls) resolve(call);
}

void Resolver::resolve(ResourceDeclaration& resource) {
  address_ = address_of(resource);
  place_ = {};
  dependencies_ = &resource.repetition_dependencies;
  if (resource.count != nullptr) walk(*resource.count);
  if (resource.for_each != nullptr) walk(*resource.for_each);
  dependencies_ = &resource.body_dependencies;
  walk_resource_body(*resource.body, {.each = resource.for_each != nullptr, .count = resource.count != nullptr});
  walk_depends_on(resource.depends_on);
}

void Resolver::resolve(ModuleCall& call) {
  address_ = "module." + std::string(call.name);
  place_ = {};
  dependencies_ = &call.repetition_dependencies;
  if (call.count != nullptr) walk(*call.count);
  if (call.for_each != nullptr) walk(*call.for_each);
  place_ = {.each = call.for_each != nullptr, .count = call.count != nullptr};
  for (ModuleArgument& argument : call.arguments) {
    dependencies_ = &argument.dependencies;
    walk(*argument.attribute->value);
  }
  dependencies_ = nullptr;
  if (const hcl::Attribute* depends_on = call.body->find("depends_on")) walk_depends_on(depends_on->value);
}

void Resolver::walk_body(const hcl::Body& body, Place place) {
  place_ = place;
  for (const hcl::Attribute& attribute : body.attributes) walk(*attribute.value);
  for (const hcl::Block& block : body.blocks) {
    if (block.type == "dynamic") {
      walk_dynamic(block, place);
    } else {
      walk_body(*block.body, place);
    }
  }
}

/// The body of a resource without the arguments that are Terraform's own.
void Resolver::walk_resource_body(const hcl::Body& body, Place place) {
  place_ = place;
  for (const hcl::Attribute& attribute : body.attributes) {
    if (attribute.name == "count" || attribute.name == "for_each" || attribute.name == "provider" ||
        attribute.name == "depends_on") {
      continue;
    }
    walk(*attribute.value);
  }
  for (const hcl::Block& block : body.blocks) {
    if (block.type == "dynamic") {
      walk_dynamic(block, place);
    } else if (block.type == "provisioner" || block.type == "connection") {
      walk_body(*block.body, {.each = place.each, .count = place.count, .self = true});
    } else if (block.type == "lifecycle") {
      // ignore_changes names attributes, not values; conditions are judged when the resource is there.
      Dependencies* dependencies = std::exchange(dependencies_, nullptr);
      for (const hcl::Block& inner : block.body->blocks) {
        walk_body(*inner.body, {.each = place.each, .count = place.count, .self = true});
      }
      dependencies_ = dependencies;
    } else {
      walk_body(*block.body, place);
    }
    place_ = place;
  }
}

void Resolver::walk_dynamic(const hcl::Block& block, Place place) {
  if (depth_ >= limits::syntax_depth) return;
  ++depth_;
  std::string_view iterator = block.labels.empty() ? std::string_view{} : block.labels.front().text;
  place_ = place;
  for (const hcl::Attribute& attribute : block.body->attributes) {
    if (attribute.name == "for_each") walk(*attribute.value);
    if (attribute.name == "iterator" && attribute.value->kind == ExprKind::variable) {
      iterator = hcl::as<hcl::VariableExpr>(*attribute.value).name;
    }
  }
  NameScope scope(names_);
  scope.add(iterator);
  if (const hcl::Attribute* labels = block.body->find("labels")) walk(*labels->value);
  for (const hcl::Block& content : block.body->blocks) {
    if (content.type == "content") walk_body(*content.body, place);
  }
  --depth_;
}

/// References here are to whole resources and modules, whose instances cannot be told apart.
void Resolver::walk_depends_on(const Expr* depends_on) {
  if (depends_on == nullptr || depends_on->kind != ExprKind::tuple) return;
  for (const Expr* item : hcl::as<hcl::TupleExpr>(*depends_on).items) walk(*item);
}

void Resolver::walk(const Expr& expr) {
  if (depth_ >= limits::evaluation_depth) return;  // the evaluation reports it
  ++depth_;
  switch (expr.kind) {
    case ExprKind::literal:
    case ExprKind::broken:
      break;
    case ExprKind::template_:
      walk_parts(hcl::as<hcl::TemplateExpr>(expr).parts);
      break;
    case ExprKind::variable:
    case ExprKind::attribute:
    case ExprKind::index:
      walk_traversal(expr);
      break;
    case ExprKind::splat:
      walk(*hcl::as<hcl::SplatExpr>(expr).object);
      walk(*hcl::as<hcl::SplatExpr>(expr).each);
      break;
    case ExprKind::call:
      walk_call(hcl::as<hcl::CallExpr>(expr));
      break;
    case ExprKind::unary:
      walk(*hcl::as<hcl::UnaryExpr>(expr).operand);
      break;
    case ExprKind::binary:
      walk(*hcl::as<hcl::BinaryExpr>(expr).left);
      walk(*hcl::as<hcl::BinaryExpr>(expr).right);
      break;
    case ExprKind::conditional:
      walk(*hcl::as<hcl::ConditionalExpr>(expr).test);
      walk(*hcl::as<hcl::ConditionalExpr>(expr).then);
      walk(*hcl::as<hcl::ConditionalExpr>(expr).otherwise);
      break;
    case ExprKind::for_:
      walk_for(hcl::as<hcl::ForExpr>(expr));
      break;
    case ExprKind::tuple:
      for (const Expr* item : hcl::as<hcl::TupleExpr>(expr).items) walk(*item);
      break;
    case ExprKind::object:
      walk_object(hcl::as<hcl::ObjectExpr>(expr));
      break;
    case ExprKind::parentheses:
      walk(*hcl::as<hcl::ParenthesesExpr>(expr).inner);
      break;
  }
  --depth_;
}

void Resolver::walk_parts(std::span<const hcl::TemplatePart> parts) {
  if (depth_ >= limits::evaluation_depth) return;
  ++depth_;
  for (const hcl::TemplatePart& part : parts) {
    if (part.expression != nullptr) walk(*part.expression);
    NameScope scope(names_);
    if (part.kind == hcl::TemplatePartKind::for_) {
      scope.add(part.key);
      scope.add(part.value);
    }
    walk_parts(part.body);
    walk_parts(part.otherwise);
  }
  --depth_;
}

void Resolver::walk_for(const hcl::ForExpr& expr) {
  walk(*expr.collection);
  NameScope scope(names_);
  scope.add(expr.key_name);
  scope.add(expr.value_name);
  if (expr.key != nullptr) walk(*expr.key);
  walk(*expr.value);
  if (expr.condition != nullptr) walk(*expr.condition);
}

void Resolver::walk_call(const hcl::CallExpr& expr) {
  // Functions of providers are known to them alone; `core::` names the built-in ones.
  const bool foreign = expr.name.find("::") != std::string_view::npos && expr.name.substr(0, 6) != "core::";
  if (!foreign && !is_function(expr.name)) {
    std::string help;
    if (const std::string_view nearest = nearest_function(expr.name); !nearest.empty()) {
      help = "did you mean \"" + std::string(nearest) + "\"?";
    }
    faults_.push_back({.kind = FaultKind::invalid_expression,
                       .span = expr.name_span,
                       .message = "there is no function named \"" + std::string(expr.name) + "\"",
                       .help = std::move(help),
                       .resource = address_});
  }
  for (const Expr* argument : expr.arguments) walk(*argument);
}

void Resolver::walk_object(const hcl::ObjectExpr& expr) {
  for (const hcl::ObjectItem& item : expr.items) {
    if (item.key->kind != ExprKind::variable) walk(*item.key);
    walk(*item.value);
  }
}

/// Looks at a chain of attributes and indexes as a whole, since its first steps are one name.
void Resolver::walk_traversal(const Expr& expr) {
  std::vector<Step> steps;
  const Expr* root = &expr;
  while (root->kind == ExprKind::attribute || root->kind == ExprKind::index) {
    if (root->kind == ExprKind::attribute) {
      const auto& attribute = hcl::as<hcl::AttributeExpr>(*root);
      steps.push_back({attribute.legacy_index ? std::string_view{} : attribute.name, attribute.name_span});
      root = attribute.object;
    } else {
      const auto& index = hcl::as<hcl::IndexExpr>(*root);
      walk(*index.key);
      steps.push_back({{}, index.span});
      root = index.object;
    }
  }
  if (root->kind != ExprKind::variable) return walk(*root);
  const std::string_view name = hcl::as<hcl::VariableExpr>(*root).name;
  if (name.empty() || is_local_name(name)) return;
  std::reverse(steps.begin(), steps.end());
  resolve_name(name, steps, *root, expr);
}

void Resolver::undeclared(Span span, std::string message, std::string help) {
  faults_.push_back({.kind = FaultKind::undeclared_reference,
                     .span = span,
                     .message = std::move(message),
                     .help = std::move(help),
                     .resource = address_});
}

/// In a module with syntax errors the declaration may stand in what could not be read.
bool Resolver::may_be_hidden(std::string_view name) const {
  if (!module_.broken) return false;
  return std::any_of(files_.begin(), files_.end(), [&](const ModuleFile& file) {
    if (!file.parsed->read_error.empty()) return true;
    return !file.parsed->errors.empty() && sources_.file(file.parsed->id).bytes().find(name) != std::string_view::npos;
  });
}

void Resolver::suggest(const NameIndex& index, std::string_view wanted, Span span, std::string message,
                       std::string_view prefix) {
  if (may_be_hidden(wanted)) return;
  NearestName nearest(wanted);
  if (suggestions_left_ > 0) {
    --suggestions_left_;
    for (const auto& [name, number] : index) nearest.consider(name);
  }
  std::string help;
  if (!nearest.best().empty()) help = "did you mean " + std::string(prefix) + std::string(nearest.best()) + "?";
  undeclared(span, std::move(message), std::move(help));
}

bool Resolver::declared_in(const NameIndex& index, std::span<const Step> steps, std::string_view root,
                           std::string_view what, Dependency::Kind kind, const Expr& whole) {
  if (steps.empty() || steps.front().name.empty()) {
    undeclared(whole.span, "\"" + std::string(root) + "\" needs the name of " + std::string(what) + " after it",
               "write " + std::string(root) + ".NAME");
    return false;
  }
  const std::string_view name = steps.front().name;
  const auto found = index.find(name);
  if (found != index.end()) {
    depend({.kind = kind, .index = found->second, .span = whole.span});
    return true;
  }
  const std::string prefix = std::string(root) + ".";
  suggest(index, name, steps.front().span,
          std::string(what) + " named \"" + std::string(name) + "\" is not declared in this module", prefix);
  return false;
}

void Resolver::resolve_name(std::string_view root, std::span<const Step> steps, const Expr& root_expr,
                            const Expr& whole) {
  const auto first = [&]() -> std::string_view { return steps.empty() ? std::string_view{} : steps[0].name; };
  if (root == "var") {
    declared_in(module_.variable_index, steps, root, "a variable", Dependency::Kind::variable, whole);
    return;
  }
  if (root == "local") {
    declared_in(module_.local_index, steps, root, "a local value", Dependency::Kind::local, whole);
    return;
  }
  if (root == "module") return resolve_module(steps, whole);
  if (root == "data" || root == "ephemeral" || root == "resource") {
    if (first().empty()) {
      return undeclared(whole.span, "\"" + std::string(root) + "\" needs a type and a name after it", "");
    }
    const ResourceMode mode = root == "data"        ? ResourceMode::data
                              : root == "ephemeral" ? ResourceMode::ephemeral
                                                    : ResourceMode::managed;
    return resolve_resource(mode, steps.subspan(1), steps[0].name, steps[0].span, whole);
  }
  if (root == "each") {
    if (!place_.each) {
      undeclared(whole.span, "\"each\" has a value only where for_each is set, which this block does not do", "");
    } else if (first() != "key" && first() != "value") {
      undeclared(whole.span, "\"each\" has the attributes key and value only", "");
    }
    return;
  }
  if (root == "count") {
    if (!place_.count) {
      undeclared(whole.span, "\"count\" has a value only where count is set, which this block does not do", "");
    } else if (first() != "index") {
      undeclared(whole.span, "\"count\" has the attribute index only", "did you mean count.index?");
    }
    return;
  }
  if (root == "self") {
    if (!place_.self) {
      undeclared(whole.span, "\"self\" has a value only in provisioners, connections and postconditions", "");
    }
    return;
  }
  if (root == "path") {
    if (first() != "module" && first() != "root" && first() != "cwd") {
      undeclared(whole.span, "\"path\" has the attributes module, root and cwd only", "");
    }
    return;
  }
  if (root == "terraform") return;
  if (std::find(std::begin(reserved_roots), std::end(reserved_roots), root) != std::end(reserved_roots)) return;
  if (first().empty()) {
    if (may_be_hidden(root)) return;
    return undeclared(root_expr.span, "\"" + std::string(root) + "\" names nothing",
                      "a text stands in quotes; a variable is var." + std::string(root) + ", a local value local." +
                          std::string(root) + ", a resource TYPE.NAME");
  }
  resolve_resource(ResourceMode::managed, steps, root, root_expr.span, whole);
}

void Resolver::resolve_resource(ResourceMode mode, std::span<const Step> steps, std::string_view type, Span type_span,
                                const Expr& whole) {
  const std::string prefix = mode == ResourceMode::data ? "data." : mode == ResourceMode::ephemeral ? "ephemeral." : "";
  if (steps.empty() || steps.front().name.empty()) {
    return undeclared(whole.span, prefix + std::string(type) + " needs the name of a resource after it", "");
  }
  const std::string_view name = steps.front().name;
  const std::uint32_t index = module_.find_resource(mode, type, name);
  if (index != not_declared) {
    return depend({.kind = Dependency::Kind::resource, .index = index, .span = whole.span});
  }
  if (may_be_hidden(name)) return;
  const std::string wanted = std::string(type) + "." + std::string(name);
  std::vector<std::string> candidates;
  candidates.reserve(module_.resources.size());
  NearestName nearest(wanted);
  const bool compare = suggestions_left_ > 0;
  if (compare) --suggestions_left_;
  for (const ResourceDeclaration& resource : module_.resources) {
    if (!compare || resource.mode != mode) continue;
    candidates.push_back(std::string(resource.type) + "." + std::string(resource.name));
    nearest.consider(candidates.back());
  }
  std::string help;
  if (!nearest.best().empty()) {
    help = "did you mean " + prefix + std::string(nearest.best()) + "?";
  } else if (module_.data_index.contains({type, name}) && mode == ResourceMode::managed) {
    help = "there is a data source of that name: data." + wanted;
  } else if (module_.managed_index.contains({type, name}) && mode == ResourceMode::data) {
    help = "there is a resource of that name: " + wanted;
  }
  const std::string_view what = mode == ResourceMode::data ? "data source" : "resource";
  undeclared(text::join(type_span, steps.front().span),
             "the " + std::string(what) + " " + prefix + wanted + " is not declared in this module", std::move(help));
}

void Resolver::resolve_module(std::span<const Step> steps, const Expr& whole) {
  if (steps.empty() || steps.front().name.empty() || !module_.call_index.contains(steps.front().name)) {
    declared_in(module_.call_index, steps, "module", "a module call", Dependency::Kind::whole_module, whole);
    return;
  }
  const std::uint32_t index = module_.call_index.at(steps.front().name);
  std::span<const Step> rest = steps.subspan(1);
  if (!rest.empty() && rest.front().name.empty()) rest = rest.subspan(1);
  if (rest.empty() || rest.front().name.empty()) {
    return depend({.kind = Dependency::Kind::whole_module, .index = index, .span = whole.span});
  }
  depend({.kind = Dependency::Kind::module_output,
          .index = index,
          .output = rest.front().name,
          .span = rest.front().span});
}

}  // namespace

void resolve_references(ModuleSource& module, const text::SourceManager& sources,
                        const std::vector<ModuleFile>& files) {
  Resolver(module, module.faults, sources, files).resolve_all(module);
}

Dependencies resolve_expression(const ModuleSource& module, const text::SourceManager& sources, const hcl::Expr& expr,
                                std::vector<graph::Fault>& faults) {
  Dependencies dependencies;
  Resolver(module, faults, sources, {}).resolve(expr, dependencies);
  return dependencies;
}

}  // namespace tieline::terraform
