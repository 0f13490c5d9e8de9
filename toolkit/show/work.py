"""What a check leaves, for people and for programs: its findings, what changed since last time, what was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from toolkit.findings import CATALOGUE, Finding
from toolkit.produce.marks import Answers
from toolkit.produce.work import Item, Work
from toolkit.show.findings import finding_json, findings_text, held, place_json, places_text, summary

GLANCE = 6
"""How many fixed or settled findings are named at a glance."""


def work_json(work: Work) -> dict[str, Any]:
    """The keys a check and a reconciliation share, beside those of their own."""
    document: dict[str, Any] = {
        "findings": [item_json(item) for item in work.open],
        "settled": [item_json(item) for item in work.settled],
        "acknowledged": [item_json(item) for item in work.acknowledged],
        "fixed": [{"mark": gone.mark, "kind": gone.kind, "place": gone.place} for gone in work.fixed],
        "last": work.last.isoformat(timespec="minutes") if work.last else None,
        "notes": list(work.notes),
    }
    if work.answers.lists:
        document["marks"] = _answers_json(work.answers)
    return document


def item_json(item: Item) -> dict[str, Any]:
    """A finding with its mark, whether it is new, and what was said of it."""
    said = {name: getattr(item, name) or None for name in ("verdict", "by", "on", "reason", "until")}
    return {**finding_json(item.finding), "mark": item.mark, "state": "new" if item.new else "open", **said}


def _answers_json(answers: Answers) -> dict[str, Any]:
    return {
        "read": answers.read,
        "new": len(answers.new),
        "undone": len(answers.undone),
        "known": answers.same,
        "gone": answers.gone,
        "refused": [{"place": place_json(item.place), "reason": item.reason} for item in answers.refused],
    }


def work_text(work: Work, *, everything: bool = False) -> str:
    """The findings by kind, then what changed, what was said, and what became of the marks that were read."""
    findings = [item.finding for item in work.open]
    apart = [item.finding for item in work.acknowledged]
    parts = [
        findings_text(findings, everything=everything, beside=_beside(work, everything=everything)),
        _acknowledged(work) if everything else "",
        _fixed(work, everything=everything),
        summary(findings, apart),
        changed(work),
        known_text(work, everything=everything),
        answers_text(work.answers) if work.answers.lists else "",
        "\n".join(work.notes),
    ]
    return "\n\n".join(part for part in parts if part)


def _beside(work: Work, *, everything: bool) -> Callable[[Finding], str]:
    """What stands beside a finding: that it is new, what somebody said of it; with everything its mark as well."""
    items = {id(item.finding): item for item in work.open}

    def words(finding: Finding) -> str:
        item = items[id(finding)]
        new = "new" if item.new else ""
        done = f"marked done on {item.on} by {item.by}, still there" if item.verdict == "done" else ""
        over = f"acknowledged by {item.by} until {item.until}, that day has passed" if item.lapsed else ""
        return ", ".join(filter(None, (new, done, over, f"mark {item.mark}" if everything else "")))

    return words


def _acknowledged(work: Work) -> str:
    """Each finding somebody knows of: until when, who said so, and why."""
    if not work.acknowledged:
        return ""
    lines = [f"known for now  ({len(work.acknowledged)})"]
    for item in work.acknowledged:
        said = f"until {item.until}, by {item.by} on {item.on}, mark {item.mark}"
        lines += [f"  {places_text(item.finding.places)}  ({said})", f"    {item.finding.message}"]
        lines.append(f"    {item.reason}")
    return "\n".join(lines)


def known_text(work: Work, *, everything: bool = False) -> str:
    """``2 known for now, the first until 2027-04-30 (--all lists them)``, and what they hold back all the same."""
    if not work.acknowledged:
        return ""
    first = min(item.until for item in work.acknowledged)
    number = len(work.acknowledged)
    words = f"{number} known for now, {'the first ' if number > 1 else ''}until {first}"
    back = held(item.finding for item in work.acknowledged)
    words += f"; of them {back} all the same" if back else ""
    return words if everything else f"{words} (--all lists {'them' if number > 1 else 'it'})"


def _fixed(work: Work, *, everything: bool) -> str:
    """What is there no more."""
    if not work.fixed:
        return ""
    shown = work.fixed if everything else work.fixed[:GLANCE]
    lines = [f"fixed  ({len(work.fixed)})"]
    for gone in shown:
        kind = CATALOGUE.kinds.get(gone.kind)
        lines.append(f"  {gone.place}: {kind.title if kind else gone.kind}")
    more = len(work.fixed) - len(shown)
    return "\n".join([*lines, *([f"  ... and {more} more: --all shows them"] if more else [])])


def changed(work: Work) -> str:
    """``4 new, 2 fixed, 131 still open since 2026-09-30; 3 called not a fault``."""
    settled = f"{len(work.settled)} called not a fault" if work.settled else ""
    if work.last is None:
        return settled
    new = sum(item.new for item in work.open)
    words = f"{new} new, {len(work.fixed)} fixed, {len(work.open) - new} still open since {work.last:%Y-%m-%d}"
    return "; ".join(filter(None, (words, settled)))


def answers_text(answers: Answers) -> str:
    """``3 marks read: 2 new, 1 undone.`` Then each that was not taken, with the reason."""
    parts = (
        (len(answers.new), "new"),
        (len(answers.undone), "undone"),
        (answers.same, "known already"),
        (answers.gone, "of findings that are gone"),
        (len(answers.refused), "not taken"),
    )
    words = ", ".join(f"{number} {what}" for number, what in parts if number)
    heading = f"{answers.read} {'mark' if answers.read == 1 else 'marks'} read{': ' if words else ''}{words}."
    return "\n".join([heading, *(f"  {item.place}: {item.reason}" for item in answers.refused)])
