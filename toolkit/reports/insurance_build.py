"""From the registers to the frozen schedule: lines into blocks, blocks into sections, and the words of the cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.money import known_currency
from toolkit.records import Registers
from toolkit.registers import SCHEDULED
from toolkit.render.reasons import reason
from toolkit.render.wording import label
from toolkit.reports.insurance import Line, Schedule, SourceNote
from toolkit.reports.insurance_lines import Block, Placed, lines
from toolkit.reports.insurance_total import facts_digest, matrices, prove, sections, totals


def schedule(registers: Registers, house: House, as_at: datetime) -> Schedule:
    """The schedule as at a moment, without number (see :func:`numbered`).

    Raises ToolkitError without a basis of value, or where the totals do not foot.
    """
    basis = _declared_basis(house)
    language = house["house.language"]
    placed = lines(registers, house, as_at)
    total = _block(placed, Block.TOTAL)
    made = sections(total)
    stock = [table for table in registers.tables if table.source.register == "stock"]
    draft = Schedule(
        house_name=house["house.name"],
        house_address=house["house.address"],
        policy=house["insurance.policy"],
        language=language,
        number="",
        revision=0,
        draft=True,
        facts="",
        as_at=as_at,
        basis=tuple(_basis(total, basis, language)),
        vat=reason(f"vat-{house['insurance.vat']}", language),
        notes=tuple(_notes(registers, placed, house)),
        sections=made,
        matrices=matrices(made),
        totals=totals(made),
        in_doubt=tuple(_block(placed, Block.IN_DOUBT)),
        exceptions=tuple(_block(placed, Block.EXCEPTION)),
        excluded=tuple(_block(placed, Block.EXCLUDED)),
        rows_in=sum(table.rows_in for table in stock),
        sources=tuple(
            SourceNote(t.source.register, t.source.file, t.source.sheet, t.rows_in, t.records)
            for t in registers.tables
            if t.source.register in SCHEDULED
        ),
    )
    prove(draft)
    return replace(draft, facts=facts_digest(draft))


def _declared_basis(house: House) -> str:
    basis = house["insurance.basis"]
    if not basis:
        raise ToolkitError(
            "The basis of value is not set; a schedule without one is worth nothing to an insurer.",
            'Write it in boutique.toml, [insurance] basis = "cost" (or insured_value, landed_cost, ticket_price), '
            "or add --basis cost.",
            code="no-basis",
        )
    return basis


def numbered(draft: Schedule, number: str, revision: int) -> Schedule:
    """The schedule under its number and revision; the same facts."""
    return replace(draft, number=number, revision=revision, draft=not number)


def _block(placed: Sequence[Placed], block: Block) -> list[Line]:
    return [item.line for item in placed if item.block is block]


_OTHERS = {"consigned_in": "basis-agreed", "memo_in": "basis-agreed", "customer_repair": "basis-declared",
           "deposit_held": "basis-declared", "customer_collection": "basis-sold"}  # fmt: skip


def _basis(total: Sequence[Line], basis: str, language: str) -> Iterable[tuple[str, str]]:
    """The basis of value of each ownership in the total."""
    for ownership in dict.fromkeys(["owned", *sorted({line.ownership for line in total})]):
        yield ownership, reason(_OTHERS.get(ownership, f"basis-{basis}"), language)


def _notes(registers: Registers, placed: Sequence[Placed], house: House) -> Iterable[str]:
    """What a reader of the cover must know of how the schedule was made."""
    language = house["house.language"]
    yield reason("as-recorded", language)
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
