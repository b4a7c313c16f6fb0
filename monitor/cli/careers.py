"""`monitor careers`: who held which post when, over all versions of a chart."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from monitor.cli.options import config_option, in_utf8, json_option, moment_of
from monitor.errors import NothingFound
from monitor.model import Spell
from monitor.normalize import key
from monitor.report.careers import career_json, careers_csv, careers_text
from monitor.store import Store
from monitor.terminal.say import json_line, note, pick, terminal
from monitor.wiring import read_config, reading, recorded


@click.command(
    "careers",
    help=pick(
        fr="""\b
        monitor careers dijon-organigramme
        monitor careers --unit finances --at 2025-03-12
        monitor careers --person dupont --json

        Qui a été affiché à quel poste, et quand, d’après toutes les versions de l’organigramme : un poste vacant
        se dit, un service renommé ou déplacé reste le même, une version qui n’a pas pu être lue ne met fin à rien.
        Les dates sont celles de visites, non de nominations.""",
        en="""\b
        monitor careers dijon-organigramme
        monitor careers --unit finances --at 2025-03-12
        monitor careers --person dupont --json

        Who was shown in which post, and when, by all versions of the org chart: a vacant post is said to be one, a unit that
        was renamed or moved is still the same, a version that could not be read ends nothing.
        The dates are those of visits, not of appointments.""",
    ),
)
@click.argument("name", metavar=pick(fr="[PAGE]", en="[WATCH]"), required=False)
@click.option(
    "--unit",
    metavar=pick(fr="TEXTE", en="TEXT"),
    help=pick(
        fr="Seulement les services dont un nom, d’hier ou d’aujourd’hui, contient ce texte.",
        en="Only units of which a title, past or present, holds this text.",
    ),
)
@click.option(
    "--person",
    metavar=pick(fr="TEXTE", en="TEXT"),
    help=pick(fr="Seulement les personnes dont le nom contient ces mots.", en="Only people whose name holds these words."),
)
@click.option(
    "--at", metavar="DATE", help=pick(fr="Seulement ce qui était affiché à cette date.", en="Only what was shown on that date.")
)
@click.option(
    "--csv",
    "as_csv",
    is_flag=True,
    callback=lambda context, parameter, value: in_utf8(bool(value)),
    help=pick(fr="Tableau CSV, pour un tableur.", en="A CSV table, for a spreadsheet."),
)
@config_option
@json_option
def command(
    name: str | None, unit: str | None, person: str | None, at: str | None, as_csv: bool, config_path: Path, as_json: bool
) -> int:
    """Print a row for each unit, person and spell."""
    if as_csv and as_json:
        raise click.UsageError(pick(fr="--json ou --csv, pas les deux.", en="--json or --csv, not both."))
    config = read_config(config_path)
    when = moment_of(at, config.timezone, end=True) if at else None
    with reading(config, *([name] if name else [])) as store:
        if name:
            recorded(store, config, name)
        found = [s for s in store.spells("people", name) if person is None or _has_words(s, person)]
        if unit is not None:
            wanted = _units(store, name, unit)
            found = [s for s in found if (s.watch, s.item, s.unit_key) in wanted]
        whole = store.is_followed(name)
    if when is not None:
        found = [s for s in found if s.first_seen <= when and (s.absent_after is None or s.absent_after > when)]
    if not whole:
        said = (
            "toutes les versions ne sont pas encore relues ; lancez monitor reread",
            "not all versions have been read again yet; run monitor reread",
        )
        note(pick(fr=f"monitor: {said[0]}", en=f"monitor: {said[1]}"))
    if as_csv:
        sys.stdout.write(careers_csv(found))
    elif as_json:
        for spell in found:
            print(json_line(career_json(spell)))
    elif found:
        print(careers_text(found, terminal(sys.stdout, config.language, config.timezone)))
    if not found:
        raise NothingFound(
            pick(fr="aucun poste de ce nom n’a été lu dans un organigramme", en="no such post was read in an org chart")
            if unit or person or at
            else pick(fr="aucun organigramme n’a été lu comme un arbre de services", en="no org chart was read as a tree of units"),
            remedy="monitor careers" if unit or person or at else "monitor check",
        )
    return 0


def _has_words(spell: Spell, text: str) -> bool:
    """Whether the name has every word of *text*, or words that begin so: « dup » finds « Dupont »."""
    words = key(spell.person or "").split()
    return bool(words) and all(any(word.startswith(wanted) for word in words) for wanted in key(text).split())


def _units(store: Store, name: str | None, text: str) -> set[tuple[str, str, str]]:
    """The units of which some title holds *text*."""
    return {(s.watch, s.item, s.unit_key) for s in store.spells("units", name) if key(text) in key(s.unit)}
