#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/hcl/ast.h"
#include "terraform/evaluation.h"
#include "terraform/instance.h"

namespace tieline::terraform {

/// Where an expression stands.
struct Context {
  ModuleInstance* module = nullptr;        ///< null: nothing may be referred to (values files, types, templates)
  const Repetition* repetition = nullptr;  ///< each and count; null where there is none
  const graph::Resource* self = nullptr;
  std::string_view address = {};         ///< of the block around it, for faults
  Condition when = Condition::always();  ///< when the block exists
  bool symbolic = false;                 ///< whether the block exists is not known, so nothing is reported
};

/// A name that a for expression, a template directive, a dynamic block or a splat gives a value. Lives on the stack.
struct Scope {
  const Scope* outer;
  std::string_view name;
  Value value;
};

/// What an iteration meets. Elements under conditions that exclude each other stand side by side.
struct Element {
  Value key;
  Value value;
  Condition when = Condition::always();
  bool rest = false;  ///< stands for any number of elements that are not known
};

/// Evaluates expressions in one context. What they refer to has been evaluated before (see Scheduler).
class Expressions {
 public:
  Expressions(Evaluation& evaluation, const Context& context);
  Expressions(const Expressions&) = delete;
  Expressions& operator=(const Expressions&) = delete;

  /// The value; unknown where there is an error, which is reported.
  Value eval(const hcl::Expr& expr);
  /// The value converted to a type; an error is reported at the expression as `what` ("Invalid count argument").
  Value eval_as(const hcl::Expr& expr, const value::Type& type, std::string_view summary);

  /// Who iterates, for the words of errors.
  enum class Iterates : std::uint8_t { for_expression, dynamic_block };
  /// What an iteration over a collection meets; nullopt where it is none, which is reported at the span.
  std::optional<std::vector<Element>> elements_of(Value collection, Span span, Iterates iterates);
  /// `object.name` of a value.
  Value get_attribute(Value object, std::string_view name, Span span, Span name_span);
  /// `collection[key]` of values.
  Value get_index(Value collection, Value key, Span span, Span key_span);

  /// Reports an error at a place, if it is certain to occur; the result is an unknown value.
  Value fail(Span span, std::string summary, std::string message, std::string help = {},
             graph::FaultKind kind = graph::FaultKind::invalid_expression);

  [[nodiscard]] Evaluation& evaluation() { return run_; }
  [[nodiscard]] const Context& context() const { return context_; }

  /// Adds a name for as long as it lives.
  class Named {
   public:
    Named(Expressions& owner, std::string_view name, Value value) : owner_(owner), scope_{owner.scope_, name, value} {
      owner.scope_ = &scope_;
    }
    Named(const Named&) = delete;
    Named& operator=(const Named&) = delete;
    ~Named() { owner_.scope_ = scope_.outer; }

   private:
    Expressions& owner_;
    Scope scope_;
  };

  /// What is evaluated while it lives happens only under a condition.
  class Under {
   public:
    Under(Expressions& owner, Condition when) : owner_(owner), path_(owner.path_) {
      if (!when.is_always()) owner.path_ = owner.run_.conditions.conjunction(path_, when);
    }
    Under(const Under&) = delete;
    Under& operator=(const Under&) = delete;
    ~Under() { owner_.path_ = path_; }
    [[nodiscard]] bool possible() const { return owner_.run_.conditions.satisfiable(owner_.path_); }

   private:
    Expressions& owner_;
    Condition path_;
  };

  /// What is evaluated while it lives perhaps never happens: its errors are none.
  class Unsettled {
   public:
    explicit Unsettled(Expressions& owner, bool unsettled = true) : owner_(owner), added_(unsettled ? 1 : 0) {
      owner.unsettled_ += added_;
    }
    Unsettled(const Unsettled&) = delete;
    Unsettled& operator=(const Unsettled&) = delete;
    ~Unsettled() { owner_.unsettled_ -= added_; }

   private:
    Expressions& owner_;
    std::size_t added_;
  };

 private:
  /// What `try` and `can` want to know of their argument.
  struct Guard {
    Condition failed = Condition::never();  ///< when an error occurs
    bool uncertain = false;                 ///< an error may occur, it is not known when
    std::vector<EvalError> errors = {};     ///< the first few of them
  };

  Value eval_kind(const hcl::Expr& expr);
  Value literal(const hcl::LiteralExpr& expr);
  Value variable(const hcl::VariableExpr& expr);
  Value attribute(const hcl::AttributeExpr& expr);
  Value index(const hcl::IndexExpr& expr);
  Value splat(const hcl::SplatExpr& expr);
  Value unary(const hcl::UnaryExpr& expr);
  Value binary(const hcl::BinaryExpr& expr);
  Value conditional(const hcl::ConditionalExpr& expr);
  Value tuple(const hcl::TupleExpr& expr);
  Value object(const hcl::ObjectExpr& expr);

