"""Sending in this process, as `check` and `alerts send` do it."""

from __future__ import annotations

from datetime import timedelta

from monitor.alerts.sending import send_rows
from monitor.model import Delivery
from monitor.wiring import working
from tests.pipeline.house import House, html

SMTP = """
[smtp]
host = "{host}"
port = {port}
security = "{security}"
from = "Veille de Valmont <veille@valmont.example>"
{more}
"""
ALERT = '\n[[alert]]\nto = "{to}"\n{more}\n'
EDIT = ("efficacité", "efficience")


def mail(
    port: int, to: str = "redaction@valmont.example", *, user: str = "", host: str = "127.0.0.1", security: str = "none"
) -> str:
    more = f'user = "{user}"\npassword = "secret"' if user else ""
    smtp = SMTP.format(host=host, port=port, security=security, more=more)
    return smtp + ALERT.format(to=f"mailto:{to}", more="")


def alert(to: str, more: str = "") -> str:
    return ALERT.format(to=to, more=more)


def changed(house: House, after: str, *swaps: tuple[str, str]) -> None:
    """Configure the channels, see the page, and see it changed: one alert a channel is pending."""
    house.configure(after=after)
    house.check()
    house.site.pages["/"] = html(None, *(swaps or (EDIT,)))
    assert house.outcome() == "changed"


def sent(house: House, *, everything: bool = True) -> list[Delivery]:
    """Send all that is pending, or only what is due; what each channel said."""
    config = house.config
    with working(config, wait=timedelta(0), clock=house.now) as (_, store):
        rows = store.outbox.pending() if everything else store.outbox.due(house.now())
        return [verdict for _, verdict in send_rows(rows, store, config, clock=house.now)]


def states(house: House) -> list[tuple[str, int, str | None]]:
    """State, attempts and error of every alert, oldest first."""
    with house.store() as store:
        return [(row.state, row.attempts, row.error) for row in reversed(store.outbox.recent(100))]
