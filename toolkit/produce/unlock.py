"""The unlock list: what every kind of document holds back, the answers that release it in the best order, the card.

Nothing is rendered and no document is issued. The ledger is told how complete the registers were, in counts alone, so
that the next run can say what became of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.checks.identity import said
from toolkit.findings import Place, ToolkitError
from toolkit.house import House
from toolkit.ledger import Ledger
from toolkit.produce.dossier_files import Evidence
from toolkit.produce.reading import Checked
from toolkit.produce.sell_through import chosen
from toolkit.produce.workshop import parsed
from toolkit.records import Record
from toolkit.render.wording import label, money, when
from toolkit.reports.provenance_facts import Holdings
from toolkit.reports.unlock import Ask, Need, Step, Unit, Unlock, tally
from toolkit.reports.unlock_attested import Attested
from toolkit.reports.unlock_dossiers import held_dossiers
from toolkit.reports.unlock_rank import ranked
from toolkit.reports.unlock_schedule import held_lines
from toolkit.reports.unlock_score import Earlier, Score, compared, scores
from toolkit.reports.unlock_sell_through import held_pieces
from toolkit.values import Money, When, fold

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""After how many answers it is told what is released; and after all of them."""
_WORDS = frozenset({"status", "ownership", "kind", "category", "condition", "job_status", "stone_origin"})
"""Fields that hold a word of the vocabulary, whatever word the register has for it."""


def of_schedule(checked: Checked) -> Iterator[Unit]:
    """What the insurance schedule holds back."""
    return held_lines(checked.registers, checked.house, checked.as_at, checked.findings)


def of_dossiers(checked: Checked) -> Iterator[Unit]:
    """What provenance dossiers hold back."""
    evidence = Evidence(checked.house.folder, checked.house["dossier.evidence"])
    holdings = Holdings(checked.registers, checked.house, checked.as_at, checked.findings, evidence.digests, parsed)
    return held_dossiers(holdings)


def of_sell_through(checked: Checked) -> Iterator[Unit]:
    """What the reports to brands hold back: those that are due, and the last of each contract."""
    house = checked.house
    reports = chosen(house, checked.as_at, (), None, every=True) if house.contracts else ()
    return held_pieces(checked.registers, house, reports, checked.as_at, checked.findings)


DOCUMENTS: tuple[Callable[[Checked], Iterator[Unit]], ...] = (of_schedule, of_dossiers, of_sell_through)
"""One function a kind of document."""


def unlock(checked: Checked) -> Unlock:
    """The whole list for a house as read and checked. Nothing is written."""
    house = checked.house
    words = _Words(checked.registers.every())
    attested = Attested(checked.registers)
    units = [_joined(unit, words, attested) for kind in DOCUMENTS for unit in kind(checked)]
    card, notes = _compared(checked, scores(checked.registers, house, checked.as_at.date()))
    asks = tuple(_Asks(checked, units).all())
    return Unlock(
        house=house["house.name"],
        accent=house["house.accent"],
        as_at=checked.as_at,
        asks=asks,
        steps=tuple(_steps(asks)),
        held=tally(units),
        elsewhere=tuple(unit for unit in units if unit.elsewhere),
        scores=card,
        notes=notes,
    )


def remember(house: House, made: Unlock) -> str:
    """Keep the scorecard for the next run, in counts; a sentence where it cannot be kept."""
    try:
        with Ledger.open(house.folder) as ledger:
            ledger.remember_card(made.as_at, {one.key: (one.asked, one.filled) for one in made.scores})
    except ToolkitError as error:
        return _forgetful(error)
    return ""


def _compared(checked: Checked, card: tuple[Score, ...]) -> tuple[tuple[Score, ...], tuple[str, ...]]:
    """The scorecard beside that of an earlier day, and a note where the memory cannot be read."""
    try:
        with Ledger.rehearse(checked.house.folder) as ledger:
            before = ledger.card_before(checked.as_at.date())
    except ToolkitError as error:
        return card, (_forgetful(error),)
    if before is None:
        return card, ()
    return compared(card, {key: Earlier(before.on, *counts) for key, counts in before.counts.items()}), ()


def _forgetful(error: ToolkitError) -> str:
    return f"How complete the registers are is not compared with other days. {error.message} {error.hint}".strip()


