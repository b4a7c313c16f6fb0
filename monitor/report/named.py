"""How a sentence takes up the label of a unit: what stands before and after it in each position, and its agreement. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A label with its words around it, in French « la », « de la », « à la », « dans la »; `label` is "" where a box has none."""

    label: str
    the: str
    of: str
    at: str
    within: str
    after: str = ""  # the closing quotation mark
    feminine: bool = False
    plural: bool = False
