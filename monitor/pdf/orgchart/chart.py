"""The pages of a PDF -> one org chart, with what it is sure of and what not; or why there is none."""

from __future__ import annotations

from collections.abc import Sequence, Set

from monitor.model import Explanation, OrgChart
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid, PageInk, bounds
from monitor.pdf.lines import KnownLines, with_small_capitals
from monitor.pdf.orgchart.arrangement.fills import doubt_grounds
from monitor.pdf.orgchart.arrangement.heads import turn_over, upturned
from monitor.pdf.orgchart.arrangement.levels import hang_by_levels
from monitor.pdf.orgchart.arrangement.strands import doubt_trunks
from monitor.pdf.orgchart.choice.card_links import reach_cards
from monitor.pdf.orgchart.choice.evidence import ballots
from monitor.pdf.orgchart.choice.outwards import (
    hang_along_rows,
    hang_from_hub,
    hang_on_lines,
    hang_outwards,
    hang_sideways,
    is_tree_of_words,
)
from monitor.pdf.orgchart.choice.parents import PageVotes, set_parents
from monitor.pdf.orgchart.choice.sureness import doubt_links, doubt_misread, doubt_units, explanations, is_unsure, set_sureness
from monitor.pdf.orgchart.choice.weighing import chosen, hang, learned, weigh
from monitor.pdf.orgchart.marks.drawing import Drawing, drawing_of
from monitor.pdf.orgchart.marks.links import Net, nets_of, with_pictures
from monitor.pdf.orgchart.marks.strokes import (
    Bracket,
    between_boxes,
    brackets_in,
    level_rules,
    strokes_of,
    without_rules_of,
    without_typed_brackets,
)
from monitor.pdf.orgchart.nodes import Node, PageNodes, hang_as_said, in_order, unhang_tops, units_of
from monitor.pdf.orgchart.readable import (
    Signs,
    enlargement,
    running_letters,
    sheets_of,
    signs_of,
    why_no_tree,
    why_unreadable,
    without_watermark,
)
from monitor.pdf.orgchart.several_pages import PageChart, joined_pages
from monitor.pdf.orgchart.tables.coded import hang_by_codes, hang_by_colours, take_coded
from monitor.pdf.orgchart.tables.columned import doubt_names_apart, hang_beside_cells, hang_by_place, hang_under_cells
from monitor.pdf.orgchart.tables.grid import grid_in, grids_in, striped_rows
from monitor.pdf.orgchart.tables.headed_columns import hang_under_heads, headed_columns
from monitor.pdf.orgchart.tables.marked_columns import give_marked, take_marks
from monitor.pdf.orgchart.tables.of_units import join_rows
from monitor.pdf.orgchart.tables.order import is_grid_of_boxes, with_names_last
from monitor.pdf.orgchart.tables.over import hang_under_box_over, heads_over
from monitor.pdf.orgchart.tables.posts import posts_in
from monitor.pdf.orgchart.tables.spreadsheets import cells_in, units_in_spans
from monitor.pdf.orgchart.tables.staff import staff_in, staff_of
from monitor.pdf.orgchart.tables.titled_tables import tables_under_titles
from monitor.pdf.orgchart.tables.tree import units_in
from monitor.pdf.orgchart.unboxed.borderless import (
    add_borderless,
    add_captions,
    add_headings,
    add_named_over,
    add_names_beneath,
    join_cells,
)
from monitor.pdf.orgchart.unboxed.framed_grids import part_columns, part_grids
from monitor.pdf.orgchart.unboxed.listed_columns import hang_under_column_heads, listed_columns
from monitor.pdf.orgchart.unboxed.listed_near import (
    add_listed_below,
    add_listed_beside,
    bring_up_lists_beside,
    take_continued,
    take_held,
    take_lists_beside,
)
from monitor.pdf.orgchart.unboxed.lists import outline_in
from monitor.pdf.orgchart.unboxed.open_layout import add_open_layout
from monitor.pdf.orgchart.unboxed.open_text import mark_open_columns, open_text, put_elected_aside, put_said_aside, put_site_aside
from monitor.pdf.orgchart.unboxed.panels import (
    begin_at_strips,
    give_pills_their_heads,
    hang_in_frames,
    hang_in_panels,
    part_panels,
    take_levels,
)
from monitor.pdf.orgchart.unboxed.sections import Before, before_of, hang_in_sections, sections_in
from monitor.pdf.orgchart.unboxed.trees_without_boxes import (
    dots_in,
    ends_before,
    hang_by_brackets,
    hang_by_combs,
    hang_by_lying_brackets,
    hang_held,
    hang_on_dots,
    take_underlined,
)
from monitor.pdf.orgchart.unboxed.underlined_rows import take_underlined_rows
from monitor.pdf.orgchart.units.badges import without_codes, without_marks
from monitor.pdf.orgchart.units.bands import (
    give_strips_their_heads,
    hang_firsts_alike,
    hang_peers,
    hang_stairs,
    hang_striped,
    keep_bands_whole,
    part_cards,
)
from monitor.pdf.orgchart.units.barred import boxed_by_bars
from monitor.pdf.orgchart.units.boxes import page_text
from monitor.pdf.orgchart.units.cards import join_bands
from monitor.pdf.orgchart.units.categories import give_categories, take_categories
from monitor.pdf.orgchart.units.column_heads import free_heading_rows, put_repeated_heads_aside, put_tasks_aside
from monitor.pdf.orgchart.units.doubts import doubt_left_over, doubt_other_drawings, doubt_ranks, doubt_torn
from monitor.pdf.orgchart.units.flowing import flowing, printed_at
from monitor.pdf.orgchart.units.glued import join_glued, join_held, raise_heads, take_overfull
from monitor.pdf.orgchart.units.names_beside import (
    apart,
    give_names_beside,
    in_box,
    put_ends_aside,
    titles_first,
    with_names_joined,
)
from monitor.pdf.orgchart.units.numbering import give_names_by_number
from monitor.pdf.orgchart.units.pills import take_names_in_cards, take_pills
from monitor.pdf.orgchart.units.portraits import discs_in, portraits_in
from monitor.pdf.orgchart.units.records import fold_fields, hang_rows, join_columns, part_rows, without_field_names
from monitor.pdf.orgchart.units.text_boxes import PageText, TableColumn, TextBox
from monitor.pdf.orgchart.units.units import nodes_of
from monitor.pdf.orgchart.words.name_forms import addresses_apart
from monitor.pdf.orgchart.words.titles import chart_title, parted
from monitor.pdf.orgchart.words.typed_signs import with_bracketed_titles, without_branches
from monitor.pdf.raised import with_raised_figures

