"""The dossier as pages: its words, its marks that stay with their word, its drawing, its pictures, both papers."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import page as validation
import pypdfium2
import pytest
from PIL import Image

from toolkit.findings import Place, ToolkitError
from toolkit.render.archive import archive
from toolkit.render.mark import mark
from toolkit.render.pdf import pdf
from toolkit.render.pictures import DPI, printable
from toolkit.reports.dossier_page import imprint, marks, page
from toolkit.reports.provenance import (
    Check,
    Completeness,
    Dossier,
    Evidence,
    Fact,
    Footnote,
    Gap,
    Link,
    Picture,
    Section,
    Service,
    Signature,
)
from toolkit.reports.timeline import timeline
from toolkit.values import When

AT = datetime(2026, 10, 31, 18, tzinfo=UTC)
CELL = Place("Stock.xlsx", "Montres", 17, "F")


def year(number: int) -> When:
    """A year alone."""
    return When(date(number, 1, 1), date(number, 12, 31), "year")


def photograph(size: tuple[int, int] = (400, 300), **saved: object) -> bytes:
    """A photograph as a camera saves it."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "JPEG", **saved)
    return out.getvalue()


def sample(language: str = "en", edition: str = "client", number: str = "D-2026-001") -> Dossier:
    """A watch of two owners and a gap, with every section filled."""
    facts = (
        Fact("serial", "Serial number", "671042", "verified", "verified against the card", "", ("E1",), (1,), (CELL,)),
        Fact("date", "Date", "Not known", "not_known", "not known"),
    )
    section = Section("identification", "Identification", facts)
    return Dossier(
        house_name="Maison Aurelle & Fils", house_address="12 Rue Grise, Genève", language=language, number=number,
        revision=1, draft=not number, edition="internal" if edition == "internal" else "client", stock_no="W0042",
        title="Calatrava", subtitle="Reference 96", as_at=AT, status_words="Issued", facts="4dc5aede7e655caf" * 4,
        identification=section, completeness=Completeness(9, 10, ("Subject",), "9 of 10 answered."),
        condition=Section("condition", "Condition", (), ("Pre-owned.",)), included=Section("included", "Included"),
        chain=(
            Link("the maker, made 1951", "The maker", "made", direct=True, since=year(1951), notes=(1,)),
            Link("private collection, London", "Private collection, London", "sale", since=year(1951)),
            Link("private collection, Surrey, by 2004", "Private collection, Surrey", "held", since=year(2004),
                 notes=(1, 2)),
        ),
        gaps=(Gap(1, year(1951), year(2004), 53, "Nothing is known between 1951 and 2004 (53 years)."),),
        chain_words="", authentication=Section("authentication", "Reports", facts[:1]),
        evidence=(Evidence("E1", "card", "Warranty card", number="671042", checked="Compared.", matches=True,
                           file="evidence/card.jpg", enclosed=True),),
        services=(Service(year(2004), "2004", "A workshop", "Cleaned", "118"),), services_words="",
        checks=(Check("Watch Register", "671042", "WR1", year(2026), "2026", "No Match", "Only that register.",
                      fresh=True, age_words="11 days before."),),
        checks_words="", legal=Section("legal", "Law"), valuation=None, sale=None, acquisition=None,
        pictures=(Picture("evidence/dial.jpg", "The dial", "Dial"), Picture("evidence/back.jpg", "Back", "Back <b>")),
        footnotes=(Footnote(1, "Card (E1).", "Stock.xlsx, sheet Montres, cell F17"), Footnote(2, "A letter.")),
        limits=("It is no warranty.",), legend=(("stated", "Stated: as the source says."),), sources=(),
        signatures=(Signature("prepared", "Prepared by"), Signature("received", "Received by")),
    )  # fmt: skip


@cache
def pictures() -> dict[str, bytes]:
    """The pictures of the sample, ready for print."""
    names = ("evidence/dial.jpg", "evidence/back.jpg", "evidence/card.jpg")
    return {name: printable(photograph(), name, width_mm=80, height_mm=60) for name in names}


def leaves(made: bytes) -> list[str]:
    """The words of each page of a PDF."""
    document = pypdfium2.PdfDocument(made)
    return [leaf.get_textpage().get_text_range() for leaf in document]


@cache
def printed(language: str = "en", edition: str = "client", paper: str = "A4") -> bytes:
    """The sample as an archived PDF."""
    told = sample(language, edition)
    html = page(told, pictures(), accent="#5a2327", paper=paper)
    made = pdf(html, identifier="D-2026-001 revision 1", title="Dossier", language=language, variant="archive")
    return archive(made, identifier="D-2026-001 revision 1", at=AT, author=told.house_name)


