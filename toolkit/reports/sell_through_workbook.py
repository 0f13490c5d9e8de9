"""The sell-through as a workbook: the contract's columns under the template's defined names, its sums live.

A formula stands wherever a figure follows from others of its sheet, with the result this program counted; where the
two would differ (a column that was not asked for, a sum across currencies) the counted figure stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from toolkit.render.wording import text
from toolkit.render.xlsx import CellValue, Formula, Line, Table, fill
from toolkit.reports.sell_through import Row, SellThrough
from toolkit.reports.sell_through_columns import KEYS, SIGNS, Part, parts
from toolkit.reports.sell_through_words import (
    formula,
    imprint,
    named,
    notes,
    rate_words,
    stated,
    title_lines,
    trended,
)

TEMPLATES = {"en": "sell-through.xlsx", "fr": "sell-through.fr.xlsx"}  # in workbook_templates/
_ADDED = ("count", "money")
_FEW = 3  # as in the template's formula
_FINE = Decimal("0.000001")
_GROUPED = 1000  # from here on words group their figures, which the template's formula does not
_TREND = ("label", "first", "last", "sold", "before", "on_hand")
_CORRECTION = ("number", "reference", "reported", "now", "difference", "words")


def workbook(made: SellThrough, template: bytes, *, name: str = "The sell-through's template") -> bytes:
    """The sell-through as XLSX. ``name`` is what an error calls the template."""
    shown = {part.key: part for part in parts(made)}
    period, as_at = title_lines(made)
    values: dict[str, CellValue] = {
        "house": made.house_name.upper(),
        "address": made.house_address,
        "brand": made.brand,
        "period": f"{period} · {as_at}",
        "draft": text("draft_imprint", made.language).upper() if made.draft else "",
        "imprint": imprint(made),
        "facts": made.facts,
        "st_note": f"{made.brand} · {period}",
        "sc_note": text("st_consigned_intro", made.language),
        **_figures(made, shown),
        **_chart_titles(made, shown),
        **_heads(made, shown),
        **_totals("st", made, made.rows, made.total, shown),
    }
    own = made.consigned
    values |= {f"sc_total_{key}": value for key, value in _added(own, shown).items()}
    values["st_total_collection"] = text("st_all", made.language)
    values["sc_total_collection"] = text("st_all", made.language) if own else None
    tables = {
        "st": _listed("st", made, made.rows, made.collections, shown),
        "sc": _listed("sc", made, own, (), shown),
        "notes": Table(tuple(_notes(made)), ("notes_label", "notes_text")),
        "trend": Table(tuple(_trend(made, shown)), tuple(f"trend_{key}" for key in _TREND)),
        "correction": Table(tuple(_corrections(made)), tuple(f"correction_{key}" for key in _CORRECTION)),
    }
    title = f"{text('st_title', made.language)} · {made.brand} · {made.period.name}"
    properties = {"title": title, "identifier": "" if made.draft else made.number}
    hidden = [f"{prefix}_{key}" for prefix in ("st", "sc") for key in KEYS if key not in shown]
    return fill(template, values, tables, name=name, properties=properties, hidden=hidden)


def _plain(key: str, language: str) -> str:
    """A heading without the marks where paper may break it."""
    return text(key, language).replace("\u00ad", "")


def _heads(made: SellThrough, shown: dict[str, Part]) -> dict[str, CellValue]:
    """The headings of the columns; none over a column that was not asked for."""
    heads: dict[str, CellValue] = {}
    for key in KEYS:
        for prefix in ("st", "sc"):
            heads[f"{prefix}_head_{key}"] = _plain(f"st_{key}", made.language) if key in shown else None
    for key in ("sold", "before", "on_hand"):
        word = {"sold": "st_net_sold", "before": "st_before", "on_hand": "st_chart_on_hand"}[key]
        heads[f"trend_head_{key}"] = _plain(word, made.language) if key in trended(shown) else None
    return heads


def _chart_titles(made: SellThrough, shown: dict[str, Part]) -> dict[str, CellValue]:
    told = trended(shown)
    sold = text("st_chart_sold", made.language) if "sold" in told else ""
    if sold and "before" in told and any(point.sold_before is not None for point in made.trend):
        sold += text("st_chart_grey", made.language)
    return {"chart_sold": sold, "chart_on_hand": text("st_chart_on_hand", made.language) if "on_hand" in told else ""}


def _figures(made: SellThrough, shown: dict[str, Part]) -> dict[str, CellValue]:
    """The key figures, each the live copy of a total; blank where its column was not asked for."""
    language, total = made.language, made.total
    words = {
        "rate": rate_words(total.rate, language),
        "net_sold": text("st_figure_net_sold", language),
        "closing": text("st_figure_closing", language),
        "cover": text("st_figure_cover", language),
        "on_order": text("st_figure_on_order", language),
    }
    found: dict[str, CellValue] = {}
    for key, said in words.items():
        value = stated(shown[key], total, language) if key in shown else None
        known = isinstance(value, int | Decimal | str)
        found[f"figure_{key}"] = Formula(value) if known and isinstance(value, int | Decimal | str) else None
        found[f"label_{key}"] = said if key in shown else ""
    return found


def _cells(row: Row, shown: dict[str, Part], language: str) -> list[CellValue]:
    """The cells of a reference, a formula where one follows from its neighbours."""
    return [_own(key, shown, row, language) if key in shown else None for key in KEYS]


def _own(key: str, shown: dict[str, Part], row: Row, language: str) -> CellValue:
    value = stated(shown[key], row, language)
    units = row.units
    if key == "rate":
        return _rated(row, shown, value)
    if key == "net_sold":
        live = {"sold", "customer_returns"} <= shown.keys() and units.sold - units.customer_returns == value
    elif key == "residue":
        moved = sum(sign * int(getattr(units, name)) for name, sign in SIGNS.items() if name != "residue")
        needed = {"opening", "closing", *SIGNS} <= shown.keys()
        live = needed and units.closing - units.opening - moved == value
    else:
        return value
    return Formula(value) if live and isinstance(value, int) else value


def _rated(row: Row, shown: dict[str, Part], value: CellValue) -> CellValue:
    """The sell-through as the template's formula has it: net sold out of so many."""
    rate = row.rate
    agrees = (
        "net_sold" in shown
        and rate.sold == row.units.net_sold
        and (rate.value is None) == (rate.of <= 0)
        and rate.few == (rate.of < _FEW)
        and abs(rate.sold) < _GROUPED
        and (rate.value is None or abs(rate.value * rate.of - rate.sold) <= rate.of * _FINE)
    )
    if agrees and isinstance(value, Decimal):
        return Formula(Decimal(rate.sold) / rate.of)  # as the formula has it, to its last digit
    return Formula(value) if agrees and isinstance(value, str) else value


