"""What is wrong in a config.toml, and what to write instead, in French. Typography as printed; keys and values as in the file."""

from __future__ import annotations

# code of the mistake -> (what is wrong, what to do)
MISTAKES: dict[str, tuple[str, str]] = {
    "missing_file": (
        "ce fichier n’existe pas",
        "pour en créer un\u00a0: monitor add ADRESSE, ou monitor init\u202f; ou indiquez le vôtre par --config",
    ),
    "folder": (
        "c’est un dossier, pas un fichier",
        "indiquez le fichier lui-même, par exemple --config {file}/config.toml",
    ),
    "unreadable": (
        "lecture impossible ({detail})",
        "vérifiez les droits du fichier",
    ),
    "not_utf8": (
        "ce n’est pas du texte en UTF-8",
        "enregistrez le fichier en UTF-8 dans votre éditeur",
    ),
    "syntax": (
        "colonne {column}\u00a0: la lecture s’arrête ici\u00a0: {shown}",
        "vérifiez les guillemets, les crochets et le signe = de cette ligne et de la précédente",
    ),
    "syntax_value": (
        "colonne {column}\u00a0: valeur illisible\u00a0: {shown}",
        'mettez les textes entre guillemets, par exemple pause = "1s"\u202f; oui et non s’écrivent true et false',
    ),
    "syntax_equals": (
        "colonne {column}\u00a0: il manque le signe =\u00a0: {shown}",
        "écrivez clé = valeur\u202f; une clé avec accents ou espaces se met entre guillemets",
    ),
    "syntax_key": (
        "colonne {column}\u00a0: nom illisible\u00a0: {shown}",
        'un nom avec accents ou espaces se met entre guillemets, par exemple [watch.sections."élus"]',
    ),
    "syntax_twice": (
        "colonne {column}\u00a0: défini deux fois\u00a0: {shown}",
        "réunissez les deux\u202f; une page de plus commence par [[watch]], entre doubles crochets",
    ),
    "syntax_backslash": (
        "colonne {column}\u00a0: barre oblique inverse seule dans un texte\u00a0: {shown}",
        "doublez-la (\"/\\\\d+/\") ou prenez des apostrophes ('/\\d+/')",
    ),
    "syntax_open": (
        "colonne {column}\u00a0: texte ou liste jamais refermé\u00a0: {shown}",
        "ajoutez le guillemet ou le crochet fermant",
    ),
    "unknown_key": (
        "clé inconnue",
        "{hint}",
    ),
    "missing": (
        "cette clé manque",
        "ajoutez par exemple\u00a0: {example}",
    ),
    "invalid": (
        "{value} ne convient pas",
        "voyez docs/configuration.fr.md",
    ),
    "a_text": (
        "{value} n’est pas un texte",
        "mettez la valeur entre guillemets\u00a0: {example}",
    ),
    "a_number": (
        "{value} n’est pas un nombre entier",
        "écrivez un nombre entier sans guillemets\u00a0: {example}",
    ),
    "a_bool": (
        "{value} n’est ni true ni false",
        "écrivez true ou false, sans guillemets",
    ),
    "a_list": (
        "{value} n’est pas une liste",
        "mettez les valeurs entre crochets\u00a0: {example}",
    ),
    "a_table": (
        "{value} n’est pas une table",
        "écrivez ses clés entre accolades, ou sous un titre entre crochets",
    ),
    "two_brackets": (
        "[{table}] est écrit avec des crochets simples",
        "écrivez [[{table}]]\u00a0: il peut y en avoir plusieurs",
    ),
    "one_bracket": (
        "[[{table}]] est écrit avec des doubles crochets",
        "écrivez [{table}]\u00a0: il n’y en a qu’un",
    ),
    "choice": (
        "{value} n’est pas prévu",
        "{hint}",
    ),
    "at_least": (
        "{value} est trop petit",
        "au moins {bound}",
    ),
    "at_most": (
        "{value} est trop grand",
        "au plus {bound}",
    ),
    "empty": (
        "le texte est vide",
        "écrivez un texte, ou retirez la clé",
    ),
    "empty_list": (
        "la liste est vide",
        "écrivez au moins une valeur, ou retirez la clé",
    ),
    "texts": (
        "{value} n’est ni un texte ni une liste de textes",
        "écrivez par exemple\u00a0: {example}",
    ),
    "duration": (
        "{value} n’est pas une durée",
        "écrivez un nombre et une unité (s, min, h, d)\u00a0: {example}",
    ),
    "duration_zero": (
        "une durée nulle ne convient pas",
        "écrivez par exemple\u00a0: {example}",
    ),
    "duration_long": (
        "{value} dépasse un an",
        'au plus "366 d"',
    ),
    "size": (
        "{value} n’est pas une taille",
        "écrivez un nombre et une unité (kB, MB, MiB, Mo)\u00a0: {example}",
    ),
    "size_range": (
        "{value} n’est pas une limite possible",
        'entre "1 B" et "1000 GB"',
    ),
    "mode": (
        "{value} ne sont pas les droits d’un fichier de flux",
        "écrivez des chiffres octaux, lecture et écriture pour son propriétaire\u00a0: {example}",
    ),
    "pause_day": (
        "{value} n’est ni true ni un jour",
        "écrivez {example}, sans guillemets\u202f; ou paused_until = true, jusqu’à nouvel ordre",
    ),
    "timezone": (
        "le fuseau horaire {value} n’existe pas",
        "{hint}",
    ),
    "contact": (
        "{value} ne permet pas de vous joindre",
        'écrivez une adresse mailto: ou https:, par exemple "mailto:vous@example.org"',
    ),
    "ping": (
        "ce n’est pas une adresse http(s)",
        "copiez l’adresse que donne le service, par exemple\u00a0: {example}",
    ),
    "name_letters": (
        "ce nom entre dans des adresses et des noms de fichier",
        "lettres, chiffres, - _ . seulement, sans espace, 80 au plus, une lettre ou un chiffre d’abord",
    ),
    "watch_twice": (
        "deux pages portent le nom {value}",
        "donnez à chaque [[watch]] un nom à lui (la casse ne compte pas)",
    ),
    "item_twice": (
        "une section porte déjà ce nom",
        "donnez au document un autre nom",
    ),
    "url_scheme": (
        "{value} n’est pas une adresse http(s)",
        "{address}",
    ),
    "url": (
        "l’adresse {value} est mal formée",
        "copiez-la telle que le navigateur l’affiche",
    ),
    "url_password": (
        "l’adresse contient un nom ou un mot de passe, qui serait enregistré dans la base",
        'retirez-le et écrivez headers = {{ Authorization = "Basic ${{NOM}}" }}',
    ),
    "cron_alias": (
        "{value} n’est pas un horaire connu",
        "{hint}",
    ),
    "cron_fields": (
        "{value} n’a pas cinq champs (il y en a {count})",
        'minute heure jour mois jour-de-semaine\u00a0: "0 7 * * *" est chaque jour à 7\u00a0h',
    ),
    "cron_field": (
        "«\u202f{part}\u202f» ne convient pas comme {field}",
        "de {low} à {high}, avec * , - et /n",
    ),
    "cron_step": (
        "«\u202f{part}\u202f»\u00a0: le pas ne convient pas à ce champ ({field})",
        "écrivez par exemple */2",
    ),
    "cron_backwards": (
        "«\u202f{part}\u202f» va à reculons ({field})",
        "écrivez la plus petite valeur d’abord, ou deux parties séparées par une virgule",
    ),
    "cron_never": (
        "{value} n’arrive jamais\u00a0: aucun de ces mois n’a de jour {day}",
        "corrigez le jour ou le mois",
    ),
    "two_schedules": (
        "schedule et every se contredisent",
        "gardez l’un des deux",
    ),
    "header_name": (
        "«\u202f{header}\u202f» n’est pas un nom d’en-tête",
        'par exemple headers = {{ Accept-Language = "fr" }}',
    ),
    "header_ours": (
        "«\u202f{header}\u202f» est envoyé par le programme lui-même",
        "retirez cette ligne",
    ),
    "header_value": (
        "la valeur de «\u202f{header}\u202f» contient des caractères qu’un en-tête n’admet pas",
        "lettres sans accents, chiffres et ponctuation, sur une ligne",
    ),
    "css": (
        "{value} n’est pas un sélecteur CSS (position {position})",
        'vérifiez crochets, parenthèses et points, par exemple "main .texte"',
    ),
    "slashes": (
        "une expression régulière se met entre barres obliques",
        "écrivez par exemple\u00a0: {example}",
    ),
    "regex": (
        "{value} n’est pas une expression régulière (position {position})",
        "une parenthèse, un crochet ou un point d’interrogation à prendre tel quel se fait précéder de \\\\",
    ),
    "regex_everything": (
        "cette expression couvre n’importe quel texte\u00a0: plus rien ne serait comparé",
        "écrivez ce qui change sans importance, par exemple\u00a0: {example}",
    ),
    "section_way": (
        "rien ne dit où trouver cette section",
        'ajoutez heading = "Titre sur la page", ou css, ou from et until',
    ),
    "two_ends": (
        "{first} et {second} disent deux fois la même borne",
        "gardez l’un des deux",
    ),
    "range_end": (
        "l’intervalle n’a pas de fin",
        "ajoutez until (exclu) ou through (inclus)",
    ),
    "range_start": (
        "l’intervalle n’a pas de début",
        "ajoutez from (inclus) ou after (exclu)",
    ),
    "document_way": (
        "rien ne dit quel lien suivre",
        'ajoutez link = "texte du lien", ou css\u202f; link = "self" si l’adresse est elle-même le document',
    ),
    "self_alone": (
        'avec link = "self" l’adresse est elle-même le document\u00a0: elle n’a ni section, ni autre document, ni css',
        "faites-en un [[watch]] à part",
    ),
    "correct_kind": (
        "seul un organigramme se corrige",
        'ajoutez kind = "orgchart", ou retirez correct',
    ),
    "correct_one": (
        "il faut soit parent, soit ignore = true",
        'parent = "le service au-dessus", ou ignore = true si la case n’est pas un service',
    ),
    "no_items": (
        "rien n’est surveillé sur cette page",
        "ajoutez [watch.sections.NOM] ou [watch.documents.NOM]\u202f; monitor outline ADRESSE les propose",
    ),
    "no_watch": (
        "aucune page n’est surveillée",
        "ajoutez-en une\u00a0: monitor add ADRESSE\u202f; monitor init écrit un exemple commenté",
    ),
    "host": (
        "{value} n’est pas un nom de serveur",
        'le nom seul, sans smtp:// ni port, par exemple "mail.example.org"',
    ),
    "sender": (
        "{value} n’est pas un expéditeur",
        'écrivez "Veille <veille@example.org>"',
    ),
    "smtp_plain": (
        "les messages et le mot de passe partiraient en clair",
        'security = "starttls"\u202f; sinon, en connaissance de cause, allow_plain = true',
    ),
    "smtp_login": (
        "il manque {missing}",
        "écrivez les deux, ou aucun des deux si le serveur ne demande pas d’identification",
    ),
    "to_mail": (
        "une adresse électronique commence par mailto:",
        'écrivez to = "mailto:…"',
    ),
    "to_scheme": (
        "ce n’est pas une adresse",
        'mailto:, https://, atom:, ou une adresse Apprise comme "ntfy://ntfy.sh/ma-ville"',
    ),
    "feed_file": (
        "il manque le nom du fichier du flux",
        'écrivez to = "atom:flux/veille.xml", relatif à config.toml',
    ),
    "recipient": (
        "un des destinataires n’est pas une adresse électronique",
        'écrivez "mailto:un@example.org,deux@example.org"',
    ),
    "no_smtp": (
        "aucun serveur n’est indiqué pour envoyer ces messages",
        "ajoutez [smtp] avec host et from",
    ),
    "secret_unused": (
        "seul un webhook (https://) est signé",
        "retirez secret",
    ),
    "mode_unused": (
        "seul un flux (atom:) a des droits",
        "retirez mode",
    ),
    "alert_twice": (
        "ce [[alert]] répète un autre",
        "retirez l’un des deux",
    ),
    "apprise_scheme": (
        "Apprise ne connaît pas ce genre d’adresse",
        "{hint}",
    ),
    "apprise": (
        "Apprise ne comprend pas cette adresse {scheme}://",
        "voyez sa forme exacte sur https://appriseit.com/services/",
    ),
    "unknown_watch": (
        "aucune page ne s’appelle {value}",
        "{hint}",
    ),
    "env_unset": (
        "la variable d’environnement {name} n’est pas définie",
        "définissez-la avant de lancer monitor\u202f; un vrai ${{ s’écrit $${{",
    ),
    "env_form": (
        "«\u202f${{\u202f» n’est pas suivi d’un nom et de «\u202f}}\u202f»",
        "écrivez ${{NOM}}\u202f; un vrai ${{ s’écrit $${{",
    ),
}

# parts of sentences
PARTS: dict[str, str] = {
    "did_you_mean": "vouliez-vous dire {guess}\u202f?",
    "one_of": "possible\u00a0: {choices}",
    "home": "cette clé va sous {home}",
    "home_before": "cette clé va sous {home}, avant le premier titre entre crochets qui le suit",
    "leave_out": "retirez cette clé",
    "try_url": "écrivez {near_url}",
    "full_url": "écrivez l’adresse entière, avec https:// devant",
    "zones": 'par exemple "Europe/Paris" ou "UTC"',
    "schemes": "voyez la liste sur https://appriseit.com/services/",
    "list": "une liste",
    "table": "une table",
    "minute": "minute",
    "hour": "heure",
    "day": "jour",
    "month": "mois",
    "weekday": "jour de semaine",
}
