"""What page and workbook of a sell-through say alike: period, imprint, figures in words, the notes beneath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from toolkit.render.wording import MINUS, figure, long_date, moment, month, text
from toolkit.reports.insurance_cover import grouped
from toolkit.reports.sell_through import Cover, Point, Rate, Row, SellThrough
from toolkit.reports.sell_through_columns import Part, Value, asked, every_row, folded

_DIGEST_SHOWN = 16
_FRENCH = str.maketrans({",": "\u00a0", ".": ","})
_MOST_NAMED = 6  # references named in the sentence of what dated rows cannot account for


def count(number: int, language: str) -> str:
    """A count in figures."""
    return figure(Decimal(number), "", language, minor=False)


def percent(rate: Rate, language: str) -> str:
    """A sell-through: whole per cents, the pieces alone where they are few, ``n/a`` where nothing is below the line."""
    if rate.value is None:
        return text("st_na", language)
    if rate.few:
        return text("st_few", language, sold=count(rate.sold, language), of=count(rate.of, language))
    whole = (rate.value * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return text("st_percent", language, n_percent=figure(whole, "", language, minor=False))


def rate_words(rate: Rate, language: str) -> str:
    """What stands beneath the sell-through as a key figure: the pieces, unless the figure says them itself."""
    if rate.value is None or rate.few:
        return text("st_rate", language).replace("\u00ad", "").lower()
    return text("st_figure_rate", language, sold=count(rate.sold, language), of=count(rate.of, language))


def weeks(cover: Cover, language: str) -> str:
    """Weeks of cover to a tenth; words where nothing was sold."""
    return text("st_no_sales", language) if cover.weeks is None else tenth(cover.weeks, language)


def stated(part: Part, row: Row, language: str) -> Value:
    """What stands in a workbook's cell of a column: words where a measure has no figure."""
    if part.kind == "rate" and (row.rate.value is None or row.rate.few):
        return percent(row.rate, language)
    if part.kind == "weeks" and row.cover.weeks is None:
        return weeks(row.cover, language)
    return part.value(row)


def tenth(number: Decimal, language: str) -> str:
    """A measure to a tenth."""
    spelled = f"{number.quantize(Decimal('0.1'), ROUND_HALF_UP):,.1f}".replace("-", MINUS)
    return spelled.translate(_FRENCH) if language == "fr" else spelled


def imprint(made: SellThrough) -> str:
    """Number, revision and the digest of the facts."""
    facts = text("facts", made.language, digest=grouped(made.facts[:_DIGEST_SHOWN]))
    if made.draft or not made.number:
        return f"{text('draft_imprint', made.language)} · {facts}"
    return f"{made.number}, {text('revision', made.language, revision=made.revision)} · {facts}"


def named(point: Point, language: str) -> str:
    """What a point of the trend is called: its month in words, else the name it has."""
    first, last = point.first, point.last
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{month(first, language, short=True)} {first.year}"
    return point.label


def title_lines(made: SellThrough) -> tuple[str, str]:
    """What period and door it is, and as at when."""
    language = made.language
    days = text(
        "st_period",
        language,
        first=long_date(made.period.first, language),
        last=long_date(made.period.last, language),
    )
    door = text("st_door", language, door=made.door) if made.door and made.door != made.house_name else ""
    first = " · ".join(filter(None, (days, made.period.name if made.period.calendar != "month" else "", door)))
    return first, text("as_at", language, moment=moment(made.as_at, language))


def subject(row: Row, language: str) -> str:
    """What a row is called: its reference, else its description."""
    return row.reference or row.description or text("st_no_reference", language)


def formula(made: SellThrough) -> str:
    """The formula by name, as printed."""
    return text("st_formula_named", made.language, formula=made.formula, words=made.formula_words.rstrip("."))


def notes(made: SellThrough) -> Iterator[str]:
    """Every sentence that the figures need: what is not accounted for, how the columns are read, the report's own."""
    yield from residue(made)
    yield from explained(made)
    yield from made.notes
    yield from doubted(made)


def explained(made: SellThrough) -> Iterator[str]:
    """How the columns are read."""
    language, wanted = made.language, asked(made)
    if {"opening", "closing"} <= wanted:
        yield text("st_note_identity", language)
    if folded(made):
        yield text("st_note_other", language)
    rows = every_row(made)
    if "rate" in wanted and any(row.rate.few and row.rate.value is not None for row in rows):
        yield text("st_note_few", language)
    if "rate" in wanted and any(row.rate.value is None for row in rows):
        yield text("st_note_na", language)
    before = made.period_before
    if before and {"net_sold_before", "closing_before"} & wanted:
        first, last = (long_date(day, language) for day in (before.first, before.last))
        yield text("st_note_before", language, first=first, last=last)
    if "ageing" in wanted:
        yield text("st_note_ageing", language)


def residue(made: SellThrough) -> Iterator[str]:
    """What dated rows cannot account for: always said, whether it has a column or not."""
    odd = [row for row in (*made.rows, *made.consigned) if row.units.residue]
    if odd:
        named = [f"{subject(row, made.language)} ({_signed(row.units.residue, made.language)})" for row in odd]
        more = ["…"] if len(named) > _MOST_NAMED else []
        pieces = sum(abs(row.units.residue) for row in odd)
        yield text("st_note_residue", made.language, n=pieces, where=", ".join([*named[:_MOST_NAMED], *more]))


def _signed(number: int, language: str) -> str:
    return f"+{count(number, language)}" if number > 0 else count(number, language)


def doubted(made: SellThrough) -> Iterator[str]:
    """That pieces in doubt are not counted. Which and why is told to the house alone: it is hers to mend."""
    if made.left_out:
        yield text("st_note_doubted", made.language)


def trended(shown: Iterable[str]) -> frozenset[str]:
    """The series that may be told, by the columns the contract asks for."""
    wanted = frozenset(shown)
    told = {"sold": {"net_sold", "sold"}, "before": {"net_sold_before"}, "on_hand": {"closing"}}
    return frozenset(key for key, columns in told.items() if columns & wanted)