_PORTRAIT, _PORTRAITS, _PAD = 24, 3, 2.0  # points: a picture that is no pictogram; so many show people; points around a table


class ChartReader:
    """Takes the pages of a document one after the other, and keeps of each its nodes and what tells whether it can be read.

    *explaining*: keeps all evidence, too; `explained` has it, by the id of the unit, once `chart` was called.
    """

    def __init__(self, *, explaining: bool = False) -> None:
        self.explained: dict[str, Explanation] = {}
        self._explaining = explaining
        self._signs, self._charts = list[Signs](), list[PageChart]()

    def take(self, page: PageInk) -> Sequence[Box]:
        """Read *page*, which follows those taken before; where on it stand marks that its units bear as words."""
        self._signs.append(signs_of(page))
        last = self._charts[-1] if self._charts else None
        self._charts.append(page_chart(page, last, explaining=self._explaining))
        return self._charts[-1].told

    def chart(self) -> OrgChart:
        """The tree of all pages. `structured` is False, with the reason, where there is none to be had (never a guess)."""
        count, charts = len(self._charts), sheets_of(self._charts)
        if reason := why_unreadable(self._signs):
            return OrgChart(title=None, date=None, pages=count, structured=False, reason=reason, units=())
        nodes = joined_pages(charts)
        title, date = parted(next((c.title for c in charts if c.title), None), [text for c in charts for text in c.beside])
        reason = why_no_tree(charts, nodes)
        of_posts = reason == "no hierarchy" and 2 * sum(bool(o.people and o.label) for o in nodes) > len(nodes)
        order: list[Node] = []
        if reason is None or of_posts:
            for weigh_facts in (set_sureness, doubt_units, doubt_links, doubt_other_drawings, doubt_misread):
                weigh_facts(nodes)
            order = in_order(nodes)
        units = tuple(units_of(order))
        if self._explaining:
            self.explained = explanations(order, [unit.id for unit in units], [c for chart in charts for c in chart.choices])
        if of_posts or is_unsure(units):
            reason = "unsure"  # the units stay: they are compared by title and person
        return OrgChart(title=title, date=date, pages=count, structured=reason is None, reason=reason, units=units)

    def nodes(self) -> list[Node]:
        """The nodes of all pages, joined."""
        return joined_pages(sheets_of(self._charts))


