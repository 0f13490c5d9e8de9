"""Numbers by which a piece is known, each behind its own word: reference, serial, movement, case; and its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.readers.describe_kind import WATCH, is_imitation
from toolkit.readers.describe_text import Proposal, Text, words_of

_NO = r"(?:\.? ?(?:no|n°|nr|number|numero|#))?[.:# ]*"
_REF = re.compile(
    rf"(?<![\w-])(?:r[eé]f(?:[eé]rence)?s?|model (?:no|ref)|mod[eè]le "
    rf"r[eé]f)\b{_NO}(?P<code>[A-Za-z0-9][A-Za-z0-9./-]*)",
    re.IGNORECASE,
)
_NOT_REF = re.compile(
    r"(?:our|my|stock|notre|nos|interne|inv\w*|lot|web|item|shop|report|cross|price|cert\w*|facture)[ .:-]*$",
    re.IGNORECASE,
)
_OMEGA = re.compile(r"(?<![\w.])[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{3}(?![\w.])")
_ROLEX = re.compile(
    r"(?<![\w./£$€-])(?:1[1-3][0-9]{4}|1[4-8][0-9]{3})(?:LN|LV|LB|BLNR|BLRO|BLSO|CHNR|GRNR|RBOW|SABR|TBR|NR|VTNR"
    r"|CHOCO)?(?![\w./-]| ?(?:€|£|eur|gbp|usd|chf|h\b))"
)
_AP = re.compile(r"(?<![\w./-])[12][0-9]{4}(?:ST|OR|BA|BC|TI|CE|IO)(?:\.OO\.[A-Z0-9.]+)?(?![\w/-])")
_MORE = re.compile(r" [A-Z]{1,3}(?![a-z\w])| [0-9]{2,}(?![0-9]| ?(?:k|ct|mm|kt|cm))")
_SERIE = r"(?:n°|no|num[eé]ro) (?:de )?s[eé]rie[ .:n°]*|s[eé]rie n°[ .:]*"
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (field, re.compile(rf"(?<![\w-])(?:{label})(?P<code>[A-Za-z0-9][A-Za-z0-9./-]*)", re.IGNORECASE))
    for field, label in (
        ("serial", rf"serial{_NO}|s/n[.:# ]*|sn[.:#] ?|ser\. ?no[.: ]*|{_SERIE}"),
        ("movement_no", r"(?:movement|mouvement|mvt)\.? ?(?:no|n°|nr|number|num[eé]ro)[.: ]*"),
        ("case_no", r"(?:case|bo[iî]tier|bo[iî]te)\.? ?(?:no|n°|nr|number|num[eé]ro)[.: ]*"),
    )
)  # fmt: skip
_LABELS = words_of("serial s sn ser serie movement mouvement mvt case boitier boite")
_HIDDEN = re.compile(r"x{2,}|\*|…|\.\.")
_LEAST = {"serial": 5, "movement_no": 4, "case_no": 4}

_YEAR = r"(?:1[6-9][0-9]{2}|20[0-3][0-9])"
_SOME_YEAR = re.compile(r"[12][0-9]{3}|annees")
_ABOUT = re.compile(
    rf"\b(?:circa|vers|c\.|ca\.?|c) ?{_YEAR}(?:'?s)?(?![0-9\w])(?:-(?:{_YEAR}|[0-9]{{2,4}}s?)(?![0-9]))?"
)
_DECADE = re.compile(
    r"(?<![\w-])(?:(?:early|mid|late)[- ])?(?:the )?(?:1[6-9]|20)[0-9]0'?s\b|\bannees (?:19[0-9]0|20[0-9]0|[2-9]0)\b"
)
_MADE = re.compile(
    r"\b(?:made|manufactured|produced|dating from|dated from|fabrique\w*|annee|year(?: of manufacture)?|model "
    rf"year)(?: in| en| de)?[: ]+(?P<year>{_YEAR})(?![0-9\w])"
)
_PAPERS = re.compile(r"box|papers|papiers|boite|card|carte|service|revis|full set")
_BARE = re.compile(rf"\s*(?P<year>{_YEAR})\s*\.?\s*")
_LATER_YEAR = re.compile(
    r"\b(?:serviced?|revis\w*|overhaul\w*|warranty|garantie|card|carte|papers|papiers|certificat\w*|purchased|bought"
    r"|achete\w*|invoice|facture"
    r"|receipt|dated|datee?s?|valuation|edition|tribute|re-?edition|revival|hommage|since|until|jusqu\w*|sold"
    r"|vendu\w*|retail|style|polished"
    r"|ref|replaced|collection|anniversary|olympi\w*|model|hallmark\w*|after|before|avant|apres|report|rapport)\b"
)  # fmt: skip


def marks(text: Text, kind: str, brand: str) -> Iterator[Proposal]:
    """Reference, serial, movement and case number; none of a piece that is called a copy."""
    if is_imitation(text):
        return
    yield from _references(text, kind, brand)
    if not text.words & _LABELS:
        return
    for field, pattern in _NUMBERS:
        for match in pattern.finditer(text.text):
            code = match["code"].rstrip("./-")
            after = text.text[match.start("code") + len(code) : match.start("code") + len(code) + 4]
            shown = not (_HIDDEN.search(code.casefold()) or _HIDDEN.match(after.casefold()))
            whole = len(code) >= _LEAST[field] and any(map(str.isdigit, code)) and not re.match(r" [0-9]", after)
            if shown and whole and not text.is_doubtful(match.start()):
                yield text.said(field, match.start("code"), match.start("code") + len(code))


def _references(text: Text, kind: str, brand: str) -> Iterator[Proposal]:
    for match in _REF.finditer(text.text):
        code = match["code"].rstrip("./-")
        end = match.start("code") + len(code)
        if _NOT_REF.search(text.text[max(0, match.start() - 16) : match.start()]) or text.is_doubtful(match.start()):
            continue
        unfinished = _MORE.match(text.text, end) and not text.text.isupper()
        if len(code) >= 3 and any(map(str.isdigit, code)) and not unfinished:
            yield text.said("brand_ref", match.start("code"), end)
    own = {"omega": _OMEGA, "rolex": _ROLEX, "audemars piguet": _AP}.get(brand)
    for match in own.finditer(text.text) if own and kind == WATCH else ():
        before = text.low[max(0, match.start() - 14) : match.start()]
        labelled = re.search(r"(?:serial|serie|s/n|n°|no\.?|price|prix|ref\w*)[ .:n°]*$", before)
        if not labelled and not text.is_doubtful(match.start()) and not _MORE.match(text.text, match.end()):
            yield text.said("brand_ref", *match.span())


def year(text: Text) -> Proposal | None:
    """The one year of making: named as such, or alone between two commas; not that of papers, service or design."""
    sure: list[Proposal] = []
    if not _SOME_YEAR.search(text.low):
        return None
    for pattern in (_ABOUT, _DECADE, _MADE):
        for match in pattern.finditer(text.low):
            start, end = match.span("year") if "year" in pattern.groupindex else match.span()
            clause = text.low[slice(*text.clause_at(match.start()))]
            if not text.is_doubtful(match.start()) and (pattern is not _DECADE or not _LATER_YEAR.search(clause)):
                sure.append(text.said("year_made", start, end))
    if not sure:
        for start, end in text.clauses:
            bare = _BARE.fullmatch(text.low, start, end)
            if bare and not text.is_doubtful(start) and not _of_papers(text, start):
                sure.append(text.said("year_made", *bare.span("year")))
    sure = [one for one in sure if not any(o.start <= one.start and one.end < o.end for o in sure)]
    return sure[0] if len({one.value for one in sure}) == 1 else None


def _of_papers(text: Text, start: int) -> bool:
    """Whether a year in brackets dates the papers named before it."""
    return text.low[:start].rstrip()[-1:] in {"(", "["} and bool(_PAPERS.search(text.low[max(0, start - 30) : start]))
