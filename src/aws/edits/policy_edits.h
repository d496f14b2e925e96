#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/iam/evaluation.h"
#include "syntax/edit/editor.h"

/// What fixes do to policy documents, however they are written: `jsonencode`, JSON in a heredoc, the data source of
/// Terraform, mappings of a template. Empty where the text does not allow it.
namespace tieline::aws::edits {

/// A policy of the configuration that can be given permissions.
struct PolicyPlace {
  text::Span statement = {};  ///< its last statement
  text::Span open = {};       ///< one that allows something on every resource under no condition; may be invalid
};

/// The place of a policy; invalid spans where it has no statement that is certainly there.
[[nodiscard]] PolicyPlace place_of(const iam::Policy& policy);

/// Allows actions of the set-up guide's list, each on the resources and under the conditions that the guide gives it.
[[nodiscard]] edit::Edits allow(edit::Editor& editor, const PolicyPlace& policy,
                                const std::vector<std::string>& actions);

/// Puts a condition on a statement that is about this action alone and has none.
[[nodiscard]] edit::Edits add_condition(edit::Editor& editor, const text::Span& statement, std::string_view action,
                                        std::string_view test, std::string_view key, std::string_view value);

}  // namespace tieline::aws::edits
