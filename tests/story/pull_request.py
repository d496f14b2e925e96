#!/usr/bin/env python3
"""The story of a pull request, told with the program itself: a repository with thirty old findings gets a baseline; a
branch deletes one egress rule and adds a wrong service name; exactly these two are reported, in every format; --fix
mends one, a suppression with a reason silences the other. Usage: pull_request.py TIELINE"""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET
from pathlib import Path

TIELINE = os.path.abspath(sys.argv[1])
RIGHT_NAME = "com.amazonaws.us-west-2.elastic-inference.runtime"
WRONG_NAME = "com.amazonaws.us-west-2.elastic-inference"
TEAMS = ["ads", "billing", "fraud", "maps", "music", "news", "photos", "search", "speech", "video"]

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "Story",
    "GIT_AUTHOR_EMAIL": "story@example.com",
    "GIT_COMMITTER_NAME": "Story",
    "GIT_COMMITTER_EMAIL": "story@example.com",
    "LC_ALL": "C.UTF-8",
}

ENDPOINT = """\
resource "aws_vpc_endpoint" "ei" {{
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "{service}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = {dns}
  subnet_ids          = [{subnets}]
  security_group_ids  = [aws_security_group.endpoint.id]
}}
"""

GROUPS = """\
resource "aws_security_group" "endpoint" {
  name   = "endpoint"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_security_group" "client" {
  name   = "client"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
}
"""

RULES = """\
resource "aws_vpc_security_group_ingress_rule" "from_client" {
  security_group_id            = aws_security_group.endpoint.id
  referenced_security_group_id = aws_security_group.client.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "anywhere" {
  security_group_id = aws_security_group.endpoint.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
"""

TO_ENDPOINT = """
resource "aws_vpc_security_group_egress_rule" "to_endpoint" {
  security_group_id            = aws_security_group.client.id
  referenced_security_group_id = aws_security_group.endpoint.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
"""

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Description: The recommendation service

Resources:
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: vpc-0a1b2c3d4e5f60718
      ServiceName: {service}
      VpcEndpointType: Interface
      PrivateDnsEnabled: true
      SubnetIds: [subnet-0a1b2c3d4e5f60001, subnet-0a1b2c3d4e5f60002]
      SecurityGroupIds: [sg-0a1b2c3d4e5f60718]
"""


def run(*arguments, expect, folder=None, stdin=""):
    """Runs the program and holds it to its exit code."""
    done = subprocess.run(
        [TIELINE, "check", *arguments], cwd=folder, env=ENVIRONMENT, input=stdin, capture_output=True, text=True
    )
    assert done.returncode == expect, (
        f"tieline check {' '.join(arguments)}: exit code {done.returncode}, not {expect}\n{done.stdout}{done.stderr}"
    )
    return done


def git(*arguments):
    subprocess.run(["git", *arguments], env=ENVIRONMENT, check=True, capture_output=True)


def commit(message):
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


def write(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def line_of(path, text):
    """The line of a file, from 1, that begins with this text, white space aside."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(text))


# What each format says, read as its users read it: (code, file, line) of each finding that is reported.


def read_text(output):
    heads = re.findall(r"^(?:error|warning|info)\[(\w+)\] .*\n +--> (.+):(\d+):\d+", output, re.MULTILINE)
    return [(code, file, int(line)) for code, file, line in heads]


def read_json(output):
    return [(f["code"], f["file"], f["range"]["start"]["line"]) for f in json.loads(output)["findings"]]


def read_sarif(output):
    (sarif,) = json.loads(output)["runs"]
    found = []
    for result in sarif["results"]:
        if result.get("suppressions"):
            continue
        place = result["locations"][0]["physicalLocation"]
        file = urllib.parse.unquote(place["artifactLocation"]["uri"])
        found.append((result["ruleId"], file, place["region"]["startLine"]))
    return found


def read_github(output):
    found = []
    for line in output.splitlines():
        properties, _ = re.fullmatch(r"::(?:error|warning|notice) (.*?)::(.*)", line).groups()
        fields = dict(field.split("=", 1) for field in properties.split(","))
        found.append((fields["title"].split()[0], fields["file"], int(fields["line"])))
    return found


def read_gitlab(output):
    issues = json.loads(output)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return [
        (i["description"].split(":")[0], i["location"]["path"], i["location"]["lines"]["begin"]) for i in issues
    ]


def read_junit(output):
    found = []
    for case in ET.fromstring(output).iter("testcase"):
        for failure in case.iter("failure"):
            line = re.match(r".*?:(\d+):\d+: ", failure.text.strip()).group(1)
            found.append((case.get("name").split()[0], case.get("classname"), int(line)))
    return found


def read_checkstyle(output):
    return [
        (error.get("source").split(".")[-1], file.get("name"), int(error.get("line")))
        for file in ET.fromstring(output).iter("file")
        for error in file.iter("error")
    ]


def read_diagnostics(diagnostics):
    return [
        (d["code"]["value"], d["location"]["path"], d["location"]["range"]["start"]["line"]) for d in diagnostics
    ]


def read_rdjson(output):
    return read_diagnostics(json.loads(output)["diagnostics"])


def read_rdjsonl(output):
    return read_diagnostics(json.loads(line) for line in output.splitlines())


def read_markdown(output):
    rows = re.findall(r"^\| (?:error|warning|info) \| \[(\w+)\]\(.*?\).*? \| `(.+?):(\d+)` \|", output, re.MULTILINE)
    return [(code, file, int(line)) for code, file, line in rows]


