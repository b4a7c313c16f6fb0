"""What in boxes is doubted: lines that may be names nobody knows, names that may go on or be those of places (3.27). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from monitor.expressions import expression
from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import Grid
from monitor.pdf.lines import Line, joined, same_look, same_style
from monitor.pdf.orgchart.arrangement.stacks import only_assists
from monitor.pdf.orgchart.nodes import Node, Written
from monitor.pdf.orgchart.units.habits import Habits, may_be_surname, may_name
from monitor.pdf.orgchart.units.small_print import doubt_where
from monitor.pdf.orgchart.units.text_boxes import TextBox
from monitor.pdf.orgchart.units.titled_lists import doubt_listed_ends
from monitor.pdf.orgchart.vocabulary import (
    FIRST_NAMES,
    KINDS,
    THEME_WORDS,
    folded,
    is_bare_post,
    is_chart_word,
    is_listed,
    is_post_of_rank,
    is_role,
    is_vacant,
    level,
    starts_like_unit,
)
from monitor.pdf.orgchart.words.broken_names import unfinished, was_full
from monitor.pdf.orgchart.words.name_forms import (
    CALLED_AFTER,
    CALLED_SOMETHING,
    CIVILITY,
    PLACE_WORDS,
    is_first_name,
    is_namesake,
    locals_in,
    may_be_name,
    spells,
)
from monitor.pdf.orgchart.words.people import OPEN, doubted, is_name, named_in
from monitor.pdf.orgchart.words.titles import BODIES, may_be_one
from monitor.pdf.orgchart.words.wording import is_contact, is_place, label_and_people, open_ended, unbulleted, without_numbers

_MARKED = expression(r"[–—:-]\s*\n|\n\s*[–—-]")  # « Pôle Rayonnement – », « Anne Roy »: the mark tells a name from a title
_MANY_WORDS = 6  # no name has that many
_MOST_APART, _HARDLY = 0.5, 0.2  # of the boxes of several lines: those that end so; those that name somebody
_BARE = 2  # words of a title that only says what a place is: « Centre social »
_USUAL, _NEARLY = 6, 0.9  # boxes, and the share of them, that name somebody where all do
_SEEN = frozenset(("line", "said", "item", "comb", "bracket"))  # rules that see who heads whom
_SERVICE, _TOP = 5, 2  # the ranks that their words tell, of a service, and of who heads all
_AGAINST_WORDS, _LEFT_OVER = 0.8, 0.25  # how sure what words speak against is; of all names, those in no unit
_BY_PLACE = frozenset(("layout", "strip"))  # rules that see nothing but where boxes stand
_FEW = 3  # names that are set otherwise than titles: less are no habit
_LEAST_TOLD, _DRAWN_ELSE, _SET_ELSE = 0.3, 0.8, 0.65  # what words tell of any chart; how sure the rest is, linked or not
DRAWN_ELSE = "few words of charts here"  # the sign of titles that are doubted so
_MOST_SPELLED = 0.6  # of the boxes with a name and an address, those in which it spells the name, where that is the custom
_SAINTS = frozenset(("saint", "sainte", "st", "ste", "sankt", "san", "santa", "sant", "sao"))
_AMONG_CAPITALS = 0.899  # how sure a bare name is, where most have their surname in capitals
_EMPTY = expression(r"vaca|vakan|\bpost|emploi|pourv|stelle|position|plaza|puesto|cargo|unbesetzt")  # folded
_MAY_BE = 0.8  # how sure a vacancy is that may be a colleague's, or none
_UNDER_WAY = re.compile(r"\W*(?:procedures? )?en cours\W*")
_IN_LISTS = frozenset(("item", "below", "column", "layout", None))  # rules by which what has no box of its own hangs
_PAIR, _TIMES = 2, 2  # people with a civility: fewer are no custom; nor are they where so many times more stand alone without one


def doubt_writings(boxes: Sequence[TextBox], writings: Sequence[Written], habits: Habits) -> None:
    """Doubt titles and people of *boxes* by what the other boxes of the sheet have."""
    doubt_ends(boxes, writings)
    doubt_rows(boxes, writings)
    doubt_places(boxes, writings, habits)
    doubt_namesakes(boxes, writings)
    doubt_addressed_otherwise(boxes, writings)
    doubt_unknown_words(boxes, writings)
    doubt_bare_names(boxes, writings)
    doubt_vacancies(boxes, writings)
    doubt_listed_ends(writings)
    doubt_surnames(writings if habits.alone else (), habits.alone, {line.text for box in boxes for line in box.lines})
    doubt_where(writings)


def doubt_surnames(writings: Iterable[Written], alone: Container[str], printed: Container[str]) -> None:
    """Doubt titles with one of the surnames *alone* in or under them, as « Plateforme », « AGORA » may be one title.

    So doubt names made of one and of another line: « Anne ROY DURAND ».

    *printed*: all lines of the sheet.
    """
    for one in writings:
        said = [one.label, *(line.text for line in one.lines), *(person.name for person in one.people)]
        one.doubted = one.doubted or any(text in alone for text in said)
        for place, name in enumerate(person.name for person in one.people):
            if " " in name and name not in printed and any(word in alone for word in name.split()):
                one.people[place : place + 1] = doubted(one.people[place : place + 1])
        doubt_surnames((*one.items, *one.more), alone, printed)


def doubt_rows(boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Doubt what one row « Piscine : M. Dax » of a box is for another: who is taken for one of its unit, or for its first service.

    « Directeur du musée : M. Pic » below « Médiathèque : Mme Lac » may be of neither; « Adjointe : Mme Roy » is of hers. Where
    the first row of other boxes names who heads them, so may « Contact  Mme Marin », in words that tell neither post nor unit.
    """
    led = any(written.items and any(is_role(person.role or "") for person in written.people) for written in writings)
    for box, written in zip(boxes, writings, strict=True):
        rows = [(label, people) for label, people in (label_and_people(line.text) for line in box.lines) if label and people]
        units = [written, *written.more]
        if len(rows) == len(box.lines) and written.people and not written.items:
            for label, people in rows:
                heads = is_bare_post(label.partition(" ")[0]) and not (is_bare_post(label) or is_post_of_rank(label))
                names = {person.name for person in people} if heads or not is_role(label) else ()
                for unit in (unit for unit in units if unit.label != label and (unit.label or len(rows) > 1)):
                    unit.people = [doubted([one])[0] if one.name in names else one for one in unit.people]
        first = written.items[0] if led and written.items and not written.people else None
        if first is not None and first.people and not (first.listed or any(map(is_chart_word, first.label.split()))):
            first.doubted, first.people = True, doubted(first.people)


