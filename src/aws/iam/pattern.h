#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"
#include "value/answer.h"
#include "value/value.h"
#include "value/world.h"

/// Patterns of IAM: `*` stands for any characters, `?` for one.
namespace tieline::aws::iam {

using text::Span;
using value::Answer;
using value::Value;
using value::World;

/// Longer patterns are not compared: what they match is unknown. IAM itself stops far below.
inline constexpr std::size_t longest_pattern = 4096;

/// Whether the pattern matches every text that the other pattern matches; for a text without wildcards: whether it
/// matches it.
[[nodiscard]] bool covers(std::string_view pattern, std::string_view other);
/// Whether some text is matched by both.
[[nodiscard]] bool overlaps(std::string_view a, std::string_view b);
/// The same for ARNs, in which a wildcard stays within its part between colons; parts that are left out at the end are
/// `*` (IAM User Guide, "Resource"). `*` alone is every ARN.
[[nodiscard]] bool arn_covers(std::string_view pattern, std::string_view other);
[[nodiscard]] bool arns_overlap(std::string_view a, std::string_view b);
/// True for `*` and its like, which match everything.
[[nodiscard]] bool is_everything(std::string_view pattern);
[[nodiscard]] std::string lower_case(std::string_view text);

/// An action, resource or principal as a policy writes it.
struct Pattern {
  std::string text = {};   ///< `*` in place of each part that is not known
  bool uncertain = false;  ///< parts are not known, or it is not known whether it is there at all
  Value value = {};
  Span span = {};

  [[nodiscard]] Answer covers(std::string_view other) const { return soften(iam::covers(text, other)); }
  [[nodiscard]] Answer overlaps(std::string_view other) const { return soften(iam::overlaps(text, other)); }
  [[nodiscard]] Answer covers_arn(std::string_view other) const {
    return soften(has_arn_form() ? arn_covers(text, other) : iam::covers(text, other));
  }
  [[nodiscard]] Answer overlaps_arn(std::string_view other) const {
    return soften(has_arn_form() ? arns_overlap(text, other) : iam::overlaps(text, other));
  }
  [[nodiscard]] Answer everything() const { return soften(is_everything(text)); }

 private:
  /// What is not known may stand for several parts of an ARN, unless all of them are written.
  [[nodiscard]] bool has_arn_form() const;
  [[nodiscard]] Answer soften(bool fits) const {
    if (text.size() > longest_pattern) return Answer::unknown;
    if (!fits) return Answer::no;
    return uncertain ? Answer::unknown : Answer::yes;
  }
};

/// The patterns of one element of a statement.
struct Patterns {
  std::vector<Pattern> items = {};
  bool given = false;
  bool complete = true;  ///< nothing unknown can add one

  /// Whether one of them fits; `fits` takes a Pattern and gives an Answer.
  template <typename Fits>
  [[nodiscard]] Answer any(Fits&& fits) const {
    Answer found = complete ? Answer::no : Answer::unknown;
    for (const Pattern& item : items) found = found || fits(item);
    return found;
  }
};

/// What a pattern's text means beside its wildcards.
enum class PatternKind : unsigned char {
  action,     ///< compared without regard to case
  resource,   ///< may hold policy variables (`${aws:username}`), which only a request settles
  principal,  ///< `*` is the only wildcard, and no case matters
};

/// Reads a string or a list of them. Unknown elements match possibly anything.
[[nodiscard]] Patterns read_patterns(World& world, Value value, PatternKind kind);

}  // namespace tieline::aws::iam
