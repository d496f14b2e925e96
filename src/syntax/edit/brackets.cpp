#include "syntax/edit/brackets.h"

#include <algorithm>

namespace tieline::edit {
namespace {

/// Where the opening bracket is: behind a tag or an anchor of YAML.
std::uint32_t opening(const Surroundings& around, const Container& container) {
  std::uint32_t at = container.span.begin;
  while (at < container.span.end && around.at(at) != '[' && around.at(at) != '{') ++at;
  return at;
}

bool has_comma(const Surroundings& around, const Member& member) {
  return around.at(around.skip_space(member.whole.end)) == ',';
}

/// Objects of Terraform's language may stand on lines of their own without commas.
bool uses_commas(const Surroundings& around, const Container& container) {
  if (container.language != Language::hcl || container.is_list) return true;
  return std::any_of(container.members.begin(), container.members.end(),
                     [&](const Member& member) { return has_comma(around, member); });
}

/// By how much what is inside stands further in than the line that opens it.
std::string unit_of(const std::string& inner, const std::string& outer) {
  if (inner.size() > outer.size() && inner.starts_with(outer)) return inner.substr(outer.size());
  return inner.find('\t') != std::string::npos ? "\t" : "  ";
}

class BracketInsertion {
 public:
  BracketInsertion(const Surroundings& around, const Container& container, std::size_t index,
                   std::span<const NewElement> elements)
      : around_(around), container_(container), elements_(elements), open_(opening(around, container)) {
    if (!container.members.empty()) before_ = &container.members[index];
    is_last_ = index + 1 >= container.members.size();
  }

  Edits edits() {
    if (before_ == nullptr) return into_empty();
    const bool on_lines = around_.has_line_end(open_, container_.members.front().whole.begin);
    return on_lines ? on_own_line() : on_same_line();
  }

 private:
  [[nodiscard]] text::Edit insert(std::uint32_t at, const std::string& text) const { return replace(at, at, text); }
  [[nodiscard]] text::Edit replace(std::uint32_t begin, std::uint32_t end, const std::string& text) const {
    return {{container_.span.file, begin, end}, around_.with_line_ends(text)};
  }

  Edits into_empty() {
    const std::uint32_t close = container_.span.end - 1;
    if (around_.skip_space(open_ + 1) != close) return {};  // a comment
    const bool flow = container_.language == Language::yaml || elements_.front().value.kind != NewValue::Kind::mapping;
    if (flow && !around_.has_line_end(open_, close)) {
      const bool spaced = container_.language == Language::hcl && !container_.is_list;
      const std::string text = on_one_line();
      return {replace(open_ + 1, close, spaced ? ' ' + text + ' ' : text)};
    }
    const std::string outer = around_.indent(open_);
    const std::string unit = unit_of({}, outer);
    const std::string inner = outer + unit;
    return {replace(open_ + 1, close, '\n' + inner + lines(inner, unit, ",\n" + inner) + '\n' + outer)};
  }

  Edits on_own_line() {
    const std::uint32_t place = before_->whole.begin;
    const std::uint32_t first = container_.members.front().whole.begin;
    const std::string indent = around_.indent(around_.begins_line(place) ? place : first);
    const std::string unit = unit_of(indent, around_.indent(open_));
    const bool commas = uses_commas(around_, container_);
    const std::string start = '\n' + indent;
    const std::string line = start + lines(indent, unit, (commas ? "," : "") + start);
    const std::uint32_t end = before_->whole.end;
    if (!is_last_) return {insert(end, ',' + line)};
    const bool comma = has_comma(around_, *before_);
    const std::uint32_t behind = comma ? around_.skip_space(end) + 1 : end;
    const std::uint32_t at = around_.ends_line(behind) ? around_.line_end(behind) : behind;
    if (comma) return {insert(at, line + ',')};
    if (!commas) return {insert(at, line)};
    if (around_.skip_space(end) >= at) return {insert(end, ',' + line)};
    return {insert(end, ","), insert(at, line)};  // a comment stands between
  }

  Edits on_same_line() {
    const bool deep = around_.has_line_end(before_->whole.begin, before_->whole.end);
    const std::string indent = around_.indent(before_->whole.begin);
    const std::string text = deep ? lines(indent, unit_of({}, indent), ", ") : on_one_line();
    const std::uint32_t end = before_->whole.end;
    if (is_last_ && has_comma(around_, *before_)) return {insert(around_.skip_space(end) + 1, ' ' + text + ',')};
    return {insert(end, ", " + text)};
  }

  /// All elements. YAML's flow style has no lines of its own.
  [[nodiscard]] std::string lines(const std::string& indent, const std::string& unit,
                                  const std::string& between) const {
    std::string text;
    for (const NewElement& element : elements_) {
      if (!text.empty()) text += between;
      text += container_.language == Language::yaml ? element.one_line(container_.language)
                                                    : element.lines(container_.language, indent, unit);
    }
    return text;
  }
  [[nodiscard]] std::string on_one_line() const {
    std::string text;
    for (const NewElement& element : elements_) {
      text += (text.empty() ? "" : ", ") + element.one_line(container_.language);
    }
    return text;
  }

  const Surroundings& around_;
  const Container& container_;
  std::span<const NewElement> elements_;
  std::uint32_t open_;
  const Member* before_ = nullptr;
  bool is_last_ = true;
};

}  // namespace

std::string NewElement::one_line(Language language) const {
  std::string text = on_one_line(value, language, keys);
  if (key.empty()) return text;
  return key_text(key, language, keys) + (language == Language::hcl && !keys.colon ? " = " : ": ") + text;
}

std::string NewElement::lines(Language language, std::string_view indent, std::string_view unit) const {
  std::string text = on_lines(value, language, indent, unit, keys);
  if (key.empty()) return text;
  return key_text(key, language, keys) + (language == Language::hcl && !keys.colon ? " = " : ": ") + text;
}

Edits insert_in_brackets(const Surroundings& around, const Container& container, std::size_t index,
                         std::span<const NewElement> elements) {
  return BracketInsertion(around, container, index, elements).edits();
}

Edits remove_from_brackets(const Surroundings& around, const Container& container, std::size_t index) {
  const std::vector<Member>& members = container.members;
  const Member& member = members[index];
  const auto cut = [&](std::uint32_t begin, std::uint32_t end) {
    return Edits{{{container.span.file, begin, end}, ""}};
  };
  const bool is_last = index + 1 == members.size();
  if (members.size() == 1) return cut(opening(around, container) + 1, container.span.end - 1);
  const std::uint32_t behind = has_comma(around, member) ? around.skip_space(member.whole.end) + 1 : member.whole.end;
  if (around.begins_line(member.whole.begin) && around.ends_line(behind)) {
    Edits edits = cut(around.line_begin(member.whole.begin), around.next_line(behind));
    const std::uint32_t comma = is_last ? around.skip_space(members[index - 1].whole.end) : 0;
    // JSON takes no comma before the closing bracket.
    if (is_last && container.language == Language::json) edits.push_back(cut(comma, comma + 1).front());
    return edits;
  }
  // What follows the last one, a comma or the closing bracket, then follows the one before.
  return is_last ? cut(members[index - 1].whole.end, member.whole.end)
                 : cut(member.whole.begin, members[index + 1].whole.begin);
}

}  // namespace tieline::edit
