"""Who hears of a watch (10.1-10.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.decide.alerts import listening
from monitor.model import Channel, Recipe, Schedule, Watch

DIJON = Watch(name="dijon", url="https://www.ville.example/", schedule=Schedule(), recipe=Recipe(), tags=("Budget", "21"))
VALMONT = replace(DIJON, name="valmont", tags=("élus",))
ALL = Channel(key="mail-1", kind="mail", to="mailto:a@valmont.example", on=("change",), language="en")
SOME = Channel(key="mail-2", kind="mail", to="mailto:a@valmont.example", on=("minor", "failure"), watches=("val*",))
OTHER = Channel(key="mail-3", kind="mail", to="mailto:b@valmont.example", watches=("val*",))


def test_an_address_in_two_alerts_hears_once_of_all_that_either_asks_for() -> None:
    first, second = listening((ALL, SOME, OTHER), VALMONT)
    assert (first.key, first.language, first.on) == ("mail-1", "en", ("change", "minor", "failure"))
    assert second == OTHER


def test_each_alert_speaks_for_its_own_watches() -> None:
    assert [c.key for c in listening((SOME, ALL, OTHER), DIJON)] == ["mail-1"]
    assert [c.key for c in listening((SOME, ALL, OTHER), VALMONT)] == ["mail-2", "mail-3"]


@pytest.mark.parametrize(
    ("watches", "tags", "heard"),
    [
        pytest.param(("*",), ("budget",), ["dijon"], id="a tag, in any case"),
        pytest.param(("*",), ("élus", "21"), ["dijon", "valmont"], id="any of several tags"),
        pytest.param(("val*",), ("21",), ["dijon", "valmont"], id="a tag and a name"),
        pytest.param(("*",), (), ["dijon", "valmont"], id="no tags"),
        pytest.param(("val*",), ("sport",), ["valmont"], id="a tag that no watch has"),
    ],
)
def test_tags_choose_watches_beside_those_that_are_named(watches: tuple[str, ...], tags: tuple[str, ...], heard: list[str]) -> None:
    """§6: beside tags "*" names nothing."""
    channel = replace(ALL, watches=watches, tags=tags)
    assert [watch.name for watch in (DIJON, VALMONT) if listening((channel,), watch)] == heard
