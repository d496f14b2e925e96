#include "value/condition.h"

#include <algorithm>
#include <limits>

#include "text/limits.h"

namespace tieline::value {
namespace {

/// Greater than every atom, so that the two constants come last in the order.
constexpr std::uint32_t no_atom = std::numeric_limits<std::uint32_t>::max();

}  // namespace

std::size_t ConditionSpace::TripleHash::operator()(const Triple& t) const {
  std::uint64_t hash = (std::uint64_t{t.a} << 32U) ^ t.b;
  hash = (hash ^ (hash >> 29U)) * 0xBF58476D1CE4E5B9ULL;
  hash ^= std::uint64_t{t.c} * 0x9E3779B97F4A7C15ULL;
  return static_cast<std::size_t>(hash ^ (hash >> 32U));
}

ConditionSpace::ConditionSpace() : nodes_{{no_atom, 0, 0}, {no_atom, 1, 1}} {}

std::uint32_t ConditionSpace::make(std::uint32_t atom, std::uint32_t low, std::uint32_t high) {
  if (low == high) return low;
  const auto [found, added] = unique_.try_emplace(Triple{atom, low, high}, static_cast<std::uint32_t>(nodes_.size()));
  if (!added) return found->second;
  if (nodes_.size() >= limits::condition_nodes) {
    // Forgets what the atom says; users of the result ask exhausted() before they rely on it.
    exhausted_ = true;
    unique_.erase(found);
    return std::max(low, high);
  }
  nodes_.push_back({atom, low, high});
  return found->second;
}

/// if-then-else, of which every connective is made. Recursion is as deep as there are atoms, which are limited.
std::uint32_t ConditionSpace::choose(std::uint32_t test, std::uint32_t then, std::uint32_t otherwise) {
  if (test == 1 || then == otherwise) return then;
  if (test == 0) return otherwise;
  if (then == 1 && otherwise == 0) return test;
  const Triple key{test, then, otherwise};
  if (const auto found = computed_.find(key); found != computed_.end()) return found->second;
  const std::uint32_t top = std::min({nodes_[test].atom, nodes_[then].atom, nodes_[otherwise].atom});
  const auto low = [&](std::uint32_t node) { return nodes_[node].atom == top ? nodes_[node].low : node; };
  const auto high = [&](std::uint32_t node) { return nodes_[node].atom == top ? nodes_[node].high : node; };
  const std::uint32_t when_not = choose(low(test), low(then), low(otherwise));
  const std::uint32_t when_so = choose(high(test), high(then), high(otherwise));
  const std::uint32_t result = make(top, when_not, when_so);
  if (computed_.size() >= limits::condition_nodes) computed_.clear();
  computed_.emplace(key, result);
  return result;
}

std::uint32_t ConditionSpace::atom(std::string_view subject, std::string_view literal, bool equality) {
  std::string key(subject);
  key += equality ? '\x01' : '\x02';
  key += literal;
  const auto found = atom_index_.find(key);
  if (found != atom_index_.end()) return make(found->second, 0, 1);
  if (atoms_.size() >= limits::condition_atoms) {
    exhausted_ = true;
    return make(static_cast<std::uint32_t>(atoms_.size() - 1), 0, 1);
  }
  const auto index = static_cast<std::uint32_t>(atoms_.size());
  atoms_.push_back({std::string(subject), std::string(literal), equality});
  atom_index_.emplace(std::move(key), index);
  by_subject_[std::string(subject)].push_back(index);
  constraints_.erase(std::string(subject));
  return make(index, 0, 1);
}

Condition ConditionSpace::truth(std::string_view subject) { return Condition(atom(subject, "", false)); }

Condition ConditionSpace::equals(std::string_view subject, std::string_view literal) {
  const auto allowed = allowed_.find(std::string(subject));
  if (allowed != allowed_.end() &&
      std::find(allowed->second.begin(), allowed->second.end(), literal) == allowed->second.end()) {
    return Condition::never();
  }
  return Condition(atom(subject, literal, true));
}

void ConditionSpace::restrict(std::string_view subject, const std::vector<std::string>& allowed) {
  allowed_[std::string(subject)] = allowed;
  satisfiable_.clear();
  // Neighbours in the order keep the diagram of a subject's constraint as long as its values are many, no longer.
  for (const std::string& literal : allowed) atom(subject, literal, true);
}

void ConditionSpace::require(Condition condition) {
  required_ = both(required_, condition.node_);
  satisfiable_.clear();
}

void ConditionSpace::name(Condition condition, std::string_view name) {
  if (condition.node_ > 1) names_.emplace_back(condition.node_, name);
}

Condition ConditionSpace::conjunction(Condition a, Condition b) { return Condition(both(a.node_, b.node_)); }
Condition ConditionSpace::disjunction(Condition a, Condition b) { return Condition(either(a.node_, b.node_)); }
Condition ConditionSpace::negation(Condition a) { return Condition(opposite(a.node_)); }

std::vector<std::uint32_t> ConditionSpace::atoms_of(std::uint32_t node) const {
  std::vector<std::uint32_t> atoms;
  std::vector<std::uint32_t> open{node};
  std::unordered_map<std::uint32_t, bool> seen;
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (at <= 1 || !seen.emplace(at, true).second) continue;
    atoms.push_back(nodes_[at].atom);
    open.push_back(nodes_[at].low);
    open.push_back(nodes_[at].high);
  }
  std::sort(atoms.begin(), atoms.end());
  atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
  return atoms;
}

