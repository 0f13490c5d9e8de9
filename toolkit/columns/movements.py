"""The register of movements: what left its place, to whom, why, and when it is due back."""

from __future__ import annotations

from toolkit.columns.declared import Register, column, spelled
from toolkit.columns.shared import BRAND, CLIENT_NO, CURRENCY, NOTES, PIECE, QUANTITY, SERIAL, STOCK_NO
from toolkit.other_records import Movement
from toolkit.other_words import MOVE_REASON

MOVEMENTS = Register(
    "movements",
    "Register of movements",
    Movement,
    (
        STOCK_NO,
        PIECE,
        BRAND,
        SERIAL,
        QUANTITY,
        column("moved_date", "moved on", "date", en="date|memo date|date out|out|moved on|date moved|movement date|sent|date sent|taken|date taken|out on|issued|date issued|date given|date lent|went out|date out on memo|despatched|shipped|date shipped", fr="date|date sortie|date de sortie|sorti le|date mouvement|date du mouvement|envoye le|sortie|date depart|remis le|date envoi|expedie le|date de remise|date confie|parti le",
               de="datum|ausgang|ausgegeben am|datum ausgang|bewegung am|bewegungsdatum|gesendet am|entnommen am|ausgangsdatum|versandt am|datum versand|ausgegeben|datum ausgabe|abgang|versanddatum", it="data|data uscita|uscita|uscito il|data movimento|inviato il|spedito il|data invio|data consegna|data movimentazione|spedito|data spedizione", es="fecha|fecha salida|fecha de salida|salida|fecha movimiento|enviado el|fecha envio|enviado|fecha entrega|fecha de envio|f salida"),
        column("from_place", "from", "text", en="from|moved from|from location|origin|old location|source location", fr="de|depuis|provenance|origine|lieu de depart|emplacement d origine", de="von|aus|herkunft|von ort|alter lagerort|von lager", it="da|provenienza|origine|da ubicazione", es="de|desde|origen|ubicacion origen|procedencia"),
        column("to_place", "to", "text", en="to|moved to|to location|destination|sent to|new location|issued to|out to|with|given to|consignee|on memo to|lent to|client out to|recipient|where to|who has it|held by|delivered to", fr="a|vers|destination|confie a|envoye a|lieu d arrivee|destinataire|remis a|chez|prete a|pour|remis|beneficiaire|confie", de="nach|an|ziel|zu|empfanger|gesendet an|neuer lagerort|nach ort|nach lager|verliehen an|ausgegeben an|wohin|bei|versandt an",
               it="a|verso|destinazione|consegnato a|inviato a|destinatario|affidato a|prestato a|a chi|inviato|presso", es="a|hacia|destino|enviado a|entregado a|destinatario|ubicacion destino|prestado a|a quien|entregado|en poder de", sensitive=True),
        column("taken_by", "taken by", "text", en="taken by|who|by|carrier|courier|moved by|carried by|signed by|signature|handled by|staff", fr="pris par|par|qui|transporteur|coursier|signe par|signature", de="wer|durch|entnommen von|bewegt von|kurier|transporteur|unterschrift|mitarbeiter", it="chi|preso da|ritirato da|corriere|firma|trasportatore",
               es="quien|por|retirado por|transportista|mensajero|firma", sensitive=True),
        CLIENT_NO,
        column("reason", "reason", "word", en="reason|purpose|why|type|movement type|kind|movement|transaction|status", fr="motif|raison|objet du mouvement|type|type de mouvement|nature|mouvement|pourquoi", de="grund|zweck|art|bewegungsart|anlass|vorgang|bewegung", it="motivo|causale|tipo|tipo movimento|movimento|ragione", es="motivo|razon|tipo|tipo de movimiento|concepto|movimiento",
               vocabulary=MOVE_REASON),
        column("due_back", "due back", "date", en="due back|return by|return due|expected back|due|due date|back by|expected return|return date|to be returned|back due|expected return date|return expected|should return", fr="retour prevu|retour prevu le|a rendre le|date retour prevue|retour avant|a rendre avant|date de retour prevue|a restituer|retour attendu|restitution prevue", de="zuruck bis|ruckgabe bis|fallig|erwartet zuruck|ruckgabe am|fallig am|ruckgabetermin|ruckkehr geplant|ruckgabe geplant|erwartete ruckgabe|zuruck am soll|ruckgabedatum soll", it="rientro previsto|da rendere entro|rientro entro|scadenza|data rientro prevista|restituzione prevista|data restituzione prevista|ritorno previsto",
               es="devolucion prevista|a devolver|fecha devolucion prevista|vuelta prevista|vencimiento|retorno previsto|fecha retorno prevista|a devolver el"),
        column("returned", "returned", "date", en="returned|date returned|returned on|back|date back|date in|in|back on", fr="rendu le|retour|retour le|rentre le|date retour|date de retour|retourne le|date rentree", de="zuruck|zuruck am|retour|zuruckgegeben|zuruckgegeben am|eingang|ruckgabe", it="rientrato|rientrato il|rientro|reso il|restituito|restituito il|data rientro",
               es="devuelto|devuelto el|fecha devolucion|vuelta|retorno|fecha vuelta"),
        column("receipt_no", "receipt or note", "code", en="receipt no|memo no|note no|receipt|delivery note|memo number|docket no|consignment note|tracking|tracking no|waybill|ref|reference|memo", fr="n bon|bon|n bon de sortie|bon de sortie|bon n|n bordereau|bordereau|n suivi|n memo|n de confie|bon de confie", de="lieferschein nr|lieferschein|lieferscheinnummer|lieferscheinnr|begleitschein|beleg nr|belegnummer|sendungsnummer|beleg",
               it="n ddt|ddt|n bolla|bolla|n documento|n conto visione", es="albaran|n albaran|n de albaran|numero de albaran|n documento|n seguimiento"),
        column("value", "value", "money", en="value|insured value|declared value|amount|memo value|price", fr="valeur|valeur declaree|montant|valeur assuree|prix", de="wert|versicherungswert|warenwert|betrag|preis", it="valore|valore dichiarato|importo|prezzo", es="valor|valor declarado|importe|valor asegurado|precio", sensitive=True),
        CURRENCY,
        column("authorised_by", "authorised by", "text", en="authorised by|authorized by|auth by|auth|approved by|released by|ok by", fr="autorise par|accord de|valide par|responsable", de="freigegeben von|genehmigt von|autorisiert von|freigabe durch", it="autorizzato da|approvato da|responsabile", es="autorizado por|aprobado por|responsable", sensitive=True),
        NOTES,
    ),
    signs=(
        ("stock_no", "serial"),
        ("moved_date",),
        ("to_place", "from_place"),
        ("reason", "due_back", "from_place", "returned", "receipt_no"),
    ),
    called=spelled("movements|movement|memo|memos|on memo|approvals|transfers|goods out|mouvements|sorties|confies|bewegungen|warenausgang|umlagerungen|auswahlen|movimenti|uscite|trasferimenti|movimientos|salidas|traslados"),
    about=frozenset(spelled("memo|movement|mouvement|bewegung|movimento|movimiento|item|article|artikel|articolo|articulo")),
)  # fmt: skip
