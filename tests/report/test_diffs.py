"""Two snapshots side by side: text, unified, and one HTML page that stands alone."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from monitor.model import Edit, Language, Revision
from monitor.report.diffs import Comparison, diff_html, diff_text, diff_unified
from monitor.report.layout import Terminal
from monitor.report.passages import passages
from tests.report import examples as ex
from tests.report.test_terminal import typed

EVIL = '<script>alert("x")</script> & \x1b[31m'
OLD = ex.revision(
    12,
    "Un.",
    "Deux.",
    "Trois.",
    "Quatre.",
    "Elle améliore l’efficacité de l’action publique.",
    "Fin.",
    at=ex.AT - timedelta(days=40),
)
NEW = ex.revision(
    13, "Un.", "Deux.", "Trois.", "Quatre.", "Elle améliore l’efficience de l’action publique.", EVIL, "Fin.", sha256="cd" * 32
)
COMPARISON = Comparison(
    watch=ex.WATCH,
    old=OLD,
    new=NEW,
    changes=(ex.section(ex.REWORDED, Edit(op="insert", after=EVIL)), ex.document(ex.LABEL)),
    page_sha256=("1f" * 32, "9c" * 32),
)


def test_the_text_names_both_versions_first() -> None:
    """4, `diff`"""
    lines = typed(diff_text(COMPARISON, Terminal(width=80))).split("\n")
    assert lines[:5] == [
        "valmont-organigramme : version 12 → version 13",
        "15 octobre 2026 à 9 h 00 → 24 novembre 2026 à 8 h 00",
        "",
        "  mutualisation — 1 passage modifié, 1 ajouté",
        "    ~ Elle améliore l’[efficacité → efficience] de l’action publique.",
    ]
    same = Comparison(watch=ex.WATCH, old=OLD, new=OLD, changes=())
    assert diff_text(same, Terminal(language="en")).endswith("No difference between these two versions.")


def test_the_unified_diff_is_what_patch_reads(tmp_path: Path) -> None:
    """Valid for other programs: applying it to the old blocks gives the new ones."""
    patch = shutil.which("patch")
    if patch is None:
        pytest.skip("no patch here")
    unified = diff_unified(OLD, NEW)
    assert unified.startswith("--- mutualisation@12\t2026-10-15T07:00:03.120Z\n+++ mutualisation@13\t2026-11-24T07:00:03.120Z\n@@ ")
    section = unified[: unified.index("--- organigramme@12")]
    old = tmp_path / "old"
    old.write_text("\n".join(["La mutualisation", *(b.text for b in OLD.sections[0].blocks), ""]), encoding="utf-8")
    subprocess.run([patch, "-s", str(old)], input=section, text=True, check=True, encoding="utf-8")
    assert old.read_text(encoding="utf-8").split("\n")[5:8] == [
        "Elle améliore l’efficience de l’action publique.",
        EVIL.replace("\x1b", "\ufffd"),
        "Fin.",
    ]


def test_what_is_new_or_gone_is_set_against_dev_null() -> None:
    """A file that does not exist on one side, as diff names it."""
    bare = Revision(snapshot=12, taken_at=ex.AT, url=ex.URL, sections=(), documents=OLD.documents)
    assert diff_unified(bare, OLD).startswith("--- /dev/null\t")
    assert "+++ /dev/null\t" in diff_unified(OLD, bare)
    assert diff_unified(OLD, OLD) == ""


class _Page(HTMLParser):
    """What a test asks of a page: tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += "\n" if tag in ("p", "h1", "h2", "li", "div") else ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_html_page_stands_alone(language: Language) -> None:
    """Self-contained: no script, no outside resource, a policy that forbids both; page text is escaped."""
    html = diff_html(COMPARISON, language, ex.PARIS)
    page = _Page(html)
    assert page.named("html") == [{"lang": language}]
    assert "default-src 'none'" in html
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert [a["href"] for a in page.named("a") if not (a["href"] or "").startswith("#")] == [ex.URL]
    assert "@import" not in html and "url(" not in html
    assert "alert(" in page.text and "\x1b" not in html


