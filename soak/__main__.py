"""`make soak`: every trial of this folder, one after the other; `python -m soak year` runs one. Status 1 where one failed."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import soak
from soak import Summary


def main(names: list[str]) -> int:
    """Run the trials named, or all, each of which has a `main()` that prints and returns a Summary; print one for them all."""
    all_names = [module.name for module in pkgutil.iter_modules(soak.__path__) if not module.name.startswith("_")]
    if unknown := [name for name in names if name not in all_names]:
        print(f"no trial {', '.join(unknown)}; there are: {', '.join(all_names)}", file=sys.stderr)
        return 2
    told: dict[str, Summary] = {}
    for name in names or all_names:
        print(f"— {name}", flush=True)
        told[name] = importlib.import_module(f"soak.{name}").main()
        for sentence in told[name].wrong:
            print(f"WRONG: {sentence}", flush=True)
    print(summary(told))
    return 1 if any(one.wrong or one.lost or one.torn or one.shown for one in told.values()) else 0


def summary(told: dict[str, Summary]) -> str:
    """One line for all trials: what was tried, and what must be nought."""
    total = {
        key: sum(getattr(one, key) for one in told.values()) for key in ("kills", "lost", "torn", "repeated", "damages", "shown")
    }
    return (
        f"runs: {len(told)}, kills: {total['kills']}, lost: {total['lost']}, torn: {total['torn']},"
        f" repeated with the same key: {total['repeated']}, damages: {total['damages']}, shown as true: {total['shown']}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
