"""Letters from Word templates by docxtpl's rules: checked whole when opened, then filled a thousand times a second.

docxtpl opens and parses the file for every letter. Here its patched XML is compiled once, parts without fields are
deflated once, and a letter costs what its own words cost. A styled text or a picture is docxtpl's own work: a letter
that holds one is made by docxtpl. Both ways end in the same checks, and in a package of the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jinja2 import Template as Compiled
from jinja2 import TemplateError, TemplateSyntaxError, nodes
from lxml import etree

from toolkit.findings import ToolkitError
from toolkit.render import container
from toolkit.render.docx_language import LINES, SIGNS, UNPRINTABLE, forbidden, language
from toolkit.render.docx_names import Used, uses
from toolkit.render.docx_package import Fault, Opened, Part, opened
from toolkit.render.docx_paragraphs import TAG, Tag, tags, word_fields
from toolkit.render.sheet import PARSER, local

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_OPENING = re.compile(r"\{\{|\{%|\{#")
# What docxtpl does after jinja2: texts with a look of their own, and columns of tables counted anew.
_DOCXTPL = re.compile(r"\{\{(?:r|p|tr|tc)\s|\{%(?:tc\s|\s*(?:colspan|cellbg|hm|vm)\b)")
_GRAMMAR = "A letter takes {{ name }}, {% if name %} … {% endif %} and {% for one in list %} … {% endfor %}."
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HOLDS_TEXT = frozenset({"t", "instrText", "delText"})


@dataclass(frozen=True, slots=True)
class Styled:
    """A text with a look of its own, for a tag ``{{r name }}``."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG or JPEG) so many millimetres wide."""

    data: bytes
    width: float


@dataclass(frozen=True, slots=True)
class Template:
    """A checked template. ``fields`` are the names it uses, ``faults`` why it cannot be used; fill it only without."""

    name: str
    fields: tuple[Used, ...]
    faults: tuple[Fault, ...]
    _data: bytes
    _compiled: Mapping[str, Compiled] = field(default_factory=dict)
    _still: Mapping[str, container.Packed] = field(default_factory=dict)
    _slow: bool = False

    def fill(self, context: Mapping[str, object]) -> bytes:
        """A letter. Raises ToolkitError for a fault, a name nobody supplied, or a value that cannot be printed."""
        refuse(self)
        rich: list[object] = []
        facts = {name: _fact(value, name, rich) for name, value in context.items()}
        try:
            parts = self._by_docxtpl(facts) if rich or self._slow else self._quickly(facts)
        except TemplateError as error:
            raise ToolkitError(f"{self.name}: {_missing(self, str(error))}",
                               "boutique fields lists the names there are.", code="template") from error  # fmt: skip
        return container.join(parts)

    def _quickly(self, facts: Mapping[str, object]) -> dict[str, container.Packed]:
        parts = dict(self._still)
        for path, compiled in self._compiled.items():
            made = _HEAD + compiled.render(facts).encode()
            _check(made, self.name, styled=False)
            parts[path] = container.pack(made)
        return parts

    def _by_docxtpl(self, facts: Mapping[str, object]) -> dict[str, container.Packed]:
        from docxtpl import DocxTemplate

        document = DocxTemplate(io.BytesIO(self._data))
        document.init_docx()
        document.render({name: _rich(value, document) for name, value in facts.items()}, language(), autoescape=True)
        out = io.BytesIO()
        document.save(out)
        parts = container.read(out.getvalue(), self.name)
        for path in self._compiled:
            _check(parts[path], self.name, styled=True)
        return {path: container.pack(content) for path, content in parts.items()}


def template(data: bytes, name: str) -> Template:
    """A template opened and checked, what is wrong with it in its faults. Raises ToolkitError for no Word file."""
    package = opened(data, name)
    faults, fields = list(package.faults), list[Used]()
    sources: dict[str, str] = {}
    slow = False
    for part in package.texts:
        typed, wrong = tags(part)
        faults += [*wrong, *word_fields(part)]
        slow = slow or any(_DOCXTPL.match(tag.text) for tag in typed)
        if not typed or wrong:
            continue
        source = _patched(part)
        tree, told = _read(source, typed)
        faults += told
        if tree is not None:
            fields += uses(tree, typed if _known(source, typed) else [], part.where)
            sources[part.path] = source
    compiled = {} if faults else {path: language().from_string(source) for path, source in sources.items()}
    still = {} if faults else _packed(package, compiled)
    return Template(name, tuple(dict.fromkeys(fields)), tuple(dict.fromkeys(faults)), data, compiled, still, slow)


def refuse(one: Template) -> None:
    """Raise ToolkitError for a template with faults: the first, and how many there are beside."""
    if one.faults:
        first, *others = one.faults
        more = f" And {len(others)} more: see boutique fields {one.name}." if others else ""
        raise ToolkitError(f"{one.name}: {first.words}{more}", first.hint, code="template")


