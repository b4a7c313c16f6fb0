"""What two office files show otherwise beside their words: colours, lines, pictures and their places (DESIGN 3.30, 3.31). Pure.

The look of an office file is told by digests of `documents.packed.worn`, then by where its pictures stand (`documents.placed`).
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import DocumentContent
from monitor.model.frozen import replace

_DIGEST = 64  # characters
_WORN = 7  # digests: look, program, what is drawn, pictures; colours and lines without words: all, how many, which
_PLACE = 8  # characters: of a place, and of the picture there
_OFFICE = "application/vnd."


def worn_otherwise(old: DocumentContent, new: DocumentContent) -> tuple[str, ...]:
    """Which of "drawn" (colours, lines), "pictures" and "placed" (by other words) differs in an office file; () if unknown."""
    if not (alike := _alike_digests(old, new)):
        return ()
    _, program, drawn, *_ = alike
    return (*(["drawn"] if program and not drawn else []), *_pictures_otherwise(old, new, alike))


def _pictures_otherwise(old: DocumentContent, new: DocumentContent, alike: Sequence[bool]) -> list[str]:
    if not alike[3]:
        return ["pictures"]
    # By words that stand in both files there is another picture
    before, after = (
        {look[n : n + _PLACE]: look[n + _PLACE : n + 2 * _PLACE] for n in range(_WORN * _DIGEST, len(look), 2 * _PLACE)}
        for look in (old.geometry or "", new.geometry or "")
    )
    return ["placed"] if any(before[place] != after[place] for place in before.keys() & after.keys()) else []


def _alike_digests(old: DocumentContent, new: DocumentContent) -> list[bool]:
    """Of each digest of an office file whether it is the same; [] where one side has not all of them."""
    before, after = old.geometry or "", new.geometry or ""
    of_office = old.media_type == new.media_type and new.media_type.startswith(_OFFICE)
    if not of_office or min(len(before), len(after)) < _WORN * _DIGEST:
        return []
    return [before[n : n + _DIGEST] == after[n : n + _DIGEST] for n in range(0, _WORN * _DIGEST, _DIGEST)]


def have_other_pictures(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether the pictures within two office files are not the same bytes: what they show has to tell (3.30)."""
    return "pictures" in worn_otherwise(old, new)


def of_one_program(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether one program saved both office files."""
    return any(_alike_digests(old, new)[1:2])


def with_pictures_of(old: DocumentContent, new: DocumentContent) -> DocumentContent:
    """*new*, whose pictures show what those of *old* do: it is told by the bytes of these, and where they stand."""
    at, end = slice(3 * _DIGEST, 4 * _DIGEST), _WORN * _DIGEST
    before, after = old.geometry or "", new.geometry or ""
    return replace(new, geometry=after[: at.start] + before[at] + after[at.stop : end] + before[end:])


def shown_beside(old: DocumentContent, new: DocumentContent) -> dict[str, object]:
    """What two office files whose words differ show otherwise beside these words: colours and lines as such, pictures.

    Of as many shapes or painted cells as before another colour is another one; where more came or went, one that none had, or that
    is gone. In a text each stretch in a colour counts.
    """
    if not (alike := _alike_digests(old, new)):
        return {}
    _, program, _, _, tally, number, which = alike
    drawn = program and ((number and not tally) or not which)
    differs = [*(["drawn"] if drawn else []), *_pictures_otherwise(old, new, alike)]
    return {"shown": "office", "differs": differs} if differs else {}
