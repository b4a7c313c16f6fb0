"""Characters: page text made harmless, our own texts set as printed, and how many terminal cells a text takes. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from monitor.expressions import expression

NARROW = "\u202f"  # narrow no-break space: inside « », before ; ! ?, between thousands
NO_BREAK = "\u00a0"  # before :, in dates and sizes

_QUOTES = (("«", NARROW + "»"), ("“", "”"))  # a mark that opens, what closes
_BREAKS = expression("[\t\n\v\f\r\u0085\u2028\u2029]+")
_KEPT_FORMATS = "\u00ad\u200c\u200d"  # soft hyphen and joiners belong to words and emoji
_APOSTROPHE = re.compile(r"'(?<=[\w}]')(?=[\w{«“])")  # within a word, before what is put in or quoted; re looks for « ' » first
_SPACES = " " + NO_BREAK + NARROW
_TIGHT = {space + mark: NARROW + mark for mark in ";!?" for space in (" ", NO_BREAK)} | {" :": NO_BREAK + ":"}


def clean(text: str) -> str:
    """Return page text as it may be shown anywhere: on one line, without power over terminal, mail header or reading direction.

    Line breaks become a space, control characters (ESC first) and lone surrogates a visible U+FFFD; invisible format characters
    (bidi marks, embeddings, overrides, isolates, tags: UAX #9) vanish. Letters, accents and no-break spaces stay. Idempotent.
    """
    if text.replace(NO_BREAK, " ").replace(NARROW, " ").isprintable():  # quickly told: no other space, no control, no format
        return text
    return "".join(map(_shown, _BREAKS.sub(" ", text)))


def _shown(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Cs":
            return "\ufffd"
        case "Cf":
            return character if character in _KEPT_FORMATS else ""
        case _:
            return character


def french(text: str) -> str:
    """Our own French, typed with ordinary spaces and apostrophes, as a printer would set it. Quotes of a command stay straight."""
    first, *quoted = text.split("«")
    *before, last = "".join([first, *(f"«{NARROW}{part.lstrip(_SPACES)}" for part in quoted)]).split("»")
    text = "".join([*(f"{part.rstrip(_SPACES)}{NARROW}»" for part in before), last])
    for typed, printed in _TIGHT.items():
        text = text.replace(typed, printed)
    return english(text)


def nested(text: str) -> str:
    """*text* with “ ” around what is quoted within « », as the Imprimerie nationale has it. Idempotent; odd marks stay."""
    found, depth = [], 0
    for part in re.split(r"(«[ \u00a0\u202f]*|[ \u00a0\u202f]*»)", text):
        if part.startswith("«"):
            depth += 1
            found.append("“" if depth > 1 else part)
        elif part.endswith("»"):
            found.append("”" if depth > 1 else part)
            depth -= 1
            if depth < 0:
                return text
        else:
            found.append(part)
    return text if depth else "".join(found)


def english(text: str) -> str:
    """Our own English, typed with plain apostrophes, as a printer would set it. Idempotent."""
    return _APOSTROPHE.sub("’", text)


_TIED = expression(r"(?<=\d) (?=[\w€£%°])|(?:(?<=\bM\.|\bDr|\bMr|\bMs)|(?<=\bMM\.|\bMme|\bMrs)|(?<=\bMmes|\bMlle)) (?=[^\W\d_a-z])")


def held(text: str) -> str:
    """*text* with a no-break space between a number and what it counts, and between « Mme » and the name, for a reader that
    breaks lines itself."""
    return _TIED.sub(NO_BREAK, text)


# What is no letter of Latin script nor a sign of its printers: these take a cell each, but for the soft hyphen
_OF_ANY_WIDTH = expression("[^\x00-\xac\xae-\u02ff\u2010-\u2027\u202f-\u205e]")


def cells(text: str) -> int:
    """Terminal cells that *text* takes: 2 for wide East Asian characters and emoji (UAX #11), 0 for marks and joiners."""
    return len(text) if text.isascii() or not _OF_ANY_WIDTH.search(text) else sum(map(_cell, text))


@lru_cache(maxsize=4096)  # a long list has few letters
def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shortened(text: str, limit: int) -> str:
    """Return *text* within *limit* characters, cut between words where one ends late enough, with … where it was cut.

    A clause behind a semicolon stands whole, or not at all where half of the limit is used before it: none ends amid a name. A
    quotation that is cut is closed, a mark or two beyond the limit.
    """
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = max(cut.rfind(" "), cut.rfind(NO_BREAK))
    kept = cut[:space] if space > limit // 3 else cut
    clause = kept.rfind(";")
    kept = (kept[:clause] if clause > limit // 2 else kept).rstrip(" ,;:«“-–—|·" + NO_BREAK + NARROW)
    paired = ((start, end) for start, end in _QUOTES if text.count(start) == text.count(end[-1]))
    return f"{kept}…{''.join(end for start, end in paired if kept.count(start) > kept.count(end[-1]))}"
