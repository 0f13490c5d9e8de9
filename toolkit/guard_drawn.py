"""What is drawn on a PDF's pages, read back: each drawn part on a page of its own, with its faces and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from toolkit.guard_words import Text

BAR = "\u2016"
"""Stands between words that do not belong together."""

INLINE = re.compile(rb"<<[^<>(#]*[(<#]")
"""Words that stand beside drawn text in its own stream."""


def draw(probe: Any, data: bytes, source: Any, resources: Any) -> None:
    """Put one drawn part on a page of its own, with its faces and nothing else."""
    from pikepdf import Dictionary, Name

    page = probe.add_blank_page(page_size=(1200, 1200))
    page.obj.Contents = probe.make_stream(data)
    faces = resources.get("/Font") if resources is not None else None
    if faces is not None:
        whole = faces if faces.is_indirect else source.make_indirect(faces)
        page.obj.Resources = Dictionary(Font=probe.copy_foreign(whole))
    page.obj[Name.MediaBox] = [-14000, -14000, 14000, 14000]


def read(wheres: list[str], data: bytes) -> Iterator[Text]:
    """The text of each page as PDFium reads it."""
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    try:
        for number, where in enumerate(wheres):
            page = file[number]
            letters = page.get_textpage()
            yield Text(where, letters.get_text_range())
            letters.close()
            page.close()
    finally:
        file.close()


def without_inline(data: bytes) -> tuple[str, bytes]:
    """The words that stand beside drawn text in its own stream, and the stream without them.

    A reader would show such words instead of what is drawn.
    """
    import pikepdf

    words: list[str] = []
    kept: list[Any] = []
    holder = pikepdf.Pdf.new()  # the stream lives as long as its file
    for instruction in pikepdf.parse_content_stream(holder.make_stream(data)):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            continue
        operands = list(instruction.operands)
        if str(instruction.operator) in {"BDC", "DP"} and isinstance(operands[-1], pikepdf.Dictionary):
            words += [str(value) for value in dict(operands[-1]).values() if isinstance(value, pikepdf.String)]
            operands[-1] = pikepdf.Dictionary()
        kept.append((operands, instruction.operator))
    return f" {BAR} ".join(words), pikepdf.unparse_content_stream(kept)
