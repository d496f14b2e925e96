#!/usr/bin/env python3
"""Runs the program over testdata in every format, and validates what it writes against the formats' schemas.

validate_reports.py PROGRAM SOURCE_FOLDER SCHEMAS: SCHEMAS is what scripts/lib/fetch-schemas has filled. Exit code 77
where it has not. Formats whose schema no package ships have one of ours in the folder schemas/ beside this file.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree

import jsonschema

PROGRAM, SOURCES, PUBLISHED = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
OWN = pathlib.Path(__file__).resolve().parent / "schemas"
FORMATS = ["json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl", "markdown"]

# What a name and a text can do to a format: spaces, other scripts, percent and hash, quotes, markup, CRLF, bytes that
# are no UTF-8, a byte order mark.
HOSTILE = {
    "a b/größe #1 100%/main.tf": b'resource "aws_vpc_endpoint" "ei" {\r\n  vpc_id = "vpc-1"\r\n'
    b'  service_name = "com.amazonaws.us-west-2.elastic-inference"\r\n}\r\n',
    "quotes '\"&<x>/main.tf": b'locals {\n  a = nosuch(1, "<b>&\']]>")\n  b = local."\n}\n',
    "bytes/main.tf": b'resource "aws_vpc_endpoint" "\xff\xfe" {\n  service_name = "\x01\xf0\x9f\x98\x80\xff"\n  x = lokal.y\n}\n',
    "wide/t.yaml": "\ufeffResources:\n  日本:\n    Type: AWS::EC2::VPCEndpoint\n    Properties:\n"
    "      VpcId: vpc-1\n      ServiceName: com.amazonaws.us-west-2.elastic-inference # 😀\n".encode(),
    "suppressed/main.tf": b'resource "aws_vpc_endpoint" "ei" {\n  # tieline: ignore EI201 -- "quoted" <reason> & more\n'
    b'  service_name = "com.amazonaws.us-west-2.elastic-inference"\n}\n',
    "multi,line:1/t.json": b'{"AWSTemplateFormatVersion": "2010-09-09",\n "Resources": {"A": {"Type": '
    b'"AWS::EC2::VPCEndpoint",\n  "Properties": {"VpcId": "vpc-1", "ServiceName":\n'
    b'   {"Fn::Join": [".", ["com.amazonaws", {"Ref": "AWS::Nope"},\n    "elastic-inference"]]}}}}}\n',
}

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED:", what)


def validate_json(schema_path, document, what):
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    for error in list(validator.iter_errors(document))[:5]:
        check(False, f"{what}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")


def validate_xml(schema_path, path, what):
    run = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schema_path, path], capture_output=True, text=True)
    check(run.returncode == 0, f"{what}: {run.stderr[:1000]}")


def command_of_runner(line):
    """A workflow command as the runner of GitHub Actions takes it apart; None where it does not see one."""
    match = re.match(r"::([a-z]+)(?: (.*?))?::(.*)$", line, re.DOTALL)
    if match is None:
        return None
    properties = {}
    for part in filter(None, (match[2] or "").split(",")):
        key, _, value = part.partition("=")
        properties[key] = unescape(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"})
    return match[1], properties, unescape(match[3], {"%0D": "\r", "%0A": "\n", "%25": "%"})


def unescape(text, table):
    for escaped, plain in table.items():
        text = text.replace(escaped, plain)
    return text


def in_file(files, path, line):
    text = files(path)
    return text is not None and 1 <= line <= text.count(b"\n") + 1


class Reports:
    """One run in every format."""

    def __init__(self, name, folder, arguments):
        self.name = name
        self.folder = folder
        self.output = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        formats = [word for f in FORMATS for word in ("--format", f"{f}={self.output / f}")]
        run = subprocess.run([PROGRAM, "check", *formats, *arguments], cwd=folder, capture_output=True)
        check(run.returncode in (0, 1) and not run.stderr, f"{name}: exit {run.returncode}: {run.stderr[:500]}")
        self.result = self.json("json")
        self.findings = self.result["findings"]
        self.suppressed = self.result["suppressed"]

    def text(self, name):
        return (self.output / name).read_bytes().decode("utf-8")  # throws where it is no UTF-8

    def json(self, name):
        return json.loads(self.text(name))

    def file(self, path):
        whole = self.folder / path
        return whole.read_bytes() if whole.is_file() else None

    def validate(self):
        for format_name in FORMATS:
            getattr(self, "check_" + format_name)(f"{self.name}, {format_name}")

    def check_json(self, what):
        summary = self.result["summary"]
        check(summary["errors"] + summary["warnings"] + summary["infos"] == len(self.findings), f"{what}: the counts")

    def check_sarif(self, what):
        log = self.json("sarif")
        validate_json(PUBLISHED / "sarif-2.1.0.json", log, what)
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        notes = run["invocations"][0].get("toolExecutionNotifications", [])
        check(len(run["results"]) + len(notes) == len(self.findings) + len(self.suppressed), f"{what}: count")
        check(len({tuple(r["partialFingerprints"].values()) for r in run["results"]}) == len(run["results"]),
              f"{what}: a fingerprint twice")
        for result in run["results"]:
            check(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{what}: ruleIndex of {result['ruleId']}")
            places = [result["locations"][0], *result.get("relatedLocations", [])]
            for place in (p["physicalLocation"] for p in places):
                path = urllib.parse.unquote(place["artifactLocation"]["uri"])
                check(in_file(self.file, path, place["region"]["endLine"]), f"{what}: no place {place}")

    def check_github(self, what):
        lines = self.text("github").split("\n")
        check(lines.pop() == "", f"{what}: no line end at the end")
        commands = [command_of_runner(line) for line in lines]
        check(len(commands) == len(self.findings) and None not in commands, f"{what}: {len(commands)} commands")
        for finding, (level, properties, message) in zip(self.findings, commands):
            check(level == {"info": "notice"}.get(finding["severity"], finding["severity"]), f"{what}: level {level}")
            check(properties.get("file") == finding["file"], f"{what}: file {properties}")
            check(message.startswith(finding["message"]), f"{what}: message {message}")
            if finding["range"]:
                check(properties["line"] == str(finding["range"]["start"]["line"]), f"{what}: line {properties}")
                check(properties["endLine"] == str(finding["range"]["end"]["line"]), f"{what}: line {properties}")

    def check_gitlab(self, what):
        issues = self.json("gitlab")
        validate_json(OWN / "gitlab.json", issues, what)
        check(len(issues) == len(self.findings), f"{what}: count")
        check(len({issue["fingerprint"] for issue in issues}) == len(issues), f"{what}: a fingerprint twice")

    def check_junit(self, what):
        validate_xml(PUBLISHED / "junit-10.xsd", self.output / "junit", what)
        root = xml.etree.ElementTree.parse(self.output / "junit").getroot()
        failed = [f for f in self.findings if f["severity"] != "info"]
        check(len(root.findall(".//failure")) == len(failed), f"{what}: failures")
        check(len(root.findall(".//skipped")) == len(self.suppressed), f"{what}: skipped")
        for suite in root.findall("testsuite"):
            cases = suite.findall("testcase")
            check(int(suite.get("tests")) == len(cases) > 0, f"{what}: tests of {suite.get('name')}")
            check(int(suite.get("failures")) == len(suite.findall(".//failure")), f"{what}: failures of {suite.get('name')}")
            check(len({case.get("name") for case in cases}) == len(cases), f"{what}: a name twice")

    def check_checkstyle(self, what):
        validate_xml(OWN / "checkstyle.xsd", self.output / "checkstyle", what)
        root = xml.etree.ElementTree.parse(self.output / "checkstyle").getroot()
        check(len(root.findall(".//error")) == len(self.findings), f"{what}: count")
        names = [file.get("name") for file in root.findall("file")]
        check(len(set(names)) == len(names), f"{what}: a file twice")

    def check_rdjson(self, what):
        result = self.json("rdjson")
        validate_json(OWN / "rdjson.json", result, what)
        check(len(result["diagnostics"]) == len(self.findings), f"{what}: count")
        for diagnostic in result["diagnostics"]:
            self.byte_columns(diagnostic["location"], what)

    def byte_columns(self, location, what):
        """Every column is within its line, counted in bytes."""
        if "range" not in location:
            return
        lines = self.file(location["path"]).split(b"\n")
        for at in location["range"].values():
            check(at["column"] <= len(lines[at["line"] - 1]) + 1, f"{what}: no column {location}")

    def check_rdjsonl(self, what):
        lines = [json.loads(line) for line in self.text("rdjsonl").splitlines()]
        whole = self.json("rdjson")
        check([{k: v for k, v in line.items() if k != "source"} for line in lines] == whole["diagnostics"],
              f"{what}: not what rdjson says")
        check(all(line["source"] == whole["source"] for line in lines), f"{what}: source")

    def check_markdown(self, what):
        text = self.text("markdown")
        check(len(text.encode()) < 1 << 20, f"{what}: larger than a job summary")
        check(text.count("\n```") % 2 == 0, f"{what}: an open fence")
        table = text.split("```")[0].split("<details>")[0]
        rows = [line for line in table.split("\n") if line.startswith("| ")][1:]
        check(len(rows) == len(self.findings) or "no room here" in table, f"{what}: {len(rows)} rows")
        for row in rows:
            check(len(re.findall(r"(?<!\\)\|", row)) == 5, f"{what}: columns of {row}")


def check_documentation():
    """The examples of docs/output-formats.md are what the program writes of the configuration shown there."""
    text = (SOURCES / "docs" / "output-formats.md").read_text(encoding="utf-8")
    examples = re.findall(r"<!-- example (\S+) -->\n(`{3,})\w*\n(.*?)\2\n", text, re.DOTALL)
    folder = scratch / "documentation"
    folder.mkdir()
    (folder / "main.tf").write_text(examples[0][2], encoding="utf-8")
    check({name for name, _, _ in examples} == {"main.tf", "text", *FORMATS}, "documentation: not every format once")
    for name, _, example in examples[1:]:
        run = subprocess.run([PROGRAM, "check", "--format", name], cwd=folder, capture_output=True, text=True)
        check(example.rstrip(",\n") in run.stdout, f"documentation: {name} is not what the program writes:\n{run.stdout}")


def main():
    if not (PUBLISHED / "junit-10.xsd").is_file():
        print(f"{PUBLISHED} holds no schemas; scripts/test fetches them")
        sys.exit(77)
    hostile = scratch / "hostile"
    for name, content in HOSTILE.items():
        (hostile / name).parent.mkdir(parents=True)
        (hostile / name).write_bytes(content)
    (hostile / "unreadable.tf").symlink_to("nowhere")  # a finding without a place
    (scratch / "empty").mkdir()
    runs = [
        Reports("testdata", SOURCES / "testdata", ["--sarif-category", "all"]),
        Reports("complete", SOURCES, ["testdata/complete"]),
        Reports("hostile", hostile, []),
        Reports("empty", scratch / "empty", []),
    ]
    check(len(runs[0].findings) > 400, "testdata: few findings")
    check(len(runs[2].findings) > len(HOSTILE), f"hostile: few findings: {runs[2].findings}")
    check(any(finding["file"] is None for finding in runs[2].findings), "hostile: no finding without a place")
    for run in runs:
        run.validate()
    check_documentation()
    print(f"{len(runs)} runs in {len(FORMATS)} formats, {sum(len(run.findings) for run in runs)} findings")
    sys.exit(1 if failures else 0)


with tempfile.TemporaryDirectory() as scratch_name:
    scratch = pathlib.Path(scratch_name)
    main()
