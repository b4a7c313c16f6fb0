"""`monitor add URL`: a page is watched from now on: asked what of it, written into config.toml, visited (DESIGN 4.5)."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

import click

from monitor.cli.adding.choose import check_free, chosen, has_names, name_of, watch_table
from monitor.cli.adding.look import Seen, look
from monitor.cli.adding.many import add_many, listed
from monitor.cli.adding.offered import answered, offered
from monitor.cli.adding.told import added_json, told
from monitor.cli.adding.wish import Wish, address
from monitor.cli.adding.write import Ready, at_work, first_visits, kept_names, known_config, send, tried, write
from monitor.cli.options import config_option, json_option
from monitor.config import crontab, values
from monitor.confine import Confined
from monitor.errors import NothingFound
from monitor.extract.offers import Offer
from monitor.fetch import Fetcher
from monitor.model import CheckResult, Config
from monitor.pipeline.doors import ReadOnce
from monitor.terminal.logs import set_up
from monitor.terminal.say import Waiting, json_line, note, pick, terminal, tongue
from monitor.wiring import now, read_config

FAILED = 1


def _every(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            values.period(value)
        except values.Wrong:
            fr, en = f"« {value} » n’est pas une durée ; écrivez 6h ou 1d.", f"“{value}” is no duration; write 6h or 1d."
            raise click.BadParameter(pick(fr=fr, en=en)) from None
    return value


def _cron(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            crontab.crontab(value)
        except values.Wrong:
            fr = f'« {value} » n’est pas un horaire ; écrivez "0 7 * * *" : minute, heure, jour, mois, jour de semaine.'
            en = f'“{value}” is no schedule; write "0 7 * * *": minute, hour, day, month, weekday.'
            raise click.BadParameter(pick(fr=fr, en=en)) from None
    return value


@click.command(
    "add",
    help=pick(
        fr="""\b
        monitor add https://www.example.org/organigramme
        monitor add https://www.example.org/organigramme --yes
        monitor add --from villes.txt

        Surveille une page : montre ce qu’elle contient, demande quoi suivre (Entrée garde ce qui est proposé),
        l’écrit dans config.toml et fait la première visite. Sans terminal, ou avec --yes, ne demande rien.""",
        en="""\b
        monitor add https://www.example.org/organisation
        monitor add https://www.example.org/organisation --yes
        monitor add --from towns.txt

        Watches a page: shows what is on it, asks what to follow (Enter takes what is proposed),
        writes it into config.toml and makes the first visit. Without a terminal, or with --yes, it asks nothing.""",
    ),
)
@click.argument("url", required=False, metavar=pick(fr="[ADRESSE]", en="[URL]"))
@click.option("--name", help=pick(fr="Son nom, dans les commandes.", en="Its name, in commands."))
@click.option("--title", help=pick(fr="Son titre, pour les lecteurs.", en="Its title, for readers."))
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="TEXT",
    help=pick(fr="Une section, par son titre.", en="A section, by its heading."),
)
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="TEXT",
    help=pick(fr="Un document, par son lien.", en="A document, by its link."),
)
@click.option(
    "--orgchart",
    "orgcharts",
    multiple=True,
    metavar="TEXT",
    help=pick(fr="Un organigramme, par son lien.", en="An org chart, by its link."),
)
@click.option(
    "--every",
    callback=_every,
    metavar=pick(fr="DURÉE", en="DURATION"),
    help=pick(fr="Entre deux visites : 6h.", en="Between two visits: 6h."),
)
@click.option("--schedule", callback=_cron, metavar="CRON", help=pick(fr='Quand : "0 7 * * 1".', en='When: "0 7 * * 1".'))
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TEXT",
    help=pick(fr="Un mot qui regroupe des pages.", en="A word by which pages are grouped."),
)
@click.option(
    "--from",
    "list_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=pick(fr="Une adresse par ligne, un titre derrière si l’on veut.", en="An address a line, a title behind it if you like."),
)
@click.option(
    "--pack",
    metavar=pick(fr="FICHIER|ADRESSE", en="FILE|URL"),
    help=pick(fr="Une liste partagée de pages.", en="A shared list of pages."),
)
@click.option("--yes", is_flag=True, help=pick(fr="Ne rien demander.", en="Ask nothing."))
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
    _one_source(url, list_path, pack)
    asks = sys.stdin.isatty() and not yes
    if every and schedule:
        raise click.UsageError(pick(fr="--every ou --schedule, pas les deux.", en="--every or --schedule, not both."))
    if as_json and asks:
        raise click.UsageError(
            pick(fr="--json ne pose pas de questions : ajoutez --yes.", en="--json asks no questions: add --yes.")
        )
    when = {"every": every} if every else {"schedule": schedule} if schedule else {}
    wish = Wish(
        url=address(url) if url else "", name=name, title=" ".join(title.split()) if title else None,
        sections=sections, documents=documents, orgcharts=orgcharts, schedule=when, tags=tags,
    )  # fmt: skip
    if url is None:
        if name or title or sections or documents or orgcharts:
            raise click.UsageError(
                pick(
                    fr="--name, --title, --section, --document et --orgchart sont pour une seule page.",
                    en="--name, --title, --section, --document and --orgchart are for a single page.",
                )
            )
        return add_many(listed(list_path, pack, wish), config_path, as_json=as_json)
    return _add(wish, config_path, asks=asks, as_json=as_json)


def _one_source(url: str | None, list_path: Path | None, pack: str | None) -> None:
    if sum(source is not None for source in (url, list_path, pack)) != 1:
        raise click.UsageError(
            pick(
                fr="donnez une adresse, ou --from FICHIER, ou --pack FICHIER.",
                en="give an address, or --from FILE, or --pack FILE.",
            )
        )


def _add(wish: Wish, path: Path, *, asks: bool, as_json: bool) -> int:
    """One page: 1. is it free, 2. look, 3. ask, 4. try out, 5. write and visit."""
    config = known_config(path)
    kept = kept_names(config)
    check_free(wish.url, wish.name, config, kept)
    with Fetcher(contact=config.contact, now=now, sleep=time.sleep) as web, Confined() as confined:
        pdf = ReadOnce(confined)
        with Waiting(pick(fr="lecture de la page", en="reading the page")):
            seen = look(wish, config, web, pdf)
        picked = _picked(seen) if asks else None
        title = _asked_title(seen.title) if asks and wish.title is None else seen.title
        items = chosen(seen, picked)
        if not any(items.values()):
            raise NothingFound(
                pick(fr=f"{wish.url} : rien à proposer", en=f"{wish.url}: nothing to propose"), remedy=f"monitor outline {wish.url}"
            )
        name = wish.name or name_of(title, wish.url, {w.name.casefold() for w in config.watches}, kept)
        with Waiting(pick(fr="lecture des documents", en="reading the documents")):
            ready = tried(seen, watch_table(seen, name, title, items), path, pdf)
        config, result = _written(ready, config, path, pdf)
    if as_json:
        print(json_line(added_json(ready, result, config)), flush=True)
    else:
        told(ready, result, config)
    return FAILED if result is not None and (result.failures or result.outcome == "failed") else 0


def _written(ready: Ready, config: Config, path: Path, pdf: ReadOnce) -> tuple[Config, CheckResult | None]:
    """The configuration with the watch in it, and its first visit; None: a service that is running makes it."""
    with at_work(config) as store:
        write(path, [ready.table])
        config = read_config(path)
        if store is None:
            return config, None
        (result,) = first_visits([ready], config, store, pdf)
        send(store, config)
        return config, result


# ---------------------------------------------------------------------------------------------------------------- the dialogue


def _picked(seen: Seen) -> list[Offer] | None:
    """What somebody picks; None: the proposal, or what the options name."""
    proposed = [] if has_names(seen) else [o for o in seen.offers if o.proposed]
    to = terminal(sys.stderr, tongue(), "UTC")
    note(offered(seen, proposed, to))
    numbers = " ".join(str(n) for n, o in enumerate(seen.offers, 1) if o in proposed)
    if has_names(seen):
        numbers = pick(fr="ce que vous avez nommé", en="what you named")
    note("\n" + pick(fr="Que surveiller ? Des numéros, ou Entrée.", en="What to watch? Numbers, or Enter."))
    while True:
        answer = _ask(numbers)
        if not answer and (proposed or has_names(seen)):
            return None
        if picked := answered(answer, seen.offers):
            return picked
        note(pick(fr=f"Des numéros de 1 à {len(seen.offers)}, comme 1 3.", en=f"Numbers from 1 to {len(seen.offers)}, like 1 3."))


def _asked_title(title: str) -> str:
    note(pick(fr="Sous quel titre ? Entrée garde celui-ci.", en="Under which title? Enter keeps this one."))
    return " ".join(_ask(title).split()) or title


def _ask(proposal: str) -> str:
    shown = f"[{proposal}]" if proposal else ""
    answer: str = click.prompt(shown, default="", show_default=False, err=True, prompt_suffix=" > ")
    return answer.strip()
