"""What makes reading quick says the same as the long way round (DESIGN §9)."""

from __future__ import annotations

import ctypes
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, groupby, pairwise, product
from random import Random
from statistics import median

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from monitor.model.frozen import replace
from monitor.pdf import lines, runs
from monitor.pdf.aligned import _of_one_extent
from monitor.pdf.gutters import LevelKey
from monitor.pdf.ink import Box, Grid, Letter, PageInk, Path, PathOp, bounds
from monitor.pdf.ink import median as middle
from monitor.pdf.leaders import _levels
from monitor.pdf.letters import GUESSED_SPACE, once, without_shadows
from monitor.pdf.library import Plane, load_library, segments_lie_in_a_row
from monitor.pdf.lines import KnownLines, lines_of
from monitor.pdf.orgchart.marks.drawing import _STRAIGHT, _near, _Part, _parts, _points
from monitor.pdf.orgchart.units.box_words import by_home
from monitor.pdf.pdfium import Limits, opened
from monitor.pdf.read import TextReader, _with_tables, reading_order
from tests.pdf import pdfs
from tests.pdf.orgchart import charts
from tests.pdf.orgchart.charts import Style, town


def many_ways(canvas: Canvas) -> None:
    """Letters raised, spaced, squeezed and slanted."""
    text = canvas.beginText(50, 700)
    text.setFont("Times-Italic", 12)
    ways: list[tuple[Callable[[float], object], float, str]] = [
        (text.setRise, 4, "haut"), (text.setRise, 0, "bas"), (text.setCharSpace, 3, "espacé"), (text.setHorizScale, 60, "serré"),
    ]  # fmt: skip
    for way, much, words in ways:
        way(much)
        text.textOut(words)
    canvas.drawText(text)
    for number, matrix in enumerate([(1, 0, 0.3, 1, 0, 0), (2, 0, 0, 0.5, 0, 0)]):
        canvas.saveState()
        canvas.transform(*matrix)
        canvas.drawString(100, 100 + 50 * number, "Direction penchée")
        canvas.restoreState()


def cropped(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].CropBox = [40, 30, 500, 760]
        pdf.save(out)
    return out.getvalue()


PAGES = {
    "chart": charts.columns(town(1, style=Style()), Style()),
    "letter": pdfs.letter(),
    "many-ways": pdfs.drawn(many_ways),
    "cropped": cropped(pdfs.letter()),
}


def striped(canvas: Canvas) -> None:
    """Pictures of one bit and of eight a point, thirteen points wide: their rows end within a byte, or do not."""
    for number, mode in enumerate(("1", "L", "RGB")):
        picture = Image.new(mode, (13, 7))
        picture.putpixel((5, 3), 1 if mode != "RGB" else (9, 8, 7))
        canvas.drawInlineImage(picture, 20, 20 + 60 * number, 40, 40)


@pytest.mark.parametrize(
    "data", [pdfs.scan(), pdfs.scanned((100, 100, 300, 300)), pdfs.drawn(striped)], ids=["raw", "jpeg", "bits"]
)
def test_a_picture_is_told_by_its_bytes_however_much_room_was_kept_for_them(data: bytes) -> None:
    """3.12: how large it is decoded is mostly known before PDFium is asked, which fills only room of just that size."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    told = []
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        size = pdfium.FPDFImageObj_GetImageDataDecoded(thing, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFImageObj_GetImageDataDecoded(thing, buffer, size)
        assert any(buffer.raw)
        told.append(hashlib.sha256(buffer.raw).hexdigest())
    with opened(data, Limits()) as quick:
        assert [picture.digest for picture in quick.page(1).pictures] == told


def told_one_by_one(data: bytes) -> Iterator[tuple[str, float, float, float, float, float]]:
    """Every letter of the first page by PDFium's documented functions: text, box, baseline."""
    page = pypdfium2.PdfDocument(data)[0]
    text, bounds, box = page.get_textpage(), pdfium.FS_RECTF(), pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    plane = Plane.of_page(bounds.left, bounds.bottom, bounds.right, bounds.top, turns=0)
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(text.count_chars()):
        if pdfium.FPDFText_GetTextObject(text, place):
            pdfium.FPDFText_GetLooseCharBox(text, place, box)
            pdfium.FPDFText_GetCharOrigin(text, place, x, y)
            placed = plane.box(box.left, box.bottom, box.right, box.top)
            if placed.overlap(Box(0, 0, plane.width, plane.height)):
                code = pdfium.FPDFText_GetUnicode(text, place)
                yield "-" if code == 2 else chr(code), *placed, plane.point(x.value, y.value)[1]


