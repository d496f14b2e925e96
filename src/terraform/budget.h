#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "text/limits.h"

namespace tieline::terraform {

/// What the evaluation of one root module may still use up. Whoever makes something large asks first; a refusal makes
/// the result unknown, and the evaluator reports `passed()` as one limit_reached fault.
class Budget {
 public:
  /// Takes evaluation steps. False when they are used up.
  bool steps(std::uint64_t count = 1) {
    if (count <= steps_left_) {
      steps_left_ -= count;
      return true;
    }
    return refuse("evaluation takes more than " + std::to_string(limits::evaluation_steps) + " steps");
  }
  /// Takes room for one string of that many bytes.
  bool bytes(std::size_t count) {
    if (count > limits::string_bytes) {
      return refuse("a string is longer than " + std::to_string(limits::string_bytes) + " bytes");
    }
    return room(count);
  }
  /// Takes room for one collection of that many items.
  bool items(std::size_t count) {
    if (count > limits::collection_items) {
      return refuse("a collection has more than " + std::to_string(limits::collection_items) + " elements");
    }
    return room(count * sizeof(void*));
  }
  /// Says that a limit was passed; returns false.
  bool refuse(std::string why) {
    if (passed_.empty()) passed_ = std::move(why);
    return false;
  }

  /// Which limit was passed first, as one sentence without a final stop; empty while none was.
  [[nodiscard]] const std::string& passed() const { return passed_; }
  /// Forgets `passed()`, so that the next place is reported, too.
  void reported() { passed_.clear(); }

 private:
  bool room(std::size_t count) {
    if (count <= bytes_left_) {
      bytes_left_ -= count;
      return true;
    }
    return refuse("the values of the configuration take more than " + std::to_string(limits::value_bytes) + " bytes");
  }

  std::uint64_t steps_left_ = limits::evaluation_steps;
  std::size_t bytes_left_ = limits::value_bytes;
  std::string passed_;
};

}  // namespace tieline::terraform
