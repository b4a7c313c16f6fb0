"""What is said of an erasure at the terminal: what goes, what stays, what somebody has to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal

from monitor.cli.erasing.beside import NamedAddress, values_file
from monitor.erasure.doubts import Doubts
from monitor.i18n.locale import locale_of
from monitor.i18n.typography import clean
from monitor.model import Config, Language
from monitor.model.frozen import dataclass
from monitor.report.layout import Run
from monitor.report.terminal import Terminal
from monitor.store.blobs import Dropped
from monitor.store.erasing import Erased
from monitor.store.pruning import Pruned
from monitor.terminal.say import localized

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
    return _put(_paragraphs(found, config, to.language, dry_run), to)


def _put(parts: Iterable[list[str]], to: Terminal) -> str:
    """Sentences broken at the width of the terminal; lists as they are."""
    return "\n\n".join("\n".join(line if line.startswith("  ") else to.put(Run(line)) for line in part) for part in parts if part)


def _paragraphs(found: Erasure, config: Config, language: Language, dry_run: bool) -> Iterator[list[str]]:
    erased, doubts = found.erased, found.doubts
    yield [localized("erasing.tried" if dry_run else "erasing.done")]
    if erased.forms:
        yield _forms(erased, dry_run)
    if erased.versions:
        yield _listed("erasing.versions", versions(erased.versions))
    yield _listed("erasing.bytes", (_bytes(one, language) for one in erased.bytes))
    if found.feeds:
        yield _listed("erasing.feeds", (f"{localized('erasing.placed', where=path)}{count}" for path, count in found.feeds))
    yield _listed("erasing.copies", map(str, found.copies))
    if erased.alerts:
        yield [localized("erasing.alerts", n=erased.alerts)]
    if erased.versions:
        yield [localized("erasing.stays")]
    if erased.unprovable:
        yield _listed("erasing.unprovable", versions(erased.unprovable))
    if erased.unproven:
        yield _listed("erasing.unproven", versions(erased.unproven))
    if doubts.uncertain:
        said = (
            f"{_place(d.watch, d.snapshot, d.item)}« {clean(d.text)} » ({localized(f'erasing.why.{d.why}')})"
            for d in doubts.uncertain
        )
        named = [clean(d.named) for d in doubts.uncertain if d.named and '"' not in d.named][:1]
        how = [localized("erasing.uncertain_do", named=one) for one in named]
        yield [localized("erasing.uncertain"), *(f"  {line}" for line in dict.fromkeys(said)), *how]  # all: each is to be decided
    if doubts.namesakes:
        yield [localized("erasing.namesakes", n=doubts.namesakes)]
    yield _listed("erasing.unread", (_bytes(one, language) for one in erased.unread))
    yield _listed("erasing.databases", map(str, found.databases))
    for one in found.addresses:
        yield [localized("erasing.apart", watch=one.watch, file=values_file(config), url=one.url)]
    if found.lines and not (dry_run and found.addresses):
        yield [localized("erasing.lines", file=config.path, lines=", ".join(map(str, found.lines)))]
    if found.values and not found.addresses:
        yield [localized("erasing.values", file=config.env_file, lines=", ".join(map(str, found.values)))]
    yield [localized("erasing.elsewhere")]


def _forms(erased: Erased, dry_run: bool) -> list[str]:
    """How it is written, and where it is tried what stands around each: nobody else's name is to go unseen."""
    width = max(len(clean(text)) for text, _, _ in erased.forms[:_MOST])
    said = [localized("erasing.forms")]
    for text, count, around in erased.forms if dry_run else erased.forms[:_MOST]:
        said.append(f"  {clean(text):<{width}}  {count:>4}")
        if dry_run:
            said += [f"    « {clean(one)} »" for one in around[:_MOST_AROUND]]
            said += [f"    {localized('erasing.more', n=len(around) - _MOST_AROUND)}"] if len(around) > _MOST_AROUND else []
    more = 0 if dry_run else len(erased.forms) - _MOST
    return [*said, f"  {localized('erasing.more', n=more)}"] if more > 0 else said


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
