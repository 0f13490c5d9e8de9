"""Sell-throughs from register to issued files: which brands are meant, and what becomes of each, one or all due.

One brand whose report cannot be made, or would tell what it must not, never stops the others: it is withheld with the
reason and the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

from toolkit.calendars import Period, preceding, reckoning_of
from toolkit.contracts import FORMATS, Contract
from toolkit.findings import Exit, ToolkitError
from toolkit.guard_brand import BrandSecrets
from toolkit.house import House
from toolkit.ledger import Issued, Ledger
from toolkit.produce.obligations import identity, obligations, over
from toolkit.produce.outcome import Desk, Document, Outcome
from toolkit.produce.reading import Checked
from toolkit.produce.sell_through_files import Files
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_books import Books
from toolkit.reports.sell_through_build import USED, sell_through
from toolkit.reports.sell_through_last import LastReport, last_report
from toolkit.reports.sell_through_total import facts, numbered

FOLDER = Path("documents") / "sell-through"
_LOOK_BACK = 60
"""How many periods back the report issued before is looked for."""
_OF_THE_BRAND = frozenset({"leak", "missing-glyph", "unreadable"})
"""Errors that are a brand's own: its report is withheld, even if it is the only one asked for."""

Wanted = tuple[Contract, Period]


@dataclass(frozen=True, slots=True)
class Wish:
    """How reports are to be released; without ``formats`` those of each contract are made."""

    formats: tuple[str, ...] = ()
    draft: bool = False
    dry_run: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one brand's report; ``withheld`` says why there is none. ``files`` are those of the document."""

    contract: Contract
    period: Period
    outcome: Outcome
    report: SellThrough | None = None
    withheld: ToolkitError | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    look: Files | None = None
    notes: tuple[str, ...] = ()

    @property
    def unsettled(self) -> bool:
        """Whether somebody has to look: withheld, pieces not accounted for, or left out in doubt."""
        if self.report is None:
            return True
        rows = (*self.report.rows, *self.report.consigned)
        return any(row.units.residue for row in rows) or any(one.doubt for one in self.report.left_out)


def chosen(
    house: House, as_at: datetime, brands: Sequence[str], period: str | None, *, every: bool
) -> tuple[Wanted, ...]:
    """The contracts and periods meant: of the brands named the last period that is over, or the one named.

    ``every`` is every report that is due and not done, and the last of each contract. Raises ToolkitError (usage) where
    nothing is named, a brand has no contract, or no contract has that period.
    """
    if not brands and not every:
        raise _usage("No brand is named.", "Name one, or give --all for every report that is due.")
    if every and not house.contracts:
        raise _usage("No contract with a brand stands in boutique.toml.", "Write a [[brand]] for each of them.")
    named = [house.contract(name) for name in brands] or list(house.contracts)
    if period:
        found = [(one, one.period(period)) for one in named if not every or _counts_so(one, period)]
        if not found:
            raise _usage(f"No contract has a period {period}.", "Name the brand, or a period of its calendar.")
        return tuple(dict.fromkeys(found))
    last = [(one, one.latest(over(house, as_at))) for one in named]
    due = [(one.contract, one.period) for one in obligations(house, as_at) if one.ended and not one.done]
    return tuple(dict.fromkeys((*due, *last) if every else last))


def _counts_so(contract: Contract, period: str) -> bool:
    """Whether a period's name is one of the contract's own calendar, cut as it cuts it."""
    try:
        return reckoning_of(contract.period(period)) == contract.reckoning
    except ToolkitError:
        return False


def make(
    checked: Checked, wanted: Sequence[Wanted], wish: Wish | None = None, say: Callable[[str], None] | None = None
) -> tuple[Made, ...]:
    """The reports of some brands in their order, each released or withheld. ``say`` is told of each as it is begun.

    Raises ToolkitError where none can be made, and where the only one asked for cannot.
    """
    wish, house = wish or Wish(), checked.house
    with Desk(house.folder, draft=wish.draft, dry_run=wish.dry_run, overwrite=wish.overwrite) as desk:
        maker = _Maker(checked, wish, desk, alone=len(wanted) == 1)
        return tuple(maker.each(wanted, say or (lambda _: None)))