def test_the_html_page_can_be_heard() -> None:
    """Without sight and without colour: ins and del with words for the ear, headings in order, times and hashes as text."""
    page = _Page(diff_html(COMPARISON, "fr", ex.PARIS))
    heard = typed(page.text)
    assert "l’[supprimé : efficacité][ajouté : efficience] de l’action" in heard
    assert [tag for tag, _ in page.tags if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h2"]
    assert [t["datetime"] for t in page.named("time")] == ["2026-10-15T07:00:03.120Z", "2026-11-24T07:00:03.120Z"]
    assert "9c" * 32 in heard and "3 paragraphes inchangés" in heard


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    """Page text is data: javascript: and data: addresses are shown, never linked."""
    evil = Revision(snapshot=13, taken_at=ex.AT, url="javascript:alert(1)", sections=(), documents=())
    page = _Page(diff_html(Comparison(watch=ex.WATCH, old=OLD, new=evil, changes=()), "fr", ex.PARIS))
    assert page.named("a") == [] and "javascript:alert(1)" in page.text


def test_edits_stand_where_they_happened() -> None:
    """What did not change is around them: one block near, the others folded away; what was deleted stands where it stood."""
    before = ["a", "b", "c", "gone", "d", "e"]
    after = ["a", "b", "c", "d", "new", "e"]
    parts = passages([Edit(op="delete", before="gone"), Edit(op="insert", after="new")], before, after, "fr")
    shown = ["".join(s.text for s in p.line.spans) if p.line else (*p.blocks, p.folded) for p in parts]
    assert shown == [("a", "b", True), ("c", False), "gone", ("d", False), "new", ("e", False)]


def test_the_rows_of_a_table_keep_their_cells_apart() -> None:
    """3.24: an edit's own text is on one line; between the rows it stands beside, it is a row as they are."""
    before, after = ["Nom\tService", "Durand\tEau"], ["Nom\tService", "Martin\tVoirie"]
    parts = passages([Edit(op="delete", before="Durand Eau"), Edit(op="insert", after="Martin Voirie")], before, after, "fr")
    assert parts[0].blocks == ("Nom · Service",)
    assert ["".join(s.text for s in part.line.spans) for part in parts[1:] if part.line] == ["Durand · Eau", "Martin · Voirie"]


def test_what_moved_stands_whole_in_its_text() -> None:
    """5.11: a list may break it off; in the text it is the text."""
    long = "Le coût des services partagés est réparti chaque année selon une clé fixée par convention, " * 3 + "en 2024."
    move = Edit(op="move", before=long, after=long, facts={"at": [[1, 2], [0, 1]]})
    parts = passages([move], ["a", long], [long, "a"], "fr", departures=True)
    assert [p.line.spans[-1].text for p in parts if p.line] == [long, long]


def test_what_moved_can_be_told_at_both_its_places() -> None:
    """5.11: each with the number of the move, among what did not change; the text stands where it left and where it is now."""
    before, after = ["a", "moved", "b", "c", "d", "e"], ["a", "b", "c", "d", "moved", "e"]
    move = Edit(op="move", before="moved", after="moved", facts={"at": [[1, 2], [4, 5]]})
    parts = passages([move], before, after, "fr", departures=True)
    assert [(p.move, p.left) if p.line else (*p.blocks, p.folded) for p in parts] == [
        ("a", False), (1, True), ("b", "c", "d", False), (1, False), ("e", False)
    ]  # fmt: skip
    back = Edit(op="move", before="moved", after="moved", facts={"at": [[4, 5], [1, 2]]})
    parts = passages(
        [back, Edit(op="insert", after="new", facts={"at": [None, [6, 7]]})], after, [*before, "new"], "fr", departures=True
    )
    assert [(p.move, p.left) for p in parts if p.line] == [(1, False), (1, True), (0, False)]
