"""Museum-style provenance text, taken apart into passages without losing a character, and printed again.

``;`` says that the piece passed directly to the next, a full stop or a new line that nothing is known between.
A passage is read by its form and by the words it begins with, never by a word inside a name; where the form is
not that of a museum's line the words are kept, and the passage says that it was not understood.
Time grows with the length of the text, whatever it holds.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit.passages import Note, Passage, Provenance
from toolkit.readers.prose_cut import REFERENCE, cut
from toolkit.readers.prose_holder import understand
from toolkit.readers.prose_notes import cut_notes, take_references

__all__ = ["Note", "Passage", "Provenance", "house_style", "parse", "spell"]


def parse(text: str) -> Provenance:
    """The passages and notes of a text. ``spell`` gives the very text again, whatever it was."""
    until, notes = cut_notes(text)
    body = text[:until]
    pieces = _with_their_marks(body, cut(body))
    first_note = notes[0].start if notes else len(text)
    if not pieces:
        return Provenance((), notes, text[:first_note])
    passages = []
    for index, (begin, end, mark, numbers) in enumerate(pieces):
        following = pieces[index + 1][0] if index + 1 < len(pieces) else until
        gap = body[end:following]
        after = gap.rstrip()
        before = body[pieces[index - 1][1] : begin] if index else body[:begin]
        before = before[len(before.rstrip()) :] if index else before
        words = body[begin:end]
        passage = understand(words, Passage(words, start=begin, end=end, before=before, after=after))
        noted = tuple(dict.fromkeys((*passage.note_numbers, *numbers)))
        direct = mark in {";", ","} and index + 1 < len(pieces) and "." not in REFERENCE.sub("", gap)
        passages.append(replace(passage, direct=direct, note_numbers=noted))
    end = passages[-1].end + len(passages[-1].after)
    return Provenance(tuple(passages), notes, text[end:first_note])


def _with_their_marks(body: str, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str, tuple[int, ...]]]:
    """The cuts, where marks of notes behind a separator (``Paris;[1] by descent``) go to the passage before."""
    pieces: list[tuple[int, int, str, tuple[int, ...]]] = []
    numbered = bool(cuts) and REFERENCE.match(body, cuts[0][0]) is not None  # "[1] Carver. [2] Hall." counts holders
    for begin, end, mark in cuts:
        at = begin
        while pieces and not numbered and (found := REFERENCE.match(body, at, end)):
            at = found.end()
            at += len(body[at:end]) - len(body[at:end].lstrip(" ,.\t\n"))
        if at > begin:
            owner = pieces[-1]
            pieces[-1] = (*owner[:3], (*owner[3], *take_references(body[begin:at])[1]))
        if at < end:
            pieces.append((at, end, mark, ()))
        elif mark:
            pieces[-1] = (*pieces[-1][:2], pieces[-1][2] or mark, pieces[-1][3])
    return pieces


def spell(provenance: Provenance) -> str:
    """The text as it was written, byte for byte."""
    words = [f"{passage.before}{passage.text}{passage.after}" for passage in provenance.passages]
    notes = [f"{note.mark}{note.text}{note.after}" for note in provenance.notes]
    return "".join((*words, provenance.rest, *notes))


def house_style(provenance: Provenance) -> str:
    """The text in the convention of museums, from its parts; what was not understood stands in its own words."""
    lines = []
    fresh = True
    for index, passage in enumerate(provenance.passages):
        words = _line(passage) if passage.understood else passage.text
        if fresh and passage.understood:
            words = words[:1].upper() + words[1:]
        last = index + 1 == len(provenance.passages)
        # A full stop behind an abbreviation would be taken for the abbreviation's own: a new line says the same.
        stop = ";" if passage.direct else "" if words.endswith(".") else "."
        space = "" if last else "\n" if words.endswith(".") and not passage.direct else " "
        lines.append(f"{words}{stop}{space}")
        fresh = not passage.direct
    notes = "".join(f"\n[{note.number}] {note.text}" for note in provenance.notes)
    return "".join(lines) + (f"\n\nNotes:{notes}" if notes else "")


def _line(passage: Passage) -> str:
    """One passage from its parts."""
    named = passage.party + "".join(f" [{life}]" for life in passage.life.split("; ") if life)
    if passage.role == "from" and passage.kind == "auction" and not passage.method:
        named += " sale"
    elif passage.source:
        link = " sale," if passage.kind == "auction" else " by" if passage.method.endswith("from") else " to"
        named = f"{passage.source}{link} {named}"
    agent = "as agent" if passage.role == "through" and not passage.method else ""
    head = " ".join(filter(None, (passage.certainty, passage.method)))
    comma = "," if passage.method.endswith("sale") or passage.method.casefold() in {"sold", "auction", "vente"} else ""
    named = ", ".join(filter(None, (passage.relation, named, agent, passage.place, passage.dated, passage.lot)))
    remarks = "".join(f" ({remark})" for remark in passage.remarks)
    words = " ".join(filter(None, (f"{head}{comma}", named))) + remarks
    words = f"({words})" if passage.dealer else words
    return words + "".join(f" [{number}]" for number in passage.note_numbers)
