"""Word files for tests: made by python-docx, or with a part put in as a hostile hand would."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from docx import Document

from toolkit.render import container

Change = Callable[[dict[str, bytes]], Mapping[str, bytes]]
_BODY = b"<w:body>"


def word(*paragraphs: str, header: str = "", footer: str = "", table: list[list[str]] | None = None) -> bytes:
    """A Word document with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    section = document.sections[0]
    if header:
        section.header.paragraphs[0].text = header
    if footer:
        section.footer.paragraphs[0].text = footer
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_xml(xml: str, *paragraphs: str) -> bytes:
    """A document whose text begins with raw XML."""
    parts = container.read(word(*paragraphs), "made")
    main = parts["word/document.xml"]
    assert _BODY in main
    return container.write({**parts, "word/document.xml": main.replace(_BODY, _BODY + xml.encode(), 1)})


def with_part(path: str, content: bytes, kind: str = "") -> bytes:
    """A document with a further part, and its content type where one is given."""
    parts = container.read(word("Dear {{ name }},"), "made")
    if kind:
        override = f'<Override PartName="/{path}" ContentType="{kind}"/></Types>'.encode()
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(b"</Types>", override)
    return container.write({**parts, path: content})


def with_relation(kind: str, target: str, mode: str = "External", owner: str = "document") -> bytes:
    """A document that points somewhere."""
    parts = container.read(word("Dear {{ name }},"), "made")
    path = f"word/_rels/{owner}.xml.rels"
    known = parts.get(
        path, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    item = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return container.write({**parts, path: known.replace(b"</Relationships>", item.encode())})


def split(document_xml: bytes, tag: str, *pieces: str) -> bytes:
    """A tag's run cut in pieces, as Word cuts what was typed and corrected."""
    runs = '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">'.join(
        pieces
    )
    assert tag.encode() in document_xml
    return document_xml.replace(tag.encode(), runs.encode())


def texts(data: bytes) -> list[str]:
    """The paragraphs of a document as python-docx reads them."""
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]
