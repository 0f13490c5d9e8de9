"""Dossiers: one in a fresh process, many in one, and one with large photographs, each beside a plain script.

``python -m bench.dossier every 200`` sets so many short pages with all processors, ``alone`` with one, ``untagged`` as
plain PDFs; ``batch HOUSE`` makes all dossiers of a house by the real command, ``single HOUSE`` on one processor.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import ROOT, Cost, Row, best, cost, least, scratch
from bench.pdf import with_faces
from toolkit.cli import run as toolkit
from toolkit.findings import ToolkitError
from toolkit.produce.reading import read_and_check, read_house
from toolkit.render import pdf as rendering
from toolkit.render import press
from toolkit.render.archive import Attachment, archive
from toolkit.reports.dossier_page import page
from toolkit.reports.provenance import Dossier
from toolkit.reports.provenance_facts import Holdings, dossier
from torture.sold import AS_AT, house

MANY, SOME = 200, 40
FIRST = "W0001"
SCRIPT = "a plain script"
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


def plain_page(folder: Path, out: Path) -> Path:
    """The page of a house's first piece with the photographs as they came: what a plain script would be given."""
    checked = read_and_check(*read_house(folder, AS_AT))
    told = dossier(Holdings(checked.registers, checked.house, checked.as_at, files=evidence(folder)), FIRST)
    assert isinstance(told, Dossier), told
    originals = {picture.file: (folder / picture.file).read_bytes() for picture in told.pictures}
    out.write_text(with_faces(page(told, originals, accent="#5a2327")), "utf-8")
    return out


def evidence(folder: Path) -> dict[str, str]:
    """The photographs of a house; nothing here asks for their digests."""
    return {path.relative_to(folder).as_posix(): "" for path in sorted((folder / "evidence").iterdir())}


def run(who: str, folder: Path) -> list[str]:
    """The real command on a house."""
    return [sys.executable, "-m", "bench.dossier", who, str(folder)]


def script(source: Path) -> list[str]:
    """The plain script on a page."""
    return [sys.executable, str(ROOT / "bench" / "plain_dossier.py"), str(source), str(source.with_suffix(".pdf"))]


def fresh(template: Path) -> Path:
    """A copy of a house that has issued nothing."""
    folder = Path(tempfile.mkdtemp(prefix="house-", dir=scratch()))
    return Path(shutil.copytree(template, folder, dirs_exist_ok=True))


def one(template: Path, rounds: int) -> tuple[Cost, Cost, float, float]:
    """The dossier of one piece, cold, and the plain script on its page: the least of several; sizes in megabytes."""
    source = plain_page(template, scratch() / f"{template.name}.html")
    ours: list[Cost] = []
    theirs: list[Cost] = []
    size = 0
    for _ in range(rounds + 1):
        folder = fresh(template)
        command = [sys.executable, "-m", "toolkit", "dossier", FIRST, "--house", str(folder), "--as-at", AS_AT]
        ours.append(cost(command))
        theirs.append(cost(script(source)))
        size = sum(path.stat().st_size for path in (folder / "documents").rglob("*.pdf"))
    return least(ours[1:]), least(theirs[1:]), size / 1e6, source.with_suffix(".pdf").stat().st_size / 1e6


def real(rounds: int) -> Iterator[Row]:
    """The real command on real registers: one dossier cold, two hundred, and one with four large photographs."""
    small, name = house(scratch() / "small", 20), "one dossier of four pages, cold, registers read and all"
    ours, theirs, *_ = one(small, rounds)
    yield Row(name, SCRIPT, ours.wall, theirs.wall, "s wall", 1, at_most=True)
    yield Row(f"{name}: memory", SCRIPT, ours.peak, theirs.peak, "MB", 1, at_most=True)
    large, name = house(scratch() / "large", MANY), f"{MANY} dossiers of four pages"
    every, alone = cost(run("batch", fresh(large))), cost(run("single", fresh(large)))
    yield Row(f"{name}, one processor", f"{SCRIPT}, a process each", alone.cpu, theirs.cpu * MANY, "s CPU", 2)
    yield Row(f"{name}, all processors", "the same on one processor", every.wall, alone.wall, "s wall", 1.7)
    largest = f"{name}: memory of the largest process"
    yield Row(largest, "the same on one", every.peak, alone.peak, "MB", 1, at_most=True)
    shown, name = house(scratch() / "shown", 3, photographs=4), "one dossier with four photographs of 12 megapixels"
    ours, theirs, size, plain = one(shown, rounds)
    yield Row(name, f"{SCRIPT}, fed the originals", ours.wall, theirs.wall, "s wall", 1, at_most=True)
    yield Row(f"{name}: memory", "the same", ours.peak, theirs.peak, "MB", 1, at_most=True)
    yield Row(f"{name}: size", "the same", size, plain, "MB", 10)


def measure(rounds: int = 2) -> list[Row]:
    """What a short document costs warm, what a second processor brings, what lasting costs; then the real command."""
    return [*short(rounds), *real(rounds)]


def short(rounds: int) -> list[Row]:
    """Documents of one page: what each costs warm, what a second processor brings, what lasting costs."""

    def command(who: str, count: int) -> list[str]:
        """One run."""
        return [sys.executable, "-m", "bench.dossier", who, str(count)]

    source = scratch() / "short.html"
    source.write_text(html(0), "utf-8")
    each, single = best(command("alone", SOME), script(source), rounds=rounds)
    every, alone = best(command("every", MANY), command("alone", MANY), rounds=1)
    lasting, plain = best(command("alone", SOME), command("untagged", SOME), rounds=rounds)
    of_many, name = f"{MANY} dossiers, all processors", f"{SOME} dossiers, one processor"
    return [
        Row(name, f"{SCRIPT}, a process each", each.cpu, single.cpu * SOME, "s CPU", 10),
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


def main(who: str, what: str) -> None:
    """Set so many pages, or make all dossiers of a house."""
    if who not in ("every", "batch"):
        press.processors = lambda: 1
    if who in ("batch", "single"):
        with contextlib.redirect_stdout(io.StringIO()):
            sys.exit(toolkit(["dossier", "--all-sold-since", "2026-09-01", "--house", what, "--as-at", AS_AT]))
    print(ours(int(what), "plain" if who == "untagged" else "archive"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
