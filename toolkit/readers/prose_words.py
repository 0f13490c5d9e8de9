"""The words of provenance texts: abbreviations that end no sentence, how a piece changes hands, kin, companies."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


# A name or a number always follows these, so their full stop never ends a passage.
LEADING = _set(
    "mr mrs ms mm messrs dr drs prof rev revd fr hon rt capt maj gen col lt sgt cpl adm cdr st ste sta mt ft gov sen rep "
    "pres mme mlle mmes mgr msgr sr.a sig sigra hr fr dna sra herr frl me no nos n° nr num inv acc cat ref vol vols pp p "
    "pg pl pls fig figs f ff fol ca c circa b d bt fl act ed eds trans cf vgl see exh approx attr vs v resp gal coll "
    "lugt illus ill repr"
)
# These end a name and may end the passage too: only what follows can tell.
CLOSING = _set(
    "inc ltd co corp cos bros jr sr esq llc plc cie sons assoc assn bt phd md etc et al dept est ave blvd rd sq jun sen "
    "snr jnr ag sa gmbh intl mfg ptnrs"
)
# After a comma these are a place and end it.
PLACES = _set(
    "ala ariz ark cal calif colo conn dc d.c del fla ga ill ind ia kan kans ky la l.a l.i mass md me mich minn miss mo "
    "mont neb nebr nev n.h n.j n.m n.y n.y.c n.c n.d o ok okla ont ore pa penn penna que r.i s.c s.d tenn tex u.k u.s "
    "u.s.a u.s.s.r u.a.e va vt wash wis wisc w.va wyo eng fr ger it switz"
)
# What surely begins a passage, even behind an abbreviation.
BEGINS = re.compile(
    r"[\[(]?(?:(?:private|anonymous|unknown|possibly|probably|perhaps|likely|presumably|purchased|bought|acquired|sold"
    r"|bequest|bequeathed|inherited|transferred|consigned|commissioned|by descent|by inheritance|gift (?:of|to|from)"
    r"|estate of|collection of|with|thence|his|her|their|the artist)\b|sale,)",
    re.IGNORECASE,
)
SURELY = {
    "probably": "probably", "likely": "probably", "presumably": "probably", "most likely": "probably",
    "very likely": "probably", "almost certainly": "probably", "very probably": "probably",
    "possibly": "possibly", "perhaps": "possibly", "maybe": "possibly", "apparently": "possibly",
    "reportedly": "possibly", "reputedly": "possibly", "allegedly": "possibly", "said to be": "possibly",
    "by repute": "possibly", "supposedly": "possibly", "sans doute": "probably", "probablement": "probably",
    "peut-être": "possibly",
}  # fmt: skip
"""Words of doubt, and the one of two that stands for each."""
_DOUBTING = re.compile(rf"({'|'.join(sorted(SURELY, key=len, reverse=True))})\b[,:]?\s*", re.IGNORECASE)


def take_doubt(words: str) -> tuple[str, str]:
    """The grade of the doubt that words begin with, "" for none, and the words behind it."""
    doubt = _DOUBTING.match(words)
    return (SURELY.get(doubt[1].casefold(), "possibly"), words[doubt.end() :]) if doubt else ("", words)


_KIN = (
    "wife|widow|husband|spouse|partner|son|sons|daughter|daughters|child|children|brother|brothers|sister|sisters|mother"
    "|father|parents|nephew|nephews|niece|nieces|cousin|cousins|uncle|aunt|grandson|grandsons|granddaughter"
    "|granddaughters|grandchild|grandchildren|grandfather|grandmother|great-grandson|great-granddaughter|great-nephew"
    "|great-niece|heir|heirs|family|descendants|descendant|in-law|son-in-law|daughter-in-law|brother-in-law"
    "|sister-in-law|stepson|stepdaughter|godson|goddaughter|executor|executors|estate"
)
_KIN_FRENCH = (
    "femme|veuve|veuf|épouse|époux|mari|filles?|fils|enfants?|frères?|sœurs?|soeurs?|neveux?|nièces?|petit-fils|petits-enfants"
    "|petite-fille|père|mère|parents|cousine?s?|oncle|tante|gendre|filleule?|héritiers?|héritières?|descendants|famille"
    "|succession"
)
RELATION = re.compile(
    rf"(?:(?:sa|son|ses|leurs?)\s+(?:(?:second|seconde|plus jeune|petite?|belle|beau|arrière)[ -])*(?:{_KIN_FRENCH})"
    rf"(?:\s(?:aînée?|cadette?|unique))?|(?:(?:le|la|les)\s|l['’])?(?:{_KIN_FRENCH}) (?:du|de la|des)\s"
    r"(?:précédente?s?|susdite?|testateur|testatrice)|(?:his|her|their|its|the \w+(?:'s|’s|s'|s’)|the latter(?:'s|’s))\s+"
    rf"(?:(?:eldest|elder|younger|youngest|second|third|first|late|only|great|former)\s+)*(?:{_KIN})"
    rf"|(?:wife|widow|husband|son|daughter|brother|sister|nephew|niece|grandson|granddaughter|heirs?) of (?:the )?"
    rf"(?:above|preceding|previous|last|latter|artist|sitter|foregoing|testator))(?=[\s,]|$)",
    re.IGNORECASE,
)
"""How a holder belongs to the one before: ``his daughter``, ``the sitter's nephew``, ``widow of the above``."""

