"""The trade's fixed words: each canonical word with the spellings registers use, in five languages.

English, French, German, Italian and Spanish. Sources of the lists: the JISO 154 inventory status key, CIPA/Jewelers'
block property situations and the column practice described in ``docs/domain.md``. A spelling not listed is never
guessed: it is a finding, and ``[words.FIELD]`` of the house file takes its meaning. A word that means two things in
two of the languages (``vetrina``, ``banco``, ``cartera``) is left out for that reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from toolkit.values import fold

Vocabulary = Mapping[str, tuple[str, ...]]


def vocabulary(**spellings: str) -> Vocabulary:
    """A vocabulary from ``canonical="one|two"``; a word Python reserves ends in an underscore."""
    return MappingProxyType({word: tuple(text.split("|")) for word, text in spellings.items()})


_HYPHENED = frozenset({"pre_owned", "lab_grown"})


def in_words(word: str) -> str:
    """A canonical word as people read and type it: ``sold not delivered``, ``lab-grown``, ``import``."""
    return word.rstrip("_").replace("_", "-" if word in _HYPHENED else " ")


def spellings(words: Vocabulary, own: Mapping[str, str]) -> Mapping[str, str]:
    """Every accepted spelling, folded, to its word; the house's own spellings come first."""
    known = {fold(word.replace("_", " ").strip()): word for word in words}
    known.update({fold(text): word for word, texts in words.items() for text in texts})
    return {**known, **own}


def situation_of(content: str, own: Mapping[str, str]) -> str | None:
    """The situation a place names: the house's own spelling, or the longest known words it begins with or contains."""
    folded = fold(content)
    known = spellings(SITUATION, own)
    if folded in known:
        return known[folded]
    padded = f" {folded} "
    found = [(padded.find(f" {spelling} "), -len(spelling), word) for spelling, word in known.items()]
    found = [item for item in found if item[0] >= 0]
    return min(found)[2] if found else None


YES_NO = vocabulary(yes="yes", no="no")
"""Yes and no as a house may spell them for itself; what everybody writes stands in ``values.flag``."""

CATEGORY = vocabulary(
    watch="watch|watches|wristwatch|wrist watch|timepiece|pocket watch|montre|montres|montre bracelet|horlogerie|uhr|uhren|armbanduhr|armbanduhren|taschenuhr|"
    "orologio|orologi|orologio da polso|orologio da tasca|reloj|relojes|reloj de pulsera|reloj de bolsillo",
    ring="ring|rings|solitaire|wedding band|eternity ring|signet ring|bague|bagues|alliance|alliances|chevaliere|ringe|trauring|trauringe|ehering|verlobungsring|siegelring|"
    "anello|anelli|fede|fedi|solitario|veretta|anillo|anillos|sortija|sortijas|alianza|alianzas|sello",
    earrings="earrings|earring|ear clips|ear studs|studs|boucles d oreilles|boucles|clips d oreilles|puces d oreilles|creoles|ohrringe|ohrring|ohrschmuck|ohrstecker|ohrclips|creolen|ohrhanger|"
    "orecchini|orecchino|pendientes|pendiente|aretes|zarcillos",
    necklace="necklace|necklaces|chain|riviere|choker|sautoir|collier|colliers|chaine|halskette|halsketten|kette|ketten|collana|collane|girocollo|catena|catenina|collar|collares|gargantilla|cadena",
    pendant="pendant|pendants|locket|cross|pendentif|pendentifs|medaillon|croix|anhanger|kreuz|ciondolo|ciondoli|pendente|medaglia|croce|colgante|colgantes|dije|medalla|cruz",
    bracelet="bracelet|bracelets|bangle|bangles|line bracelet|tennis bracelet|jonc|gourmette|armband|armbander|armreif|armreifen|armkette|armschmuck|bracciale|bracciali|braccialetto|pulsera|pulseras|brazalete",
    brooch="brooch|brooches|clip|pin|broche|broches|brosche|broschen|anstecknadel|spilla|spille",
    cufflinks="cufflinks|cuff links|boutons de manchette|boutons manchette|manschettenknopfe|gemelli|gemelli da polso|gemelos",
    loose_stone="loose stone|loose stones|loose diamond|stone|stones|pierre|pierres|pierre libre|diamant non monte|loser stein|lose steine|loser diamant|edelstein|edelsteine|stein|"
    "pietra|pietre|pietra sciolta|diamante sciolto|piedra|piedras|piedra suelta|diamante suelto",
    handbag="handbag|handbags|bag|bags|clutch|tote|sac|sacs|sac a main|sacs a main|pochette|handtasche|handtaschen|tasche|taschen|borsa|borse|borsetta|bolso|bolsos|bolso de mano",
    small_leather="small leather|small leather goods|slg|wallet|card holder|petite maroquinerie|portefeuille|porte cartes|kleinlederwaren|geldborse|portemonnaie|kartenetui|"
    "piccola pelletteria|portafoglio|portacarte|pequena marroquineria|billetera|monedero|tarjetero",
    accessory="accessory|accessories|scarf|scarves|belt|strap|accessoire|accessoires|carre|ceinture|foulard|zubehor|gurtel|schal|uhrenarmband|accessorio|accessori|cintura|sciarpa|cinturino|"
    "accesorio|accesorios|cinturon|panuelo|correa",
    other="other|misc|miscellaneous|object|autre|autres|divers|objet|sonstiges|sonstige|diverses|andere|altro|varie|vari|oggetto|otro|otros|varios|objeto",
)