std::unordered_set<std::string_view> ConditionSpace::subjects_of(std::uint32_t node) const {
  std::unordered_set<std::string_view> subjects;
  for (const std::uint32_t index : atoms_of(node)) subjects.insert(atoms_[index].subject);
  return subjects;
}

/// A subject equals at most one of the literals it is compared with, and at least one where its values are listed.
std::uint32_t ConditionSpace::subject_constraint(const std::string& subject) {
  if (const auto found = constraints_.find(subject); found != constraints_.end()) return found->second;
  std::uint32_t none = 1;
  std::uint32_t one = 0;
  const auto& atoms = by_subject_[subject];
  for (auto index = atoms.rbegin(); index != atoms.rend(); ++index) {
    if (!atoms_[*index].equality) continue;
    one = make(*index, one, none);
    none = make(*index, none, 0);
  }
  const std::uint32_t constraint = allowed_.contains(subject) ? one : either(one, none);
  constraints_.emplace(subject, constraint);
  return constraint;
}

/// The condition together with everything that always holds of the subjects it speaks of.
std::uint32_t ConditionSpace::consistent(std::uint32_t node) {
  if (node <= 1) return node;
  std::uint32_t result = both(node, required_);
  std::vector<std::string> done;
  for (const std::uint32_t index : atoms_of(result)) {
    const Atom& of = atoms_[index];
    if (!of.equality || std::find(done.begin(), done.end(), of.subject) != done.end()) continue;
    done.push_back(of.subject);
    result = both(result, subject_constraint(of.subject));
  }
  return result;
}

bool ConditionSpace::satisfiable(Condition a) {
  if (a.node_ <= 1) return a.node_ == 1;
  const auto [found, added] = satisfiable_.try_emplace(a.node_, false);
  if (!added) return found->second;
  const bool result = plainly_satisfiable(a.node_) || consistent(a.node_) != 0;
  satisfiable_[a.node_] = result;
  return result;
}

/// Whether what a way through a diagram decides is what the subjects allow; required_ must be "always".
bool ConditionSpace::allows(const Choices& choices) const {
  struct Use {
    std::size_t excluded = 0;
    bool settled = false;
  };
  std::unordered_map<std::string_view, Use> uses;
  for (const auto& [index, holds] : choices) {
    const Atom& of = atoms_[index];
    if (!of.equality) continue;
    Use& use = uses[of.subject];
    if (holds && use.settled) return false;
    use.settled = use.settled || holds;
    use.excluded += holds ? 0 : 1;
  }
  return std::all_of(uses.begin(), uses.end(), [&](const auto& entry) {
    const std::string subject(entry.first);
    return entry.second.settled || !allowed_.contains(subject) ||
           entry.second.excluded < by_subject_.at(subject).size();
  });
}

/// Whether the first way to "always" is one that the subjects allow. Most are, and looking costs no new nodes.
bool ConditionSpace::plainly_satisfiable(std::uint32_t node) const {
  if (required_ != 1) return false;
  Choices choices;
  while (node > 1) {
    const bool holds = nodes_[node].low == 0;
    choices.emplace_back(nodes_[node].atom, holds);
    node = holds ? nodes_[node].high : nodes_[node].low;
  }
  return allows(choices);
}

