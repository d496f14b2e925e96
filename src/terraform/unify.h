#pragma once

#include <optional>
#include <span>
#include <string>

#include "text/arena.h"
#include "value/type.h"

/// Which types convert into which, and what several of them have in common. See convert.h for values.
namespace tieline::terraform {

using text::Arena;
using value::Type;

/// How far a conversion may go: a safe one loses nothing and works for every value of the type, an unsafe one may fail
/// for some ("abc" is no number).
enum class Safety : std::uint8_t { safe, unsafe };

[[nodiscard]] bool convertible(Arena& arena, const Type& from, const Type& to, Safety safety);

/// The type all of these convert to, or null where there is none. Where one of several collections is `any`, nothing
/// more can be said of all than `any`.
[[nodiscard]] const Type* unify(Arena& arena, std::span<const Type* const> types, Safety safety);

/// Why a value of type `got` is none of type `want`, as Terraform words it: "a number is required".
[[nodiscard]] std::string mismatch(Arena& arena, const Type& got, const Type& want);

/// `want` with what it leaves open (`any`) taken from `got`, which converts to it.
[[nodiscard]] const Type* replace_any(Arena& arena, const Type& got, const Type& want);

/// What differs between the types of the two results of a conditional, as one sentence without a final stop.
[[nodiscard]] std::string describe_branch_mismatch(const Type& then, const Type& otherwise);

}  // namespace tieline::terraform
