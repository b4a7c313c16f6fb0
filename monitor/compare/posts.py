"""Who held a post and who holds it now, where a line says both; and names of a list that only stand in each other's place. Pure.

« La délégation aux finances passe de Mme Durand à M. Martin » is said of a line that is a post and a name, in either order, and
nothing else that differs (DESIGN 3.25).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.compare.people import is_civility, is_same_post, other_people, people_in
from monitor.normalize import key

_BETWEEN = re.compile(r"\s*(?:[:\t\n,]|(?<=\s)[–—-](?=\s))\s*")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ENDS = re.compile(r"[;\n]|[.](?=\s|$)(?<!\b\w\.)(?<!Mme\.)(?<!Mr\.)(?<!Dr\.)")
_OWN_POST = re.compile(r"\s*[,(]\s*(?=[a-zß-ÿ])([^,;.)]+)")
_LONGEST = 240  # characters of a line


@dataclass(frozen=True, slots=True)
class Succession:
    """`post` as the newer line has it; the names as they are printed."""

    post: str
    before: str
    after: str


def succession(old: str, new: str) -> Succession | None:
    """Return who held the post of a line, and who holds it now; None where the two lines say anything else, or may do so."""
    if max(len(old), len(new)) > _LONGEST or _IN_BRACKETS.findall(old) != _IN_BRACKETS.findall(new):
        return None
    before, after = _post_and_name(old), _post_and_name(new)
    if before is None or after is None or not (_is_titled(before[1]) or _is_titled(after[1])):
        return None  # « Lieu : Salle Pierre » names nobody for sure
    if not other_people(before[1], after[1]) or not is_same_post(before[0], after[0]):
        return None
    return Succession(post=after[0], before=before[1], after=after[1])


def _post_and_name(text: str) -> tuple[str, str] | None:
    """A line's post and name; None where it is not these two alone."""
    line = " ".join(_IN_BRACKETS.sub(" ", text).split(" ")).strip()
    between = _BETWEEN.search(line)
    if between is None:
        return None
    sides = line[: between.start()].strip(), line[between.end() :].strip().rstrip(".;")
    names = [_name_of(side) for side in sides]
    if all(names):  # « Pôle Solidarités : Mme Durand »: a civility tells
        names = [name if titled else None for name, titled in zip(names, map(_is_titled, sides), strict=True)]
    match names:
        case [str(name), None]:
            return sides[1], name
        case [None, str(name)]:
            return sides[0], name
        case _:
            return None


def _name_of(text: str) -> str | None:
    """*text*, where it is one name and nothing else."""
    found = people_in(text)
    return text if len(found) == 1 and found[0] == (0, len(text)) else None


def _is_titled(text: str) -> bool:
    return is_civility(text.split(" ")[0])


def _is_civility(text: str) -> bool:
    return all(map(is_civility, text.split()))


def stand_apart(gone: str, come: str, before: str, after: str) -> bool:
    """Whether *gone* and *come* are names of a list that runs on: one left and one came, and neither became the other.

    *before* and *after*: the newer text up to them, then from *come* on. Not where what stands beside the name is its own:
    its function behind it, or a label with no other name in its sentence.
    """
    if not (_are_names(gone) and _are_names(come)):
        return False
    at = len(before)
    rims = [(a, b) for a, b in people_in(before + after) if a < at + len(come) and at < b]
    if not rims or not _is_civility(before[rims[0][0] : at]) or rims[-1][1] > at + len(come):
        return False  # a part of a name
    behind = _OWN_POST.match(after[len(come) :])
    if behind and not people_in(behind[1]):
        return False
    start = [m.end() for m in _ENDS.finditer(before)][-1:] or [0]
    end = _ENDS.search(after, len(come))
    sentence = before[start[0] :] + (after[: end.start()] if end else after)
    return len(people_in(sentence)) > 1


def _are_names(text: str) -> bool:
    """Whether *text* is capitalised words alone: a name, a part of it, or several."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    return bool(words) and all(word[0].isupper() or len(word) <= 3 for word in words) and not key(text).isdigit()
