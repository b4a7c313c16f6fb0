"""The process that reads documents and draws their pages (monitor.confine, monitor.serving).

A question has "kind" and the most "pages" allowed, and "explain" where evidence is asked for; or "page", "dpi" and "within"
for a picture.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from monitor.model import Unreadable
from monitor.pdf.library import load_library
from monitor.pdf.pdfium import Limits
from monitor.pdf.wire import DRAWS, OUT_OF_MEMORY, explained_to_wire, picture_to_wire, to_wire
from monitor.serving import serve


def main(memory: int, first: str = "") -> None:
    """Serve until stdin ends. *memory*: bytes of address space; *first*: the kind asked for first, or `DRAWS`: a picture."""
    load_library()  # while files may still be opened
    if first == DRAWS:  # as `_reading` does, but what is compiled can be written
        import monitor.documents.pictures
    else:
        import monitor.documents.read
        import monitor.pdf.read

        if first == "orgchart":
            monitor.pdf.read.chart_reader()
    serve(memory, _reading)


def _reading(about: dict[str, Any], data: bytes, page_read: Callable[[], None]) -> dict[str, Any]:
    try:
        if "page" in about:
            from monitor.documents.pictures import picture

            return picture_to_wire(picture(data, page=about["page"], dpi=about["dpi"], within=about["within"]))
        from monitor.documents.read import explained, read  # late: who waits for a picture need not wait for them (DESIGN §9)

        limits = Limits(pages=about["pages"], page_read=page_read)
        if about.get("explain"):
            return explained_to_wire(explained(data, limits=limits))
        return to_wire(read(data, kind=about["kind"], limits=limits))
    except MemoryError:
        return to_wire(Unreadable(detail=OUT_OF_MEMORY))
    except RecursionError:
        return to_wire(Unreadable(detail="nested too deeply"))
