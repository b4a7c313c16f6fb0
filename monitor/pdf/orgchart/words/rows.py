"""Rows « Title – Name »: units beside who heads them, of one look, whatever the words of either are (3.27). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.lines import Line, attached, joined, same_look, same_style
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.vocabulary import (
    DIRECTORATE,
    begins_with_kind,
    folded,
    is_chart_word,
    is_listed,
    is_post_of_rank,
    is_role,
    is_vacant,
    level,
    starts_like_unit,
)
from monitor.pdf.orgchart.words.name_forms import CIVILITY_WITHIN, is_first_name, is_particle, may_be_name
from monitor.pdf.orgchart.words.people import OPEN, doubted, is_name, named_in
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, is_place, is_room, open_ended, unbulleted, without_numbers

_MARKS = (" – ", " — ", " - ", " : ", " | ")
_FEW, _MOST = 3, 0.75  # lines with a name behind a mark: fewer are no custom; of all lines with the mark, so many
_MANY, _MOSTLY, _NEARLY_ALL = 6, 0.6, 0.8  # titles with a name behind a mark, where whatever may be a name is one there
_BEHIND_MARK = re.compile(r"(?<=\w)(\s[–—-]|\s?:)\s([^–—:()]+)$")
_LONG_NAME, _TURNS = 4, 2  # words; titles by turns with names
_LONG = 3  # words of a name with two surnames
_HARDLY_ONE = 0.4  # of those set alike, those that are otherwise
_SET_AS_NAME = 0.8  # how sure it is that what stands where names do is one
_LISTS = 2  # boxes with more than one unit below a white: where each has one, the two may be alike
_WHITE_BEHIND = 1.25  # times the usual step from line to line
_CLOSE_EM = 1.45  # lines of one title stand no further apart


def parted(text: str) -> tuple[str, str, str] | None:
    """« Paie – Mme Roy » -> the title, the mark and what stands behind it; None without a mark."""
    for mark in _MARKS:
        title, found, behind = text.rpartition(mark)
        if found and title.strip() and (name := without_numbers(behind).strip()):
            return title.strip(), mark, name
    return None


def behind_mark(text: str) -> tuple[str, str, str]:
    """« Écoles: Jo Blin » -> the title, its mark, « – » or « : », and what stands behind it; *text* alone where it has none."""
    found = _BEHIND_MARK.search(text)
    return (text[: found.start()], ":" if ":" in found[1] else "–", found[2]) if found else (text, "", "")


def marks_before_names(texts: Iterable[str]) -> frozenset[str]:
    """The marks behind titles, which posts are not, behind which most of *texts* name somebody, and nearly all may.

    What stands before names again and again, « Verantwoordelijke: An Claes », says who heads a title above.
    """
    parts = [(title, mark, said) for title, mark, said in map(behind_mark, texts) if mark]
    times = Counter(folded(title) for title, *_ in parts)
    behind = defaultdict[str, list[str]](list)
    for title, mark, said in parts:
        if not (times[folded(title)] >= _FEW or is_role(title) or is_contact(said)):
            behind[mark].append(said)
    return frozenset(
        mark
        for mark, said in behind.items()
        if sum(map(names_somebody, said)) >= max(_MANY, _MOSTLY * len(said))
        and sum(names_somebody(text) or may_be_name(text) for text in said) >= _NEARLY_ALL * len(said)
    )


def names_somebody(text: str) -> bool:
    """Whether *text*, which stands where names may, is surely one, or may be one and has a first name at either end."""
    words = text.split()
    return is_name(text) or (may_be_name(text) and (is_first_name(words[0]) or is_first_name(words[-1])))


def titled_name(text: str) -> tuple[str, Person] | None:
    """« Print Room, Harriet Iqbal »: a title, and who is named behind it and a comma by more than one word."""
    before, comma, name = text.rpartition(", ")
    named = named_in(name) if comma else None
    if named is None or len(named.people) > 1 or named.people[0].role or is_role(before) or is_name(before):
        return None
    if len(name.split()) < 2:
        return None
    return before, named.people[0] if named.sure else replace(named.people[0], confidence=_SET_AS_NAME)


def is_inverted(text: str) -> bool:
    """« Iqbal, Harriet »."""
    last, comma, first = text.partition(", ")
    given = all(map(is_first_name, first.split())) and not any(map(is_listed, last.split()))  # no « Mairie, Claire Aubin »
    return bool(comma) and given and len(last.split()) < _LONG_NAME - 1


def ending_titles(firsts: Iterable[Line]) -> Iterator[str]:
    """Words that several titles end with, first lines of boxes in a look in which hardly any is a name: « Harita Servisi »."""
    before = defaultdict[tuple[tuple[bool, bool, int], str], set[str]](set)
    named = defaultdict[tuple[bool, bool, int], list[bool]](list)
    for line in firsts:
        look, words = (line.bold, line.italic, round(2 * line.size)), line.text.split()
        named[look].append(is_name(line.text))
        if 1 < len(words) <= _LONG and words[-1].isalpha():
            before[look, folded(words[-1])].add(" ".join(words[:-1]))
    for (look, word), told in before.items():
        rare = sum(named[look]) <= _HARDLY_ONE * len(named[look])
        if rare and len(told) >= _FEW and not all(map(is_first_name, told)) and not is_first_name(word):
            yield word


def share_of_short(names: Collection[str]) -> float:
    """How many of *names*, if they are many, have two words at most, particles aside."""
    return sum(words_in_name(text) < _LONG for text in names) / len(names) if len(names) >= _MANY else 0.0


def have_surname_only(names: Collection[str]) -> bool:
    """Whether of several *names* with a civility nearly all have but one word more, and some one that is no first name."""
    civil = [CIVILITY_WITHIN.sub("", found.people[0].name) for text in names if (found := named_in(text)) and found.civil]
    alone = [name for name in civil if len([word for word in name.split() if not is_particle(word)]) == 1]
    return sum(not is_first_name(name) for name in alone) >= _FEW and len(alone) >= _NEARLY_ALL * len(civil)


def words_in_name(text: str) -> int:
    found = named_in(text)
    name = CIVILITY_WITHIN.sub("", found.people[0].name) if found else ""
    return sum(not is_particle(word) for word in name.split())


def titles_of_rows(boxes: Iterable[Sequence[Line]]) -> Iterator[str]:
    """The titles of rows that stand in one look under each other in a box, a name behind each: most are no posts, so none is.

    Two such rows are enough where several boxes have rows, and none of these a post; then one alone is as these are. So is one over
    rows without a name, titles each: « Voirie : M. Petit », « Eau potable », « Parcs »; not where any is a post.
    """
    each = [run for lines in boxes for run in _runs(lines, bare=True) if run]
    told = [(run, [title for title, _, _ in run if is_role(title)]) for run in each if len(run) > 1]
    whole = [posts for run, posts in told if sum(bool(name) for *_, name in run) > 1]
    usual = len(whole) >= _FEW and not any(whole)
    for run, posts in told:
        bare = any(not name for *_, name in run)
        several = (usual or len(run) >= _FEW) and (not posts if bare else 2 * len(posts) < len(run))
        if several and not any(" " in post or is_post_of_rank(post) for post in posts):
            yield from (title for title, _, name in run if name)
    single = [run[0][0] for run in each if sum(bool(name) for *_, name in run) == 1]
    yield from (title for title in single if usual and not is_role(title))


def _runs(lines: Sequence[Line], *, bare: bool = False) -> Iterator[list[tuple[str, str, str]]]:
    """What stands in those of *lines* that follow each other, look alike, and have a name behind one mark.

    With *bare*, below such a one also what has none, and may be a title as well: its mark and its name are "".
    """
    run: list[tuple[str, str, str]] = []
    for above, line in zip([None, *lines], lines, strict=False):
        row = parted(_text(line))
        named = named_in(row[2]) if row else None
        alike = bool(run) and above is not None and same_look(above, line)
        if row is None or named is None or starts_like_unit(row[2]):
            text = _text(line)
            if bare and alike and text[:1].isupper() and not (row or is_contact(text) or is_room(text) or named_in(text)):
                run.append((text, "", ""))
                continue
            yield run
            run = []
            continue
        if run and not (alike and row[1] == run[0][1]):
            yield run
            run = []
        run.append(row)
    yield run


def rows_apart(lines: Sequence[Line]) -> Sequence[Line]:
    """*lines* as entries of a list, where all of a box are rows of one look that begin at one place; [] where they are not."""
    if len(lines) < _FEW - 1 or any(line.angle != 0 or unbulleted(line.text) is not None for line in lines):
        return []
    begun = [line.frame.x0 for line in lines]
    flush = max(begun) - min(begun) <= 0.5 * lines[0].size
    flush = flush and all(same_style(a, b) for a, b in pairwise(lines))
    run = next(_runs(lines)) if flush else []
    titles = [title for title, _, _ in run]
    posts = [title for title in titles if is_role(title)]
    sure = [named for _, _, name in run if (named := named_in(name)) is not None and named.sure]
    if len(run) < len(lines) or not sure or (posts and not set(titles) <= set(titles_of_rows([lines]))):
        return []
    return [replace(line, text=f"• {line.text}") for line in lines]


def names_put_behind(boxes: Sequence[Sequence[Line]]) -> dict[int, list[Line]]:
    """The lines of those *boxes*, by number, that are lists with who has a unit before it: « Mme Roy – Paie ».

    They become « • Paie : Mme Roy ». Some may tell that nobody has the unit, « (vacant) – Paie », and some the unit alone: most of
    a list only where the sheet has others. Below the title of a directorate or of more, such a list ends a box; below another one,
    or where posts stand behind several names of the sheet, it tells what each of its people does: « Karim Roy (Voirie) ».
    """
    told = {number: [_behind_name(line.text) for line in lines] for number, lines in enumerate(boxes)}
    jobs = sum(one is not None and is_role(one[1]) for some in told.values() for one in some) >= _FEW
    entries = {number: _units_behind(lines) for number, lines in enumerate(boxes)}
    begins = dict.fromkeys(entries, 0)
    for number, lines in enumerate(boxes if not jobs else ()):
        rank = level(lines[0].text) if lines and not entries[number] else None
        for begin in range(1, len(lines)) if rank is not None and rank <= DIRECTORATE else ():
            found_here = _units_behind(lines[begin:])
            if found_here and found_here[0][2]:
                begins[number], entries[number] = begin, found_here
                break
    units = {number: [unit for _, unit, who in found if who] for number, found in entries.items()}
    # « Marie Roy – Ville », « Jean Duval – Métropole » again in other boxes: whose they are, no units
    often = Counter(folded(unit) for some in units.values() for unit in {*some})
    shared = {number for number, some in units.items() if 2 * sum(often[folded(unit)] > 1 for unit in some) > len(some)}
    units = {number: [] if number in shared else some for number, some in units.items()}
    sure = set[int]()
    for number, some in units.items():
        known = sum(starts_like_unit(unit) or any(map(is_chart_word, unit.split())) for unit in some)
        named = sum((one := named_in(who)) is not None and one.sure for _, _, who in entries[number] if who)
        if 2 * named >= len(some) >= _FEW - 1 and 2 * len(some) >= len(entries[number]) and 2 * known >= len(some):
            sure.add(number)
    found: dict[int, list[Line]] = {}
    for number, lines in enumerate(boxes):
        if units[number] and sure and len(entries[number]) > 1:
            left = min(line.frame.x0 for line in lines)
            said = [(line, f"• {unit} : {who}" if who else f"• {unit}") for line, unit, who in entries[number]]
            listed = [replace(line, text=text, frame=line.frame._replace(x0=left)) for line, text in said]
            found[number] = [*lines[: begins[number]], *listed]
        elif sum(one is not None and not is_role(one[1]) for one in told[number][1:]) >= (1 if jobs else _FEW - 1):
            does = [one if one and not is_role(one[1]) else None for one in told[number]]
            found[number] = [replace(o, text=f"{one[0]} ({one[1]})") if one else o for o, one in zip(lines, does, strict=True)]
    return found


def _behind_name(text: str) -> tuple[str, str] | None:
    """« Karim Roy – Voirie » -> who is named before a mark, and what is behind it: neither the title of a unit nor a name."""
    for mark in _MARKS[:3]:
        who, found, behind = text.partition(mark)
        named = named_in(who) if found else None
        if named is not None and named.sure and len(named.people) == 1 and not named.people[0].role:
            said = behind.strip()
            told = said.count(" ") < _LONG_NAME and not (begins_with_kind(said) or is_contact(said) or named_in(said))
            return (who.strip(), said) if told and said[:1].isalpha() and "(" not in said else None
    return None


def _units_behind(lines: Sequence[Line]) -> list[tuple[Line, str, str]]:
    """For each entry the line it begins in, the unit, and who is told before it, "" for nobody; [] where they are no such list."""
    entries: list[tuple[Line, str, str]] = []
    for line in lines:
        who, unit = "", line.text
        for mark in _MARKS[:3]:  # « Mme Roy – Paie », « (vacant) – Paie »
            before, found, behind = line.text.partition(mark)
            told = before.strip("()[] ") if is_vacant(before) else before.strip()
            held = named_in(told) if found and behind[:1].isupper() else None
            somebody = held is not None and (
                held.sure or not any(map(is_chart_word, told.split()))
            )  # no « Espaces Verts – Serres »
            if somebody and named_in(behind) is None and not is_role(behind):
                who, unit = told, behind.strip()
                break
        if line.angle != 0 or unbulleted(line.text) is not None or not same_look(lines[0], line):
            return []
        if not who and (named_in(line.text) is not None or is_contact(line.text) or is_role(line.text)):
            return []
        if entries and not who and is_cut_off(entries[-1][1], unit):
            entries[-1] = (entries[-1][0], attached(entries[-1][1], unit), entries[-1][2])
        else:
            entries.append((line, unit, who))
    return entries


def part_names(writings: Sequence[Written]) -> None:
    """Where most lines with a mark name somebody behind it, take what may be a name out of the titles of the others.

    Who is called by ordinary words, « Grant Church », is less than sure; so is the title, where few others are seen to be
    parted so, or where what stands behind the mark is left in it.
    """
    every = [one for written in writings for one in _all_in(written)]
    rows = [parted(_text(one.lines[0])) for one in every if one.lines]
    held = [row for row in rows if row is not None and not is_place(row[0])]
    named = [(row, named_in(row[2])) for row in held]
    sure = sum(found is not None and found.sure for _, found in named)
    may_be = sum(found is not None or _may_name(row[2]) for row, found in named)
    if not sure or may_be < max(_FEW, _MOST * len(held)):
        return
    for one in every:
        row = parted(one.label)
        if row is None or one.people or is_place(row[0]) or is_role(row[2]) or starts_like_unit(row[2]):
            continue
        title, _, name = row
        if _may_name(name) or named_in(name) is not None:
            one.label, one.people = title, [Person(name=name, confidence=OPEN)]
            one.doubted = one.doubted or 2 * sure < len(held)
        else:
            one.doubted = one.doubted or _is_capital(name)  # « Céleste Bureau »


def takes_turns(lines: Sequence[Line], heads: Sequence[bool], is_post: Callable[[str], bool]) -> bool:
    """Whether titles and names stand by turns in *lines*, a name last: « Pôle ressources », « Mme Roy », « Paie », « M. Bon ».

    Each title below a name has one line, and none may be a post, a task or somebody; half have words that are known of units,
    as « Préventeur » has not. What stands before the first name is one title, in one look.
    *heads*, *is_post*: as of `run_on.lists_titles`.
    """
    kept = [(line.text, head) for line, head in zip(lines, heads, strict=True) if head or not is_contact(line.text)]
    start = next((place for place, (_, head) in enumerate(kept) if head), 0)
    if not start or len(kept) % 2 == start % 2 or any(head == place % 2 for place, (_, head) in enumerate(kept[start:])):
        return False
    titles = [text for place, (text, head) in enumerate(kept) if not (head or 0 < place < start)]
    told = any(is_post(o) or may_be_name(o) or unbulleted(o) is not None or "," in o or not o[:1].isupper() for o in titles)
    one = all(same_look(lines[0], line) for line in lines[: heads.index(True)] if not is_contact(line.text))  # in one look
    known = sum(any(map(is_chart_word, title.split())) for title in titles[1:])
    return one and not told and len(titles) >= _TURNS and _TURNS * known >= len(titles) - 1


def hang_under_firsts(boxes: Iterable[tuple[Sequence[Line], Written]]) -> None:
    """List the further units of each box under its first, where those of all such boxes begin with one above them.

    By its word, « Pôle culture », « Musées », « Archives », or its capitals, all in one look. A box or two so are
    no custom; a service heads nothing by its word alone. Where the first alone has several lines everywhere, the last may be one,
    as it is where white parts it. Or where white tells it: see `_under_white`.
    """
    held = [(lines, one) for lines, one in boxes if one.more]
    several = [one for _, one in held]
    ranks = [(level(one.label), [level(other.label) for other in one.more]) for one in several]
    by_word = all(first is not None and first <= DIRECTORATE and all(o is None or o > first for o in rest) for first, rest in ranks)
    by_case = all(one.label.isupper() and not any(o.label.isupper() for o in one.more) for one in several)
    if len(several) < _FEW or _under_white(held) or not (by_word or by_case):
        return
    glued = all(len(one.lines) > 1 and all(len(o.lines) == 1 for o in one.more) for one in several)
    ends = [(one.lines[-2], one.lines[-1]) for one in several] if glued else []
    glued = bool(ends) and not any(open_ended(head.text) or below.text[:1].islower() for head, below in ends)
    parted = glued and all(below.base - head.base > _CLOSE_EM * head.size for head, below in ends)
    for one in several:
        one.doubted, one.people = one.doubted or glued, doubted(one.people) if glued else one.people
        if parted:
            *head, below = one.lines
            second = replace(one, label=below.text, first=below, lines=[below], more=[])
            one.label, one.lines, one.people, one.items = joined(head), head, [], [second]
        one.items, one.more = [*one.items, *one.more], []


def _under_white(boxes: Sequence[tuple[Sequence[Line], Written]]) -> bool:
    """List the further units of boxes under their first, where in nearly all of *boxes* one white parts it from the others.

    What was read over the white as one title is two, of which the lower one may be more. Where each box has but one unit below,
    the two may be alike, and so they are where words tell no lower rank of those below. *boxes*: lines and what is read of them.
    """
    steps = sorted(b - a for lines, _ in boxes for a, b in pairwise(_rows(lines)))
    least = _WHITE_BEHIND * steps[len(steps) // 4] if steps else 0.0
    parts = [_below_white(lines, one, least) for lines, one in boxes]
    whole = sum(part == [] for part in parts)
    lists = sum(part is not None and len(one.more) + len(part[:1]) > 1 for part, (_, one) in zip(parts, boxes, strict=True))
    ranks = [(level(one.label), level(other.label)) for _, one in boxes for other in one.more]
    likes = any(upper is not None and lower is not None and lower <= upper for upper, lower in ranks)
    if likes or parts.count(None) > (1 - _MOST) * len(boxes) or whole < _FEW or lists < _LISTS:
        return False
    for part, (_, one) in zip(parts, boxes, strict=True):
        if part and len(part) < len(one.lines):
            one.lines = one.lines[: -len(part)]
            label = one.label.removeprefix(head := joined(one.lines)).strip()
            second = replace(one, label=label, first=part[0], lines=part, more=[], doubted=True)
            one.label, one.people, one.items = head, [], [second]
        one.items, one.more = [*one.items, *one.more], []
    return True


def _rows(lines: Iterable[Line]) -> list[float]:
    """How far down each row of *lines* stands."""
    return sorted({round(line.base, 1) for line in lines if not line.angle})


def _below_white(lines: Sequence[Line], one: Written, least: float) -> list[Line] | None:
    """The lines of the first title that stand below the one white, of *least* points, behind it or within; None: none so."""
    rows = _rows(lines)
    white = [a for a, b in pairwise(rows) if b - a > least]
    part = [line for line in one.lines if white and line.box.top > white[0]]
    second = part[0] if part else one.more[0].first
    over = [row for row in rows if second is not None and row < second.box.top]
    return part if white and white == over[-1:] else None


def stands_out(head: Written, others: Iterable[Written]) -> bool:
    """Whether the title of *head* is bold or larger where those of *others*, in one box or block with it, are not."""
    first = head.first
    return first is not None and all(
        o.first is not None and (first.bold, round(first.size)) > (o.first.bold, round(o.first.size)) for o in others
    )


def _text(line: Line) -> str:
    said = unbulleted(line.text)
    return line.text if said is None else said


def _may_name(text: str) -> bool:
    """« Rose Maison »: whether a first name stands before another word, though that is one of units."""
    return is_first_name(text.split()[0]) and _is_capital(text)


def _is_capital(text: str) -> bool:
    """Whether *text* is as many words as a name, each with a capital."""
    proper = [word for word in text.split() if not is_particle(word)]
    lettered = all(word[:1].isupper() and word.replace("-", "").replace("'", "").replace("’", "").isalpha() for word in proper)
    return 2 <= len(proper) <= _LONG_NAME and lettered


def _all_in(written: Written) -> Iterator[Written]:
    for one in (written, *written.more):
        yield one
        for item in one.items:
            yield from _all_in(item)
