"""config.toml files for tests: one watch of the invented town, whatever address it has this time."""

from __future__ import annotations

from pathlib import Path

MONITOR = """[monitor]
database = "monitor.db"
timezone = "Europe/Paris"
language = "{language}"
contact = "mailto:test@example.org"
allow_private_addresses = true
pause = "0s"
confirm_after = "0s"
read_timeout = "{read_timeout}"
visit_timeout = "{visit_timeout}"
{more}
"""

WATCH = """
[[watch]]
name = "{name}"
url = "{url}"
schedule = "0 7 * * *"
{items}
"""

ITEMS = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"

[watch.documents.organigramme]
link = "Organigramme"
"""


def write_config(
    folder: Path,
    *urls: str,
    items: str = ITEMS,
    language: str = "fr",
    read_timeout: str = "60s",
    visit_timeout: str = "90s",
    more: str = "",
    after: str = "",
) -> Path:
    """Write config.toml into *folder*, a watch per address: valmont, valmont-2, …"""
    watches = "".join(
        WATCH.format(name="valmont" if n == 1 else f"valmont-{n}", url=url, items=items) for n, url in enumerate(urls, 1)
    )
    path = folder / "config.toml"
    settings = MONITOR.format(language=language, read_timeout=read_timeout, visit_timeout=visit_timeout, more=more)
    path.write_text(settings + watches + after, encoding="utf-8")
    return path
