"""Posts whose holders changed places or are new, in lists and cards of a name and a post each (DESIGN 3.25). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from monitor.compare.people import (
    LONGEST,
    OCCASION,
    TOKEN,
    is_count,
    is_reached_by,
    is_same_post,
    is_titled,
    name_of,
    other_people,
    people_in,
    post_words,
    reaches,
    tells,
)
from monitor.compare.title_words import tells_function
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
_COLON = ": \u00a0\u202f"
_AS_MANY = 0.2  # by which the names with a label behind may be more, or fewer, than those with one before, and tell nothing


class Marked(NamedTuple):
    """What the page says of lines beside their words, as places of these."""

    headings: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()  # headings, and lines that stand over others as one does
    of_next: frozenset[int] = frozenset()  # lines in the box of the heading below them alone, as a name in a card above its post
    entries: frozenset[int] = frozenset()  # of lists
    goes_on: frozenset[int] = frozenset()  # lines in one card with the line before


NOTHING = Marked()


def exchanged(
    old: Sequence[str], new: Sequence[str], marked: tuple[Marked, Marked] = (NOTHING, NOTHING)
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the post of each line of *old* and *new* that is a name alone, where another name is under its label (DESIGN 3.25).

    A label is the line before, or the one after names that are headings or begin the list, or after most names; it stands once on
    either side and names nobody. Both its names stand on both sides; else, as « Membres » may be over a list, it is a heading or
    says a post in usual words, and no other name stands beside the one that is its own. In cards alike, what stands in the post's
    place is a post in whatever words. A post is called by its label, or by the title above that, of which this only says more.
    """
    by_post = [_holders(lines, told) for lines, told in zip((old, new), marked, strict=True)]
    both = [(by_post[0][was], by_post[1][now], now) for was, now in _same_posts(*by_post)]
    # A heading like a name, « Pôle Ressources », that stays one over one card of two holds no post that the other has
    headings = [{lines[n] for n in told.headings} for lines, told in zip((old, new), marked, strict=True)]
    kept = headings[0] & headings[1]
    both = [
        (n, m, post)
        for n, m, post in both
        if (n in marked[0].headings) == (m in marked[1].headings) or kept.isdisjoint((old[n], new[m]))
    ]
    differ = [(n, m, post) for n, m, post in both if _is_of_another(old[n], new[m], post)]
    sure = {n: post for n, _, post in differ}, {m: post for _, m, post in differ}
    if both and all({*_names(lines)} <= {*side.values()} for lines, side in zip((old, new), by_post, strict=True)):
        return sure
    found = _beside_labels(old, new, marked)
    known = {post for side, of in zip(by_post, found, strict=True) for n, post in of.items() if n in side.values()}.union(*by_post)
    one, other = ({n: post for n, post in side.items() if post not in known} for side in found)
    return one | sure[0], other | sure[1]


def _beside_labels(old: Sequence[str], new: Sequence[str], marked: tuple[Marked, Marked]) -> tuple[dict[int, str], dict[int, str]]:
    """The posts of names beside labels, where not all names stand in cards of one kind; as `exchanged`."""
    if (alike := _in_cards_alike(old, new, marked[0])) is not None:
        return alike, dict(alike)
    where = {_label_side(lines, told) for lines, told in zip((old, new), marked, strict=True)}
    # One list has its labels on one side; where its two versions seem to differ in that, a line beside it misleads
    side = min(where) if len(where) == 1 else 0
    sides = [dict(_under_labels(lines, side, told)) for lines, told in zip((old, new), marked, strict=True)]
    known = [{lines[n] for n in found.values()} for lines, found in zip((old, new), sides, strict=True)]
    one, other = dict[int, str](), dict[int, str]()
    for was, now in _same_posts(*sides):
        n, m = sides[0][was], sides[1][now]
        both = (was, old, n, marked[0].headings), (now, new, m, marked[1].headings)
        own = {old[n], new[m]} <= known[0] & known[1] or _is_own(*both)
        if own and other_people(old[n], new[m]) and not _may_be_places(old[n], new[m], was):
            called = _post_called(now, new, m, marked[1])
            if called != now.rstrip(_COLON) or not _is_one_of_several(now, new, marked[1]):
                one[n] = other[m] = called
    return one, other


