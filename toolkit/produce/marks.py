"""Her marks in worklists: what she called done or not a fault, what she acknowledged, what she took back, and who did.

A list takes back only what it showed or gave: an old list left blank undoes nothing that was said elsewhere since, and
one in which something stood acknowledged does not acknowledge it again.
"""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from toolkit.findings import Finding, Place
from toolkit.judgements import Judgement, last_words
from toolkit.produce.acknowledged import Term, lapsed
from toolkit.produce.who_lists import PairEntry
from toolkit.render.wording import NONE

Verdict = Literal["", "done", "not-a-fault", "known"]
"""What a person said of a finding, as it stands now; empty where nothing was said, or it was taken back."""

WORDS: Mapping[Verdict, str] = {"done": "done", "not-a-fault": "not a fault", "known": "known"}
HEADINGS = {"verdict": "Your mark", "who": "By", "remark": "Remark", "until": "Until"}
"""The headings of her columns, which stand in this order before that of the marks."""
NAMED = {"what": "What", "stock_no": "Stock no."}
"""The headings of columns by which a line is seen to be still in one piece."""


def heading(sheet: str) -> str:
    """What heads the last column: by this a list without a finding is known."""
    return f"worklist {sheet}"


def identifier(mark: str, sheet: str, verdict: Verdict, until: str = "") -> str:
    """What stands in a list's last column: the finding's mark, the list's number, and what the list says of it.

    What it calls known has its last day with it (``until``, an ISO date).
    """
    return "-".join(filter(None, (mark, sheet, verdict, until.replace("-", ""))))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: what it said when it was made (``shown``), what it says now, and by whom.

    ``odd`` is what stands there if it is no mark at all; ``named`` is what the line says it is about. ``until`` is the
    day she named, in words why it is none, or blank; ``shown_until`` what stood there when it was made (ISO date).
    ``cells`` are those of her columns, by the keys of :data:`HEADINGS`.
    """

    mark: str
    sheet: str
    shown: Verdict
    verdict: Verdict
    who: str
    remark: str
    cells: Mapping[str, Place]
    odd: str = ""
    named: tuple[str, ...] = ()
    until: date | str | None = None
    shown_until: str = ""


@dataclass(frozen=True, slots=True)
class Worklist:
    """A list as read back: its rows, who last saved it, as far as the file says, and what it says of pairs of rows."""

    file: str
    entries: tuple[Entry, ...]
    author: str = ""
    pairs: tuple[PairEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A mark that cannot be taken, and why, in words."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the marks in the lists read: what is to be remembered, and what is not.

    ``same`` counts marks that were known, ``gone`` those of findings that are there no more. ``remarks`` are hers, by
    mark; they stay in her workbook, and only that of a finding she acknowledged is remembered, as the reason.
    ``spoken`` is what was said on the command line.
    """

    new: tuple[Judgement, ...] = ()
    undone: tuple[Judgement, ...] = ()
    same: int = 0
    gone: int = 0
    refused: tuple[Refusal, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    lists: int = 0
    spoken: tuple[Judgement, ...] = ()

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What is to be remembered, in the order in which it was said."""
        return (*self.new, *self.undone, *self.spoken)

    @property
    def read(self) -> int:
        """How many marks were read."""
        return len(self.new) + len(self.undone) + self.same + self.gone + len(self.refused)


def subject(finding: Finding) -> str:
    """The number of the piece or job a finding is about, as a list shows it."""
    return finding.subject.strip() or NONE


def may_be_settled(finding: Finding) -> bool:
    """Whether a person's word is enough: the finding holds nothing back, or the document can go on without it."""
    return finding.kind.may_stand or not finding.blocks


def answers(
    lists: Sequence[Worklist],
    found: Mapping[str, Finding],
    words: Sequence[Judgement],
    *,
    by: str,
    at: datetime,
    term: Term,
) -> Answers:
    """What the lists say that the ledger does not; a later list has the last word.

    ``found`` are the findings by mark, ``words`` everything that was said before: what a list said once it does not
    say again, whatever was said elsewhere since.
    """
    known = last_words(words)
    before = {(judgement.mark, judgement.sheet): judgement for judgement in words}
    counts: Counter[str] = Counter()
    refused: list[Refusal] = []
    given: dict[str, Judgement] = {}
    for work, entry in ((each, entry) for each in lists for entry in each.entries):
        finding = found.get(entry.mark)
        standing = given.get(entry.mark) or known.get(entry.mark)
        repeated = _repeats(entry, before.get((entry.mark, entry.sheet)))
        outcome = "same" if repeated else _outcome(entry, finding, standing, term)
        if isinstance(outcome, Refusal):
            refused.append(outcome)
        elif outcome in {"new", "undone"} and finding is not None:
            who = entry.who or by or work.author or login()
            given[entry.mark] = _judgement(entry, finding, who, at, term)
        else:
            counts[outcome] += 1
    return Answers(
        new=tuple(judgement for judgement in given.values() if judgement.verdict != "undone"),
        undone=tuple(judgement for judgement in given.values() if judgement.verdict == "undone"),
        same=counts["same"],
        gone=counts["gone"],
        refused=tuple(refused),
        remarks={entry.mark: entry.remark for work in lists for entry in work.entries if entry.remark},
        lists=len(lists),
    )


def _judgement(entry: Entry, finding: Finding, who: str, at: datetime, term: Term) -> Judgement:
    """What a row of a list says of a finding, to be remembered."""
    said = Judgement(entry.mark, entry.verdict or "undone", who, at.isoformat(), finding.kind.code, entry.sheet)
    if entry.verdict != "known":
        return said
    until = entry.until if isinstance(entry.until, date) else term.usual
    return replace(said, reason=entry.remark, until=until.isoformat())


def _outcome(entry: Entry, finding: Finding | None, standing: Judgement | None, term: Term) -> str | Refusal:
    """What a row of a list comes to: ``new``, ``undone``, ``same``, ``gone``, nothing at all, or refused."""
    verdict: Verdict = "" if lapsed(standing, term.on) else verdict_of(standing)
    own = standing is not None and standing.sheet == entry.sheet
    if not entry.verdict and not entry.odd:
        return _cleared(entry, finding, verdict, own=own)
    if entry.verdict == "known" and not _asks_anew(entry, standing, own=own):
        return "same"
    if entry.verdict and entry.verdict != "known" and entry.verdict in (verdict, entry.shown):
        return "same"
    if finding is None:
        return "gone"
    if objection := _objection(entry, finding, term):
        cell, words = objection
        return Refusal(entry.cells[cell], words)
    return "new"


def _repeats(entry: Entry, before: Judgement | None) -> bool:
    """Whether a row says what was last taken from it: the same mark, for the same reason, until the same day."""
    if before is None or entry.verdict != before.verdict:
        return False
    alike = _last_day(entry) in ("", before.until) and entry.remark in ("", before.reason)
    return entry.verdict != "known" or alike


def _last_day(entry: Entry) -> str:
    """What stands in a row as the last day: a day (ISO), else why it is none, or nothing."""
    return entry.until.isoformat() if isinstance(entry.until, date) else entry.until or ""


def _cleared(entry: Entry, finding: Finding | None, verdict: Verdict, *, own: bool) -> str | Refusal:
    """What a row without a mark comes to."""
    if entry.until and finding and not own and not entry.shown:
        words = f"a last day is named, and no mark: choose {WORDS['known']}, or clear the day."
        return Refusal(entry.cells["verdict"], words)
    return "undone" if verdict and finding and (entry.shown or own) else ""


def _asks_anew(entry: Entry, standing: Judgement | None, *, own: bool) -> bool:
    """Whether a row calls known what is not, or for another reason or until another day than was said.

    A list of before does not acknowledge again what lapsed since; one that shows that it lapsed does.
    """
    until = _last_day(entry)
    if standing is None or standing.verdict != "known":
        return entry.shown != "known" or until not in ("", entry.shown_until)
    if until not in ("", standing.until, entry.shown_until):
        return True
    current = entry.shown_until == standing.until
    return (current and not entry.shown) or ((own or current) and entry.remark not in ("", standing.reason))


def _objection(entry: Entry, finding: Finding, term: Term) -> tuple[str, str] | None:
    """Why a mark cannot be taken, and the key of the cell that says so."""
    if entry.odd:
        return "verdict", f"{entry.odd!r} is no mark; it can be: {' or '.join(WORDS.values())}."
    if entry.named and entry.named != (finding.kind.title, subject(finding)):
        return "verdict", "this line is no longer in one piece, as if sorted in part. Have a new list written."
    if entry.verdict == "not-a-fault" and not may_be_settled(finding):
        return "verdict", f"this cannot stand, for there is nothing to print instead. {finding.hint}"
    if entry.verdict == "known" and not entry.remark:
        return "remark", f"what is {WORDS['known']} needs a reason: write it here, without a client's name."
    if entry.verdict == "known" and (words := term.against(entry.until)):
        return "until", words
    return None


def verdict_in(word: str | None) -> Verdict:
    """The word of a person among those of the ledger; empty for any other."""
    return next((verdict for verdict in WORDS if verdict == word), "")


def verdict_of(judgement: Judgement | None) -> Verdict:
    """What holds after a judgement: nothing where it took back or closed what was said."""
    return verdict_in(judgement.verdict if judgement else None)


def login() -> str:
    """The name this person is known by to the computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such variable, no such user
        return "unknown"
