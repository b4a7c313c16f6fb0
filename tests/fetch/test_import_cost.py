"""What a cold check pays before its first request (DESIGN §9; MEASURED: importing httpx imports its command line)."""

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


def test_httpx_comes_without_its_command_line_and_leaves_it_to_others() -> None:
    loaded = _modules_after("from monitor.fetch.sockets import load_httpx; load_httpx()")
    assert "httpx" in loaded
    assert not {"click", "rich", "pygments", "httpx._main"} & loaded
    assert "click" in _modules_after("from monitor.fetch.sockets import load_httpx; load_httpx(); import httpx._main")
