"""The guard: what is planted anywhere in a finished file is found, what belongs there is left alone, nothing hangs it."""

from __future__ import annotations

import io
import json
import time
import zlib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.houses import make, table
from toolkit.findings import Place, ToolkitError
from toolkit.guard import guarded, search
from toolkit.guard_secrets import secrets
from toolkit.guard_words import Secret
from toolkit.ledger import Identity
from toolkit.produce.outcome import Document, release
from toolkit.produce.reading import read_house
from toolkit.readers.load import load

CELL = Place("Stock.xlsx", "Montres", 17, "F")
NAME = Secret("Penhallick", "who it was bought from", CELL)
FIRM = Secret("Lyon & Crewe", "the supplier", CELL)
COST = Secret("8900", "the purchase cost", CELL, amount=True)
KNOWN = (NAME, FIRM, COST)


@cache
def page(body: str, style: str = "") -> bytes:
    """A page as the dossier's engine sets it."""
    html = f"<title>Dossier</title><style>@page {{ size: A4 }} {style}</style><h1>A gold watch</h1>{body}"
    made: bytes = weasyprint.HTML(string=html).write_pdf()
    return made


def plain() -> bytes:
    """A page with nothing to hide."""
    return page("<p>Sold in Geneva, 1968; private collection, London.</p>")


def changed(change: Callable[[Pdf], None]) -> bytes:
    """The plain page with something planted in it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as file:
        change(file)
        file.save(out)
    return out.getvalue()


def photograph(**extra: bytes) -> bytes:
    """A small JPEG with the camera's notes."""
    exif = Image.Exif()
    exif[0x010E] = "Seen at Mr U. Penhallick's"
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif, **extra)
    return out.getvalue()


