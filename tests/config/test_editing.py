"""config.toml edited by a command as by a careful person (DESIGN 4.5): all that is not meant stays as it is, byte for byte."""

from __future__ import annotations

import os
import re
import stat
import threading
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import load, load_any
from monitor.config.editing import CannotEdit, block, paused, renamed, resumed, watch_block, with_watch, without_watch
from monitor.config.saving import BOM, edit, edited
from monitor.errors import ConfigError, MonitorError
from tests.config.writing import GOOD, MONITOR, SECTION, WATCH

NEW: dict[str, Any] = {
    "name": "été-2", "title": "L’« été » \\ \"2\"\t\x07", "url": "https://www.valmont.example/?a=1&b=2", "tags": ["a"],
    "schedule": "12 6 * * *", "headers": {"X-A": "b"},
    "sections": {"élus 1": {"heading": "Les élus", "css": ["main", "#x"]}},
    "documents": {
        "d": {"link": "/a\\d/", "kind": "orgchart", "correct": [{"unit": "x", "ignore": True}, {"unit": "y", "parent": ""}]},
                  "e": {"link": "e"}},
}  # fmt: skip

# Parts of files as people write them, each with one watch or alert at most, in any order.
PARTS = [
    '[[watch]]\nname = "{n}"  # its name\nurl = "u"\n[watch.sections.x]\nheading = "h"\n# about the last line\n',
    "[[watch]]\n\tname = '{n}'\n\turl = 'u'\n\tsections.t.css = [\n\t  'main',  # the text\n\t]\n",
    '[[watch]]\n"name" = """{n}"""\nurl = "u"\ndocuments."a b" = {{ link = "self" }}\n\n# [watch.sections.x]\n# heading = "h"\n',
    '# Here is a page.\n# Two lines.\n[[watch]]\nname = "{n}"\nurl = "u"\n[[watch.documents.d.correct]]\nunit = "[[watch]]"\n',
    "[smtp{n}]\nhost = 'h' # [[watch]]\n",
    '[[alert]]\nto = "x{n}"\nwatches = [\n  "*", # all\n]\n',
    '[t{n}]\ntext = """\n[[watch]]\nname = "no"\n"""\n',
    "\n# --- apart {n} ---\n\n",
    "\n", "\n\n", "   # indented\n", "#\n",
]  # fmt: skip
files = st.lists(st.sampled_from(PARTS), max_size=9).map(lambda parts: "".join(p.format(n=f"w{n}") for n, p in enumerate(parts)))
shapes = st.sampled_from([
    lambda data: data,
    lambda data: data.rstrip(b"\n"),
    lambda data: BOM + data,
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: BOM + data.replace(b"\n", b"\r\n").rstrip(b"\r\n"),
    lambda data: data.replace(b"\n", b"\r\n", 3),
])  # fmt: skip


class TestWhatIsNotMeantStays:
    """4.5: every comment, order and blank line; line endings and the byte order mark too."""

    @given(files, shapes)
    def test_adding_and_removing_gives_the_bytes_of_before(self, text: str, shape: Callable[[bytes], bytes]) -> None:
        before = shape(text.encode())
        added = edited(before, lambda t: with_watch(t, NEW))
        assert added.removeprefix(BOM).startswith(before.removeprefix(BOM))
        assert tomllib.loads(added.decode("utf-8-sig").replace("\r\n", "\n"))["watch"][-1] == NEW
        assert edited(added, lambda t: without_watch(t, "été-2")[0]) == before

    @given(files, shapes, st.booleans())
    def test_a_pause_that_is_over_leaves_no_trace(self, text: str, shape: Callable[[bytes], bytes], day: bool) -> None:
        before = shape(text.encode())
        for name in re.findall(r"w\d+(?=[\"'])", text):
            if any(w["name"] == name for w in tomllib.loads(text).get("watch", [])):
                rested = edited(before, lambda t, name=name: paused(t, name, date(2026, 12, 31) if day else None))  # type: ignore[misc]
                assert rested != before
                assert edited(rested, lambda t, name=name: resumed(t, name)) == before  # type: ignore[misc]

    @given(files, shapes)
    def test_a_name_and_back_again(self, text: str, shape: Callable[[bytes], bytes]) -> None:
        before = shape(text.encode())
        for watch in tomllib.loads(text).get("watch", []):
            if '"""' not in text:  # that name comes back between other quotation marks
                away = edited(before, lambda t, w=watch: renamed(t, w["name"], "neuf"))  # type: ignore[misc]
                there = edited(away, lambda t, w=watch: renamed(t, "neuf", w["name"]))  # type: ignore[misc]
                assert there.replace(b"'", b'"') == before.replace(b"'", b'"')

    @given(files)
    def test_removing_one_watch_takes_no_line_of_another(self, text: str) -> None:
        tree = tomllib.loads(text)
        for n, watch in enumerate(tree.get("watch", [])):
            left, gone = without_watch(text, watch["name"])
            assert gone == []
            assert tomllib.loads(left).get("watch", []) == [w for m, w in enumerate(tree["watch"]) if m != n]
            assert re.findall(r"--- apart w\d+ ---", left) == re.findall(r"--- apart w\d+ ---", text)

    @given(files)
    def test_the_lines_of_a_watch_are_its_own_and_whole(self, text: str) -> None:
        """4.5: what `remove` prints brings back that page, wherever it stood between pages that are written alike."""
        for watch in tomllib.loads(text).get("watch", []):
            lines = watch_block(text, watch["name"])
            assert tomllib.loads(f"inline = {lines}" if lines.startswith("{") else lines) in ({"inline": watch}, {"watch": [watch]})


