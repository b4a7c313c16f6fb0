"""How two contents differ, and what is known of that without reading them (DESIGN 3.11, §9). Pure."""

from __future__ import annotations

from typing import Literal

from monitor.model import DocumentContent, Edit
from monitor.model.frozen import dataclass

RESAVED = "3.11 re-export"
UNSURE_LAYOUT = "3.27 layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentVerdict:
    """same: the same bytes; resaved: other bytes, nothing that the kind compares differs; unknown: bytes missing on a side."""

    of: Literal["same", "resaved", "different", "unknown"]
    edits: tuple[Edit, ...] = ()  # of the text; () with different: no text to show it by
    rule: str = RESAVED  # with resaved: which rule hides what differs


def by_bytes(old: DocumentContent | None, new: DocumentContent | None) -> ContentVerdict | None:
    """What the bytes alone tell: « unknown » or « same »; None where they differ, and `compare_contents` has to."""
    if old is None or new is None:
        return ContentVerdict(of="unknown")
    return ContentVerdict(of="same") if old.sha256 == new.sha256 else None