@pytest.mark.parametrize(("language", "edition", "paper"), [("en", "client", "A4"), ("fr", "internal", "Letter")])
def test_a_dossier_keeps_the_standards_on_every_paper_and_in_every_language(
    language: str, edition: str, paper: str
) -> None:
    """PDF/A-3a and PDF/UA-1: headings in order, words for every picture, headings of rows and columns."""
    made = printed(language, edition, paper)
    for profile in ("3a", "ua-1"):
        assert not [failure.message for failure in validation.validate_pdf_bytes(made, profile=profile).failures]
    width, height = pypdfium2.PdfDocument(made)[0].get_size()
    assert (round(width), round(height)) == ((595, 842) if paper == "A4" else (612, 792))


def test_every_page_says_which_document_it_is_of() -> None:
    """Number, revision and the digest's beginning stand at the foot of each page."""
    for leaf in leaves(printed()):
        assert "D-2026-001, revision 1" in leaf
        assert "4dc5 aede" in leaf
    assert all("internal" in leaf for leaf in leaves(printed("en", "internal")))


def test_the_chain_keeps_its_marks_and_never_parts_a_note_from_its_word() -> None:
    """A semicolon for a direct transfer, a full stop for none, and the number bound to the last word."""
    html = page(sample(), pictures(), accent="#5a2327")
    chain = re.sub(r"<[^>]+>", "", re.search(r'class="chain">(.*?)</p>', html, re.DOTALL)[1])  # type: ignore[index]
    assert " ".join(chain.split()) == (
        "The maker, made 1951;1 private collection, London. Private collection, Surrey, by 2004.1, 2"
    )
    assert str(marks("by 2004", (3,), ";")) == ('by <span class="bound">2004;<sup><a href="#note-3">3</a></sup></span>')


def test_what_a_register_says_never_becomes_part_of_the_page_itself() -> None:
    """Signs that mean something in HTML are printed as they stand."""
    html = page(sample(), pictures(), accent="#5a2327")
    assert "Back &lt;b&gt;" in html
    assert "Maison Aurelle &amp; Fils" in html
    assert str(marks("a <i>b</i>", (1,))).count("<i>") == 0


def test_the_drawing_says_in_words_what_it_shows() -> None:
    """Each step is a row with its name, and its years in words; a gap says how long it is."""
    drawn = str(timeline(sample(), width=166, accent="#5a2327"))
    rows = re.findall(r'<th scope="row"><div>(.*?)</div>.*?<title>(.*?)</title>', drawn)
    assert ("Private collection, Surrey", "2004–2026") in rows
    assert ("not known, 53 years", "Nothing is known between 1951 and 2004 (53 years).") in rows
    assert ("Service, searches", "2004, 2026") in rows
    assert drawn.count("<svg") == drawn.count("<title>") == len(rows) == 6


def test_a_name_in_any_script_is_a_word_of_the_page_and_not_of_a_drawing() -> None:
    """A drawing is set letter by letter, which would tear Arabic apart and turn it round."""
    told = sample()
    names = ("محمد الفاسي", "山田 太郎", "Ελένη Παπαδοπούλου")
    chain = tuple(replace(link, party=name) for link, name in zip(told.chain, names, strict=True))
    drawn = str(timeline(replace(told, chain=chain), width=166, accent="#5a2327"))
    for name in names:
        assert f'<th scope="row"><div>{name}</div>' in drawn
    assert not re.search(r"<text[^>]*>[^<]*[^\x00-\x7f]", drawn)


def test_a_single_row_never_goes_over_to_another_page_alone() -> None:
    """However long the table before it, a page that begins with its end has two rows of it or more."""
    told = sample()
    for count in range(8, 34):
        facts = tuple(Fact(f"f{at}", f"Row {at}", "x", "stated", "stated") for at in range(count))
        whole = replace(told, identification=Section("identification", "Identification", facts), pictures=())
        html = page(whole, {"evidence/card.jpg": pictures()["evidence/card.jpg"]}, accent="#5a2327")
        made = pdf(html, identifier="x", title="x", language="en")
        shown = [len(re.findall(r"R ?OW \d+", leaf)) for leaf in leaves(made)]
        assert sum(shown) == count
        assert 1 not in shown, shown
        if len([one for one in shown if one]) > 1:
            return
    pytest.fail("the table never reached a second page")


def test_a_long_number_with_a_note_stays_in_its_column() -> None:
    """Only the end of a number is bound to its note, so the rest may go on in a second line."""
    told = sample()
    fact = Fact("serial", "Serial number", "X" * 90, "stated", "stated", notes=(1,))
    whole = replace(told, identification=Section("identification", "Identification", (fact,)))
    made = pdf(page(whole, pictures(), accent="#5a2327"), identifier="x", title="x", language="en")
    leaf = pypdfium2.PdfDocument(made)[1].get_textpage()
    boxes = [leaf.get_charbox(at) for at in range(leaf.count_chars()) if leaf.get_text_range(at, 1) == "X"]
    assert len(boxes) == 90
    assert max(right for _, _, right, _ in boxes) < 595 - (22 + 48) / 25.4 * 72


