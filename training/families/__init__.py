"""The layouts of town charts, each a function that draws a town with a pen: `FAMILIES` by name."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.families.boxed import apex, columns, rows, staircase, tree
from training.families.filled import bands, frames, grid
from training.families.open import nested, portraits, ruled
from training.families.runs import runs
from training.families.sheets import sheets
from training.families.sideways import sideways
from training.families.strung import combs, strips, strung
from training.families.tables import beneath, roster, spans, steps
from training.pen import Pen
from training.town import Size, Town

Family = Callable[[Pen, Town, random.Random], None]

FAMILIES: dict[str, Family] = {
    "columns": columns,
    "tree": tree,
    "staircase": staircase,
    "apex": apex,
    "rows": rows,
    "frames": frames,
    "bands": bands,
    "grid": grid,
    "ruled": ruled,
    "nested": nested,
    "portraits": portraits,
    "sheets": sheets,
    "sideways": sideways,
    "spans": spans,
    "roster": roster,
    "steps": steps,
    "beneath": beneath,
    "strung": strung,
    "combs": combs,
    "strips": strips,
    "runs": runs,
}

SIZES: dict[str, Size] = {
    "columns": Size(sectors=(2, 5), directions=(1, 5)),
    "tree": Size(sectors=(2, 3), directions=(1, 3), services=(0, 3)),
    "staircase": Size(sectors=(2, 5), directions=(1, 3), services=(0, 3), parts=0.15),
    "apex": Size(sectors=(3, 5), directions=(1, 4), services=(0, 2)),
    "rows": Size(sectors=(2, 4), directions=(2, 4), services=(0, 3)),
    "frames": Size(sectors=(2, 4), directions=(2, 5), services=(0, 4)),
    "bands": Size(sectors=(2, 5), directions=(2, 5), services=(0, 4)),
    "grid": Size(sectors=(2, 5), directions=(2, 4), services=(0, 4), unnamed=0.25),
    "ruled": Size(sectors=(3, 5), directions=(2, 4), services=(1, 4), unnamed=0.02, vacant=0.05),
    "nested": Size(sectors=(2, 4), directions=(2, 4), services=(1, 4), parts=0.2),
    "portraits": Size(sectors=(2, 4), directions=(1, 4), services=(0, 2), unnamed=0.02),
    "sheets": Size(sectors=(2, 3), directions=(2, 4), services=(1, 4), parts=0.15),
    "sideways": Size(sectors=(2, 4), directions=(1, 4), services=(0, 3)),
    "spans": Size(sectors=(2, 5), directions=(1, 4), services=(0, 4)),
    "roster": Size(sectors=(2, 5), directions=(1, 4), services=(0, 4), named_services=0.6),
    "steps": Size(sectors=(2, 4), directions=(1, 4), services=(0, 4)),
    "beneath": Size(sectors=(2, 4), directions=(1, 3), services=(0, 5)),
    "strung": Size(sectors=(2, 5), directions=(2, 6), services=(0, 2)),
    "combs": Size(sectors=(4, 8), directions=(0, 3), services=(0, 2)),
    "strips": Size(sectors=(2, 5), directions=(2, 6), services=(0, 3), titles="short"),
    "runs": Size(sectors=(2, 5), directions=(1, 4), services=(0, 4), named_services=0.6),
}
