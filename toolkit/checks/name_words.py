"""Words that stand in and around names: titles, letters after a name, words of firms, names that are none.

All are folded (no case, accents or dots) but the letters after a name, which are capitals or they are part of it.
"""

from __future__ import annotations

import re

from toolkit.columns.declared import spelled

TITLES = frozenset(
    spelled(
        "mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lady|lord|rev|revd|reverend|capt|captain|mister|"
        "m|mme|mlle|monsieur|madame|mademoiselle|mm|maitre|docteur|professeur|"
        "herr|frau|fraulein|hr|fr|dr med|sig|sig ra|signor|signora|signore|signorina|dott|dott ssa|dottor|dottore|"
        "dottoressa|ing|avv|geom|sr|sra|srta|senor|senora|senorita|don|dona|d|dna"
    )
)
"""Titles as the column for them holds them."""

BEFORE_A_NAME = frozenset(
    spelled(
        "mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lady|lord|rev|revd|reverend|capt|captain|mme|mlle|monsieur|madame|"
        "mademoiselle|herr|frau|signor|signora|dott|senor|senora|sra"
    )
)
"""Titles that no one bears as a name, and that are told by standing in front of one. Don, Fr and M are names too."""

COMMON = frozenset(
    spelled("mr|mrs|ms|miss|mx|dr|prof|professor|m|mme|mlle|monsieur|madame|herr|frau|sig|signor|signora|sr|sra")
)
"""Titles behind which a letter writes the surname; behind Lord or Lady it may write the name of a peerage."""

LETTERS = re.compile(
    r"[\s,]+(?:(?:K|D|C|O|M)BE|(?:G|K|D)?C(?:MG|VO|B)|KC|QC|JP|DL|MP|MEP|Bt|Bart|Esq|Esquire|FRCS|FRCP|FRS|FRSA|RIBA|"
    r"FCA|ACA|Ph\.?D|MD|MBA|LL\.?[BM]|GBE|BEM)\.?$"
)
"""Honours, decorations and degrees behind a name, as capitals."""

FIRM = re.compile(
    r"\b(ltd|limited|llp|llc|inc|incorporated|plc|corp|corporation|company|gmbh|ag|kg|ohg|ug|sa|sarl|sas|sasu|eurl|sci|"
    r"snc|spa|srl|sl|slu|nv|bv|oy|ab|aps|pte|pty|holdings?|trust|trustees|foundation|fondation|stiftung|fondazione|"
    r"fundacion|estate of|executors of|succession|galler(y|ies|ie|ia)|galerie[ns]?|museum|musee|museo|library|club|"
    r"hotel|bank|banque|university|college|school|church|society|societe|institute?|association|embassy|ambassade|"
    r"council|department|office|partners|partnership|brothers|bros|freres|sons?|fils|sohne|figli|hijos|cie|co|"
    r"group|groupe|studio|auctions?|auctioneers|antiques|jewell?ers|joailliers?|bijoutiers?|boutique|maison|atelier|"
    r"exchange|consulting|services|traders?|trading|dealers?)\b"
)
"""Words of firms and houses in a folded name."""

LEGAL = re.compile(r"\b(ltd|limited|llp|llc|inc|plc|corp|gmbh|sarl|sas|srl|s r l|pty|pte|nv|bv|kg|holdings)$")
"""How the name of a firm ends, and no person's."""

NOBODY = re.compile(
    r"(private|privat|prive|privee|privato|privado|anonymous|anonyme|anonym|anonimo|confidential|unknown|unnamed|"
    r"no name|noname|name unknown|withheld|redacted|walk ?in|passing trade|cash (customer|sale|client)|customer|client|"
    r"cliente|kunde|sans nom|inconnu|unbekannt|sconosciuto|desconocido|xx+|null|none|undefined|nan)"
)
"""What stands in a name's cell where there is no name."""

GREETINGS = frozenset(
    spelled(
        "dear|my|cher|chere|chers|cheres|sehr|geehrte|geehrter|lieber|liebe|verehrte|verehrter|gentile|egregio|caro|cara|"
        "gentilissimo|gentilissima|estimado|estimada|querido|querida|and|et|und|e|y|the|to"
    )
)
"""Words of an opening that are no names."""
