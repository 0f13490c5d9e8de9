"""How the desk is laid: every occasion with its letter, what holds it back, what was said of it, what was sent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from toolkit.correspondence import Decision
from toolkit.files import digest, standing
from toolkit.letters.discretion import Preflight, Unwritten
from toolkit.letters.history import row_key
from toolkit.letters.letter import Hold, Occasion
from toolkit.letters.likeness import Alike, Draft, impersonal, likeness
from toolkit.names import safe_name
from toolkit.other_records import Client
from toolkit.produce.letters_drafted import Drafted, Letters, State, Wanted, codes, words_of
from toolkit.produce.letters_kept import own_words
from toolkit.produce.letters_made import Lying, Made, Maker, lying
from toolkit.produce.letters_marks import Marks, Posted, by_mark, parts
from toolkit.produce.letters_memory import Memory, remembered
from toolkit.produce.occasions import judge, span
from toolkit.produce.reading import Checked

DRAFTS = ("letters", "drafts")
DATED = timedelta(days=7)
"""For how long a letter that was approved keeps the date it was approved with."""
IN_SPITE = re.compile(r" ?\[([a-z, -]+)\]$")
"""Behind the reason of an approval: what it was given in spite of."""


def on_desk(checked: Checked, wanted: Wanted) -> Letters:
    """Every letter of a time as it stands now, of registers that are read and checked."""
    first, last = span(checked.as_at, wanted.first, wanted.last)
    rows = [row for row in checked.registers.others.get("clients", ()) if isinstance(row, Client)]
    marks = Marks(rows)
    memory = remembered(checked.house.folder)
    judged = judge(checked, first, last, memory.sent(rows, marks, checked.as_at.date())).judged
    builder = _Builder(checked, marks, memory)
    drafted = tuple(builder.letters(judged))
    chosen = tuple(one for one in drafted if _is_wanted(one, wanted))
    unwritten = tuple(_unwritten(drafted, builder.barred, judged.unwritten))
    notes = (f"{len(drafted) - len(chosen)} other letters of these days were not asked for.",)
    return Letters(first, last, checked.as_at, chosen, unwritten, checked, notes if len(chosen) < len(drafted) else ())


class _Builder:
    """Lays the desk. ``barred`` are the occasions of which no letter can be made, found on the way."""

    def __init__(self, checked: Checked, marks: Marks, memory: Memory) -> None:
        self._checked, self._marks, self._memory = checked, marks, memory
        self._maker = Maker(checked)
        self._posted = by_mark(memory.posted)
        self._house = checked.house.folder
        self.barred: list[Unwritten] = []

    def letters(self, judged: Preflight) -> Iterator[Drafted]:
        """Every letter that is issued or may be decided, in the order of the days to write."""
        holds = {id(held.occasion): held.holds for held in judged.held}
        every = sorted([*judged.ready, *(held.occasion for held in judged.held)], key=_order)
        found: dict[str, tuple[Drafted, Draft | None]] = {}
        for occasion in every:
            told = holds.get(id(occasion), ())
            for part, number in parts(occasion, self._marks, self._posted):
                mark = self._marks.of(part)
                if mark in found:
                    self._bar(part, (_twice(part),))
                    continue
                made = self._issued(part, number) if number else self._drafted(part, mark, told)
                if made:
                    found[mark] = made
        drafts = [draft for _, draft in found.values() if draft]
        alike: dict[str, list[Alike]] = defaultdict(list)
        for likeness_found in likeness(drafts, self._memory.former()):
            alike[likeness_found.mark].append(likeness_found)
        for mark, (one, _) in found.items():
            yield replace(one, alike=tuple(alike[mark]))

    def _issued(self, occasion: Occasion, sent: Posted) -> tuple[Drafted, None]:
        facts = sent.facts
        letter = self._maker.letter(occasion, facts["own"], self._checked.as_at)
        one = Drafted(
            letter=letter, mark=self._marks.of(occasion), text=facts["text"], words=facts["words"],
            base_text=facts["text"], state="issued", path=self._usual(occasion, facts["mark"]), data=b"",
            body=facts["body"], own=facts["own"], number=sent.issued.number,
        )  # fmt: skip
        return one, None

    def _drafted(self, occasion: Occasion, mark: str, told: Sequence[Hold]) -> tuple[Drafted, Draft] | None:
        """The letter of an occasion as it lies; None, and the reasons noted, where there can be none."""
        if any(hold.final for hold in told):
            self._bar(occasion, told)
            return None
        decision = self._memory.decisions.get(mark)
        own = own_words(self._house, mark) or occasion.client.client.letter_words or ""
        for at in self._dates(decision):
            made = self._maker.make(occasion, own, at)
            if made.barred:
                self._bar(occasion, (*told, *made.letter.holds))
                return None
            lies = lying(self._house, mark, self._usual(occasion, mark), made)
            words = self._words(lies, made)
            if decision and decision.words == words:
                break
        key = self._marks.clients(occasion.client)[0]
        draft = made.draft(mark, key, lies.body, own)
        alone = impersonal(draft)
        if alone and made.is_note and not lies.edited:
            alone = replace(alone, words="nothing is written in this note yet", final=True)
        holds = (*told, *made.letter.holds, *lies.wrong, *([alone] if alone else []))
        return self._one(made, lies, mark, words, own, tuple(dict.fromkeys(holds)), decision), draft

    def _dates(self, decision: Decision | None) -> Iterator[datetime]:
        """The moments a letter may be of: that of its approval for some days after it, else now."""
        now = self._checked.as_at
        if decision and decision.word == "yes":
            approved = datetime.fromisoformat(decision.at)
            if timedelta() < now - approved <= DATED:
                yield approved
        yield now

    def _words(self, lies: Lying, made: Made) -> str:
        """The digest of a letter's words; what is edited is approved beside what the registers say now."""
        assert made.shown is not None
        return words_of(lies.text, made.shown.text) if lies.edited else words_of(lies.text)

    def _one(  # noqa: PLR0913, PLR0917 - a letter's parts as they were found
        self,
        made: Made,
        lies: Lying,
        mark: str,
        words: str,
        own: str,
        holds: tuple[Hold, ...],
        decision: Decision | None,
    ) -> Drafted:
        stands = standing(lies.path)
        return Drafted(
            letter=made.letter, mark=mark, text=lies.text, words=words, base_text=made.text, path=lies.path,
            state=_state(decision, words, holds), data=lies.data, body=lies.body, own=own, edited=lies.edited,
            differences=lies.differences, since=lies.since, holds=holds, decision=decision,
            on_disk=digest(stands) if stands is not None else "",
        )  # fmt: skip

    def _usual(self, occasion: Occasion, mark: str) -> Path:
        """Where a draft stands: by the month of its day, named after the day to post it, the client, the occasion."""
        client = occasion.client.client.client_no or mark[:8]
        name = safe_name(f"{occasion.write_by} {client} {occasion.kind}.docx")
        return self._house.joinpath(*DRAFTS, f"{occasion.day:%Y-%m}", name)

    def _bar(self, occasion: Occasion, holds: Iterable[Hold]) -> None:
        named = f"{occasion.kind.replace('-', ' ')}, {occasion.day}"
        self.barred.append(
            Unwritten(occasion.client, tuple(replace(hold, words=f"{named}: {hold.words}") for hold in holds))
        )


