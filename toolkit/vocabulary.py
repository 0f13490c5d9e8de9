"""The trade's fixed words: each canonical word with the spellings registers use, in English and French.

Sources of the lists: the JISO 154 inventory status key, CIPA/Jewelers' block property situations and the
column practice described in ``docs/domain.md``. A spelling not listed is never guessed: it is a finding, and
``[words.FIELD]`` of the house file takes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Vocabulary = Mapping[str, tuple[str, ...]]


def _words(**spellings: str) -> Vocabulary:
    """A vocabulary from ``canonical="one|two"``."""
    return MappingProxyType({word: tuple(text.split("|")) for word, text in spellings.items()})


CATEGORY = _words(
    watch="watch|watches|wristwatch|wrist watch|timepiece|montre|montres|montre bracelet|horlogerie|pocket watch",
    ring="ring|rings|bague|bagues|solitaire|alliance|wedding band|eternity ring|signet ring|chevaliere",
    earrings="earrings|earring|ear clips|ear studs|studs|boucles d oreilles|boucles|clips d oreilles|puces d oreilles",
    necklace="necklace|necklaces|collier|colliers|sautoir|chain|chaine|riviere|choker",
    pendant="pendant|pendants|pendentif|pendentifs|locket|medaillon|croix|cross",
    bracelet="bracelet|bracelets|bangle|bangles|jonc|gourmette|line bracelet|tennis bracelet",
    brooch="brooch|brooches|broche|broches|clip|pin",
    cufflinks="cufflinks|cuff links|boutons de manchette|boutons manchette",
    loose_stone="loose stone|loose stones|loose diamond|stone|stones|pierre|pierres|pierre libre|diamant non monte",
    handbag="handbag|handbags|bag|bags|sac|sacs|sac a main|sacs a main|clutch|tote|pochette",
    small_leather="small leather|small leather goods|slg|wallet|card holder|petite maroquinerie|portefeuille|porte cartes",
    accessory="accessory|accessories|accessoire|accessoires|scarf|scarves|carre|belt|ceinture|strap|foulard",
    other="other|autre|autres|divers|misc|miscellaneous|objet|object",
)

OWNERSHIP = _words(
    owned="owned|own|own stock|ours|stock|bought|purchased|achat|achete|propriete|en propre|nous|maison|house",
    consigned_in="consigned|consigned in|consignment|on consignment|cons|sor|sale or return|sale return|depot|"
    "depot vente|en depot|consignation|confie vendeur",
    memo_in="memo|memo in|on memo from|brand memo|a condition|sur memo|confie marque",
    customer_repair="customer repair|customer s goods|customers goods|client property|client repair|sav client|"
    "reparation client|bien client",
    customer_collection="customer collection|awaiting collection|sold awaiting collection|to be collected|a retirer|"
    "vendu a retirer",
    deposit_held="deposit|deposit held|safe keeping|safekeeping|garde|en garde|pledge",
)

STATUS = _words(
    incoming="incoming|ordered|on order|en commande|attendu|expected",
    quarantine="quarantine|hold|on hold|police hold|quarantaine|bloque|en attente",
    available="available|in stock|stock|for sale|on sale|live|en stock|disponible|dispo|en vente|a vendre",
    reserved="reserved|res|reserve|reservee|deposit taken|acompte verse|option",
    on_approval="on approval|approval|appro|out on approval|a choix|en approbation|a condition client",
    on_memo_out="on memo|memo out|out on memo|with trade|confie|confie confrere",
    at_workshop="at workshop|workshop|repair|in repair|service|at service|atelier|en atelier|reparation|"
    "en reparation|sav|polish",
    at_exhibition="exhibition|at exhibition|fair|show|salon|exposition",
    in_transit="in transit|transit|shipped|courier|en transit|en route|transport",
    sold="sold|vendu|vendue|s|sold out",
    sold_not_delivered="sold not delivered|sold to collect|awaiting delivery|vendu non livre|vendu a livrer|sold awaiting collection",
    returned_to_supplier="returned to supplier|returned to vendor|returned to consignor|rtv|retour fournisseur|"
    "rendu|rendu fournisseur|rendu deposant",
    scrapped="scrapped|scrap|melted|written off|broken up|fondu|casse|mis au rebut",
    missing="missing|lost|not found|manquant|perdu|introuvable",
    stolen="stolen|theft|vole|volee|vol",
)

SITUATION = _words(
    safe="safe|in safe|coffre|coffre fort|coffre-fort|vault safe",
    strongroom="strongroom|strong room|vault|chambre forte",
    locked_case="locked case|showcase|show case|cabinet|display|display case|vitrine|counter|case|comptoir",
    window="window|shop window|front window|devanture|vitrine rue|vitrine exterieure",
    drawer="drawer|tiroir|tray|plateau",
    workshop="workshop|bench|atelier",
    repairer="repairer|outworker|watchmaker|service centre|horloger|sertisseur|brand service",
    memo_out="memo|on memo|memo out|with trade|confie|chez confrere",
    approval="appro|approval|on approval|with client|chez client|a choix",
    representative="representative|rep|with rep|representant",
    exhibition="exhibition|fair|show|salon|exposition",
    transit="transit|in transit|courier|malca|brinks|ferrari|en transit",
    bank="bank|bank vault|safe deposit|banque",
    residence="residence|home|private residence|domicile",
    premises="premises|shop|boutique|store|magasin|office|bureau|back office|stockroom|reserve|arriere boutique",
)

SALE_KIND = _words(
    sold="sold|sale|sales|s|vente|vendu|vendue|invoice|facture",
    client_return="return from client|client return|customer return|refund|refunded|credit note|avoir|retour client|"
    "remboursement|remboursee|rembourse",
    supplier_return="returned to supplier|returned to vendor|returned to consignor|retour fournisseur|rendu fournisseur",
    exchanged="exchange|exchanged|part exchange|echange|reprise",
    written_off="expensed|written off|write off|scrapped|gift|perte|don|charge",
    deposit="deposit|acompte|layaway|arrhes",
    cancelled="cancelled|canceled|void|annule|annulee",
    service="service|services|repair|sundry|sundries|prestation|divers|entretien",
)

CONDITION = _words(
    new="new|neuf|neuve|unworn|n",
    new_old_stock="new old stock|nos|neuf ancien stock",
    display="display|ex display|demo|demonstration|exposition",
    pre_owned="pre owned|preowned|second hand|secondhand|used|po|occasion|seconde main|d occasion",
    vintage="vintage|estate|ancien|ancienne",
    antique="antique|antiquite|georgian|victorian|edwardian",
)

VAT = _words(
    standard="standard|std|20|20 0|normal|vat|tva|full vat|taxable|s",
    margin="margin|margin scheme|ms|marge|tva marge|sur marge|m",
    import_="import|imported|importation",
    zero="zero|zero rated|0|z",
    none="none|exempt|outside scope|hors tva|sans tva|private",
)

STONE_ORIGIN = _words(
    natural="natural|naturel|naturelle|mined|earth mined",
    lab_grown="lab grown|laboratory grown|lab created|lab|lg|lgd|synthetic|synthetique|cvd|hpht",
    treated="treated|traite|traitee|heated|chauffe|enhanced",
)

LABORATORY = _words(
    GIA="gia|g i a|gia report",
    IGI="igi",
    HRD="hrd|hrd antwerp",
    AGS="ags",
    EGL="egl",
    SSEF="ssef",
    GUBELIN="gubelin|guebelin|gubelin gem lab",
    GRS="grs",
    AGL="agl",
    LFG="lfg|laboratoire francais de gemmologie",
    LOTUS="lotus|lotus gemology",
    GCAL="gcal",
)

BRAND_ALIASES = MappingProxyType(
    {
        "ap": "audemars piguet", "jlc": "jaeger lecoultre", "vc": "vacheron constantin", "pp": "patek philippe",
        "patek": "patek philippe", "vca": "van cleef arpels", "van cleef": "van cleef arpels", "lv": "louis vuitton",
        "vuitton": "louis vuitton", "iwc": "iwc schaffhausen", "als": "a lange sohne", "lange": "a lange sohne",
        "gp": "girard perregaux", "bp": "blancpain", "hw": "harry winston", "ysl": "saint laurent", "cdior": "dior",
        "christian dior": "dior", "cartier paris": "cartier", "hermes paris": "hermes", "rlx": "rolex",
        "tiffany co": "tiffany", "tiffany and co": "tiffany", "bulgari": "bvlgari",
    }
)  # fmt: skip
"""What the trade calls a brand for short, folded, and the brand it means; for comparison only, never for print."""

HELD = frozenset(
    {"incoming", "quarantine", "available", "reserved", "on_approval", "on_memo_out", "at_workshop", "at_exhibition",
     "in_transit", "sold_not_delivered"}
)  # fmt: skip
"""Statuses in which a piece is the house's to insure, wherever it is; ``incoming`` from the day it is acquired."""

GONE = frozenset({"sold", "returned_to_supplier", "scrapped"})
"""Statuses in which a piece has left for good."""

AWAY = MappingProxyType(
    {"on_approval": "approval", "on_memo_out": "memo_out", "at_workshop": "workshop", "at_exhibition": "exhibition",
     "in_transit": "transit"}
)  # fmt: skip
"""Statuses that say where a piece is, over whatever place its row still names."""

LEAVES = frozenset({"sold", "exchanged", "written_off", "supplier_return"})
"""Kinds of sales row after which a piece is no longer held."""

STAYS = frozenset({"deposit", "cancelled", "service"})
"""Kinds of sales row that move no piece."""
