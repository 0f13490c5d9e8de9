"""Declared columns: for each register the fields it may have, the headings accepted, and how a cell is read.

Nothing about a column is inferred: a field is a code, a sum, a date because it is declared so. ``sensitive``
fields never leave the house unless a document declares that its reader may see them. Headings are compared
folded (case, accents and punctuation ignored); a heading may stand under several fields, and then the values
decide or the owner is asked. English and French; the seed list is in ``docs/domain.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit import vocabulary as words
from toolkit.records import Piece, Record, Sale
from toolkit.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a register: the kind of its values and the headings it is known by.

    ``kind`` is ``code``, ``text``, ``money``, ``date``, ``number``, ``flag``, ``word``, ``place`` (a place: its text
    is kept, its first known word is the situation), ``metal`` (alloy, karat or fineness), ``currency`` (the row's
    currency word). ``units`` are the unit spellings a number may carry.
    """

    field: str
    label: str
    kind: str
    headings: tuple[str, ...]
    sensitive: bool = False
    vocabulary: Vocabulary | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its name, what it is called, its record type, its columns, and what tells it from others.

    ``signs`` are groups of fields; a sheet is taken for this register only if each group has a mapped field.
    """

    name: str
    title: str
    record: type[Record]
    columns: tuple[Column, ...]
    signs: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> Column | None:
        """The declared column of a field, or None."""
        return next((column for column in self.columns if column.field == name), None)


def _column(name: str, label: str, kind: str, headings: str, **more: object) -> Column:
    """A column from ``"heading|heading"``."""
    return Column(name, label, kind, tuple(headings.split("|")), **more)  # type: ignore[arg-type]  # one table, many kinds


_CURRENCY = "currency|cur|cur.|curr|ccy|devise|monnaie"
_NOTES = "notes|note|remarks|remark|comments|comment|remarque|remarques|observations|commentaire|memo notes"

STOCK = Register(
    "stock",
    "Stock register",
    Piece,
    (
        _column("stock_no", "stock number", "code", "stock no|stock number|stock nr|stk|stk no|stk #|stock #|sku|item no|"
                "item number|item|tag|tag no|inv no|inventory no|inventory number|ref interne|n de stock|n stock|"
                "numero de stock|no stock|no de stock|code article|n inventaire|numero|piece no|our ref|ref"),
        _column("sku", "style code", "code", "style|style code|vendor style code|code modele|sku code|style no|second sku|marketing code|web sku|sku"),
        _column("brand_ref", "maker's reference", "code", "ref|reference|ref no|reference no|model no|model ref|"
                "model reference|style no|brand ref|maker s ref|reference fabricant|ref marque|ref modele|vendor style"),
        _column("gtin", "GTIN", "code", "gtin|ean|upc|barcode|bar code|code barres|code barre|ean13"),
        _column("serial", "serial number", "code", "serial|serial no|serial number|s n|sn|ser no|n de serie|"
                "numero de serie|no de serie|n serie|case serial"),
        _column("movement_no", "movement number", "code", "movement no|movement number|mvt no|mouvement|n mouvement|"
                "numero de mouvement"),
        _column("case_no", "case number", "code", "case no|case number|n boitier|numero de boite|n de boite"),
        _column("category", "category", "word", "category|type|cat|class|product type|item type|kind|categorie|genre|"
                "famille|type de piece|nature", vocabulary=words.CATEGORY),
        _column("condition", "condition", "word", "condition|condition class|cond|new used|state|etat|neuf occasion",
                vocabulary=words.CONDITION),
        _column("brand", "brand or maker", "text", "brand|maker|make|manufacturer|house|designer|artist|marque|maison|"
                "fabricant|createur|artiste"),
        _column("collection", "collection", "text", "collection|line|range|ligne|gamme"),
        _column("model", "model", "text", "model|model name|modele|name|nom"),
        _column("description", "description", "text", "description|desc|details|item description|title|designation|"
                "libelle|titre|descriptif|article"),
        _column("year_made", "year", "code", "year|year made|date of manufacture|circa|period|annee|epoque|millesime|"
                "production year"),
        _column("quantity", "quantity", "number", "qty|quantity|units|pcs|pieces|qte|quantite|nombre"),
        _column("ownership", "ownership", "word", "ownership|own cons|own consigned|owned by|owner type|stock type|"
                "propriete|statut juridique|type de stock|own", vocabulary=words.OWNERSHIP),
        _column("status", "status", "word", "status|stock status|state|situation|statut|etat du stock|disponibilite",
                vocabulary=words.STATUS),
        _column("metal", "metal", "metal", "metal|mtl|alloy|metal type|titre|metal et titre|matiere precieuse|material"),
        _column("karat", "karat", "metal", "ct|kt|karat|carat|gold ct|k|carats or|title"),
        _column("fineness", "fineness", "metal", "fineness|millesimal|hallmark fineness|titre|poincon titre|millieme"),
        _column("gross_weight", "gross weight, g", "number", "gross weight|weight|gross wt|wt|total weight|poids brut|"
                "poids|weight g|gross weight g|poids g|poids brut g", units=("g", "gr", "gram", "grams", "dwt", "ozt")),
        _column("net_weight", "net metal weight, g", "number", "net weight|metal weight|net wt|gold weight|poids net|"
                "poids or|poids d or|net weight g", units=("g", "gr", "gram", "grams", "dwt", "ozt")),
        _column("hallmark", "hallmark", "text", "hallmark|hallmarks|assay|assay office|poincon|poincons"),
        _column("dimensions", "dimensions", "text", "dimensions|size mm|case size|case mm|diameter|diametre|taille mm|"
                "h x w|h x w in|measurements|mesures|taille boitier"),
        _column("size", "size", "text", "size|ring size|finger size|taille|tour de doigt|doigt"),
        _column("material", "material", "text", "material|leather|case material|matiere|cuir|matieres|skin|peau"),
        _column("stones", "stones", "text", "stones|stone|gems|gemstones|gem|stone type|pierres|pierre|stone details"),
        _column("stone_origin", "natural or laboratory-grown", "word", "origin type|natural lab|natural lab grown|"
                "lab grown|naturel synthetique", vocabulary=words.STONE_ORIGIN),
        _column("carat", "carat weight", "number", "ct|cts|carat|carats|carat weight|ct wt|cwt|stone weight|poids carat|"
                "poids ct|tcw|tdw|ctw|poids pierre|poids pierres", units=("ct", "cts", "carat", "carats", "carat(s)")),
        _column("colour", "colour", "text", "colour|color|col|stone colour|couleur|couleur pierre"),
        _column("clarity", "clarity", "text", "clarity|cla|purity|purete"),
        _column("laboratory", "laboratory", "word", "lab|laboratory|report lab|laboratoire|labo|cert lab",
                vocabulary=words.LABORATORY),
        _column("report_no", "report number", "code", "report no|report number|report|cert no|certificate no|cert number|"
                "cert|certificate|gia no|n certificat|numero de certificat|n rapport|no rapport|numero de rapport|rapport|certificat"),
        _column("report_date", "report date", "date", "report date|cert date|date certificat|date du rapport"),
        _column("acquired_from", "bought from", "text", "bought from|purchased from|supplier|vendor|seller|source|"
                "acquired from|from|purchase supplier|fournisseur|vendeur|achete a|provenance achat|achat fournisseur|"
                "purchase from", sensitive=True),
        _column("party_type", "kind of seller", "text", "party type|seller type|type vendeur|type de vendeur"),
        _column("acquired_date", "date acquired", "date", "date in|date acquired|acquired|date purchased|purchase date|"
                "purchased|received|date received|bought|bought on|stock date|entry date|date d entree|date entree|"
                "entree|date d achat|date achat|recu le|achete le|in|purchase in|achat date|date|purchase bought"),
        _column("purchase_invoice_no", "purchase invoice", "code", "purchase invoice|purchase invoice no|supplier invoice|"
                "pi no|facture achat|n facture achat|facture fournisseur|purchase inv no|purchase invoice no"),
        _column("vat_treatment", "VAT treatment", "word", "vat|vat treatment|vat scheme|scheme|tax|tva|regime tva",
                vocabulary=words.VAT),
        _column("consignor", "consignor", "text", "consignor|consigned by|consignor name|deposant|memo from", sensitive=True),
        _column("agreement_ref", "consignment agreement", "code", "agreement|agreement ref|agreement no|contract no|"
                "contrat|n contrat|convention"),
        _column("agreed_value", "agreed value", "money", "agreed value|agreed|consignor value|net to consignor|"
                "valeur agreee|valeur convenue|net deposant|consigned value", sensitive=True),
        _column("agreement_expiry", "agreement ends", "date", "agreement expiry|agreement ends|consigned until|"
                "fin de contrat|echeance contrat|expiry"),
        _column("return_by", "return by", "date", "return by|due back|return date|a rendre le|retour prevu"),
        _column("currency", "currency", "currency", _CURRENCY),
        _column("cost_purchase", "purchase cost", "money", "cost|cost price|purchase price|purchase cost|cp|buy in|"
                "buying price|price paid|trade|pa|prix d achat|prix achat|cout|cout d achat|achat|purchase|achat ht|"
                "prix d achat ht|cost ex vat|unit cost|price in", sensitive=True),
        _column("cost_addons", "added cost", "money", "add ons|addons|added cost|repair cost|service cost|extra cost|"
                "frais|frais annexes|cout reparation", sensitive=True),
        _column("cost_landed", "landed cost", "money", "landed cost|total cost|full cost|cost landed|cout total|"
                "prix de revient|revient|cout de revient", sensitive=True),
        _column("cost_code", "cost code", "code", "cost code|code cost|code prix|code achat|coded cost", sensitive=True),
        _column("ticket_price", "retail price", "money", "retail|rrp|sp|retail price|tag price|ticket|ticket price|asking|"
                "asking price|selling price|list price|price|pvp|prix de vente|prix vente|prix public|pv|prix ttc|"
                "prix etiquette|prix|pv ttc|prix de vente ttc"),
        _column("sale_price", "price sold at", "money", "sale price|sold for|price sold|sold price|achieved|realised|"
                "vendu pour|prix vendu|prix realise|sale for|sale amount|vente prix", sensitive=True),
        _column("sale_date", "date sold", "date", "sold|date sold|sold on|sale date|date out|sold date|out|vendu le|"
                "date de vente|date vente|date de sortie|date sortie|sortie|vente date|sale date out|date of sale"),
        _column("sales_invoice_no", "sales invoice", "code", "sales invoice|sales invoice no|invoice|invoice no|inv|"
                "facture|n facture|facture vente|n de facture|sale invoice|sale invoice no"),
        _column("buyer", "buyer", "text", "buyer|sold to|client|customer|purchaser|acheteur|vendu a|cliente|client vente",
                sensitive=True),
        _column("insured_value", "insured value", "money", "insured value|insurance value|insurance|replacement value|"
                "replacement|ins value|valeur d assurance|valeur assurance|valeur assuree|assurance|"
                "valeur de remplacement|sum insured|valuation|insured"),
        _column("valuation_date", "date valued", "date", "valuation date|date valued|valued|valued on|date d estimation|"
                "date estimation|estime le|date evaluation|insured date"),
        _column("valuer", "valuer", "text", "valuer|valued by|appraiser|expert|estime par"),
        _column("box", "box", "flag", "box|boxed|boite|ecrin|inner box"),
        _column("papers", "papers", "flag", "papers|warranty card|card|guarantee|papers card|papiers|garantie|carte"),
        _column("full_set", "full set", "flag", "full set|b p|b&p|box papers|box and papers|set|set complet|complet"),
        _column("location", "place", "place", "location|place|where|loc|position|safe|storage|zone|case tray|emplacement|"
                "lieu|localisation|ou|coffre|situation"),
        _column("custodian", "who has it", "text", "custodian|held by|with|who has it|on memo to|confie a|detenteur"),
        _column("photo", "photograph", "text", "photo|photos|picture|image|photo file|photographie"),
        _column("notes", "notes", "text", _NOTES, sensitive=True),
    ),
    signs=(
        ("stock_no", "serial"),
        ("description", "model", "brand", "brand_ref"),
        ("cost_purchase", "cost_landed", "insured_value", "ticket_price", "acquired_date"),
    ),
)  # fmt: skip

SALES = Register(
    "sales",
    "Sales register",
    Sale,
    (
        _column("stock_no", "stock number", "code", "stock no|stock number|stock nr|stk|stk no|stock #|item no|item|"
                "item number|inventory no|inv item|n de stock|n stock|numero de stock|no stock|code article|piece|sku|"
                "our ref|ref"),
        _column("invoice_no", "invoice", "code", "invoice|invoice no|invoice number|inv no|inv|receipt|receipt no|"
                "sales invoice|sales invoice no|facture|n facture|numero de facture|n de facture|ticket|doc no"),
        _column("kind", "kind of row", "word", "transaction|kind|type|sale type|transaction type|movement|nature|"
                "type de vente|mouvement|operation|document type", vocabulary=words.SALE_KIND),
        _column("sale_date", "date", "date", "date|sale date|date sold|sold|sold on|date out|invoice date|out|date vente|"
                "date de vente|vendu le|date facture|date de facture|transaction date|date of sale"),
        _column("description", "description", "text", "description|desc|item description|title|details|designation|"
                "libelle|article|titre"),
        _column("brand", "brand", "text", "brand|maker|make|marque|artist|maison"),
        _column("brand_ref", "maker's reference", "code", "reference|ref|model no|brand ref|ref modele"),
        _column("serial", "serial number", "code", "serial|serial no|serial number|n de serie|s n"),
        _column("quantity", "quantity", "number", "qty|quantity|units|qte|quantite"),
        _column("price", "price", "money", "price|sale price|sold for|amount|total|net|gross|sales price|selling price|"
                "prix|prix de vente|montant|montant ttc|prix ttc|total ttc|prix vente|price paid|amount paid",
                sensitive=True),
        _column("currency", "currency", "currency", _CURRENCY),
        _column("buyer", "buyer", "text", "buyer|sold to|client|customer|client name|customer name|purchaser|acheteur|"
                "vendu a|nom du client|nom client|client no", sensitive=True),
        _column("buyer_address", "buyer's address", "text", "address|client address|buyer address|adresse|"
                "adresse client|ship to", sensitive=True),
        _column("salesperson", "salesperson", "text", "salesperson|sold by|sales assistant|adviser|advisor|seller|"
                "vendeur|vendeuse|conseiller|staff|by", sensitive=True),
        _column("payment_method", "payment", "text", "payment|payment method|paid by|tender|paiement|reglement|"
                "mode de paiement|mode de reglement"),
        _column("notes", "notes", "text", _NOTES + "|price note", sensitive=True),
    ),
    signs=(
        ("stock_no", "serial", "description", "invoice_no"),
        ("sale_date",),
        ("price",),
        ("buyer", "invoice_no", "kind"),
    ),
)  # fmt: skip

REGISTERS: tuple[Register, ...] = (STOCK, SALES)


def register(name: str) -> Register:
    """The register of that name. Raises KeyError for an unknown one."""
    return {item.name: item for item in REGISTERS}[name]