def _steps(asks: Sequence[Ask]) -> Iterator[Step]:
    """What the first few answers release, what more do, and what all do."""
    for cells in (*(number for number in STEPS if number < len(asks)), *([len(asks)] if asks else [])):
        yield Step(cells, tally([unit for ask in asks[:cells] for unit in ask.releases]))


class _Words:
    """The cells of words that are not known: declared once in the house file, a word is known in all of its cells."""

    def __init__(self, records: Iterable[Record]) -> None:
        found: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
        for record in records:
            for name, doubt in record.doubts.items():
                if doubt.code == "unknown-word":
                    found[record.source.register, name, fold(doubt.raw)].append(record.place(name))
        self._cells = {cell: tuple(cells) for cells in found.values() if len(cells) > 1 for cell in cells}

    def whole(self, need: Need) -> Need:
        """A need of one such cell as the need of all of them."""
        cells = self._cells.get(need.places[0]) if len(need.places) == 1 else None
        if not cells:
            return need
        hint = f"Declare the word once in boutique.toml, or correct it in each of its {len(cells)} cells."
        return replace(need, places=cells, hint=hint)


def _joined(unit: Unit, words: _Words, attested: Attested) -> Unit:
    """A unit whose needs are those of every other unit that waits for the same answer."""
    needs = tuple(attested.weighed(words.whole(need)) for need in unit.needs)
    return unit if needs == unit.needs else replace(unit, needs=needs)


class _Asks:
    """The answers in order, each with the heading of its cell and what stands there."""

    def __init__(self, checked: Checked, units: Sequence[Unit]) -> None:
        self._units, self._currency = units, checked.house["house.currency"] or _commonest(units)
        self._columns: dict[tuple[str, str | None], dict[str, tuple[str, str]]] = {}
        self._waiting: dict[object, list[Unit]] = defaultdict(list)
        wanted: set[tuple[str, str | None, int | None]] = set()
        for unit in units:
            for need in unit.needs:
                self._waiting[need.key].append(unit)
                wanted |= {(place.file, place.sheet, place.row) for place in need.places}
        for table in checked.registers.tables:
            source = table.source
            known = self._columns.setdefault((source.file, source.sheet), {})
            known |= {letter: (name, source.headings.get(name, name)) for name, letter in source.letters.items()}
        self._rows: dict[tuple[str, str | None, int | None], list[Record]] = defaultdict(list)
        for record in checked.registers.every():
            spot = (record.source.file, record.source.sheet, record.row)
            if spot in wanted:
                self._rows[spot].append(record)

    def all(self) -> Iterator[Ask]:
        """Every answer once, best first."""
        done: set[int] = set()
        for rank, (need, released) in enumerate(ranked(self._units, self._currency), 1):
            done |= set(map(id, released))
            waits = tuple(unit for unit in self._waiting[need.key] if id(unit) not in done)
            field, heading = self._column(need)
            yield Ask(rank, need, field, heading, self._read(need), tuple(released), waits)

    def _column(self, need: Need) -> tuple[str, str]:
        """The field and the heading of the cells; each once."""
        if need.setting:
            return "", need.setting
        found = [self._columns.get((one.file, one.sheet), {}).get(one.column or "", ("", "")) for one in need.places]
        names, headings = (list(dict.fromkeys(filter(None, some))) for some in zip(*found, strict=True))
        return ", ".join(names), ", ".join(headings)

    def _read(self, need: Need) -> str:
        """What stands in the cells now, each once; nothing for a blank."""
        return "; ".join(dict.fromkeys(filter(None, map(self._says, need.places))))

    def _says(self, place: Place) -> str:
        name = self._columns.get((place.file, place.sheet), {}).get(place.column or "", ("", ""))[0]
        records = self._rows.get((place.file, place.sheet, place.row), ())
        return next((_read(record, name) for record in records if name and record.mapped(name)), "")


def _read(record: Record, name: str) -> str:
    """What a cell says, as people write it."""
    value = None if name in record.doubts else getattr(record, name, None)
    if isinstance(value, Money):
        return money(value.amount, value.currency, "en")
    if isinstance(value, When):
        return when(value, "en")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return label(value, "en").lower() if isinstance(value, str) and name in _WORDS else said(record, name)


def _commonest(units: Iterable[Unit]) -> str:
    """The currency most of the values held back are in."""
    counts: Counter[str] = Counter()
    for unit in units:
        if unit.value:
            counts[unit.value.currency] += 1
    return max(sorted(counts), key=lambda word: counts[word], default="")
