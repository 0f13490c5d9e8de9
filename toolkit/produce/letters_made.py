"""A letter made from its occasion: composed, set in its template, read again; and the draft that lies on the disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from toolkit.files import read_only, standing
from toolkit.findings import ToolkitError
from toolkit.letters.compose import compose
from toolkit.letters.letter import Hold, Letter, Occasion
from toolkit.letters.likeness import Draft
from toolkit.letters.sentences import sentences
from toolkit.produce.letters_drafted import Difference, differences
from toolkit.produce.letters_kept import kept
from toolkit.produce.reading import Checked
from toolkit.render.docx import Template, refuse, template
from toolkit.render.docx_text import Shown, plain, shown
from toolkit.templates import template as template_path

FOLDER = "letter_templates"
_DAYS = ("nth", "years", "day", "since")
"""What an occasion tells of its day: it differs from letter to letter, and makes none personal."""
_ANY = "…"


@dataclass(frozen=True, slots=True)
class Made:
    """A letter as registers and template give it. Without ``data`` it could not be set, and a hold says why."""

    letter: Letter
    data: bytes = b""
    shown: Shown | None = None
    fixed: tuple[str, ...] = ()

    @property
    def barred(self) -> tuple[Hold, ...]:
        """What no person's word can release."""
        return tuple(hold for hold in self.letter.holds if hold.final)

    @property
    def is_note(self) -> bool:
        """Whether its template leaves every word to the adviser."""
        return self.letter.template.startswith("personal-note")

    @property
    def text(self) -> str:
        """Everything a reader sees, envelope included."""
        return self.with_envelope(self.shown.text if self.shown else "")

    def with_envelope(self, text: str) -> str:
        """A text of the letter with the lines of its envelope."""
        return plain("\n".join((text, *self.letter.address)))

    @property
    def facts(self) -> tuple[str, ...]:
        """The texts that are the client's alone: her piece, the work done for her. A day is not: others share it."""
        context = self.letter.context
        hers = [*_below(context, "piece").values(), context.get("work"), _below(context, "also").get("piece")]
        return tuple(dict.fromkeys(text for text in hers if isinstance(text, str) and text))

    def draft(self, mark: str, client: str, body: str, own: str) -> Draft:
        """The letter as it is compared with others."""
        client_record = self.letter.occasion.client.client
        named = (client_record.title, client_record.first_name, client_record.surname, client_record.company)
        said = (self.letter.context.get(name) for name in ("date", "adviser", "close"))
        days = [_below(self.letter.context, "occasion").get(name) for name in _DAYS]
        days += [_below(self.letter.context, "also").get(name) for name in ("birthday", "day", "years")]
        other = (self.letter.addressee, self.letter.salutation, *map(str, (*said, *filter(None, days))),
                 *self.letter.address, *named)  # fmt: skip
        return Draft(mark, client, body, own, tuple(dict.fromkeys(filter(None, other))), self.facts, self.fixed)


class Maker:
    """Makes letters; a template is opened once."""

    def __init__(self, checked: Checked) -> None:
        """Know the registers."""
        self._checked = checked
        self._templates: dict[str, Template | ToolkitError] = {}
        self._cases: dict[tuple[str, str], tuple[str, ...]] = {}

    def letter(self, occasion: Occasion, own: str, at: datetime) -> Letter:
        """The letter as it is composed, before it is set."""
        return compose(occasion, self._checked.registers, self._checked.house, at, own)

    def make(self, occasion: Occasion, own: str, at: datetime) -> Made:
        """The letter for an occasion, dated ``at`` or on the last day to write it."""
        letter = self.letter(occasion, own, at)
        made = Made(letter)
        if made.barred:
            return made
        try:
            one = self._template(letter.template)
            data = one.fill(letter.context)
            return Made(letter, data, shown(data, letter.template), self._fixed(one, letter))
        except ToolkitError as error:
            # What the words lack says it better than the template that needs them.
            lacking = tuple(replace(hold, final=True) for hold in letter.holds)
            found = lacking or (Hold("template", error.message.rstrip("."), error.hint),)
            return Made(replace(letter, holds=found))

    def _template(self, name: str) -> Template:
        found = self._templates.get(name)
        if found is None:
            try:
                found = template(read_only(template_path(name, FOLDER, self._checked.house.folder)), name)
                refuse(found)
            except ToolkitError as error:
                found = error
            self._templates[name] = found
        if isinstance(found, ToolkitError):
            raise found
        return found

    def _fixed(self, one: Template, letter: Letter) -> tuple[str, ...]:
        """What the template says to everybody in this case: the same letter with three dots for each fact."""
        context = dict(letter.context) | {
            "own": [],
            "salutation": _ANY,
            "close": _ANY,
            "adviser": _ANY,
            "date": _ANY,
            "address": [_ANY],
        }
        told = dict(_below(context, "occasion"))
        context["occasion"] = told | {name: _ANY for name in _DAYS if told.get(name)}
        context["piece"] = dict.fromkeys(_below(context, "piece"), _ANY)
        context["also"] = {name: text and _ANY for name, text in _below(context, "also").items()}
        context["work"] = _ANY if context.get("work") else ""
        case = (letter.template, json.dumps(context, sort_keys=True))
        if case not in self._cases:
            self._cases[case] = sentences(shown(one.fill(context), letter.template).body)
        return self._cases[case]


def _below(context: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = context.get(name)
    return found if isinstance(found, Mapping) else {}


@dataclass(frozen=True, slots=True)
class Lying:
    """A letter as it lies: the draft in its folder where a person edited it, else as it was made.

    ``since`` is what changed in the registers since the draft that was edited; ``wrong`` is why it cannot be used.
    """

    data: bytes
    text: str
    body: str
    path: Path
    edited: bool = False
    differences: tuple[Difference, ...] = ()
    since: tuple[Difference, ...] = ()
    wrong: tuple[Hold, ...] = ()


def lying(house: Path, mark: str, usual: Path, made: Made) -> Lying:
    """The draft of a letter that was made. A file that says what we drafted, or would draft now, is nobody's edit."""
    assert made.shown is not None
    ours = kept(house, mark)
    now = made.shown.text
    fresh = Lying(made.data, made.text, made.shown.body, usual)
    path, data = _found(house, [house / one.path for one in ours], usual)
    fresh = replace(fresh, path=path)
    if data is None or data == made.data:
        return fresh
    try:
        read = shown(data, path.name)
    except ToolkitError as error:
        hold = Hold(
            "draft", f"the draft {path.name} cannot be read: {error.message}", "Close it in Word, or delete the file."
        )
        return replace(fresh, edited=True, data=data, wrong=(hold,))
    if read.text == now:  # saved again in Word: her fonts and margins stay
        return replace(fresh, data=data, wrong=_faults(read))
    if read.text in [one.text for one in ours]:
        return fresh
    return Lying(
        data, made.with_envelope(read.text), read.body, path, edited=True, differences=differences(now, read.text),
        since=differences(ours[0].text, now) if ours else (), wrong=_faults(read),
    )  # fmt: skip


def _found(house: Path, places: list[Path], usual: Path) -> tuple[Path, bytes | None]:
    """Where a draft stands and its bytes: where it was drafted last, else where it would be now."""
    for path in dict.fromkeys((*places, usual)):
        if path.is_relative_to(house) and (data := standing(path)) is not None:
            return path, data
    return usual, None


def _faults(read: Shown) -> tuple[Hold, ...]:
    return tuple(Hold("draft", f"of the draft: {fault.words.rstrip('.')}", fault.hint) for fault in read.faults)
