"""Learns whose words a sentence is (DESIGN 3.14): python -m training.sentences [--catalogues FOLDER] (make train).

From training/said: a thought a line, in seven languages, said by owners or by machines, and what the program's tests judge. A
logistic regression over the features of `monitor.quality.speaker`, with an L2 penalty; the same sentences give the same weights.
FOLDER holds more of them, others' words that are not stored here: *.jsonl, a sentence a line, as `Sentence` has it. The weights
of the package were learned with one: without it others are written, to build/speaker.json, and the package keeps its own. With
--left-out: how well thoughts left out in turn, a fifth of them each, and languages left out in turn are told apart. With --explain
SENTENCE: what spoke most in it. Both write nothing.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from monitor.normalize import key
from monitor.quality.speaker import BUCKETS, OF_TOWN, OWNERS, STEM, SURE, VOTE, VOTES, features, weighed, weight_of

SAID = Path(__file__).with_name("said")
FILE = Path("monitor/quality/data/speaker.json")
ASIDE = Path("build/speaker.json")  # of training/said alone
LANGUAGES = ("fr", "en", "de", "nl", "it", "es", "pt")  # the columns of training/said
FOLDS = 5
PENALTY = 0.05
TOWN = tuple(BUCKETS + k for k, name in enumerate(VOTES) if name in OF_TOWN)
_TESTED = 3.0  # the weight of a sentence that the program's tests judge, which stands in one language
_FREE = 1e-6  # the penalty of the bias
_WHOLE = 1000.0  # the weight of all sentences, half of it each side's
_STEPS = 127
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Sentence:
    """One sentence; `thought`: what it says, whatever the language, so that it is left out as a whole."""

    text: str
    lang: str
    machine: bool
    thought: str
    weight: float = 1.0
    own: bool = True  # of training/said


def typed() -> list[Sentence]:
    """The sentences of training/said."""
    found = []
    for name, machine in (("owners", False), ("machines", True)):
        for n, line in enumerate((SAID / f"{name}.txt").read_text(encoding="utf-8").splitlines()):
            says = line.split(" | ")
            found += [Sentence(text, lang, machine, f"{name}{n}") for lang, text in zip(LANGUAGES, says, strict=True)]
    for n, line in enumerate((SAID / "tested.txt").read_text(encoding="utf-8").splitlines()):
        who, lang, text = line.split(" | ")
        found.append(Sentence(text, lang, who == "machine", f"tested{n}", _TESTED))
    return found


def catalogued(folder: Path) -> list[Sentence]:
    """Those of *folder*."""
    lines = (json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
    return [Sentence(o["text"], o["lang"], o["machine"], o["thought"], o["weight"], own=False) for o in lines]


def counted(sentences: Sequence[Sentence]) -> csr_matrix:
    """A row a sentence: its buckets, its rules, and 1 for the bias."""
    rows, columns, counts = list[int](), list[int](), list[float]()
    for n, one in enumerate(sentences):
        here = {**features(one.text), BUCKETS + len(VOTES): 1.0}
        here |= {BUCKETS + k: VOTE for k, rule in enumerate(VOTES.values()) if rule(one.text)}
        rows += [n] * len(here)
        columns += here.keys()
        counts += here.values()
    return csr_matrix((counts, (rows, columns)), shape=(len(sentences), BUCKETS + len(VOTES) + 1))


def learn(given: csr_matrix, machine: Any, weight: Any, *, penalty: float = PENALTY, town: Iterable[int] = ()) -> Any:
    """The weights by which *given* is told apart best, both sides counting as much.

    What the rules find of the owner's world, the columns *town*, speaks for no program: drafts name days and people as well.
    """
    parts = np.where(machine, weight * machine / (weight * machine).sum(), weight * ~machine / (weight * ~machine).sum())
    share, sign, turned = _WHOLE / 2 * parts, np.where(machine, 1.0, -1.0), given.T.tocsr()
    penalties = np.full(given.shape[1], penalty)
    penalties[-1] = _FREE

    def loss(weights: Any) -> tuple[float, Any]:
        right = sign * (given @ weights)
        pull = -sign / (1 + np.exp(np.clip(right, -50, 50)))
        value = (share * np.logaddexp(0, -right)).sum() + (penalties * weights * weights).sum() / 2
        return float(value), turned @ (share * pull) + penalties * weights

    bounds: list[tuple[float | None, float | None]] = [(None, None)] * given.shape[1]
    for column in town:
        bounds[column] = (None, 0.0)
    return minimize(loss, np.zeros(given.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}).x


def heard(sentences: Iterable[Sentence]) -> list[str]:
    """The beginnings of all words that machines said: of any other word somebody else is likely to be the author."""
    return sorted({word[:STEM] for one in sentences if one.machine for word in _WORD.findall(key(one.text))})


def write(weights: Any, words_heard: Iterable[str], file: Path) -> None:
    """*weights* as the package carries them, those of words in 127 steps each side of 0, and what was heard."""
    step = float(np.abs(weights[:BUCKETS]).max()) / _STEPS
    words = zlib.compress(np.rint(weights[:BUCKETS] / step).astype(np.int8).tobytes(), 9)
    votes = {name: round(float(weight), 4) for name, weight in zip(VOTES, weights[BUCKETS:-1], strict=True)}
    said = {
        "bias": round(float(weights[-1]), 4),
        "step": round(step, 6),
        "votes": votes,
        "words": base64.b64encode(words).decode(),
        "heard": base64.b64encode(zlib.compress(" ".join(words_heard).encode(), 9)).decode(),
    }
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"weights of sentences written to {file}")


def _report(name: str, chances: Any, sentences: Sequence[Sentence], among: Iterable[int]) -> None:
    sides: dict[bool, list[float]] = {False: [], True: []}
    for n in among:
        sides[sentences[n].machine].append(chances[n])
    owners, machines = (np.array(sides[side]) for side in (False, True))
    for who, found in (("owners'", owners), ("machines'", machines)):
        sure, own = np.mean(found >= SURE), np.mean(found <= OWNERS)
        print(f"{name:22} {who:10} {len(found):5}: surely a machine's {sure:.3f}, the owner's {own:.3f}")


def _explain(said: str) -> None:
    print(f"{weighed(said).chance:.2f} that a program says « {said} »")
    words = sorted(((weight_of(features(word)), word) for word in set(said.split())), key=lambda one: -abs(one[0]))
    print("words:", *(f"{word} {weight:+.1f}" for weight, word in words))
    print("rules:", *(f"{name};" for name, rule in VOTES.items() if rule(said)))


def main() -> None:
    """Learn, and write the weights; or, with --left-out, tell what they are worth."""
    parser = argparse.ArgumentParser(prog="python -m training.sentences", description=__doc__)
    parser.add_argument("--catalogues", type=Path, help="a folder with more sentences")
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--explain", metavar="SENTENCE")
    asked = parser.parse_args()
    if asked.explain:
        _explain(asked.explain)
        return
    sentences = [*typed(), *(catalogued(asked.catalogues) if asked.catalogues else ())]
    given, weight = counted(sentences), np.array([one.weight for one in sentences])
    machine = np.array([one.machine for one in sentences])
    if not asked.left_out:
        write(learn(given, machine, weight, town=TOWN), heard(sentences), FILE if asked.catalogues else ASIDE)
        return
    fold = np.array([zlib.crc32(one.thought.encode()) % FOLDS for one in sentences])
    lang, own = np.array([one.lang for one in sentences]), np.array([one.own for one in sentences])
    chances = np.zeros(len(sentences))
    for k in range(FOLDS):
        kept = fold != k
        chances[~kept] = 1 / (1 + np.exp(-(given[~kept] @ learn(given[kept], machine[kept], weight[kept], town=TOWN))))
    _report("thoughts, typed here", chances, sentences, np.flatnonzero(own))
    if not own.all():
        _report("thoughts of others", chances, sentences, np.flatnonzero(~own & (weight >= 1)))
        chances = 1 / (1 + np.exp(-(given @ learn(given[own], machine[own], weight[own], town=TOWN))))
        _report("others by ours alone", chances, sentences, np.flatnonzero(~own & (weight >= 1)))
    for language in LANGUAGES:
        kept = lang != language
        chances[~kept] = 1 / (1 + np.exp(-(given[~kept] @ learn(given[kept], machine[kept], weight[kept], town=TOWN))))
        _report(f"{language} left out", chances, sentences, np.flatnonzero(~kept & own))


if __name__ == "__main__":
    main()
