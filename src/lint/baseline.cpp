#include "lint/baseline.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "lint/recognition.h"
#include "lint/run.h"
#include "syntax/document/parser.h"
#include "text/arena.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view format_version = "1";

/// Text as JSON can hold it: what is no UTF-8 in it is replaced.
std::string as_json_holds(const std::string& text) {
  return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
}

/// The file's path with the links of its folder resolved.
fs::path whole(const fs::path& file) {
  std::error_code ignored;
  const fs::path absolute = fs::absolute(file, ignored).lexically_normal();
  return fs::weakly_canonical(absolute.parent_path(), ignored) / absolute.filename();
}

/// The identities of findings, with files as the baseline of that path names them.
class Namer {
 public:
  explicit Namer(const fs::path& baseline) : folder_(whole(baseline).parent_path()) {}

  Identity name(const Finding& finding, const text::SourceManager& sources) {
    Identity made = identity(finding, sources);
    const auto [entry, added] = files_.try_emplace(made.file);
    if (added) entry->second = as_json_holds(whole(made.file).lexically_relative(folder_).generic_string());
    made.file = entry->second;
    for (std::string* text : {&made.resource, &made.message, &made.when}) *text = as_json_holds(*text);
    return made;
  }

 private:
  fs::path folder_;
  std::unordered_map<std::string, std::string> files_;
};

class BaselineReader {
 public:
  BaselineReader(const fs::path& path, std::string& error) : error_(error) { baseline_.path = path; }

  std::optional<Baseline> read() {
    text::ReadError unreadable;
    const auto file = sources_.open(baseline_.path, &unreadable);
    if (!file) {
      error_ = baseline_.path.string() + ": " + unreadable.message;
      return std::nullopt;
    }
    const document::ParsedDocuments parsed = document::parse_json(*file, sources_.file(*file).bytes(), arena_);
    if (!parsed.errors.empty()) {
      fail(parsed.errors.front().span, parsed.errors.front().message);
      return std::nullopt;
    }
    const text::Span start{*file, 0, 0};
    if (parsed.roots.empty()) {
      fail(start, "a baseline is a JSON object; write one with --write-baseline");
      return std::nullopt;
    }
    if (!take(*parsed.roots.front())) return std::nullopt;
    return std::move(baseline_);
  }

 private:
  bool fail(const text::Span& at, const std::string& message) {
    const text::Position place = sources_.start(at);
    error_ = baseline_.path.string() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " +
             message;
    return false;
  }

  bool take(const document::Node& root) {
    const document::Node* version = root.find("version");
    if (version == nullptr || version->text != format_version) {
      return fail(version != nullptr ? version->span : root.span,
                  "this is no baseline of version 1; write one with --write-baseline");
    }
    const document::Node* findings = root.find("findings");
    if (findings == nullptr || findings->kind != document::Kind::sequence) {
      return fail(findings != nullptr ? findings->span : root.span, "a baseline has a list `findings`");
    }
    return std::all_of(findings->items.begin(), findings->items.end(),
                       [&](const document::Node* item) { return take_entry(*item); });
  }

  bool take_entry(const document::Node& item) {
    Identity entry;
    if (item.kind != document::Kind::mapping) return fail(item.span, "an entry of `findings` is an object");
    const bool taken = take_text(item, "code", true, entry.code) && take_text(item, "file", true, entry.file) &&
                       take_text(item, "resource", false, entry.resource) &&
                       take_text(item, "message", true, entry.message) && take_text(item, "when", false, entry.when) &&
                       take_text(item, "fingerprint", true, entry.fingerprint);
    if (taken) baseline_.entries.push_back(std::move(entry));
    return taken;
  }

  bool take_text(const document::Node& item, std::string_view key, bool required, std::string& text) {
    const document::Node* value = item.find(key);
    if (value == nullptr && !required) return true;
    if (value == nullptr) return fail(item.span, "`" + std::string(key) + "` is missing");
    if (value->kind != document::Kind::string) return fail(value->span, "`" + std::string(key) + "` is a string");
    text = value->text;
    return true;
  }

