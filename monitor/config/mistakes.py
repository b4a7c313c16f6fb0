"""One mistake in a config.toml: where, which, and what its sentence needs. `words` says it, `places` finds its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from monitor.model.frozen import dataclass, field

Where: TypeAlias = tuple[str | int, ...]  # ("watch", 0, "sections", "mutualisation", "heading")

# Values that never stand in a message, wherever they come from.
SECRET_KEYS = frozenset({"password", "secret", "user", "proxy", "to", "headers", "ping"})


@dataclass(frozen=True, slots=True)
class Mistake:
    """`code` names a sentence of `words`; the value itself is looked up at `where`, as written, when the sentence is made."""

    where: Where
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def at(tree: Any, where: Where) -> Any:
    """Return what stands at *where* in a parsed TOML file; None where there is nothing."""
    for step in where:
        if not isinstance(tree, dict | list):
            return None
        try:
            tree = tree[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def is_secret(where: Where) -> bool:
    """Whether the value at *where* must never be printed."""
    return any(step in SECRET_KEYS for step in where)
