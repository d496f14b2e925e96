#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "graph/fault.h"
#include "terraform/evaluator.h"

namespace tieline::terraform {

/// Takes the faults of one evaluation, each place once: an expression of a module or resource with many instances is
/// wrong once.
class FaultSink {
 public:
  explicit FaultSink(std::vector<graph::Fault>& faults) : faults_(faults) {}

  void report(graph::Fault fault, std::string summary = {});

  /// Until the matching `release`, errors go to `errors` instead, for the evaluation of a single expression.
  void capture(std::vector<EvalError>* errors) { captured_ = errors; }
  void release() { captured_ = nullptr; }
  [[nodiscard]] bool captures() const { return captured_ != nullptr; }

 private:
  std::vector<graph::Fault>& faults_;
  std::vector<EvalError>* captured_ = nullptr;
  std::unordered_set<std::string> seen_;
};

}  // namespace tieline::terraform