OWNERSHIP = vocabulary(
    owned="owned|own|own stock|ours|stock|bought|purchased|house|achat|achete|propriete|en propre|nous|maison|eigen|eigenware|eigentum|eigenbestand|eigener bestand|ankauf|"
    "proprieta|di proprieta|proprio|acquistato|nostro|propio|propiedad|propia|en propiedad|comprado|nuestro",
    consigned_in="consigned|consigned in|consignment|on consignment|cons|sor|sale or return|sale return|depot|depot vente|en depot|consignation|confie vendeur|kommission|in kommission|kommissionsware|"
    "konsignation|fremdware|conto vendita|in conto vendita|conto deposito|in consegna|deposito|en deposito|consignacion|en consignacion|depositado",
    memo_in="memo|memo in|on memo from|brand memo|a condition|sur memo|confie marque|memo marke|auf memo|auswahlware|conto visione|in conto visione|a condicion",
    customer_repair="customer repair|customer s goods|customers goods|client property|client repair|sav client|reparation client|bien client|kundenreparatur|kundenware|kundeneigentum|reparatur kunde|"
    "riparazione cliente|di cliente|merce cliente|reparacion cliente|propiedad del cliente|de cliente",
    customer_collection="customer collection|awaiting collection|sold awaiting collection|to be collected|a retirer|vendu a retirer|verkauft abholung|zur abholung|wartet auf abholung|"
    "da ritirare|venduto da ritirare|por recoger|vendido por recoger|pendiente de recoger",
    deposit_held="deposit held|safe keeping|safekeeping|deposit|pledge|garde|en garde|verwahrung|in verwahrung|pfand|in custodia|custodia|pegno|en custodia|prenda",
)

STATUS = vocabulary(
    incoming="incoming|ordered|on order|expected|en commande|commande|attendu|bestellt|erwartet|im zulauf|ordinato|in ordine|in arrivo|atteso|pedido|en pedido|encargado|por llegar",
    quarantine="quarantine|hold|on hold|police hold|quarantaine|bloque|en attente|gesperrt|quarantane|wartefrist|bloccato|quarantena|in attesa|bloqueado|cuarentena|en espera|retenido",
    available="available|in stock|stock|for sale|on sale|live|en stock|disponible|dispo|en vente|a vendre|verfugbar|auf lager|lagernd|vorratig|im bestand|lager|zum verkauf|"
    "disponibile|in magazzino|a magazzino|in vendita|en existencia|en venta|en almacen",
    reserved="reserved|res|deposit taken|reserve|reservee|acompte verse|option|reserviert|res kunde|anzahlung geleistet|riservato|riservata|prenotato|reservado|reservada|apartado",
    on_approval="on approval|approval|appro|out on approval|a choix|en approbation|a condition client|auswahl|zur auswahl|auf auswahl|zur ansicht|beim kunden zur ansicht|in visione|visione cliente|in prova|a prueba|en prueba",
    on_memo_out="on memo|memo out|out on memo|with trade|confie|confie confrere|in kommission gegeben|kommission extern|auf memo|beim kollegen|in conto visione|presso collega|en deposito fuera|en memo",
    at_workshop="at workshop|workshop|repair|in repair|service|at service|polish|atelier|en atelier|reparation|en reparation|sav|werkstatt|in werkstatt|in reparatur|reparatur|beim uhrmacher|in revision|"
    "in laboratorio|laboratorio|in riparazione|riparazione|dall orologiaio|en taller|taller|en reparacion|reparacion",
    at_exhibition="exhibition|at exhibition|fair|show|salon|exposition|ausstellung|auf ausstellung|messe|auf messe|esposizione|in esposizione|fiera|in fiera|mostra|exposicion|en exposicion|feria|en feria",
    in_transit="in transit|transit|shipped|courier|en transit|en route|transport|unterwegs|im transport|versandt|in transito|spedito|in viaggio|en transito|enviado|en camino",
    sold="sold|s|sold out|vendu|vendue|verkauft|venduto|venduta|vendido|vendida",
    sold_not_delivered="sold not delivered|sold to collect|awaiting delivery|sold awaiting collection|vendu non livre|vendu a livrer|verkauft nicht abgeholt|verkauft nicht geliefert|verkauft noch hier|"
    "venduto da consegnare|venduto non consegnato|venduto non ritirato|vendido sin entregar|vendido no entregado|pendiente de entrega",
    returned_to_supplier="returned to supplier|returned to vendor|returned to consignor|rtv|retour fournisseur|rendu|rendu fournisseur|rendu deposant|retour an lieferant|zuruck an lieferant|retourniert|zuruck an kommittent|"
    "reso|reso a fornitore|reso fornitore|restituito|devuelto|devuelto al proveedor|devuelto a proveedor",
    scrapped="scrapped|scrap|melted|written off|broken up|fondu|casse|mis au rebut|eingeschmolzen|abgeschrieben|zerlegt|ausgeschlachtet|fuso|rottamato|smontato|demolito|fundido|desguazado|dado de baja",
    missing="missing|lost|not found|manquant|perdu|introuvable|fehlt|vermisst|verloren|nicht gefunden|mancante|perso|smarrito|non trovato|falta|perdido|no encontrado|extraviado",
    stolen="stolen|theft|vole|volee|vol|gestohlen|diebstahl|rubato|rubata|furto|robado|robada|robo",
)

