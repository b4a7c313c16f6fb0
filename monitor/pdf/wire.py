"""What the child process says of a document, as JSON, and back. The parent believes nothing: each field is checked."""

from __future__ import annotations

import base64
import math
from collections.abc import Container, Mapping
from typing import Any, get_args

from monitor.model import (
    Block,
    BlockKind,
    DocumentContent,
    Evidence,
    Explanation,
    OrgChart,
    Person,
    PossibleParent,
    Unit,
    Unreadable,
    Weighed,
)
from monitor.model.frozen import fields_of
from monitor.normalize import storable
from monitor.pdf.picture import PagePicture, bytes_of

DRAWS = "draws"  # what a child is told as it is started for a picture
OUT_OF_MEMORY = "out of memory"  # as the child says it
_LARGEST_SCALE = 20  # pixels a point: 1440 dpi
_KINDS: dict[object, BlockKind] = {kind: kind for kind in get_args(BlockKind)}


def to_wire(result: DocumentContent | Unreadable) -> dict[str, Any]:
    """Return *result* as plain JSON values; size and SHA-256 stay away, since the parent has the bytes itself."""
    if isinstance(result, Unreadable):
        return {"unreadable": result.detail}
    chart = result.orgchart
    return {
        "media_type": result.media_type,
        "text": None if result.text is None else [[b.kind, b.text, *b.struck] for b in result.text],
        "geometry": result.geometry,
        "pages": result.pages,
        "orgchart": None
        if chart is None
        else fields_of(chart)
        | {"units": [fields_of(unit) | {"people": [[*fields_of(one).values()] for one in unit.people]} for unit in chart.units]},
        "hidden_sheets": result.hidden_sheets,
    }


def from_wire(said: Mapping[str, Any], *, sha256: str, size: int) -> DocumentContent | Unreadable:
    """Return what `to_wire` was given. Raises ValueError for anything else."""
    try:
        if "unreadable" in said:
            return Unreadable(detail=_text(said["unreadable"])[:200])
        return DocumentContent(
            sha256=sha256,
            size=size,
            media_type=_text(said["media_type"]),
            text=None if said["text"] is None else tuple(_block(*parts) for parts in said["text"]),
            geometry=_maybe_text(said["geometry"]),
            pages=None if said["pages"] is None else int(said["pages"]),
            orgchart=None if said["orgchart"] is None else _chart(said["orgchart"]),
            hidden_sheets=int(said["hidden_sheets"]),
        )
    except (KeyError, TypeError, AttributeError) as odd:
        raise ValueError(f"not a reading: {odd!r}") from odd


def explained_to_wire(result: tuple[DocumentContent, Mapping[str, Explanation]] | Unreadable) -> dict[str, Any]:
    """Return *result* as plain JSON values: `to_wire` with what spoke for each unit; named tuples become lists."""
    if isinstance(result, Unreadable):
        return to_wire(result)
    content, explanations = result
    return {**to_wire(content), "explained": explanations}


def explained_from_wire(
    said: Mapping[str, Any], *, sha256: str, size: int
) -> tuple[DocumentContent, dict[str, Explanation]] | Unreadable:
    """Return what `explained_to_wire` was given. Raises ValueError for anything else, an id that no unit has included."""
    content = from_wire(said, sha256=sha256, size=size)
    if isinstance(content, Unreadable):
        return content
    ids = {unit.id: len(unit.people) for unit in content.orgchart.units} if content.orgchart else {}
    explained: dict[str, Explanation] = {}
    try:
        for unit, (title, parents, people) in said["explained"].items():
            if not parents or len(people) != ids.get(unit):
                raise TypeError("no parent, or not one explanation for each person")
            possible = tuple(PossibleParent(None if head is None else _known(head, ids), _weighed(w)) for head, w in parents)
            explained[_known(unit, ids)] = Explanation(_weighed(title), possible, tuple(map(_weighed, people)))
    except (KeyError, TypeError, AttributeError, OverflowError) as odd:
        raise ValueError(f"not a reading: {odd!r}") from odd
    return content, explained


