"""Posts whose holders changed places or are new, in lists and cards of a name and a post each (DESIGN 3.25). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from monitor.compare.orgchart_words import tells_function
from monitor.compare.people import (
    LONGEST,
    OCCASION,
    TOKEN,
    is_count,
    is_same_post,
    is_titled,
    name_of,
    other_people,
    people_in,
    post_words,
    reaches,
    tells,
)
from monitor.normalize import key

_CARD = 80  # characters of a line of a card
_CARD_LINES = 5
_LEAST = 3  # letters: « Eau »
_SHARED = 6  # letters with which a word of two posts begins: « Concejal », « Concejala »
# What halls and grounds are called before the name that is theirs.
_PLACE_WORDS = """aula auditorium bibliothèque bâtiment carrefour centre center centro chapelle château cinéma collège complexe cour
domaine école edificio édifice espace esplanade estadio ferme foyer galerie gare gymnase halle hangar haus jardin kiosque
lycée maison manoir marché médiathèque moulin musée palais parc parking pavillon piscine place plage plaza
quai room rue saal sala salle salon stade stadion studio théâtre zaal"""
_PLACES = frozenset(map(key, _PLACE_WORDS.split()))
# What is somewhere, and is nobody's post; and what a place's name ends with: « Dijon Centre », « Longvic Bourg ».
_SITE_WORDS = (
    "agence annexe antenne arrêt boutique branch crèche déchèterie déchetterie desk filiale guichet mairie office permanence"
)
_SITES = _PLACES | frozenset(map(key, f"{_SITE_WORDS} point relais sede siège site standort station".split()))
_ANY_SITE = 2  # words: « Agence principale »; « Agence du nord » has a name of its own, and who is beside it is somebody
_PART_WORDS = (
    "bas basse bourg centre centro centrum city est gare haut haute nord north ouest port quartier sud south village ville west"
)
_PARTS = frozenset(map(key, _PART_WORDS.split()))
_AS_MANY = 0.2  # by which the names with a label behind may be more, or fewer, than those with one before, and tell nothing


def exchanged(
    old: Sequence[str], new: Sequence[str], headings: tuple[Collection[int], Collection[int]] = ((), ())
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the label of each line of *old* and *new* that is a name alone, where another name is under it (DESIGN 3.25).

    A label is the line before, or the one after names that are *headings* (the places of titles) or begin the list, or after most
    names; it stands once on either side and names nobody, on the same side of the name in both. Both its names stand on both sides;
    else, as « Membres » may be over a list, it is a heading or says a post in usual words, and no other name stands beside the one
    that is its own. In cards alike, what stands in the post's place is a post in whatever words.
    """
    if (alike := _in_cards_alike(old, new, headings[0])) is not None:
        return alike, dict(alike)
    sides = [dict(_under_labels(lines, heads)) for lines, heads in zip((old, new), headings, strict=True)]
    behind = {lines[n + 1 : n + 2] == [label] for lines, found in zip((old, new), sides, strict=True) for label, n in found.items()}
    if len(behind) > 1:
        return {}, {}  # before the names in one of the two, behind them in the other: nobody knows
    known = [{lines[n] for n in found.values()} for lines, found in zip((old, new), sides, strict=True)]
    one, other = dict[int, str](), dict[int, str]()
    labels = [(label, label) for label in sides[0] if label in sides[1]]
    apart = [[label for label in side if label not in beyond] for side, beyond in (sides, sides[::-1])]
    # « 1er adjoint, finances » with « 1re adjointe, finances », where each is alone
    posts = [Counter(map(post_words, side)) for side in (sides if all(apart) else ())]
    later = {post_words(label): label for label in apart[1] if posts}
    for was in apart[0] if posts else ():
        post = post_words(was)
        if post in later and posts[0][post] == posts[1][post] == 1 and is_same_post(was, later[post]):
            labels.append((was, later[post]))
    for was, now in labels:
        n, m = sides[0][was], sides[1][now]
        own = {old[n], new[m]} <= known[0] & known[1] or _is_own((was, old, n, headings[0]), (now, new, m, headings[1]))
        if own and other_people(old[n], new[m]) and not _may_be_places(old[n], new[m], was):
            one[n] = other[m] = now.rstrip(": \u00a0\u202f")
    return one, other


def _may_be_places(name: str, other: str, label: str) -> bool:
    """Whether *label* counts something, or both names begin with one word for a place: « Salle Bourdelle », « Salle Auffret ».

    Or neither has a civility, and the label is any site's (« Agence principale »), or no function beside « Dijon Centre ».
    """
    words = [key(one).split() for one in (name, other)]
    if is_count(label) or (words[0][:1] == words[1][:1] and not _PLACES.isdisjoint(words[0][:1])):
        return True
    if is_titled(name) or is_titled(other) or tells_function(label):
        return False
    site = not _SITES.isdisjoint(key(label).split()[:1]) and len(label.split()) <= _ANY_SITE and label[1:].islower()
    return site or any(one[-1] in _PARTS for one in words if one)


