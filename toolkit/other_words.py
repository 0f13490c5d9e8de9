"""Fixed words of the registers beside stock and sales: jobs, movements, events, channels, languages, consents."""

from __future__ import annotations

from toolkit.vocabulary import vocabulary

CONSENT = vocabulary(
    yes="opt in|optin|opted in|subscribed|granted|given|consented|accord|accorde|einwilligung|erteilt|zugestimmt|acconsente|concesso|acepta|consiente",
    no="opt out|optout|opted out|unsubscribed|refused|withdrawn|declined|no mail|oppose|refus|refuse|desabonne|widerspruch|widersprochen|abgelehnt|widerrufen|"
    "rifiuta|rifiutato|revocato|disiscritto|rechaza|rechazado|revocado|baja",
)

LANGUAGE = vocabulary(
    en="english|en|eng|anglais|englisch|inglese|ingles|uk|us english",
    fr="french|fr|francais|francaise|franzosisch|francese|frances",
    de="german|de|allemand|deutsch|tedesco|aleman|ger",
    it="italian|it|italien|italienisch|italiano|ita",
    es="spanish|es|espagnol|spanisch|spagnolo|espanol|esp",
    pt="portuguese|pt|portugais|portugiesisch|portoghese|portugues",
    nl="dutch|nl|neerlandais|niederlandisch|hollandisch|olandese|holandes|neerlandes",
    ru="russian|ru|russe|russisch|russo|ruso",
    ar="arabic|ar|arabe|arabisch|arabo",
    zh="chinese|zh|mandarin|chinois|chinesisch|cinese|chino",
    ja="japanese|ja|jp|japonais|japanisch|giapponese|japones",
)

JOB_STATUS = vocabulary(
    received="received|booked in|taken in|in|new|open|recu|depose|a traiter|angenommen|eingegangen|neu|offen|ricevuto|nuovo|aperto|recibido|nuevo|abierto",
    estimate="estimate|estimating|quote|quoted|estimate sent|quote sent|devis|devis envoye|devis en cours|kostenvoranschlag|kva|kva gesendet|preventivo|preventivo inviato|presupuesto|presupuesto enviado",
    waiting="waiting|waiting for approval|awaiting approval|awaiting parts|waiting for parts|on hold|with client|en attente|attente accord|attente pieces|wartet|wartet auf freigabe|wartet auf teile|"
    "in attesa|attesa ricambi|attesa conferma|en espera|pendiente|esperando piezas",
    workshop="at workshop|with workshop|workshop|in progress|in work|in repair|being repaired|sent|sent out|at service centre|en cours|a l atelier|atelier|chez l horloger|en reparation|in arbeit|in werkstatt|in reparatur|in bearbeitung|"
    "beim uhrmacher|extern|in lavorazione|in laboratorio|in riparazione|en curso|en taller|en reparacion|en proceso",
    ready="ready|done|finished|completed|back|ready to collect|awaiting collection|pret|termine|fini|a retirer|fertig|erledigt|abholbereit|pronto|finito|terminato|da ritirare|listo|terminado|para recoger",
    collected="collected|returned|returned to client|delivered|closed|handed over|out|rendu|retire|livre|restitue|cloture|abgeholt|ausgegeben|ausgeliefert|abgeschlossen|ritirato|riconsegnato|consegnato|chiuso|"
    "recogido|entregado|cerrado",
    refused="refused|declined|not repaired|returned unrepaired|cancelled|refuse|non repare|annule|abgelehnt|unrepariert zuruck|storniert|rifiutato|annullato|non riparato|rechazado|anulado|sin reparar",
)

MOVE_REASON = vocabulary(
    approval="approval|on approval|appro|client viewing|a choix|au choix|en approbation|presentation client|auswahl|zur auswahl|zur ansicht|ansicht|visione|in visione|a prueba|seleccion",
    memo="memo|on memo|consignment|consigned out|trade memo|confie|confie confrere|depot vente|kommission|in kommission|conto visione|conto vendita|conto deposito|deposito|en deposito|en consignacion",
    repair="repair|service|polish|sizing|workshop|reparation|revision|sav|atelier|entretien|reparatur|service werkstatt|riparazione|laboratorio|assistenza|reparacion|taller",
    exhibition="exhibition|fair|show|event|trunk show|exposition|salon|evenement|ausstellung|messe|veranstaltung|esposizione|fiera|mostra|evento|exposicion|feria",
    transfer="transfer|stock transfer|to branch|moved|move|transfert|deplacement|umlagerung|filiale|ubertrag|trasferimento|spostamento|traslado|transferencia",
    photography="photography|photo|photo shoot|press|loan to press|photographie|prise de vue|presse|pret presse|foto|fotoshooting|fotografie|servizio fotografico|stampa|fotografia|sesion de fotos|prensa",
    valuation="valuation|certification|laboratory|lab|grading|expertise|estimation|certificat|bewertung|gutachten|zertifizierung|perizia|certificazione|stima|tasacion|certificacion|peritaje",
    sale="sale|sold|delivery|vente|vendu|livraison|verkauf|verkauft|lieferung|vendita|venduto|consegna|venta|vendido|entrega",
    return_="return|returned|back|return to supplier|retour|retour fournisseur|rendu|rucksendung|ruckgabe|retoure|reso|reso a fornitore|restituzione|devolucion|devuelto",
    loan="loan|lent|worn|pret|porte|leihgabe|leihe|verliehen|prestito|prestamo|cesion",
    safe_keeping="safe|to safe|bank|to bank|bank vault|coffre|banque|tresor|cassaforte|banca|caja fuerte",
)

