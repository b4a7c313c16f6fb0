"""`monitor backup FILE`: a copy of the database, whoever is writing to it meanwhile, checked before it is called one."""

from __future__ import annotations

from pathlib import Path

from monitor.cli.options import FILE, argument, config_option, described
from monitor.errors import MonitorError
from monitor.records import read_config, reading
from monitor.store import Store
from monitor.terminal.output import localized, note, rendered, terminal_locale


@described("backup")
@argument("target", type=FILE, metavar="file")
@config_option
def command(target: Path, config_path: Path) -> int:
    """Copy, then read the copy whole."""
    config = read_config(config_path, may_be_empty=True)
    if target.exists():
        raise MonitorError.of("cli.backup.exists", target=target)
    part = target.with_name(f".{target.name}.unfinished")  # a copy that was cut short must not be taken for a backup
    try:
        part.unlink(missing_ok=True)
        with reading(config) as store:
            store.backup(part)
        with Store.open(part, create=False, readonly=True) as copy:
            broken = [p for p in copy.verify() if p.broken]
        if broken:
            raise MonitorError(f"{config.database}: {rendered(broken[0].said)}", remedy="monitor verify")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    size = terminal_locale().size(target.stat().st_size)
    note(localized("cli.backup.done", target=target, size=size))
    return 0
