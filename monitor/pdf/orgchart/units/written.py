"""What is written in one box: the unit's title, its people, the units listed in it. Contact lines and remarks are left aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.model.frozen import replace
from monitor.pdf.lines import ROOMY_EM, Line, all_centred, attached, had_room, same_look, same_style
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.units.entries import head_in_list, in_plain_list, parted_past_lists
from monitor.pdf.orgchart.units.habits import UNKNOWN, Habits, Post, lesser_post
from monitor.pdf.orgchart.units.posts import (
    doubt_pieces,
    is_post_of,
    is_post_over_title,
    take_people_out,
    whose_name,
    whose_post,
    with_post,
    without_place,
)
from monitor.pdf.orgchart.vocabulary import (
    DIRECTORATE,
    KINDS,
    LIST_HEADING,
    UNIT_WORDS,
    folded,
    is_bare_post,
    is_chart_word,
    is_numbered_kind,
    is_role,
    level,
    starts_like_unit,
    without_footnote,
)
from monitor.pdf.orgchart.words.broken_names import unbroken
from monitor.pdf.orgchart.words.name_forms import PLACE_WORDS
from monitor.pdf.orgchart.words.people import OPEN, Named, doubted
from monitor.pdf.orgchart.words.rows import takes_turns
from monitor.pdf.orgchart.words.run_on import columns_apart, has_mark, is_broken_title, lists_titles, run_on_apart
from monitor.pdf.orgchart.words.titles import is_date, tells_move
from monitor.pdf.orgchart.words.wording import (
    agrees,
    is_contact,
    is_lighter,
    is_listed_under,
    is_room,
    is_said_again,
    is_title,
    label_and_people,
    lists_tasks,
    open_ended,
    post_apart,
    teams_listed,
    unbulleted,
    without_numbers,
    without_remarks,
)

_LONG_WORD, _WORDED, _ACRONYM = 6, 8, 3  # letters of a word that is no code; of a title, « Z eGov » has less; of « DRH »
_APART_EM, _MARGINS_EM, _FURTHER = 0.75, 2.0, 1.15  # within a title at most; beside centred words; times the closest lines
_UNRANKED = 9  # below any level that words tell


def written_in(
    lines: Sequence[Line], habits: Habits = UNKNOWN, *, width: float = 0.0, room: float = 0.0, within: float = 0.0
) -> Written:
    """Read the lines of one box, from top to bottom. `label` may be empty: a box with only people, or only a list.

    *width*: how wide a line may be at least, else the widest of *lines*. *room*: the same for lists. *within*: how wide the box is.
    """
    reader = _Reader(lines, habits, width, room, within)
    parts = parted_past_lists(reader.lines, reader.named, reader.is_post)
    readers = [reader] if len(parts) == 1 else [_Reader(part, habits, width, room, within) for part in parts]
    first, *first.more = (unit for one in readers for unit in one.read())
    return first


class _Reader:
    def __init__(self, lines: Sequence[Line], habits: Habits, width: float, room: float, within: float) -> None:
        self.lines = unbroken(run_on_apart(columns_apart(lines)), room, within, words=habits.words)
        self.habits, self._teams = habits, teams_listed([line.text for line in self.lines])
        self.units = [Written()]
        self.item: Written | None = None
        self.role: str | None = None
        self.role_open = False  # whether it may be that of who is named above it
        self.role_line: Line | None = None  # where it stands, if nobody was named by it yet
        self.post_line: Line | None = None  # where the post of who is named above it ends
        self.name_line: Line | None = None  # where the last one of the unit is named
        self.holder = self.before = -1  # who is named right above what the title seems to begin with, or above what took its place
        self.either = self.aside = False  # who is named may head the entry above or the unit; a remark in brackets goes on
        self.closed = False  # something came after the title: what follows goes on with another matter
        self._rows, self._width = habits.words.rows - habits.words.posts, max(width, *(line.frame.width for line in lines), 0.0)
        self._room = max(room, self._width)
        self._step = min((b.base - a.base for a, b in pairwise(self.lines) if b.base > a.base), default=0.0)
        centred = bool(lines) and all_centred([line for line in self.lines if line.angle == 0])
        self._entry_room = max(self._room, within - _MARGINS_EM * lines[0].size if centred else 0.0)
        self.named = [habits.names_in(self.lines, line) for line in self.lines]
        sure = [(o, n) for o, n in zip(self.lines, self.named, strict=True) if n and n.sure]
        self._names = [line for line, named in sure if folded(named.people[0].role or "") not in self._rows]
        listed = [o for o in self.lines if unbulleted(o.text) is not None]
        self._stepped = not all_centred(listed) or len({o.text[0] for o in listed}) > 1  # « • Paie », « o Primes »
        heads = [bool(n and n.sure and not self._entitles(n, o)) for o, n in zip(self.lines, self.named, strict=True)]
        self._listing, self._by_turns = (way(self.lines, heads, self.is_post) for way in (lists_titles, takes_turns))
        self._marked = sum((n.form == "civility") - (n.form == "initials") for _, n in sure) > 0  # « N. Sel », « M. Lund »

    @property
    def unit(self) -> Written:
        return self.units[-1]

    def is_post(self, text: str) -> bool:
        return text not in self._teams and self.habits.words.is_post(text)

    def take(self, place: int) -> None:
        line = self.lines[place]
        unsaid = self.aside or (self.unit.label and self.habits.words.tells_place(line.text))
        text = "" if unsaid else without_footnote(without_remarks(line.text))
        self.aside = not text and (self.aside or "(" in line.text) and ")" not in line.text
        if (bullet := unbulleted(text)) is not None and not is_contact(bullet):
            self._new_item(line, bullet)
        elif self.habits.staffed and self.unit.people and self.unit.first and (post := lesser_post(line, text, self.unit.first)):
            self._new_plain_item(line, text, post)
        elif (named := self.named[place]) is not None and self._is_person(place, named):
            self._take_people(named, line)
        elif not text or is_contact(text) or is_date(text) or (is_room(text) and self.unit.people):
            self.unit.contacts, self.closed = self.unit.contacts + 1, bool(self.unit.label)
        elif not (LIST_HEADING.match(text) and text[0].isupper() and self.unit.label):
            doubted = self._would_fit(self.lines[place - 1], line) if place else line.look in self.habits.shared
            self.unit.doubted |= doubted and named is not None and named.form == "look"  # « Régie », « Vaimiti Teriitahi »
            self._take_text(place, text)

    def _is_person(self, place: int, named: Named) -> bool:
        line, unit = self.lines[place], self.unit
        awaited = self.habits.awaits(self.lines, line) if not named.sure and not self._names else None
        if not named.sure and (self.habits.deny(line) or awaited is False):
            return False
        if awaited and named.form == "look" and (unit.first is not None) == (self.habits.place == "last"):
            return not open_ended(unit.label) and (folded(unit.label) not in PLACE_WORDS or self.habits.set_apart(line))
        if named.form in ("noun", "short"):
            set_so = self.habits.confirm(line) or (awaited and (unit.first is not None) == (self.habits.place == "last"))
            held = unit.people if self.item is None else named.form != "short" or self.item.people
            return bool(unit.first if named.form == "short" else set_so) and not held and not open_ended(unit.label)
        if unit.people or self.item is not None:
            bare = self.item.lines[-1:] if self.item is not None and not self.item.people else []  # « **Permits** »
            under = named.form == "look" and self.lines[place - 1] in (self.name_line, *bare) and self.habits.set_apart(line)
            return (named.sure or under) and not self._entitles(named, line)
        if unit.first is None:
            titled = not named.civil and line.look in self.habits.titles and not {o.look for o in self._names} <= self.habits.titles
            over_name = self.habits.place == "last" and self._names and not self.habits.set_apart(line)  # « Youth Clubs »
            return not titled and (named.sure or (self.habits.confirm(line) and place + 1 < len(self.lines) and not over_name))
        alike = same_style(unit.first, line)
        goes_on = alike and named.people[0].role and agrees(unit.label, line.text)  # « adjointe ressources : Mme Roy »
        of_unit = starts_like_unit(line.text) or folded(named.people[0].role or "") in self._rows
        if goes_on or (self._entitles(named, line) and (alike or of_unit)):
            return False
        of_place = not self._by_turns and folded(unit.label) in PLACE_WORDS and not self.habits.is_somebody(named, line.text)
        titled = alike and not named.civil and (self._marked or of_place or open_ended(unit.label))
        return not titled and (named.sure or not alike or self.role is not None)

    def _entitles(self, named: Named, line: Line) -> bool:
        """Whether what stands before a name is no post: the end of a title, « prévention : Mme Roy », or an entry with its head."""
        before = named.people[0].role or ""
        cut_short = before.endswith(".") and f"{before} {named.people[0].name}" in line.text  # « Istruttore dir. Anna Bini »
        return bool(before) and line.text.startswith(before) and not (self.is_post(before) or (cut_short and self.unit.people))

    def _take_people(self, named: Named, line: Line) -> None:
        """Who is named heads the unit, or the entry above: set in under it, flush with it, or behind « Bureau des archives – »."""
        held = self.unit.people if self.item is None else self.item.people
        if held and named.form == "vacant" and not named.people[0].role and tells_move(line.text, dated=self.role is not None):
            return  # « Mme Roy », « Arrivée le 1er mars »
        role, unsure, titled = self.role, self.role_open, named.people[0].role
        self.role, self.role_open = None, False
        said = titled if titled and not self.unit.label and line.text.startswith(titled) else ""
        after, posts = [o.text for o in self.lines[self.lines.index(line) + 1 :][:1]], self.habits.words.posts
        below, under = list(map(unbulleted, after)), next(filter(self.is_post, after), "")
        if said and (is_title(said, posts) or (any(below) and not (is_role(said) or folded(said) in posts))):
            title, post = post_apart(said)
            self._begin(self.unit, line, title)  # « Directrice de la santé – M. Rey »; « Volkshochschule : Herr Roy » over a list
            named = replace(named, people=tuple(replace(p, role=post) for p in named.people))
        self.closed = bool(self.unit.label)
        item = self.item
        if item and (whose := whose_name(line, item, self.unit, self.lines, titled or role or under, self.habits)) != "entry":
            self.either = whose.startswith("perhaps")
            item = self.item = item if whose.endswith("entry") else None
        people = doubted(named.people) if unsure or self.either else named.people
        (item or self.unit).people.extend(with_post(p, role, line.text) for p in people)
        self.name_line = line

    def _new_item(self, line: Line, text: str) -> None:
        named, self.closed = self.habits.words.behind_bullet(without_numbers(text)), True
        if named is not None and named.sure and not self._entitles(named, replace(line, text=text)):
            one, unit, above = named.people[0], self.unit, self.item
            held = unit.items or (unit.people and not self.is_post(one.role or ""))
            if one.name or not held:  # a list of names is one of people; behind another mark a post is that of the entry above
                below = above if one.role and above and above.lines[0].text[0] != line.text[0] else None
                (below or unit).people.extend(named.people)
                return
        text, people = label_and_people(text)
        item = self.item = Written(label=text, people=people, first=line, listed=True, indent=line.frame.x0, lines=[line])
        outer, item.by_look = head_in_list(line, self.unit, stepped=self._stepped)
        outer.items.append(item)

    def _take_text(self, place: int, text: str) -> None:
        line, unit, item = self.lines[place], self.unit, self.item
        if item is not None and item.first is not None and not item.people:
            reads_on = line.text[:1].islower() or open_ended(item.label) or folded(item.label) in KINDS
            begins = starts_like_unit(line.text) and folded(line.text.split()[0]) != folded(line.text).split(" – ")[0]
            apart = self.habits.parts(item.label, text) or self._would_fit(item.lines[-1], line, self._entry_room)
            whole = not item.listed and (begins or apart)
            hangs = (reads_on or line.frame.x0 >= item.indent + 0.3 * line.size) and line.base - item.first.base < 8 * line.size
            broken = not whole and is_broken_title(self.lines, self.named, place, item.lines[-1])
            if (broken or (hangs and (reads_on or not whole))) and same_look(item.first, line):
                item.label, item.lines = attached(item.label, text), [*item.lines, line]
                return
        if unit.label:
            (self._after_people if self.closed else self._after_label)(place, text)
        elif item is not None and item.first is not None and same_look(item.first, line):
            self._new_plain_item(line, text)  # no title stands below what is listed under it: an entry without its bullet, or
            item.doubted = self.unit.items[-1].doubted = True  # what the one above goes on with
        else:  # under names and numbers only what stands out, bold or set otherwise than the names and no smaller, is a title
            largest = max((o.size for o in self._names), default=0.0)
            stands_out = line.bold or (line.size >= largest and not any(same_look(o, line) for o in self._names))
            under_name = self.lines[place - 1] is self.name_line and line.look[:2] in self.habits.posts
            if unit.people and under_name and not unit.people[-1].role:
                unit.people[-1] = replace(unit.people[-1], role=text)
            elif unit.people and unit.contacts and not stands_out and not starts_like_unit(text):
                unit.remarks += 1
            else:
                self._begin(unit, line, text)

    def _would_fit(self, line: Line, below: Line, room: float | None = None) -> bool:
        """Whether the first word of the line *below* had room at the end of *line*: then it was meant to begin a new one."""
        return had_room(line, below, room or self._width, ROOMY_EM)

    def _begin(self, unit: Written, line: Line, text: str) -> None:
        self.holder, self.before = len(unit.people) - 1 if not unit.contacts else -1, -1
        unit.label, unit.first, unit.lines = text, line, [*unit.lines, line]
        label, people = label_and_people(text)
        under = self.habits.place == "last" and bool(unit.people and self._names) and self._names[-1].base > line.base
        if under or people:  # names stand under titles here, or beside this one: who is above may be of another
            unit.people = doubted(unit.people)
        if people:
            unit.label, unit.people, self.closed = label, [*unit.people, *people], True

    def _after_label(self, place: int, text: str) -> None:
        line, unit = self.lines[place], self.unit
        reads_on = text[:1].islower() or text.startswith("/") or open_ended(unit.label) or agrees(unit.label, text)
        alike = same_look(unit.first or line, line)
        titled = line.bold and not (unit.first or line).bold and is_role(unit.label) and not self.is_post(text)
        under = self.holder >= 0 and len(unit.lines) == 1 and self.habits.place == "first" and self.is_post(unit.label)
        under = under and not (reads_on or open_ended(text.split()[0]) or starts_like_unit(unit.label) or self.is_post(text))
        fits = under and self._would_fit(unit.lines[-1], line, self._entry_room)
        titled = not reads_on and (titled or fits or self._is_title(line))
        unit.doubted = unit.doubted or (under and not titled)
        own = not alike and is_bare_post(unit.label) and self.is_post(text) and not is_bare_post(text)
        if titled and not unit.people:  # « Directeur », « Archives »
            self.role, unit.label, unit.first, unit.lines = unit.label, text, line, [line]
        elif unit.people and (titled or own):
            self._entitle(line, text)
        elif not reads_on and (self.is_post(text) or is_said_again(unit.label, text)):
            role, people = label_and_people(text)
            unit.people.extend(replace(p, role=p.role or role) for p in people)
            if not people:
                self.role, self.role_line = text if self.role is None else f"{self.role} {text}", line
        elif reads_on and self.role is not None and self.role_line is not None and same_look(self.role_line, line):
            self.role = attached(self.role, text)
        elif not reads_on and unit.people and is_role(unit.label) and starts_like_unit(text) and not label_and_people(text)[1]:
            self._entitle(line, text)
        else:
            self._after_title(place, text, reads_on=reads_on, alike=alike)

    def _after_title(self, place: int, text: str, *, reads_on: bool, alike: bool) -> None:
        """Whether a line that names no post goes on with the title above it, or begins a unit or an entry of a list.

        In the title's look, a list begins below a whole title, with the word for a unit, on a line that it need not have.
        In another look an entry is told by its first word, or where pages have lists.
        """
        line, unit, label = self.lines[place], self.unit, self.unit.label
        first, last, begun, (named, people) = unit.first or line, unit.lines[-1], starts_like_unit(label), label_and_people(text)
        worded, own = folded(label) not in KINDS, bool(unit.people) or folded(named) in self._rows
        if self._listing and not reads_on and self._would_fit(last, line, self._entry_room):
            self._new_unit(line, text)
        elif own and people and not reads_on and named and text.startswith(named) and not self.is_post(named):
            self._new_plain_item(line, text)  # « M. Roy », « Sports », « Piscines : Mme Caron »: that title has its head already
        elif alike and not reads_on and self._stands_apart(place, text):
            self._new_unit(line, text)
        elif alike or reads_on:
            one = reads_on or is_numbered_kind(label, self.habits.numbered)  # « Abteilung II », « II A »
            begins = not one and worded and starts_like_unit(text) and folded(text) not in KINDS
            again = begins and folded(text.split()[0]) == folded(label.split()[0])  # « Service voirie », « Service propreté »
            further = again and line.base - self.lines[place - 1].base > _FURTHER * self._step
            begins = begins and (further or last.colour != line.colour or self._would_fit(last, line))
            if begins and (begun or is_role(label)):
                (self._new_unit if again and begun and not unit.people else self._new_plain_item)(line, text)
            else:
                both = not one and last.frame.width + line.frame.width + line.size < self._entry_room  # had room on one line
                both = both and (self.habits.parts(label, text) or not all_centred([last, line]))
                begins = begins or (alike and both and text[:1].isupper())
                unit.doubted = unit.doubted or begins or again  # « Contrôle de gestion », « Service fourrière »: one title, or two
                self._continue(line, text)
        else:
            fits = self._would_fit(last, line, self._room)
            whole = (begun and worded) or (len(label) >= _WORDED and fits)
            listed = self.habits.lists and not line.bold and text[:1].isupper()
            often = folded(label) in self.habits.words.often  # « CAPUCINES » over « Zoé MARIN » is a place, « DRH » a post
            placed = text.isupper() and (often or text[0] != "D" or len(text) > _ACRONYM)
            under = [o for o in self.lines[place + 1 : place + 2] if self.named[place + 1] and o.text.isupper() >= placed]
            below = under[0] if under and not (has_mark(line) and often) else None
            does, posted = has_mark(line) or bool(below and lists_tasks(text)), line.look[:2] in self.habits.posts
            post = below if posted or (below and first.bold and same_look(line, below)) else None
            post = post if worded and len(label) >= _WORDED and not line.bold else None
            own = not does and (posted or text.isupper() or folded(text) in self.habits.words.often)
            if line.size <= first.size and (listed or (whole and starts_like_unit(text) and not does)):
                self._new_plain_item(line, text)
            elif post and (own or not often) and post.base - line.base < 1.6 * line.size:
                self.role, unit.remarks = (text, unit.remarks) if own else (None, unit.remarks + 1)  # set as the name below
            elif line.base - last.base > 2.4 * max(line.size, last.size) and line.size < 0.8 * first.size:
                unit.remarks += 1
            else:
                coded = not any(len(word) >= _LONG_WORD and folded(word) not in UNIT_WORDS for word in label.split())
                if is_lighter(line, first) and fits and not (coded or open_ended(label)):  # coded: « II AbtL BK »
                    unit.left.append(line)
                unit.doubted = unit.doubted or not (worded or often or any(map(is_chart_word, text.split())))  # a post, or its name
                self._continue(line, text)

    def _stands_apart(self, place: int, text: str) -> bool:
        """Whether a line is a paragraph of its own: further below a title than its lines stand apart, and there was room on it."""
        line, last = self.lines[place], self.lines[place - 1]
        apart = line.frame.top - last.frame.bottom > _APART_EM * line.size and last in self.unit.lines[-1:] and text[:1].isupper()
        return apart and folded(self.unit.label) not in KINDS and self._would_fit(last, line, self._entry_room)

    def _is_title(self, line: Line) -> bool:
        """Whether it is the title, below what was taken for it since it came right under a name."""
        unit, often = self.unit, self.habits.words.often
        return self.holder >= 0 and is_post_over_title(unit.label, unit.lines[0], line, self.lines, often)

    def _entitle(self, line: Line, text: str) -> None:
        """« Inès Caron », « Directrice générale adjointe », « Pôle ressources »: the post was hers, the unit comes after it."""
        unit, whose = self.unit, max(self.holder, self.before)
        unit.people[whose] = replace(unit.people[whose], role=unit.people[whose].role or unit.label)
        unit.label, unit.first, unit.lines, self.closed = text, line, [line], False
        self.holder, self.before = -1, len(unit.people) - 1

    def _continue(self, line: Line, text: str) -> None:
        text, people = label_and_people(text)
        if text:
            self.unit.label, self.unit.lines = attached(self.unit.label, text), [*self.unit.lines, line]
        self.unit.people.extend(people)
        self.closed |= bool(people)

    def _after_people(self, place: int, text: str) -> None:
        """A post, one more person, an entry; or the next unit, told by its look where titles are not set as names are."""
        line, unit, first = self.lines[place], self.unit, self.unit.first
        label, people = label_and_people(text)
        above, headed = self.lines[place - 1], any(self.named[place + 1 : place + 2])
        begins = starts_like_unit(text) or (self._by_turns and above is self.name_line)
        distinct = first is not None and not any(n and same_look(first, o) for o, n in zip(self.lines, self.named, strict=True))
        alike = first is not None and same_look(first, line)
        lower, upper = (_UNRANKED if (rank := level(title)) is None else rank for title in (text, unit.label))
        nested = lower < _UNRANKED or upper <= DIRECTORATE or any(not one.listed for one in unit.items[-1:])
        nested = nested and begins and lower > upper and not distinct  # « Secteur écoles », « Écoles » below « Pôle éducation »
        bare = is_bare_post(unit.label) and len(unit.lines) == 1 and text[:1].isupper() and not is_bare_post(text)
        post = bare or (" " not in unit.label and is_role(unit.label) and begins)
        listed = nested or self.habits.lists or in_plain_list(line, self.lines, self._names, first, self.is_post)
        near = above is self.post_line and same_look(above, line) and line.base - above.base <= 2 * line.size
        if self._listing and alike and not near:
            self._new_unit(line, text)
        elif unit.people and near and (text[:1].islower() or open_ended(unit.people[-1].role or "")):  # « … », « de cabinet »
            unit.people[-1] = replace(unit.people[-1], role=attached(unit.people[-1].role or "", text))
            self.post_line = line
        elif unit.people and not unit.items and (post or is_post_of(unit.label, text) or self._is_title(line)):
            self._entitle(line, text)  # « Directrice », « Inès Caron », « Sports »
        elif self.is_post(text) and not (people and label):
            self._take_post(place, text)
        elif people and not (distinct and alike):
            whole = any(len(word) >= _LONG_WORD and word[1:].islower() for word in label.split())  # « StS Int Sekr » is a post
            titled = listed or starts_like_unit(label) or is_chart_word(label) or (whole and " " in label)
            if label and titled and not self.is_post(label):
                self._new_plain_item(line, line.text)  # « Bureau paie : Mme Roche »
            else:
                unit.left.append(line)
                unit.people.extend(replace(p, role=p.role or label or None) for p in people)  # « Assistante : Mme Roche »
        elif alike and (distinct or begins or self._stands_apart(place, text)) and not nested:
            self._new_unit(line, text)
        elif (listed and text[:1].isupper()) or (begins and not (lists_tasks(text) and not headed)):
            self._new_plain_item(line, text)
        else:
            unit.left.append(line)
            unit.remarks += 1

    def _take_post(self, place: int, text: str) -> None:
        """A post between or below names is that of who is named above it, unless it stands over the next one."""
        line, above, people = self.lines[place], self.lines[place - 1], self.unit.people
        named_next = any(self.named[place + 1 : place + 2])
        if self.item is not None and not named_next and above not in (self.name_line, self.post_line):
            return  # « Mme Roy », « • Paie », « Kim Orr », « adjointe »: who stands below the list has it
        posted = with_post(people[-1], text, above.text if above is self.name_line else "") if people else None
        if posted is None or (people[-1].role is not None and posted.role == people[-1].role):
            self.role = text
            return
        whose = whose_post(people[-1], text, [o.text for o in self.lines], place) if named_next else "above"
        if whose == "above":
            people[-1], self.post_line = posted, line
        else:
            self.role, self.role_open = text, whose == "either"
            if self.role_open:
                people[-1] = replace(people[-1], confidence=OPEN)

    def _new_unit(self, line: Line, text: str) -> None:
        self._flush_role()
        self.units.append(Written())
        self.item, self.closed, self.either = None, False, False
        self._begin(self.unit, line, text)

    def _flush_role(self) -> None:
        people = self.unit.people
        if self.role and people and people[-1].role is None:
            people[-1] = replace(people[-1], role=self.role)
        elif self.role and not people and self.role_line and self.unit.first and same_look(self.unit.first, self.role_line):
            self.unit.label, self.unit.lines = attached(self.unit.label, self.role), [*self.unit.lines, self.role_line]
        self.role = self.role_line = None

    def _new_plain_item(self, line: Line, text: str, post: Post | None = None) -> None:
        entries = self.unit.items
        first = self.units[0].first if len(self.units) > 1 and not entries else None
        first = self.unit.first if entries and is_listed_under(entries[-1].first, line) else first
        if first is not None and same_look(first, line):
            self._new_unit(line, text)  # one of the same rank, as the last one was
            return
        (label, people), self.closed = post or label_and_people(text), True
        self.item = Written(label=label, people=people, first=line, indent=line.frame.x0 - 2, lines=[line])
        (entries[-1] if entries and is_listed_under(line, entries[-1].first) else self.unit).items.append(self.item)

    def read(self) -> list[Written]:
        for place in range(len(self.lines)):
            self.take(place)
        self._flush_role()
        doubt_pieces(self.units)
        for unit in self.units:
            take_people_out(unit, self.habits.words)
            if unit.label:
                unit.label = (unit.label.rstrip(" ·•|") or unit.label) if unit.people else unit.label  # « Écoles · », « Mme Roy »
                unit.people = [without_place(person, self.lines, self.habits.words) for person in unit.people]
            unit.apart = bool(unit.lines) and all(line.look in self.habits.titles for line in unit.lines)
        first = self.units[0]
        post = (first.people[0].role if first.people and not first.label else None) or ""
        if len(post.split()) > 2 and self.lines[0].text.startswith(post):
            first.first = self.lines[0]  # « Assistante de direction : Mme Roy » is called by the post, and looks as it does
        return self.units
