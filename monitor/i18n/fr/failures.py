"""Failures (in a subject, what was seen, what to do) and the rules that hide a difference. In French."""

from __future__ import annotations

_WAIT = "rien pour l'instant, chaque visite réessaie ; si cela dure, ouvrez la page dans un navigateur"
_RECIPE = "ouvrez la page ; si l'élément y est encore, corrigez sa description dans config.toml (monitor outline aide à la trouver)"
_FILE = "voyez sur la page si le document s'ouvre, ou si l'image s'affiche ; sinon, prévenez le site"

TEXTS = {
    "dns": {
        "title": "site introuvable",
        "seen": "Le nom du site n'a pas d'adresse sur Internet",
        "to_do": "vérifiez l'adresse de la page dans config.toml",
    },
    "connect": {
        "title": "connexion impossible",
        "seen": "La connexion au serveur n'a pas pu être établie",
        "to_do": _WAIT,
    },
    "tls": {
        "title": "certificat refusé",
        "seen": "Le certificat du site n'a pas pu être vérifié",
        "to_do": "prévenez le site : ses visiteurs voient le même avertissement",
    },
    "pattern": {
        "title": "expression trop lente",
        "seen": "Une expression de config.toml est trop lente sur cette page, elle a été abandonnée",
        "to_do": "simplifiez cette expression ; des répétitions l'une dans l'autre, comme (a+)+, en sont souvent la cause",
    },
    "timeout": {
        "title": "pas de réponse à temps",
        "seen": "Le serveur a mis trop de temps à répondre",
        "to_do": _WAIT,
    },
    "http_error": {
        "title": "erreur du site",
        "seen": "Le serveur a répondu par une erreur",
        "to_do": _WAIT,
    },
    "http_held": {
        "title": "attente demandée par le site",
        "seen": "Le serveur a demandé d'attendre avant la prochaine visite, et ce délai n'est pas écoulé",
        "to_do": "rien, la visite se fait une fois ce délai écoulé",
    },
    "http_gone": {
        "title": "page introuvable",
        "seen": "Le serveur répond que la page n'existe pas ou plus",
        "to_do": "cherchez la nouvelle adresse de la page sur le site et corrigez url dans config.toml",
    },
    "http_refused": {
        "title": "accès refusé",
        "seen": "Le serveur refuse l'accès à la page",
        "to_do": "ouvrez la page dans un navigateur ; si elle s'y affiche, demandez au site d'accepter ce programme",
    },
    "http_busy": {
        "title": "trop de visites",
        "seen": "Le serveur demande d'espacer les visites",
        "to_do": "rien si c'est passager ; sinon, espacez les visites (schedule dans config.toml)",
    },
    "redirect_loop": {
        "title": "redirections sans fin",
        "seen": "Le site renvoie d'adresse en adresse sans jamais aboutir",
        "to_do": _WAIT,
    },
    "redirected": {
        "title": "renvoi vers une autre page",
        "seen": "Le site renvoie vers une autre page que celle qui est surveillée",
        "to_do": "cherchez la nouvelle adresse de la page sur le site et corrigez url dans config.toml",
    },
    "too_large": {
        "title": "réponse trop grande",
        "seen": "La réponse dépasse la taille permise",
        "to_do": "si cette taille est normale, relevez max_page dans config.toml",
    },
    "heavy_page": {
        "title": "page trop lourde",
        "seen": "La lecture de la page a pris plus de temps ou de mémoire que permis",
        "to_do": "si cette page est normale, relevez dans config.toml le réglage nommé ici",
    },
    "blocked_address": {
        "title": "adresse refusée",
        "seen": "L'adresse mène à un réseau privé ou à un protocole qui n'est pas permis",
        "to_do": "vérifiez url ; pour un site interne, mettez allow_private_addresses = true dans config.toml",
    },
    "robots": {
        "title": "visite refusée par robots.txt",
        "seen": "Le site demande aux programmes de ne pas lire cette page",
        "to_do": "demandez l'accord du site ; avec cet accord, mettez robots = false pour cette page",
    },
    "no_rules": {
        "title": "robots.txt indisponible",
        "seen": "Le site n'a pas pu donner son fichier robots.txt, à lire avant toute page ; rien d'autre ne lui a été demandé",
        "to_do": "rien, chaque visite réessaie ; si cela dure, prévenez le site",
    },
    "wrong_type": {
        "title": "autre chose qu'une page",
        "seen": "Le serveur a envoyé autre chose qu'une page web",
        "to_do": "vérifiez url dans config.toml",
    },
    "empty": {
        "title": "page vide",
        "seen": "La page est arrivée vide",
        "to_do": _WAIT,
    },
    "empty_notice": {
        "title": "page sans son texte",
        "seen": "La page est arrivée sans son texte, avec autre chose à la place",
        "to_do": _WAIT,
    },
    "empty_left": {
        "title": "page sans son texte",
        "seen": "La page est arrivée presque sans texte",
        "to_do": _WAIT,
    },
    "js_shell": {
        "title": "page sans texte",
        "seen": "La page est arrivée sans son texte, que seul un navigateur ferait apparaître",
        "to_do": "cherchez sur le site une version sans JavaScript, ou l'adresse dont la page tire son texte",
    },
    "truncated": {
        "title": "page incomplète",
        "seen": "La page est arrivée incomplète",
        "to_do": _WAIT,
    },
    "encoding": {
        "title": "caractères mal codés",
        "seen": "Les caractères de la page sont mal codés",
        "to_do": "rien pour l'instant ; si cela dure, prévenez le site",
    },
    "soft_404": {
        "title": "page introuvable",
        "seen": "Le site dit ne pas trouver la page surveillée",
        "to_do": "cherchez la nouvelle adresse de la page sur le site et corrigez url dans config.toml",
    },
    "maintenance": {
        "title": "site en maintenance",
        "seen": "Le site affiche un avis de maintenance ou de surcharge",
        "to_do": "rien, chaque visite réessaie",
    },
    "broken": {
        "title": "erreur du site",
        "seen": "Le site affiche un message d'erreur à la place de la page",
        "to_do": _WAIT,
    },
    "parked": {
        "title": "domaine à vendre",
        "seen": "L'adresse montre un nom de domaine à vendre ou expiré à la place de la page",
        "to_do": "vérifiez l'adresse du site, qui a pu en changer, et corrigez url dans config.toml",
    },
    "bot_wall": {
        "title": "contrôle anti-robot",
        "seen": "Le site demande à ses visiteurs de prouver qu'ils ne sont pas des robots",
        "to_do": "espacez les visites, ou demandez au site d'accepter ce programme",
    },
    "refused": {
        "title": "accès refusé",
        "seen": "Le site refuse de montrer la page à qui n'y est pas autorisé",
        "to_do": "ouvrez la page dans un navigateur ; si elle s'y affiche, espacez les visites ou faites accepter ce programme",
    },
    "consent": {
        "title": "demande de consentement",
        "seen": "Le site montre une demande de consentement à la place de la page",
        "to_do": "ouvrez la page dans un navigateur ; si elle s'y affiche, demandez au site de montrer son texte sans consentement",
    },
    "login_redirect": {
        "title": "identification demandée",
        "seen": "Le site demande de s'identifier",
        "to_do": "si la page n'est plus publique, cherchez-en une autre ou retirez-la de config.toml",
    },
    "other_page": {
        "title": "autre page à cette adresse",
        "seen": "Une autre page que celle qui est surveillée se trouve à cette adresse",
        "to_do": "ouvrez l'adresse ; si la page a déménagé, corrigez url dans config.toml",
    },
    "never": {
        "title": "jamais trouvé",
        "seen": "L'élément cherché n'est pas sur la page",
        "to_do": "corrigez ces mots dans config.toml ; monitor outline donne les titres et les documents de la page",
    },
    "item_missing": {
        "title": "élément absent",
        "seen": "L'élément surveillé n'est plus sur la page",
        "to_do": _RECIPE,
    },
    "document_unavailable": {
        "title": "document indisponible",
        "seen": "Le document n'a pas pu être téléchargé",
        "to_do": _FILE,
    },
    "document_html": {
        "title": "page web à la place du document",
        "seen": "Le lien du document mène à une page web",
        "to_do": _FILE,
    },
    "document_notice": {
        "title": "message à la place du document",
        "seen": "À la place du document, le site envoie un message",
        "to_do": _FILE,
    },
    "document_unreadable": {
        "title": "document illisible",
        "seen": "Le document est arrivé, mais son contenu n'a pas pu être lu",
        "to_do": _FILE,
    },
    "office": {
        "title": "lecteur de tableurs absent",
        "seen": "Le tableur est arrivé, mais ce qui lit les tableurs n'est pas installé",
        "to_do": "installez-le : pip install 'city-page-monitor[office]'",
    },
    "database_damaged": {
        "title": "base de données abîmée",
        "seen": "Ce que la base garde de cette page n'est plus ce qui a été écrit",
        "to_do": "lancez monitor verify, qui dit ce qui est abîmé ; vérifiez le disque, et remettez une sauvegarde s'il le faut",
    },
    "internal_error": {
        "title": "erreur du programme",
        "seen": "Une erreur de ce programme a interrompu la visite",
        "to_do": "signalez cette erreur, avec le journal ; les autres pages restent surveillées",
    },
    "rule": {
        "3.10": "apostrophes, guillemets, tirets ou espaces",
        "3.6 counter": "nombre qui bouge d'une lecture à l'autre, sans que personne n'écrive ; « ignore » l'écarte pour de bon",
        "3.6": "compteur, ou partie du texte que la configuration ignore",
        "3.6 pages": "liste d'autres pages derrière le texte, que le site tire à nouveau",
        "3.11 re-export": "fichier réenregistré, mêmes mots",
        "3.11 layout": "boîtes disposées autrement, mêmes services",
        "3.27 layout": "boîtes disposées autrement, hiérarchie à vérifier",
        "3.30 reencoded": "image réenregistrée ou redimensionnée, elle montre la même chose",
        "3.31 form": "le même contenu sous une autre forme de fichier",
        "3.31 order": "lignes ou colonnes dans un autre ordre, mêmes données",
        "3.28": "adresses des liens réécrites, les mêmes pages",
        "3.11 markup": "mise en forme de la page",
        "3.11 address": "adresse écrite autrement, elle mène au même endroit",
        "3.11 relocated": "retrouvé autrement que par ce que config.toml indique d'abord",
        "3.11": "différence sans effet visible",
    },
    "suspect": {
        "odd": {
            "language": "le texte n'est plus en {before} mais en {after}",
            "short": ("il ne reste que {n} mot sur {before}", "il ne reste que {n} mots sur {before}"),
            "program": "le texte d'un programme s'y trouve : {text}",
            "program_gone": "le texte d'un programme n'y est plus : {text}",
            "may_be_program": "ce qui a pris la place du texte est peut-être le message d'un programme : {text}",
            "bare": "sa place est restée sur la page, sans texte",
            "cells": "les cases du tableau sont là, mais ne disent plus rien",
            "entries": "plusieurs passages à la suite ont disparu, quelques mots ont pris leur place",
            "cut": "le texte de la page s'arrête plus tôt, tout ce qui suivait a disparu",
            "with_text": "le texte autour a disparu ou changé en même temps, et il est lui-même à vérifier",
            "instead": "tout le texte de la page a laissé place à : {text}",
            "under": "il n'y a plus rien sous : {text}",
            "few_under": "quelques mots ont pris la place de tout le texte sous : {text}",
            "rewritten": "le texte ne garde que {after} de ses {before} mots d'avant",
            "placed": "l'intitulé du lien et son adresse ont changé ensemble, le document suivi est celui qui a pris sa place",
            "no_chart": "ce n'est plus un organigramme lisible",
            "not_chart": "ce nouveau document n'est pas un organigramme lisible",
            "joined": "un nouveau document est à la place de l'ancien, qui reste ailleurs sur la page ; les deux sont suivis",
            "blank": "la nouvelle image est vide, d'une seule couleur",
            "smaller": "la nouvelle image est trop petite pour montrer ce que montrait l'ancienne : {before} pixels, puis {after}",
        },
        "summary": {
            "language": "texte désormais en {after}",
            "short": ("texte réduit à {n} mot sur {before}", "texte réduit à {n} mots sur {before}"),
            "program": "texte d'un programme dans le contenu",
            "program_gone": "texte d'un programme disparu du contenu",
            "may_be_program": "texte remplacé, peut-être par le message d'un programme",
            "bare": "texte disparu, place restée vide",
            "cells": "cases du tableau vidées",
            "entries": "passages remplacés par quelques mots",
            "cut": "fin de la page disparue",
            "with_text": "disparu avec le texte autour, à vérifier",
            "instead": "texte remplacé par : {text}",
            "under": "plus rien sous {text}",
            "few_under": "texte sous {text} remplacé par quelques mots",
            "rewritten": "texte presque entièrement réécrit",
            "placed": "intitulé et adresse nouveaux, document à vérifier",
            "no_chart": "ce n'est plus un organigramme lisible",
            "not_chart": "nouveau document, qui n'est pas un organigramme lisible",
            "joined": "nouveau document à la place de l'ancien, à vérifier",
            "blank": "image vide à la place de l'ancienne",
            "smaller": "image réduite à {after} pixels, illisible",
        },
    },
}
