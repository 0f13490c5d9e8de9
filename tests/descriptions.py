"""Descriptions with what may be taken from them, and how well the reading does: right, wrong and missed by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.readers.describe import Proposal
from toolkit.values import fold

CASES = Path(__file__).parent / "described"
WRONG_COSTS = 5
"""A wrong value counts as much as five missed ones."""


@dataclass(frozen=True, slots=True)
class Case:
    """A description and the truth by field."""

    text: str
    truth: Mapping[str, str]


def cases(name: str) -> list[Case]:
    """The cases of a file: a description a line, below it ``field=value`` parted by ``" | "``, or a dash."""
    lines = [line for line in (CASES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return [Case(text, _truth(said.strip())) for text, said in pairs]


def _truth(said: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in said.split(" | ") if part != "-")


@dataclass(frozen=True, slots=True)
class Score:
    """What a reading got right, wrong and missed, by field; ``errors`` are the wrong ones in words."""

    right: Counter[str]
    wrong: Counter[str]
    missed: Counter[str]
    errors: tuple[str, ...]
    misses: tuple[str, ...]

    def precision(self, field: str | None = None) -> float:
        """The share of what was proposed that is right."""
        right, wrong = _of(self.right, field), _of(self.wrong, field)
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, field: str | None = None) -> float:
        """The share of what the descriptions say that was proposed."""
        right, missed = _of(self.right, field), _of(self.missed, field)
        return right / (right + missed) if right + missed else 1.0

    @property
    def points(self) -> int:
        """Right less five times wrong."""
        return self.right.total() - WRONG_COSTS * self.wrong.total()


def _of(counts: Counter[str], field: str | None) -> int:
    return counts[field] if field else counts.total()


def score(read: Callable[[str], Sequence[Proposal]], known: Iterable[Case]) -> Score:
    """How a reading does on cases whose truth is known; a value that differs is wrong, and missed as well."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    errors, misses = [], []
    for case in known:
        said = {proposal.field: proposal.value for proposal in read(case.text)}
        for field, value in said.items():
            if fold(value) == fold(case.truth.get(field, "")):
                right[field] += 1
            else:
                wrong[field] += 1
                errors.append(f"{field}: {value!r}, in truth {case.truth.get(field)!r}: {case.text}")
        for field, value in case.truth.items():
            if fold(said.get(field, "")) != fold(value):
                missed[field] += 1
                misses.append(f"{field}: {value!r}, read {said.get(field)!r}: {case.text}")
    return Score(right, wrong, missed, tuple(errors), tuple(misses))


def table(made: Score) -> str:
    """Precision and recall by field, as lines."""
    fields = sorted({*made.right, *made.wrong, *made.missed})
    rows = [
        (field, made.right[field], made.wrong[field], made.missed[field], made.precision(field), made.recall(field))
        for field in fields
    ]
    rows.append(("all", made.right.total(), made.wrong.total(), made.missed.total(), made.precision(), made.recall()))
    lines = [f"{'field':14} {'right':>5} {'wrong':>5} {'missed':>6}  precision  recall"]
    lines += [f"{name:14} {r:5} {w:5} {m:6}  {p:9.3f}  {q:6.3f}" for name, r, w, m, p, q in rows]
    return "\n".join([*lines, f"right less {WRONG_COSTS} times wrong: {made.points}"])
