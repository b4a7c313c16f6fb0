"""Where a service sits is no name, though it is called after somebody (DESIGN 3.25)."""

from __future__ import annotations

import pytest

from monitor.compare.text.exchanges import is_site
from tests.compare.test_said_of_whom import told

SERVICES = {
    "Paie": ("Hôtel de ville, 1er étage", "03 80 00 00 01"),
    "Achats": ("Hôtel de ville, 2e étage", "03 80 00 00 02"),
    "Archives": ("Annexe Jean-Moulin", "03 80 00 00 03"),
}
FORMS = (
    "<h3>{}</h3><p>{}<br>Tél. : {}<br>mairie@valmont.example</p>",
    "<h3>{}</h3><address>{}<br>Tél. : {}<br>mairie@valmont.example</address>",
    "<p><strong>{}</strong></p><p>{}<br>Tél. : {}<br>mairie@valmont.example</p>",
    "<p>{}<br>{}<br>Tél. : {}<br>mairie@valmont.example</p>",
)


def page(form: str, services: dict[str, tuple[str, str]]) -> str:
    return "".join(form.format(service, *of) for service, of in services.items())


@pytest.mark.parametrize("form", FORMS)
def test_a_telephone_is_told_of_the_service_not_of_where_it_sits(form: str) -> None:
    """3.24: several sit there."""
    now = SERVICES | {"Archives": ("Annexe Jean-Moulin", "03 80 00 00 33")}
    assert told(page(form, SERVICES), page(form, now)) == ["Archives : Tél. : [03 80 00 00 03 → 03 80 00 00 33]"]


@pytest.mark.parametrize("form", FORMS)
def test_rooms_that_are_exchanged_pass_to_nobody(form: str) -> None:
    """3.25: « « Archives » passe d’Annexe Jean-Moulin à Hôtel de ville … »"""
    rooms = SERVICES["Archives"][0], SERVICES["Achats"][0]
    now = SERVICES | {"Archives": (rooms[1], "03 80 00 00 03"), "Achats": (rooms[0], "03 80 00 00 02")}
    said = told(page(form, SERVICES), page(form, now))
    assert said
    assert not any("passe" in line or "Tél" in line for line in said)


def test_who_is_called_in_a_block_of_a_service_is_told_with_it() -> None:
    """The counter-example: a number calls whoever is named."""
    old = page(FORMS[3], {"Paie": ("Luc Petit", "03 80 00 00 01"), "Achats": ("Rita Sol", "03 80 00 00 02")})
    assert told(old, old.replace("00 02", "00 44")) == ["Rita Sol : Tél. : [03 80 00 00 02 → 03 80 00 00 44]"]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Annexe Jean-Moulin", True),
        ("Salle Bourdelle", True),
        ("Luc Petit", False),
        ("MOULIN Jean", False),
        ("Rose Lemaire", False),
    ],
)
def test_a_place_is_told_by_the_word_that_it_begins_with(name: str, is_one: bool) -> None:
    assert is_site(name) is is_one