def read_chart(pages: Sequence[PageInk]) -> OrgChart:
    """The tree of *pages*: `ChartReader` at once."""
    reader = ChartReader()
    for page in pages:
        reader.take(page)
    return reader.chart()


def page_chart(page: PageInk, before: PageChart | None = None, *, explaining: bool = False) -> PageChart:
    """Read one page; *before*: the page before, whose list or table may go on here; *explaining*: keep the choices."""
    enlarged = enlargement(page := without_watermark(page))
    page, moves = flowing(page.enlarged(enlarged))
    columns = [column.enlarged(enlarged) for column in before.columns] if before else []
    parted = before_of(before.section[0], before.nodes, enlarged) if before is not None and before.section is not None else None
    headings = {(o.bold, round(2 * enlarged * o.size)) for o in before.nodes if o.is_head and not o.drawn} if before else set()
    listed = before is not None and before.listed
    found, said, text = read_page(page, listed=listed, parted=parted, columns=columns, headings=headings)
    weighed = ballots(found, said)
    weigh(weighed, learned())
    choices = chosen(weighed)
    hang(choices)
    unhang_tops(found.open)
    going_on, (band, last) = hang_in_sections(found, text.sections, text.boxes)
    if band is None and going_on and before is not None and before.section is not None:
        band, last = before.section[0], last or before.section[1]
    _hang_as_drawn(found, said, text)
    upright = [] if found.upturned or text.sections else found.nodes
    part_cards(upright)
    hang_stairs(found.nodes)
    hang_peers(found.nodes)
    hang_striped(found.nodes)
    hang_by_levels(upright, text.rules, [box.box for box in text.boxes if box.drawn], [*found.free, *found.notes])
    hang_under_box_over(found.tabled, found.nodes)
    found.nodes += found.tabled
    if before is not None:
        take_continued(found, before.nodes, enlarged, page.number, {before.title or "", *before.beside})
    doubt_ranks(found.nodes)
    doubt_trunks(said.readings, found.nodes)
    doubt_grounds(said.unsure)
    doubt_torn(found.nodes)
    doubt_left_over(found.nodes, found.free)
    hang_as_said(found, [box.box for box in text.boxes], page.links)
    for number, node in found.by_box.items():
        node.box = text.boxes[number].words or node.box
    for node in found.nodes:
        node.box, node.indent = printed_at(node.box, moves), None if node.looked else node.indent  # the next page is read anew
        node.enlarge(1 / enlarged)
    in_boxes = [line for box in text.boxes for line in box.lines] + [line for _, lines in text.beside for line in lines]
    words = sum(len(line.text) for line in (*in_boxes, *text.listed, *text.tabled, *text.free))
    boxed = words - sum(len(line.text) for line in found.free)
    running = running_letters([*found.free, *in_boxes], found.open)
    title = None if parted is not None and text.sections else chart_title(page, found.free, found.title_boxes)
    beside, told = [o.text for o in (*found.free, *found.notes)], tuple(o.enlarged(1 / enlarged) for o in text.columns)
    marks = tuple(printed_at(box, moves).enlarged(1 / enlarged) for box in found.told)
    loose, listed = len(found.open), bool(text.listed) and not any(o.looked for o in found.open)
    section, kept = (band, last or band) if band is not None else None, tuple(choices) if explaining else ()
    return PageChart(found.nodes, title, beside, boxed, words, running, loose, listed, told, section, tuple(going_on), marks, kept)


def _hang_as_drawn(found: PageNodes, said: PageVotes, text: PageText) -> None:
    """Hang the nodes of a page as codes, places, brackets, combs, lines, frames and colours say, each way after surer ones."""
    if found.upturned:
        turn_over(found)
    elif not (
        text.sections or hang_by_codes(found, text) or hang_outwards(found, nets := said.readings) or hang_by_place(found, nets)
    ):
        all_in_brackets = hang_by_brackets(found)
        hang_by_lying_brackets(found)
        hang_by_combs(found, said.readings)
        hang_along_rows(said.readings, hang_from_hub(found.nodes, said.readings))
        hang_on_lines(found, said.readings)
        hang_sideways(found, said.readings)
        keep_bands_whole(said.bands, said.readings, found.nodes)
        hang_under_heads(found, text, said.votes)
        hang_in_panels(found, [text.boxes[number].box for number in found.groups], said.votes)
        hang_in_frames(found.nodes, said.votes)
        hang_beside_cells(found, text.boxes)
        hang_under_cells(found, text.boxes)
        hang_under_column_heads(found, said.readings)
        hang_by_colours(found, text.boxes, text.notes, said.votes)
        if not all_in_brackets:
            hang_held(found, nets)
    if not (found.upturned or text.sections):
        hang_firsts_alike([*said.bands, *hang_rows(found, text.boxes)], found.nodes)


