"""Whose a post is that stands on a line of its own between names, and what the brackets behind a name add to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from copy import copy
from itertools import pairwise, takewhile
from typing import Literal, TypeAlias

from monitor.expressions import expression
from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid, bounds
from monitor.pdf.lines import LEVEL_EM, Line, joined, same_look
from monitor.pdf.orgchart.nodes import Node, PageNodes, Written
from monitor.pdf.orgchart.units.cards import GLUED, are_set_alike, is_glued
from monitor.pdf.orgchart.units.habits import Habits
from monitor.pdf.orgchart.units.text_boxes import TextBox
from monitor.pdf.orgchart.vocabulary import (
    DEPUTY,
    INTERIM,
    begins_with_kind,
    folded,
    is_bare_post,
    is_chart_word,
    is_post_of_rank,
    is_role,
    level,
    starts_like_unit,
    word_pattern,
)
from monitor.pdf.orgchart.words.name_forms import CIVILITY, Form, is_namesake, may_be_called_after
from monitor.pdf.orgchart.words.people import doubted, named_in
from monitor.pdf.orgchart.words.rows import behind_mark, names_somebody
from monitor.pdf.orgchart.words.sheet_words import SheetWords
from monitor.pdf.orgchart.words.titles import are_two
from monitor.pdf.orgchart.words.wording import (
    is_contact,
    is_place,
    label_and_people,
    post_apart,
    post_before_title,
    unbulleted,
    without_extension,
    without_numbers,
)

Whose: TypeAlias = Literal["above", "below", "either"]
Held: TypeAlias = Literal["entry", "unit", "perhaps the entry", "perhaps the unit"]
_SHE = expression(word_pattern("she"))
_HE = expression(word_pattern("he"))
# How the words begin for who heads a unit, and for the unit.
_OFFICES = (
    ("direct", "direction"), ("secretaire", "secretariat"), ("president", "presidence"), ("delegue", "delegation"),
    ("coordinat", "coordination"), ("coordonnat", "coordination"), ("intendant", "intendance"), ("regisseu", "regie"),
    ("inspect", "inspection"), ("leiter", "leitung"), ("sekretar", "sekretariat"), ("secretari", "secretaria"),
    ("secretary", "secretariat"),
)  # fmt: skip
_ONE_ROW_EM = 0.1  # between the baselines of cells of a row
_PARTED = 1.3  # times as far below those above as a name is below it: what begins a paragraph
_OF = expression(r" (?:d(?:u|e|e la|e l'|es|el|er|ella)|of(?: the)?|van)? ?(?:l')?$")
_SERVICE = 5  # the rank of who heads a service
_BY_TURNS = 6  # lines
_SECOND = expression(rf"(?:{DEPUTY.pattern})|.*:$")


def doubt_pieces(units: Sequence[Written]) -> None:
    """Doubt those *units* of one box whose titles may be two each, or words of several cells in a row; whom a lone entry names."""
    cells = any(abs(a.base - b.base) < _ONE_ROW_EM * a.size for unit in units for a, b in pairwise(unit.lines))
    for unit in units:
        if cells or any(are_two(a.text, b.text) for a, b in pairwise(unit.lines)):
            unit.doubted, unit.people = True, doubted(unit.people)
        alone = unit.items[0] if len(unit.items) == 1 and not unit.people else None
        if alone and level(alone.label) is None and not alone.listed:
            alone.people = doubted(alone.people)  # « Direction », « Musée », « Mme Roy »


def people_apart(lines: Sequence[Line]) -> Sequence[Line]:
    """*lines*, and where people stand side by side, each with what is set under or over the name, one after the other.

    « M. Roy », « Mme Petit », and below « Directeur », « Adjointe »: rows of as many words each, of which one is names.
    """
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.angle == rows[-1][0].angle and abs(line.base - rows[-1][0].base) < LEVEL_EM * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    rows = [sorted(row, key=lambda line: line.frame.x0) for row in rows]
    for place, (row, below) in enumerate(pairwise(rows)):
        if len(row) == 1 and len(below) == 2 and all(is_role(post.text) for post in below):
            rows[place] = _two_names(row[0], below)
    found: list[Line] = []
    place = 0
    while place < len(rows):
        end = place + 1
        while end < len(rows) and len(rows[end]) > 1 and _are_below(rows[end - 1], rows[end]):
            end += 1
        several = end - place > 1 and len(rows[place]) > 1
        named = [[named_in(without_numbers(line.text)) for line in row] for row in rows[place:end]] if several else []
        if sum(all(row) and any(one is not None and one.sure for one in row) for row in named) == 1:  # of the rows one is names
            found += [row[column] for column in range(len(rows[place])) for row in rows[place:end]]
        else:
            found += [line for row in rows[place:end] for line in row]
        place = end
    return found if len(found) > len(rows) else lines


def _two_names(line: Line, posts: Sequence[Line]) -> list[Line]:
    """The two names of *line*, set as close as words are, each over one of two *posts*; *line* where they are not two names."""
    middle = (posts[0].frame.cx + posts[1].frame.cx) / 2
    words = line.text.split()
    parts: list[list[Line]] = []
    for cut in range(1, len(words)):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        names = [named_in(before), named_in(after)]
        if all(one is not None and one.sure and len(one.people) == 1 for one in names):
            end = line.frame.x0 + line.frame.width * len(before) / len(line.text)
            left = line.frame._replace(x1=min(end, posts[1].frame.x0 - 1))
            right = line.frame._replace(x0=max(end, posts[0].frame.x1) + 1)
            parts.append([replace(line, text=before, frame=left), replace(line, text=after, frame=right)])
    return min(parts, key=lambda two: abs(two[0].frame.x1 - middle), default=[line])


def _are_below(row: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether each of two rows' words stands under another one, and under no second one."""
    if len(row) != len(below) or any(unbulleted(line.text) is not None for line in (*row, *below)):
        return False
    columns = [(min(a.frame.x0, b.frame.x0), max(a.frame.x1, b.frame.x1)) for a, b in zip(row, below, strict=True)]
    under = all(a.frame.x0 < b.frame.x1 and b.frame.x0 < a.frame.x1 for a, b in zip(row, below, strict=True))
    return under and all(left[1] < right[0] for left, right in pairwise(columns))


