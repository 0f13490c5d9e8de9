"""Who is who for people and for programs: what is surely one, what is asked, what was answered, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toolkit.checks.identity import said
from toolkit.checks.pieces import counted
from toolkit.other_records import Client
from toolkit.pairings import Pairing
from toolkit.produce.judging import Question, WhoIsWho
from toolkit.produce.united import Answer
from toolkit.reconcile.hanging import Hanging
from toolkit.reconcile.likeness import Likeness
from toolkit.reconcile.merged import shown
from toolkit.reconcile.signs import NUMBERS
from toolkit.reconcile.trace import client_name
from toolkit.records import Record
from toolkit.registers import register
from toolkit.render.wording import money
from toolkit.show.findings import place_json

GLANCE = 4
"""How many pairs are named at a glance."""
LEAST = 1e-6
"""Nothing is said to be likelier or less likely than one in a million."""
RELATIONS = {"same": "one and the same", "household": "one household", "different": "different"}
"""What is said of two rows, in words."""
TAKEN_BACK = "taken back"
SIDE = (
    "name", "first_name", "surname", "company", "address", "street", "street2", "town", "postcode", "country", "phone",
    "mobile", "phone_work", "email", "birthday", "spouse", "vat_no", "company_no",
)  # fmt: skip
"""What is shown of a row when two are held side by side, beside its number."""


def who_json(who: WhoIsWho) -> dict[str, Any]:
    """What is surely one (``duplicates``), what people answered, and what contradicts; ``asked`` is for ambiguous."""
    same = [answer for answer in who.standing if answer.word == "same"]
    return {
        "duplicates": [
            *(_question_json(item) for item in who.sure if item.likeness.relation == "same"),
            *(_answer_json(who, answer) for answer in same),
        ],
        "households": [
            *(_question_json(item) for item in who.sure if item.likeness.relation == "household"),
            *(_answer_json(who, answer) for answer in who.standing if answer.word == "household"),
        ],
        "judged": [_answer_json(who, answer) for answer in who.standing],
        "contradictions": [[_answer_json(who, answer) for answer in group] for group in who.at_odds],
        "answers": {
            "new": who.new,
            "undone": who.undone,
            "known": who.same,
            "gone": who.lost,
            "refused": [{"place": place_json(item.place), "reason": item.reason} for item in who.refused],
            "without_rows": who.gone,
        },
    }


def asked_json(who: WhoIsWho) -> list[dict[str, Any]]:
    """The open questions, most important first, in the shape of the other open questions and with their reasons."""
    return [
        {
            "registers": [item.likeness.register],
            "subject": row_name(item.likeness.left),
            "place": place_json(item.likeness.left.place()),
            "by": "likeness",
            "count": 1,
            "candidates": [
                {"subject": row_name(item.likeness.right), "place": place_json(item.likeness.right.place())}
            ],
            "relation": item.likeness.relation,
            **_question_json(item),
        }
        for item in who.open
    ]


def _question_json(item: Question) -> dict[str, Any]:
    hangs = item.hangs
    return {
        **_pair_json(item.likeness.left, item.likeness.right, item.likeness),
        "judgement": None,
        "hangs": {
            **dict(sorted(hangs.counts.items())),
            "money": {word: str(sum_) for word, sum_ in sorted(hangs.money.items())},
        },
    }


def _answer_json(who: WhoIsWho, answer: Answer) -> dict[str, Any]:
    likeness = who.likenesses.get((id(answer.left), id(answer.right)))
    judgement = {"verdict": answer.word, "who": answer.who, "at": answer.at}
    return {**_pair_json(answer.left, answer.right, likeness), "judgement": judgement}


def _pair_json(left: Record, right: Record, likeness: Likeness | None) -> dict[str, Any]:
    return {
        "register": left.source.register,
        "members": [place_json(left.place()), place_json(right.place())],
        "score": round(likeness.probability, 6) if likeness else None,
        "prior": round(likeness.prior, 3) if likeness else None,
        "reasons": [
            {
                "field": reason.field, "label": reason.label, "left": reason.left, "right": reason.right,
                "weight": round(reason.weight, 3), "places": [place_json(place) for place in reason.places],
            }
            for reason in (likeness.evidence if likeness else ())
        ],
    }  # fmt: skip


def row_name(record: Record) -> str:
    """A row of people in a few words: its number and its name."""
    number = said(record, NUMBERS[record.source.register])
    name = client_name(record) if isinstance(record, Client) else said(record, "name")
    return ", ".join(dict.fromkeys(part for part in (number, name) if part)) or "no name"


def sides(left: Record, right: Record) -> Iterator[tuple[str, str, str]]:
    """Two rows side by side: each field that either fills, with its label."""
    columns = register(left.source.register)
    for name in (NUMBERS[left.source.register], *SIDE):
        column, both = columns.column(name), (_cell(left, name), _cell(right, name))
        if column and any(both):
            yield column.label, *both


def _cell(record: Record, name: str) -> str:
    return shown(record, name) if name in record.source.letters or said(record, name) else ""


def chance(probability: float) -> str:
    """How likely something is, as people say it: ``1 in 4,000``, ``62 %``, ``all but 1 in 4,000``."""
    rest = min(probability, 1 - probability)
    if rest >= 0.01:  # a percentage says as much
        return f"{probability * 100:.0f} %"
    seldom = f"1 in {_round(1 / max(rest, LEAST)):,}"
    return seldom if probability == rest else f"all but {seldom}"


def _round(number: float) -> int:
    """A large number to its first two digits."""
    whole = round(number)
    step = int("1".ljust(len(str(whole)) - 1, "0"))
    return whole // step * step


def waterfall(likeness: Likeness) -> Iterator[str]:
    """How likely it is after each reason: ``+ telephone, 020 7946 0011: 62 %``; the strongest first."""
    weight = likeness.prior
    yield f"to begin with: {chance(_probability(weight))}"
    for reason in sorted(likeness.evidence, key=lambda item: -item.weight):
        weight += reason.weight
        both = reason.left if reason.left == reason.right else f"{reason.left or '–'} / {reason.right or '–'}"
        yield f"{'+' if reason.weight > 0 else '−'} {reason.label}, {both}: {chance(_probability(weight))}"


def _probability(weight: float) -> float:
    """The probability of odds given by their binary logarithm."""
    return 1 / (1 + math.exp2(-max(-500.0, min(500.0, weight))))


def hangs_text(hangs: Hanging) -> str:
    """What hangs on an answer: ``3 sales, 1 repair; £12,000.00``; nothing where nothing does."""
    rows = ", ".join(counted(count, word) for word, count in hangs.counts.items() if count)
    sums = ", ".join(money(amount, word, "en") for word, amount in sorted(hangs.money.items()))
    return "; ".join(filter(None, (rows, sums)))


def who_text(who: WhoIsWho, *, everything: bool = False) -> str:
    """A paragraph: the answers in force, what is sure, what is asked, what contradicts; nothing where there is none."""
    limit = None if everything else GLANCE
    lines = [*_answers_text(who), *who.notes]
    lines += _glance("surely one, once you say so", [_asked(item) for item in who.sure], limit)
    lines += ["    'boutique reconcile --confident' takes them all"] if who.sure else []
    lines += _glance("to be decided by you", [_asked(item) for item in who.open], limit)
    lines += ["    'boutique reconcile --judge' asks, one after the other"] if who.open else []
    odds = [", but ".join(_said(answer) for answer in group) for group in who.at_odds]
    lines += _glance("answers that contradict each other: none of them holds", odds, None)
    return "\n".join(["who is who", *lines]) if lines else ""


def _answers_text(who: WhoIsWho) -> Iterator[str]:
    words = [answer.word for answer in who.standing]
    held = ", ".join(f"{words.count(word)} {RELATIONS[word]}" for word in RELATIONS if word in words)
    if held:
        yield f"  {counted(len(words), 'answer')} in force: {held}"
    done = ((who.new, "new"), (who.undone, "taken back"), (who.same, "known already"), (who.lost, "about rows gone"))
    said_now = ", ".join(f"{count} {what}" for count, what in done if count)
    if said_now or who.refused:
        yield f"  answers of this run: {said_now or 'none taken'}"
    yield from (f"    not taken: {item.place}: {item.reason}" for item in who.refused)
    if who.gone:
        yield f"  {counted(who.gone, 'answer')} about rows that are there no more"


def _glance(title: str, shown_lines: Sequence[str], limit: int | None) -> list[str]:
    if not shown_lines:
        return []
    rest = len(shown_lines) - len(shown_lines[:limit])
    more = [f"    ... and {rest} more: --all shows them, --json lists them"] if rest else []
    return [f"  {title} ({len(shown_lines)})", *(f"    {line}" for line in shown_lines[:limit]), *more]


def _asked(item: Question) -> str:
    likeness = item.likeness
    of_what = "one household" if likeness.relation == "household" else "the same"
    why = ", ".join(dict.fromkeys(reason.label for reason in likeness.evidence if reason.weight > 0))
    hangs = hangs_text(item.hangs)
    both = " / ".join(f"{row_name(row)} ({row.place()})" for row in (likeness.left, likeness.right))
    return f"{of_what}? {both}: {chance(likeness.probability)}, by {why}{f'; {hangs}' if hangs else ''}"


def _said(answer: Answer) -> str:
    both = f"{answer.left.place()} and {answer.right.place()}"
    return f"{both} are {RELATIONS[answer.word]} ({answer.who}, {answer.at[:10]})"


def question_text(item: Question) -> str:
    """Two rows side by side, then why they are asked about, then what hangs on the answer."""
    likeness = item.likeness
    left, right = likeness.left, likeness.right
    rows = [("", str(left.place()), str(right.place())), *sides(left, right)]
    widths = [max(len(row[at]) for row in rows) for at in (0, 1)]
    table = [f"  {label:<{widths[0]}}  {one:<{widths[1]}}  {other}".rstrip() for label, one, other in rows]
    hangs = hangs_text(item.hangs)
    why = [f"  {line}" for line in waterfall(likeness)]
    return "\n".join(["", *table, "", *why, *([f"  on it hang {hangs}"] if hangs else []), ""])


def history_json(told: Iterable[tuple[Pairing, tuple[Record, Record] | None]]) -> dict[str, Any]:
    """Everything that was ever said of who is who, as one object; rows that are gone have no members."""
    return {
        "schema": "boutique.ledger.answers/1",
        "answers": [
            {
                "register": said_.register, "verdict": said_.word, "who": said_.who, "at": said_.at,
                "members": [place_json(row.place()) for row in rows] if rows else [],
            }
            for said_, rows in told
        ],
    }  # fmt: skip


def history_text(told: Iterable[tuple[Pairing, tuple[Record, Record] | None]]) -> str:
    """Everything that was ever said of who is who: the day, by whom, what, and the rows where they are today."""
    lines = [
        f"{said_.at[:10]}  {said_.who:<10}  {TAKEN_BACK if said_.word == 'undone' else RELATIONS[said_.word]:<16}  "
        + (" / ".join(f"{row_name(row)} ({row.place()})" for row in rows) if rows else f"{said_.register}: rows gone")
        for said_, rows in told
    ]
    return "\n".join(lines) or "Nothing was said yet of who is who."
