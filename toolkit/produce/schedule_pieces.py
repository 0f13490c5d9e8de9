"""The pieces of a schedule that get a page of their own: by number, or all that are worth more than an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.findings import ToolkitError
from toolkit.produce.asked_amount import asked_amount
from toolkit.produce.dossier_files import Evidence
from toolkit.produce.reading import Checked
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_page_pieces import PiecePage, piece_pages
from toolkit.reports.insurance_situations import in_total
from toolkit.reports.provenance_evidence import PICTURES, Files
from toolkit.reports.provenance_pictures import role_of
from toolkit.values import fold_code

_SEVERAL = re.compile(r"[;|\n,]")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which pieces are chosen: by stock number, and those above an amount as it was typed (empty: none)."""

    stock_nos: tuple[str, ...] = ()
    above: str = ""


def pages(made: Schedule, checked: Checked, chosen: Chosen) -> tuple[PiecePage, ...]:
    """The pages of the chosen pieces, each with its photograph where the house has one.

    Raises ToolkitError for a number the schedule does not list, a wrong amount, and a picture that cannot be opened.
    """
    numbers = (*chosen.stock_nos, *_above(made, checked, chosen.above))
    if not numbers:
        return ()
    return piece_pages(made, numbers, _pictures(checked, numbers))


def _above(made: Schedule, checked: Checked, text: str) -> tuple[str, ...]:
    """The pieces of the total above an amount, the most worth first; those in other currencies are not compared."""
    if not text:
        return ()
    only = made.totals[0][0] if len(made.totals) == 1 else ""
    most = asked_amount("--pages-above", text, checked.house.currencies, checked.house["house.currency"] or only)
    worth = [
        (line.value.amount, line.stock_no) for line in in_total(made)
        if line.value and line.value.currency == most.currency and line.value.amount > most.amount
    ]  # fmt: skip
    return tuple(number for _, number in sorted(worth, key=lambda one: (-one[0], one[1])))


def _pictures(checked: Checked, numbers: tuple[str, ...]) -> dict[str, bytes]:
    """The first photograph of each piece: one its row names, else one of its whole that begins with its number."""
    folder = checked.house["dossier.evidence"]
    try:
        evidence = Evidence(checked.house.folder, folder)
    except ToolkitError:
        return {}
    files = Files(evidence.digests, folder)
    named = {fold_code(piece.stock_no or ""): piece.photo or "" for piece in checked.registers.pieces}
    found: dict[str, bytes] = {}
    for number in numbers:
        told = (one for text in _SEVERAL.split(named.get(fold_code(number), "")) for one in _named(files, text.strip()))
        begins = (one for one in files.of(number) if role_of(one) == "overall")
        path = next((one for one in (*told, *begins) if one[one.rfind(".") :].casefold() in PICTURES), "")
        if path:
            found[number] = evidence.read(path)
    return found


def _named(files: Files, text: str) -> tuple[str, ...]:
    """The one file that a cell can mean."""
    named = files.named(text) if text else ()
    return named if len(named) == 1 else ()
