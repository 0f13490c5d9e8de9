"""Words by which parties are told apart: titles, company forms, auction houses, towns, and words that name nobody."""

from __future__ import annotations

import re

TITLE = re.compile(
    r"^(?:the late |estate of |heirs of |feue? |nachlass |"
    r"(?:la )?(?:succession|hoirie|(?:ancienne )?collection|famille|les héritiers|héritiers|vente|descendants) (?:de |d['’])?)*"
    r"(?:mrs?|ms|miss|mmes?|mlles?|mm|madame|monsieur|mademoiselle|dr|docteur|prof|professor|professeur|sir|dame|lady|lord"
    r"|herr|frau|sig|sig\.ra|signora?|señora?|sra?|don|doña|maître|me|m|veuve|vve|(?:vi)?comte(?:sse)?|count(?:ess)?"
    r"|baron(?:ess|ne)?|duke|duchess|duc|marquis(?:e)?|princ(?:e|ess|esse)|earl|viscount(?:ess)?|captain|capitaine|capt"
    r"|commandant|colonel|col|major|general|général|rev|abbé|hon)\b\.?\s+(?!collection\b)",
    re.IGNORECASE,
)
"""A title before a name: whatever follows is a person."""

HERS = frozenset(
    {"mrs", "ms", "miss", "mme", "mlle", "madame", "mademoiselle", "lady", "dame", "frau", "signora", "senora",
     "sra", "dona", "veuve", "vve", "comtesse", "countess", "vicomtesse", "baroness", "baronne", "duchess",
     "marquise", "princess", "princesse", "viscountess"}
)  # fmt: skip
HIS = frozenset(
    {"mr", "monsieur", "m", "sir", "lord", "herr", "sig", "signor", "senor", "sr", "don", "comte", "count",
     "vicomte", "baron", "duke", "duc", "marquis", "prince", "earl", "viscount", "abbe"}
)  # fmt: skip
"""Titles of a woman and of a man, folded: the same surname after one of each is two people."""

FIRM = re.compile(
    r"(?:,?\s+(?:Ltd|Limited|PLC|plc|Inc|LLC|LLP|GmbH|AG|KG|SARL|SÀRL|Sàrl|SAS|SA|S\.A\.|Srl|SRL|S\.r\.l\.|SpA|S\.p\.A\.|SL|S\.L\."
    r"|BV|B\.V\.|NV|N\.V\.|Oy|AB|A/S|Co|& Co|& Cie|et Cie|& Sons|and Sons|& Fils|et Fils|& Söhne|Brothers|Bros|Frères|Gebrüder"
    r"|Auctions|Auctioneers|Jewellers|Jewelers|Joailliers|Antiques|Fine Art))(?=$|[\s,.;()])\.?"
)
"""A company's form or trade in its name, as written: small letters would be found in people's names."""

INSTITUTION = re.compile(
    r"\b(museum|musee|museo|museu|kunsthalle|gallery|galleries|galerie|galleria|galeria|national trust"
    r"|bijouterie|joaillerie|horlogerie|orologeria|gioielleria|oreficeria|joyeria|relojeria|juwelier|hotel des ventes"
    r"|maisons? de ventes?|auktionshaus)\b"
)
"""Houses that are public by what they are: museums, shops and auction houses that say so in their name."""

HOUSES_OF_SALE = frozenset(
    {"christie s", "christies", "sotheby s", "sothebys", "phillips", "bonhams", "antiquorum", "artcurial", "dorotheum",
     "drouot", "hotel drouot", "heritage auctions", "koller", "tajan", "fellows", "lyon turnbull", "doyle", "skinner",
     "piguet", "ineichen", "lempertz", "van ham", "bukowskis", "bruun rasmussen", "aguttes", "osenat", "finarte",
     "cambi", "wannenes", "ansorena", "balclis", "poly auction", "bolaffi", "il ponte", "freeman s", "hindman"}
)  # fmt: skip
"""Auction houses known by name alone, folded."""

