"""Pages as pictures on the command line: `compare --png`, `diff --format html` (13.7)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from tests.command import monitor
from tests.pdf import pdfs
from tests.pipeline.house import PDF, House, stand
from tests.pipeline.lookalikes import chart
from tests.site import Page, Site

ITEMS = '\n[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "orgchart"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.pdf").write_bytes(chart())
    (tmp_path / "new.pdf").write_bytes(chart("moved"))
    (tmp_path / "hidden.pdf").write_bytes(chart("hidden"))
    (tmp_path / "two.pdf").write_bytes(pdfs.joined(chart(), chart("moved", head="Mme Odile Perrin")))
    return tmp_path


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Site() as site:
        yield stand(tmp_path, site)


def watched(house: House, *versions: bytes) -> None:
    house.configure(items=ITEMS)
    for data in versions:
        house.site.pages[PDF] = Page(data, content_type="application/pdf")
        house.check()


def test_two_charts_are_drawn_side_by_side(folder: Path) -> None:
    done = monitor("compare", "old.pdf", "new.pdf", "--png", "seen.png", cwd=folder)
    assert (done.status, done.err.strip()) == (0, "seen.png")
    with Image.open(folder / "seen.png") as image:
        assert image.format == "PNG"
        assert image.width > 2 * 842


@pytest.mark.few(1)
@pytest.mark.parametrize("new", ["old.pdf", "hidden.pdf"])
def test_where_nothing_differs_nothing_is_drawn(folder: Path, new: str) -> None:
    """13.5: `compare` has the picture's veto too."""
    done = monitor("compare", "old.pdf", new, "--png", "seen.png", "--json", cwd=folder)
    assert (done.status, done.lines[0]["significance"]) == (0, None if new == "old.pdf" else "cosmetic")
    assert not (folder / "seen.png").exists()


@pytest.mark.few(2)
@pytest.mark.parametrize(
    "arguments",
    [("--png", "new.pdf"), ("--png", "no/such/folder.png"), ("--png", "seen.png", "--heading", "Mutualisation")],
    ids=["no-png", "no-folder", "html"],
)
def test_what_cannot_be_drawn_is_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    """4.3."""
    done = monitor("compare", "old.pdf", "new.pdf", *arguments, cwd=folder)
    assert (done.status, done.out) == (2, "")


def test_a_diff_shows_the_pages(house: House) -> None:
    watched(house, chart(), chart("moved"))
    html = monitor("diff", "valmont", "--format", "html", cwd=house.folder).out
    assert html.count("data:image/png;base64,") == 2
    assert "Page 1, avant. Encadré en tirets" in html


def test_a_diff_of_scans_names_and_shows_the_regions(house: House) -> None:
    """5.5, 5.10: also between versions that never followed each other."""
    versions = [pdfs.scanned((200, top, 400, top + 100)) for top in (300, 500, 700)]
    watched(house, *versions)
    (found,) = monitor("diff", "valmont", "1", "3", "--json", cwd=house.folder).lines
    assert {region["page"] for region in found["changes"][0]["regions"]} == {1}
    assert monitor("diff", "valmont", "1", "3", "--format", "html", cwd=house.folder).out.count("<img") == 2


def test_a_diff_of_a_pruned_version_says_that_it_was_pruned(house: House) -> None:
    """7.5: nothing of it is shown, and it is not called broken."""
    watched(house, chart(), chart("moved"))
    with closing(sqlite3.connect(house.config.database)) as db, db:
        db.execute("UPDATE items SET blob = NULL")
        db.execute("UPDATE exchanges SET blob = NULL")
        db.execute("UPDATE snapshots SET page = NULL, salt = NULL, erased_at = taken_at")
    done = monitor("diff", "valmont", "--format", "html", cwd=house.folder)
    assert (done.status, done.out) == (1, "")
    assert "élaguée" in done.err