def test_a_draft_says_so_and_has_no_code() -> None:
    """Without a number there is nothing to compare a code with."""
    html = page(sample(number=""), pictures(), accent="#5a2327")
    assert 'class="draft"' in html
    assert 'class="code"' not in html
    assert imprint(sample(number="")).startswith("Draft, not issued")


def test_a_picture_that_is_missing_stops_the_page() -> None:
    """No dossier is made with a hole where a photograph belongs."""
    with pytest.raises(ToolkitError, match=r"evidence/dial\.jpg"):
        page(sample(), {}, accent="#5a2327")


def test_the_house_may_replace_the_template(tmp_path: Path) -> None:
    """A template in the house's own folder takes the place of ours."""
    (tmp_path / "dossier.html").write_text("<p>{{ dossier.stock_no }} of {{ house }}</p>", encoding="utf-8")
    made = page(sample(), pictures(), accent="#5a2327", folder=tmp_path)
    assert made == "<p>W0042 of Maison Aurelle &amp; Fils</p>"


def test_a_photograph_loses_everything_but_the_picture() -> None:
    """Position, camera and words are gone; it stands upright and no larger than print needs."""
    camera = Image.Exif()
    camera[0x0112] = 6  # turned by a quarter
    camera[0x010E] = "Bought of Mrs Secret"
    camera.get_ifd(0x8825)[1] = "N"
    data = photograph((4000, 3000), exif=camera)
    made = printable(data, "dial.jpg", width_mm=81, height_mm=76)
    with Image.open(io.BytesIO(made)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert not set(image.info) & {"icc_profile", "exif", "xmp", "comment"}
        assert image.height > image.width
        assert image.height == round(76 / 25.4 * DPI)
    assert b"Secret" not in made
    assert made == printable(data, "dial.jpg", width_mm=81, height_mm=76)


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "RGBA", "LA", "I;16", "1"])
def test_every_kind_of_picture_becomes_plain_colour(mode: str) -> None:
    """Print colours, sixteen bits, palettes and what is see-through come out as they look."""
    image = Image.new("L", (40, 30), 128)
    whole = (
        image.convert("I").point(lambda level: level * 257).convert("I;16") if mode == "I;16" else image.convert(mode)
    )
    out = io.BytesIO()
    whole.save(out, "TIFF" if mode in {"CMYK", "I;16"} else "PNG")
    with Image.open(io.BytesIO(printable(out.getvalue(), "x", width_mm=50, height_mm=50))) as made:
        assert made.mode == "RGB"
        if mode != "1":
            assert all(abs(level - 128) < 12 for level in made.getpixel((20, 15)))  # type: ignore[union-attr]


@pytest.mark.parametrize("spoilt", [b"", b"GIF89a", photograph()[:300], b"%PDF-1.7"])
def test_what_is_no_picture_is_refused_in_words(spoilt: bytes) -> None:
    """A damaged photograph withholds its dossier with one sentence."""
    with pytest.raises(ToolkitError, match=r"back\.jpg cannot be opened"):
        printable(spoilt, "back.jpg", width_mm=50, height_mm=50)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_opened() -> None:
    """A small file can claim to be huge."""
    out = io.BytesIO()
    Image.new("1", (20_000, 8_000)).save(out, "PNG")
    with pytest.raises(ToolkitError, match=r"pixels|cannot be opened"):
        printable(out.getvalue(), "bomb.png", width_mm=50, height_mm=50)


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def test_the_mark_of_the_house_is_shown(tmp_path: Path) -> None:
    """A plain drawing becomes an image of the page with its words."""
    path = tmp_path / "logo.svg"
    path.write_text(DRAWING.format('<rect width="9" height="9"/>'), encoding="utf-8")
    shown = mark(path, alt="The mark of A & B")
    assert shown.startswith('<img src="data:image/svg+xml;base64,')
    assert 'alt="The mark of A &amp; B"' in shown
    assert str(shown) in page(sample(), pictures(), accent="#5a2327", mark=shown)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<image href="http://example.org/a.png"/>',
        '<use x:href="file:///etc/passwd"/>',
        '<rect onload="1"/>',
        '<rect style="fill: url(http://example.org/a)"/>',
        "<style>@import 'a.css'</style>",
    ],
)
def test_a_mark_that_reaches_outside_is_refused(tmp_path: Path, inside: str) -> None:
    """Nothing of the mark is run, and nothing is fetched for it."""
    path = tmp_path / "logo.svg"
    path.write_text(DRAWING.format(inside), encoding="utf-8")
    with pytest.raises(ToolkitError, match="cannot be used"):
        mark(path, alt="x")
