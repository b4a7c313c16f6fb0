"""`monitor export`: the history as files for others (5.16), and without names (5.17)."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.command import Done, monitor
from tests.histories import History
from tests.web.test_without_names import forms, leaked, town

__all__ = ["town"]  # the fixture


def export(town: tuple[Path, History], form: str, *more: str) -> Done:
    return monitor("export", "--format", form, "-o", f"out/{form}", *more, cwd=town[0], timeout=300)


@pytest.fixture(scope="module")
def out(town: tuple[Path, History]) -> Path:
    """A folder with an export of each form."""
    (town[0] / "out").mkdir()
    for form in ("json", "csv", "git", "site"):
        assert export(town, form).status == 0, form
    return town[0] / "out"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_json_has_a_line_for_each_snapshot(town: tuple[Path, History], out: Path) -> None:
    """5.16: what show prints of it, its changes as diff prints them with their ids, its link of the chain."""
    found = rows(out / "json")
    shown = [monitor("show", f"valmont@{n}", "--json", cwd=town[0]).lines[0] for n in (1, 3)]
    assert [row["snapshot"] for row in found] == list(range(1, len(found) + 1)) and len(found) > 5
    for line in shown:
        row = found[line["snapshot"] - 1]
        assert {key: row[key] for key in line} == line
        assert re.fullmatch("[0-9a-f]{64}", row["hash"])
    assert found[0]["changes"] == [] and all(change["id"] and change["edits"] for change in found[2]["changes"])
    assert found[-1]["hash"] == monitor("verify", "--json", cwd=town[0]).lines[0]["newest"]["valmont"]


def test_csv_has_a_row_for_each_change(out: Path) -> None:
    """5.16: one that a spreadsheet opens without running anything."""
    found = list(csv.DictReader(io.StringIO((out / "csv").read_text("utf-8"), newline="")))
    changes = [change for row in rows(out / "json") for change in row["changes"]]
    assert [int(row["id"]) for row in found] == [change["id"] for change in changes]
    assert [row["summary"] for row in found] == [change["summary"] for change in changes]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in found for cell in row.values())


def git(out: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", out / "git", *words], capture_output=True, text=True, check=True).stdout


def test_git_has_a_commit_for_each_snapshot(town: tuple[Path, History], out: Path) -> None:
    """5.16: dated as it was taken, worded, with the bytes as received; a second export adds nothing."""
    found = rows(out / "json")
    dates = git(out, "log", "--reverse", "--format=%aI").split()
    assert [date[:10] for date in dates] == [row["taken_at"][:10] for row in found]
    assert f"Hash: {found[-1]['hash']}" in git(out, "log", "-1", "--format=%B")
    assert "première lecture" in git(out, "log", "--reverse", "--format=%s").splitlines()[0].lower()
    assert (out / "git" / "valmont" / "organigramme.pdf").read_bytes() == town[1].files[-1]
    assert "Quatrebarbes" in (out / "git" / "valmont" / "elus.txt").read_text("utf-8")
    assert export(town, "git").says("0 versions ajoutées") and git(out, "log", "--format=%H").count("\n") == len(found)
    assert git(out, "status", "--porcelain") == "" and git(out, "fsck") == ""


def test_every_link_of_the_site_leads_to_a_file(out: Path) -> None:
    """5.16: no server, no script, no search; both languages; what was received is no page; no search engine."""
    pages = list((out / "site").rglob("*.html"))
    assert len(pages) > 60 and (out / "site" / "en" / "index.html").exists()
    for page in pages:
        text = page.read_text("utf-8")
        for link in re.findall(r'(?:href|src)="([^"#]+)"', text):
            assert re.match("https?://", link) or (page.parent / unquote(unescape(link))).is_file(), (page, link)
        assert '<meta name="robots" content="noindex' in text
        assert not re.search(r"<(?:script|form|input type=.(?:search|date))", text), page
    assert "Disallow: /" in (out / "site" / "robots.txt").read_text()
    assert not any("<!doctype html><html lang='fr'><head>" in page.read_text("utf-8") for page in pages)
    assert list((out / "site").rglob("*.pdf")) and list((out / "site").rglob("page.html.txt"))
    assert list((out / "site" / "watch" / "valmont" / "orgchart").glob("2024-*.html"))


def test_a_folder_of_somebody_elses_is_left_alone(town: tuple[Path, History], out: Path) -> None:
    """5.16: it is refused; a watch that is not there is wrong usage."""
    (out / "other").mkdir()
    (out / "other" / "letter.txt").write_text("Madame")
    for form in ("site", "git"):
        refused = monitor("export", "--format", form, "-o", "out/other", cwd=town[0])
        assert refused.status == 2 and refused.says("out/other") and (out / "other" / "letter.txt").exists()
    assert monitor("export", "nulle-part", "--format", "csv", "-o", "-", cwd=town[0]).status == 2
    assert monitor("export", "--format", "csv", "-o", "nowhere/x.csv", cwd=town[0]).status == 2
    assert monitor("export", "valmont", "--format", "csv", "-o", "-", cwd=town[0]).out.startswith("watch,snapshot")


@pytest.mark.few("json", "site")
@pytest.mark.parametrize("form", ["json", "csv", "site"])
def test_no_form_of_any_name_is_exported(town: tuple[Path, History], out: Path, form: str) -> None:
    """5.17: in no byte, nor in the name of a file; what names nobody is there. 5.16: a site of ours, which names, is made anew."""
    target = out / f"withheld-{form}"
    if form == "site":
        shutil.copytree(out / "site", target)
    assert monitor("export", "--format", form, "-o", target, "--without-names", cwd=town[0], timeout=300).status == 0
    files = [target] if target.is_file() else [path for path in target.rglob("*") if path.is_file()]
    names = forms(town[1])
    for file in files:
        assert leaked(file.read_text("utf-8"), names) == [], file
        assert leaked(str(file.relative_to(out)), names) == []
    assert not any(file.suffix in (".png", ".pdf", ".txt") and file.name != "robots.txt" for file in files)
    said = "".join(file.read_text("utf-8") for file in files)
    assert re.search("(?i)direction|service", said) and re.search(
        r"un responsable a changé|responsables ont changé|people_withheld", said
    )


def test_git_keeps_names_and_says_so(town: tuple[Path, History]) -> None:
    """5.17."""
    refused = export(town, "git", "--without-names")
    assert refused.status == 2 and refused.says("les noms")


@pytest.mark.skipif(not shutil.which("chromium"), reason="no browser here")
def test_the_site_opens_from_the_disk(out: Path, tmp_path: Path) -> None:
    """5.16: a real browser, from file://, scripts off or on; its style is there and no message is on the console."""
    picture = tmp_path / "page.png"
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", f"--user-data-dir={tmp_path}/p",
         "--window-size=1000,1200", f"--screenshot={picture}", (out / "site" / "change" / "2.html").as_uri()],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert picture.stat().st_size > 20_000 and "CONSOLE" not in done.stderr
