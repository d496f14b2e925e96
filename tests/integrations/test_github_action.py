"""action.yml and its scripts, in scratch repositories with the files and variables that a runner gives."""

import json
import os
import re
import shutil
import subprocess

import pytest
import yaml

from conftest import FAULTY_ENDPOINT, PROGRAM, ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("id", step["run"] if "run" in step else step["uses"]): step for step in ACTION["runs"]["steps"]}
SCRIPTS = ROOT / "integrations/github"


def expressions(value):
    """Every ${{ }} below a value of the YAML."""
    if isinstance(value, dict):
        return [found for part in value.values() for found in expressions(part)]
    if isinstance(value, list):
        return [found for part in value for found in expressions(part)]
    return re.findall(r"\$\{\{\s*(.*?)\s*\}\}", value) if isinstance(value, str) else []


def test_inputs_are_used_and_declared():
    used = {name.removeprefix("inputs.") for name in expressions(ACTION["runs"]) if name.startswith("inputs.")}
    assert used == set(ACTION["inputs"])


def test_no_expression_is_part_of_a_script():
    # What a pull request controls would be run as code.
    for step in ACTION["runs"]["steps"]:
        assert expressions(step.get("run", "")) == []


def test_scripts_read_what_the_action_sets():
    script = (SCRIPTS / "check").read_text(encoding="utf-8")
    read = set(re.findall(r"\bTIELINE_[A-Z_]+\b", script)) - {"TIELINE_"}
    assert read == set(STEPS["check"]["env"])


def test_outputs_are_written():
    scripts = "".join((SCRIPTS / name).read_text(encoding="utf-8") for name in ("check", "program"))
    named = [*(output["value"] for output in ACTION["outputs"].values()), *(step.get("if", "") for step in STEPS.values())]
    for name in re.findall(r"outputs\.([a-z-]+)", " ".join(named)):
        assert f"{name}=" in scripts, name


def test_scripts_of_steps_exist():
    for step in ACTION["runs"]["steps"]:
        if "run" in step:
            path = re.match(r'"\$GITHUB_ACTION_PATH/([a-z/]+)"', step["run"]).group(1)
            assert os.access(ROOT / path, os.X_OK), path


class Step:
    """A run of integrations/github/check as the runner would do it."""

    def __init__(self, repository, scratch, event, inputs):
        scratch.mkdir()
        files = {name: scratch / name for name in ("event.json", "output", "summary")}
        files["event.json"].write_text(json.dumps(event), encoding="utf-8")
        files["output"].touch()
        files["summary"].touch()
        defaults = {name: declared["default"] for name, declared in ACTION["inputs"].items()}
        env = {
            name: {**defaults, **inputs}[re.search(r"inputs\.([a-z-]+)", value).group(1)]
            for name, value in STEPS["check"]["env"].items()
        }
        run = subprocess.run(
            [SCRIPTS / "check"],
            cwd=repository.folder,
            env={
                **repository.environment,
                **env,
                "GITHUB_EVENT_PATH": str(files["event.json"]),
                "GITHUB_OUTPUT": str(files["output"]),
                "GITHUB_STEP_SUMMARY": str(files["summary"]),
                "GITHUB_WORKSPACE": str(repository.folder),
            },
            capture_output=True,
            text=True,
        )
        self.code, self.log, self.errors = run.returncode, run.stdout, run.stderr
        self.outputs = dict(line.split("=", 1) for line in files["output"].read_text().splitlines())
        self.summary = files["summary"].read_text(encoding="utf-8")
        self.annotations = re.findall(r"^::(?:error|warning|notice) .*?title=([A-Z0-9]+)", self.log, re.MULTILINE)


PUSH = {"ref": "refs/heads/main", "before": "0" * 40}


def test_clean_push(repository, tmp_path):
    step = Step(repository, tmp_path / "run", PUSH, {})
    assert (step.code, step.outputs["exit-code"]) == (0, "0"), step.log + step.errors
    assert set(step.annotations) <= {"EI503"}


def test_push_with_findings(repository, tmp_path):
    repository.append("network.tf", FAULTY_ENDPOINT)
    step = Step(repository, tmp_path / "run", PUSH, {"sarif-file": "tieline.sarif"})
    assert (step.code, step.outputs["exit-code"]) == (1, "1")
    assert "EI201" in step.annotations and "EI201" in step.summary
    sarif = json.loads((repository.folder / "tieline.sarif").read_text(encoding="utf-8"))
    assert len(sarif["runs"][0]["results"]) == int(step.outputs["findings"]) == len(step.annotations)


def test_inputs(repository, tmp_path):
    repository.append("network.tf", FAULTY_ENDPOINT)
    other = repository.folder / "a b"
    other.mkdir()
    (other / "main.tf").write_text("# nothing\n", encoding="utf-8")
    inputs = {"paths": "a b\n", "fail-on": "never", "summary": "false"}
    step = Step(repository, tmp_path / "elsewhere", PUSH, inputs)
    assert (step.code, step.annotations, step.summary, step.outputs["findings"]) == (0, [], "", "0")
    step = Step(repository, tmp_path / "selected", PUSH, {"arguments": "--select\nEI201\n\n"})
    assert (step.code, step.annotations) == (1, ["EI201"])


def test_inputs_are_never_run(repository, tmp_path):
    hostile = "$(touch stolen)`touch stolen`; touch stolen"
    for name in ("paths", "base", "arguments", "sarif-file", "fail-on"):
        step = Step(repository, tmp_path / name, PUSH, {name: hostile})
        assert not (repository.folder / "stolen").exists(), name
        assert step.code == (0 if name == "sarif-file" else 2), name


