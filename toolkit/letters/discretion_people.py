"""Blocks that lie in the person: death, objection, a wrong address, a child, a hold, a complaint, grief."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from toolkit.checks.birthdays import ADULT, years_after
from toolkit.checks.consent import OBJECTION
from toolkit.checks.jobs import is_overdue
from toolkit.checks.names import several
from toolkit.checks.pieces import dated
from toolkit.findings import Place
from toolkit.letters.batch import Case
from toolkit.letters.heard import HOLD, standing
from toolkit.letters.letter import Hold
from toolkit.other_records import Client, Contact
from toolkit.values import fold

Block = Callable[[Case], Iterable[Hold]]

RECENT = 12
"""Months for which a complaint that was spoken of in a talk is taken as open, unless the talk says it is settled."""


def _rows(case: Case) -> tuple[Client, ...]:
    return case.history.one.rows


def deceased(case: Case) -> Iterable[Hold]:
    """Nobody writes to the dead; nor to both of a couple of whom one has died."""
    for row in _rows(case):
        if row.deceased or "deceased" in row.doubts:
            doubtful = "" if row.deceased else f": the cell reads {row.doubts['deceased'].raw!r}"
            yield Hold(
                "deceased",
                f"recorded as deceased{doubtful}",
                "If it is a mistake, clear the cell.",
                (row.place("deceased"),),
            )
    for one in case.said("deceased-note", "bereavement-note"):
        joint = any(several(words) for words in _names(one.record) if words)
        if one.personal and (one.code == "deceased-note" or joint):
            yield Hold(
                "deceased",
                f"a note of a death: {one.words!r}",
                "Let title, name and salutation name the living alone, record the death, and clear the note.",
                (one.place,),
            )


def _names(record: object) -> tuple[str | None, ...]:
    return (record.title, record.first_name, record.name) if isinstance(record, Client) else ()


def not_to_be_contacted(case: Case) -> Iterable[Hold]:
    """An objection is absolute, on whichever channel it was made."""
    for row in _rows(case):
        doubt = row.doubts.get("do_not_contact")
        if row.do_not_contact or doubt:
            words = f": the cell reads {doubt.raw!r}" if doubt else ""
            yield Hold(
                "do-not-contact",
                f"not to be contacted{words}",
                "Only the client can lift it, in writing; then clear the cell.",
                (row.place("do_not_contact"),),
            )
    for one in case.said("do-not-contact-note"):
        if one.personal:
            yield Hold(
                "do-not-contact",
                f"a note asks not to contact: {one.words!r}",
                "Only the client can lift it, in writing; then clear the note.",
                (one.place,),
            )


def objected(case: Case) -> Iterable[Hold]:
    """A no to letters by post, in whatever words."""
    for row in _rows(case):
        doubt = row.doubts.get("consent_post")
        plain = doubt is not None and OBJECTION.search(fold(doubt.raw)) is not None
        if row.consent_post is False or (doubt is not None and plain):
            words = f"the cell reads {doubt.raw!r}" if doubt else "letters by post: no"
            yield Hold(
                "objected",
                f"objected to letters: {words}",
                "Only the client can lift it, in writing; then type yes and the day.",
                (row.place("consent_post"),),
            )


def gone_away(case: Case) -> Iterable[Hold]:
    """A letter to an old address is opened by a stranger."""
    for row in _rows(case):
        if row.gone_away or "gone_away" in row.doubts:
            yield Hold(
                "gone-away",
                "recorded as gone away",
                "Type the new address and clear the cell.",
                (row.place("gone_away"),),
            )
    for one in case.said("gone-away-note"):
        if one.personal:
            yield Hold(
                "gone-away",
                f"a note that the address is wrong: {one.words!r}",
                "Type the new address and clear the note.",
                (one.place,),
            )


def minor(case: Case) -> Iterable[Hold]:
    """No letter that sells goes to a child."""
    for row in _rows(case):
        born = row.birthday
        if born and born.earliest <= case.batch.today < years_after(born.latest, ADULT):
            yield Hold(
                "minor",
                f"under eighteen: born {dated(born)}",
                "Correct the birthday if it is wrong; else write to a parent.",
                (row.place("birthday"),),
            )
    for one in case.said("under-age-note"):
        yield Hold(
            "minor",
            f"a note says under age: {one.words!r}",
            "Type the birthday and clear the note once the client is of age.",
            (one.place,),
        )


def hold(case: Case) -> Iterable[Hold]:
    """Whoever put a client on hold knows why."""
    found: list[tuple[str, Place]] = [(one.words, one.place) for one in case.said(HOLD)]
    for words, place in (*found, *standing(case.history)):
        yield Hold("hold", f"on hold: {words!r}", "Ask whoever set the hold; then clear the cell.", (place,))


def complaint(case: Case) -> Iterable[Hold]:
    """A cheerful letter to a client in dispute makes it worse."""
    for one in case.said("open-complaint-note", "legal-dispute-note"):
        if isinstance(one.record, Contact) and not one.within(case.batch.today, RECENT):
            continue
        legal = one.code == "legal-dispute-note"
        what = "lawyers are involved" if legal else "an open complaint"
        release = (
            "Whoever handles the matter decides." if legal else "Settle it, and write in the note that it is settled."
        )
        yield Hold("complaint", f"{what}: {one.words!r}", release, (one.place,), final=legal)


def late_repair(case: Case) -> Iterable[Hold]:
    """A greeting while her piece is overdue reads as mockery."""
    for job in case.history.jobs:
        if job.promised and is_overdue(job, case.batch.today):
            what = job.piece or job.job_no or "a piece"
            yield Hold(
                "overdue-repair",
                f"a repair is overdue: {what}, promised for {dated(job.promised)}",
                "Tell the client the new day first, and type it; or type that the piece is back.",
                (job.place("promised"),),
                final=False,
            )


def not_for_letters(case: Case) -> Iterable[Hold]:
    """The press, a competitor, the house's own people."""
    labels = {"press-note": "of the press", "employee-note": "works for the house", "competitor-note": "a competitor"}
    for one in case.said(*labels):
        yield Hold(
            "not-for-letters",
            f"{labels[one.code]}: {one.words!r}",
            "Decide who writes to them, if anybody; it is no client's letter.",
            (one.place,),
            final=False,
        )


def grief(case: Case) -> Iterable[Hold]:
    """For a year after a bereavement or a separation no occasion is written to; of a marriage that ended, never."""
    months = case.batch.terms.quiet_months
    married = any(one.kind == "wedding" for one in case.every)
    kinds = {"bereavement-note": ("bereavement", "a bereavement"), "separation-note": ("separation", "a separation")}
    for one in case.said(*kinds):
        recent = one.within(case.batch.today, months)
        if not one.personal or not (recent or married):
            continue
        code, label = kinds[one.code]
        undated = "" if one.days else "; the note has no date"
        releases = (
            "Clear the anniversary."
            if married and not recent
            else f"The adviser who knows the client writes by hand, or it passes {months} months after the day."
        )
        yield Hold(code, f"{label}: {one.words!r}{undated}", releases, (one.place,), final=married)


BLOCKS: tuple[Block, ...] = (
    deceased,
    not_to_be_contacted,
    objected,
    gone_away,
    minor,
    hold,
    complaint,
    late_repair,
    not_for_letters,
    grief,
)
"""In the order in which they weigh."""