def _state(decision: Decision | None, words: str, holds: Sequence[Hold]) -> State:
    """Where a letter stands that is not issued."""
    same = decision is not None and decision.words == words
    if decision and same and decision.word == "no":
        return "refused"
    if any(hold.final for hold in holds):
        return "held"
    if holds and not (decision and same and decision.word == "yes" and _releases(decision, holds)):
        return "held"
    if decision and same:
        return "approved"
    return "revoked" if decision and decision.word == "yes" else "waiting"


def _releases(decision: Decision, holds: Sequence[Hold]) -> bool:
    """Whether an approval was given in spite of everything that holds the letter back now."""
    found = IN_SPITE.search(decision.reason)
    return found is not None and found[1] == codes(holds)


def _twice(occasion: Occasion) -> Hold:
    return Hold(
        "same-occasion",
        "another letter of this kind goes to the client this year",
        "Write the other, or a note by hand.",
        occasion.places,
    )


def _is_wanted(one: Drafted, wanted: Wanted) -> bool:
    occasion = one.letter.occasion
    kinds = {part.kind for part in (occasion, *occasion.with_)}
    return (not wanted.kinds or bool(kinds & set(wanted.kinds))) and (
        not wanted.client
        or wanted.client.strip().casefold() in {number.casefold() for number in occasion.client.numbers}
    )


def _unwritten(
    drafted: Iterable[Drafted], barred: Iterable[Unwritten], others: Iterable[Unwritten]
) -> Iterator[Unwritten]:
    """Every client without a letter, and every occasion of which no letter came, with the reasons, in their order."""
    written = {row_key(one.letter.occasion.client.client) for one in drafted}
    told = list(barred)
    known = {row_key(one.client.client) for one in told} | written
    told += [one for one in others if row_key(one.client.client) not in known]
    yield from sorted(told, key=lambda one: tuple(str(part).zfill(9) for part in row_key(one.client.client)))


def _order(one: Occasion) -> tuple[object, ...]:
    file, sheet, row = row_key(one.client.client)
    return one.write_by, one.day, file, sheet or "", row, one.kind
