"""One fact at a time: a value from a cell with how it is known, or the words for what is not recorded."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.findings import Place
from toolkit.records import Record
from toolkit.reports.provenance import Fact, Section, Status
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_sources import placed


def fact(  # noqa: PLR0913 - a fact has this many parts, each named at the call
    case: Case,
    key: str,
    value: str,
    places: Iterable[Place],
    *,
    status: Status = "stated",
    by: str = "",
    evidence: tuple[str, ...] = (),
    label: str = "",
) -> Fact:
    """A fact; without a value it says that nothing is recorded. The register of the house is its source by default."""
    spots = tuple(dict.fromkeys(places))
    if not value:
        status, value, by = "not_known", case.say("not-recorded"), ""
    elif status in {"not_known", "not_applicable"}:
        by = ""
    else:
        by = by or case.say("by-register", house=case.house["house.name"])
    return Fact(
        key=key, label=case.say(f"label-{label or key}"), value=value, status=status,
        status_words=case.say(f"status-{status}", by=by), by=by, evidence=evidence,
        notes=case.notes.add("", spots), places=spots,
    )  # fmt: skip


def of_field(case: Case, key: str, record: Record, *fields: str, value: str | None = None, label: str = "") -> Fact:
    """A fact from fields of a record: the first one's text, or the value made from them."""
    said = str(getattr(record, fields[0]) or "") if value is None else value
    return fact(case, key, said, placed(record, *fields) if said else (record.place(fields[0]),), label=label)


def not_applicable(case: Case, key: str, value: str = "") -> Fact:
    """A fact that a piece of this kind has not."""
    return fact(case, key, value or case.say("not-applicable"), (), status="not_applicable")


def section(case: Case, key: str, facts: Iterable[Fact], words: Iterable[str] = ()) -> Section:
    """Facts under their heading."""
    return Section(key, case.say(f"heading-{key}"), tuple(facts), tuple(word for word in words if word))
