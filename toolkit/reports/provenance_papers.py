"""Reports and documents, the service history, and searches of registers of loss and theft, as they were answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from toolkit.checks.pieces import JEWELS
from toolkit.checks.title import CHECK_LASTS, theft_answer
from toolkit.columns.stock_trade import TRADE
from toolkit.other_records import Job
from toolkit.records import Piece
from toolkit.render.dossier_words import capital, dated
from toolkit.reports.provenance import Check, Fact, Section, Service
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_deeds import Deed
from toolkit.reports.provenance_fact import fact, section
from toolkit.reports.provenance_piece import cite_report, grade_words, laboratory
from toolkit.reports.provenance_sources import placed
from toolkit.values import fold

SHOWN = ("extract", "card", "mark", "catalogue")
"""Kinds of documents told of beside the laboratory's report."""


def authentication(case: Case, apart: Sequence[Deed]) -> Section:
    """The laboratory's report, other documents about the piece, and where it was shown or published."""
    words = [case.say("reports-words")] if case.piece.report_no else []
    return section(case, "authentication", _documents(case, apart), words)


def _documents(case: Case, apart: Sequence[Deed]) -> Iterator[Fact]:
    piece = case.piece
    if piece.report_no:
        yield _report(case)
    elif piece.category in JEWELS or piece.category == "loose_stone":
        yield fact(case, "report", "", [piece.place("report_no")] if piece.mapped("report_no") else [])
    for one in case.documents.all():
        if one.kind in SHOWN:
            label = one.kind if one.kind in {"extract", "card"} else "document"
            value = case.documents.told(one.id, under=case.say(f"label-{label}"))
            source = case.say("by-archive" if one.kind == "extract" else "by-document")
            yield fact(case, "document", value, one.places, by=source, evidence=(one.id,), label=label)
    for deed in apart:
        if deed.kind in {"exhibition", "publication"}:
            party = deed.taker or deed.giver
            shown = capital(case.shown(party)) if party else ""
            when = dated(deed.when, case.language) if deed.when else ""
            value = ", ".join(filter(None, (shown, _town(case, deed), when)))
            yield fact(case, deed.kind, value, deed.places, status=deed.status, by=deed.by, evidence=deed.evidence)


def _town(case: Case, deed: Deed) -> str:
    """Where a deed took place, as far as this edition may say."""
    return deed.where if case.internal or case.holdings.people.is_place(deed.where) else ""


def _report(case: Case) -> Fact:
    """The report by its laboratory, number and date, and what it says of the stone."""
    piece = case.piece
    number = piece.report_no or ""
    named = case.laboratory and not fold(number).startswith(fold(case.laboratory))
    words = case.say("report-value", laboratory=case.laboratory, number=number) if named else number
    if piece.report_date:
        words = case.say("report-dated", report=words, date=dated(piece.report_date, case.language))
    grades = grade_words(case)
    value = f"{words}: {grades}" if grades else words
    cells = placed(piece, "report_no", "laboratory", "report_date", "carat", "colour", "clarity", "stone_origin")
    return fact(case, "report", value, cells, by=laboratory(case), evidence=(cite_report(case),))


def services(case: Case, apart: Sequence[Deed]) -> tuple[Service, ...]:
    """Every job done on the piece and every service its provenance tells of, the earliest first."""
    jobs = [_of_job(case, job) for job in case.jobs if job.job_status != "refused"]
    told = [_of_deed(case, deed) for deed in apart if deed.kind == "service"]
    return tuple(sorted((*told, *jobs), key=lambda one: one.dated.earliest if one.dated else date.max))


def _of_job(case: Case, job: Job) -> Service:
    """One job of the service register. Its client is never named, nor its price."""
    number = job.invoice_no or job.job_no or ""
    cells = placed(job, "invoice_no" if job.invoice_no else "job_no")
    evidence = (case.documents.cite("service" if job.invoice_no else "job", cells, number=number),) if number else ()
    work = job.work_done or job.work or case.say("not-recorded")
    over = job.returned or job.collected
    if over is None and job.job_status not in {"collected", "ready", None}:
        work = case.say("under-way", work=work)
    if job.warranty_until:
        work = case.say("warranty-until", work=work, date=dated(job.warranty_until, case.language))
    day = over or job.received
    places = placed(job, "returned" if job.returned else "collected" if job.collected else "received", "workshop",
                    "work_done" if job.work_done else "work", "warranty_until", "job_no", "invoice_no")  # fmt: skip
    return Service(
        day, dated(day, case.language) if day else case.say("not-recorded"), _workshop(case, job.workshop), work,
        case.say("job-number", number=number) if number else "", "stated",
        case.say("status-stated", by=case.say("by-workshop")), evidence, case.notes.add("", places), places,
    )  # fmt: skip