SITUATION = vocabulary(
    safe="safe|in safe|vault safe|coffre|coffre fort|tresor|panzerschrank|geldschrank|cassaforte|in cassaforte|caja fuerte",
    strongroom="strongroom|strong room|vault|chambre forte|tresorraum|panzerraum|caveau|camera blindata|camara acorazada|camara blindada",
    locked_case="locked case|showcase|show case|cabinet|display|display case|vitrine|counter|case|comptoir|schaukasten|theke|auslage innen|vetrinetta|vetrina interna|teca|vitrina|mostrador",
    window="window|shop window|front window|devanture|vitrine rue|vitrine exterieure|schaufenster|fenster|vetrina esterna|vetrina strada|vetrina su strada|escaparate",
    drawer="drawer|tray|tiroir|plateau|schublade|schubfach|tablett|cassetto|cassettiera|vassoio|cajon|bandeja",
    workshop="workshop|bench|atelier|werkstatt|werkbank|laboratorio|banco orafo|taller",
    repairer="repairer|outworker|watchmaker|service centre|brand service|horloger|sertisseur|uhrmacher|goldschmied|fasser|servicecenter|orologiaio|incassatore|centro assistenza|relojero|engastador|servicio tecnico",
    memo_out="memo|on memo|memo out|with trade|confie|chez confrere|in kommission|beim kollegen|presso collega|conto visione|en deposito",
    approval="appro|approval|on approval|with client|chez client|a choix|auswahl|zur ansicht|beim kunden|in visione|presso cliente|a prueba|con cliente|en casa del cliente",
    representative="representative|rep|with rep|representant|vertreter|reisender|aussendienst|rappresentante|agente|representante|viajante",
    exhibition="exhibition|fair|show|salon|exposition|ausstellung|messe|fiera|mostra|esposizione|feria|exposicion",
    transit="transit|in transit|courier|malca|brinks|ferrari|en transit|unterwegs|transport|kurier|versand|in transito|corriere|spedizione|en transito|mensajero|envio",
    bank="bank|bank vault|safe deposit|banque|bankfach|schliessfach|bankschliessfach|banca|cassetta di sicurezza|caja de seguridad",
    entrusted="entrusted|lent|on loan|photographer|laboratory|valuer|prete|en pret|photographe|laboratoire|expert|verliehen|leihgabe|fotograf|labor|gutachter|prestato|in prestito|fotografo|perito|prestado|en prestamo|tasador",
    residence="residence|home|private residence|domicile|wohnung|zuhause|privatwohnung|domicilio|residenza|abitazione|residencia|vivienda",
    premises="premises|shop|boutique|store|back office|stockroom|magasin|office|bureau|reserve|arriere boutique|geschaft|laden|buro|lager|verkaufsraum|negozio|ufficio|magazzino|retrobottega|bottega|"
    "tienda|oficina|almacen|trastienda|despacho",
)

