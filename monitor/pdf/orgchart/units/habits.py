"""How the names of people are set on a page: what is seen of the certain ones decides about the doubtful ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import Colour
from monitor.pdf.lines import Line, Look
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.vocabulary import (
    KINDS,
    folded,
    is_chart_word,
    is_role,
    is_vacant,
    latin,
    numbered_kind,
    says_how_run,
    starts_like_unit,
)
from monitor.pdf.orgchart.words.name_forms import (
    CALLED_AFTER,
    has_capital_surname,
    is_first_name,
    is_namesake,
    is_particle,
    may_be_called_after,
    may_be_name,
)
from monitor.pdf.orgchart.words.people import Named, is_name, named_in
from monitor.pdf.orgchart.words.run_on import begins_anew
from monitor.pdf.orgchart.words.sheet_words import NO_WORDS, SheetWords
from monitor.pdf.orgchart.words.wording import is_contact, is_lighter, label_and_people, open_ended, unbulleted, without_numbers

_FEW, _MOST = 3, 0.8  # lines that make no habit yet; of all names, those with a civility where that is the habit
_MANY = 0.15  # of all boxes, those with several entries where there are lists
_OWN = 0.6  # of the lines of one look, those that are names where the look is theirs
_SET_AS_NAME, _SHORT = 0.8, 0.7  # how sure it is that what is set like names is one; a surname or initials alone
_ALL, _SOME = 0.9, 0.3  # of all boxes, those that may name somebody in one place, and those that do where hardly one may not
_TIMES = 4  # as many titles as names in a look that is theirs
_HEADED, _UNDER_EM = 0.6, 2.7  # of the lines with a bullet, those with a name right below; how far that stands from them
_WORD, _SELDOM = 4, 0.1  # letters; of the words within titles that begin small, as many with a capital where titles go on so
_SEVERAL = 5  # boxes that end so
_FULL = 0.1  # of them, those that may have had room for the word in the line above, where it is a title's
_MARGINS_EM = 1.0  # at the sides of a box, and the space between two words
_RARELY = 0.2  # of all boxes, those in which somebody is surely named where the others end so
_SURNAME, _SMALLER = 4, 0.85  # letters of one that stands alone; times the letters of a title, those of a name in any colour
_INITIALS = latin(r"(?:[A-ZÀ-Þ]\.[- ]?){1,3}[A-ZÀ-Þ]\.?")
_SURE = 0.25  # of these, those that more than their look tells: titles in an unknown language look like names

# « Peio Oyarzun et », « Batista Roy »
_WITH_ANOTHER = re.compile(r"^(?:et|&|\+|und|and|y|e|en)\s+|\s*(?:,|\s(?:et|&|\+|–|/|und|and|y|e|en))$")
_NOTED = re.compile(r"(?P<name>[^,–—:]{4,40}?)(?:,|\s[–—-])\s(?P<note>[a-zà-ž][^\d]*)$")

_BEFORE_NAME = re.compile(r"\s+[–—-]\s+|\s*:\s+")

Place: TypeAlias = Literal["first", "last"]
Post: TypeAlias = tuple[str, list[Person]]  # what it is called, and who has it


def titles_with_marks(columns: Sequence[Sequence[Line]]) -> set[int]:
    """The lines, by their ids, whose bullet stands before a title: names follow most of them, and what has none is set lighter.

    « ● Direction des finances » in bold, « Mme Roy » under it, then services in small letters: the bullet is none of a list.
    """
    marked = [line for column in columns for line in column if unbulleted(line.text) is not None]
    headed = 0
    plain: Counter[tuple[bool, int]] = Counter()
    for column in columns:
        for above, line in zip([None, *column], column, strict=False):
            if is_name(without_numbers(line.text)):
                near = above is not None and line.base - above.base <= _UNDER_EM * max(line.size, above.size)
                headed += near and above is not None and unbulleted(above.text) is not None
            elif unbulleted(line.text) is None:
                plain[line.bold, round(2 * line.size)] += 1
    heaviest = max((weight for weight, count in plain.items() if count > 1), default=None)
    if headed < max(_FEW - 1, _HEADED * len(marked)) or heaviest is None:
        return set()
    return {id(line) for line in marked} if all((line.bold, round(2 * line.size)) > heaviest for line in marked) else set()


class Habits(NamedTuple):
    """`civil`: names have a civility here. `looks`: those of names alone; `others`: those in which no name is certain.

    `weights`: bold and italic of lines that are names whatever their size. `lists`: lines after the names are entries of lists.
    `place`: where in a box names stand; `placed`: the looks that they have there. `words`: what the sheet's words are.
    `titles`: the looks of titles alone. `short`: boxes end with surnames or initials alone. `posts`: bold, italic of posts alone.
    `staffed`: boxes list posts under the post that heads each. `numbered`: kinds of units told apart by numbers; "" by codes alone.
    `alone`: surnames in capitals on lines of their own; `under`: they stand under titles. `small`: titles go on in small letters.
    `listed`: the looks of names right below entries with a bullet, in which no box's head is named; `heads`: those of heads.
    `shared`: looks in which boxes have a title and the one name below it.
    """

    civil: bool
    looks: frozenset[Look]
    others: frozenset[Look]
    weights: frozenset[tuple[bool, bool]] = frozenset()
    lists: bool = False
    place: Place | None = None
    placed: frozenset[Look] = frozenset()
    words: SheetWords = NO_WORDS
    titles: frozenset[Look] = frozenset()
    short: bool = False
    posts: frozenset[tuple[bool, bool]] = frozenset()
    staffed: bool = False
    numbered: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    under: bool = False
    small: bool = False
    listed: frozenset[Look] = frozenset()
    heads: frozenset[Look] = frozenset()
    shared: frozenset[Look] = frozenset()

    def deny(self, line: Line) -> bool:
        """Whether a line that only looks like a name is none: names here have a civility, or another look."""
        return self.civil or (bool(self.looks) and line.look in self.others)

    def awaits(self, lines: Sequence[Line], line: Line) -> bool | None:
        """Whether *line*, one of those of a box, stands where names do here; None where they stand anywhere."""
        if self.place is None:
            return None
        said: list[Line] = []
        for other in filter(may_name, lines):
            named = named_in(other.text)  # « Adjointe : Mme Petit », below who heads the unit
            posted = named is not None and named.sure and named.people[0].role is not None
            if other is line or not (posted or self.words.is_post(other.text)):
                said.append(other)
        if len(said) < 2:
            return None
        if (
            self.place == "last" and self.set_apart(line) and line in said
        ):  # one of several names under a title that is set otherwise
            return line is not said[0] and all(o.look == line.look for o in said[said.index(line) :])
        own = line.look in self.placed or line.look[:2] in self.weights
        return line is said[0 if self.place == "first" else -1] and (own or line.size < _SMALLER * said[0].size)

    def set_apart(self, line: Line) -> bool:
        """Whether a line has a look that names have here, and titles, which have looks of their own, have not."""
        look, titles = line.look, self.titles or self.others
        own = look in self.looks - titles or look[:2] in self.weights - {title[:2] for title in titles}
        return not self.civil and bool(titles) and own and look not in self.shared

    def names_in(self, lines: Sequence[Line], line: Line) -> Named | None:
        """The people whom *line*, one of those of a box, names: surely, by how it is set, or by where it stands."""
        above = next((other.text for other in lines if 0 < line.base - other.base < _UNDER_EM * line.size), "")
        if unbulleted(line.text) is not None or (is_namesake(line.text) and may_be_called_after(above)):
            return None
        text = without_numbers(line.text)
        apart, alone = self.set_apart(line), _WITH_ANOTHER.sub("", text)
        if alone != text and (found := self.words.named_in(alone)) is not None and (apart or found.sure):
            return found
        noted = _NOTED.match(text) if apart else None  # « Maialen Oyarzun – congé parental »
        if noted and (found := self.words.named_in(noted["name"])) is not None and found.form == "look" and len(found.people) == 1:
            return replace(found, people=(replace(found.people[0], role=noted["note"]),))
        named = self.words.named_in(text)
        if named and named.form == "look" and line is lines[0] and text.istitle():
            others = [o.text for o in lines[1:] if has_capital_surname(o.text.split())]
            named = None if any(map(is_name, others)) else named  # « Street Art », « Jo BLIN »
        return named or self.expects(lines, line) or self.short_name(lines, line)

    def is_somebody(self, named: Named, text: str) -> bool:
        """Whether *text*, under nothing but the word for a place, is one: as most people here, surname first, or behind a post."""
        words = text.split()
        posted = any(self.words.is_post(person.role or "") for person in named.people)
        written = (self.words.capitals or self.words.stacked) and has_capital_surname(words)
        written = posted or written or (self.words.upper and text.isupper())
        return written or (self.words.initials and named.form == "initials") or (words[0].isupper() and not words[-1].isupper())

    def expects(self, lines: Sequence[Line], line: Line) -> Named | None:
        """The name that *line*, in which nothing shows one, may be: set where names are and as they are, and no title is."""
        if all(other is line or other.text.startswith("(") or not may_name(other) for other in lines):
            return None  # what would be the title?
        own = line.look in self.looks and line.look not in self.titles
        if not own or not self.titles or not self.awaits(lines, line) or not may_be_name(line.text):
            return None
        return Named((Person(name=line.text.strip(), confidence=_SET_AS_NAME),), "look")

    def short_name(self, lines: Sequence[Line], line: Line) -> Named | None:
        """The surname or the initials that *line* is, where it ends its box, as others of the sheet do."""
        if self.under and line.text in self.alone:
            return Named((Person(name=line.text, confidence=_SET_AS_NAME),), "short")
        said = [other for other in lines if not is_contact(other.text)] if self.short else []
        if len(said) < 2 or line is not said[-1] or not _is_short_name(line.text, said[0].text):
            return None
        return Named((Person(name=line.text.strip(), confidence=_SHORT),), "short")

    def parts(self, above: str, text: str) -> bool:
        """Whether *text* begins another title than *above* by its capital, as titles go on small: « Finances », « Achats ».

        « Ressources », « Humaines » is one, and so is « Maison », « France Services ».
        """
        return self.small and begins_anew(above, text)

    def confirm(self, line: Line) -> bool:
        """Whether a line is set as names are here."""
        return not self.civil and (line.look in self.looks or line.look[:2] in self.weights)


UNKNOWN = Habits(civil=False, looks=frozenset(), others=frozenset())


def habits_of(lines: Iterable[Line], known: SheetWords = NO_WORDS) -> Habits:
    """The habits of the page that *lines* are the boxes' text of, and *known* the words."""
    named: dict[Look, list[Named]] = defaultdict(list)
    written: Counter[Look] = Counter()
    numbered: dict[str, set[str]] = defaultdict(set)
    begun = Counter[bool]()  # words within titles, by whether they begin with a capital
    for line in lines:
        if (kind := numbered_kind(line.text)) is not None:
            numbered[kind].add(line.text)
        found = None if is_contact(line.text) else named_in(without_numbers(line.text))
        if found is not None and found.form == "noun":
            found = known.named_in(without_numbers(line.text))  # « KERN Aziliz », beside « AUBIN Claire »
        entry = unbulleted(line.text) is not None
        dashed = line.text.startswith(("–", "—", "-")) and found is not None and found.sure
        if is_contact(line.text) or (entry and not dashed):
            continue  # « – Anne Roy » under a title shows how names are set here, the rest of a list does not
        written[line.look] += 1
        if found is None:
            begun.update(
                word[0].isupper()
                for before, word in pairwise(line.text.split())
                if len(word) >= _WORD and word.isalpha() and not (word.isupper() or (word[0].isupper() and folded(before) in KINDS))
            )
        if found is not None and not all(person.vacant for person in found.people):
            named[line.look].append(found)
    sure = [one for looked in named.values() for one in looked if one.sure]
    civil = sum(one.civil for one in sure)
    looks = {look for look, found in named.items() if _are_names(found, written[look])}
    lines_of, in_weight = Counter[tuple[bool, bool]](), defaultdict[tuple[bool, bool], list[Named]](list)
    for look, count in written.items():
        lines_of[look[:2]] += count
        in_weight[look[:2]] += named[look]
    weights = frozenset(weight for weight, found in in_weight.items() if _are_names(found, lines_of[weight]))
    others = {look for look, count in written.items() if count >= _FEW and not any(one.sure for one in named[look])}
    kinds = frozenset(kind for kind, said in numbered.items() if len(said) > 1)
    civilly, small = civil >= _FEW and civil >= _MOST * len(sure), begun[True] <= _SELDOM * begun[False]
    return Habits(civilly, frozenset(looks), frozenset(others - looks), weights, words=known, numbered=kinds, small=small)


