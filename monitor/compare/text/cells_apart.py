"""Rows whose cells are pieces of their own: terms that are titles in the other version, people in a grid (DESIGN 3.24). Pure.

So are the columns of a table without heads whose rows say each another thing of them: names over posts over telephones, services
over how they are run. Of such a row its first cell says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from monitor.compare.people import name_of, people_in
from monitor.compare.text.label_records import label_of, records_of
from monitor.compare.text.pieces import Piece, Run
from monitor.compare.text.records import names_somebody
from monitor.compare.text.side_by_side import HOLD_PEOPLE
from monitor.compare.text.titles import VACANT
from monitor.compare.title_words import tells_function
from monitor.expressions import expression
from monitor.model import Block, Edit, Image, Link
from monitor.model.frozen import replace
from monitor.normalize import canonical, key, visible

_ROOM = 64  # places for each block, of its cells
_MOST_CELLS = 8  # of a row, and places for each number of rows in which something stands
_MOST_ROWS = 7  # that are one
_POST = expression(r"[^\W\d_]{3}")
_CARDS = 3  # people who make a grid
_MOSTLY = 0.8  # of its cells; others may be vacant


def cells_apart(old: Run, new: Run) -> tuple[Run, Run, bool]:
    """Both, with the cells of some rows in their place, and whether there are any.

    A row « Paie | Marie Roy » whose term is a title on the other side is that title and entries: a list of which most terms got a
    second text is titles now. And whoever has a cell of a grid of people is an entry: one more, and all behind stand in other rows.
    All places are `_ROOM` times what they were then (`in_place`).
    """
    grids = _grids(old, new)
    terms = [{canonical(piece.raw) for piece in run if piece.block is not None and piece.block.title} for run in (old, new)]
    apart = [_rows_of(run, titles) if titles else set[int]() for run, titles in zip((old, new), reversed(terms), strict=True)]
    if not any((*apart, *grids)):
        return old, new, False
    sides = [
        [one for p in run for one in (grid[p.at] if p.at in grid else _cells(p, titled=True) if p.at in at else [_spaced(p)])]
        for run, at, grid in zip((old, new), apart, grids, strict=True)
    ]
    return sides[0], sides[1], True


def in_place(edits: Sequence[Edit]) -> list[Edit]:
    """*edits* of what `cells_apart` took apart, about the blocks that these stand in."""
    found = list[Edit]()
    for edit in edits:
        facts = {name: said // _ROOM if name in ("from", "to") else said for name, said in edit.facts.items()}
        if "at" in facts:
            facts["at"] = [side and [side[0] // _ROOM, _past(side[1] - 1)] for side in facts["at"]]
        found.append(replace(edit, facts=facts))
    return found


def _past(place: int) -> int:
    """The place behind the block, or the several, in which what has *place* in the room of these stands."""
    return place // _ROOM + max(1, place % _ROOM // _MOST_CELLS)


def _groups(run: Run) -> Iterator[list[Piece]]:
    """The rows of *run* without heads that stand together."""
    return (list(group) for is_plain, group in groupby(run, _is_plain_row) if is_plain)


def _with_last(rows: list[Piece], run: Run) -> list[Piece]:
    """*rows* of *run* with the row of one cell that ends them, who has nobody beside: all cells above are full, and one is like it.

    « Photos : Jo Vial » and « Composition au 1er janvier » below a grid are notes.
    """
    last = next((p for p in run if p.at == rows[-1].at + 1), None)
    if last is None or "\t" in last.raw or not _is_plain(last):
        return rows
    above = rows[-1].raw.split("\t")
    alike = all(cell.strip() for cell in above) and _form(last.raw) in map(_form, above)
    return [*rows, last] if alike and len(people_in(visible(last.raw))) == 1 else rows


def _form(cell: str) -> tuple[int, bool, bool]:
    """How many lines *cell* has, whether it is a label and what that is of, and whether it names one person."""
    said = visible(cell)
    return cell.strip().count("\n"), ":" in said, len(people_in(said)) == 1


def _rows_of(run: Run, titles: set[str]) -> set[int]:
    """The places of rows without heads, one after the other, half of which begin with one of *titles*."""
    found = set[int]()
    for rows in _groups(run):
        shown = any(row.block is not None and row.block.pictures for row in rows)
        if not shown and len(rows) <= 2 * sum(canonical(row.raw.partition("\t")[0]) in titles for row in rows):
            found |= {row.at for row in rows}
    return found


def _is_plain_row(piece: Piece) -> bool:
    return 0 < piece.raw.count("\t") < _MOST_CELLS and _is_plain(piece)


def _is_plain(piece: Piece) -> bool:
    """Whether *piece* is a row of which nothing but its cells says something."""
    block = piece.block
    if block is None or block.kind != "table_row" or piece.ignored:
        return False
    return not (block.columns or block.above or block.struck or block.frames or block.looks)


def _grids(old: Run, new: Run) -> list[dict[int, list[Piece]]]:
    """For both whom the rows of grids hold, by the places of these; none where a table of the other version says something."""
    if any(stacks := _stacks(old, new)):
        return stacks
    sides = [[_with_last(rows, run) for rows in _groups(run)] for run in (old, new)]
    flow = len(sides[0]) == len(sides[1]) == 1 and _flows(sides[0][0], sides[1][0])
    rows = [[row for group in groups for row in group] for groups in sides]
    many = [sum(bool(cell.strip()) for row in of for cell in row.raw.split("\t")) for of in rows]
    wide = max((row.raw.count("\t") for of in rows for row in of), default=0) + 1 >= _CARDS
    if min(many) < _CARDS:
        return [{}, {}]
    in_place = not flow and many[0] == many[1]
    found = [
        {at: cells for group in groups for at, cells in _grid(group, flow=flow, wide=wide, in_place=in_place).items()}
        for groups in sides
    ]
    return found if all(grid or not groups for grid, groups in zip(found, sides, strict=True)) else [{}, {}]


def _grid(rows: Sequence[Piece], *, flow: bool, wide: bool, in_place: bool) -> dict[int, list[Piece]]:
    """The cells of each of *rows*, full but for the last, that have somebody, nearly all and the first ones, and what that is.

    Or a row of names and one of posts in turn, whose cells are one. Two in a row, and names alone, may be who stands beside whom,
    of which the row says what it is: there the cells have to *flow* (`_flows`), and of names have to be three in a row.
    """
    texts = [[visible(cell) for cell in row.raw.split("\t")] for row in rows]
    said = [[cell for cell in row if cell] for row in texts]
    named = [sum(name_of(cell) is not None for cell in row) for row in said]
    all_names = [n >= max(1, _MOSTLY * len(row)) for n, row in zip(named, said, strict=True)]
    if (
        sum(named) >= _CARDS
        and (pairs := _in_turn(rows, all_names))
        and not any(map(min, zip(named[::2], named[1::2], strict=True)))
    ):
        return pairs
    if any(row[: len(full)] != full or len(full) < len(said[0]) for row, full in zip(texts[:-1], said[:-1], strict=True)):
        return {}
    firsts, all_said = [row[0] for row in texts], [cell for row in said for cell in row]
    alone = 2 * sum(named) > len(all_said)
    # Of cells of lines the row tells what changed by their first ones, but where these are names, and not those of all rows
    begin = [visible(cell.strip().partition("\n")[0]) for row in rows for cell in row.raw.split("\t") if cell.strip()]
    called = len(rows) > 1 and sum(name_of(line) is not None for line in begin) >= _MOSTLY * len(begin)
    of_lines = in_place and not called and any("\n" in row.raw for row in rows)
    if of_lines or not (wide or flow) or (alone and not (wide and flow)):
        return {}
    if any(sum(len(people_in(cell)) == 1 for cell in of) < _MOSTLY * len(of) for of in (firsts, all_said)):
        return {}
    return {row.at: _cells(row) for row in rows}


def _in_turn(rows: Sequence[Piece], names: Sequence[bool]) -> dict[int, list[Piece]]:
    """The cells of *rows*, of names and of posts below or above these in turn, two and two as one; {}: they are not so.

    *names*: whether the cells of each row are names.
    """
    found = dict[int, list[Piece]]()
    first = 0 if names[0] else 1
    if len(rows) % 2 or any(names[1 - first :: 2]) or not all(names[first::2]):
        return found
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        cells = [[*row.raw.split("\t")] for row in (one, other)]
        if other.at != one.at + 1 or len(cells[0]) != len(cells[1]):
            return {}
        found |= _stacked((one, other))
    return found


def _stacked(rows: Sequence[Piece]) -> dict[int, list[Piece]]:
    """The columns of *rows*, as many cells in each, as an entry each, which stands where the first of them does."""
    columns = zip(*(_entries(row, row.raw.split("\t")) for row in rows), strict=True)
    place = rows[0].at * _ROOM + len(rows) * _MOST_CELLS
    entries = (Piece(place + n, block.text, block=block) for n, block in enumerate(map(_one, columns)))
    return {row.at: [] for row in rows[1:]} | {rows[0].at: [entry for entry in entries if entry.raw.strip()]}


def _one(blocks: Sequence[Block]) -> Block:
    """All as one entry."""
    text = "\n".join(block.text for block in blocks if block.text.strip())
    links, pictures = chain.from_iterable(b.links for b in blocks), chain.from_iterable(b.pictures for b in blocks)
    return Block("list_item", text, links=tuple(links), pictures=tuple(pictures))


def _stacks(old: Run, new: Run) -> list[dict[int, list[Piece]]]:
    """For both the columns of tables whose rows say each another thing of them, by the places of these rows.

    A version that does not show it, as all its services are run otherwise, is read as the other one. Or, of people, the rows of
    records whose labels come again, each record as an entry of as many lines.
    """
    found = [_records_of_people(run) for run in (old, new)]
    if all(found):
        return found
    found = [{}, {}]
    sides = [[*_groups(run)] for run in (old, new)]
    for pair in zip(*sides, strict=True) if len(sides[0]) == len(sides[1]) else ():
        turns = next((n for n in map(_rows_of_a_stack, pair) if n), 0)
        if not turns or any(len(rows) % turns or not _are_of_one_width(rows) for rows in pair):
            continue
        for of, rows in zip(found, pair, strict=True):
            for n in range(0, len(rows), turns):
                of |= _stacked(rows[n : n + turns])
    return found


def _records_of_people(run: Run) -> dict[int, list[Piece]]:
    """The records that say in one and the same place who it is, or that nobody is, by the places of their rows."""
    found, records = dict[int, list[Piece]](), {record[0].at: record for record in records_of(run).values()}
    named = Counter(label_of(row) for record in records.values() for row in record if names_somebody(row.raw.partition("\t")[2]))
    if not records or max(named.values(), default=0) < _MOSTLY * len(records):
        return {}
    for at, rows in records.items():
        lines = [" : ".join((label.rstrip(" :"), said)) for label, _, said in (row.raw.partition("\t") for row in rows)]
        if any(not _is_plain_row(row) or "\n" in row.raw for row in rows) or rows[-1].at - at != len(rows) - 1:
            return {}
        blocks = [replace(row.block, kind="list_item", text=line) for row, line in zip(rows, lines, strict=True) if row.block]
        entry = _one(blocks)
        found |= {row.at: [] for row in rows} | {at: [Piece(at * _ROOM + len(rows) * _MOST_CELLS, entry.text, block=entry)]}
    return found


def _are_of_one_width(rows: Sequence[Piece]) -> bool:
    return len({row.raw.count("\t") for row in rows}) == 1 and rows[-1].at - rows[0].at == len(rows) - 1


def _rows_of_a_stack(rows: Sequence[Piece]) -> int:
    """How many of *rows* say together what there is of their columns; 0: each says all of what is in its first cell.

    Rows of names, three or more, in turn with rows that name nobody. Or a row of as many things, under which one says the same of
    the first and of another: « Mutualisé » is no thing's name, then, nor is what says of all what such a row does.
    """
    texts = [[visible(cell) for cell in row.raw.split("\t")] for row in rows]
    said = [[cell for cell in cells[cells[0].endswith(":") or is_head(cells[0]) :] if cell] for cells in texts]
    if len(rows) < 2 or not all(said):
        return 0
    named = [sum(name_of(cell) is not None for cell in cells) for cells in said]
    held = [sum(VACANT.fullmatch(key(cell)) is not None for cell in cells) for cells in said]
    of_names = [n > 1 and n + m >= _MOSTLY * len(cells) for n, m, cells in zip(named, held, said, strict=True)]
    if any(of_names):
        others = [(n, cells) for n, is_of, cells in zip(named, of_names, said, strict=True) if not is_of]
        posts = any(all(_POST.search(cell) for cell in cells) for _, cells in others)
        return _turns(of_names) if sum(named) >= _CARDS and posts and not any(n for n, _ in others) else 0
    values = {canonical(cell) for cells in said if canonical(cells[0]) in map(canonical, cells[1:]) for cell in cells}
    of_things = [len({*map(canonical, cells)}) == len(cells) and not {*map(canonical, cells)} <= values for cells in said]
    tells = not any(canonical(cell) in values for cells, is_of in zip(said, of_things, strict=True) for cell in cells if is_of)
    lettered = all(any(map(str.isalpha, cell)) for cells, is_of in zip(said, of_things, strict=True) for cell in cells if is_of)
    return _turns(of_things) if values and tells and lettered and of_things[0] else 0


def _turns(marked: Sequence[bool]) -> int:
    """Every how many of *marked* one is, in one and the same place; 0 where they are not so, or each is."""
    turns = len(marked) // sum(marked) if any(marked) else 0
    alike = turns > 1 and len(marked) % turns == 0 and all(is_marked == marked[n % turns] for n, is_marked in enumerate(marked))
    return turns if alike and turns <= _MOST_ROWS else 0


def is_head(said: str) -> bool:
    """« Nom », « Fonction », « Téléphone » before a row of such."""
    return not HOLD_PEOPLE.isdisjoint(key(said).split()) and name_of(said) is None and not tells_function(said)


def _flows(old: Sequence[Piece], new: Sequence[Piece]) -> bool:
    """Whether most cells stay, in their order, and some stand in another column, as words of a text do in its lines."""
    sides = [[visible(cell) for row in rows for cell in row.raw.split("\t") if cell.strip()] for rows in (old, new)]
    stay = [[cell for cell in cells if cell in sides[1 - n]] for n, cells in enumerate(sides)]
    columns = [{visible(cell): n for row in rows for n, cell in enumerate(row.raw.split("\t"))} for rows in (old, new)]
    if stay[0] != stay[1] or len({*stay[0]}) < len(stay[0]) or 2 * len(stay[0]) < max(map(len, sides)):
        return False
    return any(columns[0][cell] != columns[1][cell] for cell in stay[0])


def _spaced(piece: Piece) -> Piece:
    return replace(piece, at=piece.at * _ROOM)


def _cells(piece: Piece, *, titled: bool = False) -> list[Piece]:
    """What the cells of *piece* say, each an entry, the first over the others where *titled*."""
    blocks = _entries(piece, [cell for cell in piece.raw.split("\t") if cell.strip()])
    blocks[0] = replace(blocks[0], title=titled)
    return [Piece(piece.at * _ROOM + n, block.text, block=block) for n, block in enumerate(blocks)]


def _entries(row: Piece, cells: Sequence[str]) -> list[Block]:
    """Each of the *cells* of *row* with its own links and pictures."""
    links, pictures = (row.block.links, row.block.pictures) if row.block else ((), ())
    own = zip(cells, _links_of(cells, links), _pictures_of(cells, pictures), strict=True)
    return [Block("list_item", cell, links=tuple(led), pictures=tuple(shown)) for cell, led, shown in own]


def _links_of(cells: Sequence[str], links: Sequence[Link]) -> list[list[Link]]:
    """For each of *cells* its own of the *links* of their row, which stand there in this order."""
    found: list[list[Link]] = [[] for _ in cells]
    said, n, past = list(map(visible, cells)), 0, 0
    for link in links:
        name = visible(link.text)
        places = ((k, said[k].find(name, past if k == n else 0)) for k in range(n, len(cells)))
        n, at = next(((k, at) for k, at in places if at >= 0), (n, past))
        past = at + len(name)
        found[n].append(link)
    return found


def _pictures_of(cells: Sequence[str], pictures: Sequence[Image]) -> list[list[Image]]:
    """For each of *cells* its own of the *pictures* of their row: by whom they are called, else one each, else the first's."""
    found: list[list[Image]] = [[] for _ in cells]
    said = [f" {key(cell)} " for cell in cells]
    for k, picture in enumerate(pictures):
        called = key(picture.alt)
        own = [n for n, cell in enumerate(said) if called and f" {called} " in cell]
        found[own[0] if len(own) == 1 else k if len(pictures) == len(cells) else 0].append(picture)
    return found
