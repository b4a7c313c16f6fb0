"""A page with a counter, by whole visits: the second look hides nothing that the first one saw (DESIGN 3.6, record 22)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.i18n.locale import locale_of
from monitor.model import CheckResult
from monitor.report.as_json import result_json
from monitor.report.config_hints import ignore_line, moving_notes
from tests.pipeline.house import PDF, House, pdf
from tests.site import Page, Site

ITEMS = """[watch.sections.service]
heading = "Le service commun"
"""
DOCUMENT = """
[watch.documents.organigramme]
link = "Organigramme"
"""
BUSY = Page(b"<h1>Too Many Requests</h1>", 429)


def body(curious: int, agents: int = 34, link: str = "/registre-2025", said: str = "") -> Page:
    text = (
        "<h1>Valmont-sur-Ource</h1><h2>Le service commun</h2><p>Le service commun sert les onze communes de la vall\u00e9e.</p>"
        f"<p>Il compte {agents} agents.</p><p>Vous \u00eates {curious} curieux</p>"
        f'<p>Voir le <a href="{link}">registre</a>.</p>{said}<p><a href="{PDF}">Organigramme (PDF)</a></p>'
    )
    html = f"<!doctype html><html lang=fr><head><title>Valmont</title></head><body><main>{text}</main></body></html>"
    return Page(html.encode())


class Answers(dict[str, Page]):
    """The pages of a site; those of a path in `turns` one after the other, the last one for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: dict[str, Iterator[Page]] = {}

    def get(self, path: str, default: Any = None) -> Any:
        return next(self.turns[path]) if path in self.turns else super().get(path, default)


@pytest.fixture
def answers(site: Site) -> Answers:
    site.pages = Answers()
    site.pages[PDF] = pdf()
    return site.pages


@pytest.fixture
def town(tmp_path: Path, site: Site, answers: Answers) -> House:
    answers["/"] = body(123)
    house = House(tmp_path, site)
    house.configure(site.url("/"), items=ITEMS)
    assert house.outcome() == "first"
    return house


def day(house: House, answers: Answers, make: Callable[[int], Page], at: itertools.count[int]) -> dict[str, Any]:
    """The line of the next day's visit, on which each request counts on."""
    answers.turns["/"] = (make(n) for n in at)
    house.later(days=1)
    return house.check()


def test_a_text_that_moved_under_a_heading_of_one_word_stops_no_visit(town: House, answers: Answers) -> None:
    """12.1: which lines move at every visit is a fact of a change; that word in another of its facts is not."""
    text = (
        "<p>Le service commun sert les onze communes de la vall\u00e9e et g\u00e8re la voirie, les \u00e9coles et la cantine.</p>"
        "<p>Il compte 34 agents.</p><p>Deux mots de plus.</p>"
    )

    def page(here: str) -> Page:
        said = f"<h1>Valmont</h1><h2>Le service commun</h2>{here}<h2>Autre</h2><p>Rien ici, mais des mots en nombre.</p>"
        html = f"<!doctype html><html lang=fr><head><title>Valmont</title></head><body><main>{said}</main></body></html>"
        return Page(html.encode())

    outcomes = []
    for here in (text, *(f"<p>Voir plus bas{where}.</p><h2>moves</h2>{text}" for where in ("", " ici", " encore"))):
        answers.turns["/"] = itertools.repeat(page(here))
        town.later(days=1)
        outcomes.append(town.check()["outcome"])
    assert outcomes == ["changed"] * 4


def test_a_counter_is_no_change_and_a_link_beside_it_is(town: House, answers: Answers) -> None:
    """3.6, 3.28: a link that leads elsewhere is told, though the counter beside it counts on at each request."""
    at = itertools.count(124)
    line = day(town, answers, body, at)
    assert (line["outcome"], line["changes"]) == ("unchanged", [])
    line = day(town, answers, lambda n: body(n, link="/registre-2026"), at)
    assert line["outcome"] == "changed"
    assert "registre-2026" in str(line["changes"])
    assert day(town, answers, lambda n: body(n, link="/registre-2026"), at)["outcome"] == "unchanged"


@pytest.mark.parametrize("refusal", [BUSY, Page(b"<h1>503</h1>", 503), Page(b"")], ids=["429", "503", "nothing"])
def test_a_host_that_refuses_a_second_request_keeps_nobody_from_the_news(town: House, answers: Answers, refusal: Page) -> None:
    """1, 3.6: « 34 agents » that became « 36 agents » is told at the first visit, without a doubt and without a failure."""
    answers.turns["/"] = itertools.chain([body(123, agents=36)], itertools.repeat(refusal))
    town.later(days=1)
    line = town.check()
    assert (line["outcome"], line["failure"]) == ("changed", None)
    assert [(c["change"], c.get("suspect")) for c in line["changes"]] == [("edited", None)]
    assert "36" in str(line["changes"][0]["edits"])
    answers.turns["/"] = itertools.repeat(body(123, agents=36))
    town.later(days=1)
    assert town.outcome() == "unchanged"


def test_a_section_that_only_the_second_look_lacks_keeps_nobody_from_the_news(town: House, answers: Answers) -> None:
    """1, 3.6, 3.15."""
    lacking = Page(re.sub(rb"<h2>.*</main>", b"<p>La page est en travaux, revenez plus tard.</p></main>", body(123).body))
    answers.turns["/"] = itertools.chain([body(123, agents=36)], itertools.repeat(lacking))
    town.later(days=1)
    line = town.check()
    assert (line["outcome"], line["failure"]) == ("changed", None)