class _Maker:
    """What all reports of a run share, made ready once: the books, the secrets, the desk."""

    def __init__(self, checked: Checked, wish: Wish, desk: Desk, *, alone: bool) -> None:
        self._checked, self._wish, self._desk, self._alone = checked, wish, desk, alone
        self._books = Books(checked.registers, checked.house)
        self._secrets = BrandSecrets(checked.registers, checked.house)

    def each(self, wanted: Sequence[Wanted], say: Callable[[str], None]) -> Iterator[Made]:
        """One report after another."""
        for contract, period in wanted:
            if not self._alone:
                say(f"{contract.brand}, {period.name} ...")
            try:
                yield self._one(contract, period)
            except ToolkitError as error:
                if error.code == "no-pango" or (self._alone and error.code not in _OF_THE_BRAND):
                    raise
                yield Made(contract, period, Outcome("sell-through", "", 0, "withheld"), withheld=error)

    def _one(self, contract: Contract, period: Period) -> Made:
        """One brand's report, released."""
        house, as_at = self._checked.house, self._checked.as_at
        _require_over(period, over(house, as_at), draft=self._wish.draft)
        with Ledger.rehearse(house.folder) as ledger:
            before, standing = _last(ledger, contract, period), ledger.latest(identity(contract, period))
        plain = sell_through(self._books, house, contract, period, as_at, before)
        files = Files(house, contract, self._wish.formats or contract.formats, self._secrets)
        if standing and not self._wish.draft:
            files = files.of(_formats_issued(plain, files, standing))
        document = Document(
            identity=identity(contract, period),
            series=f"T-{as_at.year}",
            content=files.content(plain),
            folder=house.folder / FOLDER,
            facts=facts(plain),
            at=as_at,
            sources=tuple(_sources(self._checked)),
        )
        begun = self._desk.begin(document)
        if isinstance(begun, Outcome):
            return self._standing(contract, plain, begun, files)
        with begun:
            made = numbered(plain, begun.number, begun.revision)
            rendered = files.render(made)
            outcome = begun.finish(rendered, files.look(made))
        return Made(contract, period, outcome, made, files=rendered, look=files, notes=files.notes(made))

    def _standing(self, contract: Contract, plain: SellThrough, outcome: Outcome, files: Files) -> Made:
        """The report that is issued already, as at the moment it was, with its frozen files."""
        issued = self._desk.ledger.find(outcome.number, outcome.revision)
        assert issued is not None
        then = replace(plain, as_at=datetime.fromisoformat(issued.at).astimezone(self._checked.house.zone))
        made = numbered(then, outcome.number, outcome.revision)
        frozen = self._desk.ledger.frozen(issued)
        return Made(contract, plain.period, outcome, made, files=frozen, look=files, notes=files.notes(made))


def _last(ledger: Ledger, contract: Contract, period: Period) -> LastReport | None:
    """The report issued before this period's, if there is one in force."""
    earlier = period
    for _ in range(_LOOK_BACK):
        earlier = preceding(earlier)
        found = ledger.latest(identity(contract, earlier))
        if found and found.state == "issued":
            return last_report(found.number, ledger.frozen_facts(found))
    return None


def _formats_issued(made: SellThrough, files: Files, standing: Issued) -> tuple[str, ...]:
    """The formats to release: all it is issued in, where the very same report is and no others are asked for."""
    candidates = (chosen for size in range(len(FORMATS), 0, -1) for chosen in combinations(FORMATS, size))
    found = next((one for one in candidates if standing.content == files.of(one).content(made)), ())
    return found if set(files.formats) <= set(found) else files.formats


def _require_over(period: Period, last: date, *, draft: bool) -> None:
    """Only a draft tells of days that are still to come."""
    if period.last > last and not draft:
        raise ToolkitError(
            f"The period {period.name} ends on {period.last}: it is not over.",
            "Wait for the end of its last day, or add --draft to see how it stands.",
            code="not-over",
        )


def _sources(checked: Checked) -> list[tuple[str, str]]:
    """The registers a report is made from, with their digests."""
    used = {table.source.file for table in checked.registers.tables if table.source.register in USED}
    return sorted((file, sha256) for file, sha256 in checked.registers.digests.items() if file in used)


def parse_formats(text: str | None) -> tuple[tuple[str, ...], bool]:
    """``xlsx,pdf`` into formats, none where nothing is said, and whether a letter is wanted.

    Raises ToolkitError (usage) for another word.
    """
    given = {part.strip().lower() for part in (text or "").split(",") if part.strip()}
    known = (*FORMATS, "eml")
    if (text is not None and not given) or not given <= set(known):
        raise _usage(f"--format {text!r} is not known.", f"It can be {', '.join(known)}, or several with commas.")
    return tuple(name for name in FORMATS if name in given), "eml" in given


def _usage(message: str, hint: str) -> ToolkitError:
    return ToolkitError(message, hint, code="usage", status=Exit.USAGE)
