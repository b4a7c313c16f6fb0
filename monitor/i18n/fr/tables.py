"""What differs between two versions of a table."""

from __future__ import annotations

TEXTS = {
    "count": {
        "unchanged_rows": ("{n} ligne inchangée", "{n} lignes inchangées"),
        "in_one": (
            "{n} passage qui n'est que dans l'un des deux textes répétés",
            "{n} passages qui ne sont que dans l'un des deux textes répétés",
        ),
        "in_both": (
            "{n} passage par lequel les deux textes répétés ne diffèrent plus",
            "{n} passages par lesquels les deux textes répétés ne diffèrent plus",
        ),
        "sheet_added": ("{n} feuille ajoutée", "{n} feuilles ajoutées"),
        "sheet_removed": ("{n} feuille supprimée", "{n} feuilles supprimées"),
        "sheet_renamed": ("{n} feuille renommée", "{n} feuilles renommées"),
        "sheet_moved": ("{n} feuille déplacée", "{n} feuilles déplacées"),
        "row_added": ("{n} ligne ajoutée", "{n} lignes ajoutées"),
        "row_removed": ("{n} ligne supprimée", "{n} lignes supprimées"),
        "cell_changed": ("{n} cellule modifiée", "{n} cellules modifiées"),
        "column_added": ("{n} colonne ajoutée", "{n} colonnes ajoutées"),
        "column_removed": ("{n} colonne supprimée", "{n} colonnes supprimées"),
        "column_renamed": ("{n} colonne renommée", "{n} colonnes renommées"),
    },
    "cell": "{row}, {column} {before} → {after}",
    "in_cell": "{row} : {column} ",
    "in_sheet": " (feuille {sheet})",
    "in_one_line": "un passage n'est que dans l'un des deux textes que la page répète : ",
    "in_both_line": "les deux textes que la page répétait ne diffèrent plus par ce passage : ",
    "column_came": "colonne ajoutée : ",
    "column_went": "colonne supprimée : ",
    "column_called": "la colonne change de nom : ",
    "sheet_added": "feuille ajoutée : ",
    "sheet_removed": "feuille supprimée : ",
    "sheet_renamed": "la feuille change de nom : ",
    "sheet_moved": "feuille déplacée : ",
    "empty": "vide",
}
