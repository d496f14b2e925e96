"""The GitLab template: its schema, and its script run by a shell with the variables that a runner gives."""

import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

import yaml

from conftest import FAULTY_ENDPOINT, ROOT

TEMPLATE = ROOT / "integrations/gitlab/tieline.yml"


def run_job(repository, **variables):
    template = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    return subprocess.run(
        ["sh", "-e", "-c", "\n".join(template["tieline"]["script"])],
        cwd=repository.folder,
        env={**repository.environment, **template["variables"], **variables},
        capture_output=True,
        text=True,
    )


def reports(repository):
    quality = json.loads((repository.folder / "tieline-code-quality.json").read_text(encoding="utf-8"))
    return quality, xml.etree.ElementTree.parse(repository.folder / "tieline-junit.xml")


def test_template_is_valid():
    check = pathlib.Path(sys.executable).with_name("check-jsonschema")
    subprocess.run([check, "--builtin-schema", "vendor.gitlab-ci", TEMPLATE], check=True)


def test_reports_are_where_the_job_says():
    job = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["tieline"]
    for report in job["artifacts"]["reports"].values():
        assert f"={report} " in " ".join(job["script"])


def test_default_branch(repository):
    assert run_job(repository).returncode == 0
    repository.append("network.tf", FAULTY_ENDPOINT)
    run = run_job(repository)
    assert run.returncode == 1 and "error[EI201]" in run.stdout, run.stdout + run.stderr
    quality, _ = reports(repository)
    assert "wrong-endpoint-service-name" in {issue["check_name"] for issue in quality}


def test_variables(repository):
    repository.append("network.tf", FAULTY_ENDPOINT)
    assert run_job(repository, TIELINE_FAIL_ON="never").returncode == 0
    assert run_job(repository, TIELINE_ARGUMENTS="--select EI501 --region us-west-2").returncode == 0
    assert run_job(repository, TIELINE_PATHS="network.tf nowhere").returncode == 2


def test_merge_request(repository):
    repository.append("network.tf", FAULTY_ENDPOINT)
    base = repository.commit("An old fault")
    repository.append("outputs.tf", "# a comment\n")
    repository.commit("A comment")
    run = run_job(repository, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert run.returncode == 0, run.stdout + run.stderr
    quality, _ = reports(repository)
    assert "wrong-endpoint-service-name" in {issue["check_name"] for issue in quality}, "the report that GitLab compares is whole"
    repository.append("iam.tf", FAULTY_ENDPOINT.replace("second", "third"))
    run = run_job(repository, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert run.returncode == 1 and "iam.tf" in run.stdout and "network.tf:" not in run.stdout, run.stdout