  Value for_expression(const hcl::ForExpr& expr);
  Value for_tuple(const hcl::ForExpr& expr, const std::vector<Element>& elements);
  Value for_object(const hcl::ForExpr& expr, const std::vector<Element>& elements);
  /// When the element is taken: never, always, under a condition, or (nullopt) not known.
  std::optional<Condition> filter(const hcl::ForExpr& expr);

  void not_iterable(const std::string& type, Span span, Iterates iterates);

  Value template_(const hcl::TemplateExpr& expr);
  void template_parts(std::span<const hcl::TemplatePart> parts, std::vector<Value>& out);
  void template_if(const hcl::TemplatePart& part, std::vector<Value>& out);
  void template_for(const hcl::TemplatePart& part, std::vector<Value>& out);
  Value text_of(Value part, Span span);
  Value joined(std::span<const Value> parts, Span span);

  Value call(const hcl::CallExpr& expr);
  bool arguments(const hcl::CallExpr& expr, std::vector<Value>& out);
  Value call_try(const hcl::CallExpr& expr);
  Value call_can(const hcl::CallExpr& expr);
  Value call_template(const hcl::CallExpr& expr, bool from_file);
  void say_refused(Value path, Span span);
  Value render_file(Value path, Value variables, const hcl::CallExpr& expr);
  Value render_text(Value text, Value variables, const hcl::CallExpr& expr);
  Value render(const hcl::Expr& parsed, Value variables, const hcl::CallExpr& expr);

  /// The value of `root.name`, where the root is no local name; nullopt where the root is not one of those.
  std::optional<Value> root_attribute(std::string_view root, const hcl::AttributeExpr& expr);
  [[nodiscard]] bool is_repeated_resource(const hcl::Expr& expr) const;
  std::optional<Value> nested_root(const hcl::AttributeExpr& object, const hcl::AttributeExpr& expr);
  std::optional<Value> module_output(const hcl::Expr& object, const hcl::AttributeExpr& expr);
  [[nodiscard]] const Scope* find_local(std::string_view name) const;

  Value attribute_of_mapping(Value object, std::string_view name, Span span, Span name_span);
  Value attribute_of_unknown(Value object, std::string_view name, Span span);
  Value computed_attribute(const value::Reference& owner, std::string_view name, Span span);
  Value configured_attribute(Value value, const value::Reference& owner, std::string_view name, Span span);
  Value index_sequence(Value collection, Value key, Span span, Span key_span);
  Value index_mapping(Value collection, Value key, Span span, Span key_span);
  const Value* lookup(Value mapping, std::string_view key);
  /// The element of that key among those that a rest stands for; the same whenever it is asked for.
  Value unlisted(Value rest, std::string_view key);
  Value splat_element(const hcl::SplatExpr& expr, Value element);
  /// A value without the branches in which it is absent; tells `try` that it fails there.
  Value present(Value value, Span span, std::string_view summary);

  /// The same done to every branch of alternatives.
  template <typename Map>
  Value each_branch(Value value, const Map& map) {
    std::vector<value::Branch> branches;
    branches.reserve(value.branches().size());
    for (const value::Branch& branch : value.branches()) {
      const Under under(*this, branch.when);
      if (under.possible()) branches.push_back({branch.when, map(branch.value)});
    }
    return value::alternatives(run_.arena, run_.conditions, branches, value.span());
  }

  /// Notes for `try` that what is evaluated may fail, since something is unknown.
  void may_fail();
  void check_budget(Span span);
  /// `main.tf:3,8-12`, as Terraform writes a place.
  [[nodiscard]] std::string place(Span span, std::string_view path) const;
  [[nodiscard]] Value unknown_at(Span span) { return value::unknown(run_.arena, {}, span); }

  Evaluation& run_;
  Context context_;
  const Scope* scope_ = nullptr;
  Guard* guard_ = nullptr;
  Condition path_;
  std::size_t unsettled_ = 0;
  std::size_t depth_ = 0;
  std::size_t template_depth_ = 0;
  std::string_view template_path_ = {};  // as the call of templatefile has it; empty for templatestring
};

/// A conditional element apart: what it is where it is there, and when it is.
struct Presence {
  Value value;
  Condition when;
};
[[nodiscard]] Presence presence(Evaluation& evaluation, Value item);
/// A sequence item that is there under a condition only.
[[nodiscard]] Value item_when(Evaluation& evaluation, Value value, Condition when);
/// A mapping some of whose entries are there under conditions: alternatives of mappings, or an open one where there are
/// too many.
struct ConditionalEntry {
  value::MappingEntry entry;
  Condition when = Condition::always();
};
[[nodiscard]] Value mapping_when(Evaluation& evaluation, std::span<const ConditionalEntry> entries, const Value* rest,
                                 value::Flavour flavour, Span span);

}  // namespace tieline::terraform
