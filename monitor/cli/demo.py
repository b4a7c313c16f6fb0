"""`monitor demo`: the whole product on a bundled page of an invented town, over loopback, in a temporary folder."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from monitor.cli.diff import diff_between
from monitor.cli.history import history_lines
from monitor.demo.server import Scene, Town
from monitor.model import Config, Language
from monitor.pipeline import Doors, check
from monitor.report.terminal import Terminal
from monitor.store import Store
from monitor.terminal.say import localized, print_result, program, terminal, terminal_language
from monitor.wiring import read_config, working

FIRST_MORNING = datetime(2026, 1, 5, 6, 0, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Act:
    """One visit of the demo: what the town's server shows, and what the reader should look at."""

    scene: Scene
    title: str
    story: str


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


def acts(language: Language) -> tuple[Act, ...]:
    """The six visits, told in *language*."""
    fr = language == "fr"
    return (
        Act(
            "before",
            "Première visite" if fr else "First visit",
            "La page est lue, son texte et son organigramme (PDF) sont conservés."
            if fr
            else "The page is read; its text and its org chart (PDF) are kept.",
        ),
        Act(
            "before",
            "Le lendemain, rien de neuf" if fr else "The next day, nothing new",
            "Le serveur répond « inchangé » : une visite ne coûte presque rien."
            if fr
            else "The server answers “not modified”: a visit costs next to nothing.",
        ),
        Act(
            "noise",
            "Du bruit, pas un changement" if fr else "Noise, not a change",
            "Date du jour, compteur de vues, actualités, apostrophes : la page diffère, personne n’est dérangé."
            if fr
            else "Today’s date, a view counter, news, apostrophes: the page differs, nobody is disturbed.",
        ),
        Act(
            "after",
            "La ville remplace tout, sans un mot" if fr else "The town replaces everything, without a word",
            "Trois retouches dans le texte, un nouvel organigramme." if fr else "Three touches to the text, a new org chart.",
        ),
        Act(
            "maintenance",
            "Page de maintenance" if fr else "A maintenance page",
            "Le site répond « 200 OK » avec une page d’attente : c’est un échec, pas un texte supprimé."
            if fr
            else "The site answers “200 OK” with a holding page: a failure, not “all text removed”.",
        ),
        Act(
            "after",
            "Retour à la normale" if fr else "Back to normal",
            "La dernière version connue est toujours là, rien n’a été perdu."
            if fr
            else "The last known version is still there, nothing was lost.",
        ),
    )


@click.command(
    "demo",
    help=localized("help.demo.command"),
)
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    default=terminal_language,
    help=localized("help.demo.language"),
)
def command(language: Language) -> int:
    """Play the acts, then show what is left in the database."""
    folder = Path(tempfile.mkdtemp(prefix="monitor-demo-"))
    to = terminal(sys.stdout, language, "Europe/Paris")
    morning = Morning()
    with Town() as town:
        config = read_config(_write_config(folder, town.url, language))
        _heading(language, to)
        with working(config, wait=timedelta(0), clock=morning.now) as (doors, store):
            for number, act in enumerate(acts(language), 1):
                _play(number, act, town, doors, store, config, to)
                morning.next()
            _closing(store, config, language, to)
    return 0


def _write_config(folder: Path, url: str, language: Language) -> Path:
    path = folder / "config.toml"
    path.write_text(
        f"""[monitor]
database = "monitor.db"
timezone = "Europe/Paris"
language = "{language}"
contact = "mailto:demo@example.org"
allow_private_addresses = true   # the invented town lives on this machine
pause = "0s"
confirm_after = "0s"

[[watch]]
name = "valmont-organigramme"
title = "Valmont-sur-Ource, organigramme"
url = "{url}"
schedule = "0 7 * * *"

[watch.sections.mutualisation]
heading = "La mutualisation des services"

[watch.documents.organigramme]
link = "Organigramme"
kind = "orgchart"
""",
        encoding="utf-8",
    )
    return path


def _heading(language: Language, to: Terminal) -> None:
    title = "Valmont-sur-Ource, une ville inventée" if language == "fr" else "Valmont-sur-Ource, an invented town"
    said = (
        "Six visites de sa page « L’organigramme ville et métropole », comme un service les ferait chaque matin."
        if language == "fr"
        else "Six visits to its page “L’organigramme ville et métropole”, as a service would make them every morning."
    )
    print(f"\n{_bold(title, to)}\n{said}")


def _play(number: int, act: Act, town: Town, doors: Doors, store: Store, config: Config, to: Terminal) -> None:
    town.scene = act.scene
    print(f"\n{_bold(f'{number}. {act.title}', to)}\n{_dim('   ' + act.story, to)}\n")
    for result in check(config.watches, doors):
        print_result(result, config, store.called(result.watch, config.watches[0]))


def _closing(store: Store, config: Config, language: Language, to: Terminal) -> None:
    fr = language == "fr"
    watch = config.watches[0]
    print(f"\n{_bold('L’historique' if fr else 'The history', to)}\n")
    print(history_lines(store, watch, to))
    print(f"\n{_bold('La comparaison des versions 1 et 2' if fr else 'Versions 1 and 2 compared', to)}\n")
    print(diff_between(store, watch, 1, 2, to))
    print(f"\n{_bold('À vous' if fr else 'Your turn', to)}\n")
    print(_next_steps(config, fr))


def _next_steps(config: Config, fr: bool) -> str:
    run = program()
    steps = (
        ("La base de données" if fr else "The database", str(config.database)),
        ("La relire" if fr else "Read it again", f"export MONITOR_CONFIG={config.path}"),
        ("", f"{run} show valmont-organigramme@1"),
        ("", f"{run} diff valmont-organigramme --format html > diff.html"),
        ("Dans un navigateur" if fr else "In a browser", f"{run} serve"),
        ("Votre première page" if fr else "Your first page", f"{run} add https://www.example.org/organigramme"),
    )
    return "\n".join(f"  {label:<22}{command}" for label, command in steps)


def _bold(text: str, to: Terminal) -> str:
    return f"\x1b[1m{text}\x1b[0m" if to.colour else text


def _dim(text: str, to: Terminal) -> str:
    return f"\x1b[2m{text}\x1b[0m" if to.colour else text