def read_page(
    page: PageInk,
    *,
    listed: bool = False,
    parted: Before | None = None,
    columns: Sequence[TableColumn] = (),
    headings: Set[tuple[bool, int]] = frozenset(),
) -> tuple[PageNodes, PageVotes, PageText]:
    """The nodes of a page with the parents that the rules give them, what each rule said, and the boxes.

    The letters of *page* are of the usual size: see `enlargement`. All others are of the page before, *parted* where in sections.
    """
    page, marked, over_marks = take_marks(page, known := KnownLines())
    typed, letters = without_typed_brackets(page.letters)
    drawing = drawing_of(page := replace(page, letters=with_bracketed_titles(without_branches(letters))))
    letters, marks = without_marks(with_raised_figures(with_small_capitals(page.letters)), drawing)
    drawing = boxed_by_bars(drawing, (page := replace(page, letters=letters)).letters)
    drawing = replace(drawing, segments=(strokes := strokes_of(drawing)))
    brackets = [*brackets_in(strokes), *typed]
    text, tabled, settled = _words_in_place(page, drawing, marks, brackets, (dots := dots_in(drawing)), parted, columns, known)
    text.aside += over_marks
    body = [] if settled else open_text(text)
    entries = outline_in(body, page.number, continued=listed, led=bool(ends_before(body, strokes)), strokes=strokes)
    if entries:
        text.listed, text.free = body, [line for line in text.free if line not in body]
    freed = [] if entries or not body else add_open_layout(page, drawing, text, body)
    if freed and dots:
        hang_on_dots(text, freed, dots, strokes)
    if not body and not tabled:
        add_captions(text, [picture.box for picture in page.pictures] + discs_in(drawing))
        add_headings(text, headings)
        add_named_over(text)
    if not settled:
        raise_heads(text)
    drawn = [box.box for box in text.boxes if box.drawn]
    words = [box.box for box in freed] or [line.box for line in text.free]
    led = without_rules_of(words, strokes, () if freed else drawn)
    drawing = replace(drawing, segments=(*led, *between_boxes(led, drawn)))

    def nets_among(boxes: Sequence[TextBox], empty: Sequence[Box]) -> list[Net]:
        frames = frozenset(number for number, box in enumerate(boxes) if box.inner)
        bare = frozenset(number for number, box in enumerate(boxes) if not box.drawn)
        whole = with_pictures([box.box for box in boxes], frames, [picture.box for picture in page.pictures])
        return nets_of(drawing, whole, frames, empty=empty, bare=bare)

    nets = nets_among(text.boxes, text.empty) if settled else take_levels(text, nets_among)
    if not text.coded and add_borderless(text, nets):
        nets = nets_among(text.boxes, text.empty)
    if not settled and join_held(text, nets):
        nets = nets_among(text.boxes, text.empty)
    linked = frozenset(a.box for net in nets if len(net.attachments) > 1 for a in net.attachments)
    linked |= {number for number, box in enumerate(text.boxes) if any(box is coded for coded, _, _ in text.coded)}
    found = nodes_of(text, page.number, linked=linked)
    found.open = list(dict.fromkeys(found.by_box[n] for n, box in enumerate(text.boxes) if box in freed and n in found.by_box))
    if freed:
        doubt_names_apart(found.open, body)
    found.open += entries
    found.brackets = [] if settled or dots else brackets
    found.lying = [] if settled or dots else brackets_in([s._replace(x0=s.y0, y0=s.x0, x1=s.y1, y1=s.x1) for s in strokes])
    found.nodes += entries
    if not settled:
        add_listed_below(found, page.number)
        add_listed_beside(found, text)
    found.tabled = tabled
    give_categories(found, text)
    found.told = give_marked(found, marked)
    joining = nets if settled or freed or entries else reach_cards(upturned(nets, found), found)
    return found, set_parents(found, joining), text


