#pragma once

#include <cstdint>

namespace tieline::value {

/// What can be said of a question before anything is deployed. `unknown` is never a reason to report.
enum class Answer : std::uint8_t { no, yes, unknown };

[[nodiscard]] constexpr Answer answer(bool truth) { return truth ? Answer::yes : Answer::no; }
[[nodiscard]] constexpr Answer operator!(Answer a) { return a == Answer::unknown ? a : answer(a == Answer::no); }
[[nodiscard]] constexpr Answer operator&&(Answer a, Answer b) {
  if (a == Answer::no || b == Answer::no) return Answer::no;
  return a == Answer::yes && b == Answer::yes ? Answer::yes : Answer::unknown;
}
[[nodiscard]] constexpr Answer operator||(Answer a, Answer b) { return !(!a && !b); }

}  // namespace tieline::value
