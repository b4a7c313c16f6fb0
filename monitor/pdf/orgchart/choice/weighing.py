"""Which parent each box has: the evidence weighed, twice, then jointly for what hangs on one net, then as a tree.

The second weighing knows the chances of the first: brothers hang together, in a row, in a stack, on a net, in one look. The weights
are data (weights.json), learned by `make train`; a chance is a probability (3.27).
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import mul
from pathlib import Path
from typing import NamedTuple, TypeAlias

from monitor.pdf.orgchart.arrangement.stacks import kinds_of
from monitor.pdf.orgchart.choice.evidence import Ballot, Candidate, Features
from monitor.pdf.orgchart.nodes import CLEAR, Node
from monitor.pdf.orgchart.vocabulary import level

Weights: TypeAlias = Mapping[str, float]

_STANDS_OUT = 0.8  # strength of the rules on columns from which they overrule the stroke
_IN_COLUMNS = ("rule run", "rule steps")
_THROUGH = 0.95  # chance of a parent from which the head of a net is not taken
_LEAST = 1e-6
_FAINT = 0.003  # of a chance
_STANDS_BESIDE = 0.85  # the most that the head of a box is sure which only stands beside it
_BY_PLACE = frozenset({"rule layout", "rule row"})
_USUAL_DOUBT = 0.17  # the mean of a page: more is rare on drawn charts, and on real ones a sign of errors
_PASSED = 0.85  # the most that is left to a parent above a box which only its words make the head
_CLEARLY = (2.5, 8.0)  # times as likely: where the rules were in doubt, where they were sure
_BELOW_ZERO = {"larger letters": "smaller letters", "taller": "less tall", "wider": "narrower"}  # how a figure below 0 is told
_FILE = Path(__file__).with_name("weights.json")
_Key: TypeAlias = int  # id of a node, 0 for none

_LEAST_CHANCE = 0.001


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
        # Take from what seems certain where only the words, « Direction … » in a box of the same look, tell of a head between
        sure = next((c for c in ballot.candidates if c.chance > _PASSED and "a title between, alike" in c.features), None)
        between = next((c for c in ballot.candidates if "titled above, alike" in c.features and not c.out), None)
        if sure is not None:
            if between is not None:
                between.chance += sure.chance - _PASSED
            sure.chance = _PASSED


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
    for candidate in candidates:
        told = candidate.features
        candidate.score = sum(map(mul, map(weights.get, told, repeat(0.0)), told.values()))
    highest = max(candidate.score for candidate in candidates)
    parts = [math.exp(candidate.score - highest) for candidate in candidates]
    total = sum(parts)
    for candidate, part in zip(candidates, parts, strict=True):
        candidate.chance = part / total


_EVEN = 0.5  # a parent is guessed that is less likely


def hang(choices: Sequence[Choice]) -> None:
    """Hang every node of a page where it was chosen to, as sure as that is likely.

    A page of which much is doubtful is drawn in a way that the weights don't know: what seems certain there is so less often. A box
    that stands apart beside a head, with no stroke where the head has some, may be of another house.
    """
    doubt = sum(1 - choice.candidate.chance for choice in choices) / max(1, len(choices))
    familiar = 1 - max(0.0, doubt - _USUAL_DOUBT)
    for choice in choices:
        node, candidate = choice.ballot.node, choice.candidate
        if candidate.parent is not node.parent:
            node.parent, node.how = candidate.parent, None if candidate.parent is None else "weighed"
        # Whether nothing but the place in one row speaks for a parent that strokes lead to, though none does to the child
        spoken = {name for name in candidate.features if name.startswith("rule ")}
        unlinked = candidate.features.get("only the parent linked", 0.0) and candidate.features.get("same row", 0.0)
        strung = 0 < candidate.features.get("rule strand", 0.0) < _STANDS_OUT  # as brothers, though their words don't tell
        most = _STANDS_BESIDE if strung or (bool(unlinked) and spoken <= _BY_PLACE) else 1.0
        node.confidence = min(most, candidate.chance * familiar)


def contributions(candidate: Candidate, model: Model) -> dict[str, float]:
    """What each feature of *candidate* adds to its score; the log of the first weighing's chance is the sum of what spoke there."""
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
    for ballot in ballots:  # no guess stands below: several heads of one rank may share what little there is to say for each
        guess, node = picked[id(ballot.node)], ballot.node
        if guess.chance < _EVEN and guess.parent not in (None, node.parent) and guess.parent.box.top >= node.box.bottom:
            above = [c for c in ballot.candidates if c.parent is None or c.parent.box.top < node.box.bottom]
            picked[id(node)] = _best(ballot, above or [guess])
    _one_head_a_net(ballots, picked)
    by_node = {id(b.node): b for b in ballots}
    for ballot in ballots:
        while ring := _line_up(ballot.node, picked)[1]:  # who loses least by it hangs elsewhere
            inside = {id(node) for node in ring}
            options: dict[int, Candidate] = {}
            for node in ring:
                candidates = by_node[id(node)].candidates
                lines = [(c, _line_up(c.parent, picked)[0] if c.parent is not None else []) for c in candidates]
                out = [c for c, line in lines if inside.isdisjoint(map(id, line))]
                options[id(node)] = _best(by_node[id(node)], out)
            loser = min(options, key=lambda n: picked[n].score - options[n].score)
            picked[loser] = options[loser]
    return [Choice(ballot, picked[id(ballot.node)]) for ballot in ballots]


