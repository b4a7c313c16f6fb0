"""A careless regular expression fails its item, and nothing else waits for it (11.2)."""

from __future__ import annotations

import re
import time

import pytest

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


def test_a_pattern_is_given_up_in_time() -> None:
    """All that it is looked for in shares its second."""
    pattern, began = Pattern(SLOW), time.process_time()
    with pytest.raises(TooSlow, match=re.escape(SLOW)):
        for _ in range(1000):
            list(pattern.spans(BAIT))
    assert time.process_time() - began < 10  # of this process: a busy machine has other clocks


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
