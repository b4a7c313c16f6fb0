"""Whether a page that nobody watches yet is one to watch (DESIGN 4.5, 3.13, 3.14). Pure."""

from __future__ import annotations

from urllib.parse import urlsplit

from monitor.extract.page import Page
from monitor.model import Failure, FailureKind, Fetched
from monitor.quality.addresses import is_login, is_maintenance, is_not_found, is_wall, moved
from monitor.quality.answer import unusable
from monitor.quality.evidence import PageEvidence
from monitor.quality.why import tells_its_kind, why_not


def is_there(page: Page, fetched: Fetched, *, text: str, decode_problem: str | None, asked: str, offers: int) -> Failure | None:
    """Why *page*, asked for at *asked*, is none to watch: an error, a notice, a wall, the site's front page; None: it is the page.

    By its own words and where it stands, as nothing is known of it. One that offers nothing is asked as one that lost its items.
    """
    if failure := unusable(fetched, text, decode_problem):
        return failure
    if fetched.cut:
        return Failure(kind="truncated", detail=fetched.cut)
    evidence = PageEvidence(page, text, asked, None)
    if failure := tells_its_kind(evidence) or _elsewhere(asked, page.url):
        return failure
    return None if offers else why_not(evidence, gone=1, found=0) or Failure(kind="empty", detail=evidence.quoted)


def _elsewhere(asked: str, final: str) -> Failure | None:
    """A redirect to a place for those whose page is not there; to any other, it is the page under another address."""
    if not moved(asked, final):
        return None
    front = urlsplit(final).path in ("", "/") and not urlsplit(final).query
    places: list[tuple[bool, FailureKind]] = [
        (is_not_found(final), "soft_404"),
        (is_maintenance(final), "maintenance"),
        (is_wall(final), "bot_wall"),
        (is_login(final), "login_redirect"),
        (front and urlsplit(asked).path not in ("", "/"), "redirected"),
    ]
    return next((Failure(kind=kind, detail=final) for is_so, kind in places if is_so), None)
