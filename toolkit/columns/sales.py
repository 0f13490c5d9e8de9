"""The sales register: every sale, return and deposit."""

from __future__ import annotations

from dataclasses import replace

from toolkit.columns.declared import Register, column, spelled
from toolkit.columns.shared import (
    BRAND,
    BRAND_REF,
    CATEGORIES,
    CLIENT_NO,
    CURRENCY,
    DOOR,
    NOTES,
    QUANTITY,
    SERIAL,
    STOCK_NO,
)
from toolkit.records import Sale
from toolkit.vocabulary import SALE_KIND, VAT

PRICE_NOTES = replace(NOTES, languages=((*NOTES.languages[0], "price note"), *NOTES.languages[1:]))

SALES = Register(
    "sales",
    "Sales register",
    Sale,
    (
        STOCK_NO,
        column("invoice_no", "invoice", "code", en="invoice|invoice no|invoice number|inv no|inv|receipt|receipt no|sales invoice|sales invoice no|doc no|transaction id|transaction no|sale no|order no|receipt number|order number|sale id|order id|bill no|docket|till receipt|sales no|ref no|invoice ref|invoice id|document no",
               fr="facture|n facture|numero de facture|n de facture|ticket|n ticket|n de ticket|n de piece|n piece|n vente|ref facture|n de vente|n bl|n de facture client|facture n|n ticket caisse", de="rechnungsnummer|rechnungsnr|rechnung|rechnungs nr|beleg nr|belegnummer|belegnr|bon nr|kassenbon|quittung|re nr|rg nr|rechnung nr|bon nummer|kassenbon nr|vorgangsnummer",
               it="n fattura|fattura|numero fattura|n ricevuta|ricevuta|scontrino|n scontrino|n documento|n ordine|n vendita|numero documento|numero scontrino|ft n", es="n factura|factura|numero de factura|num factura|n ticket|ticket|n recibo|recibo|n documento|n venta|n pedido|numero ticket|n albaran|factura n|numero documento"),
        column("kind", "kind of row", "word", en="transaction|kind|type|sale type|transaction type|movement|document type|txn type|txn", fr="nature|type de vente|mouvement|operation|type|type operation|type de transaction", de="vorgang|vorgangsart|art|belegart|geschaftsvorfall|typ|buchungsart",
               it="tipo|tipo documento|operazione|causale|tipo vendita|tipo operazione", es="tipo|operacion|tipo de operacion|tipo documento|tipo de venta|concepto", vocabulary=SALE_KIND),
        column("sale_date", "date", "date", en="date|sale date|date sold|sold|sold on|date out|invoice date|out|transaction date|date of sale|order date|paid at|sales date|billing date|date of invoice|created at|date time|day", fr="date|date piece|date vente|date de vente|vendu le|date facture|date de facture|date de facturation|vente le|date de la vente|date ticket|le|date operation|date doc", de="datum|verkaufsdatum|rechnungsdatum|verkauft am|belegdatum|datum verkauf|kaufdatum|verkauf am|re datum|rg datum|datum rechnung|bon datum|buchungsdatum|vk datum|tag",
               it="data|data vendita|data fattura|venduto il|data di vendita|data documento|data doc|data emissione|data ricevuta|data scontrino|data operazione|giorno", es="fecha|fecha venta|fecha de venta|fecha factura|vendido el|fecha de factura|f venta|f factura|fecha ticket|fecha de emision|fecha operacion|dia"),
        column("description", "description", "text", en="description|desc|item description|title|details|product name|product|article|goods|item|item name", fr="designation|libelle|article|titre|description|descriptif|produit", de="bezeichnung|artikel|beschreibung|artikelbezeichnung|warenbezeichnung|ware|gegenstand|produkt|stuck",
               it="descrizione|articolo|oggetto|prodotto|descrizione articolo", es="descripcion|articulo|producto|concepto articulo|pieza|descripcion articulo"),
        CATEGORIES,
        BRAND,
        column("model", "model", "text", en="model|model name|style name", fr="modele|nom du modele", de="modell|modellname", it="modello|nome modello", es="modelo|nombre modelo"),
        BRAND_REF,
        SERIAL,
        QUANTITY,
        column("list_price", "price before any discount", "money", en="list price|retail|rrp|ticket price|tag price|full price|price before discount|retail price", fr="prix public|prix catalogue|prix affiche|prix boutique|prix avant remise", de="listenpreis|ladenpreis|uvp|auszeichnungspreis|preis vor rabatt", it="prezzo di listino|prezzo listino|prezzo al pubblico|listino", es="pvp|precio de tarifa|precio tarifa|precio de catalogo"),
        column("discount", "discount", "text", en="discount|disc|discount given|reduction|rebate|allowance", fr="remise|rabais|reduction|escompte", de="rabatt|nachlass|rabatt in", it="sconto|sconto in|abbuono", es="descuento|dto|desc", sensitive=True),
        column("price", "price", "money", en="price|sale price|sold for|amount|total|net|gross|sales price|selling price|price paid|amount paid|sold price|net sales|price sold|sale amount|invoice total|invoice amount|total incl tax|total inc vat|total paid|grand total|sale total|net total|gross sale|sale value|amount inc vat|takings|total price|final price",
               fr="prix|prix de vente|montant|montant ttc|prix ttc|total ttc|prix vente|prix vendu|montant vente|total|total ttc eur|prix final|montant regle|net a payer|total vente|prix de vente ttc|montant de la vente", de="verkaufspreis|preis|betrag|vk|rechnungsbetrag|umsatz|erlos|verkauft fur|endpreis|verkaufserlos|gesamtbetrag|summe|vk preis|vk brutto|endbetrag|gesamtpreis|brutto|bruttobetrag|total|verkaufswert|bezahlt|zahlbetrag|rechnungssumme|preis brutto",
               it="prezzo|importo|prezzo di vendita|prezzo vendita|totale|importo totale|incasso|totale fattura|prezzo finale|totale ivato|importo vendita|incassato|totale vendita|prezzo ivato|totale documento", es="precio|importe|precio de venta|precio venta|total|importe total|total factura|vendido por|precio final|total con iva|importe venta|total venta|cobrado|importe cobrado|total ticket", sensitive=True),
        CURRENCY,
        column("vat_treatment", "VAT treatment", "word", en="vat|vat treatment|vat scheme|scheme|tax|vat type|vat code", fr="tva|regime tva|type tva|regime de tva", de="besteuerung|steuerart|ust|mwst art|steuersatz|mwst satz", it="iva|regime iva|aliquota|tipo iva", es="iva|regimen iva|tipo iva", vocabulary=VAT),
        column("vat_amount", "VAT", "money", en="vat amount|tax amount|sales tax|tax|taxes|vat|amount of vat", fr="montant tva|tva|dont tva", de="mwst betrag|steuerbetrag|mwst|ust betrag|umsatzsteuer|ust", it="importo iva|iva|di cui iva", es="importe iva|cuota iva|iva|cuota", sensitive=True),
        column("margin", "margin", "money", en="margin|profit|gross margin|gross profit|margin amount", fr="marge|marge brute|benefice", de="marge|rohertrag|gewinn", it="margine|utile|margine lordo", es="margen|beneficio|margen bruto", sensitive=True),
        column("cost", "cost", "money", en="cost|cost price|cp|cost of sale|cost of goods|cogs|purchase price|unit cost|our cost", fr="cout|prix d achat|pa|prix de revient|pa ht|cout d achat|prix achat", de="ek|einkaufspreis|einstand|einstandspreis|ek netto|ek preis|wareneinsatz", it="costo|prezzo d acquisto|costo d acquisto|prezzo acquisto|costo acquisto", es="coste|costo|precio de compra|precio de coste|precio coste|coste de compra", sensitive=True),
        column("cash", "cash received", "money", en="cash|cash amount|cash received|of which cash|paid in cash|amount in cash", fr="especes|montant especes|dont especes", de="bar|barbetrag|bar bezahlt|davon bar", it="contanti|importo contanti|di cui contanti", es="efectivo|importe en efectivo|en efectivo", sensitive=True),
        column("deposit", "deposit", "money", en="deposit|deposit paid|deposit taken|paid on account", fr="acompte|arrhes|acompte verse", de="anzahlung|akonto|angezahlt", it="acconto|caparra|anticipo", es="senal|anticipo|a cuenta|deposito", sensitive=True),
        column("balance", "balance due", "money", en="balance|balance due|outstanding|amount due|owing|still to pay", fr="solde|reste du|reste a payer|solde du", de="rest|restbetrag|offen|offener betrag|restzahlung", it="saldo|residuo|da saldare|rimanenza", es="saldo|pendiente|resto|importe pendiente", sensitive=True),
        column("buyer", "buyer", "text", en="buyer|sold to|client|customer|client name|customer name|purchaser|billing name|name|bought by|customer full name|sold to name|bill to|invoice to|client sold to|guest", fr="acheteur|client|tiers|cliente|vendu a|nom du client|nom client|acquereur|nom acheteur|facture a|destinataire facture|client facture", de="kunde|kaufer|kundin|verkauft an|kundenname|kaufer name|kunden name|name|rechnungsempfanger|kunde name|kunden|endkunde",
               it="cliente|acquirente|venduto a|nome cliente|compratore|nominativo|nome del cliente|intestatario|fatturato a|cliente fattura", es="cliente|comprador|vendido a|nombre cliente|nombre del cliente|adquirente|facturado a|titular|cliente factura", sensitive=True),
        CLIENT_NO,
        column("buyer_address", "buyer's address", "text", en="address|client address|buyer address|ship to|customer address|billing address|delivery address", fr="adresse|adresse client|adresse de livraison|adresse de facturation", de="adresse|anschrift|kundenadresse|lieferadresse|rechnungsadresse", it="indirizzo|indirizzo cliente|indirizzo di consegna", es="direccion|direccion cliente|domicilio|direccion de entrega",
               sensitive=True),
        column("salesperson", "salesperson", "text", en="salesperson|sold by|sales assistant|adviser|advisor|seller|staff|by|staff member|sales person|sales associate|employee|served by|sold by staff|cashier|sales rep|associate|sales consultant|sales", fr="vendeur|vendeuse|commercial|conseiller|conseillere|vendu par|conseiller de vente|par|vendu par vendeur|caissier|caissiere|collaborateur", de="verkaufer|verkauferin|verkauft von|berater|beraterin|mitarbeiter|bedient von|kundenberater|kassierer|verk|bediener|mitarbeiterin|kassiererin",
               it="venditore|venditrice|venduto da|agente|addetto|addetta|commesso|commessa|consulente|operatore|cassiere|commesso addetto", es="vendedor|vendedora|vendido por|dependiente|dependienta|atendido por|asesor|asesora|empleado|cajero|comercial|empleada|responsable", sensitive=True),
        column("payment_method", "payment", "text", en="payment|payment method|paid by|tender|tender type|method of payment|payment type|how paid|method|paid with|payment mode|tender used", fr="paiement|reglement|mode de paiement|mode de reglement|mode reglement|mode paiement|moyen de paiement|regle par|regle en|type de paiement|type reglement", de="zahlungsart|zahlung|bezahlt mit|zahlungsweise|zahlart|zahlungsmittel|bezahlt per|zahlweise|zahlungsform|zahlung per|bezahlung",
               it="pagamento|modalita di pagamento|metodo di pagamento|pagato con|tipo pagamento|mezzo di pagamento|tipo di pagamento|forma di pagamento|pagato", es="forma de pago|metodo de pago|pago|medio de pago|pagado con|modo de pago|tipo de pago|forma pago|pagado por"),
        column("gift", "gift", "flag", en="gift|is gift|gift y n|a gift|gift sale|present", fr="cadeau|pour offrir|c est un cadeau", de="geschenk|als geschenk|geschenk j n", it="regalo|dono|e un regalo", es="regalo|para regalo|es regalo", sensitive=True),
        column("gift_recipient", "who the gift is for", "text", en="gift for|recipient|gift recipient|for whom|bought for|present for", fr="cadeau pour|destinataire|pour qui|offert a|beneficiaire", de="geschenk fur|beschenkte|beschenkter|empfanger|fur wen", it="regalo per|destinatario|per chi|destinatario regalo", es="regalo para|destinatario|para quien", sensitive=True),
        column("occasion", "occasion", "text", en="occasion|reason for purchase|event|purpose|for occasion", fr="occasion|motif d achat|evenement", de="anlass|kaufanlass|gelegenheit", it="occasione|ricorrenza|motivo acquisto", es="ocasion|motivo de compra|motivo", sensitive=True),
        column("delivered", "delivered", "date", en="delivered|delivery date|collected|date collected|date delivered|delivered on|collected on|handed over", fr="livre le|date de livraison|retire le|remis le|livraison|date livraison", de="ausgeliefert|lieferdatum|abgeholt|abgeholt am|geliefert am|ubergeben am", it="consegnato|consegnato il|data consegna|ritirato|ritirato il", es="entregado|entregado el|fecha entrega|fecha de entrega|recogido"),
        DOOR,
        PRICE_NOTES,
    ),
    signs=(
        ("stock_no", "serial", "description", "buyer", "client_no"),
        ("sale_date",),
        ("price", "list_price"),
        ("buyer", "client_no", "invoice_no", "kind", "salesperson"),
    ),
    called=spelled("sales|sale|sales ledger|sold|till|ventes|vente|journal des ventes|verkauf|verkaufe|umsatze|vendite|vendita|ventas|venta"),
    about=frozenset(spelled("lineitem|product|produit|produkt|articolo|prodotto|producto|sale|sales|vente|vendita|venta|doc|document|documento")),
)  # fmt: skip
