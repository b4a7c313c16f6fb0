"""A page with a counter, by whole visits: the second look hides nothing that the first one saw (DESIGN 3.6, record 22)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

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
