"""Which column of a table names its rows, by its head and by what stands in it (DESIGN 3.31). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from monitor.normalize import key

NAMED = 1  # the rank of a column of people's names
WORDED = 3  # the rank of a column of words under a head that says nothing; below it are those that people go by
ASIDE = 5  # ranks from it on: the column tells something of a row, and never which row it is

_NUMBERED = re.compile(r"(?:matricule|identifiant|id|ref|reference|code|siret|siren|uuid|n|no|numero|number|num)(?: .*)?")
_NAMES = re.compile(
    r"(?:.* )?(?:noms?|agents?|personnes?|titulaires?|responsables?|elus?|"
    r"names?|surname|person|officer|employee)(?: .*)?"
)
_GIVEN = re.compile(r"prenoms?|(?:first|given) names?|forenames?")
_POSTS = re.compile(
    r"(?:.* )?(?:postes?|fonctions?|emplois?|services?|directions?|unites?|intitules?|libelles?|designation|titre|"
    r"posts?|positions?|units?|departments?|title|role)(?: .*)?"
)
_ASIDE = re.compile(
    r"(?:.* )?(?:tel|telephone|portable|mobile|fax|phone|mails?|courriels?|e mails?|date|depuis|since|montants?|amount|total|"
    r"prix|price|euros?|adresse|address|observations?|remarques?|notes?|comments?|civilite)(?: .*)?"
)
_FIGURE = re.compile(r"[\d\s.,:/%€$+()-]+")


def key_rank(head: str, cells: Sequence[str]) -> int:
    """How likely people go by this column, the lower the likelier: numbers of people, names, posts, words, figures."""
    said = key(head)
    if _ASIDE.fullmatch(said) or is_count(cells):
        return ASIDE
    if _NUMBERED.fullmatch(said):
        return 0
    if _GIVEN.fullmatch(said):
        return WORDED
    if _NAMES.fullmatch(said):
        return NAMED
    if _POSTS.fullmatch(said):
        return 2
    return WORDED if any(cell and not _FIGURE.fullmatch(cell) for cell in cells) else WORDED + 1


def is_pair(heads: Sequence[str], ranks: Sequence[int]) -> bool:
    """Whether two columns together name a row: two of a kind, or a surname and what goes before it."""
    given = [_GIVEN.fullmatch(key(head)) is not None for head in heads]
    return (ranks[0] == ranks[1] < WORDED and not any(given)) or sorted(zip(ranks, given, strict=True)) == [
        (1, False),
        (WORDED, True),
    ]


def is_count(cells: Sequence[str]) -> bool:
    """Whether *cells* only count the rows: one more below, every number is another one, and nothing is."""
    figures = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 9]
    return len(figures) == len(cells) > 1 and all(below == above + 1 for above, below in pairwise(figures))
