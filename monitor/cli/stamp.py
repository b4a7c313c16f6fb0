"""`monitor stamp`: the newest hash of every watch, stamped with the time by somebody else (DESIGN 5.20)."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import config_option, described, option
from monitor.errors import MonitorError, NothingFound, wrap_os_errors
from monitor.proof.stamping import ask
from monitor.records import now, read_config, reading
from monitor.store import Stamp, Store
from monitor.terminal.output import localized, note

FILES = ("heads.txt", "heads.tsr")


@described("stamp")
@option("--tsa", metavar="url", help="help.stamp.tsa")
@option("-o", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="folder", help="help.stamp.output")
@config_option
def command(tsa: str | None, folder: Path | None, config_path: Path) -> int:
    """Ask, keep, write what the database said at one moment, without a lock: no check reads that row, `monitor run` goes on."""
    config = read_config(config_path)
    tsa = tsa or config.timestamp
    if tsa is None:
        raise click.UsageError(localized("cli.stamp.whom"))
    paths = [folder / name for name in FILES] if folder else []
    for path in paths:
        if path.exists():
            raise MonitorError.of("cli.stamp.exists", path=path)
    with reading(config) as store:
        heads = store.heads()
    if not heads:
        raise NothingFound(localized("cli.stamp.no_version"), remedy="monitor check")
    at, response = now(), ask(heads.encode(), tsa)
    with Store.open(config.database, create=False) as store:
        store.keep_stamp(Stamp(at=at, tsa=tsa, heads=heads, response=response))
    if folder:
        with wrap_os_errors(folder):
            folder.mkdir(exist_ok=True)
            for path, data in zip(paths, (heads.encode(), response), strict=True):
                path.write_bytes(data)
    note(localized("cli.stamp.done", n=heads.count("\n"), tsa=tsa))
    return 0
