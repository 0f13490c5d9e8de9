"""Columns that several registers have: the piece by its marks, money's currency, addresses, remarks."""

from __future__ import annotations

from toolkit.columns.declared import Column, column
from toolkit.vocabulary import CATEGORY

PHONE = r"\d\D*\d\D*\d\D*\d\D*\d"
MAIL = r"\S@\S"

STOCK_NO = column(
    "stock_no", "stock number", "code",
    en="stock no|stock number|stock nr|stk|stk no|stock|item no|item number|inventory no|inventory number|inv item|sku|piece no|item|our ref|ref|tag|tag no|stock id|item id|item code|inventory id",
    fr="n de stock|n stock|numero de stock|no stock|no de stock|code article|ref interne|ref article|reference interne|reference article|ref produit|reference produit|n article|n inventaire|piece|n piece",
    de="lager nr|lagernummer|lagernr|artikel nr|artikelnummer|artikelnr|art nr|warennummer|waren nr|bestandsnummer|inventar nr|inventarnummer|stucknummer|stuck nr",
    it="codice art|codice articolo|cod articolo|cod art|n inventario|numero inventario|codice interno|n articolo|codice magazzino",
    es="n stock|numero de stock|codigo articulo|codigo de articulo|cod articulo|ref articulo|referencia interna|ref interna|n inventario|n articulo|num articulo",
)  # fmt: skip
SERIAL = column(
    "serial", "serial number", "code",
    en="serial|serial no|serial number|s n|sn|ser no|case serial|serial code|serial nr|date code|serial number case",
    fr="n de serie|numero de serie|no de serie|n serie|n de serie boitier|n individuel|serie",
    de="seriennummer|seriennr|serien nr|serie nr|individualnummer|fabriknummer|serien nummer|gravur nr",
    it="matricola|matr|n seriale|seriale|numero di serie|n di serie|numero seriale|n matricola|numero di matricola|n serie|numero serie",
    es="n de serie|numero de serie|num serie|n serie|serie|numero serie|n° serie",
)  # fmt: skip
BRAND = column(
    "brand", "brand or maker", "text",
    en="brand|maker|make|manufacturer|house|designer|artist|brand name|maison|brand maker|watch brand|label|brand house|make brand",
    fr="marque|maison|fabricant|createur|artiste|marque createur|griffe", de="marke|hersteller|manufaktur|haus|kunstler|fabrikat|markenname|firma marke|label",
    it="marca|marchio|produttore|casa|casa produttrice|maison|artista|brand|nome marca|casa orologiera|firma", es="marca|fabricante|casa|maison|artista|firma|nombre marca",
)  # fmt: skip
BRAND_REF = column(
    "brand_ref", "maker's reference", "code",
    en="reference|ref no|reference no|ref|model no|model number|model ref|model reference|style no|brand ref|maker s ref|manufacturer ref|vendor style",
    fr="reference|ref|reference fabricant|ref fabricant|ref marque|ref modele|reference modele", de="referenz|ref nr|referenz nr|referenznummer|modell nr|modellnummer|herstellernummer|ref",
    it="referenza|rif|ref|referenza modello|riferimento|codice modello", es="referencia|ref|referencia modelo|ref modelo|referencia fabricante|referencia marca",
)  # fmt: skip
PIECE = column(
    "piece", "piece", "text",
    en="piece|item|description|desc|item description|article|details|watch jewel|goods|object|what|product|watch jewellery|item left|piece left|watch|jewel",
    fr="objet|piece|designation|description|article|article depose|libelle|descriptif|bijou|objet depose|objet confie|montre bijou|article confie|piece deposee|montre", de="gegenstand|stuck|bezeichnung|beschreibung|artikel|ware|objekt|schmuckstuck|uhr schmuck|uhr|reparaturgegenstand|reparaturstuck|schmuck",
    it="oggetto|descrizione|articolo|gioiello|pezzo|oggetto consegnato|orologio gioiello|oggetto lasciato|orologio", es="pieza|objeto|descripcion|articulo|joya|reloj joya|pieza entregada|objeto entregado|reloj",
)  # fmt: skip
CATEGORIES = column(
    "category", "category", "word",
    en="category|type|cat|class|product type|product category|item type|kind|department|jewellery type|jewelry type|item class|product group|sub category|article type",
    fr="categorie|type|genre|famille|type de piece|type d article|nature|rayon|type de bijou|type bijou|sous famille|groupe|type de produit", de="warengruppe|kategorie|artikelgruppe|produktart|artikelart|art|typ|produktgruppe|warenart|schmuckart|artikeltyp|produktkategorie|untergruppe|gattung",
    it="categoria|tipo|tipologia|famiglia|reparto|genere|tipo di gioiello|gruppo|sottocategoria|classe|tipo articolo|merceologia", es="categoria|tipo|familia|tipo de articulo|clase|grupo|tipo de joya|subfamilia|tipo de producto|tipo articulo|tipo pieza", vocabulary=CATEGORY,
)  # fmt: skip
QUANTITY = column(
    "quantity", "quantity", "number",
    en="qty|quantity|units|pcs|pieces|qty sold|count", fr="qte|quantite|nombre|nb|pieces", de="menge|anzahl|stuck|stk|stuckzahl|st",
    it="quantita|qta|q ta|pezzi|pz|n pezzi", es="cantidad|cant|uds|unidades|piezas",
)  # fmt: skip
DOOR = column(
    "door", "boutique", "text",
    en="door|branch|point of sale|store name|shop name|boutique name|sales door", fr="point de vente|succursale|nom de la boutique",
    de="verkaufsstelle|verkaufspunkt|name der filiale", it="punto vendita|punto di vendita", es="punto de venta|sucursal",
)  # fmt: skip
"""Which of a house's boutiques: for a house that has several."""
CURRENCY = column(
    "currency", "currency", "currency",
    en="currency|cur|curr|ccy|currency code", fr="devise|monnaie", de="wahrung|whg", it="valuta|divisa", es="moneda|divisa",
)  # fmt: skip
NOTES = column(
    "notes", "notes", "text",
    en="notes|note|remarks|remark|comments|comment|memo|memo notes|internal notes|customer notes",
    fr="remarque|remarques|observations|observation|commentaire|commentaires|notes", de="bemerkung|bemerkungen|notiz|notizen|anmerkung|anmerkungen|kommentar|hinweis|vermerk",
    it="note|nota|osservazioni|annotazioni|commenti", es="observaciones|notas|nota|comentarios|anotaciones|obs", sensitive=True,
)  # fmt: skip
CLIENT = column(
    "client", "client", "text",
    en="client|customer|client name|customer name|owner|name|client s name|customer s name|belongs to", fr="client|cliente|nom client|nom du client|nom|proprietaire",
    de="kunde|kundin|kundenname|name|auftraggeber|eigentumer|kunden name", it="cliente|nome cliente|nominativo|proprietario|nome del cliente", es="cliente|nombre cliente|nombre del cliente|nombre|propietario",
    sensitive=True,
)  # fmt: skip
CLIENT_NO = column(
    "client_no", "client number", "code",
    en="client no|client number|customer no|customer number|client code|customer code|cust no|cust ref|customer id|client id|client ref|customer ref|account no|reference id",
    fr="n client|no client|code client|numero client|numero de client|ref client", de="kundennummer|kundennr|kunden nr|kd nr|kdnr|kunden id",
    it="codice cliente|cod cliente|n cliente|numero cliente|id cliente", es="n cliente|codigo cliente|num cliente|numero de cliente|cod cliente|id cliente", sensitive=True,
)  # fmt: skip
ADDRESS: tuple[Column, ...] = (
    column("address", "address in one cell", "text",
           en="full address|address|postal address|mailing address|business address|postal", fr="adresse complete|adresse|adresse postale", de="anschrift|adresse|postanschrift",
           it="indirizzo completo|indirizzo|recapito", es="direccion completa|direccion|domicilio|direccion postal", sensitive=True, unless=("town", "postcode")),
    column("street", "street", "text",
           en="street|address 1|address line 1|address1|street address|street address 1|house and street|address|line 1|home street|house no and street|addr 1|addr|address line|addr1|road", fr="rue|adresse 1|adresse ligne 1|n et rue|voie|adresse|rue domicile|n et voie|adr|adresse rue|adresse 1ere ligne",
           de="strasse|strasse und hausnummer|strasse nr|strasse hausnr|str|adresse|strasse privat|strasse und nr|str nr|strasse hnr|strasse u hausnr|anschrift", it="via|indirizzo|indirizzo 1|via e numero|via piazza|via numero|via n|indirizzo residenza|indirizzo via", es="calle|direccion|direccion 1|domicilio|calle y numero|domicilio calle|calle n|via|direccion linea 1|direccion calle", sensitive=True),
    column("street2", "second line of the address", "text",
           en="address 2|address line 2|address2|street address 2|line 2|flat|apartment|care of|c o", fr="adresse 2|complement|complement d adresse|adresse ligne 2|batiment", de="adresszusatz|adresse 2|zusatz|c o",
           it="indirizzo 2|presso|c o|scala", es="direccion 2|piso|puerta|planta", sensitive=True),
    column("town", "town", "text", en="town|city|town city|post town|home city|city town|town or city|city of residence|post city", fr="ville|localite|commune|ville domicile|ville residence", de="ort|stadt|wohnort|ort privat|ort stadt|stadt ort|gemeinde|sitz", it="citta|localita|comune|citta residenza|paese citta|residenza", es="ciudad|poblacion|localidad|municipio|ciudad residencia|localidad ciudad", sensitive=True),
    column("region", "county or state", "text", en="county|state|region|province|state province|state region|county state", fr="departement|region|canton|etat", de="bundesland|kanton|region", it="provincia|prov|regione", es="provincia|prov|region|comunidad",
           sensitive=True),
    column("postcode", "postcode", "code", en="postcode|post code|postal code|zip|zip code|zip postal code|pcode|p code|post code zip|postal zip code", fr="code postal|cp|c p|npa|code postal domicile|code post|cod postal", de="plz|postleitzahl|postleitzahl privat|postleitz|plz ort nr", it="cap|c a p|codice postale|codice avviamento postale|cod postale",
           es="cp|c p|codigo postal|cod postal|cod post|d p|codigo p", sensitive=True),
    column("country", "country", "text", en="country|country region|nation", fr="pays", de="land|land region|staat", it="paese|nazione|stato", es="pais", sensitive=True),
)  # fmt: skip
PHONES: tuple[Column, ...] = (
    column("phone", "telephone", "code",
           en="telephone|phone|tel|tel no|phone number|telephone number|home phone|phone home|landline|tel home|contact no|contact number", fr="telephone|tel|tel fax|tel fixe|telephone fixe|tel domicile|n tel|n telephone",
           de="telefon|tel|telefonnummer|tel nr|telefon privat|festnetz|telefon nr", it="telefono|tel|n telefono|telefono fisso|tel casa|numero di telefono", es="telefono|tel|tfno|tlf|telefono fijo|n telefono|numero de telefono",
           sensitive=True, shape=PHONE),
    column("mobile", "mobile telephone", "code", en="mobile|mobile phone|mob|cell|cell phone|mobile no|mobile number|cellphone|mobile tel|mob no|tel mobile|mobile whatsapp|whatsapp", fr="portable|mobile|tel mobile|tel portable|gsm|telephone mobile|telephone portable|tel port|port|n portable|numero portable|whatsapp", de="mobil|handy|mobiltelefon|handynummer|mobilnummer|natel|handy nr|mobil nr|mobilfunk|tel mobil|whatsapp",
           it="cellulare|cell|tel cell|mobile|telefono cellulare|telefonino|cell n|tel mobile|n cellulare|numero cellulare|whatsapp", es="movil|telefono movil|celular|tel movil|tfno movil|n movil|numero movil|whatsapp", sensitive=True, shape=PHONE),
    column("email", "e-mail", "text", en="e mail|email|e mail address|email address|mail|e mail 1|client email|customer email|email 1|mail address", fr="e mail|courriel|email|mail|adresse e mail|adresse mail|adresse de messagerie|adresse electronique|mel|email client|adresse courriel|e mail client", de="e mail|email|mail|e mail adresse|mailadresse|emailadresse|mail adresse|e mail privat|email adresse",
           it="e mail|email|mail|posta elettronica|indirizzo email|indirizzo e mail|mail cliente|indirizzo mail|e mail cliente", es="e mail|email|correo electronico|correo|mail|direccion email|email cliente|direccion de correo", sensitive=True, shape=MAIL),
)  # fmt: skip
