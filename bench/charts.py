"""Org charts: what reading a page costs in the confined process, against PDFium merely loading the same page; comparing two trees.

Floor: a process that opens the same file with pypdfium2 and asks, through its documented functions, for the page's text, the box of
each character, and of each path its bounds and the points of its segments. It keeps nothing, and makes no sense of it.
"""

from __future__ import annotations

import json
import math
import statistics
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from bench.generated import bus_pdf, chart_pdf
from bench.measure import output
from monitor.compare.charts.edits import compare_charts
from monitor.model import DocumentContent, OrgChart
from monitor.pdf.read import read

_ROUNDS = {60: 30, 250: 8, 1000: 4}  # units -> times that the page is read after the first
_RUNS = 3
_COMPARED = 300  # units

_FLOOR = """
import ctypes, json, resource, sys
from pathlib import Path
import pypdfium2
from pypdfium2 import raw
data, rounds = Path(sys.argv[1]).read_bytes(), int(sys.argv[2])
x, y = ctypes.c_float(), ctypes.c_float()
for _ in range(rounds):
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text = page.get_textpage()
    text.get_text_range()
    for place in range(text.count_chars()):
        text.get_charbox(place)
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        path.get_bounds()
        for place in range(raw.FPDFPath_CountSegments(path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(path, place), x, y)
    text.close(), page.close(), document.close()
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss, 0]))
"""
_OURS = """
import json, resource, statistics, sys, time
from pathlib import Path
from monitor.confine import Confined
data, rounds, walls = Path(sys.argv[1]).read_bytes(), int(sys.argv[2]), []
with Confined() as door:
    for _ in range(rounds):
        start = time.perf_counter()
        door.read(data, "orgchart").orgchart.units
        walls.append(time.perf_counter() - start)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss, statistics.median(walls[1:] or walls)]))
"""


@dataclass(frozen=True, slots=True)
class _Cost:
    """CPU seconds of the first page, start of the process included, and of a later one; kilobytes; seconds until the answer."""

    cold: float
    warm: float
    peak: int
    wall: float


def run(folder: Path, *, quick: bool = False) -> None:
    """Print the costs of three sizes of charts in two layouts, how they grow, and the time that comparing two trees takes."""
    ours: dict[int, _Cost] = {}
    for drawn, layout in ((chart_pdf, "in columns"), (bus_pdf, "on one bus")):
        for units, rounds in _ROUNDS.items():
            file = folder / f"{units}.pdf"
            file.write_bytes(drawn(units))
            ours[units] = _reading(f"{units} units {layout}", file, rounds)
        small, large = min(ours), max(ours)
        span = math.log(large / small)
        grown = math.log(ours[large].warm / ours[small].warm) / span
        just = 1 + math.log(math.log(large) / math.log(small)) / span
        print(f"growth {layout} from {small} to {large} units: n^{grown:.2f} (n log n would be n^{just:.2f})")
    _comparing()


def _reading(what: str, file: Path, rounds: int) -> _Cost:
    """The medians of both, which take turns."""
    pairs = [(_cost(_OURS, file, rounds), _cost(_FLOOR, file, rounds)) for _ in range(_RUNS)]
    ours, floor = (_median(list(column)) for column in zip(*pairs, strict=True))
    print(
        f"org chart of {what}: warm {ours.warm * 1000:.0f} ms CPU, floor {floor.warm * 1000:.1f}, ratio "
        f"{ours.warm / floor.warm:.2f}; cold {ours.cold * 1000:.0f} ms, floor {floor.cold * 1000:.0f}, ratio "
        f"{ours.cold / floor.cold:.2f}; peak {ours.peak / 1000:.0f} MB, floor {floor.peak / 1000:.0f}; warm answer after "
        f"{ours.wall * 1000:.0f} ms"
    )
    return ours


def _cost(script: str, file: Path, rounds: int) -> _Cost:
    cold, peak, _ = _run(script, file, 1)
    all_rounds, _, wall = _run(script, file, 1 + rounds)
    return _Cost(cold, (all_rounds - cold) / rounds, int(peak), wall)


def _run(script: str, file: Path, rounds: int) -> list[float]:
    said: list[float] = json.loads(output([sys.executable, "-c", script, str(file), str(rounds)], file.parent))
    return said


def _median(costs: list[_Cost]) -> _Cost:
    columns = zip(*((c.cold, c.warm, c.peak, c.wall) for c in costs), strict=True)
    cold, warm, peak, wall = (statistics.median(column) for column in columns)
    return _Cost(cold, warm, int(peak), wall)


def _comparing() -> None:
    old = _chart(_COMPARED)
    new = _reorganised(old)
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        edits = compare_charts(old, new)
        times.append(time.perf_counter() - start)
    print(f"comparing two trees of {len(old.units)} units: {statistics.median(times) * 1000:.0f} ms, {len(edits)} edits")


def _chart(units: int) -> OrgChart:
    content = read(chart_pdf(units), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


def _reorganised(chart: OrgChart) -> OrgChart:
    """Each tenth unit with another title, one of ten under another head, one of ten without its people."""
    heads = [unit.id for unit in chart.units if unit.parent == chart.units[0].id]
    units = list(chart.units)
    for place, unit in enumerate(units):
        if place % 10 == 3:
            units[place] = replace(unit, title=unit.title.replace("Bureau", "Pôle").replace("Service", "Direction"))
        elif place % 10 == 5 and unit.id not in heads:
            units[place] = replace(unit, parent=heads[place % len(heads)])
        elif place % 10 == 7:
            units[place] = replace(unit, people=())
    return replace(chart, units=tuple(units))