def test_a_new_watch_is_written_as_a_person_would() -> None:
    assert block({"name": "valmont", "url": "https://valmont.example/", "sections": {"texte": {"heading": "Vivre à Valmont"}}}) == (
        '[[watch]]\nname = "valmont"\nurl = "https://valmont.example/"\n\n[watch.sections.texte]\nheading = "Vivre à Valmont"\n'
    )
    assert tomllib.loads(block(NEW))["watch"] == [NEW]


def test_a_list_in_brackets_takes_a_watch_too() -> None:
    """TOML's other way to write the same: no [[watch]] may follow it."""
    text = 'watch = [\n  {name="a", url="u", sections={t={css="m"}}}, # one\n  {name="b"} ]\n\n[smtp]\nhost = "h"\n'
    added = with_watch(text, NEW)
    assert tomllib.loads(added)["watch"][2] == NEW
    assert added.startswith('watch = [\n  {name="a", url="u", sections={t={css="m"}}}, # one\n')
    assert added.endswith(']\n\n[smtp]\nhost = "h"\n')
    assert tomllib.loads(paused(text, "b", None))["watch"][1] == {"name": "b", "paused_until": True}
    assert tomllib.loads(without_watch(text, "a")[0])["watch"] == [{"name": "b"}]


def test_the_comments_of_a_watch_go_with_it_and_no_others() -> None:
    """Right above its header, at its lines, directly below them, and tables of its own that are commented out."""
    text = (
        "# the file\n\n# --- towns ---\n\n# Valmont, asked for by the editor\n[[watch]]\nname = 'a' # A\n# below\n\n"
        "# [watch.sections.more]\n# heading = 'x'\n\n# --- mail ---\n\n# our server\n[smtp]\nhost = 'h'\n"
    )
    assert without_watch(text, "a")[0] == "# the file\n\n# --- towns ---\n\n# --- mail ---\n\n# our server\n[smtp]\nhost = 'h'\n"


def test_a_table_that_stands_apart_goes_with_its_watch() -> None:
    """TOML lets another table stand between a list's element and its own tables."""
    text = "[[watch]]\nname = 'a'\n\n[smtp]\nhost = 'h'\n\n[watch.sections.x]\nheading = 'h'\n\n[[alert]]\nto = 'x'\n"
    assert without_watch(text, "a")[0] == "[smtp]\nhost = 'h'\n\n[[alert]]\nto = 'x'\n"


ALERTS = (
    "[[watch]]\nname = 'mairie'\n[[watch]]\nname = 'dijon-1'\n[[watch]]\nname = 'dijon-2'\n\n"
    "# the desk\n[[alert]]\nto = 'a'\nwatches = ['mairie', 'dijon-*'] # both\n\n[[alert]]\nto = 'b'\nwatches = ['mairie']\n\n"
    "[[alert]]\nto = 'c'\n"
)


def told(text: str) -> list[list[str]]:
    return [alert.get("watches", ["*"]) for alert in tomllib.loads(text)["alert"]]


