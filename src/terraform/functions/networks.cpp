#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "terraform/functions/function.h"

/// Address ranges in CIDR notation, of both versions of IP.
namespace tieline::terraform {
namespace {

__extension__ using Bits = unsigned __int128;

struct Network {
  Bits address = 0;
  int length = 0;  ///< of an address: 32 or 128
  int prefix = 0;

  [[nodiscard]] static Bits mask(int prefix_bits, int length_bits) {
    if (prefix_bits <= 0) return 0;
    const Bits all = length_bits == 128 ? ~Bits{0} : (Bits{1} << 32U) - 1;
    if (prefix_bits >= length_bits) return all;
    return all & ~((Bits{1} << static_cast<unsigned>(length_bits - prefix_bits)) - 1);
  }
};

std::optional<int> parse_decimal(std::string_view text, int most) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    number = number * 10 + (c - '0');
    if (number > most) return std::nullopt;
  }
  return number;
}

std::optional<Bits> parse_v4(std::string_view text) {
  Bits address = 0;
  for (int part = 0; part < 4; ++part) {
    const std::size_t dot = part < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos) return std::nullopt;
    const auto byte = parse_decimal(text.substr(0, dot), 255);
    if (!byte) return std::nullopt;
    address = (address << 8U) | static_cast<Bits>(*byte);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return address;
}

std::optional<unsigned> parse_group(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  unsigned group = 0;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool digit = lower >= '0' && lower <= '9';
    if (!digit && (lower < 'a' || lower > 'f')) return std::nullopt;
    group = group * 16 + static_cast<unsigned>(digit ? lower - '0' : lower - 'a' + 10);
  }
  return group;
}

/// Groups on one side of `::`; the last may be an IPv4 address.
std::optional<std::vector<unsigned>> parse_groups(std::string_view text) {
  std::vector<unsigned> groups;
  while (!text.empty()) {
    const std::size_t colon = text.find(':');
    const std::string_view part = text.substr(0, colon);
    if (colon == std::string_view::npos && part.find('.') != std::string_view::npos) {
      const auto v4 = parse_v4(part);
      if (!v4) return std::nullopt;
      groups.push_back(static_cast<unsigned>(*v4 >> 16U));
      groups.push_back(static_cast<unsigned>(*v4 & 0xFFFFU));
      return groups;
    }
    const auto group = parse_group(part);
    if (!group || groups.size() == 8) return std::nullopt;
    groups.push_back(*group);
    if (colon == std::string_view::npos) return groups;
    text.remove_prefix(colon + 1);
    if (text.empty()) return std::nullopt;
  }
  return groups;
}

std::optional<Bits> parse_v6(std::string_view text) {
  const std::size_t gap = text.find("::");
  const auto front = parse_groups(text.substr(0, gap));
  const auto back = gap == std::string_view::npos ? std::vector<unsigned>{} : parse_groups(text.substr(gap + 2));
  if (!front || !back) return std::nullopt;
  const std::size_t count = front->size() + back->size();
  if (gap == std::string_view::npos ? count != 8 : count > 7) return std::nullopt;
  Bits address = 0;
  for (const unsigned group : *front) address = (address << 16U) | group;
  for (std::size_t i = count; i < 8; ++i) address <<= 16U;
  for (const unsigned group : *back) address = (address << 16U) | group;
  return address;
}

/// The network of an address range: its address without the host's bits. nullopt for other text.
std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view address = text.substr(0, slash);
  const bool v6 = address.find(':') != std::string_view::npos;
  const auto bits = v6 ? parse_v6(address) : parse_v4(address);
  const int length = v6 ? 128 : 32;
  const auto prefix = parse_decimal(text.substr(slash + 1), length);
  if (!bits || !prefix) return std::nullopt;
  return Network{*bits & Network::mask(*prefix, length), length, *prefix};
}

std::string v4_text(Bits address) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    if (!out.empty()) out += '.';
    out += std::to_string(static_cast<unsigned>((address >> static_cast<unsigned>(shift)) & 0xFFU));
  }
  return out;
}

/// As RFC 5952 has it: the longest run of zeros left out.
std::string v6_text(Bits address) {
  constexpr Bits mapped = Bits{0xFFFF} << 32U;
  if ((address >> 32U) == (mapped >> 32U)) return v4_text(address & 0xFFFFFFFFU);
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i) groups[i] = static_cast<unsigned>((address >> (16U * (7U - i))) & 0xFFFFU);
  std::size_t best = 8;
  std::size_t longest = 1;
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t run = 0;
    while (i + run < 8 && groups[i + run] == 0) ++run;
    if (run > longest) {
      best = i;
      longest = run;
    }
  }
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == best) {
      out += "::";
      i += longest - 1;
      continue;
    }
    if (!out.empty() && out.back() != ':') out += ':';
    bool leading = true;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const unsigned digit = (groups[i] >> static_cast<unsigned>(shift)) & 0xFU;
      leading = leading && digit == 0 && shift > 0;
      if (!leading) out += hex[digit];
    }
  }
  return out;
}

std::string address_text(Bits address, int length) { return length == 32 ? v4_text(address) : v6_text(address); }

std::string network_text(const Network& network) {
  return address_text(network.address, network.length) + "/" + std::to_string(network.prefix);
}

/// A whole number of any size: its lowest bits, and whether it is negative.
struct Whole {
  Bits magnitude = 0;
  bool negative = false;
};

