"""Readings never change under one number of the reader (7.6): what is stored would not be read anew, and two readers be compared.

`python -m tests.pdf.orgchart.test_reader_version`, after CHART_READER was raised, notes what it reads; of a number that is noted
already nothing is written.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from monitor.model import CHART_READER, DocumentContent
from monitor.pdf.read import read
from monitor.report.as_json import orgchart_json
from tests.command import ROOT
from training.charts import chart
from training.families import FAMILIES

NOTED = ROOT / "tests" / "chart_readings.json"
FIRST = 900
SURE = (0.7, 0.9)  # a confidence counts by the bounds that it is above, not by its hundredths


def digest() -> str:
    """Of what is read of the demonstration's charts and of one drawn chart of each layout."""
    pdfs = [file.read_bytes() for file in sorted((ROOT / "monitor" / "demo" / "site").glob("*.pdf"))]
    pdfs += [chart(FIRST + number, family=family).pdf for number, family in enumerate(FAMILIES)]
    told = json.dumps([told_of(pdf) for pdf in pdfs], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def told_of(pdf: bytes) -> list[Any]:
    content = read(pdf, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    reading = orgchart_json(content.orgchart)
    units = [
        [u["id"], u["title"], u["parent"], band(u["confidence"]), [[p["name"], p["role"], p["vacant"]] for p in u["people"]]]
        for u in reading["units"]
    ]
    return [reading["title"], reading["structured"], reading["reason"], units]


def band(confidence: float) -> int:
    return sum(confidence >= least for least in SURE)


def noted() -> dict[str, str]:
    found: dict[str, str] = json.loads(NOTED.read_text(encoding="utf-8"))
    return found


def test_a_change_of_readings_raises_the_number_of_the_reader() -> None:
    last = max(noted(), key=int)
    assert int(last) == CHART_READER and noted()[last] == digest(), (
        "readings have changed: raise CHART_READER (monitor/model/settings.py), "
        "then python -m tests.pdf.orgchart.test_reader_version"
    )


def main() -> None:
    known = noted()
    known.setdefault(str(CHART_READER), digest())
    NOTED.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
