"""`make soak`: every trial of this folder, one after the other; `python -m soak year` runs one. Status 1 where one failed."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import soak


def main(names: list[str]) -> int:
    """Run the trials named, or all; each has a `main()` that prints and returns whether all was well."""
    all_names = [module.name for module in pkgutil.iter_modules(soak.__path__) if not module.name.startswith("_")]
    if unknown := [name for name in names if name not in all_names]:
        print(f"no trial {', '.join(unknown)}; there are: {', '.join(all_names)}", file=sys.stderr)
        return 2
    well = True
    for name in names or all_names:
        print(f"— {name}", flush=True)
        well = importlib.import_module(f"soak.{name}").main() and well
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
