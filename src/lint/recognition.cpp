#include "lint/recognition.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "terraform/parsed_files.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

/// What two findings must have in common to be the same at one pass.
std::string key(std::initializer_list<std::string_view> parts) {
  std::string whole;
  for (const std::string_view part : parts) (whole += part) += '\0';
  return whole;
}

std::string in_file_with_text(const Identity& of) { return key({of.file, of.fingerprint}); }
std::string in_file(const Identity& of) { return key({of.file, of.code, of.resource, of.message, of.when}); }
std::string with_text(const Identity& of) { return of.fingerprint; }
std::string fault_of_resource(const Identity& of) {
  return of.resource.empty() ? std::string() : key({of.code, of.resource, of.message, of.when});
}

class Pairing {
 public:
  Pairing(std::span<const Identity> before, std::span<const Identity> now)
      : before_(before), now_(now), met_(before.size(), false), known_(now.size(), false) {}

  /// Pairs what is left and has the same key, unless that is empty.
  template <typename May>
  void pass(std::string (*key_of)(const Identity&), const May& may_be_same) {
    std::unordered_map<std::string, std::deque<std::size_t>> left;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!met_[i]) left[key_of(before_[i])].push_back(i);
    }
    left.erase(std::string());
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (known_[i]) continue;
      const auto candidates = left.find(key_of(now_[i]));
      if (candidates == left.end()) continue;
      std::deque<std::size_t>& alike = candidates->second;
      const auto same = std::find_if(alike.begin(), alike.end(),
                                     [&](std::size_t there) { return may_be_same(before_[there], now_[i]); });
      if (same == alike.end()) continue;
      met_[*same] = known_[i] = true;
      alike.erase(same);
    }
  }

  Recognition finish() {
    Recognition result{std::move(known_), {}};
    for (std::size_t i = 0; i < met_.size(); ++i) {
      if (!met_[i]) result.vanished.push_back(i);
    }
    return result;
  }

 private:
  std::span<const Identity> before_;
  std::span<const Identity> now_;
  std::vector<bool> met_;
  std::vector<bool> known_;
};

/// Terraform reads the files of a folder as one.
bool share_module(const Identity& before, const Identity& now) {
  const fs::path from(before.file);
  const fs::path to(now.file);
  return !before.resource.empty() && from.parent_path() == to.parent_path() &&
         terraform::is_configuration_file(from.filename()) && terraform::is_configuration_file(to.filename());
}

}  // namespace

Recognition recognize(std::span<const Identity> before, std::span<const Identity> now,
                      const std::function<bool(const std::string&)>& is_there) {
  std::unordered_map<std::string, bool> there;
  const auto is_gone = [&](const std::string& file) {
    const auto [entry, added] = there.try_emplace(file, true);
    if (added) entry->second = is_there(file);
    return !entry->second;
  };
  const auto same_file = [](const Identity&, const Identity&) { return true; };
  const auto moved = [&](const Identity& from, const Identity& to) {
    return from.code != "TL001" && (share_module(from, to) || is_gone(from.file));
  };
  Pairing pairing(before, now);
  pairing.pass(in_file_with_text, same_file);
  pairing.pass(in_file, same_file);
  pairing.pass(with_text, moved);
  pairing.pass(fault_of_resource, moved);
  return pairing.finish();
}

}  // namespace tieline::lint