def _weighed(said: Any) -> Weighed:
    chance, evidence = said
    if not all(math.isfinite(weight) for _, weight in evidence):
        raise TypeError(f"weights {evidence!r}")
    return Weighed(_probability(chance), tuple(Evidence(_text(name), float(weight)) for name, weight in evidence))


def _known(unit: object, ids: Container[str]) -> str:
    if unit not in ids:
        raise TypeError(f"unit {unit!r}")
    return _text(unit)


def picture_to_wire(result: PagePicture | Unreadable) -> dict[str, Any]:
    """Return *result* as plain JSON values, its pixels packed."""
    if isinstance(result, Unreadable):
        return to_wire(result)
    import zstandard  # what reads no picture doesn't pay for it (DESIGN §9)

    packed = base64.b64encode(zstandard.ZstdCompressor(level=1).compress(result.pixels)).decode("ascii")
    return {"width": result.width, "height": result.height, "scale": result.scale, "pixels": packed}


def picture_from_wire(said: Mapping[str, Any]) -> PagePicture | Unreadable:
    """Return what `picture_to_wire` was given. Raises ValueError for anything else, a bomb of pixels included."""
    import zstandard

    try:
        if "unreadable" in said:
            return Unreadable(detail=_text(said["unreadable"])[:200])
        width, height = int(said["width"]), int(said["height"])
        size = bytes_of(width, height)
        packed = base64.b64decode(_text(said["pixels"]), validate=True)
        if zstandard.get_frame_parameters(packed).content_size != size:
            raise ValueError("other size of pixels")
        pixels = zstandard.ZstdDecompressor().decompress(packed)  # as many as were promised, or an error
        scale = said["scale"]
        if not isinstance(scale, float | int) or not 0 < scale <= _LARGEST_SCALE:
            raise TypeError(f"scale {scale!r}")
        return PagePicture(width=width, height=height, scale=float(scale), pixels=pixels)
    except (KeyError, TypeError, OverflowError, zstandard.ZstdError) as odd:
        raise ValueError(f"not a picture: {odd!r}") from odd


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return storable(value)


def _maybe_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _block(kind: str, text: object, *struck: Any) -> Block:
    said = _text(text)
    spans = tuple((int(start), int(end)) for start, end in struck)
    ends = [0, *(place for span in spans for place in span), len(said)]
    if said != text or ends != sorted(ends):  # letters that cannot be stored were left out: the places no longer hold
        spans = ()
    return Block(_KINDS[kind], said, struck=spans)


def _chart(said: Mapping[str, Any]) -> OrgChart:
    units = []
    for unit in said["units"]:
        x0, top, x1, bottom = (float(side) for side in unit["bbox"])
        people = tuple(
            Person(name=_text(name), role=_maybe_text(role), vacant=bool(vacant), confidence=_probability(confidence))
            for name, role, vacant, confidence in unit["people"]
        )
        units.append(
            Unit(
                id=_text(unit["id"]),
                title=_text(unit["title"]),
                people=people,
                parent=_maybe_text(unit["parent"]),
                confidence_parent=_probability(unit["confidence_parent"]),
                confidence_title=_probability(unit["confidence_title"]),
                page=int(unit["page"]),
                bbox=(x0, top, x1, bottom),
                category=_maybe_text(unit["category"]),
            )
        )
    return OrgChart(
        title=_maybe_text(said["title"]),
        date=_maybe_text(said["date"]),
        pages=int(said["pages"]),
        structured=bool(said["structured"]),
        reason=_maybe_text(said["reason"]),
        units=tuple(units),
    )


def _probability(value: Any) -> float:
    if not 0 <= value <= 1:
        raise TypeError(f"probability {value!r}")
    return float(value)
