"""A schedule of insured goods in anybody's layout: an earlier one of ours, the last assistant's, a broker's form.

No register of the house: it is read where a person names it, and never looked for. ``toolkit.registers.REGISTERS``
does not have it, so that no sheet of a register is ever taken for one.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit.columns.declared import Register, column, spelled
from toolkit.columns.shared import BRAND, BRAND_REF, CATEGORIES, CURRENCY, NOTES, SERIAL, STOCK_NO
from toolkit.other_records import Listed
from toolkit.vocabulary import OWNERSHIP, SITUATION

_REFERENCES = ("ref", "reference", "ref no", "reference no", "our reference", "your ref", "item ref", "referenz", "ref nr", "referencia", "referenza", "rif", "riferimento")
"""A bare reference on a schedule is the house's own number, which a claim would name, not the maker's model."""

SCHEDULE = Register(
    "schedule",
    "Schedule of insured goods",
    Listed,
    (
        replace(STOCK_NO, languages=(*STOCK_NO.languages, _REFERENCES, ("inv no", "no", "numero", "number", "nr", "nummer"))),
        column("description", "description", "text", en="description|description of item|description of property|item description|full description|details|property|article|property insured|description of goods|particulars|goods|item|desc|piece", fr="designation|description|objet assure|objet|descriptif|libelle|description du bien|bien assure|article|bijou", de="bezeichnung|beschreibung|gegenstand|artikel|versicherter gegenstand|artikelbezeichnung|beschreibung des gegenstands", it="descrizione|oggetto|articolo|bene assicurato|oggetto assicurato|denominazione", es="descripcion|objeto|articulo|bien asegurado|objeto asegurado|denominacion"),
        BRAND,
        replace(BRAND_REF, languages=tuple(tuple(text for text in texts if text not in _REFERENCES) for texts in BRAND_REF.languages)),
        SERIAL,
        column("identifiers", "serial and report numbers", "text", en="serial report|serial and report|serial report no|serial no report no|identifying marks|identification|identifiers|marks|id marks|serial certificate|serial cert|certificate no|report no", fr="serie rapport|n de serie et rapport|signes distinctifs|identification|n de serie certificat|marques|n certificat", de="serien und zertifikatnummer|merkmale|kennzeichen|seriennummer zertifikat|identifikation|zertifikat nr", it="matricola certificato|segni distintivi|identificativi|identificazione|n certificato", es="serie certificado|identificadores|marcas|identificacion|n certificado"),
        CATEGORIES,
        column("ownership", "ownership", "word", en="ownership|own cons|owned by|interest|capacity|own entrusted|stock type|owned or entrusted|property type", fr="propriete|qualite|statut juridique|appartenance|propre ou confie", de="eigentum|eigentumsart|besitzart|eigen fremd|eigen oder anvertraut", it="proprieta|titolo|tipo proprieta|proprio o di terzi", es="propiedad|titularidad|propio o de terceros", vocabulary=OWNERSHIP),
        column("situation", "situation", "word", en="situation|situation by day|situation open|during business hours|during working hours|in or out of safe|property situation|hours open|open", fr="situation|situation de jour|heures d ouverture|ouvert", de="situation|wahrend der geschaftszeit|bei tag|geoffnet", it="situazione|in orario di apertura|di giorno", es="situacion|en horario comercial|de dia", vocabulary=SITUATION),
        column("location", "place", "text", en="location|place|where kept|kept at|premises|situated at|risk address|where|address of risk|safe|location of property|whereabouts", fr="emplacement|lieu|lieu de garde|lieu du risque|localisation|adresse du risque|coffre", de="standort|lagerort|aufbewahrungsort|risikoort|ort|versicherungsort|tresor", it="ubicazione|luogo|collocazione|luogo di custodia|ubicazione del rischio|cassaforte", es="ubicacion|lugar|emplazamiento|lugar del riesgo|situacion del riesgo|caja fuerte"),
        column("at_night", "situation at night", "word", en="at night|overnight|situation at night|situation closed|out of hours|out of business hours|closed|when closed|night", fr="la nuit|situation de nuit|hors ouverture|de nuit|nuit|ferme", de="bei nacht|nachts|ausserhalb der geschaftszeit|geschlossen|uber nacht", it="di notte|fuori orario|notte|in orario di chiusura", es="de noche|fuera de horario|noche|cerrado", vocabulary=SITUATION),
        column("owner", "owner", "text", en="owner|owner name|property of|consignor|belongs to|name of owner|owned by third party|entrusted by", fr="proprietaire|appartenant a|deposant|nom du proprietaire|confie par", de="eigentumer|name des eigentumers|kommittent|anvertraut von", it="proprietario|di proprieta di|nome del proprietario|depositante", es="propietario|propiedad de|nombre del propietario|depositante", sensitive=True),
        column("basis", "basis of value", "text", en="basis|basis of value|basis of valuation|valuation basis|value basis|basis of settlement", fr="base|base de valeur|base d estimation|mode d evaluation|base d indemnisation", de="wertbasis|bewertungsgrundlage|basis|wertansatz", it="base|base di valore|base di valutazione|criterio di valutazione", es="base|base de valor|base de valoracion|criterio de valoracion"),
        column("value", "insured value", "money", en="value|sum insured|insured value|insurance value|amount insured|total sum insured|agreed value|limit|replacement value|declared value|valuation|amount|insured amount|tsi|insured for|total value|value insured|cost", fr="valeur|valeur assuree|valeur d assurance|somme assuree|capital assure|montant assure|valeur agreee|valeur declaree|valeur de remplacement|montant", de="wert|versicherungssumme|versicherungswert|versicherter wert|vers summe|deklarierter wert|taxe|wiederbeschaffungswert|betrag", it="valore|somma assicurata|valore assicurato|capitale assicurato|importo assicurato|valore dichiarato|stima accettata|importo", es="valor|suma asegurada|valor asegurado|capital asegurado|importe asegurado|valor declarado|valor acordado|importe", sensitive=True),
        CURRENCY,
        column("valuation_date", "date valued", "date", en="valued|valuation date|date valued|date of valuation|valued on|last valued|appraisal date|date of appraisal", fr="estime|date d estimation|estime le|date estimation|date de l expertise|date d evaluation", de="bewertungsdatum|bewertet am|schatzdatum|datum der bewertung|bewertet", it="data stima|stimato il|data perizia|data valutazione|stimato", es="fecha tasacion|tasado el|fecha de tasacion|fecha valoracion|tasado"),
        NOTES,
    ),
    signs=(
        ("stock_no", "serial", "description", "identifiers"),
        ("value",),
    ),
    called=spelled("schedule|insurance schedule|schedule of stock|pieces held|insurance|assurance|etat|etat du stock|versicherung|versicherungsliste|elenco assicurato|assicurazione|seguro|relacion asegurada"),
    about=frozenset(spelled("item|article|property|piece|objet|gegenstand|artikel|oggetto|articolo|objeto|articulo|bien")),
)  # fmt: skip