def _are_names(found: Sequence[Named], of: int) -> bool:
    """Whether most *of* so many lines set alike are names, those *found*."""
    return len(found) >= max(_FEW, _OWN * of) and sum(one.sure for one in found) >= _SURE * len(found)


def with_place(habits: Habits, boxes: Iterable[Sequence[Line]]) -> Habits:
    """*habits*, and where in most *boxes* of several lines the one certain name stands, if it is the same place in them."""
    places: dict[Place, list[Line]] = {"first": [], "last": []}
    several, may_be = 0, Counter[Place]()
    posts, lines_of = Counter[tuple[bool, bool]](), Counter[tuple[bool, bool]]()
    beside, names, shared = Counter[Look](), Counter[Look](), Counter[Look]()
    for lines in boxes:
        said = [line for line in lines if may_name(line) and not habits.words.is_post(line.text)]
        for number, line in enumerate(lines):
            weight = line.bold, line.italic
            lines_of[weight] += not is_contact(line.text)
            posts[weight] += number > 0 and habits.words.is_post(line.text) and named_in(line.text) is None
        sure = [line for line in said if (named := habits.words.named_in(without_numbers(line.text))) is not None and named.sure]
        several += len(said) > 1
        if len(said) > 1:
            may_be["first"] += named_in(without_numbers(said[0].text)) is not None
            may_be["last"] += named_in(without_numbers(said[-1].text)) is not None
        names.update(line.look for line in sure)
        beside.update({line.look for line in said if line not in sure} if sure else ())
        if len(said) > 1 and len(sure) == 1 and sure[0] in (said[0], said[-1]):
            places["first" if sure[0] is said[0] else "last"].append(sure[0])
            shared[sure[0].look] += sure[0] is not said[0] and said[0].look == sure[0].look and named_in(said[0].text) is None
    titles = frozenset(look for look, often in beside.items() if often >= max(_FEW, _TIMES * names[look]))
    own = frozenset(look for look, often in posts.items() if often >= max(_FEW, _MOST * lines_of[look]))
    habits = habits._replace(titles=titles, posts=own, shared=frozenset(look for look, often in shared.items() if often >= _FEW))
    place: Place = "first" if len(places["first"]) > len(places["last"]) else "last"
    other: Place = "first" if place == "last" else "last"
    told = _OWN * several
    if may_be[place] >= _ALL * several and may_be[other] <= told and not places[other]:
        told = _SOME * several  # all that stands there may be a name, what stands elsewhere is none
    if len(places[place]) < max(_FEW, told):
        return habits
    return habits._replace(place=place, placed=frozenset(line.look for line in places[place]))


