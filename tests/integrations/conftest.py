"""What the tests of integrations/ share. scripts/test-integrations runs them."""

import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ["TIELINE_PROGRAM"]).resolve()
COMPLETE = ROOT / "testdata/complete/terraform"

FAULTY_ENDPOINT = """
resource "aws_vpc_endpoint" "second" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-west-2.elastic-inference"
  vpc_endpoint_type = "Interface"
}
"""


@pytest.fixture(scope="session")
def environment():
    """Variables with this build of the program on the PATH, and nothing of the caller's git."""
    return {
        "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
        "HOME": "/nonexistent",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": f"{what.lower()}@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }


class Repository:
    """A scratch git repository."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.environment = environment

    def git(self, *arguments):
        run = subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout.strip()

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def append(self, name, text):
        with open(self.folder / name, "a", encoding="utf-8") as file:
            file.write(text)

    def clone(self, folder, *options):
        self.git("clone", "--quiet", *options, self.folder.as_uri(), str(folder))
        return Repository(folder, self.environment)


@pytest.fixture
def repository(tmp_path, environment):
    """The complete set-up, which has no fault, committed on the branch main."""
    folder = tmp_path / "repository"
    shutil.copytree(COMPLETE, folder)
    result = Repository(folder, environment)
    result.git("init", "--quiet", "--initial-branch=main")
    result.git("config", "uploadpack.allowAnySHA1InWant", "true")  # as the servers of GitHub and GitLab have it
    result.commit("The complete set-up")
    return result
