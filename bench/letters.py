"""Letters from a Word template, beside docxtpl opening the template for each, which is how it is commonly used."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import ROOT, Row, best, scratch

TEMPLATE = ROOT / "letter_templates" / "anniversary.docx"
COUNTS = (10, 1_000)
ROUNDS = 2
AIM = 20


def measure() -> list[Row]:
    """Seconds of CPU for 10 and 1,000 letters, each in a fresh process, and the memory of the long run."""
    rows = []
    for count in COUNTS:
        commands = [
            [sys.executable, "-m", "bench.letters", who, str(scratch() / f"{who}.docx"), str(count)]
            for who in ("nothing", "ours", "docxtpl")
        ]
        start, ours, peer = best(*commands, rounds=ROUNDS if count > 100 else ROUNDS + 2)
        what = f"{count:,} letters"
        if count > 100:
            # Python and the packages are started by both; a letter's own cost is what differs.
            a, b = (max(one.cpu - start.cpu, 0.001) / count * 1000 for one in (ours, peer))
            rows.append(Row(f"{what}: a letter", "docxtpl, a file each", a, b, "ms CPU", AIM))
            rows.append(Row(f"{what}: memory", "docxtpl, a file each", ours.peak, peer.peak, "MB", 1.1, at_most=True))
        else:
            rows.append(Row(f"{what}, start included", "docxtpl, a file each", ours.cpu, peer.cpu, "s CPU", 1))
    return rows


def facts(count: int) -> Iterator[dict[str, Any]]:
    """The same letters for both."""
    for number in range(count):
        yield {
            "house": {"name": "Maison Corvane", "address": "19 Halcyon Row, London", "email": "letters@corvane.example",
                      "contact": "letters@corvane.example", "privacy": ""},
            "date": "3 December 2026", "address": [f"Mrs Ada Vane {number}", "4 Linnet Walk", "London", "SW3 1AA"],
            "salutation": "Dear Mrs Vane & Co <London>,", "close": "Yours sincerely,", "adviser": "Jonas Ostrey",
            "own": ["You promised me news of the garden, and I have not forgotten to ask."], "work": "",
            "occasion": {"kind": "purchase", "day": "12 December", "nth": "tenth", "years": "ten years", "since": "",
                         "served": ""},
            "piece": {"your": "your Delmare watch", "the": "the Delmare watch", "name": "Delmare watch"},
        }  # fmt: skip


def ours(target: Path, count: int) -> None:
    """The template opened once, each letter filled and checked; the last is kept."""
    from toolkit.render.docx import template

    opened = template(TEMPLATE.read_bytes(), TEMPLATE.name)
    for each in facts(count):
        made = opened.fill(each)
    target.write_bytes(made)


def docxtpl(target: Path, count: int) -> None:
    """As docxtpl's documentation shows it."""
    from docxtpl import DocxTemplate

    for each in facts(count):
        document = DocxTemplate(TEMPLATE)
        document.render(each, autoescape=True)
        out = io.BytesIO()
        document.save(out)
    target.write_bytes(out.getvalue())


def nothing(target: Path, count: int) -> None:
    """What both import."""
    from docxtpl import DocxTemplate

    target.write_text(f"{DocxTemplate.__name__} {count}")


if __name__ == "__main__":
    _, who, path, number = sys.argv
    {"ours": ours, "docxtpl": docxtpl, "nothing": nothing}[who](Path(path), int(number))
