"""A page with all that a dossier may hold, for the tests of PDFs made to last."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

import page as validation
from PIL import Image

from toolkit.render.archive import Attachment, archive
from toolkit.render.pdf import Page, pdf

AT = datetime(2026, 10, 31, 18, tzinfo=UTC)
IDENTIFIER = "D-2026-0042 revision 1"
FACTS = Attachment("facts.json", b'{"stock_no":"W0042"}', "application/json", "Data", "The facts of this dossier")
SCAN = Attachment(
    "E1 Facture d’achat.txt",
    b"Invoice 17\n",
    "text/plain",
    "Supplement",
    "Evidence E1",
    datetime(2019, 5, 4, tzinfo=UTC),
)
STYLE = """<style>
@page { size: A4; margin: 24mm; @bottom-left { content: "Maison Aurelle" }
  @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
html { font-family: "EB Garamond", "Cormorant Garamond", Amiri; font-size: 10.5pt }
h1 { font-family: "Cormorant Garamond"; font-weight: 400; background: #eee; border-bottom: .5pt solid #5a2327 }
.fn { float: footnote }
.soft { opacity: .5 }
</style>"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60" viewBox="0 0 300 60">
<title>Owners from 1957 to 2026</title><rect x="10" y="20" width="100" height="10" fill="#5a2327"/>
<text x="10" y="15" font-family="EB Garamond" font-size="10">1957</text></svg>"""


@cache
def photograph() -> str:
    """A small photograph as a data URI."""
    image = Image.linear_gradient("L").resize((300, 200)).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"


def body(piece: str = "W0042", rows: int = 3) -> str:
    """Headings, links, a figure, a footnote, a drawing, a table, lists, two languages."""
    lines = "".join(f"<tr><th scope='row'>Register {n}</th><td>2026-10-12</td><td>None</td></tr>" for n in range(rows))
    return f"""<h1>Provenance dossier {piece}</h1>
<p>Wristwatch, <i>steel</i>. See <a href="#checks">the checks</a>, or <a href="https://example.org/">the laboratory</a>.</p>
<figure><img src="{photograph()}" alt="The watch, dial side" width="300" height="200"><figcaption>Dial</figcaption></figure>
<h2>Ownership</h2><p>Private collection, London;<span class="fn">Stated by the seller.</span> the present house.</p>
{DRAWING}
<h2 id="checks">Checks</h2>
<table><caption>Registers searched</caption><thead><tr><th scope="col">Register</th><th scope="col">Date</th>
<th scope="col">Outcome</th></tr></thead><tbody>{lines}<tr><th scope="row">Other</th><td colspan="2">none</td></tr></tbody></table>
<h3>What comes with it</h3><ul><li>Box</li><li>Papers<ol><li>Card</li></ol></li></ul>
<dl><dt>Serial</dt><dd>84E61234</dd></dl><p lang="fr" class="soft">Vendue « en l’état ».</p>"""


def html(content: str) -> str:
    """A whole page around a body."""
    return f'<!DOCTYPE html><html lang="en"><head><title>T</title>{STYLE}</head><body>{content}</body></html>'


def sheet(content: str | None = None) -> bytes:
    """The page as a PDF, not yet finished."""
    return pdf(
        html(body() if content is None else content),
        identifier=IDENTIFIER,
        title="Dossier W0042",
        language="en",
        variant="archive",
    )


@cache
def finished() -> bytes:
    """The page made to last, with two attachments."""
    return archive(sheet(), (FACTS, SCAN), identifier=IDENTIFIER, at=AT, author="Maison Aurelle & Sons")


def dossiers(count: int) -> Iterable[Page]:
    """So many pages, one a piece, each made when it is asked for."""
    for number in range(count):
        yield Page(html(body(f"W{number:04d}")), f"D-2026-{number:04d}", "Dossier", "en", variant="archive")


def breaches(made: bytes) -> list[str]:
    """What a PDF breaks of PDF/A-3a and PDF/UA-1."""
    reports = [validation.validate_pdf_bytes(made, profile=profile) for profile in ("3a", "ua-1")]
    return [f"{failure.rule_id} {failure.message}" for report in reports for failure in report.failures]