SALE_KIND = vocabulary(
    sold="sold|sale|sales|s|invoice|vente|vendu|vendue|facture|verkauf|verkauft|rechnung|barverkauf|vendita|venduto|fattura|scontrino|venta|vendido|factura",
    client_return="return from client|client return|customer return|refund|refunded|credit note|avoir|retour client|remboursement|remboursee|rembourse|gutschrift|ruckgabe|kundenretoure|retoure|ruckerstattung|storno mit gutschrift|"
    "nota di credito|reso cliente|reso da cliente|rimborso|rimborsato|nota de credito|abono|devolucion cliente|devolucion de cliente|reembolso|factura rectificativa",
    supplier_return="returned to supplier|returned to vendor|returned to consignor|retour fournisseur|rendu fournisseur|retour an lieferant|lieferantenretoure|zuruck an lieferant|reso a fornitore|reso fornitore|devolucion a proveedor|devuelto al proveedor",
    exchanged="exchange|exchanged|part exchange|echange|reprise|umtausch|tausch|inzahlungnahme|cambio|permuta|parte de pago",
    written_off="expensed|written off|write off|scrapped|gift|perte|don|charge|abschreibung|abgeschrieben|verlust|perdita|omaggio|donazione|perdida|donacion|baja",
    deposit="deposit|layaway|acompte|arrhes|anzahlung|reservierung|acconto|caparra|anticipo|senal",
    cancelled="cancelled|canceled|void|annule|annulee|storniert|storno|annulliert|annullato|annullata|stornato|anulado|anulada|cancelado",
    service="service|services|repair|sundry|sundries|prestation|divers|entretien|dienstleistung|reparatur|servizio|riparazione|prestazione|servicio|reparacion",
)

CONDITION = vocabulary(
    new="new|unworn|n|neuf|neuve|neu|ungetragen|fabrikneu|nuovo|nuova|mai indossato|nuevo|nueva|sin estrenar",
    new_old_stock="new old stock|nos|neuf ancien stock|neu alter bestand|nuovo vecchio stock|nuevo stock antiguo",
    display="display|ex display|demo|demonstration|exposition|ausstellungsstuck|vorfuhrmodell|esposizione|da vetrina|exposicion",
    pre_owned="pre owned|preowned|second hand|secondhand|used|po|occasion|seconde main|d occasion|gebraucht|second hand ware|getragen|usato|usata|secondo polso|di seconda mano|usado|usada|segunda mano|de segunda mano|seminuevo",
    vintage="vintage|estate|ancien|ancienne|d epoca|epoca|de epoca",
    antique="antique|georgian|victorian|edwardian|antiquite|antik|antiquitat|antico|antica|antiquariato|antiguo|antigua|antiguedad",
)

VAT = vocabulary(
    standard="standard|std|20|20 0|normal|vat|tva|full vat|taxable|s|regelbesteuerung|regelbesteuert|mwst|voller steuersatz|ordinario|ordinaria|iva|iva ordinaria|regimen general|iva general|general",
    margin="margin|margin scheme|ms|m|marge|tva marge|sur marge|differenzbesteuerung|differenzbesteuert|diff|25a|margine|regime del margine|regime margine|iva margine|rebu|margen|regimen de margen",
    import_="import|imported|importation|einfuhr|importazione|importacion",
    zero="zero|zero rated|0|z|null|steuersatz null|non imponibile|tipo cero",
    none="none|exempt|outside scope|private|hors tva|sans tva|ohne|steuerfrei|ohne mwst|privat|esente|fuori campo|senza iva|exento|sin iva|no sujeto",
)

STONE_ORIGIN = vocabulary(
    natural="natural|mined|earth mined|naturel|naturelle|naturlich|natur|echt|naturale",
    lab_grown="lab grown|laboratory grown|lab created|lab|lg|lgd|synthetic|cvd|hpht|synthetique|synthetisch|laborgezuchtet|labor|sintetico|da laboratorio|sintetica|de laboratorio",
    treated="treated|heated|enhanced|traite|traitee|chauffe|behandelt|erhitzt|trattato|trattata|riscaldato|tratado|tratada|calentado",
)

LABORATORY = vocabulary(
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
    DSEF="dsef|german gem lab",
    DPL="dpl",
    IGN="ign|istituto gemmologico nazionale",
    IGE="ige|instituto gemologico espanol",
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

MARK = vocabulary(sold="vendu|verkauft|venduto|vendido", nothing="rien|nichts|niente|nada")
"""What a house's legend may say of a mark of its rows."""

MARKS = ("struck", "red", "orange", "yellow", "green", "blue", "purple", "grey")
"""The marks of a legend: a line through the row, or the colour of its text or cells."""

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
