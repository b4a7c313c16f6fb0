"""What commands say at the terminal; `…_do` is the remedy of what stands before it. In French."""

from __future__ import annotations

TEXTS = {
    "program": {
        "no_command": "pas de commande « {name} ».",
        "did_you_mean": " Vouliez-vous dire « {guess} » ?",
        "commands": "Commandes\u00a0",
    },
    "alerts": {
        "ids": "[NUMÉRO…]",
        "no_alert": "pas d'alerte {number}",
        "no_channel": "pas de canal « {name} »",
        "no_alert_do": "les numéros sont dans : monitor alerts",
        "no_alerts": "{file} : aucun [[alert]]",
        "accepted": "accepté",
        "not_now": "pas maintenant",
        "refused": "refusé",
        "nothing": "rien à envoyer",
        "no_alerts_do": "ajoutez [[alert]] avec to, voyez docs/alerts.fr.md",
        "channels": "Canaux : ",
        "colon": " : ",
        "delivered_already": "l'alerte {number} est déjà remise",
    },
    "backup": {
        "done": "{target} : copie vérifiée, {size}",
        "exists": "{target} existe déjà ; rien n'a été écrit",
        "exists_do": "indiquez un autre nom, avec la date par exemple",
    },
    "export": {
        "one_of": "écrivez soit --change NUMÉRO, soit --unchanged.",
        "of_unchanged": "--from, --to, --item et --unit vont avec --unchanged.",
        "which_watch": "--unchanged porte sur une page : nommez-la.",
        "no_time": "la période est vide : --from doit venir avant --to, et avant maintenant.",
        "proof_done": "{target} : preuve faite et vérifiée, {files} fichiers, {size}",
    },
    "check": {
        "to_confirm": "  « {title} » : à confirmer dans {span} : {why}",
        "visiting": "visite de « {one} »",
        "other_text": "« {name} » n'est plus du tout le même texte",
        "no_section": "la section « {name} » manque",
        "no_document": "le document « {name} » manque",
    },
    "compare": {
        "png_help": "PDF : dessine les pages avant et après, ce qui a changé encadré et numéroté ; plusieurs pages : "
        "SORTIE-1.png, SORTIE-2.png…",
        "old_metavar": "Ancien",
        "new_metavar": "Nouveau",
        "identical": "identiques",
        "png_for_pdfs": "--png est pour deux PDF",
        "old_file": "-ancienne",
        "no_picture": "pas d'image : {problem}",
        "failed": "comparaison impossible : {detail}",
        "not_drawn": "non dessinées : {n} autres pages",
        "failed_do": "donnez deux PDF lisibles, ou deux pages HTML avec --heading ou --css",
        "nothing_to_outline": "pas d'image : rien à encadrer sur les pages",
    },
    "coverage": {
        "no_visit": "aucune visite n'est encore enregistrée",
    },
    "diff": {
        "no_item": "pas d'élément « {item} » dans ces versions",
        "one_version": "« {name} » n'a qu'une version",
        "one_version_do": "il n'y a encore rien à comparer",
    },
    "history": {
        "no_visit": "aucune visite n'est encore enregistrée",
    },
    "import": {
        "one_source": "indiquez MANIFESTE.jsonl, ou --git DÉPÔT et --path FICHIER.",
        "visited_live": "« {watch} » a déjà été visitée en direct : des captures plus anciennes se mêleraient à son histoire",
        "no_version": "{repository} : aucune version de {file}",
        "line_skipped": "monitor: ligne {line} sautée : {why}",
        "visited_live_do": "importez-les sous un autre nom de page, avec la même adresse, puis comparez les deux histoires",
        "captures_read": "captures lues",
        "done": "{taken}, {skipped}, {faulty}",
        "taken": ("{n} capture reprise", "{n} captures reprises"),
        "known": ("{n} déjà connue", "{n} déjà connues"),
        "unreadable": ("{n} illisible", "{n} illisibles"),
    },
    "init": {
        "written_example": "{path} est écrit, avec une adresse d'exemple à remplacer. Pour une page à vous : monitor add ADRESSE",
        "written": "{path} est écrit. Ensuite : monitor check",
        "exists": "{path} existe déjà ; rien n'a été écrit",
        "exists_do": "indiquez un autre nom : monitor init {stem}-2.toml",
        "no_folder_do": "choisissez un autre dossier",
    },
    "listening": {
        "no_address": "« {value} » n'est pas une adresse ; écrivez {host}:9464.",
    },
    "options": {
        "no_date": "« {text} » n'est pas une date ; écrivez 2026-03-12.",
        "no_version": "« {text} » n'est ni un numéro de version ni une date ; écrivez 2, ou 2026-03-12.",
        "no_duration": "« {value} » n'est pas une durée ; écrivez 60s ou 2min.",
    },
    "orgchart": {
        "png_help": "Dessine ce qui a été lu sur la page ; plusieurs pages : SORTIE-1.png, SORTIE-2.png… Rattachement à vérifier : "
        "pointillés.",
        "to_check": " (à vérifier)",
        "unreadable": "{file} : illisible ({detail})",
        "vacant": "poste vacant",
        "unreadable_do": "donnez un PDF lisible, sans mot de passe",
        "no_structure": "structure non lisible : {reason}",
    },
    "outline": {
        "unreadable_do": "vérifiez l'adresse dans un navigateur, puis recommencez",
        "seen": "{source} : {seen}",
        "is_file": "{source} : un fichier ({kind}), pas une page",
        "reading": "lecture de la page",
        "nothing": "{source} : ni titre ni document",
        "is_file_do": "pour surveiller le fichier lui-même : monitor add ADRESSE",
        "nothing_do": "une page que seul JavaScript remplit ne peut pas être lue",
        "config_ignored": "monitor: {path} contient des erreurs ; lu sans lui",
    },
    "pause": {
        "until": "« {title} » est en pause jusqu'au {back}.",
        "paused": "« {title} » est en pause. La reprendre : {again}",
        "not_to_come": "le {text} n'est pas à venir.",
        "no_day": "« {text} » n'est pas un jour ; écrivez 2026-12-31.",
    },
    "pictures": {
        "not_png": "{path} : le nom doit finir par .png",
        "not_writable": "{path} : écriture impossible ({reason})",
        "not_writable_do": "choisissez un dossier où écrire",
    },
    "remove": {
        "removed": "« {title} » n'est plus surveillée. Son historique reste : monitor history {watch}",
        "alert_removed": "L'alerte à {to} ne portait que sur cette page : retirée aussi.",
        "none_left": "Aucune page n'est plus surveillée. En ajouter une : monitor add ADRESSE",
    },
    "rename": {
        "renamed": "« {old} » s'appelle maintenant « {new} ».",
        "watch_exists": "{file} : il y a déjà une page « {new} »",
        "watch_exists_do": "choisissez un autre nom",
        "history_exists": "« {new} » a déjà un historique",
        "history_exists_do": "choisissez un nom qu'aucune page n'a jamais eu",
        "no_name": "« {new} » n'est pas un nom : lettres, chiffres, - _ . seulement, 80 au plus, une lettre ou un chiffre d'abord.",
    },
    "reread": {
        "nothing": "Rien à relire.",
        "not_kept": "octets non conservés",
        "document": "  {watch}, {item} : {why} ; la lecture d'alors reste, à vérifier",
        "done": ("{n} document relu.", "{n} documents relus."),
    },
    "resume": {
        "resumed": "« {title} » est de nouveau visitée à son heure.",
        "not_paused": "« {title} » n'était pas en pause.",
    },
    "run": {
        "no_room": "plus de place pour {database} : rien n'est écrit, rien n'est perdu",
        "interrupted": "la préparation de la base a été interrompue ({how})",
        "edit_refused": "monitor: {file} : modification refusée\n  → corrigez le fichier ; jusque-là, la configuration "
        "précédente reste en vigueur",
        "database_edited": "monitor: {file} : la base de données ne peut changer pendant la marche\n  → arrêtez monitor run "
        "et relancez-le",
        "worker_died": "un processus de travail s'est arrêté ({work}, {detail})",
        "worker_died_do": "nouvel essai dans quelques minutes ; voyez le journal",
        "interrupted_do": "relancez ; rien n'a été écrit à moitié",
        "no_room_do": "libérez de la place ; la surveillance reprendra d'elle-même",
        "unwritable_do": "nouvel essai dans quelques minutes",
        "watching": ("{n} page sous surveillance. Arrêter : Ctrl-C.", "{n} pages sous surveillance. Arrêter : Ctrl-C."),
    },
    "say": {
        "pages_visited": "pages visitées",
    },
    "search": {
        "at_the_latest": " au plus tard",
        "since": "depuis la version {first}{latest}",
        "since_until": "depuis la version {first}{latest}, jusqu'à la {last}",
        "versions": "versions {first} à {last}",
        "no_version": "aucune version ne contient ces mots",
    },
    "sending": {
        "kept": "monitor : alerte non remise à {shown} : {why} ; elle est gardée et sera renvoyée",
        "refused": "monitor : alerte refusée par {shown} : {why}",
        "sent": ("{n} alerte envoyée", "{n} alertes envoyées"),
    },
    "serve": {
        "open_to_all": "monitor: {host} : ces pages sont lisibles par quiconque atteint cette adresse ; elles nomment des "
        "personnes",
        "cannot_listen": "{host}:{port} : écoute impossible ({reason})",
        "cannot_listen_do": "choisissez un autre port, par exemple --port 0",
    },
    "show": {
        "no_item": "« {name} », version {snapshot} : pas d'élément « {item} »",
        "items": "Éléments : ",
    },
    "verify": {
        "all_well": "Tout est comme écrit.",
        "wrong_claim": "« {text} » : écrivez PAGE=EMPREINTE",
    },
    "wiring": {
        "no_watch": "{file} : pas de page « {name} »",
        "not_visited": "« {name} » n'a pas encore été visitée",
        "no_database": "{database} : pas encore de base de données",
        "did_you_mean": "Vouliez-vous dire « {guess} » ?",
        "watches": "Pages surveillées : ",
        "waiting": "monitor: attend la fin de {holder}…",
    },
    "worker": {
        "waiting": "attend qu'il la libère",
    },
    "careers": {
        "not_all_read": "monitor: toutes les versions ne sont pas encore relues ; lancez monitor reread",
        "json_or_csv": "--json ou --csv, pas les deux.",
        "no_post": "aucun poste de ce nom n'a été lu dans un organigramme",
        "no_tree": "aucun organigramme n'a été lu comme un arbre de services",
    },
}
