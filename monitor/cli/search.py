"""`monitor search WORDS…`: in every version ever kept, what stands there now and what is gone."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import argument, config_option, described, json_option, option
from monitor.errors import NothingFound
from monitor.i18n.typography import clean
from monitor.model.frozen import field_names
from monitor.records import read_config, reading, recorded
from monitor.report.layout import Run
from monitor.report.spans import extent
from monitor.store.texts import MARK
from monitor.terminal.output import json_line, localized, screen
from monitor.web.search_results import seen_when


@described("search")
@argument("words", nargs=-1, required=True, metavar="words_many")
@option("--watch", "name", metavar="watch", help="help.search.watch")
@option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="help.search.limit")
@config_option
@json_option
def command(words: tuple[str, ...], name: str | None, limit: int, config_path: Path, as_json: bool) -> int:
    """Print a line for each passage: where, since which version, until which."""
    if not any(character.isalnum() for word in words for character in word):
        raise click.UsageError(localized("cli.search.no_word"))
    config = read_config(config_path, may_be_empty=True)
    with reading(config, *([name] if name else [])) as store:
        if name:
            recorded(store, config, name)
        hits = store.search(" ".join(words), watch=name, limit=limit)
        called = {page: store.called(page, config.watch(page)) for page in {hit.watch for hit in hits}}
        to = screen(config)
        when = {} if as_json else seen_when(store, hits, to.locale, config.timezone)
    if not hits:
        raise NothingFound(localized("cli.search.no_version"))
    if as_json:
        for hit in hits:
            facts = {
                name: getattr(hit, name) for name in field_names(hit) if name != "struck" or hit.struck
            }  # 3.28: absent when empty
            print(json_line({**facts, "excerpt": hit.excerpt.replace(MARK[0], "").replace(MARK[1], "")}))
    else:
        for hit in hits:
            page = called[hit.watch]
            where = (clean(page.page), clean(page.item(hit.item)))
            first, last = hit.first_snapshot, hit.last_snapshot
            if last is None:
                latest = to.locale.text("cli.search.at_the_latest") if hit.at_latest else ""
                versions = to.locale.text("cli.search.since", first=first, latest=latest)
            elif hit.at_latest:
                latest = to.locale.text("cli.search.at_the_latest")
                versions = to.locale.text("cli.search.since_until", first=first, latest=latest, last=last)
            else:
                several = to.locale.text("cli.search.versions", first=first, last=last)
                versions = f"version {first}" if first == last else several
            seen = f"{versions} ({when[hit]})"
            head = " — ".join(filter(None, (*where, seen, extent(hit.text, hit.struck, to.locale))))
            # Matches between square brackets, as words are marked elsewhere
            print(
                to.put(Run(head), rest="  "),
                to.put(Run(clean(hit.excerpt.replace(MARK[0], "[").replace(MARK[1], "]"))), first="    "),
                sep="\n",
            )
    return 0