def _summed(row: Row, members: Sequence[Row], shown: dict[str, Part], language: str) -> dict[str, CellValue]:
    """The cells of a sum: live where its members come to the same."""
    found: dict[str, CellValue] = {}
    for key in KEYS:
        part = shown.get(key)
        value: CellValue = stated(part, row, language) if part else None
        if part and part.kind in _ADDED and isinstance(value, int | Decimal):
            come = [one for one in map(part.value, members) if isinstance(one, int | Decimal)]
            added = sum((Decimal(one) for one in come), Decimal(0))
            value = Formula(value) if added == value else value
        elif part and key == "rate":
            value = _rated(row, shown, value)
        found[key] = value
    return found


def _totals(
    prefix: str, made: SellThrough, rows: Sequence[Row], whole: Row, shown: dict[str, Part]
) -> dict[str, CellValue]:
    """The sum of all beneath a table."""
    summed = _summed(whole, rows, shown, made.language)
    return {f"{prefix}_total_{key}": value for key, value in summed.items()}


def _added(rows: Sequence[Row], shown: dict[str, Part]) -> dict[str, CellValue]:
    """The sums of rows that have no sum of their own: measures have none, for they cannot be added."""
    found: dict[str, CellValue] = dict.fromkeys(KEYS)
    for key, part in shown.items():
        values = [one for one in map(part.value, rows) if isinstance(one, int | Decimal)]
        if rows and part.kind in _ADDED:
            found[key] = Formula(sum(values, Decimal(0)))
    return found


def _listed(prefix: str, made: SellThrough, rows: Sequence[Row], sums: Sequence[Row], shown: dict[str, Part]) -> Table:
    """The references, after each collection of several its sum."""
    lines: list[Line] = []
    for collection, group in groupby(rows, key=lambda row: row.collection):
        members = list(group)
        lines += [Line(_cells(row, shown, made.language)) for row in members]
        summed = next((row for row in sums if row.collection == collection), None)
        if summed and collection and len(members) > 1 and len(sums) > 1:
            cells = _summed(summed, members, shown, made.language)
            cells["collection"] = text("st_subtotal", made.language, collection=collection)
            lines.append(Line([cells[key] for key in KEYS], f"{prefix}_subtotal"))
    if not lines:
        lines = [Line([text("st_nothing" if prefix == "st" else "st_none", made.language)])]
    return Table(tuple(lines), tuple(f"{prefix}_{key}" for key in KEYS))


def _notes(made: SellThrough) -> Iterator[Line]:
    """The formula and the notes, each group under its label."""
    language = made.language
    groups = {"st_formula": [formula(made)], "st_notes": list(notes(made))}
    for key, sentences in groups.items():
        for number, sentence in enumerate(sentences):
            yield Line(("" if number else text(key, language), sentence))


def _trend(made: SellThrough, shown: dict[str, Part]) -> Iterator[Line]:
    """The points behind the charts."""
    told = trended(shown)
    for point in made.trend:
        figures = {"sold": point.sold, "before": point.sold_before, "on_hand": point.on_hand}
        told_of = [value if key in told else None for key, value in figures.items()]
        yield Line((named(point, made.language), point.first, point.last, *told_of))


def _corrections(made: SellThrough) -> Iterator[Line]:
    """What the last report said otherwise; the cells behind it stay with the house."""
    for one in made.corrections:
        difference = Formula(one.now - one.reported)
        yield Line((one.number, one.reference, one.reported, one.now, difference, one.words))
    if not made.corrections:
        yield Line((text("st_none", made.language),))
