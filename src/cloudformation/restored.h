#pragma once

#include <utility>

namespace tieline::cloudformation {

/// Puts a value back when the scope ends.
template <typename T>
class Restored {
 public:
  Restored(T& variable, T inside) : variable_(&variable), before_(std::exchange(variable, inside)) {}
  Restored(const Restored&) = delete;
  Restored& operator=(const Restored&) = delete;
  ~Restored() { *variable_ = before_; }

 private:
  T* variable_;
  T before_;
};

}  // namespace tieline::cloudformation
