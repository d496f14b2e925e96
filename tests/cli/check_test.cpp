// `tieline check`: what the command line says, exit codes, and where the report goes.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/source_dir.h"

namespace tieline {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::ProgramRun;
using test::run_program;
using test::ScratchFolder;

/// An error (EI201), a warning (EI206) and nothing else of its endpoint.
constexpr std::string_view faulty = R"(resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  security_group_ids  = var.groups
  subnet_ids          = var.subnets
}
variable "groups" {}
variable "subnets" {}
)";

constexpr std::string_view clean = "locals {\n  a = 1\n}\n";

class Check : public testing::Test {
 protected:
  [[nodiscard]] ProgramRun check(std::vector<std::string> arguments, std::string input = {}) const {
    arguments.insert(arguments.begin(), "check");
    return run_program({std::move(arguments), folder_.path(), std::move(input)});
  }

  /// The codes that a run with these arguments reports.
  [[nodiscard]] std::vector<std::string> codes(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    return codes_of(check(arguments));
  }

  [[nodiscard]] static std::vector<std::string> codes_of(const ProgramRun& run) {
    const json report = json::parse(run.out);
    std::vector<std::string> found;
    for (const json& finding : report["findings"]) found.push_back(finding["code"]);
    std::sort(found.begin(), found.end());
    return found;
  }

  /// The call is wrong: exit code 2, nothing on standard output, and a message that holds `part`.
  void expect_wrong(const std::vector<std::string>& arguments, std::string_view part) const {
    const ProgramRun run = check(arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_TRUE(run.err.starts_with("tieline: ")) << run.err;
    EXPECT_NE(run.err.find(part), std::string::npos) << run.err;
  }

  ScratchFolder folder_;
};

TEST_F(Check, ExitCodeIsOneForFindingsAndZeroForNone) {
  folder_.write("clean/main.tf", clean);
  folder_.write("faulty/main.tf", faulty);
  EXPECT_EQ(check({"clean"}).exit_code, 0);
  EXPECT_EQ(check({"faulty"}).exit_code, 1);
  EXPECT_EQ(check({}).exit_code, 1);  // the current folder
  EXPECT_EQ(codes({"clean", "faulty"}), (std::vector<std::string>{"EI201", "EI206"}));
}

TEST_F(Check, IsUnderstoodWhereNoCommandIsNamed) {
  folder_.write("faulty/main.tf", faulty);
  const ProgramRun named = check({"faulty"});
  EXPECT_EQ(run_program({{"faulty"}, folder_.path()}).out, named.out);
  EXPECT_EQ(run_program({{}, folder_.path()}).exit_code, 1);
  EXPECT_EQ(run_program({{"--format", "json"}, folder_.path()}).exit_code, 1);
}

TEST_F(Check, FailOnSaysFromWhichSeverityOn) {
  folder_.write("main.tf", faulty);
  EXPECT_EQ(check({"--fail-on", "error"}).exit_code, 1);
  EXPECT_EQ(check({"--fail-on", "error", "--ignore", "EI201"}).exit_code, 0);
  EXPECT_EQ(check({"--fail-on", "warning", "--ignore", "EI201"}).exit_code, 1);
  EXPECT_EQ(check({"--fail-on", "info", "--ignore", "EI201,EI206"}).exit_code, 0);
  EXPECT_EQ(check({"--fail-on", "never"}).exit_code, 0);
  expect_wrong({"--fail-on", "fatal"}, "--fail-on fatal: use error, warning, info or never");
}

TEST_F(Check, FailOnInfoCountsWhatIsForInformation) {
  folder_.write("t.yaml",
                "Resources:\n  N:\n    Type: AWS::SageMaker::NotebookInstance\n    Properties:\n"
                "      InstanceType: ml.t2.medium\n      AcceleratorTypes: [ml.eia2.medium]\n      RoleArn: arn:x\n");
  EXPECT_EQ(codes({}), std::vector<std::string>{"EI503"});
  EXPECT_EQ(check({}).exit_code, 0);
  EXPECT_EQ(check({"--fail-on", "info"}).exit_code, 1);
}

TEST_F(Check, SelectAndIgnoreTakeCodesPrefixesAndNames) {
  folder_.write("main.tf", faulty);
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes({"--select", "EI201"}), Codes{"EI201"});
  EXPECT_EQ(codes({"--select", "private-dns-disabled"}), Codes{"EI206"});
  EXPECT_EQ(codes({"--select", "EI2"}), (Codes{"EI201", "EI206"}));
  EXPECT_EQ(codes({"--select", "EI3"}), Codes());
  EXPECT_EQ(codes({"--ignore", "ei2"}), Codes());
  EXPECT_EQ(codes({"--ignore", "EI2", "--select", "EI201"}), Codes{"EI201"});  // the longer one decides
  EXPECT_EQ(codes({"--select", "EI2", "--ignore", "EI206"}), Codes{"EI201"});
  EXPECT_EQ(codes({"--select", "EI201", "--select", "EI206"}), (Codes{"EI201", "EI206"}));
  expect_wrong({"--select", "EI999"}, "--select EI999: there is no such rule; `tieline rules` lists them");
  expect_wrong({"--ignore", "EI201,nonsense"}, "--ignore nonsense: there is no such rule");
}

