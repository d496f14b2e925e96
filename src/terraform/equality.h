#pragma once

#include <optional>
#include <string_view>

#include "value/answer.h"
#include "value/condition.h"
#include "value/value.h"

/// What equality rests on, shared by operators, sets and the functions that search. See operators.h for `equal`.
namespace tieline::terraform {

/// Whether a cause names one and the same value wherever it occurs: `var.env` does, one element or another of a
/// collection (`var.ids[*]`) and what a function made of it (`upper(var.env)`) does not.
[[nodiscard]] bool identifies(std::string_view cause);

/// An unknown number that says how long something identified is: its cause is `length(var.ids)`.
[[nodiscard]] bool is_count(value::Value value);

/// The known text that a string begins (`front`) or ends with; empty where nothing is known of it.
[[nodiscard]] std::string_view known_edge(value::Value string, bool front);

/// When two values are equal of which one is an identified unknown and the other is known; nullopt where that cannot be
/// said.
[[nodiscard]] std::optional<value::Condition> equality_condition(value::ConditionSpace& conditions, value::Value left,
                                                                 value::Value right);

}  // namespace tieline::terraform
