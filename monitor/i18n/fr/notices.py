"""First messages, heartbeats, digests, notices, samples; the outbox and why an alert waits. In French."""

from __future__ import annotations

TEXTS = {
    "welcome": {
        "subject": ("Veille en place : {n} page suivie", "Veille en place : {n} pages suivies"),
        "lead": (
            "Cette page est désormais surveillée pour vous ; voici ce qu'on y voit.",
            "Ces {n} pages sont désormais surveillées pour vous ; voici ce qu'on y voit.",
        ),
        "section": "Texte « {item} »",
        "document": "Document « {item} »",
        "titled": "{what} : « {title} »",
        "version": "Version {number}, enregistrée le {day}.",
        "version_later": "Version {number}, enregistrée le {day} ; la première lecture est la version 1.",
        "unread": "Pas encore lue : {why}.",
        "unread_bare": "Pas encore lue.",
        "failing": "En ce moment, on ne peut pas la lire : {why}.",
        "item_never": "{item} n'a encore été trouvé à aucune visite : rien n'y est surveillé.",
        "item_failing": "{item} n'est pas lisible en ce moment : {why}.",
        "gone": "{item} n'est plus sur la page : rien n'y est surveillé jusqu'à son retour.",
        "next": "Prochaine visite : le {moment}.",
        "then": "Et ensuite",
        "change": "Quand quelque chose change, vous recevez un message qui dit quoi.",
        "digest_daily": "Ce qui change vous est dit une fois par jour, en un seul message.",
        "digest_weekly": "Ce qui change vous est dit le lundi, en un seul message.",
        "digest_round": "Tout ce qu'une tournée de visites a trouvé vous est dit en un seul message.",
        "failure": "Quand une page ne peut plus être lue, un message vous le dit.",
        "heartbeat": "Une fois par mois, un message dit que la veille continue, même si rien n'a changé.",
        "silence": "Le reste du temps, vous ne recevez rien.",
        "where": "{watch} : ",
    },
    "heartbeat": {
        "quiet_subject": "Toujours en veille : rien n'a changé depuis le {since}",
        "seen_subject": "Toujours en veille : aucun changement constaté depuis le {since}",
        "holes_subject": "Toujours en veille, mais {holes}",
        "changed_subject": "Toujours en veille : dernier changement constaté le {day}",
        "blind_subject": "Toujours en veille, mais aucune page lue depuis le {since}",
        "quiet": "La veille continue, et rien n'a changé depuis le {since} : {visits}, {failures}.",
        "seen": "La veille continue ; aucun changement n'a été constaté depuis le {since}, mais toutes les visites n'ont pas "
        "pu lire : {visits}, {failures}.",
        "gaps": "La veille continue ; aucun changement n'a été constaté depuis le {since}, mais le plus long intervalle sans bonne "
        "visite a été de {gap} : {visits}, {failures}.",
        "holes": "La veille continue, mais {holes} (voir plus bas) ; ailleurs, aucun changement n'a été constaté. Depuis le "
        "{since} : {visits}, {failures}.",
        "changed": "La veille continue ; le dernier changement a été constaté le {day}. Depuis le {since} : {visits}, {failures}.",
        "changed_holes": "La veille continue, mais {holes} (voir plus bas) ; le dernier changement a été constaté le {day}. "
        "Depuis le {since} : {visits}, {failures}.",
        "blind": "La veille continue, mais aucune page n'a pu être lue depuis le {since} : {visits}, {failures}.",
        "idle": "La veille continue, mais aucune page n'a été visitée depuis le {since}.",
        "hole": ("{n} page n'est pas entièrement suivie", "{n} pages ne sont pas entièrement suivies"),
        "visits": ("{n} visite", "{n} visites"),
        "failures": ("{n} échec", "{n} échecs"),
        "partly": ("{n} lecture incomplète", "{n} lectures incomplètes"),
        "no_failures": "aucun échec",
        "unvisited": "Aucune visite depuis le {since}.",
        "counted": "{visits}, {failures}.",
        "same": "Aucun changement constaté depuis la première lecture, le {day}.",
        "last": "Dernier changement constaté : le {day} (version {number}).",
        "unread": "Jamais lue jusqu'ici.",
        "failing": "En ce moment, on ne peut pas la lire : {why}.",
        "failing_since": "On ne peut pas la lire depuis le {since} : {why}.",
        "item_failing": "{item} n'est pas lisible depuis le {since} : {why}.",
        "item_never": "{item} n'a encore été trouvé à aucune visite (échecs depuis le {since}).",
        "gone": "{item} n'est plus sur la page (constaté le {since}) : rien n'y est surveillé jusqu'à son retour.",
        "gone_bare": "{item} n'est plus sur la page : rien n'y est surveillé jusqu'à son retour.",
        "turning": "Elle alterne entre des textes déjà vus ; ces retours ne sont plus signalés.",
        "next": "Prochaine visite : le {moment}.",
    },
    "digest": {
        "pages": ("{n} page", "{n} pages"),
        "changed": ("{n} changement sur {pages}", "{n} changements sur {pages}"),
        "unread": ("{n} page illisible, en tout ou en partie", "{n} pages illisibles, en tout ou en partie"),
        "readable": ("{n} page de nouveau lisible", "{n} pages de nouveau lisibles"),
        "host": {
            "unread": ("{n} page illisible", "{n} pages illisibles"),
            "failure": ("{n} page de {host} est illisible", "{n} pages de {host} sont illisibles"),
            "failure_partly": (
                "{n} page de {host} est illisible, en tout ou en partie",
                "{n} pages de {host} sont illisibles, en tout ou en partie",
            ),
            "recovery": ("{n} page de {host} est de nouveau lisible", "{n} pages de {host} sont de nouveau lisibles"),
            "each": "Chacune de ces pages",
        },
        "network": {
            "failure_subject": ("Aucun serveur ne répond : {n} page illisible", "Aucun serveur ne répond : {n} pages illisibles"),
            "failure": (
                "Du {since} au {last}, aucun des serveurs visités n'a répondu ; {n} page est illisible.",
                "Du {since} au {last}, aucun des serveurs visités n'a répondu ; {n} pages sont illisibles.",
            ),
            "failure_once": (
                "Le {last}, aucun des serveurs visités n'a répondu ; {n} page est illisible.",
                "Le {last}, aucun des serveurs visités n'a répondu ; {n} pages sont illisibles.",
            ),
            "meaning": "C'est sans doute le réseau de la machine qui surveille qui est en panne, et non les sites. "
            "Ce qui aura changé entre-temps et s'y trouvera encore sera signalé dès que les pages seront de nouveau lisibles.",
            "to_do": "Sur la machine qui surveille, vérifiez la connexion, la résolution des noms (DNS) et, si config.toml en "
            "nomme un, le serveur mandataire ; les visites reprennent ensuite d'elles-mêmes.",
            "recovery_subject": (
                "Les serveurs répondent de nouveau : {n} page lisible",
                "Les serveurs répondent de nouveau : {n} pages lisibles",
            ),
            "recovery": (
                "{n} page qui n'était plus lisible depuis le {since}, quand aucun serveur ne répondait, l'est de nouveau.",
                "{n} pages qui n'étaient plus lisibles depuis le {since}, quand aucun serveur ne répondait, le sont de nouveau.",
            ),
            "still": "Encore illisibles",
            "still_page": "{page}, illisible depuis le {since} : {why}",
        },
        "subject_day": "Veille du {day} : {what}",
        "subject_days": "Veille du {since} au {day} : {what}",
        "subject_round": "Visite du {day} : {what}",
        "others": "{others} sur {pages}",
        "lead": "{sentence}, et {others} depuis le dernier résumé.",
        "lead_round": "{sentence}, et {others} lors de la même visite.",
        "counted": "{what} depuis le dernier résumé.",
        "counted_round": "{what} lors de la visite du {day}.",
        "named": "{watch} — {item}",
        "on_page": "Sur la page « {watch} », ",
        "where": "{watch} : ",
        "checked": "{watch}, visite du {moment} ({zone}), version {number}",
        "checked_unread": "{watch}, visite du {moment} ({zone})",
        "chain": "Dernière empreinte de sa chaîne : ",
    },
    "service": {
        "disk_full": "Veille à l'arrêt : plus de place sur le disque",
        "disk_full_lead": "Il n'y a plus de place pour la base de données : plus rien n'est enregistré. Ce qui l'était est "
        "gardé ; ce qui change sur les pages pendant ce temps peut n'être jamais vu.",
        "disk_full_do": "Libérez de la place sur la machine qui surveille ; monitor run reprend alors de lui-même, cron à la "
        "visite suivante.",
        "database": "Veille à l'arrêt : la base de données pose problème",
        "database_lead": "La base de données ne peut pas être lue ou écrite ; ce qui change sur les pages tant que cela dure "
        "peut n'être jamais vu.",
        "database_do": "Sur la machine qui surveille, vérifiez les droits du fichier, puis lancez monitor verify.",
        "outbox_stuck": "Des alertes n'arrivent pas",
        "outbox_stuck_lead": "Depuis plus d'un jour, des alertes attendent sans pouvoir être remises.",
        "outbox_stuck_do": "Sur la machine qui surveille, « monitor alerts » les montre avec la raison ; elles sont gardées.",
        "crashed": "La veille a rencontré une erreur",
        "crashed_lead": "Un processus de la veille s'est arrêté ; un autre doit prendre la suite dans quelques minutes.",
        "crashed_do": "Si cela se répète, signalez-le avec la trace qui est dans le journal.",
        "damaged": "La base de données est abîmée par endroits",
        "damaged_lead": "Une partie de ce que garde la base de données n'est plus ce qui a été écrit. Rien de cela n'est "
        "montré ni dit ; le reste de la veille continue.",
        "damaged_do": "Sur la machine qui surveille, lancez monitor verify, qui dit ce qui est abîmé ; vérifiez le disque, "
        "et remettez une sauvegarde s'il le faut.",
        "not_stamped": "L'horodatage quotidien n'est pas obtenu",
        "not_stamped_lead": "Le service qui horodate les dernières empreintes ne le fait pas. La veille continue, et il lui est "
        "redemandé ; tant qu'il ne répond pas, personne d'autre n'atteste depuis quand les dernières versions sont là.",
        "not_stamped_do": "Voyez si l'adresse donnée à timestamp dans config.toml est toujours juste ; « monitor stamp » demande "
        "aussitôt.",
        "seen": "Ce qui a été vu",
        "do": "Ce qu'il faut faire",
        "hourly": "au plus un par heure",
        "daily": "au plus un par jour",
        "about": "Ce message parle de la veille elle-même, pas d'une page ; il y en a {often} à ce sujet. Il a été écrit le "
        "{moment}.",
    },
    "sample": {
        "subject": "[essai] Les alertes arrivent jusqu'ici",
        "lead": "Ceci est un message d'essai : rien n'a changé sur les pages suivies.",
        "sent": "Il a été envoyé le {moment}, pour vérifier que les messages arrivent.",
        "reads": "Si vous le lisez, les alertes destinées à {shown} arrivent.",
    },
    "delivery": {
        "unreachable": {
            "what": "le serveur ne répond pas à cette adresse",
            "to_do": "si cela dure, vérifiez le nom et le port dans config.toml, et le réseau de cette machine",
        },
        "silent": {"what": "le serveur n'a pas répondu à temps", "to_do": ""},
        "dropped": {"what": "le serveur a coupé la connexion", "to_do": ""},
        "certificate": {
            "what": "le certificat du serveur n'est pas valable pour ce nom",
            "to_do": "si cela dure, vérifiez dans config.toml le nom du serveur ([smtp] host, ou to), et l'horloge de cette "
            "machine ; sinon, le certificat est à renouveler sur le serveur",
        },
        "busy": {"what": "le destinataire demande de réessayer plus tard", "to_do": ""},
        "not_taken": {
            "what": "le service n'a pas pris le message",
            "to_do": "si cela dure, vérifiez l'adresse to de cet [[alert]] dans config.toml : le jeton ou le salon n'est "
            "peut-être plus le bon",
        },
        "interrupted": {"what": "l'envoi a été interrompu", "to_do": ""},
        "internal_error": {
            "what": "une erreur de ce programme a empêché l'envoi",
            "to_do": "signalez-la avec la trace qui est dans le journal ; l'alerte est gardée et réessayée",
        },
        "no_smtp": {
            "what": "config.toml ne dit pas par quel serveur envoyer les courriels",
            "to_do": "ajoutez [smtp] avec host et from, puis : monitor alerts retry",
        },
        "login": {
            "what": "le serveur de courrier refuse le nom d'utilisateur ou le mot de passe",
            "to_do": "corrigez user et password sous [smtp] dans config.toml (ou les variables qu'ils nomment), puis : "
            "monitor alerts retry",
        },
        "no_login": {
            "what": "le serveur de courrier ne propose pas d'identification sur cette connexion",
            "to_do": "sous [smtp] dans config.toml, corrigez port et security, ou retirez user et password, puis : monitor "
            "alerts retry",
        },
        "no_starttls": {
            "what": "le serveur de courrier ne propose pas de chiffrement (STARTTLS) : rien n'a été envoyé en clair",
            "to_do": 'sous [smtp] dans config.toml, essayez security = "tls" (port 465) ou le port 587, puis : monitor '
            "alerts retry",
        },
        "sender": {
            "what": "le serveur de courrier n'accepte pas cet expéditeur",
            "to_do": "corrigez from sous [smtp] dans config.toml : souvent, ce doit être l'adresse du compte ; puis : "
            "monitor alerts retry",
        },
        "recipient": {
            "what": "le serveur de courrier ne connaît pas ce destinataire, ou le refuse",
            "to_do": "corrigez l'adresse to de cet [[alert]] dans config.toml ; si elle est juste, voyez avec son "
            "destinataire ; puis : monitor alerts retry",
        },
        "content": {
            "what": "le serveur de courrier a refusé ce message-ci",
            "to_do": "lisez sa réponse ; souvent un filtre anti-indésirables ou une limite de taille ; puis : monitor alerts retry",
        },
        "unauthorized": {
            "what": "le destinataire refuse l'accès",
            "to_do": "corrigez dans config.toml l'adresse to de cet [[alert]], avec son jeton, ou son secret, puis : monitor "
            "alerts retry",
        },
        "gone": {
            "what": "il n'y a rien, ou plus rien, à cette adresse",
            "to_do": "corrigez l'adresse to de cet [[alert]] dans config.toml, puis : monitor alerts retry",
        },
        "moved": {
            "what": "le destinataire renvoie ailleurs ; le message ne suit pas, pour n'aller que là où vous l'avez dit",
            "to_do": "écrivez la nouvelle adresse dans to de cet [[alert]], config.toml, puis : monitor alerts retry",
        },
        "rejected": {
            "what": "le destinataire a refusé ce message",
            "to_do": "voyez chez lui ce qu'il attend (docs/alerts.fr.md dit ce qui est envoyé), puis : monitor alerts retry",
        },
        "address": {
            "what": "ce n'est pas une adresse",
            "to_do": "corrigez to de cet [[alert]] dans config.toml, puis : monitor alerts retry",
        },
        "unknown_service": {
            "what": "Apprise ne connaît pas cette adresse",
            "to_do": "corrigez to de cet [[alert]] dans config.toml (https://appriseit.com/services/), puis : monitor alerts retry",
        },
        "file": {
            "what": "le flux ne peut pas être écrit dans ce fichier",
            "to_do": "corrigez to de cet [[alert]] dans config.toml, ou les droits du fichier, puis : monitor alerts retry",
        },
        "damaged": {
            "what": "ce qu'elle dit n'est plus, dans la base, ce qui a été écrit",
            "to_do": "lancez monitor verify, qui dit ce qui est abîmé, et monitor history, qui montre ce qui a changé",
        },
        "removed": {
            "what": "ce canal n'est plus dans config.toml",
            "to_do": "remettez son [[alert]] tel qu'il était : sous cinq jours, l'alerte part d'elle-même, ensuite par "
            "monitor alerts retry ; sinon, rien : elle reste lisible ici",
        },
    },
    "outbox": {
        "none": "Aucune alerte : rien n'a changé depuis qu'un canal est configuré.",
        "states": {"pending": "en attente", "delivered": "remise", "failed": "refusée"},
        "kinds": {
            "change": "changement",
            "minor": "détail",
            "failure": "échec",
            "recovery": "rétablissement",
            "heartbeat": "signe de vie",
            "welcome": "premier message",
        },
        "to": "À : ",
        "subject": "Objet : ",
        "state": "État : ",
        "key": "Clé : ",
        "attached": "Jointes au courriel : ",
    },
    "feed": "Pages surveillées : ce qui change",
    # --- to who looks after a watch: what to write in config.toml
    "renamed_note": "Le document {label} n'est plus sur la page sous {wanted}, il reste suivi sous ce nouvel intitulé. "
    "Pour qu'il soit cherché ainsi, écrivez dans config.toml, sous {table} :",
    "renamed_note_beside": "Le document {label} n'est pas sur la page sous {wanted}, il est suivi à côté des autres. "
    "Pour qu'il soit cherché lui aussi, gardez {table} dans config.toml et ajoutez dessous :",
    "moving_note": (
        "La ligne {lines} a bougé à chacune des {times} dernières visites, et rien d'autre dans ce texte. Si ce n'est qu'un "
        "compteur ou une date, écrivez dans config.toml, sous {table}, la ligne qui suit ; ce qui y change d'autre sera toujours "
        "annoncé :",
        "Les lignes {lines} ont bougé à chacune des {times} dernières visites, et rien d'autre dans ce texte. Si ce ne sont que "
        "des compteurs ou des dates, écrivez dans config.toml, sous {table}, la ligne qui suit ; ce qui y change d'autre sera "
        "toujours annoncé :",
    ),
    # --- what is no longer watched
    "gone_note": "{item} n'est plus sur la page, constaté le {day} : rien n'y est surveillé jusqu'à son retour.",
    "gone_text": "{item} n'a plus de texte sur la page, constaté le {day} : rien n'y est surveillé jusqu'à son retour.",
    "gone_text_bare": "{item} n'a plus de texte sur la page : rien n'y est surveillé jusqu'à son retour.",
    "gone_note_bare": "{item} n'est plus sur la page : rien n'y est surveillé jusqu'à son retour.",
}
