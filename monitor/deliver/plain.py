"""A page's words in a chat: no mention, no link, no markup of it takes effect there. Pure.

Apprise escapes for services whose markup it knows and hands plain text on to the others; some of those read Markdown in it.
"""

from __future__ import annotations

import re

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
