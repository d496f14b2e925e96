// `--diff BASE` and `--diff -`, in real repositories.

#include <gtest/gtest.h>

#include <filesystem>

#include "cli/sample.h"
#include "support/git.h"

namespace tieline {
namespace {

namespace fs = std::filesystem;
using test::GitRepository;
using test::reported;
using test::Sample;

using Places = std::vector<std::string>;

constexpr const char* misspelled = "com.amazonaws.us-west-2.elastic-inference";

class Diff : public testing::Test {
 protected:
  [[nodiscard]] Places since(const std::string& base, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"check", "--format", "json", "--diff", base};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return reported(repository_.tieline(arguments));
  }
  [[nodiscard]] std::string error_since(const std::string& base, const fs::path& folder = {}) const {
    const auto run = repository_.tieline({"check", "--diff", base}, {}, folder);
    EXPECT_EQ(run.exit_code, 2) << run.out << run.err;
    EXPECT_EQ(run.out, "");
    return run.err;
  }
  /// The findings that the change on the diff of the working tree causes, by way of standard input.
  [[nodiscard]] Places since_by_patch(const std::vector<std::string>& diff, const fs::path& folder = {}) const {
    std::vector<std::string> words{"diff"};
    words.insert(words.end(), diff.begin(), diff.end());
    return reported(repository_.tieline({"check", "--format", "json", "--diff", "-"}, repository_.git(words), folder));
  }