/// Whether a short search finds a case that the subjects allow in which `a` holds and `b` does not. Like
/// plainly_satisfiable(), it makes no nodes; where it says no, there may be one all the same.
bool ConditionSpace::plainly_differs(std::uint32_t a, std::uint32_t b) const {
  if (required_ != 1) return false;
  std::size_t budget = 4 * atoms_.size();
  Choices choices;
  const auto search = [&](const auto& again, std::uint32_t holding, std::uint32_t failing) -> bool {
    if (holding == 0 || failing == 1 || holding == failing || budget == 0) return false;
    if (holding == 1 && failing == 0) return true;
    --budget;
    const std::uint32_t top = std::min(nodes_[holding].atom, nodes_[failing].atom);
    for (const bool high : {true, false}) {
      const auto next = [&](std::uint32_t node) {
        return nodes_[node].atom != top ? node : high ? nodes_[node].high : nodes_[node].low;
      };
      choices.emplace_back(top, high);
      if (again(again, next(holding), next(failing))) return true;
      choices.pop_back();
    }
    return false;
  };
  return search(search, a, b) && allows(choices);
}

bool ConditionSpace::implies(Condition a, Condition b) {
  if (plainly_differs(a.node_, b.node_)) return false;
  return !satisfiable(Condition(choose(a.node_, opposite(b.node_), 0)));
}

bool ConditionSpace::compatible(Condition a, Condition b) {
  if (plainly_differs(a.node_, opposite(b.node_))) return true;
  return satisfiable(conjunction(a, b));
}

/// The path to "always" that decides the fewest atoms, positive statements preferred: a person reads "Env is prod"
/// rather than what Env is not.
ConditionSpace::Choices ConditionSpace::shortest(std::uint32_t node) const {
  struct Best {
    std::uint32_t cost = no_atom;
    bool high = false;
  };
  std::unordered_map<std::uint32_t, Best> best;
  std::vector<std::uint32_t> order;
  std::vector<std::pair<std::uint32_t, bool>> open{{node, false}};
  while (!open.empty()) {  // children before parents
    const auto [at, expanded] = open.back();
    open.pop_back();
    if (at <= 1 || (!expanded && best.contains(at))) continue;
    if (expanded) {
      order.push_back(at);
      continue;
    }
    best.emplace(at, Best{});
    open.emplace_back(at, true);
    open.emplace_back(nodes_[at].low, false);
    open.emplace_back(nodes_[at].high, false);
  }
  const auto cost_of = [&](std::uint32_t at) -> std::uint32_t {
    if (at <= 1) return at == 1 ? 0 : no_atom;
    return best[at].cost;
  };
  for (const std::uint32_t at : order) {
    // A positive equality says what a negative one leaves open, so it is worth two of those.
    const std::uint32_t low = cost_of(nodes_[at].low);
    const std::uint32_t high = cost_of(nodes_[at].high);
    const std::uint32_t low_cost = low == no_atom ? no_atom : low + 3;
    const std::uint32_t high_cost = high == no_atom ? no_atom : high + 2;
    best[at] = high_cost <= low_cost ? Best{high_cost, true} : Best{low_cost, false};
  }
  Choices choices;
  for (std::uint32_t at = node; at > 1;) {
    const bool high = best[at].high;
    choices.emplace_back(nodes_[at].atom, high);
    at = high ? nodes_[at].high : nodes_[at].low;
  }
  return choices;
}

std::string ConditionSpace::say(const Choices& choices) const {
  std::vector<std::string> settled;  // subjects whose value is said: what else they are not goes without saying
  for (const auto& [index, holds] : choices) {
    if (atoms_[index].equality && holds) settled.push_back(atoms_[index].subject);
  }
  std::string text;
  for (const auto& [index, holds] : choices) {
    const Atom& of = atoms_[index];
    if (of.equality && !holds && std::find(settled.begin(), settled.end(), of.subject) != settled.end()) continue;
    if (!text.empty()) text += " and ";
    text += of.subject;
    if (of.equality) {
      text += holds ? " is '" : " is not '";
      text += of.literal + "'";
    } else {
      text += holds ? " is true" : " is false";
    }
  }
  return text;
}