def _of_deed(case: Case, deed: Deed) -> Service:
    """A service that the provenance tells of, with its document."""
    party = deed.taker or deed.giver
    where = _town(case, deed)
    work = ", ".join(filter(None, (case.say("service-told"), where)))
    note = " ".join(case.say("document-note", document=case.documents.title(one), id=one) for one in deed.evidence)
    note = " ".join(filter(None, (note, deed.remark if case.internal else "")))
    return Service(
        deed.when, dated(deed.when, case.language) if deed.when else case.say("not-recorded"),
        _workshop(case, party.words if party else None), work, "", deed.status,
        case.say(f"status-{deed.status}", by=deed.by), deed.evidence, case.notes.add(note, deed.places), deed.places,
    )  # fmt: skip


def _workshop(case: Case, words: str | None) -> str:
    """Who did the work: by name in the house's copy, else the maker's workshop or another."""
    if not words:
        return case.say("not-recorded")
    if case.internal:
        return words
    party = case.party(words)
    if party.nature == "house":
        return party.words
    maker = party.nature == "maker" or party.kind == "the-maker"
    return case.say("workshop-maker" if maker else "workshop-other")


_GENERIC = frozenset(fold(heading) for column in TRADE if column.field == "stolen_check" for heading in column.headings)
_REGISTERS = frozenset({"watch register", "art loss register"})


def checks(case: Case) -> tuple[Check, ...]:
    """The searches recorded for the piece, the earliest first; one without its date withholds the dossier."""
    return tuple(_check(case, row) for row in case.rows if row.stolen_check)


def _check(case: Case, row: Piece) -> Check:
    answer, day = row.stolen_check or "", row.stolen_check_date
    cells = placed(row, "stolen_check", "stolen_check_date")
    if day is None:
        case.withhold(
            f"The search of a register of thefts reads {answer!r}, but its date is not recorded.",
            (row.place("stolen_check_date" if row.mapped("stolen_check_date") else "stolen_check"),),
            "Type the date on the register's answer.",
        )  # fmt: skip
    elif day.earliest > case.today:
        case.withhold(
            "The search of a register of thefts is dated after the day of the dossier.", cells,
            "Correct the date on which the register answered.",
        )  # fmt: skip
    if theft_answer(answer) == "claim":
        case.withhold(
            f"The search of a register of thefts reads {answer!r}, which no register says.", cells[:1],
            "Type the register's own words, such as No Match.",
        )  # fmt: skip
    age = (case.today - day.latest).days if day else 0
    fresh = day is not None and 0 <= age <= CHECK_LASTS.days
    date_words = dated(day, case.language) if day else case.say("not-recorded")
    heading = row.source.headings.get("stolen_check", "")
    evidence = case.documents.cite("check", cells, words=f"{heading}, {date_words}", day=day)
    return Check(
        register=_register(case, row), query=case.say("not-recorded"), reference=case.say("not-recorded"), dated=day,
        date_words=date_words, outcome=answer, limits=case.say("check-limits"), fresh=fresh,
        age_words=_age(case, age, fresh=fresh) if day and age >= 0 else "",
        evidence=(evidence,), notes=case.notes.add("", cells), places=cells,
    )  # fmt: skip


def _age(case: Case, days: int, *, fresh: bool) -> str:
    """How long before the dossier a register answered."""
    return case.say("check-fresh" if fresh else "check-old", n=days) if days else case.say("check-same")


def _register(case: Case, row: Piece) -> str:
    """The register that was asked, as the column is headed; a heading that names none says so."""
    heading = row.source.headings.get("stolen_check", "").strip()
    named = fold(heading) in _REGISTERS or (heading and fold(heading) not in _GENERIC)
    return heading if named else case.say("not-recorded")