def doubt_ends(boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Doubt what boxes end with: words of a title where others name somebody; a name set like the title where no other is.

    The words may be a name, or say that nobody has the post, in a language of which little is known; the name may be that of a
    place, « Centre nautique », « Éric Tabarly ».
    """
    ends = [
        (written, said)
        for box, written in zip(boxes, writings, strict=True)
        if not (box.inner or written.items or written.more)
        and len(said := [line for line in box.lines if not is_contact(line.text)]) > 1
        and written.first not in (None, said[-1])
    ]
    names = [
        (written, line) for written, said in ends for line in said if any(p.name and p.name in line.text for p in written.people)
    ]
    named_in_look = Counter(line.look for written, line in names if line not in written.lines)
    unnamed = Counter(said[-1].look for written, said in ends if said[-1] in written.lines)
    namesakes: list[Written] = []  # whose one person is named in the look of the title, with no civility or post; that is no post
    for written, (*_, above, last) in ends:
        named, first = named_in(last.text), written.first
        bare = named is not None and not (named.civil or named.people[0].role) and list(named.people) == written.people
        alike = first is not None and same_style(first, last)
        if bare and alike and not is_role(written.label) and not _MARKED.search(f"{above.text}\n{last.text}"):
            namesakes.append(written)
    apart = sum(written.first is not None and not same_look(written.first, line) for written, line in names)
    for written, (*_, last) in ends:
        in_small = named_in(last.text.title()) if last.text.islower() and last in written.lines else None
        if in_small is not None and in_small.form == "first name":
            written.doubted = True  # « anne roy », where nothing else is in capitals either
        if written.people or not named_in_look[last.look] or last not in written.lines or any(map(str.isdigit, last.text)):
            continue
        own = not same_look(written.lines[0], last) and named_in_look[last.look] > max(1, unnamed[last.look])
        before, bracket, _ = last.text.partition(" (")  # « Nagy Győző », « Karim (Lille) »
        named_so = named_in(last.text) is not None or (bool(bracket) and is_first_name(before))
        written.doubted = written.doubted or own or named_so
    for written in namesakes if apart >= max(_FEW, len(namesakes)) else ():
        written.doubted, written.people = True, [replace(written.people[0], confidence=OPEN)]


def doubt_places(boxes: Sequence[TextBox], writings: Sequence[Written], habits: Habits) -> None:
    """Doubt titles of which the line that stands where names do here is a paragraph of its own: it may be a name unknown to us."""
    for box, written in zip(boxes, writings, strict=True):
        said = [line for line in box.lines if may_name(line)]
        if habits.place is None or box.inner or written.people or written.items or written.more or len(said) < 2:
            continue
        first, second = said[:2] if habits.place == "first" else said[-2:]
        at = first if habits.place == "first" else second
        if at.look not in habits.placed or open_ended(first.text) or not second.text[:1].isupper():
            continue
        words = without_numbers(at.text).split()
        alone = (
            len(words) == 1 and not same_look(first, second) and folded(first.text) not in KINDS
        )  # « **Golf** », « Recrutement »
        whole = alone or 1 < len(words) < _MANY_WORDS
        if not was_full(first, second, box.box.width) and whole and not starts_like_unit(at.text):
            written.doubted = True


def doubt_namesakes(boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Doubt the bare name under nothing but the word for a place, and the title: « Crèche », « Hélène Boucher » may be called so.

    A civility or a post beside it says that it is somebody, and so does the surname before, in capitals, where most write it so.
    Under any title, « Saint Martin » is doubted so, and so is whom a place is called after: « Stade, rugby, Yves DU MANOIR ».
    """
    names = [person.name.split() for person in _people_of(writings) if person.name]
    before = [words for words in names if len(words[0]) > 1 and words[0].isupper() and not words[-1].isupper()]
    listed = before if len(before) >= max(_FEW, len(names) / 2) else []  # « ROY Maïwenn »: nothing is called after her so
    titled = [o for box, o in zip(boxes, writings, strict=True) if o.label and not box.inner]
    headed = [o for o in titled if o.people]
    places = sum(folded(o.label).partition(" ")[0] in PLACE_WORDS for o in headed)
    # Nearly all boxes name who heads them, and hardly one is a place: it does, too
    usual = len(headed) >= max(_USUAL, _NEARLY * len(titled)) and places <= _HARDLY * len(headed)
    for box, written in zip(boxes, writings, strict=True):
        words = folded(written.label).split()
        if box.inner or not written.people or not words:
            continue
        first = written.people[0]
        of_place = (len(words) <= _BARE and words[0] in PLACE_WORDS) or (len(words) == 1 and words[0] in CALLED_AFTER)
        if not of_place and folded(first.name).partition(" ")[0] not in _SAINTS:
            continue
        named = named_in(first.name)
        of_head = usual and of_place and not (is_namesake(first.name) or {*words} <= CALLED_SOMETHING)
        somebody = named is None or named.civil or of_head
        if not (first.vacant or first.role or somebody or first.name.split() in listed):
            written.doubted = True
            written.people[0] = replace(first, confidence=min(first.confidence, OPEN))
    for written in writings:
        for one in (written, *written.items, *written.more):
            name, parts = one.people[0].name if one.people else "", one.label.split(", ")
            called = any(map(is_place, parts)) and (len(parts) > 1 or folded(parts[0]) in PLACE_WORDS)
            called = called and joined(one.lines).endswith(f", {name}")
            if name and called and not CIVILITY.match(name):
                one.people[0] = replace(one.people[0], confidence=min(one.people[0].confidence, OPEN))


def doubt_vacancies(boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Doubt that nobody has a post beside who is named without one, where it is told by no word for a post: « TBC », « M. Roy ».

    « Recrutement en cours » may be of a colleague, or of that one; « En cours » of what the unit does, whoever is named.
    """
    for box, written in zip(boxes, writings, strict=True):
        told = [said for line in box.lines if is_vacant(line.text) and not _EMPTY.search(said := folded(line.text))]
        held = any(person.name and not (person.vacant or person.role) for person in written.people)
        if any(held or _UNDER_WAY.fullmatch(said) for said in told):
            written.people = [
                replace(p, confidence=min(p.confidence, _MAY_BE)) if p.vacant and not (p.role or p.name) else p
                for p in written.people
            ]


def doubt_addressed_otherwise(boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Doubt names that only their look shows beside an address of something else, where those of most people are spelled so.

    « Atelier d'imprimerie », « Presses Hautes », « presses@… », among « Xhevahire Dukagjini », « x.dukagjini@… ».
    """
    told: list[tuple[Written, bool]] = []
    for box, written in zip(boxes, writings, strict=True):
        local = locals_in(line.text for line in box.lines)
        names = [person.name for person in written.people if person.name] if not box.inner else []
        ways = {(spells(one, name), is_name(name)) for one in local for name in names}
        spelled = any(how == "initials" or (how and known) for how, known in ways)
        if spelled or (ways and not any(how for how, _ in ways)):  # « rosa.parks@… » tells nothing
            told.append((written, spelled))
    if sum(spelled for _, spelled in told) < max(_FEW, _MOST_SPELLED * len(told)):
        return
    for written in (written for written, spelled in told if not spelled):
        named = [named_in(person.name) for person in written.people]
        if all(one is None or one.form == "look" for one in named) and not any(person.role for person in written.people):
            written.doubted, written.people = True, doubted(written.people)


def doubt_unknown_words(boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Doubt titles in words of no chart that end with a line of their own, where most boxes do and hardly one names anybody.

    So are those in known words that end with what may be a whole name: « Referat Kadr », « Oyunaa Batbold ». It may be a name in a
    language of which nothing is known: the line above had room for its first word, or is set otherwise.
    """
    several = [
        (box, written)
        for box, written in zip(boxes, writings, strict=True)
        if not box.inner and len([line for line in box.lines if not is_contact(line.text)]) > 1
    ]
    named = sum(bool(written.people) for _, written in several)
    apart: list[Written] = []
    for box, written in several:
        known = starts_like_unit(written.label) or any(is_chart_word(word) for word in written.label.split())
        if len(written.lines) > 1 and not written.people and (not known or may_be_name(written.lines[-1].text)):
            above, last = written.lines[-2:]
            if not same_style(above, last) or not was_full(above, last, box.box.width):
                apart.append(written)
    if len(apart) >= max(_FEW, _MOST_APART * len(several)) and named <= _HARDLY * len(several):
        for written in apart:
            written.doubted = True


def bears_sign(person: Person) -> bool:
    """Whether more than two words of a name tells of somebody: a civility, a post, a surname in capitals, an empty post."""
    named = named_in(person.name)
    return bool(person.role) or person.vacant or (named is not None and (named.civil or named.form == "capitals"))


def has_capitals(person: Person) -> bool:
    """Whether a part of a name is in capitals, and another is not: « ROY Maïwenn »."""
    return any(len(word) > 1 and word.isupper() for word in person.name.split()) and not person.name.isupper()


def doubt_bare_names(boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Doubt bare names that have a box to themselves, or stand below a kind of place, where most bear a civility or capitals.

    « Rosa Parks » may be a centre called after her, with « Maison de quartier » over it or without.
    """
    everybody = [person for person in _people_of(writings) if person.name]
    civil = sum((named := named_in(person.name)) is not None and named.civil for person in everybody)
    capitals = list(map(has_capitals, everybody))
    by_capitals = sum(capitals) > civil
    alone = [
        one
        for box, one in zip(boxes, writings, strict=True)
        if one.people and not any(bears_sign(person) or (by_capitals and has_capitals(person)) for person in one.people)
        if box.banded or is_place(one.label) or not (one.label or one.items or one.more)
    ]
    bare = sum(len(one.people) for one in alone)
    shown = max(civil, sum(capitals))
    if shown >= max(_PAIR, (len(everybody) - bare) / 2) and bare <= _TIMES * shown:
        for written in alone:
            # among capitals it is no more than not sure: too little to call a whole sheet unreadable
            most = _AMONG_CAPITALS if by_capitals else OPEN
            written.people = [replace(person, confidence=min(person.confidence, most)) for person in written.people]


def _people_of(writings: Iterable[Written]) -> list[Person]:
    """Everybody whom *writings* name, in entries of lists, too."""
    return [person for one in writings for person in (*one.people, *_people_of((*one.items, *one.more)))]


def with_cut_names_doubted(written: Written, lines: Sequence[Line]) -> list[Person]:
    """The people of a box; in doubt whose line was full, over a word that may go on with it: « Dña. Rocío Valverde », « Cano »."""
    width = max((line.frame.width for line in lines), default=0.0)
    cut: set[str] = set()
    for name, below in pairwise(lines) if not written.items else ():
        alike = same_style(name, below) and below not in written.lines
        if not alike or name.frame.width + below.frame.width + 0.25 * name.size <= width:
            continue
        capitals = name.text.split()[-1].isupper()
        if may_be_surname(below.text, capitals=capitals):
            whole = is_name(name.text) and not unfinished(name.text) and not capitals
            cut |= {name.text, f"{name.text} {below.text}"} if whole else {name.text}
    return [replace(p, confidence=min(p.confidence, OPEN)) if p.name in cut else p for p in written.people]


def doubt_torn(nodes: Sequence[Node]) -> None:
    """Doubt where words without boxes hang, and what is listed under them, if several of their titles end or begin amid words.

    And entries right below each other that may be one title, « Développement », « Durable ».
    """
    bare = {id(node) for node in nodes if not (node.drawn or node.tabled)}
    own = [node for node in nodes if id(node) in bare or (node.parent is not None and id(node.parent) in bare)]
    ends = [(node.label.partition(" ")[0], node.label) for node in own if " " in node.label]
    torn = sum(open_ended(last) or last[-1] == "-" or (first.islower() and open_ended(first)) for first, last in ends)
    for node in own if torn >= _PAIR else ():
        node.confidence = min(node.confidence, _AGAINST_WORDS)
    for above, below in pairwise(nodes):
        near = above.parent is below.parent and below.box.top - above.box.bottom < below.size
        near = near and (below.how in _IN_LISTS or above.box.encloses(below.box))
        if near and not above.people and may_be_one(above.label, below.label):
            above.doubted = below.doubted = True


def doubt_ranks(nodes: Sequence[Node]) -> None:
    """Doubt the heads of *nodes* that words speak against, where no stroke, frame, bullet or number says who they are.

    A direction hangs under a service, or a pole by place under a direction; or services hang beside the directions that they
    stand right below; or a direction stands in one row with poles that have nothing below them. An entry that only its look sets
    under the one above may be its neighbour: italics have other meanings, too.
    """
    ranks = {id(node): level(node.label) for node in nodes}
    grid, heads = Grid((node.box, node) for node in nodes), {id(node.parent) for node in nodes}
    held = {(id(node.parent), ranks[id(node)]) for node in nodes}  # ranks right below each head, and those of them that head others
    led = {(id(node.parent), ranks[id(node)]) for node in nodes if id(node) in heads}
    beside: list[Node] = []
    for node in nodes:
        head, rank = node.parent, ranks[id(node)]
        served = head if rank is not None and rank <= _TOP else None  # whatever stroke leads to it from staff, « Communication »
        theme = served is not None and level(served.label) is None and {*folded(served.label).split()} <= THEME_WORDS - BODIES
        if node.by_look or theme or (served is not None and only_assists(served.label)):
            node.confidence = min(node.confidence, _AGAINST_WORDS)
        if head is None or rank is None or node.how in _SEEN or node.how == "number":
            continue
        above = ranks.get(id(head))
        between = {(id(head), other) for other in range(above + 1, rank)} if above is not None else set()
        idle = node.how in _BY_PLACE and not held.isdisjoint(between) and led.isdisjoint(between)
        if idle or (rank < (above or 0) and (above == _SERVICE or node.how in _BY_PLACE)):
            node.confidence = min(node.confidence, _AGAINST_WORDS)
        elif rank == _SERVICE and folded(node.label).startswith("serv"):
            column = node.box._replace(top=node.box.top - node.box.height, bottom=node.box.top)
            over = [o for o in grid.near(column) if o.box.bottom <= node.box.top + 2 and abs(o.box.cx - node.box.cx) <= 2]
            nearest = max(over, key=lambda o: o.box.bottom, default=node)
            beside += [node] if nearest.parent is head and (ranks[id(nearest)] or rank) < rank else []
    rows = [node for node in nodes if node.how == "table" and node.parent is not None and ranks.get(id(node.parent)) is not None]
    alike = sum(node.parent is not None and ranks[id(node)] == ranks[id(node.parent)] for node in rows)
    for node in rows if alike >= max(_FEW, len(rows) / 2) else ():  # columns of services: no level is another one's head
        node.confidence = min(node.confidence, _AGAINST_WORDS)
    for node in beside if len(beside) > 1 else ():
        for below in nodes:  # it, and those of the same column
            if below.parent is node.parent and abs(below.box.cx - node.box.cx) <= 2 and below.box.top >= node.box.top:
                below.confidence = min(below.confidence, _AGAINST_WORDS)


def doubt_left_over(nodes: Sequence[Node], lines: Sequence[Line]) -> None:
    """Doubt who is in *nodes* and what they hang under where many of the names on the page are among *lines*, in no unit.

    Doubt that nothing heads who is at the top, where one of *lines* over all says a higher post: « Directrice générale : Mme Roy ».
    """
    highest = min((node.box.top for node in nodes), default=0.0)
    over = [label_and_people(unbulleted(o.text) or o.text) for o in lines if o.angle == 0 and o.box.cy < highest]
    rank = min((level(label) or _SERVICE for label, people in over if people), default=_SERVICE)
    for node in nodes:
        if node.parent is None and rank < min(_SERVICE - 1, level(node.label) or _SERVICE):
            node.confidence = min(node.confidence, _AGAINST_WORDS)
    told = {folded(person.name) for node in nodes for person in node.people if person.name}
    named = [named_in(line.text) for line in lines if not is_contact(line.text)]
    left = [one for one in named if one is not None and one.civil and folded(one.people[0].name) not in told]
    if len(left) < max(_FEW, _LEFT_OVER * (len(left) + len(told))):
        return
    for node in nodes:
        node.confidence = min(node.confidence, _AGAINST_WORDS)
        node.people = [replace(person, confidence=min(person.confidence, _AGAINST_WORDS)) for person in node.people]


def doubt_other_drawings(nodes: Sequence[Node]) -> None:
    """Doubt all that *nodes*, those of a document, say where their words do not tell that they are an org chart.

    A process, a data model or a plan of works is drawn like one, a form or a table of risks set like one; the field « Zip Code »
    has the look of a name. Where no lines link most of them, the tree is unsure too.
    """
    if share_of_chart_words(nodes) >= _LEAST_TOLD:
        return
    linked = sum(node.how in _SEEN or node.how == "strand" for node in nodes)
    most = _DRAWN_ELSE if 2 * linked > len(nodes) else _SET_ELSE
    for node in nodes:
        node.confidence = min(node.confidence, most)
        node.title_against += (DRAWN_ELSE,) if node.title_confidence > most else ()
        node.title_confidence = min(node.title_confidence, most)
        node.unit_confidence = min(node.unit_confidence, most)
        node.people = [replace(person, confidence=min(person.confidence, most)) for person in node.people]


def share_of_chart_words(nodes: Sequence[Node]) -> float:
    """How much of *nodes* is of an org chart by words, 0 to 1: a theme counts half, what only ends like one a quarter."""
    told = 0.0
    for node in nodes:
        words = node.label.split()
        people = [named_in(person.name) for person in node.people if not person.vacant]
        if (
            starts_like_unit(node.label)
            or is_role(node.label)
            or level(node.label) is not None
            or any(folded(word).strip(".,;:()") in FIRST_NAMES for word in words if word.lstrip("(")[:1].isupper())
            or len(people) < len(node.people)
            or any(named is not None and named.sure for named in people)
        ):
            told += 1
        elif any(map(is_chart_word, words)):
            told += 0.5 if any(map(is_listed, words)) else 0.25
    return told / max(1, len(nodes))