def _in_cards_alike(old: Sequence[str], new: Sequence[str], headings: Collection[int]) -> dict[int, str] | None:
    """The post of each name in another's place, in cards of as many lines each; {}: unknown; None: no names changed places."""
    differ = {n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b} if len(old) == len(new) else set[int]()
    moved = sorted(n for n in differ if _begins_with_name(old[n]) and _begins_with_name(new[n]))
    if len(moved) < 2 or sorted(old[n] for n in moved) != sorted(new[n] for n in moved) or any(n in headings for n in moved):
        return None
    for step in range(2, _CARD_LINES + 1):
        first, last = moved[0], moved[-1]
        within = range(first, last + 1, step)
        if not all(n in within for n in moved) or not all(_begins_with_name(old[n]) for n in within):
            continue
        while first >= step and _begins_with_name(old[first - step]):
            first -= step
        while last + step < len(old) and _begins_with_name(old[last + step]):
            last += step
        cards = range(first, last + 1, step)
        beside = {side: [old[n + side] if 0 <= n + side < len(old) else "" for n in cards] for side in (-1, 1)}
        possible = [side for side, lines in beside.items() if all(map(_may_be_post, lines))]
        if first and first - 1 in headings and not any(n - 1 in headings for n in cards[1:]):
            possible = [side for side in possible if side > 0]  # the heading is over all of them
        if len(possible) > 1 and all(is_titled(old[n]) for n in moved):
            return None  # names for sure: where the list begins and ends tells
        if len(possible) != 1 or any(n + possible[0] in differ for n in moved):
            return {}
        # As many posts: each another, most of them no name; or those that look like one share a word in front
        posts = beside[possible[0]]
        like_names = [line for line in posts if _begins_with_name(line)]
        words = Counter(word for line in posts for word in {t[:_SHARED] for t in key(line).split()[:-1] if len(t) >= _SHARED})
        share = all(any(words[t[:_SHARED]] > 1 for t in key(line).split()[:-1]) for line in like_names)
        if any(_may_be_places(old[n], new[n], old[n + possible[0]]) for n in moved):
            return {}
        if len({*posts}) < len(posts) or not (share or 2 * len(like_names) < len(posts)):
            return {}
        return {n: old[n + possible[0]].rstrip(": \u00a0\u202f") for n in moved}
    return None


def _may_be_post(line: str) -> bool:
    """Whether *line* may stand in the post's place of a card: words, no sentence, and nowhere to reach anybody, as « Ext. 203 »."""
    words = any(len(token) >= _LEAST and token.isalpha() for token in TOKEN.findall(line)) and not OCCASION.match(key(line))
    return words and len(line) <= _CARD and line[-1] not in ".!?0123456789" and "@" not in line and not reaches(line)


def label_beside(lines: Sequence[str], headings: Collection[int], at: int) -> str:
    """The label of the name at that place of *lines*; "": it has none."""
    return next((label.rstrip(": \u00a0\u202f") for label, n in _under_labels(lines, headings) if n == at), "")


def _is_own(*sides: tuple[str, Sequence[str], int, Collection[int]]) -> bool:
    """Whether the label of both lists says a post, by its words or as the title over them, of the one name at that place."""
    above = {lines[n - 1 : n] == [label] for label, lines, n, _ in sides}
    if len(above) > 1 or any(label[-1] in ".!?" for label, *_ in sides):
        return False
    for label, lines, n, headings in sides:
        beyond = n + 1 if True in above else n - 1
        says = is_same_post(label, label) or (True in above and n - 1 in headings and not OCCASION.match(key(label)))
        if not (says and name_of(lines[n])) or (0 <= beyond < len(lines) and _begins_with_name(lines[beyond])):
            return False
    return True


def _under_labels(lines: Sequence[str], headings: Collection[int]) -> Iterator[tuple[str, int]]:
    """Each label of *lines* that stands once, with the place of the name below it, or of the one over it.

    What stands above a title is another card's. Of cards whose names have no civility, the label is on the side of the name where
    more of them have one. Where about as many
    have one on either, a name that begins the list has it behind, one that ends it before; else nobody knows.
    """
    times = Counter(lines)
    names = [n for n, line in enumerate(lines) if is_titled(line) and name_of(line)]
    if not names:
        found: list[list[tuple[str, int]]] = [[], []]  # labels before and after names
        for n, line in enumerate(lines):
            for side, at in zip(found, (n - 1, n + 1), strict=True):
                label = lines[at] if 0 <= at < len(lines) and not (at < n and n in headings and at not in headings) else ""
                if not 0 < len(label) <= _CARD or label[-1] in ".!?" or times[label] != 1 or not _begins_with_name(line):
                    continue
                if any(map(tells, TOKEN.findall(label))) and not people_in(label):
                    side.append((label, n))
        before, after = map(len, found)
        if abs(before - after) > _AS_MANY * max(before, after):
            yield from found[after > before]
        elif lines and _begins_with_name(lines[0]) != _begins_with_name(lines[-1]):
            yield from found[_begins_with_name(lines[0])]
        return
    first = names[0] == 0 or (names[0] - 1 in headings and not any(n - 1 in headings for n in names[1:]))
    over = any(n in headings for n in names) or (first and names[-1] < len(lines) - 1)
    for n in names:
        at = n + 1 if over else n - 1
        label = lines[at] if 0 <= at < len(lines) else ""
        if label and times[label] == 1 and len(label) <= LONGEST and not people_in(label):
            yield label, n


def _begins_with_name(line: str) -> bool:
    """Whether *line* is a name, or one with its bearer's role behind a comma."""
    found = people_in(line) if len(line) <= _CARD else []
    return len(found) == 1 and found[0][0] == 0 and line[found[0][1] :].lstrip()[:1] in ("", ",", "(")
