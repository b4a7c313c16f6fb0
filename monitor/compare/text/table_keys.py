"""What the columns of a table are called, and which names its rows: told by its head and what stands in it (DESIGN 3.31). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from string import ascii_uppercase

from monitor.expressions import expression
from monitor.normalize import canonical, key

NAMED = 1  # the rank of a column of people's names
POSTED = 2  # of posts and services
WORDED = 3  # the rank of a column of words under a head that says nothing; below it are those that people go by
ASIDE = 5  # ranks from it on: the column tells something of a row, and never which row it is

_NUMBERED = expression(r"(?:matricule|identifiant|id|ref|reference|code|siret|siren|uuid|n|no|numero|number|num)(?: .*)?")
NAMES = expression(
    r"(?:.* )?(?:noms?|agents?|personnes?|titulaires?|responsables?|elus?|"
    r"names?|surname|person|officer|employee)(?: .*)?"
)
HOLDERS = expression(r"(?:.* )?(?:titulaires?|responsables?|occupants?|holders?|postholders?|incumbents?)(?: .*)?")
HELD = expression(r"(?:.* )?(?:postes?|fonctions?|emplois?|mandats?|posts?|positions?|roles?|job titles?)(?: .*)?")
UNITS = expression(r"(?:.* )?(?:services?|directions?|poles?|unites?|departements?|units?|departments?|divisions?)(?: .*)?")
GIVEN = expression(r"prenoms?|(?:first|given) names?|forenames?")
POSTS = expression(
    r"(?:.* )?(?:postes?|fonctions?|emplois?|services?|directions?|unites?|intitules?|libelles?|designation|titre|"
    r"posts?|positions?|units?|departments?|title|role)(?: .*)?"
)
_ASIDE = expression(
    r"(?:.* )?(?:tel|telephone|portable|mobile|fax|phone|mails?|courriels?|e mails?|date|depuis|since|montants?|amount|total|"
    r"prix|price|euros?|adresse|address|observations?|remarques?|notes?|comments?|civilite)(?: .*)?"
)
_MEASURE = expression(r"unites?(?: de mesure)?|units?(?: of measure)?")
_FIGURE = expression(r"[\d\s.,:/%€$+()-]+")
_MEASURED = expression(r"\d[\d\s.,]*(?:[^\W\d_]{1,10}\.?)?")  # « 12 », « 12 ETP »


def key_rank(head: str, cells: Sequence[str]) -> int:
    """How likely people go by this column, the lower the likelier: numbers of people, names, posts, words, figures."""
    said = key(head)
    if _ASIDE.fullmatch(said) or is_count(cells):
        return ASIDE
    if _MEASURE.fullmatch(said) and not any(cell[:1].isupper() for cell in cells):  # « repas », « m² »: what is counted
        return ASIDE
    if _NUMBERED.fullmatch(said):
        return 0
    if GIVEN.fullmatch(said):
        return WORDED
    if NAMES.fullmatch(said) and not _are_figures(cells):
        return NAMED
    if POSTS.fullmatch(said) and not _are_figures(cells):
        return POSTED
    return WORDED if any(cell and not _FIGURE.fullmatch(cell) for cell in cells) else WORDED + 1


def _are_figures(cells: Sequence[str]) -> bool:
    """Whether *cells* say how many, whatever their head: « Agents » above « 12 » counts them."""
    return any(cells) and all(_FIGURE.fullmatch(cell) or _MEASURED.fullmatch(cell) for cell in cells if cell)


def is_pair(heads: Sequence[str], ranks: Sequence[int]) -> bool:
    """Whether two columns together name a row: two of a kind, or a surname and what goes before it."""
    given = [GIVEN.fullmatch(key(head)) is not None for head in heads]
    return (ranks[0] == ranks[1] < WORDED and not any(given)) or sorted(zip(ranks, given, strict=True)) == [
        (1, False),
        (WORDED, True),
    ]


def is_count(cells: Sequence[str]) -> bool:
    """Whether *cells* only count the rows: one more below, every number is another one, and nothing is."""
    figures = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 9]
    counts = len(figures) == len(cells) > 1 and all(below == above + 1 for above, below in pairwise(figures))
    return counts and (not _is_padded(cells) or len({*map(len, cells)}) == 1)


def _is_padded(cells: Sequence[str]) -> bool:
    return any(cell.startswith("0") and len(cell) > 1 for cell in cells)


def count_alike(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two columns only count the rows, and write their figures alike: « 01 » for « 1 » is a change."""
    return is_count(old) and is_count(new) and _is_padded(old) == _is_padded(new)


def columns_called(heads: Sequence[str], width: int) -> tuple[str, ...]:
    """What each of *width* columns is called: by its head, else by its letter; two of one head are told apart by a number."""
    seen = Counter[str]()
    called = []
    for n in range(width):
        head = heads[n] if n < len(heads) and heads[n] else _letter(n)
        seen[head] += 1
        called.append(head if seen[head] == 1 else f"{head} ({seen[head]})")
    return tuple(called)


def _letter(number: int) -> str:
    """What a spreadsheet calls its column."""
    first, last = divmod(number, len(ascii_uppercase))
    return (_letter(first - 1) if first else "") + ascii_uppercase[last]


def holds_the_same(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether most cells of two columns are the same, in any order."""
    one, other = (Counter(canonical(cell) for cell in cells if cell) for cells in (old, new))
    return 2 * (one & other).total() > max(one.total(), other.total())


def head_of(row: Iterable[str]) -> frozenset[str]:
    """A row as the heads of columns, whatever their order."""
    return frozenset(key(cell) for cell in row if cell)