def test_a_document_that_only_the_first_look_got_is_told(town: House, site: Site, answers: Answers) -> None:
    """1, 3.6, 3.16: while a counter beside it counts on, which is still no change."""
    town.configure(site.url("/"), items=ITEMS + DOCUMENT)
    at = itertools.count(124)
    assert day(town, answers, body, at)["outcome"] == "unchanged"
    answers.turns[PDF] = itertools.chain([pdf("organigramme-2026.pdf")], itertools.repeat(BUSY))
    line = day(town, answers, body, at)
    assert [c["item"] for c in line["changes"]] == ["organigramme"]
    assert line["failure"] is None


# ----------------------------------------------------------------------------------- what moves at every visit is offered


def slow(count: int, clerk: str = "Mme Roux", weather: int = 8) -> Page:
    """A page whose counter is the same at each request of one visit."""
    text = (
        "<h1>Valmont-sur-Ource</h1><h2>Le service commun</h2><p>Le service commun sert les onze communes de la vall\u00e9e.</p>"
        f"<p>Secr\u00e9taire : {clerk}</p><p>Feuillet\u00e9 par {count} flâneurs</p><p>{weather} degr\u00e9s au lavoir</p>"
    )
    return Page(f"<!doctype html><html lang=fr><head><title>Valmont</title></head><body><main>{text}</main></body></html>".encode())


def visits(house: House, site: Site, pages: list[Page]) -> list[CheckResult]:
    """What a visit of each of *pages*, a day apart, finds: a change each time."""
    found = []
    for page in pages:
        site.pages["/"] = page
        house.later(days=1)
        (result,) = house.results()
        assert result.outcome == "changed"
        found.append(result)
    return found


def offered(result: CheckResult) -> dict[str, Any] | None:
    """What the JSON of *result* offers to be ignored."""
    (change,) = result_json(result, "fr")["changes"]
    assert "ignored" not in change
    found: dict[str, Any] | None = change.get("moves")
    return found


@pytest.fixture
def slow_town(tmp_path: Path, site: Site) -> House:
    site.pages["/"] = slow(120)
    house = House(tmp_path, site)
    house.configure(site.url("/"), items=ITEMS)
    assert house.outcome() == "first"
    return house


def test_a_line_that_alone_moves_at_three_visits_is_offered_once_to_be_ignored(slow_town: House, site: Site) -> None:
    """3.6, record 22: the third alert says what to write, later ones do not, and with it only the figure is quiet."""
    told = visits(slow_town, site, [slow(n) for n in (131, 142, 153, 160)])
    assert [offered(one) is not None for one in told] == [False, False, True, True]
    notes = [moving_notes(one.changes, locale_of("fr")) for one in told]
    assert [len(note) for note in notes] == [0, 0, 1, 0]
    (note,) = notes[2]
    assert "« Feuilleté par 153 flâneurs » a bougé à chacune des 3 dernières visites" in note.replace("\u202f", " ").replace(
        "\xa0", " "
    )
    assert "dans ce texte" in note, "another item may have changed at the same visit"
    line = re.search(r"ignore=\[\S*\]", note)  # no space, at which a narrow terminal would break it
    assert line is not None
    with slow_town.store() as store:
        (moving,) = store.moving()
    assert (moving.times, moving.is_new, ignore_line(moving.ignore)) == (4, False, line[0])
    slow_town.configure(site.url("/"), items=f"{ITEMS}{line[0]}\n")
    assert slow_town.outcome() == "unchanged"
    site.pages["/"] = slow(171)
    assert slow_town.outcome() == "unchanged"
    site.pages["/"] = slow(182, "Mme Petit")
    (edit,) = slow_town.check()["changes"][0]["edits"]
    assert "Petit" in edit["after"]


def test_a_figure_that_rests_or_moves_with_other_words_is_no_counter(slow_town: House, site: Site) -> None:
    """3.6: a visit at which it stood, an edit beside it, or a name that is another are what people do."""
    visits(slow_town, site, [slow(131), slow(142)])
    assert slow_town.outcome() == "unchanged"
    told = visits(slow_town, site, [slow(153), slow(160), slow(171, "Mme Petit"), slow(182, "Mme Petit"), slow(190, "Mme Petit")])
    assert not any(map(offered, told))
    told = visits(slow_town, site, [slow(190, name) for name in ("Mme Bor", "Mme Sol", "Mme Gil", "Mme Ruy")])
    assert not any(map(offered, told))


def test_two_lines_that_move_together_are_offered_together_beside_what_is_ignored_already(slow_town: House, site: Site) -> None:
    """3.6: the line to write replaces the one that stands there."""
    slow_town.configure(site.url("/"), items=ITEMS + "ignore = ['/Archive \\d+/']\n")
    assert slow_town.outcome() == "unchanged"
    told = visits(slow_town, site, [slow(131 + n, weather=9 + n) for n in range(3)])
    moves = offered(told[2])
    assert moves is not None
    assert len(moves["ignore"]) == 3
    assert moves["ignore"][0] == "Archive \\d+"
    assert moves["lines"] == ["Feuillet\u00e9 par 133 flâneurs", "11 degr\u00e9s au lavoir"]