READERS = {name[len("read_"):]: reader for name, reader in list(globals().items()) if name.startswith("read_")}


def all_formats():
    refusal = run("--format", "none-such", expect=2).stderr
    return re.search(r"use one of ([\w, ]+)", refusal).group(1).split(", ")


def holds(expected, *options):
    """Every format reports exactly this, and the exit code says so."""
    for format_name in all_formats():
        output = run("--format", format_name, *options, expect=1 if expected else 0).stdout
        found = sorted(READERS[format_name](output))
        assert found == sorted(expected), f"--format {format_name} {' '.join(options)}: {found}"


def old_state():
    """Three old findings of each team, and two services in order."""
    for team in TEAMS:
        write(
            f"{team}/endpoint.tf",
            ENDPOINT.format(service=WRONG_NAME, dns="false", subnets='"subnet-0a1b2c3d4e5f60001"'),
        )
        write(f"{team}/groups.tf", GROUPS)
        write(f"{team}/rules.tf", RULES + TO_ENDPOINT)
    two = '"subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"'
    write("payments/endpoint.tf", ENDPOINT.format(service=RIGHT_NAME, dns="true", subnets=two))
    write("payments/groups.tf", GROUPS)
    write("payments/rules.tf", RULES + TO_ENDPOINT)
    write("recommend/template.yaml", TEMPLATE.format(service=RIGHT_NAME))


def main():
    git("init", "--quiet", "--initial-branch=main")
    old_state()
    commit("Thirty old findings")
    old = read_json(run("--format", "json", expect=1).stdout)
    assert len(old) == 30, old

    # The repository gets a baseline, and is quiet from then on.
    assert "wrote 30 findings" in run("--write-baseline", "tieline-baseline.json", expect=0).stderr
    commit("A baseline")
    baseline = ("--baseline", "tieline-baseline.json")
    holds([], *baseline)

    # The branch: an egress rule goes, a wrong name comes; old findings move, and one of their files is renamed.
    git("checkout", "--quiet", "-b", "branch")
    write("payments/rules.tf", RULES)
    write("recommend/template.yaml", TEMPLATE.format(service=WRONG_NAME))
    write("ads/endpoint.tf", "# Reviewed.\n\n" + Path("ads/endpoint.tf").read_text(encoding="utf-8"))
    git("mv", "news/endpoint.tf", "news/interface.tf")
    commit("Tidy up")
    without_rule = ("EI306", "payments/groups.tf", line_of("payments/groups.tf", 'resource "aws_security_group" "client"'))
    misnamed = ("EI201", "recommend/template.yaml", line_of("recommend/template.yaml", "ServiceName:"))
    for options in (baseline, ("--diff", "main"), ("--diff", "main", *baseline)):
        holds([without_rule, misnamed], *options)
    diff = subprocess.run(["git", "diff", "main"], env=ENVIRONMENT, check=True, capture_output=True, text=True).stdout
    by_patch = run("--format", "json", "--diff", "-", stdin=diff, expect=1)
    assert sorted(read_json(by_patch.stdout)) == sorted([without_rule, misnamed])

    # Exit codes: what is found counts by --fail-on, a wrong call is another thing.
    run(*baseline, "--fail-on", "never", expect=0)
    run("--diff", "no-such-branch", expect=2)
    run("--baseline", "no-such-file.json", expect=2)

    # --fix mends the name, and that alone.
    run(*baseline, "--select", "EI201", "--fix", expect=0)
    assert Path("recommend/template.yaml").read_text(encoding="utf-8") == TEMPLATE.format(service=RIGHT_NAME)
    changed = subprocess.run(["git", "diff", "--name-only"], env=ENVIRONMENT, check=True, capture_output=True, text=True)
    assert changed.stdout == "recommend/template.yaml\n", changed.stdout
    commit("The right name")
    holds([without_rule], *baseline)
    holds([without_rule], "--diff", "main")

    # A suppression says why the other is as it is.
    reason = "payments are moved to another account in May"
    groups = Path("payments/groups.tf").read_text(encoding="utf-8")
    client = 'resource "aws_security_group" "client"'
    write("payments/groups.tf", groups.replace(client, f"# tieline: ignore EI306 -- {reason}\n{client}"))
    commit("Not now")
    holds([], *baseline)
    holds([], "--diff", "main")
    sarif = json.loads(run("--format", "sarif", *baseline, expect=0).stdout)["runs"][0]
    (silenced,) = [r for r in sarif["results"] if r["ruleId"] == "EI306"]
    assert silenced["suppressions"][0]["kind"] == "inSource", silenced
    assert silenced["suppressions"][0]["justification"] == reason, silenced

    # Old faults are mended: the baseline says which of its entries go.
    write("maps/rules.tf", RULES + TO_ENDPOINT)
    two = '"subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"'
    write("maps/endpoint.tf", ENDPOINT.format(service=RIGHT_NAME, dns="true", subnets=two))
    assert "3 entries of tieline-baseline.json no longer occur" in run(*baseline, expect=0).stderr
    run(*baseline, "--prune-baseline", expect=0)
    assert len(json.loads(Path("tieline-baseline.json").read_text(encoding="utf-8"))["findings"]) == 27
    assert run(*baseline, expect=0).stderr == ""


with tempfile.TemporaryDirectory(prefix="tieline-story-") as scratch:
    os.chdir(scratch)
    main()
