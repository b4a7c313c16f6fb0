"""The process that reads large pages (monitor.confine, monitor.serving)."""

from __future__ import annotations

import pickle
from typing import Any

from monitor.extract.page import Page
from monitor.pipeline.page_wire import to_wire
from monitor.serving import serve


def main(memory: int) -> None:
    """Serve until stdin ends. *memory*: bytes of address space."""
    Page.parse("<p>", "")  # loads the parser while files may be opened
    serve(memory, _reading)


def _reading(about: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What the question in *data* finds. Asked by our own parent, so that its pickle may be believed."""
    try:
        return to_wire(pickle.loads(data).findings())
    except MemoryError:
        return {"out_of_memory": True}
    except Exception as bug:
        return {"bug": f"{type(bug).__name__}: {bug}"[:200]}
