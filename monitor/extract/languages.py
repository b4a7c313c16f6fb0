"""Links that lead to the same page in another language: by attributes, addresses and what they say (DESIGN 3.5). Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.extract.lists import named
from monitor.extract.tree import Element

if TYPE_CHECKING:
    from monitor.extract.controls import Controls
    from monitor.extract.layout import LayoutBox

_HOST = re.compile(r"(?:https?:)?//([^./?#]*)[^/?#]*")  # of which the first part may name a language, and the last a country
_SEGMENT = re.compile(r"[/?&=.#:]+")
_CODE = re.compile(r"(?:.*[-_])?([a-z]{2,3})(?:[-_][a-z]{2})?")  # « fr-FR », « accueil_de »; « cours-de-breton » has none
_NOWHERE = ("#", "javascript:")
_LETTERS = re.compile(r"[^\W\d_]+")


def leads_to_language(link: Element) -> bool:
    """Whether *link* says that a language is there: by its attributes, or by a code in its address."""
    if "hreflang" in link.attrs or "lang" in link.attrs:
        return True
    if str(link.attrs["href"]).startswith(_NOWHERE) and str(link.attrs.get("data-lang") or "").lower()[:2] in named("languages"):
        return True  # a script takes it from there
    segments = _SEGMENT.split(_HOST.sub(r"\1", str(link.attrs["href"]).lower(), count=1))
    return any((code := _CODE.fullmatch(segment)) is not None and code[1] in named("languages") for segment in segments)


def chooses_language(box: LayoutBox) -> bool:
    """Whether *box* is a list to choose the page's language from: names of languages, each with its code or an address of its."""
    options = box.el.find_all("option") if box.name == "select" else []
    said = (set(_LETTERS.findall(option.get_text().casefold())) for option in options)
    codes = (_SEGMENT.split(str(option.attrs.get("value") or "").lower()) for option in options)
    coded = sum(
        any((code := _CODE.fullmatch(part)) is not None and code[1] in named("languages") for part in parts) for parts in codes
    )
    return len(options) > 1 and 2 * coded >= len(options) and all(one <= named("languages") for one in said)


def offers_languages(box: LayoutBox, controls: Controls) -> bool:
    """Whether the links in *box* say nothing but what languages are called, and each is this very page: « Traduire : Français »."""
    links, names = box.el.find_all("a", href=True), named("languages")
    said = (set(_LETTERS.findall(link.get_text().casefold())) for link in links)
    own = (href == "#" or href.startswith(("?", "javascript:")) for href in (str(link.attrs["href"]) for link in links))
    if len(links) != controls.count("all", box) or not all(own):
        return False
    return all(map(leads_to_language, links)) and all(one and one <= names for one in said)
