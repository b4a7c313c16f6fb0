"""Tables and queries of the history pages (Datasette's). In French, typed with ordinary spaces and apostrophes."""

from __future__ import annotations

TEXTS = {
    "nav": "Données",
    "title": "Les données",
    "lede": "Tout ce que ces pages savent, en tables et en questions : à lire ici, ou à reprendre en CSV ou en JSON. "
    "Les heures sont en temps universel (UTC).",
    "by": "Tables et questions faites avec",
    "questions": "Des questions toutes prêtes",
    "tables": "Les tables",
    "own": "Une question à vous, en SQL",
    "sql": "Requête SQL, en lecture seule",
    "run": "Demander",
    "refused": "La base a répondu : {why}",
    "none": "Aucune ligne.",
    "rows": "Les lignes",
    "more": "Plus de {n} lignes ; en voici les premières",
    "as": "Les mêmes lignes :",
    "its_sql": "La requête SQL",
    "edit": "Modifier la requête",
    "column": "Colonne",
    "condition": "Condition",
    "value": "Valeur",
    "drop": "Retirer ce filtre",
    "filter": "Filtrer",
    "next": "Lignes suivantes",
    "error": "Cela n'est pas montré ici",
    "not_shown": "Il n'y a pas de table ou de question de ce nom, ou ces pages ne la montrent pas.",
    "query": {
        "heads": "Quelle part des directions a changé de tête dans l'année ?",
        "post": "Qui a été affiché à un poste, et quand ?",
        "vacant": "Quels postes sont affichés vacants, et depuis quand ?",
        "renamed": "Quels services ont changé de nom ?",
        "between": "Qu'est-ce qui a changé entre deux dates ?",
        "words": "Depuis quand ces mots sont-ils sur les pages ?",
        "unread": "Quelles pages ne se lisent pas ?",
    },
    "about": {
        "heads": "Les unités dont le nom commence par « Direction » et qui nommaient quelqu'un ; l'année à préciser.",
        "post": "Par un mot du nom de l'unité ; une ligne pour chaque personne et chaque période.",
        "vacant": "Ceux que le dernier organigramme lu affiche sans personne ; les jours comptés jusqu'à la dernière visite.",
        "renamed": "Leurs noms dans l'ordre, reconnus comme une seule unité d'une version à l'autre.",
        "between": "Du premier jour compris au second exclu, le plus récent d'abord.",
        "words": "Dans toutes les versions, avec le premier jour où le passage a été vu ; au plus 200 passages. "
        "Ce que la page barre n'y est pas marqué.",
        "unread": "Par page et par cause, avec le nombre de visites sans lecture.",
    },
    "table": {
        "latest": "Ce que chaque page dit à la dernière lecture ; ce qu'elle barre n'est marqué que sur ses pages ici.",
        "revisions": "Ce que chaque version de chaque page disait, texte compris ; "
        "ce qu'elle barre n'est marqué que sur ses pages ici.",
        "timeline": "Les visites dans l'ordre, et ce que chacune a trouvé.",
        "people": "Qui a été affiché à quel poste, et quand.",
        "units": "Comment chaque unité s'appelait et de qui elle relevait, et quand.",
        "chart_units": "Les unités de l'organigramme de chaque version.",
        "watches": "Les pages suivies.",
        "snapshots": "Les versions gardées, avec leur heure et leur maillon de la chaîne.",
        "changes": "Les changements, un par élément et par version.",
        "edits": "Le détail de chaque changement, en JSON.",
    },
    "count": {
        "rows": ("{n} ligne", "{n} lignes"),
    },
}