EVENT = vocabulary(
    made="made|manufactured|commissioned|created|fabrique|fabrication|commande|hergestellt|angefertigt|auftrag|prodotto|realizzato|commissionato|fabricado|encargo",
    sale="sale|sold|purchase|purchased|bought|private sale|vente|vendu|achat|achete|vente privee|acquis|acquise|acquis aupres de|achete a|achete aupres de|cession|cede|verkauf|verkauft|kauf|gekauft|vendita|venduto|acquisto|venta|vendido|compra",
    gift="gift|given|present|don|cadeau|donation|offert|geschenk|schenkung|dono|regalo|donazione|donacion",
    inheritance="by descent|inheritance|inherited|bequest|descent|estate|by inheritance|succession|heritage|legs|par descendance|par succession|par heritage|herite|erbschaft|erbe|geerbt|vermachtnis|erbgang|eredita|successione|lascito|per discendenza|herencia|legado|sucesion",
    auction="auction|sold at auction|auctioned|vente aux encheres|vente publique|vendu aux encheres|encheres|adjudication|auktion|versteigert|versteigerung|asta|all asta|subasta|subastado|en subasta",
    consignment="consignment|consigned|depot|depot vente|confie|kommission|in kommission|conto vendita|deposito|consignacion",
    trade_in="trade in|part exchange|exchange|exchanged|reprise|echange|inzahlungnahme|tausch|permuta|ritiro usato|cambio|parte de pago",
    loan="loan|lent|on loan|pret|prete|leihgabe|verliehen|prestito|prestamo",
    return_="return|returned|restituted|restitution|retour|rendu|restitue|ruckgabe|zuruckgegeben|restituito|restituzione|devolucion|devuelto",
    theft="theft|stolen|looted|vol|vole|spolie|diebstahl|gestohlen|raubkunst|furto|rubato|robo|robado",
    recovery="recovered|recovery|found|retrouve|recupere|wiedergefunden|sichergestellt|ritrovato|recuperato|recuperado|hallado",
    service="service|serviced|repair|repaired|revision|reparation|restauration|restored|restauration effectuee|reparatur|restaurierung|revision hersteller|riparazione|restauro|revisione|reparacion|restauracion",
    exhibition="exhibited|exhibition|expose|exposition|ausgestellt|ausstellung|esposto|mostra|esposizione|expuesto|exposicion",
    publication="published|publication|illustrated|publie|reproduit|publiziert|abgebildet|veroffentlicht|pubblicato|illustrato|publicado|ilustrado",
)

CHANNEL = vocabulary(
    phone="phone|telephone|tel|call|called|phone call|appel|appel telephonique|telefon|anruf|telefonat|angerufen|telefono|telefonata|chiamata|llamada",
    email="e mail|email|mail|courriel|mel|posta elettronica|correo electronico",
    letter="letter|post|card|by post|courrier|lettre|carte|brief|post karte|karte|lettera|biglietto|carta|tarjeta|correo",
    visit="visit|in person|boutique|in store|store|shop|walk in|appointment|visite|en boutique|rendez vous|rdv|besuch|im geschaft|persoenlich|personlich|termin|visita|in negozio|appuntamento|di persona|en tienda|cita|en persona",
    message="whatsapp|sms|text|text message|message|wechat|imessage|signal|texto|nachricht|textnachricht|messaggio|mensaje",
    event="event|dinner|party|evenement|soiree|diner|veranstaltung|einladung|anlass|evento|cena|acto",
    video="video|video call|zoom|facetime|teams|visio|appel video|videoanruf|videochiamata|videollamada",
)

WARRANTY = vocabulary(
    new="new|current|2021|yes new|nouvelle|nouveau|neu|aktuell|nuova|nueva|sow 2021|new wording",
    old="old|2003|former|ancienne|ancien|alt|vecchia|antigua|old wording",
    none="none|no|missing|not given|aucune|non|sans|keine|nein|fehlt|nessuna|assente|ninguna|sin",
)

LEAP_DAY = vocabulary(
    **{
        "28feb": "28 february|february 28|28 02|28 2|28 fevrier|28 februar|28 febbraio|28 febrero",
        "1mar": "1 march|march 1|1st march|01 03|1 3|1 mars|1er mars|1 marz|1 marzo",
    },
    ask="to ask|ask her|ask him|a demander|demander|fragen|chiedere|preguntar",
)
"""On which day somebody born on 29 February keeps the birthday in other years."""
