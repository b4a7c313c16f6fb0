"""What a cold check pays before its first request (DESIGN §9: importing httpx imports its command line)."""

from __future__ import annotations

import subprocess
import sys


def _modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_room_loads_no_library_before_it_asks() -> None:
    assert not {"httpx", "httpcore", "protego", "charset_normalizer", "click"} & _modules_after(
        "import monitor.fetch, monitor.fetch.charset"
    )


def test_a_visit_loads_httpcore_and_not_the_client_above_it() -> None:
    """DESIGN §9: httpx costs as much as all the rest of a visit, its command line (click, rich, pygments) included."""
    code = """
import monitor.fetch.wire as wire
from datetime import datetime, timedelta, timezone
from monitor.fetch.errors import FetchError
from monitor.model import Visiting
now = lambda: datetime.now(timezone.utc)
try:
    wire.Wire(now=now).exchange("http://127.0.0.1:1/", (), visiting=Visiting(), deadline=now() + timedelta(seconds=5), max_bytes=9)
except FetchError:
    pass
"""
    loaded = _modules_after(f"exec({code!r})")
    assert "httpcore" in loaded
    assert not {"click", "rich", "pygments", "httpx"} & loaded
