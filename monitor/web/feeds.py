"""Changes as an Atom feed (RFC 4287), made when it is asked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from monitor import __version__
from monitor.model.shapes import machine_time
from monitor.web.words import Words

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom(
    entries: Sequence[tuple[Any, datetime]],
    words: Words,
    origin: str,
    about: tuple[str, str, str],
    shown: Callable[[str], str] = str,
) -> bytes:
    """*entries* (`seen.Entry`, time), newest first. *origin*: "https://host"; *about*: the feed's address, its page's, its title;
    *shown*: what is written of a text.
    """
    here, page, title = about
    feed = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": words.language})
    _add(feed, "id", origin + here)
    _add(feed, "title", shown(title))
    _add(feed, "updated", machine_time(entries[0][1] if entries else _NEVER))
    _add(feed, "link", rel="self", type="application/atom+xml", href=origin + here)
    _add(feed, "link", rel="alternate", type="text/html", href=origin + page)
    _add(_add(feed, "author"), "name", words.say("site"))
    _add(feed, "generator", "city-page-monitor", version=__version__)
    for one, at in entries:
        item = _add(feed, "entry")
        _add(item, "id", origin + one.url)
        _add(item, "title", shown(f"{one.page} — {one.sentence}"), type="text")
        _add(item, "updated", machine_time(at))
        _add(item, "link", rel="alternate", type="text/html", href=origin + one.url)
        lines = ["".join(span.text for span in line.spans) for line in one.lines]
        _add(
            item,
            "summary",
            shown("\n".join([words.locale.text("report.about", item=one.item, summary=one.sentence), *lines])),
            type="text",
        )
    ET.register_namespace("", _ATOM)
    made: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", {key: _NO_XML.sub("\ufffd", value) for key, value in attributes.items()})
    if text is not None:
        child.text = _NO_XML.sub("\ufffd", text)
    return child
