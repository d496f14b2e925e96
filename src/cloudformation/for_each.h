#pragma once

#include "cloudformation/evaluator.h"

namespace tieline::cloudformation {

/// Writes out the Fn::ForEach loops of the stack's conditions, as the transform AWS::LanguageExtensions does.
void expand_condition_loops(Stack& stack, Evaluator& evaluator);
/// Likewise those of its resources and outputs; the conditions must be there. A loop over a collection that is not
/// known makes one symbolic declaration.
void expand_loops(Stack& stack, Evaluator& evaluator);

}  // namespace tieline::cloudformation
