"""What stands over the lines that an edit is about, told with it: « Suppléants : + Sam Okoye » (DESIGN 3.24, 3.25). Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from monitor.compare.people import is_count, is_somebody, name_of, people_in, reaches
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.card_names import called_by_card, captions_of, is_figure, units_among
from monitor.compare.text.cards import cards_of, has_own_card, is_plain, outside_cards, rank_of
from monitor.compare.text.exchanges import label_beside
from monitor.compare.text.heads import Titles
from monitor.compare.text.pieces import Piece, Run, Step, called
from monitor.compare.text.posts_of_units import with_units
from monitor.compare.text.titled_parts import own_lines
from monitor.compare.text.titles import badges, boxed_titles, ends_sentence, marked, titles_alike, titles_of, unboxed
from monitor.model import Edit
from monitor.model.frozen import replace
from monitor.normalize import canonical, key, visible

_LONG_NAME = 80  # characters: a longer line names no card and no row
_LABEL = 60  # characters of a label that is told with each entry of its list
_LINES_OF_CARD = 5
_IN_MOST = 0.8  # of cards
_MOST_CARDS = 50  # edits: of more, nobody reads whose each is


def _labels_over(pieces: Run, over: Mapping[int, Piece]) -> dict[int, str]:
    """By their places, the entries of lists and rows that stand under one of several short labels, with that.

    *over*: what blocks stand under, by their places (`heads_over`). Of several labels each parts the lists below one title. Of
    several short lines above each list, « Pôle ressources », « Ouvert le matin », the first is it; none that two lists have is.
    """
    titles, lists = titles_of(pieces), defaultdict[int, list[int]](list)
    for piece in pieces:
        if piece.block is not None and piece.block.kind in ("list_item", "table_row") and (label := over.get(piece.at)) is not None:
            lists[label.at].append(piece.at)
    lines, of_head = list[str](), defaultdict[int, list[tuple[int, list[str]]]](list)
    for piece in pieces:
        is_line = is_plain(piece) and piece.at not in titles and "\n" not in piece.raw and not ends_sentence(piece.raw)
        lines = [*lines, visible(piece.raw).rstrip(": \u202f\u00a0")] if is_line else []
        if lines and piece.at in lists:
            of_head[head.at if (head := over.get(piece.at)) else -1].append((piece.at, lines))
    found = dict[int, str]()
    for labels in of_head.values():
        least = min(len(above) for _, above in labels)
        called = [above[-least] if len(above) == least or not n else "" for n, (_, above) in enumerate(labels)]
        times = Counter(map(canonical, called))
        for (at, _), said in zip(labels, called, strict=True):
            if (
                len(labels) > 1
                and 0 < len(said) <= _LABEL
                and times[canonical(said)] == 1
                and not (reaches(said) or is_count(said))
            ):
                found |= dict.fromkeys(lists[at], said)
    return found


def _nested(run: Run, over: Mapping[int, Piece]) -> dict[int, str]:
    """By their places, the headings that stand under one of several of a higher rank, with that: « Direction Patrimoine »."""
    titles = {piece.at for piece in run if piece.block is not None and piece.block.kind == "heading"} & titles_of(run)
    times = Counter(rank_of(piece) for piece in run if piece.at in titles)
    heads = ((piece.at, over[piece.at]) for piece in run if piece.at in titles and piece.at in over)
    return {at: head.raw for at, head in heads if head.at in titles and times[rank_of(head)] > 1 and not _is_head(head)}


def _is_head(title: Piece) -> bool:
    """Whether *title* says who heads what: « Élue : Inès Lambert »."""
    return is_somebody(title.text) or any(start for start, _ in people_in(title.text)[:1])


def under_titles(steps: list[Step], over: Titles, headed: Sequence[Mapping[int, str]]) -> list[Step]:
    """*steps*, those of one block with the title over it, as that of a card, or what post stands beside the name (3.24, 3.25).

    *headed*: of both texts, the titles over blocks, by the places of these (`headed_by`).
    """
    # Of these nothing says whose they are
    bare = [
        n
        for n, (_, edit) in enumerate(steps)
        if edit.op in ("replace", "insert", "delete") and edit.facts.keys().isdisjoint(("parts", "holders", "under"))
    ]
    if not bare or len(bare) > _MOST_CARDS:
        return steps
    alignment = over.alignment
    titles = _card_titles(alignment.old), _card_titles(alignment.new)
    cards = called_by_card(alignment.old), called_by_card(alignment.new)
    labels = _labels_over(alignment.old, over.was), _labels_over(alignment.new, over.now)
    runs = alignment.old, alignment.new
    headed = [{**_nested(run, heads), **of} for run, heads, of in zip(runs, (over.was, over.now), headed, strict=True)]
    units = units_among({piece.raw for run in runs for at in [titles_of(run)] for piece in run if piece.at in at})
    captions = captions_of(alignment.new) if any(is_figure(steps[n][1].after or "") for n in bare) else {}
    found = list(steps)
    for n in bare:
        place, edit = steps[n]
        sides = list(zip(edit.facts["at"], (alignment.old, alignment.new), titles, strict=True))
        known = next((side for side in reversed(sides) if side[0]), None)
        if known is None or known[0][1] - known[0][0] != 1:
            continue
        called = [of.get(at[0], "") for at, of in zip(edit.facts["at"], headed, strict=True) if at]
        above = [heads.get(at[0]) for at, heads in zip(edit.facts["at"], (over.was, over.now), strict=True) if at]
        goes_on = len(above) == 2 and all(above) and over.stays(*above)  # « Article 5 – Prix », the sixth now
        heading = called[-1] if called and (goes_on or len({*map(canonical, called)}) == 1) else ""
        texts = [text for text in (edit.before, edit.after) if text]
        is_short = all(len(text) <= _LONG_NAME and text[-1] not in ".!?" for text in texts)
        own = {of.get(at[0], "") for at, of in zip(edit.facts["at"], cards, strict=True) if at}
        title = (known[2].get(known[0][0], "") if is_short else "") or (own.pop() if len(own) == 1 else "") or heading
        if edit.op == "replace" and is_figure(edit.after or ""):
            title = captions.get(known[0][0]) or title
        named = [bool(name_of(text or "")) for text in (edit.before, edit.after)]
        is_name = bool(name_of(title)) and title not in units
        if is_name and any(named):
            title = ""  # a card called by somebody says others too: which of its posts they hold is not told by its title
        if (
            title
            and edit.op == "replace"
            and is_name
            and canonical(sides[0][2].get(edit.facts["at"][0][0], "") or cards[0].get(edit.facts["at"][0][0], ""))
            != canonical(title)
        ):
            title = ""  # the card was somebody else's: of neither of them both texts were said
        if not title and named[0] != named[1] and "cells" not in edit.facts:
            (start, _), run, _ = sides[named[1]]
            title = _post_beside(edit, run, start)
        parting = {of.get(at[0], "") for at, of in zip(edit.facts["at"], labels, strict=True) if at}
        label = parting.pop() if len(parting) == 1 else ""
        if title := ", ".join(dict.fromkeys(filter(None, (visible(title), label)))):
            found[n] = place, replace(edit, facts={"under": title, **edit.facts})
    return found


def _post_beside(edit: Edit, run: Run, start: int) -> str:
    """The post beside a name that came where nobody was named, or went so: « Vacant » above « Directeur des eaux »; "": none.

    *start*: the place of the name in *run*.
    """
    at = next(n for n, p in enumerate(run) if p.at == start)
    # « Ana Roux » over « Médiatrice » is no name, nor is what a box begins with, « Pôle Territoire »
    of_lines = "\n" in run[at].raw or run[at].at in boxed_titles(run)
    label = "" if of_lines else label_beside([p.text for p in run], marked(run), at, sure=edit.op != "replace")
    texts = sorted((key(edit.before or ""), key(edit.after or "")), key=len)
    same = texts[0] and texts[0] in texts[1]  # « Salle Auffret », now « Salle Auffret (rénovée) », is no name
    return "" if same or reaches(label) or is_count(label) else label  # « Room 4 » is nobody's post


def _called_by_first_line(run: Run) -> dict[int, str]:
    """By their places, the blocks of several lines with the first: « Paie », « Marie Roy », « ville », as others of as many have.

    Or of which all other lines are called something: « Statut : ville », « Effectif : 8 agents ».
    """
    lines = {piece.at: piece.raw.split("\n") for piece in run if "\n" in piece.raw and "\t" not in piece.raw}
    lengths, firsts = Counter(map(len, lines.values())), Counter(first for first, *_ in lines.values())
    return {
        at: first
        for at, (first, *others) in lines.items()
        if ":" not in first
        and firsts[first] == 1
        and len(others) > 1
        and not name_of(visible(first))
        and (lengths[len(others) + 1] > 1 or all(":" in line for line in others))
    }


def told_apart(steps: list[Step], over: Titles, headed: Sequence[Mapping[int, str]]) -> list[Step]:
    """*steps*, those of lines and rows that are called as others are, « Statut : ville », with what stands over them (3.24)."""
    sides = (over.alignment.old, over.was), (over.alignment.new, over.now)
    if not 0 < len(steps) <= _MOST_CARDS:
        return steps
    labels = [Counter(label for piece in run for label in _labels(piece)) for run, _ in sides]
    firsts = _called_by_first_line(sides[0][0]), _called_by_first_line(sides[1][0])
    for o, n in over.became.items():
        if canonical(firsts[0].get(o, "")) != canonical(firsts[1].get(n, "")):  # that is what changed, and says not of what
            firsts[0].pop(o, None)
            firsts[1].pop(n, None)
    called = list[dict[int, str]]()  # by the title, else by its own first line, else by a label or an entry
    for (run, heads), own, first in zip(sides, headed, firsts, strict=True):
        titled = titles_of(run)
        entries = {at: head.raw for at, head in heads.items() if head.at not in titled and "\n" not in head.raw}
        called.append({**entries, **first, **own, **called_by_card(run)})
    steps = with_units(steps, over, called)
    pieces = [{piece.at: piece for piece in run} for run, _ in sides]
    heading = [_right_below(run) for run, _ in sides]
    # « Budget : M. Gransagne » went from one title, « Budget : Mme Seznec » came under another
    ops = enumerate(("delete", "insert"))
    apart = [{one for _, e in steps if e.op == op for one in _labels(pieces[side][e.facts["at"][side][0]])} for side, op in ops]
    elsewhere = apart[0] & apart[1]
    of_cards = [_own_lines_of_cards(run) if any(_is_new_name(edit) for _, edit in steps) else {} for run, _ in sides]
    found = list(steps)
    for n, (place, edit) in enumerate(steps):
        ats = edit.facts.get("at") or (None, None)
        lines = [of.get(at[0], "") if at else "" for of, at in zip(of_cards, ats, strict=True)]
        if _is_new_name(edit) and (line := lines[1]) and lines[0] and _goes_on(lines[0], line):
            under = edit.facts.get("under") or line
            found[n] = place, replace(edit, facts={**edit.facts, "under": under if line in under else f"{under}, {line}"})
            continue
        if edit.op not in ("replace", "insert", "delete") or not edit.facts.keys().isdisjoint(("holders", "under", "heads")):
            continue
        known = [(side, at[0]) for side, at in enumerate(ats) if at and at[1] - at[0] == 1]
        titles = {called[side].get(at, "") for side, at in known}
        if (
            len(known) == 2
            and len(titles) > 1
            and over.stays(*(heads.get(at) for (_, heads), (_, at) in zip(sides, known, strict=True)))
        ):
            titles = {called[1].get(known[1][1], "")}  # as it is called now
            if all(name_of(visible(of.get(at, ""))) for of, (_, at) in zip(called, known, strict=True)):
                titles = {_stays_below([(run, heads, at) for (run, heads), (_, at) in zip(sides, known, strict=True)])}
        if len(known) != 2 - ats.count(None) or len(titles) != 1 or not (title := visible(titles.pop())) or len(title) > _LONG_NAME:
            continue
        side, at = known[-1]
        if "parts" in edit.facts:
            parts = [
                {**part, "row": ", ".join(filter(None, (title, part.get("row"))))}
                if not part.keys() & {"row", "column", "heads"} or labels[side][canonical(part.get("row", ""))] > 1
                else part
                for part in edit.facts["parts"]
            ]
            found[n] = place, replace(edit, facts={**edit.facts, "parts": parts})
        elif (
            any(one in heading[of] for of, one in known)
            or any(labels[side][one] > 1 or one in elsewhere for one in _labels(pieces[side][at]))
            or reaches(edit.after or edit.before or "")
        ):
            found[n] = place, replace(edit, facts={"under": title, **edit.facts})
    return found


def _stays_below(sides: Sequence[tuple[Run, Mapping[int, Piece], int]]) -> str:
    """The first line, neither a figure nor a way to reach anybody, that stands below the titles over both places; "": none does.

    The telephone of a post under another name is no longer his who left, and was not his who came.
    """
    below = list[list[str]]()
    for run, heads, at in sides:
        title = heads[at].at if at in heads else -1
        below.append([p.text for p in run if p.at in heads and heads[p.at].at == title and p.at != at and len(p.raw) <= _LONG_NAME])
    return next((text for text in below[1] if text in below[0] and not (reaches(text) or is_figure(text))), "")


def _goes_on(old: str, new: str) -> bool:
    """« Archives », or « Archives et musées » where that was « Archives »."""
    less, more = sorted(({*key(text).split()} for text in (old, new)), key=len)
    return less <= more


def _is_new_name(edit: Edit) -> bool:
    """Whether *edit* says of nothing but somebody's name that it is another one's."""
    texts = [visible(said or "") for said in (edit.before, edit.after)]
    told = edit.facts.keys() & {"holders", "heads", "parts"}
    return edit.op == "replace" and not told and all(map(name_of, texts)) and any(map(is_somebody, texts))


def _own_lines_of_cards(run: Run) -> dict[int, str]:
    """By their places, the names over cards, as titles or as their first lines, with what no other card says in its line.

    « Archives », where most cards have one in that place below the name that no other has; not « Directrice adjointe », which
    another one is, too, nor when she was elected or how to reach her. In a box of its own a title has what stands above it, too,
    « Archives » over « **Marie Roy** », and nothing of the next box.
    """
    titles, boxes, cards = titles_of(run), cards_of(run), defaultdict[int, list[Piece]](list)
    boxed = [boxes[piece.at] for piece in run if piece.at in titles]
    alone = {
        boxes[piece.at]: piece for piece in run if piece.at in titles and boxes[piece.at] and boxed.count(boxes[piece.at]) == 1
    }
    first = -1
    for n, piece in enumerate(run):
        begins = piece.at in titles or (not titles and bool(boxes[piece.at]) and boxes[piece.at] != boxes[run[n - 1].at])
        first = piece.at if begins else first if piece.at in titles or boxes[piece.at] or titles else -1
        title = alone.get(boxes[piece.at])
        if title is not None:
            cards[title.at] = [title, *cards[title.at][1:], *([piece] if piece is not title else ())]
        else:
            cards[first].append(piece)
    times = Counter(canonical(piece.raw) for piece in run)
    lines = {at: [line.raw for line in own] for at, (_, *own) in cards.items() if at >= 0 and 0 < len(own) <= _LINES_OF_CARD}
    for place in range(_LINES_OF_CARD):
        here = {at: own[place] for at, own in lines.items() if len(own) > place}
        telling = {
            at: visible(text)
            for at, text in here.items()
            if times[canonical(text)] == 1
            and len(text) <= _LABEL
            and not (reaches(text) or name_of(text) or any(map(str.isdigit, text)))
        }
        if 1 < _IN_MOST * len(lines) <= len(telling):
            return telling
    return {}


def _right_below(run: Run) -> set[int]:
    """The places of lines right below titles that say who heads what these call: « Directrice : … », « Cheffe de pôle : … »."""
    titles = titles_of(run)
    found = {piece.at for title, piece in pairwise(run) if title.at in titles and called(piece.raw)[0] and people_in(piece.text)}
    return found if len(found) > 1 else set()


def _labels(piece: Piece) -> list[str]:
    """What the lines of *piece* are called, the row that it is: all before a colon, a dash or brackets, the first cell."""
    lines = [piece.raw.split("\t")[0]] if "\t" in piece.raw else piece.raw.split("\n")
    return [called(line)[0] or canonical(line.partition(":")[0].strip()) for line in lines]


def swapped_between_cards(alignment: Alignment) -> dict[int, int]:
    """By their places, the lines of cards that gave way to a line of another card, with what stands there now (3.25).

    « Assistant: Jo Nash » moved from one card to another says of neither whose assistant she is: each card has another line.
    """
    if not 1 < len(alignment.moved) <= _MOST_CARDS:
        return {}
    was, now = _card_titles(alignment.old), _card_titles(alignment.new)
    left: dict[str, list[int]] = {}
    came: dict[str, list[int]] = {}
    for o, n in alignment.moved.items():
        if (here := canonical(was.get(o, ""))) != (there := canonical(now.get(n, ""))) and here and there:
            left.setdefault(here, []).append(o)
            came.setdefault(there, []).append(n)
    pairs = {left[title][0]: came[title][0] for title in left if len(left[title]) == len(came.get(title, ())) == 1}
    # All of a line's places are told: what left one card for a pair's has to be of a pair itself.
    whole = {alignment.moved[o] for o in pairs} == set(pairs.values())
    return pairs if whole else {}


def _card_titles(pieces: Run) -> dict[int, str]:
    """By their places, the lines of cards with the title over them: of two or more titles with one to a few short lines each.

    So is a line above a title in its box (`Block.of_next`).
    A title called as others is told with the one over it: « Direction de l’eau, Services ».
    """
    groups: list[tuple[Piece, list[Piece]]] = []
    titles, over = titles_of(pieces), titles_alike(pieces)
    found = badges(pieces) if len(titles) > 1 else {}
    beyond, boxes = outside_cards(pieces, titles), cards_of(pieces)
    for piece in pieces:
        if piece.at in titles:
            groups.append((piece, []))
        elif groups and piece.at not in found and piece.at not in beyond:
            groups[-1][1].append(piece)
    cards = [
        (title, lines)
        for title, lines in groups
        if 0 < len(lines) <= _LINES_OF_CARD and all(len(line.raw) <= _LONG_NAME and "\t" not in line.raw for line in lines)
    ]
    if 2 * len(cards) > sum(bool(lines) for _, lines in groups) and len(cards) > 1:
        below = {title.at: next_title for (title, _), (next_title, _) in pairwise(groups)}
        ends = [(title, lines) for title, lines in cards if title.at not in below or rank_of(below[title.at]) != rank_of(title)]
        for title, lines in ends:
            if not has_own_card(title, lines, [other for other, _ in groups], boxes):  # else that ends with them
                del lines[own_lines(lines, [others for _, others in cards if others is not lines]) :]
        unsure = unboxed(pieces)
        found |= {line.at: title for title, lines in cards for line in lines if line.at not in unsure}
    called = {at: ", ".join(one.raw for one in (over.get(title.at), title) if one) for at, title in found.items()}
    called |= {at: title.raw for at, title in over.items()}
    return {at: title for at, title in called.items() if len(title) <= _LONG_NAME}
