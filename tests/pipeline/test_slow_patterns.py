"""A careless regular expression fails its item, and nothing else waits for it (11.2)."""

from __future__ import annotations

import re
from itertools import count

import pytest

from monitor.extract import patterns
from monitor.extract.patterns import Pattern, TooSlow
from tests.pipeline.house import House, html
from tests.site import Site

SLOW = "(?:a|aa)+$"
BAIT = "a" * 60 + " ?"

SECTIONS = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"
ignore = ['/{pattern}/']

[watch.documents.organigramme]
link = "{link}"
"""


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given up after a second is given up sooner."""
    monkeypatch.setattr(patterns, "TIME_LIMIT_S", 0.25)


def test_a_pattern_is_given_up_in_time() -> None:
    """11.2: on the text that keeps it busy."""
    with pytest.raises(TooSlow, match=re.escape(SLOW)):
        list(Pattern(SLOW).spans(BAIT))


def test_all_that_a_pattern_is_looked_for_in_shares_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """11.2: texts that take an eighth of a second each, of which two make the whole."""
    monkeypatch.setattr(patterns, "perf_counter", count(0, 0.125).__next__)
    pattern = Pattern("a")
    assert [list(pattern.spans("ba")) for _ in range(2)] == [[(1, 2)]] * 2
    with pytest.raises(TooSlow):
        list(pattern.spans("ba"))


@pytest.mark.few("ignore")
@pytest.mark.parametrize(
    ("ignore", "link", "item"),
    [(SLOW, "Organigramme", "mutualisation"), ("x", f"/{SLOW}|Organigramme de/", "organigramme")],
    ids=["ignore", "link"],
)
def test_the_item_fails_and_names_the_pattern(house: House, site: Site, ignore: str, link: str, item: str) -> None:
    """The other item is followed; what the item said before is kept."""
    house.configure(items=SECTIONS.format(pattern=ignore, link=link))
    site.pages["/"] = html()
    first = house.check()
    assert first["outcome"] == "first"
    site.pages["/"] = html(None, ("efficacité", f"efficacité {BAIT}"), ("Organigramme", f"{BAIT} Organigramme"))
    line = house.check()
    assert line["failure"] is not None and (line["failure"]["kind"], line["failure"]["item"]) == ("timeout", item), line
    assert SLOW in line["failure"]["detail"]
    assert {change["item"] for change in line["changes"]} == {"mutualisation", "organigramme"} - {item}
    assert house.show().keys() >= {"mutualisation", "organigramme"}
