"""Makes letter_templates/*.docx: the letters the house starts from and restyles in Word.

Letterhead, one page, the adviser's block, the line by which a client may say no. The faces are the house's own, with
Garamond and Georgia named for a computer that lacks them.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from toolkit.render import container
from tools.letter_texts import FOOT, LETTERS, RIGHTS

FOLDER = Path(__file__).resolve().parents[1] / "letter_templates"
INK, SOFT = RGBColor(0x1D, 0x1B, 0x18), RGBColor(0x6D, 0x66, 0x5C)
TEXT, DISPLAY, ARABIC = "EB Garamond", "Cormorant Garamond", "Amiri"
LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
TAG = "{%p"
_FONTS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {nsdecls("w")}>
<w:font w:name="{TEXT}"><w:altName w:val="Garamond"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="{DISPLAY}"><w:altName w:val="Georgia"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="{ARABIC}"><w:altName w:val="Traditional Arabic"/><w:family w:val="roman"/></w:font>
</w:fonts>"""
_SETTINGS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat></w:settings>"""


def name(kind: str, language: str) -> str:
    """The file of a letter."""
    return f"{kind}.docx" if language == "en" else f"{kind}.{language}.docx"


def make(kind: str, language: str) -> bytes:
    """A letter's template."""
    document: Any = Document()
    _page(document.sections[0])
    _style(document, language)
    _head(document.sections[0])
    for text in ("{%p for line in address %}", "{{ line }}", "{%p endfor %}"):
        _line(document, text, after=0)
    _line(document, "{{ date }}", before=30, after=20, colour=SOFT)
    _line(document, "{{ salutation }}", after=11)
    for text in LETTERS[language][kind]:
        if text == "BLANK":  # room for words written by hand
            for _ in range(7):
                _line(document, "", after=11)
        else:
            _line(document, text, after=0 if text.startswith(TAG) else 11)
    _line(document, "{{ close }}", before=4, after=46, keep=True)
    _line(document, "{{ adviser }}", after=0, keep=True)
    _line(document, "{{ house.name }}", after=0, size=9.5, colour=SOFT)
    _foot(document.sections[0], language)
    document.core_properties.author = document.core_properties.title = document.core_properties.comments = ""
    return _package(document)


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(34)
    section.top_margin, section.bottom_margin = Mm(56), Mm(38)
    section.header_distance, section.footer_distance = Mm(30), Mm(12)


def _style(document: Any, language: str) -> None:
    """Every paragraph's look: the house's face, 11.6 on 17 points, ink, the language for the speller."""
    style = document.styles["Normal"]
    style.font.name, style.font.size, style.font.color.rgb = TEXT, Pt(11.5), INK
    style.paragraph_format.line_spacing, style.paragraph_format.space_after = Pt(17), Pt(0)
    style.paragraph_format.widow_control = True
    properties = style.element.get_or_add_rPr()
    faces = properties.get_or_add_rFonts()
    for part in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        faces.set(qn(part), TEXT)
    faces.set(qn("w:cs"), ARABIC)
    words = OxmlElement("w:lang")
    words.set(qn("w:val"), LANGUAGES[language])
    words.set(qn("w:bidi"), "ar-SA")
    properties.append(words)


def _line(  # noqa: PLR0913 - one look of a line, each part named at the call
    holder: Any,
    text: str,
    *,
    before: float = 0,
    after: float = 0,
    size: float = 0,
    colour: RGBColor | None = None,
    keep: bool = False,
) -> Any:
    paragraph = holder.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    paragraph.paragraph_format.keep_with_next = keep or None
    run = paragraph.add_run(text)
    if size:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return paragraph


def _head(section: Any) -> None:
    """The house's name, in capitals set wide apart."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run("{{ house.name }}")
    run.font.name, run.font.size, run.font.all_caps, run.font.color.rgb = DISPLAY, Pt(15), True, INK
    run._element.rPr.rFonts.set(qn("w:cs"), ARABIC)  # noqa: SLF001 - python-docx has no name for it
    wide = OxmlElement("w:spacing")
    wide.set(qn("w:val"), "102")  # twentieths of a point: a third of the letter's size
    run._element.rPr.append(wide)  # noqa: SLF001


def _foot(section: Any, language: str) -> None:
    """Where the house is, and how to say no."""
    foot = section.footer
    first = foot.paragraphs[0]
    first.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for paragraph, text, size in ((first, FOOT[language], 8.5), (foot.add_paragraph(), RIGHTS[language], 8)):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(size + 3), Pt(3)
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(size), SOFT


def _package(document: Any) -> bytes:
    """The file, without what python-docx's own template brings along, the same every time."""
    out = io.BytesIO()
    document.save(out)
    parts = container.read(out.getvalue(), "letter")
    parts = {
        path: content for path, content in parts.items() if not path.startswith(("customXml", "docProps/thumbnail"))
    }
    parts["word/fontTable.xml"], parts["word/settings.xml"] = _FONTS.encode(), _SETTINGS.encode()
    for path in ("_rels/.rels", "word/_rels/document.xml.rels"):
        parts[path] = _without_lost(parts[path])
    return container.write(parts)


def _without_lost(relations: bytes) -> bytes:
    """Relations without those to parts that were left out."""
    from lxml import etree

    root = etree.fromstring(relations)
    for item in list(root):
        if "customXml" in item.get("Target", "") or "thumbnail" in item.get("Target", ""):
            root.remove(item)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def main() -> None:
    """Write every template."""
    for language, letters in LETTERS.items():
        for kind in letters:
            (FOLDER / name(kind, language)).write_bytes(make(kind, language))


if __name__ == "__main__":
    main()
