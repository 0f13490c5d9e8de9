"""Letters as pages to decide them on: the list of a time, and one letter with its reason and its client's history.

Everything is counted and put into words here; the templates only set it. The pages are sent to one browser by
``toolkit.review`` and do without their script, which is for the keyboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from toolkit.findings import Place
from toolkit.house import House
from toolkit.letters.letter import Hold, Occasion
from toolkit.letters.likeness import Alike
from toolkit.produce.letters import Drafted, Letters, State
from toolkit.reconcile.fields import words
from toolkit.reconcile.trace import Trace, client_name
from toolkit.render.docx_text import plain
from toolkit.render.wording import short_date
from toolkit.show.occasions import LABELS, called
from toolkit.show.page_frame import Frame
from toolkit.show.report_cells import Spot, isolated, spots
from toolkit.show.report_words import LANGUAGE
from toolkit.show.trace import when_text

TITLE = "Letters to decide"
STATES: Mapping[State, str] = MappingProxyType({
    "waiting": "Waiting", "revoked": "Approved in other words", "held": "Held", "approved": "Approved",
    "refused": "Refused", "issued": "Issued",
})  # fmt: skip
OPEN: frozenset[State] = frozenset({"waiting", "revoked"})
"""States in which a letter waits for a person."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a page answers to what was just said: ``done`` a sentence, ``wrong`` why it was not kept and what to do.

    What she had typed is given back to her.
    """

    done: str = ""
    wrong: str = ""
    hint: str = ""
    note: str = ""
    own: str | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """The pages of one sitting: whose house, where they are reached, and who sits there."""

    house: House
    path: str
    who: str

    def many(self, desk: Letters, reply: Reply) -> str:
        """The list of every letter, and of every client who gets none."""
        facts = {
            "figures": _figures(desk.drafted),
            "rows": [self._row(one) for one in desk.drafted],
            "unwritten": [(called(one.client), _numbered(one.client.client.client_no), _holds(one.reasons))
                          for one in desk.unwritten],
            "unwritten_words": f"{len(desk.unwritten):,}, each with its reasons",
            "first_open": next((one.mark for one in desk.drafted if one.state in OPEN), ""),
            "between": f"Occasions from {_day(desk.first)} to {_day(desk.last)}",
            "notes": desk.notes,
        }  # fmt: skip
        return self._page(desk, "review_list.html", facts, reply)

    def one(self, desk: Letters, drafted: Drafted, history: Trace, reply: Reply) -> str:
        """One letter beside its reason and its client's history."""
        marks = [one.mark for one in desk.drafted]
        at = marks.index(drafted.mark)
        facts = {
            "at": f"Letter {at + 1:,} of {len(marks):,}",
            "before": marks[at - 1] if at else "",
            "after": marks[at + 1] if at + 1 < len(marks) else "",
            "one": drafted,
            "client": _named(drafted),
            "state": STATES[drafted.state],
            "shut": any(hold.final for hold in drafted.holds) or drafted.state == "issued",
            "needs": bool(drafted.holds),
            "said": _said(drafted),
            "letter": _letter(drafted),
            "holds": _holds(drafted.holds),
            "occasion": _occasion(drafted.letter.occasion),
            "alike": [self._alike(desk, found) for found in drafted.alike],
            "cells": spots(drafted.letter.used),
            "history": list(_history(history)),
            "household": [client_name(client) for client in history.household],
            "own": drafted.own if reply.own is None else reply.own,
        }
        return self._page(desk, "review_letter.html", facts, reply)

    def end(self, desk: Letters) -> str:
        """The last page: what was decided, and that the window may be closed."""
        return self._page(desk, "review_end.html", {"figures": _figures(desk.drafted)}, Reply())

    def _page(self, desk: Letters, template: str, facts: Mapping[str, object], reply: Reply) -> str:
        frame = Frame(TITLE, self.house["house.name"], self.house["house.accent"], desk.as_at, None)
        given = {"path": self.path, "who": self.who, "reply": reply, **facts}
        return frame.page(template, given, script="review.js", style="review.css", served=self.path)

    def _row(self, one: Drafted) -> dict[str, object]:
        occasion = one.letter.occasion
        holds = _holds(one.holds)
        return {
            "mark": one.mark, "client": _named(one), "what": LABELS[occasion.kind], "day": _day(occasion.day),
            "write_by": _day(occasion.write_by), "late": occasion.late, "state": STATES[one.state],
            "open": one.state in OPEN, "why": holds[0][0] if holds else "", "edited": one.edited,
        }  # fmt: skip

    def _alike(self, desk: Letters, found: Alike) -> dict[str, object]:
        other = None if found.former else desk.of(found.other)
        whom = f"the letter to {_named(other)}" if other else "this client’s letter before"
        return {"whom": whom, "mark": other.mark if other else "", "said": [isolated(one) for one in found.said]}


