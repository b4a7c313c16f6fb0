"""Which page is which (13.7)."""

from __future__ import annotations

import pytest

from monitor.compare.documents.pictures import PagePlaces, page_pairs
from monitor.model import DocumentContent, OrgChart, Unit

A, B, C, D = (f"{kind} un|{kind} deux|{kind} trois" for kind in ("Voirie", "Police", "Musées", "Sports"))


def document(*pages: str) -> DocumentContent:
    """Pages of units, « title|title »; "": one that has none."""
    units = [
        Unit(id=f"{n}-{title}", title=title, people=(), parent=None, confidence_parent=1.0, page=n, bbox=(0, 0, 9, 9))
        for n, page in enumerate(pages, 1)
        for title in page.split("|")
        if title
    ]
    chart = OrgChart(title=None, date=None, pages=len(pages), structured=True, reason=None, units=tuple(units))
    return DocumentContent(sha256=str(pages), size=1, media_type="application/pdf", pages=len(pages), orgchart=chart)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param((A, B), (A, B), ((1, 1), (2, 2)), id="the-same"),
        pytest.param((A, B), (C, A, B), ((None, 1), (1, 2), (2, 3)), id="put-before"),
        pytest.param((A, B), (A, C, B), ((1, 1), (None, 2), (2, 3)), id="put-between"),
        pytest.param((A, B, C), (A, C), ((1, 1), (2, None), (3, 2)), id="taken-out"),
        pytest.param((A, "", B), (A, "", B), ((1, 1), (2, 2), (3, 3)), id="nothing-known-of-one"),
        pytest.param((A,), (A, B), ((1, 1), (None, 2)), id="one-more"),
        pytest.param((A, B), (A, B.replace("deux", "cinq")), ((1, 1), (2, 2)), id="a-title-changed"),
        pytest.param(("", ""), ("", "", ""), ((1, 1), (2, 2), (None, 3)), id="by-number-where-nothing-is-known"),
        pytest.param((), (A,), ((None, 1),), id="none-before"),
    ],
)
def test_pages_are_paired_by_what_stands_on_them(before: tuple[str, ...], after: tuple[str, ...], expected: PagePlaces) -> None:
    """Whole pages come and go; the others keep their order."""
    assert page_pairs(document(*before), document(*after)) == expected


def test_each_page_stands_once_whatever_they_hold() -> None:
    """Two pages that changed places: one of them is told as gone and come."""
    pairs = page_pairs(document(A, B, C), document(B, A, D, C))
    assert [old for old, _ in pairs if old] == [1, 2, 3]
    assert [new for _, new in pairs if new] == [1, 2, 3, 4]
