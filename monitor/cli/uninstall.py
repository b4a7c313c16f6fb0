"""`monitor uninstall`: nothing visits the pages any more; what was seen of them stays."""

from __future__ import annotations

from pathlib import Path

from monitor.cli.options import config_option, described
from monitor.errors import NothingFound
from monitor.service.installing import Installation, take_away
from monitor.terminal.output import localized, note


@described("uninstall")
@config_option
def command(config_path: Path) -> int:
    """Take away what `install` put there for this configuration, which need not be readable any more."""
    gone = take_away(Installation(config_path.absolute()))
    if not gone:
        raise NothingFound.of("cli.install.not_there", file=config_path)
    for way in gone:
        note(localized(f"cli.install.gone.{way}"))
    return 0
