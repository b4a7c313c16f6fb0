"""Many pages added in one go: looked at side by side, written and visited a handful at a time, told in one table (DESIGN 4.5)."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from monitor.cli.adding.choose import check_free, chosen, name_of, watch_table
from monitor.cli.adding.look import LookedAt, look
from monitor.cli.adding.told import added_json, found_words, looks
from monitor.cli.adding.wish import Wish, from_lines, from_pack, same_page
from monitor.cli.adding.write import Ready, at_work, first_visits, kept_names, known_config, send, tried, write
from monitor.confine import Confined
from monitor.errors import ConfigError, MonitorError, NothingFound, refused
from monitor.fetch import Fetcher
from monitor.i18n.typography import clean
from monitor.model import CheckResult, Config, Fetched, FetchFailed, Visiting
from monitor.pipeline.doors import ReadOnce
from monitor.records import now, read_config
from monitor.report.layout import Run
from monitor.report.terminal import Terminal
from monitor.terminal.say import Progress, error_text, json_line, localized, rendered, terminal, terminal_language

AT_ONCE = 8  # pages whose answers are held in memory
LARGEST = 1_000_000  # bytes of a shared list


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressOutcome:
    """What became of one address. `ready` None: it was not added, for `trouble`; `known`: because it is watched already."""

    said: str  # the address, or what stood in its place
    ready: Ready | None = None
    result: CheckResult | None = None
    trouble: MonitorError | None = None
    known: bool = False


def listed(list_path: Path | None, pack: str | None, defaults: Wish) -> list[Wish | MonitorError]:
    """The wishes of a file of addresses, or of a shared list, in their order."""
    if pack is not None:
        return list(from_pack(_pack_text(pack), pack, defaults))
    assert list_path is not None
    found = list(from_lines(_file_text(list_path), defaults))
    if not found:
        raise NothingFound(
            localized("add.empty_list", list_path=list_path),
            remedy=localized("add.empty_list_do"),
        )
    return found


def _file_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MonitorError(
            localized("add.no_utf8", path=path),
            remedy=localized("add.no_utf8_do"),
        ) from error
    except OSError as error:
        raise MonitorError(refused(path, error)) from error


def _pack_text(pack: str) -> str:
    if not pack.startswith(("http://", "https://")):
        return _file_text(Path(pack))
    visiting = Visiting()
    with Fetcher(contact=None, now=now, sleep=time.sleep) as web:
        came = web.get(
            pack, visiting=visiting, max_bytes=LARGEST, deadline=now() + visiting.visit_timeout, accept="document", as_typed=True
        )
    if isinstance(came, Fetched) and came.http.status < 400 and not came.cut:
        return came.body.decode("utf-8", "replace")
    detail = came.detail if isinstance(came, FetchFailed) else localized("add.incomplete")
    raise NothingFound(localized("add.pack_unread", pack=pack, detail=detail))


def add_many(wishes: Sequence[Wish | MonitorError], path: Path, *, as_json: bool) -> int:
    """Add each; one that can't be added stops no other. 0 where all are watched now, else 1 (4.3)."""
    config = known_config(path)
    rows: list[AddressOutcome] = []
    with Progress(len(wishes)) as progress:
        for row in _added(wishes, config, path):
            rows.append(row)
            if as_json and row.ready:
                progress.clear()
                print(json_line(added_json(row.ready, row.result, config)), flush=True)
            progress.show(len(rows), len(wishes))
    to = terminal(sys.stderr if as_json else sys.stdout, terminal_language(), config.timezone)
    print(table(rows, to), file=sys.stderr if as_json else sys.stdout, flush=True)
    return 0 if all(r.known or (r.ready and not (r.result and r.result.failures)) for r in rows) else 1