AT_SALE = re.compile(
    r"^(?:ventes?(?: aux encheres| publique)?|sales?|auction|auktion|versteigerung|asta|vendita|subasta|venta)"
    r"(?: chez| at| by| bei| da| en| de)? "
)
"""What stands before an auction house's name where a sale is meant, folded: ``vente Christie's Genève``."""

AUCTION = r"auction\w*|encheres|auktion\w*|asta|casa d aste|subasta|maisons? de ventes?|hotel des ventes|commissaires? priseurs?"
"""Words for an auction house, folded."""

TRADE = re.compile(
    r"\b(retailer|detaillant|dealers?|marchands?|negociants?|handler|commerciante|comerciante|trade|jewell?ers?|joailli\w+"
    r"|bijouti?er\w*|horloger\w*|watchmaker|brand|marque|marke|wholesaler|grossiste|antiquaire|brocanteur|manufacturer"
    r"|manufacture|hersteller|fabricante|confreres?|professionnel\w*|fournisseur|workshop|atelier|werkstatt|taller"
    rf"|{AUCTION})\b"
)
"""Words that say a party is in the trade."""

VENDOR = re.compile(
    r"^(?:the |le |la |l )?(?:present |actuel |actuelle )?(?:vendors?|sellers?|vendeurs?|vendeuses?|venderesses?|consignors?"
    r"|deposants?|deposantes?|verkaufer\w*|venditore|venditrice|vendedora?|consignatario)$"
)
"""Whoever sold the piece to the house or left it there, without a name."""

