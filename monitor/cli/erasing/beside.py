"""What else holds a name that goes out of the database: feeds, copies, other databases, the configuration (DESIGN 5.17)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from urllib.parse import quote, unquote

from monitor.config.editing import readdressed
from monitor.config.saving import edit, keep_secrets
from monitor.confine import Confined
from monitor.deliver import feed
from monitor.documents.kinds import PICTURES, READ
from monitor.erasure.matching import holds, spans
from monitor.model import Config, StopList, Unreadable
from monitor.model.frozen import dataclass
from monitor.pdf.sniff import sniff
from monitor.store.before import copies

_VARIABLE = "PAGE"
_WHOLE = re.compile(r"[/?&=#]")  # a part with one of these would be asked for encoded
_SQLITE = b"SQLite format 3\x00"


class Reads:
    """`store.erasing.ReadsBytes`, by the confined reader."""

    def __init__(self, reader: Confined) -> None:
        self._reader = reader

    def __call__(self, data: bytes) -> Sequence[str] | None:
        """The words of a document; () of what is no document; None where nobody can look into it."""
        media_type = sniff(data)
        if media_type in PICTURES:
            return None
        if media_type not in READ:
            return ()
        content = self._reader.read(data, "text")
        if isinstance(content, Unreadable) or not content.text:
            return None
        return [block.text for block in content.text]


def feed_files(config: Config) -> dict[Path, int | None]:
    """The files of feeds, with the mode that each is to have."""
    return {feed.file_of(one.to, config): one.mode for one in config.channels if one.to.strip().startswith(feed.SCHEME)}


def named_feeds(config: Config, stops: Sequence[StopList], *, rewrite: bool) -> Iterator[tuple[Path, int]]:
    """The feeds that hold a form of *stops*, and how many of their entries do; *rewrite*: they no longer do."""
    for path, mode in feed_files(config).items():
        count = feed.without(path, stops, mode, rewrite=rewrite)
        if count:
            yield path, count


def named_lines(file: Path | None, stops: Sequence[StopList]) -> Iterator[int]:
    """The lines of a file of ours, config.toml or that of its values, that hold a form of *stops*."""
    for number, line in enumerate(file.read_text("utf-8").splitlines() if file and file.exists() else (), 1):
        if holds(stops, line):
            yield number


def named_by_configuration(config: Config, stops: Sequence[StopList]) -> str | None:
    """A name of a watch or an item of the configuration that holds a form of *stops*: the record stands under it."""
    said = [text for watch in config.watches for text in (watch.name, *watch.recipe.items)]
    return next((text for text in said if holds(stops, text)), None)


@dataclass(frozen=True, slots=True)
class NamedAddress:
    """An address that a watch needs: as it is to be written, with a variable for what is to be erased, and the variable's value."""

    watch: str
    url: str
    variable: str
    value: str


def named_addresses(config: Config, stops: Sequence[StopList]) -> Iterator[NamedAddress]:
    """The addresses of watches that hold a form of *stops*, and how they stay out of all that is stored and shown (7.7)."""
    taken = {name for watch in config.watches if watch.placeholders for name, _ in watch.placeholders.values} | set(os.environ)
    for watch in config.watches:
        found = spans(stops, watch.url)
        if found:
            variable = next(name for n in count(1) if (name := f"{_VARIABLE}_{n}") not in taken)
            taken.add(variable)
            start, end = found[0][0], found[-1][1]
            value = unquote(watch.url[start:end])
            if _WHOLE.search(value) or quote(value) != watch.url[start:end]:  # else another address would be asked for
                start, end, value = 0, len(watch.url), watch.url
            yield NamedAddress(watch.name, f"{watch.url[:start]}${{{variable}}}{watch.url[end:]}", variable, value)


def kept_apart(config: Config, addresses: Sequence[NamedAddress]) -> None:
    """Write *addresses* into config.toml with their variables, and the values into the file of `env_file`. Raises MonitorError."""
    keep_secrets(values_file(config), {one.variable: one.value for one in addresses})
    env_file = None if config.env_file else values_file(config).name
    for one in addresses:
        edit(config.path, partial(readdressed, name=one.watch, url=one.url, env_file=env_file), os.environ)


def values_file(config: Config) -> Path:
    """The file of `env_file`, or the one that will be."""
    return config.env_file or config.path.with_name("secrets.env")


def old_copies(config: Config) -> list[Path]:
    """The copies made before the tables changed: they hold what is erased, and go."""
    return copies(config.database)


def other_databases(config: Config) -> list[Path]:
    """Files beside the database that may be backups of it: whoever made them has to decide."""
    known = {config.database, *copies(config.database)}
    folders = dict.fromkeys((config.database.parent, config.path.parent))
    return [path for folder in folders for path in sorted(folder.iterdir()) if path not in known and _is_database(path)]


def _is_database(path: Path) -> bool:
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(_SQLITE)) == _SQLITE
    return False
