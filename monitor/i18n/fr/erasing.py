"""What `erase`, `prune` and `restore` say. In French."""

from __future__ import annotations

TEXTS = {
    "one_of": "écrivez soit --person NOM, soit --address ADRESSE.",
    "no_name": "--person attend un prénom et un nom de famille, comme « Anne Dupont », « DUPONT Anne » ou « Dupont, Anne » : un "
    "nom de famille seul est aussi celui d'autres personnes. Une forme à effacer telle quelle s'ajoute par --also.",
    "configured": "{file} : « {name} » est le nom d'une page ou d'un élément, et contient ce qui est à effacer",
    "configured_do": "donnez-lui d'abord un autre nom : monitor rename ANCIEN NOUVEAU pour une page, sinon dans le fichier",
    "apart": "L'adresse de « {watch} » le contient, et c'est celle du site : elle est gardée à part, dans {file}, et rien de ce "
    "qui est conservé, montré ou envoyé ne la dit plus que par « {url} ». La page reste visitée. Pour que ce reste parte aussi : "
    "monitor remove {watch}, puis la ligne de {file}.",
    "values": "{file} le contient à la ligne {lines}, parce qu'une page est visitée à cette adresse ; rien de ce qui est conservé "
    "ou montré ne l'en reprend.",
    "nothing": "rien de ce qui est gardé ne le contient ; rien n'a été écrit",
    "nothing_do": "regardez comment c'est écrit : monitor search MOTS",
    "only_doubts": (
        "rien n'est écrit sous ce nom même ; {n} texte est à décider ; rien n'a été effacé",
        "rien n'est écrit sous ce nom même ; {n} textes sont à décider ; rien n'a été effacé",
    ),
    "only_doubts_do": "voyez lesquels, et comment : la même commande, avec --dry-run au lieu de --yes",
    "sure": "Effacer tout cela ? C'est définitif",
    "left": "rien n'a été effacé",
    "tried_nothing": "Essai : rien n'est écrit sous ce nom même ; rien n'a été changé.",
    "tried": "Essai : voici ce qui partirait ; rien n'a été changé.",
    "done": "Effacé, et cela ne revient pas : les visites suivantes gardent « [effacé] » à la place.",
    "forms": "Écrit ainsi, dans combien de textes différents :",
    "versions": "Versions dont cela disparaît :",
    "bytes": "Fichiers qui partent en entier, parce qu'ils le contiennent ; leur empreinte reste :",
    "feeds": "Entrées de flux qui partent :",
    "copies": "Copies faites avant une mise à jour, qui partent :",
    "alerts": (
        "{n} alerte attend d'être envoyée ; elle dit « [effacé] ».",
        "{n} alertes attendent d'être envoyées ; elles disent « [effacé] ».",
    ),
    "stays": "Ce qui reste : la suite de ces textes, avec « [effacé] » à la place, les visites, les dates et les empreintes. "
    "La chaîne tient ; de ces versions, monitor verify dit « effacé ». Ce que cela a touché ne se prouve plus, le reste si.",
    "unprovable": "Dont rien ne se prouve plus, parce que cela touche tout, ou qu'elles ont été scellées avant cette version "
    "du programme :",
    "unproven": "Cela figurait aussi dans ce dont leur empreinte est faite (une adresse, un en-tête, un échec) : ces empreintes "
    "restent, mais ne peuvent plus être recalculées :",
    "uncertain": "Pas effacé : à vous de décider s'il s'agit de la même personne :",
    "uncertain_do": '  → pour en effacer un aussi, ajoutez-le tel quel : --also "{named}"',
    "why": {
        "initial": "quelqu'un d'autre a la même initiale",
        "family": "le nom de famille seul",
        "near": "un prénom qui y ressemble",
        "between": "quelque chose entre les deux",
        "part": "une partie du nom de famille",
        "joined": "un trait d'union y ajoute un mot",
        "beside": "un autre prénom à côté",
        "swapped": "les capitales font du prénom le nom de famille",
        "user": "en un seul mot, comme un identifiant",
        "slip": "un nom de famille qui y ressemble",
        "short": "le nom de famille par son initiale",
        "civility": "« M. » peut être Monsieur, ou l'initiale du prénom",
        "typed": "ces mots mêmes, dont une lettre seule peut être un mot de la phrase",
    },
    "namesakes": (
        "{n} autre personne porte ce nom de famille, seul ou avec un autre, et reste.",
        "{n} autres personnes portent ce nom de famille, seul ou avec un autre, et restent.",
    ),
    "unread": "Personne ne peut lire ce qui suit (images, numérisations) ; voyez vous-même si un nom y figure :",
    "databases": "D'autres bases à côté, peut-être des sauvegardes qui le contiennent encore ; supprimez-les, ou gardez-les là où "
    "personne ne les restaure (monitor restore efface de nouveau) :",
    "lines": "{file} le contient à la ligne {lines} : changez-le à cet endroit.",
    "elsewhere": "Hors d'atteinte : les courriels et messages envoyés, les exports et preuves déjà faits, les journaux, les pages "
    "que d'autres ont copiées.",
    "future": "{text} est encore à venir : --before attend un jour passé.",
    "nothing_old": "rien de ce qui est gardé n'est plus ancien que la version en place le {before} ; rien n'a été changé",
    "restore_sure": "Mettre {backup} à la place de {database}, qui est gardée à côté ?",
    "restore_left": "{database} est restée comme elle était",
    "prune_sure": "Élaguer tout cela ? C'est définitif",
    "pruned": "Élagué.",
    "prune_versions": "Versions dont les textes et les fichiers partent :",
    "prune_files": ("{n} fichier, {size} déballé", "{n} fichiers, {size} déballés"),
    "prune_changes": ("{n} changement enregistré", "{n} changements enregistrés"),
    "prune_alerts": ("ce que disait {n} alerte déjà envoyée", "ce que disaient {n} alertes déjà envoyées"),
    "prune_stays": "Ce qui reste : chaque visite avec sa date et son résultat, les faits de chaque version (adresse, "
    "en-têtes, heures) et toutes les empreintes. La chaîne tient ; de ces versions, monitor verify dit « élagué », et rien "
    "ne peut plus en être montré ni prouvé.",
    "prune_oldest": "La plus ancienne version qui reste, celle qui était en place ce jour-là :",
    "prune_kept": "De plus anciennes qui restent, parce que la suite leur est comparée :",
    "databases_old": "D'autres bases à côté, peut-être des sauvegardes qui le contiennent encore :",
    "restored": "{backup} : vérifiée, et à la place de {database}",
    "restore_aside": "la base qui s'y trouvait est gardée : {path}",
    "restore_behind": "{watch} : la version {number} est de nouveau la dernière, c'était la {newest}",
    "restore_again": "ce qui a changé depuis la sauvegarde sera dit de nouveau quand ce sera vu",
    "restore_erased": (
        "ce qui avait été effacé depuis l'a été de nouveau, dans {n} version ; {backup} elle-même le contient encore",
        "ce qui avait été effacé depuis l'a été de nouveau, dans {n} versions ; {backup} elle-même le contient encore",
    ),
    "restore_pending": (
        "{n} alerte de la sauvegarde attend d'être envoyée",
        "{n} alertes de la sauvegarde attendent d'être envoyées",
    ),
    "restore_unread": "la liste de ce qui a été effacé n'a pas pu être lue dans la base qui s'y trouvait : ce qui a été effacé "
    "depuis la sauvegarde est revenu ; effacez-le de nouveau",
    "restore_same": "{path} est la base elle-même",
    "restore_same_do": "indiquez le fichier d'une sauvegarde, tel que monitor backup l'a écrit",
    "rests": "Le service {unit} s'arrête le temps de ce travail ; il reprend ensuite.",
    "goes_on": "Le service {unit} a repris.",
    "rests_still": "Le service {unit} n'a pas pu être relancé ({why}) : rien n'est visité tant qu'il ne tourne pas. Tapez : "
    "systemctl --user start {unit}",
    "left_resting": "le service {unit} est arrêté : la commande qui l'avait arrêté pour travailler seule a été tuée avant de le "
    "relancer. monitor check, ou la même commande, le relance.",
    "service_do": "le service doit se reposer pendant ce travail : arrêtez-le (kill {pid}, ou Ctrl-C là où il tourne, docker "
    "compose stop, systemctl stop), refaites la commande, puis relancez-le. Installé par monitor install, il est "
    "arrêté et relancé de lui-même",
    "placed": "{where} : ",
    "restore_pruned": "ce qui avait été élagué depuis la sauvegarde est revenu ({versions}) ; pour l'élaguer de nouveau : monitor "
    "prune --before {day}",
    "restore_unknown": "aucune base ne s'y trouvait : si un nom a été effacé ou des versions élaguées depuis cette sauvegarde, "
    "refaites-le",
    "more": "et {n} de plus",
}
