"""The hooks, run by pre-commit from a clone of this repository as a project would."""

import shutil
import subprocess
import sys
import pathlib

import pytest
import yaml

from conftest import FAULTY_ENDPOINT, ROOT, Repository

PRE_COMMIT = pathlib.Path(sys.executable).with_name("pre-commit")


@pytest.fixture
def hooks(tmp_path, environment):
    """A repository of the hooks as they are in this work tree."""
    folder = tmp_path / "hooks"
    (folder / "integrations").mkdir(parents=True)
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    shutil.copy(ROOT / "integrations/program", folder / "integrations")
    result = Repository(folder, environment)
    result.git("init", "--quiet")
    result.commit("Hooks")
    return result


def use(repository, hooks, hook):
    repository.environment = {**repository.environment, "PRE_COMMIT_HOME": str(repository.folder.parent / "cache")}
    configuration = {
        "repos": [{"repo": hooks.folder.as_uri(), "rev": hooks.git("rev-parse", "HEAD"), "hooks": [{"id": hook}]}]
    }
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    repository.commit("Hooks")


def run(repository, *arguments):
    return subprocess.run(
        [PRE_COMMIT, "run", *arguments], cwd=repository.folder, env=repository.environment, capture_output=True, text=True
    )


def test_manifest_is_valid():
    subprocess.run([PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=True)


def test_files_of_a_commit(repository, hooks):
    use(repository, hooks, "tieline")
    assert run(repository, "--all-files").returncode == 0
    repository.append("network.tf", FAULTY_ENDPOINT)
    repository.git("add", "network.tf")
    result = run(repository)
    assert result.returncode == 1 and "error[EI201]" in result.stdout, result.stdout + result.stderr


def test_other_files_are_not_looked_at(repository, hooks):
    use(repository, hooks, "tieline")
    repository.append("notes.md", "text\n")
    repository.git("add", "notes.md")
    assert "no files to check" in run(repository).stdout


def test_what_a_commit_brings(repository, hooks):
    repository.append("network.tf", FAULTY_ENDPOINT)
    use(repository, hooks, "tieline-change")  # with an old fault in the repository
    repository.append("outputs.tf", "# a comment\n")
    repository.git("add", "outputs.tf")
    assert run(repository).returncode == 0
    repository.append("iam.tf", FAULTY_ENDPOINT.replace("second", "third"))
    repository.git("add", "iam.tf")
    result = run(repository)
    assert result.returncode == 1 and "iam.tf" in result.stdout and "network.tf:" not in result.stdout, result.stdout


def test_a_file_taken_away(repository, hooks):
    (repository.folder / "egress.tf").write_text('variable "region_of_egress" {\n  default = "x"\n}\n', encoding="utf-8")
    repository.append("outputs.tf", 'output "egress" {\n  value = var.region_of_egress\n}\n')
    use(repository, hooks, "tieline-change")
    repository.git("rm", "--quiet", "egress.tf")
    result = run(repository)
    assert result.returncode == 1 and "error[TL002]" in result.stdout, result.stdout + result.stderr
