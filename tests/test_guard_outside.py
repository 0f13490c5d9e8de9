"""The guard on files by outsiders: what is planted in them is found, what is not in them is not, none breaks it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.planted import planted
from toolkit.findings import ToolkitError
from toolkit.guard import search
from toolkit.guard_words import Leak, Secret

OUTSIDE = Path(__file__).resolve().parents[2] / "shared" / "outside"
FILES = sorted(
    path
    for folder in ("workbooks", "docx")
    for path in (OUTSIDE / folder).rglob("*")
    if path.is_file() and not path.name.endswith(".excel2016.csv")  # what Excel answered, no file to try
)
WORDS = (
    "Ursula Penhallick",
    "Éléonore d'Aubigné-Vasseur",
    "VG-881-R/2024",
    "u.penhallick@corvane.example",
    "GB29 NWBK 6016 1331 9268 19",
    "She promised it to her godson in Trieste",
)
SECRETS = tuple(Secret(words, "a secret") for words in WORDS)
PLACES = 2
"""In how many of its odd places each file is tried; which ones changes from file to file."""


def told(data: bytes) -> list[Leak] | None:
    """The secrets found in a file; None where it is refused, in one line and as what cannot be searched."""
    try:
        return [leak for leak in search(data, "made.xlsx", SECRETS) if leak.what == "a secret"]
    except ToolkitError as refusal:
        return None if refusal.code == "unreadable" and "\n" not in refusal.message else pytest.fail(refusal.message)


def some(places: Sequence[tuple[str, bytes]], first: int) -> list[tuple[str, bytes]]:
    """A few of the places, another few for each file."""
    return [places[(first + step) % len(places)] for step in range(min(PLACES, len(places)))]


@pytest.mark.skipif(not FILES, reason="../shared/outside is not here")
@pytest.mark.parametrize("number", range(len(FILES)), ids=[str(path.relative_to(OUTSIDE)) for path in FILES])
def test_a_stranger_s_file_hides_nothing(number: int, tmp_path: Path) -> None:
    """Nothing is found that is not there; each word in an odd place is, or the file is refused with it and without."""
    path = FILES[number]
    before = told(path.read_bytes())
    assert not before
    words = WORDS[number % len(WORDS)]
    places = list(planted(path.read_bytes(), words, tmp_path / "planted"))
    for where, data in some(places, number):
        found = told(data)
        assert found is None or [leak.where for leak in found], where
        assert before is None or found is not None or "middle" in where, where  # there it may break the file


@pytest.mark.skipif(not FILES, reason="../shared/outside is not here")
def test_few_are_refused() -> None:
    """The locked, the damaged and the bombs; every other is searched to its end."""
    refused = {path.name for path in FILES if told(path.read_bytes()) is None}
    locked = {name for name in refused if "pass" in name or "encrypt" in name}
    assert len(locked) == 6
    assert refused - locked == {
        "54764.xlsx", "poc-xmlbomb.xlsx", "poc-xmlbomb-empty.xlsx",
        "clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5542865479270400.xlsx",
    }  # fmt: skip