def with_names_listed(habits: Habits, boxes: Iterable[Sequence[Line]]) -> Habits:
    """*habits*, and the looks of names above lists in *boxes*, and right below their entries, where most there is names."""
    named, below, heads, others = Counter[Look](), Counter[Look](), Counter[Look](), Counter[Look]()
    for lines in boxes:
        bullets, headed = [unbulleted(line.text) is not None for line in lines], False
        for place, (line, bullet) in enumerate(zip(lines, bullets, strict=True)):
            found = habits.words.named_in(without_numbers(line.text)) if not bullet else None
            sure = found is not None and found.sure
            if bullet or not any(bullets[:place]):
                others[line.look] += 1
                heads[line.look] += sure
                headed = headed or sure
            elif bullets[place - 1] and (headed or place + 1 < len(lines)):  # else who ends the box may head all of it
                below[line.look] += 1
                named[line.look] += sure
    looks = (look for look, often in named.items() if often >= max(_FEW, _OWN * below[look]) and not others[look])
    usual = (look for look, often in heads.items() if often) if heads.total() >= _FEW else ()
    return habits._replace(listed=frozenset(looks), heads=frozenset(usual))


def ends_short(boxes: Iterable[tuple[Sequence[Line], float]]) -> bool:
    """Whether most *boxes* of several lines, on a sheet that names nobody otherwise, end with another surname or initials each.

    With the lines of a box comes its width. Where none of what is set like the title above it had room there, and other titles go
    on in the same way, it is the last word of one: « Wydział Ochrony », « Środowiska », beside « Dział », « Kultury i Sportu ».
    """
    several, named, ends, apart, titles = 0, 0, list[str](), 0, 0
    for lines, width in boxes:
        said = [line for line in lines if not is_contact(line.text)]
        if len(said) < 2:
            continue
        several += 1
        found = [named_in(without_numbers(line.text)) for line in said]
        named += any(one is not None and one.sure and one.people[0].name for one in found)
        *_, above, last = said
        if _is_short_name(last.text, said[0].text) and not open_ended(above.text):
            ends.append(last.text)
            alike = last.style == above.style and last.text.isupper() == above.text.isupper()
            apart += not alike or above.frame.width + last.frame.width + _MARGINS_EM * last.size <= width
        else:
            more = open_ended(above.text) or " " in last.text or is_chart_word(last.text)  # « Servizio Polizia », « Locale »
            titles += last.look == above.look and more and not found[-1]
    alone = len(ends) >= max(_SEVERAL, _OWN * several) and named <= _RARELY * several
    return alone and len(set(ends)) >= _OWN * len(ends) and (apart > _FULL * len(ends) or not titles)


