"""Who hears of a watch (10.1-10.2)."""

from __future__ import annotations

from monitor.decide.alerts import listening
from monitor.model import Channel

ALL = Channel(key="mail-1", kind="mail", to="mailto:a@valmont.example", on=("change",), language="en")
SOME = Channel(key="mail-2", kind="mail", to="mailto:a@valmont.example", on=("minor", "failure"), watches=("val*",))
OTHER = Channel(key="mail-3", kind="mail", to="mailto:b@valmont.example", watches=("val*",))


def test_an_address_in_two_alerts_hears_once_of_all_that_either_asks_for() -> None:
    first, second = listening((ALL, SOME, OTHER), "valmont")
    assert (first.key, first.language, first.on) == ("mail-1", "en", ("change", "minor", "failure"))
    assert second == OTHER


def test_each_alert_speaks_for_its_own_watches() -> None:
    assert [c.key for c in listening((SOME, ALL, OTHER), "dijon")] == ["mail-1"]
    assert [c.key for c in listening((SOME, ALL, OTHER), "valmont")] == ["mail-2", "mail-3"]
