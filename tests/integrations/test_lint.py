"""Other people's linters over what is in integrations/."""

import pathlib
import subprocess
import sys

from conftest import ROOT

TOOLS = pathlib.Path(sys.executable).parent


def run(*command):
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_action():
    run(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml")
    run(TOOLS / "zizmor", "--offline", "--quiet", "--persona=auditor", "action.yml")


def test_dockerfile():
    run(TOOLS / "hadolint", "Dockerfile")


def test_shell_scripts():
    scripts = ["integrations/program", "integrations/github/check", "integrations/github/program"]
    run(TOOLS / "shellcheck", *scripts)
    run(TOOLS / "shellcheck", "-x", "-P", "SCRIPTDIR", "-e", "SC2154", "scripts/package", "scripts/test-package",
        "scripts/test-integrations")
