#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/declare.h"
#include "terraform/module_source.h"

namespace tieline::terraform {

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

/// Walks the expressions of a module, and finds what their names stand for.
class Resolver {
 public:
  Resolver(const ModuleSource& module, std::vector<SourceFault>& faults, const text::SourceManager& sources,
           std::span<const ModuleFile> files)
      : module_(module), faults_(faults), sources_(sources), files_(files) {}

  /// Everything that the module declares; it is the module this was made for.
  void resolve_all(ModuleSource& module);
  /// A single expression.
  void resolve(const hcl::Expr& expr, Dependencies& dependencies) {
    where_ = "the root module";
    dependencies_ = &dependencies;
    walk(expr);
  }

 private:
  void resolve(ResourceDeclaration& resource);
  void resolve(ModuleCall& call);

  void walk_body(const hcl::Body& body, Place place);
  void walk_blocks(const hcl::Body& body, Place place);
  void walk_provisioner(const hcl::Body& body, Place place);
  void walk_resource_body(const hcl::Body& body, Place place);
  void walk_dynamic(const hcl::Block& block, Place place);
  void walk_depends_on(const hcl::Expr* depends_on);
  void depend_on_triggers(const hcl::Expr& triggers);

  void walk(const hcl::Expr& expr);
  void walk_parts(std::span<const hcl::TemplatePart> parts);
  void walk_for(const hcl::ForExpr& expr);
  void walk_call(const hcl::CallExpr& expr);
  void walk_object(const hcl::ObjectExpr& expr);
  void walk_traversal(const hcl::Expr& expr);

  void resolve_name(std::string_view root, std::span<const Step> steps, const hcl::Expr& root_expr,
                    const hcl::Expr& whole);
  void resolve_value(std::string_view root, std::span<const Step> steps, const hcl::Expr& whole);
  void resolve_context(std::string_view root, std::string_view attribute, const hcl::Expr& whole);
  void resolve_resource(ResourceMode mode, std::span<const Step> steps, std::string_view type, Span type_span,
                        const hcl::Expr& whole);
  void check_instance_key(const ResourceDeclaration& resource, std::span<const Step> after, const hcl::Expr& whole);
  void resolve_module(std::span<const Step> steps, const hcl::Expr& whole);

  void report(graph::FaultKind kind, Span span, std::string summary, std::string message, const std::string& more,
              std::string help);
  void undeclared(Span span, std::string summary, std::string message, const std::string& more, std::string help);
  [[nodiscard]] std::string nearest_of(const NameIndex& index, std::string_view wanted);
  [[nodiscard]] std::string nearest_resource(ResourceMode mode, std::string_view wanted);
  [[nodiscard]] bool may_be_hidden(std::string_view name) const;
  [[nodiscard]] bool is_local_name(std::string_view name) const {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
  }
  void depend(Dependency dependency) {
    if (dependencies_ != nullptr) dependencies_->push_back(dependency);
  }

  const ModuleSource& module_;
  std::vector<SourceFault>& faults_;
  const text::SourceManager& sources_;
  std::span<const ModuleFile> files_;
  Dependencies* dependencies_ = nullptr;  // of the declaration at hand
  std::string where_ = "this module";
  std::string address_;  // of the declaration at hand
  Place place_;
  std::vector<std::string_view> names_;  // of for expressions and dynamic blocks around
  std::size_t depth_ = 0;
  std::size_t suggestions_left_ = 200;  // comparing every wrong name with every right one would be quadratic
};

}  // namespace tieline::terraform
