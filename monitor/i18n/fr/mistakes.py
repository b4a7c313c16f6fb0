"""Mistakes in a config.toml: what is wrong, and what to write instead. Keys and values as in the file. In French."""

from __future__ import annotations

TEXTS = {
    "missing_file": {
        "what": "ce fichier n'existe pas",
        "to_do": "créez-en un par monitor add ADRESSE ou monitor init, ou indiquez le vôtre par --config",
    },
    "folder": {
        "what": "c'est un dossier, pas un fichier",
        "to_do": "indiquez le fichier lui-même, par exemple --config {file}/config.toml",
    },
    "unreadable": {"what": "lecture impossible ({detail})", "to_do": "vérifiez les droits du fichier"},
    "word_processor": {
        "what": "c'est un document de traitement de texte, pas du texte seul",
        "to_do": "enregistrez-le comme texte brut, en UTF-8, ou écrivez-le dans un éditeur de texte",
    },
    "not_utf8": {"what": "ce n'est pas du texte en UTF-8", "to_do": "enregistrez le fichier en UTF-8 dans votre éditeur"},
    "syntax": {
        "what": "colonne {column} : erreur de syntaxe : {shown}",
        "to_do": "vérifiez les guillemets, les crochets et le signe = de cette ligne et de la précédente",
    },
    "syntax_quotes": {"what": "colonne {column} : guillemets d'un traitement de texte", "to_do": "écrivez : {shown}"},
    "syntax_meant": {"what": "colonne {column} : erreur de syntaxe : {shown}", "to_do": "écrivez : {meant}"},
    "syntax_value": {
        "what": "colonne {column} : valeur illisible : {shown}",
        "to_do": 'mettez les textes entre guillemets, par exemple pause = "1s" ; oui et non s\'écrivent true et false',
    },
    "syntax_equals": {
        "what": "colonne {column} : il manque le signe = : {shown}",
        "to_do": "écrivez clé = valeur ; une clé avec accents ou espaces se met entre guillemets",
    },
    "syntax_key": {
        "what": "colonne {column} : nom illisible : {shown}",
        "to_do": 'un nom avec accents ou espaces se met entre guillemets, par exemple [watch.sections."élus"]',
    },
    "syntax_twice": {
        "what": "colonne {column} : défini deux fois : {shown}",
        "to_do": "réunissez les deux ; une page de plus commence par [[watch]], entre doubles crochets",
    },
    "key_twice": {
        "what": "la clé {key} est écrite deux fois (lignes {first} et {line})",
        "to_do": "gardez une seule des deux lignes",
    },
    "key_of_next_twice": {
        "what": "la clé {key} est écrite deux fois (lignes {first} et {line})",
        "to_do": "gardez une seule des deux lignes ; si la seconde en commence une autre, mettez {table} au-dessus",
    },
    "table_twice": {
        "what": "{table} est écrit deux fois (lignes {first} et {line})",
        "to_do": "réunissez sous la ligne {first} ce qui suit la ligne {line}, et retirez celle-ci",
    },
    "named_table_twice": {
        "what": "{table} est écrit deux fois (lignes {first} et {line})",
        "to_do": "donnez un autre nom à l'un des deux, ou réunissez-les sous la ligne {first}",
    },
    "syntax_backslash": {
        "what": "colonne {column} : barre oblique inverse seule dans un texte : {shown}",
        "to_do": "doublez-la (\"/\\\\d+/\") ou prenez des apostrophes ('/\\d+/')",
    },
    "syntax_open": {
        "what": "colonne {column} : texte ou liste jamais refermé : {shown}",
        "to_do": "ajoutez le guillemet ou le crochet fermant",
    },
    "unknown_key": {"what": "clé inconnue", "to_do": "{hint}"},
    "missing": {"what": "cette clé manque", "to_do": "ajoutez par exemple : {example}"},
    "invalid": {"what": "{value} ne convient pas", "to_do": "voyez docs/configuration.fr.md"},
    "a_text": {"what": "{value} n'est pas un texte", "to_do": "mettez la valeur entre guillemets : {example}"},
    "a_number": {"what": "{value} n'est pas un nombre entier", "to_do": "écrivez un nombre entier sans guillemets : {example}"},
    "a_bool": {"what": "{value} n'est ni true ni false", "to_do": "écrivez true ou false, sans guillemets"},
    "a_list": {"what": "{value} n'est pas une liste", "to_do": "mettez les valeurs entre crochets : {example}"},
    "a_table": {
        "what": "{value} n'est pas une table",
        "to_do": "écrivez ses clés entre accolades, ou sous un titre entre crochets",
    },
    "two_brackets": {
        "what": "[{table}] est écrit avec des crochets simples",
        "to_do": "écrivez [[{table}]] : il peut y en avoir plusieurs",
    },
    "one_bracket": {"what": "[[{table}]] est écrit avec des doubles crochets", "to_do": "écrivez [{table}] : il n'y en a qu'un"},
    "named_table": {
        "what": "[[{table}]] est écrit avec des doubles crochets",
        "to_do": "écrivez [{table}.NAME], avec à la place de NAME un nom de votre choix",
    },
    "unnamed_sections": {
        "what": "chaque section doit porter un nom",
        "to_do": "commencez-la par [{table}.NOM], où NOM est un nom de votre choix, et mettez ses clés sous cette ligne",
    },
    "unnamed_documents": {
        "what": "chaque document doit porter un nom",
        "to_do": "commencez-le par [{table}.NOM], où NOM est un nom de votre choix, et mettez ses clés sous cette ligne",
    },
    "choice": {"what": "{value} n'est pas une valeur possible", "to_do": "{hint}"},
    "at_least": {"what": "{value} est trop petit", "to_do": "au moins {bound}"},
    "at_most": {"what": "{value} est trop grand", "to_do": "au plus {bound}"},
    "empty": {"what": "le texte est vide", "to_do": "écrivez un texte, ou retirez la clé"},
    "empty_list": {"what": "la liste est vide", "to_do": "écrivez au moins une valeur, ou retirez la clé"},
    "texts": {"what": "{value} n'est ni un texte ni une liste de textes", "to_do": "écrivez par exemple : {example}"},
    "duration": {"what": "{value} n'est pas une durée", "to_do": "écrivez un nombre et une unité (s, min, h, d) : {example}"},
    "duration_zero": {"what": "une durée nulle ne convient pas", "to_do": "écrivez par exemple : {example}"},
    "duration_long": {"what": "{value} dépasse un an", "to_do": 'au plus "366 d"'},
    "size": {"what": "{value} n'est pas une taille", "to_do": "écrivez un nombre et une unité (kB, MB, MiB, Mo) : {example}"},
    "size_range": {"what": "{value} n'est pas une limite possible", "to_do": 'entre "1 B" et "1000 GB"'},
    "no_file": {"what": "{value} n'est pas un fichier", "to_do": "indiquez le fichier de la base : {example}"},
    "mode": {
        "what": "{value} ne sont pas les droits d'un fichier de flux",
        "to_do": "écrivez des chiffres octaux, lecture et écriture pour son propriétaire : {example}",
    },
    "pause_day": {
        "what": "{value} n'est ni true ni un jour",
        "to_do": "écrivez {example}, sans guillemets ; ou paused_until = true, jusqu'à nouvel ordre",
    },
    "timezone": {"what": "le fuseau horaire {value} n'existe pas", "to_do": "{hint}"},
    "contact": {
        "what": "{value} ne permet pas de vous joindre",
        "to_do": 'écrivez une adresse mailto: ou https:, par exemple "mailto:vous@example.org"',
    },
    "ping": {"what": "ce n'est pas une adresse http(s)", "to_do": "copiez l'adresse que donne le service, par exemple : {example}"},
    "name_letters": {
        "what": "ce nom entre dans des adresses et des noms de fichier",
        "to_do": "lettres, chiffres, - _ . seulement, sans espace, 80 au plus, une lettre ou un chiffre d'abord",
    },
    "watch_twice": {
        "what": "deux pages portent le nom {value}",
        "to_do": "donnez à chaque [[watch]] un nom à lui (la casse ne compte pas)",
    },
    "item_twice": {"what": "une section porte déjà ce nom", "to_do": "donnez au document un autre nom"},
    "url_scheme": {"what": "{value} n'est pas une adresse http(s)", "to_do": "{address}"},
    "url": {"what": "l'adresse {value} est mal formée", "to_do": "copiez-la telle que le navigateur l'affiche"},
    "url_password": {
        "what": "l'adresse contient un nom ou un mot de passe, qui serait enregistré dans la base",
        "to_do": 'retirez-le et écrivez headers = {{ Authorization = "Basic ${{NOM}}" }}',
    },
    "cron_alias": {"what": "{value} n'est pas un horaire connu", "to_do": "{hint}"},
    "cron_words": {"what": "{value} est écrit en toutes lettres", "to_do": "écrivez : {meant}"},
    "cron_fields": {
        "what": "{value} n'a pas cinq champs (il y en a {count})",
        "to_do": 'minute heure jour mois jour-de-semaine : "0 7 * * *" est chaque jour à 7\u00a0h',
    },
    "cron_field": {"what": "« {part} » ne convient pas comme {field}", "to_do": "de {low} à {high}, avec * , - et /n"},
    "cron_weekday": {
        "what": "« {part} » n'est pas un jour de la semaine valable",
        "to_do": "de 0 à 7 (0 et 7 sont le dimanche), ou en anglais : mon, tue, wed, thu, fri, sat, sun",
    },
    "cron_month": {
        "what": "« {part} » n'est pas un mois valable",
        "to_do": "de 1 à 12, ou en anglais : jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
    },
    "cron_step": {"what": "« {part} » : le pas ne convient pas à ce champ ({field})", "to_do": "écrivez par exemple */2"},
    "cron_backwards": {
        "what": "« {part} » va à reculons ({field})",
        "to_do": "écrivez la plus petite valeur d'abord, ou deux parties séparées par une virgule",
    },
    "cron_never": {"what": "{value} n'arrive jamais : aucun de ces mois n'a de jour {day}", "to_do": "corrigez le jour ou le mois"},
    "two_schedules": {"what": "schedule et every se contredisent", "to_do": "gardez l'un des deux"},
    "header_name": {
        "what": "« {header} » n'est pas un nom d'en-tête",
        "to_do": 'par exemple headers = {{ Accept-Language = "fr" }}',
    },
    "header_ours": {"what": "« {header} » est envoyé par le programme lui-même", "to_do": "retirez cette ligne"},
    "header_value": {
        "what": "la valeur de « {header} » contient des caractères qu'un en-tête n'admet pas",
        "to_do": "lettres sans accents, chiffres et ponctuation, sur une ligne",
    },
    "css": {
        "what": "{value} n'est pas un sélecteur CSS : « {part} » n'a pas lieu d'être (caractère {at})",
        "to_do": 'vérifiez crochets, parenthèses et points, par exemple "main .texte"',
    },
    "css_xpath": {
        "what": "{value} est une expression XPath, et non un sélecteur CSS",
        "to_do": "écrivez-la en CSS : //div[@id='texte'] y devient \"div#texte\"",
    },
    "css_rule": {
        "what": "{value} est plus qu'un sélecteur : « {part} » (caractère {at}) relève d'une feuille de style",
        "to_do": 'gardez le sélecteur seul, par exemple "main .texte"',
    },
    "css_attribute": {
        "what": "{value} n'est pas un sélecteur CSS : la condition « {part} » (caractère {at}) est incomplète ou sans guillemets",
        "to_do": "refermez le crochet et mettez la valeur entre apostrophes, par exemple \"a[href*='/conseil/']\"",
    },
    "css_class": {
        "what": "{value} n'est pas un sélecteur CSS : aucun nom de classe ne suit le point de « {part} » (caractère {at})",
        "to_do": 'écrivez un point et le nom, par exemple ".texte" ; si le nom commence par un chiffre : "[class~=\'2col\']"',
    },
    "css_id": {
        "what": "{value} n'est pas un sélecteur CSS : aucun identifiant ne suit le # de « {part} » (caractère {at})",
        "to_do": "écrivez # et l'identifiant, par exemple \"#texte\" ; s'il commence par un chiffre : \"[id='2col']\"",
    },
    "css_colon": {
        "what": "{value} n'est pas un sélecteur CSS : rien de lisible ne suit les deux-points de « {part} » (caractère {at})",
        "to_do": 'écrivez par exemple "li:first-child"',
    },
    "css_pseudo": {
        "what": "{value} : « {part} » (caractère {at}) n'est pas admis ici dans un sélecteur CSS",
        "to_do": "prenez par exemple :has(), :is(), :not(), :first-child, :nth-child() ou :-soup-contains('texte')",
    },
    "css_argument": {
        "what": "{value} n'est pas un sélecteur CSS : l'intérieur des parenthèses de « {part} » (caractère {at}) est illisible",
        "to_do": "écrivez par exemple :nth-child(2), :not(.menu) ou :has(h2)",
    },
    "css_element": {
        "what": "{value} : « {part} » (caractère {at}) n'est pas un élément de la page, mais de son affichage",
        "to_do": "retirez-le",
    },
    "css_close": {
        "what": "{value} n'est pas un sélecteur CSS : la parenthèse fermante (caractère {at}) n'a pas d'ouvrante",
        "to_do": "retirez-la, ou ajoutez l'ouvrante devant",
    },
    "css_open": {
        "what": "{value} n'est pas un sélecteur CSS : une parenthèse n'est jamais refermée",
        "to_do": "ajoutez la parenthèse fermante",
    },
    "css_side": {
        "what": "{value} n'est pas un sélecteur CSS : il manque quelque chose à côté de « {part} » (caractère {at})",
        "to_do": "il faut un sélecteur de chaque côté de > + ~ et de chaque virgule",
    },
    "css_tag": {
        "what": "{value} n'est pas un sélecteur CSS : la balise « {part} » (caractère {at}) vient après ses conditions",
        "to_do": 'écrivez la balise d\'abord, par exemple "p[title]"',
    },
    "slashes": {"what": "une expression régulière se met entre barres obliques", "to_do": "écrivez par exemple : {example}"},
    "regex": {
        "what": "{value} n'est pas une expression régulière : « {part} » (caractère {at}) est illisible",
        "to_do": "faites précéder de \\\\ un crochet ou un signe à prendre tel quel",
    },
    "regex_open": {
        "what": "{value} n'est pas une expression régulière : la parenthèse de « {part} » (caractère {at}) n'est jamais refermée",
        "to_do": "refermez-la ; si elle est à prendre telle quelle, écrivez \\\\(",
    },
    "regex_bracket": {
        "what": "{value} n'est pas une expression régulière : le crochet de « {part} » (caractère {at}) n'est jamais refermé",
        "to_do": "refermez-le ; s'il est à prendre tel quel, écrivez \\\\[",
    },
    "regex_close": {
        "what": "{value} n'est pas une expression régulière : une parenthèse fermante (caractère {at}) n'a pas d'ouvrante",
        "to_do": "retirez-la ; si elle est à prendre telle quelle, écrivez \\\\)",
    },
    "regex_repeat": {
        "what": "{value} n'est pas une expression régulière : « {part} » (caractère {at}) ne répète rien",
        "to_do": "* + ? et {{…}} répètent ce qui les précède ; si le signe est à prendre tel quel, mettez \\\\ devant",
    },
    "regex_backwards": {
        "what": "{value} n'est pas une expression régulière : l'intervalle de « {part} » (caractère {at}) va à reculons",
        "to_do": "écrivez la plus petite valeur d'abord : [a-z], {{2,5}}",
    },
    "regex_escape": {
        "what": "{value} n'est pas une expression régulière : « {part} » (caractère {at}) ne veut rien dire",
        "to_do": "écrivez \\\\d pour un chiffre, \\\\s pour une espace, \\\\. pour un point, \\\\\\\\ pour une barre inverse",
    },
    "regex_everything": {
        "what": "cette expression couvre n'importe quel texte : plus rien ne serait comparé",
        "to_do": "écrivez ce qui change sans importance, par exemple : {example}",
    },
    "section_way": {
        "what": "rien ne dit où trouver cette section",
        "to_do": 'ajoutez heading = "Titre sur la page", ou css, ou from et until',
    },
    "two_ends": {"what": "{first} et {second} fixent deux fois la même borne", "to_do": "gardez l'un des deux"},
    "range_end": {"what": "{given} ouvre un intervalle qui n'a pas de fin", "to_do": "ajoutez until (exclu) ou through (inclus)"},
    "range_start": {"what": "{given} ferme un intervalle qui n'a pas de début", "to_do": "ajoutez from (inclus) ou after (exclu)"},
    "document_way": {
        "what": "rien ne dit quel lien suivre",
        "to_do": 'ajoutez link = "texte du lien", ou css ; link = "self" si l\'adresse est elle-même le document',
    },
    "self_alone": {
        "what": "avec link = \"self\" l'adresse est elle-même le document : elle n'a ni section, ni autre document, ni css",
        "to_do": "faites-en un [[watch]] à part",
    },
    "correct_kind": {"what": "seul un organigramme se corrige", "to_do": 'ajoutez kind = "orgchart", ou retirez correct'},
    "correct_one": {
        "what": "il faut soit parent, soit ignore = true",
        "to_do": 'parent = "le service au-dessus", ou ignore = true si la case n\'est pas un service',
    },
    "no_items": {
        "what": "rien n'est surveillé sur cette page",
        "to_do": "ajoutez [watch.sections.NOM] ou [watch.documents.NOM] ; monitor outline ADRESSE les propose",
    },
    "no_watch": {
        "what": "aucune page n'est surveillée",
        "to_do": "ajoutez-en une : monitor add ADRESSE ; monitor init écrit un exemple commenté",
    },
    "host": {
        "what": "{value} n'est pas un nom de serveur",
        "to_do": 'le nom seul, sans smtp:// ni port, par exemple "mail.example.org"',
    },
    "sender": {"what": "{value} n'est pas un expéditeur", "to_do": 'écrivez "Veille <veille@example.org>"'},
    "smtp_plain": {
        "what": "les messages et le mot de passe partiraient en clair",
        "to_do": 'security = "starttls" ; sinon, en connaissance de cause, allow_plain = true',
    },
    "smtp_login": {
        "what": "il manque {missing}",
        "to_do": "écrivez les deux, ou aucun des deux si le serveur ne demande pas d'identification",
    },
    "to_mail": {"what": "une adresse électronique commence par mailto:", "to_do": "écrivez to = {mail}"},
    "to_scheme": {
        "what": "ce n'est pas une adresse",
        "to_do": 'mailto:, https://, atom:, ou une adresse Apprise comme "ntfy://ntfy.sh/ma-ville"',
    },
    "feed_file": {
        "what": "il manque le nom du fichier du flux",
        "to_do": 'écrivez to = "atom:flux/veille.xml", relatif à config.toml',
    },
    "recipient": {
        "what": "un des destinataires n'est pas une adresse électronique",
        "to_do": 'écrivez "mailto:un@example.org,deux@example.org"',
    },
    "no_smtp": {
        "what": "aucun serveur n'est indiqué pour envoyer ces messages",
        "to_do": "lancez monitor alerts setup, ou ajoutez vous-même [smtp] avec host et from",
    },
    "secret_unused": {"what": "seul un webhook (https://) est signé", "to_do": "retirez secret"},
    "mode_unused": {"what": "seul un flux (atom:) a des droits", "to_do": "retirez mode"},
    "alert_twice": {"what": "ce [[alert]] répète un autre", "to_do": "retirez l'un des deux"},
    "apprise_scheme": {"what": "Apprise ne connaît pas ce genre d'adresse", "to_do": "{hint}"},
    "apprise": {
        "what": "Apprise ne comprend pas cette adresse {scheme}://",
        "to_do": "voyez sa forme exacte sur https://appriseit.com/services/",
    },
    "unknown_watch": {"what": "aucune page ne s'appelle {value}", "to_do": "{hint}"},
    "env_unset": {
        "what": "la variable d'environnement {name} n'est pas définie",
        "to_do": "mettez-la dans le fichier de env_file, ou définissez-la avant de lancer monitor ; un vrai ${{ s'écrit $${{",
    },
    "env_file_missing": {
        "what": "{value} : ce fichier n'existe pas",
        "to_do": "créez-le avec une ligne NOM=valeur pour chaque ${{NOM}} (monitor alerts setup le fait), ou ôtez env_file",
    },
    "env_file_unreadable": {"what": "{value} : lecture impossible ({detail})", "to_do": "vérifiez les droits du fichier"},
    "env_file_line": {
        "what": "{value}, ligne {number} : ce n'est pas NOM=valeur",
        "to_do": "écrivez par exemple SMTP_PASSWORD=secret ; un commentaire commence par #",
    },
    "env_form": {"what": "« ${{ » n'est pas suivi d'un nom et de « }} »", "to_do": "écrivez ${{NOM}} ; un vrai ${{ s'écrit $${{"},
    "part": {
        "write": "écrivez : {meant}",
        "write_under": "écrivez {meant}, sous {home}",
        "did_you_mean": "vouliez-vous dire {guess} ?",
        "one_of": "valeurs possibles : {choices}",
        "home": "cette clé va sous {home}",
        "home_before": "cette clé va directement sous {home}, avant tout autre titre entre crochets",
        "leave_out": "retirez cette clé",
        "try_url": "écrivez {near_url}",
        "full_url": "écrivez l'adresse entière, qui commence par https://",
        "zones": 'par exemple "Europe/Paris" ou "UTC"',
        "schemes": "voyez la liste sur https://appriseit.com/services/",
        "list": "une liste",
        "table": "une table",
        "minute": "minute",
        "hour": "heure",
        "day": "jour",
        "month": "mois",
        "weekday": "jour de semaine",
    },
    "line": "{file}, ligne {line}",
    "colon": " : ",
}
