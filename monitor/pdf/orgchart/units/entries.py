"""What an entry of a list says: the title of a unit, and who is named behind it; entries parted by commas in one paragraph."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from itertools import pairwise

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import bounds
from monitor.pdf.lines import SPACE_EM, Line, all_centred, attached, had_room, joined, same_look, same_style, same_weight
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_chart_word, is_role, is_vacant, level, starts_like_unit, steps_down
from monitor.pdf.orgchart.words.broken_names import unfinished
from monitor.pdf.orgchart.words.name_forms import CALLED_AFTER, CIVILITY, PARTICLES
from monitor.pdf.orgchart.words.people import is_name, named_in, writes_surname_first
from monitor.pdf.orgchart.words.rows import marks_before_names, names_somebody, share_of_short
from monitor.pdf.orgchart.words.run_on import MARKS, follows, has_mark, is_of_people
from monitor.pdf.orgchart.words.sheet_words import NO_WORDS, SheetWords
from monitor.pdf.orgchart.words.wording import (
    ends_with_somebody,
    goes_with,
    is_contact,
    is_lighter,
    is_unit_with_head,
    label_and_people,
    open_ended,
    people_in,
    posted_people,
    unbulleted,
    without_remarks,
)

_FEW = 2  # entries with a name make a list one of units with theirs
_HEAD = 4  # how far down a direction stands: what is listed under a title down to that is of it
_LOOKS, _FEWEST_TOLD = 2, 2  # in a list of titles and what is theirs; of the latter, those whose words tell it
_LEVEL_EM, _DEEPER_EM = 0.5, 5.0  # entries of one level begin so near each other; further right is another column
_LESSER = "–—-o◦○>"  # marks of a lower level, where those above have others
_OUT_EM = _FLUSH_EM = 0.3  # how much further out than a list its title stands; how far apart lines flush with each other begin
_BEHIND_TITLE = (" – ", " — ", " - ", " : ")
_AFTER_NAME = re.compile(r"\s+[(–—-]")
_ROOMY = 0.08  # of the lines of a list, those that are longer than the widest that its entries may be
_BRACKETS, _MOSTLY = 4, 0.8  # behind entries, with names in them where that is the custom; of all brackets there
_SEPARATORS = re.compile(r"\s+[–—|-]\s+|\s*:\s+|,\s+|\s*\((?=.*\)$)")  # between a title and the people after it
_BALANCED = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
_BEHIND = re.compile(r"\((?P<bracket>[^()]+)\)$|(?:\s[–—-]|\s?:)\s+(?P<rest>[^():–—]+)$")
_NAMED_IN_BRACKETS = re.compile(r"(?P<title>\S.*?)\s*\((?P<head>[^()]+)\)(?:\s*[–—|,;:/-])?\s+(?P<others>[^()]+)")


def in_plain_list(
    line: Line, lines: Sequence[Line], names: Collection[Line], title: Line | None, is_post: Callable[[str], bool]
) -> bool:
    """Whether *line* is one of a list without bullets: *lines* under each other in a look that *title* and *names* have not."""
    alike = [o for o in lines if same_look(o, line) and abs(o.frame.x0 - line.frame.x0) <= 0.5 * line.size]
    alike = [o for o in alike if o not in names or starts_like_unit(o.text)]
    titled = any(starts_like_unit(o.text) for o in alike)
    own = title is not None and not same_look(title, line) and not any(same_look(o, line) for o in names)
    capital = all(o.text[:1].isupper() and not is_post(o.text) for o in alike)
    return len(alike) > 1 and capital and (titled or own) and not any(is_contact(o.text) for o in alike)


def parted_past_lists(lines: Sequence[Line], named: Sequence[object], is_post: Callable[[str], bool]) -> list[Sequence[Line]]:
    """The *lines* of a box, parted where the next title follows a list behind bullets, with who is named over it as over the first.

    It is set as the first title, and otherwise than the list or further out; where names stand below, over a list or a name of its
    own. *named*: who is named in each line.
    """

    def kind(line: Line, who: object) -> str:
        if unbulleted(line.text) is not None:
            return "entry"
        label, people = entry_parts(line.text)
        whose = is_post(line.text) or (bool(who) and not (people and label and not is_post(label)))
        return "holder" if whose else "title"

    listed = any(unbulleted(line.text) is not None for line in lines[:-1])
    kinds = [kind(line, who) for line, who in zip(lines, named, strict=True)] if listed else []
    first = kinds.index("title") if "title" in kinds else 0
    parts, begun, last = list[Sequence[Line]](), 0, -1
    for at, said in enumerate(kinds):
        last = at if said == "entry" else last
        title = kinds.index("title", at) if "title" in kinds[at:] else len(kinds)
        both = at > begun and at == title and bool(named[at] and named[at - 1] and kinds[at - 1] == "title")  # « Ski – M. Roy »
        if not (both or last >= 0) or title == len(kinds) or "entry" in kinds[at:title]:
            continue
        end = next((place for place in range(title, len(lines)) if kinds[place] != "title"), -1)
        begins = title > at if first else title == at and (end > 0 or any(named[at:]))
        own, entry = lines[title], lines[kinds.index("entry")] if both else lines[last]
        apart = not same_weight(lines[first], entry) or own.frame.x0 < entry.frame.x0 - _OUT_EM * own.size
        if begins and apart and same_weight(lines[first], own):
            parts.append(lines[begun:at])
            begun, last = at, -1
    return [*parts, lines[begun:]]


def head_in_list(line: Line, unit: Written, *, stepped: bool) -> tuple[Written, bool]:
    """What in *unit* the entry hangs under that begins with *line*, behind its mark; and whether that mark alone tells so.

    It is *stepped* in under that, or stands at its place behind a lesser mark: « • Service des parcs », « – Serres ».
    """
    head, by_mark, at = unit, False, unit
    levels = line.text[0] in _LESSER and not (unit.items and unit.items[0].lines[0].text[0] in _LESSER)
    while at.items:  # down the last entry of each depth
        at = at.items[-1]
        step, mark = (line.frame.x0 - at.indent) / line.size, at.lines[0].text[0]
        lesser = levels and mark not in _LESSER and abs(step) <= _LEVEL_EM
        if lesser or (stepped and _LEVEL_EM < step < _DEEPER_EM):
            head, by_mark = at, lesser and not is_lighter(line, at.lines[0])
    return head, by_mark


def entry_parts(text: str, words: SheetWords = NO_WORDS) -> tuple[str, list[Person]]:
    """« Direction des sports – Directrice : Mme Roy » -> title and people, parted at the first mark that only they follow.

    « Direction des sports (Mme Roy) – adjoint : M. Bon » names two. *words*: how names are written in the list.
    """
    bracketed = _NAMED_IN_BRACKETS.fullmatch(text)
    if bracketed and (heads := _people(bracketed["head"], words)) and (others := _people(bracketed["others"], words)):
        return bracketed["title"], [*heads, *others]
    last: tuple[str, list[Person]] = (text, [])
    for mark in _SEPARATORS.finditer(text):
        label, rest = text[: mark.start()].strip(), text[mark.end() :].strip()
        rest = rest[:-1] if mark.group().endswith("(") else rest
        if not (_BALANCED.fullmatch(label) and _BALANCED.fullmatch(rest)):
            continue  # within brackets
        posted = posted_people(rest) if ":" in rest else []
        people = posted or _people(rest, words)
        if not people:  # « Cheffe de service : Mme Roy, adjointe »
            role, colon, names = rest.partition(" : ")
            people = [replace(person, role=person.role or role) for person in people_in(names)] if colon else []
        before = [p.role for p in people if p.role and not rest.endswith(p.role)]
        title_goes_on = any(not is_role(role) and any(map(is_chart_word, role.split())) for role in before)
        if title_goes_on:  # « DGA Éducation, Jeunesse et Sports : M. Roy »
            continue
        small = rest[:1].islower() and folded(rest.split()[0]) not in PARTICLES
        if not label or not people or (small and not (is_role(rest) or is_vacant(rest) or CIVILITY.match(rest))):
            continue
        last = label, people
        first, comma, _ = rest.partition(", ")
        if posted or not comma or not is_role(first) or named_in(first) is not None:
            break  # else « Le maire, président de la métropole, M. Roy »: the title goes on
    behind = words.in_brackets(text) if not last[1] else None
    return (behind[0], [behind[1]]) if behind else last


def with_their_own(items: Sequence[Written]) -> list[Written]:
    """*items* of a list, each with those below it that are its own: titles of lower ranks in another look, as all in the list are.

    « Direction des quais » in italics over « Service grues », « Service criée ». Not so where the lower ones stand out, which tells
    something else of them: services shared by all, say; italics do not under bold titles. Words that tell no ranks do where all of
    the first look have a head, and none of the other.
    """
    looks = {item.first.look for item in items if item.first}
    first = items[0].first if items else None
    if first is None or len(looks) != _LOOKS or any(item.first is None or item.indent != items[0].indent for item in items):
        return list(items)
    own_look = next(look for look in looks if look != first.look)
    if own_look[0] > first.bold or own_look[1] > max(first.italic, first.bold) or own_look[2] > first.look[2]:
        return list(items)
    heads: list[Written] = []
    own: dict[int, list[Written]] = defaultdict(list)
    steps: list[int | None] = []
    for item in items:
        if item.first and item.first.look == first.look:
            heads.append(item)
        else:
            own[id(heads[-1])].append(replace(item, by_look=True))
            steps.append(steps_down(heads[-1].label, item.label))
    told = [step for step in steps if step is not None]
    alone = len(own) < min(2, len(heads))  # two teams in italics at the end of a list of services are of none of them
    ranked = len(told) >= _FEWEST_TOLD and 2 * len(told) >= len(steps)
    led = len(heads) > 1 and all(head.people for head in heads) and not any(one.people for ones in own.values() for one in ones)
    if alone or not (ranked or led) or min(told, default=1) < 1:
        return list(items)
    return [replace(head, items=[*head.items, *own[id(head)]]) for head in heads]


def surname_below(whole: str, last: Line, line: Line, lines: Sequence[Line], custom: SheetWords) -> bool:
    """Whether a *line* is the rest of the name that an entry, *whole*, ends with: it had no room on the *last* line of that.

    « Hacienda – Dña. Elena Quintero », « Sanz ». Without a surname there, room or none. *lines*: all of the list; *custom*: its.
    """
    words, people = line.text.split(), entry_parts(whole)[1]
    flush = abs(line.frame.x0 - last.frame.x0) <= _FLUSH_EM * line.size
    if len(words) > 2 or len(people) != 1 or people[0].vacant or not flush or is_role(line.text) or is_name(line.text):
        return False
    if not all(word[:1].isupper() and not is_chart_word(word) for word in words) or custom.is_whole(people[0].name, line.text):
        return False
    after = entry_parts(f"{whole} {line.text}")[1]
    if len(after) != 1 or after[0].role != people[0].role or not after[0].name.endswith(words[-1]):
        return False
    reach = last.frame.x1 + line.first_word + SPACE_EM * line.size
    civility = CIVILITY.match(people[0].name)
    lacking = civility is not None and len(people[0].name[civility.end() :].split()) == 1
    return lacking or sum(o.frame.x1 >= reach for o in lines) <= max(1, _ROOMY * len(lines))


def lists_with_heads(boxes: Sequence[tuple[Sequence[Line], float]], headed: Container[int]) -> dict[int, list[Line]]:
    """The lines of those *boxes*, by their numbers, that are or end with a list of units, some with a name: a bullet before each.

    With the lines of a box comes how wide one may be there. Where several boxes are such lists, one name is enough in others.
    *headed*: the numbers of boxes whose title stands in another one, above.
    """
    found = {
        number: told
        for number, (lines, room) in enumerate(boxes)
        if (told := _headed_list(lines, room, _FEW, headed=number in headed))
    }
    if len(found) >= _FEW:
        for number, (lines, room) in enumerate(boxes):
            if number not in found and (told := _headed_list(lines, room, 1, headed=number in headed)):
                found[number] = told
    return found


def _headed_list(lines: Sequence[Line], room: float, fewest: int, *, headed: bool) -> list[Line]:
    """*lines* with a bullet before each entry of the list that they end with, below what is set otherwise, and names; or []."""
    begin = len(lines)
    while begin > 0 and same_style(lines[begin - 1], lines[-1]):
        begin -= 1
    while 0 < begin < len(lines):  # who heads them
        text, who = lines[begin].text, named_in(lines[begin].text)
        heads = who is not None and who.sure and not is_unit_with_head(who)
        if not (heads or (text[0] == "(" and ends_with_somebody(text))):
            break
        begin += 1
    own = lines[begin:]
    flush = all(abs(line.frame.x0 - own[0].frame.x0) <= line.size and line.angle == 0 for line in own)
    if not own or not flush or all_centred(own) or any(unbulleted(o.text) is not None and o.text[0] not in "–—-" for o in lines):
        return []
    entries = _headed_entries(own, room)
    told = [entry_parts(without_remarks(joined(entry))) for entry in entries]
    named = [bool(people) for _, people in told]
    titled = all(label and not is_role(label) and not is_name(label) and not is_contact(label) for label, _ in told)
    titled = titled and not any(set(label) & set(":0123456789") for label, people in told if not people)
    ranks = [level(label) for label, _ in told]
    ranked = ranks[0] is not None and ranks[0] <= _HEAD and any(rank is None or rank > ranks[0] for rank in ranks)
    if begin == 0 and not headed and (ranked or all(named[1:])):
        return []  # the first one heads all others
    if not titled or not fewest <= sum(named) < len(entries):
        return []
    return [*lines[:begin], *(replace(entry[0], text=f"• {joined(entry)}") for entry in entries)]


def _headed_entries(lines: Sequence[Line], room: float) -> list[list[Line]]:
    """The lines of each entry: « Sports – M. Roy (p. 12) », « Crèches », « Archives – Mme », « Petit – intérim ».

    One goes on where it can't end, or with what none begins with; behind a title as wide as the *room*, with what had none there.
    """
    entries = [[lines[0]]]
    for above, line in pairwise(lines):
        said = joined(entries[-1])
        mark = next((mark for mark in _BEHIND_TITLE if mark in said), None)
        name = said.partition(mark)[2] if mark else ""
        full = not had_room(above, line, room)
        goes_on = goes_with(said, line.text) or said.endswith((" –", " —", " -")) or folded(said) in KINDS
        goes_on = goes_on or line.text[0] in "–—-" or line.text[0].isdigit()
        if not goes_on and name and not said.endswith(")"):
            rest = _AFTER_NAME.split(line.text)[0]
            goes_on = unfinished(name) or (full and rest.isupper() and name.split()[-1].isupper() and is_name(f"{name} {rest}"))
        elif not goes_on and not name and not ends_with_somebody(said):
            bare = folded(line.text.partition(" (")[0]) in KINDS  # « People and Organisation », « Team (Wendy Dyke) »
            goes_on = full and not starts_like_unit(line.text) and all(mark not in line.text for mark in _BEHIND_TITLE)
            goes_on = goes_on or (bare and ends_with_somebody(line.text))
        if goes_on:
            entries[-1].append(line)
        else:
            entries.append([line])
    return entries


def custom_of(entries: Sequence[str]) -> SheetWords:
    """How a list writes its names, by what stands behind its titles: « (Sénéchal Dominique) », « : Roy Anne »."""
    behind = [found for entry in entries if (found := _BEHIND.search(entry))]
    named = [names_somebody(found["bracket"]) for found in behind if found["bracket"]]
    often = sum(named) >= max(_BRACKETS, _MOSTLY * len(named))
    first = writes_surname_first([found["bracket"] or found["rest"] for found in behind])
    short = share_of_short([one.name for entry in entries for one in entry_parts(entry)[1] if not one.vacant])
    return SheetWords(surname_first=first, brackets=often, marks=marks_before_names(entries), short_names=short)


def _people(text: str, words: SheetWords) -> list[Person]:
    named = words.named_in(text)
    return people_in(text) or (list(named.people) if named is not None and named.sure else [])


_HEADED = re.compile(r" \(([^():,]+)\)$")
_BETWEEN = (re.compile(r"(?<=;)\s+"), re.compile(r"(?<=\s[-–—/|·•])\s+"), re.compile(r"(?<=,)\s+"))  # titles, the surest mark first
_AT_END = re.compile(r"[;,]$|\s[-–—/|·•]$")
_JOINED = re.compile(r"\s(?:&|et|and|und|y|e|i|en|och|og|și)\s")


def commas_apart(boxes: Sequence[Sequence[Line]], headed: Container[int] = ()) -> dict[int, list[Line]]:
    """The lines of those boxes, by their numbers, that end with a paragraph of units parted by commas: with a line for each.

    « Budget, Dette (Mme Roy), Marchés » under a title, or under who heads it; so do semicolons, and dashes or strokes between
    blanks. Only where several boxes of the sheet end so, with three units or more, and capitals begin these, or names stand behind
    some: « Finances, commande publique et juridique » is one title. Commas in brackets part nothing.

    *headed*: the numbers of boxes whose title stands in another one, above: they are nothing but such a paragraph.
    """
    boxes, printed = [_heads_first(_with_places_whole(lines)) for lines in boxes], boxes
    moved: dict[int, list[Line]] = {}
    for number, (lines, before) in enumerate(zip(boxes, printed, strict=True)):
        # Set otherwise than the title over them: else « Culture, », « sports, jeunesse, fêtes » may be one
        plain = lines is not before and lines[0].look != lines[-1].look and "," in lines[-1].text
        if plain and not is_role(lines[-1].text) and all(unbulleted(line.text) is None for line in lines):
            moved[number] = list(lines)
    told = {number: said for number, lines in enumerate(boxes) if (said := _behind_commas(lines, headed=number in headed))}
    # Dots between, which prose has not, no larger nor bolder than what stands over them: three units somewhere, or words of units
    dotted = {n for n, (_, _, parts) in told.items() if any(has_mark(line) for _, line in parts)}
    worded = sum(any(map(is_chart_word, " ".join(text for text, _ in told[n][2]).split())) for n in dotted)
    several = len(dotted) > _FEW and (2 * worded >= len(dotted) or any(len(told[n][2]) > _FEW for n in dotted))
    firsts = {n: (boxes[n][0], boxes[n][told[n][1]]) for n in dotted if several}
    dotted = {n for n, (over, line) in firsts.items() if over.size >= line.size and over.bold >= line.bold}
    marks = Counter(mark for n, (mark, _, parts) in told.items() if len(parts) > _FEW or n in dotted)
    usual = max(marks, key=marks.__getitem__, default=None)
    found = {n: (begin, parts) for n, (mark, begin, parts) in told.items() if mark is usual or len(parts) > _FEW}
    headed = {number: sum(bool(label_and_people(text)[1]) for text, _ in parts) for number, (_, parts) in found.items()}
    custom = sum(headed.values()) > _FEW
    for number, (begin, parts) in list(found.items()):
        if not (custom and headed[number]):
            whole = _with_small_ones(parts, told[number][0])
            if len(whole) < _FEW or any(text[0].islower() for text, _ in whole):
                del found[number]
            else:
                found[number] = begin, whole
    known = {
        n for n, (_, parts) in found.items() if headed[n] or any(is_chart_word(word) for text, _ in parts for word in text.split())
    }
    if 4 * len(known) < 3 * len(found):  # « Lundi, Mardi », « Anglais, Espagnol », « Dijon, Talant » are no units
        found = {number: said for number, said in found.items() if number in known}
    if sum(len(parts) > _FEW or n in dotted for n, (_, parts) in found.items()) < _FEW:
        return moved
    found |= _of_one_entry(boxes, found) if dotted.issubset(found) and dotted else {}
    apart = moved
    for number, (begin, parts) in found.items():
        if custom:  # « Piscine (Claire Roy) » is no pool called so, where who heads it stands in brackets
            parts = [(_HEADED.sub(r" : \1", text) if not label_and_people(text)[1] else text, line) for text, line in parts]
        lines = boxes[number]
        sides = bounds([line.frame for line in lines[begin:]])
        left = sides.x0 + lines[begin].size
        frame = lines[begin].frame._replace(x0=left, x1=max(sides.x1, left))
        apart[number] = [*lines[:begin], *(replace(line, text=f"{MARKS[0]} {text}", frame=frame) for text, line in parts)]
    return apart


def _with_places_whole(lines: Sequence[Line]) -> Sequence[Line]:
    """*lines* with what is called after somebody in one line: « Écoles, médiathèque », « Marguerite Duras, sports », no post."""
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last is not None and "," in last.text and folded(last.text.split()[-1]) in CALLED_AFTER and follows(last, line):
            named = named_in(line.text)
            posted = named is not None and any(person.role and is_role(person.role) for person in named.people)
            if line.text[0].isupper() and not posted and (named is None or named.form not in ("civility", "capitals")):
                whole[-1] = replace(last, text=f"{last.text} {line.text}")
                continue
        whole.append(line)
    return whole if len(whole) < len(lines) else lines


def _heads_first(lines: Sequence[Line]) -> Sequence[Line]:
    """*lines* with who is named at their end over a paragraph of three units or more, as who heads all: it stood right above."""
    stop = len(lines)
    while stop > 1 and is_of_people(lines[stop - 1].text) and follows(*lines[stop - 2 : stop]):
        stop -= 1
    begin = stop
    while begin > 1 and not is_of_people(lines[begin - 1].text) and (begin == stop or follows(*lines[begin - 1 : begin + 1])):
        begin -= 1
    said, titled = " ".join(line.text for line in lines[begin:stop]), begin > 0 and not is_role(lines[begin - 1].text)
    titled = titled and not open_ended(lines[begin - 1].text)
    parted = any(len(mark.findall(said)) >= _FEW for mark in _BETWEEN) and folded(said.split()[-1]) not in CALLED_AFTER
    headed = parted and titled and folded(lines[begin - 1].text) not in KINDS and any(is_name(line.text) for line in lines[stop:])
    return [*lines[:begin], *lines[stop:], *lines[begin:stop]] if headed else lines


def _with_small_ones(parts: Sequence[tuple[str, Line]], mark: re.Pattern[str]) -> list[tuple[str, Line]]:
    """*parts* of a paragraph, each with those in small letters behind it, where a word that joins the last of these says so.

    « Paie, Recrutement, mobilité et compétences » are two, « Accueil, état civil, Élections » none that can be told.
    """
    whole: list[tuple[str, Line]] = []
    place = 0
    while place < len(parts):
        end = place + 1
        while end < len(parts) and parts[end][0][0].islower():
            end += 1
        goes_on = mark is _BETWEEN[-1] and not parts[place][0][0].islower() and _JOINED.search(parts[end - 1][0])
        own = [parts[place:end]] if goes_on else [[part] for part in parts[place:end]]
        whole += [(", ".join(text for text, _ in ones), ones[0][1]) for ones in own]
        place = end
    return whole


def _of_one_entry(
    boxes: Sequence[Sequence[Line]], lists: Mapping[int, tuple[int, list[tuple[str, Line]]]]
) -> dict[int, tuple[int, list[tuple[str, Line]]]]:
    """Lists of one entry: a box's last line in the look of all *lists*, right under a title in another, not under who heads it."""
    first, *others = [boxes[number][begin] for number, (begin, _) in lists.items()]
    found: dict[int, tuple[int, list[tuple[str, Line]]]] = {}
    for number, lines in enumerate(boxes) if all(same_look(first, other) for other in others) else ():
        alone = number not in lists and len(lines) > 1 and same_look(lines[-1], first) and not same_look(*lines[-2:])
        alone = alone and not is_of_people(lines[-2].text)
        text = lines[-1].text if alone else ""
        if alone and not any(same_look(line, first) for line in lines[:-1]) and text[0].isupper() and not is_of_people(text):
            found[number] = len(lines) - 1, [(text, lines[-1])]
    return found


