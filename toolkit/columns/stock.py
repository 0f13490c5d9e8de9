"""The stock register: the piece and its materials; acquisition, prices and place stand in ``stock_trade``."""

from __future__ import annotations

from dataclasses import replace

from toolkit.columns.declared import CARATS, GRAMS, Register, column, spelled
from toolkit.columns.shared import BRAND, BRAND_REF, CATEGORIES, QUANTITY, SERIAL, STOCK_NO
from toolkit.columns.stock_trade import TRADE
from toolkit.records import Piece
from toolkit.vocabulary import CONDITION, LABORATORY, OWNERSHIP, STATUS, STONE_ORIGIN

STOCK = Register(
    "stock",
    "Stock register",
    Piece,
    (
        replace(STOCK_NO, languages=(*STOCK_NO.languages, ("inv no", "numero", "number"))),
        column("sku", "style code", "code", en="style|style code|vendor style code|sku code|style no|second sku|marketing code|web sku|sku", fr="code modele|code style", de="modellcode|stilnummer", it="codice stile", es="codigo modelo|codigo estilo"),
        BRAND_REF,
        column("gtin", "GTIN", "code", en="gtin|ean|upc|barcode|bar code|ean13|ean code", fr="code barres|code barre|code ean|gencod", de="strichcode|barcode|ean code|ean nummer", it="codice a barre|codice ean|barcode", es="codigo de barras|codigo ean"),
        SERIAL,
        column("movement_no", "movement number", "code", en="movement no|movement number|mvt no|mvt number|movement|calibre no", fr="mouvement|n mouvement|numero de mouvement", de="werknummer|werk nr|werknr|uhrwerknummer|uhrwerk nr", it="n movimento|numero movimento|movimento n", es="n movimiento|numero de movimiento|n maquina"),
        column("case_no", "case number", "code", en="case no|case number", fr="n boitier|numero de boite|n de boite|numero de boitier", de="gehausenummer|gehause nr|gehausenr", it="n cassa|numero cassa", es="n caja|numero de caja"),
        CATEGORIES,
        column("condition", "condition", "word", en="condition|condition class|cond|new used|state|new pre owned", fr="etat|neuf occasion|etat de la piece", de="zustand|neu gebraucht|erhaltung|zustandsklasse", it="condizione|condizioni|stato d uso|nuovo usato|stato di conservazione", es="condicion|estado|nuevo usado|estado de conservacion", vocabulary=CONDITION),
        BRAND,
        column("collection", "collection", "text", en="collection|line|range", fr="collection|ligne|gamme", de="kollektion|linie|serie", it="collezione|linea|serie", es="coleccion|linea|gama"),
        column("model", "model", "text", en="model|model name|name|style name|reference name", fr="modele|nom|nom du modele|nom modele", de="modell|modellname|modellbezeichnung|modellbez", it="modello|nome modello|modello orologio", es="modelo|nombre modelo|nombre del modelo"),
        column("description", "description", "text", en="description|desc|details|item description|title|product description|product name|product|item name|article|full description|long description|short description|piece|name of item|description of piece|item details", fr="description|designation|libelle|nom article|nom produit|titre|descriptif|article|description complete|description de la piece|detail|details|nom de la piece|produit", de="bezeichnung|beschreibung|artikelbezeichnung|artikelname|artikel|artikelbeschreibung|warenbezeichnung|artikeltext|kurzbeschreibung|langtext|produktname|objekt|gegenstand|stuck",
               it="descrizione|articolo|oggetto|descrizione articolo|denominazione|descrizione completa|dettagli|dettaglio|nome articolo|prodotto|gioiello", es="descripcion|articulo|denominacion|descripcion articulo|pieza|descripcion de la pieza|detalle|detalles|nombre articulo|producto|joya|nombre pieza"),
        column("year_made", "year", "code", en="year|year made|date of manufacture|circa|period|production year", fr="annee|epoque|millesime|annee de fabrication", de="baujahr|jahr|herstellungsjahr|epoche|jahrgang", it="anno|epoca|anno di produzione|anno di fabbricazione", es="ano|epoca|ano de fabricacion"),
        QUANTITY,
        column("ownership", "ownership", "word", en="ownership|own cons|own consigned|owned by|owner type|stock type|own", fr="propriete|statut juridique|type de stock", de="eigentum|eigentumer|eigentumsart|besitzart|eigen kommission|warenart eigentum", it="proprieta|tipo proprieta|conto vendita|c vendita|tipo di stock", es="propiedad|titularidad|tipo de stock|propio deposito", vocabulary=OWNERSHIP),
        column("status", "status", "word", en="status|stock status|state|availability|stock state|sold available|availability status|sales status", fr="statut|situation|etat du stock|disponibilite|disponible|etat stock|statut stock", de="status|bestandsstatus|lagerstatus|verfugbarkeit|verfugbar|artikelstatus|verkaufsstatus|bestand status", it="stato|stato articolo|disponibilita|situazione|disponibile|stato magazzino|stato vendita", es="estado|estatus|situacion|disponibilidad|estado stock|disponible|estado venta", vocabulary=STATUS),
        column("metal", "metal", "metal", en="metal|mtl|alloy|metal type|material", fr="metal|metal et titre|titre|matiere precieuse|matiere|metaux", de="legierung|metall|edelmetall|material|goldart", it="metallo|lega|materiale|titolo|tipo oro", es="metal|aleacion|material|tipo de oro"),
        column("karat", "karat", "metal", en="ct|kt|karat|carat|gold ct|k|title|gold karat", fr="carats or|titre", de="karat|karat gold|kt", it="carati oro|carati|kt", es="quilates oro|kilates|quilates|kt"),
        column("fineness", "fineness", "metal", en="fineness|millesimal|hallmark fineness|purity|metal purity|title", fr="titre|poincon titre|millieme|titre or|milliemes", de="feingehalt|feinheit|goldgehalt", it="titolo|titolo metallo|millesimi", es="ley|ley del metal|milesimas|pureza"),
        column("gross_weight", "gross weight, g", "number", en="gross weight|weight|gross wt|wt|total weight|weight g|gross weight g", fr="poids brut|poids|poids g|poids brut g|poids total", de="gewicht|bruttogewicht|artikelgewicht|gewicht brutto|gesamtgewicht|gewicht g", it="peso|peso lordo|peso totale|peso gr|peso g", es="peso|peso bruto|peso total|peso gr|peso g", units=GRAMS),
        column("net_weight", "net metal weight, g", "number", en="net weight|metal weight|net wt|gold weight|net weight g", fr="poids net|poids or|poids d or", de="nettogewicht|goldgewicht|gewicht netto|metallgewicht", it="peso netto|peso oro|peso metallo", es="peso neto|peso oro|peso metal", units=GRAMS),
        column("hallmark", "hallmark", "text", en="hallmark|hallmarks|assay|assay office", fr="poincon|poincons", de="punze|stempel|punzen|punzierung", it="punzone|punzoni|marchio di identificazione", es="contraste|punzon|contrastes"),
        column("dimensions", "dimensions", "text", en="dimensions|size mm|case size|case diameter|case mm|diameter|h x w|h x w in|measurements", fr="diametre|taille mm|mesures|taille boitier|dimensions", de="masse|abmessungen|durchmesser|gehausegrosse|grosse mm", it="dimensioni|misure|diametro|diametro cassa", es="dimensiones|medidas|diametro|diametro caja"),
        column("size", "size", "text", en="size|ring size|finger size", fr="taille|tour de doigt|doigt|taille de doigt", de="grosse|ringgrosse|ringweite|weite|lange", it="misura|taglia|misura anello|misura dito", es="talla|medida|talla anillo|tamano"),
        column("material", "material", "text", en="material|leather|case material|skin|leather type|bag material|exterior material|case metal", fr="matiere|cuir|matieres|peau|type de cuir|matiere boitier", de="material|leder|werkstoff|gehausematerial|lederart|ledersorte", it="materiale|pelle|pellame|materiale cassa|tipo di pelle|materiale esterno", es="material|piel|cuero|material caja|tipo de piel"),
        column("stones", "stones", "text", en="stones|stone|gems|gemstones|gem|stone type|stone details", fr="pierres|pierre|pierres precieuses|sertissage", de="steine|stein|steinbesatz|besatz|edelsteine|steinart", it="pietre|pietra|gemme|tipo pietra", es="piedras|piedra|gemas|tipo de piedra"),
        column("stone_origin", "natural or laboratory-grown", "word", en="origin type|natural lab|natural lab grown|lab grown", fr="naturel synthetique|naturel labo", de="naturlich synthetisch|natur labor", it="naturale sintetico|naturale laboratorio", es="natural sintetico|natural laboratorio", vocabulary=STONE_ORIGIN),
        column("carat", "carat weight", "number", en="ct|cts|carat|carats|carat weight|ct wt|cwt|stone weight|tcw|tdw|ctw|total carat weight|total carats|diamond weight|diamond ct|total ct|ctw total|carat total|dia wt|diamond carats", fr="poids carat|poids ct|carats|carat|poids pierre|poids pierres|ct|ct diamants|poids diamants|total carats|poids total carats", de="karat|ct|caratgewicht|karatgewicht|steingewicht|carat|kt|ct brillanten|brillanten ct|gesamtkarat|karat gesamt|ct gesamt", it="carati|ct|peso pietra|peso pietre|caratura|kt|ct diamanti|peso diamanti|carati totali|totale carati", es="quilates|ct|peso piedra|peso piedras|quilataje|kilates|ct diamantes|peso diamantes|quilates totales|total quilates", units=CARATS),
        column("colour", "colour", "text", en="colour|color|col|stone colour", fr="couleur|couleur pierre", de="farbe|steinfarbe", it="colore|colore pietra", es="color|color piedra"),
        column("clarity", "clarity", "text", en="clarity|cla|purity", fr="purete", de="reinheit|lupenreinheit", it="purezza", es="pureza|claridad"),
        column("laboratory", "laboratory", "word", en="lab|laboratory|report lab|cert lab", fr="laboratoire|labo", de="labor|institut|zertifikat labor", it="laboratorio|istituto|ente certificatore", es="laboratorio|laboratorio gemologico", vocabulary=LABORATORY),
        column("report_no", "report number", "code", en="report no|report number|report|cert no|certificate no|cert number|cert|certificate|gia no|certificate number", fr="n certificat|numero de certificat|n rapport|no rapport|numero de rapport|rapport|certificat|certif n", de="zertifikat nr|zertifikatnummer|zertifikatsnummer|zertifikat|expertise nr|gutachten nr|zertifikatsnr",
               it="n certificato|numero certificato|certificato|certificato n|n perizia", es="n certificado|certificado|numero de certificado|certificado n"),
        column("report_date", "report date", "date", en="report date|cert date|certificate date", fr="date certificat|date du rapport", de="zertifikatsdatum|datum zertifikat", it="data certificato", es="fecha certificado|fecha del certificado"),
        *TRADE,
    ),
    signs=(
        ("stock_no", "serial"),
        ("description", "model", "brand", "brand_ref"),
        ("cost_purchase", "cost_landed", "insured_value", "ticket_price", "acquired_date"),
    ),
    called=spelled("stock|inventory|inventaire|lager|lagerliste|bestand|warenbestand|magazzino|giacenza|inventario|existencias|stocklist|stock book|watches|montres|jewellery|bijoux|joaillerie|uhren|schmuck|orologi|gioielli|relojes|joyas|bags|handbags"),
    about=frozenset(spelled("item|items|article|product|stock|produit|artikel|produkt|ware|articolo|prodotto|articulo|producto|oggetto|piece|pezzo|pieza|watch|jewel|jewellery")),
)  # fmt: skip
