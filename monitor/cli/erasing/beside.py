"""What else holds a name that goes out of the database: feeds, copies, other databases, the configuration (DESIGN 5.17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from monitor.confine import Confined
from monitor.deliver import feed
from monitor.documents.kinds import PICTURES, READ
from monitor.erasure.matching import holds
from monitor.model import Config, StopList, Unreadable
from monitor.pdf.sniff import sniff
from monitor.store.before import copies

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


def named_lines(config: Config, stops: Sequence[StopList]) -> Iterator[int]:
    """The lines of config.toml that hold a form of *stops*."""
    for number, line in enumerate(config.path.read_text("utf-8").splitlines(), 1):
        if holds(stops, line):
            yield number


def named_by_configuration(config: Config, stops: Sequence[StopList]) -> str | None:
    """A name or address of the configuration that holds a form of *stops*: the record stands under it."""
    said = [text for watch in config.watches for text in (watch.name, watch.url, *watch.recipe.items)]
    return next((text for text in said if holds(stops, text)), None)


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
