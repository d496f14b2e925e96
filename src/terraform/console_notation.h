#pragma once

#include <string>

#include "value/condition.h"
#include "value/value.h"

namespace tieline::terraform {

struct ConsoleNotation {
  /// `(known after apply)` for everything unknown, as Terraform prints it. Else what is known of it:
  /// `(aws_subnet.a.id)` for a reference, `(unknown)` or `(unknown: var.env)`, alternatives with their conditions.
  bool as_terraform = false;
  /// Says in words when an alternative holds; may be null.
  value::ConditionSpace* conditions = nullptr;
};

/// A value as `terraform console` prints it, without a line end: strings quoted (those of several lines as heredocs),
/// `tolist([...])`, `toset([...])`, `tomap({...})` where the type is no tuple or object, `(sensitive value)`.
[[nodiscard]] std::string to_console(value::Value value, const ConsoleNotation& notation = {});

/// What the console-only function `type` prints: `list(string)`, an object over several lines.
[[nodiscard]] std::string type_notation(value::Value value);

}  // namespace tieline::terraform
