"""The dossier's sentences in English and French: values, gaps, limits, and what a page says above its facts."""

from __future__ import annotations

from toolkit.render.phrases import Phrases

SENTENCES: Phrases = {
    # Values that stand in place of a blank
    "not-recorded": ("Not recorded", "Non inscrit"),
    "not-applicable": ("Not applicable", "Sans objet"),
    "yes": ("Included", "Oui"),
    "no": ("Not included", "Non"),
    "title-reference": ("reference {reference}", "référence {reference}"),
    "number": ("no. {number}", "n° {number}"),
    "grams": ("{weight} g", "{weight} g"),
    "carats": ("{carat} ct", "{carat} ct"),
    "metal-karat": ("{metal}, {karat} ct", "{metal}, {karat} carats"),
    "thousandths": ("{fineness} ‰", "{fineness} ‰"),
    "lab-grown": ("laboratory-grown", "synthétique, cultivé en laboratoire"),
    "grown-beside": ("laboratory-grown", "synthétique (de laboratoire)"),
    "treated": ("treated", "traité"),
    "natural": ("natural", "naturel"),
    "circa": ("circa {year}", "vers {year}"),
    # Completeness
    "completeness": (
        "{filled} of the {of} facts by which museums identify a piece (Object ID) are recorded.",
        "{filled} des {of} rubriques par lesquelles les musées identifient un objet (Object ID) sont renseignées.",
    ),
    "completeness-missing": ("Not recorded: {missing}.", "Non renseigné : {missing}."),
    "pictures-missing": ("No photograph on file of: {roles}.", "Pas de photographie au dossier : {roles}."),
    "role-overall": ("overall view", "vue d’ensemble"),
    "role-marks": ("marks", "marques"),
    "role-damage": ("damage or wear", "usures ou dommages"),
    "role-document": ("document", "document"),
    "alt": ("Photograph of {title}: {role}", "Photographie : {title}, {role}"),
    "caption": ("{title}: {role}", "{title} : {role}"),
    # Condition, by the scale the register uses
    "scale-new": ("New: not sold to a client before.", "Neuf : jamais vendu à un client."),
    "scale-new_old_stock": (
        "New old stock: made some time ago and not sold to a client before.",
        "Ancien stock neuf : fabriqué il y a quelque temps et jamais vendu à un client.",
    ),
    "scale-display": ("Ex-display: shown in a window or case.", "D’exposition : présenté en vitrine."),
    "scale-pre_owned": ("Pre-owned: had an owner before.", "D’occasion : a déjà eu un propriétaire."),
    "scale-vintage": (
        "Vintage: an older piece that had an owner before.",
        "Vintage : pièce ancienne qui a déjà eu un propriétaire.",
    ),
    "scale-antique": (
        "Antique: the oldest class of the register’s scale.",
        "Ancien : la classe la plus ancienne de l’échelle du registre.",
    ),
    # The chain
    "no-chain": ("No owner is recorded.", "Aucun propriétaire n’est inscrit."),
    "gap.one": (
        "Nothing is known between {since} and {until} ({n} year).",
        "Rien n’est connu entre {since} et {until} ({n} an).",
    ),
    "gap.many": (
        "Nothing is known between {since} and {until} ({n} years).",
        "Rien n’est connu entre {since} et {until} ({n} ans).",
    ),
    "gap-same": (
        "How it passed on is not documented ({until}).",
        "Le passage n’est pas documenté ({until}).",
    ),
    "gap-since": (
        "What became of it {after} is not known.",
        "On ignore ce qu’elle est devenue {after}.",
    ),
    "gap-until": (
        "Where it was {before} is not known.",
        "On ignore où elle se trouvait {before}.",
    ),
    "gap-open": (
        "How and when it passed on is not known.",
        "On ignore comment et quand elle a changé de mains.",
    ),
    "gap-house": (
        "How and when it came to {house} is not known.",
        "On ignore comment et quand elle est parvenue à {house}.",
    ),
    "gap-house-since": (
        "What became of it {after}, and how it came to {house}, is not known.",
        "On ignore ce qu’elle est devenue {after}, et comment elle est parvenue à {house}.",
    ),
    "document-note": ("{document} ({id}).", "{document} ({id})."),
    "source-note": ("According to: {source}.", "D’après : {source}."),
    "remark-note": ("Remark: {remark}", "Remarque : {remark}"),
    # Reports and documents
    "reports-words": (
        "A report is a laboratory’s opinion on the day of its examination; it is neither a valuation nor a promise.",
        "Un rapport est l’avis d’un laboratoire au jour de son examen ; ce n’est ni une estimation ni un engagement.",
    ),
    "report-value": ("{laboratory} report {number}", "Rapport {laboratory} n° {number}"),
    "report-dated": ("{report}, dated {date}", "{report}, daté du {date}"),
    # Service
    "no-services": ("No service or repair is recorded.", "Aucun entretien ni réparation n’est inscrit."),
    "workshop-maker": ("The maker’s workshop", "L’atelier de la marque"),
    "workshop-other": ("A workshop", "Un atelier"),
    "service-told": ("Service", "Entretien"),
    "job-number": ("no. {number}", "n° {number}"),
    "warranty-until": ("{work}; warranty of the work until {date}", "{work} ; travaux garantis jusqu’au {date}"),
    "under-way": ("{work} (under way)", "{work} (en cours)"),
    # Checks
    "no-checks": (
        "No search of a register of lost or stolen goods is recorded.",
        "Aucune recherche à un registre de biens perdus ou volés n’est inscrite.",
    ),
    "check-limits": (
        "The answer reports only whether the piece was registered as lost or stolen in that database on that date.",
        "La réponse indique seulement si la pièce était inscrite comme perdue ou volée dans cette base à cette date.",
    ),
    "check-same": ("on the day of this dossier", "le jour de ce dossier"),
    "check-fresh.one": ("{n} day before this dossier", "{n} jour avant ce dossier"),
    "check-fresh.many": ("{n} days before this dossier", "{n} jours avant ce dossier"),
    "check-old.many": (
        "{n} days before this dossier, longer than the 90 days for which the house takes an answer as recent",
        "{n} jours avant ce dossier, plus que les 90 jours pendant lesquels la maison tient une réponse pour récente",
    ),
    # Law
    "cites-none": ("No protected species is named in the register.", "Aucune espèce protégée n’est nommée au registre."),
    "cites-species": (
        "{species}; Annex {annex} of the wildlife trade regulations as far as the house knows",
        "{species} ; annexe {annex} des règlements sur la faune sauvage, à la connaissance de la maison",
    ),
    "cites-free": ("{species}; not listed as far as the house knows", "{species} ; non inscrit à la connaissance de la maison"),
    "cites-words": (
        "Taking it across a border may need a permit; ask before travelling or selling.",
        "Le passage d’une frontière peut exiger un permis ; se renseigner avant tout voyage ou revente.",
    ),
    "diamond-none": ("No natural diamond is recorded.", "Aucun diamant naturel n’est inscrit."),
    "diamond-grown": (
        "The diamond is laboratory-grown; statements on the origin of natural diamonds do not apply.",
        "Diamant synthétique, cultivé en laboratoire : les déclarations d’origine des diamants naturels ne s’appliquent pas.",
    ),
    "diamond-document": ("A document on origin is on record", "Un document d’origine est inscrit"),
    "diamond-private": (
        "Bought from a private person: no trade statement on origin passes with it.",
        "Acheté à un particulier : aucune déclaration professionnelle d’origine ne l’accompagne.",
    ),
    "sow-new": (
        "The supplier’s invoice carries the statement of the System of Warranties in its wording since 2021.",
        "La facture du fournisseur porte la déclaration du Système de garanties dans sa rédaction depuis 2021.",
    ),
    "sow-old": (
        "The supplier’s invoice carries the statement of the System of Warranties in its former wording.",
        "La facture du fournisseur porte la déclaration du Système de garanties dans son ancienne rédaction.",
    ),
    "sow-other": (
        "The supplier’s invoice mentions the System of Warranties; its wording is not recorded.",
        "La facture du fournisseur mentionne le Système de garanties ; sa rédaction n’est pas inscrite.",
    ),
    "sow-none": (
        "The supplier gives no statement of the System of Warranties.",
        "Le fournisseur ne donne pas de déclaration du Système de garanties.",
    ),
    "hold-ended": ("Ended on {date}.", "Terminé le {date}."),
    "hold-open": ("Ends on {date}.", "Se termine le {date}."),
    # Valuation and sale
    "valuation-words": (
        "A value for insurance is usually the highest of a piece’s values; it is no offer and no market price.",
        "Une valeur d’assurance est d’ordinaire la plus élevée ; ce n’est ni une offre ni un prix de marché.",
    ),
    "basis-insured": ("Insured value as recorded", "Valeur d’assurance inscrite"),
    "vat-net": ("without VAT", "hors TVA"),
    "vat-gross": ("VAT included", "TVA comprise"),
    "vat-mixed": ("VAT as the scheme of the piece has it", "TVA selon le régime de la pièce"),
    "vat-unknown": ("whether VAT is included is not recorded", "TVA comprise ou non : non inscrit"),
    "sale-margin": ("Margin scheme – second-hand goods", "Régime particulier – Biens d’occasion"),
    "sale-standard": ("VAT at the standard rate", "TVA au taux normal"),
    "sale-zero": ("VAT zero-rated", "TVA à taux zéro"),
    "sale-none": ("Outside VAT", "Hors champ de la TVA"),
    "sale-import_": ("Import VAT", "TVA à l’importation"),
    # Gaps and limits
    "limit-gaps.one": ("One gap in the chain of ownership is marked as such.", "Une lacune de la chaîne est signalée comme telle."),
    "limit-gaps.many": (
        "In the chain of ownership, {n} gaps are marked as such.",
        "Dans la chaîne des propriétaires, {n} lacunes sont signalées comme telles.",
    ),
    "limit-gaps-meaning": (
        "A gap means that nothing is recorded; by itself it suggests nothing else.",
        "Une lacune signifie que rien n’est inscrit ; elle ne suggère rien d’autre.",
    ),
    "limit-register": (
        "This dossier repeats what the registers of {house} hold on its date, and the documents they name.",
        "Ce dossier reprend ce que contiennent les registres de {house} à sa date, et les documents qu’ils nomment.",
    ),
    "limit-opinion": (
        "It is neither an opinion on authorship nor a warranty, and does not change the terms of the invoice.",
        "Il n’est ni un avis d’attribution ni une garantie ; il ne modifie pas les conditions de la facture.",
    ),
    "limit-condition": (
        "Condition is given in the words of the register; when and by whom the piece was examined is not recorded.",
        "L’état est donné dans les termes du registre ; ni la date ni l’auteur d’un examen ne sont inscrits.",
    ),
    "limit-documents.one": ("Of the documents cited, {n} is not on file.", "Parmi les pièces citées, {n} n’est pas au dossier."),
    "limit-documents.many": (
        "Of the documents cited, {n} are not on file.",
        "Parmi les pièces citées, {n} ne sont pas au dossier.",
    ),
    "limit-checks": (
        "No search of a register of lost or stolen goods is recorded for this piece.",
        "Aucune recherche à un registre de biens perdus ou volés n’est inscrite pour cette pièce.",
    ),
    "limit-old-checks": (
        "The last search of a register is older than 90 days.",
        "La dernière recherche à un registre date de plus de 90 jours.",
    ),
}
