"""The letter engine: what is typed in a register stays text, what a template may not say is refused before any data."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.office import converted
from tests.word_files import saved, split, texts, with_part, with_relation, with_xml, word
from toolkit.findings import ToolkitError
from toolkit.render import container
from toolkit.render.docx import Picture, Styled, Template, template
from toolkit.render.docx_language import language

OUTSIDE = Path(__file__).resolve().parents[2] / "shared" / "outside" / "docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"

ELSEWHERE = "/etc/passwd"

# Names as a register may hold them: each is printed as it is.
AS_TYPED = (
    "Van Cleef & Arpels", "Müller <private>", "</w:t></w:r></w:p>", "]]>", "&amp; &lt;b&gt;", """O’Neill "Jack" 'x'""",
    "منى العتيبي", "Zoe\u0308 d\u2019A\u0301vila", "x" * 80, "田中", '=HYPERLINK("http://x")', "$HOME %PATH% ${x}", "\\u0041 \\n",
    "{ name }", "# {name", "100 %", "<!--", "<?xml?>", "&#x41;", "N’Guyễn", "—",
)  # fmt: skip

# Signs of a template in data: never evaluated, by either way of making a letter.
INJECTED = (
    "{{ 7*7 }}", "{% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %}", "{{ config }}", "{{ self }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}", "{{ request.application.__globals__ }}", "{% include '/etc/passwd' %}", "{_{ 7*7 }_}",
    "{{ namespace.__init__.__globals__ }}", "{{ joiner() }}", "{{ range(10**9) }}", "{# comment #}", "{%p if 1 %}",
    "{% import 'os' as os %}{{ os }}", "{{ get_flashed_messages() }}", "{{ ''|attr('__class__') }}",
)  # fmt: skip

# Templates that try to run, read or fetch something.
HOSTILE_TAGS = (
    "{{ name.__class__ }}", "{{ name['__class__'] }}", "{{ name|attr('__class__') }}", "{{ name.upper() }}", "{{ 7*7 }}",
    "{{ 'a'*10**10 }}", "{{ range(10**9)|list }}", "{% for i in range(10**9) %}x{% endfor %}", "{{ name|safe }}", "{{ -1 }}",
    "{% autoescape false %}{{ name }}{% endautoescape %}", "{% include '/etc/passwd' %}", "{% import 'os' as os %}",
    "{% from 'os' import popen %}", "{% extends '/etc/passwd' %}", "{% set x = name %}", "{% macro m() %}{% endmacro %}",
    "{% call m() %}{% endcall %}", "{% filter upper %}x{% endfilter %}", "{% block a %}{% endblock %}", "{{ lipsum() }}",
    "{{ cycler.__init__.__globals__ }}", "{{ name[0:5] }}", "{{ '%s'|format(name) }}", "{{ name|pprint }}", "{{ 2**99999 }}",
    "{{ name|map(attribute='__class__')|list }}", "{{ name|center(10**9) }}", "{% for x in name recursive %}{{ loop(x) }}{% endfor %}",
    "{{ name|replace('a','<w:t>') }}", "{% do name %}", "{% debug %}", "{{ name|xmlattr }}", "{{ name is callable }}",
    "{{ loop.__init__ }}", "{{ ['a','b'][1+1] }}", "{{ {'a': 1} }}", "{{ namespace(a=1) }}",
)  # fmt: skip


def field(instruction: str) -> str:
    """A field of Word's own in a paragraph, its instruction cut in two as Word does."""
    half = len(instruction) // 2
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
        for part in (instruction[:half], instruction[half:])
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begin}{runs}{end}</w:p>"