def _one_head_a_net(ballots: Sequence[Ballot], picked: dict[int, Candidate]) -> None:
    """Strokes that hang together lead to one head: where they were given several, the likeliest, and the others choose again.

    But for what stands out in a column: it heads those under it, though all hang on one stroke. And the head itself may hang under
    another end where that is as good as certain: a trunk that goes through a box joins the net above it with the one below.
    """
    members: dict[int, list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        for net in ballot.nets:
            members[net].append(ballot)
    for met in members.values():
        on_net = {id(ballot.node) for ballot in met}
        ends = [
            ballot for ballot in met if not any(picked[id(ballot.node)].features.get(r, 0.0) >= _STANDS_OUT for r in _IN_COLUMNS)
        ]
        heads = {id(parent) for b in ends if (parent := picked[id(b.node)].parent) is not None and id(parent) in on_net}
        if len(heads) < 2:
            continue
        options: list[list[Candidate]] = []
        for head in heads:
            taken = []
            for ballot in ends:
                candidate = _best(ballot, ballot.candidates)
                if id(ballot.node) != head or candidate.chance < _THROUGH:
                    others = on_net - {head}
                    candidate = _best(ballot, [c for c in ballot.candidates if c.parent is None or id(c.parent) not in others])
                taken.append(candidate)
            options.append(taken)
        best = max(options, key=lambda taken: sum(math.log(max(c.chance, _LEAST)) for c in taken))
        picked.update((id(ballot.node), candidate) for ballot, candidate in zip(ends, best, strict=True))


def _best(ballot: Ballot, candidates: Iterable[Candidate]) -> Candidate:
    """The likeliest; where the rules chose another parent, it must be clearly likelier, and more so where they were sure.

    Where they gave none they say nothing: no box that they know of fitted.
    """
    by_rules = ballot.node.parent
    stays = _CLEARLY[ballot.ruled >= CLEAR] if by_rules is not None else 1.0
    return max(candidates, key=lambda c: c.chance * (stays if c.parent is by_rules else 1.0))


def _line_up(node: Node, picked: Mapping[int, Candidate]) -> tuple[list[Node], list[Node]]:
    """*node* and all above it, each once; and those of them that go round and come back, none where they end at the top."""
    places: dict[int, int] = {}
    line: list[Node] = []
    at: Node | None = node
    while at is not None and id(at) not in places:
        places[id(at)] = len(line)
        line.append(at)
        choice = picked.get(id(at))
        at = choice.parent if choice else None
    return line, line[places[id(at)] :] if at is not None else []


def second_features(ballots: Sequence[Ballot]) -> list[list[Features]]:
    """For each ballot, and each of its candidates in order, what the chances of the first weighing add."""
    brothers, found = _Brothers(ballots), []
    for ballot in ballots:
        likely = [(_key(c.parent), c.chance) for c in ballot.candidates if c.parent is not None and c.chance > 0.01]
        found.append([{} if c.out else brothers.add(ballot, c.parent, c.chance, likely) for c in ballot.candidates])
    return found


_NAMES = ("brothers in its row", "brothers in its stack", "brothers on its net", "look under look", "rank under rank")
_TOLD = _NAMES, tuple(f"none: {name}" for name in _NAMES)  # what a parent has, or no parent


class _Group:
    """The chances that the members of a group give to each parent."""

    __slots__ = ("members", "sums")

    def __init__(self) -> None:
        self.members = 0
        self.sums: dict[_Key, float] = defaultdict(float)

    def without(self, parent: _Key, own: float, others: int) -> float | None:
        """The mean that the other members give to *parent*; None where there are none."""
        return max(0.0, self.sums.get(parent, 0.0) - own) / others if others > 0 else None


class _Brothers:
    def __init__(self, ballots: Sequence[Ballot]) -> None:

        self._of = {id(ballot.node): ballot for ballot in ballots}
        self._chances = {id(b.node): {_key(c.parent): c.chance for c in b.candidates} for b in ballots}
        self._looks = kinds_of([ballot.node for ballot in ballots])
        self._rows: dict[int, _Group] = defaultdict(_Group)
        self._stacks: dict[int, _Group] = defaultdict(_Group)
        self._nets: dict[int, _Group] = defaultdict(_Group)
        self._hung: dict[int, dict[int | None, float]] = defaultdict(lambda: defaultdict(float))
        self._of_look: dict[int, int] = defaultdict(int)
        self._ranks = {id(ballot.node): level(ballot.node.label) for ballot in ballots}
        self._under: dict[int, dict[int | None, float]] = defaultdict(lambda: defaultdict(float))
        self._of_rank: dict[int, int] = defaultdict(int)
        self._expected: dict[_Key, float] = defaultdict(float)  # children
        self._expected_alike: dict[tuple[_Key, int], float] = defaultdict(float)
        for ballot in ballots:
            own = self._looks[id(ballot.node)]
            self._of_look[own] += 1
            rank = self._ranks[id(ballot.node)]
            if rank is not None:
                self._of_rank[rank] += 1
            groups, hung = [self._nets[net] for net in ballot.nets], self._hung[own]
            if ballot.row >= 0:
                groups.append(self._rows[ballot.row])
            if ballot.stack >= 0:
                groups.append(self._stacks[ballot.stack])
            for group in groups:
                group.members += 1
            for candidate in ballot.candidates:
                key, chance = _key(candidate.parent), candidate.chance
                if chance < _LEAST_CHANCE:
                    continue
                for group in groups:
                    group.sums[key] += chance
                hung[self._looks.get(key)] += chance
                if rank is not None:
                    self._under[rank][self._ranks.get(key)] += chance
                self._expected[key] += chance
                self._expected_alike[key, own] += chance

    def add(self, ballot: Ballot, parent: Node | None, chance: float, likely: Sequence[tuple[_Key, float]]) -> Features:
        """What they add to *parent* of a box; *likely*: the parents that it may well have, and how likely each is."""
        key, node = _key(parent), ballot.node
        in_row, in_stack, on_net, by_look, by_rank = _TOLD[parent is None]
        features: Features = {"alone": math.log(max(chance, _LEAST_CHANCE))}
        for name, group in ((in_row, self._rows.get(ballot.row)), (in_stack, self._stacks.get(ballot.stack))):
            if group:
                _set(features, name, group.without(key, chance, group.members - 1))
        if ballot.nets:
            other, given = self._of.get(key), [0.0]
            for net in ballot.nets:  # by the others on it, to one of its ends; a net without a head has brothers only
                on_it, of_net = other is not None and net in other.nets, self._nets[net]
                if on_it != (net in ballot.headless):
                    given.append(of_net.without(key, chance, of_net.members - 1 - on_it) or 0.0)
            _set(features, on_net, max(given))
        own = self._looks[id(node)]
        others = self._of_look[own] - 1
        if others:
            _set(features, by_look, (self._hung[own].get(self._looks.get(key), 0.0) - chance) / others)
        rank = self._ranks[id(node)]
        if rank is not None and self._of_rank[rank] > 1 and (parent is None or self._ranks[key] is not None):
            under = self._under[rank].get(self._ranks.get(key), 0.0)
            _set(features, by_rank, (under - chance) / (self._of_rank[rank] - 1))
        if parent is not None:
            alike = self._expected_alike.get((key, own), 0.0)
            _set(features, "children alike", min(1.0, alike - chance))
            _set(features, "other children", min(1.0, self._expected.get(key, 0.0) - alike))
            theirs = self._chances.get(key)
            if theirs:
                _set(features, "is its child", theirs.get(id(node)))
                _set(features, "is its brother", sum([shared * theirs[head] for head, shared in likely if head in theirs]))
        return features


def _set(features: Features, name: str, value: float | None) -> None:
    if value is not None and value > _LEAST_CHANCE:
        features[name] = value


def _key(parent: Node | None) -> _Key:
    return 0 if parent is None else id(parent)
