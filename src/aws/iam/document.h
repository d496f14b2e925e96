#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "aws/iam/pattern.h"
#include "text/source.h"

/// IAM policy documents, as the IAM policy grammar has them (IAM User Guide, "Grammar of the IAM JSON policy
/// language").
namespace tieline::aws::iam {

enum class Effect : std::uint8_t { allow, deny, unknown };

/// What a statement asks of a request beside action and resource.
struct Conditions {
  std::vector<std::string> keys = {};  ///< in lower case: `iam:passedtoservice`
  bool complete = true;                ///< nothing unknown can add one

  /// Whether there are any.
  [[nodiscard]] Answer any() const;
  /// Whether there is one about this key, which is given in lower case.
  [[nodiscard]] Answer has(std::string_view key) const;
};

/// Whom a statement of a trust policy is about.
struct Principals {
  bool given = false;
  bool negated = false;          ///< NotPrincipal: all but these
  Answer everyone = Answer::no;  ///< `*`
  Patterns services = {};

  /// Whether a service principal (`sagemaker.amazonaws.com`) is among them.
  [[nodiscard]] Answer include_service(std::string_view service) const;
};

struct Statement {
  Effect effect = Effect::unknown;
  Patterns actions = {};
  bool not_actions = false;  ///< NotAction: all but these
  Patterns resources = {};
  bool not_resources = false;  ///< NotResource
  Conditions conditions = {};
  Principals principals = {};
  Span span = {};                                      ///< of the statement; invalid where nobody knows
  bool possible = false;                               ///< there only if something that is not known makes it so
  value::Condition when = value::Condition::always();  ///< when it is there in this form

  /// Whether it is about this action, in lower case. With wildcards: about everything they match.
  [[nodiscard]] Answer covers_action(std::string_view action) const;
  /// Whether it is about the action, or about something that its wildcards match.
  [[nodiscard]] Answer touches_action(std::string_view action) const;
};

/// What a policy says, under all conditions. What is not known of it is a statement of which nothing is known.
using Document = std::vector<Statement>;

/// What is read of a statement. Most statements are many resources' and few actions, so that who asks for the actions
/// only should say so.
enum class StatementParts { all, actions };

/// Reads policy documents, each once.
class DocumentReader {
 public:
  DocumentReader(World& world, const text::SourceManager& sources, StatementParts parts = StatementParts::all)
      : world_(world.space(), world.arena()), sources_(sources), parts_(parts) {}

  /// The document of a mapping or of a string with JSON. Statements that IAM would not take are as good as unknown. The
  /// result lives as long as the reader.
  [[nodiscard]] const Document& read(Value value);

 private:
  void read_all(Value value, Document& document);
  Value structure(Value value);
  void read_statement(Value value, bool possible, Document& document);
  /// All but the actions. `get` gives an element of the statement by its name.
  template <typename Get>
  void read_rest(const Get& get, Statement& statement);

  World world_;  ///< a world of its own: what it decides becomes Statement::when
  const text::SourceManager& sources_;
  StatementParts parts_;
  std::unordered_map<const value::Data*, Document> documents_;
};

}  // namespace tieline::aws::iam