def located() -> bytes:
    """A small JPEG that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def _note(file: Pdf, **entries: object) -> None:
    """Put a note, a link or a field on the first page."""
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 10, 10]), **entries)
    file.pages[0].obj.Annots = Array([file.make_indirect(note)])
    if note.Subtype == Name.Widget:
        file.Root.AcroForm = Dictionary(Fields=file.pages[0].obj.Annots)


def _form(file: Pdf, text: bytes) -> pikepdf.Object:
    """A drawn part with a text in Helvetica."""
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    resources = Dictionary(Font=Dictionary(F1=face))
    content = b"BT /F1 12 Tf 50 50 Td (" + text + b") Tj ET"
    return file.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 200], Resources=resources)


def _behind(file: Pdf) -> None:
    """Draw a harmless word whose text to read aloud is the name."""
    first = file.pages[0]
    first.contents_add(b"/Span <</ActualText (Mr Penhallick)>> BDC EMC")


def _over(file: Pdf) -> None:
    """Draw the name under a harmless text to read aloud, which readers show instead."""
    first = file.pages[0]
    form = _form(file, b"Penhallick").Resources.Font.F1
    first.obj.Resources.Font[Name("/Zz")] = file.make_indirect(form)
    first.contents_add(b"/Span <</ActualText (nothing)>> BDC BT /Zz 12 Tf 50 50 Td (Penhallick) Tj ET EMC")


def _hidden_layer(file: Pdf) -> None:
    """Draw the name on a layer that is switched off."""
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    form = _form(file, b"Penhallick")
    form.OC = layer
    file.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    file.pages[0].obj.Resources.XObject = Dictionary(Hidden=form)
    file.pages[0].contents_add(b"/Hidden Do")


def _appearance(file: Pdf) -> None:
    """Draw the name as the face of a field."""
    _note(file, Subtype=Name.Widget, AP=Dictionary(N=_form(file, b"Penhallick")))


def _outline(file: Pdf) -> None:
    """Name a bookmark after the seller."""
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Bought from Penhallick", 0))


def _described(file: Pdf) -> None:
    """Put the name into the description that travels with the file."""
    with file.open_metadata() as described:
        described["dc:creator"] = ["U. Penhallick"]


def _picture(data: bytes) -> Callable[[Pdf], None]:
    """Draw a photograph as it came from the camera."""

    def plant(file: Pdf) -> None:
        image = file.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8)
        image.ColorSpace = Name.DeviceRGB
        image.write(data, filter=Name.DCTDecode)
        file.pages[0].obj.Resources.XObject = Dictionary(Photo=image)

    return plant


def _attached(name: str, data: bytes, description: str = "") -> Callable[[Pdf], None]:
    """Attach a file."""

    def plant(file: Pdf) -> None:
        file.attachments[name] = pikepdf.AttachedFileSpec(file, data, filename=name, description=description)

    return plant


def _structure(file: Pdf) -> None:
    """Give a picture an alternative text that names the seller."""
    file.Root.StructTreeRoot = file.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot, K=Dictionary(S=Name.Figure, Alt=String("The watch on Mr Penhallick's wrist"))
        )
    )


def _forgotten(file: Pdf) -> None:
    """Leave a drawn part in the file that no page shows."""
    file.Root.Forgotten = _form(file, b"Penhallick")


def _earlier() -> bytes:
    """A page that was overwritten by adding to the file: the former text is still in it."""
    out = io.BytesIO(page("<p>Bought from Mr U. Penhallick.</p>"))
    writer = IncrementalPdfFileWriter(out)
    first = writer.root["/Pages"]["/Kids"][0]
    first["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.update_container(first)
    writer.write_in_place()
    return out.getvalue()


DRAWN = {
    "in the text": ("<p>Bought from Mr U. Penhallick in Bath.</p>",),
    "over two lines": ("<p>Bought from<br>Lyon &amp;<br>Crewe, London.</p>",),
    "hyphenated": ("<p style='width: 4em; hyphens: manual'>Penhal&shy;lick's watch</p>", "p { font: 20px serif }"),
    "letterspaced": ("<p style='letter-spacing: 1em'>Penhallick</p>",),
    "without spaces": ("<p>boughtfromPenhallickinBath</p>",),
    "in capitals": ("<p style='text-transform: uppercase'>Penhallick</p>",),
    "in small capitals": ("<p style='font-variant: small-caps'>Penhallick</p>",),
    "rotated": ("<p style='transform: rotate(90deg)'>Penhallick</p>",),
    "white on white": ("<p style='color: white'>Penhallick</p>",),
    "transparent": ("<p style='opacity: 0'>Penhallick</p>",),
    "outside the page": ("<p style='position: absolute; left: -2000px'>Penhallick</p>",),
    "a cost with a comma": ("<p>£8,900</p>",),
    "a cost with a dot": ("<p>8.900,00 EUR</p>",),
    "a cost with a space": ("<p>8&nbsp;900&nbsp;€</p>",),
    "a cost in digits": ("<p>Bought for 8900.</p>",),
}


def _invoice(file: Pdf) -> None:
    """Enclose a page that names the seller."""
    _attached("invoice.pdf", page(*DRAWN["in the text"]))(file)


PLANTED: dict[str, Callable[[Pdf], None]] = {
    "a note": lambda file: _note(file, Subtype=Name.Text, Contents=String("ask Penhallick")),
    "the value of a field": lambda file: _note(
        file, Subtype=Name.Widget, FT=Name.Tx, T=String("who"), V=String("Penhallick")
    ),
    "the face of a field": _appearance,
    "the target of a link": lambda file: _note(
        file, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.com/sellers/penhallick"))
    ),
    "a bookmark": _outline,
    "a property": lambda file: file.docinfo.update({"/Subject": "Cost 8,900.00"}),
    "the description": _described,
    "an attachment's words": _attached("facts.json", json.dumps({"seller": "U. Penhallick"}).encode()),
    "an attachment's figures": _attached("facts.json", json.dumps({"paid": "8900.00"}).encode()),
    "the name of an attachment": _attached("Invoice Penhallick.txt", b"-"),
    "a PDF within": _invoice,
    "a photograph within": _attached("watch.jpg", photograph()),
    "a photograph on the page": _picture(photograph()),
    "a position": _picture(located()),
    "an alternative text": _structure,
    "words read aloud": _behind,
    "words under other words": _over,
    "a hidden layer": _hidden_layer,
    "a part no page shows": _forgotten,
    "a script": lambda file: setattr(
        file.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=file.make_stream(b"app.alert('Penhallick')"))
    ),
    "a path": lambda file: file.docinfo.update({"/Source": "/ho" + "me/anna/Desktop/dossier.html"}),
    "a path of Windows": lambda file: file.docinfo.update({"/Source": "C:\\Users\\anna\\dossier.html"}),
}


@pytest.mark.parametrize("where", DRAWN)
def test_what_is_printed_is_found(where: str) -> None:
    """However a name or a cost is set, shown or not."""
    found = search(page(*DRAWN[where]), "Dossier.pdf", KNOWN)
    assert found
    assert found[0].where == "page 1, printed text"
    assert found[0].why == "Stock.xlsx, sheet Montres, cell F17"


@pytest.mark.parametrize("where", PLANTED)
def test_what_is_planted_is_found(where: str) -> None:
    """In notes, fields, links, properties, layers, pictures, attachments and what no page shows."""
    assert search(changed(PLANTED[where]), "Dossier.pdf", KNOWN), where


def test_the_plain_page_has_nothing() -> None:
    """Without a plant there is no find: each find above is the plant's."""
    assert search(plain(), "Dossier.pdf", KNOWN) == ()
    assert search(changed(lambda file: None), "Dossier.pdf", KNOWN) == ()


