"""Entries of lists, rows and cards, and the pictures that mark them (DESIGN 3.28). Pure."""

from __future__ import annotations

from monitor.compare.people import name_of
from monitor.compare.text.card_names import called_by_card
from monitor.compare.text.cards import cards_of
from monitor.compare.text.pieces import Run, named_by
from monitor.compare.text.titles import ends_sentence, heads_over
from monitor.model.frozen import cached_property

_LISTED = ("list_item", "table_row")
_LABEL = 3  # words of a picture's description that may be said of an entry
_ENTRY = 80  # characters of an entry


def may_mark(description: str) -> bool:
    """Whether what a picture is described by is a word or two that may be said of an entry: no file's name, nobody's."""
    words = description.split()
    return 0 < len(words) <= _LABEL and all(word.isalpha() for word in words) and not name_of(description)


class Entries:
    """What the blocks of a run are called by, as entries of a list, rows or cards are."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @cached_property
    def _of_cards(self) -> dict[int, str]:
        cards, over = cards_of(self._run), heads_over(self._run)
        heads = {at: head.text for at, head in over.items() if cards[at] and cards[at] == cards[head.at]}
        return called_by_card(self._run) | heads

    def called(self, run: Run, description: str = "") -> str:
        """Of a row what it begins with, of a line its card, else itself where it is short; "" of a sentence, or of more.

        Nor of a row of cards, « Marie Roy », beside whom somebody else of that *description* is shown.
        """
        piece = run[0]
        if len(run) > 1 or "\n" in piece.raw:
            return ""
        said = named_by(piece) if "\t" in piece.raw else self._of_cards.get(piece.at, piece.text)
        of_other = "\t" in piece.raw and name_of(said) and name_of(description)
        return "" if of_other or len(said) > _ENTRY or ends_sentence(said) else said

    def is_listed(self, run: Run) -> bool:
        """Whether all of *run* are entries of lists, rows, or lines of cards."""
        return all(p.block is not None and (p.block.kind in _LISTED or p.at in self._of_cards) for p in run)
