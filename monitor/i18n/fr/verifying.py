"""What `verify` finds. In French."""

from __future__ import annotations

TEXTS = {
    "sqlite": "{line}",
    "reference": "la ligne {row} de {table} renvoie à une ligne de {other} qui manque",
    "bytes_unreadable": "fichier {sha256} : {error}",
    "bytes_altered": "fichier {sha256} : ce qui est sur le disque n'est plus ce qui y a été écrit",
    "block": "le passage {block} n'est plus le texte enregistré : {text}",
    "text": "le texte {text} n'a plus les passages enregistrés",
    "facts": "les faits {facts} ne sont plus ceux enregistrés : {text}",
    "index": "l'index de la recherche n'est pas celui des textes : une recherche trouve trop peu",
    "sighting": "un texte de {item} n'est noté nulle part comme vu : une recherche ne le trouve pas",
    "header": "l'en-tête {header} n'est plus celui enregistré : {name}",
    "visits": "{counted} visites enregistrées, {made} ont été faites",
    "last": "la dernière version est la {highest}, c'était la {number}",
    "row": "une ligne de {table} n'est plus ce qui a été écrit : {row}",
    "counted": "les visites ne sont plus celles qui ont été comptées",
    "unreadable": "illisible : {error}",
    "alert_unreadable": "l'alerte {number} est illisible",
    "watch_gone": "cette page n'y est plus",
    "missing": "manque",
    "tail": "aucune version n'a l'empreinte {hash} : la fin a été coupée ou remplacée",
    "pruned": "élaguée le {at}",
    "erased": "effacé le {at} : un nom ou une adresse en a été retiré exprès",
    "erased_facts": "effacé le {at} : un nom ou une adresse en a été retiré exprès, aussi de ce dont l'empreinte est faite, qui ne "
    "peut plus être recalculée",
    "half_erased": "effacé à moitié",
    "left": "ce qui en reste n'est plus ce que l'effacement a laissé",
    "other_number": "a été scellée comme version {number} : l'ordre des versions a changé, ou l'une a été retirée ou ajoutée",
    "other_before": "est telle qu'elle a été scellée, mais ne suivait pas cette version : l'une a été ajoutée ou déplacée",
    "chain": "les faits, les visites, les empreintes ou la version d'avant ne sont plus ceux qui ont été scellés",
    "digest": "{thing} {number} : ce n'est plus ce qui a été scellé",
    "stamp_other": "l'horodatage du {day} par {tsa} n'est pas celui des empreintes qui l'accompagnent",
    "stamp_gone": "l'horodatage du {day} nomme l'empreinte {hash}, qui n'est plus ici",
    "unfinished": "un effacement a été interrompu, et doit être refait",
    "alert_of": "l'alerte {key} parle d'une version qui n'est plus ici",
}
