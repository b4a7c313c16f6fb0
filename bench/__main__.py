"""`make bench`: speed, memory and room beside what people use, as ratios in one run. `make bench ONLY=growth` runs one part.

`make bench-quick` does less of everything. The figures of each part’s last run are kept in build/bench/figures.json, from which
docs/make_performance.py makes the tables and the picture of docs/performance.md.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import charts, country, growth, history, passes, service, storage, words
from bench.figures import FILE, machine, summary
from bench.peers import Missing

BENCHES: dict[str, Callable[..., Any]] = {
    "passes": passes.run,
    "storage": storage.run,
    "words": words.run,
    "growth": growth.run,
    "country": country.run,
    "history": history.run,
    "charts": charts.run,
    "service": service.run,
}
LEFT_OUT = ("charts", "service")  # of a quick run


def main(arguments: list[str]) -> int:
    quick = "--quick" in arguments
    names = [name for name in arguments if name != "--quick"]
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {', '.join(unknown)}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    figures: dict[str, Any] = {}
    missing = False
    for name in names or [name for name in BENCHES if not (quick and name in LEFT_OUT)]:
        print(f"\n{name}", flush=True)
        start = time.monotonic()
        try:
            with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
                before = machine()
                figures[name] = {"figures": BENCHES[name](Path(folder), quick=quick), "before": before, "after": machine()}
        except Missing as program:
            print(f"bench: {program}", file=sys.stderr)
            missing = True
        print(f"({time.monotonic() - start:.0f} s)", flush=True)
    print(f"\n{summary(figures)}")
    if not quick and not os.environ.get("N"):
        kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
        FILE.parent.mkdir(parents=True, exist_ok=True)
        FILE.write_text(json.dumps({**kept, **figures}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"kept in {FILE}, of which docs/make_performance.py makes docs/performance.md")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
