"""From the registers to the frozen schedule: lines into blocks, blocks into sections, and the words of the cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from toolkit.collector import uncollected
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.money import known_currency
from toolkit.reconcile.schedule_lines import LastSchedule
from toolkit.records import Registers
from toolkit.registers import SCHEDULED
from toolkit.render.basis_words import class_words, own_words
from toolkit.render.reasons import reason
from toolkit.render.wording import label
from toolkit.reports.custody_hours import is_closed
from toolkit.reports.insurance import Line, Schedule, SourceNote
from toolkit.reports.insurance_blocks import Block, Placed
from toolkit.reports.insurance_bridge import bridge
from toolkit.reports.insurance_history import history
from toolkit.reports.insurance_limits import limits
from toolkit.reports.insurance_lines import LISTED, lines
from toolkit.reports.insurance_policy import coverage_notes
from toolkit.reports.insurance_total import facts_digest, matrices, prove, sections, totals
from toolkit.reports.insurance_valuation import revaluations, valuation_notes
from toolkit.valued import Terms


def schedule(
    registers: Registers, house: House, as_at: datetime, opening: LastSchedule | None = None
) -> Schedule:
    """The schedule as at a moment, without number (see :func:`numbered`), bridged from an earlier one if one is given.

    Raises ToolkitError without a basis of value, or where the totals do not foot.
    """
    with uncollected():
        made = _measured(_plain(registers, house, as_at), registers, house)
        if opening:
            made = replace(made, bridge=bridge(opening, made, registers))
        prove(made)
        return replace(made, facts=facts_digest(made))


def _plain(registers: Registers, house: House, as_at: datetime) -> Schedule:
    """The lines in their blocks with the words of the cover."""
    terms = _declared_terms(house, as_at)
    language = house["house.language"]
    placed = lines(registers, house, as_at)
    total = _block(placed, Block.TOTAL)
    made = sections(total)
    listed = [table for table in registers.tables if table.source.register in LISTED]
    return Schedule(
        house_name=house["house.name"],
        house_address=house["house.address"],
        policy=terms.reference,
        language=language,
        number="",
        revision=0,
        draft=True,
        facts="",
        as_at=as_at,
        basis=tuple(_basis(total, terms, language)),
        vat=reason(f"vat-{terms.vat}", language),
        notes=tuple(_notes(registers, placed, house)),
        sections=made,
        matrices=matrices(made),
        totals=totals(made),
        in_doubt=tuple(_block(placed, Block.IN_DOUBT)),
        exceptions=tuple(_block(placed, Block.EXCEPTION)),
        excluded=tuple(_block(placed, Block.EXCLUDED)),
        rows_in=sum(table.rows_in for table in listed),
        sources=tuple(_sources(registers)),
        closed=is_closed(house, as_at),
    )


def _sources(registers: Registers) -> Iterable[SourceNote]:
    """The tables the schedule is made from."""
    for table in registers.tables:
        if table.source.register in SCHEDULED:
            yield SourceNote(table.source.register, table.source.file, table.source.sheet, table.rows_in, table.records)


def _measured(made: Schedule, registers: Registers, house: House) -> Schedule:
    """The schedule beside the policy in force: its limits, what is said of it, and what is to be valued again."""
    policy = house.policy(made.as_at.date())
    found, notes = limits(made, policy, made.as_at)
    said = (*coverage_notes(house.policies, made.as_at.date(), made.language), *notes)
    return replace(
        made,
        limits=found,
        limit_notes=(*said, *valuation_notes(registers, house, made)),
        revaluations=revaluations(registers, house, made),
        history=history(registers, house, made.as_at),
    )


def _declared_terms(house: House, as_at: datetime) -> Terms:
    terms = house.terms(as_at.date())
    if not terms.own:
        raise ToolkitError(
            "The basis of value is not set; a schedule without one is worth nothing to an insurer.",
            'Write it in boutique.toml, [insurance] basis = "cost" (or insured_value, landed_cost, ticket_price), '
            "or add --basis cost.",
            code="no-basis",
        )
    return terms


def numbered(draft: Schedule, number: str, revision: int) -> Schedule:
    """The schedule under its number and revision; the same facts."""
    return replace(draft, number=number, revision=revision, draft=not number)


def _block(placed: Sequence[Placed], block: Block) -> list[Line]:
    return [item.line for item in placed if item.block is block]


_OTHERS = {"consigned_in": "basis-agreed", "memo_in": "basis-agreed", "customer_repair": "basis-declared",
           "deposit_held": "basis-declared", "customer_collection": "basis-sold"}  # fmt: skip


def _basis(total: Sequence[Line], terms: Terms, language: str) -> Iterable[tuple[str, str]]:
    """The basis of value of own stock, of its categories that are valued otherwise, and of each other ownership."""
    own = own_words(terms, None, language)
    yield "owned", own
    for category in sorted({line.category for line in total if line.ownership == "owned"}):
        if (words := own_words(terms, category, language)) != own:
            yield category, words
    for ownership in sorted({line.ownership for line in total} - {"owned"}):
        stated = terms.classes.get(ownership)
        unstated = reason(_OTHERS[ownership], language) if ownership in _OTHERS else own
        yield ownership, class_words(stated, language) if stated else unstated


def _notes(registers: Registers, placed: Sequence[Placed], house: House) -> Iterable[str]:
    """What a reader of the cover must know of how the schedule was made."""
    language = house["house.language"]
    moved = any(registers.others.get(name) for name in ("movements", "service"))
    yield reason("as-recorded-but-moved" if moved else "as-recorded", language)
    stock = [table.source for table in registers.tables if table.source.register == "stock"]
    for source in stock:
        if "acquired_date" not in source.letters:
            yield reason("no-acquired-column", language, where=source.sheet or source.file)
    if not any(table.source.register == "sales" for table in registers.tables):
        yield reason("no-sales", language)
    for name, column in (("ownership", "ownership"), ("situation", "location")):
        if any(column not in source.letters for source in stock):
            yield reason(f"default-{name}", language, word=label(house[f"defaults.{name}"], language).lower())
    words = {item.line.value.currency for item in placed if item.line.value}
    for word in sorted(words):
        if word and not known_currency(word, house.currencies):
            yield reason("undeclared-currency", language, word=word)