@pytest.mark.parametrize("name", PAGES)
def test_letters_read_by_the_line_are_those_that_pdfium_tells_one_by_one(name: str) -> None:
    with opened(PAGES[name], Limits()) as document:
        letters = [letter for letter in document.page(1).letters if letter.text != GUESSED_SPACE]
    told = list(told_one_by_one(PAGES[name]))
    assert len(letters) > 30 and [letter[:6] for letter in letters] == told


def drawn_ways(canvas: Canvas) -> None:
    """Strokes, boxes and curves, closed where they began and left open, some of them in a group."""
    canvas.roundRect(60, 500, 120, 40, 8)
    canvas.circle(300, 400, 25)
    canvas.translate(20, 30)
    canvas.scale(1.5, 0.5)
    canvas.rect(10, 10, 90, 30, fill=1)
    open_path = canvas.beginPath()
    open_path.moveTo(5, 5)
    for x, y in ((40, 9), (60, 70), (5, 5)):
        open_path.lineTo(x, y)
    canvas.drawPath(open_path)


def test_segments_read_in_a_row_are_those_that_pdfium_tells_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """DESIGN §9: they lie one behind the other in this release of PDFium; in one where they do not, they are asked for."""
    data = pdfs.drawn(drawn_ways)
    assert segments_lie_in_a_row(load_library())
    with opened(data, Limits()) as document:
        paths = document.page(1).paths
    with opened(data, Limits()) as document:
        monkeypatch.setattr("monitor.pdf.pdfium.segments_lie_in_a_row", lambda _: False)
        assert document.page(1).paths == paths
    assert len(paths) == 4
    assert Counter(op for path in paths for op, _, _ in path.steps) == {"m": 4, "l": 11, "c": 24, "z": 2}


def letter(text: str, x0: float, base: float = 100.0, *, size: float = 20.0, width: float = 10.0, order: int = 0) -> Letter:
    return Letter(text, x0, base - size, x0 + width, base + 4, base, size, False, False, 0, (0, 0, 0), order)


@example([letter("a", 0.0), letter(" ", 0.0), letter("a", 2.5)])
@given(st.lists(st.builds(letter, st.sampled_from("ab "), *[st.integers(0, 24).map(lambda n: n / 2)] * 2), max_size=14))
def test_doubles_are_those_that_comparing_everything_with_everything_finds(letters: list[Letter]) -> None:
    kept: list[tuple[int, Letter]] = []
    for place, new in enumerate(letters):
        reach = 0.2 * new.size
        if new.text == " " or not any(
            old.text == new.text and place - before > 1 and abs(old.x0 - new.x0) <= reach and abs(old.base - new.base) <= reach
            for before, old in kept
        ):
            kept.append((place, new))
    assert once(letters) == [one for _, one in kept]


def test_small_letters_printed_twice_are_read_once() -> None:
    """3.12: fake bold moves a copy by points, whatever the size: 0.7 and 0.76 of 5; the two l of « ville » are two letters."""
    word = [letter(text, 10 + 2.0 * n, size=5, width=2.0, order=n) for n, text in enumerate("ville budget")]
    again = [
        one._replace(x0=one.x0 + step, x1=one.x1 + step, order=one.order + 20)
        for one, step in zip(word, 6 * [0.7, 0.76], strict=True)
    ]
    assert once([*word, *again]) == [*word, again[5]]


def test_the_three_letters_of_one_ligature_stay() -> None:
    """Some fonts have one glyph for the « fff » of « Schifffahrt »: PDFium tells three letters in one place (3.12)."""
    word = [letter("i", 30), *[letter("f", 40, order=n) for n in range(3)], letter("a", 50), letter("i", 30, order=9)]
    assert once(word) == word[:-1]


