"""What the project's own files promise: declared dependencies, complete locks, no host and no machine named."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Written in pieces, so that this file does not find itself.
REGISTRY_HOSTS = ("pypi" + ".org", "python" + "hosted", "registry" + ".npmjs", "conda" + ".anaconda", "/simp" + "le/")
MACHINE_PATHS = ("/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/", "/" + "opt/wheels", "site" + "-packages/")


def project() -> dict[str, object]:
    """The project table of pyproject.toml."""
    table: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def normal(name: str) -> str:
    """A distribution's name as the packaging rules compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    """The distributions named as runtime dependencies."""
    lines = project()["dependencies"]
    assert isinstance(lines, list)
    return {normal(match[0]) for line in lines if (match := re.match(r"[\w.-]+", line))}


def tracked() -> list[Path]:
    """Every file that is or would be in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):  # unpacked from an archive: no git, then every file
        hidden = {".venv", ".git", "__pycache__"}
        return [path for path in ROOT.rglob("*") if path.is_file() and not hidden & set(path.parts)]
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("forbidden", [REGISTRY_HOSTS, MACHINE_PATHS], ids=["registry hosts", "machine paths"])
def test_no_file_names_a_host_or_a_machine(forbidden: tuple[str, ...]) -> None:
    """No file of the repository holds a package registry's host or an absolute path of somebody's machine."""
    needles = [one.encode() for one in forbidden]
    files = tracked()
    assert ROOT / "pyproject.toml" in files
    found = [
        f"{path.relative_to(ROOT)}: {needle.decode()}"
        for path in files
        for content in (path.read_bytes(),)
        for needle in needles
        if needle in content
    ]
    assert found == []


def test_every_import_is_declared() -> None:
    """Each package that a module of the toolkit imports, at any level, is a declared dependency, not a lucky one."""
    owners = metadata.packages_distributions()
    imported = {
        name.partition(".")[0]
        for path in (ROOT / "toolkit").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    foreign = imported - sys.stdlib_module_names - {"toolkit"}
    assert "click" in foreign
    undeclared = {name for name in foreign if not declared() & {normal(owner) for owner in owners.get(name, [])}}
    assert undeclared == set()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_is_hashed_and_complete(name: str) -> None:
    """Each locked version carries digests, and every declared dependency is locked."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip())
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert declared() <= {normal(entry.partition("==")[0]) for entry in entries}


def test_the_locks_agree() -> None:
    """The workshop tests with the very versions the office gets."""
    runtime, workshop = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= workshop


def test_the_changelog_has_this_version() -> None:
    """The version in pyproject.toml has its section in the changelog."""
    assert f"\n## [{project()['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_make_lists_what_it_does() -> None:
    """``make`` alone prints every target that has a comment."""
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"^  make ([a-z-]+) ", done.stdout, flags=re.MULTILINE))
    assert {"help", "demo", "test", "lint", "docs", "bench", "torture", "lock"} <= listed
