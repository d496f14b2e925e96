#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "terraform/evaluation.h"
#include "terraform/instance.h"

namespace tieline::terraform {

/// Something of a module instance that is evaluated once.
struct SlotPlace {
  ModuleInstance* module;
  SlotKind kind;
  std::uint32_t index;
};

/// Evaluates things after what they depend on, without recursion however long the chain is, and each once. What depends
/// on itself is a fault; it is then evaluated with the unfinished part taken as unknown.
class Scheduler {
 public:
  explicit Scheduler(Evaluation& evaluation) : run_(evaluation) {}

  void force(const SlotPlace& place);
  /// What an expression that stands in this module mentions.
  void force(ModuleInstance& module, const Dependencies& dependencies);
  /// Everything the module declares, and the modules it calls.
  void force_all(ModuleInstance& module);

 private:
  struct Frame {
    SlotPlace place;
    std::size_t next = 0;  // which dependency comes next
    std::size_t part = 0;  // of one that is several slots
  };

  /// What the top of the stack waits for next; nullopt when it is ready.
  std::optional<SlotPlace> next_of(Frame& frame);
  std::optional<SlotPlace> next_of_resource(Frame& frame);
  std::optional<SlotPlace> next_in(Frame& frame, ModuleInstance& module, const Dependencies& dependencies,
                                   std::size_t before);
  std::optional<SlotPlace> part_of(Frame& frame, ModuleInstance& module, const Dependency& dependency);
  void evaluate(const SlotPlace& place);
  void report_cycle(const SlotPlace& back);

  Evaluation& run_;
  std::vector<Frame> stack_;
};

}  // namespace tieline::terraform