def _behind_commas(lines: Sequence[Line], *, headed: bool) -> tuple[re.Pattern[str], int, list[tuple[str, Line]]] | None:
    """What parts the titles of the paragraph that a box ends with, which line begins it, and each title with its line.

    *headed*: whether all lines of the box may be of it.
    """
    begin = len(lines) - 1
    while begin > 0 and follows(*lines[begin - 1 : begin + 1]):
        above, below = lines[begin - 1].text, lines[begin].text
        if is_of_people(above) and above.count("(") <= above.count(")") and not below[:1].islower() and "," not in above:
            break  # who heads them, say
        begin -= 1
    if begin < (0 if headed else 1) or any(line.angle != 0 or unbulleted(line.text) is not None for line in lines):
        return None
    going_on = [line for upper, line in pairwise(lines[begin:]) if not _AT_END.search(upper.text)]
    if any(named_in(line.text) for line in going_on):  # « Éducation · Jeunesse », « Paul Henry »: the head of them both
        return None
    parts: list[tuple[str, Line]] = []
    depth = 0
    mark = next((mark for mark in _BETWEEN if any(mark.search(f"{line.text} ") for line in lines[begin:])), _BETWEEN[-1])
    for line in lines[begin:]:
        for place, piece in enumerate(mark.split(line.text)):
            if place == 0 and parts and not mark.search(f"{parts[-1][0]} "):
                parts[-1] = attached(parts[-1][0], piece), parts[-1][1]
            elif depth > 0:
                parts[-1] = f"{parts[-1][0]} {piece}", parts[-1][1]
            elif piece:
                parts.append((piece, line))
            depth += piece.count("(") - piece.count(")")
    titles = [(_AT_END.sub("", text.rstrip(" .")).rstrip(), line) for text, line in parts]
    named = [named_in(text) for text, _ in titles]
    titled = all(text[:1].isalnum() for text, _ in titles) and not any(one and one.sure for one in named)
    told = sum(is_role(text) or ":" in text or any(map(str.isdigit, text)) for text, _ in titles)  # « Budget : 3 M€ », « Étage 2 »
    titled = titled and 2 * told < len(titles)
    title = next((line.text for line in lines[:begin] if not is_of_people(line.text)), "")  # none: it is what somebody's says
    headed = begin == 0 or (bool(title) and (title == lines[0].text or starts_like_unit(title)))
    if not (len(titles) >= _FEW and titled and headed) or any(is_contact(text) for text, _ in titles):
        return None
    return mark, begin, titles
