"""What `erase`, `prune` and `restore` share: what lies beside the database, and what is said of an erasure (DESIGN 5.17).

Feeds, copies, other databases and the configuration may hold the name as well; at the terminal it is said what goes, what stays and
what somebody has to decide.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote

from monitor.config.editing import readdressed
from monitor.config.saving import edit, keep_secrets
from monitor.confine import Confined
from monitor.deliver import feed
from monitor.documents.kinds import PICTURES, READ
from monitor.erasure.doubts import Doubts
from monitor.erasure.matching import holds, spans
from monitor.i18n.locale import locale_of
from monitor.i18n.typography import clean
from monitor.model import Config, Language, StopList, Unreadable
from monitor.model.frozen import dataclass
from monitor.pdf.sniff import sniff
from monitor.report.layout import Run, Terminal
from monitor.store.blobs import Dropped
from monitor.store.erasing import Erased
from monitor.store.migrating import copies
from monitor.store.pruning import Pruned
from monitor.terminal.output import localized

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
            variable = next(name for n in range(1, len(taken) + 2) if (name := f"{_VARIABLE}_{n}") not in taken)
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
    found: list[Path] = []
    for path in (path for folder in folders for path in sorted(folder.iterdir()) if path not in known):
        with suppress(OSError):
            if path.is_file():
                with path.open("rb") as file:
                    found += [path] if file.read(len(_SQLITE)) == _SQLITE else []
    return found


_MOST = 30  # lines of a list; the JSON has all
_MOST_AROUND = 6  # of the places of a form

Kind = Literal["person", "address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """All that an erasure comes upon."""

    kind: Kind
    erased: Erased
    doubts: Doubts
    feeds: tuple[tuple[Path, int], ...]
    copies: tuple[Path, ...]
    databases: tuple[Path, ...]
    lines: tuple[int, ...]  # of config.toml
    values: tuple[int, ...]  # of the file of its values
    addresses: tuple[NamedAddress, ...]  # of watches, kept apart now


def erased_text(found: Erasure, config: Config, to: Terminal, *, dry_run: bool) -> str:
    """What went, or would go, as paragraphs."""
    erased, doubts, language = found.erased, found.doubts, to.language
    anything = erased or found.feeds or not doubts.uncertain
    uncertain = (
        f"{_place(d.watch, d.snapshot, d.item)}« {clean(d.text)} » ({localized(f'erasing.why.{d.why}')})" for d in doubts.uncertain
    )
    named = [clean(d.named) for d in doubts.uncertain if d.named and '"' not in d.named][:1]
    how = [localized("erasing.uncertain_do", named=one) for one in named]
    lines, values = (", ".join(map(str, numbers)) for numbers in (found.lines, found.values))
    # How it is written, and where it is tried what stands around each: nobody else's name is to go unseen
    forms = [localized("erasing.forms")] if erased.forms else []
    width = max((len(clean(text)) for text, _, _ in erased.forms[:_MOST]), default=0)
    for text, count, around in erased.forms if dry_run else erased.forms[:_MOST]:
        forms.append(f"  {clean(text):<{width}}  {count:>4}")
        if dry_run:
            forms += [f"    « {clean(one)} »" for one in around[:_MOST_AROUND]]
            forms += [f"    {localized('erasing.more', n=len(around) - _MOST_AROUND)}"] if len(around) > _MOST_AROUND else []
    if not dry_run and len(erased.forms) > _MOST:
        forms.append(f"  {localized('erasing.more', n=len(erased.forms) - _MOST)}")
    parts = [
        [localized("erasing.done" if not dry_run else "erasing.tried" if anything else "erasing.tried_nothing")],
        forms,
        _listed("erasing.versions", versions(erased.versions)),
        _listed("erasing.bytes", (_bytes(one, language) for one in erased.bytes)),
        _listed("erasing.feeds", (f"{localized('erasing.placed', where=path)}{count}" for path, count in found.feeds)),
        _listed("erasing.copies", map(str, found.copies)),
        [localized("erasing.alerts", n=erased.alerts)] if erased.alerts else [],
        [localized("erasing.stays")] if erased.versions else [],
        _listed("erasing.unprovable", versions(erased.unprovable)),
        _listed("erasing.unproven", versions(erased.unproven)),
        # all: each is to be decided
        [localized("erasing.uncertain"), *(f"  {line}" for line in dict.fromkeys(uncertain)), *how] if doubts.uncertain else [],
        [localized("erasing.namesakes", n=doubts.namesakes)] if doubts.namesakes else [],
        _listed("erasing.unread", (_bytes(one, language) for one in erased.unread)),
        _listed("erasing.databases", map(str, found.databases)),
        *([localized("erasing.apart", watch=o.watch, file=values_file(config), url=o.url)] for o in found.addresses),
        [localized("erasing.lines", file=config.path, lines=lines)] if lines and not (dry_run and found.addresses) else [],
        [localized("erasing.values", file=config.env_file, lines=values)] if values and not found.addresses else [],
        [localized("erasing.elsewhere")],
    ]
    return _put(parts, to)


def _put(parts: Iterable[list[str]], to: Terminal) -> str:
    """Sentences broken at the width of the terminal; lists as they are."""
    return "\n\n".join("\n".join(line if line.startswith("  ") else to.put(Run(line)) for line in part) for part in parts if part)


def _listed(key: str, lines: Iterable[str]) -> list[str]:
    said = list(lines)
    shown = [f"  {line}" for line in said[:_MOST]]
    more = [f"  {localized('erasing.more', n=len(said) - _MOST)}"] if len(said) > _MOST else []
    return [localized(key), *shown, *more] if said else []


def versions(found: Iterable[tuple[str, int]]) -> list[str]:
    """« valmont: 1–4, 6 » for each watch."""
    said = []
    for watch, rows in groupby(found, key=lambda one: one[0]):
        spans: list[list[int]] = []
        for _, number in rows:
            if spans and number == spans[-1][1] + 1:
                spans[-1][1] = number
            else:
                spans.append([number, number])
        numbers = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)
        said.append(localized("erasing.placed", where=watch) + numbers)
    return said


def _bytes(one: Dropped, language: Language) -> str:
    return f"{_place(one.watch, one.snapshot, one.item)}{locale_of(language).size(one.size)}, SHA-256 {one.sha256[:12]}…"


def _place(watch: str | None, snapshot: int | None, item: str | None) -> str:
    where = watch or ""
    where += f"@{snapshot}" if snapshot is not None else ""
    where += f" {clean(item)}" if item else ""
    return localized("erasing.placed", where=where) if where else ""


def pruned_text(found: Pruned, databases: Iterable[Path], to: Terminal, *, dry_run: bool) -> str:
    """What was pruned, or would be, as paragraphs."""
    gone = [(w.watch, number) for w in found.watches for number in w.versions]
    kept = [(w.watch, number) for w in found.watches for number in w.kept]
    size = to.locale.size(found.bytes)
    parts = [
        [localized("erasing.tried" if dry_run else "erasing.pruned")],
        _listed("erasing.prune_versions", versions(gone)),
        [
            localized("erasing.prune_files", n=found.files, size=size),
            localized("erasing.prune_changes", n=found.changes),
            *([localized("erasing.prune_alerts", n=found.alerts)] if found.alerts else []),
        ],
        [localized("erasing.prune_stays")],
        _listed("erasing.prune_oldest", versions((w.watch, w.oldest) for w in found.watches)),
        _listed("erasing.prune_kept", versions(kept)),
        _listed("erasing.databases_old", map(str, databases)),
    ]
    return _put(parts, to)
