"""The bases of value of two schedules beside each other: which classes of pieces stand on another one now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.other_records import Listed
from toolkit.reconcile.schedule_lines import LastSchedule
from toolkit.render.basis_words import line_words, stated_then
from toolkit.render.reasons import REASONS
from toolkit.reports.insurance import Line, Schedule
from toolkit.settings import BASIS_FIELDS
from toolkit.valued import basis

_KEYS: Mapping[str, str] = {
    words: key for key, said in REASONS.items() if key.startswith(("basis-", "vat-")) for words in said
}


@dataclass(frozen=True, slots=True)
class Bases:
    """What either schedule states as its basis of value, by ownership or category of own stock, in its own words."""

    then: Mapping[str, str]
    now: Mapping[str, str]
    language_then: str
    language: str

    @classmethod
    def of(cls, opening: LastSchedule, made: Schedule) -> Bases:
        """The bases of two schedules."""
        return cls(opening.basis, dict(made.basis), opening.language, made.language)

    def of_line(self, listed: Listed, line: Line) -> tuple[str, str] | None:
        """The basis of one line then and now in words, where it changed: the line's own, else that of its class."""
        old, new = basis(listed.basis or ""), basis(line.basis)
        if old and new:
            words = (line_words(old.key, self.language).lower(), line_words(new.key, self.language).lower())
            return words if old != new else None
        return self.changed(line.ownership, line.category)

    def field_then(self, listed: Listed, words: str) -> str | None:
        """The field of the stock register that has a line's value on its old basis; None where several may."""
        old = basis(listed.basis or "")
        if old:
            return None if old.percent else old.field
        return BASIS_FIELDS.get(_KEYS.get(words, "").removeprefix("basis-"))

    def changed(self, ownership: str, category: str) -> tuple[str, str] | None:
        """The basis of a class then and now, in words of this schedule's language; None where they do not differ.

        What neither stated, or stated in words of another language that cannot be told, is no change.
        """
        then, now = (_stated(side, ownership, category) for side in (self.then, self.now))
        then = in_language(then, self.language_then, self.language)
        return (then, now) if then and now and then != now else None

    def every(self) -> Iterator[tuple[str, str, str]]:
        """Each class whose basis changed, with its words then and now."""
        for name in sorted({*self.then, *self.now}):
            changed = self.changed(name, "") if name in self.then else None
            if changed:
                yield name, *changed


def _stated(side: Mapping[str, str], ownership: str, category: str) -> str:
    return stated_then(side, category) if ownership == "owned" else side.get(ownership, "")


def in_language(words: str, spoken: str, language: str) -> str:
    """A fixed sentence in another language of ours; empty where it is none of them."""
    if spoken == language or not words:
        return words
    key = _KEYS.get(words)
    return REASONS[key][("en", "fr").index(language)] if key else ""