def _same_posts(old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The posts of both sides, as each writes them: « 1er adjoint, finances », « 1re adjointe, finances » where each is alone."""
    yield from ((label, label) for label in old if label in new)
    apart = [[label for label in side if label not in beyond] for side, beyond in ((old, new), (new, old))]
    posts = [Counter(map(post_words, side)) for side in ((old, new) if all(apart) else ())]
    later = {post_words(label): label for label in apart[1] if posts}
    for was in apart[0] if posts else ():
        post = post_words(was)
        if post in later and posts[0][post] == posts[1][post] == 1 and is_same_post(was, later[post]):
            yield was, later[post]


def _holders(lines: Sequence[str], marked: Marked) -> dict[str, int]:
    """By their posts, the places of the names of *lines*, or of what stands in a name's place, where all cards are of one kind.

    A card is a box of a few lines of which one is a name, or a post and a name by turns. {}: there are none such, or they differ.
    """
    named = _titled(lines) or _names(lines)
    times = Counter(key(lines[n]).partition(" ")[0] for n in named)  # « Service Paie », « Service Eau » look like names
    names = {n for n in named if times[key(lines[n]).partition(" ")[0]] == 1 or is_titled(lines[n])}
    starts = [n for n in range(len(lines)) if n not in marked.goes_on]
    boxes = [range(n, end) for n, end in pairwise([*starts, len(lines)]) if 1 < end - n <= _CARD_LINES]
    held = [[n - box.start for n in box if n in names] for box in boxes]
    if not boxes or 2 * sum(map(len, held)) <= len(names):
        return _by_turns(lines, marked, names)
    place = _where_most(at for inside in held for at in inside)
    if place is None:
        return {}
    cards = [box for box, at in zip(boxes, held, strict=True) if at in ([], [place]) and len(box) > place]
    return _once([(post, card.start + place) for card in cards if (post := _card_called(lines, card, place, boxed=True))])


def _where_most(places: Iterable[int]) -> int | None:
    """Which of *places* is more than twice as many as all others; None: none is."""
    times = Counter(places)
    (place, most) = max(times.items(), key=lambda item: item[1], default=(0, 0))
    return place if 3 * most > 2 * times.total() else None


def _card_called(lines: Sequence[str], card: range, name: int, *, boxed: bool) -> str:
    """The post of the *card* whose holder is its line *name*: what it begins with, else the line below; "": none.

    Where others stand there, too, one that says no function is what a card is called if it is *boxed* and above the name.
    """
    others = [n for n in card if n != card.start + name]
    label, beside = lines[others[0]], [lines[n] for n in others[1:] if abs(n - card.start - name) == 1]
    post = next(filter(tells_function, beside), "") if name else ""
    if not tells_function(label) and any(_may_be_post(lines[n]) for n in others[1:]) and not (post or (boxed and name)):
        return ""
    if post and not tells_function(label):
        label = post if len(post.split()) > 1 else f"{label.rstrip(_COLON)}, {post}"
    return label.rstrip(_COLON) if _may_be_post(label.rstrip(_COLON)) else ""


def _by_turns(lines: Sequence[str], marked: Marked, names: Set[int]) -> dict[str, int]:
    """By their posts, the places of holders where every second to fifth line is a name, the others labels or what one is; else {}.

    The lines of a title begin with it; else the first of all, or the last, tells where each card begins.
    """
    step = next((step for step in range(_CARD_LINES, 1, -1) if len({n % step for n in names}) == 1), 2)
    turn = _where_most(n % step for n in names)
    if turn is None or len(names) < 2 or names & marked.of_next:
        return {}
    first, last = (of(n for n in names if n % step == turn) for of in (min, max))
    others = [n for n in names if n > first]
    titled = Counter(back for n in others for back in range(step) if n - back in marked.titles)
    # The place of the name in its card, by the line behind what stands over all of them, or by the last one
    over = next((n for n in range(first - 1, -1, -1) if _is_over_all(lines, n, marked, first - n, others)), -1)
    ends = {at for at in (first - over - 1, step - len(lines) + last) if 0 <= at < step}
    if len(places := {titled.most_common(1)[0][0]} if titled else ends) != 1:
        return {}
    (place,) = places

    def called(n: int) -> str:
        card = range(n - place, n - place + step)
        inner = [at for at in card if at != n and (at in names or (at > card.start and at in marked.titles))]
        beyond = card.start < 0 or card.start + min(step, max(2, place + 1)) > len(lines) or len(lines[n]) > _CARD
        label = card.start if place else card.start + 1
        if inner or beyond or (label in marked.entries) != (n in marked.entries) or (titled and card.start not in marked.titles):
            return ""
        return _card_called(lines, range(card.start, min(card.stop, len(lines))), place, boxed=False)

    turns = [first]
    for go, past in ((-step, -1), (step, len(lines))):
        for n in range(first + go, past, go):
            if not called(n):
                break
            turns.append(n)
    return _once([(post, n) for n in turns if (post := called(n))]) if 2 * len(names) > len(turns) else {}


def _is_over_all(lines: Sequence[str], at: int, marked: Marked, before: int, names: Iterable[int]) -> bool:
    """Whether the line at that place, *before* the first name, is a heading, a sentence or « Sont élus : », and over no other."""
    is_alike = any(lines[n - before][-1:] == lines[at][-1:] for n in names)
    return at in marked.headings or lines[at][-1:] in tuple(".!?") or (lines[at][-1:] == ":" and not is_alike)


def _once(found: Sequence[tuple[str, int]]) -> dict[str, int]:
    """*found* by posts, those of one holder each, where at least every second has a post of his own."""
    times = Counter(post for post, _ in found)
    once = {post: n for post, n in found if times[post] == 1}
    return once if 2 * len(once) >= len(found) else {}


def _is_of_another(old: str, new: str, post: str) -> bool:
    """Whether of *old* and *new*, where the holder of *post* stands, one names somebody whom the other does not."""
    names, shared = [_begins_with_name(old), _begins_with_name(new)], {*key(old).split()} & {*key(new).split()}
    if not any(names) or _may_be_places(old, new, post) or OCCASION.match(key(post)):
        return False
    return other_people(old, new) and len(shared) < 2 if all(names) else not shared  # « Ing. Bruno Martin », « Arch. Bruno Martin »


def _post_called(label: str, lines: Sequence[str], name: int, marked: Marked) -> str:
    """The post by *label* beside the name at that place: the title over the two, where it is over no other name.

    « Finances » over « Budget et dette » over a name: what the unit does holds nobody. « Directeur » says of no unit which.
    """
    post, names = label.rstrip(_COLON), _titled(lines) or _names(lines)
    ends = marked.titles.union(names)
    above = next((n for n in range(name - 1, -1, -1) if n in ends), -1)
    below = next((n for n in range(name + 1, len(lines)) if n in ends), -1)
    is_over_all = above not in marked.titles or (below in names and below not in marked.titles)
    if is_over_all or name in ends & marked.titles or name in marked.of_next or lines[above] == label:
        return post
    if not tells_function(label):
        return lines[above].rstrip(_COLON)
    return post if len(label.split()) > 1 else f"{lines[above].rstrip(_COLON)}, {post}"


def _is_one_of_several(label: str, lines: Sequence[str], marked: Marked) -> bool:
    """Whether *label* says no function, and as many lines stand between names as may be their posts: nobody knows which is."""
    names = _titled(lines) or _names(lines)
    if tells_function(label) or lines.index(label) in marked.titles or any(n in marked.titles | marked.of_next for n in names):
        return False
    between = sorted(sum(map(_may_be_label, lines[n + 1 : m])) for n, m in pairwise(names))
    return bool(between) and between[len(between) // 2] > 1


def is_site(name: str) -> bool:
    """Whether *name*, which may be somebody's, is that of a place: « Annexe Jean-Moulin », « Salle Bourdelle »."""
    return not _SITES.isdisjoint(key(name).split()[:1]) and not name.split()[0].isupper()


def _may_be_places(name: str, other: str, label: str) -> bool:
    """Whether *label* counts something, or both names begin with a word for a place: « Salle Bourdelle », « Halle Auffret ».

    Or neither has a civility, and the label is any site's (« Agence principale »), or no function beside « Dijon Centre ».
    """
    words = [key(one).split() for one in (name, other)]
    if is_count(label) or all(not _PLACES.isdisjoint(one[:1]) for one in words):
        return True
    if is_titled(name) or is_titled(other) or tells_function(label):
        return False
    site = not _SITES.isdisjoint(key(label).split()[:1]) and len(label.split()) <= _ANY_SITE and label[1:].islower()
    return site or any(one[-1] in _PARTS for one in words if one)


def _in_cards_alike(old: Sequence[str], new: Sequence[str], marked: Marked) -> dict[int, str] | None:
    """The post of each name in another's place, in cards of as many lines each; {}: unknown; None: no names changed places."""
    differ = {n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b} if len(old) == len(new) else set[int]()
    moved = sorted(n for n in differ if _begins_with_name(old[n]) and _begins_with_name(new[n]))
    if len(moved) < 2 or sorted(old[n] for n in moved) != sorted(new[n] for n in moved) or any(n in marked.headings for n in moved):
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
        if first and first - 1 in marked.headings and not any(n - 1 in marked.headings for n in cards[1:]):
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
        return {n: _post_called(old[n + possible[0]], old, n, marked) for n in moved}
    return None


def _may_be_post(line: str) -> bool:
    """Whether *line* may stand in the post's place of a card: words, no sentence, and nowhere to reach anybody, as « Ext. 203 »."""
    words = any(len(token) >= _LEAST and token.isalpha() for token in TOKEN.findall(line)) and not OCCASION.match(key(line))
    return words and len(line) <= _CARD and line[-1] not in ".!?0123456789" and "@" not in line and not reaches(line)


def label_beside(lines: Sequence[str], marked: Marked, at: int, *, sure: bool) -> str:
    """The label of the name at that place of *lines*, where it is *sure* only that of its card; "": it has none."""
    if sure:
        return next((post for post, n in _holders(lines, marked).items() if n == at), "")
    labels = _under_labels(lines, _label_side(lines, marked), marked)
    return next((label.rstrip(_COLON) for label, n in labels if n == at), "")


def _is_own(*sides: tuple[str, Sequence[str], int, frozenset[int]]) -> bool:
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


def _under_labels(lines: Sequence[str], side: int, marked: Marked) -> Iterator[tuple[str, int]]:
    """Each label of *lines* that stands once, with the place of its name: the line below it (*side* -1), or above it (1)."""
    times, titled = Counter(lines), _titled(lines)
    for n in (titled or _names(lines)) if side else ():
        label = _beside(lines, n, side, marked)
        if (
            label
            and times[label] == 1
            and (_may_be_label(label) if not titled else len(label) <= LONGEST and not (people_in(label) or is_reached_by(label)))
        ):
            yield label, n


def _beside(lines: Sequence[str], name: int, side: int, marked: Marked) -> str:
    """The line beside a name; "" where none stands there, or where a title parts the two, or the end of a list or of a card.

    That is one behind the name, over what follows, unless both stand in one box; or the name itself: above it another card ends.
    """
    at = name + side
    while at in marked.goes_on and is_reached_by(lines[at]):  # his address, between him and his post
        at += side
    in_card = name in marked.goes_on or name + 1 in marked.goes_on
    if (at in marked.entries) != (name in marked.entries) or (in_card and max(at, name) not in marked.goes_on):
        return ""
    others = at in marked.titles and name not in marked.of_next if side > 0 else name in marked.titles and at not in marked.titles
    return lines[at] if 0 <= at < len(lines) and not others else ""


def _label_side(lines: Sequence[str], marked: Marked) -> int:
    """Where the names of *lines* have their labels: -1 in the line before, 1 behind; 0: nobody knows.

    Behind names that are headings or stand above theirs in one box, and where the first is the first of the list, or right under
    its heading or a sentence, and not the last. Of cards whose names have no civility, on the side of the name where more of them
    have one. Where about as many have one on either, a name that begins the list has it behind, one that ends it before.
    """
    titled = _titled(lines)
    names = titled or _names(lines)
    if 2 * sum(n in marked.titles or n in marked.of_next for n in names) > len(names):
        return 1
    if titled:
        above = lines[names[0] - 1] if names[0] else ""
        under = names[0] - 1 in marked.headings and not any(n - 1 in marked.headings for n in names[1:])
        first = not above or under or above[-1] in ".!?"
        return 1 if first and names[-1] < len(lines) - 1 else -1
    before, after = (sum(_may_be_label(_beside(lines, n, side, marked)) for n in names) for side in (-1, 1))
    if abs(before - after) > _AS_MANY * max(before, after):
        return 1 if after > before else -1
    if names and (names[0] == 0) != (names[-1] == len(lines) - 1):
        return 1 if names[0] == 0 else -1
    return 0


def _titled(lines: Sequence[str]) -> list[int]:
    """The places of names that have a civility."""
    return [n for n, line in enumerate(lines) if len(line) <= LONGEST and is_titled(line) and name_of(line)]


def _names(lines: Sequence[str]) -> list[int]:
    return [n for n, line in enumerate(lines) if _begins_with_name(line)]


def _may_be_label(line: str) -> bool:
    """Whether *line* may be the post of a name beside it: words, no sentence, nobody's name, and no address of his."""
    short = 0 < len(line) <= _CARD and line[-1] not in ".!?" and not is_reached_by(line)
    return short and any(map(tells, TOKEN.findall(line))) and not people_in(line)


def _begins_with_name(line: str) -> bool:
    """Whether *line* is a name, or one with its bearer's role behind a comma."""
    found = people_in(line) if len(line) <= _CARD else []
    return len(found) == 1 and found[0][0] == 0 and line[found[0][1] :].lstrip()[:1] in ("", ",", "(")
