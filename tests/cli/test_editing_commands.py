"""`pause`, `resume`, `remove`, `rename`: config.toml edited in place, the history kept (DESIGN 4.5)."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.rename import in_the_database
from monitor.config.editing import CannotEdit
from monitor.records import read_config
from tests.cli.town import serve
from tests.command import Done, monitor
from tests.configs import write_config
from tests.site import Site

ENGLISH = {"LANG": "en_GB.UTF-8"}
ALERT = '\n# the desk\n[[alert]]\nto = "https://example.org/hook"\nwatches = ["valmont"]  # only this one\n'
DAY = (date.today() + timedelta(days=30)).isoformat()  # noqa: DTZ011


@pytest.fixture
def folder(tmp_path: Path, town: Site) -> Path:
    """Two watches, visited once, and an alert about the first; comments wherever people write them."""
    serve(town, "/2")
    path = write_config(tmp_path, town.url("/"), town.url("/2"), after=ALERT)
    path.write_text(path.read_text().replace("[[watch]]", "# a page\n[[watch]]  # here"))
    assert monitor("check", cwd=tmp_path).status == 0
    return tmp_path


def config(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "config.toml").read_text())


def text(folder: Path) -> str:
    return (folder / "config.toml").read_text()


def status(folder: Path, name: str) -> dict[str, Any]:
    (line,) = monitor("status", name, "--json", cwd=folder).lines
    found: dict[str, Any] = line["watches"][0]
    return found


def said(done: Done) -> str:
    assert (done.status, done.out) == (0, ""), done.err
    return done.err.strip()


def test_a_paused_page_is_visited_only_when_named(folder: Path, town: Site) -> None:
    """4.5: `true` until further notice; schedule, status, check and doctor obey, and one line of the file is all."""
    before = text(folder)
    assert said(monitor("pause", "valmont", cwd=folder, env=ENGLISH)) == (
        "“valmont” is paused. To take it up again: monitor resume valmont"
    )
    assert text(folder) == before.replace('name = "valmont"\n', 'name = "valmont"\npaused_until = true\n')
    assert [line["watch"] for line in monitor("check", "--json", cwd=folder).lines] == ["valmont-2"]
    assert [line["watch"] for line in monitor("check", "valmont", "--json", cwd=folder).lines] == ["valmont"]
    assert monitor("pause", "valmont-2", cwd=folder).status == 0
    nothing = monitor("check", cwd=folder, env=ENGLISH)
    assert (nothing.status, nothing.out, "all 2 pages are paused" in nothing.err) == (0, "", True)
    assert monitor("check", "--due", cwd=folder).err == "", "each quarter of an hour by cron"
    assert monitor("resume", "valmont-2", cwd=folder).status == 0
    assert status(folder, "valmont")["next_at"] is None
    assert [line["at"] for line in monitor("schedule", "valmont", "--json", cwd=folder).lines] == [None]
    asked = len(town.asked)
    assert "1 page," in monitor("doctor", cwd=folder, env=ENGLISH).out
    assert {a.path for a in town.asked[asked:]} & {"/"} == set()
    assert said(monitor("resume", "valmont", cwd=folder, env=ENGLISH)) == "“valmont” is visited by its schedule again."
    assert text(folder) == before
    assert said(monitor("resume", "valmont", cwd=folder, env=ENGLISH)) == "“valmont” was not paused."


@pytest.mark.few(1)
@pytest.mark.parametrize("said_as", ["%d/%m/%Y", "%d.%m.%y"])
def test_a_day_may_be_written_as_in_france(folder: Path, said_as: str) -> None:
    day = date.fromisoformat(DAY)
    assert monitor("pause", "valmont", "--until", day.strftime(said_as), cwd=folder).status == 0
    assert config(folder)["watch"][0]["paused_until"] == day
    wrong = monitor("pause", "valmont", "--until", "bientôt", cwd=folder)
    assert wrong.status == 2 and wrong.says("« bientôt » n’est pas un jour ; écrivez 31/12/2026.")


def test_a_pause_until_a_day_ends_by_itself(folder: Path) -> None:
    done = monitor("pause", "valmont", "--until", DAY, cwd=folder, env=ENGLISH)
    assert "“valmont” is paused until" in said(done)
    assert config(folder)["watch"][0]["paused_until"] == date.fromisoformat(DAY)
    (planned,) = monitor("schedule", "valmont", "--json", cwd=folder).lines
    assert (planned["why"], planned["paused_until"], planned["at"][:10]) == ("paused", DAY, DAY)
    assert status(folder, "valmont")["paused_until"] == DAY
    later = (date.fromisoformat(DAY) + timedelta(days=1)).isoformat()
    assert monitor("pause", "valmont", "--until", later, cwd=folder).status == 0
    assert config(folder)["watch"][0]["paused_until"] == date.fromisoformat(later)


@pytest.mark.few(2)
@pytest.mark.parametrize("day", ["demain", "2020-01-01", "31/12/2020", "31/02/2030"])
def test_a_pause_needs_a_day_to_come(folder: Path, day: str) -> None:
    before = text(folder)
    done = monitor("pause", "valmont", "--until", day, cwd=folder)
    assert (done.status, text(folder) == before) == (2, True)


def test_a_removed_page_leaves_its_history(folder: Path) -> None:
    """4.5: the block goes, comments of others stay, the history too; an alert about it alone goes and is told."""
    done = monitor("remove", "valmont", cwd=folder, env=ENGLISH)
    assert done.status == 0 and done.err.splitlines() == [
        "“valmont” is no longer watched. Its history stays: monitor history valmont",
        "The alert to https://example.org/… was about this page alone: taken out too.",
        "To undo this, put these lines back into config.toml:",
    ]
    assert tomllib.loads(done.out)["watch"][0]["name"] == "valmont", "the way back is what was written"
    assert [w["name"] for w in config(folder)["watch"]] == ["valmont-2"]
    assert text(folder).count("# a page\n[[watch]]  # here") == 1
    assert monitor("history", "valmont", "--json", cwd=folder).lines[0]["watch"] == "valmont"
    assert "No page is watched any more" in monitor("remove", "valmont-2", cwd=folder, env=ENGLISH).err
    assert monitor("check", cwd=folder, env=ENGLISH).says("aucune page n’est surveillée")
    for asked in (["history"], ["history", "valmont"], ["alerts"], ["show", "valmont"], ["search", "direction"], ["verify"]):
        done = monitor(*asked, cwd=folder)
        assert done.status == 0, f"what was seen can be asked for: {asked} {done.err}"


def test_a_page_with_headers_comes_back_by_its_whole_address(folder: Path, town: Site) -> None:
    """4.5: what its headers hold is not printed; the command that watches it again has all of the address, for a shell."""
    path, url = folder / "config.toml", f"{town.url('/2')}?service=8&vue=liste"
    key = f'url = "{url}"\nheaders = {{ Authorization = "sesame" }}'
    path.write_text(path.read_text().replace(f'url = "{town.url("/2")}"', key))
    done = monitor("remove", "valmont-2", cwd=folder, env=ENGLISH)
    assert done.out == "" and "sesame" not in done.err
    assert done.err.splitlines()[-1] == f"To watch it again: monitor add '{url}' --name valmont-2"


def test_a_renamed_page_is_renamed_everywhere(folder: Path) -> None:
    """4.5: config.toml, names in [[alert]], the database."""
    before = text(folder)
    assert said(monitor("rename", "valmont", "ource", cwd=folder, env=ENGLISH)) == "“valmont” is now called “ource”."
    assert text(folder) == before.replace('"valmont"', '"ource"')
    assert {line["watch"] for line in monitor("history", "ource", "--json", cwd=folder).lines} == {"ource"}
    assert [line["outcome"] for line in monitor("check", "ource", "--json", cwd=folder).lines] == ["unchanged"]


@pytest.mark.few(2)
@pytest.mark.parametrize("new", ["valmont-2", "VALMONT-2", "deux mots", "é" * 81])
def test_a_name_that_is_taken_or_none_is_refused(folder: Path, new: str) -> None:
    """4.3: wrong usage; nothing is changed in either place."""
    before = text(folder)
    assert monitor("rename", "valmont", new, cwd=folder).status == 2
    assert text(folder) == before
    assert monitor("history", "valmont", cwd=folder).status == 0


def test_a_name_that_has_a_history_is_refused(folder: Path) -> None:
    assert monitor("remove", "valmont-2", cwd=folder).status == 0
    assert monitor("rename", "valmont", "valmont-2", cwd=folder).status == 2
    assert config(folder)["watch"][0]["name"] == "valmont"


def test_what_is_known_in_one_place_only_is_renamed_there(folder: Path, town: Site) -> None:
    """A page that left the configuration, and one that was never visited."""
    assert monitor("remove", "valmont-2", cwd=folder).status == 0
    assert said(monitor("rename", "valmont-2", "ancienne", cwd=folder))
    assert monitor("history", "ancienne", cwd=folder).status == 0
    path = folder / "config.toml"
    path.write_text(text(folder) + f'\n[[watch]]\nname = "neuve"\nurl = "{town.url("/3")}"\nsections.a.heading = "A"\n')
    assert said(monitor("rename", "neuve", "plus-neuve", cwd=folder))
    assert config(folder)["watch"][-1]["name"] == "plus-neuve"


def test_the_database_takes_the_old_name_back_where_the_file_cannot_be_edited(folder: Path) -> None:
    """Both or none."""
    with pytest.raises(CannotEdit), in_the_database(read_config(folder / "config.toml"), "valmont", "ource") as kept:
        assert kept
        raise CannotEdit
    assert {line["watch"] for line in monitor("history", "valmont", "--json", cwd=folder).lines} == {"valmont"}
