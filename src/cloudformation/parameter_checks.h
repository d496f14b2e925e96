#pragma once

#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// Reports parameters of a type that there is not, and values that their declarations do not allow: what is given, or
/// else the default. The service refuses to make such a stack.
void check_parameters(Stack& stack, const Arguments& arguments);

}  // namespace tieline::cloudformation
