"""The headings of a sell-through in a brand's own workbook, in five languages; the fields are the printed columns.

No register of the house: it is never looked for among her files, only where a contract names the brand's template.
"""

from __future__ import annotations

from toolkit.columns.declared import Register, column, spelled
from toolkit.other_records import Listed

SELL_THROUGH = Register(
    "sell_through",
    "Sell-through to a brand",
    Listed,
    (
        column("collection", "collection", "text", en="collection|line|family|range|product line|series", fr="collection|ligne|famille|gamme", de="kollektion|linie|familie|serie", it="collezione|linea|famiglia", es="coleccion|linea|familia"),
        column("reference", "reference", "code", en="reference|ref|reference no|ref no|style|style no|style number|model|model no|model number|sku|article|article no|item no|item code|material|material no", fr="reference|ref|n de reference|modele|n de modele|code article|article", de="referenz|ref|referenznummer|modell|modellnummer|artikelnummer|artikel", it="referenza|rif|riferimento|modello|codice articolo|articolo", es="referencia|ref|modelo|codigo articulo|articulo"),
        column("description", "description", "text", en="description|product|product name|item description|designation|style name|model name", fr="designation|description|libelle|produit", de="bezeichnung|beschreibung|artikelbezeichnung", it="descrizione|denominazione|prodotto", es="descripcion|denominacion|producto"),
        column("gtin", "bar code", "code", en="gtin|ean|ean13|ean code|barcode|bar code|upc", fr="gtin|ean|code barres|gencod", de="gtin|ean|barcode|strichcode", it="gtin|ean|codice a barre", es="gtin|ean|codigo de barras"),
        column("opening", "opening", "number", en="opening|opening stock|opening inventory|beginning stock|beginning inventory|bop|boh|stock at start|initial stock", fr="stock initial|stock debut|stock d ouverture|ouverture|stock debut de periode", de="anfangsbestand|eroffnungsbestand|bestand anfang", it="stock iniziale|giacenza iniziale|rimanenza iniziale", es="stock inicial|existencias iniciales|inventario inicial"),
        column("received", "received", "number", en="received|receipts|deliveries|delivered|sell in|purchases|received units|incoming", fr="recus|receptions|livraisons|entrees|sell in|livre", de="eingang|wareneingang|zugang|lieferungen|geliefert|sell in", it="ricevuti|arrivi|consegne|entrate|sell in", es="recibidos|recepciones|entregas|entradas|sell in"),
        column("transfers_in", "transfers in", "number", en="transfers in|transfer in|transferred in", fr="transferts recus|transferts entrants|transferts entrees", de="umlagerung eingang|transfer eingang", it="trasferimenti in entrata|trasferimenti ricevuti", es="traspasos de entrada|traspasos recibidos"),
        column("customer_returns", "clients' returns", "number", en="customer returns|client returns|returns from clients|returns|returned by customers|sales returns", fr="retours clients|retours|retours de clients", de="kundenretouren|retouren|ruckgaben", it="resi clienti|resi|restituzioni clienti", es="devoluciones de clientes|devoluciones"),
        column("sold", "sold", "number", en="sold|sales units|units sold|gross sold|gross sales|sell out|sell out units|qty sold|quantity sold|sales qty", fr="vendus|ventes|quantite vendue|sell out|unites vendues|sorties ventes", de="verkauft|verkaufe|absatz|sell out|verkaufte stuck", it="venduti|vendite|sell out|quantita venduta", es="vendidos|ventas|sell out|unidades vendidas"),
        column("transfers_out", "transfers out", "number", en="transfers out|transfer out|transferred out", fr="transferts emis|transferts sortants|transferts sorties", de="umlagerung ausgang|transfer ausgang", it="trasferimenti in uscita", es="traspasos de salida"),
        column("returned_to_vendor", "returned to the brand", "number", en="returned to vendor|returns to vendor|rtv|returned to brand|returned to supplier|returns to brand", fr="rendus a la marque|retours fournisseur|retours marque", de="lieferantenretouren|ruckgabe an marke|retouren an lieferant", it="resi a fornitore|resi al marchio", es="devoluciones a proveedor|devueltos a la marca"),
        column("adjustments", "adjustments", "number", en="adjustments|adjustment|inventory adjustments|stock adjustments|corrections", fr="ajustements|corrections|regularisations", de="korrekturen|bestandskorrektur|anpassungen", it="rettifiche|aggiustamenti", es="ajustes|regularizaciones"),
        column("other", "other movements", "number", en="other movements|other moves|other", fr="autres mouvements|autres", de="sonstige bewegungen|sonstige", it="altri movimenti", es="otros movimientos"),
        column("residue", "unexplained", "number", en="unexplained|difference|residue|variance|discrepancy", fr="non expliques|ecart|difference", de="differenz|ungeklart", it="differenza|non spiegati", es="diferencia|sin explicar"),
        column("closing", "closing", "number", en="closing|closing stock|closing inventory|ending stock|ending inventory|eop|eoh|on hand|stock on hand|stock|current stock|qty on hand|inventory", fr="stock final|stock fin|stock de cloture|stock fin de periode|stock|en stock", de="endbestand|schlussbestand|bestand|lagerbestand", it="stock finale|giacenza finale|rimanenza finale|giacenza", es="stock final|existencias finales|inventario final|existencias"),
        column("net_sold", "net sold", "number", en="net sold|net sales units|net units sold|net units|net sell out", fr="ventes nettes|vendus net|ventes nettes unites", de="netto verkauft|nettoabsatz|verkaufe netto", it="venduto netto|vendite nette", es="ventas netas|vendido neto"),
        column("of", "out of", "number", en="available|units available|available to sell|out of", fr="disponibles|quantite disponible|sur", de="verfugbar", it="disponibili", es="disponibles"),
        column("rate", "sell-through", "number", en="sell through|sell thru|sellthrough|st|sell through rate|sell through percent", fr="taux d ecoulement|ecoulement|sell through|taux de sortie", de="abverkaufsquote|sell through|abverkauf", it="sell through|tasso di vendita", es="sell through|tasa de venta|rotacion de venta"),
        column("net_sold_before", "net sold the year before", "number", en="sold last year|sales last year|ly|net sold last year|ly sales|units sold ly", fr="ventes n 1|ventes annee precedente|vendus n 1", de="verkaufe vorjahr|absatz vorjahr|vorjahr", it="vendite anno precedente|venduti anno precedente", es="ventas ano anterior"),
        column("closing_before", "closing the year before", "number", en="closing last year|stock last year|ly stock|closing stock ly", fr="stock final n 1|stock n 1", de="endbestand vorjahr|bestand vorjahr", it="stock finale anno precedente", es="stock final ano anterior"),
        column("cover", "weeks of cover", "number", en="weeks of cover|cover|weeks cover|woc|wos|weeks of supply", fr="couverture|semaines de couverture|couverture semaines", de="reichweite|reichweite wochen|wochen reichweite", it="copertura|settimane di copertura", es="cobertura|semanas de cobertura"),
        column("turn", "turn", "number", en="turn|stock turn|turnover rate|inventory turn", fr="rotation|rotation des stocks", de="umschlag|lagerumschlag", it="rotazione|indice di rotazione", es="rotacion|rotacion de stock"),
        column("on_order", "on order", "number", en="on order|open orders|ordered|orders open|qty on order", fr="en commande|commandes en cours|commandes", de="bestellt|offene bestellungen|in bestellung", it="in ordine|ordini aperti", es="en pedido|pedidos pendientes"),
        column("overdue", "overdue", "number", en="overdue|late|orders overdue|backorder|overdue orders", fr="en retard|commandes en retard", de="uberfallig|verspatet", it="in ritardo|ordini in ritardo", es="atrasados|pedidos atrasados"),
        column("sales", "net sales", "money", en="net sales|sales value|net sales value|sales amount|turnover|revenue", fr="chiffre d affaires|ca|ca net|montant des ventes|ventes en valeur", de="umsatz|nettoumsatz|verkaufswert", it="fatturato|valore vendite|vendite a valore", es="importe de ventas|facturacion|valor de ventas", sensitive=True),
        column("currency", "currency", "text", en="currency|ccy", fr="devise|monnaie", de="wahrung", it="valuta", es="moneda|divisa"),
        column("door", "door", "text", en="door|store|pos|point of sale|boutique|shop|retailer|location", fr="point de vente|magasin|boutique|porte|detaillant", de="filiale|verkaufsstelle|geschaft|boutique", it="punto vendita|negozio|boutique", es="punto de venta|tienda|boutique"),
        column("period", "period", "text", en="period|month|week|reporting period", fr="periode|mois|semaine", de="zeitraum|periode|monat|woche", it="periodo|mese|settimana", es="periodo|mes|semana"),
    ),
    signs=(("reference", "gtin", "description"), ("sold", "net_sold", "closing")),
    called=spelled("sell through|sell out|sales report|ventes|abverkauf|vendite|ventas"),
    about=frozenset(spelled("units|qty|quantity|pcs|pieces|quantite|unites|stuck|menge|pezzi|unidades")),
)  # fmt: skip
