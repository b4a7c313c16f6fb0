"""`monitor add URL`: a page is watched from now on: asked what of it, written into config.toml, visited (DESIGN 4.5).

Many pages in one go are looked at side by side, written and visited a handful at a time, and told in one table.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import click

from monitor.cli.adding.dialogue import added_json, answered, found_words, looks, offered, print_added
from monitor.cli.adding.look import LookedAt, look
from monitor.cli.adding.wish import Wish, address, from_lines, from_pack, is_bare, same_page
from monitor.cli.adding.write import (
    Ready,
    Restless,
    at_work,
    check_free,
    chosen,
    first_visits,
    has_names,
    kept_names,
    known_config,
    name_of,
    restless,
    send,
    tried,
    watch_table,
    with_ignored,
    write,
)
from monitor.cli.options import FILE, argument, config_option, described, json_option, option
from monitor.config import values
from monitor.config.plain_words import schedule_of
from monitor.confine import Confined
from monitor.errors import ConfigError, MonitorError, NothingFound, refused
from monitor.extract.offers import Offer
from monitor.fetch import Fetcher
from monitor.i18n.typography import clean
from monitor.model import CheckResult, Config, Fetched, FetchFailed, Visiting
from monitor.model.frozen import dataclass, replace
from monitor.pipeline.doors import ReadOnce
from monitor.records import now, read_config
from monitor.report.layout import Run, Terminal
from monitor.terminal.logs import set_up
from monitor.terminal.output import (
    Progress,
    Waiting,
    error_text,
    json_line,
    localized,
    note,
    rendered,
    speak_as_written,
    terminal,
    terminal_language,
)
from monitor.wiring import network

FAILED = 1


def _in_time(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """--every or --schedule as config.toml takes it; what people say of times is translated, or sent to the other option."""
    if value is None:
        return None
    own = str(parameter.name)
    try:
        (values.period if own == "every" else values.crontab)(value)
    except values.BadValue:
        name, _, rest = (schedule_of(value) or "").partition(" ")
        meant = rest.split('"')[1] if rest else ""
        if name == own:
            return meant
        if own == "every":
            said = localized("add.say_schedule", meant=meant) if meant else localized("add.no_duration", value=value)
        else:
            said = localized("add.say_every", meant=meant) if meant else localized("add.no_schedule", value=value)
        raise click.BadParameter(said) from None
    return value


@described("add")
@argument("url", required=False, metavar="url_optional")
@option("--name", help="help.add.name")
@option("--title", help="help.add.title")
@option("--section", "sections", multiple=True, metavar="text", help="help.add.section")
@option("--document", "documents", multiple=True, metavar="text", help="help.add.document")
@option("--orgchart", "orgcharts", multiple=True, metavar="text", help="help.add.orgchart")
@option("--every", callback=_in_time, metavar="duration", help="help.add.every")
@option("--schedule", callback=_in_time, metavar="cron", help="help.add.schedule")
@option("--tag", "tags", multiple=True, metavar="text", help="help.add.tag")
@option("--from", "list_path", type=FILE, metavar="file", help="help.add.from")
@option("--pack", metavar="file_url", help="help.add.pack")
@option("--yes", is_flag=True, help="help.add.yes")
@config_option
@json_option
def command(
    url: str | None,
    name: str | None,
    title: str | None,
    sections: tuple[str, ...],
    documents: tuple[str, ...],
    orgcharts: tuple[str, ...],
    every: str | None,
    schedule: str | None,
    tags: tuple[str, ...],
    list_path: Path | None,
    pack: str | None,
    yes: bool,
    config_path: Path,
    as_json: bool,
) -> int:
    """One address, or a list of them; nothing is written before all is known to be well (4.5)."""
    set_up(logging.WARNING)
    if sum(source is not None for source in (url, list_path, pack)) != 1:
        raise click.UsageError(localized("add.one_source"))
    asks = sys.stdin.isatty() and not yes
    if every and schedule:
        raise click.UsageError(localized("add.every_or_schedule"))
    if as_json and asks:
        raise click.UsageError(localized("add.no_questions"))
    when = {"every": every} if every else {"schedule": schedule} if schedule else {}
    wish = Wish(
        url=address(url) if url else "", guessed=is_bare(url or ""), name=name, title=" ".join(title.split()) if title else None,
        sections=sections, documents=documents, orgcharts=orgcharts, schedule=when, tags=tags,
    )  # fmt: skip
    if url is None:
        if name or title or sections or documents or orgcharts:
            raise click.UsageError(localized("add.only_one_page"))
        return add_many(listed(list_path, pack, wish), config_path, as_json=as_json)
    return _add(wish, config_path, asks=asks, as_json=as_json)


def _add(wish: Wish, path: Path, *, asks: bool, as_json: bool) -> int:
    """One page: 1. is it free, 2. look, 3. ask, 4. try out, 5. write and visit."""
    config = known_config(path)
    speak_as_written(config.language)
    kept = kept_names(config)
    check_free(wish, config, kept)
    with Fetcher(contact=config.contact, now=now, sleep=time.sleep) as web, Confined() as confined:
        pdf = ReadOnce(confined)
        with Waiting(localized("add.reading_page")):
            seen = look(wish, config, web, pdf)
        picked = _picked(seen) if asks else None
        title = seen.title
        items = chosen(seen, picked)
        if not any(items.values()):
            raise NothingFound(localized("add.nothing_to_propose", url=seen.wish.url), remedy=f"monitor outline {seen.wish.url}")
        name = wish.name or name_of(title, seen.wish.url, {w.name.casefold() for w in config.watches}, kept)
        with Waiting(localized("add.reading_documents")):
            ready = tried(seen, watch_table(seen, name, title, items), path, pdf)
        moving: tuple[Restless, ...] = ()
        if asks:  # who watches by a script is promised one fetch (4.5)
            with Waiting(localized("add.reading_again")):
                moving = restless(ready, network(web, config), pdf)
            if any(one.pattern for one in moving):
                ready = tried(seen, watch_table(seen, name, title, with_ignored(items, moving)), path, pdf)
        result = None
        with at_work(config) as store:  # None: a service that is running makes the first visit
            write(path, [ready.table])
            config = read_config(path)
            if store is not None:
                (result,) = first_visits([ready], config, store, pdf)
                send(store, config)
    if as_json:
        print(json_line(added_json(ready, result, config)), flush=True)
    else:
        print_added(ready, result, config, chose=asks or has_names(seen), moving=moving)
    return FAILED if result is not None and (result.failures or result.outcome == "failed") else 0


# ---------------------------------------------------------------------------------------------------------------- the dialogue


def _picked(seen: LookedAt) -> list[Offer] | None:
    """What somebody picks; None: the proposal, or what the options name."""
    proposed = [] if has_names(seen) else [o for o in seen.offers if o.proposed]
    to = terminal(sys.stderr, terminal_language(), "UTC")
    note(offered(seen, proposed, to))
    numbers = " ".join(str(n) for n, o in enumerate(seen.offers, 1) if o in proposed)
    if has_names(seen):
        numbers = localized("add.what_you_named")
    settled = bool(proposed) or has_names(seen)
    note("\n" + localized("add.what_to_watch" if settled else "add.what_to_watch_or_leave"))
    shown = f"[{numbers}]" if numbers else ""
    while True:
        answer: str = click.prompt(shown, default="", show_default=False, err=True, prompt_suffix=" > ").strip()
        if not answer:
            if settled:
                return None
            raise NothingFound(localized("add.nothing_chosen"), remedy=f"monitor outline {seen.wish.url}")
        if picked := answered(answer, seen.offers):
            return picked
        note(localized("add.numbers", answer=clean(answer), most=len(seen.offers)))


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
        if not pack.startswith(("http://", "https://")):
            return list(from_pack(_file_text(Path(pack)), pack, defaults))
        visiting = Visiting()
        until = now() + visiting.visit_timeout
        with Fetcher(contact=None, now=now, sleep=time.sleep) as web:
            came = web.get(pack, visiting=visiting, max_bytes=LARGEST, deadline=until, accept="document", as_typed=True)
        if not isinstance(came, Fetched) or came.http.status >= 400 or came.cut:
            detail = came.detail if isinstance(came, FetchFailed) else localized("add.incomplete")
            raise NothingFound(localized("add.pack_unread", pack=pack, detail=detail))
        return list(from_pack(came.body.decode("utf-8", "replace"), pack, defaults))
    assert list_path is not None
    found = list(from_lines(_file_text(list_path), defaults))
    if not found:
        raise NothingFound.of("add.empty_list", list_path=list_path)
    return found


def _file_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MonitorError.of("add.no_utf8", path=path) from error
    except OSError as error:
        raise MonitorError(refused(path, error)) from error


def add_many(wishes: Sequence[Wish | MonitorError], path: Path, *, as_json: bool) -> int:
    """Add each; one that can't be added stops no other. 0 where all are watched now, else 1 (4.3)."""
    config = known_config(path)
    rows: list[AddressOutcome] = []
    waiting = iter(wishes)
    with (
        Progress(len(wishes)) as progress,
        Fetcher(contact=config.contact, now=now, sleep=time.sleep) as web,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        while handful := list(islice(waiting, AT_ONCE)):
            with Confined() as confined, at_work(config) as store:
                pdf = ReadOnce(confined)
                known = known_config(path)
                seen = list(pool.map(lambda wish: _looked(wish, known, web, pdf), handful))  # noqa: B023 - map ends within the loop
                done = list(_tried(seen, known, path, pdf))
                ready = [row.ready for row in done if row.ready]
                if ready:
                    write(path, [one.table for one in ready])
                    known = read_config(path)
                results = {r.watch: r for r in first_visits(ready, known, store, pdf)} if store and ready else {}
                if store:
                    send(store, known)
            for one in done:
                row = replace(one, result=results.get(one.ready.watch.name)) if one.ready else one
                rows.append(row)
                if as_json and row.ready:
                    progress.clear()
                    print(json_line(added_json(row.ready, row.result, config)), flush=True)
                progress.show(len(rows), len(wishes))
    to = terminal(sys.stderr if as_json else sys.stdout, terminal_language(), config.timezone)
    print(table(rows, to), file=sys.stderr if as_json else sys.stdout, flush=True)
    return 0 if all(r.known or (r.ready and not (r.result and r.result.failures)) for r in rows) else 1


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
            check_free(wish, config, kept)
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
    lines: list[str] = []
    for row in rows:
        if row.ready is not None:
            doubts = list(looks(row.ready))
            mark = _head("!" if doubts else "✓", "new" if doubts else "good")
            lines += [
                to.put(*mark, Run(clean(row.ready.watch.title_of()), "strong"), rest="  "),
                to.put(Run(clean(row.ready.watch.url), "quiet"), first="    "),
                to.put(Run(localized("add.between").join(found_words(row.ready))), first="    "),
                *(to.put(Run(said, "new"), first="    ") for said in doubts),
            ]
        elif row.trouble is None:
            lines.append(to.put(*_head("·", "quiet"), Run(clean(row.said)), rest="  "))
            lines.append(to.put(Run(localized("add.known"), "quiet"), first="    "))
        else:
            why = clean(error_text(row.trouble)) if isinstance(row.trouble, ConfigError) else clean(rendered(row.trouble.message))
            lines.append(to.put(*_head("✗", "bad"), Run(clean(row.said or why)), rest="  "))
            if row.said:
                why = why.removeprefix(f"{row.said}\u00a0: ").removeprefix(f"{row.said}: ")
                lines.append(to.put(Run(why), first="    "))
    added = [row.ready for row in rows if row.ready]
    odd, bad, known = sum(any(looks(r)) for r in added), sum(row.trouble is not None for row in rows), sum(r.known for r in rows)
    counted = {"added": len(added), "to_look_at": odd, "already_watched": known, "refused": bad}
    sums = [localized(f"add.sums.{key}", n=number) for key, number in counted.items() if number or key == "added"]
    return "\n".join([*lines, "", to.put(Run(", ".join(sums) + ".", "strong"))])


def _head(mark: str, style: str) -> list[Run]:
    return [Run(mark, style), Run("\u00a0")]  # type: ignore[arg-type]
