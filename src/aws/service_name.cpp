#include "aws/service_name.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "text/ascii.h"

namespace tieline::aws {
namespace {

using value::Kind;

/// Stands for a part of a name that is not known.
constexpr char hole = '\x01';
/// No service has a longer name.
constexpr std::size_t max_name = 256;
/// How many letters may be wrong, missing or too many in "elasticinference": one in eight.
constexpr std::size_t max_typos = 2;

constexpr std::string_view prefix = "com.amazonaws.";
constexpr std::string_view suffix = ".elastic-inference.runtime";
constexpr std::string_view plain_service = "elasticinference";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
/// The smallest number of edits that make some part of `text` the plain service name. (Sellers' algorithm.)
std::size_t typos(std::string_view text) {
  std::array<std::size_t, plain_service.size() + 1> row{};
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  std::size_t best = row.back();
  for (const char c : text) {
    std::size_t diagonal = row[0];
    for (std::size_t i = 1; i < row.size(); ++i) {
      const std::size_t substituted = diagonal + (plain_service[i - 1] == c ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({substituted, row[i] + 1, row[i - 1] + 1});
    }
    best = std::min(best, row.back());
  }
  return best;
}

/// Whether some run of known text is Elastic Inference's name, give or take a typo, a hyphen or a dot.
bool names_elastic_inference(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (c == hole) {
      if (typos(letters) <= max_typos) return true;
      letters.clear();
    } else if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return typos(letters) <= max_typos;
}

/// Whether text with holes can be the canonical name of some region once the holes are filled in.
bool can_be_canonical(std::string_view text) {
  // Walks the text and the pattern "prefix, region letters, suffix" together; `reached` are the places in the pattern.
  // The region is one place that takes any of its letters again and again.
  const std::string pattern = std::string(prefix) + hole + std::string(suffix);
  const std::size_t region = prefix.size();
  std::vector<bool> reached(pattern.size() + 1, false);
  reached[0] = true;
  const auto fits = [&](std::size_t place, char c) {
    return place == region ? is_lower(c) || text::is_digit(c) || c == '-' : pattern[place] == c;
  };
  for (const char c : text) {
    if (c == hole) {
      const auto first = std::find(reached.begin(), reached.end(), true);
      std::fill(first, reached.end(), true);
      continue;
    }
    std::vector<bool> next(reached.size(), false);
    for (std::size_t place = 0; place < pattern.size(); ++place) {
      if (!reached[place] || !fits(place, c)) continue;
      next[place + 1] = true;
      if (place == region) next[place] = true;
    }
    reached = std::move(next);
  }
  return reached[pattern.size()];
}

std::optional<std::string> region_in(std::string_view text) {
  while (!text.empty()) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    if (looks_like_region(text.substr(0, dot))) return std::string(text.substr(0, dot));
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return std::nullopt;
}

/// Whether it is the canonical name, of a region that is written out or not known. Most names are.
bool is_canonical(std::string_view text) {
  if (text.size() <= prefix.size() + suffix.size() || !text.starts_with(prefix) || !text.ends_with(suffix))
    return false;
  text.remove_prefix(prefix.size());
  text.remove_suffix(suffix.size());
  return looks_like_region(text) || text == std::string_view(&hole, 1);
}

EndpointService classify(std::string_view text) {
  if (text.size() > max_name) return EndpointService::other;
  if (is_canonical(text)) return EndpointService::elastic_inference;
  const bool has_hole = text.find(hole) != std::string_view::npos;
  const bool canonical = can_be_canonical(text) && (has_hole || region_in(text).has_value());
  if (names_elastic_inference(text)) {
    return canonical ? EndpointService::elastic_inference : EndpointService::misspelled_elastic_inference;
  }
  return canonical ? EndpointService::unknown : EndpointService::other;
}

/// The name with a hole for every part that is not known; nullopt where nothing is known of it.
std::optional<std::string> text_with_holes(Value name) {
  if (name.is(Kind::string)) return std::string(name.string());
  if (name.is(Kind::template_)) {
    std::string text;
    for (const Value part : name.items()) {
      if (part.is(Kind::string)) {
        text += part.string();
      } else {
        text += hole;
      }
      if (text.size() > max_name) break;
    }
    return text;
  }
  // data.aws_vpc_endpoint_service: its own arguments say which service it finds.
  const value::Reference* reference = name.reference();
  if (reference == nullptr || reference->resource->type != "aws_vpc_endpoint_service") return std::nullopt;
  const Value service = reference->resource->attribute("service");
  if (service.is(Kind::string)) return std::string(prefix) + hole + '.' + std::string(service.string());
  const Value whole = reference->resource->attribute("service_name");
  if (whole.is(Kind::string)) return std::string(whole.string());
  return std::nullopt;
}

}  // namespace

bool looks_like_region(std::string_view text) {
  // Two letters, one or more words, a number, with hyphens between them.
  if (text.size() < 6 || !is_lower(text[0]) || !is_lower(text[1]) || text[2] != '-') return false;
  const std::size_t last = text.rfind('-');
  if (last == 2 || last + 1 == text.size()) return false;
  return std::all_of(text.begin() + 3, text.begin() + static_cast<std::ptrdiff_t>(last),
                     [](char c) { return is_lower(c) || c == '-'; }) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(last) + 1, text.end(), text::is_digit);
}

ServiceName read_service_name(Value name, Value fallback_region) {
  ServiceName service;
  const auto text = text_with_holes(name);
  if (!text) return service;
  service.kind = classify(*text);
  service.region = region_in(*text);
  if (service.kind != EndpointService::misspelled_elastic_inference) return service;
  const std::string fallback = fallback_region.is(Kind::string) ? std::string(fallback_region.string()) : "<region>";
  service.canonical = std::string(prefix) + service.region.value_or(fallback) + std::string(suffix);
  return service;
}

bool may_be_elastic_inference(Value name) {
  if (name.is(Kind::alternatives)) {
    return std::any_of(name.branches().begin(), name.branches().end(),
                       [](const value::Branch& branch) { return may_be_elastic_inference(branch.value); });
  }
  if (name.is_null() || name.is(Kind::absent)) return false;
  const ServiceName service = read_service_name(name, {});
  return service.kind != EndpointService::other;
}

}  // namespace tieline::aws
