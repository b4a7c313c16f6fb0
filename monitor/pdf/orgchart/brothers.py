"""What the first weighing of all boxes says about each: brothers hang together, in a row, in a stack, on a net, in one look."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from monitor.pdf.orgchart.evidence import Ballot, Features
from monitor.pdf.orgchart.groups import kinds_of
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.vocabulary import level

_Key: TypeAlias = int  # id of a node, 0 for none

_LEAST_CHANCE = 0.001


def second_features(ballots: Sequence[Ballot]) -> list[list[Features]]:
    """For each ballot, and each of its candidates in order, what the chances of the first weighing add."""
    return _Brothers(ballots).features()


class _Told(NamedTuple):
    """What the features are called that a parent has, or that no parent has."""

    row: str
    stack: str
    net: str
    look: str
    rank: str


_NAMES = ("brothers in its row", "brothers in its stack", "brothers on its net", "look under look", "rank under rank")
_TOLD = _Told(*_NAMES), _Told(*(f"none: {name}" for name in _NAMES))


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
        self._ballots = ballots
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
            self._take(ballot)

    def _take(self, ballot: Ballot) -> None:
        own = self._looks[id(ballot.node)]
        self._of_look[own] += 1
        rank = self._ranks[id(ballot.node)]
        if rank is not None:
            self._of_rank[rank] += 1
        groups, hung = list(self._groups(ballot)), self._hung[own]
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

    def _groups(self, ballot: Ballot) -> Iterable[_Group]:
        if ballot.row >= 0:
            yield self._rows[ballot.row]
        if ballot.stack >= 0:
            yield self._stacks[ballot.stack]
        for net in ballot.nets:
            yield self._nets[net]

    def features(self) -> list[list[Features]]:
        return [self._of_ballot(ballot) for ballot in self._ballots]

    def _of_ballot(self, ballot: Ballot) -> list[Features]:
        likely = [(_key(c.parent), c.chance) for c in ballot.candidates if c.parent is not None and c.chance > 0.01]
        return [{} if c.out else self._added(ballot, c.parent, c.chance, likely) for c in ballot.candidates]

    def _added(self, ballot: Ballot, parent: Node | None, chance: float, likely: Sequence[tuple[_Key, float]]) -> Features:
        """*likely*: the parents that it may well have, and how likely each is."""
        key, node, told = _key(parent), ballot.node, _TOLD[parent is None]
        features: Features = {"alone": math.log(max(chance, _LEAST_CHANCE))}
        for name, group in ((told.row, self._rows.get(ballot.row)), (told.stack, self._stacks.get(ballot.stack))):
            if group:
                _set(features, name, group.without(key, chance, group.members - 1))
        if ballot.nets:
            on_net = [self._on_net(net, key, chance, headless=net in ballot.headless) for net in ballot.nets]
            _set(features, told.net, max(on_net))
        own = self._looks[id(node)]
        others = self._of_look[own] - 1
        if others:
            _set(features, told.look, (self._hung[own].get(self._looks.get(key), 0.0) - chance) / others)
        rank = self._ranks[id(node)]
        if rank is not None and self._of_rank[rank] > 1 and (parent is None or self._ranks[key] is not None):
            under = self._under[rank].get(self._ranks.get(key), 0.0)
            _set(features, told.rank, (under - chance) / (self._of_rank[rank] - 1))
        if parent is not None:
            alike = self._expected_alike.get((key, own), 0.0)
            _set(features, "children alike", min(1.0, alike - chance))
            _set(features, "other children", min(1.0, self._expected.get(key, 0.0) - alike))
            theirs = self._chances.get(key)
            if theirs:
                _set(features, "is its child", theirs.get(id(node)))
                _set(features, "is its brother", sum([shared * theirs[head] for head, shared in likely if head in theirs]))
        return features

    def _on_net(self, net: int, key: _Key, chance: float, *, headless: bool) -> float:
        """What the others on a net give to *key*, if that is one of its ends; a net without a head has brothers only."""
        on_it = net in self._nets_of(key)
        if on_it == headless:
            return 0.0
        group = self._nets[net]
        return group.without(key, chance, group.members - 1 - on_it) or 0.0

    def _nets_of(self, key: _Key) -> tuple[int, ...]:
        ballot = self._of.get(key)
        return ballot.nets if ballot else ()


def _set(features: Features, name: str, value: float | None) -> None:
    if value is not None and value > _LEAST_CHANCE:
        features[name] = value


def _key(parent: Node | None) -> _Key:
    return 0 if parent is None else id(parent)
