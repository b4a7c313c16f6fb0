"""`monitor verify`: is everything as it was written?"""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.cli.options import config_option, json_option
from monitor.records import read_config, reading
from monitor.store.verify import Problem
from monitor.terminal.say import json_line, localized

BROKEN = 1
_TAKEN_OUT = re.compile(r"(pruned|names erased) (\S+?)(?:,|$)")


@click.command(
    "verify",
    help=localized("help.verify.command"),
)
@click.option(
    "--newest",
    multiple=True,
    metavar=localized("metavars.watch_hash"),
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
        print(f"{'✗' if problem.broken else '·'} {where}{_detail(problem, config.timezone)}")
    for name, digest in hashes.items():
        print(f"  {name}: {digest or '—'}")
    if any(p.broken for p in problems):
        return BROKEN
    print(localized("cli.verify.all_well"))
    return 0


def _detail(problem: Problem, timezone: str) -> str:
    """What was found; of what was taken out on purpose, which is no damage, in the reader's language."""
    told = _TAKEN_OUT.match(problem.detail) if problem.kind == "erased" else None
    if told is None:
        return problem.detail
    day = datetime.fromisoformat(told[2]).astimezone(ZoneInfo(timezone)).date()
    return localized("cli.verify.pruned" if told[1] == "pruned" else "cli.verify.erased", day=day)
