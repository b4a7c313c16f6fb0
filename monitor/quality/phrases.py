"""What pages say that are not the page: kinds of failure by their usual words, French and English. Pure tables and their search.

Every pattern is matched against `normalize.key` of a text: lower case, no accents, no punctuation, one space between words
(« n’existe plus » is "n existe plus"). A pattern here never decides alone: `why` asks where the words stand and what else is there.
"""

from __future__ import annotations

import re
from functools import cache

from monitor.model import FailureKind
from monitor.normalize import key

# Titles and headings: the words alone make the page suspect where they are most of the line.
HEADLINES: dict[FailureKind, str] = {
    "bot_wall": (
        r"just a moment|un instant|attention required|security (?:check|verification|checkpoint)|verification de (?:la )?securite|"
        r"(?:human|bot) verification|verification(?: en cours)?|captcha|recaptcha|are you (?:a )?(?:robot|human)|"
        r"etes vous (?:un )?(?:robot|humain)|(?:n etes|not) (?:pas )?(?:un |a )?(?:robot|bot)|access (?:to this (?:page|site|"
        r"website) )?(?:has been )?(?:denied|blocked|restricted)|acces (?:refuse|bloque|interdit|restreint|limite)|"
        r"(?:error )?403(?: forbidden)?|forbidden|erreur 403|pardon our interruption|request (?:rejected|blocked|unsuccessful)|"
        r"requete (?:rejetee|bloquee)|checking your browser|ddos protection|protection anti (?:ddos|robots?)|one moment please|"
        r"please wait|veuillez patienter|you have been blocked|vous avez ete bloque|too many requests|trop de requetes|"
        r"unusual (?:traffic|activity)|(?:trafic|activite) (?:inhabituel|exceptionnel|suspect)\w*|making sure you re not a bot|"
        r"before you continue(?: to \w+)?|avant (?:d acceder|de continuer)(?: a \w+)?|error 10\d\d|robot check|"
        r"sucuri website firewall.*|verif(?:y|ying) (?:that )?you(?: are|r)? (?:human|browser|connection)|blocked|site protege|"
        r"(?:not|un)available in your (?:region|country)|451 unavailable due to legal reasons"
    ),
    "soft_404": (
        r"(?:erreur|error|oups|oops|http)?(?: erreur| error)? ?404(?: .*)?|.* erreur 404|.* error 404|(?:page|contenu|document|"
        r"article|adresse|ressource|fichier|rubrique|fiche)s? (?:\w+ ){0,3}?(?:introuvables?|non trouvee?s?|inexistante?s?|"
        r"inconnue?s?|supprimee?s?|pas trouvee?|indisponibles?|inaccessibles?|perdue?|non disponibles?|deplacee?|archivee?|"
        r"manquante?|absente?|n existe (?:pas|plus)|not found|est introuvable|n est plus (?:disponible|en ligne)|"
        r"n a pas ete trouvee?)|(?:page|content|document|file|resource)s? (?:(?:can ?not|could not|can t|couldn t|was not|is not|"
        r"isn t|no longer) )?(?:be )?(?:found|available|exists?|missing|unavailable|removed)|(?:sorry |oops )?(?:this |the |"
        r"that )?page (?:you (?:requested|are looking for) )?(?:not found|(?:does not|doesn t) exist|isn t available|"
        r"is not available|could not be found|can ?not be found|can t be found|has (?:been )?(?:moved|removed|gone))|not found|"
        r"nous n avons pas trouve.*|we (?:can t|couldn t|could not|can ?not) find.*|nothing (?:was )?found(?: here)?|"
        r"aucun (?:resultat|contenu)(?: trouve)?|introuvable|(?:410 )?gone|vous (?:etes|semblez) perdue?s?|oups|oops|oh non|lost|"
        r"page d erreur|error page|index of.*|cette page n existe (?:pas|plus).*|that page can t be found.*|this domain (?:is|"
        r"may be) for sale.*"
    ),
    "maintenance": (
        r"(?:site|page|service|portail|application)s? (?:\w+ ){0,4}?(?:en (?:cours de )?maintenance|en travaux|indisponibles?|"
        r"inaccessibles?|en construction|hors (?:ligne|service)|ferme temporairement|momentanement indisponibles?)|"
        r"(?:\w+ )?(?:en )?maintenance(?: en cours| programmee| technique| du site| page| mode)?|maintenance|under (?:maintenance|"
        r"construction)|(?:site |we are |we re |currently |scheduled |planned )*(?:down for |under |"
        r"undergoing )?maintenance(?: mode| in progress)?|bientot de retour|(?:nous (?:serons|revenons)|de retour) (?:bientot|"
        r"tres vite|de retour).*|(?:we ll |we will )?be (?:right )?back(?: soon| shortly)?|back soon|coming soon|"
        r"mise a jour (?:du site|en cours)|site (?:en cours de |being )?(?:mise a jour|updated?)|(?:service|site|website|"
        r"page) (?:temporarily |currently |is )*(?:unavailable|offline|down)|(?:5\d\d )?(?:service (?:temporarily )?unavailable|"
        r"bad gateway|gateway time ?out|internal server error|server error|proxy error)(?: \w+)?|"
        r"erreur (?:interne(?: du serveur)?|serveur|5\d\d|technique|inattendue|critique|systeme)|(?:http )?error 5\d\d|"
        r"(?:database|fatal|critical|unexpected|system|application) error.*|error establishing a database connection|"
        r"erreur lors de la connexion a la base de donnees|erreur de connexion.*|trop de connexions|surcharge|site surcharge|"
        r"too many connections|server (?:too )?busy|temporairement indisponible|temporarily (?:unavailable|down|closed)|"
        r"something went wrong|(?:une )?erreur (?:est survenue|s est produite)|an? (?:unexpected )?error (?:has )?occurred|"
        r"(?:site|account) (?:suspended|disabled)|compte suspendu|apache2? .*default page.*|welcome to nginx|it works|"
        r"this site can t be reached|travaux en cours|operation de maintenance|upgrade in progress|interruption de service"
    ),
    "login_redirect": (
        r"identifiez vous.*|identification|connexion(?: .{0,40})?|se connecter(?: .{0,40})?|connectez vous.*|authentification.*|"
        r"authentication(?: required)?|(?:please )?(?:log|sign) ?(?:in|on)(?: .{0,40})?|login(?: .{0,30})?|mon compte|my account|"
        r"(?:acces|espace) (?:reserve|restreint|personnel|membres?|agents?|adherents?|prive|abonnes?).*|session (?:expiree|"
        r"expired)|(?:single )?sign on|portail d authentification|member login|private (?:area|page|site)|protected page|"
        r"page protegee|protege.*"
    ),
    "redirected": (
        r"(?:you (?:should|will|are) be(?:ing)? )?redirect(?:ed|ing|ion)?(?: .{0,40})?|redirection(?: .{0,30})?|(?:object|"
        r"document|page|permanently|temporarily)? ?(?:has )?moved(?: permanently| temporarily| here)?|30[12378] (?:moved.*|found|"
        r".*redirect)"
    ),
    "js_shell": (
        r"(?:loading|chargement)(?: en cours| please wait| veuillez patienter)?|javascript (?:is )?(?:required|disabled|"
        r"not available|desactive|requis)|enable javascript|application error.*|client side exception.*"
    ),
}