/// Goes through what a few of several subjects can be, fewest subjects first, until one way fits or `budget` ways were
/// tried. Ways are lists of choices, by subject.
template <typename Choices, typename Fits>
static Choices fewest(const std::vector<std::vector<Choices>>& ways, std::size_t budget, const Fits& fits) {
  constexpr std::size_t most_subjects = 3;
  Choices found;
  const auto search = [&](const auto& again, std::size_t from, std::size_t left, const Choices& so_far) -> bool {
    for (std::size_t subject = from; subject < ways.size(); ++subject) {
      for (const Choices& way : ways[subject]) {
        Choices choices = so_far;
        choices.insert(choices.end(), way.begin(), way.end());
        if (left > 1) {
          if (again(again, subject + 1, left - 1, choices)) return true;
          if (budget == 0) return false;
          continue;
        }
        if (budget == 0) return false;
        --budget;
        if (!fits(choices)) continue;
        found = std::move(choices);
        return true;
      }
    }
    return false;
  };
  for (std::size_t count = 1; count <= std::min(most_subjects, ways.size()); ++count) {
    if (search(search, 0, count, {})) return found;
  }
  return {};
}

std::string ConditionSpace::describe(Condition condition, Condition context) {
  if (implies(context, condition)) return {};
  std::string named;
  const std::unordered_set<std::string_view> spoken_of = subjects_of(both(condition.node_, context.node_));
  for (const auto& [node, name] : names_) {
    // What shares no subject with it says something else, unless a requirement ties them together.
    const std::unordered_set<std::string_view> subjects = subjects_of(node);
    const bool related = required_ != 1 || std::any_of(subjects.begin(), subjects.end(), [&](std::string_view subject) {
                           return spoken_of.contains(subject);
                         });
    if (!related) continue;
    const auto same = [&](std::uint32_t other) {
      return implies(conjunction(context, condition), Condition(other)) &&
             implies(conjunction(context, Condition(other)), condition);
    };
    if (same(node)) {
      named = name + " is true";
    } else if (same(opposite(node))) {
      named = name + " is false";
    } else {
      continue;
    }
    break;
  }
  const auto cube_of = [&](const Choices& choices) {
    std::uint32_t cube = context.node_;
    for (const auto& [index, holds] : choices) cube = both(cube, holds ? make(index, 0, 1) : make(index, 1, 0));
    return Condition(cube);
  };
  const std::uint32_t goal = consistent(both(condition.node_, context.node_));

  // What each subject can be: one of the literals it is compared with, or none of them where it is not bound to these.
  std::vector<std::string_view> subjects;
  std::vector<std::vector<Choices>> ways;
  for (const std::uint32_t index : atoms_of(goal)) {
    const Atom& of = atoms_[index];
    const auto place =
        static_cast<std::size_t>(std::find(subjects.begin(), subjects.end(), of.subject) - subjects.begin());
    if (place == subjects.size()) {
      subjects.push_back(of.subject);
      ways.emplace_back();
    }
    ways[place].push_back({{index, true}});
  }
  for (std::vector<Choices>& of_subject : ways) {
    const Atom& of = atoms_[of_subject.front().front().first];
    if (of.equality && allowed_.contains(of.subject)) continue;
    Choices others;
    for (const Choices& way : of_subject) others.emplace_back(way.front().first, false);
    of_subject.push_back(std::move(others));
  }
  constexpr std::size_t most_ways = 400;
  Choices choices = fewest(ways, most_ways, [&](const Choices& way) {
    const Condition cube = cube_of(way);
    return satisfiable(cube) && implies(cube, condition);
  });
  if (choices.empty()) {
    choices = shortest(goal);
    // A subject that is said not to be some of its values is another one.
    for (const auto& [index, holds] : Choices(choices)) {
      const Atom& of = atoms_[index];
      if (!of.equality || holds || !allowed_.contains(of.subject)) continue;
      for (const std::uint32_t atom : by_subject_.at(of.subject)) {
        Choices more = choices;
        more.insert(more.begin(), {atom, true});
        if (!satisfiable(cube_of(more))) continue;
        choices = std::move(more);
        break;
      }
    }
  }
  // What the rest settles anyway need not be said.
  for (std::size_t i = choices.size(); i-- > 0;) {
    Choices fewer = choices;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (implies(cube_of(fewer), condition)) choices = std::move(fewer);
  }
  std::string values = say(choices);
  if (named.empty()) return values;
  return values.empty() || values == named ? named : named + ", as where " + values;
}

std::vector<std::pair<std::string, bool>> ConditionSpace::example(Condition condition) {
  std::vector<std::pair<std::string, bool>> result;
  for (const auto& choice : shortest(consistent(condition.node_))) result.emplace_back(say({choice}), choice.second);
  return result;
}

}  // namespace tieline::value
