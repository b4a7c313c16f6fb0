"""`monitor verify`: is everything as it was written?"""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.cli.options import config_option, described, json_option, option, watches_argument
from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.records import known_watch, read_config, reading, recorded
from monitor.store.verify import Problem
from monitor.terminal.output import json_line, localized, note, rendered

BROKEN = 1
_HASH = re.compile("[0-9a-f]{64}", re.IGNORECASE)


@described("verify")
@watches_argument
@option("--newest", multiple=True, metavar="watch_hash", help="help.verify.newest")
@config_option
@json_option
def command(names: tuple[str, ...], newest: tuple[str, ...], config_path: Path, as_json: bool) -> int:
    """Print each problem on a line; of the watches named, or of all."""
    config = read_config(config_path, may_be_empty=True)
    known: dict[str, str] = {}
    for text in newest:
        watch, equals, claimed = text.partition("=")
        if not equals or not _HASH.fullmatch(claimed):
            raise click.BadParameter(localized("cli.verify.wrong_claim", text=text))
        known[watch] = claimed.lower()
    try:
        with reading(config, *names) as store:
            hashes = store.newest_hashes()
            for name in names:
                if name not in hashes:
                    recorded(store, config, name)
            for name in known:
                if name not in hashes:
                    known_watch(config, name)
            problems = store.verify(known, names)
            hashes = {name: digest for name, digest in hashes.items() if not names or name in (*names, *known)}
    except Damaged as error:  # the file itself can't be opened: that is what was to be found out
        problems, hashes = [Problem(kind="structure", said=Text("errors.verify.unreadable", error=error.message))], {}
    if as_json:
        found = [{"kind": p.kind, "detail": p.detail, "watch": p.watch, "snapshot": p.snapshot} for p in problems]
        print(json_line({"problems": found, "newest": hashes}))
        return BROKEN if any(p.broken for p in problems) else 0
    for problem in problems:
        where = "" if problem.watch is None else f"{problem.watch}{'' if problem.snapshot is None else f'@{problem.snapshot}'}: "
        said = problem.said
        if problem.at is not None:  # what was taken out on purpose has the reader's day
            said = Text(said.key, at=problem.at.astimezone(ZoneInfo(config.timezone)).date())
        print(f"{'✗' if problem.broken else '·'} {where}{rendered(said)}")
    for name, digest in hashes.items():
        print(f"  {name}: {digest or '—'}")
    if any(p.broken for p in problems):
        note(localized("cli.verify.broken"))
        return BROKEN
    print(localized("cli.verify.watches_well" if names else "cli.verify.all_well", n=len(hashes)))
    return 0
