"""history, show, diff: what was recorded, by number and by date, for people and for programs (DESIGN 5.9, 5.10)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.demo.server import page
from monitor.store import Store
from tests.cli.dialogue import dialogue
from tests.cli.town import serve
from tests.command import monitor
from tests.configs import write_config
from tests.pipeline.house import html
from tests.site import Page, Site
from tests.store.town import HOUR, T0, URL, edited, seen, watch


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Three versions of a page in three years, two quiet visits and a failed one, imported."""
    folder = tmp_path_factory.mktemp("told")
    with Site() as site:
        serve(site)
        write_config(folder, "https://valmont.example/organigramme/", site.url("/jamais"))
    pages = {
        "2023-06-01T08:00:00Z": html(),
        "2023-07-01T08:00:00Z": html(),
        "2024-03-12T08:00:00Z": html(None, ("efficacité", "efficience")),
        "2024-05-01T08:00:00Z": Page(b"<html><body><h1>Site en maintenance</h1></body></html>"),
        "2026-01-06T08:00:00Z": Page(page(noise=True, after=True)),
    }
    with (folder / "manifest.jsonl").open("w") as manifest:
        for n, (time, shown) in enumerate(pages.items()):
            (folder / f"{n}.html").write_bytes(shown.body)
            file = {"file": f"{n}.html", "content_type": "text/html; charset=utf-8"}
            manifest.write(json.dumps({"time": time, "page": file}) + "\n")
    done = monitor("import", "valmont", "manifest.jsonl", "--json", cwd=folder)
    assert [line["outcome"] for line in done.lines] == ["first", "unchanged", "changed", "failed", "changed"], done
    yield folder


def test_history_is_newest_first_and_quiet_visits_share_a_line(told: Path) -> None:
    """5.10, 7.4: check's keys, then until when, how many, and whether live."""
    lines = monitor("history", "--json", cwd=told).lines
    assert [(h["outcome"], h["snapshot"], h["checks"], h["source"]) for h in lines] == [
        ("changed", 3, 1, "import"),
        ("failed", 2, 1, "import"),
        ("changed", 2, 1, "import"),
        ("unchanged", 1, 1, "import"),
        ("first", 1, 1, "import"),
    ]
    assert lines[2]["changes"][0]["edits"][0]["op"] == "replace"
    assert lines[1]["failure"]["kind"] == "maintenance"


def test_who_sits_at_a_terminal_is_told_in_one_language_when_words_were_there(told: Path) -> None:
    """4.2: “version 1 (le 12 mars 2024)” was neither English nor French."""
    found = dialogue("search", "efficacité", cwd=told, answers=[], env={"LC_ALL": "en_GB.UTF-8"}).out
    assert "version 1 (from 1 June 2023 to 1 July 2023)" in " ".join(found.split()), found


def test_the_only_page_need_not_be_named(told: Path, tmp_path: Path) -> None:
    """4.1: where there are several, the mistake names them."""
    write_config(tmp_path, URL)
    with Store.open(tmp_path / "monitor.db") as store, store.group():
        store.write(seen(1, T0, "La ville"), watch())
        store.write(seen(2, T0 + HOUR, "La métropole", changes=(edited("ville", "métropole"),)), watch())
    for command in (["show"], ["diff"]):
        assert monitor(*command, "--json", cwd=tmp_path).lines == monitor(*command, "valmont", "--json", cwd=tmp_path).lines != []
        several = monitor(*command, cwd=told, env={"LC_ALL": "fr_FR.UTF-8"})
        assert several.status == 2 and "plusieurs pages sont suivies" in several.err and "valmont" in several.err


def test_of_a_long_history_a_person_is_shown_the_newest_lines(tmp_path: Path) -> None:
    """§9: fifty a watch, and how to see more; a program, and who asks for a span or a number, gets all of it."""
    write_config(tmp_path, URL)
    with Store.open(tmp_path / "monitor.db") as store, store.group():
        for number in range(1, 61):
            changes = () if number == 1 else (edited(f"a{number - 1}", f"a{number}"),)
            store.write(seen(number, T0 + number * HOUR, f"La ville a{number}", changes=changes), watch())
    shown = monitor("history", "valmont", cwd=tmp_path, env={"LC_ALL": "en_GB.UTF-8"})
    assert len(shown.out.splitlines()) == 3 + 50
    assert shown.err == "the newest 50 lines of each watch; more with --limit N or --since DATE\n"
    for options, lines in (["--json"], 60), (["--limit", "55"], 3 + 55), (["--since", "2026-11-01"], 3 + 60):
        more = monitor("history", "valmont", *options, cwd=tmp_path)
        assert (len(more.out.splitlines()), more.err) == (lines, "")


@pytest.mark.parametrize(
    ("options", "snapshots"),
    [
        pytest.param(["--since", "2024-03-12", "--until", "2024-03-12"], [2], id="one day, both ends included"),
        pytest.param(["--until", "2023-12-31"], [1, 1], id="until"),
        pytest.param(["--limit", "1"], [3], id="limit"),
        pytest.param(["--since", "2024-03-12T09:00"], [3, 2, 2], id="a time of day, in the configured time zone"),
    ],
)
def test_history_of_a_span(told: Path, options: list[str], snapshots: list[int]) -> None:
    """5.10; §6: times as a person writes them are the configured time zone's."""
    assert [h["snapshot"] for h in monitor("history", "valmont", "--json", *options, cwd=told).lines] == snapshots


