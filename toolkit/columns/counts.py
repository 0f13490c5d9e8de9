"""The register of counts: what was seen at a stock-taking, where, by whom."""

from __future__ import annotations

from toolkit.columns.declared import Register, column, spelled
from toolkit.columns.shared import BRAND, CATEGORIES, NOTES, PIECE, SERIAL, STOCK_NO
from toolkit.other_records import Count

COUNTS = Register(
    "counts",
    "Register of counts",
    Count,
    (
        STOCK_NO,
        PIECE,
        BRAND,
        SERIAL,
        CATEGORIES,
        column("counted", "seen", "flag", en="counted|seen|found|present|checked|ok|tick|sighted|verified|there|physically present|on shelf|accounted for|scanned", fr="pointe|compte|vu|trouve|present|coche|verifie|presence|scanne|ok", de="gezahlt|gesehen|vorhanden|gefunden|gepruft|da|anwesend|ist da|gescannt|ok", it="contato|visto|trovato|presente|controllato|spuntato|presente si no|scansionato|ok|riscontrato", es="contado|visto|encontrado|presente|comprobado|revisado|presente si no|escaneado|ok|hallado"),
        column("quantity", "quantity counted", "number", en="qty counted|counted qty|quantity counted|count|actual|physical count|counted quantity|physical|actual qty", fr="quantite comptee|qte comptee|qte reelle|quantite reelle|compte reel|reel", de="menge gezahlt|zahlmenge|istmenge|ist|ist bestand|istbestand|gezahlte menge", it="quantita contata|qta contata|giacenza reale|conta|reale", es="cantidad contada|recuento|stock real|existencias reales|real"),
        column("expected", "quantity expected", "number", en="expected|book|system qty|expected qty|should be|book stock|on hand|theoretical", fr="attendu|theorique|stock theorique|qte theorique|quantite theorique", de="soll|sollmenge|soll bestand|sollbestand|buchbestand", it="atteso|giacenza|giacenza teorica|teorico", es="esperado|stock teorico|teorico|existencias"),
        column("difference", "difference", "number", en="difference|diff|variance|discrepancy|over short", fr="ecart|difference|ecart constate", de="differenz|abweichung|diff", it="differenza|scarto|diff", es="diferencia|dif|desviacion"),
        column("count_date", "counted on", "date", en="date counted|count date|counted on|date|stock take date|stocktake date|date of count|inventory date|checked on|date checked|audit date|scan date", fr="date inventaire|date de comptage|date comptage|compte le|date|date de l inventaire|verifie le|pointe le|date de pointage|date verification", de="zahldatum|inventurdatum|gezahlt am|datum|stichtag|gepruft am|kontrolliert am|erfasst am|tag der zahlung", it="data inventario|data conta|contato il|data|controllato il|verificato il|data controllo|data verifica", es="fecha inventario|fecha recuento|contado el|fecha|fecha de recuento|revisado el|verificado el|fecha revision|fecha control"),
        column("location", "place", "place", en="location|place|where|found in|tray|safe|case|shelf|zone|area|showcase", fr="emplacement|lieu|ou|coffre|vitrine|rangement|zone|tiroir", de="fach|lagerort|standort|ort|vitrine|tresor|platz|tablett", it="ubicazione|posizione|luogo|cassaforte|vassoio|zona|cassetto", es="ubicacion|lugar|situacion|zona|bandeja|cajon|vitrina"),
        column("counted_by", "counted by", "text", en="counted by|by|checked by|counter|staff|who|seen by|initials|scanned by|inspected by|name of counter", fr="compte par|par|pointe par|verifie par|qui|controle par|inventorie par|scanne par|agent", de="gezahlt von|durch|zahler|gepruft von|von|wer|kurzel|erfasst von|gescannt von|mitarbeiter", it="contato da|da|controllato da|chi|operatore|verificato da|spuntato da|addetto", es="contado por|por|comprobado por|quien|revisado por|verificado por|escaneado por|responsable", sensitive=True),
        NOTES,
    ),
    signs=(
        ("stock_no", "serial"),
        ("counted", "quantity"),
        ("count_date", "counted_by", "difference", "expected"),
    ),
    called=spelled("counts|count|stock take|stocktake|stock taking|stock check|inventaire|comptage|inventur|zahlung|zahlliste|inventario fisico|inventario|conta|recuento"),
    about=frozenset(spelled("item|article|artikel|articolo|articulo|stock|inventory|inventaire|inventur|inventario")),
)  # fmt: skip
