"""Why an alert was not delivered, and what to do about it, in French and English. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from monitor.i18n.typography import clean, french
from monitor.model import Cause, Language

# cause -> (what happened, what to do) in French, then in English; an empty remedy: nothing, it is tried again by itself
_WORDS: dict[Cause, tuple[str, str, str, str]] = {
    "unreachable": (
        "le serveur ne répond pas à cette adresse",
        "si cela dure, vérifiez le nom et le port dans config.toml, et le réseau de cette machine",
        "no server answers at this address",
        "if it lasts, check the name and port in config.toml, and this machine's network",
    ),
    "silent": (
        "le serveur n'a pas répondu à temps", "", "the server did not answer in time", "",
    ),
    "dropped": (
        "le serveur a coupé la connexion", "", "the server closed the connection", "",
    ),
    "certificate": (
        "le certificat du serveur n'est pas valable pour ce nom",
        "si cela dure, vérifiez dans config.toml le nom du serveur ([smtp] host, ou to), et l'horloge de cette machine ; "
        "sinon, le certificat est à renouveler sur le serveur",
        "the server's certificate is not valid for this name",
        "if it lasts, check the server's name in config.toml ([smtp] host, or to) and this machine's clock; "
        "else the certificate has to be renewed on the server",
    ),
    "busy": (
        "le destinataire demande de réessayer plus tard", "", "the receiver asks to try again later", "",
    ),
    "not_taken": (
        "le service n'a pas pris le message",
        "si cela dure, vérifiez l'adresse to de cet [[alert]] dans config.toml : le jeton ou le salon n'est peut-être plus le bon",
        "the service did not take the message",
        "if it lasts, check the address to of this [[alert]] in config.toml: its token or room may no longer be right",
    ),
    "interrupted": (
        "l'envoi a été interrompu", "", "sending was interrupted", "",
    ),
    "internal_error": (
        "une erreur de ce programme a empêché l'envoi",
        "signalez-la avec la trace qui est dans le journal ; l'alerte est gardée et réessayée",
        "an error of this program prevented the sending",
        "report it with the trace that is in the log; the alert is kept and tried again",
    ),
    "no_smtp": (
        "config.toml ne dit pas par quel serveur envoyer les courriels",
        "ajoutez [smtp] avec host et from, puis : monitor alerts retry",
        "config.toml does not say which server sends mail",
        "add [smtp] with host and from, then: monitor alerts retry",
    ),
    "login": (
        "le serveur de courrier refuse le nom d'utilisateur ou le mot de passe",
        "corrigez user et password sous [smtp] dans config.toml (ou les variables qu'ils nomment), puis : monitor alerts retry",
        "the mail server refuses the user name or the password",
        "correct user and password under [smtp] in config.toml (or the variables they name), then: monitor alerts retry",
    ),
    "no_login": (
        "le serveur de courrier ne propose pas d'identification sur cette connexion",
        "sous [smtp] dans config.toml, corrigez port et security, ou retirez user et password, puis : monitor alerts retry",
        "the mail server offers no log-in on this connection",
        "under [smtp] in config.toml, correct port and security, or remove user and password, then: monitor alerts retry",
    ),
    "no_starttls": (
        "le serveur de courrier ne propose pas de chiffrement (STARTTLS) : rien n'a été envoyé en clair",
        "sous [smtp] dans config.toml, essayez security = \"tls\" (port 465) ou le port 587, puis : monitor alerts retry",
        "the mail server offers no encryption (STARTTLS): nothing was sent in the clear",
        "under [smtp] in config.toml, try security = \"tls\" (port 465) or port 587, then: monitor alerts retry",
    ),
    "sender": (
        "le serveur de courrier n'accepte pas cet expéditeur",
        "corrigez from sous [smtp] dans config.toml : souvent, ce doit être l'adresse du compte ; puis : monitor alerts retry",
        "the mail server does not accept this sender",
        "correct from under [smtp] in config.toml: often it must be the address of the account; then: monitor alerts retry",
    ),
    "recipient": (
        "le serveur de courrier ne connaît pas ce destinataire, ou le refuse",
        "corrigez l'adresse to de cet [[alert]] dans config.toml ; si elle est juste, voyez avec son destinataire ; "
        "puis : monitor alerts retry",
        "the mail server does not know this recipient, or refuses it",
        "correct the address to of this [[alert]] in config.toml; if it is right, ask its owner; then: monitor alerts retry",
    ),
    "content": (
        "le serveur de courrier a refusé ce message-ci",
        "lisez sa réponse ; souvent un filtre anti-indésirables ou une limite de taille ; puis : monitor alerts retry",
        "the mail server refused this very message",
        "read its answer; often a spam filter or a limit of size; then: monitor alerts retry",
    ),
    "unauthorized": (
        "le destinataire refuse l'accès",
        "corrigez dans config.toml l'adresse to de cet [[alert]], avec son jeton, ou son secret, puis : monitor alerts retry",
        "the receiver denies access",
        "correct the address to of this [[alert]] in config.toml, its token included, or its secret, then: monitor alerts retry",
    ),
    "gone": (
        "il n'y a rien, ou plus rien, à cette adresse",
        "corrigez l'adresse to de cet [[alert]] dans config.toml, puis : monitor alerts retry",
        "there is nothing, or nothing any more, at this address",
        "correct the address to of this [[alert]] in config.toml, then: monitor alerts retry",
    ),
    "moved": (
        "le destinataire renvoie ailleurs ; le message ne suit pas, pour n'aller que là où vous l'avez dit",
        "écrivez la nouvelle adresse dans to de cet [[alert]], config.toml, puis : monitor alerts retry",
        "the receiver redirects elsewhere; the message does not follow, so that it goes only where you said",
        "write the new address into to of this [[alert]], config.toml, then: monitor alerts retry",
    ),
    "rejected": (
        "le destinataire a refusé ce message",
        "voyez chez lui ce qu'il attend (docs/alerts.fr.md dit ce qui est envoyé), puis : monitor alerts retry",
        "the receiver refused this message",
        "look there for what it expects (docs/alerts.md says what is sent), then: monitor alerts retry",
    ),
    "address": (
        "ce n'est pas une adresse",
        "corrigez to de cet [[alert]] dans config.toml, puis : monitor alerts retry",
        "this is no address",
        "correct to of this [[alert]] in config.toml, then: monitor alerts retry",
    ),
    "unknown_service": (
        "Apprise ne connaît pas cette adresse",
        "corrigez to de cet [[alert]] dans config.toml (https://appriseit.com/services/), puis : monitor alerts retry",
        "Apprise does not know this address",
        "correct to of this [[alert]] in config.toml (https://appriseit.com/services/), then: monitor alerts retry",
    ),
    "file": (
        "le flux ne peut pas être écrit dans ce fichier",
        "corrigez to de cet [[alert]] dans config.toml, ou les droits du fichier, puis : monitor alerts retry",
        "the feed cannot be written to this file",
        "correct to of this [[alert]] in config.toml, or the permissions of the file, then: monitor alerts retry",
    ),
    "damaged": (
        "ce qu'elle dit n'est plus, dans la base, ce qui a été écrit",
        "lancez monitor verify, qui dit ce qui est abîmé, et monitor history, qui montre ce qui a changé",
        "what it tells of is no longer, in the database, what was written",
        "run monitor verify, which says what is damaged, and monitor history, which shows what changed",
    ),
    "removed": (
        "ce canal n'est plus dans config.toml",
        "remettez son [[alert]] tel qu'il était : sous cinq jours, l'alerte part d'elle-même, ensuite par monitor alerts retry ; "
        "sinon, rien : elle reste lisible ici",
        "this channel is no longer in config.toml",
        "put its [[alert]] back as it was: within five days the alert goes by itself, later by monitor alerts retry; "
        "else nothing: it stays readable here",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouble:
    """An alert that was not delivered, in words."""

    what: str  # with the evidence, if there is any
    to_do: str  # "": nothing, it is tried again by itself


def trouble(error: str, language: Language) -> Trouble:
    """Why, as the database keeps it ("cause: evidence", or evidence alone), in words."""
    name, _, evidence = error.partition(": ")
    cause = next((c for c in get_args(Cause) if c == name), None)
    if cause is None:
        return Trouble(clean(error), "")
    fr_what, fr_do, en_what, en_do = _WORDS[cause]
    shown = clean(evidence)
    if language == "fr":
        return Trouble(french(fr_what) + (f" ({shown})" if shown else ""), french(fr_do))
    return Trouble(en_what.replace("'", "’") + (f" ({shown})" if shown else ""), en_do.replace("'", "’"))
