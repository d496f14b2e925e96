"""The recipe for reviewdog, with the reporter that prints what another would send to a code host."""

import json
import pathlib
import re
import subprocess
import sys

import pytest

from conftest import FAULTY_ENDPOINT, ROOT

REVIEWDOG = pathlib.Path(sys.executable).with_name("reviewdog")


@pytest.mark.skipif(not REVIEWDOG.exists(), reason="no Go to build reviewdog with")
def test_recipe(repository):
    readme = (ROOT / "integrations/README.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^tieline check --format rdjsonl.*\n.*$", readme, re.MULTILINE)
    repository.append("network.tf", FAULTY_ENDPOINT)
    run = subprocess.run(
        ["sh", "-c", recipe.replace("-reporter=github-pr-review", "-reporter=local")],
        cwd=repository.folder,
        env={**repository.environment, "PATH": f"{REVIEWDOG.parent}:{repository.environment['PATH']}"},
        capture_output=True,
        text=True,
    )
    # It prints what it was given, once it has understood it.
    comments = [json.loads(line) for line in run.stdout.splitlines()]
    (fault,) = [comment for comment in comments if comment["code"]["value"] == "EI201"]
    assert fault["location"]["path"] == "network.tf"
    assert fault["suggestions"][0]["text"] == '"com.amazonaws.us-west-2.elastic-inference.runtime"'