  Baseline baseline_;
  std::string& error_;
  text::SourceManager sources_;
  text::Arena arena_;
};

/// Whether the run looked at a file, so that it says something if a finding there is not met again.
bool looked_at(const fs::path& file, const RunOptions& options) {
  std::vector<fs::path> paths = options.paths;
  if (!options.stdin_filename.empty()) paths = {options.stdin_filename};
  return std::any_of(paths.begin(), paths.end(), [&](const fs::path& path) {
    std::error_code ignored;
    const fs::path top = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
    const auto [rest, at] = std::mismatch(top.begin(), top.end(), file.begin(), file.end());
    return rest == top.end() || (rest->empty() && std::next(rest) == top.end());
  });
}

}  // namespace

std::optional<Baseline> read_baseline(const fs::path& path, std::string& error) {
  return BaselineReader(path, error).read();
}

Baseline make_baseline(const fs::path& path, std::span<const Finding> findings, const text::SourceManager& sources) {
  Baseline baseline{path, {}};
  Namer namer(path);
  for (const Finding& finding : findings) {
    if (finding.span.valid()) baseline.entries.push_back(namer.name(finding, sources));
  }
  return baseline;
}

std::string baseline_text(const Baseline& baseline) {
  std::vector<const Identity*> order;
  order.reserve(baseline.entries.size());
  for (const Identity& entry : baseline.entries) order.push_back(&entry);
  std::sort(order.begin(), order.end(), [](const Identity* a, const Identity* b) {
    return std::tie(a->file, a->code, a->resource, a->message, a->when, a->fingerprint) <
           std::tie(b->file, b->code, b->resource, b->message, b->when, b->fingerprint);
  });
  Json findings = Json::array();
  for (const Identity* entry : order) {
    Json object = {{"code", entry->code}, {"file", entry->file}};
    if (!entry->resource.empty()) object["resource"] = entry->resource;
    object["message"] = entry->message;
    if (!entry->when.empty()) object["when"] = entry->when;
    object["fingerprint"] = entry->fingerprint;
    findings.push_back(std::move(object));
  }
  const Json whole = {{"version", 1}, {"findings", std::move(findings)}};
  return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void apply_baseline(RunResult& result, const Baseline& baseline, const text::SourceManager& sources,
                    const RunOptions& options) {
  const fs::path folder = whole(baseline.path).parent_path();
  Namer namer(baseline.path);
  std::vector<Finding> in_files;
  std::vector<Finding> kept;
  for (Finding& finding : result.findings) (finding.span.valid() ? in_files : kept).push_back(std::move(finding));
  std::vector<Identity> now;
  now.reserve(in_files.size());
  for (const Finding& finding : in_files) now.push_back(namer.name(finding, sources));
  const Recognition recognition =
      recognize(baseline.entries, now, [&](const std::string& file) { return sources.is_file(folder / file); });
  for (std::size_t i = 0; i < in_files.size(); ++i) {
    if (!recognition.known[i]) {
      kept.push_back(std::move(in_files[i]));
      continue;
    }
    in_files[i].suppression = Suppression{Suppression::By::baseline, {}, {}};
    result.suppressed.push_back(std::move(in_files[i]));
  }
  result.findings = std::move(kept);
  if (!result.complete) return;  // what a syntax error hides is not mended
  for (const std::size_t index : recognition.vanished) {
    const Identity& entry = baseline.entries[index];
    if (options.selection.wants(entry.code) && looked_at((folder / entry.file).lexically_normal(), options)) {
      result.vanished.push_back(index);
    }
  }
}

Baseline pruned(const Baseline& baseline, const std::vector<std::size_t>& vanished) {
  Baseline rest{baseline.path, {}};
  for (std::size_t i = 0; i < baseline.entries.size(); ++i) {
    if (!std::binary_search(vanished.begin(), vanished.end(), i)) rest.entries.push_back(baseline.entries[i]);
  }
  return rest;
}

}  // namespace tieline::lint
