"""`monitor diff`: which versions it compares where none are named (DESIGN 4.1)."""

from __future__ import annotations

from pathlib import Path

from tests.command import monitor
from tests.pipeline.house import House, stand
from tests.site import Page, Site

ITEMS = '\n[watch.sections.mutualisation]\n{} = "{}"\n'


def test_after_a_version_without_a_change_the_last_one_is_named(tmp_path: Path) -> None:
    """4.1: another recipe in config.toml keeps a version that says nothing new: who looks for the change is told where it is."""
    with Site() as site:
        house: House = stand(tmp_path, site)
        house.configure(items=ITEMS.format("heading", "La mutualisation"))
        for words in ("lundi", "mardi"):
            site.pages["/"] = Page(f"<main><h1>Services</h1><h2>La mutualisation</h2><p>Ouvert le {words}.</p></main>".encode())
            house.outcome()
        house.configure(items=ITEMS.format("css", "main p"))
        house.outcome()
    done = monitor("diff", "valmont", cwd=house.folder)
    assert (done.out.count("Aucune différence"), "monitor diff valmont 1 2" in done.err) == (1, True), (done.out, done.err)
    assert monitor("diff", "valmont", "1", "2", cwd=house.folder).says("[lundi → mardi]")
    assert "monitor diff" not in monitor("diff", "valmont", "2", "3", cwd=house.folder).err