# Running text: as a rule a whole clause, for these words stand anywhere in a short page.
SENTENCES: dict[FailureKind, str] = {
    "bot_wall": (
        r"(?:n etes|ne soyez|n est) pas (?:un )?(?:robot|bot|automate)|not a (?:robot|bot)|(?:you are|you re|"
        r"etes) (?:a )?(?:human|humain)|verif(?:y|ying|ication)\w* (?:that )?(?:you|your browser|de (?:votre|la))|"
        r"complete the (?:security check|captcha|challenge)|captcha|completer le (?:captcha|test|controle)|"
        r"checking (?:if the site connection is secure|your browser|the site)|verification de (?:votre navigateur|la connexion|"
        r"securite)|verif\w+ (?:que )?(?:vous|votre|la connexion|the|your)|ddos protection by|press (?:and )?hold|appuyez (?:et|"
        r"longuement)|enable cookies and|access denied|acces (?:a cette page |a ce site |au site )?(?:vous )?(?:a ete |"
        r"est )?(?:refuse|bloque|interdit)|you don t have permission to access|(?:vous )?n (?:etes|"
        r"avez) pas (?:l )?autoris\w+ a (?:acceder|consulter)|has been blocked|you have been blocked|avez ete bloque|"
        r"votre (?:adresse ip|requete) a ete (?:bloquee|rejetee)|the requested url was rejected|support id is|incident id|ray id|"
        r"reference \d{2}|unusual (?:traffic|activity)|(?:trafic|activite) (?:inhabituel|exceptionnel|suspect|anormal)\w*|"
        r"automated (?:access|requests?|queries|traffic)|requetes automati\w+|rate limit(?:ed|ing)?|too many requests|"
        r"trop de requetes|security (?:service|solution|policy) to protect|protect itself from online attacks|"
        r"se protege(?:r)? (?:des|contre les) (?:attaques|robots)|bot (?:detection|protection|mitigation)|"
        r"powered and protected by|protege par (?:cloudflare|datadome|imperva|akamai)|one more step|just a moment|"
        r"un instant s il vous plait|before you continue to|avant d acceder a|(?:not|un)available in (?:your|most) (?:region|"
        r"country|countries|european countries)|pas disponible dans votre (?:pays|region)"
    ),
    "soft_404": (
        r"(?:page|contenu|document|adresse|url|article|ressource|fichier|lien) (?:\w+ ){0,10}?(?:est |sont |"
        r"semble )?(?:introuvables?|inexistante?|n existe (?:pas|plus)|n est (?:pas|plus) (?:disponible|accessible|en ligne|"
        r"valide)|n a (?:pas )?(?:pu etre|ete) trouvee?|non trouvee?|pas ete trouvee?|a (?:ete|peut etre ete) (?:supprimee?|"
        r"deplacee?|retiree?|archivee?)|a change d adresse|a disparu)|erreur 404|error 404|404 (?:not found|error|erreur)|(?:page|"
        r"content|document|url|link|resource|file|address|article) (?:\w+ ){0,10}?(?:(?:was|is|could|can|has|may have|"
        r"might have)(?: not| been| no longer)* )?(?:not found|not be found|cannot be found|can t be found|couldn t be found|"
        r"does not exist|doesn t exist|no longer (?:exists?|available)|been (?:moved|removed|deleted)|isn t available|"
        r"is not available|is unavailable)|(?:nous )?n avons pas (?:pu )?trouve\w* (?:la|cette|votre) page|(?:we )?(?:can t|"
        r"couldn t|could not|cannot) find (?:the|that|this) page|ne correspond a aucune page|aucune page ne correspond|"
        r"page (?:que vous (?:recherchez|cherchez|demandez|avez demandee)) (?:\w+ ){0,4}?(?:introuvable|n existe|n est|a ete)|"
        r"nothing was found at this location|cet article n existe (?:pas|plus)"
    ),
    "maintenance": (
        r"(?:site|page|service|portail|application|rubrique|plateforme|"
        r"contenu)s? (?:\w+ ){0,6}?(?:en (?:cours de )?(?:maintenance|mise a jour|construction|refonte)|en travaux|"
        r"(?:momentanement|temporairement|actuellement) (?:indisponibles?|inaccessibles?|ferme|suspendu)|indisponibles?|"
        r"inaccessibles?|hors (?:service|ligne))|(?:maintenance|intervention|mise a jour) (?:technique |programmee |"
        r"planifiee )?(?:est )?en cours|(?:operation|travaux|cours) de maintenance|pour (?:cause de )?maintenance|"
        r"equipes? (?:techniques? )?(?:\w+ )?(?:interviennent|travaillent|mettent tout)|(?:de nouveau|a nouveau) (?:accessible|"
        r"disponible|en ligne)|bientot de retour|(?:nous )?(?:reviendrons|serons de retour|revenons)|(?:merci de |"
        r"veuillez )(?:revenir|reessayer|renouveler|patienter|nous excuser)|reessaye[rz] (?:plus tard|ulterieurement|dans)|"
        r"excuse[rz] (?:nous )?(?:pour )?(?:la|de la|cette) gene|(?:under|undergoing|down for|performing|scheduled|routine|"
        r"planned) (?:\w+ )?maintenance|(?:site|service|page|server|website|system) (?:is )?(?:temporarily |"
        r"currently )?(?:unavailable|down|offline|unable)|temporarily (?:unavailable|unable|down|out of service|overloaded)|"
        r"(?:be )?(?:right )?back (?:soon|shortly|online)|try again (?:later|in a|soon|shortly)|please (?:check back|come back|"
        r"try again)|sorry for (?:the|any) inconvenience|apologi[sz]e for (?:the|any) inconvenience|(?:trop|grand nombre|"
        r"nombre important) de (?:connexions|visiteurs|demandes)|(?:serveurs?|sites?) (?:est |sont )?(?:surcharges?|satures?)|"
        r"(?:server|site|service) (?:is )?(?:overloaded|too busy|at capacity|experiencing)|high (?:traffic|demand|load|volume)|"
        r"file d attente|waiting room|you are (?:now )?in (?:line|queue)|error establishing a database connection|"
        r"erreur (?:lors de la )?(?:de )?connexion a la base|(?:fatal|parse) error|uncaught (?:exception|error)|stack trace|"
        r"critical error on this website|erreur critique sur (?:ce|votre) site|internal server error|erreur interne|bad gateway|"
        r"gateway time ?out|upstream (?:connect|request)|no healthy upstream|(?:une )?erreur (?:technique |"
        r"inattendue )?(?:est survenue|s est produite)|an? (?:unexpected |internal |unknown )?error (?:has )?occurred|"
        r"something went wrong|encountered an (?:internal |unexpected )?error|sqlstate|account (?:has been )?suspended|"
        r"under construction|coming soon|en cours de construction"
    ),
    "login_redirect": (
        r"(?:veuillez|merci de|vous devez|il faut) (?:vous )?(?:identifier|connecter|authentifier|etre connecte|etre identifie)|"
        r"(?:must|need to|have to|please) (?:be logged in|log ?in|sign ?in)|log ?in to (?:continue|view|see)|"
        r"sign ?in to (?:continue|view|see)|session (?:a |has )?expire\w*|mot de passe oublie|forgot(?:ten)? (?:your )?password|"
        r"reserve\w* aux (?:abonnes|membres|agents|adherents|utilisateurs)|identifiant (?:\w+ ){0,3}mot de passe|(?:user ?name|"
        r"e ?mail) (?:\w+ ){0,4}password|join \w+ (?:today )?to view|create an account to"
    ),
    "redirected": (
        r"(?:should|will|are|being|be) (?:\w+ )?redirected|redirecting|redirection (?:en cours|automatique)|(?:vous )?(?:allez|"
        r"serez|etes) (?:etre )?(?:automatiquement )?redirige\w*|if you are not redirected|si vous n etes pas redirige|"
        r"click here if|document has moved|object moved|page has moved|resource can be found at"
    ),
    "js_shell": (
        r"(?:enable|activate|turn on|requires?|needs?|without|allow|support) (?:\w+ )?(?:java ?script|js\b)|java ?script (?:is |"
        r"est |must |doit |to |n est |has |seems |being )*(?:disabled|desactive|required|requis|not available|not enabled|active|"
        r"enabled|be enabled|run|off|etre active|necessaire|obligatoire|indispensable|not supported)|(?:active[rz]|activation de|"
        r"necessite|autorise[rz]|requiert|besoin de|utilise) (?:\w+ )?java ?script|navigateur (?:\w+ ){0,4}java ?script|"
        r"loading (?:please wait|application|app|content|page)|chargement (?:en cours|de l application|de la page|du contenu)|"
        r"client side exception"
    ),
}

