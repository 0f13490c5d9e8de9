"""The work a check leaves: each finding with its mark, what a person said of it, and what changed since last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from toolkit.checks.identity import marks
from toolkit.findings import Finding, ToolkitError
from toolkit.house import House
from toolkit.judgements import Judgement, LastCheck, last_words
from toolkit.ledger import Ledger
from toolkit.produce.acknowledged import Term, lapsed
from toolkit.produce.marks import Answers, Verdict, Worklist, answers, may_be_settled, verdict_of
from toolkit.produce.reading import Checked
from toolkit.produce.spoken import SILENT, Spoken, said
from toolkit.records import TableRead

Verb = Literal["check", "reconcile"]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding on the list.

    ``mark`` is sixteen hexadecimal digits that stay the same when the file is renamed, rows are put in another order
    or a neighbouring cell is edited, and change when the value found does. ``new`` says that it was not there last
    time. ``verdict`` is what a person said of it, ``by`` and ``on`` (ISO date) who and when. What is acknowledged has a
    ``reason`` and a last day (``until``, ISO date); the day after it only the verdict is gone.
    """

    finding: Finding
    mark: str
    new: bool = False
    verdict: Verdict = ""
    by: str = ""
    on: str = ""
    reason: str = ""
    until: str = ""

    @property
    def lapsed(self) -> bool:
        """Whether it was acknowledged, and its last day is over."""
        return bool(self.until) and not self.verdict


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of last time that is gone: its mark, its kind's code, and the place where it stood, in words."""

    mark: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a check or a reconciliation leaves to be done.

    ``open`` are the findings that stand, ``settled`` those a person called not a fault, ``acknowledged`` those somebody
    knows of until a day: they stay apart, and hold back what they held back. ``fixed`` are those of last time that
    are gone; ``last`` is the as-at of the last time, None for the first. ``rows_in``, ``records`` and
    ``excluded`` of the registers stand in ``tables``. ``answers`` is what became of the marks that were read back,
    ``notes`` what a person must know of the memory itself.
    """

    verb: Verb
    house: str
    accent: str
    as_at: datetime
    tables: tuple[TableRead, ...]
    open: tuple[Item, ...]
    settled: tuple[Item, ...] = ()
    acknowledged: tuple[Item, ...] = ()
    fixed: tuple[Gone, ...] = ()
    last: datetime | None = None
    answers: Answers = field(default_factory=Answers)
    notes: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[Item, ...]:
        """Every finding, whatever was said of it."""
        return (*self.open, *self.settled, *self.acknowledged)

    @property
    def held(self) -> tuple[Item, ...]:
        """The findings that hold a document back, acknowledged or not."""
        return tuple(item for item in (*self.open, *self.acknowledged) if item.finding.blocks)


def work(
    checked: Checked,
    verb: Verb,
    findings: Sequence[Finding],
    lists: Sequence[Worklist] = (),
    by: str = "",
    spoken: Spoken = SILENT,
) -> Work:
    """The findings of a run against what the house remembers and what is said of them now; nothing is written.

    That is what stands in her lists, and what was ``spoken`` on the command line, which has the last word. ``by`` is
    who says it, where neither a row nor its list says. A memory that cannot be read is a note: the findings stand all
    the same.
    """
    house = checked.house
    found = dict(zip(marks(findings, checked.registers), findings, strict=True))
    words, last, notes = _recalled(house, verb, found)
    term = Term(checked.as_at.date(), int(house["house.acknowledged_months"]))
    given = answers(lists, found, words, by=by, at=checked.as_at, term=term)
    holds = last_words((*words, *given.judgements))
    given = replace(given, spoken=said(spoken, found, holds, by=by, at=checked.as_at, term=term))
    holds.update(last_words(given.spoken))
    items = [_item(finding, mark, holds.get(mark), last, term) for mark, finding in found.items()]
    settled = tuple(item for item in items if item.verdict == "not-a-fault" and may_be_settled(item.finding))
    acknowledged = tuple(item for item in items if item.verdict == "known")
    apart = {item.mark for item in (*settled, *acknowledged)}
    return Work(
        verb=verb,
        house=house["house.name"],
        accent=house["house.accent"],
        as_at=checked.as_at,
        tables=checked.registers.tables,
        open=tuple(item for item in items if item.mark not in apart),
        settled=settled,
        acknowledged=acknowledged,
        fixed=_gone(last, found),
        last=last.at if last else None,
        answers=given,
        notes=notes,
    )


def remember(house: House, done: Work) -> str:
    """Keep in the ledger what was found and what was said; a sentence where only the findings could not be kept.

    Raises ToolkitError where marks were read back and cannot be kept.
    """
    try:
        with Ledger.open(house.folder) as ledger:
            ledger.judge(done.answers.judgements)
            ledger.remember_check(done.verb, done.as_at, _spots(done))
    except ToolkitError as error:
        if done.answers.judgements:
            raise
        return _forgetful(error)
    return ""


def _recalled(
    house: House, verb: Verb, found: Mapping[str, Finding]
) -> tuple[tuple[Judgement, ...], LastCheck | None, tuple[str, ...]]:
    """Everything that was said before, the last check, and a note where the memory cannot be read."""
    try:
        with Ledger.rehearse(house.folder) as ledger:
            return ledger.every_judgement(), ledger.since(verb, found), ()
    except ToolkitError as error:
        return (), None, (_forgetful(error),)


def _forgetful(error: ToolkitError) -> str:
    return f"What was found is not remembered for next time. {error.message} {error.hint}".strip()


def _gone(last: LastCheck | None, found: Mapping[str, Finding]) -> tuple[Gone, ...]:
    """What was found last time and is there no more."""
    before = last.found if last else {}
    return tuple(Gone(mark, kind, place) for mark, (kind, place) in before.items() if mark not in found)


def _item(finding: Finding, mark: str, word: Judgement | None, last: LastCheck | None, term: Term) -> Item:
    """A finding with what holds of it."""
    new = last is not None and mark not in last.found
    verdict = verdict_of(word)
    if not word or not verdict:
        return Item(finding, mark, new)
    verdict = "" if lapsed(word, term.on) else verdict
    return Item(finding, mark, new, verdict, word.who, word.at[:10], word.reason, word.until)


def _spots(done: Work) -> dict[str, tuple[str, str]]:
    """Every finding by its mark: the code of its kind and its first place."""
    return {item.mark: (item.finding.kind.code, str(item.finding.places[0])) for item in done.every}
