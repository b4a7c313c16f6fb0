"""What somebody asks to be watched: an address with what they said of it, from options, a list of addresses or a shared list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from monitor.config import addresses, values
from monitor.errors import MonitorError
from monitor.model.frozen import dataclass, field, replace
from monitor.terminal.output import localized

PACK_KEYS = ("name", "url", "title", "tags", "schedule", "every", "sections", "documents")  # what a stranger may say of a page
_APART = " \t;,|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One page to be watched. What is not said is proposed."""

    url: str
    name: str | None = None
    title: str | None = None
    sections: tuple[str, ...] = ()  # words of headings
    documents: tuple[str, ...] = ()  # words of links
    orgcharts: tuple[str, ...] = ()
    schedule: Mapping[str, str] = field(default_factory=dict)  # `schedule` or `every`
    tags: tuple[str, ...] = ()
    table: Mapping[str, Any] = field(default_factory=dict)  # of a shared list: its sections and documents
    guessed: bool = False  # its scheme was put in: where https:// does not answer, http:// is tried
    typed: bool = True  # by somebody who means a private address; a shared list's author is a stranger


def address(text: str) -> str:
    """The http(s) address that *text* is, its scheme put in where it was left out; raises MonitorError where it is none."""
    typed = text.strip()
    url = f"https://{typed}" if is_bare(typed) else typed
    try:
        return addresses.page(url)
    except values.BadValue as wrong:
        why = {"url_password": localized("add.password")}.get(wrong.code, localized("add.not_an_address"))
        raise MonitorError.of("add.wrong_address", typed=typed, why=why) from None


def is_bare(text: str) -> bool:
    """Whether *text* is an address that only lacks its scheme."""
    return re.match(r"(?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d+)?(?:[/?#]|$)", text.strip()) is not None


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are of one page, however they are written: with or without TLS, a fragment, a slash after the host."""
    return _folded(one) == _folded(other)


def _folded(url: str) -> tuple[str, int | None, str, str]:
    parts = urlsplit(url.strip())
    port = parts.port if parts.port not in (80, 443) else None
    return (parts.hostname or "").rstrip("."), port, parts.path or "/", parts.query


def from_lines(text: str, defaults: Wish) -> Iterator[Wish | MonitorError]:
    """The wishes of a list: an address a line, a title behind it where there is one; comments and blank lines left out."""
    from monitor.model.frozen import replace

    for line in text.lstrip("\ufeff").splitlines():
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        first = re.split(rf"[{_APART}]", said, maxsplit=1)
        title = re.sub(r"\s+#\s.*$", "", first[1]).strip(_APART + "\"'") if len(first) > 1 else ""
        try:
            yield replace(defaults, url=address(first[0]), guessed=is_bare(first[0]), title=" ".join(title.split()) or None)
        except MonitorError as error:
            yield error


def from_pack(text: str, source: str, defaults: Wish) -> Iterator[Wish | MonitorError]:
    """The wishes of a shared list: [[watch]] tables as in config.toml, of which only what says what to watch is taken.

    Raises MonitorError where it is none: nothing in it may reach into the environment, or lift a limit of this installation.
    """
    try:
        tree = tomllib.loads(text.lstrip("\ufeff").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _no_pack(source, str(error)) from error
    tables = tree.get("watch")
    if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
        raise _no_pack(source, localized("add.no_watch"))
    if odd := sorted(tree.keys() - {"watch", "pack"}):
        raise _no_pack(source, localized("add.no_place", key=odd[0]))
    if "${" in text:
        raise _no_pack(source, localized("add.no_variables"))
    for table in tables:
        try:
            url = table.get("url")
            if odd := sorted(table.keys() - set(PACK_KEYS)):
                raise MonitorError(
                    localized("add.no_place_key", url=url, key=odd[0]),
                    remedy=localized("add.possible_keys", keys=", ".join(PACK_KEYS)),
                )
            if not isinstance(url, str):
                raise MonitorError(localized("add.without_url"))
            yield replace(
                defaults,
                url=address(url.replace("$$", "$")),
                guessed=is_bare(url),
                name=table.get("name"),
                title=table.get("title"),
                schedule={k: table[k] for k in ("schedule", "every") if k in table} or defaults.schedule,
                tags=(*table.get("tags", ()), *defaults.tags),
                table={k: table[k] for k in ("sections", "documents") if k in table},
                typed=False,
            )
        except MonitorError as error:
            yield error


def _no_pack(source: str, why: str) -> MonitorError:
    return MonitorError.of("add.no_list", source=source, why=why)
