"""The message of `monitor alerts test`: says that it is one, and that the channel works. Pure."""

from __future__ import annotations

from datetime import datetime

from monitor.i18n.locale import machine_time
from monitor.i18n.typography import french
from monitor.model import Language, Message
from monitor.report.letter import Letter, about_all, message
from monitor.report.terminal import Terminal

_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "subject": "[essai] Les alertes arrivent jusqu'ici",
        "lead": "Ceci est un message d'essai : rien n'a changé sur les pages suivies.",
        "sent": "Il a été envoyé le {moment} par « monitor alerts test ».",
        "reads": "Si vous le lisez, les alertes destinées à {shown} arrivent.",
    },
    "en": {
        "subject": "[test] Alerts reach you here",
        "lead": "This is a test message: nothing has changed on the pages watched.",
        "sent": "It was sent on {moment} by “monitor alerts test”.",
        "reads": "If you can read it, alerts to {shown} arrive.",
    },
}


def sample_message(shown: str, language: Language, timezone: str, now: datetime) -> Message:
    """A message to the channel *shown* that nobody can take for an alert."""
    to = Terminal(width=72, language=language, timezone=timezone)
    words = _WORDS[language]
    put = french if language == "fr" else str
    sentences = (put(words["sent"]).format(moment=to.say.moment(now, timezone)), put(words["reads"]).format(shown=shown))
    letter = Letter(subject=put(words["subject"]), lead=put(words["lead"]), to=to, parts=(("", sentences),))
    return message(letter, about_all(machine_time(now), "test", True))
