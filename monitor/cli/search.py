"""`monitor search WORDS…`: in every version ever kept, what stands there now and what is gone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from monitor.cli.options import config_option, json_option
from monitor.errors import NothingFound
from monitor.i18n.typography import clean
from monitor.store.texts import MARK, Hit
from monitor.terminal.say import json_line, pick
from monitor.wiring import read_config, reading, recorded


@click.command(
    "search",
    help=pick(
        fr="""\b
        monitor search direction achats
        monitor search '"service commun"' --watch dijon-organigramme

        Cherche des mots dans toutes les versions gardées, accents et majuscules indifférents ;
        entre guillemets, une expression.""",
        en="""\b
        monitor search direction achats
        monitor search '"service commun"' --watch dijon-organigramme

        Looks for words in every version kept, whatever their case and accents; between quotation marks, a phrase.""",
    ),
)
@click.argument("words", nargs=-1, required=True, metavar=pick(fr="MOTS…", en="WORDS…"))
@click.option("--watch", "name", metavar="NAME", help=pick(fr="Seulement cette page.", en="Only this watch."))
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help=pick(fr="Au plus tant de résultats.", en="At most so many results."),
)
@config_option
@json_option
def command(words: tuple[str, ...], name: str | None, limit: int, config_path: Path, as_json: bool) -> int:
    """Print a line for each passage: where, since which version, until which."""
    config = read_config(config_path)
    with reading(config, *([name] if name else [])) as store:
        if name:
            recorded(store, config, name)
        hits = store.search(" ".join(words), watch=name, limit=limit)
    if as_json:
        for hit in hits:
            print(json_line({**asdict(hit), "excerpt": _plain(hit.excerpt)}))
    elif not hits:
        raise NothingFound(pick(fr="aucune version ne contient ces mots", en="no version holds these words"))
    else:
        for hit in hits:
            print(f"{hit.watch} — {hit.item} — {_versions(hit)}\n    {_marked(hit.excerpt)}")
    return 0


def _versions(hit: Hit) -> str:
    first, last = hit.first_snapshot, hit.last_snapshot
    latest = pick(fr=" au plus tard", en=" at the latest") if hit.at_latest else ""
    if last is None:
        return pick(fr=f"depuis la version {first}{latest}", en=f"since version {first}{latest}")
    if hit.at_latest:
        return pick(fr=f"depuis la version {first}{latest}, jusqu’à la {last}", en=f"since version {first}{latest}, until {last}")
    return f"version {first}" if first == last else pick(fr=f"versions {first} à {last}", en=f"versions {first} to {last}")


def _marked(excerpt: str) -> str:
    """Matches between square brackets, as words are marked elsewhere."""
    return clean(excerpt.replace(MARK[0], "[").replace(MARK[1], "]"))


def _plain(excerpt: str) -> str:
    return excerpt.replace(MARK[0], "").replace(MARK[1], "")
