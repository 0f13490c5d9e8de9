"""What the schedule says of the policy, its limits and the age of valuations, in English and French."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

POLICY_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({
    # Basis of value
    "basis-replacement": ("replacement price as recorded", "prix de remplacement inscrit"),
    "basis-market": ("market value as recorded", "valeur de marché inscrite"),
    "basis-net_selling_price": ("price sold at", "prix de vente convenu"),
    "basis-agreed-alone": ("value agreed with the owner", "valeur convenue avec le propriétaire"),
    "basis-raised": (", plus {percent}%", ", majoré de {percent} %"),
    # The policy on the day
    "policy-none": (
        "No policy of the house file is in force on {day}, so no limits are measured.",
        "Aucune police du fichier de la maison n’est en vigueur au {day} : aucune limite n’est mesurée.",
    ),
    "policy-gap": (
        "Policy {one} ends on {end} and {other} begins on {start}: on the days between none is in force.",
        "La police {one} prend fin le {end} et {other} commence le {start} : entre les deux, aucune n’est en vigueur.",
    ),
    "policy-no-limits": (
        "The house file states no limits of policy {reference}.",
        "Le fichier de la maison n’indique aucune limite de la police {reference}.",
    ),
    "policy-season": (
        "Peak season from {start} to {end}: raised by {percent}%: {limits}.",
        "Haute saison du {start} au {end} : relevés de {percent} % : {limits}.",
    ),
    "average-yes": (
        "The policy has an average clause: if the value at risk exceeds the sum insured, a loss is paid in proportion.",
        "La police applique la règle proportionnelle de capitaux si la valeur exposée dépasse la somme assurée.",
    ),
    "average-no": ("The policy has no average clause.", "La police n’applique pas la règle proportionnelle."),
    "average-unknown": (
        "The house file does not state whether the policy has an average clause.",
        "Le fichier de la maison n’indique pas si la police applique la règle proportionnelle.",
    ),
    "sum-enough": (
        "Sum insured: {sum}. Total of this schedule in that currency: {total}.",
        "Somme assurée : {sum}. Total du présent état dans cette monnaie : {total}.",
    ),
    "sum-short": (
        "Sum insured: {sum}. Total of this schedule in that currency: {total}, which is {short} more.",
        "Somme assurée : {sum}. Total du présent état dans cette monnaie : {total}, soit {short} de plus.",
    ),
    "limits-currency": (
        "The limits are in {currency}; pieces valued in {others} are not added to them.",
        "Les limites sont en {currency} ; les pièces évaluées en {others} n’y sont pas ajoutées.",
    ),
    "limits-safes": (
        "The policy states no limit for: {safes}.",
        "La police n’indique pas de limite pour : {safes}.",
    ),
    "limits-places": (
        "The policy states no limit for pieces that are: {places}.",
        "La police n’indique pas de limite pour les pièces : {places}.",
    ),
    "limits-holder": (
        "Pieces away with nobody named are counted together, as if one person had them.",
        "Les pièces sorties sans détenteur nommé sont comptées ensemble, comme chez une seule personne.",
    ),
    # The season's limits
    "limit-premises": ("premises", "locaux"),
    "limit-out_of_safe_at_night": ("out of the safe at night", "hors coffre la nuit"),
    "limit-window": ("window", "devanture"),
    "limit-window_at_night": ("window at night", "devanture la nuit"),
    "limit-single_article": ("any one article", "par objet"),
    "limit-any_one_sending": ("any one sending", "par envoi"),
    "limit-memo": ("on memo with any one holder", "confié à un même détenteur"),
    "limit-approval": ("on approval", "à condition"),
    "limit-entrusted": ("with any one other holder", "chez un même tiers"),
    "limit-representative": ("any one representative", "par représentant"),
    "limit-workshop": ("at workshops", "dans les ateliers"),
    "limit-exhibition": ("at exhibitions", "en exposition"),
    "limit-bank": ("at the bank", "à la banque"),
    "limit-transit": ("in transit", "en transit"),
    "limit-residence": ("at a residence", "à domicile"),
    "limit-safe": ("in the safe", "au coffre"),
    "limit-safes": ("safes", "coffres"),
    "limit-sum_insured": ("the sum insured", "la somme assurée"),
    # Valuations
    "months.one": ("{n} month", "{n} mois"),
    "months.many": ("{n} months", "{n} mois"),
    "reval-age": ("valued {age} ago; due every {cycle}", "évalué il y a {age} ; à renouveler tous les {cycle}"),
    "reval-age-usual": (
        "valued {age} ago; usual practice is every {cycle} (the insurer may ask for another)",
        "évalué il y a {age} ; l’usage est tous les {cycle} (l’assureur peut en demander un autre)",
    ),
    "reval-undated": ("no date of valuation: type it", "pas de date d’estimation : la saisir"),
    "reval-never": ("never valued", "jamais évalué"),
    "reval-cost": ("insured for less than was paid for it", "assuré pour moins que son prix d’achat"),
    "reval-replacement": (
        "insured for less than its replacement price, {price}",
        "assuré pour moins que son prix de remplacement, {price}",
    ),
    "reval-replacement-dated": (
        "insured for less than its replacement price, {price} on {day}",
        "assuré pour moins que son prix de remplacement, {price} au {day}",
    ),
    "reval-unchanged": (
        "its value has not changed since it came, {age} ago",
        "sa valeur n’a pas changé depuis son entrée, il y a {age}",
    ),
    "reval-no-column": (
        "The stock register does not date valuations, so their age is not measured.",
        "Le registre de stock ne date pas les estimations : leur ancienneté n’est pas mesurée.",
    ),
    # What if
    "loss-no-sum": (
        "The house file does not state the sum insured: what average would leave cannot be said.",
        "Le fichier de la maison n’indique pas la somme assurée : la règle proportionnelle ne peut être chiffrée.",
    ),
    "loss-no-excess": (
        "The policy's excess is not in the house file: none was taken off.",
        "La franchise n’est pas dans le fichier de la maison : aucune n’a été déduite.",
    ),
    "loss-no-limit": (
        "The policy states no limit for this place in the house file.",
        "Le fichier de la maison n’indique pas de limite de la police pour ce lieu.",
    ),
    "loss-open": (
        "The value at risk leaves out {n} pieces whose value is not known or not in {currency}.",
        "La valeur exposée ne compte pas {n} pièces dont la valeur n’est pas connue ou n’est pas en {currency}.",
    ),
})  # fmt: skip