CITY = re.compile(
    r"(?:New|San|Santa|Los|Las|Saint|Sankt|Palm|West|East|North|South|Hong|Buenos|The Hague|Tel|Rio|Le|La|El|Port|Fort"
    r"|Monte|Mexico|Mount|Kansas|Salt|Long|Cape|Den|Baden|Bad|Great|Upper|Lower|Grand|Little|Old|Lake|Château|Chateau)\b"
    r"|(?:St|Ste)\.?\s\w+$"
)
"""How the names of towns begin that have more than one word."""
TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mme|Mlle|Dr|Prof|Rev|Sir|Lady|Lord|Dame|Baron|Baroness|Count|Countess|Comte|Comtesse|Capt|Col"
    r"|Gen|Major|Captain|Colonel|Hon|Messrs|Prince|Princess|Duke|Duchess|Earl|Viscount|Marquess|Marquis)\b"
)
SUFFIX = re.compile(
    r"(?:Jr|Sr|Inc|Ltd|Limited|LLC|LLP|PLC|Plc|Esq|M\.?D|M\.?P|Ph\.?D|D\.?D\.?S|S\.?A|AG|GmbH|Cie|Corp|N\.?V|S\.?p\.?A"
    r"|[IVX]+|(?:\d{1,2}(?:st|nd|rd|th)|first|second|third)\s+(?:Bt|Baronet|Earl|Duke|Baron|Marquess|Viscount|Lord|Count)"
    r"\b.*|(?:Earl|Duke|Count|Baron|Comte|Duc|Marquis|Marquess|Viscount|Bishop|King|Queen|Prince|Princess) (?:of|de|d['’])"
    r".*|Lord [A-Z]\S*|(?:&|and|et|und)\s+\S.*)\.?(?=\s|$)"
)
"""What follows a comma and still belongs to the name before it."""
COMPANY = re.compile(
    r"\b(?:Galler(?:y|ies)|Galerie|Galleria|Auctions?|Auctioneers?|Auction-?house|Auctions-House|Association|Rooms|Co"
    r"|Company|Ltd|Inc|Cie|Sons|Brothers|Bros|Christie(?:['’]?s)?|Sotheby(?:['’]?s)?|Sotheby Parke|Phillips|Bonhams"
    r"|Parke[- ]Bernet|Drouot|Antiquorum|Artcurial|Dorotheum|Habsburg|Doyle|Heritage|Skinner|Koller|Ineichen|Tajan"
    r"|Piguet|Henry['’]s|Lempertz|Grisebach|Swann|Freeman['’]?s|Leslie Hindman|Hindman|Spink|Bukowskis?|Kunsthaus"
    r"|Auktionshaus|House of Sales)\b|&"
)
INSTITUTION = re.compile(
    r"\b(?:Institut(?:e|ion|ut)|Museum|Musée|Museo|University|Université|Library|College|School|Foundation|Academy"
    r"|Archives?|Society|Church|Cathedral)\b"
)
PART = re.compile(r"\b(?:Department|Division|Faculty|Section|Bureau)\b|(?:School|Library|Museum|Office) of\b")

