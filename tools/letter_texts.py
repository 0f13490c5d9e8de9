"""The words of the letters the house starts from, in English and French: one paragraph a line, tags as Word will show.

They say what is certain and promise nothing: no piece kept, no price, no worth. ``own`` is the adviser's paragraph and
comes first; a house that finds her own words changes these in Word.
"""

from __future__ import annotations

OWN = ("{%p for paragraph in own %}", "{{ paragraph }}", "{%p endfor %}")

LETTERS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "birthday": (
            *OWN,
            "My colleagues and I send you our warmest wishes for your birthday"
            "{% if occasion.day %} on {{ occasion.day }}{% endif %}, and for the year that begins with it.",
            "{%p if also.piece %}",
            "On {{ also.day }} it will be {{ also.years }} since you chose {{ also.piece }}; I hope that it gives you as "
            "much pleasure as ever.",
            "{%p endif %}",
            "It will be a pleasure to see you at {{ house.name }} again.",
        ),
        "anniversary": (
            *OWN,
            "{%p if occasion.kind == 'wedding' %}",
            "{% if occasion.nth %}On {{ occasion.day }} you celebrate your {{ occasion.nth }} wedding anniversary."
            "{% else %}Your wedding anniversary falls on {{ occasion.day }}.{% endif %} My colleagues and I send our "
            "warmest wishes to you both.",
            "May the day be as happy as the first.",
            "{%p if also.birthday %}",
            "Our good wishes for your birthday on {{ also.birthday }} go with this letter.",
            "{%p endif %}",
            "{%p else %}",
            "On {{ occasion.day }} it will be {{ occasion.years }} since you chose {{ piece.your }}. I hope that the "
            "pleasure is undiminished.",
            "Should you pass our way, we would be glad to see you, and to clean and look over whatever you are wearing.",
            "{%p endif %}",
        ),
        "thank-you": (
            *OWN,
            "Thank you for the confidence you have placed in {{ house.name }}"
            "{% if piece %} in choosing {{ piece.the }}{% endif %}. It was a pleasure to be of service to you.",
            "I hope that everything is as you wished. Should you have a question, now or in the years to come, a line to "
            "me is enough.",
        ),
        "after-repair": (
            *OWN,
            "It was a pleasure to return {{ piece.your }} to you, and I hope that the work is to your satisfaction.",
            "If anything is not quite as it should be, please tell me. We would rather see a piece once too often than "
            "have you put up with a detail.",
        ),
        "service-reminder": (
            *OWN,
            "{%p if occasion.kind == 'warranty' %}",
            "The guarantee on {{ piece.your }} runs until {{ occasion.day }}. If there is anything you would like us to "
            "look at before then, please bring it in or write to me.",
            "{%p else %}",
            "By our records {{ piece.your }} {% if occasion.served %}was last serviced here in {{ occasion.since }}"
            "{% else %}has not been with our watchmaker since you chose it in {{ occasion.since }}{% endif %}. A watch "
            "that is worn does well with a service every few years, whatever its age.",
            "If you would like it looked at, please bring it in or write to me, and I shall see to the rest. If it has "
            "been cared for elsewhere meanwhile, there is nothing you need do.",
            "{%p endif %}",
        ),
        "personal-note": (
            "{%p if own %}", *OWN, "{%p else %}", "BLANK", "{%p endif %}",
        ),
    },
    "fr": {
        "birthday": (
            *OWN,
            "Mes collègues et moi vous adressons nos vœux les plus chaleureux pour votre anniversaire"
            "{% if occasion.day %}, le {{ occasion.day }}{% endif %}, et pour l’année qui s’ouvre.",
            "{%p if also.piece %}",
            "Le {{ also.day }}, il y aura {{ also.years }} que vous avez choisi {{ also.piece }} ; j’espère que le "
            "plaisir en est resté intact.",
            "{%p endif %}",
            "Ce sera un plaisir de vous accueillir de nouveau chez {{ house.name }}.",
        ),
        "anniversary": (
            *OWN,
            "{%p if occasion.kind == 'wedding' %}",
            "{% if occasion.nth %}Le {{ occasion.day }}, vous fêterez votre {{ occasion.nth }} anniversaire de mariage."
            "{% else %}Le {{ occasion.day }} est le jour de votre anniversaire de mariage.{% endif %} Mes collègues et "
            "moi vous adressons, à tous deux, nos vœux les plus chaleureux.",
            "Que ce jour soit aussi heureux que le premier.",
            "{%p if also.birthday %}",
            "Nous joignons à cette lettre nos vœux pour votre anniversaire, le {{ also.birthday }}.",
            "{%p endif %}",
            "{%p else %}",
            "Le {{ occasion.day }}, il y aura {{ occasion.years }} que vous avez choisi {{ piece.your }}. J’espère que le "
            "plaisir est resté intact.",
            "Si vous passez près de chez nous, nous serons heureux de vous accueillir, et de nettoyer et d’examiner ce "
            "que vous portez.",
            "{%p endif %}",
        ),
        "thank-you": (
            *OWN,
            "Je vous remercie de la confiance que vous avez accordée à {{ house.name }}"
            "{% if piece %} en choisissant {{ piece.the }}{% endif %}. Ce fut un plaisir d’être à votre service.",
            "J’espère que tout est conforme à vos souhaits. Pour toute question, aujourd’hui comme dans les années à "
            "venir, un mot de votre part suffit.",
        ),
        "after-repair": (
            *OWN,
            "Ce fut un plaisir de vous remettre {{ piece.your }}, et j’espère que le travail vous donne satisfaction.",
            "Si le moindre détail n’était pas tel qu’il doit être, dites-le-moi, je vous prie. Nous préférons revoir une "
            "pièce une fois de trop plutôt que de vous laisser avec un regret.",
        ),
        "service-reminder": (
            *OWN,
            "{%p if occasion.kind == 'warranty' %}",
            "La garantie de {{ piece.your }} court jusqu’au {{ occasion.day }}. Si vous souhaitez une vérification d’ici "
            "là, passez nous voir ou écrivez-moi.",
            "{%p else %}",
            "D’après nos registres, {{ piece.your }} {% if occasion.served %}a été révisée chez nous pour la dernière "
            "fois en {{ occasion.since }}{% else %}n’est pas passée entre les mains de notre horloger depuis que vous "
            "l’avez choisie, en {{ occasion.since }}{% endif %}. Une montre que l’on porte gagne à être révisée toutes "
            "les quelques années, quel que soit son âge.",
            "Si vous souhaitez la faire examiner, apportez-la-nous ou écrivez-moi : je m’occuperai du reste. Si elle a "
            "été entretenue ailleurs entre-temps, vous n’avez rien à faire.",
            "{%p endif %}",
        ),
        "personal-note": (
            "{%p if own %}", *OWN, "{%p else %}", "BLANK", "{%p endif %}",
        ),
    },
}  # fmt: skip

FOOT = {
    "en": "{% if house.address %}{{ house.address }}{% endif %}{% if house.address and house.email %}  ·  {% endif %}"
    "{% if house.email %}{{ house.email }}{% endif %}",
    "fr": "",
}
FOOT["fr"] = FOOT["en"]

RIGHTS = {
    "en": "If you would rather not hear from us by letter, a word to {{ house.contact }} is enough, and we shall not write "
    "again. {% if house.privacy %}How we keep your details: {{ house.privacy }}.{% else %}Our privacy notice is "
    "yours on request.{% endif %}",
    "fr": "Si vous préférez ne plus recevoir de lettres de notre part, un mot à {{ house.contact }} suffit, et nous ne vous "
    "écrirons plus. {% if house.privacy %}Protection de vos données : {{ house.privacy }}.{% else %}Notre notice "
    "sur la protection de vos données vous est remise sur demande.{% endif %}",
}
