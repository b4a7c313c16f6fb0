"""`monitor add URL`: a page is watched from now on: asked what of it, written into config.toml, visited (DESIGN 4.5)."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

import click

from monitor.cli.adding.choose import check_free, chosen, has_names, name_of, watch_table
from monitor.cli.adding.look import LookedAt, look
from monitor.cli.adding.many import add_many, listed
from monitor.cli.adding.restless import Restless, restless, with_ignored
from monitor.cli.adding.told import added_json, answered, offered, told
from monitor.cli.adding.wish import Wish, address, is_bare
from monitor.cli.adding.write import at_work, first_visits, kept_names, known_config, send, tried, write
from monitor.cli.options import config_option, json_option
from monitor.config import values
from monitor.config.spoken import schedule_of
from monitor.confine import Confined
from monitor.errors import NothingFound
from monitor.extract.offers import Offer
from monitor.fetch import Fetcher
from monitor.i18n.typography import clean
from monitor.pipeline.doors import ReadOnce
from monitor.records import now, read_config
from monitor.terminal.logs import set_up
from monitor.terminal.say import Waiting, json_line, localized, note, speak_as_written, terminal, terminal_language
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


@click.command(
    "add",
    help=localized("help.add.command"),
)
@click.argument("url", required=False, metavar=localized("metavars.url_optional"))
@click.option("--name", help=localized("help.add.name"))
@click.option("--title", help=localized("help.add.title"))
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar=localized("metavars.text"),
    help=localized("help.add.section"),
)
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar=localized("metavars.text"),
    help=localized("help.add.document"),
)
@click.option(
    "--orgchart",
    "orgcharts",
    multiple=True,
    metavar=localized("metavars.text"),
    help=localized("help.add.orgchart"),
)
@click.option(
    "--every",
    callback=_in_time,
    metavar=localized("metavars.duration"),
    help=localized("help.add.every"),
)
@click.option("--schedule", callback=_in_time, metavar=localized("metavars.cron"), help=localized("help.add.schedule"))
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar=localized("metavars.text"),
    help=localized("help.add.tag"),
)
@click.option(
    "--from",
    "list_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=localized("metavars.file"),
    help=localized("help.add.from"),
)
@click.option(
    "--pack",
    metavar=localized("metavars.file_url"),
    help=localized("help.add.pack"),
)
@click.option("--yes", is_flag=True, help=localized("help.add.yes"))
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
    check_free(wish.url, wish.name, config, kept)
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
        told(ready, result, config, chose=asks or has_names(seen), moving=moving)
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
