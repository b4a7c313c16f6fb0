"""What moves by itself on a page is found by a second reading, when somebody at a terminal adds it (DESIGN 3.6, 4.5)."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.adding.write import restless_lines
from monitor.extract.counters import ignored_parts
from monitor.model import Block, Section
from tests.cli.dialogue import dialogue
from tests.command import monitor
from tests.site import Page, Site

TEXT = "<p>La commune emploie 84 agents répartis en six services, sous l’autorité de la directrice générale.</p>" * 2
QUIET = '[monitor]\nlanguage = "fr"\nallow_private_addresses = true\npause = "0s"\nconfirm_after = "0s"\n'


class Turning(dict[str, Page]):
    """Pages that say a number of their own each time they are asked for."""

    times = 0

    def get(self, path: str, default: Any = None) -> Any:
        """The page at *path*, its `@` the number."""
        self.times += 1
        page = super().get(path, default)
        return Page(page.body.replace(b"@", str(1000 + 7 * self.times).encode()), page.status)


def _section(*lines: str) -> Section:
    blocks = tuple(Block("paragraph", line) for line in lines)
    return Section(item="texte", heading="Services", blocks=blocks, ignored=ignored_parts(blocks, ()))


def test_a_line_that_moves_between_two_readings_is_written_as_one_to_ignore(tmp_path: Path) -> None:
    """4.5: said, written, and quiet at the next visits; an edit of the same line's other words is told."""
    (tmp_path / "config.toml").write_text(QUIET, "utf-8")
    line = "<p>Dossier @ transmis au guichet par nos fées</p>"
    with Site() as site:
        site.pages = Turning()
        site.pages["/v/"] = Page(f"<main><h1>Services</h1>{TEXT}{line}</main>".encode())
        done = dialogue("add", site.url("/v/"), cwd=tmp_path, answers=[""], columns=200)
        assert done.status == 0
        assert done.says("change d’une lecture à l’autre : la ligne est montrée, pas comparée")
        (watch,) = tomllib.loads((tmp_path / "config.toml").read_text("utf-8"))["watch"]
        (section,) = watch["sections"].values()
        (pattern,) = section["ignore"]
        assert re.search(pattern.strip("/").replace("$$", "$"), "Dossier 1234 transmis au guichet par nos fées")
        quiet = json.loads(monitor("check", "--json", cwd=tmp_path).out)
        site.pages["/v/"] = Page(f"<main><h1>Services</h1>{TEXT}{line}</main>".replace("guichet", "maire").encode())
        told = json.loads(monitor("check", "--json", cwd=tmp_path).out)
    assert (quiet["outcome"], told["outcome"]) == ("unchanged", "changed")


def test_who_adds_by_a_script_has_one_fetch(tmp_path: Path) -> None:
    """4.5: it serves preview and first visit."""
    (tmp_path / "config.toml").write_text(QUIET, "utf-8")
    with Site() as site:
        site.pages["/v/"] = Page(f"<main><h1>Services</h1>{TEXT}</main>".encode())
        assert monitor("add", site.url("/v/"), "--yes", cwd=tmp_path).status == 0
        assert [one.path for one in site.asked if one.path == "/v/"] == ["/v/"]


_CANTEEN = r"/^\W*Cantine\s+:\s+[\d\s.,:/-]+\s+repas,\s+[\d\s.,:/-]+\s+absents\W*$/"


@pytest.mark.parametrize(
    ("before", "after", "pattern"),
    [
        ("Tirage 12 du sort", "Tirage 31 du sort", r"/^\W*Tirage\s+[\d\s.,:/-]+\s+du\s+sort\W*$/"),
        ("Le mot : renard", "Le mot : hibou", r"/^\W*Le\s+mot\s+:\s+.{1,24}\W*$/"),
        (
            "Relevé du samedi 28 novembre 2026 à 10 h 02 min 14 s",
            "Relevé du samedi 28 novembre 2026 à 10 h 02 min 15 s",
            r"/^\W*Relevé\s+du\s+\S+\s+\d+\s+\S+\s+\d+\s+\S+\s+\d+\s+\S+\s+\d+\s+\S+\s+[\d\s.,:/-]+\s+s\W*$/",
        ),
        (
            "Bus 14 dans 3 min, ligne 7",
            "Bus 14 dans 2 min, ligne 7",
            r"/^\W*Bus\s+\d+\s+\S+\s+[\d\s.,:/-]+\s+min,\s+ligne\s+7\W*$/",
        ),
        (
            "Budget 2024 : 12 000 € pour 5 écoles",
            "Budget 2025 : 13 500 € pour 6 écoles",
            r"/^\W*Budget\s+[\d\s.,:/-]+\s+:\s+[\d\s.,:/-]+\s+€\s+pour\s+[\d\s.,:/-]+\s+écoles\W*$/",
        ),
        ("Cantine : 45 repas, 3 absents", "Cantine : 9 repas, 12 absents", _CANTEEN),
        ("Pensée : le chat est noir", "Pensée : la vie est belle", r"/^\W*Pensée\s+:\s+.{1,64}\W*$/"),
        ("12", "31", None),
        ("Rien ne sert de courir.", "Qui veut voyager loin.", None),
    ],
)
def test_the_expression_keeps_all_that_stays(before: str, after: str, pattern: str | None) -> None:
    """3.6: what stands elsewhere in the line can still be the change."""
    rest = ("Un texte qui reste.", "Un autre texte qui reste aussi.")
    found = restless_lines(_section(rest[0], before, rest[1]), _section(rest[0], after, rest[1]))
    assert {one.pattern for one in found} == {pattern}


def test_what_is_known_to_move_needs_no_line() -> None:
    """3.6: counters that are not compared anyway."""
    old, new = (_section("Un texte qui reste.", f"{n} vues", "Un autre texte.") for n in (120, 131))
    assert restless_lines(old, new) == ()