def may_be_surname(text: str, *, capitals: bool) -> bool:
    """Whether *text* is one word, in *capitals* or not, of which nothing tells that it is none."""
    letters = text.replace("-", "").replace("’", "").replace("'", "")
    known = is_chart_word(text) or is_role(text) or is_vacant(text)
    return len(letters) > 2 and letters.isalpha() and text[0].isupper() and text.isupper() == capitals and not known


def surnames_alone(boxes: Iterable[Sequence[Line]]) -> tuple[frozenset[str], bool]:
    """Surnames in capitals that have lines to themselves, where hardly a title is in capitals: « Section paie », « DURAND ».

    Half of them, and several, stand above or below what is no name that may go on with them, and less than half below the word for
    a place without a name, « Centre social », « CAPUCINES », or what others stand below, too, « Antenne »: so where the sheet names
    as many people in full; and whether most end their boxes.
    """
    alone, apart, titles, last, several, plain, full = set[str](), set[str](), set[str](), 0, 0, 0, 0
    over_them = defaultdict[str, set[str]](set)
    for lines in boxes:
        said = [line.text for line in lines if not is_contact(line.text)]
        own = [len(text) >= _SURNAME and may_be_surname(text, capitals=True) for text in said]
        several, last = several + any(own), last + (own[-1] if own else False)
        for place, text in enumerate(said):
            above, below = "".join(said[max(0, place - 1) : place]), "".join(said[place + 1 : place + 2])
            if own[place]:
                alone.add(text)
                has_name = not above.isupper() and any(word[0].isupper() for word in above.split()[1:])  # « École Jules Ferry »
                over_them["" if has_name else folded(above)].add(text)
                short = set(folded(text)) <= {
                    word[0] for word in folded(above).replace("'", " ").split()
                }  # what it is called for short
                titled = (" " in above or is_chart_word(above)) and not (short or named_in(above))
                over = not above and below[:1].isupper() and not (below.isupper() or named_in(below) or is_first_name(below))
                apart |= {text} if titled or over or starts_like_unit(below) else set()
            elif len(text) >= _SURNAME and named_in(text) is None:
                plain += 1
                titles |= {text} if text.isupper() else set()
            else:
                full += " " in text.strip()
    of_places = [
        said
        for title, said in over_them.items()
        if title and (title.split()[0] in CALLED_AFTER or (len(said) > 1 and not is_role(title)))
    ]
    placed = 2 * min(full, len(set().union(*of_places))) >= len(alone)
    if placed or len(apart) < max(_FEW, len(alone) / 2, len(titles)) or len(titles) > _RARELY * plain:
        return frozenset(), False
    return frozenset(alone), last >= _OWN * several


