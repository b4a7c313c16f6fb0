"""What stands over which blocks of a text, as a heading, a label or an entry does (DESIGN 5.3). Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Set
from itertools import pairwise

from monitor.compare.people import is_rank, is_somebody, name_of, people_in, reaches
from monitor.compare.text.cards import cards_of, closed_cards, depth_of, is_past, is_plain, outside_cards, rank_of
from monitor.compare.text.exchanges import Marked
from monitor.compare.text.pieces import Piece, Run, called
from monitor.compare.title_words import TELEPHONE, tells_function
from monitor.expressions import expression
from monitor.normalize import DATE, SAVED, canonical, key

LABEL = 120  # characters: a longer line is no label of what stands below it
_CALL = 40  # characters of what a line is called
_MOST_ABOVE = 2  # lines of a card above its title: a post, a unit
_AS_OF = expression(rf"(?i:{SAVED}|\W*(?:[^\W\d]+\W+){{0,3}}?(?:au|as of|as at|stand|zum|al|per)\W+{DATE}\W*)")
VACANT = expression(  # as keys
    r"(?:(?:poste?|position|stelle|posto|puesto|plaza|functie) )?(?:vacant\w*|vacan[ct]y|vacature|vakant|unbesetzt|offen|vago|n n"
    r"|(?:a|non) pourv\w+|a designer|(?:recrutement|designation) en cours|en cours de \w+|to be (?:filled|appointed|confirmed)"
    r"|(?:neu )?zu besetzen|da (?:coprire|nominare)|(?:sin|por) (?:cubrir|designar)|te vervullen)"
)
_COUNT = expression(r"\s*[(\[]\d{1,3}[)\]]$")


def headings(run: Run) -> frozenset[int]:
    """Return which pieces are headings, as indices."""
    return frozenset([n for n, piece in enumerate(run) if piece.block is not None and piece.block.kind == "heading"])


def marked(run: Run) -> Marked:
    """What the page says of the pieces of *run*, by their indices."""
    places, cards, above = titles_of(run), cards_of(run), badges(run)
    return Marked(
        headings=headings(run),
        titles=frozenset(n for n, piece in enumerate(run) if piece.at in places),
        of_next=frozenset(n for n, piece in enumerate(run) if piece.at in above),
        entries=frozenset(n for n, piece in enumerate(run) if piece.block is not None and piece.block.kind == "list_item"),
        goes_on=frozenset(n for n in range(1, len(run)) if cards[run[n].at] and cards[run[n].at] == cards[run[n - 1].at]),
    )


def heads_over(run: Run, titles: Set[int] | None = None) -> dict[int, Piece]:
    """By their places, the blocks with what they stand under: the entry around their list, a label, a heading.

    A label is a short line right above a list, a row or lines, until what it is over ends; below a title or such a line it is none
    where it says who heads what that is called. Lines above a heading in one box with it are under that. *titles*: the places of
    what is set as one (`titles_of`).
    """
    over = badges(run)
    titles = titles_of(run) if titles is None else titles
    heading: list[Piece] = []
    title: list[Piece] = []
    label: list[Piece] = []
    of_label: str | None = None
    of_card: tuple[int, ...] = ()
    entries: list[tuple[int, Piece]] = []
    tops, cards = _tops(run, titles) | _over_sole_lists(run, titles), cards_of(run)
    beyond, boxed = outside_cards(run, titles), closed_cards(run, titles, cards)
    for n, piece in enumerate(run):
        kind = piece.block.kind if piece.block is not None else None
        if any(head.at == beyond.get(piece.at) for head in (*heading, *title)):  # what a title over several cards is over
            heading, title, label, entries = [head for head in heading if head.at != beyond[piece.at]], [], [], []
        if kind == "heading" and piece.at in titles:
            heading = [up for up in heading if depth_of(up) < depth_of(piece) and not is_past(cards[up.at], cards[piece.at], boxed)]
            over |= {piece.at: heading[-1]} if heading else {}
            heading, title, label, entries = [*heading, piece], [], [], []
            continue
        if piece.at in titles:
            title, label, entries = [piece], [], []
            over |= {piece.at: heading[-1]} if heading and piece.at not in over else {}
            continue
        if kind == "paragraph" and not (n and run[n - 1] in label):
            label = []
        elif kind != "paragraph" and label and of_label not in (kind, "paragraph"):
            label = []  # a table behind the list that it is over
        if label and cards[piece.at][: len(of_card)] != of_card:
            label = []  # a list behind the card that both stand in
        depth = depth_of(piece) if kind == "list_item" else -1
        goes_on = piece.block is not None and piece.block.goes_on  # as « Luc Petit » in the entry « Pôle ressources »
        while entries and entries[-1][0] >= depth + goes_on:
            entries.pop()
        if (head := [*heading, *title, *label[:1], *(entry for _, entry in entries)]) and piece.at not in over:
            over[piece.at] = head[-1]
        if depth >= 0 and not goes_on:
            entries.append((depth, piece))
        elif kind == "paragraph" and n + 1 < len(run) and _is_label(piece, run[n + 1]):
            top = tops.get(n, n)
            labelled = run[n + 1].block
            alone = not n or not is_plain(run[n - 1])  # « Situation au 1er mars 2026 » below the name of the sheet, of which it is
            if (
                run[top].at in titles
                or (top == n and n and _is_card(piece) and _is_card(run[n - 1]))
                or (alone and labelled and labelled.kind == "table_row" and _AS_OF.fullmatch(piece.raw))
            ):
                continue
            of_label, label = labelled.kind if labelled else None, [*run[top : n + 1]]
            of_card = cards[piece.at] if cards[run[n + 1].at][: len(cards[piece.at])] == cards[piece.at] else ()
            over |= {line.at: label[0] for line in label[1:]}
    return over | {at: title for at, title in _records(run, titles).items() if at not in over or over[at].at < title.at}


def _records(run: Run, titles: Set[int]) -> dict[int, Piece]:
    """By their places, the lines « Statut : ville » of records, with the line that each begins with: « Paie ».

    What they are called stands in two records or more, and once in each: a second one below the last is the sum of all. Of several
    people with a rank each, « 3e adjointe : Ana Silva », the line is over « Délégation : écoles », and no other line of records.
    Of several lines above, « Paie », « Ouvert le matin », it is the first, in a card or where other records have as many; none
    where one of *titles* (`titles_of`) is above those of each record.
    """
    calls = [label_of(piece) if ":" in piece.raw and is_plain(piece) else "" for piece in run]
    if not any(calls):
        return {}
    times, records = Counter(calls), list[tuple[list[Piece], list[int]]]()  # the lines above, and what is called so below them
    above, goes_on, seen = list[Piece](), True, set[str]()
    for piece, call in zip(run, calls, strict=True):
        if not call or (is_rank(call) and people_in(piece.raw)):
            begins = not goes_on or piece.at in titles or (piece.block is not None and piece.block.opens > 0)
            above = [*([] if begins else above), piece] if piece.at in titles or _is_short(piece) else []
            goes_on = True
            continue
        if goes_on:
            records.append((above, []))
            goes_on, seen = False, set[str]()
        if times[call] > 1 and call not in seen:
            records[-1][1].append(piece.at)
            seen.add(call)
        else:
            seen = {*calls}  # what comes then is of none
    records = [record for record in records if record[1]]
    headed = [bool(lines) and lines[0].at in titles for lines, _ in records]
    plain = [lines[is_headed:] for (lines, _), is_headed in zip(records, headed, strict=True)]
    least = min(filter(None, map(len, plain)), default=0)
    found = dict[int, Piece]()
    for n, (lines, (_, places)) in enumerate(zip(plain, records, strict=True)):
        boxed = bool(lines) and lines[0].block is not None and lines[0].block.opens > 0  # all above the first line is of another
        if lines and not all(headed) and (boxed or len(lines) == least or headed[n] or not n):
            found |= dict.fromkeys(places, lines[0 if boxed else -least])
    return found if len({title.at for title in found.values()}) > 1 else {}


def label_of(piece: Piece) -> str:
    """What *piece* is called: the first cell of a row, of a line « Statut : ville » what is before its colon; "" of any other.

    Of a row that begins with what names those below it, too, the cell behind that.
    """
    if piece.block is not None and piece.block.kind == "table_row":
        return canonical("".join(piece.raw.split("\t")[piece.reach : piece.reach + 1]))
    call, colon, said = piece.raw.partition(":")
    return canonical(call.strip()) if colon and said.strip() and len(call) <= _CALL and "\n" not in piece.raw else ""


def _tops(run: Run, titles: Set[int]) -> dict[int, int]:
    """Of the lines right above a list that say who heads it, or how to reach it, the title above; {} where one of them has none.

    Be it over a sentence: « Paie », « Commun depuis 2018. », « Responsable : Luc Petit » and a list. In « Les adjoints »,
    « Luc Petit » and a list, « Anne Morel » and a list, each name is a title.
    """
    tops = dict[int, int]()
    for n, (piece, below) in enumerate(pairwise(run)):
        if is_plain(piece) and piece.at not in titles and _is_label(piece, below) and _says_who(piece.text):
            stops = (
                run[at].at in titles or not (_says_who(run[at].text) or _is_post(run, at, n, titles)) or _is_of(run[at], piece)
                for at in range(n, -1, -1)
            )
            top = next((n - up for up, stop in enumerate(stops) if stop), n)
            if run[top].at not in titles and not (is_plain(run[top]) and _is_label(run[top], below)):
                top = next((at for at in range(top, -1, -1) if run[at].at in titles), -1)
                if top < 0 or top in tops.values():
                    return {}
            tops[n] = top
    return tops


def _over_sole_lists(run: Run, titles: Set[int]) -> dict[int, int]:
    """The lines right above the one list below a title, « 9 agents », with that title, as indices: they are no label of the list.

    Where two titles of its rank have a list below such a line, and none has more.
    """
    alike = defaultdict[tuple[int, int], list[tuple[int, list[int]]]](list)
    for start, end in pairwise([*(n for n, piece in enumerate(run) if piece.at in titles), len(run)]):
        alike[rank_of(run[start])].append(
            (start, [n for n in range(start + 1, end - 1) if is_plain(run[n]) and _is_listed(run[n + 1])])
        )
    groups = ([(title, lines) for title, lines in group if lines] for group in alike.values())
    return {
        lines[0]: title
        for group in groups
        if len(group) > 1 and all(len(lines) < 2 for _, lines in group)
        for title, lines in group
    }


def badges(run: Run) -> dict[int, Piece]:
    """By their places, the lines that stand above a heading in its box (`Block.of_next`), with that heading.

    The box is none where they stand in a card that ends above the heading: of the last of several people, say. So do lines above
    the one title of their card, a post over a name in bold.
    """
    cards = cards_of(run)
    over = _above_titles(run, cards)
    below: Piece | None = None
    for piece in reversed(run):
        if piece.block is not None and piece.block.kind == "heading":
            below = piece
        elif below is not None and piece.block is not None and piece.block.of_next:
            over |= {piece.at: below} if cards[below.at][: len(card := cards[piece.at])] == card else {}
    return over


def _above_titles(run: Run, cards: dict[int, tuple[int, ...]]) -> dict[int, Piece]:
    """By their places, the few short lines above the title of their card, where no other one stands in it, with that title.

    « Contact » in each card is what none is called by.
    """
    titles, found, held = titles_of(run), dict[int, Piece](), defaultdict[int, list[Piece]](list)
    if not titles:
        return found
    times = Counter(canonical(piece.raw) for piece in run if piece.at in titles)
    for piece in run:
        for card in cards[piece.at]:
            held[card].append(piece)
    for lines in held.values():
        own = [n for n, line in enumerate(lines) if line.at in titles]
        if len(own) != 1 or not 0 < own[0] <= _MOST_ABOVE or times[canonical(lines[own[0]].raw)] > 1:
            continue
        title, above = lines[own[0]], lines[: own[0]]
        if cards[title.at] == cards[above[0].at] and all(map(_is_short, above[1:])) and _is_short(above[0], ("list_item",)):
            found |= {line.at: title for line in above}
    return found


def unboxed(run: Run) -> set[int]:
    """The places of lines that may be of the title below as of the one above: a short one stands above the first, too.

    And the last title has fewer lines than these, as one whose badge stands above it has.
    """
    titles = titles_of(run)
    starts = [n for n, piece in enumerate(run) if piece.at in titles]
    alike = [n for n in starts if (is_plain(run[n]), depth_of(run[n])) == (is_plain(run[starts[-1]]), depth_of(run[starts[-1]]))]
    ends = {start: (next((n for n in starts if n > start), len(run)) - 1) for start in alike}
    if len(alike) < 2 or not alike[0] or not _is_short(run[alike[0] - 1]) or run[alike[0] - 1].at in titles:
        return set()
    lines = ends[alike[-1]] - alike[-1]
    return {run[alike[0] - 1].at} | {run[end].at for start, end in ends.items() if end - start > lines and _is_short(run[end])}


def titles_of(run: Run) -> set[int]:
    """The places of headings, and of other lines that stand over others as these do: two or more, as one is a word in bold.

    So do the first lines of boxes that hold lists (`_over_boxed_lists`).
    Not of « Directrice : Marie Roy », or a sentence, right below each of them, however bold or boxed, or set as headings.
    """
    blocks = [piece.block for piece in run if piece.block is not None]
    if not any(block.title or block.opens or block.kind == "heading" for block in blocks):
        return set()  # of a plain text nothing else needs to be asked (§9)
    led = {piece.at for piece in run if piece.block is not None and piece.block.title}
    found = {run[n].at for n in headings(run)} | (led if len(led) > 1 else set[int]())
    found |= _over_boxed_lists(run, found)
    lists = {a.at for a, b in pairwise(run) if _is_listed(b)}
    people = [n for n, piece in enumerate(run) if piece.at in found & led and may_hold(piece.raw)]
    others = len({run[n].raw.partition(" ")[0] for n in people}) == len(people)  # « Pôle Ressources », « Pôle Social » are nobody
    if all(n and run[n - 1].at in found for n in people) and (
        others or 2 * sum(is_somebody(run[n].raw) for n in people) > len(people)
    ):
        found -= {run[n].at for n in people}
    for is_text in (tells_head, _is_sentence, _names_head):
        among = found & (lists if is_text is _names_head else led)
        texts = [n for n, piece in enumerate(run) if piece.at in among and is_text(piece.raw)]
        found -= {run[n].at for n in texts} if all(n and run[n - 1].at in found for n in texts) else set()
    return found


def _over_boxed_lists(run: Run, titles: Set[int]) -> set[int]:
    """The places of the lines that boxes begin with, « Pôle technique », where half of such boxes, two at least, hold a list.

    Each of them is called otherwise, and in none is anything else a title.
    """
    if not any(piece.block is not None and piece.block.opens and is_plain(piece) for piece in run):
        return set()
    cards, held = cards_of(run), defaultdict[int, list[Piece]](list)
    for piece in run:
        for card in cards[piece.at]:
            held[card].append(piece)
    before = {below.at: len(cards[above.at]) for above, below in pairwise(run)}
    boxes = defaultdict[int, list[list[Piece]]](list)  # by how deep they stand
    for card, lines in held.items():
        if len(lines) > 1 and cards[lines[0].at][-1] == card and _is_short(lines[0]) and any(map(str.isalpha, lines[0].raw)):
            boxes[len(cards[lines[0].at])].append(lines)
    found = set[int]()
    for deep, alike in boxes.items():
        lists = sum(any(line.block and line.block.kind == "list_item" for line in lines) for lines in alike)
        called = {canonical(first.raw) for first, *_ in alike}
        bare = titles.isdisjoint(line.at for lines in alike for line in lines)
        people = sum(reaches(first.raw) or is_somebody(first.text) for first, *_ in alike)  # « Rita Sol », of the tab above
        apart = [first for first, *_ in alike[1:] if before[first.at] < deep]  # behind a line of none, the label of a tab
        if lists > 1 and 2 * lists >= len(alike) == len(called) and bare and not apart and 2 * people < len(alike):
            found |= {first.at for first, *_ in alike}
    return found


def boxed_titles(run: Run) -> set[int]:
    """The places of lines that are titles as boxes begin with them alone."""
    titles = titles_of(run)
    return {piece.at for piece in run if piece.at in titles and is_plain(piece) and piece.block and not piece.block.title}


def but_boxed_titles(posts: dict[int, str], run: Run) -> dict[int, str]:
    """*posts*, by the indices of who holds them, without those of what boxes begin with: « Área de Gobierno » is nobody."""
    boxed = boxed_titles(run) if posts else ()
    return {n: post for n, post in posts.items() if run[n].at not in boxed}


def titles_alike(run: Run) -> dict[int, Piece]:
    """By their places, the titles called as others are, « Services », with the nearest over them that is called as no other."""
    titles = titles_of(run)
    times = Counter(canonical(piece.raw) for piece in run if piece.at in titles)
    alike = [piece for piece in run if piece.at in titles and times[canonical(piece.raw)] > 1]
    over, found = heads_over(run) if alike else {}, dict[int, Piece]()
    for piece in alike:
        head = over.get(piece.at)
        while head is not None and times[canonical(head.raw)] > 1:
            head = over.get(head.at)
        found |= {piece.at: head} if head is not None else {}
    return found


def uncounted(run: Run) -> dict[int, str]:
    """By their places, the titles that say how many entries stand under them without that: « Ville (2) ».

    Not where two read the same without it, or it is a year: « Article (2) », « Conventions (2025) ».
    """
    heads = (piece for piece in run if piece.block is not None and (piece.block.kind == "heading" or piece.block.title))
    said = {piece.at: (piece.whole, _COUNT.sub("", piece.whole)) for piece in heads}
    times = Counter(bare for _, bare in said.values())
    return {at: bare for at, (whole, bare) in said.items() if bare and bare != whole and times[bare] == 1}


def ends_sentence(line: str) -> bool:
    return line[-1:] in (".", "!", "?", "…", ";", ",")


def _is_label(piece: Piece, below: Piece) -> bool:
    is_line = "\n" not in piece.raw and len(piece.raw) <= LABEL
    if not is_line or below.block is None or (ends_sentence(piece.raw) and not _names_head(piece.raw)):  # « Leitung: N. N. »
        return False
    lines = below.raw.split("\n")
    return _is_listed(below) or (
        below.block.kind == "paragraph" and len(lines) > 1 and not any(len(line) > LABEL or ends_sentence(line) for line in lines)
    )


def _is_listed(piece: Piece) -> bool:
    return piece.block is not None and piece.block.kind in ("list_item", "table_row")


def _is_short(piece: Piece, kinds: Collection[str] = ()) -> bool:
    """Whether *piece* is one short line of a text, or of one of *kinds*."""
    if piece.block is None or not (is_plain(piece) or piece.block.kind in kinds) or piece.block.of_next:
        return False
    return len(piece.raw) <= LABEL and not ends_sentence(piece.raw) and not {"\n", "\t"} & {*piece.raw}


def _says_who(line: str) -> bool:
    """« Luc Petit », « Responsable : Luc Petit », « Sous la conduite de Luc Petit », « Tél. 03 80 00 00 00 »."""
    return (
        reaches(line)
        or _names_head(line)
        or any(not start or end == len(line) or line[:start].rstrip().endswith(":") for start, end in people_in(line)[:1])
    )


def _is_card(line: Piece) -> bool:
    """« Luc Petit Adjoint 03 80 00 00 00 », a card of its own: behind several such lines a list is not the last one's."""
    (start, end), *_ = [*people_in(line.text), (-1, 0)]
    return (
        is_plain(line)
        and start == 0
        and end < len(line.text)
        and (is_somebody(line.text[:end]) or TELEPHONE.search(line.text) is not None)
    )