def test_the_halo_of_a_letter_is_no_letter_though_it_is_printed_right_before_it() -> None:
    """3.12: browsers print an outline in the colour of the ground behind each letter: « D », « D », « i », « i »."""
    word = [letter(text, 10 + 11.0 * n, order=2 * n) for n, text in enumerate("Digues")]
    halo = [one._replace(x0=one.x0 - 0.3, colour=(255, 255, 255), order=one.order + 1) for one in word]
    assert [one.text for one in once([one for pair in zip(halo, word, strict=True) for one in pair])] == list("Digues")


@pytest.mark.parametrize("first", ["Maire", "Directrice"])
def test_a_text_is_read_once_whether_it_or_its_shadow_comes_first(first: str) -> None:
    """3.12: shadows came before texts on most of a sheet; « PÔLE PÔLE », where one came after, was the title of a unit."""
    texts: list[Letter] = []
    for row, text in enumerate([first, "Secrétaire"]):
        own = [letter(sign, 10 + 6.0 * n, 40.0 * row) for n, sign in enumerate(text)]
        shadow = [one._replace(x0=one.x0 + 2, base=one.base + 2, colour=(128, 128, 128)) for one in own]
        texts += [*own, *shadow] if row else [*shadow, *own]
    assert "".join(one.text for one in without_shadows(texts)) == f"{first}Secrétaire"


def test_a_page_of_text_over_text_is_read_all_the_same() -> None:
    """A heap of more stretches than any page has: thousands of letters in one place are one."""
    heap = [letter("ab"[n % 2], 50, order=n) for n in range(5000)]
    assert once(heap) == heap[:2]


@example([(0, 0, 39, 39), (2, 2, 20, 20)], [1, 1, 4, 4])
@given(st.lists(st.tuples(*[st.integers(0, 39)] * 4), max_size=12), st.lists(st.integers(0, 39), min_size=1, max_size=20))
def test_each_letter_stands_in_the_smallest_box_that_holds_it(corners: list[tuple[int, int, int, int]], places: list[int]) -> None:
    """Of one letter a line: where that stands is not looked up again as long as no other box may take the next one (DESIGN §9)."""
    boxes = [Box(10.0 * min(a, c), 10.0 * min(b, d), 10.0 * max(a, c) + 9, 10.0 * max(b, d) + 9) for a, b, c, d in corners]
    letters = [letter("a", 10.0 * place, 20.0 * n, size=10, order=n) for n, place in enumerate(places)]
    inside, outside = by_home(letters, boxes)
    for number, own in [*inside.items(), (None, outside)]:
        for one in own:
            around = [box.area for box in boxes if box.holds((one.x0 + one.x1) / 2, one.base - 3)]
            assert (None if number is None else boxes[number].area) == min(around, default=None)


@st.composite
def written(draw: st.DrawFn) -> list[Letter]:
    """A line of letters with gaps of any width, the file's own spaces, and those that PDFium guesses."""
    letters, x0 = [letter("M", 0)], 10.0
    for text in draw(st.lists(st.sampled_from(["a", "b", "-", " ", GUESSED_SPACE, "\u00ad"]), max_size=20)):
        gap = draw(st.sampled_from([0.0, 0.0, 1.0, 1.8, 2.4, 4.2, 6.8])) if text not in (" ", GUESSED_SPACE) else 0.0
        letters.append(letter(text, x0 + gap, width=0.0 if text in (" ", GUESSED_SPACE) else 10.0, order=len(letters)))
        x0 = letters[-1].x1
    return letters


@given(st.lists(st.tuples(st.sampled_from("aé1- \u00ad\u00a0"), st.sampled_from([0.0, 0.1, 0.25, 0.4])), max_size=14))
@example([("a", 0.4), (" ", 0.0), ("b", 0.4), ("c", 0.4), ("d", 0.0)])
def test_a_line_whose_words_are_parted_is_spelt_as_letter_by_letter(written: list[tuple[str, float]]) -> None:
    """13.1, §9: where a space stands at each wide gap none has to be put in, which is told of all letters at once."""
    texts, gaps = [text for text, _ in written], [gap for text, gap in written if not text.isspace()][1:]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "accumulate", lambda _lengths: ())  # no word ends where a gap is wide
        expected = lines._spelled(texts, gaps, gaps)
    assert lines._spelled(texts, gaps, gaps) == expected


