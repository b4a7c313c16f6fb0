"""Rows of tables in which no cell is what another one is of: cards, people, ways to reach them (DESIGN 3.24). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.compare.people import is_rank, name_of, reaches
from monitor.compare.text.titles import VACANT
from monitor.compare.title_words import tells_function
from monitor.normalize import key, visible

# Of what a column is headed that holds posts, or who holds them.
_HEAD_WORDS = """nom noms prenom prenoms titulaire titulaires elu elue elus fonction fonctions poste postes mandat delegation
delegations qualite name names holder person post posts role position title office inhaber funktion amt ansprechpartner"""
HOLD_PEOPLE = frozenset(_HEAD_WORDS.split())
_LEAST = 3  # cells: two may be a holder and who stands in for them


def are_cards(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether each of *cells* is a card with lines of the same kinds: « Luc Petit / directeur », « Marie Roy / adjointe ».

    The first two tell, or all. The cells of a record say each something else, « Luc Petit / maire », « Finances / sécurité »; so do
    those of columns that are headed as people's, « Titulaire » and « Suppléant ».
    """
    if any(not HOLD_PEOPLE.isdisjoint(key(head).split()) for head in heads):
        return False
    said = [[*map(visible, cell.split("\n"))] for cell in cells if cell]
    figures = {line for lines in said for line in lines if re.search(r"\d", line) and not is_rank(line)}
    kinds = [["name" if name_of(line) else "figure" if line in figures else "words" for line in lines] for lines in said]
    alike = ({*map(tuple, forms)} for forms in ([card[:2] for card in kinds], kinds))
    return len(kinds) > 1 and any(len(forms) == 1 and len({*forms.pop()}) > 1 for forms in alike)


def are_of_one_kind(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether *cells* are people, or ways to reach them, side by side: « Luc Petit », « Marie Roy », « Ana Roux », none another's.

    Not where one is headed as who holds what, or stands in: « Titulaire », « Suppléant ».
    """
    said = [visible(cell) for cell in cells if cell]
    if len(said) < _LEAST or any(_tells_who(key(head)) for head in heads):
        return False
    named = [one for one in said if not VACANT.fullmatch(key(one))]
    return (len(named) > 1 and all(map(name_of, named))) or all(map(reaches, said))


def _tells_who(head: str) -> bool:
    return not HOLD_PEOPLE.isdisjoint(head.split()) or bool(tells_function(head))
