"""The pages answered over HTTP at a socket, until told to stop or until nobody asks any more."""

from __future__ import annotations

import socket
import time

import uvicorn

from monitor.web.site import Site

FINISH_S = 1  # for answers under way, once told to stop
LOOK_S = 1.0  # between two looks at whether anybody asks


class PageService:
    """One server. *kept_s*: how long after the last request it ends by itself; None: never."""

    def __init__(self, site: Site, listener: socket.socket, *, kept_s: float | None = None) -> None:
        self._site = site
        self._listener = listener
        self._kept_s = kept_s
        self._asked_at = time.monotonic()
        self._answered = 0
        self._server = uvicorn.Server(
            uvicorn.Config(
                site.app(),
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=FINISH_S,
                callback_notify=None if kept_s is None else self._look,
                timeout_notify=min(LOOK_S, (kept_s or LOOK_S) / 2),  # type: ignore[arg-type]  # compared with seconds, as a float
            )
        )

    def run(self) -> None:
        """Answer until it ends; for the main thread."""
        self._site.start()
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self._site.close()

    def stop(self) -> None:
        """End soon; may be called from any thread."""
        self._server.should_exit = True

    async def _look(self) -> None:
        """End where nobody has asked for long: first nobody more is let in, a look later who came in between has been answered.

        Whoever comes after that waits in the queue of the socket for the next process.
        """
        state, now = self._server.server_state, time.monotonic()
        if state.tasks or state.total_requests != self._answered:
            self._asked_at, self._answered = now, state.total_requests
        elif any(server.is_serving() for server in self._server.servers):
            assert self._kept_s is not None
            if now - self._asked_at >= self._kept_s:
                for server in self._server.servers:
                    server.close()
        else:
            self._server.should_exit = True
