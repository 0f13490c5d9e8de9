"""The rule on skipped tests, tried on small runs of pytest of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def run(folder: Path, body: str, *, ci: bool, shared: bool = False) -> subprocess.CompletedProcess[str]:
    """One run of pytest on a file with ``body``, in a checkout of its own beside (or not) a shared folder."""
    tests = folder / "checkout" / "tests"
    tests.mkdir(parents=True)
    if shared:
        (folder / "shared").mkdir()
    shutil.copy(HERE / "conftest.py", tests)
    (tests / "test_sample.py").write_text(f"import pytest\n{body}\n", encoding="utf-8")
    (tests / "test_green.py").write_text("def test_green(): pass\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "CI" and "PYTEST" not in name}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | ({"CI": "true"} if ci else {})
    workers = ["-p", "xdist", "-n", "1"] if "xdist" in body else []
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, *workers, str(tests)]
    return subprocess.run(command, cwd=tests, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("body", "ci", "shared", "code"),
    [
        ("def test(): pytest.skip('no LibreOffice')", True, False, 1),
        ("def test(): pytest.skip('on a worker of xdist')", True, False, 1),
        ("def test(): pytest.skip('no LibreOffice')", False, False, 0),
        ("def test(): pytest.skip('absent: ../shared/outside')", True, False, 0),
        ("def test(): pytest.skip('absent: ../shared/outside')", True, True, 1),
        ("pytest.skip('whole module', allow_module_level=True)", True, False, 1),
        ("@pytest.mark.xfail(strict=True)\ndef test(): assert False", True, False, 0),
        ("def test(): pass", True, False, 0),
        ("def test(): assert False", True, False, 1),
    ],
)
def test_a_skip_fails_only_under_ci(tmp_path: Path, body: str, ci: bool, shared: bool, code: int) -> None:
    """Under CI a skip fails the run, unless it names ../shared and that folder is absent."""
    done = run(tmp_path, body, ci=ci, shared=shared)
    assert done.returncode == code, done.stdout