KINDS: tuple[FailureKind, ...] = ("bot_wall", "soft_404", "maintenance", "login_redirect", "js_shell", "redirected")
LONGEST_HEADLINE = 14  # words; an error's title is short, a news article's is not
_PARTS = re.compile(r"\s[|–—·•»:-]\s|\s?[|•»]\s?|\s::\s|: ")


@cache
def _headline(kind: FailureKind) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:desole|sorry|oups|oops|erreur|error|attention|ce|cette|this|the|la|le|votre|your|notre|our)\s)*(?:{HEADLINES[kind]})"
    )


@cache
def _sentence(kind: FailureKind) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{SENTENCES[kind]})")


def headline_kind(line: str) -> FailureKind | None:
    """The kind of failure that a title or heading names, where that is all that it, or a part of it between dashes, says."""
    parts = [line, *_PARTS.split(line)]
    for kind in KINDS:
        for part in parts:
            words = key(part)
            if words and len(words.split()) <= LONGEST_HEADLINE and _headline(kind).fullmatch(words):
                return kind
    return None


def parts_of(title: str) -> tuple[str, ...]:
    """What stands between the dashes and bars of a *title*, as keys."""
    return tuple(k for part in _PARTS.split(title) if (k := key(part)))


# What a page speaks of that is known to be a failure, by word stems of several languages: they choose the kind, and decide nothing.
STEMS: tuple[tuple[FailureKind, str], ...] = (
    ("bot_wall", r"captcha|robot|bots?\b|human|humain|verif|pruef|cookie|consent|traceur|rgpd|gdpr|automat"),
    ("login_redirect", r"mot de passe|password|passwor|kennwort|contrasena|anmeld|log ?in|sign ?in|identif|authentif"),
    (
        "maintenance",
        r"maint|mantenim|manuten|wartung|indisponib|unavailab|unerreichbar|verfugbar|no disponib|interrom|interrup|surcharg|"
        r"overload|uberlast|sobrecarg|satur|quota|limit|trafic|traffic|visiteurs|busy|patient|travaux|chantier|constru|refonte|"
        r"revenons|revien|retour|zuruck|volv|back\b|bientot|soon|bald|pronto|database|base de donn|base de datos|datenbank|sql|"
        r"serveur|server|servidor|plugin|extension|erreur (?:critique|interne|fatale)|fatal|exception|timeout|techni",
    ),
    (
        "soft_404",
        r"404|introuvab|not found|nicht gefunden|no encontr|no existe|existiert nicht|n existe|exist|trouv|found|gefunden|encontr|"
        r"supprim|deplac|retire|perdu|lost|verloren|gone|oups|oops|hoppla|ups\b|demenag|a disparu|envole|egar",
    ),
)


def spoken_kind(text: str) -> FailureKind | None:
    """The kind of failure that *text*, known to be one, speaks of most; None where of none."""
    folded = key(text)
    counts = [(len(set(re.findall(rf"\b(?:{stems})", folded))), kind) for kind, stems in STEMS]
    most = max(count for count, _ in counts)
    return next(kind for count, kind in counts if count == most) if most else None


def sentence_in(text: str, kind: FailureKind) -> bool:
    """Whether running *text* holds words of *kind*."""
    return _sentence(kind).search(key(text)) is not None
