"""What notes and cell comments ask of whoever writes a letter, with the day they speak of where they name one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.calendars import months_after
from toolkit.checks.notes import heard, notes_of
from toolkit.findings import Place
from toolkit.letters.days import in_text
from toolkit.letters.history import History
from toolkit.other_records import Contact
from toolkit.records import Record
from toolkit.values import When, fold

HOLD = "hold-note"
_HOLD = re.compile(
    r"\b(on hold|hold (all )?(letters?|mail(ings?)?|correspondence|marketing)|letters? on hold|aml|kyc|sanction(s|ed)?|"
    r"pep|politically exposed|source of funds|suspicious|suspended|courrier (bloque|suspendu)|bloquer (les )?courriers?|"
    r"(en )?attente kyc|postsperre|briefsperre|keine briefe bis|geldwasche|posta sospesa|antiriciclaggio|correo suspendido|blanqueo)\b"
)
_KIN = (
    r"husband|wife|spouse|partner|father|mother|parents?|brother|sister|sons?|daughter|child|baby|grandm\w+|grandf\w+|friend|dog|"
    r"mari|epoux|epouse|femme|pere|mere|frere|soeur|fils|fille|enfant|mann|ehemann|frau|ehefrau|vater|mutter|bruder|schwester|"
    r"sohn|tochter|kind|marito|moglie|padre|madre|fratello|sorella|figli[oa]|marido|mujer|espos[oa]|herman[oa]|hij[oa]"
)
_OF_OTHERS = re.compile(
    rf"\b({_KIN}|widow|widower|widowed|bereaved|bereavement|condolences?|funeral|veuf|veuve|deuil|condoleances|witwer?|beerdigung|"
    r"beileid|todesfall|vedov[oa]|condoglianze|viud[oa]|pesame)\b"
)
_SETTLED = "bereavement-note"


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing a note says: its code, its words, its cell and row, and the dates it names, or of the talk it is of."""

    code: str
    words: str
    place: Place
    record: Record
    days: tuple[When, ...] = ()

    @property
    def personal(self) -> bool:
        """Whether it stands in the client's own row or in a talk with her, not in the row of a piece or a repair."""
        return self.record.source.register in ("clients", "contacts")

    def within(self, today: date, months: int) -> bool:
        """Whether it is of the last months, or may be: a note without a date is as of today."""
        return not self.days or any(months_after(day.latest, months) >= today for day in self.days)


def notes(history: History) -> Iterator[Heard]:
    """What every note about a client says; a death that she mourns is a ``bereavement-note``."""
    for record in history.records():
        for place, words in notes_of(record):
            codes = list(heard(words, record.source.register))
            if record.source.register == "clients" and _HOLD.search(fold(words)):
                codes.append(HOLD)
            for code in codes:
                yield Heard(_meant(code, words), words.strip(), place, record, _days(record, words))


def _meant(code: str, words: str) -> str:
    return _SETTLED if code == "deceased-note" and _OF_OTHERS.search(fold(words)) else code


def _days(record: Record, words: str) -> tuple[When, ...]:
    named = tuple(in_text(words))
    talk = record.contact_date if isinstance(record, Contact) else None
    return named or ((talk,) if talk else ())


def standing(history: History) -> Iterator[tuple[str, Place]]:
    """The words of a client's standing that hold letters back."""
    for row in history.one.rows:
        if row.tier and _HOLD.search(fold(row.tier)):
            yield row.tier, row.place("tier")
