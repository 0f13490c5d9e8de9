"""Many one-page dossiers made to last: one warm process beside a process per document, and two beside one.

``python -m bench.dossier every 200`` sets so many with all processors, ``alone`` with one, ``untagged`` as plain PDFs;
``peer 1`` sets one as a plain script would, to the same standard as far as WeasyPrint alone goes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.measure import Row, best
from toolkit.findings import ToolkitError
from toolkit.render import pdf as rendering
from toolkit.render import press
from toolkit.render.archive import Attachment, archive

MANY, SOME = 200, 40
AT = datetime(2026, 10, 31, 18, tzinfo=UTC)
STYLE = """<style>
@page { size: A4; margin: 24mm; @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
html { font-family: "EB Garamond"; font-size: 10.5pt }
h1 { font-family: "Cormorant Garamond"; font-weight: 400 }
th { text-align: left; font-weight: 400; font-style: italic }
</style>"""
FACTS = ("Maker", "Object", "Reference", "Serial number", "Material", "Measurements", "Date", "Marks", "Condition")
CHAIN = "Private collection, Geneva, 1957; by descent to her son; with a dealer, London, from 1998. "


def html(number: int) -> str:
    """One page: headings, a table of facts, a chain of ownership with its drawing, a list."""
    rows = "".join(f'<tr><th scope="row">{fact}</th><td>{fact} of W{number:04d}</td></tr>' for fact in FACTS)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Dossier</title>{STYLE}</head><body>'
        f"<h1>Provenance dossier W{number:04d}</h1><h2>Identification</h2><table>{rows}</table>"
        f"<h2>Ownership</h2><p>{CHAIN * 3}</p>"
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40"><title>Owners, 1957 to 2026</title>'
        '<rect width="150" height="8" fill="#5a2327"/><rect x="220" width="180" height="8" fill="#5a2327"/></svg>'
        "<h2>Sources</h2><ul><li>Invoice 17</li><li>Extract from the archives</li></ul></body></html>"
    )


def pages(count: int, variant: rendering.Variant) -> Iterator[rendering.Page]:
    """So many pages, each made when it is asked for."""
    for number in range(count):
        yield rendering.Page(html(number), f"D-2026-{number:04d}", "Dossier", "en", variant=variant)


def ours(count: int, variant: rendering.Variant = "archive") -> int:
    """The documents as the program makes them; how many bytes they are."""
    facts = Attachment("facts.json", b"{}", "application/json", "Data", "The facts of this dossier")
    size = 0
    for number, made in enumerate(rendering.pdfs(pages(count, variant))):
        if isinstance(made, ToolkitError):
            raise made
        whole = archive(made, (facts,), identifier=f"D-2026-{number:04d}", at=AT) if variant == "archive" else made
        size += len(whole)
    return size


def peer() -> int:
    """One document of a plain script."""
    import weasyprint

    facts = weasyprint.Attachment(string="{}", name="facts.json", relationship="Data")
    page = weasyprint.HTML(string=html(0))
    return len(page.write_pdf(pdf_variant="pdf/a-3a", attachments=[facts]))


def measure(rounds: int = 2) -> list[Row]:
    """Four rows: what a document costs warm, what a second processor brings, what lasting costs."""

    def command(who: str, count: int) -> list[str]:
        """One run."""
        return [sys.executable, "-m", "bench.dossier", who, str(count)]

    each, single = best(command("alone", SOME), command("peer", 1), rounds=rounds)
    every, alone = best(command("every", MANY), command("alone", MANY), rounds=1)
    lasting, plain = best(command("alone", SOME), command("untagged", SOME), rounds=rounds)
    of_many, name = f"{MANY} dossiers, all processors", f"{SOME} dossiers, one processor"
    return [
        Row(name, "a process per document", each.cpu, single.cpu * SOME, "s CPU", 10),
        Row(of_many, "the same on one processor", every.wall, alone.wall, "s wall", 1.7),
        Row(
            f"{of_many}: memory of the largest process",
            "the same on one",
            every.peak,
            alone.peak,
            "MB",
            1,
            at_most=True,
        ),
        Row(
            f"{name}: PDF/A-3a and PDF/UA-1",
            "the same as plain PDFs",
            lasting.cpu,
            plain.cpu,
            "s CPU",
            1.5,
            at_most=True,
        ),
    ]


def main(who: str, count: int) -> None:
    """Set so many."""
    if who == "peer":
        print(peer())
        return
    if who != "every":
        press.processors = lambda: 1
    print(ours(count, "plain" if who == "untagged" else "archive"))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
