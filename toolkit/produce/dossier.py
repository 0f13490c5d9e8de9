"""Dossiers from register to issued files: which pieces are meant, and what becomes of each, one or many at once.

One piece that cannot be told of never stops the others: it is withheld with the cells that would release it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from toolkit.findings import Exit, ToolkitError
from toolkit.produce.asked_day import asked_day
from toolkit.produce.outcome import Desk
from toolkit.produce.reading import Checked
from toolkit.produce.workshop import Begun, Made, Wish, Workshop
from toolkit.reports.provenance_facts import Holdings
from toolkit.values import fold_code

__all__ = ["Made", "Wish", "chosen", "make"]


def make(
    checked: Checked, stock_numbers: Sequence[str], wish: Wish | None = None, say: Callable[[str], None] | None = None
) -> tuple[Made, ...]:
    """The dossiers of some pieces in their order, each released or withheld. ``say`` is told of each as it is begun.

    Raises ToolkitError where none can be made: the mark, the certificate or a library is missing.
    """
    numbers, wish = tuple(dict.fromkeys(stock_numbers)), wish or Wish()
    with Desk(checked.house.folder, draft=wish.draft, dry_run=wish.dry_run, overwrite=wish.overwrite) as desk:
        workshop = Workshop(checked, wish, desk, alone=len(numbers) == 1)
        return tuple(_each(workshop, numbers, say or (lambda _: None)))


def _each(workshop: Workshop, numbers: Sequence[str], say: Callable[[str], None]) -> Iterator[Made]:
    """The dossiers one after another: the pages of the next are set while one is finished."""
    from toolkit.render.pdf import Page, pdfs

    waiting: deque[Begun | Made] = deque()

    def pages() -> Iterator[Page]:
        for number in numbers:
            say(f"{number} ...")
            begun, page = workshop.begin(number)
            waiting.append(begun)
            if page:
                yield page

    for made in pdfs(pages()):
        while isinstance(begun := waiting.popleft(), Made):
            yield begun
        yield workshop.finish(begun, made)
    yield from (left for left in waiting if isinstance(left, Made))


def chosen(
    checked: Checked, stock_numbers: Sequence[str], *, invoice: str | None = None, since: str | None = None
) -> tuple[str, ...]:
    """The stock numbers meant: those given, those on an invoice, those sold since a day.

    Raises ToolkitError for a day that is none, an invoice nobody knows, or where nothing is asked for.
    """
    numbers = list(stock_numbers)
    if day := asked_day("--all-sold-since", since):
        numbers += Holdings(checked.registers, checked.house, checked.as_at).sold_since(day)
    if invoice:
        wanted = fold_code(invoice)
        sold = [one.stock_no for one in checked.registers.sales if fold_code(one.invoice_no or "") == wanted]
        if not sold:
            raise ToolkitError(
                f"The sales register has no invoice {invoice!r}.",
                "Check the number; 'boutique show STOCK_NO' prints the invoices of a piece.",
                code="not-found",
            )
        numbers += [] if stock_numbers else [number for number in sold if number]
    if not numbers and not since:
        raise ToolkitError(
            "No piece is named.",
            "Give a stock number, or --sale INVOICE, or --all-sold-since 2026-10-01.",
            code="usage",
            status=Exit.USAGE,
        )
    return tuple(dict.fromkeys(numbers))
