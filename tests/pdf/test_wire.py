"""What the child says of a chart comes back as it was, and only a probability is one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from monitor.model import DocumentContent
from monitor.pdf.wire import from_wire, to_wire
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
