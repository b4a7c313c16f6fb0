"""`make bench`: speed and memory against floors measured in the same run. `make bench ONLY=charts` runs one of them."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import charts, check, country, growth, passes, service, storage

BENCHES: dict[str, Callable[[Path], None]] = {
    "check": check.run,
    "passes": passes.run,
    "charts": charts.run,
    "service": service.run,
    "storage": storage.run,
    "growth": growth.run,
    "country": country.run,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {', '.join(unknown)}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    for name in names or BENCHES:
        with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
            BENCHES[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
