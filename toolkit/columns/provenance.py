"""The register of provenance: what is known of each piece's past, event by event, with its evidence."""

from __future__ import annotations

from toolkit.columns.declared import Register, column, spelled
from toolkit.columns.shared import BRAND, CURRENCY, NOTES, PIECE, SERIAL, STOCK_NO
from toolkit.other_records import ProvenanceEvent
from toolkit.other_words import CONSENT, EVENT

PROVENANCE = Register(
    "provenance",
    "Register of provenance",
    ProvenanceEvent,
    (
        STOCK_NO,
        PIECE,
        BRAND,
        SERIAL,
        column("event", "event", "word", en="event|event type|kind|type|transfer|how|what|means of transfer|acquisition|how acquired|nature|type of transfer|change of ownership|kind of event|mode", fr="evenement|type|nature|type d evenement|mode d acquisition|transmission|comment|mode de transmission|nature de l evenement|type de transmission|mode", de="ereignis|art|vorgang|erwerbsart|typ|ubertragung|art des ubergangs|ubergang|besitzwechsel|art der ubertragung", it="evento|tipo|passaggio|tipo evento|modo di acquisto|tipo di passaggio|modalita|natura|passaggio di proprieta", es="evento|tipo|tipo de evento|transmision|hecho|modo de adquisicion|tipo de transmision|modo|naturaleza|cambio de propiedad",
               vocabulary=EVENT),
        column("event_date", "date of the event", "date", en="date|when|year|event date|date of event|period|circa", fr="date|annee|quand|periode|date evenement", de="datum|jahr|wann|zeitraum|zeitpunkt", it="data|anno|quando|periodo", es="fecha|ano|cuando|periodo", rough=True),
        column("date_until", "until", "date", en="until|to date|date to|end date|held until", fr="jusqu en|jusqu au|date fin", de="bis|bis datum", it="fino al|fino a", es="hasta|fecha fin", rough=True),
        column("from_party", "from", "text", en="from|previous owner|seller|transferred from|from whom|owner from|vendor|consignor|giver|owner|owner before|sold by|given by|former owner|prior owner|source owner|owned by", fr="de|cedant|vendeur|ancien proprietaire|precedent proprietaire|donateur|proprietaire|possesseur|detenteur|ancien possesseur|vendu par", de="von|vorbesitzer|verkaufer|verausserer|schenker|voreigentumer|eigentumer|besitzer|fruherer besitzer|voriger besitzer|verkauft von|besitz von", it="da|venditore|cedente|precedente proprietario|donante|proprietario|ex proprietario|possessore|venduto da|detentore", es="de|vendedor|cedente|propietario anterior|donante|transmitente|propietario|dueno anterior|antiguo propietario|vendido por|poseedor",
               sensitive=True),
        column("to_party", "to", "text", en="to|new owner|buyer|transferred to|to whom|acquired by|recipient|purchaser", fr="a|acquereur|acheteur|nouveau proprietaire|beneficiaire|donataire", de="an|erwerber|kaufer|neuer eigentumer|neuer besitzer|empfanger", it="a|acquirente|compratore|nuovo proprietario|beneficiario", es="a|comprador|adquirente|nuevo propietario|beneficiario", sensitive=True),
        column("place_name", "where", "text", en="place|where|city|location|town", fr="lieu|ville|ou|endroit", de="ort|wo|stadt", it="luogo|citta|dove", es="lugar|ciudad|donde"),
        column("evidence", "evidence", "text", en="evidence|proof|document|supporting document|documentation|evidenced by|paper|documents", fr="preuve|justificatif|document|piece justificative|documents|pieces justificatives", de="nachweis|beleg|dokument|beweis|unterlage|unterlagen", it="prova|documento|documentazione|giustificativo|documenti", es="prueba|documento|justificante|documentacion|evidencia"),
        column("evidence_ref", "evidence file or number", "code", en="evidence no|document no|file|evidence ref|evidence id|doc ref|scan|evidence file|lot|lot no", fr="n document|n piece|fichier|ref document|lot|n lot", de="dokument nr|nachweis nr|datei|los|los nr", it="n documento|file|rif documento|lotto", es="n documento|archivo|fichero|ref documento|lote"),
        column("source_text", "source of the statement", "text", en="source|according to|stated by|information from|literature|citation|sources", fr="source|selon|d apres|litterature|sources", de="quelle|laut|angabe von|literatur|quellen", it="fonte|secondo|fonti|bibliografia", es="fuente|segun|fuentes|bibliografia"),
        column("certainty", "how certain", "text", en="certainty|status|confidence|verified|certain", fr="certitude|fiabilite|verifie", de="sicherheit|gesichert|verifiziert", it="certezza|verificato", es="certeza|verificado|fiabilidad"),
        column("consent", "may be named", "flag", en="may be named|consent|consent to be named|name may be shown|name in dossier", fr="peut etre nomme|consentement|accord de publication|nom au dossier", de="darf genannt werden|einwilligung|namensnennung", it="puo essere nominato|consenso", es="puede nombrarse|consentimiento", vocabulary=CONSENT),
        column("price", "price", "money", en="price|amount|price paid|hammer price", fr="prix|montant|prix d adjudication", de="preis|betrag|zuschlag", it="prezzo|importo", es="precio|importe", sensitive=True),
        CURRENCY,
        NOTES,
    ),
    signs=(
        ("stock_no", "serial"),
        ("event_date",),
        ("event", "evidence", "source_text"),
        ("from_party", "to_party"),
        ("evidence", "source_text", "to_party", "place_name"),
    ),
    called=spelled("provenance|provenances|history|ownership history|provenienz|herkunft|provenienza|procedencia"),
    about=frozenset(spelled("provenance|provenienz|provenienza|procedencia|item|piece")),
)  # fmt: skip
