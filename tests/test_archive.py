"""PDFs made to last: PDF/A-3a and PDF/UA-1 at once, as independent programs see them, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from bench.pdf import schedule
from tests.archive_pages import AT, FACTS, IDENTIFIER, SCAN, breaches, finished, html, sheet
from toolkit.findings import ToolkitError
from toolkit.render.archive import Attachment, archive
from toolkit.render.pdf import pdf
from toolkit.reports.insurance_page import page as schedule_page


def _tool(name: str, *words: str | Path) -> str:
    """What a program says of a file; it fails the test where it finds fault."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run([name, *map(str, words)], capture_output=True, text=True, check=True).stdout


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    """The finished page as a file."""
    path = tmp_path / "Dossier.pdf"
    path.write_bytes(finished())
    return path


def _description(made: bytes) -> str:
    """A PDF's XMP as it stands in the file, read without decompressing anything."""
    return made[made.index(b"<?xpacket begin") : made.index(b"<?xpacket end")].decode()


def test_it_keeps_both_standards() -> None:
    """PDF/A-3a and PDF/UA-1 by an independent check, with a table, a figure, a drawing, lists, links and footnotes."""
    assert breaches(finished()) == []


def test_the_check_can_fail() -> None:
    """Neither the bare page nor one saved by a program that knows nothing of archives passes it."""
    assert any("PDFUA1-ID-PART" in breach for breach in breaches(sheet()))
    with pikepdf.open(io.BytesIO(finished())) as document:
        del document.Root.OutputIntents
        out = io.BytesIO()
        document.save(out)
    assert breaches(out.getvalue())


def test_the_schedule_could_be_archived_too() -> None:
    """Its page keeps both standards as it is."""
    made = pdf(
        schedule_page(schedule(40), accent="#5a2327"),
        identifier="S",
        title="Schedule",
        language="en",
        variant="archive",
    )
    assert breaches(archive(made, identifier="S-2026-10", at=AT)) == []


def test_other_programs_find_no_fault(file: Path) -> None:
    """Qpdf reads every stream; only the house's faces are in it, each embedded, each with its letters' meaning."""
    assert "No syntax or stream encoding errors" in _tool("qpdf", "--check", file)
    fonts = [line.split() for line in _tool("pdffonts", file).splitlines()[2:]]
    assert {re.sub(r"^[A-Z]+\+", "", font[0]) for font in fonts} <= {
        "EB-Garamond", "EB-Garamond-Italic", "EB-Garamond-Medium", "Cormorant-Garamond",
    }  # fmt: skip
    assert {tuple(font[-5:-2]) for font in fonts} == {("yes", "yes", "yes")}
    assert "Tagged:          yes" in _tool("pdfinfo", file)


def test_the_facts_come_out_as_they_went_in(file: Path, tmp_path: Path) -> None:
    """Poppler unpacks the same bytes, under the same names."""
    _tool("pdfdetach", "-saveall", "-o", tmp_path, file)
    assert json.loads((tmp_path / "facts.json").read_text()) == {"stock_no": "W0042"}
    assert (tmp_path / SCAN.name).read_bytes() == SCAN.data


def test_each_attachment_says_what_it_is() -> None:
    """Relationship, description, kind and moment; the whole document names them all."""
    with pikepdf.open(io.BytesIO(finished())) as document:
        said = [
            (str(one.UF), str(one.AFRelationship), str(one.Desc), str(one.EF.F.Subtype), str(one.EF.F.Params.ModDate))
            for one in document.Root.AF
        ]
    assert said == [
        (FACTS.name, "/Data", FACTS.description, "/application/json", "D:20261031180000+00'00'"),
        (SCAN.name, "/Supplement", SCAN.description, "/text/plain", "D:20190504000000+00'00'"),
    ]


def test_two_attachments_of_one_name_are_refused() -> None:
    """A reader would see one of them."""
    with pytest.raises(ToolkitError, match=r"both called facts\.json"):
        archive(sheet(), (FACTS, replace(FACTS, data=b"{}")), identifier="D", at=AT)


def test_its_description_agrees_with_its_properties() -> None:
    """Standards, number, house and moment are plain to read in the file, and no clock shows in it."""
    words = _description(finished())
    for line in (
        "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>",
        f"<dc:identifier>{IDENTIFIER}</dc:identifier>", f"<pdf:Keywords>{IDENTIFIER}</pdf:Keywords>",
        "<rdf:li>Maison Aurelle &amp; Sons</rdf:li>", "<xmp:ModifyDate>2026-10-31T18:00:00+00:00</xmp:ModifyDate>",
    ):  # fmt: skip
        assert line in words
    with pikepdf.open(io.BytesIO(finished())) as document:
        assert str(document.docinfo.Author) == "Maison Aurelle & Sons"
        dates = {str(document.docinfo[key]) for key in ("/CreationDate", "/ModDate")}
        assert dates == {"D:20261031180000+00'00'"}
        assert str(document.Root.Lang) == "en"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert all(leaf.Tabs == "/S" for leaf in document.pages)


