"""What setting a house up leaves to a person: the questions to answer, and what she may do beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from toolkit.checks.pieces import listed
from toolkit.columns.stock import STOCK
from toolkit.findings import Place
from toolkit.house import House
from toolkit.produce.describing import in_one_column
from toolkit.produce.survey import ENOUGH, SHARED, SheetSeen
from toolkit.records import Piece, Registers
from toolkit.settings import BASES
from toolkit.values import fold_code


def questions(
    house: House, words: Mapping[str, int], sheets: Sequence[SheetSeen], registers: Registers
) -> Iterable[str]:
    """What a person must answer before everything can be used, and how; ``words`` are undeclared currencies."""
    for word, count in words.items():
        yield f"Which currency is {word!r} ({count} figures)? Answer with --currency {word}=CODE, or in [currencies]."
    if not house["insurance.basis"] and not house.policies:
        yield f"On which basis is the stock insured? Answer with --basis and one of {', '.join(BASES)}."
    asked: set[tuple[str, str, str]] = set()
    for sheet in sheets:
        where = Place(sheet.file, sheet.sheet)
        if sheet.refused:
            again = f"Is it a register? {sheet.refused.hint} Then: boutique init --overwrite."
            yield f"{where} was not read: {sheet.why}. {again}"
        if sheet.copy:
            yield f"{where}: {sheet.why}. If both count, add it to boutique.toml as a [[source]] of its own."
        for proposal in sheet.proposals:
            question = (sheet.file, proposal.heading.text, proposal.field)
            if proposal.sure or question in asked:
                continue  # twelve months of one register are one question
            asked.add(question)
            meaning = f"taken as {proposal.field}" if proposal.field else "not used"
            yield f"{where}: column {proposal.heading.text!r} is {meaning}: {proposal.reason}. See 'boutique map'."
    yield from _copies(registers)


def _copies(registers: Registers) -> Iterable[str]:
    """Two files that hold mostly the same stock numbers: which of them counts, a person must say."""
    numbers: dict[str, set[str]] = {}
    for piece in registers.pieces:
        if piece.stock_no:
            numbers.setdefault(piece.source.file, set()).add(fold_code(piece.stock_no))
    for one, other in combinations(numbers, 2):
        both = len(numbers[one] & numbers[other])
        if both >= ENOUGH and both > SHARED * min(len(numbers[one]), len(numbers[other])):
            yield (
                f"{one} and {other} have {both} stock numbers in common. If one is a copy of the other, move it to "
                "another folder. Then: boutique init --overwrite."
            )


def advice(registers: Registers) -> Iterable[str]:
    """What stands in one column of descriptions alone, and how it can be read."""
    pieces: dict[int, list[Piece]] = {}
    for piece in registers.pieces:
        pieces.setdefault(id(piece.source), []).append(piece)
    for table in registers.tables:
        source, where = table.source, Place(table.source.file, table.source.sheet)
        names = () if source.described else in_one_column(pieces.get(id(source), ()), source.letters)
        if names:
            labels = listed([column.label for column in STOCK.columns if column.field in names])
            yield (
                f"{where}: the column {source.headings['description']!r} alone tells of {labels}. "
                "See what can be read from it: boutique map stock --descriptions."
            )
