"""The door to the processes that read foreign files and large pages: readers crash, loop and swell, and must do so elsewhere."""

from monitor.confine.reader import Confined

__all__ = ["Confined"]
