"""What the verifiers of a proof say, in French: put into verify.py and verify.html when a proof is made."""

from __future__ import annotations

TEXTS = {
    "readme": "Ce dossier est une preuve. Pour la vérifier, sans réseau ni programme à installer : ouvrez verify.html dans un"
    " navigateur et déposez-y ce dossier ; ou tapez python3 verify.py dans ce dossier. Les deux disent ce qui est prouvé, par qui,"
    " et ce qui ne l'est pas, et nomment tout fichier modifié. Les empreintes de la chaîne répondent de"
    " l'adresse, des octets et des visites ; ce texte n'est qu'une étiquette, dont elles ne répondent pas.",
    "whole": "PREUVE ENTIÈRE",
    "broken": "PREUVE ABÎMÉE : elle ne prouve rien tant que ce qui suit n'est pas expliqué.",
    "proven": "Ce qui est prouvé",
    "by_whom": "Par qui",
    "not_proven": "Ce qui n'est pas prouvé",
    "missing": "manque",
    "altered": "a été modifié",
    "foreign": "n'est pas de ce dossier",
    "packed": "ne se décompresse pas : l'archive .zip est abîmée à cet endroit",
    "record": "n'est pas rangé dans l'archive .zip comme à sa création : elle a été abîmée ou modifiée à cet endroit",
    "twice": "est deux fois dans l'archive .zip : on ne sait laquelle des deux compte",
    "too_large": "est trop grand pour être décompressé",
    "unreadable": "illisible : il y manque quelque chose, ou la forme est autre ({error})",
    "no_version": "aucune version",
    "place": "la version {number} manque ou n'est pas à sa place",
    "version": "la version {number} a été modifiée",
    "order": "la version {number} ne suit pas celle d'avant : l'une d'elles a été ajoutée, ôtée ou déplacée",
    "tail": "la fin de la chaîne n'est plus celle qui est annoncée, la version {number} : elle a été coupée ou remplacée",
    "cut": "parle de la version {number}, que la chaîne n'a pas (la dernière y est la {newest}) : la fin en a été coupée",
    "thing": "version {number} : {what} n'est pas ce qui a été scellé",
    "original": "n'est pas un original de la version {number}",
    "copy": "ne dit pas ce que dit la chaîne",
    "no_change": "la chaîne ne contient pas le changement annoncé",
    "hole": "{gap} de la période se passent sans bonne visite (au plus {allowed} : environ deux fois le rythme prévu, et pas"
    " plus que ne l'admet le rythme des visites elles-mêmes) : rien ne dit que rien n'a changé entre-temps",
    "imports": "la période n'a que des captures faites par des tiers, importées : ce ne sont pas des visites du programme, et elles"
    " ne disent pas ce que la page montrait entre deux captures",
    "unsure": "un organigramme a été disposé autrement, et sa hiérarchie n'a pas pu être comparée de façon certaine :"
    " rien ne montre qu'il est inchangé",
    "turns": "le texte alterne : il n'est pas inchangé",
    "too_early": "la période commence avant la première version",
    "erased": "version {number} : quelque chose a été effacé de ce qu'il faudrait montrer, ou elle a été élaguée : cela ne prouve"
    " plus rien",
    "erased_facts": "De quoi l'empreinte de la version {number} est faite : quelque chose en a été effacé (un nom, une adresse)."
    " L'empreinte est où elle était, et ne peut plus être recalculée.",
    "redacted": "Versions dont quelque chose a été effacé ailleurs (un nom, une adresse) : {numbers} ; ce qui en est montré ici"
    " n'a pas été touché.",
    "absent": "« {item} » n'est pas dans la version {number}",
    "withheld": "les éléments ou les changements de la version {number} ne sont pas tous là",
    "changed": "la version {number} montre un changement",
    "other_post": "la version {number} dit autre chose de ce poste",
    "files": "Les {count} fichiers sont tels que le dossier les annonce, au bit près.",
    "chain": "La chaîne de « {watch} » se tient, versions 1 à {number} : depuis que l'empreinte {hash} existe, aucune n'a été"
    " modifiée, ôtée, ajoutée ou déplacée.",
    "change": "La page {url}, visitée le {at}, montrait ce changement de « {item} » (version {number}).",
    "import": "Cette version est une capture faite par un tiers, non une visite du programme.",
    "not_yet": "La dernière bonne visite d'avant est du {at}.",
    "unchanged": "Entre le {since} et le {until}, visites de {url} : {visits} ; plus long intervalle : {gap}. Constat : {what}.",
    "limit": "Sans bonne visite, au plus {allowed} auraient été admises (visites telles que faites : une toutes les {usual}).",
    "planned": "Sans bonne visite, au plus {allowed} auraient été admises.",
    "about": "environ {visits}",
    "page": "ce qui est suivi de la page est inchangé",
    "item": "« {item} » est inchangé",
    "post": "« {unit} », toujours : {names}",
    "nobody": "personne n'est nommé à « {unit} »",
    "doubt": "{what} (à vérifier : lu avec moins de 90 % de certitude)",
    "alike": "Différences de forme, qu'aucun lecteur ne verrait, tenues pour rien (typographie…) : {visits}.",
    "other_bytes": "Un fichier de « {item} » aux octets différents a été tenu pour disant la même chose, visites : {visits}. Il"
    " n'est pas dans ce dossier : le tenant de l'installation répond seul de cette lecture.",
    "loose": "Visites que l'empreinte d'aucune version ne couvre encore : {visits}. Le tenant de l'installation en répond seul.",
    "keeper": "Le tenant de l'installation de {program} qui a visité {url} ; dossier fait le {at}.",
    "stamp": "Par qui et quand l'empreinte de la version {number} a été horodatée : cette commande le dit, avec le certificat du"
    " tiers (tsa.pem) : {command}",
    "other_stamp": "n'est pas un horodatage de cette chaîne",
    "since_when": "Que l'empreinte {hash}… existait à une date : comparez-la à celle d'une alerte que quelqu'un d'autre a reçue"
    " alors. Sans cela, le tenant a pu refaire toute la chaîne.",
    "server": "Que le serveur a bien envoyé ces octets : le programme le constate, le serveur ne les a pas signés.",
    "labels": "Le nom du programme, le jour où le dossier a été fait et le texte de README.txt : des étiquettes,"
    " écrites par qui a fait le dossier. Aucune empreinte de la chaîne n'en répond ; elles répondent de l'adresse, des octets et"
    " des visites.",
    "label": "Que la page suivie s'appelle « {watch} » : ce nom est une étiquette du dossier ; les empreintes la connaissent sous"
    " le nom « {sealed} ». Elle a été renommée depuis, ou l'étiquette est fausse.",
    "summary": "Les phrases de summary.fr.txt et summary.en.txt : le programme les a faites de ce qui est scellé, cité plus haut.",
    "between": "Ce qui s'est passé entre deux visites. Ce dossier n'a pas de valeur légale par lui-même.",
    "op": {
        "insert": "ajouté",
        "delete": "ôté",
        "replace": "remplacé",
        "move": "déplacé",
        "struck": "rayé",
        "unstruck": "n'est plus rayé",
        "in_one": "dans l'un des deux textes seulement",
        "in_both": "n'est plus dans un seul des deux textes",
        "link": "lien",
        "picture": "image",
        "frame": "cadre",
        "row_added": "ligne ajoutée",
        "row_removed": "ligne ôtée",
        "cell_changed": "cellule modifiée",
        "column_added": "colonne ajoutée",
        "column_removed": "colonne ôtée",
        "column_renamed": "colonne renommée",
        "sheet_added": "feuille ajoutée",
        "sheet_removed": "feuille ôtée",
        "sheet_renamed": "feuille renommée",
        "sheet_moved": "feuille déplacée",
        "unit_added": "service ou poste nouveau",
        "unit_removed": "service ou poste qui n'apparaît plus",
        "unit_renamed": "renommé",
        "unit_moved": "déplacé",
        "person_added": "nommé",
        "person_removed": "plus nommé",
        "person_replaced": "autre personne",
        "role_changed": "autre fonction",
        "title_changed": "titre ou date du document",
        "redrawn": "organigramme refondu",
    },
}
