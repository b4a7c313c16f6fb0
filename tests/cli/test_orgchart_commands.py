"""`monitor orgchart` and `monitor compare`: one file, two files, no configuration (DESIGN 4.1, 5.6, 5.7)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.dialogue import dialogue
from tests.command import monitor
from tests.pdf import pdfs
from tests.pdf.orgchart import charts
from tests.pdf.orgchart.charts import Style, town


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    style = Style()
    head = town(1, style=style)
    (tmp_path / "old.pdf").write_bytes(charts.columns(head, style))
    (tmp_path / "same.pdf").write_bytes(pdfs.saved(charts.columns(head, style)))
    (tmp_path / "pages.pdf").write_bytes(pdfs.joined(charts.columns(head, style), charts.columns(town(2, style=style), style)))
    head.below[0].name = "Mme Eva Roux"
    (tmp_path / "new.pdf").write_bytes(charts.columns(head, style))
    (tmp_path / "locked.pdf").write_bytes(pdfs.encrypted())
    return tmp_path


def test_a_chart_is_printed_as_a_tree(folder: Path) -> None:
    done = monitor("orgchart", "old.pdf", cwd=folder)
    title, empty, head, deputy = done.out.splitlines()[:4]
    assert (done.status, title, empty) == (0, "Organigramme de Valmont-sur-Ource, Mars 2024", "")
    assert head.startswith("Direction générale des services — ")
    assert deputy.startswith("  ")


def test_a_chart_is_printed_as_json(folder: Path) -> None:
    """5.6."""
    (chart,) = monitor("orgchart", "old.pdf", "--json", cwd=folder).lines
    assert {"title", "date", "pages", "structured", "reason", "units", "text"} <= chart.keys()
    confidences = {"confidence", "confidence_title", "confidence_parent"}
    assert chart["units"][0].keys() == {"id", "title", "people", "parent", "page", "bbox"} | confidences
    assert chart["units"][0]["people"][0].keys() == {"name", "role", "vacant", "confidence"}
    assert all(
        u["confidence"] == min(u["confidence_title"], u["confidence_parent"], *(p["confidence"] for p in u["people"]))
        for u in chart["units"]
        if u["people"]
    )


def test_a_terminal_gets_no_line_that_is_wider(folder: Path) -> None:
    """4.2: what a terminal breaks by itself stands under no unit any more; a program gets each line as one."""
    seen = dialogue("orgchart", "old.pdf", "--explain", cwd=folder, answers=[], columns=50).out.splitlines()
    whole = monitor("orgchart", "old.pdf", "--explain", cwd=folder).out.splitlines()
    assert max(map(len, seen)) <= 50 < max(map(len, whole))
    assert " ".join(" ".join(seen).split()) == " ".join(" ".join(whole).split())
    margins = [len(line) - len(line.lstrip()) for line in seen]
    broken = next(n for n, line in enumerate(seen) if "↳" in line)
    assert margins[broken + 1] == margins[broken] + 2


def test_each_unit_is_explained(folder: Path) -> None:
    """5.6: in plain words below each unit, in the reader's language; as JSON only where it is asked for."""
    plain, french = (monitor("orgchart", "old.pdf", *more, cwd=folder).out.splitlines() for more in ((), ("--explain",)))
    assert [line for line in french if "↳" not in line] == plain
    assert "↳ au sommet (" in french[3]
    assert "↳ sous « Direction générale des services » (" in french[5].replace("\u202f", " ")
    english = monitor("orgchart", "old.pdf", "--explain", cwd=folder, env={"LANG": "en_GB.UTF-8"}).out.splitlines()
    assert "↳ under “Direction générale des services” (" in english[5]
    (chart,) = monitor("orgchart", "old.pdf", "--explain", "--json", cwd=folder).lines
    for unit in chart["units"]:
        chosen, *others = unit["explain"]["parent"]
        assert chosen["parent"] == unit["parent"]
        assert len(others) <= 2
        assert {"parent", "chance", "evidence"} == chosen.keys()
        assert all(one.keys() == {"name", "weight"} for one in chosen["evidence"])
        assert unit["explain"]["title"]["chance"] == unit["confidence_title"]


def test_a_file_without_a_tree_says_why(folder: Path) -> None:
    """5.6, 3.27: a scan, and what cannot be opened."""
    (folder / "scan.pdf").write_bytes(pdfs.scan())
    done = monitor("orgchart", "scan.pdf", "--explain", cwd=folder)
    assert done.status == 0
    assert done.says("une image remplit la page")
    (chart,) = monitor("orgchart", "scan.pdf", "--explain", "--json", cwd=folder).lines
    assert (chart["reason"], chart["units"]) == ("scan", [])
    locked = monitor("orgchart", "locked.pdf", "--explain", cwd=folder)
    assert (locked.status, locked.out) == (1, "")


def test_the_picture_shows_the_chances(folder: Path) -> None:
    """5.6: beside each number, where it is asked for."""
    drawn = []
    for name, more in (("plain.png", ()), ("why.png", ("--explain",))):
        assert monitor("orgchart", "old.pdf", "--png", name, *more, cwd=folder).status == 0
        drawn.append((folder / name).read_bytes())
    assert drawn[0] != drawn[1]


