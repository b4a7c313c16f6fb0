"""Charts that are numbered lists: what came, went or moved renumbers the rest, and that is no news (3.12, 3.23, 5.5)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.model import DocumentContent
from monitor.report.lines import edit_lines, plain
from tests.compare.test_document_words import document, said
from tests.compare.test_orgchart import Branch, chart

SERVICES: Branch = {"Service piscines | Mme Eva Roux": {}, "Service gymnases": {}, "Service fêtes | M. Paul Roche": {}}
TOWN: Branch = {
    "Mairie | M. Jean Bour": {
        "Pôle Vie locale | Mme Lise Vix": {"Direction des sports | M. Luc Roth": SERVICES, "Direction des écoles": {}},
        "Pôle Moyens | Mme Ada Klein": {"Direction du budget": {"Service dette": {}}, "Direction du personnel": {}},
    }
}


def numbered(branch: Branch, beside: str = "12 rue du Port", *, top: str = "123456789") -> DocumentContent:
    """The list as a PDF has it: a number before each unit but the first, two lines in one block now and then.

    *top*: what the units under the first are numbered with.
    """

    def lines(below: Branch, number: str) -> Iterator[str]:
        for n, (written, deeper) in zip(top if not number else "123456789", below.items(), strict=False):
            yield f"{number}{n}. {written.replace(' | ', ' – ')}"
            yield from lines(deeper, f"{number}{n}.")

    ((head, below),) = branch.items()
    said_of = [*lines(below, "")]
    return document(branch, [beside], printed=[head, *(" ".join(said_of[n : n + 2]) for n in range(0, len(said_of), 2))])


def town(**sports: dict[str, object]) -> Branch:
    """The town with other services in its Direction des sports."""
    poles = {**TOWN["Mairie | M. Jean Bour"]}
    poles["Pôle Vie locale | Mme Lise Vix"] = {"Direction des sports | M. Luc Roth": sports, "Direction des écoles": {}}
    return {"Mairie | M. Jean Bour": poles}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (town(**SERVICES), []),
        (town(**{"Service jeux": {}, **SERVICES}), [("unit_added", "Service jeux", None, None)]),
        (town(**dict([*SERVICES.items()][1:])), [("unit_removed", "Service piscines", None, None)]),
        (
            town(**{"Service piscines | Mme Ida Moser": {}, "Service gymnases": {}, "Service fêtes | M. Paul Roche": {}}),
            [("person_replaced", "Service piscines", "Mme Eva Roux", "Mme Ida Moser")],
        ),
        (
            town(**dict(reversed([*SERVICES.items()]))),
            [
                (
                    "replace",
                    "text",
                    "Service piscines, Service gymnases, Service fêtes",
                    "Service fêtes, Service gymnases, Service piscines",
                )
            ],
        ),
    ],
    ids=["nothing", "came", "went", "another-head", "another-order"],
)
def test_numbers_that_only_count_on_are_no_lines_that_changed(after: Branch, expected: list[object]) -> None:
    assert said(numbered(TOWN), numbered(after)) == expected


def test_another_order_is_one_sentence() -> None:
    """10.8: what it is now, then what it was."""
    (edit,) = compare_contents("orgchart", numbered(TOWN), numbered(town(**dict(reversed([*SERVICES.items()]))))).edits
    lines = [plain(line).replace("\u202f", " ").replace("\u00a0", " ") for line in edit_lines(edit, "fr")]
    assert lines == [
        "Direction des sports : nouvel ordre, Service fêtes, Service gymnases, Service piscines ; auparavant, Service piscines, "
        "Service gymnases, Service fêtes"
    ]


def test_numbers_that_do_not_count_on_are_words() -> None:
    """3.12: a code before a title may change by itself."""
    coded = [f"{40 + n} {unit.title}" for n, unit in enumerate(chart(TOWN).units)]
    old, new = (document(TOWN, [], printed=[*coded[:-1], last]) for last in (coded[-1], coded[-1].replace("50", "70")))
    assert [op for op, *_ in said(old, new)] == ["replace"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ouvert le 3. Mars", "Ouvert le 5. Mars"),
        ("Bâtiment C. Etage", "Bâtiment Etage"),
        ("Effectif : 3. Agents", "Effectif : 12. Agents"),
    ],
)
def test_a_number_in_other_words_is_theirs(before: str, after: str) -> None:
    """3.12, 3.23: it may be the next one of the list by accident; what is quoted was printed."""
    (edit,) = compare_contents("orgchart", numbered(TOWN, before), numbered(TOWN, after)).edits
    assert (edit.op, edit.before, edit.after) == ("replace", before, after)


@pytest.mark.parametrize(
    ("column", "came", "told"),
    [
        pytest.param("1.1 1.2 1.3 2.1 2.2 2.3", "2.4", False, id="sections"),
        pytest.param("10-1 10-2 10-3 20-1 20-2 20-3", "20-4", False, id="with hyphens"),
        pytest.param("1.1 1.2 1.3 2.1 2.2 2.3", "2.7", True, id="does not count on"),
        pytest.param("2.14 2.15 2.16 3.11 3.12 3.13", "3.14", True, id="rooms"),
        pytest.param("1.1 1.2 1.2 1.5 1.1 2.5", "1.6", True, id="shares of posts"),
    ],
)
@pytest.mark.parametrize("new_section", [True, False])
def test_the_number_of_a_section_that_came_is_no_line_beside_it(column: str, came: str, *, told: bool, new_section: bool) -> None:
    """3.12: « 12.3 », in a column of its own, came with the section; where none came, somebody gave another number."""
    before, after = town(**SERVICES), town(**SERVICES, **({"Service jeux": {}} if new_section else {}))
    titles = [[unit.title for unit in chart(branch).units] for branch in (before, after)]
    old = document(before, printed=[*column.split(), *titles[0]])
    new = document(after, printed=[*column.split(), came, *titles[1]])
    edits = compare_contents("orgchart", old, new).edits
    lines = [edit.after for edit in edits if edit.op == "insert"]
    assert lines == ([came] if told or not new_section else [])
    assert new_section == any(edit.op == "unit_added" for edit in edits)


def test_another_scheme_of_numbers_is_told() -> None:
    """3.10: « A.1. » is not « 1.1. »."""
    edits = compare_contents("orgchart", numbered(TOWN), numbered(TOWN, top="ABCDEFGHI")).edits
    assert {edit.op for edit in edits} == {"replace"} and "A.1." in " ".join(edit.after or "" for edit in edits)
