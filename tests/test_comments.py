"""Comments: notes, rich notes, threads with replies."""

from __future__ import annotations

from tests.raw_workbooks import MAIN, relations, sheet, workbook
from toolkit.readers.excel import read_workbook


def test_threads_replace_the_note_that_stands_for_them() -> None:
    """A thread is read with its replies; a plain note is read whole, runs joined, phonetic guides left out."""
    notes = (
        f'<comments xmlns="{MAIN}"><authors><author/></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>[Threaded comment] Your version of Excel...</t></text></comment>'
        '<comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t>Anne:</t></r><r><t xml:space="preserve">\ndeceased 2/24</t></r>'
        "<rPh><t>アン</t></rPh></text></comment></commentList></comments>"
    )
    threads = (
        '<ThreadedComments xmlns="t"><threadedComment ref="A1" id="1"><text>Sold?</text></threadedComment>'
        '<threadedComment ref="A1" id="2" parentId="1"><text>Yes, to M.</text></threadedComment></ThreadedComments>'
    )
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            comments="../comments1.xml", threadedComment="../threads/one.xml"
        ),
        "xl/comments1.xml": notes,
        "xl/threads/one.xml": threads,
    }
    grid = read_workbook(workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), more=more), "Stock.xlsx")[0]
    assert grid.marks.comments == {(1, 1): "Sold?\nYes, to M.", (2, 2): "Anne:\ndeceased 2/24"}