# Small letters that a name may hold; a sentence holds others.
SMALL = _set(
    "of the and von van der den de del della delle dei degli di da das dos du des la le les l el al zu zur zum zum und et y e "
    "en à a an at in on for ten ter te op sur sous auf am im bei d s "
    "collection collections family estate private collector collectors dealer dealers market art artist artists heirs "
    "anonymous unknown unidentified owner owners vendor consignor donor seller buyer present previous recent most sitter "
    "sitters house gallery company sons brothers wife widow husband son daughter daughters children sister brother mother "
    "father nephew niece née nee né born formerly later subsequently then near area trade jeweller jewellers retailer "
    "particulière particulier privée famille succession héritiers trust sale royal museum client lady gentleman noble "
    "police soldiers thieves insurer insurers customs state bank army government person persons party parties above current "
    "château chateau palace castle villa rue veuve hôtel hotel committee trustees executors widower friend friends "
    "sa ses leur leurs fils fille filles femme épouse époux mari veuf frère frères sœur soeur sœurs neveu neveux nièce nièces "
    "petit-fils petite-fille petits-enfants père mère enfant enfants cousine oncle tante gendre héritier héritière descendants "
    "propriétaire propriétaires actuel actuelle précédent précédente ancien ancienne galerie maison librairie marchand "
    "antiquaire amateur collectionneur collectionneuse vendeur inconnu inconnue anonyme un une au aux musée étude "
    "his her their its european american english french swiss german italian continental by descent"
)

