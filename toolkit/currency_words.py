"""Signs, words and formats that name a currency: the unmistakable ones, and those that several currencies share."""

from __future__ import annotations

from collections.abc import Mapping

# Folded word or sign -> code. A sign is here only if no other currency of a boutique's books is written with it.
UNMISTAKABLE: Mapping[str, str] = {
    "£": "GBP", "stg": "GBP", "sterling": "GBP", "pounds sterling": "GBP", "livres sterling": "GBP",
    "livre sterling": "GBP", "€": "EUR", "euro": "EUR", "euros": "EUR",
    "us$": "USD", "u s $": "USD", "us dollar": "USD", "us dollars": "USD",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "s$": "SGD", "sg$": "SGD", "nz$": "NZD",
    "nt$": "TWD", "r$": "BRL", "mx$": "MXN",
    "sfr": "CHF", "swiss francs": "CHF", "swiss franc": "CHF", "francs suisses": "CHF", "franc suisse": "CHF",
    "schweizer franken": "CHF", "franken": "CHF", "french francs": "FRF", "francs francais": "FRF",
    "yen": "JPY", "yens": "JPY", "rmb": "CNY", "renminbi": "CNY", "yuan": "CNY", "₹": "INR", "₽": "RUB", "₺": "TRY",
    "₩": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "zl": "PLN", "dhs": "AED",
}  # fmt: skip

_DOLLARS = frozenset(
    ("USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD", "MXN", "BSD", "BBD", "BMD", "KYD", "JMD", "TTD", "XCD", "FJD")
)
_CROWNS = frozenset(("SEK", "NOK", "DKK", "ISK", "CZK"))
_FRANCS = frozenset(("CHF", "FRF", "BEF", "LUF", "XAF", "XOF", "XPF"))
_POUNDS = frozenset(("GBP", "IEP", "EGP", "LBP", "SYP", "GIP", "FKP", "SHP"))
_YENS = frozenset(("JPY", "CNY"))
_MARKS = frozenset(("DEM", "FIM", "DDM", "BAM"))

# Folded word or sign -> the currencies it may mean. Only the house's or the row's own currency decides.
SHARED: Mapping[str, frozenset[str]] = {
    "$": _DOLLARS, "dollar": _DOLLARS, "dollars": _DOLLARS,
    "¥": _YENS,
    "kr": _CROWNS, "krone": _CROWNS, "kroner": _CROWNS, "krona": _CROWNS, "kronor": _CROWNS, "couronnes": _CROWNS,
    "franc": _FRANCS, "francs": _FRANCS, "fr": _FRANCS, "frs": _FRANCS, "f": _FRANCS, "ff": frozenset(("FRF",)),
    "pound": _POUNDS, "pounds": _POUNDS, "livre": _POUNDS, "livres": _POUNDS,
    "mark": _MARKS, "marks": _MARKS, "dm": frozenset(("DEM",)),
    "lira": frozenset(("ITL", "TRY")), "lire": frozenset(("ITL",)), "₤": frozenset(("GBP", "ITL")),
    "rupees": frozenset(("INR", "PKR", "LKR", "MUR")), "rs": frozenset(("INR", "PKR", "LKR", "MUR")),
    "dirham": frozenset(("AED", "MAD")), "dirhams": frozenset(("AED", "MAD")), "dh": frozenset(("AED", "MAD")),
    "riyal": frozenset(("SAR", "QAR", "OMR")), "riyals": frozenset(("SAR", "QAR", "OMR")),
    "dinar": frozenset(("KWD", "BHD", "JOD")), "dinars": frozenset(("KWD", "BHD", "JOD")),
    "pesos": frozenset(("MXN", "ARS", "CLP", "COP", "PHP")), "pesetas": frozenset(("ESP",)),
    "guilders": frozenset(("NLG", "ANG")), "roubles": frozenset(("RUB", "BYN")), "rubles": frozenset(("RUB", "BYN")),
}  # fmt: skip

# Codes that are taken in lower case too, beside a figure, where any three letters may stand.
EVERYDAY = frozenset((
    "aed", "aud", "cad", "chf", "cny", "dkk", "eur", "gbp", "hkd",
    "inr", "jpy", "nok", "nzd", "qar", "sar", "sek", "sgd", "usd",
))  # fmt: skip

# Currencies counted to three decimals; in any other, three digits after a mark are more likely thousands.
THREE_DECIMALS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))

# The language part of a number format ([$$-409]) where the sign before it is shared. Source: Microsoft's
# list of language identifiers (LCID), the country's currency.
FORMAT_LANGUAGES: Mapping[str, str] = {
    "409": "USD", "C09": "AUD", "1009": "CAD", "C0C": "CAD", "C04": "HKD", "1004": "SGD", "4809": "SGD",
    "1409": "NZD", "411": "JPY", "804": "CNY", "41D": "SEK", "414": "NOK", "406": "DKK", "40F": "ISK",
    "807": "CHF", "100C": "CHF", "810": "CHF",
}  # fmt: skip
