"""HTML to PDF: the same bytes again, only house faces, nothing fetched, long documents joined with their numbers."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys

import pikepdf
import pytest

from toolkit.findings import ToolkitError
from toolkit.render.fonts import extra_face
from toolkit.render.pdf import PART, pdf

STYLE = """<style>
@page { size: A4; margin: 20mm; @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
@page wide { size: A4 landscape }
html { font-family: "EB Garamond", "Cormorant Garamond", Amiri, "Noto Serif JP" }
h1 { font-family: "Cormorant Garamond"; font-weight: 400; color: var(--accent) }
.wide { page: wide }
</style>"""


def _page(body: str) -> str:
    """A whole page around a body."""
    return f'<!DOCTYPE html><html lang="en"><head><title>T</title>{STYLE}</head><body>{body}</body></html>'


def _pdf(body: str) -> bytes:
    """A body as a PDF."""
    return pdf(_page(body), identifier="S-2026-10, revision 1", title="Schedule", language="en", accent="#5a2327")


def _tool(name: str, made: bytes, *options: str) -> str:
    """What a poppler program says of a PDF."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} of poppler-utils is not installed")
    return subprocess.run([name, *options, "-", *(["-"] if name == "pdftotext" else [])], input=made,
                          capture_output=True, check=True).stdout.decode()  # fmt: skip


@pytest.fixture(scope="module")
def long_page() -> str:
    """A page of three parts, upright and wide, with rows enough to be set part by part."""
    rows = "".join(f"<tr><td>row {number}</td></tr>" for number in range(220))
    wide = (f'<div class="wide"><h1>Part {number}</h1><table>{rows}</table></div>' for number in (1, 2))
    parts = (f"<h1>Cover</h1><table>{rows}</table>", *wide)
    return PART + PART.join(parts) + PART


@pytest.fixture(scope="module")
def long_pdf(long_page: str) -> bytes:
    """It, set by as many processes as there are processors."""
    return _pdf(long_page)


def test_the_same_page_gives_the_same_bytes() -> None:
    """Here, again, and in another process."""
    first = _pdf("<h1>Ring</h1><p>18 ct, £1,200</p>")
    assert _pdf("<p>Something between</p>") != first
    assert _pdf("<h1>Ring</h1><p>18 ct, £1,200</p>") == first
    script = (
        "import sys; from toolkit.render.pdf import pdf; page = sys.stdin.read()\n"
        "made = pdf(page, identifier='S-2026-10, revision 1', title='Schedule', language='en', accent='#5a2327')\n"
        "sys.stdout.buffer.write(made)"
    )
    page = _page("<h1>Ring</h1><p>18 ct, £1,200</p>").encode()
    elsewhere = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], input=page, capture_output=True, check=True
    )
    assert elsewhere.stdout == first


def test_its_properties_name_the_document_and_hold_no_date() -> None:
    """A verifier reads the number there; the clock has no place in it."""
    with pikepdf.open(io.BytesIO(_pdf("<p>A</p>"))) as made:
        about = {key: str(value) for key, value in made.docinfo.items()}
        assert about["/Title"] == "Schedule"
        assert about["/Keywords"] == "S-2026-10, revision 1"
        assert not {"/CreationDate", "/ModDate"} & set(about)
        assert str(made.Root.Lang) == "en"


def test_only_house_faces_are_embedded() -> None:
    """Latin, Greek and Arabic, and a family the machine has but the house has not."""
    listed = _tool("pdffonts", _pdf("<h1>Σ Montre</h1><p style='font-family: DejaVu Sans, serif'>قلادة Łódź ₪</p>"))
    families = {re.sub(r"^[A-Z]+\+", "", line.split()[0]) for line in listed.splitlines()[2:]}
    assert families <= {"EB-Garamond", "EB-Garamond-Medium", "Cormorant-Garamond", "Amiri"}
    assert "Amiri" in families


def test_arabic_is_extracted_as_it_was_written() -> None:
    """A reader's search finds the name."""
    assert "الذهب" in _tool("pdftotext", _pdf("<p>قلادة من الذهب</p>")).replace("\u202b", "").replace("\u202c", "")


def test_japanese_is_set_in_the_extra_face_or_refused() -> None:
    """Never in whatever the machine happens to have."""
    if extra_face() is None:
        with pytest.raises(ToolkitError, match="田"):
            _pdf("<p>田中</p>")
    else:
        made = _pdf("<p>田中</p>")
        assert "Noto-Serif" in _tool("pdffonts", made)
        assert "田中" in _tool("pdftotext", made)


def test_a_missing_glyph_withholds_the_document() -> None:
    """The words of the page, its title and its number are all looked at; its style sheet is not."""
    with pytest.raises(ToolkitError, match="cannot write"):
        _pdf("<p>Gift 🎁</p>")
    with pytest.raises(ToolkitError, match="cannot write"):
        pdf(_page("<p>A</p>"), identifier="S 🎁", title="T", language="en")


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/logo.png">',
        '<img src="file:///etc/hostname">',
        '<img src="logo.png">',
        '<p style="background: url(http://example.org/x.png)">A</p>',
        '<link rel="stylesheet" href="https://example.org/x.css"><p>A</p>',
    ],
)
def test_nothing_is_fetched_from_network_or_files(body: str) -> None:
    """A page that asks for more than it holds is withheld."""
    with pytest.raises(ToolkitError) as refused:
        _pdf(body)
    assert refused.value.code == "template"


def test_a_picture_the_program_put_into_the_page_is_shown() -> None:
    """Data URIs are the one way in."""
    dot = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    assert _pdf(f'<img src="{dot}" alt="">').startswith(b"%PDF-")


def test_a_style_that_is_not_understood_withholds_the_document() -> None:
    """A house that restyles its page is told what was left out."""
    with pytest.raises(ToolkitError, match="colour") as refused:
        _pdf("<style>p { colour: red }</style><p>A</p>")
    assert refused.value.code == "template"


def test_an_accent_that_is_no_colour_is_refused() -> None:
    """It goes into the style sheet, where it could say anything."""
    with pytest.raises(ToolkitError, match="burgundy"):
        pdf(_page(""), identifier="S", title="T", language="en", accent="burgundy")


def test_a_long_document_is_numbered_throughout(long_pdf: bytes) -> None:
    """Each page of each part says which it is and how many there are, on its own paper."""
    leaves = _tool("pdftotext", long_pdf, "-layout").split("\f")[:-1]
    assert [re.findall(r"Page (\d+) of (\d+)", leaf) for leaf in leaves] == [
        [(str(number), str(len(leaves)))] for number in range(1, len(leaves) + 1)
    ]
    rows = re.findall(r"row (\d+)", "".join(leaves))
    assert rows == [str(number) for number in range(220)] * 3
    with pikepdf.open(io.BytesIO(long_pdf)) as joined, joined.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Cover", "Part 1", "Part 2"]
        wide = [page.mediabox[2] > page.mediabox[3] for page in joined.pages]
        assert wide == sorted(wide)
        assert len(set(wide)) == 2


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system cannot confine a process")
def test_one_processor_or_several_give_the_same_bytes(long_page: str, long_pdf: bytes) -> None:
    """How the work was shared leaves no trace."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        assert _pdf(long_page) == long_pdf
    finally:
        os.sched_setaffinity(0, allowed)


def test_an_error_in_any_part_is_told_as_such(long_page: str) -> None:
    """The part that another process could not set is not lost and not silent."""
    with pytest.raises(ToolkitError, match=r"nowhere\.example"):
        _pdf(long_page.replace("Part 1", '<img src="https://nowhere.example/x.png">'))
