"""Particles of names are listed once, and each room takes the kinds that it needs (3.27, 5.17)."""

from __future__ import annotations

from typing import get_args

from monitor.erasure.forms import name_of
from monitor.i18n.particles import Kind, particles
from monitor.pdf.orgchart.words.name_forms import is_particle


def test_no_particle_is_of_two_kinds() -> None:
    """3.27: else one room would take a word that it left out."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    assert sum(len(particles(kind)) for kind in kinds) == len(particles(*kinds))


def test_each_room_has_the_kinds_that_it_needs() -> None:
    """3.27: « mac » is one in small letters alone, « L. » is an initial. 5.17: « Das » is a surname that may be erased."""
    assert is_particle("van") and is_particle("ibn") and is_particle("mac") and not is_particle("Mac") and not is_particle("L.")
    erased = name_of("Anita Das")
    assert erased is not None and erased.family == ("das",)
    assert (breton := name_of("Yann ar Floc'h")) is not None and breton.family[0] == "ar"