def _added(wishes: Sequence[Wish | MonitorError], config: Config, path: Path) -> Iterator[AddressOutcome]:
    waiting = iter(wishes)
    with Fetcher(contact=config.contact, now=now, sleep=time.sleep) as web, ThreadPoolExecutor(AT_ONCE) as pool:
        while handful := list(islice(waiting, AT_ONCE)):
            with Confined() as confined, at_work(config) as store:
                pdf = ReadOnce(confined)
                known = known_config(path)
                seen = list(pool.map(lambda wish: _looked(wish, known, web, pdf), handful))  # noqa: B023 - map ends within the loop
                rows = list(_tried(seen, known, path, pdf))
                ready = [row.ready for row in rows if row.ready]
                if ready:
                    write(path, [one.table for one in ready])
                    known = read_config(path)
                results = {r.watch: r for r in first_visits(ready, known, store, pdf)} if store and ready else {}
                if store:
                    send(store, known)
            yield from (replace(row, result=results.get(row.ready.watch.name)) if row.ready else row for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    row: AddressOutcome
    seen: LookedAt | None = None


def _looked(wish: Wish | MonitorError, config: Config, web: Fetcher, pdf: ReadOnce) -> _Looked:
    if isinstance(wish, MonitorError):
        return _Looked(row=AddressOutcome(said="", trouble=wish))
    if any(same_page(w.url, wish.url) for w in config.watches):
        return _Looked(row=AddressOutcome(said=wish.url, known=True))
    try:
        return _Looked(row=AddressOutcome(said=wish.url), seen=look(wish, config, web, pdf))
    except MonitorError as error:
        return _Looked(row=AddressOutcome(said=wish.url, trouble=error))


def _tried(looked: Sequence[_Looked], config: Config, path: Path, pdf: ReadOnce) -> Iterator[AddressOutcome]:
    """Each with a name of its own, tried out; of two lines with one address the first."""
    kept = kept_names(config)
    taken = {w.name.casefold() for w in config.watches}
    urls: list[str] = []
    for one in looked:
        if one.seen is None:
            yield one.row
            continue
        wish = one.seen.wish
        if any(same_page(url, wish.url) for url in urls):
            yield replace(one.row, known=True)
            continue
        try:
            check_free(wish.url, wish.name, config, kept)
            items = chosen(one.seen)
            if not any(items.values()):
                raise NothingFound(localized("add.nothing"), remedy=f"monitor outline {wish.url}")
            name = wish.name or name_of(one.seen.title, wish.url, taken, kept)
            ready = tried(one.seen, watch_table(one.seen, name, one.seen.title, items), path, pdf)
        except MonitorError as error:
            yield replace(one.row, trouble=error)
            continue
        taken.add(name.casefold())
        urls.append(wish.url)
        yield replace(one.row, ready=ready)


# ----------------------------------------------------------------------------------------------------------------------- table


def table(rows: Sequence[AddressOutcome], to: Terminal) -> str:
    """What was found of each, and what needs a look; a line of sums at the end."""
    lines = [line for row in rows for line in _lines(row, to)]
    added = [row.ready for row in rows if row.ready]
    odd, bad, known = sum(any(looks(r)) for r in added), sum(row.trouble is not None for row in rows), sum(r.known for r in rows)
    counted = {"added": len(added), "to_look_at": odd, "already_watched": known, "refused": bad}
    sums = [localized(f"add.sums.{key}", n=number) for key, number in counted.items() if number or key == "added"]
    return "\n".join([*lines, "", to.put(Run(", ".join(sums) + ".", "strong"))])


def _lines(row: AddressOutcome, to: Terminal) -> Iterator[str]:
    if row.ready is not None:
        odd = list(looks(row.ready))
        yield to.put(
            *_head("!" if odd else "✓", "new" if odd else "good"), Run(clean(row.ready.watch.title_of()), "strong"), rest="  "
        )
        yield to.put(Run(clean(row.ready.watch.url), "quiet"), first="    ")
        yield to.put(Run(localized("add.between").join(found_words(row.ready))), first="    ")
        yield from (to.put(Run(said, "new"), first="    ") for said in odd)
    elif row.trouble is None:
        yield to.put(*_head("·", "quiet"), Run(clean(row.said)), rest="  ")
        yield to.put(Run(localized("add.known"), "quiet"), first="    ")
    else:
        said = clean(error_text(row.trouble)) if isinstance(row.trouble, ConfigError) else clean(rendered(row.trouble.message))
        yield to.put(*_head("✗", "bad"), Run(clean(row.said or said)), rest="  ")
        if row.said:
            yield to.put(Run(said.removeprefix(f"{row.said}\u00a0: ").removeprefix(f"{row.said}: ")), first="    ")


def _head(mark: str, style: str) -> list[Run]:
    return [Run(mark, style), Run("\u00a0")]  # type: ignore[arg-type]
