"""Signs that stand for words of a legend, and figures of lines, of two charts (DESIGN 3.12, 3.23)."""

from __future__ import annotations

import pytest

from monitor.compare.charts.signs import without_other_signs
from monitor.compare.documents.contents import compare_contents
from monitor.model import DocumentContent, Edit
from tests.compare.test_document_words import document

_SERVICES = ("Service budget", "Service achats publics", "Service paie", "Service formation", "Service bibliothèques")
_SHARED, _OPEN = "service mutualisé avec la communauté", "service ouvert au public"


def _sheet(*lines: str, legend: tuple[str, ...] = ()) -> DocumentContent:
    """A chart whose services are the lines of a column, each with what stands behind it."""
    return document(beside=(), printed=("Direction générale", *lines, *legend))


def _told(old: DocumentContent, new: DocumentContent) -> list[tuple[str | None, str | None]]:
    return [(edit.before, edit.after) for edit in compare_contents("orgchart", old, new).edits]


def _marked(sign: str, *bearers: int) -> list[str]:
    return [f"{service} {sign}" if n in bearers else service for n, service in enumerate(_SERVICES)]


@pytest.mark.parametrize(
    ("legends", "told"),
    [
        ((f"◆ {_SHARED}", f"▲ {_SHARED}"), (f"◆ {_SHARED}", f"▲ {_SHARED}")),
        ((f"◆ : {_SHARED} ● {_OPEN}", f"▲ : {_SHARED} ● {_OPEN}"), (f"◆ {_SHARED}", f"▲ {_SHARED}")),
        ((f"■ {_SHARED}", f"▲ {_SHARED}"), (f"■ {_SHARED}", f"▲ {_SHARED}")),
        ((f"◆ {_SHARED} ● {_OPEN}", f"● {_SHARED} ◆ {_OPEN}"), (f"◆ {_SHARED}", f"● {_SHARED}")),
        ((f"◆ {_SHARED}", _SHARED), (f"◆ {_SHARED}", f"● {_SHARED}")),  # a bullet that the text is read without
    ],
)
def test_a_sign_that_changes_with_its_legend_is_one_line(legends: tuple[str, str], told: tuple[str, str]) -> None:
    """3.12: no unit bears another sign that says what the former one said: the legend tells it, once."""
    signs = [line[0] for line in told]
    old, new = (_sheet(*_marked(sign, 0, 2, 4), legend=(legend,)) for sign, legend in zip(signs, legends, strict=True))
    assert _told(old, new) == [told]


@pytest.mark.parametrize(("now", "legend"), [("▲", f"▲ {_SHARED}"), ("●", _SHARED)])
def test_a_legend_at_the_foot_of_each_page_is_told_once(now: str, legend: str) -> None:
    """3.12: it is one, however many pages have it, and whether or not its sign is read as a bullet."""
    old = _sheet(*_marked("◆", 0, 2, 4), legend=(f"◆ {_SHARED}",) * 3)
    assert _told(old, _sheet(*_marked(now, 0, 2, 4), legend=(legend,) * 3)) == [(f"◆ {_SHARED}", f"{now} {_SHARED}")]


@pytest.mark.parametrize(
    ("bearers", "told"),
    [
        ((0, 2, 3, 4), ("Service formation", "Service formation ▲")),
        ((0, 4), ("Service paie ◆", "Service paie")),
    ],
)
def test_a_unit_that_bears_a_sign_more_or_less_is_told_beside_that(bearers: tuple[int, ...], told: tuple[str, str]) -> None:
    """3.12: what is mutualised now, or no longer, is news, whatever sign the sheet has for it."""
    old = _sheet(*_marked("◆", 0, 2, 4), legend=(f"◆ {_SHARED}",))
    new = _sheet(*_marked("▲", *bearers), legend=(f"▲ {_SHARED}",))
    assert told in _told(old, new)
    assert (f"◆ {_SHARED}", f"▲ {_SHARED}") in _told(old, new)


def test_signs_without_a_legend_of_the_same_words_are_told() -> None:
    """3.12: another sign with another meaning says something else of each unit that bears it."""
    old = _sheet(*_marked("◆", 0, 2), legend=(f"◆ {_SHARED}",))
    new = _sheet(*_marked("▲", 0, 2), legend=(f"▲ {_OPEN}",))
    assert {("Service budget ◆", "Service budget ▲"), ("Service paie ◆", "Service paie ▲")} <= {*_told(old, new)}


