"""Letters for people and for programs: what waits, what is held and why, what was issued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.checks.pieces import counted
from toolkit.produce.letters_drafted import Difference, Drafted, Letters
from toolkit.produce.letters_drafts import Written
from toolkit.produce.letters_issue import Issuance
from toolkit.produce.letters_review import Taken
from toolkit.show.findings import place_json
from toolkit.show.letters_book import STATES, context, remarks
from toolkit.show.occasions import LABELS, called, held_words, hold_json

SCHEMA = "boutique.letters/1"
_ORDER = ("revoked", "waiting", "held", "approved", "refused", "issued")


def letters_json(
    letters: Letters, house: Path, written: Written | None = None, taken: Taken | None = None
) -> dict[str, Any]:
    """The desk as one object; ``written`` are drafts just written, ``taken`` answers just read."""
    return {
        "schema": SCHEMA,
        "as_at": letters.as_at.isoformat(timespec="minutes"),
        "from": str(letters.first),
        "to": str(letters.last),
        "letters": [_json(one, house) for one in letters.drafted],
        "not_written": [
            {
                "client": one.client.client.client_no,
                "name": called(one.client),
                "reasons": list(map(hold_json, one.reasons)),
            }
            for one in letters.unwritten
        ],
        "drafts": [_shown(path, house) for path in written.drafts] if written else None,
        "kept": [_shown(path, house) for path in written.kept] if written else None,
        "review": _shown(written.review, house) if written else None,
        "answers": _taken_json(taken) if taken else None,
        "notes": list(letters.notes),
    }


def _json(one: Drafted, house: Path) -> dict[str, Any]:
    occasion, decision = one.letter.occasion, one.decision
    return {
        "mark": one.mark,
        "words": one.words,
        "state": one.state,
        "number": one.number or None,
        "client": occasion.client.client.client_no,
        "name": called(occasion.client),
        "kind": occasion.kind,
        "with": [part.kind for part in occasion.with_],
        "day": str(occasion.day),
        "write_by": str(occasion.write_by),
        "late": occasion.late,
        "language": one.letter.language,
        "template": one.letter.template,
        "text": one.text,
        "own": one.own,
        "envelope": list(one.letter.address),
        "edited": one.edited,
        "differences": [_difference(change) for change in one.differences],
        "since": [_difference(change) for change in one.since],
        "why": list(context(occasion)),
        "holds": [hold_json(hold) for hold in one.holds],
        "alike": [
            {"other": alike.other, "former": alike.former, "share": f"{alike.share:.2f}", "said": list(alike.said)}
            for alike in one.alike
        ],
        "remarks": list(one.letter.findings),
        "places": [place_json(place) for place in one.letter.used],
        "draft": _shown(one.path, house),
        "decision": {"word": decision.word, "by": decision.who, "at": decision.at, "reason": decision.reason}
        if decision
        else None,
    }


def _difference(change: Difference) -> dict[str, str]:
    return {"was": change.was, "now": change.now}


def _taken_json(taken: Taken) -> dict[str, Any]:
    return {
        "taken": len(taken.decisions),
        "own_words": len(taken.own),
        "known": taken.same,
        "gone": taken.gone,
        "refused": [{"place": place_json(one.place), "reason": one.reason} for one in taken.refused],
    }


def _shown(path: Path, house: Path) -> str:
    return path.relative_to(house).as_posix() if path.is_relative_to(house) else str(path)


def letters_text(letters: Letters, house: Path, written: Written | None = None, taken: Taken | None = None) -> str:
    """The desk in words: what is to be answered, what is held, what was said; how many clients get no letter."""
    lines = [f"As at {letters.as_at:%Y-%m-%d %H:%M}; occasions from {letters.first} to {letters.last}."]
    for state in _ORDER:
        found = [one for one in letters.drafted if one.state == state]
        if found:
            lines += ["", f"{STATES[state][0].upper()}{STATES[state][1:]}: {len(found)}"]
            lines += [line for one in found for line in _lines(one, letters)]
    lines += ["", f"Not written to: {counted(len(letters.unwritten), 'client')}. The review names each, and why."]
    lines += _lacking(letters)
    lines += list(letters.notes)
    if taken:
        lines += ["", *_taken_text(taken)]
    if written:
        lines += ["", *_written_text(written, house)]
    return "\n".join(lines)


def _lacking(letters: Letters) -> Iterator[str]:
    """What the house itself lacks, and how many clients get no letter for want of it: no cell of hers is at fault."""
    wants = Counter(hold.releases for one in letters.unwritten for hold in one.reasons if hold.code == "sender-missing")
    for releases, count in wants.items():
        yield f"  {count} of them because the letter would not say whom it comes from. {releases}"


def _lines(one: Drafted, letters: Letters) -> Iterator[str]:
    occasion = one.letter.occasion
    late = "  LATE" if occasion.late else ""
    number = f"  {one.number}" if one.number else ""
    what = f"{LABELS[occasion.kind]}, {occasion.day}{late}{number}"
    yield f"  {occasion.write_by}  {called(occasion.client)} ({one.client}): {what}"
    if one.state in {"issued", "refused"}:
        return
    for hold in one.holds:
        yield f"    {held_words(hold)}"
    for words in remarks(one, letters):
        yield f"    {words}"
    if one.decision and one.state == "approved":
        yield f"    approved by {one.decision.who}{f': {one.decision.reason}' if one.decision.reason else ''}"


def _taken_text(taken: Taken) -> Iterator[str]:
    yield (f"Answers: {len(taken.decisions)} taken, {counted(len(taken.own), 'letter')} with words of your own, "
           f"{taken.same} known already, {taken.gone} of letters no longer here.")  # fmt: skip
    for one in taken.refused:
        yield f"  not taken ({one.place}): {one.reason}"


def _written_text(written: Written, house: Path) -> Iterator[str]:
    yield f"Drafts: {len(written.drafts)}, in {_shown(written.review.parent, house)}"
    for path in written.kept:
        yield f"  edited in Word, kept as it is: {_shown(path, house)}"
    yield f"Review: {_shown(written.review, house)}"


def question_text(one: Drafted, letters: Letters) -> str:
    """One letter to be read before it is answered: why, what holds it, its words."""
    occasion = one.letter.occasion
    what = f"{LABELS[occasion.kind]}, {occasion.day}; post by {occasion.write_by}"
    lines = ["", f"{called(occasion.client)} ({one.client}): {what}", *(f"  {words}" for words in context(occasion))]
    lines += [f"  Held: {held_words(hold)}" for hold in one.holds]
    lines += [f"  {words}" for words in remarks(one, letters)]
    return "\n".join([*lines, "", *(f"  | {line}" for line in one.body.splitlines()), ""])


def issue_json(letters: Letters, made: Issuance, house: Path) -> dict[str, Any]:
    """What was issued, and what is left, as one object."""
    printed = made.run
    return {
        "schema": SCHEMA,
        "as_at": letters.as_at.isoformat(timespec="minutes"),
        "issued": [
            {"number": outcome.number, "state": outcome.state, "mark": one.mark,
             "client": one.letter.occasion.client.client.client_no, "kind": one.letter.occasion.kind,
             "files": [{"path": _shown(path, house), "sha256": sha256} for path, sha256 in outcome.files]}
            for one, outcome in made.letters
        ],
        "print_run": {
            "number": printed.outcome.number, "state": printed.outcome.state, "letters": list(printed.numbers),
            "apart": list(printed.apart),
            "files": [{"path": _shown(path, house), "sha256": sha256} for path, sha256 in printed.outcome.files],
        } if printed else None,
        "left": dict(Counter(one.state for one in letters.drafted if one.state not in {"approved", "issued"})),
        "notes": [*made.notes, *letters.notes],
    }  # fmt: skip


def issue_text(letters: Letters, made: Issuance, house: Path) -> str:
    """What was issued, and what is left, in words."""
    lines = [f"Issued: {counted(len(made.letters), 'letter')}."]
    lines += [f"  {outcome.number}  {called(one.letter.occasion.client)} ({one.client}): "
              f"{LABELS[one.letter.occasion.kind]}" for one, outcome in made.letters]  # fmt: skip
    if made.run:
        number, state = made.run.outcome.number, made.run.outcome.state
        lines += ["", f"Print run {number}, {counted(len(made.run.numbers), 'letter')} ({state}):"]
        lines += [f"  {_shown(path, house)}" for path, _ in made.run.outcome.files]
        lines += [f"  to be printed by itself: {name}" for name in made.run.apart]
    left = Counter(one.state for one in letters.drafted if one.state not in {"approved", "issued"})
    words = ", ".join(f"{number} {STATES[state]}" for state, number in sorted(left.items()))
    return "\n".join([*lines, *(["", f"Left on the desk: {words}."] if words else []), *made.notes, *letters.notes])