def test_the_same_input_gives_the_same_bytes() -> None:
    """Here and in another process; another moment or another fact gives others."""
    script = "import sys; from tests.archive_pages import finished; sys.stdout.buffer.write(finished())"
    elsewhere = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=Path(__file__).parents[1]
    )
    assert elsewhere.stdout == finished()
    again = archive(sheet(), (FACTS, SCAN), identifier=IDENTIFIER, at=AT, author="Maison Aurelle & Sons")
    assert again == finished()
    later = archive(
        sheet(), (FACTS, SCAN), identifier=IDENTIFIER, at=AT + timedelta(days=1), author="Maison Aurelle & Sons"
    )
    assert later != finished()


def test_no_stream_ends_like_a_line() -> None:
    """Among so many attachments some would, and checkers would call the file damaged."""
    contents = [hashlib.sha256(b"%d" % number).digest() for number in range(400)]
    many = [Attachment(f"{n}.bin", one, "image/tiff", "Supplement", "Scan") for n, one in enumerate(contents)]
    with pikepdf.open(io.BytesIO(sheet())) as plain:
        for one in many:
            plain.attachments[one.name] = one.data
        out = io.BytesIO()
        plain.save(out)
    assert b"\r\nendstream" in out.getvalue()
    made = archive(sheet(), many, identifier="D", at=AT)
    assert b"\r\nendstream" not in made
    assert breaches(made) == []
    with pikepdf.open(io.BytesIO(made)) as document:
        assert [document.attachments[one.name].get_file().read_bytes() for one in many] == [one.data for one in many]


def test_a_page_that_is_no_archive_is_not_called_one() -> None:
    """The claim would be false."""
    plain = pdf(html("<p>A</p>"), identifier="D", title="T", language="en")
    with pytest.raises(ValueError, match="StructTreeRoot"):
        archive(plain, identifier="D", at=AT)


@pytest.mark.parametrize(
    "mute", ['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', '<img src="data:,">']
)
def test_a_picture_without_words_withholds_the_page(mute: str) -> None:
    """Drawing or photograph."""
    with pytest.raises(ToolkitError) as refused:
        sheet(f"<p>A</p>{mute}")
    assert refused.value.code == "template"


def _elements(made: bytes, kind: str) -> list[pikepdf.Dictionary]:
    """The structure elements of one kind, from the top down."""
    with pikepdf.open(io.BytesIO(made)) as document:
        waiting, found = [document.Root.StructTreeRoot.K[0]], []
        while waiting:
            element = waiting.pop(0)
            if isinstance(element, pikepdf.Dictionary) and "/S" in element:
                found.append(element)
                waiting = [*element.get("/K", []), *waiting]
        return [pikepdf.Dictionary(**{key.lstrip("/"): element[key] for key in ("/Alt", "/A", "/ID") if key in element})
                for element in found if f"/{kind}" == element.S]  # fmt: skip


def test_a_figure_stands_where_it_is_drawn() -> None:
    """Its place in the structure, in the page's measure from the foot, is where the picture is painted."""
    made = sheet('<style>body { margin: 0 }</style><p style="height: 100px; margin: 0">A</p><img alt="Dot" width="40" height="20" src="'
                 "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='20'/%3E\""
                 ' style="display: block">')  # fmt: skip
    (figure,) = _elements(made, "Figure")
    left, margin, height = 0.75, 24 * 72 / 25.4, 297 * 72 / 25.4
    top = height - margin - 100 * left
    box = [float(side) for side in figure.A.BBox]
    assert box == pytest.approx([margin, top - 20 * left, margin + 40 * left, top], abs=0.1)
    assert str(figure.Alt) == "Dot"


def test_a_cell_finds_its_headings() -> None:
    """Every heading a cell names stands in the index, and a table over two pages has its own on each."""
    from tests.archive_pages import body

    made = sheet(body(rows=60))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) > 1
        index = list(pikepdf.NameTree(document.Root.StructTreeRoot.IDTree))
    headings = [str(one.ID) for one in _elements(made, "TH")]
    assert len(set(headings)) == len(headings) >= 63
    assert sorted(headings) == index
    named = [str(name) for cell in _elements(made, "TD") for name in cell.A.Headers]
    assert named
    assert set(named) <= set(index)


def test_the_margins_are_no_part_of_the_text(file: Path) -> None:
    """The foot is printed, and marked as what a screen reader passes over; every other mark has an owner."""
    assert "Page 1 of" in _tool("pdftotext", file, "-")
    with pikepdf.open(io.BytesIO(finished())) as document:
        owners = dict(pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree).items())
        feet = 0
        for number, leaf in enumerate(document.pages):
            for operands, operator in pikepdf.parse_content_stream(leaf):
                if str(operator) == "BDC" and operands[0] == "/Artifact":
                    feet += operands[1].Type == "/Pagination"
                elif str(operator) == "BDC":
                    assert owners[number][int(operands[1].MCID)].S
        assert feet == 2 * len(document.pages)
