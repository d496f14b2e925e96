#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"
#include "terraform/load.h"
#include "terraform/parsed_files.h"
#include "value/value.h"

namespace tieline::terraform {

/// Why an expression has no value, as Terraform says it.
struct EvalError {
  std::string summary;  ///< Terraform's heading: "Invalid index"
  std::string message;  ///< without a final stop
  text::Span span;      ///< in the file the graph or the session knows; of the expression where it has no file
};

struct EvalResult {
  value::Value value;             ///< unknown where there are errors
  std::vector<EvalError> errors;  ///< empty where the expression has a value, perhaps an unknown one
};

/// Evaluates single expressions in a root module, for `tieline eval`. Evaluates no more of the module than they ask
/// for. Values live as long as the session.
class Session {
 public:
  Session(text::SourceManager& sources, const std::filesystem::path& folder, const Options& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] EvalResult eval(std::string_view expression);
  /// The graph as far as it was asked for.
  [[nodiscard]] graph::Graph& graph();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tieline::terraform
