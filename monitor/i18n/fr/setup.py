"""`monitor alerts setup`: what it asks and says. In French."""

from __future__ import annotations

TEXTS = {
    "ask_from": "Quelle adresse doit envoyer les messages ? La vôtre convient.",
    "ask_provider": "Chez qui est {address} ?",
    "ask_host": "Comment s'appelle son serveur d'envoi ? Le service informatique le sait, par exemple smtp.mairie.example.",
    "ask_password": "Son mot de passe ? Rien ne s'affiche pendant que vous l'écrivez.",
    "enter_keeps": "Entrée seule : celui de la dernière fois reste.",
    "enter_for_none": "Entrée seule : ce serveur n'en demande pas.",
    "needs_password": "{name} n'envoie rien sans mot de passe.",
    "without_password": "Sans mot de passe, donc ; l'essai dira si le serveur l'accepte.",
    "empty_password": "{file} : la première ligne est vide, elle doit être le mot de passe",
    "ask_to": "Qui doit recevoir les alertes ? Plusieurs adresses se séparent par des virgules.",
    "relay": "Un serveur de la mairie ou du journal, sans mot de passe",
    "other": "Un autre",
    "a_number": "Écrivez le numéro, de 1 à {most}, ou le nom.",
    "no_answer": "{host} ne répond à aucun des ports habituels ({ports}) : le nom est-il juste, et l'envoi permis d'ici ?",
    "ask_port": "Sur quel port ? Le service informatique le sait aussi.",
    "something": "Il faut une réponse.",
    "no_address": "« {text} » n'est pas une adresse de courriel ; écrivez par exemple veille@example.org",
    "no_host": "« {text} » n'est pas un nom de serveur ; écrivez par exemple smtp.mairie.example",
    "by_domain": "D'après son domaine, {address} est chez {name}. Si ce n'est pas le cas : Ctrl-C, puis --provider ou --host.",
    "missing": "il manque {option} ADRESSE",
    "which_server": "l'adresse ne dit pas quel serveur envoie : ajoutez --provider ({names}) ou --host SERVEUR",
    "no_password": "il manque le mot de passe : --password-file FICHIER, ou la variable {name}",
    "provider": "{name} : réglages connus, vérifiés le {day} ({host}, {port}).",
    "provider_unchecked": "{name} : réglages d'usage, que personne n'a vérifiés ; l'essai dira s'ils sont bons ({host}, {port}).",
    "app_password": "Votre mot de passe habituel ne marchera pas : il en faut un fait pour ce programme, à créer sur {page}",
    "note": {
        "outlook": "Microsoft ferme peu à peu cet accès : si le serveur refuse un mot de passe juste, prenez une autre adresse.",
        "microsoft365": "L'administrateur doit avoir permis « SMTP AUTH » pour cette boîte ; Microsoft ferme peu à peu cet accès.",
        "free": "L'envoi authentifié doit être activé dans l'espace abonné de Free.",
        "infomaniak": "Sans double authentification, le mot de passe de la boîte convient.",
        "ovh": "Pour une boîte Exchange ou Zimbra, donnez plutôt le serveur de votre espace client : --host.",
    },
    "relay_tls": "{host} chiffre les messages.",
    "relay_plain": "{host} ne propose pas de chiffrement vérifiable : les messages y vont en clair, ce qui "
    "convient à un réseau interne.",
    "secret": "Mot de passe écrit dans {file}, que vous seul pouvez lire.",
    "written": "{file} : les alertes iront à {to}.",
    "no_longer": (
        "{to} n'est plus prévenu. Pour garder les deux, relancez la commande et séparez les adresses par une virgule.",
        "{to} ne sont plus prévenus. Pour les garder aussi, relancez la commande et séparez les adresses par des virgules.",
    ),
    "well": "Regardez votre boîte : le message d'essai doit y être, au pire parmi les indésirables.",
    "again": "Rien n'est perdu : relancez monitor alerts setup pour corriger.",
}
