#include "lint/fixing.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "lint/driver.h"
#include "lint/files.h"
#include "lint/parse_check.h"
#include "text/edit.h"
#include "text/limits.h"

namespace tieline::lint {
namespace {

namespace fs = std::filesystem;

fs::path real_path(const fs::path& path) {
  std::error_code failed;
  fs::path real = fs::weakly_canonical(path, failed);
  return failed ? path : real;
}

/// An edit of a file by its number in Fixer::targets_, so that a file with two names is one file.
struct TargetEdit {
  std::size_t target;
  std::uint32_t begin;
  std::uint32_t end;
  std::string replacement;
  friend auto operator<=>(const TargetEdit&, const TargetEdit&) = default;  // NOLINT(modernize-use-nullptr): clang 14
};

/// The places of one file that are taken. Touching is overlapping: what two insertions at one place give would hang on
/// their order.
class TakenPlaces {
 public:
  [[nodiscard]] bool overlaps(const TargetEdit& edit) const {
    const auto after = ends_.upper_bound(edit.end);
    return after != ends_.begin() && std::prev(after)->second >= edit.begin;
  }
  void take(const TargetEdit& edit) { ends_.emplace(edit.begin, edit.end); }

 private:
  std::map<std::uint32_t, std::uint32_t> ends_;  ///< by begin; none overlaps another
};

/// A fix that is to be applied, and how many findings it mends.
struct Candidate {
  std::string key;  ///< what it is of: the same fix offered again after it was applied did not help
  std::vector<TargetEdit> edits;
  std::size_t findings = 1;
};

class Fixer {
 public:
  Fixer(const RunOptions& options, bool unsafe_too) : options_(options), unsafe_too_(unsafe_too) {
    if (!options.stdin_filename.empty()) {
      roots_.push_back(real_path(options.stdin_filename));
      return;
    }
    for (const fs::path& path : options.paths) {
      std::error_code ignored;
      const fs::path real = real_path(path);
      roots_.push_back(fs::is_directory(real, ignored) ? real : real.parent_path());
    }
  }

  FixOutcome fix() {
    for (std::size_t round = 0;; ++round) {
      lint();
      const std::vector<Candidate> candidates = collect();
      if (candidates.empty()) break;
      if (round == limits::fix_rounds) {
        note("fixes are left after " + std::to_string(round) + " rounds; run again for them");
        break;
      }
      apply(candidates);
    }
    return finish();
  }

 private:
  struct Target {
    fs::path path;
    std::string shown;
    std::string before;
    std::string text;
    bool frozen = false;  ///< fixes would break it
    std::size_t bundle = 0;
  };

  /// Lints the files as they are by now.
  void lint() {
    std::set<std::pair<std::string, std::size_t>> names;
    for (std::size_t i = 0; sources_ && i < sources_->size(); ++i) {
      const std::string& name = sources_->file(static_cast<text::FileId>(i)).path();
      if (const auto target = by_path_.find(real_path(name)); target != by_path_.end()) {
        names.emplace(name, target->second);
      }
    }
    auto fresh = std::make_unique<text::SourceManager>();
    for (const auto& [name, target] : names) fresh->add(name, targets_[target].text);
    result_ = run(*fresh, options_);
    sources_ = std::move(fresh);
  }

  /// The fixes that may be applied, each once, in the order of the findings.
  std::vector<Candidate> collect() {
    std::vector<Candidate> candidates;
    std::map<std::vector<TargetEdit>, std::size_t> by_edits;
    unsafe_left_ = 0;
    for (const Finding& finding : result_.findings) {
      std::optional<Candidate> candidate;
      for (const bool safe : {true, false}) {
        for (const Fix& fix : finding.fixes) {
          if (candidate || fix.safe != safe) continue;
          if (!safe && !unsafe_too_) {
            ++unsafe_left_;
          } else {
            candidate = candidate_of(finding, fix);
          }
        }
      }
      if (!candidate) continue;
      const auto [same, is_new] = by_edits.try_emplace(candidate->edits, candidates.size());
      if (is_new) {
        candidates.push_back(std::move(*candidate));
      } else {
        ++candidates[same->second].findings;
      }
    }
    std::map<std::string, std::size_t> offered;
    for (const Candidate& candidate : candidates) ++offered[candidate.key];
    for (const auto& [key, count] : offered) tries_.try_emplace(key, count);
    std::erase_if(candidates, [&](const Candidate& candidate) { return tries_[candidate.key] == 0; });
    return candidates;
  }

