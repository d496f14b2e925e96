#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/budget.h"
#include "text/arena.h"
#include "text/span.h"
#include "value/condition.h"
#include "value/value.h"

/// The built-in functions of Terraform 1.11, and the provider functions of `aws` and `terraform`. `try`, `can`,
/// `templatefile` and `templatestring` evaluate expressions themselves and are the evaluator's; they are listed here
/// only by name and signature.
namespace tieline::terraform {

using text::Arena;
using text::Span;
using value::ConditionSpace;
using value::Value;

/// How the file functions see the disk. The implementation resolves a relative path against the working folder, and
/// never reads what lies outside the folder that is scanned.
class FileAccess {
 public:
  enum class Status {
    ok,
    missing,     ///< there is no such file
    refused,     ///< outside the folder that is scanned, or too large: what it holds is not known
    not_a_file,  ///< a folder, or something else that has no bytes
  };
  struct Contents {
    Status status = Status::missing;
    std::string_view bytes = {};             ///< lives as long as the access
    text::FileId file = text::FileId::none;  ///< so that what is decoded from it keeps its places
  };
  struct Listing {
    Status status = Status::missing;
    std::vector<std::string> paths;  ///< of all regular files below it, relative to it, `/` between the parts, sorted
  };

  virtual ~FileAccess() = default;
  /// The bytes of a file.
  virtual Contents read(std::string_view path) = 0;
  /// Everything below a folder.
  virtual Listing list(std::string_view folder) = 0;
  /// The working folder, absolute: where Terraform is run (for `abspath`). Empty where it is not known.
  virtual std::string working_folder() = 0;
};

/// What a call may use.
struct CallContext {
  Arena& arena;
  ConditionSpace& conditions;
  Budget& budget;
  FileAccess& files;
};

/// Why a call fails, in Terraform's words.
struct CallError {
  std::string message;  ///< one or more sentences, without a final stop
  int argument = -1;    ///< which argument is to blame, 0-based; -1: the call
  std::string help = {};
  std::string summary = {};   ///< Terraform's heading: "Invalid function argument"
  bool missing_file = false;  ///< nothing is wrong but that a file is not on disk
};

/// The value is unknown where there is an error.
struct CallResult {
  Value value;
  std::optional<CallError> error = {};
};

/// Whether there is a function of that name; `core::upper` is `upper`. Includes those that the evaluator does itself.
[[nodiscard]] bool is_function(std::string_view name);
/// The function whose name is most like this one, for "did you mean"; empty where none is near.
[[nodiscard]] std::string_view nearest_function(std::string_view name);
/// The name without `core::`.
[[nodiscard]] std::string_view plain_function_name(std::string_view name);

/// Calls a function. Every argument may be unknown, marked, a reference, or alternatives:
/// - an unknown argument gives an unknown result with whatever is certain of it (type, not null, length, cause);
/// - alternatives are told apart, the function is called for each branch, and the results are alternatives again; a
///   branch that fails makes only that branch unknown, and the call fails where all of them do;
/// - sensitive and ephemeral marks go over to the result;
/// - functions that only move values about keep references, spans, rest items and open mappings.
/// `call_span` becomes the span of values the function makes. Where `budget` refuses, the result is unknown.
[[nodiscard]] CallResult call(CallContext& context, std::string_view name, std::span<const Value> arguments,
                              Span call_span);

}  // namespace tieline::terraform
