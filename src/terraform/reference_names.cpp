// What the first names of an expression stand for, and what is said where they stand for nothing.

#include <string>
#include <utility>

#include "terraform/resolver.h"
#include "text/nearest.h"

namespace tieline::terraform {
namespace {

using graph::FaultKind;
using hcl::Expr;

/// Names that may begin a traversal without being a resource type.
constexpr std::string_view reserved_roots[] = {"template", "lazy", "arg", "run", "tofu", "action", "list", "store"};

}  // namespace

/// `message` and `more` are Terraform's sentences; the fault has the first, since the help says the second.
void Resolver::report(FaultKind kind, Span span, std::string summary, std::string message, const std::string& more,
                      std::string help) {
  SourceFault fault;
  fault.summary = std::move(summary);
  fault.detail = more.empty() ? message : message + ". " + more;
  if (message[0] >= 'A' && message[0] <= 'Z') message[0] = static_cast<char>(message[0] - 'A' + 'a');
  if (!help.empty() && help[0] == 'D') help[0] = 'd';  // "Did you mean" goes on after "help:"
  fault.fault = {
      .kind = kind, .span = span, .message = std::move(message), .help = std::move(help), .resource = address_};
  faults_.push_back(std::move(fault));
}

void Resolver::undeclared(Span span, std::string summary, std::string message, const std::string& more,
                          std::string help) {
  report(FaultKind::undeclared_reference, span, std::move(summary), std::move(message), more, std::move(help));
}

/// In a module with syntax errors the declaration may stand in what could not be read.
bool Resolver::may_be_hidden(std::string_view name) const {
  if (!module_.broken) return false;
  return std::any_of(files_.begin(), files_.end(), [&](const ModuleFile& file) {
    if (!file.parsed->read_error.empty()) return true;
    return !file.parsed->errors.empty() && sources_.file(file.parsed->id).bytes().find(name) != std::string_view::npos;
  });
}

std::string Resolver::nearest_of(const NameIndex& index, std::string_view wanted) {
  if (suggestions_left_ == 0) return {};
  --suggestions_left_;
  text::NearestName nearest(wanted);
  for (const auto& [name, number] : index) nearest.consider(name);
  return std::string(nearest.best());
}

/// `var.name` and `local.name`.
void Resolver::resolve_value(std::string_view root, std::span<const Step> steps, const Expr& whole) {
  const bool variable = root == "var";
  if (steps.empty() || steps.front().name.empty()) {
    return undeclared(
        whole.span, "Invalid reference",
        "The \"" + std::string(root) + "\" object cannot be accessed directly. Instead, access one of its attributes",
        {}, "write " + std::string(root) + ".NAME");
  }
  const std::string name(steps.front().name);
  const NameIndex& index = variable ? module_.variable_index : module_.local_index;
  if (const auto found = index.find(name); found != index.end()) {
    return depend({.kind = variable ? Dependency::Kind::variable : Dependency::Kind::local,
                   .index = found->second,
                   .span = whole.span});
  }
  if (may_be_hidden(name)) return;
  const std::string nearest = nearest_of(index, name);
  const std::string suggestion = "Did you mean \"" + nearest + "\"?";
  if (!variable) {
    return undeclared(steps.front().span, "Reference to undeclared local value",
                      "A local value with the name \"" + name + "\" has not been declared",
                      nearest.empty() ? "" : suggestion, nearest.empty() ? "" : "did you mean local." + nearest + "?");
  }
  undeclared(steps.front().span, "Reference to undeclared input variable",
             "An input variable with the name \"" + name + "\" has not been declared",
             nearest.empty() ? "This variable can be declared with a variable \"" + name + "\" {} block" : suggestion,
             nearest.empty() ? "declare it with variable \"" + name + "\" {}" : "did you mean var." + nearest + "?");
}

void Resolver::resolve_name(std::string_view root, std::span<const Step> steps, const Expr& root_expr,
                            const Expr& whole) {
  const std::string_view first = steps.empty() ? std::string_view{} : steps[0].name;
  if (root == "var" || root == "local") return resolve_value(root, steps, whole);
  if (root == "module") return resolve_module(steps, whole);
  if (root == "data" || root == "ephemeral" || root == "resource") {
    if (first.empty()) {
      return undeclared(
          whole.span, "Invalid reference",
          "The \"" + std::string(root) +
              "\" object must be followed by two attribute names: the resource type and the resource name",
          {}, {});
    }
    const ResourceMode mode = root == "data"        ? ResourceMode::data
                              : root == "ephemeral" ? ResourceMode::ephemeral
                                                    : ResourceMode::managed;
    return resolve_resource(mode, steps.subspan(1), steps[0].name, steps[0].span, whole);
  }
  if (root == "each" || root == "count" || root == "self") return resolve_context(root, first, whole);
  if (root == "path") {
    if (first == "module" || first == "root" || first == "cwd") return;
    return undeclared(whole.span, "Invalid \"path\" attribute",
                      "The \"path\" object does not have an attribute named \"" + std::string(first) + "\"", {},
                      "it has module, root and cwd");
  }
  if (root == "terraform") {
    if (first == "workspace" || first == "applying") return;
    return undeclared(whole.span, "Invalid \"terraform\" attribute",
                      "The \"terraform\" object does not have an attribute named \"" + std::string(first) + "\"",
                      "The only supported attributes are terraform.workspace, the name of the currently-selected "
                      "workspace, and terraform.applying, a boolean which is true only during apply",
                      "did you mean terraform.workspace?");
  }
  if (std::find(std::begin(reserved_roots), std::end(reserved_roots), root) != std::end(reserved_roots)) return;
  if (first.empty()) {
    if (may_be_hidden(root)) return;
    const std::string name(root);
    return undeclared(root_expr.span, "Invalid reference",
                      "A reference to a resource type must be followed by at least one attribute access, specifying "
                      "the resource name",
                      {}, "a text stands in quotes; a variable is var." + name + ", a local value local." + name);
  }
  resolve_resource(ResourceMode::managed, steps, root, root_expr.span, whole);
}

void Resolver::resolve_context(std::string_view root, std::string_view attribute, const Expr& whole) {
  if (root == "self") {
    if (place_.self) return;
    return undeclared(whole.span, "Invalid \"self\" reference", "The \"self\" object is not available in this context",
                      "This object can be used only in resource provisioner, connection, and postcondition blocks", {});
  }
  if (root == "count") {
    if (!place_.count) {
      return undeclared(whole.span, "Reference to \"count\" in non-counted context",
                        "The \"count\" object can only be used in \"module\", \"resource\", and \"data\" blocks, and "
                        "only when the \"count\" argument is set",
                        {}, {});
    }
    if (attribute == "index") return;
    return undeclared(whole.span, "Invalid \"count\" attribute",
                      "The \"count\" object does not have an attribute named \"" + std::string(attribute) + "\"",
                      "The only supported attribute is count.index, which is the index of each instance of a resource "
                      "block that has the \"count\" argument set",
                      "did you mean count.index?");
  }
  if (!place_.each) {
    return undeclared(whole.span, "Reference to \"each\" in context without for_each",
                      "The \"each\" object can be used only in \"module\" or \"resource\" blocks, and only when the "
                      "\"for_each\" argument is set",
                      {}, {});
  }
  if (attribute == "key" || attribute == "value") return;
  undeclared(whole.span, "Invalid \"each\" attribute",
             "The \"each\" object does not have an attribute named \"" + std::string(attribute) + "\"",
             "The supported attributes are each.key and each.value, the current key and value pair of the \"for_each\" "
             "attribute set",
             {});
}

void Resolver::resolve_resource(ResourceMode mode, std::span<const Step> steps, std::string_view type, Span type_span,
                                const Expr& whole) {
  const std::string prefix = mode == ResourceMode::data ? "data." : mode == ResourceMode::ephemeral ? "ephemeral." : "";
  if (steps.empty() || steps.front().name.empty()) {
    return undeclared(whole.span, "Invalid reference",
                      "A reference to " + prefix + std::string(type) + " must be followed by the name of a resource",
                      {}, {});
  }
  const std::string_view name = steps.front().name;
  const std::uint32_t index = module_.find_resource(mode, type, name);
  if (index != not_declared) {
    depend({.kind = Dependency::Kind::resource, .index = index, .span = whole.span});
    return check_instance_key(module_.resources[index], steps.subspan(1), whole);
  }
  if (may_be_hidden(name)) return;
  const std::string wanted = std::string(type) + "." + std::string(name);
  const std::string nearest = nearest_resource(mode, wanted);
  std::string help;
  if (!nearest.empty()) {
    help = "did you mean " + prefix + nearest + "?";
  } else if (mode == ResourceMode::managed && module_.data_index.contains({type, name})) {
    help = "there is a data source of that name: data." + wanted;
  } else if (mode == ResourceMode::data && module_.managed_index.contains({type, name})) {
    help = "there is a resource of that name: " + wanted;
  }
  const std::string what = mode == ResourceMode::data        ? "A data resource"
                           : mode == ResourceMode::ephemeral ? "An ephemeral resource"
                                                             : "A managed resource";
  undeclared(text::join(type_span, steps.front().span), "Reference to undeclared resource",
             what + " \"" + std::string(type) + "\" \"" + std::string(name) + "\" has not been declared in " + where_,
             {}, std::move(help));
}

std::string Resolver::nearest_resource(ResourceMode mode, std::string_view wanted) {
  if (suggestions_left_ == 0) return {};
  --suggestions_left_;
  std::vector<std::string> candidates;
  candidates.reserve(module_.resources.size());
  text::NearestName nearest(wanted);
  for (const ResourceDeclaration& resource : module_.resources) {
    if (resource.mode != mode) continue;
    candidates.push_back(std::string(resource.type) + "." + std::string(resource.name));
    nearest.consider(candidates.back());
  }
  return std::string(nearest.best());
}

/// An attribute of a resource with count or for_each needs an instance key before it; any other resource takes none.
void Resolver::check_instance_key(const ResourceDeclaration& resource, std::span<const Step> after, const Expr& whole) {
  if (after.empty()) return;
  const bool repeated = resource.count != nullptr || resource.for_each != nullptr;
  const bool keyed = after.front().name.empty();
  const std::string address = address_of(resource);
  if (repeated && !keyed) {
    const std::string argument = resource.count != nullptr ? "count" : "for_each";
    const std::string key = resource.count != nullptr ? "count.index" : "each.key";
    report(
        FaultKind::invalid_expression, whole.span, "Missing resource instance key",
        "Because " + address + " has \"" + argument + "\" set, its attributes must be accessed on specific instances",
        "For example, to correlate with indices of a referring resource, use: " + address + "[" + key + "]",
        "name one of them, as in " + address + "[" + key + "], or all, as in " + address + "[*]");
  } else if (!repeated && keyed) {
    report(FaultKind::invalid_expression, whole.span, "Unexpected resource instance key",
           "Because " + address +
               " does not have \"count\" or \"for_each\" set, references to it must not include an index key",
           "Remove the bracketed index to refer to the single instance of this resource",
           "remove the index after " + address);
  }
}

void Resolver::resolve_module(std::span<const Step> steps, const Expr& whole) {
  if (steps.empty() || steps.front().name.empty()) {
    return undeclared(whole.span, "Invalid reference",
                      "The \"module\" object cannot be accessed directly. Instead, access one of its attributes", {},
                      "write module.NAME");
  }
  const std::string name(steps.front().name);
  const auto found = module_.call_index.find(name);
  if (found == module_.call_index.end()) {
    if (may_be_hidden(name)) return;
    const std::string nearest = nearest_of(module_.call_index, name);
    return undeclared(steps.front().span, "Reference to undeclared module",
                      "No module call named \"" + name + "\" is declared in " + where_,
                      nearest.empty() ? "" : "Did you mean \"" + nearest + "\"?",
                      nearest.empty() ? "" : "did you mean module." + nearest + "?");
  }
  const ModuleCall& call = module_.calls[found->second];
  std::span<const Step> rest = steps.subspan(1);
  const bool keyed = !rest.empty() && rest.front().name.empty();
  if (keyed) rest = rest.subspan(1);
  // Without a key a name is that of an instance: `module.net.a` is `module.net["a"]`.
  const bool whole_call = !keyed && (call.count != nullptr || call.for_each != nullptr);
  if (rest.empty() || rest.front().name.empty() || whole_call) {
    return depend({.kind = Dependency::Kind::whole_module, .index = found->second, .span = whole.span});
  }
  depend({.kind = Dependency::Kind::module_output,
          .index = found->second,
          .output = rest.front().name,
          .span = rest.front().span});
}

}  // namespace tieline::terraform
