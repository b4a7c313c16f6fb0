"""The order of the steps, nothing else (DESIGN §2): visits are read, decided, written; alerts are claimed, worded, sent.

Whatever touches the world is handed in (`doors`).
"""

from monitor.pipeline.batch import check
from monitor.pipeline.doors import Doors, PdfReader, Web
from monitor.pipeline.lanes import deliver_due

__all__ = ["Doors", "PdfReader", "Web", "check", "deliver_due"]
