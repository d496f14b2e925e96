#include "terraform/fault_sink.h"

#include <utility>

namespace tieline::terraform {

void FaultSink::report(graph::Fault fault, std::string summary) {
  if (captured_ != nullptr) {
    captured_->push_back({std::move(summary), std::move(fault.message), fault.span});
    return;
  }
  // Limits are reached in many places at once; the first says it.
  std::string key = std::to_string(static_cast<int>(fault.kind));
  if (fault.kind == graph::FaultKind::limit_reached) {
    key += fault.message;
  } else {
    key += ':' + std::to_string(static_cast<std::uint32_t>(fault.span.file)) + ':' + std::to_string(fault.span.begin) +
           ':' + std::to_string(fault.span.end);
    if (!fault.span.valid()) key += fault.message;
  }
  if (seen_.insert(std::move(key)).second) faults_.push_back(std::move(fault));
}

}  // namespace tieline::terraform