  std::optional<Candidate> candidate_of(const Finding& finding, const Fix& fix) {
    Candidate candidate;
    candidate.key = std::string(finding.code) + '\n' + finding.resource + '\n' + fix.description;
    for (const text::Edit& edit : fix.edits) {
      if (!edit.span.valid() || sources_->text(edit.span) == edit.replacement) return std::nullopt;
      const auto target = target_of(edit.span.file, finding);
      if (!target) return std::nullopt;
      candidate.edits.push_back({*target, edit.span.begin, edit.span.end, edit.replacement});
    }
    std::sort(candidate.edits.begin(), candidate.edits.end());
    candidate.edits.erase(std::unique(candidate.edits.begin(), candidate.edits.end()), candidate.edits.end());
    TakenPlaces taken;
    for (const TargetEdit& edit : candidate.edits) {
      if (taken.overlaps(edit)) return std::nullopt;
      taken.take(edit);
    }
    return candidate.edits.empty() ? std::nullopt : std::optional(std::move(candidate));
  }

  /// The file that an edit is of; nullopt, with a note, for one that fixes must leave alone.
  std::optional<std::size_t> target_of(text::FileId file, const Finding& finding) {
    const text::SourceFile& source = sources_->file(file);
    const fs::path real = real_path(source.path());
    if (const auto known = by_path_.find(real); known != by_path_.end()) {
      return targets_[known->second].frozen ? std::nullopt : std::optional(known->second);
    }
    const auto left_alone = [&](std::string_view why) {
      note("the fix of " + std::string(finding.code) + " was not applied: " + source.path() + ' ' + std::string(why));
      return std::nullopt;
    };
    if (root_of(real) == nullptr) return left_alone("lies outside the folder that is checked");
    if (is_in_skipped_folder(real)) return left_alone("is a copy that a tool made");
    by_path_.emplace(real, targets_.size());
    targets_.push_back({real, source.path(), std::string(source.bytes()), std::string(source.bytes())});
    return targets_.size() - 1;
  }

  /// The folder that is checked and holds the file, or null.
  [[nodiscard]] const fs::path* root_of(const fs::path& real) const {
    const auto root = std::find_if(roots_.begin(), roots_.end(), [&](const fs::path& folder) {
      return std::mismatch(folder.begin(), folder.end(), real.begin(), real.end()).first == folder.end();
    });
    return root == roots_.end() ? nullptr : &*root;
  }
  [[nodiscard]] bool is_in_skipped_folder(const fs::path& real) const {
    const fs::path below = real.lexically_relative(*root_of(real));
    return std::any_of(below.begin(), below.end(),
                       [](const fs::path& part) { return is_skipped_folder(part.string()); });
  }

  /// Applies those that do not overlap. Every call gets further: fixes are applied, or a file is given up.
  void apply(const std::vector<Candidate>& candidates) {
    std::vector<const Candidate*> accepted = without_overlaps(candidates);
    std::map<std::size_t, std::string> texts;
    while (true) {
      texts = texts_with(accepted);
      const auto broken = std::find_if(texts.begin(), texts.end(), [&](const auto& entry) {
        return count_syntax_errors(targets_[entry.first].shown, entry.second) >
               count_syntax_errors(targets_[entry.first].shown, targets_[entry.first].text);
      });
      if (broken == texts.end()) break;
      freeze(targets_[broken->first]);
      std::erase_if(accepted, [&](const Candidate* candidate) { return touches(*candidate, broken->first); });
    }
    for (auto& [target, text] : texts) targets_[target].text = std::move(text);
    for (const Candidate* candidate : accepted) {
      fixed_ += candidate->findings;
      --tries_[candidate->key];
      for (const TargetEdit& edit : candidate->edits)
        bundles_.emplace_back(candidate->edits.front().target, edit.target);
    }
  }

