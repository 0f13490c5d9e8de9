"""Mutation: every rule and parser is broken in small ways, and the tests must notice.

mutmut changes one operator, constant or argument at a time in ``checks/``, ``reconcile/`` and ``values.py`` and runs
the tests that reach it. A change no test notices has survived: it is either a hole in the tests, or a change that
makes no difference, and then ``survivors.toml`` beside this file says why. A survivor without an answer is a broken
promise, and so is an answer whose survivor is gone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.measure import ROOT, scratch

MUTATED = ("toolkit/values.py", "toolkit/checks", "toolkit/reconcile")
TESTS = (
    "tests/test_values.py", "tests/test_registers.py", "tests/test_totals.py", "tests/test_notes.py",
    "tests/test_house_rules.py", "tests/test_worklist_marks.py", "tests/test_show.py",
)  # fmt: skip
TEST_PATTERNS = ("test_checks_*.py", "test_reconcile*.py", "test_biography*.py")
ANSWERS = Path(__file__).with_name("survivors.toml")
LIMIT = 6 * 3600  # seconds: an end there must be


def run(names: Sequence[str] = MUTATED) -> list[str]:
    """Mutate the named files or folders; what survived without an answer, and answers to nothing."""
    tree = scratch() / "mutation"
    _copy(tree, names)
    with (tree / "mutmut.log").open("w", encoding="utf-8") as log:
        subprocess.run(
            [sys.executable, "-m", "mutmut", "run"], cwd=tree, stdout=log, stderr=log, timeout=LIMIT, check=False
        )
    survivors = [Survivor(name, _show(tree, name)) for name in _named(tree, "survived")]
    untested = _named(tree, "no tests")
    answered = {(item["function"], item["was"], item["became"]) for item in answers()}
    seen = {survivor.key for survivor in survivors}
    print(f"{len(survivors)} survived, {len(seen & answered)} of them answered; {len(untested)} reached by no test")
    within = {key for key in answered if any(_within(key[0], name) for name in names)}
    return [
        *(f"unanswered: {survivor}" for survivor in survivors if survivor.key not in answered),
        *(f"reached by no test: {name}" for name in untested),
        *(f"an answer to nothing: {' | '.join(key)}" for key in sorted(within - seen)),
    ]


def answers() -> list[dict[str, str]]:
    """The survivors that are known, each with the reason why it makes no difference."""
    return list(tomllib.loads(ANSWERS.read_text("utf-8")).get("survivor", []))


class Survivor:
    """One change that no test noticed: the function it is in, the line as it was and as it became."""

    def __init__(self, name: str, difference: str) -> None:
        self.function = name.partition("__mutmut_")[0].replace(".x_", ".").replace(".xǁ", ".").replace("ǁ", ".")
        lines = difference.splitlines()
        self.was = _changed(lines, "-")
        self.became = _changed(lines, "+")

    @property
    def key(self) -> tuple[str, str, str]:
        """What an answer is found by: it outlives other changes of the file."""
        return self.function, self.was, self.became

    def __str__(self) -> str:
        """The change in one line."""
        return f"{self.function}: {self.was}  ->  {self.became}"


def _changed(lines: Iterable[str], sign: str) -> str:
    """The changed lines of one side, in one."""
    found = (line[1:].strip() for line in lines if line.startswith(sign) and not line.startswith(sign * 3))
    return " ".join(found)


def _copy(tree: Path, names: Sequence[str]) -> None:
    """The checkout as it stands, without what git does not know, and mutmut's settings in its project file."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
    tests = [
        *TESTS,
        *sorted(f"tests/{path.name}" for pattern in TEST_PATTERNS for path in (tree / "tests").glob(pattern)),
    ]
    settings = {
        "source_paths": list(names),
        "also_copy": sorted(path.name for path in tree.iterdir()),
        "pytest_add_cli_args_test_selection": tests,
        "mutate_only_covered_lines": False,
        # Each mutant in a process that has run no test: what a test before it left in a cache would hide the change.
        "process_isolation": "forkserver",
    }
    with (tree / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n[tool.mutmut]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in settings.items()))


def _toml(value: object) -> str:
    """A setting as TOML writes it."""
    if isinstance(value, str):
        return repr(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(tree: Path, state: str) -> list[str]:
    """The mutants in one state."""
    results = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mutmut", "results"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return [line.split(":")[0].strip() for line in results.splitlines() if line.endswith(f": {state}")]


def _show(tree: Path, name: str) -> str:
    """What a mutant changes."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mutmut", "show", name],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def _within(function: str, name: str) -> bool:
    """Whether a function stands in a file or folder."""
    return function.startswith(name.removesuffix(".py").replace("/", "."))
