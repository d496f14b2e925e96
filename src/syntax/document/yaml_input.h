#pragma once

#include <streambuf>
#include <string>
#include <string_view>

/// What yaml-cpp gets to see of a text, and how what it makes of that is taken back.
namespace tieline::document {

/// Reads from memory without a copy: the source, then what yaml-cpp needs behind it.
class YamlInput : public std::streambuf {
 public:
  explicit YamlInput(std::string_view bytes);

 protected:
  int_type underflow() override;

 private:
  void read_from(std::string_view bytes);

  std::string_view tail_;
  bool in_tail_ = false;
};

/// The text with other bytes where yaml-cpp would refuse what YAML allows, each in its place: a `?` within a word, as
/// in
/// `[https://host/?a=b]`; and the line ends of a plain scalar that goes on at the column of its tag, as in
///
///     Description:
///       !Sub first words
///       more words
///
/// and the tag of a block of text that is indented no further than it, which is hidden altogether:
///
///     - !Sub |
///       first line
[[nodiscard]] std::string disguised(std::string_view bytes);

/// Where the tag before a block of text (`|`, `>`) begins that was hidden in a disguised text, by the text itself; the
/// block where there is none.
[[nodiscard]] std::size_t hidden_tag_before(std::string_view bytes, std::size_t block);

/// A scalar that was read from a disguised text, as it would have been read from the text itself.
[[nodiscard]] std::string undisguised(const std::string& scalar);

/// yaml-cpp writes the escapes `\N` and `\_` as single bytes, which are not UTF-8; here they are.
[[nodiscard]] std::string as_utf8(const std::string& text);

}  // namespace tieline::document
