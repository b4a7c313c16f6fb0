"""What is wrong with a CSS selector or a regular expression, and where (DESIGN 15.3).

The libraries that read them say so in English, for programmers; here their complaint becomes a code of `mistakes` with the place
that it is about. A complaint that is not known is still told, with its place.
"""

from __future__ import annotations

import re

LONGEST_PART = 24
_PLACE = re.compile(r"\b(?:position|postition) (\d+)")

# How soupsieve begins what it says -> our code. Its text, as of the version that requirements pin; the tests try each.
_CSS = (
    ("Malformed attribute", "css_attribute"),
    ("Malformed class", "css_class"),
    ("Malformed id", "css_id"),
    ("Malformed pseudo-class", "css_colon"),
    ("Invalid syntax for pseudo class", "css_argument"),
    ("Value in '", "css_argument"),
    ("Undefined custom", "css_pseudo"),
    ("Pseudo-element", "css_element"),
    ("Unmatched pseudo-class close", "css_close"),
    ("Unclosed pseudo-class", "css_open"),
    ("The combinator", "css_side"),
    ("The multiple combinators", "css_side"),
    ("Dangling combinator", "css_side"),
    ("Expected a selector", "css_side"),
    ("Tag name found", "css_tag"),
    ("At-rules", "css_rule"),
)

# What `re` says, all of it or its beginning -> our code.
_REGEX = (
    ("missing ), unterminated", "regex_open"),
    ("unterminated character set", "regex_bracket"),
    ("unbalanced parenthesis", "regex_close"),
    ("nothing to repeat", "regex_repeat"),
    ("multiple repeat", "regex_repeat"),
    ("min repeat greater", "regex_backwards"),
    ("bad character range", "regex_backwards"),
    ("bad escape", "regex_escape"),
)


def of_selector(text: str, said: str, place: int | None) -> tuple[str, dict[str, object]]:
    """The code and the facts (`part` of *text*, `at`: which character of it, from 1) for what soupsieve *said* of it.

    *place*: where soupsieve stopped, from 0, where it knows.
    """
    found = _PLACE.search(said)
    start = int(found[1]) if found else place or 0
    if text.lstrip().startswith("/"):
        return "css_xpath", _at(text, 0)
    if (rule := re.search(r"[{@]", text)) and start >= rule.start():
        return "css_rule", _at(text, rule.start())
    code = next((code for begins, code in _CSS if said.startswith(begins)), "css")
    if "was detected as a pseudo-class" in said or code == "css_pseudo":
        code, name = "css_pseudo", said.split("'")[1]
        return code, {"part": name, "at": max(text.lower().find(name), 0) + 1}
    bare = text.rstrip()
    if code == "css" and bare[-1:] in tuple(">+~,") and start >= len(bare) - 2:
        code, start = "css_side", len(bare) - 1
    elif code == "css" and text.lstrip()[:1] in tuple(">+~,") and not text[:start].strip():
        code, start = "css_side", len(text) - len(text.lstrip())
    elif code == "css_side" and text[start - 1 : start + 1] == "()":
        code, start = "css_argument", max(text.rfind(":", 0, start), 0)
    return code, _at(text, start)


def of_expression(error: Exception, bare: str) -> tuple[str, dict[str, object]]:
    """The same for what `re` raised of *bare*, the expression without its slashes; the first slash is character 1."""
    said, place = str(error), getattr(error, "pos", None) or 0
    code = next((code for begins, code in _REGEX if said.startswith(begins)), "regex")
    return code, {"part": _short(bare[place:] or bare[-1:]), "at": min(place, len(bare) - 1) + 2}


def _at(text: str, start: int) -> dict[str, object]:
    """What stands at *start* of *text*, short; at its end, the end itself."""
    return {"part": _short(text[start:].strip() or text.strip()[-1:]), "at": min(start, len(text.rstrip()) - 1) + 1}


def _short(part: str) -> str:
    return part if len(part) <= LONGEST_PART else part[:LONGEST_PART] + "…"
