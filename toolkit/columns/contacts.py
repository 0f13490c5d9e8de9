"""The register of contacts: who was spoken or written to, when, how, about what, and what came of it."""

from __future__ import annotations

from toolkit.columns.declared import Register, column, spelled
from toolkit.columns.shared import CLIENT, CLIENT_NO, NOTES, STOCK_NO
from toolkit.other_records import Contact
from toolkit.other_words import CHANNEL

CONTACTS = Register(
    "contacts",
    "Register of contacts",
    Contact,
    (
        column("contact_date", "date", "date", en="date|contact date|date of contact|when|contacted on|date contacted|call date|date of call|spoke on|date spoken|day", fr="date|date contact|date de contact|date du contact|contacte le|quand|date appel|date de l appel|date echange", de="datum|kontaktdatum|wann|kontaktiert am|datum kontakt|datum anruf|gesprach am|besucht am|tag", it="data|data contatto|contattato il|quando|data chiamata|data telefonata|giorno", es="fecha|fecha contacto|fecha de contacto|contactado el|cuando|fecha llamada|dia|fecha de la llamada"),
        CLIENT,
        CLIENT_NO,
        column("channel", "channel", "word", en="channel|how|method|means|contact type|type|medium|via|contact method", fr="canal|moyen|mode|type de contact|type|par|mode de contact", de="kontaktart|kanal|art|wie|weg|medium|kontaktweg", it="canale|mezzo|tipo|modalita|tipo contatto|come", es="canal|medio|via|tipo|tipo de contacto|como", vocabulary=CHANNEL),
        column("direction", "in or out", "text", en="direction|in out|inbound outbound|incoming outgoing", fr="sens|entrant sortant", de="richtung|ein aus", it="direzione|entrata uscita", es="sentido|direccion|entrante saliente"),
        column("adviser", "adviser", "text", en="adviser|advisor|by|staff|contacted by|salesperson|who|sales associate|sales adviser|our contact|spoken to by|called by|sa|our staff|team member|who called", fr="conseiller|conseillere|par|vendeur|vendeuse|contacte par|qui|appele par|collaborateur|qui a appele", de="mitarbeiter|mitarbeiterin|berater|betreuer|durch|verkaufer|wer|kontaktiert von|von|angerufen von|kollege|verkauferin|mitarb", it="consulente|addetto|venditore|da|chi|contattato da|chiamato da|operatore|addetta", es="asesor|asesora|vendedor|por|quien|atendido por|contactado por|llamado por|empleado|dependienta|vendedora", sensitive=True),
        column("subject", "subject", "text", en="subject|about|topic|regarding|re|purpose|reason|matter|discussed|what about|discussion|conversation|about what|talked about", fr="sujet|objet|motif|a propos|theme|discussion|echange|contenu|de quoi|objet de l appel", de="betreff|thema|anlass|grund|betrifft|worum|inhalt|besprochen|gesprachsthema|worum ging es|gesprach", it="oggetto|argomento|motivo|tema|discusso|contenuto|discussione|oggetto chiamata", es="asunto|tema|motivo|objeto|hablado|contenido|conversacion|de que", sensitive=True),
        column("outcome", "outcome", "text", en="outcome|result|response|reply|next step|next steps|reaction|what next|next action|action taken|feedback|follow up action", fr="resultat|suite|suite donnee|reponse|issue|reaction|retour client|suite a donner|prochaine action", de="ergebnis|resultat|antwort|reaktion|ausgang|nachste schritte|massnahme|ruckmeldung|nachster schritt", it="esito|risultato|risposta|riscontro|prossima azione|seguito|feedback", es="resultado|respuesta|resultado contacto|reaccion|siguiente paso|proxima accion|respuesta cliente", sensitive=True),
        column("follow_up", "follow up on", "date", en="follow up|follow up date|follow up on|next contact|call back|next date|remind|reminder|next action date|chase on|chase date|recontact|call again|diary date", fr="relance|relance le|a relancer le|date relance|prochain contact|rappel le|a rappeler le|rappel|date de relance|recontacter le|prochaine relance|prochain rdv", de="wiedervorlage|wiedervorlage am|nachster kontakt|nachfassen|nachfassen am|erinnerung|wv|nachfassen bis|wieder anrufen|nachster termin|erneut kontaktieren", it="prossimo contatto|richiamare|richiamare il|data richiamo|promemoria|ricontattare il|da richiamare il|prossimo appuntamento|follow up",
               es="seguimiento|proximo contacto|volver a llamar|recordatorio|fecha seguimiento|llamar de nuevo|proxima llamada|proxima cita|follow up"),
        STOCK_NO,
        NOTES,
    ),
    signs=(
        ("client", "client_no"),
        ("contact_date",),
        ("channel", "subject"),
        ("subject", "outcome", "adviser", "follow_up"),
        ("channel", "outcome", "follow_up"),
    ),
    called=spelled("contacts|contact log|calls|call log|outreach|contact history|suivi clients|prises de contact|kontakte|kontaktliste|kontaktprotokoll|contatti|contactos|llamadas"),
    about=frozenset(spelled("contact|kontakt|contatto|contacto|client|kunde|cliente")),
)  # fmt: skip