_TO, _FROM, _AT, _THROUGH = "to", "from", "at", "through"
_SALE_ROOM = (
    r"(?-i:(?:Mes?|Maîtres?|[ÉE]tude|Hôtel|Palais|Galerie|Christie|Sotheby|Phillips|Bonhams|Drouot|Antiquorum|Artcurial|Dorotheum"
    r"|Habsburg|Tajan|Piguet|Koller|Ineichen|Aguttes|Osenat|Ader|Beaussant|Millon|Piasa|Pillet|Heritage|Fellows|Lempertz|Finarte"
    r"|Parke[- ]Bernet)\b)"
)
_WHOSE = r"(?:his|her|their|its|the artist['’]s|the estate['’]s)"
_WITHIN = r"(?: (?:in|through|within|from|by) (?:the )?[^,;()]{1,60}?)?"
# How a passage says what happened, at its very beginning and nowhere else: the longer before the shorter.
_METHODS: tuple[tuple[str, str, str], ...] = (
    (r"(?:vendue?|acquise?|achetée?) (?:aux enchères(?: publiques)?|(?:en|à la) vente publique),? (?:chez|par la maison)", "auction", _AT),
    (rf"(?:(?:sa|leur) )?vente(?: publique| anonyme| après décès| aux enchères(?: publiques)?){{0,3}}(?=,? {_SALE_ROOM})", "auction", _AT),
    (r"vente (?:de la |de l['’])?(?:(?:ancienne )?collection|succession)(?: de| du)?|vente (?:de(?! la)|du)", "auction", _FROM),
    (r"adjugée? (?:à|au)|(?:achetée?|acquise?) (?:aux enchères|(?:en|à la) vente(?: publique)?) par", "auction", _TO),
    (r"(?:acquise? (?:du|de la|des)|achetée? (?:au|à la|aux)) précédente?s? par", "sale", _TO),
    (r"(?:offerte?|donnée?|don)(?: par| de) [^,;()]{1,60}? (?:à|au|aux)(?= (?:sa|son|ses|leurs?|MM?\.|Mmes?|Mlles?|la|le|l['’]\w+|musée)\b)", "gift", _TO),
    (r"(?:léguée?|legs)(?: par| de) [^,;()]{1,60}? (?:à|au|aux)(?= (?:sa|son|ses|leurs?|MM?\.|Mmes?|Mlles?|la|le|l['’]\w+|musée)\b)", "inheritance", _TO),
    (r"(?:par )?(?:don|donation) (?:à|au)|donnée? (?:à|au)|donnée? par", "gift", _TO),
    (r"(?:par|en) échange,? (?:avec|à)|échangée? avec", "trade_in", _TO),
    (r"confiée? (?:à|au)|déposée? (?:chez|à|au)|remise? en dépôt (?:chez|à|au)", "custody", _TO),
    (r"(?:acquise?|achetée?)(?: directement| neuve?)? (?:chez|auprès (?:de|du|des))", "sale", _FROM),
    (r"(?:acquise?|achetée?)(?: directement)? (?:du|des)", "sale", _FROM),
    (r"(?:purchased|bought|sold|acquired)(?: at| by| in)(?: an?| public)? (?:auction|sale) (?:by|to)", "auction", _TO),
    (r"(?:purchased|bought|sold|acquired)(?: at| by| in)(?: an?| public)? auction,? (?:at|in)", "auction", _AT),
    (r"(?:purchased|bought|sold|acquired)(?: at| by| in)(?: an?| public)? auction,? (?:through|via)", "auction", _THROUGH),
    (r"by auction,? to", "auction", _TO),
    (r"(?:re)?sold(?: again)? (?:at|in|through|via)|auctioned (?:at|by|through)|offered(?: for sale)? (?:at|by)", "auction", _AT),
    (rf"(?:in )?sales? (?:at|in)|{_WHOSE} (?:estate )?(?:anonymous )?sale,|(?:anonymous )?sale,|auction,|sold,|vente,", "auction", _AT),
    (r"(?:vendue?|mise? en vente) (?:chez|par la maison)|vente (?:chez|à)", "auction", _AT),
    (r"(?:private(?:ly)? )?(?:purchased|bought|acquired by purchase)(?: (?:privately|directly|there|at the sale|jointly))? by", "sale", _TO),
    (r"(?:by whom |and )?(?:re)?sold(?: (?:privately|directly|by private sale|by private treaty|on|again))? to|by (?:private )?(?:sale|purchase),? to", "sale", _TO),
    (r"(?:from|of|by) whom (?:purchased|bought|acquired) by|vendue? à|achetée? par", "sale", _TO),
    (r"(?:purchased|bought)(?: (?:privately|directly))? (?:from|of|through)|sold (?:by|from)|achetée? (?:à|chez|auprès de)|vendue? par", "sale", _FROM),
    (rf"{_WHOSE} (?:partial |joint )?gift,? to|(?:gift|gifted|donated|presented|given)(?: by [^,;()]{{1,60}}?)?,? to|(?:by|as a) gift,? to|don à|offerte? à", "gift", _TO),
    (r"(?:partial |promised |anonymous )?gift (?:of|from)|(?:given|donated|presented) by|donation of|don de|offerte? par", "gift", _FROM),
    (rf"{_WHOSE} bequest,? to|(?:by )?bequest,? to|(?:bequeathed|willed|left)(?: by [^,;()]{{1,60}}?)? to|léguée? à|by whom bequeathed to", "inheritance", _TO),
    (rf"(?:thence )?(?:by|through)(?: family)? (?:descent|inheritance|succession){_WITHIN},? to|(?:descended|passed)(?: by (?:descent|inheritance))?{_WITHIN} to|inherited by|par (?:descendance|succession|héritage|voie de succession|dévolution)(?: familiale)?,? (?:à|aux?)|héritée? par", "inheritance", _TO),
    (r"bequest of|bequeathed by|inherited from|by (?:descent|inheritance) from|legs de", "inheritance", _FROM),
    (r"(?:thence )?by (?:family )?(?:descent|inheritance)(?: (?:in|within) the family)?|by bequest|par (?:descendance|succession|héritage)(?: familiale)?|par legs", "inheritance", _TO),
    (r"(?:by|in) exchange,? (?:to|with)|exchanged (?:with|to|by)|traded(?:[- ]in)? (?:to|by|with|at)|trade[- ]in (?:to|by|at)|part[- ]exchanged (?:to|with|at)", "trade_in", _TO),
    (r"(?:taken )?(?:in|by)(?: part)?[- ]exchange (?:from|by)|trade[- ]in (?:from|of)|traded in from", "trade_in", _FROM),
    (r"(?:on )?(?:consignment|memo|memorandum) (?:to|with|at)|consigned (?:to|with|at)|en dépôt-vente chez", "consignment", _TO),
    (r"(?:on )?consignment from|consigned by", "consignment", _FROM),
    (r"(?:on )?(?:(?:extended|long[- ]term|permanent|temporary) )?loan(?:ed)? (?:to|at|with)|lent to|prêtée? à|en prêt à", "loan", _TO),
    (r"on loan from|(?:lent|loaned) by|prêtée? par", "loan", _FROM),
    (r"(?:purchased|bought|acquired)(?: new| retail)? (?:at|in)|retailed by", "sale", _FROM),
    (r"(?:delivered|supplied) to", "unknown", _TO),
    (r"return(?:ed)? to|restitut(?:ed|ion)(?: by [^,;()]{1,60}?)? to|repatriated to|by (?:return|restitution),? to|rendue? à|restituée? à", "return", _TO),
    (r"(?:stolen|looted|plundered) from|volée? (?:à|chez)", "theft", _FROM),
    (r"(?:stolen|looted|plundered) by", "theft", _TO),
    (r"recovered (?:by|from)|found by|retrouvée? par", "recovery", _TO),
    (r"commissioned(?: from [^,;()]{{1,60}}?)? by|(?:specially )?(?:made|ordered) (?:for|by)|commandée? par", "commission", _TO),
    (r"commissioned from", "commission", _FROM),
    (r"on deposit (?:with|at|to|in)|deposited (?:with|at|in)|in (?:the )?custody of|held (?:by|at)|(?:left|placed|kept) (?:for storage|in storage|for safe[- ]keeping)?(?: )?(?:with|at)|entrusted to|in storage (?:with|at)|en dépôt chez|with|chez", "custody", _TO),
    (r"(?:by|through) the agency of|through|via", "unknown", _THROUGH),
    (r"acquired (?:by|in exchange by)|(?:by )?transfer(?:red)?(?: by [^,;()]{1,60}?)?,? to|by conversion,? to|converted to|assigned to|(?:appropriated|confiscated|seized|nationali[sz]ed|requisitioned) by|acquise? par|thence to|to", "unknown", _TO),
    (r"(?:acquired|transferred)(?: directly)? from|from (?:the )?collection of|from|acquise? (?:de|auprès de)", "unknown", _FROM),
    (r"purchased|bought|achetée?", "sale", _TO),
    (r"sold|vendue?", "sale", _FROM),
    (r"acquired|acquise?", "unknown", _TO),
)  # fmt: skip
_FIRST = r"(?:originally|first|later|then|subsequently|and|puis|ensuite|d['’]abord|et)"
METHODS = tuple(
    (re.compile(rf"(?:{_FIRST} )?(?:{pattern})(?=[\s,]|$)\s*", re.IGNORECASE), kind, role)
    for pattern, kind, role in _METHODS
)
"""What happened, by the words a passage begins with: pattern, kind, what the party then named was to the piece."""

INNER = re.compile(
    r",\s+(?=(?:(?:from|by) whom |and then |and )?(?:"
    r"(?:purchased|bought|acquired|inherited) by (?!\d|c\.|about)|(?:re)?sold (?:(?:in |on )?[^,;()]{0,14}[0-9]{4} )?to |(?:given|donated|presented|bequeathed"
    r"|returned|restituted|consigned|transferred) to |(?:puis )?(?:par (?:descendance|succession|héritage)|léguée?|vendue?|offerte?) à "
    r"|(?:thence )?by (?:descent|inheritance|bequest|gift) to "
    r"|(?:gift|bequest) to |(?:on loan|lent|loaned|consigned) to |(?:on deposit|deposited|left|left for storage|in storage) (?:with|at) )\S)"
)
"""A comma before a plain change of hands: the passage goes on to the next holder."""
ON_TO = re.compile(r",\s+(?=to (?!\d)[A-ZÀ-Þ])")
"""In a sale: the comma before its buyer ("lot 12, to Carver & Sons")."""