HOSTILE_FILES: dict[str, Callable[[], bytes]] = {
    "includetext": lambda: with_xml(field(f'INCLUDETEXT "{ELSEWHERE}"')),
    "includepicture": lambda: with_xml(field('INCLUDEPICTURE "http://127.0.0.1:9/x.png" \\d')),
    "dde": lambda: with_xml(field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')),
    "link": lambda: with_xml(field("LINK Excel.Sheet.12 C:\\\\x.xlsx")),
    "quote": lambda: with_xml(field("QUOTE 67 58 92")),
    "file link": lambda: with_xml(field('HYPERLINK "file:///etc/passwd"')),
    "macrobutton": lambda: with_xml(field("MACROBUTTON AutoOpen click")),
    "simple": lambda: with_xml('<w:p><w:fldSimple w:instr=" DATABASE \\d x "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'),
    "clock": lambda: with_xml(field('DATE \\@ "d MMMM yyyy"')),
    "data in a field": lambda: with_xml(field('HYPERLINK "http://{{ name }}"')),
    "altChunk": lambda: with_xml('<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdX"/>'),
    "altChunk relation": lambda: with_relation("aFChunk", "afchunk.html", "Internal"),
    "attached template": lambda: with_relation("attachedTemplate", "http://127.0.0.1:9/evil.dotm", owner="settings"),
    "remote picture": lambda: with_relation("image", "http://127.0.0.1:9/x.png"),
    "share": lambda: with_relation("image", "\\\\\\\\127.0.0.1\\\\share\\\\x.png"),
    "ole": lambda: with_relation("oleObject", "file:///c:/x.xlsx"),
    "frame": lambda: with_relation("frame", "http://127.0.0.1:9/", owner="webSettings"),
    "subdocument": lambda: with_relation("subDocument", "file:///etc/passwd"),
    "script link": lambda: with_relation("hyperlink", "javascript:alert(1)"),
    "link to a field": lambda: with_relation("hyperlink", "http://x/%7B%7B%20name%20%7D%7D"),
    "vml picture": lambda: with_xml('<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://127.0.0.1:9/x"/></w:pict></w:r></w:p>'),
    "object": lambda: with_xml("<w:p><w:r><w:object/></w:r></w:p>"),
    "macros": lambda: with_part("word/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject"),
    "enclosed": lambda: with_part("word/embeddings/x.xlsx", b"x"),
    "activex": lambda: with_part("word/activeX/activeX1.xml", b"<x/>", "application/vnd.ms-office.activeX+xml"),
    "comments": lambda: with_part("word/comments.xml", f'<w:comments {W}><w:comment w:id="1"/></w:comments>'.encode(), f"{WORDS}.comments+xml"),
    "tracked": lambda: with_xml('<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>cheap</w:delText></w:r></w:del></w:p>'),
    "field elsewhere": lambda: with_part("word/glossary/document.xml", b"<x>{{ name }}</x>"),
    "entities": lambda: with_part("word/footnotes.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', f"{WORDS}.footnotes+xml"),
    "twice": lambda: with_part("WORD/document.xml", b"<x/>"),
    "climbing": lambda: with_part("../evil.xml", b"<x/>"),
    "not word": lambda: b"PK\x03\x04 nothing",
    "a text": lambda: b"Dear name",
}  # fmt: skip


def made(*paragraphs: str) -> Template:
    """A template of these paragraphs."""
    return template(word(*paragraphs), "letter.docx")


@pytest.mark.parametrize("name", [*AS_TYPED, *INJECTED])
def test_what_is_typed_stays_text(name: str) -> None:
    """By the quick way a value is printed as it was typed, or the letter is withheld; never is any of it evaluated."""
    try:
        filled = made("Dear {{ client.name }},", "end").fill({"client": {"name": name}})
    except ToolkitError as error:
        assert name in INJECTED
        assert error.code == "signs"  # noqa: PT017
        return
    assert texts(filled) == [f"Dear {name},", "end"]


@pytest.mark.parametrize("name", AS_TYPED)
def test_what_is_typed_stays_text_beside_a_styled_one(name: str) -> None:
    """The same by docxtpl's way."""
    filled = made("Dear {{ name }},", "{{r note }}", "end").fill({"name": name, "note": Styled(name, italic=True)})
    assert texts(filled) == [f"Dear {name},", name, "end"]


@pytest.mark.parametrize("tag", HOSTILE_TAGS)
def test_a_template_only_prints(tag: str) -> None:
    """Whatever calls, calculates, reads or sets is refused when the template is opened, with its paragraph."""
    refused = made("Dear {{ name }},", tag)
    assert refused.faults, tag
    assert "paragraph 2" in refused.faults[0].words
    with pytest.raises(ToolkitError):
        refused.fill({"name": "Ada"})


@pytest.mark.parametrize("what", HOSTILE_FILES)
def test_a_template_reaches_nothing_outside(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Macros, fields and links that run or fetch something are refused before any data is read, and nothing is fetched."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was opened"))
    try:
        refused = template(HOSTILE_FILES[what](), "letter.docx")
    except ToolkitError as error:
        assert "letter.docx" in str(error)  # noqa: PT017 - either of two refusals will do
        return
    assert refused.faults, what
    with pytest.raises(ToolkitError, match=re.escape(refused.faults[0].words)):
        refused.fill({"name": "Ada"})


def test_the_sandbox_holds_without_the_list() -> None:
    """Behind the list of what may be said stands an environment from which nothing of Python can be reached."""
    for tag in ("{{ name.__class__ }}", "{{ name.upper }}", "{{ facts.items }}", "{{ range }}", "{{ name|attr('x') }}"):
        with pytest.raises(Exception, match=r"undefined|No filter|no attribute|has no"):
            language().from_string(tag).render(name="Ada", facts={"a": "b"})


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_printed_or_refused(name: str) -> None:
    """No text whatever makes a damaged letter or another text."""
    try:
        filled = letter().fill({"name": name})
    except ToolkitError:
        return
    assert "Dear " + re.sub(r"\r\n|[\r\v\f\x85\u2028\u2029]", "\n", name) + "," == texts(filled)[0]


@cache
def letter() -> Template:
    """A letter with an address of any number of lines."""
    return made("Dear {{ name }},", "{% if lines %}{% for line in lines %}{{ line }} {% endfor %}{% endif %}")


def test_lines_of_an_address_break() -> None:
    """A line break in a cell is one in the letter; a tab too."""
    filled = letter().fill({"name": "12 Lane\r\nLondon\tW1", "lines": []})
    assert texts(filled)[0] == "Dear 12 Lane\nLondon\tW1,"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\ud800", "\ufffe"])
def test_signs_that_cannot_be_printed_are_refused(sign: str) -> None:
    """They would damage the file; the message names the field."""
    with pytest.raises(ToolkitError, match=r"client\.name holds a sign"):
        made("{{ client.name }}").fill({"client": {"name": f"A{sign}da"}})


@pytest.mark.parametrize("value", [None, True, ["Ada"], {"a": "b"}])
def test_only_texts_are_printed(value: object) -> None:
    """An empty fact, a yes or no, a list: none is printed as Python writes it."""
    with pytest.raises(ToolkitError):
        made("{{ name }}").fill({"name": value})


def test_a_name_nobody_supplied_stops_the_letter() -> None:
    """The message says the name, the paragraph and its words."""
    with pytest.raises(ToolkitError, match=r"no field 'client\.nme', in paragraph 2 \(“Dear {{ client.nme }},”\)"):
        made("Sirs", "Dear {{ client.nme }},").fill({"client": {"name": "Ada"}})


@pytest.mark.parametrize(
    "typed", ["Dear {{ name }", "Dear { name }}", "{% if name %}", "{% for x in %}", "{{ a b }}", "{{ }}"]
)
def test_a_broken_template_says_where(typed: str) -> None:
    """The paragraph and its words, before any data is read."""
    fault = made("First", typed).faults[0]
    assert "paragraph 2" in fault.words or typed == "{% if name %}"


def test_every_part_is_filled() -> None:
    """Header, footer, table, footnote, text box, split runs, curly quotes, an ampersand of the template's own."""
    data = word("Dear {{ name }} {% if kind == ‘a’ %}yes{% endif %},", header="{{ house }} & Co", footer="{{ house }}",
                table=[["{%tr for line in lines %}", ""], ["A & B {{ line.a }}", "{{ line.b }}"], ["{%tr endfor %}", ""]])  # fmt: skip
    parts = container.read(data, "made")
    parts["word/document.xml"] = split(parts["word/document.xml"], "{{ name }}", "{", "{ na", "me }", "}")
    filled = template(container.write(parts), "x").fill(
        {"name": "A & B", "kind": "a", "house": "Maison <A>", "lines": [{"a": "1", "b": "2"}, {"a": "3", "b": "&"}]}
    )
    document = Document(io.BytesIO(filled))
    assert document.paragraphs[0].text == "Dear A & B yes,"
    assert document.sections[0].header.paragraphs[0].text == "Maison <A> & Co"
    assert document.sections[0].footer.paragraphs[0].text == "Maison <A>"
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["A & B 1", "2"],
        ["A & B 3", "&"],
    ]


