"""Why each unit was read as it was: what was weighed, kept and put into names (DESIGN 5.6)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from monitor.model import Evidence, Explanation, PossibleParent, Weighed
from monitor.pdf.orgchart.evidence import Candidate
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.sureness import title_evidence
from monitor.pdf.orgchart.weighing import Choice, Model, contributions, learned

_OTHERS = 2  # candidates told beside the chosen one
_LEAST = 0.005  # their chance


def explanations(order: Sequence[Node], ids: Sequence[str], choices: Iterable[Choice]) -> dict[str, Explanation]:
    """For each of *order*, by its id, what spoke; *choices*: those of all pages."""
    names: dict[int, str | None] = {id(node): name for node, name in zip(order, ids, strict=True)}
    weighed = {id(choice.ballot.node): choice for choice in choices}
    heads = {id(node.parent) for node in order}
    return {
        name: Explanation(
            Weighed(node.title_confidence, _strongest(title_evidence(node, heads))),
            _parents(node, weighed.get(id(node)), names),
        )
        for node, name in zip(order, ids, strict=True)
    }


def _parents(node: Node, choice: Choice | None, names: Mapping[int, str | None]) -> tuple[PossibleParent, ...]:
    """The chosen parent and the likeliest others. What a rule over pages decided later has that rule as its evidence."""
    parent = names.get(id(node.parent)) if node.parent else None
    if choice is None or _joined(choice.candidate.parent) is not node.parent:
        evidence = (Evidence(f"rule {node.how}", _log_odds(node.confidence)),) if node.how else ()
        return (PossibleParent(parent, Weighed(round(node.confidence, 2), evidence)),)
    others = [c for c in choice.ballot.candidates if c is not choice.candidate and c.chance >= _LEAST]
    others.sort(key=lambda candidate: -candidate.chance)
    known = [c for c in others if c.parent is None or id(_joined(c.parent)) in names][:_OTHERS]
    model = learned()
    return (
        PossibleParent(parent, _weighed(choice.candidate, model)),
        *(PossibleParent(names[id(_joined(c.parent))] if c.parent else None, _weighed(c, model)) for c in known),
    )


def _joined(node: Node | None) -> Node | None:
    """The unit of an earlier page that *node* is, where it is one."""
    while node is not None and node.same_as is not None:
        node = node.same_as
    return node


def _weighed(candidate: Candidate, model: Model) -> Weighed:
    return Weighed(round(candidate.chance, 3), _strongest(contributions(candidate, model)))


def _strongest(parts: Mapping[str, float]) -> tuple[Evidence, ...]:
    evidence = (Evidence(name, round(weight, 2)) for name, weight in parts.items())
    return tuple(sorted((e for e in evidence if e.weight), key=lambda e: -abs(e.weight)))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return round(math.log(chance / (1 - chance)), 2)
