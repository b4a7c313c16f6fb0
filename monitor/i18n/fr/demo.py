"""The six visits of `monitor demo`. In French."""

from __future__ import annotations

TEXTS = {
    "title": "Valmont-sur-Ource, une ville inventée",
    "lead": "Six visites de sa page « L'organigramme ville et métropole », comme un service les ferait chaque matin.",
    "history": "L'historique",
    "comparison": "La comparaison des versions 1 et 2",
    "your_turn": "À vous",
    "database": "La base de données",
    "read_again": "La relire",
    "first_page": "Votre première page",
    "pages": "Les pages, dans votre navigateur",
    "pages_story": "L'organigramme avant et après, ses services et ses personnes dans le temps ; sans rien écrire, jusqu'à Ctrl-C.",
    "first": {
        "title": "Première visite",
        "story": "La page est lue, son texte et son organigramme (PDF) sont conservés.",
    },
    "nothing_new": {
        "title": "Le lendemain, rien de neuf",
        "story": "Le serveur répond « inchangé » : une visite ne coûte presque rien.",
    },
    "noise": {
        "title": "Du bruit, pas un changement",
        "story": "Date du jour, compteur de vues, actualités, apostrophes : la page diffère, personne n'est dérangé.",
    },
    "replaced": {
        "title": "La ville remplace tout, sans un mot",
        "story": "Trois retouches dans le texte, un nouvel organigramme.",
    },
    "maintenance": {
        "title": "Page de maintenance",
        "story": "Le site répond « 200 OK » avec une page d'attente : c'est un échec, pas un texte supprimé.",
    },
    "back": {
        "title": "Retour à la normale",
        "story": "La dernière version connue est toujours là, rien n'a été perdu.",
    },
}
