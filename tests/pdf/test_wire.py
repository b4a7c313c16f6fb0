"""What the child says of a chart comes back as it was, and only a probability is one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from monitor.model import DocumentContent, Evidence, Explanation, PossibleParent, Unreadable, Weighed
from monitor.pdf.picture import PagePicture
from monitor.pdf.wire import explained_from_wire, explained_to_wire, from_wire, picture_from_wire, picture_to_wire, to_wire
from tests.store.town import document


def said() -> tuple[DocumentContent, dict[str, Any]]:
    content = document(b"%PDF-1.7").content
    assert content is not None
    return content, json.loads(json.dumps(to_wire(content)))


def test_a_chart_comes_back_with_every_probability() -> None:
    """3.27: of title, parent and person apart."""
    content, wire = said()
    assert from_wire(wire, sha256=content.sha256, size=content.size) == content


@pytest.mark.parametrize("odd", [1.5, -0.1, float("nan"), "0.9", None])
@pytest.mark.parametrize("field", ["confidence_parent", "confidence_title", "person"])
def test_what_is_no_probability_is_no_reading(field: str, odd: object) -> None:
    content, wire = said()
    unit = wire["orgchart"]["units"][0]
    if field == "person":
        unit["people"][0][3] = odd
    else:
        unit[field] = odd
    with pytest.raises(ValueError, match="not a reading"):
        from_wire(wire, sha256=content.sha256, size=content.size)


def explained() -> tuple[DocumentContent, dict[str, Explanation], dict[str, Any]]:
    content, _ = said()
    assert content.orgchart is not None
    unit = content.orgchart.units[0].id
    parents = (PossibleParent(None, Weighed(0.9, (Evidence("none", -0.3),))), PossibleParent(unit, Weighed(0.1, ())))
    told = {unit: Explanation(Weighed(0.8, (Evidence("always", 4.9),)), parents, (Weighed(0.7, (Evidence("by look", -1.2),)),))}
    return content, told, json.loads(json.dumps(explained_to_wire((content, told))))


def test_an_explanation_comes_back_as_it_was() -> None:
    """5.6: and a plain reading has none."""
    content, told, wire = explained()
    assert explained_from_wire(wire, sha256=content.sha256, size=content.size) == (content, told)
    assert "explained" not in to_wire(content)
    unreadable = Unreadable(detail="encrypted")
    assert explained_from_wire(explained_to_wire(unreadable), sha256="", size=0) == unreadable


@pytest.mark.parametrize(
    ("path", "odd"),
    [
        ((0, 0), 1.5),
        ((0, 1, 0, 1), float("nan")),
        ((0, 1, 0, 1), 10**400),
        ((0, 1, 0, 0), 7),
        ((1,), []),
        ((1, 0, 0), "u999"),
        ((1, 0, 0), ["u1"]),
        ((1, 0, 1), None),
        ((2,), []),
        ((2, 0), None),
    ],
    ids=["chance", "weight", "huge", "name", "no-parent", "unknown-parent", "list-for-id", "nothing-weighed", "nobody", "a-person"],
)
def test_what_is_no_explanation_is_no_reading(path: tuple[int, ...], odd: object) -> None:
    """5.6, 3.12: the parent believes nothing of what the child says."""
    content, _, wire = explained()
    place: Any = next(iter(wire["explained"].values()))
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = odd
    with pytest.raises(ValueError, match="not a reading"):
        explained_from_wire(wire, sha256=content.sha256, size=content.size)


def test_an_explanation_of_no_unit_is_no_reading() -> None:
    """5.6."""
    content, told, wire = explained()
    wire["explained"]["u999"] = wire["explained"][next(iter(told))]
    with pytest.raises(ValueError, match="not a reading"):
        explained_from_wire(wire, sha256=content.sha256, size=content.size)


def test_a_picture_comes_back_as_it_was_and_a_bomb_does_not() -> None:
    """11.2: what unpacks to more than a page has is no picture, whatever it says of its sides."""
    drawn = PagePicture(width=3, height=2, scale=1.5, pixels=bytes(range(18)))
    wire = picture_to_wire(drawn)
    assert picture_from_wire(json.loads(json.dumps(wire))) == drawn
    bomb = picture_to_wire(PagePicture(width=3, height=2, scale=1.5, pixels=b"\0" * 5_000_000))
    for odd in (bomb, {**wire, "pixels": wire["pixels"][:-8]}, {**wire, "pixels": "AAAA"}, {**wire, "width": 4}):
        with pytest.raises(ValueError, match=r"pixels|picture"):
            picture_from_wire(odd)
