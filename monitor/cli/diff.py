"""`monitor diff WATCH [OLD [NEW]]`: two versions side by side."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import argument, config_option, described, in_utf8, json_option, option, page_or_only, version_of
from monitor.errors import NothingFound
from monitor.i18n.locale import locale_of
from monitor.records import read_config, reading, recorded
from monitor.report.diffs import diff_html, diff_text, diff_unified
from monitor.terminal.output import json_line, localized, note, screen
from monitor.web.comparing import comparison

if TYPE_CHECKING:
    from monitor.confine import Confined


@described("diff")
@argument("name", metavar="watch_optional", required=False)
@argument("old", metavar="old_optional", required=False)
@argument("new", metavar="new_optional", required=False)
@option("--item", help="help.diff.item")
@option(
    "--format",
    "form",
    type=click.Choice(["text", "unified", "html", "json"]),
    default="text",
    show_default=True,
    help="help.diff.format",
)
@config_option
@json_option
def command(
    name: str | None, old: str | None, new: str | None, item: str | None, form: str, config_path: Path, as_json: bool
) -> int:
    """Print the comparison in the form asked for."""
    config = read_config(config_path, may_be_empty=True)
    name = page_or_only(name, config)
    with reading(config, name) as store:
        recorded(store, config, name)
        last = store.snapshot(name).number
        if old is None and last < 2:
            raise NothingFound.of("cli.diff.one_version", name=name)
        before = last - 1 if old is None else version_of(store, name, old, config.timezone)
        after = version_of(store, name, new, config.timezone) if old is not None and new else last
        form = "json" if as_json else form
        with ExitStack() as ending:

            @cache
            def pdf() -> Confined:
                from monitor.confine import Confined  # late: most documents have words (§9)

                return ending.enter_context(Confined())

            compared = comparison(store, config.watch_or_name(name), before, after, pdf, item)
            if item and not any((*one.sections, *one.documents) for one in (compared.old, compared.new)):
                whole = [store.revision(name, number) for number in (before, after)]
                held = dict.fromkeys(
                    [*(s.item for one in whole for s in one.sections), *(d.item for one in whole for d in one.documents)]
                )
                raise NothingFound.of(
                    "cli.diff.no_item", item=item, do=localized("cli.show.items") + ", ".join(held) if held else ""
                )
            pictures = {}  # by the change's place
            if form == "html":
                from monitor.alerts.pictures import pictures_between  # twenty modules that words do without (§9)

                for n, change in enumerate(compared.changes):
                    earlier = "compared_with" in change.facts
                    side = store.revision(name, change.version_before(after)) if earlier else compared.old
                    if drawn := pictures_between(store, change, side, compared.new, pdf()):
                        pictures[n] = drawn
        called = store.called(name, config.watch(name), proven=True)
        # A version may be kept without a change of the page, as after another heading was written into config.toml
        told = store.changes(name, item=item, limit=1) if old is None and not compared.changes else ()
    in_utf8(form in ("html", "json"))
    match form:
        case "unified":
            print(diff_unified(compared.old, compared.new, locale_of(config.language)), end="")
        case "html":
            print(diff_html(compared, config.language, config.timezone, pictures), end="")
        case "json":
            from monitor.report.as_json import diff_json  # what programs ask for, people do without (§9)

            print(json_line(diff_json(compared, config.language)))
        case _:
            print(diff_text(compared, screen(config), called))
            for one in told:
                note(localized("cli.diff.last_change", name=name, before=one.snapshot - 1, after=one.snapshot))
    return 0
