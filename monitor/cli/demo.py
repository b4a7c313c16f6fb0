"""`monitor demo`: the whole product on a bundled page of an invented town, over loopback, in a temporary folder."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from shlex import quote

import click

from monitor.cli.history import history_lines
from monitor.confine import Confined
from monitor.demo.server import Scene, Town
from monitor.model import Language
from monitor.pipeline.batch import check
from monitor.records import read_config
from monitor.report.diffs import diff_text
from monitor.report.layout import Terminal
from monitor.report.terminal import result_words
from monitor.terminal.output import localized, program, screen, terminal, terminal_language
from monitor.web.comparing import comparison
from monitor.wiring import working

FIRST_MORNING = datetime(2026, 1, 5, 6, 0, 2, tzinfo=UTC)


class Morning:
    """The demo's clock: 7 o'clock in Paris on one day after the other, running on from there as time does."""

    def __init__(self) -> None:
        self._day = FIRST_MORNING
        self._began = time.monotonic()

    def now(self) -> datetime:
        """That morning's time, UTC."""
        return self._day + timedelta(seconds=time.monotonic() - self._began)

    def next(self) -> None:
        """Go on to the next morning."""
        self._day, self._began = self._day + timedelta(days=1), time.monotonic()


# The scene of each visit, and the name of its story in `i18n`.
ACTS: tuple[tuple[Scene, str], ...] = (
    ("before", "first"),
    ("before", "nothing_new"),
    ("noise", "noise"),
    ("after", "replaced"),
    ("maintenance", "maintenance"),
    ("after", "back"),
)


@click.command("demo", help=localized("help.demo.command"))
@click.option("--language", type=click.Choice(["fr", "en"]), default=terminal_language, help=localized("help.demo.language"))
def command(language: Language) -> int:
    """Play the acts, then show what is left in the database."""
    folder = Path(tempfile.mkdtemp(prefix="monitor-demo-"))
    to = terminal(sys.stdout, language, "Europe/Paris")
    morning = Morning()
    with Town() as town:
        path = folder / "config.toml"
        config_text = files("monitor.demo").joinpath("config.toml").read_text("utf-8")
        path.write_text(config_text.format(url=town.url, language=language), encoding="utf-8")
        config = read_config(path)
        print(f"\n{_bold(to.locale.text('cli.demo.title'), to)}\n{to.locale.text('cli.demo.lead')}")
        with working(config, wait=timedelta(0), clock=morning.now) as (doors, store):
            for number, (scene, name) in enumerate(ACTS, 1):
                town.scene = scene
                title, story = to.locale.text(f"cli.demo.{name}.title"), to.locale.text(f"cli.demo.{name}.story")
                print(f"\n{_bold(f'{number}. {title}', to)}\n{_dim('   ' + story, to)}\n")
                for result in check(config.watches, doors):
                    print(result_words(result, screen(config), store.called(result.watch, config.watches[0])), flush=True)
                morning.next()
            watch = config.watches[0]
            print(f"\n{_bold(to.locale.text('cli.demo.history'), to)}\n")
            print(history_lines(store, watch, to))
            print(f"\n{_bold(to.locale.text('cli.demo.comparison'), to)}\n")
            with Confined() as pdf:
                print(diff_text(comparison(store, watch, 1, 2, lambda: pdf), to, store.called(watch.name, watch, proven=True)))
    print(f"\n{_bold(to.locale.text('cli.demo.your_turn'), to)}\n")
    run = program()
    steps = (
        (to.locale.text("cli.demo.database"), str(config.database)),
        (to.locale.text("cli.demo.read_again"), f"export MONITOR_CONFIG={quote(str(config.path))}"),
        ("", f"{run} show valmont-organigramme@1"),
        ("", f"{run} diff valmont-organigramme --format html > diff.html"),
        (to.locale.text("cli.demo.first_page"), f"{run} add https://www.example.org/organigramme"),
    )
    listed = "\n".join(f"  {label:<22}{command}" for label, command in steps)
    serve = f"{run} serve --config {quote(str(config.path))}"
    print(
        f"{listed}\n\n{_bold(to.locale.text('cli.demo.pages'), to)}\n{_dim(to.locale.text('cli.demo.pages_story'), to)}"
        f"\n\n  {serve}"
    )
    return 0


def _bold(text: str, to: Terminal) -> str:
    return f"\x1b[1m{text}\x1b[0m" if to.colour else text


def _dim(text: str, to: Terminal) -> str:
    return f"\x1b[2m{text}\x1b[0m" if to.colour else text
