"""The envelope: an address by its country's own layout, the country last in capitals for mail that goes abroad."""

from __future__ import annotations

import re
from functools import cache

from toolkit.checks.countries import country_of
from toolkit.checks.postal import home_of
from toolkit.other_records import Addressed
from toolkit.values import fold

# Where the postcode stands: in front of the town, behind town and region, or on a line of its own below.
_FRONT = frozenset({
    "AD", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IL", "IS", "IT",
    "LI", "LT", "LU", "MC", "ME", "MK", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "TR", "VA",
})  # fmt: skip
_LINE = {"US": "{town}, {region} {postcode}", "CA": "{town} {region}  {postcode}", "AU": "{town} {region} {postcode}",
         "NZ": "{town} {postcode}", "SG": "{town} {postcode}", "IT": "{postcode} {town} {region}",
         "BR": "{postcode} {town} {region}", "MX": "{postcode} {town}, {region}"}  # fmt: skip
_BELOW = "{town}\n{region}\n{postcode}"
_NO_REGION = frozenset({"GB", "IE", "JE", "GG", "IM"})
"""Where the post asks for no county."""
_ABROAD_IN = {"fr": frozenset({"FR", "BE", "CH", "LU", "MC"})}


def envelope(addressee: tuple[str, ...], client: Addressed, country: str, language: str = "en") -> tuple[str, ...]:
    """The lines of an envelope. ``country`` is the house's own; its ``language`` names the country abroad."""
    company: str | None = getattr(client, "company", None)
    firm = (company,) if company and fold(company) not in {fold(line) for line in addressee} else ()
    there = home_of(client, country)
    lines = [*addressee, *firm, *_place(client, there)]
    if there and there != country:
        lines = [line for line in lines if country_of(line) != there or line in addressee]
        lines.append(country_line(there, "fr" if country in _ABROAD_IN.get(language, ()) else "en"))
    return tuple(line for line in (" ".join(line.split()) for line in lines) if line)


@cache
def country_line(code: str, language: str = "en") -> str:
    """A country as the last line of an envelope: in capitals, in a language that the post of the sender reads."""
    from babel import Locale

    return str(Locale(language).territories.get(code, code)).upper()


def _place(client: Addressed, country: str) -> list[str]:
    """Street, town, region and postcode in the order of their country; an address in one cell line by line."""
    if not client.street and client.address:
        whole = client.address.splitlines() if "\n" in client.address else client.address.split(",")
        rest = [one for one in (client.town, client.postcode) if one and fold(one) not in fold(client.address)]
        return [*(line.strip() for line in whole), *rest]
    region = "" if country in _NO_REGION else client.region or ""
    layout = _LINE.get(country, "{postcode} {town}" if country in _FRONT else _BELOW)
    town = (layout if region else layout.replace(", ", " ")).format(
        town=client.town or "", region=region, postcode=client.postcode or ""
    )
    lines = [re.sub(r"^[\s,]+|[\s,]+$|(?<=,),| (?=,)", "", line) for line in town.split("\n")]
    return [*(client.street or "").splitlines(), *(client.street2 or "").splitlines(), *lines]
