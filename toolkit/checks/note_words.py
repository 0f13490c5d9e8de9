"""What notes and comments say between the lines, as phrases in five languages, and what only sounds like it.

A phrase is folded words (no accents, no apostrophes: "don t"); ``(a|b)`` stands for either, ``(s|)`` for with or
without. Phrases part at commas. Where several fit, the longest that begins first is meant, so a harmless phrase that holds an
alarming word (``battery died``) takes the word away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

HARMLESS = "harmless"
Phrase = tuple[str, ...]

ANYWHERE: Mapping[str, tuple[str, ...]] = {
    "deceased-note": (
        "deceased, passed (away|on), died, r i p, widow, widower, widowed, bereaved, bereavement, condolence(s|), funeral",
        "late (husband|wife|father|mother|brother|sister|son|daughter|partner|mr|mrs|client)",
        "decede(e|s|es|), est mort(e|), veuf, veuve, feu (m|mr|mme|monsieur|madame|son mari|sa femme), condoleances, deuil",
        "verstorben(e|er|en|), gestorben, ist tot, witwe, witwer, beerdigung, beileid, todesfall",
        "deceduto, deceduta, defunto, defunta, e mort(o|a), vedovo, vedova, condoglianze",
        "fallecid(o|a), fallecio, difunt(o|a), viudo, viuda, murio, ha muerto, pesame",
    ),
    "do-not-contact-note": (
        "(do not|don t|dont|never|must not) (contact|call|write|mail|email|e mail|phone|ring|telephone|disturb)",
        "(do not|don t|dont|never) send (mail|letters|anything|cards|catalogue(s|)|invitation(s|)|newsletter(s|))",
        "no (mailing(s|)|contact|call(s|)|letter(s|)|phone calls|marketing|catalogue(s|)|newsletter(s|)|emails)",
        "opt(ed|) out, objected, unsubscribe(d|), stop (mailing(s|)|letters|calls|writing|marketing)",
        "not to be (contacted|called|written to|disturbed), leave (him|her|them) alone, right to be forgotten",
        "asked not to be (contacted|called|written to), wants no (contact|letters|mail|calls|marketing)",
        "remove(d|) from (the|our|) (mailing|) list, no longer wishes (to be contacted|to hear|contact)",
        "ne (pas|plus|jamais) (contacter|appeler|ecrire|relancer|telephoner|deranger|solliciter|demarcher)",
        "(aucun|plus de|pas de) (courrier(s|)|contact|appel(s|)|publicite|lettres), s oppose, desabonne(e|), desinscrit(e|)",
        "nicht (mehr|) (anrufen|kontaktieren|schreiben|anschreiben|storen), nicht (zuhause|zu hause|daheim|privat) anrufen",
        "kein(e|) (werbung|post|anruf(e|)|brief(e|)|mailing(s|)|kontakt|kontaktaufnahme|newsletter), werbesperre",
        "kontaktsperre, widerspruch, widersprochen, abgemeldet",
        "non (contattare|chiamare|scrivere|telefonare|disturbare), si oppone, disiscritt(o|a)",
        "nessun(a|) (contatto|chiamata|pubblicita|posta|lettera), niente (posta|telefonate|pubblicita|chiamate)",
        "no (llamar|contactar|escribir|molestar|enviar (cartas|publicidad|correo|nada)), sin (publicidad|llamadas)",
        "baja (publicidad|de publicidad), se opone, lista robinson",
    ),
    "secret-gift-note": (
        "(do not|don t|dont|never|must not) (tell|mention|reveal), not to (know|be told|find out|be mentioned)",
        "(mustn t|must not|can t|cannot|shouldn t) (know|find out), surprise, secret, gift (for|to), hush hush",
        "(wife|husband|spouse|partner) (does not|doesn t|must not|mustn t|not to) know, keep (it|this|) quiet",
        "present for (his|her|my|the|a|wife|husband|daughter|son|mother|father|girlfriend|boyfriend|friend|fiancee)",
        "for (his|her) (mistress|girlfriend|boyfriend|lover), nothing (to|at) (the|) (home|house), (be|very) discreet",
        "send (everything|all|) to (the|his|her) office only, invoice to (the|his|her) office only",
        "ne (surtout|) (pas|rien) (dire|reveler|mentionner), rien dire, cadeau (pour|surprise), ne doit (pas|rien) savoir",
        "pour sa (maitresse|copine|petite amie), rien a (la maison|domicile), discretion (absolue|totale|svp|demandee)",
        "geschenk (fur|an), uberraschung, uberraschungsgeschenk, (nichts|nicht) (sagen|verraten), geheim",
        "darf (nichts|es nicht) (wissen|erfahren), fur (seine freundin|seine geliebte|ihren geliebten), nichts nach hause",
        "regalo (per|para), sorpresa, non (dire|dirlo|rivelare|menzionare), segreto, non deve sapere",
        "per (la sua|l) (amante|amica|fidanzata), niente a casa, no (decir|decirle|revelar|mencionar), secreto",
        "no debe (saber|enterarse), que no se entere, para su (amante|amiga|novia|novio), nada a casa",
    ),
    "separation-note": (
        "divorc(e|ed|ing|ee|ees), (recently|legally) separated, separated from (his|her|wife|husband|partner), estranged",
        "ex (wife|husband|partner|spouse), former (wife|husband), split up, (left|leaving) (his|her) (wife|husband)",
        "divorces, divorcent, ex (femme|mari|epouse|epoux|compagnon|compagne)",
        "geschieden(e|), scheidung, getrennt lebend, (lebt|leben|haben sich|hat sich) getrennt, ex (frau|mann), exfrau, exmann",
        "divorziat(o|a|i), divorzio, ex (moglie|marito), divorciad(o|a|os), divorcio",
        "ex (mujer|esposa|marido|esposo), exmarido, exmujer",
    ),
    "open-complaint-note": (
        "complaint(s|), complain(s|ed|ing), furious, unhappy, very (angry|upset|cross|annoyed), dissatisfied",
        "in dispute, dispute(s|d|), chargeback, trading standards, ombudsman",
        "reclamation(s|), mecontent(e|), furieux, furieuse, fache(e|), contestation, plainte",
        "beschwerde, beschwert, reklamation, reklamiert, verargert, wutend, unzufrieden",
        "reclamo, lamentela, furios(o|a), arrabbiat(o|a), insoddisfatt(o|a), contestazione",
        "queja(s|), reclamacion, enfadad(o|a), insatisfech(o|a)",
    ),
    "legal-dispute-note": (
        "(his|her|their|via|through|from|by|with) (lawyer(s|)|solicitor(s|)|attorney), (lawyer|solicitor) s letter",
        "(lawyer(s|)|solicitor(s|)|attorney) (letter|wrote|writes|involved|instructed|threatened|threatens)",
        "(in|county|high|small claims) court, (taken|going|go|went) to court, court (case|order|proceedings|claim)",
        "legal (action|proceedings|dispute|threat), litigation, lawsuit, sued, suing, small claims, threatens to sue",
        "litige(s|), (son|sa|leur|par|via|l|d un) avocat(e|), tribunal, proces, assignation, mise en demeure, contentieux",
        "rechtsstreit, anwaltsschreiben, (sein|ihr|vom|uber|mit|durch) anwalt, (seine|ihre) anwaltin, klage, verklagt",
        "gerichtsverfahren, vor gericht, mahnbescheid, (suo|dal|tramite|l|dell) avvocato, causa (legale|civile)",
        "in causa, tribunale, querela, contenzioso, diffida, vie legali, (su|con|por) abogad(o|a), demanda judicial",
        "juicio, tribunales, pleito, litigio, burofax",
    ),
}
"""Phrases that matter in the notes and comments of every register."""

OF_PEOPLE: Mapping[str, tuple[str, ...]] = {
    "deceased-note": ("rip, dcd, verst",),
    "separation-note": (
        "separated, (est|sont|se sont|se) separe(e|s|es|), (e|sono|si sono|si e) separat(o|a|i), (esta|estan|se han) separad(o|a|os)",
        "sind getrennt, trennung, separazione",
    ),
    "gone-away-note": (
        "gone away, goneaway, (has|have|had|) moved (away|house|home|abroad|out|to), (wrong|old) address",
        "address (unknown|wrong|out of date|invalid|no longer valid), addressee unknown, not known at (this|that|the) address",
        "(mail|post|letter(s|)|card|invitation|catalogue|parcel) (was|were|) (returned|came back|undelivered|undeliverable)",
        "returned (mail|post|letter(s|)|invitation), return(ed|) to sender, no longer (lives|at this address)",
        "npai, n habite (plus|pas), ne vit plus, demenage, adresse (fausse|erronee|inconnue|incorrecte)",
        "(mauvaise|ancienne|fausse) adresse, parti(e|) sans laisser, retour (a l|) (expediteur|envoyeur)",
        "courrier (revenu|retourne), inconnu(e|) a (l|cette) adresse",
        "verzogen, umgezogen, (falsche|alte|unbekannte) adresse, adresse (falsch|unbekannt|ungultig|veraltet)",
        "empfanger unbekannt, (post|brief) (kam|) zuruck, zuruck an absender, wohnt nicht mehr",
        "traslocat(o|a|i), trasferit(o|a|i), indirizzo (errato|sbagliato|vecchio), destinatario (sconosciuto|irreperibile)",
        "(posta|lettera) (tornata|restituita|respinta), se (ha|han|) (mudado|mudo|mudaron), destinatario desconocido",
        "direccion (erronea|incorrecta|equivocada|antigua), (carta|correo) (devuelta|devuelto), ya no vive, cambio de domicilio",
    ),
    "press-note": (
        "journalist(in|s|), reporter, blogger, columnist, (fashion|magazine|news) editor, press (contact|officer|list|agent)",
        "(works|writes) for (the press|a magazine|a newspaper), (from|of) the press, journaliste, attache(e|) de presse",
        "redacteur, redactrice, (de la|contact) presse, redakteur(in|), von der presse, giornalista, redattore, redattrice",
        "della stampa, ufficio stampa, periodista, de la prensa",
    ),
    "employee-note": (
        "(ex|former|our|) employee, staff (member|account|purchase|discount|price), member of (the|our|) (staff|team)",
        "works (for us|with us|here), works at (the|our) boutique, (ancien|ancienne|notre) employe(e|), salarie(e|)",
        "membre du personnel, vente au personnel, prix personnel, mitarbeiter(in|), personalkauf, personalrabatt",
        "(ex|) dipendente, emplead(o|a)",
    ),
    "competitor-note": (
        "competitor(s|), (from|of) the competition, rival (house|shop|dealer|jeweller|boutique), mystery shopper",
        "concurrent(e|), de la concurrence, client(e|) mystere, konkurrent(in|), von der konkurrenz, mitbewerber(in|)",
        "wettbewerber, testkaufer(in|), concorrente, della concorrenza, competidor(a|), de la competencia",
    ),
    "under-age-note": (
        "under age, underage, under (18|eighteen), (is|still|only) a minor, schoolboy, schoolgirl",
        "aged (8|9|10|11|12|13|14|15|16|17), (is|only|just) (8|9|10|11|12|13|14|15|16|17) years old",
        "(est|encore|client|cliente) mineur(e|), minderjahrig(e|er|), unter 18, noch nicht volljahrig",
        "minorenne, minore di eta, sotto i 18, menor de edad",
    ),
}
"""Phrases that say it only of a person: in the registers of clients and contacts."""

SOUNDS = (
    "(battery|movement|watch|clock|quartz|cell|motor|calibre|phone|light|it) (has|have|had|) died",
    "(small|slight|tiny|little|a|the|no|some|minor|strap|seam|lining|leather) (rip|r i p)",
    "(rip|r i p) (in|on|at|along|of|near|under|inside|across|repaired), black widow, widow s (peak|mite), veuve clicquot",
    "widowed (stone|pearl|earring|clip), (do not|don t) (call it|ring up|write (on|in|off)), never call(ed|) for",
    "no contact (number(s|)|details|info|name|since|yet|person|on|made|address), no call (yet|back|out|number), no calls (yet|made)",
    "no letter(s|) (on|in|at|engraved|inside|visible|yet|from|received), objected to the (price|estimate|quote|cost|colour)",
    "(pas de|aucun) (contact|courrier|appel) (depuis|encore|recu), kein(e|) (kontakt|post|brief) (seit|erhalten|bisher|moglich)",
    "secret (watch(es|)|garden(s|)|drawer|compartment|box|lock|mechanism|signature|catch|hinge|clasp|locket|setting|dial|service)",
    "(montre(s|)|bague|bracelet|collier|tiroir|fermoir|serrure|broche|medaillon|pendentif) a secret(s|), secret de, trade secret",
    "(orologio|anello|bracciale) (a|con) segreto, (scomparto|cassetto) segreto, compartimento secreto, victoria s secret",
    "(model|modele|modell|modello|modelo|collection|line|range|named|called) (surprise|secret|sorpresa)",
    "surprise (watch(es|)|egg|dial|model|collection|inspection|visit|count|audit), (no|by|what a|to our|nice|bad) surprise(s|)",
    "(ideal|perfect|great|nice|lovely|good|beautiful|suitable|wonderful|ideal) (gift|present) for, at present for, hochzeitsgeschenk",
    "cadeau ideal pour, (ideales|schones|perfektes) geschenk fur, regalo (ideal|ideale|perfecto) (per|para)",
    "(no|without|any|previous|settled|resolved|closed|old) complaint(s|), complaint (settled|resolved|closed), no dispute",
    "(sans|aucune|pas de) reclamation, reclamation (reglee|close|resolue), keine (reklamation|beschwerde)",
    "(reklamation|beschwerde) (erledigt|geklart), (nessun|senza) reclamo, (sin|ninguna) (queja(s|)|reclamacion)",
    "proces verbal, tribunal de commerce, (his|her|their|client s|an) employee(s|), for (employee(s|)|staff)",
    "(at|from|with|to|by|than) (a|the|our|another) competitor(s|), (chez|par|d) un(e|) concurrent(e|)",
    "bei (der|einem|einer) (konkurrenz|konkurrent(en|)|mitbewerber), (da|presso) un concorrente, concurrent (repair(s|)|job(s|)|visit(s|))",
    "moved (to|by) tears, new address, tennis court, forecourt",
)
"""What holds an alarming word and means nothing by it."""


def _spelled(text: str) -> Iterator[str]:
    """Every phrase that a written one stands for."""
    found = re.search(r"\(([^()]*)\)", text)
    if found is None:
        yield text
        return
    for choice in found[1].split("|"):
        yield from _spelled(text[: found.start()] + choice + text[found.end() :])


@cache
def _index(*, people: bool) -> Mapping[str, tuple[tuple[int, Mapping[Phrase, str]], ...]]:
    """The kinds of the phrases: by their first word, then by their length, the longest first."""
    told = [*ANYWHERE.items(), *(OF_PEOPLE.items() if people else ())]
    found: dict[str, dict[int, dict[Phrase, str]]] = defaultdict(lambda: defaultdict(dict))
    # What only sounds like it comes last and takes the place of the same phrase.
    for code, lines in (*told, (HARMLESS, SOUNDS)):
        for text in (text for line in lines for text in re.split(r",\s*", line)):
            for phrase in (tuple(words.split()) for words in _spelled(text)):
                found[phrase[0]][len(phrase)][phrase] = code
    return {word: tuple(sorted(lengths.items(), reverse=True)) for word, lengths in found.items()}


def said(words: Sequence[str], *, people: bool) -> Iterable[str]:
    """The codes of what the folded words of a note say, each once, in the order of the note."""
    index = _index(people=people)
    codes: dict[str, None] = {}
    at = 0
    while at < len(words):
        step = 1
        for length, phrases in index.get(words[at], ()):
            code = phrases.get(tuple(words[at : at + length]))
            if code:
                codes[code] = None
                step = length
                break
        at += step
    codes.pop(HARMLESS, None)
    return codes
