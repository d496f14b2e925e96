#include <string>
#include <utility>

#include "terraform/declare.h"
#include "terraform/functions/functions.h"
#include "terraform/resolver.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using graph::FaultKind;
using hcl::Expr;
using hcl::ExprKind;

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

}  // namespace

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
  walk_blocks(body, place);
}

void Resolver::walk_blocks(const hcl::Body& body, Place place) {
  for (const hcl::Block& block : body.blocks) {
    if (block.type == "dynamic") {
      walk_dynamic(block, place);
    } else {
      walk_body(*block.body, place);
    }
  }
}

/// `when = destroy` and `on_failure = continue` are words, not references.
void Resolver::walk_provisioner(const hcl::Body& body, Place place) {
  place_ = place;
  for (const hcl::Attribute& attribute : body.attributes) {
    if (attribute.name != "when" && attribute.name != "on_failure") walk(*attribute.value);
  }
  walk_blocks(body, place);
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
      walk_provisioner(*block.body, {.each = place.each, .count = place.count, .self = true});
    } else if (block.type == "lifecycle") {
      // ignore_changes names attributes, not values; conditions are judged when the resource is there.
      if (const hcl::Attribute* triggers = block.body->find("replace_triggered_by"))
        depend_on_triggers(*triggers->value);
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

/// What replaces a resource comes before it. Terraform takes names there that nothing has, and the resource's own.
void Resolver::depend_on_triggers(const Expr& triggers) {
  if (triggers.kind != ExprKind::tuple) return;
  for (const Expr* item : hcl::as<hcl::TupleExpr>(triggers).items) {
    std::string_view name;  // the step after the type
    const Expr* root = item;
    while (root->kind == ExprKind::attribute || root->kind == ExprKind::index) {
      if (root->kind == ExprKind::attribute) {
        name = hcl::as<hcl::AttributeExpr>(*root).name;
        root = hcl::as<hcl::AttributeExpr>(*root).object;
      } else {
        root = hcl::as<hcl::IndexExpr>(*root).object;
      }
    }
    if (root->kind != ExprKind::variable) continue;
    const std::string_view type = hcl::as<hcl::VariableExpr>(*root).name;
    const std::uint32_t index = module_.find_resource(ResourceMode::managed, type, name);
    if (index == not_declared || address_of(module_.resources[index]) == address_) continue;
    depend({.kind = Dependency::Kind::resource, .index = index, .span = item->span});
  }
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
  for (const Expr* argument : expr.arguments) walk(*argument);
  if (is_function(expr.name)) return;
  const std::string name(expr.name);
  const std::size_t colons = name.find("::");
  if (colons == std::string::npos) {
    const std::string nearest(nearest_function(expr.name));
    const std::string suggestion = nearest.empty() ? "" : "Did you mean \"" + nearest + "\"?";
    return report(FaultKind::invalid_expression, expr.name_span, "Call to unknown function",
                  "There is no function named \"" + name + "\"", suggestion, suggestion);
  }
  const std::string space = name.substr(0, colons);
  if (space != "provider") {
    return report(FaultKind::invalid_expression, expr.name_span, "Unknown provider function",
                  "The function namespace \"" + space + "\" is not valid",
                  "Provider function calls must use the \"provider::\" namespace prefix", {});
  }
  // The functions of other providers are known to them alone, and may be more in their next version.
  if (name.starts_with("provider::terraform::")) {
    report(FaultKind::invalid_expression, expr.name_span, "Unknown provider function",
           "The function \"" + name.substr(name.rfind(':') + 1) + "\" is not available from the provider \"terraform\"",
           {}, {});
  }
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

void resolve_references(ModuleSource& module, const text::SourceManager& sources,
                        const std::vector<ModuleFile>& files) {
  Resolver(module, module.faults, sources, files).resolve_all(module);
}

Dependencies resolve_expression(const ModuleSource& module, const text::SourceManager& sources, const hcl::Expr& expr,
                                std::vector<SourceFault>& faults) {
  Dependencies dependencies;
  Resolver(module, faults, sources, {}).resolve(expr, dependencies);
  return dependencies;
}

}  // namespace tieline::terraform
