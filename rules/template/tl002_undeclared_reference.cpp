#include "lint/rule.h"

namespace tieline::rules::tl002 {
namespace {

// The loaders find these faults while they read and evaluate; the driver reports them under this code.
const lint::Rule rule{
    {.code = "TL002",
     .name = "undeclared-reference",
     .severity = lint::Severity::error,
     .summary = "an expression names something that is declared nowhere",
     .explanation = "A variable, local, resource, data source, module, parameter, logical id, condition or mapping "
                    "must be declared before it can be named. The deployment stops before anything is made.",
     .bad = R"(Subnet:
  Type: AWS::EC2::Subnet
  Properties:
    VpcId: !Ref Vcp)",
     .good = R"(Subnet:
  Type: AWS::EC2::Subnet
  Properties:
    VpcId: !Ref Vpc)",
     .fix_hint = "Declare it, or correct the name; the finding suggests the nearest one that is declared."}};
const lint::Register registered(rule);

}  // namespace
}  // namespace tieline::rules::tl002