def _packed(package: Opened, compiled: Mapping[str, Compiled]) -> dict[str, container.Packed]:
    """Every part deflated; those with fields keep their place in the file until a letter fills them."""
    return {path: container.pack(b"" if path in compiled else content) for path, content in package.parts.items()}


def _patched(part: Part) -> str:
    """The XML of a part as docxtpl makes it readable for jinja2."""
    from docxtpl import DocxTemplate

    xml = etree.tostring(part.root, encoding="unicode").replace("\n", " ")
    return str(DocxTemplate(io.BytesIO()).patch_xml(xml))


def _read(source: str, typed: list[Tag]) -> tuple[nodes.Template | None, list[Fault]]:
    """The template understood, each tag on a line of its own so that a line says which it is; and what is wrong."""
    told = typed if _known(source, typed) else []
    try:
        tree = language().parse(TAG.sub(r"\n\g<0>", source))
    except TemplateSyntaxError as error:
        return None, [_fault(f"{error.message or 'it cannot be read'}", error.lineno, told)]
    return tree, [_fault(why, line, told) for line, why in forbidden(tree)]


def _known(source: str, typed: list[Tag]) -> bool:
    """Whether docxtpl left as many tags as were typed, so that they can be told apart by their order."""
    return len(_OPENING.findall(source)) == len(typed)


def _fault(why: str, line: int | None, typed: list[Tag]) -> Fault:
    known = line is not None and 2 <= line < len(typed) + 2
    where = f" in {typed[line - 2].paragraph.called}" if line and known else ""
    return Fault(f"The template says what it may not{where}: {why.rstrip('.')}.", _GRAMMAR)


def _fact(value: object, name: str, rich: list[object]) -> object:
    """A value a letter may hold; every text is looked at, for one sign that cannot be printed would spoil the file."""
    if isinstance(value, str):
        clean = LINES.sub("\n", value)
        if UNPRINTABLE.search(clean):
            raise ToolkitError(f"{name} holds a sign that cannot be printed: {value!r}.",
                               "Type the cell again by hand.", code="unprintable")  # fmt: skip
        if SIGNS.search(clean):
            raise ToolkitError(f"{name} holds signs of a template: {value!r}.",
                               "Type the words themselves into the cell.", code="signs")  # fmt: skip
        return clean
    if isinstance(value, Mapping):
        return {key: _fact(each, f"{name}.{key}", rich) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_fact(each, name, rich) for each in value]
    if isinstance(value, Styled | Picture):
        rich.append(value)
        return replace(value, text=str(_fact(value.text, name, rich))) if isinstance(value, Styled) else value
    if value is None or isinstance(value, int):
        return value
    raise ToolkitError(f"{name} is no text.", "A letter is given texts only.", code="template")


def _rich(value: object, document: DocxTemplate) -> Any:
    """Styled texts and pictures as docxtpl wants them, wherever they stand."""
    from docx.shared import Mm
    from docxtpl import InlineImage, RichText

    if isinstance(value, Styled):
        return RichText(value.text, bold=value.bold, italic=value.italic)
    if isinstance(value, Picture):
        return InlineImage(document, io.BytesIO(value.data), width=Mm(value.width))
    if isinstance(value, Mapping):
        return {key: _rich(each, document) for key, each in value.items()}
    return [_rich(each, document) for each in value] if isinstance(value, list) else value


def _check(made: bytes, name: str, *, styled: bool) -> None:
    """Raise ToolkitError unless a filled part is well-formed, has no tag left, and no words where Word shows none."""
    try:
        root = etree.fromstring(made, PARSER)
    except etree.XMLSyntaxError as error:
        raise _spoilt(f"{name}: a field stands where no text can ({error}).", "Move it into the text.") from error
    if _OPENING.search(made.decode()):
        raise _spoilt(f"{name}: a field was left as it is.", "Look for doubled braces.")
    if styled and any(
        (element.tail or "").strip() or ((element.text or "").strip() and local(element) not in _HOLDS_TEXT)
        for element in root.iter("{*}body", "{*}p", "{*}r", "{*}t", "{*}tbl", "{*}tr", "{*}tc")
    ):
        raise _spoilt(f"{name}: a tag such as {{{{r name }}}} was given a plain text.", "Write {{ name }}.")


def _spoilt(words: str, hint: str) -> ToolkitError:
    return ToolkitError(words, hint, code="template")


def _missing(one: Template, said: str) -> str:
    """What jinja2 says of a name nobody supplied, with the paragraph that uses it."""
    found = re.search(r"'([^']+)' is undefined|no attribute '([^']+)'", said)
    name = next(filter(None, found.groups()), "") if found else ""
    at = next((each for each in one.fields if name and each.name.split(".")[-1].split("[")[0] == name), None)
    what = at.name if at else name
    where = f", in {at.paragraph.called}" if at and at.paragraph else ""
    return f"there is no field {what!r}{where}." if name else f"{said}."
