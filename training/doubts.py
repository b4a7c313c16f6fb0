"""Learns which facts are wrong that the reading is sure of: python -m training.doubts writes its part of sureness.json.

From the first six lots of first_sight.json.gz: 465 sheets, drawn without regard to any rule of the reader, as it read them before
anybody had mended what they showed; of each unit whether its title, its parent and its people are the true ones. Charts whose
errors were mended teach nothing of the next. Logistic regressions over the signs of
`monitor.pdf.orgchart.arrangement.tree_signs`, none of which may speak for a fact.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.model import SURE, Person
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.arrangement.tree_signs import link_signs, person_doubts, title_doubts
from monitor.pdf.orgchart.choice.sureness import likelihood
from monitor.pdf.orgchart.nodes import Node
from training.judging import FACTS, Fact, Json
from training.sureness import Sample, fitted, keep

SHEETS = Path(__file__).with_name("first_sight.json.gz")
LOTS = 6  # those that the signs were chosen by and the weights are learned from; what they tell of the later ones is unseen
NAMES: dict[Fact, str] = {"parent": "link", "title": "title doubt", "person": "person doubt"}  # in sureness.json
# Added to the log of all odds: of six sheets that people watch, five are drawn in ways that the reader was made for. Measured, too:
# of the lots left out a third of the wrong links lose their certainty by it, for one right one in ninety; of titles a quarter,
# for one right one in 400; of people a sixth, for one right one in 200.
KNOWN: dict[Fact, float] = {"parent": 2.12, "title": 1.35, "person": 1.35}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.doubts", description=__doc__)
    parser.add_argument("--left-out", action="store_true", help="tell of each lot what the others teach; write nothing")
    parser.add_argument("--later", action="store_true", help="tell of the later lots what the first ones teach; write nothing")
    asked, samples = parser.parse_args(), list(first_sight())
    if asked.left_out or asked.later:
        print(*table(samples, list(first_sight(later=True)) if asked.later else samples), sep="\n")
        return
    keep({NAMES[fact]: learned(samples, fact) for fact in FACTS})


def learned(samples: Sequence[Sample], fact: Fact) -> dict[str, float]:
    """What is kept of `against`."""
    return {sign: round(weight, 2) for sign, weight in sorted(against(samples, fact).items())}


def first_sight(*, later: bool = False) -> Iterator[Sample]:
    """The facts that were given as sure, a sample each, of the first lots or the *later* ones; `chart` is the lot of its sheet.

    Of the later lots also links whose titles were in doubt, which no reading gives as sure.
    """
    for sheet in json.loads(gzip.decompress(SHEETS.read_bytes())):
        if later != (sheet["made"] > LOTS):
            continue
        nodes, lot = _nodes(sheet), f"lot {sheet['made']}"
        titles = title_doubts(nodes)
        seen = zip(nodes, sheet["units"], link_signs(nodes), titles, person_doubts(nodes, titles), strict=True)
        for node, unit, of_link, of_title, of_people in seen:
            if node.confidence >= SURE and unit[6] is not None:
                yield Sample("parent", frozenset(of_link), unit[6], 1.0, lot)
            if node.title_confidence >= SURE and unit[13] is not None:
                yield Sample("title", frozenset(of_title), unit[13], 1.0, lot)
            for (_, confidence, right, _), signs in zip(unit[15], of_people, strict=True):
                if confidence >= SURE and right is not None:
                    yield Sample("person", frozenset(signs), right, 1.0, lot)


def _nodes(sheet: Json) -> list[Node]:
    """The units of a sheet as they were read.

    Title, box, page, rule, place of the parent, its confidence, whether it is right, look; of the title how sure and whether right;
    remarks; people, each with how sure, whether right, and whether with a post.
    """
    nodes = [
        Node(
            label=label,
            people=[Person(name=n, role="?" if post else None, vacant=not n, confidence=sure) for n, sure, _, post in people],
            box=Box(*box),
            page=page,
            how=how,
            confidence=confidence,
            fill=tuple(bytes.fromhex(fill)) if fill else None,  # type: ignore[arg-type]
            size=size,
            bold=bool(bold),
            border=border,
            drawn=bool(drawn),
            title_confidence=title,
            remarks=remarks,
        )
        for label, box, page, how, _, confidence, _, fill, size, bold, border, drawn, title, _, remarks, people in sheet["units"]
    ]
    for node, unit in zip(nodes, sheet["units"], strict=True):
        node.parent = None if unit[4] is None else nodes[unit[4]]
    return nodes


def against(samples: Sequence[Sample], fact: Fact) -> dict[str, float]:
    """The weights of what speaks against such a *fact*: a sign that would speak for it is left out, the rest learned anew."""
    taught = [sample for sample in samples if sample.fact == fact]
    kept = {sign for sample in taught for sign in sample.signs}
    while True:
        weights = fitted([Sample(s.fact, s.signs & kept, s.right, s.weight, s.chart) for s in taught], before={})
        wrong = {sign for sign, weight in weights.items() if weight > 0} - {"always"}
        if not wrong:
            return {**weights, "always": weights["always"] + KNOWN[fact]}
        kept -= wrong


def table(taught: Sequence[Sample], told: Sequence[Sample]) -> Iterator[str]:
    """Of each kind of fact and lot of *told*, by what other lots of *taught* teach: how many, wrong and right, stay sure."""
    for fact in FACTS:
        for lot in dict.fromkeys(sample.chart for sample in told):
            weights = against([sample for sample in taught if sample.chart != lot], fact)
            seen = [(likelihood(s.signs, weights) >= SURE, s.right) for s in told if s.chart == lot and s.fact == fact]
            right, wrong = (sum(r for _, r in seen), sum(not r for _, r in seen))
            still, kept = sum(sure and not r for sure, r in seen), sum(sure and r for sure, r in seen)
            shares = f"{right / len(seen):.3f} -> {kept / (kept + still):.3f}"
            yield f"{fact:6} {lot}: wrong {wrong} -> {still}, right {right} -> {kept}; of the sure ones right {shares}"


if __name__ == "__main__":
    main()