def _words_in_place(
    page: PageInk,
    drawing: Drawing,
    marks: Sequence[tuple[Box, str]],
    brackets: Sequence[Bracket],
    dots: Sequence[Box],
    parted: Before | None,
    columns: Sequence[TableColumn],
    known: KnownLines,
) -> tuple[PageText, list[Node], bool]:
    """The boxes of a page with the words of each, the units of the table that it consists of, and whether all boxes are settled."""
    strokes = drawing.segments
    take_overfull(text := page_text(page, drawing, dots, known))
    take_categories(text, marks)
    put_site_aside(text)
    free_heading_rows(text)
    take_pills(text)
    take_names_in_cards(text)
    give_names_by_number(text)
    begin_at_strips(text)
    mark_open_columns(text)
    part_panels(text)
    if aside := [line.box for line in (*put_elected_aside(text), *put_tasks_aside(text))]:
        near = Grid((box, box) for box in aside)
        page = replace(page, letters=tuple(o for o in page.letters if not near.at((o.x0 + o.x1) / 2, (o.top + o.bottom) / 2)))
    fold_fields(text)
    part_grids(text)
    part_columns(text)
    of_words = take_underlined(text, strokes) or bool(dots) or is_tree_of_words(text.free, strokes)
    otherwise = of_words or sum(min(o.box.width, o.box.height) > _PORTRAIT for o in page.pictures) >= _PORTRAITS
    tabled = [] if otherwise else tables_under_titles(text, page.letters, page.number, known)
    text.sections = [] if otherwise or tabled else sections_in(text, strokes, parted)
    text.headed = [] if of_words or text.sections or tabled else headed_columns(text, strokes) or listed_columns(text)
    tabled = tabled or ([] if of_words or text.headed or text.sections else _take_table(page, text, columns))
    tabled = tabled or ([] if text.sections else portraits_in(page, text, drawing))
    settled = bool(tabled or text.sections) or (not of_words and take_coded(text))
    if not settled:
        put_repeated_heads_aside(text)
    titles_first(text)
    text.free = addresses_apart(text.free)
    for box in text.boxes:
        box.lines = in_box(without_field_names(addresses_apart(box.lines)), box)
    text.free = without_codes(apart(text.free))
    if not settled:
        take_held(text, brackets)
        join_cells(text)
        take_underlined_rows(text)
        join_rows(text, text.rules, columns)
        join_columns(text)
        part_rows(text)
        put_repeated_heads_aside(text, cells=True)
        put_said_aside(text)
    if not text.coded:
        give_names_beside(text)
        add_names_beneath(text)
        join_bands(text)
        join_glued(text, strokes)
        give_pills_their_heads(text)
        give_strips_their_heads(text)
        take_lists_beside(text)
        bring_up_lists_beside(text, strokes)
    if not settled and (beside := open_text(text)):
        text.free = [line for line in text.free if line not in beside] + with_names_joined(beside)
        put_ends_aside(text)
    return text, tabled, settled


def _take_table(page: PageInk, text: PageText, before: Sequence[TableColumn]) -> list[Node]:
    """The units of the table that a page consists of, whose words are taken from *text*; [] where it is none that can be read."""
    rules, found = level_rules(text.rules), False
    table, box = units_in_spans(text, page.number) or (None, Box(0, 0, page.width, page.height))
    if table is None and (grids := grids_in(text, page.letters, rules)):
        table, box = staff_of(grids, page.number), bounds([grid.box for grid in grids])
    for known in () if table else (before, ()) if before else ((),):
        grid = grid_in(text, page.letters, rules, known)
        if grid is None or is_grid_of_boxes(grid):
            continue
        found, grid = True, with_names_last(grid)
        staff = bool(known) and known[0].of_staff
        table, box = posts_in(grid, page.number, known) or cells_in(grid, page.number), grid.box
        table = table or (None if staff else units_in(grid, page.number, known))
        table = table or staff_in(grid, page.number, known if staff else ())
        if table is not None:
            break
    if table is None:
        # Of a table whose columns do not tell: what leads the eye from row to row is no box
        striped = striped_rows(text, apart=True) if found else []
        text.free += [line for box in striped for line in box.lines]
        text.boxes = [box for box in text.boxes if box not in striped]
        return []
    heads, over = heads_over(table, text.free, box, page.number)
    within = box.grown(_PAD)
    taken = {id(line) for line in over}
    read = [line for line in text.free if id(line) in taken or within.holds(line.box.cx, line.box.cy)]
    gone = [box for box in text.boxes if box.lines and all(within.holds(line.box.cx, line.box.cy) for line in box.lines)]
    text.tabled = [*read, *(line for box in gone for line in box.lines)]
    text.free = [line for line in text.free if line not in read]
    text.boxes = [box for box in text.boxes if box not in gone]
    text.columns = table.columns
    return [*heads, *table.nodes]


def units_of_table(page: PageInk) -> list[Node]:
    """The units of the table that *page* consists of; [] where it is none."""
    page = page.enlarged(enlargement(page))
    return _take_table(page, page_text(page, drawing_of(page)), ())