def test_each_count_that_is_another_one_is_told() -> None:
    """3.23: where all counts grow, that of one unit comes to what another's was: no line is left out for that."""
    counts = (9, 11, 13, 6, 4)
    old = _sheet(*(f"{service} ({n} ETP)" for service, n in zip(_SERVICES, counts, strict=True)))
    new = _sheet(*(f"{service} ({n + 2} ETP)" for service, n in zip(_SERVICES, counts, strict=True)))
    lines = [(f"{service} ({n} ETP)", f"{service} ({n + 2} ETP)") for service, n in zip(_SERVICES, counts, strict=True)]
    assert _told(old, new) == lines


def test_a_date_that_is_told_is_no_count_of_a_line() -> None:
    """5.5: one edit tells a new date of the document, however often it is printed, whatever else is news."""
    sheets = (("12/03/2025", "Archives"), ("15/04/2025", "Archives municipales"))
    old, new = (document(beside=(f"Mise à jour : {date}", word), date=date) for date, word in sheets)
    edits = compare_contents("orgchart", old, new).edits
    assert [edit.op for edit in edits] == ["title_changed", "replace"]
    assert edits[1].before == "Archives"


def test_counts_of_lines_that_read_alike_are_no_lines_own() -> None:
    """3.23: of two lines « Accueil » none tells that its count is another one where only their order is, beside what is news."""
    old = _sheet("Service budget", "Accueil (9 ETP)", "Service paie", "Accueil (11 ETP)", "Archives")
    new = _sheet("Service budget", "Accueil (11 ETP)", "Service paie", "Accueil (9 ETP)", "Archives municipales")
    assert _told(old, new) == [("Archives", "Archives municipales")]


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("Service budget", "Service budget ▲", 0),  # of the line « Service budget ◆ » the sign was read as no part of the title
        ("Service paie", "Service paie ▲", 1),
        ("Service budget", "Service budget et qualité ▲", 1),
    ],
)
def test_a_sign_that_only_one_reading_has_in_a_title_is_no_news(before: str, after: str, left: int) -> None:
    """3.12: but where the other sheet has no such sign behind that title, it came."""
    old = _sheet("Service budget ◆", "Service paie", legend=(f"◆ {_SHARED}",))
    new = _sheet("Service budget ▲", "Service paie ▲", legend=(f"▲ {_SHARED}",))
    edit = Edit(op="replace", before=before, after=after, facts={"field": "text"})
    assert [one.before for one in without_other_signs([edit], old, new)] == [*[before] * left, f"◆ {_SHARED}"]


def test_a_count_behind_a_sign_is_none_of_its_meanings() -> None:
    """3.12: « ◆ (15 ETP) Service paie » begins with no word."""
    legend, line = f"◆ {_SHARED}", "Service budget ◆ (15 ETP) Service paie et carrières"
    old, new = _sheet(line, legend=(legend,)), _sheet(line.replace("◆", "▲"), legend=(legend.replace("◆", "▲"),))
    assert _told(old, new) == [(legend, f"▲ {_SHARED}")]


def test_services_behind_a_sign_are_no_legend() -> None:
    """3.12: « Service achats ◆ Service formation » runs on behind the sign: only the legend's line says what that stands for."""
    lines = ("Service budget ◆ (15 ETP) Service paie", "Service achats ◆ Service formation", "Service bibliothèques ◆")
    legend = f"◆ {_SHARED}"
    old, new = _sheet(*lines, legend=(legend,)), _sheet(*(line.replace("◆", "▲") for line in lines), legend=(f"▲ {_SHARED}",))
    assert _told(old, new) == [(legend, f"▲ {_SHARED}")]


def test_bullets_of_a_list_are_no_signs() -> None:
    """3.12: what a list begins its lines with stands for none of them: nothing is told of a line of such a list as of a legend."""
    old = _sheet("Service budget ◆", *(f"◆ {service} municipal" for service in _SERVICES))
    new = _sheet("Service budget ▲", *(f"▲ {service} municipal" for service in _SERVICES))
    assert ("Service budget ◆", "Service budget ▲") in _told(old, new)
