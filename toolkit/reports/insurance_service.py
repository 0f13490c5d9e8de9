"""Jobs of the service register as lines of the schedule: clients' goods in for repair, each under its job's number."""

from __future__ import annotations

from collections.abc import Container, Iterable

from toolkit.doubts import DOUBTS
from toolkit.other_records import Job
from toolkit.reconcile.keys import code_key
from toolkit.registers import SERVICE
from toolkit.render.reasons import reason
from toolkit.reports.custody import Custody
from toolkit.reports.custody_away import Whereabouts, at_workshop
from toolkit.reports.custody_hours import Moment, Spot
from toolkit.reports.insurance import Line
from toolkit.reports.insurance_blocks import Placed, Want, block_of, sentences
from toolkit.values import Money, fold

OWNERSHIP = "customer_repair"
BASIS = "declared"
"""The basis of a client's goods: the value the client declared."""
_LABELS = {column.field: column.label for column in SERVICE.columns}


def job_wants(job: Job) -> Iterable[Want]:
    """What keeps a job's piece from the total: a client's goods count at the value the client declared."""
    at, words, value = job.place("declared_value"), _LABELS["declared_value"], job.declared_value
    doubt = job.doubts.get("declared_value")
    if not job.mapped("declared_value"):
        yield ("no-declared-column", {}), job.place()
    elif doubt:
        yield ("value-doubt", {"field": words, "raw": doubt.raw, "why": DOUBTS[doubt.code].title.lower()}), at
    elif value is None:
        yield ("value-blank", {"field": words}), at
    elif value.amount <= 0:
        yield ("value-zero", {"field": words, "raw": value}), at
    elif not value.currency:
        yield ("no-currency", {"field": words}), at


def job_value(job: Job) -> Money | None:
    """What a job's piece counts at, where nothing keeps it from the total."""
    return None if any(True for _ in job_wants(job)) else job.declared_value


def job_placed(job: Job, stands: Custody, moment: Moment, number: str) -> Placed:
    """A job's line under ``number``, in its block."""
    block, wants = block_of(stands.standing, lambda: job_wants(job))
    where = _whereabouts(job, moment)
    by_day = Spot(where.situation, where.location)
    night = moment.at_night(None, by_day, where.away)
    now = night if moment.closed else by_day
    valued = () if wants or not job.mapped("declared_value") else (job.place("declared_value"),)
    cells = (*(place for _, place in wants), *stands.places, *valued, *where.places)
    category = job.doubts.get("category")
    return Placed(
        block,
        Line(
            stock_no=number,
            description=_description(job),
            detail="",
            identifiers=job.serial or "",
            category=job.category or (category.raw if category else ""),
            ownership=OWNERSHIP,
            situation=now.situation,
            location=now.location,
            value=job.declared_value,
            valued=None,
            reasons=sentences((*stands.reasons, *(why for why, _ in wants)), moment.language),
            places=tuple(dict.fromkeys(cells)),
            by_day=where.situation,
            at_night=night.situation,
            owner=number,
            away=where.away,
            basis=BASIS,
        ),
    )


def job_number(job: Job, taken: Container[str], language: str) -> str:
    """The job's number as its line shows it; one that is a stock number too says that it is a job's."""
    number = job.job_no or (job.doubts["job_no"].raw if "job_no" in job.doubts else "")
    return reason("job-number", language, number=number) if number and code_key(number) in taken else number


def _whereabouts(job: Job, moment: Moment) -> Whereabouts:
    """Where a job's piece is: at the workshop only if its row says so, else in the house."""
    away = at_workshop(job, moment.day)
    if away:
        return Whereabouts("workshop", away.holder, away, (), away.places)
    situation = moment.situation(job.location)
    if not situation and not job.location:
        situation = moment.house["defaults.situation"]
    return Whereabouts(situation, job.location or "")


def _description(job: Job) -> str:
    """Maker, reference and what it is, as the job has it."""
    said: list[str] = []
    for part in (job.brand, job.brand_ref, job.piece):
        if part and not any(fold(part) in fold(other) for other in said):
            said.append(part)
    return ", ".join(said)
