"""Units one behind the other in a paragraph, a mark between two: « Paie • Carrières • Formation », broken where a line was full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.expressions import expression, remembered
from monitor.model.frozen import replace
from monitor.pdf.ink import bounds
from monitor.pdf.lines import ROOMY_EM, Line, all_centred, attached, had_room, joined, same_look, same_style
from monitor.pdf.orgchart.vocabulary import DIRECTORATE, KINDS, UNIT_WORDS, folded, is_role, level, starts_like_unit, word_list
from monitor.pdf.orgchart.words.broken_names import unfinished
from monitor.pdf.orgchart.words.name_forms import CALLED_AFTER, CIVILITY_WITHIN, is_first_name, may_be_name
from monitor.pdf.orgchart.words.people import is_name, named_in, writes_surname_first
from monitor.pdf.orgchart.words.wording import (
    ends_with_somebody,
    goes_with,
    is_contact,
    is_cut_off,
    is_place,
    is_room,
    label_and_people,
    open_ended,
    unbulleted,
    without_numbers,
)

MARKS = "•●▪■◦‣⁃∙♦◆★➢►▶✓|·"
_MARKED = frozenset(MARKS)
_MARK = expression(rf"\s*[{re.escape(MARKS[:-2])}]\s+|\s+[|·]\s+")  # the last two are in words, too: only with white at both sides
_DASHES, _MOSTLY, _FEWEST_DASHED = "–—-", 0.6, 3  # between a title and a name; of what stands behind, what is one
_NEXT_EM = 1.75  # lines of a paragraph stand no further apart
_FURTHER = 1.15  # times the distance within a title
_FEW = 2  # so many titles without the word for a unit may be one: « Culture • Sports »
_MOST_BELOW, _LONGEST_NAME = 2, 4  # lines on which a name goes on; words of one
_HOLDERS = frozenset(word_list("heads of names"))  # « Contact »
_ALL_SHOWN, _FEW_PLACES = 3, 0.2  # times as many names with a civility or in capitals as without; of titles, kinds of places

# How adjectives end that the title of a unit goes on with: « Culturelles », « Verts »
_ADJECTIVE = expression(
    r"(?:el|elle|al|ale|aux|ain|aine|if|ive|ique|aire|i?er|iere|ert|erte|ivil|ivile|ublic|ublique|ati|[ai]n[oa]|ic[oa])s?$"
)


class Broken(NamedTuple):
    """A title and, behind it in a look of its own, who heads it, one or both of which go over the end of a line.

    `halves`: what the line at `place` has of each, `whole`: all of each; `lines`: what is read for those up to `end`; `sure`: it is
    such a pair whatever else the sheet has.
    """

    place: int
    end: int
    halves: tuple[str, str]
    whole: tuple[str, str]
    lines: list[Line]
    sure: bool


@remembered
def may_head(first: str, rest: str) -> bool:
    """Whether *first* may be a title and *rest* who heads it: « **Direction du port** Anne Roy », « **Port** Mme Anne Roy ».

    A word alone that is no post may be a surname: « **ROY** Mme Anne ».
    """
    if not first[-1].isalnum() or open_ended(first) or (len(first.split()) == 1 and folded(first) in KINDS):
        return False
    civility = CIVILITY_WITHIN.match(rest)
    whole = civility is not None and " " in rest[civility.end() :]
    several = whole or " " in first or level(first) is not None
    return several and is_name(rest) and not is_name(first)


def has_mark_between(first: str, rest: str) -> bool:
    """Whether *first* is a title, no post, and *rest* what may head it, a mark between: « **Port** – Anne Roy », « (Anne Roy) ».

    « **Eau** – Grands Travaux » is set as these are, whatever stands behind; « **Missions :** assurer la paie » is not.
    """
    title, name = first.rstrip(" :–—-"), rest.lstrip(" :–—-")
    bracketed = name.startswith("(") and name.endswith(")")
    marked = title != first or name != rest or bracketed
    if not (marked and title) or is_role(title) or folded(title) in _HOLDERS:
        return False
    words = name[1:-1].split() if bracketed else name.split()
    return is_name(" ".join(words)) or (len(words) <= _LONGEST_NAME and all(map(str.istitle, words)))


def heads_behind(pairs: Collection[tuple[str, str]], lines: Sequence[str]) -> set[tuple[str, str]]:
    """Those of *pairs* that are a title and who heads it; *lines*: all those of the sheet, pairs with a colon between.

    « Centre culturel **Jean Moulin** » is no such pair: a kind of place is called after somebody, not surname first. Nor are
    names without what most others of the sheet bear, a civility or capitals; nor those behind what begins like no unit where that
    stands before several names, many places stand so, too, or fewer lines begin like units; but for a sheet of which no line does,
    in whatever language. Where half are « **RUIZ** Dña. María José », surnames perhaps, none of these is.
    """
    civil = [pair for pair in pairs if " " not in pair[0] and level(pair[0]) is None and CIVILITY_WITHIN.match(pair[1])]
    lone = {pair for pair in civil if all(map(is_first_name, CIVILITY_WITHIN.sub("", pair[1]).split()))}
    pairs = pairs if 2 * len(lone) < len(pairs) else [pair for pair in pairs if pair not in lone]
    titles = {pair: unbulleted(pair[0]) or pair[0] for pair in pairs}
    inverted = writes_surname_first([name for _, name in pairs])
    titled = {pair for pair, title in titles.items() if inverted or not is_place(title)}
    told = [named for text in lines if (named := named_in(text)) is not None and named.sure]
    behind = {pair: named for pair in pairs if (named := named_in(pair[1])) is not None and (named.civil or pair in titled)}
    forms = Counter(named.form for named in (*told, *behind.values()))
    shown = forms["civility"] + forms["capitals"]
    shown += sum(named_in(text) is None and CIVILITY_WITHIN.search(text) is not None for text in lines)  # « Service : Mme Roy »
    plain = forms.total() - forms["civility"] - forms["capitals"] - forms["vacant"]
    units = {pair for pair in titled if level(titles[pair]) is not None or starts_like_unit(titles[pair])}
    often = Counter(folded(first) for first, _ in titled - units)
    trusted = len(pairs) - len(titled) <= _FEW_PLACES * len(pairs) and (len(pairs) <= 2 * len(units) or not units)
    heads = set[tuple[str, str]]()
    for pair, named in behind.items():
        most = _ALL_SHOWN * plain if pair in units else plain  # what must bear a sign for one without it to be nobody
        usual = pair in units or (often[folded(pair[0])] == 1 and trusted)
        if named.civil or (usual and (named.form == "capitals" or shown <= most)):
            heads.add(pair)
    return heads


def over_line_ends(lines: Sequence[Line], halves: Mapping[int, tuple[Line, Line]]) -> list[Broken]:
    """The titles in one box with names behind them where a line ends within one: « **Direction du port** Aurélie EL », « FASSI ».

    *halves*: what each line in two looks begins with and ends with, by its order. The name is whole where it is one, with a bracket
    that is closed, and no particle at its end.
    """
    found: list[Broken] = []
    width = max((line.frame.width for line in lines), default=0.0)
    for place, line in enumerate(lines):
        first, rest = halves.get(line.order, (line, line))
        start = place
        while start and unbulleted(lines[start].text) is None and same_look(lines[start - 1], first):
            start -= 1
        title, name = joined([*lines[start:place], first]), rest.text
        marked = first is not rest and has_mark_between(first.text, name)
        ends = is_name(name) and not unfinished(name) and not marked
        if first is rest or line.angle != 0 or (ends and start == place):
            continue
        for end, below in enumerate([rest, *lines[place + 1 : place + 1 + _MOST_BELOW]], place + 1):
            if not same_look(below, rest):
                break
            name = attached(name, below.text) if below is not rest else name
            if marked and end < len(lines) and _goes_on(name, lines[end - 1], lines[end], rest, width):
                continue
            if name.count("(") == name.count(")") and not unfinished(name) and (marked or may_head(title, name)):
                sure = marked or ((named := named_in(name)) is not None and named.form == "vacant")
                said = (first.text, rest.text), (title, name)
                read = [replace(first, text=f"{first.text} {name}")] if marked else [first, replace(below, text=name)]
                found.append(Broken(place, end, *said, read, sure))
                break
    return found


def _goes_on(name: str, above: Line, below: Line, look: Line, width: float) -> bool:
    """Whether *name*, cut off or of one word, goes on in the line *below*, in its *look*, as there was no room *above*."""
    short = name.endswith("-") or " " not in CIVILITY_WITHIN.sub("", name).strip()
    part = not (is_name(below.text) or is_role(below.text)) and is_name(attached(name, below.text))
    return short and part and same_look(below, look) and not had_room(above, below, width)


def behind_dashes(boxes: Mapping[int, Sequence[Line]], halves: Mapping[int, tuple[Line, Line]]) -> dict[int, list[Line]]:
    """The lines of those boxes in which bold titles go on behind a dash with who heads them, in one line: « **Port** – Anne Roy ».

    Titles and names may be broken wherever a line ends. Only where several of the sheet name somebody so, and most of those with
    a dash; places called after somebody, and lists with dashes, stay. *halves*: see `over_line_ends`.
    """
    pieces_of = {number: [half for line in lines for half in halves.get(line.order, (line,))] for number, lines in boxes.items()}
    entries = {number: found for number, pieces in pieces_of.items() if (found := _dashed(pieces))}
    pairs = {pair[1:] for found in entries.values() for pair in found.values()}
    named = {pair for pair in pairs if is_name(pair[1])}
    if len(named) < max(_FEWEST_DASHED, _MOSTLY * len(pairs)):
        return {}
    heads = heads_behind(named, [line.text for lines in boxes.values() for line in lines])
    told: dict[int, list[Line]] = {}
    for number, found in entries.items():
        pieces, read = pieces_of[number], list[Line]()
        headed = {
            start for start, entry in found.items() if entry[1:] in heads or (entry[1:] not in named and may_be_name(entry[2]))
        }
        # « **Sports** – ouvert le mardi » beside these is a title, too
        others = {start for start, entry in found.items() if headed and entry[1:] not in named and entry[0] == start + 2}
        found = {start: entry for start, entry in found.items() if start in headed | others}
        within = {id(piece) for start, (end, _, _) in found.items() for piece in pieces[start:end]}
        whole = {id(half): line for line in boxes[number] for half in halves.get(line.order, (line,))}
        for place, piece in enumerate(pieces):
            if place in found:
                end, title, name = found[place]
                text = f"{title} {':' if place in headed else '–'} {name}"
                read.append(replace(piece, text=text, frame=bounds([part.frame for part in pieces[place:end]])))
            elif id(piece) not in within:
                line = whole[id(piece)]
                broken = any(id(half) in within for half in halves.get(line.order, ()))
                read += [piece] if broken else [line] if line not in read[-1:] else []
        told[number] = read
    return told


def _dashed(pieces: Sequence[Line]) -> dict[int, tuple[int, str, str]]:
    """Of *pieces* in one look each, the place of the first of each title with a dash behind: the end, title, and what follows."""
    found: dict[int, tuple[int, str, str]] = {}
    place, right = 0, max((piece.frame.x1 for piece in pieces), default=0.0)
    for cut, (above, below) in enumerate(pairwise(pieces), 1):
        dashed = above.text[-1] in _DASHES or below.text[0] in _DASHES
        if cut <= place or below.angle != 0 or not (dashed and above.bold and not below.bold) or is_name(above.text):
            continue
        start, end = cut - 1, cut + 1
        while start > place and same_look(pieces[start - 1], above) and not _begins(*pieces[start - 1 : start + 1]):
            start -= 1
        name = below.text.lstrip(f"{_DASHES} ")
        while end < len(pieces) and same_look(below, pieces[end]) and _wants(name, pieces[end - 1], pieces[end], right):
            name, end = attached(name, pieces[end].text) if name else pieces[end].text, end + 1
        listed = end < len(pieces) and not pieces[end].bold and pieces[end].text[0] in _DASHES
        if not listed:  # « **Service voirie** », « – Anne Roy », « – Paul Henry »
            found[start] = end, joined(pieces[start:cut]).rstrip(f"{_DASHES} "), name
            place = end
    return found


def _wants(name: str, above: Line, line: Line, right: float) -> bool:
    """Whether *name*, as far as *above*, goes on with *line*: it is no whole one yet, or had no room before *right*."""
    text = line.text
    if is_contact(text) or unbulleted(text) is not None:
        return False
    if not name or text[0].islower() or text[0] == "(" or name[-1] in "-," or name.count("(") > name.count(")"):
        return True
    if _begins(above, line):
        return False
    if open_ended(name) or unfinished(name):
        return True
    return not had_room(above, line, right - above.frame.x0) and not (is_name(name) or (" " in name and may_be_name(name)))


def _begins(above: Line, line: Line) -> bool:
    """Whether something else begins with *line*, by its word, a post, or the white over it."""
    return not follows(above, line) or is_role(line.text) or (starts_like_unit(line.text) and not open_ended(above.text))


def run_on_apart(lines: Sequence[Line], *, least: int = 0) -> Sequence[Line]:
    """*lines*, with a line for each unit, as of a list with bullets, in place of the paragraphs that units run on in.

    *least*: of how many units a paragraph is one whatever they are called, where lists are awaited; 0 where they are not.
    """
    found: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.angle != 0 or _MARKED.isdisjoint(line.text) or not has_mark(line):
            found.append(line)
            place += 1
            continue
        begin, end = place, place + 1
        while end < len(lines) and follows(lines[end - 1], lines[end]):  # to its last mark, and on in the lines of its last unit
            above, line = lines[end - 1], lines[end]
            marked = has_mark(line) or unbulleted(line.text) is not None or above.text[-1] in MARKS
            full = not had_room(above, line, max(o.frame.width for o in lines[begin : end + 1]))
            full = full and not (starts_like_unit(line.text) or is_of_people(line.text))
            if not (marked or full or goes_with(above.text, line.text)):
                break
            end += 1
        while begin > 1 and follows(*lines[begin - 1 : begin + 1]) and _goes_ahead(lines[begin - 1], lines[begin:end]):
            begin -= 1  # its first line has no mark
        over = lines[:begin]
        entries = _entries(lines[begin:end], over, alone=end == len(lines), least=least)
        below = end
        while (
            entries and over and below < len(lines) and follows(lines[below - 1], lines[below]) and is_of_people(lines[below].text)
        ):
            below += 1
        if entries and over and any(is_name(line.text) for line in lines[end:below]):
            # « Pôle population », « Écoles · Sports · Culture », « Mme Roy » : she heads all; « Direction » goes on with such words
            if folded(over[-1].text) in KINDS or is_role(over[-1].text):
                entries = []
            elif folded(entries[-1].text.split()[-1]) in CALLED_AFTER:  # « Gymnase », « Jean Moulin »
                entries, end = [*entries[:-1], replace(entries[-1], text=attached(entries[-1].text, lines[end].text))], end + 1
            else:
                entries, end = [*lines[end:below], *entries], below
        found[len(found) - (place - begin) :] = entries or lines[begin:end]
        place = end
    return found


def has_mark(line: Line) -> bool:
    """Whether a mark stands between words of *line*, or at its end."""
    return bool(_MARK.search(f"{line.text} ", 1))


def follows(above: Line, line: Line) -> bool:
    return same_style(above, line) and 0 < line.base - above.base <= _NEXT_EM * line.size


def _goes_ahead(above: Line, lines: Sequence[Line]) -> bool:
    """Whether the paragraph *lines* begins with *above*: its first unit is broken there, or ends where the line was full."""
    begun = unbulleted(lines[0].text)
    if begun is None:
        return goes_with(above.text, lines[0].text)
    alike = starts_like_unit(above.text) == starts_like_unit(begun) and above.text[-1] != ":"
    widest = max(line.frame.width for line in (above, *lines))
    return alike and not had_room(above, lines[0], widest) and not is_of_people(above.text)


def is_of_people(text: str) -> bool:
    return is_contact(text) or is_role(text) or is_name(text)


def _entries(lines: Sequence[Line], above: Sequence[Line], *, alone: bool, least: int) -> list[Line]:
    """A line for each unit of the paragraph *lines* under those *above*, or for each who is named; [] where it is parts of a title.

    *alone*: whether nothing stands below it. *least*: see `run_on_apart`.
    """
    parts: list[tuple[str, Line]] = []  # what stands between the marks, and the line that each begins in
    open_ends = False  # the last one may go on
    for line in lines:
        begun = unbulleted(line.text)
        pieces = [piece.strip() for piece in _MARK.split(f"{line.text if begun is None else begun} ")]
        if open_ends and begun is None:
            parts[-1] = attached(parts[-1][0], pieces[0]), parts[-1][1]
            pieces[0] = ""
        parts += [(piece, line) for piece in pieces if piece]
        open_ends = bool(pieces[-1]) or len(pieces) == 1
    named = [named_in(text) for text, _ in parts]
    if len(parts) < _FEW:
        return []
    if above and all(one is not None and one.sure for one in named):
        return [replace(line, text=text) for text, line in parts]
    worded = all(starts_like_unit(text) for text, _ in parts)
    marked = unbulleted(lines[0].text) is not None
    titled = len(above) == 1 and same_look(above[0], lines[0])  # then it may be the rest of the title
    capitals = sum(text[0].isupper() or text[0].isdigit() for text, _ in parts)
    awaited = 0 < least <= len(parts) or (bool(above) and len(parts) > _FEW and not titled)
    # « Culture », « Mme Roy », « Musées • Archives »: no more of the title comes below who heads the unit
    awaited |= len(above) > 1 and is_of_people(above[-1].text) and not is_of_people(above[0].text)
    if not (worded or marked or awaited) or 2 * capitals < len(parts):
        return []
    if not (above or marked or alone):
        return []
    if any((is_of_people(text) or is_room(text)) and not starts_like_unit(text) for text, _ in parts):
        return []
    sides = bounds([line.frame for line in lines])  # set flush, as entries of one depth are, and no name below is the last one's
    left = sides.x0 if marked else sides.x0 + lines[0].size
    return [replace(line, text=f"{MARKS[0]} {text}", frame=line.frame._replace(x0=left, x1=sides.x1)) for text, line in parts]


# ------------------------------------------------------------------------------------------------------- a unit a line, no marks


def room_between(lines: Sequence[Line], x0: float, x1: float) -> float:
    """How wide a line may be from side to side: as far from the right as words are from the nearer one, or hardly further."""
    side = min(min(line.frame.x0 - x0, x1 - line.frame.x1) for line in lines)
    return x1 - x0 - 2 * max(0.0, min(side, lines[0].size) if all_centred(lines) else side)


def begun_at(lines: Sequence[Line], room: float, *, worded: bool = False) -> list[int]:
    """Which of *lines*, of one look, begin something: their first word had room above, or, *worded*, is the word for a unit."""
    begun: list[int] = []
    for place, (above, line) in enumerate(pairwise(lines), 1):
        if not same_look(above, line) or not (line.text[0].isupper() or line.text[0].isdigit()) or folded(above.text) in KINDS:
            continue
        said = joined(lines[begun[-1] if begun else 0 : place])
        fits = had_room(above, line, room, ROOMY_EM) or (worded and starts_like_unit(line.text)) or ends_with_somebody(said)
        if fits and not goes_with(said, line.text):
            begun.append(place)
    return begun


def begins_anew(above: str, text: str) -> bool:
    """Whether *text* has a capital, and is neither an adjective of *above* nor what that is called after: « Paie », « Achats »."""
    last, first = folded(above).split()[-1], folded(text).split()[0]
    adjective = first not in UNIT_WORDS and _ADJECTIVE.search(first)
    goes_on = adjective or last in KINDS or last in CALLED_AFTER or open_ended(above)
    return text[:1].isupper() and not (text.isupper() or goes_on)


def columns_apart(lines: Sequence[Line]) -> Sequence[Line]:
    """*lines*, and where names stand right of a title of several lines, those after it: « Direction / générale », « Mme Roy »."""
    beside = [b for a, b in pairwise(lines) if abs(a.base - b.base) < 0.3 * b.size and b.frame.x0 > a.frame.x1]
    if not beside:
        return lines
    start = min(line.frame.x0 for line in beside)
    left, right = [o for o in lines if o.frame.x1 <= start], [o for o in lines if o.frame.x0 >= start]
    named = any(is_name(without_numbers(o.text)) for o in right)
    parted = len(left) + len(right) == len(lines) and named and all(unbulleted(o.text) is None for o in left)
    goes_on = all(is_cut_off(a.text, b.text) for a, b in pairwise(left))
    return [*left, *right] if parted and (len(left) > len(right) or goes_on) else lines


def is_broken_title(lines: Sequence[Line], names: Sequence[object], place: int, first: Line) -> bool:
    """Whether the line at *place*, over a name, for which *first* had no room, is closer to it than such titles to names above."""
    second = lines[place]
    over = [o for n, o in enumerate(lines[1:-1], 1) if names[n - 1] and names[n + 1] and not names[n] and same_look(o, second)]
    steps = [o.base - lines[lines.index(o) - 1].base for o in over]
    return any(names[place + 1 : place + 2]) and min(steps, default=0.0) > _FURTHER * (second.base - first.base)


def listed_apart(lines: Sequence[Line], room: float, *, known: bool = False) -> list[list[Line]]:
    """The lines of each unit, where *lines* are nothing but units, each begun on a line of its own; [] where they are not.

    *room*: how wide a line may be. A title that its author broke leaves room at the end of its first line, too: most entries begin
    with the word for a unit, of two both, and the first is none that heads the others. *known*: there are such lists beside it.
    """
    if room <= 0 or len(lines) < _FEW or any(unbulleted(line.text) is not None for line in lines):
        return []
    begun = begun_at(lines, room, worded=known)
    parts = [list(lines[a:b]) for a, b in pairwise([0, *begun, len(lines)])] if begun else []
    firsts = [part[0].text for part in parts]
    ranks = [level(text) for text in firsts]
    headed = (
        bool(firsts) and ranks[0] is not None and ranks[0] <= DIRECTORATE and any(rank is None or rank > ranks[0] for rank in ranks)
    )
    worded = sum(map(starts_like_unit, firsts))
    enough = known or (2 * worded >= len(parts) if len(parts) > _FEW else worded == len(parts))
    # brackets with who heads each tell as much, but where the first alone has no word for a unit of its rank: it may head them
    enough = enough or (all(ends_with_somebody(joined(part)) for part in parts) and (bool(ranks[0]) or not any(ranks)))
    looks = {(line.bold, line.colour) for line in lines}
    if not parts or headed or not enough or len(looks) > 1 or any(map(is_of_people, firsts)):
        return []
    return parts


def lists_titles(lines: Sequence[Line], heads: Sequence[bool], is_post: Callable[[str], bool]) -> bool:
    """Whether titles of one look stand under each other in *lines*, set flush, several with who heads it, and none over all others.

    *heads*: of each line whether it names one. *is_post*: whether words are one's post.
    « Insertion », « Mme Roy », « Autonomie », « Logement : M. Petit ».
    """
    if not lines or heads[0]:
        return False
    titles = [line for line, head in zip(lines, heads, strict=True) if not head]
    headed = sum(b and not a for a, b in pairwise(heads)) + sum(all(label_and_people(line.text)) for line in titles)
    if headed < _FEW or any(line.angle != 0 or unbulleted(line.text) is not None for line in lines):
        return False
    first, *others = titles
    flush = all(same_style(first, o) and abs(first.frame.x0 - o.frame.x0) <= 1 for o in others)
    rank, ranks = level(first.text), [level(line.text) for line in others]
    over = rank is not None and any(other is None or other > rank for other in ranks)
    told = any(line.text[0].islower() or is_contact(line.text) or is_post(line.text) for line in titles)
    return flush and not over and not told and not all_centred(titles)
