"""Learns how likely a link is right that the reading is sure of: python -m training.links writes "link" of sureness.json.

From first_sight.json.gz: 465 sheets of six lots, drawn without regard to any rule of the reader, as it read them before anybody had
mended what they showed; of each unit whether its parent is the true one. Charts whose errors were mended teach nothing of the next.
A logistic regression over the signs of `monitor.pdf.orgchart.link_signs`, none of which may speak for a link.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.model import SURE
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.link_signs import link_signs
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.sureness import likelihood
from training.judging import Json
from training.sureness import Sample, fitted, keep

SHEETS = Path(__file__).with_name("first_sight.json.gz")
# Added to the log of all odds: of six sheets that people watch, five are drawn in ways that the reader was made for. Measured, too:
# of the lots left out two fifths of the wrong links lose their certainty by it, for one right one in seventy.
KNOWN = 1.85


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.links", description=__doc__)
    parser.add_argument("--left-out", action="store_true", help="tell of each lot what the others teach; write nothing")
    samples = list(first_sight())
    if parser.parse_args().left_out:
        print(*table(samples), sep="\n")
        return
    keep({"link": {sign: round(weight, 2) for sign, weight in sorted(against(samples).items())}})


def first_sight() -> Iterator[Sample]:
    """The links that were given as sure, a sample each; its `chart` is the lot that its sheet is of."""
    for sheet in json.loads(gzip.decompress(SHEETS.read_bytes())):
        nodes = _nodes(sheet)
        signs = link_signs(nodes)
        for node, unit, seen in zip(nodes, sheet["units"], signs, strict=True):
            if node.confidence >= SURE:
                yield Sample("parent", frozenset(seen), unit[6], 1.0, f"lot {sheet['made']}")


def _nodes(sheet: Json) -> list[Node]:
    """The units of a sheet as they were read: title, box, page, rule, place of the parent, confidence, right, look."""
    nodes = [
        Node(
            label=label,
            people=[],
            box=Box(*box),
            page=page,
            how=how,
            confidence=confidence,
            fill=tuple(bytes.fromhex(fill)) if fill else None,  # type: ignore[arg-type]
            size=size,
            bold=bool(bold),
            border=border,
            drawn=bool(drawn),
        )
        for label, box, page, how, _, confidence, _, fill, size, bold, border, drawn in sheet["units"]
    ]
    for node, unit in zip(nodes, sheet["units"], strict=True):
        node.parent = None if unit[4] is None else nodes[unit[4]]
    return nodes


def against(samples: Sequence[Sample]) -> dict[str, float]:
    """The weights of what speaks against a link: a sign that would speak for it is left out, and the rest is learned anew."""
    kept = {sign for sample in samples for sign in sample.signs}
    while True:
        weights = fitted([Sample(s.fact, s.signs & kept, s.right, s.weight, s.chart) for s in samples])
        wrong = {sign for sign, weight in weights.items() if weight > 0} - {"always"}
        if not wrong:
            return {**weights, "always": weights["always"] + KNOWN}
        kept -= wrong


def table(samples: Sequence[Sample]) -> Iterator[str]:
    """Of each lot, by the weights that the others teach: how many of the sure links that are wrong, and right, stay sure."""
    for lot in sorted({sample.chart for sample in samples}):
        weights = against([sample for sample in samples if sample.chart != lot])
        seen = [(likelihood(s.signs, weights) >= SURE, s.right) for s in samples if s.chart == lot]
        right, wrong = (sum(r for _, r in seen), sum(not r for _, r in seen))
        still, kept = sum(sure and not r for sure, r in seen), sum(sure and r for sure, r in seen)
        before, after = right / len(seen), kept / (kept + still)
        yield f"{lot}: wrong {wrong} -> {still}, right {right} -> {kept}; of the sure ones right {before:.3f} -> {after:.3f}"


if __name__ == "__main__":
    main()
