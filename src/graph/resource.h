#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "text/span.h"
#include "value/condition.h"
#include "value/value.h"

namespace tieline::graph {

using text::Span;
using value::Condition;
using value::Reference;
using value::Value;

enum class Language : std::uint8_t { terraform, cloudformation };

enum class Mode : std::uint8_t { managed, data };

/// One call on the way from the root to a child module or nested stack.
struct CallSite {
  std::string_view address;  ///< `module.net["a"]`, or the nested stack's logical id
  Span span;                 ///< the header of the module block or the nested stack's resource
  bool symbolic = false;     ///< of an unknown count: it stands for all of its instances
};

/// One instance of a declared resource, evaluated.
struct Resource {
  Language language;
  Mode mode;
  std::string_view address;  ///< as its own tool prints it: `module.net.aws_subnet.a["x"]`; a logical id, with the
                             ///< nested stacks before it (`Network.ClientGroup`)
  std::string_view type;     ///< `aws_security_group`, `AWS::EC2::SecurityGroup`
  std::string_view name;     ///< the second label, or the logical id
  /// Arguments and nested blocks by name, in Terraform's spelling: a nested block type is a sequence of mappings. In
  /// CloudFormation the mapping under `Properties`. Always a mapping; open (Value::rest) where not all are known.
  Value attributes;
  Span span;    ///< the whole block
  Span header;  ///< what a finding underlines when nothing inside is to blame: type and labels; logical id
  std::span<const CallSite> calls = {};  ///< outermost first; empty in the root
  /// When the instance exists. Terraform: a count or for_each over an open test; CloudFormation: `Condition`.
  Condition when = Condition::always();
  /// True for the one instance that stands for all of an unknown count: whether it exists at all is not known.
  bool symbolic = false;
  /// For a symbolic one: false where only a module around it has an unknown count, so that there is one of it in each
  /// of that module's instances.
  bool symbolic_itself = true;
  Value region;  ///< where it is made: the provider's, its own `region`, the stack's; unknown if not known
  /// Attributes that are references but stand outside `attributes`: depends_on, DependsOn.
  std::span<const Reference> depends_on = {};
  std::uint32_t index = 0;  ///< its place in Graph::resources()

  /// The value of an argument, or an unknown one where `attributes` is open, or null (Value::is_null) where it is not
  /// given.
  [[nodiscard]] Value attribute(std::string_view attribute_name) const;
  /// Where the argument's value is written in the resource itself; invalid where it is not given.
  [[nodiscard]] Span use_span(std::string_view attribute_name) const;
  /// True when the configuration gives the argument, even as null.
  [[nodiscard]] bool gives(std::string_view attribute_name) const { return attributes.find(attribute_name) != nullptr; }
};

}  // namespace tieline::graph