TEST_F(Check, AnOptionOrFormatThatIsNoneIsAWrongCall) {
  expect_wrong({"--nosuch"}, "--nosuch");
  expect_wrong({"--format", "html"}, "--format: there is no format 'html'; use one of text, json, sarif, github, ");
  expect_wrong({"--format", ""}, "there is no format ''");
  expect_wrong({"--jobs", "many"}, "--jobs");
}

TEST_F(Check, APathThatDoesNotExistIsAWrongCall) {
  folder_.write("main.tf", faulty);
  expect_wrong({"nowhere"}, "nowhere: no such file or folder");
  expect_wrong({"main.tf", "nowhere.tf"}, "nowhere.tf: no such file or folder");
  expect_wrong({"--var-file", "nowhere.tfvars"}, "--var-file nowhere.tfvars: no such file");
  expect_wrong({"--parameters", "nowhere.json"}, "--parameters nowhere.json: ");
}

TEST_F(Check, ATemplateThatDoesNotParseIsAFinding) {
  folder_.write("main.tf", "resource \"a\" {");
  const ProgramRun run = check({"--format", "json"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(json::parse(run.out)["findings"][0]["code"], "TL001");
}

TEST_F(Check, AFileThatCannotBeReadIsReportedAndTheRestIsChecked) {
  folder_.write("good/main.tf", faulty);
  fs::create_directory_symlink("nowhere", folder_.path() / "good" / "gone.tf");
  const ProgramRun run = check({"--format", "json"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(codes_of(run), (std::vector<std::string>{"EI201", "EI206", "TL001"})) << run.out;
}

TEST_F(Check, VariablesAndParametersSettleValues) {
  folder_.write("tf/main.tf",
                "variable \"type\" {}\nresource \"aws_vpc_endpoint\" \"ei\" {\n"
                "  service_name = \"com.amazonaws.us-west-2.elastic-inference.runtime\"\n"
                "  vpc_endpoint_type = var.type\n}\n");
  folder_.write("tf/gateway.tfvars", "type = \"Gateway\"\n");
  const auto has = [](const std::vector<std::string>& all, const char* code) {
    return std::find(all.begin(), all.end(), code) != all.end();
  };
  EXPECT_FALSE(has(codes({"tf"}), "EI204"));
  EXPECT_TRUE(has(codes({"tf", "--var", "type=Gateway"}), "EI204"));
  EXPECT_TRUE(has(codes({"tf", "--var-file", "tf/gateway.tfvars"}), "EI204"));
  expect_wrong({"tf", "--var", "type"}, "--var type: write NAME=VALUE");
  expect_wrong({"tf", "--var", "=x"}, "--var =x: write NAME=VALUE");

  folder_.write("cfn/t.yaml",
                "Parameters:\n  Type: {Type: String}\nResources:\n  E:\n    Type: AWS::EC2::VPCEndpoint\n"
                "    Properties:\n      ServiceName: com.amazonaws.us-west-2.elastic-inference.runtime\n"
                "      VpcEndpointType: !Ref Type\n");
  folder_.write("list.json", R"([{"ParameterKey": "Type", "ParameterValue": "Gateway"}])");
  folder_.write("map.json", R"({"Type": "Gateway"})");
  folder_.write("bad.json", "{\n  \"Type\": }");
  EXPECT_FALSE(has(codes({"cfn"}), "EI204"));
  EXPECT_TRUE(has(codes({"cfn", "--parameters", "list.json"}), "EI204"));
  EXPECT_TRUE(has(codes({"cfn", "--parameters", "map.json"}), "EI204"));
  expect_wrong({"cfn", "--parameters", "bad.json"}, "--parameters bad.json:2:");
}

TEST_F(Check, StandardInputStandsForAFileWithTheRestOfItsFolderOnDisk) {
  folder_.write("net/variables.tf",
                "variable \"name\" {\n  default = \"com.amazonaws.us-west-2.elastic-inference\"\n}\n");
  folder_.write("net/main.tf", clean);
  const std::string buffer = "resource \"aws_vpc_endpoint\" \"ei\" {\n  service_name = var.name\n}\n";
  const ProgramRun run = check({"--stdin-filename", "net/main.tf", "--format", "json", "--select", "EI201"}, buffer);
  EXPECT_EQ(run.exit_code, 1);
  const json findings = json::parse(run.out)["findings"];
  ASSERT_EQ(findings.size(), 1U) << run.out;
  EXPECT_EQ(findings[0]["file"], "net/main.tf");
  EXPECT_EQ(findings[0]["range"]["start"]["line"], 2);
  expect_wrong({"--stdin-filename", "net/main.tf", "net"}, "name no other");
}

TEST_F(Check, OutputIsTheSameForAnyNumberOfJobs) {
  const std::vector<std::string> formats{"text", "sarif", "markdown"};
  for (const std::string jobs : {"1", "8"}) {
    std::vector<std::string> arguments{"check", "--jobs", jobs};
    for (const std::string& format : formats) {
      arguments.insert(arguments.end(), {"--format", format + "=" + (folder_.path() / (format + jobs)).string()});
    }
    EXPECT_EQ(run_program({arguments, test::source_dir() / "testdata"}).exit_code, 1);
  }
  for (const std::string& format : formats) {
    const std::string one = folder_.read(format + "1").value();
    EXPECT_GT(one.size(), 100'000U) << format;
    EXPECT_TRUE(one == folder_.read(format + "8")) << format << " differs between --jobs 1 and 8";
  }
}

/// A terminal for the program's standard output.
class Terminal {
 public:
  Terminal() : master_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    const bool usable = master_ >= 0 && ::grantpt(master_) == 0 && ::unlockpt(master_) == 0;
    EXPECT_TRUE(usable) << "no pseudo-terminal can be had";
    if (usable) name_ = ::ptsname(master_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() { ::close(master_); }

  /// What is shown of a run with these settings.
  std::string shows(const ScratchFolder& folder, std::vector<std::pair<std::string, std::string>> settings) {
    const auto take_output = [this] { ::dup2(::open(name_.c_str(), O_WRONLY | O_NOCTTY), STDOUT_FILENO); };
    const auto run = run_program({{"check", "--select", "EI201"}, folder.path(), {}, std::move(settings), take_output});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_EQ(run.out, "");
    std::string text(64 * 1024, '\0');  // less than a terminal keeps
    const ssize_t count = ::read(master_, text.data(), text.size());
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return text;
  }

 private:
  int master_;
  std::string name_;
};

TEST_F(Check, ColoursAreForTerminalsThatWantThem) {
  folder_.write("main.tf", faulty);
  EXPECT_EQ(check({}).out.find('\x1b'), std::string::npos);  // a file or a pipe
  EXPECT_TRUE(Terminal().shows(folder_, {{"TERM", "xterm"}}).starts_with("\x1b[1;31merror[EI201]\x1b[0m"));
  EXPECT_TRUE(Terminal().shows(folder_, {{"TERM", "xterm"}, {"NO_COLOR", ""}}).starts_with("\x1b[1;31merror"));
  EXPECT_TRUE(Terminal().shows(folder_, {{"TERM", "xterm"}, {"NO_COLOR", "1"}}).starts_with("error[EI201] wrong"));
  EXPECT_TRUE(Terminal().shows(folder_, {{"TERM", "dumb"}}).starts_with("error[EI201] wrong"));
  EXPECT_TRUE(Terminal().shows(folder_, {}).starts_with("error[EI201] wrong"));
}

// What follows is about the places reports go to.

TEST_F(Check, SeveralFormatsInOneRun) {
  folder_.write("main.tf", faulty);
  const ProgramRun run = check({"--format", "sarif=out.sarif", "--format", "github", "--format", "markdown=out.md"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.err, "");
  EXPECT_TRUE(run.out.starts_with("::error file=main.tf,")) << run.out;
  EXPECT_EQ(json::parse(folder_.read("out.sarif").value())["version"], "2.1.0");
  const std::string markdown = folder_.read("out.md").value();
  EXPECT_TRUE(markdown.starts_with("## Tieline\n"));
  EXPECT_NE(markdown.find("```mermaid\n"), std::string::npos) << markdown;
  EXPECT_NE(markdown.find("aws_vpc_endpoint.ei<br/>com.amazonaws.us-west-2.elastic-inference<br/>EI201 EI206"),
            std::string::npos)
      << markdown;
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"main.tf", "out.md", "out.sarif"}));
}

TEST_F(Check, OutputIsForTheFormatWithoutAFile) {
  folder_.write("main.tf", faulty);
  const ProgramRun run = check({"--format", "json=out.json", "--format", "gitlab", "--output", "out=2.json"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_TRUE(json::parse(folder_.read("out.json").value()).is_object());
  EXPECT_TRUE(json::parse(folder_.read("out=2.json").value()).is_array());
  EXPECT_EQ(check({"--output", "out.txt"}).out, "");
  EXPECT_TRUE(folder_.read("out.txt").value().ends_with("Found 1 error, 1 warning in 1 file.\n"));
}

TEST_F(Check, TwoReportsNeverShareAPlace) {
  folder_.write("main.tf", faulty);
  expect_wrong({"--format", "text", "--format", "github"},
               "text and github would both go to standard output; give one a file: --format github=FILE");
  expect_wrong({"--format", "text", "--format", "github", "--output", "x"}, "text and github would both go to x");
  expect_wrong({"--format", "json=x", "--format", "sarif=./x"}, "two reports would go to ./x");
  expect_wrong({"--format", "json=x", "--output", "y"}, "--output y: every --format has a file of its own already");
  expect_wrong({"--format", "json="}, "name a file after the '='");
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"main.tf"});
}

TEST_F(Check, AFileIsReplacedWithItsModeAndThroughItsLink) {
  folder_.write("main.tf", faulty);
  folder_.write("reports/real.json", "old");
  ::chmod((folder_.path() / "reports/real.json").c_str(), 0640);
  fs::create_symlink("reports/real.json", folder_.path() / "link.json");
  EXPECT_EQ(check({"--format", "json=link.json"}).exit_code, 1);
  EXPECT_TRUE(fs::is_symlink(folder_.path() / "link.json"));
  EXPECT_TRUE(json::parse(folder_.read("reports/real.json").value()).is_object());
  struct stat status {};
  ASSERT_EQ(::stat((folder_.path() / "reports/real.json").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0640U);
}

TEST_F(Check, ANewFileHasTheModeOfTheMask) {
  folder_.write("main.tf", clean);
  const auto run = run_program({{"check", "--output", "out.txt"}, folder_.path(), {}, {}, [] { ::umask(027); }});
  EXPECT_EQ(run.exit_code, 0);
  struct stat status {};
  ASSERT_EQ(::stat((folder_.path() / "out.txt").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0640U);
}

TEST_F(Check, NothingIsWrittenWhereOneFileCannotBe) {
  folder_.write("main.tf", faulty);
  folder_.write("a.json", "old");
  fs::create_directory(folder_.path() / "folder");
  for (const char* impossible :
       {"sarif=nowhere/out.sarif", "sarif=folder", "sarif=/proc/out.sarif", "sarif=main.tf/x"}) {
    const ProgramRun run = check({"--format", "json=a.json", "--format", impossible, "--format", "github"});
    EXPECT_EQ(run.exit_code, 2) << impossible;
    EXPECT_EQ(run.out, "") << impossible;
    EXPECT_TRUE(run.err.starts_with("tieline: cannot write the report: ")) << run.err;
    EXPECT_EQ(folder_.read("a.json"), "old") << impossible;
    EXPECT_EQ(folder_.names(), (std::vector<std::string>{"a.json", "folder", "main.tf"})) << impossible;
  }
}

TEST_F(Check, AFullDiskLeavesTheFileAsItWas) {
  folder_.write("main.tf", faulty);
  folder_.write("out.sarif", "old");
  // A limit on the size of files fails a write in the middle, as a full disk does.
  const auto run = run_program({{"check", "--format", "sarif=out.sarif"}, folder_.path(), {}, {}, [] {
                                  std::signal(SIGXFSZ, SIG_IGN);
                                  const rlimit limit{4096, 4096};
                                  ::setrlimit(RLIMIT_FSIZE, &limit);
                                }});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("tieline: cannot write the report: out.sarif: File too large"), std::string::npos) << run.err;
  EXPECT_EQ(folder_.read("out.sarif"), "old");
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"main.tf", "out.sarif"}));
}

TEST_F(Check, ADeviceTakesWhatIsWritten) {
  folder_.write("main.tf", faulty);
  EXPECT_EQ(check({"--output", "/dev/null"}).exit_code, 1);
  const ProgramRun full = check({"--output", "/dev/full"});
  EXPECT_EQ(full.exit_code, 2);
  EXPECT_NE(full.err.find("/dev/full: No space left on device"), std::string::npos) << full.err;
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(Check, TheCategoryIsOfSarif) {
  folder_.write("main.tf", faulty);
  const ProgramRun run = check({"--format", "sarif", "--sarif-category", "network"});
  EXPECT_EQ(json::parse(run.out)["runs"][0]["automationDetails"]["id"], "network/");
}

TEST_F(Check, GraphDrawsAndKnowsItsFormats) {
  folder_.write("main.tf", faulty);
  const auto graph = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "graph");
    return run_program({std::move(arguments), folder_.path()});
  };
  EXPECT_TRUE(graph({}).out.starts_with("digraph tieline {\n"));
  EXPECT_TRUE(graph({"--format", "mermaid"}).out.starts_with("flowchart LR\n"));
  EXPECT_NE(graph({"--format", "mermaid"}).out.find("EI201"), std::string::npos);
  EXPECT_EQ(graph({"--format", "mermaid", "--no-faults"}).out.find("EI201"), std::string::npos);
  EXPECT_EQ(json::parse(graph({"--format", "json"}).out)["graphs"].size(), 1U);
  EXPECT_EQ(graph({"--format", "sarif"}).exit_code, 2);
}

}  // namespace
}  // namespace tieline