def test_the_name_of_the_file_and_what_stood_in_it_before() -> None:
    """A file named after the seller, and one that was only added to."""
    assert search(plain(), "Penhallick.pdf", KNOWN)[0].where == "the name of the file"
    assert "earlier state" in search(_earlier(), "Dossier.pdf", KNOWN)[0].where


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a gold watch, gilding and marigolds", "Penn"),
        ("the penholder of a penny", "Penh"),
        ("stonework of 1968", "Stone"),
        ("half a crewed lyon", "Lyon & Crewe"),
        ("lent to Comte Visconti de la Haye", "I. de la Haye"),
        ("Al", "Al"),
    ],
)
def test_a_word_within_another_is_none(text: str, word: str) -> None:
    """A short name counts where words begin and end, and the shortest not at all."""
    assert search(text.encode(), "a.txt", [Secret(word, "a name")]) == ()


@pytest.mark.parametrize(
    "text",
    ["Reference 18900", "1968", "No. 89001", "18,900", "28,900.00", "8,900,000", "8.9", "page 8, 900 mm", "P-8900X"],
)
def test_a_figure_that_is_no_cost(text: str) -> None:
    """Other amounts, parts of numbers and years are left alone."""
    years = Secret("1968", "the purchase cost", amount=True)
    assert search(text.encode(), "a.txt", [COST, years]) == ()


def test_what_is_printed_by_right_is_allowed() -> None:
    """Her own name and price; the same name elsewhere on the page is still found."""
    text = b"Sold to Mrs Penhallick for \xc2\xa38,900."
    assert search(text, "a.txt", KNOWN, allowed=("Mrs Penhallick", "8900")) == ()
    assert search(text + b" Bought from Mr Penhallick.", "a.txt", KNOWN, allowed=("Mrs Penhallick", "8900"))


def test_a_refusal_names_file_page_and_cell_and_no_secret() -> None:
    """The message may end in a log: it never repeats what was found."""
    with pytest.raises(ToolkitError) as caught:
        guarded({"Dossier-W1.pdf": page(*DRAWN["in the text"])}, KNOWN)
    assert caught.value.code == "leak"
    assert "Dossier-W1.pdf, page 1, printed text: who it was bought from" in caught.value.message
    assert "Stock.xlsx, sheet Montres, cell F17" in caught.value.message
    assert "penhallick" not in f"{caught.value.message} {caught.value.hint}".casefold()


def test_nothing_is_released_and_no_number_is_lost_to_a_leak(tmp_path: Path) -> None:
    """The step stands between rendering and writing: no file, the reservation void, the next run issues."""
    document = Document(
        Identity("dossier", "W1", "2026-10-31", "client"), "D-2026", "c", tmp_path / "out", b"{}",
        datetime.fromisoformat("2026-10-31T18:00:00+00:00"),
    )  # fmt: skip

    def look(files: object) -> None:
        guarded(files, KNOWN)  # type: ignore[arg-type]

    for how in ({}, {"draft": True}, {"dry_run": True}):
        with pytest.raises(ToolkitError, match="Not released"):
            release(tmp_path, document, lambda *_: {"W1.pdf": page(*DRAWN["in the text"])}, look=look, **how)
    assert not (tmp_path / "out").exists()
    assert release(tmp_path, document, lambda *_: {"W1.pdf": plain()}, look=look).state == "issued"


def _locked() -> bytes:
    """A file with a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def _bomb() -> bytes:
    """A page that unpacks to half a gigabyte."""
    return changed(
        lambda file: file.Root.__setattr__("Big", file.make_stream(zlib.compress(bytes(1)))) or None
    ).replace(b"%%EOF", b"9 0 obj <</Filter/FlateDecode>> stream\n" + _zeros() + b"\nendstream endobj\n%%EOF")


def _zeros() -> bytes:
    """Zeros packed twice over."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()


def _circle() -> bytes:
    """A tree of pages that holds itself."""
    return changed(lambda file: file.Root.Pages.Kids.append(file.Root.Pages))