def test_the_quick_way_writes_what_docxtpl_writes() -> None:
    """Part by part the same XML."""
    data = word(
        "Dear {{ name }},",
        "{%p if more %}",
        "more",
        "{%p endif %}",
        "{%p for x in lines %}",
        "- {{ x }}",
        "{%p endfor %}",
        header="{{ name }}",
    )
    facts = {"name": "A & <B> “c”", "more": True, "lines": ["1", "2 & 3"]}
    document = DocxTemplate(io.BytesIO(data))
    document.render(facts, language(), autoescape=True)
    peer, ours = (container.read(each, "x") for each in (saved(document), template(data, "x").fill(facts)))
    assert list(peer) == list(ours)
    for path in ("word/document.xml", "word/header1.xml"):
        assert etree.tostring(etree.fromstring(peer[path]), method="c14n") == etree.tostring(
            etree.fromstring(ours[path]), method="c14n"
        )


def test_same_facts_same_bytes() -> None:
    """Stamps of 1980, every part whole; the same by both ways."""
    for one, facts in ((letter(), {"name": "Ada", "lines": []}), (made("{{r name }}"), {"name": Styled("Ada")})):
        first, second = one.fill(facts), one.fill(facts)
        assert first == second
        with zipfile.ZipFile(io.BytesIO(first)) as package:
            assert package.testzip() is None
            assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_picture_and_a_styled_text() -> None:
    """A signature's picture stands in the letter; a plain text in the place of a styled one is refused."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 10), "white").save(out, "PNG")
    filled = made("{{ signature }}", "{{r note }}").fill(
        {"signature": Picture(out.getvalue(), 30), "note": Styled("x")}
    )
    assert any(name.startswith("word/media/") for name in container.names(filled))
    with pytest.raises(ToolkitError, match="plain text"):
        made("{{r note }}").fill({"note": "x"})


def test_libreoffice_opens_a_letter(tmp_path: Path) -> None:
    """Opened and converted, the text is there whole."""
    filled = letter().fill({"name": "Van Cleef & Arpels <private>\nمنى Zoe\u0308", "lines": ["x"]})
    read = converted({"letter.docx": filled}, tmp_path, "txt")["letter.docx"].decode("utf-8-sig")
    assert "Dear Van Cleef & Arpels <private>\nمنى Zoe\u0308," in read


@pytest.mark.parametrize(
    "path", sorted(OUTSIDE.glob("*.docx")) or [None], ids=lambda path: path.name if path else "none"
)
def test_every_field_of_foreign_templates_is_found(path: Path | None) -> None:
    """Samples of docxtpl and of mail merge: every tag in their XML is listed or refused, every merge field is refused."""
    if path is None:
        pytest.skip("the foreign templates stand in ../shared/outside/docx")
    data = path.read_bytes()
    found = template(data, path.name)
    names = {each.name for each in found.fields}
    patch = DocxTemplate(io.BytesIO()).patch_xml
    for name, content in container.read(data, path.name).items():
        if name.startswith("word/") and name.endswith(".xml"):
            text = content.decode("utf-8", "replace")
            printed = re.findall(r"\{\{\s*([a-zA-Z_][\w.]*)\s*(?:\|[^}]*)?\}\}", patch(text))
            assert {one for one in printed if one not in {"k", "v"}} <= names
            for merged in re.findall(r"MERGEFIELD\s+(\w+)", text):
                assert any(merged in fault.words for fault in found.faults)
