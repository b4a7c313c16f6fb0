"""`monitor verify`: is everything as it was written?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from monitor.cli.options import config_option, json_option
from monitor.records import read_config, reading
from monitor.terminal.say import json_line, localized

BROKEN = 1


@click.command(
    "verify",
    help=localized("help.verify.command"),
)
@click.option(
    "--newest",
    multiple=True,
    metavar=localized("help.metavar.watch_hash"),
    help=localized("help.verify.newest"),
)
@config_option
@json_option
def command(newest: tuple[str, ...], config_path: Path, as_json: bool) -> int:
    """Print each problem on a line."""
    config = read_config(config_path)
    known: dict[str, str] = {}
    for text in newest:
        watch, equals, claimed = text.partition("=")
        if not equals or not claimed:
            raise click.BadParameter(localized("cli.verify.wrong_claim", text=text))
        known[watch] = claimed
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
    print(localized("cli.verify.all_well"))
    return 0