def _is_short_name(text: str, title: str) -> bool:
    """« DURAND », « de Witte », « A.-L. R. », but no word of units, no post, and not what *title* is called for short."""
    words = text.split()
    initials = "".join(word[0] for word in folded(title).replace("'", " ").split())
    if _INITIALS.fullmatch(text):
        return True
    *before, last = words
    letters = last.replace("-", "").replace("’", "").replace("'", "")
    known = is_chart_word(last) or is_role(text) or is_vacant(text) or starts_like_unit(text)
    short = last.isupper() and len(last) <= len(initials) and set(folded(last)) <= set(initials)
    return letters.isalpha() and len(letters) > 2 and last[0].isupper() and all(map(is_particle, before)) and not (known or short)


def may_name(line: Line) -> bool:
    """Whether *line* may be a title or a name: no telephone, no post, no entry of a list."""
    return not (is_contact(line.text) or is_role(line.text) or unbulleted(line.text) is not None)


def are_lists(writings: Sequence[Written]) -> bool:
    """Whether lines left over in boxes, after titles and names, are entries: some have several, all others; or two both do."""
    if _are_set_as_entries(writings):
        return True
    left = [written.listed_lines() for written in writings]
    boxes = [lines for lines in left if lines]
    if sum(len(lines) > 1 for lines in boxes) < max(2, _MANY * len(left)):
        return False
    texts = [line.text for lines in boxes for line in lines]
    told = all(len(lines) > 1 for lines in boxes) and len(set(texts)) == len(texts)
    told = told and all(len(o.split()) <= _FEW + 1 and is_chart_word(o.split()[0]) and not says_how_run(o) for o in texts)
    many = len(boxes) >= (_FEW - 1 if told else _FEW) and len(texts) > _FEW
    return many and len(set(texts)) >= _OWN * len(texts) and sum(text[:1].isupper() for text in texts) >= _MOST * len(texts)