  /// The first of those that overlap; the others have their turn in another round.
  [[nodiscard]] std::vector<const Candidate*> without_overlaps(const std::vector<Candidate>& candidates) const {
    std::vector<TakenPlaces> taken(targets_.size());
    std::vector<const Candidate*> accepted;
    for (const Candidate& candidate : candidates) {
      const bool free = std::none_of(candidate.edits.begin(), candidate.edits.end(),
                                     [&](const TargetEdit& edit) { return taken[edit.target].overlaps(edit); });
      if (!free) continue;
      for (const TargetEdit& edit : candidate.edits) taken[edit.target].take(edit);
      accepted.push_back(&candidate);
    }
    return accepted;
  }
  static bool touches(const Candidate& candidate, std::size_t target) {
    return std::any_of(candidate.edits.begin(), candidate.edits.end(),
                       [&](const TargetEdit& edit) { return edit.target == target; });
  }

  [[nodiscard]] std::map<std::size_t, std::string> texts_with(const std::vector<const Candidate*>& accepted) const {
    std::map<std::size_t, std::vector<text::Edit>> edits;
    for (const Candidate* candidate : accepted) {
      for (const TargetEdit& edit : candidate->edits) {
        edits[edit.target].push_back({{text::FileId::none, edit.begin, edit.end}, edit.replacement});
      }
    }
    std::map<std::size_t, std::string> texts;
    for (auto& [target, list] : edits) {
      std::sort(list.begin(), list.end(),
                [](const text::Edit& a, const text::Edit& b) { return a.span.begin < b.span.begin; });
      texts.emplace(target, text::apply(targets_[target].text, list));
    }
    return texts;
  }

  void freeze(Target& target) {
    target.frozen = true;
    note(target.shown + " would not parse with its fixes; it is left as it is");
  }

  void note(std::string text) {
    if (std::find(notes_.begin(), notes_.end(), text) == notes_.end()) notes_.push_back(std::move(text));
  }

  FixOutcome finish() {
    for (std::size_t i = 0; i < targets_.size(); ++i) targets_[i].bundle = i;
    const auto head = [&](std::size_t target) {
      while (targets_[target].bundle != target) target = targets_[target].bundle;
      return target;
    };
    for (const auto& [a, b] : bundles_) targets_[head(b)].bundle = head(a);
    FixOutcome outcome;
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      Target& target = targets_[i];
      if (target.text == target.before) continue;
      outcome.files.push_back({target.path, target.shown, std::move(target.before), std::move(target.text), head(i)});
    }
    std::sort(outcome.files.begin(), outcome.files.end(),
              [](const FixedFile& a, const FixedFile& b) { return a.shown < b.shown; });
    outcome.sources = std::move(sources_);
    outcome.result = std::move(result_);
    outcome.fixed = fixed_;
    outcome.unsafe = unsafe_left_;
    outcome.notes = std::move(notes_);
    return outcome;
  }

  const RunOptions& options_;
  const bool unsafe_too_;
  std::vector<fs::path> roots_;
  std::unique_ptr<text::SourceManager> sources_;
  RunResult result_;
  std::vector<Target> targets_;
  std::map<fs::path, std::size_t> by_path_;
  std::map<std::string, std::size_t> tries_;  ///< how often a fix may still be applied, by Candidate::key
  std::vector<std::pair<std::size_t, std::size_t>> bundles_;
  std::size_t fixed_ = 0;
  std::size_t unsafe_left_ = 0;
  std::vector<std::string> notes_;
};

}  // namespace

FixOutcome fix(const RunOptions& options, bool unsafe_too) { return Fixer(options, unsafe_too).fix(); }

}  // namespace tieline::lint
