"""Failures and hidden differences in French: kind -> (in a subject, what was seen, what to do). Typed with ordinary spaces."""

from __future__ import annotations

_WAIT = "rien pour l'instant, chaque visite réessaie ; si cela dure, ouvrez la page dans un navigateur"
_RECIPE = "ouvrez la page ; si l'élément y est encore, corrigez sa description dans config.toml (monitor outline aide à la trouver)"
_FILE = "suivez le lien depuis la page ; s'il ne mène plus au fichier, prévenez le site"

FAILURES = {
    "dns": ("site introuvable", "Le nom du site n'a pas d'adresse sur Internet", "vérifiez l'adresse de la page dans config.toml"),
    "connect": ("connexion impossible", "La connexion au serveur n'a pas pu être établie", _WAIT),
    "tls": (
        "certificat refusé",
        "Le certificat du site n'a pas pu être vérifié",
        "prévenez le site : ses visiteurs voient le même avertissement",
    ),
    "pattern": (
        "expression trop lente",
        "Une expression de config.toml est trop lente sur cette page, elle a été abandonnée",
        "simplifiez cette expression ; des répétitions l'une dans l'autre, comme (a+)+, en sont souvent la cause",
    ),
    "timeout": ("pas de réponse à temps", "Le serveur a mis trop de temps à répondre", _WAIT),
    "http_error": ("réponse d'erreur", "Le serveur a répondu par une erreur", _WAIT),
    "http_gone": (
        "page introuvable",
        "Le serveur répond que la page n'existe pas ou plus",
        "cherchez la nouvelle adresse de la page sur le site et corrigez url dans config.toml",
    ),
    "http_refused": (
        "accès refusé",
        "Le serveur refuse l'accès à la page",
        "ouvrez la page dans un navigateur ; si elle s'y affiche, demandez au site d'accepter ce programme",
    ),
    "http_busy": (
        "trop de visites",
        "Le serveur demande d'espacer les visites",
        "rien si c'est passager ; sinon, espacez les visites (schedule dans config.toml)",
    ),
    "redirect_loop": ("redirections sans fin", "Le site renvoie d'adresse en adresse sans jamais aboutir", _WAIT),
    "redirected": (
        "renvoi vers une autre page",
        "Le site renvoie vers une autre page que celle qui est surveillée",
        "cherchez la nouvelle adresse de la page sur le site et corrigez url dans config.toml",
    ),
    "too_large": (
        "réponse trop grande",
        "La réponse dépasse la taille permise",
        "si cette taille est normale, relevez max_page dans config.toml",
    ),
    "heavy_page": (
        "page trop lourde",
        "La lecture de la page a pris plus de temps ou de mémoire que permis",
        "si cette page est normale, relevez dans config.toml le réglage nommé ici",
    ),
    "blocked_address": (
        "adresse refusée",
        "L'adresse mène à un réseau privé ou à un protocole qui n'est pas permis",
        "vérifiez url ; pour un site interne, mettez allow_private_addresses = true dans config.toml",
    ),
    "robots": (
        "visite refusée par robots.txt",
        "Le site demande aux programmes de ne pas lire cette page",
        "demandez l'accord du site ; avec cet accord, mettez robots = false pour cette page",
    ),
    "wrong_type": ("autre chose qu'une page", "Le serveur a envoyé autre chose qu'une page web", "vérifiez url dans config.toml"),
    "empty": ("page vide", "La page est arrivée vide", _WAIT),
    "empty_notice": (
        "page sans son texte",
        "La page est arrivée sans son texte, avec autre chose à la place",
        _WAIT,
    ),
    "js_shell": (
        "page sans texte",
        "La page est arrivée sans son texte, que seul un navigateur ferait apparaître",
        "cherchez sur le site une version sans JavaScript, ou l'adresse dont la page tire son texte",
    ),
    "truncated": ("page incomplète", "La page est arrivée incomplète", _WAIT),
    "encoding": (
        "caractères mal codés",
        "Les caractères de la page sont mal codés",
        "rien pour l'instant ; si cela dure, prévenez le site",
    ),
    "soft_404": (
        "page introuvable",
        "Le site affiche « page introuvable » à la place de la page surveillée",
        "cherchez la nouvelle adresse de la page sur le site et corrigez url dans config.toml",
    ),
    "maintenance": (
        "site en maintenance",
        "Le site affiche un avis de maintenance ou de surcharge",
        "rien, chaque visite réessaie",
    ),
    "bot_wall": (
        "contrôle anti-robot",
        "Le site demande à ses visiteurs de prouver qu'ils ne sont pas des robots",
        "espacez les visites, ou demandez au site d'accepter ce programme",
    ),
    "consent": (
        "demande de consentement",
        "Le site montre une demande de consentement à la place de la page",
        "ouvrez la page dans un navigateur ; si elle s'y affiche, demandez au site de montrer son texte sans consentement",
    ),
    "login_redirect": (
        "identification demandée",
        "Le site demande de s'identifier",
        "si la page n'est plus publique, cherchez-en une autre ou retirez-la de config.toml",
    ),
    "other_page": (
        "autre page à cette adresse",
        "Une autre page que celle qui est surveillée se trouve à cette adresse",
        "ouvrez l'adresse ; si la page a déménagé, corrigez url dans config.toml",
    ),
    "never": (
        "jamais trouvé",
        "L'élément cherché n'est pas sur la page",
        "corrigez ces mots dans config.toml ; monitor outline donne les titres et les documents de la page",
    ),
    "item_missing": ("élément absent", "L'élément surveillé n'est plus sur la page", _RECIPE),
    "document_unavailable": ("document indisponible", "Le document n'a pas pu être téléchargé", _FILE),
    "document_html": (
        "page web à la place du document",
        "Le lien du document mène à une page web",
        _FILE,
    ),
    "document_unreadable": ("document illisible", "Le document est arrivé, mais son contenu n'a pas pu être lu", _FILE),
    "internal_error": (
        "erreur du programme",
        "Une erreur de ce programme a interrompu la visite",
        "signalez cette erreur, avec le journal ; les autres pages restent surveillées",
    ),
}

RULES = {
    "3.10": "apostrophes, guillemets, tirets ou espaces",
    "3.6": "partie du texte que la configuration ignore",
    "3.11 re-export": "fichier réenregistré, aucun changement visible",
    "3.28": "adresses des liens réécrites, les mêmes pages",
    "3.11 markup": "mise en forme de la page",
    "3.11 address": "écriture de l'adresse",
    "3.11 relocated": "texte retrouvé autrement que par le sélecteur ou le titre indiqué d'abord",
    "3.11": "différence sans effet visible",
}
