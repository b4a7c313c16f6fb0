"""`python -m monitor.service.page_worker`: answers at a socket that `service.pages` listens on, until nobody asks any more.

It inherits the configuration and the socket, reads the database only, and holds no lock. It ends some minutes after the last
request, when its standard input is closed, or when told; nothing for people to call.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import sys
import threading

from monitor.service.pages import PageOptions
from monitor.service.workers import end_in_time, shared_config
from monitor.terminal.hiding import hide
from monitor.terminal.logs import FORM, set_up
from monitor.web.serving import PageService
from monitor.web.site import Site


def main() -> None:
    """Answer, and exit with 0."""
    set_up(logging.WARNING, "json" if os.environ.get(FORM) == "json" else "lines")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # uvicorn ends by either, and then sends it to us once more
    parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
    parser.add_argument("--config-fd", type=int, required=True)
    parser.add_argument("--listen-fd", type=int, required=True)
    parser.add_argument("--kept", type=float, required=True)
    parser.add_argument("--host", default=PageOptions().host)
    parser.add_argument("--port", type=int)  # the socket has it
    parser.add_argument("--root-path", default="")
    parser.add_argument("--name", dest="names", action="append", default=[])
    parser.add_argument("--index", action="store_true")
    parser.add_argument("--without-names", action="store_true")
    arguments = parser.parse_args()
    pages = PageOptions(
        host=arguments.host,
        prefix=arguments.root_path,
        names=tuple(arguments.names),
        index=arguments.index,
        without_names=arguments.without_names,
    )
    config = shared_config(arguments.config_fd)
    os.close(arguments.config_fd)
    hide(config)
    site = Site(lambda: config, prefix=pages.prefix, names=pages.known_as, index=pages.index, without_names=pages.without_names)
    service = PageService(site, socket.socket(fileno=arguments.listen_fd), kept_s=arguments.kept)

    def until_asked_to_stop() -> None:
        sys.stdin.read()  # its end is the word to stop; what then still hangs is left
        end_in_time()
        service.stop()

    threading.Thread(target=until_asked_to_stop, daemon=True).start()
    service.run()
    os._exit(0)  # a picture that is being drawn for somebody who has gone does not keep us


if __name__ == "__main__":
    main()