def _figures(letters: Sequence[Drafted]) -> list[tuple[str, str]]:
    """How many stand where; what nobody needs to count is left out."""
    counts = Counter(one.state for one in letters)
    always = ("waiting", "held", "approved", "refused")
    return [(name, f"{counts[state]:,}") for state, name in STATES.items() if counts[state] or state in always]


def _day(day: date) -> str:
    return short_date(day, LANGUAGE)


def _named(one: Drafted) -> str:
    client = one.letter.occasion.client
    return f"{called(client)}{_numbered(client.client.client_no)}"


def _numbered(number: str | None) -> str:
    return f" ({number})" if number else ""


def _said(one: Drafted) -> str:
    """What was last said of a letter, and whether it still holds."""
    said = one.decision
    if one.number:
        return f"Issued as {one.number}."
    if said is None or said.word == "undone":
        return ""
    word = "Approved" if said.word == "yes" else "Refused"
    reason = f": {said.reason}" if said.reason else ""
    lapsed = " Its words have changed since; it waits again." if said.words != one.words else ""
    return f"{word} by {said.who} on {said.at[:10]}{reason}.{lapsed}"


def _letter(one: Drafted) -> dict[str, list[tuple[str, bool]]]:
    """Everything a reader sees, in its order, line by line; of each whether it is one of the address."""
    envelope = plain("\n".join(one.letter.address))
    rest = one.text.removesuffix(envelope) if envelope else one.text
    head, body, foot = rest.partition(one.body) if one.body else ("", rest, "")
    short = {line for line in envelope.splitlines() if line}
    parts = {"head": head, "body": body, "foot": foot, "envelope": one.text[len(rest) :]}
    return {
        name: [(isolated(line), line in short) for line in part.splitlines() if line] for name, part in parts.items()
    }


def _holds(holds: Sequence[Hold]) -> list[tuple[str, str, tuple[Spot, ...], str, bool]]:
    """What holds a letter back, what would release it, where it stands, and whether only the registers can."""
    return [(_sentence(hold.words), _sentence(hold.releases), *_spots(hold.places), hold.final) for hold in holds]


def _spots(places: Sequence[Place]) -> tuple[tuple[Spot, ...], str]:
    return spots([place for place in places if place.file])


def _sentence(text: str) -> str:
    begun = text[:1].upper() + text[1:]
    return isolated(begun if begun.endswith((".", "…")) else f"{begun}.")


def _occasion(occasion: Occasion) -> dict[str, object]:
    """Why she is written to, and what is to be known before."""
    last = occasion.last
    told = ", ".join(filter(None, (last.channel, last.subject, last.outcome))) if last else ""
    return {
        "what": LABELS[occasion.kind],
        "day": _day(occasion.day),
        "write_by": _day(occasion.write_by),
        "late": occasion.late,
        "why": _sentence(occasion.why),
        "spots": spots(occasion.places),
        "with": [f"{LABELS[other.kind]}, {_day(other.day)}: {other.why}" for other in occasion.with_],
        "last": isolated(", ".join(filter(None, (when_text(last.contact_date), told)))) if last else "",
        "last_spots": spots([last.place()]) if last else ((), ""),
        "open": [isolated(words) for words in occasion.open],
        "unsure": [_sentence(words) for words in occasion.unsure],
    }


def _history(history: Trace) -> Iterator[tuple[str, str, str, tuple[tuple[Spot, ...], str]]]:
    """What happened with the client, the latest first: when, what, for how much, and where it stands."""
    for event in reversed(history.events):
        money = words(event.money) if event.money else ""
        yield when_text(event.date) or "not dated", isolated(event.words), money, spots(event.places)


def kept(verdict: str, one: Drafted) -> str:
    """A sentence for what was just kept."""
    done = {"yes": "Approved", "no": "Refused", "undone": "Left waiting"}[verdict]
    return f"{done}: {LABELS[one.letter.occasion.kind]}, {_named(one)}."
