"""What each rule says of who hangs under whom: kept whether or not it decided, since what is weighed later is all of it."""

from __future__ import annotations

from typing import NamedTuple

from monitor.pdf.orgchart.nodes import Node

LAYOUT = 0.4  # how sure is what only the arrangement suggests
CLEAR, DOUBTFUL = 0.95, 0.6


class Vote(NamedTuple):
    """One rule (`Node.how`: "line", "stack" …) speaks for one parent. `strength`: its own figure, 0 to 1, no probability."""

    parent: Node
    rule: str
    strength: float


class Votes:
    """The votes for the parents of a page's nodes, in the order in which the rules spoke."""

    def __init__(self) -> None:
        self._of: dict[int, list[Vote]] = {}

    def of(self, node: Node) -> list[Vote]:
        """What was said of the parent of *node*."""
        return self._of.get(id(node), [])

    def cast(self, node: Node, parent: Node, rule: str, strength: float) -> None:
        """Note that *rule* speaks for *parent*; the parent that the node has stays."""
        if parent is not node:
            self._of.setdefault(id(node), []).append(Vote(parent, rule, strength))

    def hang(self, node: Node, parent: Node, rule: str, strength: float) -> bool:
        """Note it and hang *node* there; False where that would close a ring."""
        self.cast(node, parent, rule, strength)
        return node.hang(parent, rule, strength)
