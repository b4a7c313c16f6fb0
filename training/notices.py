"""Learns whether a few words for a whole text are an error's or the town's (DESIGN 3.14): python -m training.notices (make train).

From training/notices: a notice a line, its blocks parted by " / ", in a file a hand, `towns-…` or `errors-…`; and the sentences
that the program's tests judge. A logistic regression as in `training.sentences`, over what `monitor.quality.weight` has; the
same notices give the same weights, written to monitor/quality/data/unsigned.json. With --left-out: how well hands left out in turn
are told apart. With --explain NOTICE: what speaks most in it. Both write nothing.
"""

from __future__ import annotations

import argparse
import base64
import json
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from monitor.quality.speaker import features
from monitor.quality.unsigned import FAILS, FAILS_IN_BOX
from monitor.quality.weight import BUCKETS, SCALE, signs, weight
from training.sentences import learn, typed

HANDS = Path(__file__).with_name("notices")
FILE = Path("monitor/quality/data/unsigned.json")
PENALTY = 0.05
PARTS = 6
_STEPS = 127
_TESTED = 3.0  # the weight of what the tests judge
_JOINED = 0.5  # and of two notices as one
_LINES = 3  # of these


class Notice(NamedTuple):
    """What stands in the place of a text."""

    lines: tuple[str, ...]
    failure: bool
    hand: str
    weight: float = 1.0


def written() -> list[Notice]:
    """Those of training/notices, and what the tests judge."""
    files = sorted(HANDS.glob("*.txt"))
    told = [(file, line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    own = [Notice(tuple(line.split(" / ")), file.name.startswith("errors"), file.stem) for file, line in told]
    own += [one for pair in pairwise(own) for one in joined(*pair)]
    return own + [Notice((one.text,), one.machine, "tested", _TESTED) for one in typed() if one.thought.startswith("tested")]


def joined(first: Notice, second: Notice) -> list[Notice]:
    """One of both, where one hand wrote them: so that how many sentences or lines it has speaks for nobody."""
    lines = (*first.lines, *second.lines)
    if first.hand != second.hand or len(lines) > _LINES:
        return []
    if zlib.crc32(first.lines[0].encode()) % 2:
        ends = "" if first.lines[-1].endswith((".", "!", "?", "…")) else "."
        lines = (*first.lines[:-1], f"{first.lines[-1]}{ends} {second.lines[0]}", *second.lines[1:])
    return [Notice(lines, first.failure, first.hand, _JOINED)]


def counted(notices: Sequence[Notice], names: Sequence[str]) -> csr_matrix:
    """A row a notice: its buckets, its signs, and 1 for the bias."""
    rows, columns, counts = list[int](), list[int](), list[float]()
    for n, one in enumerate(notices):
        found = signs(one.lines)
        here = {**features(" . ".join(one.lines), buckets=BUCKETS), BUCKETS + len(names): 1.0}
        here |= {BUCKETS + k: SCALE * found[name] for k, name in enumerate(names) if name in found}
        rows += [n] * len(here)
        columns += here.keys()
        counts += here.values()
    return csr_matrix((counts, (rows, columns)), shape=(len(notices), BUCKETS + len(names) + 1))


def write(weights: Any, names: Sequence[str]) -> None:
    """*weights* as the package carries them, those of words in 127 steps each side of 0."""
    step = float(np.abs(weights[:BUCKETS]).max()) / _STEPS
    words = zlib.compress(np.rint(weights[:BUCKETS] / step).astype(np.int8).tobytes(), 9)
    said = {
        "bias": round(float(weights[-1]), 4),
        "step": round(step, 6),
        "signs": {name: round(float(one), 4) for name, one in zip(names, weights[BUCKETS:-1], strict=True)},
        "words": base64.b64encode(words).decode(),
    }
    FILE.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"weights of notices written to {FILE}")


def _report(name: str, weights: Any, notices: Sequence[Notice], among: Sequence[int]) -> None:
    for failure, who in ((True, "errors"), (False, "towns")):
        found = np.array([weights[n] for n in among if notices[n].failure == failure])
        if len(found):
            share = [f"{np.mean(found > bound):.3f}" for bound in (FAILS_IN_BOX, FAILS)]
            print(f"{name:16} {who:7} {len(found):5}: over {FAILS_IN_BOX} {share[0]}, over {FAILS} {share[1]}")


def _explain(said: str) -> None:
    lines = said.split(" / ")
    learned = json.loads(FILE.read_text(encoding="utf-8"))["signs"]
    print(f"{weight(lines):+.2f}: « {said} »")
    spoken = [(SCALE * count * learned.get(name, 0.0), name) for name, count in signs(lines).items()]
    spoken.sort(key=lambda one: -abs(one[0]))
    print("signs:", *(f"{name} {one:+.1f};" for one, name in spoken))


def main() -> None:
    """Learn, and write the weights; or, with --left-out, tell what they are worth."""
    parser = argparse.ArgumentParser(prog="python -m training.notices", description=__doc__)
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--explain", metavar="NOTICE")
    asked = parser.parse_args()
    if asked.explain:
        _explain(asked.explain)
        return
    notices = written()
    names = sorted({name for one in notices for name in signs(one.lines)})
    given, failure, each = (
        counted(notices, names),
        np.array([one.failure for one in notices]),
        np.array([one.weight for one in notices]),
    )
    if not asked.left_out:
        write(learn(given, failure, each, penalty=PENALTY), names)
        return
    hands = sorted({one.hand for one in notices if one.hand != "tested"})
    part = np.array([hands.index(one.hand) % PARTS if one.hand != "tested" else -1 for one in notices])
    weights = np.zeros(len(notices))
    for k in range(PARTS):
        kept = part != k
        weights[~kept] = given[~kept] @ learn(given[kept], failure[kept], each[kept], penalty=PENALTY)
    for hand in hands:
        _report(hand, weights, notices, [n for n, one in enumerate(notices) if one.hand == hand and one.weight == 1])
    _report("all", weights, notices, [n for n, one in enumerate(notices) if one.weight == 1])


if __name__ == "__main__":
    main()
