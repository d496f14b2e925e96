#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tieline::value {

/// A statement about what the configuration leaves open, as a node of a ConditionSpace's decision diagram. Two equal
/// conditions are the same node, so comparing them is comparing numbers.
class Condition {
 public:
  constexpr Condition() = default;
  [[nodiscard]] static constexpr Condition always() { return Condition(1); }
  [[nodiscard]] static constexpr Condition never() { return Condition(0); }
  [[nodiscard]] constexpr bool is_always() const { return node_ == 1; }
  [[nodiscard]] constexpr bool is_never() const { return node_ == 0; }
  friend constexpr bool operator==(Condition, Condition) = default;

 private:
  friend class ConditionSpace;
  constexpr explicit Condition(std::uint32_t node) : node_(node) {}
  std::uint32_t node_ = 1;
};

/// All conditions of one root module or template: a reduced ordered binary decision diagram over atoms ("var.enable is
/// true", "parameter Env is prod"). Atoms that compare one subject with different literals exclude each other.
class ConditionSpace {
 public:
  ConditionSpace();

  /// The statement "`subject` is true", for something that can only be true or false and is not settled.
  Condition truth(std::string_view subject);
  /// The statement "`subject` equals `literal`".
  Condition equals(std::string_view subject, std::string_view literal);
  /// Says that `subject` takes one of these values and no other. Call it before the first `equals` on the subject.
  void restrict(std::string_view subject, const std::vector<std::string>& allowed);
  /// Says that `condition` holds whatever is chosen (a CloudFormation rule's assertion).
  void require(Condition condition);
  /// Gives a condition the name that messages use ("IsProd").
  void name(Condition condition, std::string_view name);

  Condition conjunction(Condition a, Condition b);
  Condition disjunction(Condition a, Condition b);
  Condition negation(Condition a);

  /// True when some choice of everything open makes it hold.
  bool satisfiable(Condition a);
  /// True when `b` holds whenever `a` does.
  bool implies(Condition a, Condition b);
  /// True when both can hold at once.
  bool compatible(Condition a, Condition b);

  /// How a person says it, given that `context` holds anyway: "IsProd is false", "Env is 'prod' and var.nat is true";
  /// a smallest example where it takes more than one. Empty when `context` implies it.
  std::string describe(Condition condition, Condition context = Condition::always());

  /// A smallest set of choices that makes it hold: (statement as a person says it, whether its atom holds). Empty for
  /// always and for never.
  std::vector<std::pair<std::string, bool>> example(Condition condition);

  /// True once the diagram met limits::condition_nodes; from then on answers may be "satisfiable" too often.
  [[nodiscard]] bool exhausted() const { return exhausted_; }
  /// Nodes of the diagram.
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

 private:
  struct Node {
    std::uint32_t atom;
    std::uint32_t low;   // where the atom does not hold
    std::uint32_t high;  // where it does
  };
  struct Atom {
    std::string subject;
    std::string literal;
    bool equality;
  };

  struct Triple {
    std::uint32_t a, b, c;
    friend bool operator==(const Triple&, const Triple&) = default;
  };
  struct TripleHash {
    std::size_t operator()(const Triple& t) const;
  };
  using Choices = std::vector<std::pair<std::uint32_t, bool>>;

  std::uint32_t make(std::uint32_t atom, std::uint32_t low, std::uint32_t high);
  std::uint32_t choose(std::uint32_t test, std::uint32_t then, std::uint32_t otherwise);
  std::uint32_t both(std::uint32_t a, std::uint32_t b) { return choose(a, b, 0); }
  std::uint32_t either(std::uint32_t a, std::uint32_t b) { return choose(a, 1, b); }
  std::uint32_t opposite(std::uint32_t a) { return choose(a, 0, 1); }
  std::uint32_t atom(std::string_view subject, std::string_view literal, bool equality);
  std::vector<std::uint32_t> atoms_of(std::uint32_t node) const;
  [[nodiscard]] std::unordered_set<std::string_view> subjects_of(std::uint32_t node) const;
  std::uint32_t consistent(std::uint32_t node);
  [[nodiscard]] bool allows(const Choices& choices) const;
  [[nodiscard]] bool plainly_satisfiable(std::uint32_t node) const;
  [[nodiscard]] bool plainly_differs(std::uint32_t a, std::uint32_t b) const;
  std::uint32_t subject_constraint(const std::string& subject);
  Choices shortest(std::uint32_t node) const;
  [[nodiscard]] std::string say(const Choices& choices) const;

  std::vector<Node> nodes_;  // children before parents; 0 is never, 1 is always
  std::vector<Atom> atoms_;
  std::unordered_map<Triple, std::uint32_t, TripleHash> unique_;
  std::unordered_map<Triple, std::uint32_t, TripleHash> computed_;
  std::unordered_map<std::string, std::uint32_t> atom_index_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_subject_;
  std::unordered_map<std::string, std::vector<std::string>> allowed_;
  std::unordered_map<std::string, std::uint32_t> constraints_;  // what always holds of a subject, made when asked for
  std::unordered_map<std::uint32_t, bool> satisfiable_;         // what was asked before
  std::uint32_t required_ = 1;
  std::vector<std::pair<std::uint32_t, std::string>> names_;
  bool exhausted_ = false;
};

}  // namespace tieline::value