def test_whoever_was_told_of_a_watch_is_told_under_its_new_name() -> None:
    """4.5: names in [[alert]] included; a pattern that no longer fits is helped by the name itself."""
    assert told(renamed(ALERTS, "mairie", "hotel-de-ville")) == [["hotel-de-ville", "dijon-*"], ["hotel-de-ville"], ["*"]]
    assert told(renamed(ALERTS, "dijon-1", "beaune")) == [["mairie", "dijon-*", "beaune"], ["mairie"], ["*"]]
    assert told(renamed(ALERTS, "dijon-1", "dijon-9")) == told(ALERTS)
    alone = ALERTS.replace("[[watch]]\nname = 'dijon-2'\n", "")
    assert told(renamed(alone, "dijon-1", "beaune")) == [["mairie", "beaune"], ["mairie"], ["*"]]


def test_alerts_forget_a_watch_that_is_removed() -> None:
    """A name that stands for nothing would be a mistake; an alert about nothing goes, and is told."""
    text, gone = without_watch(ALERTS, "mairie")
    assert (told(text), [a["to"] for a in gone]) == ([["dijon-*"], ["*"]], ["b"])
    assert "# the desk" in text and "# both" in text
    text, gone = without_watch(without_watch(ALERTS, "dijon-1")[0], "dijon-2")
    assert (told(text), gone) == ([["mairie"], ["mairie"], ["*"]], [])


def test_resuming_switches_on_what_was_switched_off() -> None:
    assert resumed("[[watch]]\nname = 'a'\nenabled = false # for now\nurl = 'u'\n", "a") == "[[watch]]\nname = 'a'\nurl = 'u'\n"


def test_what_cannot_be_edited_safely_is_refused() -> None:
    """Nothing is written that does not mean just what it was to mean."""
    with pytest.raises(CannotEdit):
        with_watch("[watch]\nname = 'a'\n", NEW)  # no list: the loader refuses it too


# ------------------------------------------------------------------------------------------------------------------- the file


def add(text: str) -> str:
    return with_watch(text, {"name": "neuf", "url": "https://valmont.example/", "sections": {"a": {"heading": "A"}}})


def test_an_edited_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    real = tmp_path / "etc" / "veille.toml"
    real.parent.mkdir()
    real.write_text(GOOD)
    real.chmod(0o640)
    path = tmp_path / "config.toml"
    path.symlink_to(real)
    assert edit(path, add, {})
    assert path.is_symlink() and stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [w.name for w in load(path, {}).watches] == ["valmont", "neuf"]
    assert sorted(p.name for p in real.parent.iterdir()) == ["veille.toml"]


def test_nothing_is_written_where_nothing_changes_or_something_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(GOOD)
    known = path.stat()
    assert not edit(path, lambda text: text, {})
    with pytest.raises(ConfigError):
        edit(path, lambda text: text + "[nonsense]\n", {})
    with pytest.raises(CannotEdit):
        edit(path, lambda text: with_watch(text.replace("[[watch]]", "[watch]"), NEW), {})
    assert (path.read_text(), path.stat().st_ino) == (GOOD, known.st_ino)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(GOOD)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(MonitorError) as caught:
            edit(path, add, {})
    finally:
        tmp_path.chmod(0o755)
    assert path.read_text() == GOOD and "permission denied" in str(caught.value)


def test_edits_by_several_at_once_are_all_there(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(GOOD)

    def one(number: int) -> None:
        watch = {"name": f"w{number}", "url": f"https://valmont.example/{number}", "sections": {"a": {"heading": "A"}}}
        edit(path, lambda text: with_watch(text, watch), {})

    threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {w.name for w in load(path, {}).watches} == {"valmont", *(f"w{n}" for n in range(8))}


def test_the_last_watch_may_go_and_another_come(tmp_path: Path) -> None:
    """A configuration without a page is a mistake to every command but those that add one."""
    path = tmp_path / "config.toml"
    path.write_text(MONITOR + "\n" + WATCH + SECTION)
    assert edit(path, lambda text: without_watch(text, "valmont")[0], {})
    assert path.read_text() == MONITOR
    with pytest.raises(ConfigError):
        load(path, {})
    assert load_any(path, {}).watches == ()
    assert edit(path, add, {})
    assert [w.name for w in load(path, {}).watches] == ["neuf"]