def test_a_span_without_a_visit_is_not_a_watch_without_one(told: Path) -> None:
    """5.10, 3.26: visits were recorded, none of them then."""
    shown = monitor("history", "valmont", "--since", "2031-01-01", cwd=told)
    assert "entre ces dates" in shown.out


def test_show_is_exactly_the_contract(told: Path) -> None:
    """5.9."""
    (shown,) = monitor("show", "valmont@1", "--json", cwd=told).lines
    assert list(shown) == ["watch", "snapshot", "taken_at", "url", "items"]
    assert (shown["watch"], shown["snapshot"], shown["taken_at"]) == ("valmont", 1, "2023-06-01T08:00:00.000Z")
    section, document = shown["items"]
    assert list(section) == ["item", "item_kind", "heading", "blocks"]
    assert section["heading"] == "La mutualisation des services"
    assert {b["kind"] for b in section["blocks"]} == {"paragraph"}
    assert len(section["blocks"]) == 4
    assert document == {
        "item": "organigramme",
        "item_kind": "document",
        "label": "Organigramme de la ville et de la métropole – juin 2025",
        "format": "PDF",
        "size_text": "3,4 ko",
        "url": "https://valmont.example/media/organigramme-2025.pdf",
        "sha256": None,
        "text": None,
        "orgchart": None,
    }


@pytest.mark.parametrize(
    ("version", "number"),
    [("valmont", 3), ("valmont@2", 2), ("valmont@2024-03-12", 2), ("valmont@2024-03-11", 1), ("valmont@2025-01-01T00:00", 2)],
)
def test_show_takes_a_number_or_a_date(told: Path, version: str, number: int) -> None:
    """5.9: a date means the last version of that day."""
    (shown,) = monitor("show", version, "mutualisation", "--json", cwd=told).lines
    assert (shown["snapshot"], [i["item"] for i in shown["items"]]) == (number, ["mutualisation"])


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param("show valmont@9", 1, id="a version that is not there"),
        pytest.param("show valmont@99999999999999999999999", 1, id="a number too large for SQLite"),
        pytest.param("show valmont@²", 2, id="a digit that is no number"),
        pytest.param("show valmont@9999-12-31", 0, id="the last day of all"),
        pytest.param("show valmont@0001-01-01", 1, id="the first day of all"),
        pytest.param("show valmont@0001-01-01T00:00", 2, id="before all time"),
        pytest.param("show valmont@2022-01-01", 1, id="before the first visit"),
        pytest.param("show valmont@hier", 2, id="no date"),
        pytest.param("show valmont rien", 1, id="no such item"),
        pytest.param("show valmont-2", 1, id="a watch never visited"),
        pytest.param("history valmont-2", 1, id="history of a watch never visited"),
        pytest.param("history valmnt", 2, id="history of no watch"),
        pytest.param("history --since demain", 2, id="since no date"),
        pytest.param("diff valmont 1 9", 1, id="diff with nothing"),
        pytest.param("diff valmont --format odt", 2, id="an unknown format"),
    ],
)
def test_what_is_not_there_is_said(told: Path, arguments: str, status: int) -> None:
    """4.3: 1 nothing found, 2 wrong usage; never a traceback."""
    done = monitor(*arguments.split(), cwd=told)
    assert done.status == status, done
    assert (done.err != "") == (status != 0)


def test_diff_compares_the_last_two_or_those_named(told: Path) -> None:
    """5.10: numbers or dates; the same nouns, the same keys."""
    (last,) = monitor("diff", "valmont", "--json", cwd=told).lines
    (dated,) = monitor("diff", "valmont", "2024-03-12", "2026-01-06", "--format", "json", cwd=told).lines
    assert last == dated
    assert (last["watch"], last["before"]["snapshot"], last["after"]["snapshot"]) == ("valmont", 2, 3)
    assert [c["item"] for c in last["changes"]] == ["mutualisation", "organigramme"]
    (one,) = monitor("diff", "valmont", "1", "2", "--item", "mutualisation", "--json", cwd=told).lines
    assert [c["edits"][0]["words"][1] for c in one["changes"]] == [["-", "efficacité"]]


@pytest.mark.parametrize(
    ("form", "begins", "holds"),
    [
        ("text", "", "efficience"),
        ("unified", "---", "\n+"),
        ("html", "<!doctype html>", "<ins"),
    ],
)
def test_diff_has_forms_for_people(told: Path, form: str, begins: str, holds: str) -> None:
    """15.5: text, unified, and one self-contained HTML file."""
    out = monitor("diff", "valmont", "1", "2", "--format", form, cwd=told).out
    assert out.lower().startswith(begins)
    assert holds in out
    assert "http://" not in out.replace("http://www.w3.org", "") or form != "html"
