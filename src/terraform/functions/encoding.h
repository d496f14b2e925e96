#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tieline::terraform {

[[nodiscard]] std::string encode_base64(std::string_view bytes);

struct DecodedBase64 {
  std::string bytes;
  bool valid = true;
  std::size_t offset = 0;  ///< of the first wrong character, where it is not valid
};
/// With padding, as RFC 4648 has it; line ends are passed over.
[[nodiscard]] DecodedBase64 decode_base64(std::string_view text);

}  // namespace tieline::terraform