HOSTILE = {
    "locked": _locked,
    "a bomb": _bomb,
    "a bomb within": lambda: changed(_attached("a.pdf", _bomb())),
    "pages in a circle": _circle,
    "cut off": lambda: plain()[: len(plain()) // 2],
    "no file at all": lambda: b"%PDF-1.7\n",
    "a broken cross reference": lambda: plain().replace(b"startxref\n", b"startxref\n9"),
    "a locked file within": lambda: changed(_attached("a.pdf", _locked())),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_searched_is_refused(kind: str) -> None:
    """Locked, broken and boundless files end in a refusal, soon."""
    data = HOSTILE[kind]()
    began = time.monotonic()
    with pytest.raises(ToolkitError):
        search(data, "Dossier.pdf", KNOWN)
    assert time.monotonic() - began < 10


def test_loops_that_are_no_fault_of_the_text_end() -> None:
    """Bookmarks in a circle and drawings that draw themselves are searched like any other."""

    def loops(file: Pdf) -> None:
        item = file.make_indirect(Dictionary(Title=String("Penhallick")))
        item.Next = item.First = item.Parent = item
        file.Root.Outlines = file.make_indirect(Dictionary(First=item, Last=item))
        form = _form(file, b"")
        form.write(b"/Me Do /Me Do")
        form.Resources = Dictionary(XObject=Dictionary(Me=form))
        file.pages[0].obj.Resources.XObject = Dictionary(Me=form)
        file.pages[0].contents_add(b"/Me Do")

    assert [leak.where for leak in search(changed(loops), "a.pdf", KNOWN)] == ["a title or bookmark"]


STOCK = ("Stock No", "Description", "Brand", "Date in", "Bought from", "Cost", "Currency", "Cost code", "Notes")
ROWS = (
    (
        "W1",
        "Gold watch",
        "Omega",
        "2024-03-05",
        "Mr U. Penhallick",
        "8900",
        "GBP",
        "XQRT7",
        "Sold to us because of a divorce",
    ),
    ("W2", "Ring", "Cartier", "2024-03-06", "Gold & Stone Ltd", "7450", "GBP", "DABS", ""),
    ("W3", "Bag", "Hermès", "2024-03-06", "Omega SA", "6100", "GBP", "DABT", ""),
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Secret, ...]:
    """The secrets of a small house for the client who buys W1."""
    folder = make(tmp_path_factory.mktemp("house"), {"stock.csv": table(STOCK, ROWS)}, house_name="Maison Corvane")
    house, _ = read_house(folder, "2026-10-31")
    return secrets(load(house), house, "client", ["W1"])


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("bought from U. Penhallick", "E2"),
        ("the Penhallick watch", "E2"),
        ("PENHALLICK", "E2"),
        ("from Gold & Stone Ltd", "E3"),
        ("from Gold and Stone", None),
        ("from GOLD & STONE", "E3"),
        ("£8,900.00", "F2"),
        ("£7,450", None),
        ("code XQRT7", "H2"),
        ("Sold to us because of a divorce", "I2"),
        ("a gold watch with a stone", None),
        ("Omega, Maison Corvane", None),
    ],
)
def test_the_secrets_of_a_house(known: tuple[Secret, ...], text: str, cell: str | None) -> None:
    """Sellers, suppliers, the piece's own cost, codes and notes are; brands, materials and other costs are not."""
    found = search(text.encode(), "a.txt", known)
    assert {leak.why for leak in found} == ({f"stock.csv, cell {cell}"} if cell else set())


PROVENANCE = ("Stock No", "Event", "Date", "From", "To", "Evidence", "May be named", "Remarks")
OWNERS = (
    ("W1", "Sold", "1951", "Omega", "Mrs Ada Trevanion", "Letter", "yes", ""),
    ("W1", "Sold", "2004", "Mrs Ada Trevanion, London", "Mr Hugo Lanyon", "Letter", "", "He agreed to be named."),
    ("W1", "Sold", "2010", "Mr Hugo Lanyon", "Miss Iris Carlyon", "Letter", "", ""),
    ("W2", "Sold", "1951", "Cartier", "Mrs Ada Trevanion", "Letter", "", ""),
)
CLIENTS = (("Client No", "First name", "Surname"), ("C1", "Ada", "Trevanion"), ("C2", "Iris", "Carlyon"))


def test_who_agreed_to_be_named_with_a_piece_is_named_with_that_piece_alone(tmp_path: Path) -> None:
    """By the column or in the remarks of the row where the piece became hers; elsewhere her name is secret."""
    files = {"stock.csv": table(STOCK, ROWS), "provenance.csv": table(PROVENANCE, OWNERS),
             "clients.csv": table(CLIENTS[0], CLIENTS[1:])}  # fmt: skip
    house, _ = read_house(make(tmp_path / "house", files, house_name="Maison Corvane"), "2026-10-31")
    registers = load(house)
    first, second = (secrets(registers, house, "client", [number]) for number in ("W1", "W2"))
    for name in ("Mrs Ada Trevanion", "Mrs Ada Trevanion, London", "Ada Trevanion", "Mr Hugo Lanyon"):
        assert search(name.encode(), "a.txt", first) == (), name
    assert search(b"Iris Carlyon", "a.txt", first)
    assert search(b"Ada Trevanion", "a.txt", second)
    assert search(b"Hugo Lanyon", "a.txt", second)