  GitRepository repository_;
};

TEST_F(Diff, ReportsWhatTheChangeCausesWhereverItShows) {
  Sample sample;
  sample.service = misspelled;
  sample.write(repository_.disk());
  repository_.commit("old faults");
  EXPECT_EQ(since("main"), Places{});

  sample.client_egress = false;
  sample.write(repository_.disk());
  // Only rules.tf changed; the fault is on the group, which another file holds.
  EXPECT_EQ(since("main"), Places{"EI306 groups.tf:5"});
  const auto run = repository_.tieline({"check", "--diff", "main"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.err.find("the merge base of main and HEAD; left out 1 finding that was there before\n"),
            std::string::npos)
      << run.err;
  EXPECT_EQ(since_by_patch({}), Places{"EI306 groups.tf:5"});
}

TEST_F(Diff, LooksAtCommitsIndexAndWorkingTreeAlike) {
  Sample sample;
  sample.write(repository_.disk());
  repository_.commit("sound");
  repository_.git({"checkout", "--quiet", "-b", "branch"});
  sample.service = misspelled;
  sample.write(repository_.disk());
  EXPECT_EQ(since("main"), Places{"EI201 endpoint.tf:3"});
  repository_.git({"add", "--all"});
  EXPECT_EQ(since("main"), Places{"EI201 endpoint.tf:3"});
  repository_.git({"commit", "--quiet", "-m", "wrong name"});
  EXPECT_EQ(since("main"), Places{"EI201 endpoint.tf:3"});
  EXPECT_EQ(since("HEAD"), Places{});
}

TEST_F(Diff, ComparesWithTheMergeBase) {
  Sample sample;
  sample.service = misspelled;
  sample.write(repository_.disk());
  repository_.commit("old fault");
  repository_.git({"checkout", "--quiet", "-b", "branch"});
  repository_.disk().write("README.md", "branch\n");
  repository_.commit("nothing");
  repository_.git({"checkout", "--quiet", "main"});
  Sample().write(repository_.disk());
  repository_.commit("mended on main");
  repository_.git({"checkout", "--quiet", "branch"});
  // The fault is not of this branch, though main no longer has it.
  EXPECT_EQ(since("main"), Places{});
}

TEST_F(Diff, SeesNewMovedRenamedAndDeletedFiles) {
  Sample sample;
  sample.service = misspelled;
  sample.write(repository_.disk(), "net work");
  repository_.commit("old faults");
  // Renamed with its folder, and lines moved: nothing new.
  repository_.git({"mv", "net work", "network"});
  repository_.disk().write("network/endpoint.tf", "# moved\n\n" + sample.endpoint());
  EXPECT_EQ(since("main"), Places{});
  // A file that git does not know yet.
  sample.write(repository_.disk(), "new\nfolder");
  EXPECT_EQ(since("main"), Places{"EI201 new\nfolder/endpoint.tf:3"});
  // Unless it is none of git's business.
  repository_.disk().write(".gitignore", "new*\n");
  EXPECT_EQ(since("main"), Places{});
  // Deleting a file can be a fault of another one.
  fs::remove(repository_.path() / "network/rules.tf");
  const Places deleted = since("main");
  EXPECT_TRUE(std::find(deleted.begin(), deleted.end(), "EI302 network/groups.tf:1") != deleted.end())
      << testing::PrintToString(deleted);
}

TEST_F(Diff, FollowsAResourceToAnotherFileOfItsModule) {
  Sample sample;
  sample.service = misspelled;
  sample.write(repository_.disk());
  repository_.commit("old fault");
  repository_.disk().write("endpoint.tf", "# nothing here\n");
  repository_.disk().write("main.tf", sample.endpoint());
  EXPECT_EQ(since("main"), Places{});
}

TEST_F(Diff, FindsTheSecondOfTwoAlike) {
  repository_.disk().write("a.yaml", "Resources:\n  A: !Ref Missing\n");
  repository_.disk().write("main.tf", "output \"a\" {\n  value = var.missing\n}\n");
  repository_.commit("old");
  repository_.disk().write("main.tf",
                           "output \"a\" {\n  value = var.missing\n}\noutput \"b\" {\n  value = var.missing\n}\n");
  EXPECT_EQ(since("main"), Places{"TL002 main.tf:5"});
}

TEST_F(Diff, DoesNotTakeAnOldSyntaxErrorForANewOne) {
  repository_.disk().write("broken.tf", "locals {\n  a = [1,\n");
  repository_.disk().write("main.tf", "locals {\n  b = 1\n}\n");
  repository_.commit("broken");
  EXPECT_EQ(since("main"), Places{});
  repository_.disk().write("main.tf", "locals {\n  b = [1,\n");
  const Places found = since("main");
  ASSERT_FALSE(found.empty());
  for (const std::string& place : found) EXPECT_TRUE(place.starts_with("TL001 main.tf:")) << place;
}

TEST_F(Diff, KnowsValuesFilesAndModules) {
  repository_.disk().write("main.tf",
                           "variable \"subnets\" {}\nmodule \"net\" {\n  source  = \"./net\"\n  subnets = "
                           "var.subnets\n}\n");
  repository_.disk().write("net/main.tf",
                           "variable \"subnets\" {}\nresource \"aws_vpc_endpoint\" \"ei\" {\n  vpc_id = \"vpc-1\"\n"
                           "  service_name = \"com.amazonaws.us-west-2.elastic-inference.runtime\"\n"
                           "  vpc_endpoint_type = \"Interface\"\n  private_dns_enabled = true\n"
                           "  security_group_ids = [\"sg-1\"]\n  subnet_ids = var.subnets\n}\n");
  repository_.disk().write("terraform.tfvars", "subnets = [\"subnet-1\", \"subnet-2\"]\n");
  repository_.disk().write("prod.tfvars", "subnets = [\"subnet-1\", \"subnet-2\"]\n");
  repository_.commit("two zones");
  EXPECT_EQ(since("main"), Places{});
  repository_.disk().write("prod.tfvars", "subnets = [\"subnet-1\"]\n");
  EXPECT_EQ(since("main"), Places{});
  EXPECT_EQ(since("main", {"--var-file", "prod.tfvars"}), Places{"EI401 net/main.tf:8"});
  repository_.disk().write("terraform.tfvars", "subnets = [\"subnet-1\"]\n");
  EXPECT_EQ(since("main"), Places{"EI401 net/main.tf:8"});
}

TEST_F(Diff, WorksFromAnyFolderAndForAnyPath) {
  Sample sample;
  sample.write(repository_.disk(), "infra/net");
  sample.write(repository_.disk(), "other");
  repository_.disk().write("docs/README.md", "");
  repository_.commit("sound");
  sample.service = misspelled;
  sample.write(repository_.disk(), "infra/net");
  sample.write(repository_.disk(), "other");
  const auto in = [&](const fs::path& folder, const std::string& path) {
    return reported(repository_.tieline({"check", "--format", "json", "--diff", "main", path}, {}, folder));
  };
  EXPECT_EQ(in("infra", "net"), Places{"EI201 net/endpoint.tf:3"});
  EXPECT_EQ(in("infra/net", "."), Places{"EI201 endpoint.tf:3"});
  EXPECT_EQ(in("", "infra/net/endpoint.tf"), Places{"EI201 infra/net/endpoint.tf:3"});
  EXPECT_EQ(in("docs", "../other"), Places{"EI201 " + (repository_.path() / "other/endpoint.tf:3").string()});
  EXPECT_EQ(since_by_patch({"--relative"}, "infra"), Places{"EI201 net/endpoint.tf:3"});
  EXPECT_EQ(since_by_patch({}, "infra/net"), Places{"EI201 endpoint.tf:3"});
  fs::create_directory_symlink("infra", repository_.path() / "link");
  EXPECT_EQ(in("", "link/net"), Places{"EI201 link/net/endpoint.tf:3"});
}

TEST_F(Diff, JudgesBothStatesByTheConfigurationThatThereIsNow) {
  Sample sample;
  sample.service = misspelled;
  sample.write(repository_.disk());
  repository_.disk().write("team.yaml", "severities:\n  EI303: error\n");
  repository_.commit("an old fault");
  // The configuration is new, and so is what it extends; what it leaves out and grades is no change of the templates.
  repository_.disk().write(".tieline.yaml", "extends: [team.yaml, more.yaml]\n");
  repository_.disk().write("more.yaml", "ignore: [EI303]\n");
  repository_.disk().write("team.yaml", "severities:\n  EI201: warning\n");
  repository_.git({"add", "--all"});
  EXPECT_EQ(since("main"), Places{});
  sample.client_egress = false;
  sample.write(repository_.disk());
  EXPECT_EQ(since("main"), Places{"EI306 groups.tf:5"});
  // So it is where the configuration is gone.
  repository_.commit("configured");
  for (const char* name : {".tieline.yaml", "more.yaml"}) std::filesystem::remove(repository_.disk().path() / name);
  EXPECT_EQ(since("HEAD"), Places{});
}

TEST_F(Diff, KnowsAFindingOfInstancesWhoseKeysChange) {
  const auto endpoints = [](const std::string& keys) {
    return "resource \"aws_vpc_endpoint\" \"ei\" {\n  for_each = toset([" + keys +
           "])\n  vpc_id = \"vpc-1\"\n"
           "  service_name = \"com.amazonaws.us-west-2.elastic-inference.runtime\"\n"
           "  vpc_endpoint_type = \"Interface\"\n  subnet_ids = [\"subnet-1\", \"subnet-2\"]\n"
           "  security_group_ids = [\"sg-1\"]\n}\n";
  };
  repository_.disk().write("main.tf", endpoints("\"a\", \"b\""));
  repository_.commit("an old fault");
  repository_.disk().write("main.tf", endpoints("\"an \\\"other\", \"b\""));
  EXPECT_EQ(since("main"), Places{});
}

TEST_F(Diff, IsForABufferToo) {
  Sample sample;
  sample.service = misspelled;
  sample.write(repository_.disk());
  repository_.commit("old fault");
  sample.client_egress = false;
  const auto run = repository_.tieline({"check", "--format", "json", "--diff", "main", "--stdin-filename", "rules.tf"},
                                       sample.rules());
  EXPECT_EQ(reported(run), Places{});  // what the buffer breaks is in another file, and this one alone is asked for
  sample.service = "com.amazonaws.us-west-2.elasticinference.runtime";
  const auto endpoint = repository_.tieline(
      {"check", "--format", "json", "--diff", "main", "--stdin-filename", "endpoint.tf"}, sample.endpoint());
  EXPECT_EQ(reported(endpoint), Places{"EI201 endpoint.tf:3"});
}

TEST_F(Diff, HandlesFilesThatAreNoText) {
  repository_.disk().write("main.tf", "locals {\n  a = 1 # caf\xE9\n}\n");
  repository_.disk().write("large.tf", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n");
  fs::create_symlink("main.tf", repository_.path() / "link.tf");
  repository_.commit("odd files");
  repository_.disk().write("main.tf", "\n\nlocals {\n  a = 2 # caf\xE9\n}\n");  // TL001, as before
  repository_.disk().write("large.tf", "output \"y\" {\n  value = var.y\n}\n");
  fs::remove(repository_.path() / "link.tf");
  repository_.disk().write("link.tf", "output \"z\" {\n  value = var.z\n}\n");
  EXPECT_EQ(since("main"), (Places{"TL002 large.tf:2", "TL002 link.tf:2"}));
}

TEST_F(Diff, TakesSubmodulesAsTheyAre) {
  const GitRepository inner;
  inner.disk().write("main.tf", "output \"x\" {\n  value = var.x\n}\n");
  inner.commit("inner");
  repository_.disk().write("main.tf", "locals {}\n");
  repository_.commit("outer");
  repository_.git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path().string(), "sub"});
  const auto run = repository_.tieline({"check", "--format", "json", "--diff", "main"});
  EXPECT_EQ(reported(run), Places{});
  EXPECT_NE(run.err.find("the submodule sub is taken as it is now"), std::string::npos) << run.err;
}

TEST_F(Diff, TouchesNothingAndRunsNothingOfTheRepository) {
  Sample sample;
  sample.write(repository_.disk());
  repository_.commit("sound");
  const fs::path mark = repository_.path() / ".git/ran";
  const std::string script =
      repository_.disk().write(".git/run.sh", "#!/bin/sh\ntouch '" + mark.string() + "'\n").string();
  fs::permissions(script, fs::perms::owner_all);
  for (const char* name : {"post-index-change", "post-checkout", "reference-transaction"}) {
    fs::copy_file(script, repository_.path() / ".git/hooks" / name);
  }
  for (const char* setting : {"core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command"}) {
    repository_.git({"-c", "core.hooksPath=/dev/null", "config", setting, script});
  }
  repository_.disk().write(".gitattributes", "*.tf diff=evil\n");
  sample.service = misspelled;
  sample.write(repository_.disk());
  fs::remove(mark);
  const auto index = repository_.disk().read(".git/index");
  EXPECT_EQ(since("main"), Places{"EI201 endpoint.tf:3"});
  EXPECT_FALSE(fs::exists(mark));
  EXPECT_EQ(repository_.disk().read(".git/index"), index);
}

TEST_F(Diff, SaysWhatToFetchWhereACommitIsMissing) {
  Sample().write(repository_.disk());
  repository_.commit("first");
  repository_.git({"checkout", "--quiet", "-b", "branch"});
  repository_.commit("second");
  repository_.commit("third");

  EXPECT_NE(error_since("no-such-branch").find("there is no commit of that name here\n"), std::string::npos);
  const GitRepository shallow({"--depth=1", "--branch=branch"}, repository_.path());
  const auto missing = shallow.tieline({"check", "--diff", "origin/main"});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_EQ(missing.err,
            "tieline: --diff origin/main: there is no commit of that name here; fetch it: git fetch --unshallow origin "
            "+main:refs/remotes/origin/main\n");
  shallow.git({"fetch", "--quiet", "--depth=1", "origin", "+main:refs/remotes/origin/main"});
  const auto cut = shallow.tieline({"check", "--diff", "origin/main"});
  EXPECT_EQ(cut.exit_code, 2);
  EXPECT_NE(
      cut.err.find("this clone is shallow and does not reach the commit at which HEAD left it; fetch the history: "
                   "git fetch --unshallow"),
      std::string::npos)
      << cut.err;
  const auto near = shallow.tieline({"check", "--diff", "main"});
  EXPECT_NE(near.err.find("use --diff origin/main"), std::string::npos) << near.err;
  // What the message says to do helps.
  shallow.git({"fetch", "--quiet", "--unshallow", "origin", "+main:refs/remotes/origin/main"});
  EXPECT_EQ(shallow.tieline({"check", "--diff", "origin/main"}).exit_code, 0);
}

TEST_F(Diff, FetchesNothingInAPartialClone) {
  Sample sample;
  sample.write(repository_.disk());
  repository_.commit("first");
  repository_.git({"config", "uploadpack.allowFilter", "true"});
  repository_.git({"checkout", "--quiet", "-b", "branch"});
  sample.service = misspelled;
  sample.write(repository_.disk());
  repository_.commit("second");
  const GitRepository partial({"--filter=blob:none", "--branch=branch"}, repository_.path());
  const auto run = partial.tieline({"check", "--diff", "origin/main"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("this clone is partial and lacks what endpoint.tf was; fetch it: git diff --stat "),
            std::string::npos)
      << run.err;
}

TEST_F(Diff, HasACommitAndARepository) {
  EXPECT_NE(error_since("--output=x").find("a commit is wanted"), std::string::npos);
  EXPECT_NE(error_since("a b").find("there is no commit of that name"), std::string::npos);
  Sample().write(repository_.disk());
  EXPECT_NE(error_since("HEAD").find("there is no commit of that name"), std::string::npos);
  repository_.commit("first");
  repository_.git({"checkout", "--quiet", "--orphan", "other"});
  repository_.commit("unrelated");
  EXPECT_NE(error_since("main").find("it and HEAD have no commit in common"), std::string::npos);

  const test::ScratchFolder nowhere;
  const auto outside = test::run_program({.arguments = {"check", "--diff", "main"}, .folder = nowhere.path()});
  EXPECT_EQ(outside.exit_code, 2);
  EXPECT_NE(outside.err.find("not a git repository"), std::string::npos) << outside.err;
  const auto two = repository_.tieline({"check", "--diff", "HEAD", ".", nowhere.path().string()});
  EXPECT_EQ(two.exit_code, 2);
  EXPECT_NE(two.err.find("is not in the repository"), std::string::npos) << two.err;
}

TEST_F(Diff, NeedsGitOnlyForACommit) {
  Sample().write(repository_.disk());
  const auto run = test::run_program({.arguments = {"check", "--diff", "main"},
                                      .folder = repository_.path(),
                                      .environment = {{"PATH", repository_.path().string()}}});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("git cannot be run: No such file or directory"), std::string::npos) << run.err;
}

TEST_F(Diff, OnStandardInputSaysWhereItDoesNotFit) {
  Sample().write(repository_.disk());
  const std::string patch = "--- a/endpoint.tf\n+++ b/endpoint.tf\n@@ -2 +2 @@\n-x\n+y\n";
  const auto run = repository_.tieline({"check", "--diff", "-"}, patch);
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(
      run.err,
      "tieline: --diff: standard input:3: endpoint.tf:2: the file does not say here what the diff says it does\n");
}

TEST_F(Diff, OnStandardInputUndoesRenamesAndNewFiles) {
  Sample sample;
  sample.service = misspelled;
  sample.write(repository_.disk());
  repository_.commit("old fault");
  repository_.git({"mv", "endpoint.tf", "a b.tf"});
  repository_.disk().write("new.tf", "output \"x\" {\n  value = var.x\n}\n");
  repository_.git({"rm", "--quiet", "rules.tf"});
  repository_.git({"add", "--all"});
  const Places found = since_by_patch({"HEAD"});
  EXPECT_EQ(found, (Places{"EI302 groups.tf:1", "EI303 groups.tf:1", "TL002 new.tf:2"}))
      << testing::PrintToString(found);
  EXPECT_EQ(since("main"), found);
}

TEST_F(Diff, IsTheSameForAnyNumberOfJobs) {
  Sample sample;
  for (int i = 0; i < 20; ++i) sample.write(repository_.disk(), std::to_string(i));
  repository_.commit("sound");
  sample.service = misspelled;
  for (int i = 0; i < 20; ++i) sample.write(repository_.disk(), std::to_string(i));
  const auto one = repository_.tieline({"check", "--diff", "main", "--jobs", "1"});
  const auto many = repository_.tieline({"check", "--diff", "main", "--jobs", "8"});
  EXPECT_EQ(one.exit_code, 1);
  EXPECT_EQ(one.out, many.out);
  EXPECT_EQ(one.err, many.err);
}

}  // namespace
}  // namespace tieline