def whose_name(line: Line, entry: Written, unit: Written, lines: Sequence[Line], post: str, habits: Habits) -> Held:
    """What of a box of *lines* is headed by who is named on *line*, below the last *entry* of a list in *unit*.

    The entry that this line is set in under, is flush with, or, where the unit has its head, has the middle of; and the one right
    above, whatever its place, in the look that *habits* knows of names below entries alone. Below all entries
    of which none has a head, and set no deeper, it may be the unit: « **Port** », « Pêche », « Digues », « M. Roy »; surely where
    the place of names in boxes is the last, or a *post* says that another one heads it. White over an entry parts it from others.
    """
    listed, frame, last = unit.items, line.frame, entry.lines[-1:]
    if line.look in habits.listed and entry.listed and not entry.people:
        return "entry"
    below = takewhile(lambda other: other is not line, reversed(lines))
    headless = len(listed) > 1 and not any(one.people for one in listed)
    deeper = entry.listed and frame.x0 > entry.indent + 1.5
    before = [other for other in lines if entry.lines and other.base < entry.lines[0].base]
    parted = bool(before) and entry.lines[0].base - before[-1].base > _PARTED * (line.base - entry.lines[-1].base)
    near = bool(last) and line.base - last[0].base <= 1.75 * line.size
    flush = near and abs(frame.x0 - entry.indent) <= 2 + 0.2 * line.size
    flush |= near and bool(unit.people) and not entry.listed and abs(frame.cx - last[0].frame.cx) < 1
    ends = headless and not deeper and all(named_in(o.text) or is_contact(o.text) or is_role(o.text) for o in below)
    if ends and not (parted and flush):
        other = bool(habits.heads) and line.look not in habits.heads  # than who heads boxes here
        surely = _SECOND.match(folded(post)) if unit.people else habits.place == "last" and not other
        perhaps: Held = "perhaps the entry" if flush and (unit.people or other) else "perhaps the unit"
        return "unit" if surely else perhaps
    awaited = not entry.people and (flush or entry.label.endswith((" –", " —", " -", " :", ",", "(")))
    if awaited or frame.x0 > entry.indent + 1.5:
        return "entry"
    return "perhaps the unit" if near and not (entry.listed or post) else "unit"  # of the entry, though it is set out from it


