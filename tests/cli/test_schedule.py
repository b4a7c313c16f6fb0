"""`monitor schedule` (12.1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.command import monitor
from tests.configs import write_config
from tests.site import Page, Site


def test_the_schedule_follows_what_the_visits_found(tmp_path: Path, town: Site) -> None:
    """Before any visit everything is due; then the next morning, and later where a server asked to wait."""
    town.pages["/busy"] = Page(b"", 503, headers={"Retry-After": "172800"})
    write_config(tmp_path, town.url(), town.url("/busy"), town.url("/off"))
    config = tmp_path / "config.toml"
    config.write_text(config.read_text().replace('name = "valmont-3"', 'name = "valmont-3"\nenabled = false'))
    before = monitor("schedule", "--json", cwd=tmp_path).lines
    assert [(line["watch"], line["why"]) for line in before] == [("valmont", "new"), ("valmont-2", "new"), ("valmont-3", None)]
    monitor("check", cwd=tmp_path)
    after = monitor("schedule", "--json", "--count", "2", cwd=tmp_path).lines
    assert [(line["watch"], line["why"]) for line in after] == [
        ("valmont", "schedule"),
        ("valmont", "schedule"),
        ("valmont-2", "held"),
        ("valmont-2", "schedule"),
        ("valmont-3", None),
    ]
    assert datetime.fromisoformat(after[2]["at"]) - datetime.now(UTC) > timedelta(days=1, hours=23)
    said = monitor("schedule", "valmont-2", cwd=tmp_path)
    assert (said.status, said.says("son serveur a demandé d’attendre")) == (0, True)
    assert monitor("schedule", "valmnt", cwd=tmp_path).status == 2
