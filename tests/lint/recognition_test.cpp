// Which findings of now were there before.

#include "lint/recognition.h"

#include <gtest/gtest.h>

#include <set>

#include "lint/fingerprint.h"
#include "text/source.h"

namespace tieline::lint {
namespace {

/// A finding on the first `mark` of a text.
struct Sample {
  std::string file = "main.tf";
  std::string text = "resource \"a\" \"b\" {\n}\n";
  std::string mark = "resource \"a\" \"b\" {";
  std::string code = "EI302";
  std::string resource = "a.b";
  std::string message = "it is wrong";
  std::string when = {};
};

Finding finding_of(const Sample& sample, text::SourceManager& sources) {
  const text::FileId file = sources.add(sample.file, sample.text);
  const auto begin = static_cast<std::uint32_t>(sample.text.find(sample.mark));
  Finding finding;
  finding.code = sample.code;
  finding.resource = sample.resource;
  finding.message = sample.message;
  finding.when = sample.when;
  finding.span = {file, begin, begin + static_cast<std::uint32_t>(sample.mark.size())};
  return finding;
}

Identity identity_of(const Sample& sample) {
  text::SourceManager sources;
  return identity(finding_of(sample, sources), sources);
}

std::string fingerprint_of(const Sample& sample) {
  text::SourceManager sources;
  const Finding finding = finding_of(sample, sources);
  return fingerprints({&finding, 1}, sources).front();
}

TEST(Fingerprint, StaysWhenLinesMoveOrOtherTextChanges) {
  const Sample before;
  Sample after;
  after.text = "# moved\n\nvariable \"new\" {}\n  " + before.text + "\nlocals {}\n";
  EXPECT_EQ(identity_of(after).fingerprint, identity_of(before).fingerprint);
  EXPECT_EQ(fingerprint_of(after), fingerprint_of(before));
}

TEST(Fingerprint, DiffersWithWhatIsWrong) {
  const Sample one;
  std::set<std::string> seen{fingerprint_of(one)};
  for (const auto& change :
       std::vector<void (*)(Sample&)>{[](Sample& s) { s.file = "other.tf"; }, [](Sample& s) { s.code = "EI303"; },
                                      [](Sample& s) { s.resource = "a.c"; }, [](Sample& s) { s.message = "it is not"; },
                                      [](Sample& s) { s.when = "prod is true"; }}) {
    Sample other;
    change(other);
    EXPECT_TRUE(seen.insert(fingerprint_of(other)).second);
  }
}

TEST(Fingerprint, TellsAlikesApartByTheirNumber) {
  text::SourceManager sources;
  const Sample sample;  // the findings point into it
  const std::vector<Finding> findings(3, finding_of(sample, sources));
  const auto names = fingerprints(findings, sources);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 3U);
}

TEST(Fingerprint, DoesNotHoldThePlacesThatMessagesName) {
  Sample before;
  before.message = "the template fails (at user_data.tftpl:3,4-9) here: no. See main.tf:12,3-13,4.";
  Sample after = before;
  after.message = "the template fails (at user_data.tftpl:30,14-19) here: no. See main.tf:2,3-3,14.";
  EXPECT_EQ(identity_of(after).message, identity_of(before).message);
  Sample times;
  times.message = "the window 03:00-04:00 is 1:2";
  EXPECT_EQ(identity_of(times).message, times.message);
}

Recognition recognize_in(const std::vector<Sample>& before, const std::vector<Sample>& now,
                         const std::set<std::string>& gone = {}) {
  std::vector<Identity> old_ones;
  std::vector<Identity> new_ones;
  for (const Sample& sample : before) old_ones.push_back(identity_of(sample));
  for (const Sample& sample : now) new_ones.push_back(identity_of(sample));
  return recognize(old_ones, new_ones, [&](const std::string& file) { return !gone.contains(file); });
}

std::size_t new_ones(const Recognition& recognition) {
  return static_cast<std::size_t>(std::count(recognition.known.begin(), recognition.known.end(), false));
}

TEST(Recognition, CountsAlikes) {
  const Sample one;
  EXPECT_EQ(new_ones(recognize_in({one, one}, {one, one, one})), 1U);
  const Recognition fewer = recognize_in({one, one, one}, {one});
  EXPECT_EQ(new_ones(fewer), 0U);
  EXPECT_EQ(fewer.vanished, (std::vector<std::size_t>{1, 2}));
}

TEST(Recognition, OfAlikesTakesTheOneWithTheSameText) {
  Sample old;
  old.text = old.mark = "cidr_blocks = [\"10.0.0.0/8\"]";
  Sample added = old;
  added.text = added.mark = "cidr_blocks = [\"10.0.0.0/8\"] # again";
  EXPECT_EQ(recognize_in({old}, {added, old}).known, (std::vector<bool>{false, true}));
  EXPECT_EQ(recognize_in({old}, {old, added}).known, (std::vector<bool>{true, false}));
  // The text of the line alone makes no new fault.
  EXPECT_EQ(new_ones(recognize_in({old}, {added})), 0U);
}

TEST(Recognition, FollowsARenamedFile) {
  const Sample before;
  Sample after;
  after.file = "network/groups.tf";
  EXPECT_EQ(new_ones(recognize_in({before}, {after}, {"main.tf"})), 0U);
  after.text = after.mark = "resource \"a\" \"b\" { # renamed and edited";
  EXPECT_EQ(new_ones(recognize_in({before}, {after}, {"main.tf"})), 0U);
}

TEST(Recognition, KnowsNothingOfAnotherFileWhileTheFirstIsThere) {
  Sample before;
  before.file = "a.yaml";
  Sample after;
  after.file = "b.yaml";
  const Recognition recognition = recognize_in({before}, {after});
  EXPECT_EQ(new_ones(recognition), 1U);
  EXPECT_EQ(recognition.vanished.size(), 1U);
}

TEST(Recognition, FollowsAResourceWithinItsModule) {
  Sample before;
  before.file = "net/main.tf";
  Sample after;
  after.file = "net/groups.tf";
  EXPECT_EQ(new_ones(recognize_in({before}, {after})), 0U);
  after.file = "other/groups.tf";
  EXPECT_EQ(new_ones(recognize_in({before}, {after})), 1U);
  // Two faults that belong to no resource are told apart by nothing but their files.
  before.resource.clear();
  after.resource.clear();
  after.file = "net/groups.tf";
  EXPECT_EQ(new_ones(recognize_in({before}, {after})), 1U);
}

TEST(Recognition, PrefersTheSameFile) {
  Sample first;
  first.file = "net/a.tf";
  Sample second;
  second.file = "net/b.tf";
  EXPECT_EQ(recognize_in({second}, {first, second}).known, (std::vector<bool>{false, true}));
}

TEST(Recognition, FollowsNoSyntaxErrorToAnotherFile) {
  Sample before;
  before.code = "TL001";
  before.resource.clear();
  Sample after = before;
  after.file = "new.tf";
  EXPECT_EQ(new_ones(recognize_in({before}, {after}, {"main.tf"})), 1U);
  EXPECT_EQ(new_ones(recognize_in({before}, {before})), 0U);
}

}  // namespace
}  // namespace tieline::lint