def whose_post(above: Person, post: str, texts: Sequence[str], place: int) -> Whose:
    """Of whom *post* tells, at its *place* among the *texts* of a box between two names, the upper that of *above*.

    « M. Roy », « Directeur », « Mme Petit », « Directrice adjointe »: each is below a name, as the last one is. Where that doesn't
    show, gender tells, or rank: « Mme Roy », « Assistante », « M. Petit ».
    """
    after = texts[place + 1 :]
    named = named_in(without_numbers(after[0]))
    if (
        named is not None
        and any(person.role for person in named.people)
        and not any(INTERIM.fullmatch(p.role or "") for p in named.people)
    ):
        return "above"  # « M. Roy », « Directeur », « Adjointe : Mme Petit »
    posted = True  # the last line that is a name or a post: a post
    for text in after:
        name = named_in(without_numbers(text)) is not None
        if name is posted and (name or is_role(text)):
            posted = not name
        elif not is_contact(text) and not text[:1].islower():
            break
    said = [text for text in texts if not is_contact(text)]
    kinds = [named_in(without_numbers(text)) is not None for text in said]
    first = kinds.index(True) if True in kinds else len(kinds)  # from there on each name stands over what may be no known post
    by_turns = len(kinds) - first >= _BY_TURNS and kinds[first:] == [True, False] * ((len(kinds) - first) // 2)
    if posted or (by_turns and not any(map(starts_like_unit, said[first + 1 :: 2]))):
        return "above"
    of_post, (of_above, of_below) = _gender(post), map(_gender, (above.name, after[0]))
    if of_post and of_above and of_below and of_above != of_below:
        return "above" if of_post == of_above else "below"
    return "below" if _SECOND.match(folded(post)) else "either"


def _gender(text: str) -> Literal["he", "she"] | None:
    """What a post, or the civility before a name, tells of who is meant."""
    word = folded(text)
    return "she" if _SHE.match(word) else "he" if _HE.match(word) else None


def with_post(person: Person, post: str | None, printed: str) -> Person:
    """*person*, *printed* so, with the *post* beside; what brackets say that is no other post adds to it: « (par intérim) »."""
    note = person.role
    if note is None or post is None:
        told = 1.0 if post and is_namesake(person.name) else person.confidence  # « Directeur », « Jean Bouin »
        return replace(person, role=note or post, confidence=told)
    if INTERIM.fullmatch(note):
        return replace(person, role=post if INTERIM.search(post) else f"{post} {note}")
    return replace(person, role=f"{post} ({note})") if f"({note})" in printed and not is_role(note) else person


def is_post_over_title(said: str, at: Line, title: Line, lines: Sequence[Line], often: Container[str]) -> bool:
    """Whether *said*, from the line *at* on, right under a name, is a post, and *title*, further down among *lines*, the unit's.

    « M. Roy », « Secrétaire général », « **Secrétariat général** »: the title is bold, the post is not, or both are of one rank, as
    no entry is with its head. A post in an unknown word is set as what stands above it is, the title is not. *often*: what many
    boxes say, folded.
    """
    if folded(said) in often and is_post_of_rank(said) and title.text[:1].isupper() and folded(title.text) not in often:
        return True
    if is_role(title.text) or not title.text[:1].isupper():
        return False
    if not title.bold or at.bold:
        return is_role(said) and starts_like_unit(title.text) and level(title.text) == level(said) is not None
    names = lines[: lines.index(at)]
    as_name = any(same_look(name, at) for name in names) and not any(same_look(name, title) for name in names)
    return is_role(said) or (as_name and not starts_like_unit(said))


def take_people_out(unit: Written, words: SheetWords) -> None:
    """Names that a title or an entry ends with, now that it is whole; none where who heads it is named below."""
    first, second = unit.people[:2] if len(unit.people) > 1 else (None, None)
    called = f"{unit.label}, {first.name}" if first and (", " in unit.label or is_place(unit.label)) else None
    if first and second and called and joined(unit.lines).endswith(called) and not (CIVILITY.match(first.name) or second.role):
        unit.label, unit.people, unit.doubted = (
            called,
            unit.people[1:],
            True,
        )  # « Culture, théâtre, Gérard PHILIPE », « Odile CARON »
    if unit.people and not unit.items and not is_role(unit.label) and words.is_post(unit.label) and unit.people[0].role is None:
        unit.people, unit.label = [replace(unit.people[0], role=unit.label), *unit.people[1:]], ""
    for one in (unit, *unit.items):
        one.label = without_extension(one.label)
        post, title = post_before_title(one.label, words.posts)
        if post and (one.people or not unit.people):
            one.label = title  # « Directeur – Direction des flottes »
            one.people = [replace(p, role=p.role or post) for p in one.people[:1]] + one.people[1:]
        given = words.given_in_brackets(one.label) if not one.people else None
        if not one.people and (titled := words.behind_title(one.label)) is not None:
            given = titled[0], [titled[1]]
        label, people = given or label_and_people(one.label)
        if people and label and not one.people:
            one.label, one.people = label, people
        elif not one.people and (behind := words.in_brackets(one.label)):
            one.label, one.people = behind[0], [behind[1]]
        elif one.people and all(p.role is None for p in one.people) and (parted := post_apart(one.label))[1]:
            one.label, post = parted  # « Paie : Responsable : », and who it is on the next line
            one.people = [replace(p, role=post) for p in one.people]
        elif (
            one.people and one.people[0].role is None and (interim := INTERIM.search(one.label)) and interim.end() == len(one.label)
        ):
            one.label = one.label[: interim.start()].rstrip(" ,–(")  # « Voirie », « par intérim », and below who it is
            one.people = [replace(one.people[0], role=interim.group().strip(" ()")), *one.people[1:]]
        elif one.people and one.label.endswith((" –", " —", " :")) and one.label.count(one.label[-1]) == 1:
            one.label = one.label[:-2]
        elif one.people and one.label.endswith(","):
            one.label = one.label[:-1]
        if ":" in words.marks and not may_be_called_after(one.label):
            # nothing but a place is called after somebody, whatever « Dette : Jean Duval » may be elsewhere; « Site : Jules Ferry »
            named = {text for line in one.lines for *_, text in [behind_mark(line.text)] if names_somebody(text)}
            one.people = [replace(p, confidence=1.0) if p.name in named and not is_namesake(p.name) else p for p in one.people]
    for item in unit.items:
        for below in item.items:
            take_people_out(below, words)


def without_place(person: Person, lines: Sequence[Line], words: SheetWords) -> Person:
    """*person* of a titled unit without the brackets behind the name on *lines*, where they tell no post: « Mme Roy (Metz) »."""
    role = person.role
    said = (role, *role.split()) if role else ()
    if (
        not role
        or not role[0].isupper()
        or role.isupper()
        or any(is_role(word) or is_chart_word(word) or level(word) for word in said)
    ):
        return person  # a post, or of what: « adjointe », « Finances », « DGA »
    if words.is_post(role) or INTERIM.fullmatch(role):
        return person  # « (Acting) »
    printed = any(f"{person.name} ({role})" in line.text for line in lines)
    return replace(person, role=None) if printed else person


def heads_by_post(nodes: Sequence[Node]) -> list[Node]:
    """*nodes* without the post of who heads the unit it hangs under, « Directeur du pôle ressources »: that one's people are his.

    So where that unit names nobody and nothing hangs under the post.
    """
    heads, bare = {id(node.parent) for node in nodes}, {id(node) for node in nodes if not node.people}
    gone = set[int]()
    for node in nodes:
        head = node.parent
        if head is None or id(head) not in bare or id(node) in heads or not node.people:
            continue
        said, title = folded(node.label), folded(head.label)
        post = _OF.sub("", said.removesuffix(title)) if said.endswith(title) else ""
        if post and is_bare_post(post) and (level(post) or _SERVICE) <= _SERVICE:
            head.people += [replace(person, role=person.role or node.label) for person in node.people]
            gone.add(id(node))
    return [node for node in nodes if id(node) not in gone]


def is_post_of(post: str, title: str) -> bool:
    """Whether *post* is that of who heads what is called *title*: « Secrétaire générale », « Secrétariat général ».

    Either may say more behind that: « Directrice générale des services », « Direction générale ».
    """
    (held, *of_post), (office, *of_title) = (folded(words).replace("-", " ").split() or [""] for words in (post, title))
    same = any(held.startswith(head) and office.startswith(unit) for head, unit in _OFFICES)
    pairs = zip([word.rstrip("es") for word in of_post], [word.rstrip("es") for word in of_title], strict=False)
    return same and held != office and all(a == b for a, b in pairs)


_UNDER_EM = 1.5  # between a unit's box and the one that lists its staff
_NARROWER = 0.7  # times as wide as the box above, at least
_USUAL = 3  # boxes of staff: then one that names but one person is such a box, too
_LIKELY = 0.8  # how sure it is that who stands behind an unknown word is staff where others have posts
_TELLING: frozenset[Form] = frozenset(("civility", "capitals", "vacant", "initials", "post"))


def take_teams_for_titles(boxes: Sequence[TextBox], writings: list[Written], habits: Habits) -> set[int]:
    """The numbers of boxes that only look like names, in stacks of boxes alike that list teams; their *writings* become titles.

    « Casa Serena », « Safe Streets »: where names have another look here, and no civility, capitals or post tells staff there.
    """
    grid = Grid((box.box, number) for number, box in enumerate(boxes) if box.lines and not box.inner)
    under = dict[int, int]()
    for number, box in enumerate(boxes):
        if box.lines and not box.inner:
            below = [n for n in grid.near(box.box, GLUED) if n != number and is_glued(boxes[n].box, box.box)]
            under.update((number, n) for n in below if are_set_alike(box, boxes[n]))
    teams = set[int]()
    for top in under.keys() - set(under.values()):
        stack = [top]
        while stack[-1] in under:
            stack.append(under[stack[-1]])
        texts = [boxes[n].lines[0].text for n in stack if len(boxes[n].lines) == 1]
        named = [named_in(text) for text in texts]
        forms = [one.form if one is not None else None for one in named]
        staff = any(map(is_role, texts)) or not _TELLING.isdisjoint(forms) or 2 * forms.count("first name") >= len(stack)
        if staff or len(texts) < len(stack):
            continue
        looks = {boxes[n].lines[0].look for n in stack}
        if habits.looks and habits.looks.isdisjoint(looks):
            teams.update(n for n, form in zip(stack, forms, strict=True) if form is not None)
    for number in teams:
        box = boxes[number]
        if not writings[number].label:
            writings[number] = Written(label=box.lines[0].text, people=list(box.people), first=box.lines[0], lines=list(box.lines))
    return teams


def take_staff_below(found: PageNodes, boxes: Sequence[TextBox], writings: Sequence[Written]) -> None:
    """Make members of a unit of those whom the box right under its own lists, each with a post: it is no unit.

    « Estelle Laborde, ATSEM » is one, and « ATSEM : Estelle Laborde » where most words before names in such boxes are posts:
    « Paie : Mme Roy » is a unit with its head, also among posts. A box names two or more, or most such boxes of the sheet do.
    """
    parts = Counter(id(node) for node in found.by_box.values())
    own = {number: node for number, node in found.by_box.items() if parts[id(node)] == 1 and not node.frame}
    grid = Grid((boxes[number].box, number) for number in found.by_box)
    staff: dict[int, tuple[Node, list[tuple[str, list[Person]]]]] = {}
    for number, node in own.items():
        written, box = writings[number], boxes[number].box
        over = [n for n in grid.near(box, _UNDER_EM * node.size) if n != number and _stands_under(box, boxes[n].box, node.size)]
        if len(over) != 1 or not writings[over[0]].label or not boxes[number].lines:
            continue
        if written.label or written.items or written.more:
            told = [label_and_people(unbulleted(line.text) or line.text) for line in boxes[number].lines]
        else:
            told = [(person.role or "", [person]) for person in written.people]
        if all(people for _, people in told) and not any(begins_with_kind(label) for label, _ in told):
            staff[number] = found.by_box[over[0]], told
    several = {number for number, (_, told) in staff.items() if len(told) > 1}
    labels = [label for _, told in staff.values() for label, _ in told if label]
    known = sum(map(is_role, labels))
    posts = known > max(len(labels) / _USUAL, sum(is_chart_word(label.split()[0]) and not is_role(label) for label in labels))
    for number, (unit, told) in staff.items():
        node, titled = own[number], any((writings[number].label, writings[number].items, writings[number].more))
        if (number not in several and len(several) < _USUAL) or (titled and not posts):
            continue
        kept = list[Node]()
        for label, people in told:
            if titled and starts_like_unit(label) and not is_role(label):
                kept.append(copy(node))
                kept[-1].label, kept[-1].people = label, [replace(one, confidence=min(one.confidence, _LIKELY)) for one in people]
                kept[-1].hang(unit, "item", _LIKELY)
                continue
            named = [replace(person, role=person.role or label or None) for person in people]
            unsure = titled and not is_role(label)
            unit.people += [replace(one, confidence=min(one.confidence, _LIKELY)) for one in named] if unsure else named
        unit.box = bounds([unit.box, node.box])
        found.nodes = [*(one for one in found.nodes if one is not node and node not in (one.parent, one.outer)), *kept]
        found.by_box[number] = unit


def _stands_under(box: Box, over: Box, size: float) -> bool:
    """Whether *box* begins right under *over*, in the middle of it or flush with one of its sides, and is hardly narrower."""
    inside = over.x0 - GLUED <= box.x0 and box.x1 <= over.x1 + GLUED and box.width >= _NARROWER * over.width
    flush = min(abs(box.x0 - over.x0), abs(box.x1 - over.x1), abs(box.cx - over.cx)) <= GLUED
    return inside and flush and -GLUED <= box.top - over.bottom <= _UNDER_EM * size
