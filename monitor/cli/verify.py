"""`monitor verify`: is everything as it was written?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from monitor.cli.options import config_option, json_option
from monitor.terminal.say import json_line, pick
from monitor.wiring import read_config, reading

BROKEN = 1


@click.command(
    "verify",
    help=pick(
        fr="""\b
        monitor verify
        monitor verify --newest dijon-organigramme=5c1f…

        Recalcule la chaîne d’empreintes, relit tous les octets gardés et dit ce qui n’est plus comme écrit.
        Avec une empreinte connue par une alerte, montre aussi une fin coupée. Code de sortie 1 si quelque chose est abîmé.""",
        en="""\b
        monitor verify
        monitor verify --newest dijon-organigramme=5c1f…

        Recomputes the chain of hashes, reads all bytes kept and says what is no longer as it was written.
        With a hash known from an alert it shows a cut tail too. Exit status 1 where something is damaged.""",
    ),
)
@click.option(
    "--newest",
    multiple=True,
    metavar="WATCH=HASH",
    help=pick(fr="Dernière empreinte connue d’une page.", en="The newest known hash of a watch."),
)
@config_option
@json_option
def command(newest: tuple[str, ...], config_path: Path, as_json: bool) -> int:
    """Print each problem on a line."""
    config = read_config(config_path)
    known = dict(_pair(text) for text in newest)
    with reading(config) as store:
        problems = store.verify(known)
        hashes = {w.name: store.newest_hash(w.name) for w in store.watches()}
    if as_json:
        print(json_line({"problems": [asdict(p) for p in problems], "newest": hashes}))
        return BROKEN if any(p.broken for p in problems) else 0
    for problem in problems:
        where = "" if problem.watch is None else f"{problem.watch}{'' if problem.snapshot is None else f'@{problem.snapshot}'}: "
        print(f"{'✗' if problem.broken else '·'} {where}{problem.detail}")
    for name, digest in hashes.items():
        print(f"  {name}: {digest or '—'}")
    if any(p.broken for p in problems):
        return BROKEN
    print(pick(fr="Tout est comme écrit.", en="All is as it was written."))
    return 0


def _pair(text: str) -> tuple[str, str]:
    name, equals, digest = text.partition("=")
    if not equals or not digest:
        raise click.BadParameter(pick(fr=f"« {text} » : écrivez PAGE=EMPREINTE", en=f"“{text}”: write WATCH=HASH"))
    return name, digest
