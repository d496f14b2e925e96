#pragma once

#include "terraform/evaluation.h"

namespace tieline::terraform {

/// What `data.aws_iam_policy_document.x.json` is: a string that remembers the document (Value::encoded), with the
/// documents it starts from and those that override it merged in, as the provider does it. Unknown source documents
/// leave further statements open.
[[nodiscard]] Value policy_document_json(Evaluation& evaluation, const graph::Resource& data_source);

}  // namespace tieline::terraform
