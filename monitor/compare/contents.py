"""What is behind two links: the same, saved anew, or another content (DESIGN 3.11, 3.12). Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from monitor.compare.document_words import text_edits, unexplained_edits
from monitor.compare.orgchart import chart_edits
from monitor.model import DocumentContent, DocumentKind, Edit
from monitor.normalize import canonical

RESAVED = "3.11 re-export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """same: the same bytes; resaved: other bytes, nothing that the kind compares differs; unknown: bytes missing on a side."""

    of: Literal["same", "resaved", "different", "unknown"]
    edits: tuple[Edit, ...] = ()  # of the text; () with different: no text to show it by


def compare_contents(kind: DocumentKind, old: DocumentContent | None, new: DocumentContent | None) -> Verdict:
    """Return how two contents differ by what *kind* says: bytes, an org chart's tree and its other words, text, a `file`'s look."""
    if old is None or new is None:
        return Verdict(of="unknown")
    if old.sha256 == new.sha256:
        return Verdict(of="same")
    charted = chart_edits(old, new) if kind == "orgchart" else None
    if charted is not None:
        edits = (*charted, *unexplained_edits(old, new, charted))
        return Verdict(of="different" if edits else "resaved", edits=edits)
    if not old.text or not new.text:
        return Verdict(of="resaved" if _looks_the_same(old, new) and bool(old.text) == bool(new.text) else "different")
    return _compare_texts(kind, old, new)


def _compare_texts(kind: DocumentKind, old: DocumentContent, new: DocumentContent) -> Verdict:
    if _looks_the_same(old, new) and same_letters(old, new):
        return Verdict(of="resaved")  # another order of the same letters at the same places is how the file was written
    edits = tuple(text_edits(old, new))
    if edits or (kind == "file" and not _looks_the_same(old, new)):
        return Verdict(of="different", edits=edits)
    return Verdict(of="resaved")


def _looks_the_same(old: DocumentContent, new: DocumentContent) -> bool:
    return old.geometry is not None and old.geometry == new.geometry


def same_letters(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether two texts have the same letters, each as often: they differ in order and spacing at most."""
    return _letters(old) == _letters(new)


def _letters(content: DocumentContent) -> Counter[str]:
    return Counter("".join(canonical(block.text) for block in content.text or ()).replace(" ", ""))
