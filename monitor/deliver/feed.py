"""An Atom feed in a file (RFC 4287): one entry per alert, newest first, for whoever follows news in a feed reader."""

from __future__ import annotations

import os
import re
import threading
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from monitor import __version__
from monitor.files import put
from monitor.i18n.locale import locale_of
from monitor.model import ERASED, Accepted, Channel, Config, Delivery, Language, Later, Message, Refused, StopList

MOST = 200  # entries kept
SCHEME = "atom:"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_IDS = uuid.UUID("0f0e2c9c-53c5-5a0c-9d0b-6f1d3a4a7c11")  # of nothing else: the names below it are our idempotency keys
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2
_WRITING = threading.Lock()  # two channels may share a file

ET.register_namespace("", _ATOM)


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Put *message* into the feed's file, in the place of the entry of the same *key*; the file is replaced whole."""
    path = file_of(channel.to, config)
    try:
        with _WRITING:
            # No entries where there is no file yet, or an empty one that only holds the place and its permissions
            data = path.read_bytes().strip() if path.exists() else b""
            root = ET.fromstring(data) if data else ET.Element(_name("feed"))
            if root.tag != _name("feed"):
                raise _NoFeedError
            entries = [e for e in root.findall(_name("entry")) if e.findtext(_name("id")) != _urn(key)]
            entries.append(_entry(message, key, channel.language))
            newest = sorted(entries, key=lambda e: e.findtext(_name("updated")) or "", reverse=True)[:MOST]
            feed = ET.Element(_name("feed"), {f"{{{_XML}}}lang": channel.language})
            _add(feed, "id", _urn(channel.key))
            _add(feed, "title", locale_of(channel.language).text("notices.feed"))
            _add(feed, "updated", newest[0].findtext(_name("updated")) or "")
            _add(_add(feed, "author"), "name", "city-page-monitor")
            _add(feed, "generator", "city-page-monitor", version=__version__)
            feed.extend(newest)
            _replace(path, ET.tostring(feed, encoding="utf-8", xml_declaration=True), channel.mode)
    except (ET.ParseError, _NoFeedError):
        return Refused(f"{path}: not an Atom feed; move it away, or name another file", "file", whole=True)
    except (PermissionError, IsADirectoryError, NotADirectoryError, FileNotFoundError) as error:
        return Refused(f"{path}: {error.strerror}", "file", whole=True)
    except OSError as error:
        return Later(f"{path}: {error.strerror}", cause="file")
    return Accepted()


def file_of(to: str, config: Config) -> Path:
    """The file of an `atom:` address: relative to config.toml, "~" the home folder; where it is a link, what that leads to."""
    return (config.path.parent / Path(to.strip()[len(SCHEME) :]).expanduser()).resolve()


def without(path: Path, stops: Sequence[StopList], mode: int | None, *, rewrite: bool) -> int:
    """How many entries of our feed *path* hold a form of *stops*; *rewrite*: they stay, without what they said (5.17)."""
    from monitor.erasure.matching import without as erased_from  # no alert needs them (DESIGN §9)
    from monitor.erasure.values import names_in

    try:
        data = path.read_bytes()
        root = ET.fromstring(data)
    except (OSError, ET.ParseError):
        return 0
    named = [entry for entry in root.iter(_name("entry")) if names_in(stops, ET.tostring(entry))]
    if rewrite and named:
        for entry in named:
            for part in (entry.find(_name("title")), entry.find(_name("content"))):
                if part is not None:
                    part.text, part.attrib["type"] = ERASED, "text"
            for link in entry.findall(_name("link")):
                link.attrib["href"] = erased_from(stops, link.attrib.get("href", ""))
        _replace(path, ET.tostring(root, encoding="utf-8", xml_declaration=True), mode)
    return len(named)


class _NoFeedError(ValueError):
    """The file holds something else, which is not ours to overwrite."""


# ----------------------------------------------------------------------------------------------------------------- the document


def _entry(message: Message, key: str, language: Language) -> ET.Element:
    entry = ET.Element(_name("entry"), {f"{{{_XML}}}lang": language})
    _add(entry, "id", _urn(key))
    _add(entry, "title", message.subject, type="text")
    # When it was seen; of a message about no visit, now (RFC 3339).
    seen = message.payload.get("checked_at")
    at_once = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    _add(entry, "updated", seen if isinstance(seen, str) else at_once)
    if message.link:
        _add(entry, "link", rel="alternate", href=message.link)
    if message.fragment:
        _add(entry, "content", message.fragment, type="html")
    else:
        _add(entry, "content", message.text, type="text")
    return entry


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, _name(name), {k: _NO_XML.sub("\ufffd", v) for k, v in attributes.items()})
    child.text = None if text is None else _NO_XML.sub("\ufffd", text)
    return child


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _urn(key: str) -> str:
    return uuid.uuid5(_IDS, key).urn


# --------------------------------------------------------------------------------------------------------------------- the file


def _replace(path: Path, data: bytes, wanted: int | None) -> None:
    """Write *data* in the place of *path*, all or nothing, with the permissions *wanted*; None: those that the file has."""
    path.parent.mkdir(exist_ok=True)  # one level: further up it is rather a disk that is not mounted
    if wanted is None and path.exists():
        wanted = path.stat().st_mode & 0o777
    elif wanted is None:  # what the umask leaves of rw-rw-rw-: others are to read a feed
        umask = os.umask(0o077)  # asking for it sets it, so it is put back at once
        os.umask(umask)
        wanted = 0o666 & ~umask
    put(path, data, wanted)
