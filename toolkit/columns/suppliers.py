"""The suppliers' register: makers, dealers, workshops and the terms they deliver on."""

from __future__ import annotations

from toolkit.columns.declared import Register, column, spelled
from toolkit.columns.shared import ADDRESS, CURRENCY, NOTES, PHONES
from toolkit.other_records import Supplier
from toolkit.other_words import WARRANTY

SUPPLIERS = Register(
    "suppliers",
    "Suppliers' register",
    Supplier,
    (
        column("supplier_no", "supplier number", "code", en="supplier no|supplier code|vendor no|supplier number|vendor code|vendor number|vendor id|code|supplier id|no", fr="code fournisseur|n fournisseur|no fournisseur|numero fournisseur|code",
               de="lieferantennummer|lieferantennr|lieferanten nr|lief nr|kreditor|kreditoren nr|kreditorennummer", it="codice fornitore|cod fornitore|n fornitore|id fornitore", es="codigo proveedor|n proveedor|num proveedor|cod proveedor|numero de proveedor"),
        column("name", "name", "text", en="supplier|supplier name|vendor|vendor name|company|company name|name|firm|workshop|business name|trading name", fr="fournisseur|nom fournisseur|raison sociale|societe|nom|entreprise|nom du fournisseur",
               de="lieferant|firma|lieferantenname|firmenname|name|name des lieferanten|unternehmen", it="fornitore|ragione sociale|nome ragione sociale|nome fornitore|ditta|azienda|denominazione|societa", es="proveedor|razon social|nombre razon social|nombre proveedor|empresa|nombre|nombre del proveedor|denominacion"),
        column("party_type", "kind of supplier", "text", en="kind|type|supplier type|category|vendor type|trade|what", fr="type|nature|activite|type de fournisseur|categorie", de="art|typ|lieferantenart|branche|kategorie", it="tipo|tipologia|tipo fornitore|categoria|attivita", es="tipo|tipo de proveedor|actividad|categoria"),
        column("contact", "contact person", "text", en="contact|contact name|contact person|attn|attention|rep|representative|account manager|sales contact|our contact|who to call|contact at supplier|main contact", fr="contact|interlocuteur|personne a contacter|nom du contact|representant|commercial|contact commercial|nom contact|contact principal|representant commercial", de="ansprechpartner|kontakt|kontaktperson|ansprechpartnerin|vertreter|aussendienst|kontakt name|hauptansprechpartner|sachbearbeiter|vertreter name",
               it="referente|contatto|persona di contatto|rappresentante|agente|contatto commerciale|nome contatto|referente commerciale", es="contacto|persona de contacto|representante|comercial|contacto comercial|nombre contacto|contacto principal", sensitive=True),
        *ADDRESS,
        *PHONES,
        column("website", "website", "text", en="website|web|web site|url|internet", fr="site|site web|site internet|url", de="website|webseite|internet|homepage", it="sito|sito web|sito internet", es="web|pagina web|sitio web"),
        column("vat_no", "VAT number", "code", en="vat no|vat number|vat registration|vat reg no|vat id|vat|tax id|tax number", fr="n tva|numero tva|n tva intracom|n tva intracommunautaire|tva intracommunautaire|no tva|tva intracom|tva",
               de="ust idnr|ust id nr|ust id|umsatzsteuer id|mwst nr|uid|uid nr|ustid|steuernummer", it="partita iva|p iva|piva|p iva n|codice fiscale", es="nif|cif|nif cif|cif nif|n iva|numero de iva|nif iva", shape=r"\d"),
        column("company_no", "company number", "code", en="company no|company number|registration no|company reg no|reg no|registered no", fr="siret|siren|rcs|n siret|n siren|n rcs", de="handelsregister|hrb|hr nr|handelsregisternummer", it="rea|n rea|numero rea", es="registro mercantil|n registro"),
        column("eori", "EORI number", "code", en="eori|eori no|eori number", fr="n eori", de="eori nr|eori nummer", it="codice eori", es="n eori|numero eori"),
        column("iban", "bank account", "code", en="iban|bank account|account number iban|bank details|bank iban|bank|sort code and account", fr="iban|rib|coordonnees bancaires|rib iban|compte bancaire|iban fournisseur", de="iban|bankverbindung|bankkonto|iban nr|konto iban", it="iban|coordinate bancarie|banca iban|conto corrente|iban fornitore", es="iban|cuenta bancaria|ccc|cuenta|n cuenta|iban proveedor", sensitive=True),
        column("bic", "bank code", "code", en="bic|swift|bic swift|swift code|swift bic", fr="bic|code bic|swift", de="bic|swift|bic swift", it="bic|swift|bic swift", es="bic|swift|bic swift", sensitive=True),
        column("account_no", "our account with them", "code", en="our account no|our a c no|our account|account no|our account number|our customer no|our ref", fr="notre n client|notre compte|n compte client|notre numero de client", de="unsere kundennummer|unsere kundennr|unsere kunden nr|kundennummer bei lieferant|kundennummer",
               it="nostro codice cliente|nostro codice|codice cliente", es="nuestro n de cliente|nuestro numero de cliente|nuestro codigo", sensitive=True),
        CURRENCY,
        column("terms", "terms of payment", "text", en="terms|payment terms|terms of payment|credit terms|payment|terms days|payment days|pay terms|settlement terms|credit days|invoice terms", fr="conditions|conditions de paiement|conditions de reglement|delai de paiement|conditions paiement|reglement|modalites de paiement|mode et delai de paiement|reglement a|echeance de paiement|delai reglement",
               de="zahlungsbedingungen|zahlungsziel|zahlungskonditionen|konditionen|ziel|zahlungsfrist|zahlungsziel tage|zahlbar|zahlungskondition", it="condizioni di pagamento|pagamento|termini di pagamento|condizioni|modalita di pagamento|giorni pagamento|pag|modalita pagamento|scadenza pagamento", es="condiciones de pago|plazo de pago|forma de pago|condiciones|condiciones pago|dias de pago|vencimiento pago|condicion de pago|modo de pago", sensitive=True),
        column("warranty_statement", "statement on diamonds", "word", en="sow statement|diamond statement|sow|system of warranties|warranty statement|statement|wdc statement|kimberley statement", fr="declaration sow|declaration diamants|systeme de garanties|declaration kimberley|garantie sow", de="sow erklarung|diamanterklarung|diamantenerklarung|herkunftserklarung",
               it="dichiarazione sow|dichiarazione diamanti|dichiarazione di garanzia", es="declaracion sow|declaracion de diamantes|declaracion de garantia", vocabulary=WARRANTY),
        column("rjc_ref", "RJC membership", "text", en="rjc|rjc member|rjc no|rjc ref|rjc number|rjc certified|rjc membership", fr="n rjc|membre rjc", de="rjc nr|rjc mitglied", it="n rjc|membro rjc", es="n rjc|miembro rjc"),
        column("brands", "brands supplied", "text", en="brands|brand|lines|supplies|products|goods", fr="marques|marque|produits|lignes", de="marken|marke|produkte|sortiment", it="marchi|marche|marca|prodotti", es="marcas|marca|productos"),
        column("supplier_since", "supplier since", "date", en="supplier since|since|account opened|opened", fr="fournisseur depuis|depuis|compte ouvert le", de="lieferant seit|seit", it="fornitore dal|dal", es="proveedor desde|desde", rough=True),
        NOTES,
    ),
    signs=(
        ("name", "supplier_no"),
        ("address", "street", "town", "country", "phone", "mobile", "email", "contact"),
        ("vat_no", "terms", "iban", "warranty_statement", "account_no", "company_no", "website", "eori"),
    ),
    called=spelled("suppliers|supplier|vendors|vendor|fournisseurs|lieferanten|lieferantenliste|kreditoren|fornitori|proveedores"),
    about=frozenset(spelled("supplier|vendor|fournisseur|lieferant|lieferanten|fornitore|proveedor|company|address|1")),
)  # fmt: skip