DWELLING = re.compile(
    r"\b(house|home|residence|villa|chateau|castle|manor|hall|cottage|flat|apartment|estate|chez|palais|palazzo|wohnung|maison"
    r"|collection|manoir|domaine|hotel|bastide|mas|gentilhommiere|propriete|appartement|pavillon|ferme|rue|avenue|quai|place"
    r"|boulevard|allee|impasse|chemin|street|road|lane|square|schloss|haus|gut|castello|masseria|casa|finca|quinta|hacienda)\b"
)
"""Words of a private address: what holds one is no town."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORKS = _words(
    "service services servicing sav kundendienst servizio servicio centre center centres centers centro zentrum workshops "
    "ateliers laboratory laboratoire labor laboratorio watchmakers jewellers jewelers repairer repairers repairs goldsmith "
    "polisher setter engraver"
)
"""Words for whoever works on a piece, folded; like those below they name nobody, and never a private person."""

NAMELESS = WORKS | _words(
    "private privately prive privee prives particulier particuliers particuliere privat privato privata privado privada "
    "collection collections collector collectors collectionneur collectionneuse sammlung sammler sammlerin privatsammlung "
    "collezione collezionista coleccion coleccionista family famille familie famiglia familia estate succession heirs heir "
    "heritiers heritier erben eredi herederos owner owners proprietaire proprietaires eigentumer proprietario vendor vendors "
    "seller sellers vendeur vendeuse venderesse verkaufer consignor deposant deposante client cliente customer kunde retailer "
    "detaillant dealer dealers marchand handler trade jeweller jeweler joaillier bijoutier horloger watchmaker auction auctions "
    "encheres auktion asta subasta brand marque marke maker workshop atelier unknown inconnu inconnue unbekannt anonymous "
    "anonyme amateur amateurs negociant lady gentleman person personne persona somebody boutique shop"
)
"""Words for a party that name nobody, folded."""

SMALL = _words(
    "the a an of by for from in at to and or with le la les l un une de du des d chez par pour au aux der die das ein eine von "
    "il lo i gli una di da el los las y e first second third previous former original present current premier premiere second "
    "seconde precedent precedente actuel actuelle erste zweite by appointment sur rendez vous direct account compte house s "
    "european english british french swiss german italian american european europeenne anglaise francaise suisse his her their "
    "distinguished important noble nobleman foreign same meme"
)
"""Small words that may stand beside those, folded."""

PLACES = _words(
    "london paris geneva geneve genf zurich basel bale bern lausanne lugano milan milano rome roma florence firenze "
    "venice venezia turin torino naples napoli madrid barcelona seville lisbon lisboa porto brussels bruxelles "
    "antwerp anvers amsterdam rotterdam luxembourg berlin munich munchen hamburg frankfurt cologne koln dusseldorf "
    "stuttgart dresden leipzig vienna wien salzburg prague budapest warsaw copenhagen stockholm oslo helsinki dublin "
    "edinburgh glasgow manchester birmingham liverpool leeds bristol bath oxford cambridge brighton norwich exeter "
    "chester harrogate cheltenham winchester canterbury belfast cardiff aberdeen boston philadelphia washington "
    "chicago detroit cleveland miami houston dallas atlanta seattle denver montreal toronto vancouver ottawa mexico "
    "santiago lima bogota caracas tokyo osaka kyoto singapore shanghai beijing seoul taipei bangkok mumbai bombay "
    "delhi calcutta kolkata jaipur dubai doha riyadh kuwait beirut cairo alexandria jerusalem istanbul athens moscow "
    "kiev sydney melbourne auckland johannesburg nairobi marrakech casablanca tangier monaco nice cannes lyon "
    "marseille bordeaux lille strasbourg nantes toulouse deauville biarritz versailles reims dijon surrey kent sussex "
    "essex norfolk suffolk devon cornwall dorset somerset wiltshire hampshire berkshire buckinghamshire oxfordshire "
    "gloucestershire yorkshire lancashire cheshire derbyshire cumbria northumberland scotland wales ireland england "
    "uk france switzerland suisse schweiz germany deutschland allemagne austria italy italia italie spain espana "
    "espagne portugal belgium belgique netherlands denmark sweden norway finland poland hungary greece turkey russia "
    "usa america canada brazil argentina japan japon china chine india inde egypt egypte morocco maroc lebanon israel "
    "australia europe asia africa normandy normandie provence burgundy bourgogne brittany bretagne tuscany toscana "
    "bavaria bayern saxony california florida texas massachusetts connecticut pennsylvania virginia maryland ohio "
    "illinois michigan york"
) | {
    "the hague", "new york", "new york city", "palm beach", "los angeles", "san francisco", "beverly hills",
    "mexico city", "buenos aires", "rio de janeiro", "sao paulo", "hong kong", "new delhi", "abu dhabi", "tel aviv",
    "st petersburg", "saint petersburg", "cape town", "monte carlo", "great britain", "united kingdom", "pays bas",
    "united states", "etats unis", "new zealand", "south africa", "new jersey",
}  # fmt: skip
"""Towns, counties and countries of the trade, folded: what may stand beside a private collection."""

OF_THE_TRADE = _words(
    "restoration restorations restaurateur restorer horology horological horologist horologer watches clocks clockmaker "
    "jewellery jewelry gem gems gemmology gemology gemmologie diamonds timepieces chronometer chronometry studio studios "
    "gallery house maison manufacture manufactory technical technique tecnico authorised authorized agree agreee agrees "
    "autorise autorisee official officiel officielle international national department departement luxury luxe precision "
    "express quality expert experts polishing setting engraving stringing plating cleaning"
)
"""Words that workshops and dealers put into their names, folded, beside those that dossiers print anyway."""

COMMON = _words(
    "rose pearl ruby stone gold golden silver diamond bell king queen jade opal amber crystal black white green brown "
    "gray grey blue young long short small case chain ring field brand bond cross cutter day date may june april "
    "august hunter pink violet coral garnet jasper sterling steel forest lake moon star sun snow winter summer spring "
    "hill park wood price love frost marsh rivers brooks fisher mason carter archer pilot diver royal prince baron "
    "marquis oval cushion round clear light fine best good rich sharp swift noble major sable fox wolf lynx bird "
    "crane swan rosa perla gemma oro blanc noir brun petit grand roux vert martin duke earl page read work gem bijou "
    "roche pierre pierres marquise"
)
"""Surnames that are words of the trade or of every day: alone they name nobody."""
