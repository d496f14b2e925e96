#include "cloudformation/address_range.h"

#include <arpa/inet.h>

#include <charconv>

namespace tieline::cloudformation {
namespace {

std::string to_text(const AddressRange& range, int prefix) {
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(range.v6 ? AF_INET6 : AF_INET, range.bytes.data(), text, sizeof(text));
  return std::string(text) + '/' + std::to_string(prefix);
}

/// Clears the bits after the prefix.
void mask(AddressRange& range, int prefix) {
  const int bits = range.v6 ? 128 : 32;
  for (int bit = prefix; bit < bits; ++bit) {
    auto& byte = range.bytes[static_cast<std::size_t>(bit / 8)];
    byte = static_cast<std::uint8_t>(byte & ~(0x80U >> static_cast<unsigned>(bit % 8)));
  }
}

/// Adds one at the bit that ends the prefix.
void advance(AddressRange& range, int prefix) {
  for (int bit = prefix - 1; bit >= 0; --bit) {
    auto& byte = range.bytes[static_cast<std::size_t>(bit / 8)];
    const unsigned flag = 0x80U >> static_cast<unsigned>(bit % 8);
    byte = static_cast<std::uint8_t>(byte ^ flag);
    if ((byte & flag) != 0) return;  // no carry
  }
}

}  // namespace

std::optional<AddressRange> parse_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash > INET6_ADDRSTRLEN) return std::nullopt;
  const std::string address(text.substr(0, slash));
  const std::string_view length = text.substr(slash + 1);
  AddressRange range;
  range.v6 = address.find(':') != std::string::npos;
  if (inet_pton(range.v6 ? AF_INET6 : AF_INET, address.c_str(), range.bytes.data()) != 1) return std::nullopt;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), range.prefix);
  if (error != std::errc() || end != length.data() + length.size()) return std::nullopt;
  if (range.prefix < 0 || range.prefix > (range.v6 ? 128 : 32)) return std::nullopt;
  return range;
}

std::vector<std::string> subranges(const AddressRange& range, std::size_t count, std::int64_t host_bits) {
  const int bits = range.v6 ? 128 : 32;
  if (host_bits < 0 || host_bits > bits - range.prefix) return {};
  const int prefix = bits - static_cast<int>(host_bits);
  const int free = prefix - range.prefix;
  std::vector<std::string> ranges;
  AddressRange at = range;
  mask(at, range.prefix);
  for (std::size_t i = 0; i < count && (free >= 63 || i < (std::size_t{1} << static_cast<unsigned>(free))); ++i) {
    ranges.push_back(to_text(at, prefix));
    advance(at, prefix);
  }
  return ranges;
}

}  // namespace tieline::cloudformation