def test_what_was_read_is_drawn_over_the_page(folder: Path) -> None:
    done = monitor("orgchart", "old.pdf", "--png", "read.png", cwd=folder)
    assert (done.status, done.err.strip()) == (0, "read.png")
    assert done.out.splitlines()[2].startswith("1. Direction générale des services")
    with Image.open(folder / "read.png") as image:
        assert image.format == "PNG"
        assert image.width > 1000


def test_several_pages_are_drawn_into_a_file_each(folder: Path) -> None:
    done = monitor("orgchart", "pages.pdf", "--png", "read.png", "--json", cwd=folder)
    assert (done.status, done.lines[0]["pages"]) == (0, 2)
    assert sorted(path.name for path in folder.glob("*.png")) == ["read-1.png", "read-2.png"]


@pytest.mark.parametrize(
    ("out", "said"), [("old.pdf", ".png"), ("missing/read.png", "missing")], ids=["over-the-chart", "no-such-folder"]
)
def test_a_picture_that_cannot_be_written_is_an_error(folder: Path, out: str, said: str) -> None:
    before = (folder / "old.pdf").read_bytes()
    done = monitor("orgchart", "old.pdf", "--png", out, cwd=folder)
    assert (done.status, done.out, (folder / "old.pdf").read_bytes()) == (2, "", before)
    assert said in done.err


def test_a_file_that_cannot_be_opened_says_so_in_two_lines(folder: Path) -> None:
    done = monitor("orgchart", "locked.pdf", cwd=folder)
    assert (done.status, done.out) == (1, "")
    assert "chiffré, un mot de passe est demandé" in done.err and "→" in done.err


@pytest.mark.parametrize(
    ("new", "significance", "ops"),
    [("old.pdf", None, []), ("same.pdf", "cosmetic", []), ("new.pdf", "substantive", ["person_replaced"])],
)
def test_two_charts_are_compared(folder: Path, new: str, significance: str | None, ops: list[str]) -> None:
    """5.7: null if identical."""
    (found,) = monitor("compare", "old.pdf", new, "--json", cwd=folder).lines
    assert (found["significance"], [e["op"] for e in found["edits"]], found["failure"]) == (significance, ops, None)


def test_of_two_scans_the_regions_that_differ_are_told(folder: Path) -> None:
    """5.5: no text: regions and no edits."""
    for name, place in (("scan.pdf", 300), ("moved.pdf", 500)):
        (folder / name).write_bytes(pdfs.scanned((200, place, 400, place + 100)))
    (found,) = monitor("compare", "scan.pdf", "moved.pdf", "--json", cwd=folder).lines
    assert (found["significance"], found["edits"], found["failure"]) == ("substantive", [], None)
    assert [region["page"] for region in found["regions"]] == [1] * len(found["regions"])
    tops = [region["bbox"][1] for region in found["regions"]]
    assert min(tops) == pytest.approx(300 * 72 / 150, abs=12)
    assert max(region["bbox"][3] for region in found["regions"]) == pytest.approx(600 * 72 / 150, abs=12)
    assert "regions" not in monitor("compare", "old.pdf", "new.pdf", "--json", cwd=folder).lines[0]


def test_what_cannot_be_compared_is_a_failure(folder: Path) -> None:
    """5.7: failure."""
    done = monitor("compare", "old.pdf", "locked.pdf", "--json", cwd=folder)
    assert (done.status, done.lines[0]["failure"]) == (1, {"kind": "document_unreadable", "detail": "encrypted"})


def test_one_section_of_two_pages_is_compared(folder: Path) -> None:
    """5.7: two HTML files with --heading."""
    page = "<html><body><main><h2>Mutualisation</h2><p>Elle {} la qualité du service rendu aux habitants.</p></main></body></html>"
    for name, verb in (("a.html", "permet"), ("b.html", "assure")):
        (folder / name).write_text(page.format(verb), encoding="utf-8")
    (found,) = monitor("compare", "a.html", "b.html", "--heading", "Mutualisation", "--json", cwd=folder).lines
    assert (found["significance"], [e["op"] for e in found["edits"]]) == ("substantive", ["replace"])


def test_where_no_word_differs_no_text_is_said_to_have_changed(folder: Path) -> None:
    """5.7: the same words in other blocks, or a PDF saved anew, are a matter of form; the same section is identical."""
    page = "<html><body><main><h2>Mutualisation</h2>{}<p>Elle sert les habitants.</p></main></body></html>"
    for name, first in (("a.html", "<p>Deux services.</p>"), ("b.html", "<div>Deux&nbsp;services.</div>")):
        (folder / name).write_text(page.format(first), encoding="utf-8")
    said = monitor("compare", "a.html", "b.html", "--heading", "Mutualisation", "--json", cwd=folder).lines[0]
    saved = monitor("compare", "old.pdf", "same.pdf", "--json", cwd=folder).lines[0]
    for found in (said, saved):
        assert (found["significance"], found["edits"]) == ("cosmetic", [])
        assert re.match(r"no difference in content \(|aucune différence de contenu \(", found["summary"])
    assert monitor("compare", "a.html", "a.html", "--heading", "Mutualisation", "--json", cwd=folder).lines == [
        {"significance": None, "summary": None, "edits": [], "failure": None}
    ]
