"""Commands take an org chart, a staff list or a picture in any form (3.31, 5.6, 5.7)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import monitor
from tests.documents.drawn import packed, picture
from tests.documents.office import FIXTURES

TRUTH = json.loads((FIXTURES / "chart.json").read_text(encoding="utf-8"))
FORMS = ["chart-{}.svg", "chart-{}.pptx", "chart-{}.odg", "chart-{}-list.html", "chart-{}-cards.html"]


@pytest.mark.parametrize("form", FORMS)
def test_orgchart_reads_every_form(form: str) -> None:
    """5.6."""
    found = json.loads(monitor("orgchart", FIXTURES / form.format(1), "--json", cwd=FIXTURES).out)
    titles = {unit["id"]: unit["title"] for unit in found["units"]}
    assert {(u["title"], titles.get(u["parent"])) for u in found["units"]} == {(title, head) for title, head, _ in TRUTH["1"]}


@pytest.mark.few("chart-{}.pptx", "chart-{}-list.html")
@pytest.mark.parametrize("form", FORMS)
def test_compare_tells_two_versions_and_no_two_forms(form: str) -> None:
    """5.7: beside a PDF."""
    pdf = FIXTURES / "chart-1.pdf"
    same = json.loads(monitor("compare", pdf, FIXTURES / form.format(1), "--json", cwd=FIXTURES).out)
    assert (same["significance"], same["edits"], same["rule"]) == ("cosmetic", [], "3.31 form")
    other = json.loads(monitor("compare", pdf, FIXTURES / form.format(2), "--json", cwd=FIXTURES).out)
    told = [[edit["op"], edit["unit"]] for edit in other["edits"] if edit["op"] != "redrawn"]
    if form.endswith(".html"):  # no drawing any more: laid out anew, and beside it what is certain whatever the layout (5.5)
        assert other["edits"][0]["op"] == "redrawn"
        assert len(told) >= 2 and all(edit in TRUTH["edits"] for edit in told)
    else:
        assert sorted(told) == sorted(TRUTH["edits"])


@pytest.mark.parametrize("form", ["chart-{}.pptx", "chart-{}.odg", "chart-{}-list.html"])
def test_what_is_read_and_not_drawn_is_not_called_broken(form: str, tmp_path: Path) -> None:
    """4.3, 13.7: a picture of it cannot be had, and that is what is said."""
    old, new = (FIXTURES / form.format(n) for n in (1, 2))
    for arguments in (("orgchart", new), ("compare", old, new), ("compare", FIXTURES / "chart-1.pdf", new)):
        done = monitor(*arguments, "--png", tmp_path / "seen.png", cwd=FIXTURES)
        assert (done.status, done.out, [*tmp_path.iterdir()]) == (2, "", [])
        assert "--png est pour" in done.err and "abîmé" not in done.err


def test_compare_tells_of_tables_and_pictures(tmp_path: Path) -> None:
    """5.7: any two files."""
    rows = json.loads(monitor("compare", FIXTURES / "staff-1.ods", FIXTURES / "staff-2.xlsx", "--json", cwd=FIXTURES).out)
    assert [edit["op"] for edit in rows["edits"]] == ["cell_changed", *["row_added"] * 3]
    (tmp_path / "a.png").write_bytes(packed(picture()))
    (tmp_path / "b.jpg").write_bytes(packed(picture("M. Hugo Blanc"), "JPEG"))
    shown = json.loads(monitor("compare", tmp_path / "a.png", tmp_path / "b.jpg", "--json", cwd=FIXTURES).out)
    assert (shown["significance"], len(shown["regions"])) == ("substantive", 1)


def test_outline_offers_the_right_kind_of_each(tmp_path: Path) -> None:
    """3.30, 3.31: an org chart only where one can be read."""
    page = tmp_path / "page.html"
    links = "".join(
        f'<p><a href="/organigramme.{form}">Organigramme {form}</a></p>' for form in ("pdf", "xlsx", "docx", "svg", "zip")
    )
    chart = (FIXTURES / "chart-1-list.html").read_text("utf-8").partition("<h2>")[2].partition("<h2>Contact")[0]
    image = '<h2>Plan</h2><img src="/plan.png" alt="Organigramme en image">'
    image += '<h2>Mag</h2><iframe src="https://view.genially.com/1a2b"></iframe>'
    page.write_text(f"<main><h1>Mairie</h1><h2>Fichiers</h2>{links}{image}<h2>{chart}</main>", "utf-8")
    found = json.loads(monitor("outline", page, "--json", cwd=FIXTURES).out)
    assert {d["label"]: (d["format"], d["kind"]) for d in found["documents"]} == {
        "Organigramme pdf": (None, "orgchart"),
        "Organigramme xlsx": (None, "table"),
        "Organigramme docx": (None, "text"),
        "Organigramme svg": (None, "orgchart"),
        "Organigramme zip": (None, "file"),
        "Organigramme en image": ("PNG", "file"),
        "Mag": ("EMBED", "file"),
    }
    assert {h["text"]: h["kind"] for h in found["headings"] if h["kind"] != "text"} == {
        "Organigramme des services de Valmont": "orgchart"
    }