def _are_set_as_entries(writings: Sequence[Written]) -> bool:
    """Whether all lines left over in boxes are set as the entries of lists are in several others."""

    def way(line: Line, title: Line) -> tuple[bool, int, Colour, int]:
        return line.bold, round(2 * line.size), line.colour, round(line.frame.x0 - title.frame.x0)

    titled = [(one, one.first) for written in writings for one in (written, *written.more) if one.first is not None]
    usual = Counter(way(one.items[0].first, title) for one, title in titled if one.items and one.items[0].first is not None)
    left = [way(line, title) for one, title in titled for line in one.left]
    return bool(left) and all(usual[one] >= _FEW for one in left)


def lesser_post(line: Line, text: str, title: Line) -> Post | None:
    """The post that *line*, which says *text*, tells of, and who has it; None where it is none, or set like the *title* above."""
    post, *name = _BEFORE_NAME.split(text, 1)
    if not is_lighter(line, title) or not is_role(post):
        return None
    label, people = label_and_people(text)
    held = not people and bool(name) and may_be_name(name[0])
    return (post, [Person(name=name[0], confidence=_SET_AS_NAME)]) if held else (label, people)


def list_posts(boxes: Sequence[Sequence[Line]]) -> bool:
    """Whether *boxes*, by their lines, list posts of their own under the post that heads each: some of these name nobody.

    « **Head of Procurement** », « Category Manager – Mme Roy », « Buyer ». Where all name somebody they may be of one unit.
    """
    listed: list[list[str]] = []
    for lines in boxes:
        heads = [place for place, line in enumerate(lines[:-1]) if is_lighter(lines[place + 1], line) and is_role(line.text)]
        if heads:
            title, below = lines[heads[0]], lines[heads[0] + 1 :]
            posts = [line.text for line in below if lesser_post(line, line.text, title)]
            listed += [posts] if len(posts) > 1 else []
    alone = sum(is_role(text) and not _BEFORE_NAME.search(text) for posts in listed for text in posts)
    return len(listed) >= _FEW - 1 and alone >= _FEW - 1