def _is_post(run: Run, at: int, last: int, titles: Set[int]) -> bool:
    """Whether that line, above the *last* one over a list, is the post of who is named below it, right below the title."""
    return 0 < at < last and run[at - 1].at in titles and bool(name_of(run[at + 1].text))


def _is_of(top: Piece, line: Piece) -> bool:
    """Whether *line* says who heads what *top* calls, « Direction Patrimoine »: it begins their card, or is nobody's name."""
    if top is line or reaches(top.raw) or _names_head(top.raw) or any(start for start, _ in people_in(top.text)[:1]):
        return False
    return (top.block is not None and top.block.opens > 0) or (not is_somebody(top.text) and _names_head(line.raw))


def may_hold(line: str) -> bool:
    """Whether *line* stands where the holder of a post does: « Marie Roy », « Poste vacant »."""
    return name_of(line) is not None or VACANT.fullmatch(key(line)) is not None


def _is_sentence(line: str) -> bool:
    return line.endswith(".") and len(line) > _CALL


def tells_head(line: str) -> bool:
    """« Directrice : Marie Roy », « Responsable : poste vacant »."""
    return tells_function(called(line)[0])


def _names_head(line: str) -> bool:
    """« Pilote : Marie Roy », « Leitung: N. N. » too, whatever the word; below a title « Paie : Marie Roy » says no more."""
    call, said = called(line)
    is_one = any(not start for start, _ in people_in(said)[:1]) or VACANT.fullmatch(key(said)) is not None
    return tells_head(line) or (call == canonical(line.partition(":")[0].strip()) != "" and is_one)
