"""11.2: what changed is found in a time that grows with the text, however much of it changed (3.23: nothing is left out)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from monitor.compare.charts.lines import with_twins
from monitor.compare.charts.match import Side, halves
from monitor.compare.charts.owned import figures_in
from monitor.compare.documents.contents import compare_contents
from monitor.compare.sections import compare_sections
from monitor.compare.title_words import letters_key
from monitor.compare.words import MATRIX_CELLS, Hunk, diff
from monitor.model import Block, Change, Edit, Link, Section
from tests import sweeps
from tests.calls import calls_of
from tests.compare.test_document_words import document
from tests.compare.test_orgchart import Branch, chart

FEW = sweeps.times(50, 200)
GROWTH, MOST = 4, 8.0  # times as many calls for GROWTH times the text; a quadratic comparison takes up to 16


def _paragraph(n: int, last: str = "en séance publique.") -> str:
    return f"Le conseil numéro {n} vote le budget {n % 7} des services de la ville {last}"


def _struck(n: int, every: int) -> Block:
    text = " ".join(f"mot{i:05}" for i in range(n))
    return Block("paragraph", text, struck=tuple((9 * i, 9 * i + 8) for i in range(0, n, every)))


SHAPES: dict[str, Callable[[int], tuple[list[str], list[str]]]] = {
    "all reworded": lambda n: ([_paragraph(i) for i in range(n)], [_paragraph(i, "à huis clos.") for i in range(n)]),
    "all other": lambda n: ([_paragraph(i) for i in range(n)], [_paragraph(i + n) for i in range(n)]),
    "all equal": lambda n: (["Un texte égal."] * n, ["Un texte égal."] * (n + n // 3)),
    "all moved": lambda n: ([_paragraph(i) for i in range(n)], [_paragraph(i) for i in reversed(range(n))]),
    "all moved and reworded": lambda n: ([_paragraph(i) for i in range(n)], [_paragraph(i, "ici.") for i in reversed(range(n))]),
    "all gone": lambda n: ([_paragraph(i) for i in range(n)], ["Rien."]),
    "all of one post": lambda n: (
        [f"Mme Durand{i}, adjointe" for i in range(n)],
        [f"M. Blanc{i}, adjoint" for i in range(n)],
    ),
    "all in one block": lambda n: ([" ".join(_paragraph(i) for i in range(n))], [" ".join(_paragraph(2 * i) for i in range(n))]),
    "lines of one block": lambda n: (
        ["\n".join(f"Le service {i} de la ville agit" for i in range(4 * n))],
        ["\n".join(f"Le service {i} de la {'ville' if i % 3 else 'commune'} agit" for i in range(4 * n))],
    ),
    "all wrapped otherwise": lambda n: ([" ".join(_paragraph(i) for i in range(n))], [_paragraph(i) for i in range(n)]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_comparing_grows_with_the_text(shape: str) -> None:
    """11.2: counted in calls of functions, the same in every run."""

    def sides(n: int) -> list[list[str]]:  # in words of its own: those of other shapes are known already, by whoever ran before
        return [[text.replace("conseil", f"conseil {shape}") for text in side] for side in SHAPES[shape](n)]

    _change(*sides(2))  # loads what is used for the first time
    few = _calls(*sides(FEW))
    assert _calls(*sides(FEW * GROWTH)) < MOST * few


def test_of_more_words_than_a_matrix_holds_what_stands_between_the_common_ends_is_compared() -> None:
    """11.2: one word of 21,000 is told as one word; where all are others, all are."""
    words = [f"mot{n}" for n in range(21_000)]
    assert len(words) ** 2 > MATRIX_CELLS
    other = [*words[:10_000], "autre", *words[10_001:]]
    amid = Hunk(False, 10_000, 10_001, 10_000, 10_001)
    assert diff(words, other) == [Hunk(True, 0, 10_000, 0, 10_000), amid, Hunk(True, 10_001, 21_000, 10_001, 21_000)]
    assert diff(words, [*words[:10_000], *words[10_001:]])[1] == Hunk(False, 10_000, 10_001, 10_000, 10_000)
    assert diff(words, words[::-1]) == [Hunk(False, 0, 21_000, 0, 21_000)]


CHARTS: dict[str, Callable[[str, int], str]] = {
    "all renamed": lambda title, n: title.replace(" |", f" et affaires {n % 60} |"),
    "other heads": lambda title, n: title.replace("Jean", "Karim"),
}


@pytest.mark.few("all renamed")
@pytest.mark.parametrize("shape", CHARTS)
def test_comparing_charts_grows_with_their_units(shape: str) -> None:
    """11.2: also their words, and what still stands on the other sheet."""

    def calls(units: int) -> int:
        services = [f"Service {n} de la collecte {n % 40} | M. Jean Roche{n}" for n in range(units)]
        sheets = (services, [CHARTS[shape](title, n) for n, title in enumerate(services)])
        old, new = (
            document({f"Direction {at} | Luc Roy{at}": {one: {} for one in some} for at, some in _tens(t)}, ()) for t in sheets
        )
        return calls_of(lambda: compare_contents("orgchart", old, new))

    calls(2)
    few = calls(FEW)
    assert calls(FEW * GROWTH) < MOST * few


def _tens(titles: list[str]) -> Iterator[tuple[int, list[str]]]:
    return ((start, titles[start : start + 10]) for start in range(0, len(titles), 10))


def test_a_paragraph_of_tens_of_thousands_of_words_is_told_as_replaced() -> None:
    """3.23, 11.2: too long to be compared word by word (20,000 with as many), both texts are said whole."""
    old, new = (" ".join(f"{word}{n}" for n in range(sweeps.times(21_000, 100_000))) for word in ("mot", "terme"))
    change = _change([old], [new])
    assert change is not None
    (edit,) = change.edits
    assert (edit.op, edit.before, edit.after) == ("replace", old, new)


def test_striking_out_a_thousand_words_is_told_word_by_word() -> None:
    """3.28, 11.2."""
    old, new = (Section(item="s", heading=None, blocks=(_struck(2_000, every),)) for every in (2, 4))
    change = compare_sections(old, new)
    assert change is not None
    assert [e.op for e in change.edits] == ["unstruck"] * 500
    assert change.edits[0].facts["text"] == "mot00002"


def test_the_links_of_one_paragraph_are_compared_in_a_time_that_grows_with_them() -> None:
    """3.28, 11.2: their addresses all differ."""

    def calls(number: int) -> int:
        return calls_of(lambda: compare_sections(_linked(number, "a"), _linked(number, "b")))

    calls(2)
    assert calls(FEW * GROWTH) < MOST * calls(FEW)


def _linked(number: int, folder: str) -> Section:
    links = tuple(Link(f"compte rendu {n}", f"https://valmont.example/{folder}{n * 7}/{n}.pdf") for n in range(number))
    return Section(item="s", heading=None, blocks=(Block("paragraph", " ".join(one.text for one in links), links=links),))


def test_halves_of_titles_are_found_in_a_time_that_grows_with_them() -> None:
    """5.5, 11.2: a title of two lines that one sheet has as two units."""

    def sides(units: int) -> list[Side]:
        two: Branch = {"Direction": {}, "de la culture": {}, **{f"Service nord {n}": {} for n in range(units)}}
        one: Branch = {"Direction de la culture": {}, **{f"Service sud {n}": {} for n in range(units)}}
        return [Side(chart(one)), Side(chart(two))]

    assert halves(*reversed(sides(2))) == {letters_key("Direction"), letters_key("de la culture")}
    few, many = sides(FEW), sides(FEW * GROWTH)
    assert calls_of(lambda: halves(*many)) < MOST * calls_of(lambda: halves(*few))


@pytest.mark.parametrize("units", [1, 30], ids=["of one unit", "of thirty"])
def test_the_lines_of_a_unit_are_paired_in_a_time_that_grows_with_them(units: int) -> None:
    """3.24, 11.2: a name respelt is looked for where a few lines went and came."""
    facts = [{"unit": f"Service {n % units}", "at": ((0, 1), (0, 1))} for n in range(900)]
    edits = [Edit(op="delete", before=f"Mme Anne Durand-{n}", facts=of) for n, of in enumerate(facts)]
    edits += [Edit(op="insert", after=f"M. Luc Durand-{n}", facts=of) for n, of in enumerate(facts)]
    begun = time.process_time()
    assert with_twins(edits) == edits
    assert time.process_time() - begun < 2


def test_figures_are_found_in_a_time_that_grows_with_their_text() -> None:
    """3.24, 11.2: each knows which words of its text it takes."""
    begun = time.process_time()
    *_, last = figures_in("\n".join(f"Service {n} : Tél. 02 31 55 22 {n % 90 + 10} et 12 agents" for n in range(5_000)))
    assert (last.text, last.words) == ("12 agents", (59_998, 60_000))
    assert time.process_time() - begun < 2


def _change(old: list[str], new: list[str]) -> Change | None:
    one, other = (Section(item="s", heading=None, blocks=tuple(Block("paragraph", t) for t in texts)) for texts in (old, new))
    return compare_sections(one, other)


def _calls(old: list[str], new: list[str]) -> int:
    """How many functions comparing them calls."""
    return calls_of(lambda: _change(old, new))
