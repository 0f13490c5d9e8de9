"""The letters that go with sell-throughs: drafted beside the reports, approved by a person, sent by the post."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from toolkit.addresses import mailbox
from toolkit.findings import Exit, ToolkitError
from toolkit.house import House
from toolkit.mail import MOST, Letter, draft
from toolkit.produce import post
from toolkit.produce.post import Parcel, Posted
from toolkit.produce.schedule_letter import Drafted, laid_down
from toolkit.produce.sell_through import FOLDER, Made
from toolkit.reports.sell_through_letter import covering_letter

Way = Literal["draft", "mailbox", "test", "send"]


@dataclass(frozen=True, slots=True)
class Mailing:
    """What is to become of the letters: the way, who approves them, what was found out of those nobody knew of."""

    way: Way | None = None
    approver: str = ""
    resolved: Literal["sent", "not-sent"] | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Mailed:
    """What became of one letter; ``error`` says why there is none."""

    made: Made
    draft: Drafted | None = None
    posted: Posted | None = None
    approved: bool = False
    error: ToolkitError | None = None
    notes: tuple[str, ...] = ()


def mail(house: House, reports: Sequence[Made], mailing: Mailing, *, now: datetime, overwrite: bool, dry_run: bool) \
        -> tuple[Mailed, ...]:  # fmt: skip
    """Draft the letters of the reports that were made, and do with them what is asked.

    A report that this very run issued is not approved by it: a person approves what she could look at.
    """
    found = [_drafted(house, one, overwrite=overwrite, dry_run=dry_run) for one in reports if one.report]
    going = [one for one in found if one.error is None and one.made.report and one.made.report.number]
    if dry_run or (mailing.way in (None, "draft") and not (mailing.approver or mailing.resolved)):
        return tuple(found)
    # By number: of one brand several periods may be due.
    done = {one.made.outcome.number: one for one in _posted(house, going, mailing, now)}
    return tuple(done.get(one.made.outcome.number, one) for one in found)


def exit_code(mailed: Sequence[Mailed]) -> int:
    """The command's exit code for its letters."""
    code = post.exit_code([one.posted for one in mailed if one.posted])
    return code or (Exit.IN_DOUBT if any(one.error for one in mailed) else Exit.DONE)


def _letter(house: House, made: Made, names: Mapping[str, bytes]) -> Letter:
    """The letter of a report, as it is when it is drafted and when it is sent."""
    report, contract = made.report, made.contract
    assert report is not None
    names = dict(sorted(names.items()))
    told = covering_letter(report, tuple(names))
    return Letter(
        to=(contract.representative, mailbox(contract.email) or ""),
        sender=(report.house_name, mailbox(house["mail.from"] or house["house.email"]) or ""),
        subject=told.subject,
        words=told.words,
        at=report.as_at,
        identifier=f"{report.number}.r{report.revision}" if report.number else f"draft.{report.facts[:12]}",
        language=report.language,
        enclosed=names,
        cc=contract.cc,
    )


def _drafted(house: House, made: Made, *, overwrite: bool, dry_run: bool) -> Mailed:
    """The draft of one letter, written beside its report once it was looked at."""
    assert made.report is not None
    assert made.look is not None
    try:
        letter = _letter(house, made, made.files)
        data = draft(letter)
        path = house.folder / FOLDER / f"{made.look.name(made.report)}-letter.eml"
        made.look.look(made.report)({path.name: data})
        nobody = f"The letter is addressed to nobody yet: the contract with {made.contract.brand} has no email."
        notes = [] if letter.to[1] else [nobody]
        if len(data) > MOST:
            notes.append(f"The letter has {len(data) // 1_000_000} MB; many mailboxes refuse more than 20.")
        return Mailed(made, laid_down(path, letter, data, tuple(notes), dry_run=dry_run, overwrite=overwrite))
    except ToolkitError as error:
        return Mailed(made, error=error)


def _posted(house: House, going: Sequence[Mailed], mailing: Mailing, now: datetime) -> list[Mailed]:
    """The letters after the post had them: settled, approved, tried, put among the drafts, sent."""
    parcels: dict[str, Parcel] = {}
    done = []
    for one in going:
        assert one.made.report is not None
        try:
            letter = _letter(house, one.made, one.made.files)
            number, revision = one.made.outcome.number, one.made.outcome.revision
            parcels[number] = post.parcel(house, number, revision, letter)
        except ToolkitError as error:
            done.append(replace(one, error=error))
    known = [one for one in going if one.made.outcome.number in parcels]
    if mailing.resolved:
        _resolve(house, known, mailing, now)
    if mailing.approver and not mailing.resolved:
        known = [_approved(house, one, parcels[one.made.outcome.number], mailing.approver, now) for one in known]
    if mailing.way == "test":
        known = [_tried(house, one, parcels[one.made.outcome.number], now) for one in known]
    sending = [parcels[one.made.outcome.number] for one in known]
    posted = {one.parcel.number: one for one in _away(house, known, sending, mailing, now)}
    return [*done, *(replace(one, posted=posted.get(one.made.outcome.number)) for one in known)]


def _resolve(house: House, known: Sequence[Mailed], mailing: Mailing, now: datetime) -> None:
    """Write down what a person found out about letters of which nobody knew; of the others nothing is in doubt."""
    doubtful = {(one.number, one.revision) for one in post.in_doubt(house)}
    for one in known:
        report = one.made.report
        assert report is not None
        if len(known) == 1 or (report.number, report.revision) in doubtful:
            post.resolve(house, report.number, report.revision, sent=mailing.resolved == "sent", who=mailing.approver,
                         at=now)  # fmt: skip


def _approved(house: House, one: Mailed, parcel: Parcel, who: str, now: datetime) -> Mailed:
    """One letter approved, if its report could be looked at before."""
    if one.made.outcome.state != "unchanged":
        note = "Not approved: it was made just now. Look at its files and its letter, then give the same command again."
        return replace(one, notes=(*one.notes, note))
    try:
        post.approve(house, [parcel], who, _look(one), at=now)
    except ToolkitError as error:
        return replace(one, error=error)
    return replace(one, approved=True)


def _tried(house: House, one: Mailed, parcel: Parcel, now: datetime) -> Mailed:
    """One letter sent to the house itself."""
    return replace(one, notes=(*one.notes, f"a test of it was sent to {post.try_out(house, parcel, now=now)}"))


def _look(one: Mailed) -> Callable[[Mapping[str, bytes]], None]:
    """How a finished message about a report is looked at."""
    assert one.made.look is not None
    assert one.made.report is not None
    return one.made.look.look(one.made.report)


def _away(
    house: House, known: Sequence[Mailed], parcels: Sequence[Parcel], mailing: Mailing, now: datetime
) -> Sequence[Posted]:
    """What the post did with the parcels."""
    if mailing.way == "send":
        return post.send(house, parcels, now=now, again=mailing.again)
    if mailing.way == "mailbox":
        return post.keep_drafts(house, parcels, [_look(one) for one in known], at=now)
    return post.review(house, parcels) if parcels else ()
