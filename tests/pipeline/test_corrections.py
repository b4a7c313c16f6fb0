"""Corrections of an org chart, made once in config.toml, hold for every version (13.4, DESIGN 3.19)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from monitor.demo.server import Town
from tests.command import monitor
from tests.configs import write_config

ITEMS = '[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "orgchart"\n'
CORRECTION = '\n[[watch.documents.organigramme.correct]]\nunit = "Direction des achats"\nparent = "DGA Vie locale"\n'


def parent_of_purchasing(folder: Path) -> str:
    items: list[dict[str, Any]] = monitor("show", "valmont", "--json", cwd=folder).lines[0]["items"]
    units = {u["id"]: u for u in items[0]["orgchart"]["units"]}
    return str(units[next(u for u in units.values() if u["title"] == "Direction des achats")["parent"]]["title"])


def test_a_correction_is_no_change_of_the_chart(tmp_path: Path) -> None:
    """3.19: our own change never looks like the page's; the corrected tree is what is shown and compared from then on."""
    with Town() as town:
        write_config(tmp_path, town.url, items=ITEMS)
        assert monitor("check", "--json", cwd=tmp_path).lines[0]["outcome"] == "first"
        assert parent_of_purchasing(tmp_path) == "DGA Ressources"
        write_config(tmp_path, town.url, items=ITEMS + CORRECTION)
        assert monitor("check", "--json", cwd=tmp_path).lines[0]["outcome"] == "unchanged"
        assert parent_of_purchasing(tmp_path) == "DGA Vie locale"
        town.scene = "after"
        said = monitor("check", "--json", cwd=tmp_path).lines[0]
    assert "unit_moved" not in {edit["op"] for edit in said["changes"][0]["edits"]}