def test_a_wrong_call_is_annotated(repository, tmp_path):
    step = Step(repository, tmp_path / "run", PUSH, {"paths": "nowhere"})
    assert (step.code, step.outputs["exit-code"]) == (2, "2")
    assert "::error title=Tieline::" in step.log and "nowhere: no such file or folder" in step.errors


def pull_request(repository, tmp_path):
    """An old fault on main, and a branch that adds another; what the runner checks out is the merge of the two."""
    repository.append("network.tf", FAULTY_ENDPOINT)
    fork = repository.commit("An old fault")
    repository.git("switch", "--quiet", "--create", "change")
    repository.append("iam.tf", FAULTY_ENDPOINT.replace("second", "third"))
    head = repository.commit("A new fault")
    repository.git("switch", "--quiet", "main")
    repository.append("main.tf", FAULTY_ENDPOINT.replace("second", "fourth"))
    repository.commit("A fault that came to main meanwhile")
    repository.git("merge", "--quiet", "--no-edit", "change")
    return {"pull_request": {"base": {"sha": fork}, "head": {"sha": head}}}


def places(step):
    return set(re.findall(r"^::\w+ file=([^,]+)", step.log, re.MULTILINE))


def test_pull_request_in_a_shallow_clone(repository, tmp_path):
    event = pull_request(repository, tmp_path)
    clone = repository.clone(tmp_path / "clone", "--depth=1")
    step = Step(clone, tmp_path / "run", event, {"sarif-file": "all.sarif"})
    assert step.code == 1, step.log + step.errors
    assert places(step) == {"iam.tf"}
    results = json.loads((clone.folder / "all.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(results) > int(step.outputs["findings"]), "the report for code scanning is whole"


def test_pull_request_with_the_branch_checked_out(repository, tmp_path):
    event = pull_request(repository, tmp_path)
    clone = repository.clone(tmp_path / "clone", "--depth=1", "--branch=change")
    step = Step(clone, tmp_path / "run", event, {})
    assert (step.code, places(step)) == (1, {"iam.tf"}), step.log + step.errors


def test_merge_queue(repository, tmp_path):
    event = pull_request(repository, tmp_path)
    base = repository.git("rev-parse", "HEAD^1")
    clone = repository.clone(tmp_path / "clone", "--depth=1")
    step = Step(clone, tmp_path / "run", {"merge_group": {"base_sha": base, "head_sha": event["pull_request"]["head"]["sha"]}}, {})
    assert (step.code, places(step)) == (1, {"iam.tf"}), step.log + step.errors


def test_pull_request_that_brings_nothing(repository, tmp_path):
    event = pull_request(repository, tmp_path)
    repository.git("switch", "--quiet", "--create", "clean", event["pull_request"]["base"]["sha"])
    repository.append("outputs.tf", "# a comment\n")
    event["pull_request"]["head"]["sha"] = repository.commit("A comment")
    step = Step(repository, tmp_path / "run", event, {})
    assert (step.code, step.annotations, step.outputs["findings"]) == (0, [], "0"), step.log + step.errors
    step = Step(repository, tmp_path / "all", event, {"base": "none"})
    assert step.code == 1


def test_what_cannot_be_fetched_is_said(repository, tmp_path):
    event = pull_request(repository, tmp_path)
    clone = repository.clone(tmp_path / "clone", "--depth=1")
    shutil.rmtree(repository.folder)
    step = Step(clone, tmp_path / "run", event, {})
    assert step.code == 2 and "fetch-depth: 0" in step.log


def run_program(mode, action, scratch, path):
    """Runs a copy of the action's script `program`, in a folder `action`."""
    scratch.mkdir()
    files = {"GITHUB_OUTPUT": scratch / "output", "GITHUB_PATH": scratch / "path"}
    run = subprocess.run(
        [action / "integrations/github/program", mode],
        env={"PATH": path, **{name: str(file) for name, file in files.items()}},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return {name: file.read_text() if file.exists() else "" for name, file in files.items()}


@pytest.fixture
def action(tmp_path):
    """A checkout of the action, as far as its script `program` looks at it."""
    folder = tmp_path / "action"
    for name in ("CMakeLists.txt", "CMakePresets.json", "integrations/github/program", "rules/CMakeLists.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for name in ("cmake", "grammars", "src", "scripts", "build/package"):
        (folder / name).mkdir(parents=True)
    package = folder / "scripts/package"
    package.write_text('#!/bin/sh\necho built >>"$(dirname "$0")/../built"\n', encoding="utf-8")
    package.chmod(0o755)
    shutil.copy(PROGRAM, folder / "build/package/tieline")
    return folder


BARE_PATH = "/usr/bin:/bin"


def test_program_is_found(action, tmp_path):
    found = run_program("find", action, tmp_path / "run", f"{PROGRAM.parent}:{BARE_PATH}")
    assert found["GITHUB_OUTPUT"] == ""


def test_program_is_built_once(action, tmp_path):
    assert shutil.which("tieline", path=BARE_PATH) is None
    key = run_program("find", action, tmp_path / "1", BARE_PATH)["GITHUB_OUTPUT"]
    assert re.fullmatch(r"key=tieline-Linux-\w+-[0-9a-f]{32}\n", key)
    path = run_program("build", action, tmp_path / "2", BARE_PATH)["GITHUB_PATH"].strip()
    assert shutil.which("tieline", path=path)
    run_program("build", action, tmp_path / "3", BARE_PATH)
    assert (action / "built").read_text() == "built\n"
    (action / "src/new.cpp").touch()
    assert run_program("find", action, tmp_path / "4", BARE_PATH)["GITHUB_OUTPUT"] != key
