"""Registers against each other, for people and for programs: every pair with its counts, its differences, its sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from toolkit.produce.judging import WhoIsWho
from toolkit.produce.reconcile import Reconciled
from toolkit.reconcile.join import Question
from toolkit.reconcile.keys import number_words
from toolkit.reconcile.pairs import Block, Change, Pair, Side
from toolkit.reconcile.schedule_lines import BLOCKS, Listed
from toolkit.records import Record
from toolkit.render.wording import money
from toolkit.show.findings import place_json
from toolkit.show.judging import asked_json, who_json

GLANCE = 4
"""How many rows of a class are named at a glance."""

CANDIDATES = 10
"""How many candidates of one question are named; the question says how many there are."""

CALLED: Mapping[str, str] = MappingProxyType(
    {"stock": "stock", "sales": "sales", "clients": "clients", "service": "repairs", "movements": "movements",
     "consignments": "memo book", "counts": "count", "schedule": "last schedule"}
)  # fmt: skip
"""What each side of a pair is called in a line."""


def reconcile_json(made: Reconciled, who: WhoIsWho) -> dict[str, Any]:
    """The pairs as design has them, and who is who; findings stand beside, as a check has them."""
    pairs = made.found.pairs.values()
    schedule = made.schedule
    return {
        "pairs": [_pair_json(pair) for pair in pairs],
        "schedule": {
            "number": schedule.number,
            "revision": schedule.revision,
            "as_at": schedule.as_at.isoformat(timespec="minutes"),
        }
        if schedule
        else None,
        "remarks": list(made.remarks),
        **who_json(who),
        "ambiguous": [
            *({"registers": _names(pair), **_question(item)} for pair in pairs for item in pair.ambiguous),
            *asked_json(who),
        ],
    }


def _names(pair: Pair) -> list[str]:
    return [pair.left.register, pair.right.register]


def _pair_json(pair: Pair) -> dict[str, Any]:
    return {
        "registers": _names(pair),
        "keys": dict(pair.keys),
        "matched": len(pair.matched),
        "changed": [_change(item.one, change) for item in pair.matched for _, change in item.changes],
        "only_left": [_row(record) for record in pair.only_left],
        "only_right": [_row(record) for record in pair.only_right],
        "ambiguous": [_question(item) for item in pair.ambiguous],
        "rows": [_side(side) for side in (pair.left, pair.right)],
        "figures": dict(pair.figures),
    }


def _change(one: Record, change: Change) -> dict[str, Any]:
    both = {"left": change.left, "right": change.right, "places": [place_json(place) for place in change.places]}
    return {"subject": subject(one), "field": change.field, **both}


def _row(record: Record) -> dict[str, Any]:
    return {"subject": subject(record), "place": place_json(record.place(_field(record)))}


def _question(question: Question) -> dict[str, Any]:
    return {
        **_row(question.record),
        "by": question.by,
        "count": len(question.candidates),
        "candidates": [_row(record) for record in question.candidates[:CANDIDATES]],
    }


def _side(side: Side) -> dict[str, Any]:
    classes = {"in": side.all, "matched": side.matched, "only": side.only, "ambiguous": side.ambiguous}
    out = [{"reason": reason, **_block(block)} for reason, block in side.out.items()]
    return {"register": side.register, **{name: _block(block) for name, block in classes.items()}, "out": out}


def _block(block: Block) -> dict[str, Any]:
    return {"rows": block.rows, "totals": {word: str(amount) for word, amount in sorted(block.money.items())}}


def subject(record: Record) -> str:
    """What a row is about: its stock number, else its serial, job or client number, else a name."""
    names = ("serial", "client_no", "job_no", "invoice_no", "name", "surname", "buyer", "description", "piece")
    found = (getattr(record, name, None) for name in names)
    return number_words(record) or next((text for text in found if text), "")


def _field(record: Record) -> str | None:
    """The cell by which a row is found: its number's, its client's or the row itself."""
    names = ("stock_no", "client_no", "name", "surname")
    return next((name for name in names if record.mapped(name) and getattr(record, name, None)), None)


def reconcile_text(made: Reconciled, *, everything: bool = False) -> str:
    """A paragraph a pair; the findings stand beside."""
    parts = [_pair_text(pair, everything=everything) for pair in made.found.pairs.values()]
    if not parts:
        parts = ["There is nothing to compare the stock register with: no other register is named in boutique.toml."]
    return "\n\n".join([*parts, *made.remarks])


def _pair_text(pair: Pair, *, everything: bool) -> str:
    left, right = (CALLED[name] for name in _names(pair))
    by = ", ".join(f"{count} by {key}" for key, count in pair.keys.items())
    lines = [f"{left} against {right}" + (f" ({by})" if by else "")]
    lines += [line for side in (pair.left, pair.right) for line in _side_text(side)]
    lines += [f"  {count:>7}  {words}" for words, count in pair.figures.items() if count]
    limit = None if everything else GLANCE
    changed = [(item.one, change) for item in pair.matched for _, change in item.changes]
    lines += _glance(f"different in both ({len(changed)})", [_changed(*item) for item in changed[:limit]], len(changed))
    for name, rows in ((left, pair.only_left), (right, pair.only_right)):
        title = f"only in {name} ({len(rows)})"
        if everything or not _of_course(pair, name):
            lines += _glance(title, [_found(row) for row in rows[:limit]], len(rows))
    asked = [_asked(item) for item in pair.ambiguous[:limit]]
    lines += _glance(f"to be decided by you ({len(pair.ambiguous)})", asked, len(pair.ambiguous))
    return "\n".join(lines)


def _of_course(pair: Pair, name: str) -> bool:
    """Whether being in one register only is the common case: a piece never sold, a client without a sale."""
    return name == CALLED[pair.ones] and pair.right.register != "consignments"


def _side_text(side: Side) -> Iterable[str]:
    """``stock: 455 rows = 102 matched + 350 only here + 3 left out (reason)``, and the money of the same classes."""
    classes = [(side.matched, "matched"), (side.only, "only here"), (side.ambiguous, "to be decided")]
    classes += [(block, f"left out ({reason})") for reason, block in side.out.items()]
    shown = [(block, words) for block, words in classes if block.rows]
    sum_of = " + ".join(f"{block.rows} {words}" for block, words in shown) or "0"
    yield f"  {CALLED[side.register]}: {side.all.rows} rows = {sum_of}"
    named = [(block, words.partition(" (")[0]) for block, words in shown]
    for word in sorted(side.all.money):
        sums = [f"{money(block.money[word], word, 'en')} {what}" for block, what in named if word in block.money]
        parts = " + ".join(sums)
        yield f"    {money(side.all.money[word], word, 'en')} = {parts}"


def _glance(title: str, shown: Sequence[str], count: int) -> list[str]:
    if not count:
        return []
    more = [f"    ... and {count - len(shown)} more: --all shows them, --json lists them"] if count > len(shown) else []
    return [f"  {title}", *(f"    {line}" for line in shown), *more]


def _changed(one: Record, change: Change) -> str:
    left, right = change.places
    return f"{subject(one)}, {change.label}: {change.left} ({left}) / {change.right} ({right})"


def _found(record: Record) -> str:
    block = f", {BLOCKS[record.block]}" if isinstance(record, Listed) else ""
    return f"{subject(record) or 'no number'}: {record.place(_field(record))}{block}"


def _asked(question: Question) -> str:
    named = "; ".join(_found(record) for record in question.candidates[:GLANCE])
    more = f"; and {len(question.candidates) - GLANCE} more" if len(question.candidates) > GLANCE else ""
    which = "may be" if len(question.candidates) == 1 else "may be any of"
    return f"{_found(question.record)} {which} {named}{more} (by {question.by})"
