"""What a sheet says of itself: words that stand beside names in several of its boxes are posts, in whatever language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.expressions import expression, remembered
from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.lines import Line, same_look
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_listed, is_role, is_vacant, starts_like_unit
from monitor.pdf.orgchart.words.name_forms import (
    CALLED_AFTER,
    CIVILITY_WITHIN,
    LIKE_PLACES,
    PLACE_WORDS,
    begins_with_letters,
    cases_of_name,
    is_called_after,
    is_first_name,
    is_particle,
    letters_of_units,
    may_be_name,
    spelled_names,
    writes_short_surnames,
)
from monitor.pdf.orgchart.words.people import BEFORE_POST, DEGREES, OPEN, Named, is_name, named_in, writes_surname_first
from monitor.pdf.orgchart.words.rows import (
    behind_mark,
    ending_titles,
    have_surname_only,
    is_inverted,
    marks_before_names,
    names_somebody,
    share_of_short,
    titled_name,
    titles_of_rows,
    words_in_name,
)
from monitor.pdf.orgchart.words.wording import is_contact, open_ended, posted_people, surname_behind, unbulleted, without_numbers

_MARKS = (" : ", ": ", " – ", " — ", " | ", " · ", " / ", ", ", " - ")
_OFTEN = 3  # boxes in which a post stands
_TWICE = 2  # boxes in which a vacancy is told
_LONG_NAME = 3  # words of a name with two surnames
_MOST_WORDS = 5
_MOST = 0.8  # of all names, those that are so where that is the custom
_MANY = 0.6  # of all brackets behind titles, those that hold names where that is the custom
_SET_SO = 0.8  # how sure it is that what stands where names do is one
_COMMA = re.compile(r"[^,]+, [^,]+")
_BEHIND = re.compile(r"(?<=\w)\s*\(((?:[^()]|\([^()]*\))+)\)$")
_INTERIM = re.compile(r" \(([^()]*)\)$")  # « Bureau du courrier (Roy Anne (par intérim)) »
_LETTERED = re.compile(r"(?:[A-Z]\.){2,}\s")
_HONOURS = expression(  # « Jane Roe FRICS », where no name has capitals
    r"(?P<name>[^\W\d_]\S*[^\W\d_A-Z,](?:\s\S*[^\W\d_A-Z,])+)(?P<comma>,?)\s+(?P<honours>[A-Z]{2,6}(?:,?\s[A-Z]{2,6})*)"
)
_NO_SURNAME = re.compile(r"[B-DF-HJ-NP-TV-XZ ,]+")  # which has a vowel
_SHORT_SURNAME = re.compile(r"(?:[^\W\d_]+-)?[^\W\d_]{2,} [A-ZÀ-Þ]{2,3}")  # « Vaimiti LY »
_CUT = re.compile(r"[^\W\d_]{2,} [A-ZÀ-Þ]\.$")
_CUT_BEHIND = expression(  # « Mr John M. » may be of « Smith »
    r"(?:^|\s)(?:M\.|Mme|Mlle|Monsieur|Madame|Herr|Frau|D\.|Dña\.?|Sra?\.|Sig\.(?:ra)?|[Dd]ott\.(?:ssa)?) [^\W\d_]{2,} [A-ZÀ-Þ]\.$"
)
_AND = re.compile(r", | & | and | et | und | y ")
_SPREAD = 0.7  # of what stands behind a word and a colon, what is another one each time where it names people
# What a building or a town is told behind, in the languages of charts.
_PLACES = """site lieu adresse batiment localisation implantation standort gebaude ort dienstort sede edificio ubicacion local
building location locatie gebouw adres"""
_PLACED = frozenset(_PLACES.split())
_HARDLY_ONE = 0.4  # of those set alike, those that are otherwise
_TIMES = 4  # as often as the other way round where that is the custom


class SheetWords(NamedTuple):
    """`posts`: words for posts that recur beside names; `vacancies`: those that recur where else a name stands; all folded.

    `often`: lines that several boxes have. `long_names`: whether several people have names of more than two words;
    `whole_names`: whether nearly all with a civility have a first name, too; `civil`: whether nearly all people have a civility.
    `surname_first`: whether it stands behind the other; `capitals`: whether one of the two is in capitals; `mixed`: neither is;
    `short_names`: how many have no more than two words; `surname_only`: nor have those with a civility a first name.
    `initials`: most have but these. `brackets`: those behind titles hold names; `commas`: one stands between the two names;
    `bullets`: most that stand alone in a box are before names; `stacked`: first names stand over surnames in capitals; `given`:
    brackets behind titles hold first names alone. `places`: words before a colon that say where a unit is; `kinds`: those
    that many titles end with, « … Servisi »; `surnames`: whether posts and a colon have a surname alone behind them; `titled`:
    whether names stand behind titles and a comma; `cut`: whether most names end with a surname's first letter, « Mme Inès C. »;
    `lettered`: letters with full stops that many titles begin with, so that they are no initials of anybody: « U.O. », « U.O.C. ».
    `letters`: capitals that several lines begin with, and no surname, « CLAE Nord »; `short_surnames`: others are, « KERN Aziliz »;
    `rows`: titles beside names in rows of which most begin like no post: « Mayores – Dña. … » is no mayor among « Igualdad – … ».
    `spelled`: names that an e-mail address spells, « x.dukagjini@… »; `marks`: those behind titles before names, « – », « : ».
    """

    posts: frozenset[str] = frozenset()
    vacancies: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()
    long_names: bool = False
    whole_names: bool = False
    civil: bool = False
    surname_first: bool = False
    capitals: bool = False
    initials: bool = False
    short_names: float = 0.0
    surname_only: bool = False
    mixed: bool = False
    upper: bool = False
    brackets: bool = False
    marks: frozenset[str] = frozenset()
    commas: bool = False
    bullets: bool = False
    stacked: bool = False
    given: bool = False
    places: frozenset[str] = _PLACED
    kinds: frozenset[str] = frozenset()
    surnames: bool = False
    titled: bool = False
    cut: bool = False
    lettered: tuple[str, ...] = ()
    letters: frozenset[str] = frozenset()
    short_surnames: bool = False
    rows: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()

    def tells_place(self, text: str) -> bool:
        """Whether *text* says where a unit is: « Site : Jean Moulin », « Gebäude: Rathaus »."""
        before, colon, after = text.partition(":")
        return bool(colon) and bool(after.strip()) and _key(before) in self.places and not CIVILITY_WITHIN.match(after.strip())

    def behind_title(self, text: str) -> tuple[str, Person] | None:
        """The title and the person of « Print Room, Harriet Iqbal », where others of the sheet stand so."""
        return titled_name(text) if self.titled and not is_inverted(text) else None

    def posted_surnames(self, text: str) -> Named | None:
        """« Leitung: Kern / Stv. Leitung: N.N. »: surnames alone behind posts, where the sheet has them so."""
        people = posted_people(text) if self.surnames else None
        return Named(tuple(people), "post") if people else None

    def given_in_brackets(self, title: str) -> tuple[str, list[Person]] | None:
        """*title* and who stands in the brackets behind it by their first names alone, as others of the sheet do."""
        found = _BEHIND.search(title) if self.given else None
        parts = _AND.split(found[1]) if found else []
        if found is None or not any(map(is_first_name, parts)) or not all(map(str.isalpha, parts)) or any(map(is_listed, parts)):
            return None
        return title[: found.start()], [Person(name=part, confidence=_SET_SO) for part in parts]

    def are_one_name(self, first: str, below: str) -> bool:
        """Whether *first* and *below*, a word over one in capitals, are somebody where names stand so: « Evrard », « ROUX »."""
        given = first.replace("-", "").isalpha()
        if not self.stacked or not given or first.isupper() or not below.isupper() or is_role(first) or starts_like_unit(first):
            return False
        whole = f"{first} {below}"
        return first[:1].isupper() and (is_name(whole) or (is_first_name(first) and may_be_name(whole)))

    def in_brackets(self, title: str) -> tuple[str, Person] | None:
        """*title* and who stands behind it in brackets, or a mark, where names do here, though little shows that it is one."""
        noted = _BEHIND.search(title) if self.brackets else None
        before, mark, said = (title[: noted.start()], "(", noted[1]) if noted else behind_mark(title)
        interim = _INTERIM.search(said)
        name = said[: interim.start()] if interim else said
        first = _key(name.partition(" ")[0])
        of_place = not (self.places | CALLED_AFTER).isdisjoint((first, first.removesuffix("s")))  # « Accueil : Sites Nord »
        if of_place or not (noted or mark in self.marks) or not (named_in(name) or may_be_name(name)):
            return None
        return before, Person(name=name, role=interim[1] if interim else None, confidence=_SET_SO)

    def behind_bullet(self, text: str) -> Named | None:
        """The people that *text*, an entry of a list, names: where most such do, also those that little shows to be people."""
        found = self.named_in(text)
        if self.bullets and (found is None or not found.sure) and (found or may_be_name(text)):
            return Named(found.people if found else (Person(name=text, confidence=_SET_SO),), "first name")
        return found

    def is_post(self, text: str) -> bool:
        """Whether *text* begins like a post, or is one of this sheet."""
        return (is_role(text) or _key(text) in self.posts) and _key(text) not in self.rows

    def lacks(self, name: str, by: str) -> bool:
        """Whether *name* has only one of its parts, as the other is in capitals here, or is not, and the words *by* are so."""
        cases = cases_of_name(name) if self.capitals else set()
        return len(cases) == 1 and cases_of_name(by) == {True, False} - cases

    def is_cut(self, name: str, below: str) -> bool:
        """Whether *name* is whole with the letter it ends in, as others here are, or « M. Karim H. » is over words like *below*."""
        if not name.endswith(".") or _CUT.search(name) is None:
            return False
        return self.cut or (_CUT_BEHIND.search(name) is not None and not below.isupper())

    def is_whole(self, name: str, by: str, *, full: bool = False) -> bool:
        """Whether *name* has all that names have here, as « Mme DENIS » over *by*, « Énergie ». *full*: none had room."""
        words = [word for word in CIVILITY_WITHIN.sub("", name).split() if not is_particle(word)]
        if self.short_names < _MOST or not by[:1].isupper() or is_particle(name.split()[-1]) or not is_name(name):
            return False
        if words[-1].isupper() and by.partition(",")[0].isupper():
            return False  # « Mme LACROIX », « LEGRAND »
        if self.surname_only and len(words) == 1 and CIVILITY_WITHIN.match(name):
            return not is_first_name(words[0]) or words[0].isupper() > by.isupper()
        given = all(map(is_first_name, words)) and self.short_names < 1  # « Ana María », « Ruiz »
        return len(words) > 1 and not (full or given) and not self.lacks(name, by)

    def may_grow(self, name: str, by: str) -> bool:
        """Whether a *name* that could be whole may go on with the line *by*, as others here are that long."""
        short = (self.whole_names and words_in_name(name) == 1) or self.lacks(name, by)
        return (short or (self.long_names and len(by.split()) == 1)) and _key(by) not in self.often

    def named_in(self, text: str) -> Named | None:
        """The people that *text* names with the posts of this sheet, and nothing else."""
        begin, _, others = text.partition(" ")
        of_unit = begin in self.letters and not (self.surname_first or others.isupper())
        if of_unit or (self.lettered and text.startswith(self.lettered)):
            return None
        held = _HONOURS.fullmatch(text) if self.mixed and not self.capitals else None
        if held is not None and not (held["comma"] or _NO_SURNAME.fullmatch(held["honours"])):
            held = held if DEGREES.issuperset(folded(held["honours"]).replace(",", "").split()) else None  # « Soizic Anne LE GALL »
        if held is not None and (named := named_in(held["name"])) is not None and len(named.people) == 1:
            return replace(named, people=(replace(named.people[0], role=named.people[0].role or held["honours"]),))
        found = named_in(text)
        if text in self.spelled and not (found and found.sure):
            return Named((Person(name=text, confidence=1.0 if " " in text else _SET_SO),), "first name")
        if self.tells_place(text) and not (found and found.civil):
            return None
        if not (found and found.sure) and (posted := self.posted_surnames(text)) is not None:
            return posted
        ends_title = bool(self.kinds) and not self.kinds.isdisjoint(map(folded, text.split()[-1:]))
        if self.behind_title(text) is not None or (found is not None and not found.civil and ends_title):
            return None
        if _key(text) in self.vacancies and (found is None or not found.sure):
            return Named((Person(name="", vacant=True, confidence=OPEN),), "vacant")
        if self.commas and (found is None or not found.sure) and text.count(", ") == 1 and may_be_name(text):
            return Named((Person(name=text.strip(), confidence=_SET_SO),), "first name")
        if self.upper and text.isupper() and (found is None or found.form == "look") and may_be_name(text):
            people = found.people if found else (Person(name=text, confidence=_SET_SO),)
            return Named(people, "capitals")  # « CLOTILDE RAKOTO », where titles are in small letters
        two = " " not in others and folded(begin) not in PLACE_WORDS and is_called_after(text)
        if two and found is None and (self.surname_first or LIKE_PLACES.match(folded(begin))):
            return Named((Person(name=text, confidence=_SET_SO),), "noun")  # « Porte Tiphanie », among « Roy Anne »
        if self.surname_first and found and found.form in ("look", "noun") and is_first_name(text.rstrip(" ,").split()[-1]):
            return replace(found, form="first name")
        if self.short_surnames and found is not None and found.form == "noun" and begins_with_letters(text.split()):
            return found if begin in self.letters else replace(found, form="capitals")  # « ROUX Maïwenn »
        if self.capitals and found is None and _SHORT_SURNAME.fullmatch(text) and may_be_name(text) and not text.isupper():
            return Named((Person(name=text, confidence=_SET_SO),), "first name")
        if not self.posts or (found is not None and found.sure):
            return found
        for mark in _MARKS:
            before, between, after = text.partition(mark)
            for post, name in ((before, after), (after, before)) if between else ():
                named = named_in(name) if _key(post) in self.posts else None
                if mark.strip() == ":" and post is before and named is not None and named.form == "look":
                    named = replace(named, form="post")  # « Verantwoordelijke: An Claes », as behind « Directrice : »
                if named is not None and named.sure:
                    return replace(named, people=tuple(replace(p, role=p.role or post.strip()) for p in named.people))
        return found


NO_WORDS = SheetWords()


def words_of(boxes: Collection[Sequence[Line]]) -> SheetWords:
    """What the *boxes* of a sheet tell of its words."""
    printed, names, single, stacked = Counter[str](), list[str](), list[str](), 0
    cards: list[_Card] = []
    for lines in boxes:
        stacked += any(is_first_name(a.text) and b.text.isupper() and may_be_name(f"{a.text} {b.text}") for a, b in pairwise(lines))
        listed = [text for line in lines if (text := unbulleted(line.text)) is not None]
        if len(listed) == 1 and len(lines) > 1:  # no list: a name, or the one service
            single.append(without_numbers(listed[0]))
            names += [single[-1]] if named_in(single[-1]) is not None else []
        said = [line for line in lines if not is_contact(line.text) and unbulleted(line.text) is None]
        cards.append(_Card(said, [without_numbers(line.text) for line in said]))
        printed.update({_key(text) for text in cards[-1].texts})
        names += [text for text in cards[-1].texts if named_in(text) is not None]
    places, heads = _PLACED.union(_telling_places(boxes)), frozenset(_words_for_heads(boxes))
    posts, vacancies = _posts_and_vacancies(cards)
    upper, surnames, titled = _told_by_lines([without_numbers(line.text) for box in boxes for line in box])
    often = frozenset(text for text, number in printed.items() if number >= _TWICE)
    # Letters with full stops that many first lines begin with, each time before other words, and few with others
    begun = Counter(found[0] for text in {lines[0].text for lines in boxes if lines} if (found := _LETTERED.match(text)))
    named = [one for one in map(named_in, names) if one is not None]
    civil = [words_in_name(text) for text in names if CIVILITY_WITHIN.match(text)]
    bare = {person.name for one in named for person in one.people if "," not in person.name}
    two = [words for name in bare if len(words := CIVILITY_WITHIN.sub("", name).split()) == 2]
    plain, loud = sum(all(map(str.istitle, pair)) for pair in two), sum(any(map(str.isupper, pair)) for pair in two)
    whole = [text for text in names if words_in_name(text) > 1]  # « Mme Claire », above « ROY », shows nothing
    behind = [noted[1] for lines in boxes if (noted := _BEHIND.search(" ".join(line.text for line in lines)))]
    bracketed, in_brackets = len(behind), sum(map(names_somebody, behind))
    below = [[text for text in card.texts[1:] if not is_role(text)] for card in cards]
    headed = {card.texts[0] for card, rest in zip(cards, below, strict=True) if card.texts and (not rest or is_name(rest[0]))}
    letters = frozenset(letters_of_units([[o.text.split() for o in lines] for lines in boxes], is_name))
    return SheetWords(
        (posts | heads) - places,
        vacancies - heads,
        often,
        long_names=sum(words_in_name(text) >= _LONG_NAME for text in names) >= _OFTEN,
        whole_names=len(civil) >= _OFTEN and sum(words > 1 for words in civil) >= _MOST * len(civil),
        civil=sum(one.civil for one in named) >= max(_OFTEN, _MOST * sum(one.sure for one in named)),
        surname_first=writes_surname_first(names),
        short_names=share_of_short(names),
        surname_only=have_surname_only(names),
        initials=sum(one.form == "initials" for one in named) >= max(_OFTEN, _MOST * len(names)),
        upper=upper,
        mixed=plain >= max(_OFTEN, _TIMES * loud),
        capitals=sum(len(cases_of_name(text)) == 2 for text in whole) >= max(_OFTEN, _MOST * len(whole)),
        commas=not titled and sum(_COMMA.fullmatch(text) is not None for text in names) >= max(_OFTEN, _MOST * len(names)),
        bullets=sum(map(names_somebody, single)) >= max(_OFTEN, _MANY * len(single)),
        marks=marks_before_names(line.text for lines in boxes for line in lines),
        brackets=in_brackets >= max(_OFTEN, _MANY * bracketed),
        stacked=stacked >= _OFTEN,
        given=sum(all(map(is_first_name, _AND.split(text))) for text in behind) >= max(_OFTEN, _MANY * bracketed),
        places=places,
        kinds=frozenset(ending_titles([box[0] for box in boxes if box])),
        surnames=surnames,
        titled=titled,
        cut=sum(_CUT.search(text) is not None for text in names) >= max(_OFTEN, len(names) / 2),
        letters=letters,
        short_surnames=writes_surname_first(names) or writes_short_surnames(names, letters),
        lettered=tuple(said for said, count in begun.items() if count > _OFTEN and count >= _MANY * begun.total()),
        rows=frozenset(map(_key, titles_of_rows(boxes))),
        spelled=frozenset(spelled_names([without_numbers(line.text) for box in boxes for line in box], headed)),
    )


class _Card(NamedTuple):
    """The lines of a box that are no entries of lists and no telephones, and what they say without numbers."""

    lines: list[Line]
    texts: list[str]


def _posts_and_vacancies(cards: Iterable[_Card]) -> tuple[frozenset[str], frozenset[str]]:
    """What often stands where posts do, beside names, on *cards*; and what stands several times where else a name does."""
    posts, between, vacancies = Counter[str](), Counter[str](), Counter[str]()
    beside, named = defaultdict[str, set[str]](set), 0
    for lines, texts in cards:
        people = [text for text in texts if (found := named_in(text)) is not None and found.sure and not found.people[0].vacant]
        named += bool(people) and len(texts) > 1
        posts.update(set(_posts_in(lines, texts, people)))
        if len(texts) > 2 and not any(text in people for text in texts[:-1]):  # under its title a post, and below that a name
            title, post, name = texts[-3:]
            begins = post[:1].isupper() and not open_ended(title) and _may_be_post(post)
            is_named = len(name.split()) > 1 and (name in people or may_be_name(name))
            between[_key(post)] += begins and is_named and not _ends_post(lines, lines[-2], lines[-1])
        if len(texts) == 2 and len(people) == 1 and _may_be_post(other := texts[texts[0] == people[0]], looks=True):
            beside[_key(other)].add(people[0])
        if len(texts) > 1 and not people and ((last := named_in(texts[-1])) is None or last.form != "look"):  # who heads two units
            vacancies[_key(texts[-1])] += 1
    between.update({post: len(told) for post, told in beside.items()})  # no two units have one title
    empty = {
        said
        for said, often in vacancies.items()
        if often >= _TWICE and named >= 2 * often and said not in posts
        if any(map(str.isalpha, said)) and not any(map(str.isdigit, said))
        if not (starts_like_unit(said) or is_role(said) or any(map(is_listed, said.split())))
    }
    return frozenset(post for told in (posts, between) for post, often in told.items() if often >= _OFTEN), frozenset(empty)


def _told_by_lines(lines: Sequence[str]) -> tuple[bool, bool, bool]:
    """What all *lines* of a sheet tell of its names.

    Whether they are in capitals from end to end, and hardly anything else is; whether several lines have a post, a colon and a
    surname alone, another one each time; whether several have a title, a comma and a whole name, and hardly any a name's two parts.
    """
    sure = {text: (named := named_in(text)) is not None and named.sure and not named.people[0].vacant for text in lines}
    names = [text for text, known in sure.items() if known]
    others = [text for text, known in sure.items() if not known and text.isupper() and not may_be_name(text)]
    upper = sum(map(str.isupper, names)) >= max(_OFTEN, _MOST * len(names)) and 2 * len(others) < len(names)
    parts = (part for text in lines if ":" in text or ", " in text or text.isupper() for part in BEFORE_POST.split(text))
    alone = [person.name for part in parts if (person := surname_behind(part)) is not None]
    inverted = sum(map(is_inverted, lines))
    told = [titled_name(text) for text in lines if ", " in text and not is_inverted(text)]
    titled = sum(one is not None and one[1].confidence == 1 for one in told) >= max(_OFTEN, _TIMES * inverted)
    return upper, len(set(alone)) >= max(_OFTEN, _HARDLY_ONE * len(alone)), titled


def _telling_places(boxes: Iterable[Sequence[Line]]) -> Iterator[str]:
    """Words, no posts, before a colon, behind which the same words come again and again in boxes that name somebody without one."""
    behind = defaultdict[str, list[str]](list)
    for lines in boxes:
        texts = [without_numbers(line.text) for line in lines]
        if any(is_name(text) for text in texts if ":" not in text):
            for before, colon, after in (text.partition(":") for text in texts):
                if colon and after.strip() and not is_role(before):
                    behind[_key(before)].append(_key(after))
    yield from (word for word, told in behind.items() if len(told) >= _OFTEN and len(set(told)) < _SPREAD * len(told))


def _posts_in(lines: Sequence[Line], texts: Sequence[str], people: Collection[str]) -> Iterator[str]:
    """What may be a post in one box: before or behind a mark between it and a name; before a colon; on the line above or below one.

    On a line of its own in a box of several people, only what is set like a known post is there. *texts*: what *lines* say.
    """
    for text in texts:
        for mark in _MARKS:
            before, between, after = text.partition(mark)
            if between and is_role(before) and mark not in (", ", ": "):
                yield _key(before)  # « Enhetschef – Kulturkontoret »
            for post, name in ((before, after), (after, before)) if between else ():
                found = named_in(name) if _may_be_post(post) else None
                if (found is not None and found.sure) or (mark.strip() == ":" and post == before and _may_be_post(post)):
                    yield _key(post)
    if len(people) == 1 and len(lines) > 2:
        for above, below in pairwise(lines[1:] if without_numbers(lines[0].text) not in people else lines):
            for one, other in ((above, below), (below, above)):
                if without_numbers(other.text) in people and _may_be_post(one.text) and not _ends_post(lines, one, other):
                    yield _key(one.text)
    if len(people) < 2:
        return
    known = [line for line in lines if is_role(line.text)]
    for above, below in pairwise(lines):
        for one, other in ((above, below), (below, above)):
            if without_numbers(other.text) in people and _may_be_post(one.text) and any(same_look(one, post) for post in known):
                yield _key(one.text)


def _words_for_heads(boxes: Iterable[Sequence[Line]]) -> Iterator[str]:
    """Words that units begin with, and that a sheet has before a colon and the one name under a title: « Concejalía: D. Ruiz ».

    So has it one several times, or a bare kind of unit, « Direction », where others have posts, « Responsable ».
    """
    before = Counter[str]()
    for lines in boxes:
        named = [(place, line.text) for place, line in enumerate(lines) if is_name(line.text.partition(":")[2] or line.text)]
        if len(named) == 1 and named[0][0] and ":" in named[0][1] and unbulleted(named[0][1]) is None:
            word = _key(named[0][1].partition(":")[0])
            before[word] += " " not in word or is_role(word)
    for word, often in before.items() if before.total() >= _OFTEN else ():
        if starts_like_unit(word) and (often >= _TWICE or word in KINDS):
            yield word


def _ends_post(lines: Sequence[Line], last: Line, name: Line) -> bool:
    """Whether *last*, beside a *name*, is set as the lines above it are and ends a post: « Chief », « Finance », « Officer »."""
    above = lines[: lines.index(last)]
    alike = bool(above) and same_look(above[-1], last) and not same_look(last, name)
    return alike and is_role(" ".join(line.text for line in (*above, last)))


def _may_be_post(text: str, *, looks: bool = False) -> bool:
    """Whether *text* may be a post; where it *looks* like a name, too."""
    words, named = text.split(), named_in(text)
    known = starts_like_unit(text) or (any(map(is_listed, words)) and not looks) or is_vacant(text)
    return 1 <= len(words) <= _MOST_WORDS and not (known or (named is not None and (named.sure or not looks)))


@remembered
def _key(text: str) -> str:
    return folded(text).strip(" :–—-,()")
