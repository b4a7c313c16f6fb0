"""The comments of `monitor outline`. In French."""

from __future__ import annotations

TEXTS = {
    "why": {
        "outer": "contient les sections suivantes",
        "empty": "sans texte",
        "document": "seulement le document, plus bas",
        "same": "même texte qu'une autre",
    },
    "left_out": {
        "furniture": ("{n} mot de menu ou de partage", "{n} mots de menus ou de partage"),
        "hidden": ("{n} mot caché", "{n} mots cachés"),
        "fields": ("{n} champ à remplir", "{n} champs à remplir"),
        "media": ("{n} son ou film", "{n} sons ou films"),
    },
    "not_included": "non compris : {parts}",
    "words": ("{n} mot", "{n} mots"),
    "alike": ("{n} titre", "{n} titres identiques"),
    "own_words": "et {words} avant elles",
    "documents": ("{n} document :", "{n} documents ; le premier :"),
    "no_address": "pas d'adresse sur la page",
}
