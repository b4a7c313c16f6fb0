"""What came where lines went, and who may have written it (DESIGN 3.15)."""

from __future__ import annotations

import pytest

from monitor.model import Block, Section
from monitor.quality.gives_way import doubted_words

STAFF = "Ils emploient 312 agents de la Ville et de la Métropole."


def section(sentence: str, *entries: str) -> Section:
    return Section(item="s", heading=None, blocks=(Block("paragraph", sentence), *(Block("list_item", entry) for entry in entries)))


@pytest.mark.parametrize(
    ("sentence", "entries", "doubted"),
    [
        pytest.param(STAFF.replace("312", "318"), ("Finances", "Paie", "Achats", "Archives"), "", id="reworded, an entry more"),
        pytest.param(STAFF.replace("Ils emploient", "Ce sont"), ("Paie", "Achats", "Courrier"), "", id="reworded, other entries"),
        pytest.param(
            "Un incident est survenu, réessayez plus tard.",
            ("Finances", "Paie", "Achats"),
            "Un incident est survenu, réessayez plus tard.",
            id="a message in its place",
        ),
        pytest.param(
            STAFF.replace("312", "318"),
            ("Un incident est survenu, réessayez plus tard.",),
            "Un incident est survenu, réessayez plus tard.",
            id="reworded, a message in the place of the list",
        ),
    ],
)
def test_a_line_that_was_reworded_is_its_owner_s(sentence: str, entries: tuple[str, ...], doubted: str) -> None:
    """3.15: what came beside it is looked at by itself."""
    old = section(STAFF, "Finances", "Paie", "Achats")
    assert doubted_words(old, section(sentence, *entries), document=False) == doubted
