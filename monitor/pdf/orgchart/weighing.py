"""Which parent each box has: the evidence weighed, twice, then jointly for what hangs on one net, then as a tree.

The weights are data (weights.json), learned by `make train`; a chance is a probability (3.27).
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from monitor.pdf.orgchart.brothers import second_features
from monitor.pdf.orgchart.evidence import Ballot, Candidate
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.votes import CLEAR

Weights: TypeAlias = Mapping[str, float]

_THROUGH = 0.95  # chance of a parent from which the head of a net is not taken
_LEAST = 1e-6
_FAINT = 0.003  # of a chance
_USUAL_DOUBT = 0.17  # the mean of a page: more is rare on drawn charts, and on real ones a sign of errors
_CLEARLY = (2.5, 8.0)  # times as likely: where the rules were in doubt, where they were sure
_BELOW_ZERO = {"larger letters": "smaller letters", "taller": "less tall", "wider": "narrower"}  # how a figure below 0 is told
_FILE = Path(__file__).with_name("weights.json")


class Model(NamedTuple):
    """The weights of both passes, by the name of the feature."""

    first: Weights
    second: Weights


@cache
def learned() -> Model:
    """The weights that the package carries."""
    said = json.loads(_FILE.read_text(encoding="utf-8"))
    return Model(said["first"], said["second"])


def weigh(ballots: Sequence[Ballot], model: Model) -> None:
    """Give each candidate of *ballots* its chance."""
    weigh_first(ballots, model.first)
    for ballot in ballots:
        set_chances(ballot.candidates, model.second)


def weigh_first(ballots: Sequence[Ballot], weights: Weights) -> None:
    """The first weighing, and what it adds to the features of those that the second one takes."""
    for ballot in ballots:
        set_chances(ballot.candidates, weights)
        for candidate in ballot.candidates:
            candidate.out = candidate.chance < _FAINT and candidate.parent is not ballot.node.parent
    added = second_features(ballots)
    for ballot, more in zip(ballots, added, strict=True):
        for candidate, features in zip(ballot.candidates, more, strict=True):
            if features:
                candidate.features = {**candidate.features, **features}


def set_chances(candidates: Sequence[Candidate], weights: Weights) -> None:
    """The softmax of their scores, of those that are not out; of the others it is 0."""
    for candidate in candidates:
        candidate.chance = 0.0
    candidates = [candidate for candidate in candidates if not candidate.out]
    weight_of = weights.get
    for candidate in candidates:
        candidate.score = sum([weight_of(name, 0.0) * value for name, value in candidate.features.items()])
    highest = max(candidate.score for candidate in candidates)
    parts = [math.exp(candidate.score - highest) for candidate in candidates]
    total = sum(parts)
    for candidate, part in zip(candidates, parts, strict=True):
        candidate.chance = part / total


def hang(choices: Sequence[Choice]) -> None:
    """Hang every node of a page where it was chosen to, as sure as that is likely.

    A page of which much is doubtful is drawn in a way that the weights don't know: what seems certain there is so less often.
    """
    doubt = sum(1 - choice.candidate.chance for choice in choices) / max(1, len(choices))
    familiar = 1 - max(0.0, doubt - _USUAL_DOUBT)
    for choice in choices:
        node, candidate = choice.ballot.node, choice.candidate
        if candidate.parent is not node.parent:
            node.parent, node.how = candidate.parent, None if candidate.parent is None else "weighed"
        node.confidence = candidate.chance * familiar


def contributions(candidate: Candidate, model: Model) -> dict[str, float]:
    """What each feature of *candidate* adds to its score, in both weighings.

    The second knows the first by its chance; the log of that is the sum of what spoke there, less what all candidates share.
    """
    first = model.second.get("alone", 0.0)
    added: dict[str, float] = {}
    for name, value in candidate.features.items():
        weight = model.second.get(name, 0.0) + first * model.first.get(name, 0.0)
        if name != "alone" and value * weight:
            added[_BELOW_ZERO.get(name, name) if value < 0 else name] = value * weight
    return added


class Choice(NamedTuple):
    """What was chosen for a box."""

    ballot: Ballot
    candidate: Candidate


def chosen(ballots: Sequence[Ballot]) -> list[Choice]:
    """For each ballot one candidate: the likeliest, within what makes a tree."""
    picked = {id(b.node): _best(b, b.candidates) for b in ballots}
    _one_head_a_net(ballots, picked)
    by_node = {id(b.node): b for b in ballots}
    for ballot in ballots:
        ring = _ring(ballot.node, picked)
        while ring:
            _break(ring, by_node, picked)
            ring = _ring(ballot.node, picked)
    return [Choice(ballot, picked[id(ballot.node)]) for ballot in ballots]


def _one_head_a_net(ballots: Sequence[Ballot], picked: dict[int, Candidate]) -> None:
    """Strokes that hang together lead to one head: where they were given several, the likeliest, and the others choose again."""
    members: dict[int, list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        for net in ballot.nets:
            members[net].append(ballot)
    for ends in members.values():
        on_net = {id(ballot.node) for ballot in ends}
        heads = {id(parent) for b in ends if (parent := picked[id(b.node)].parent) is not None and id(parent) in on_net}
        if len(heads) < 2:
            continue
        options = {head: [_within(ballot, head, on_net) for ballot in ends] for head in heads}
        best = max(options.values(), key=lambda chosen: sum(math.log(max(c.chance, _LEAST)) for c in chosen))
        picked.update((id(ballot.node), candidate) for ballot, candidate in zip(ends, best, strict=True))


def _within(ballot: Ballot, head: int, on_net: Set[int]) -> Candidate:
    """The likeliest candidate of a box on a net, if *head* is the only one of the net that may be a parent.

    The head itself may hang under another end where that is as good as certain: a trunk that goes through a box joins the net above
    it with the one below.
    """
    likeliest = _best(ballot, ballot.candidates)
    if id(ballot.node) == head and likeliest.chance >= _THROUGH:
        return likeliest
    allowed = [c for c in ballot.candidates if c.parent is None or id(c.parent) == head or id(c.parent) not in on_net]
    return _best(ballot, allowed)


def _best(ballot: Ballot, candidates: Iterable[Candidate]) -> Candidate:
    """The likeliest; where the rules chose another one, it must be clearly likelier, and more so where they were sure."""
    by_rules = ballot.node.parent
    stays = _CLEARLY[ballot.ruled >= CLEAR]
    return max(candidates, key=lambda c: c.chance * (stays if c.parent is by_rules else 1.0))


def _ring(node: Node, picked: Mapping[int, Candidate]) -> list[Node]:
    """The nodes that go round from *node* upwards and come back; [] where they end at the top."""
    met: dict[int, int] = {}
    path: list[Node] = []
    at: Node | None = node
    while at is not None:
        if id(at) in met:
            return path[met[id(at)] :]
        met[id(at)] = len(path)
        path.append(at)
        choice = picked.get(id(at))
        at = choice.parent if choice else None
    return []


def _break(ring: Sequence[Node], by_node: Mapping[int, Ballot], picked: dict[int, Candidate]) -> None:
    """Hang the node of a ring elsewhere that loses least by it."""
    inside = {id(node) for node in ring}

    def best_outside(node: Node) -> Candidate:
        out = [c for c in by_node[id(node)].candidates if c.parent is None or not _is_under(c.parent, inside, picked)]
        return _best(by_node[id(node)], out)

    options = {id(node): best_outside(node) for node in ring}
    loser = min(ring, key=lambda n: picked[id(n)].score - options[id(n)].score)
    picked[id(loser)] = options[id(loser)]


def _is_under(node: Node, ring: Iterable[int], picked: Mapping[int, Candidate]) -> bool:
    """Whether *node* is in the ring or hangs from it."""
    seen: set[int] = set()
    at: Node | None = node
    while at is not None and id(at) not in seen:
        if id(at) in ring:
            return True
        seen.add(id(at))
        choice = picked.get(id(at))
        at = choice.parent if choice else None
    return False
