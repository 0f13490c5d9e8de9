"""The wheel an office installs: what it carries, and that it runs without anything of the workshop."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Runs the package in a Python that sees only the standard library, the unpacked wheel and what the wheel requires.
ALONE = """
import importlib.abc, importlib.metadata as metadata, re, runpy, sys
from packaging.requirements import Requirement

target = sys.argv[1]
sys.path.insert(0, target)
wheel = next(iter(metadata.distributions(path=[target])))
closure, waiting = set(), [(Requirement(line), "") for line in wheel.requires]
while waiting:
    requirement, extra = waiting.pop()
    if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
        continue
    key = (re.sub(r"[-_.]+", "-", requirement.name).lower(), frozenset(requirement.extras))
    if key in closure:
        continue
    closure.add(key)
    below = metadata.distribution(requirement.name).requires or []
    waiting += [(Requirement(line), extra) for line in below for extra in ("", *requirement.extras)]

names = {name for name, _ in closure}
banned = {
    module
    for module, owners in metadata.packages_distributions().items()
    if module != "toolkit" and not any(re.sub(r"[-_.]+", "-", owner).lower() in names for owner in owners)
}
assert "pytest" in banned, "the workshop's packages are not recognised"

class OnlyRuntime(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in banned:
            raise ModuleNotFoundError(f"not a runtime dependency: {name}", name=name)

for name in [name for name in sys.modules if name.partition(".")[0] in banned]:
    del sys.modules[name]
sys.meta_path.insert(0, OnlyRuntime())
import toolkit
assert toolkit.__file__.startswith(target), toolkit.__file__
"""

HELP = ALONE + "sys.argv = ['boutique', '--help']; runpy.run_module('toolkit', run_name='__main__')"
EVERY_MODULE = (
    ALONE
    + """
import importlib, pkgutil
names = {found.name for found in pkgutil.walk_packages(toolkit.__path__, "toolkit.")} - {"toolkit.__main__"}
for name in sorted(names):
    importlib.import_module(name)
print(len(names))
"""
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as an installer would: it is pure Python."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def alone(code: str, installed: Path) -> str:
    """What a Python without development packages prints; it stands outside the checkout."""
    command = [sys.executable, "-I", "-c", code, str(installed)]
    done = subprocess.run(command, cwd=installed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_every_file_of_the_checkout(wheel: Path) -> None:
    """Both template folders, fonts, pages, invented data: every file but caches is in the wheel, byte for byte."""
    expected = {}
    for folder, inside in (
        ("toolkit", "toolkit"),
        ("workbook_templates", "toolkit/workbook_templates"),
        ("letter_templates", "toolkit/letter_templates"),
    ):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                expected[f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"] = path.read_bytes()
    with zipfile.ZipFile(wheel) as archive:
        carried = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert carried == expected
    endings = {name.rpartition(".")[2] for name in carried}
    assert {"py", "ttf", "html", "xlsx"} <= endings


def test_the_wheel_states_its_licences(wheel: Path) -> None:
    """The licence of the package and that of each font travel in the wheel's own information."""
    with zipfile.ZipFile(wheel) as archive:
        licences = {name.rpartition("/")[2] for name in archive.namelist() if "/licenses/" in name}
    assert licences >= {"LICENSE", *(path.name for path in (ROOT / "toolkit" / "fonts").glob("*OFL*"))}


def test_help_runs_without_development_packages(installed: Path) -> None:
    """``python -m toolkit --help`` works where only the declared dependencies can be imported."""
    assert "Usage: boutique" in alone(HELP, installed)


def test_every_module_imports_without_development_packages(installed: Path) -> None:
    """No module of the package imports, when loaded, anything the wheel does not declare."""
    assert int(alone(EVERY_MODULE, installed)) > 20
