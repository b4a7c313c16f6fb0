"""Chat, push and the rest, through Apprise."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from monitor.model import Accepted, Channel, Config, Delivery, Later, Message, Refused

# Our own name, and no icon: it would be fetched from somebody else's server whenever a message is read.
LOOKS: dict[str, Any] = {"app_id": "city-page-monitor", "app_desc": "city-page-monitor", "image_url_mask": "", "image_url_logo": ""}
LOGGER = logging.getLogger("apprise")


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Send subject and text. Apprise says only yes or no; its own reason, where it logs one, goes along."""
    import apprise

    target = apprise.Apprise(asset=apprise.AppriseAsset(**LOOKS))
    if not target.add(channel.to):
        return Refused("", "unknown_service", whole=True)
    title, body = worded(message, channel.to, target)
    with _logged() as said:
        taken = target.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT)
    if taken:
        return Accepted()
    reason = " ".join(" ".join(said).split()).replace(channel.to, channel.shown)
    return Later(reason[:500], cause="not_taken")


def worded(message: Message, to: str, target: Any) -> tuple[str, str]:
    """Subject and text as the service will show them, no longer than it takes; `overflow=` in the address has the last word."""
    scheme = "" if "format=" in to.lower() else to.partition(":")[0]  # told otherwise, Apprise escapes by itself
    title, body = tamed(message.subject, scheme), tamed(message.text, scheme)
    if "overflow=" in to.lower():
        return title, body
    return title, within(body, min(server.body_maxlen for server in target) - len(title) - 2)


def prepare() -> None:
    """Load what sending needs."""
    import apprise  # noqa: F401


@contextmanager
def _logged() -> Iterator[list[str]]:
    """What Apprise logs meanwhile in this thread: another channel's words may hold that channel's secrets."""
    said: list[str] = []
    thread = get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                said.append(record.getMessage())

    listener = Listener(logging.WARNING)
    LOGGER.addHandler(listener)
    try:
        yield said
    finally:
        LOGGER.removeHandler(listener)


# -------------------------------------------------------------------------------------------------- what the service shows as it is


# Services that read Markdown in what Apprise sends them as plain text (looked at in Apprise 2.3: discord.py, mattermost.py, …).
MARKDOWN = ("discord", "mmost", "mmosts", "zulip", "guilded", "revolt", "ryver")

_GAP = "\u200b"  # zero width space: takes a command apart and changes nothing that is seen
_MENTION = re.compile(r"(?<!\w)@(?=[\w*])|@(?=(?:everyone|here|channel|all|room|online|team)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(?=[@#!:/?A-Za-z])")  # <!channel>, <@U123>, <https://…|text>, <b>
_LINK = re.compile(r"\](?=[(\[])")
_URL = re.compile(r"https?://[^\s\[\]()<>*`|~\\]+")
_MARKUP = re.compile(r"[\\`*_\[\]~|]|^[ \u00a0]*(?:[#>+-](?=\s)|\d+(?=[.)]\s))", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)
_CUT = "\n…"


def tamed(text: str, scheme: str) -> str:
    """*text* as a service of Apprise's *scheme* will show it as it is."""
    if scheme.lower() in MARKDOWN:
        # A backslash before what Markdown would act on (CommonMark §2.4); addresses stay whole.
        parts: list[str] = []
        end = 0
        for url in _URL.finditer(text):
            parts += [_MARKUP.sub(_backslashed, text[end : url.start()]), url[0]]
            end = url.end()
        escaped = "".join([*parts, _MARKUP.sub(_backslashed, text[end:])])
        text = _INDENT.sub(lambda m: "\u00a0" * len(m[0]), escaped)  # four spaces would make code of it
    return _LINK.sub("]" + _GAP, _TAG.sub("<" + _GAP, _MENTION.sub("@" + _GAP, text)))


def _backslashed(found: re.Match[str]) -> str:
    """The last character is the one that acts; of a numbered line it is the full stop that follows."""
    return f"{found[0]}\\" if found[0][-1].isdecimal() else f"{found[0][:-1]}\\{found[0][-1]}"


def within(text: str, limit: int) -> str:
    """*text* in at most *limit* characters, whole lines of it where that leaves more than half."""
    if len(text) <= limit:
        return text
    kept = text[: max(0, limit - len(_CUT))]
    line = kept.rfind("\n")
    return (kept[:line] if line > len(kept) // 2 else kept).rstrip() + _CUT
