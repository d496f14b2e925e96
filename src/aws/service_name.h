#pragma once

#include "aws/network.h"

/// Tells from a service name whether an endpoint leads, or is plainly meant to lead, to Elastic Inference.
namespace tieline::aws {

/// What a settled service name says. `kind`, `region` and `canonical` are filled in; `fallback_region` stands in the
/// canonical name where the name itself holds none.
[[nodiscard]] ServiceName read_service_name(Value name, Value fallback_region);

/// Whether a service name, before it is settled, may be Elastic Inference's in some world.
[[nodiscard]] bool may_be_elastic_inference(Value name);

/// True for text of the form of a region: `us-west-2`, `us-gov-east-1`.
[[nodiscard]] bool looks_like_region(std::string_view text);

}  // namespace tieline::aws