std::optional<Whole> whole_number(const Number& number) {
  if (!number.is_integer()) return std::nullopt;
  Whole result;
  for (const char c : number.to_base(10)) {
    if (c == '-') {
      result.negative = true;
    } else if (c >= '0' && c <= '9') {
      result.magnitude = result.magnitude * 10 + static_cast<Bits>(c - '0');
    }
  }
  return result;
}

std::string invalid_cidr(std::string_view text) {
  return "invalid CIDR expression: invalid CIDR address: " + std::string(text);
}

CallResult cidrsubnet(Call& call) {
  const auto more = call.whole(1);
  if (!more) return call.fail_whole();
  const auto number = whole_number(call[2].number());
  if (!number) return call.fail("value must be a whole number");
  const auto network = parse_network(call.text(0));
  if (!network) return call.fail(invalid_cidr(call.text(0)));
  const std::int64_t prefix = network->prefix + std::clamp<std::int64_t>(*more, -1000, 1000);
  if (prefix > network->length) {
    return call.fail("insufficient address space to extend prefix of " + std::to_string(network->prefix) + " by " +
                     std::to_string(*more));
  }
  if (prefix < 0) return call.fail("the prefix would have fewer than zero bits");
  // The numbers of subnets are looked at as 64-bit ones.
  const bool all_fit = *more < 0 || *more >= 64;
  const std::uint64_t most = all_fit ? UINT64_MAX : (std::uint64_t{1} << static_cast<unsigned>(*more)) - 1;
  if (static_cast<std::uint64_t>(number->magnitude) > most) {
    return call.fail("prefix extension of " + std::to_string(*more) + " does not accommodate a subnet numbered " +
                     call[2].number().to_string());
  }
  if (number->negative) return call.fail("the number of a subnet must not be negative");
  const auto shift = static_cast<unsigned>(network->length - prefix);
  Network result = *network;
  result.prefix = static_cast<int>(prefix);
  if (shift < 128) result.address |= number->magnitude << shift;
  return call.string(network_text(result));
}

CallResult cidrhost(Call& call) {
  const auto number = whole_number(call[1].number());
  if (!number) return call.fail("value must be a whole number");
  const auto network = parse_network(call.text(0));
  if (!network) return call.fail(invalid_cidr(call.text(0)));
  const int host_bits = network->length - network->prefix;
  const Bits most = host_bits >= 128 ? ~Bits{0} : (Bits{1} << static_cast<unsigned>(host_bits)) - 1;
  // Negative numbers count from the end.
  const Bits distance = number->negative ? number->magnitude - 1 : static_cast<std::uint64_t>(number->magnitude);
  if (distance > most) {
    Number shown = call[1].number();
    if (number->negative && host_bits < 63) {
      shown = Number((std::int64_t{1} << static_cast<unsigned>(host_bits)) - 1) + shown + Number(1);
    }
    return call.fail("prefix of " + std::to_string(network->prefix) + " does not accommodate a host numbered " +
                     shown.to_string());
  }
  const Bits host = number->negative ? most - distance : number->magnitude;
  return call.string(address_text(network->address | host, network->length));
}

CallResult cidrnetmask(Call& call) {
  const auto network = parse_network(call.text(0));
  if (!network) return call.fail(invalid_cidr(call.text(0)));
  if (network->length != 32) {
    return call.fail("IPv6 addresses cannot have a netmask: " + std::string(call.text(0)));
  }
  return call.string(v4_text(Network::mask(network->prefix, 32)));
}

CallResult cidrsubnets(Call& call) {
  const auto network = parse_network(call.text(0));
  if (!network) return call.fail(0, invalid_cidr(call.text(0)));
  std::vector<std::string> subnets;
  Bits next = network->address;
  bool full = false;
  for (std::size_t i = 1; i < call.count(); ++i) {
    const auto more = call.whole(i);
    if (!more) return call.fail_whole(i);
    if (*more < 1) return call.fail(i, "must extend prefix by at least one bit");
    if (*more > 32) return call.fail(i, "may not extend prefix by more than 32 bits");
    Network subnet = *network;
    subnet.prefix += static_cast<int>(*more);
    if (subnet.prefix > network->length) {
      return call.fail(i, "would extend prefix to " + std::to_string(subnet.prefix) +
                              " bits, which is too long for an " + (network->length == 32 ? "IPv4" : "IPv6") +
                              " address");
    }
    const auto shift = static_cast<unsigned>(network->length - subnet.prefix);
    const Bits size = Bits{1} << shift;
    // The next address at which a subnet of that size can begin.
    const Bits begin = (next + size - 1) >> shift << shift;
    const Bits inside = begin & Network::mask(network->prefix, network->length);
    if (full || begin < next || inside != network->address || (network->length == 32 && begin >> 32U != 0)) {
      return call.fail(i, "not enough remaining address space for a subnet with a prefix of " +
                              std::to_string(subnet.prefix) + " bits after " + subnets.back());
    }
    subnet.address = begin;
    subnets.push_back(network_text(subnet));
    next = begin + size;
    full = next < begin;
  }
  return call.strings(subnets);
}

}  // namespace

void add_network_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  const Type* number = value::number_type();
  const Parameter prefix{"prefix", string};
  table.push_back({"cidrsubnet", {prefix, {"newbits", number}, {"netnum", number}}, {}, string, cidrsubnet});
  table.push_back({"cidrhost", {prefix, {"hostnum", number}}, {}, string, cidrhost});
  table.push_back({"cidrnetmask", {prefix}, {}, string, cidrnetmask});
  table.push_back({"cidrsubnets", {prefix}, Parameter{"newbits", number}, list_of(string), cidrsubnets});
}

}  // namespace tieline::terraform
