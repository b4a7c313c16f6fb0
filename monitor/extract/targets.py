"""What an element leads to or shows beside words: a link's address, a picture, a frame (DESIGN 3.28). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.extract.addresses import absolute
from monitor.model import Frame, Image

if TYPE_CHECKING:
    from bs4 import Tag

_SPACE = re.compile(r"\s+")
# Addresses that only a script of the page can read (Cloudflare, TYPO3, Joomla): they may differ by visit.
_SCRAMBLED = re.compile(r"/cdn-cgi/l/email-protection|[?&]eid=(?:mail|email)|^(?:javascript|data|blob|about|vbscript):", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_PIXELS = re.compile(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*$")
_SMALL = 16  # pixels: a bullet, a spacer, a counting pixel
_HELD_BACK = ("data-src", "data-lazy-src", "data-original", "data-litespeed-src", "data-echo", "data-ll-status-src", "data-url")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")


def link_address(el: Tag, base: str) -> str | None:
    """Where *el* leads, absolute, mail and telephone included; None for a place on this page, a script, a scrambled address."""
    raw = _SPACE.sub(" ", str(el.attrs.get("href") or "")).strip()
    if not raw or raw.startswith("#") or _SCRAMBLED.search(raw):
        return None
    if _SCHEME.match(raw) and not raw.lower().startswith(("http:", "https:")):
        return raw
    return absolute(raw, base)


def name_of_link(el: Tag) -> str:
    """What a link without words is called: by its label, its title, or its picture's description."""
    own = el.attrs.get("aria-label") or el.attrs.get("title")
    inner = own or next((img.get("alt") for img in el.find_all("img") if img.get("alt")), "")
    return _SPACE.sub(" ", str(inner)).strip()


def picture_of(el: Tag, base: str) -> Image | None:
    """The picture that *el* shows; None for ornaments (alt="", no role), what is too small to see, and `data:` alone."""
    attrs = el.attrs
    alt = attrs.get("alt")
    if attrs.get("role") in ("presentation", "none") or attrs.get("aria-hidden") == "true" or _is_tiny(el):
        return None
    if alt is not None and not str(alt).strip():
        return None
    url = next((found for raw in _sources(el) if (found := absolute(raw, base))), None)
    return Image(_SPACE.sub(" ", str(alt or "")).strip(), url) if url else None


def largest_source(el: Tag, base: str) -> str | None:
    """The address of the largest copy of a picture that the page names; None where it has none of its own (`data:` alone)."""
    sets = [str(el.attrs[name]) for name in _SETS if el.attrs.get(name)]
    sized = [(float(size[1]), raw) for listed in sets for raw, size in _copies(listed) if size]
    chosen = [raw for _, raw in sorted(sized, key=lambda one: -one[0])][:1]
    return next((found for raw in (*chosen, *_sources(el)) if (found := absolute(raw, base))), None)


def _copies(listed: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The addresses of a srcset, each with its width or density."""
    for one in re.split(r",\s+", listed.strip()):
        raw, _, size = one.strip().rstrip(",").partition(" ")
        if raw and not raw.lower().startswith("data:"):
            yield raw, re.fullmatch(r"(\d+(?:\.\d+)?)[wx]", size.strip())


def frame_of(el: Tag, base: str) -> Frame | None:
    """The frame that *el* opens; None where it shows nothing: no address, or too small to see."""
    if _is_tiny(el) or el.attrs.get("aria-hidden") == "true":
        return None
    raws = [*(str(el.attrs[name]) for name in _HELD_BACK if el.attrs.get(name)), str(el.attrs.get("src") or "")]
    url = next((found for raw in raws if (found := absolute(raw, base))), None)
    return Frame(_SPACE.sub(" ", str(el.attrs.get("title") or "")).strip(), url) if url else None


def _is_tiny(el: Tag) -> bool:
    sides = [_PIXELS.match(str(el.attrs.get(name) or "")) for name in ("width", "height")]
    return any(side and int(side[1]) <= _SMALL for side in sides)


def _sources(el: Tag) -> Iterator[str]:
    """Addresses of a picture, the likeliest first: one that is loaded later stands beside a placeholder in `src`."""
    attrs = el.attrs
    yield from (str(attrs[name]) for name in _HELD_BACK if attrs.get(name))
    src = str(attrs.get("src") or "").strip()
    if src and not src.lower().startswith("data:"):
        yield src
    sets = [str(attrs[name]) for name in _SETS if attrs.get(name)]
    if el.parent is not None and el.parent.name == "picture":
        sources = el.parent.find_all("source")
        sets += [str(source.get(name)) for source in sources for name in _SETS if source.get(name)]
    for listed in sets:
        first = listed.strip().split()
        if first and not first[0].lower().startswith("data:"):
            yield first[0].rstrip(",")
