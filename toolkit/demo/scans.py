"""Scans of one-page papers: a laboratory's report, invoices, a letter, an extract from archives. All say SPECIMEN."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from toolkit.demo.canvas import Canvas, font
from toolkit.demo.house import ADDRESS, NAME, TELEPHONE

SIZE = (1000, 1414)
SCANNED = time.struct_time((2026, 10, 14, 11, 20, 0, 2, 287, 0))
INK, SOFT, LINE = "#1d1b18", "#6d665c", "#cdc5b8"


@dataclass(frozen=True, slots=True)
class Paper:
    """One page: who issues it, what it is called, its lines of label and text, a closing remark, its colour."""

    issuer: str
    address: str
    title: str
    lines: Sequence[tuple[str, str]]
    remark: str
    tint: str = "#fbf9f4"


PAPERS = {
    "laboratory-report.png": Paper(
        "Institut Corvallis de Gemmologie",
        "Place Grise 1, 1299 Genève",
        "Report on a diamond",
        (
            ("Report no.", "ICG 9 901 442"),
            ("Date", "12 June 2025"),
            ("Shape and cut", "Round brilliant"),
            ("Measurements", "6.48 – 6.51 × 4.01 mm"),
            ("Weight", "1.02 ct"),
            ("Colour", "F"),
            ("Clarity", "VS1"),
            ("Fluorescence", "None"),
            ("Origin", "Natural"),
        ),
        "A report of opinion on the day of examination. It is no valuation and no guarantee.",
    ),
    "W0042-purchase-invoice.jpg": Paper(
        NAME,
        f"{ADDRESS} · {TELEPHONE}",
        "Purchase invoice P26-0311",
        (
            ("Date", "11 March 2026"),
            ("Bought of", "A private seller, Surrey"),
            ("Piece", "Patek Philippe, reference 96"),
            ("Case number", "671042"),
            ("Movement number", "956 221"),
            ("Metal", "18 ct yellow gold"),
            ("Price", "£8,900.00"),
            ("VAT", "Margin scheme – second-hand goods"),
        ),
        "The seller declares that the piece is hers to sell and names no other owner.",
    ),
    "W0042-service-invoice-2004.jpg": Paper(
        "J. Aldous, Watchmaker",
        "Clerkenwell, London",
        "Service invoice 2004/118",
        (
            ("Date", "22 April 2004"),
            ("Client", "A client in Surrey"),
            ("Watch", "Patek Philippe, 18 ct, small seconds"),
            ("Number in case", "671042"),
            ("Work", "Cleaned and oiled; mainspring, crown gasket"),
            ("Parts returned", "Mainspring"),
            ("Total", "£385.00"),
        ),
        "Case not polished at the client's wish.",
        "#f6efdd",
    ),
    "W0042-letter-1991.pdf": Paper(
        "Private collection",
        "London",
        "Letter L-91/3",
        (
            ("Date", "14 February 1991"),
            ("To", NAME),
            ("Piece", "Patek Philippe, reference 96"),
            ("Case number", "671042"),
            ("In the collection", "since 1951"),
            ("Bought in", "Genève, from a retailer"),
        ),
        "Written for the insurers, and given with the watch when it left the collection.",
        "#f3ede0",
    ),
    "W0042-extract-archives.png": Paper(
        "Registre des manufactures",
        "Rue du Lac 12, 1299 Genève",
        "Extract from the archives",
        (
            ("Reference", "96"),
            ("Movement number", "956 221"),
            ("Case number", "671042"),
            ("Case", "Yellow gold, 18 ct"),
            ("Dial", "Silvered, applied gold marks"),
            ("Made", "1951"),
            ("Sold", "4 December 1951, Genève"),
        ),
        "Drawn from the ledgers. It says nothing of the present condition of the watch.",
    ),
}


def scans() -> dict[str, bytes]:
    """Every scan by its file name."""
    return {name: _saved(_page(paper), name) for name, paper in PAPERS.items()}


def _page(paper: Paper) -> Image.Image:
    """A page as it came out of the scanner."""
    image = Image.new("RGB", SIZE, paper.tint)
    canvas = ImageDraw.Draw(image)
    canvas.text((500, 130), paper.issuer, font=font(46, "CormorantGaramond-Regular"), fill=INK, anchor="mm")
    canvas.text((500, 180), paper.address, font=font(20), fill=SOFT, anchor="mm")
    canvas.line([(440, 220), (560, 220)], fill="#5a2327", width=2)
    canvas.text((500, 300), paper.title, font=font(40, "CormorantGaramond-Regular"), fill=INK, anchor="mm")
    y = _lines(canvas, paper.lines)
    canvas.text((130, y + 60), paper.remark, font=font(21, "EBGaramond-Italic"), fill=SOFT, anchor="lm")
    canvas.line([(620, 1220), (870, 1220)], fill=LINE, width=2)
    canvas.text((745, 1244), "Signature", font=font(18), fill=SOFT, anchor="mm")
    _specimen(image)
    return image


def _lines(canvas: Canvas, lines: Sequence[tuple[str, str]]) -> int:
    """The lines of the paper, each over a hairline; where they end."""
    y = 400
    for label, text in lines:
        canvas.text((130, y), label, font=font(22), fill=SOFT, anchor="ls")
        canvas.text((400, y), text, font=font(26), fill=INK, anchor="ls")
        canvas.line([(130, y + 18), (870, y + 18)], fill=LINE, width=1)
        y += 66
    return y


def _specimen(image: Image.Image) -> None:
    """The word that keeps an invented paper from being taken for a real one."""
    stamp = Image.new("L", (900, 240), 0)
    ImageDraw.Draw(stamp).text(
        (450, 120), "SPECIMEN", font=font(150, "CormorantGaramond-Regular"), fill=70, anchor="mm"
    )
    turned = stamp.rotate(28, expand=True, resample=Image.Resampling.BICUBIC)
    place = ((SIZE[0] - turned.width) // 2, 940 - turned.height // 2)
    image.paste(Image.new("RGB", turned.size, "#5a2327"), place, turned)


def _saved(image: Image.Image, name: str) -> bytes:
    """The page in the format its name promises."""
    saved = BytesIO()
    if name.endswith(".png"):
        image.quantize(32).save(saved, "PNG", optimize=True)
    elif name.endswith(".pdf"):
        image.convert("L").save(saved, "PDF", resolution=120, title=name, creationDate=SCANNED, modDate=SCANNED)
    else:
        image.save(saved, "JPEG", quality=80)
    return saved.getvalue()