@given(
    st.lists(st.tuples(st.sampled_from("ab.… "), st.sampled_from([0, 0, 0, 9, 14, 30]), st.sampled_from([0, 0, 0, 3])), max_size=40)
)
def test_lines_that_letters_made_before_are_those_that_they_make_again(drawn: list[tuple[str, int, int]]) -> None:
    """§9: whatever gaps were allowed before, whether or not dots lead, and with some letters left out or set in bold."""
    ends = [*accumulate(10.0 + gap for _, gap, _ in drawn)]
    whole = [letter(text, end - 10, 100.0 + low, order=n) for n, ((text, _, low), end) in enumerate(zip(drawn, ends, strict=True))]
    known = KnownLines()
    for letters in (whole, [*whole[:3], *whole[5:]], [one._replace(bold=True) if one.order == 2 else one for one in whole]):
        for gap, leads, columns in product((0.4, 1.6, 0.8), (False, True, False), (0.5, 0.2)):
            made = partial(lines_of, tuple(letters), gap_em=gap, columns_em=columns, leaders=leads)
            expected = made()
            made(known=known).clear()  # who asked may do with them as they like
            assert made(known=known) == expected


def test_lines_of_a_page_made_before_are_of_the_same_question() -> None:
    """§9: across how wide a gap parts were joined that do not follow each other, and whether dots lead."""
    apart = letter("b", 18.0, order=50), letter("a", 0.0, order=0)
    led = letter("a", 0.0), *(letter(".", 10.0 * n, order=n)._replace(bold=True) for n in range(1, 9))
    for letters, one, other in ((apart, {"columns_em": 0.5}, {"columns_em": 0.2}), (led, {"leaders": True}, {"leaders": False})):
        known, expected = KnownLines(), [lines_of(letters, **asked) for asked in (one, other)]
        assert expected[0] != expected[1]
        assert [lines_of(letters, **asked, known=known) for asked in (one, other)] == expected


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 3, 30]), st.sampled_from([-400, 20, 280, 560, 1300, 59_990, 90_000]),
            st.sampled_from([6.0, 10.0, 10.0, 40.0]), st.sampled_from([8.0, 8.0, 3.0, 330.0]),
        ),
        max_size=40,
    )
)  # fmt: skip
@example([(0, 290, 10.0, 330.0), (0, 280, 10.0, 8.0), (0, 622, 10.0, 8.0)])
@example([(3, 278, 6.0, 8.0), (3, 310, 6.0, 8.0), (0, 298, 10.0, 3.0), (0, 262, 10.0, 8.0)])
@example([(0, 20, 10.0, 3e11), (0, 8, 10.0, 8.0)])
def test_runs_found_again_by_strips_of_the_page_make_the_same_lines(drawn: list[tuple[int, float, float, float]]) -> None:
    """§9: a bus may be as wide as a hundred sheets, and all its boxes stand in one row; runs grow into the strips beside theirs."""
    letters = [letter("a", x, 100.0 + low, size=size, width=wide, order=9 * n) for n, (low, x, size, wide) in enumerate(drawn)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(runs, "_MANY", len(letters) + 1)
        expected = lines_of(letters)
        patched.setattr(runs, "_MANY", 0)
        assert lines_of(letters) == expected


def run_by_run(path: Path) -> Iterator[_Part]:
    """The parts of *path*, each step looked at by itself."""
    starts = [place for place, step in enumerate(path.steps) if step[0] == "m" and place]
    for run in (path.steps[start:end] for start, end in pairwise((0, *starts, len(path.steps)))):
        points = _points(run)
        if len(points) >= 2:
            (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[0], points[1], points[-2], points[-1]
            parted = max(y0, y1, y2, y3) - min(y0, y1, y2, y3) <= _STRAIGHT and (x1 < x0 < x3 < x2 or x2 < x3 < x0 < x1)
            ops = {op for op, _, _ in run}
            is_closed = "z" in ops or (len(points) > 3 and (parted or _near(points[0], points[-1])))
            yield _Part(tuple(points), is_closed, "c" in ops, bounds([Box(x, y, x, y) for x, y in points]))


@given(st.lists(st.tuples(st.sampled_from("mllllczz"), *[st.integers(0, 6).map(float)] * 2), min_size=1, max_size=14))
@example([("l", 2.0, 0.0), ("l", 1.0, 0.0), ("l", 1.0, 5.0), ("l", 6.0, 0.0), ("z", 6.0, 0.0), ("m", 1.0, 1.0)])
def test_a_path_is_taken_apart_as_step_by_step(steps: list[tuple[PathOp, float, float]]) -> None:
    """§9: straight strokes, closed at their end or not, are taken at once."""
    path = Path(Box(0, 0, 6, 6), tuple(steps), None, (0, 0, 0), 1.0, False, 0)
    assert list(_parts(path)) == list(run_by_run(path))


@given(written())
def test_words_are_parted_as_looking_at_each_letter_parts_them(letters: list[Letter]) -> None:
    (line,) = lines_of(letters)
    assert line.text == spelled(sorted(letters, key=lambda c: c.x0))


def spelled(letters: Sequence[Letter]) -> str:
    inked = [c for c in letters if not c.text.isspace()]
    gaps = [(b.x0 - a.x1) / b.size for a, b in pairwise(inked)]
    tracking = max(0.0, median(gaps) - 0.05) if len(inked) >= 6 else 0.0
    if tracking and 2 * sum(c.text == GUESSED_SPACE for c in letters) > len(gaps):
        letters = [c for c in letters if c.text != GUESSED_SPACE]
    ordered = sorted(gaps)
    seamless = len(gaps) >= 8 and all(abs(ordered[len(gaps) * tenths // 10]) <= 0.015 for tenths in (1, 7))
    wide = tracking + (0.125 if seamless else 0.33 if any(c.text == " " for c in letters) else 0.2)
    text, last, guessed = "", None, False
    for c in letters:
        if c.text == GUESSED_SPACE:
            guessed = True
        elif c.text.isspace():
            text += " "
        else:
            if last is not None and (c.x0 - last.x1) / c.size > (min(wide, tracking + 0.08) if guessed else wide):
                text += " "
            text, last, guessed = text + c.text, c, False
    text = " ".join(text.split())
    return text[:-1].replace("\u00ad", "") + text[-1:].replace("\u00ad", "-")


@pytest.mark.parametrize(
    ("said", "gaps", "expected"),
    [
        pytest.param("PaulNoël", [-1.04, -0.12, -0.38, 1.93, -0.77, -0.2, -0.24], "Paul Noël", id="slanted"),
        pytest.param("OmarDiallo", [-0.5, -0.19, -0.12, 1.75, -0.37, -0.83, -0.12, -0.85, -0.85], "Omar Diallo", id="the-same"),
        pytest.param("Patrice", [0.0, 0.1, 1.93, 0.0, 0.1, 0.0], "Patrice", id="upright"),
        pytest.param("Patrice", [-0.4, -0.3, 1.2, -0.4, -0.2, -0.3], "Patrice", id="a-wide-seam-in-a-slanted-word"),
    ],
)
def test_a_space_between_slanted_letters_is_as_much_narrower_as_these_reach_over_each_other(
    said: str, gaps: list[float], expected: str
) -> None:
    """13.1: names in italics, as a browser prints them without spaces, were one word: « PaulNoël »."""
    letters, x0 = list[Letter](), 10.0
    for text, gap in zip(said, [0.0, *gaps], strict=True):
        letters.append(letter(text, x0 + gap, size=10.0, width=6.0, order=len(letters)))
        x0 = letters[-1].x1
    assert [line.text for line in lines_of(letters)] == [expected]


@pytest.mark.parametrize("highest", [5, 400])
@pytest.mark.parametrize("many", [3, 60, 120, 300])
def test_what_is_near_is_what_asking_everything_says(many: int, highest: int) -> None:
    """§9: few are asked one by one, some by their upper edges, many by cells; all in the order in which they were added."""
    chance = Random(many + highest)

    def anywhere() -> Box:
        x0, top = chance.randrange(800), chance.randrange(600)
        return Box(x0, top, x0 + chance.randrange(200), top + chance.randrange(highest))

    known = [(anywhere(), number) for number in range(many)]
    grid = Grid(known[: many // 2])
    for number in range(many // 2, many):
        asked, slack = chance.choice((anywhere(), known[number - 1][0])), chance.choice((0, 7, 150))
        area = asked.grown(slack)
        expected = [
            n for o, n in known[:number] if o.x0 <= area.x1 and area.x0 <= o.x1 and o.top <= area.bottom and area.top <= o.bottom
        ]
        assert grid.near(asked, slack) == list(grid.touching(asked, slack)) == expected
        assert grid.at(asked.x0, asked.top) == [n for box, n in known[:number] if box.holds(asked.x0, asked.top)]
        grid.add(*known[number])


@pytest.mark.parametrize("many", [60, 300])
def test_grids_of_the_same_boxes_keep_their_own_things(many: int) -> None:
    """§9: they share the places, until something is added to one of them, and who has the answer may change it."""
    known = [Box(10.0 * n, 0.0, 10.0 * n + 15, 9.0) for n in range(many)]
    one, other = Grid((box, n) for n, box in enumerate(known)), Grid((box, -n) for n, box in enumerate(known))
    assert one.near(known[5]) == [4, 5, 6]
    one.near(known[5]).clear()
    assert list(other.touching(known[5])) == other.near(known[5]) == [-4, -5, -6]
    one.add(known[5], many)
    assert list(one.touching(known[5])) == one.near(known[5]) == [4, 5, 6, many]
    one.add(known[5], many + 1)
    assert one.near(known[5]) == [4, 5, 6, many, many + 1]
    assert other.near(known[5]) == Grid((box, -n) for n, box in enumerate(known)).near(known[5]) == [-4, -5, -6]


@given(
    st.lists(st.builds(letter, st.just("a"), st.integers(0, 3), st.integers(0, 30), size=st.sampled_from([6.0, 20.0])), max_size=20)
)
def test_letters_that_stand_level_are_those_that_the_key_says(letters: list[Letter]) -> None:
    """§9: thousands are not asked through a function each."""
    ordered = sorted(letters, key=lambda o: (o.base, o.x0))
    assert _levels(letters) == [[*level] for _, level in groupby(ordered, key=LevelKey())]


sides = st.integers(0, 30).map(lambda n: n * 4.0)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w + 4, y + h + 4), sides, sides, sides, sides)


@given(st.lists(st.one_of(st.floats(-1e6, 1e6), st.integers(-50, 50)), min_size=1, max_size=12))
def test_the_middle_of_values_is_that_of_the_library(values: list[float]) -> None:
    assert middle(values) == median(values)


@given(st.lists(boxes, max_size=8))
def test_strips_share_columns_where_a_gutter_runs_through_all_of_them(blocks: list[Box]) -> None:
    """Reading order goes down a column exactly where white of 8 points runs from the first strip of it to the last."""
    order = reading_order(blocks)
    assert sorted(order) == list(range(len(blocks)))
    assert order == _ordered(list(range(len(blocks))), blocks, 0)


def _ordered(indices: list[int], blocks: Sequence[Box], depth: int) -> list[int]:
    """The same, each question asked anew of all boxes."""

    def in_rows(some: list[int]) -> list[int]:
        return sorted(some, key=lambda i: (round(blocks[i].top), blocks[i].x0))

    if len(indices) < 2 or depth > 12:
        return in_rows(indices)
    groups: list[list[int]] = []
    for strip in _strips(indices, blocks):
        parted = groups and max(len(_columns(groups[-1], blocks)), len(_columns(strip, blocks))) > 1
        if parted and len(_columns(groups[-1] + strip, blocks)) > 1:
            groups[-1] = groups[-1] + strip
        else:
            groups.append(strip)
    order: list[int] = []
    for group in groups:
        columns = _columns(group, blocks)
        order += [i for column in columns for i in _ordered(column, blocks, depth + 1)] if len(columns) > 1 else in_rows(group)
    return order


def _strips(indices: list[int], blocks: Sequence[Box]) -> list[list[int]]:
    strips: list[list[int]] = []
    for index in sorted(indices, key=lambda i: blocks[i].top):
        if not strips or blocks[index].top >= max(blocks[i].bottom for strip in strips for i in strip):
            strips.append([])
        strips[-1].append(index)
    return strips


def _columns(indices: list[int], blocks: Sequence[Box]) -> list[list[int]]:
    columns: list[list[int]] = []
    for index in sorted(indices, key=lambda i: blocks[i].x0):
        if not columns or blocks[index].x0 - max(blocks[i].x1 for column in columns for i in column) >= 8:
            columns.append([])
        columns[-1].append(index)
    return columns


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 3), max_size=60))
def test_rules_of_one_extent_are_those_of_all_pairs(ends: list[tuple[int, int, int]]) -> None:
    """3.12: each with those that begin and end where the widest one left does, whatever lies between."""
    rules = [Box(x0 / 2, float(y), x0 / 2 + 100 + wide / 2, float(y)) for x0, wide, y in ends]
    left, expected = sorted(rules, key=lambda o: (-o.width, o.cy)), list[list[Box]]()
    while left:
        same = [o for o in left if max(abs(o.x0 - left[0].x0), abs(o.x1 - left[0].x1)) <= 2]
        expected.append(sorted(same, key=lambda o: o.cy))
        left = [o for o in left if o not in same]
    assert [*_of_one_extent(rules)] == expected


class EachForItself(TextReader):
    """Takes the lines of a page once for each reading."""

    def take(self, page: PageInk, marks: Sequence[Box] = ()) -> None:
        shown = replace(page, letters=tuple(o for o in page.letters if not any(box.holds(o.x0, o.base) for box in marks)))
        lines, rest, tables = _with_tables(shown, None, self._merged.heads, listed=True)
        for own, tabled, kept in ((rest, tables, self._merged), (rest, tables, self._cells), (lines, [], self._lines)):
            self._take(own, tabled, page.height, lambda _: False, (kept,), cells=kept is self._cells)
        _, rest, tables = _with_tables(page, None, self._rows.heads, merged=False, listed=True)
        self._take(rest, tables, page.height, lambda _: False, (self._rows,))


_CELLS = st.tuples(st.sampled_from(("Paie", "12 agents", "M. Roy")), st.integers(0, 3), st.integers(0, 5), st.booleans())


@given(st.lists(st.lists(_CELLS, max_size=16), max_size=2))
@example([[(f"{x}{y}", x, y, y == 1) for x in range(3) for y in range(5)]])
@example([[(f"{x}{y}", x, y, False) for x in range(3) for y in range(5)]])
def test_a_chart_without_tables_is_taken_at_once_as_each_reading_takes_it(pages: list[list[tuple[str, int, int, bool]]]) -> None:
    """3.12: with a table or without, what stands in marks is left out of all readings but that of the rows."""
    at_once, long_way = TextReader(listed=True), EachForItself(listed=True)
    for number, cells in enumerate(pages, 1):
        placed = [(sign, 120 * x + 10 * n, 14.0 * y) for text, x, y, _ in cells for n, sign in enumerate(text)]
        letters = [letter(sign, 40.0 + x, 60 + y, size=10, width=6, order=n) for n, (sign, x, y) in enumerate(placed)]
        marks = [Box(39.0 + 120 * x, 50.0 + 14 * y, 150.0 + 120 * x, 63.0 + 14 * y) for _, x, y, marked in cells if marked]
        page = PageInk(number=number, width=600.0, height=400.0, letters=tuple(letters))
        at_once.take(page, marks)
        long_way.take(page, marks)
    told = [[kept.blocks() for kept in (o._rows, o._lines, o._merged, o._cells)] for o in (at_once, long_way)]
    assert told[0] == told[1]
