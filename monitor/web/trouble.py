"""What readers must know before they trust a page of the history: what is unreadable, gone, or not visited in time (3.26)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from monitor.model.frozen import dataclass, replace
from monitor.observe.standing import Standing
from monitor.report.failures import failure_title
from monitor.report.status import Status
from monitor.web.context import Seen

_LINES = 3  # of pages; what is more is folded into one


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTrouble:
    """One sentence, and the page it names; both "" where it names none."""

    text: str
    page: str = ""
    url: str = ""


def unattended(seen: Seen, status: Status, last: datetime | None) -> str:
    """That nothing visits the pages at their times, *last* the newest visit of all; "" where something does, or none was.

    It is said whatever else is in trouble: without a service none of that is ever mended.
    """
    if last is None or status.lost or status.attended or not any(one.watched for one in status.standings):
        return ""
    return seen.words.phrase(
        "trouble_never_attended" if status.ended is None else "trouble_unattended", last=seen.words.moment(last)
    )


def all_trouble(seen: Seen, status: Status) -> Iterator[PageTrouble]:
    """A line for each page that is not well, and one for many that are late."""
    words = seen.words
    late = [one.overdue for one in status.standings if one.watched and one.overdue is not None and not one.failures]
    for one in status.standings:
        if one.troubled:
            yield from trouble_of(seen, one, late=len(late) <= _LINES)
    if len(late) > _LINES:
        most = words.span(max(late))
        yield PageTrouble(text=words.phrase("trouble_late", pages=words.count("late", len(late)), span=most))


def trouble_of(seen: Seen, one: Standing, *, late: bool = True, own: bool = False) -> Iterator[PageTrouble]:
    """The lines of one page; *late*: also that it was not visited at its time; *own*: for its own page, below its title."""
    words = seen.words
    page, url = seen.title(one.watch), words.to("watch", one.watch)
    whole, within = (words.phrase("trouble_here"), words.phrase("trouble_within")) if own else (page, page)
    for open_ in one.failures:
        failure = open_.failure
        values = {"page": within, "since": words.day(open_.since), "why": failure_title(failure, words.language)}
        if failure.item is None:
            yield PageTrouble(url=url, page=page, text=words.phrase("trouble_page", **{**values, "page": whole}))
            continue
        which = failure.facts.get("documents", ())
        item = words.locale.quoted(seen.item(one.watch, failure.item, which[0] if len(which) == 1 else None))
        key = "trouble_never" if failure.facts.get("never") else "trouble_item"
        why = failure_title(replace(failure, item=None), words.language)
        yield PageTrouble(url=url, page=page, text=words.phrase(key, **{**values, "item": item, "why": why}))
    for gone in one.gone:
        key = "trouble_gone" if gone.seen_at else "trouble_gone_bare"
        since = words.day(gone.seen_at) if gone.seen_at else ""
        item = words.locale.quoted(seen.item(one.watch, gone.item))
        yield PageTrouble(url=url, page=page, text=words.phrase(key, page=within, item=item, since=since))
    if late and one.overdue is not None and not one.failures:
        yield PageTrouble(url=url, page=page, text=words.phrase("trouble_overdue", page=whole, span=words.span(one.overdue)))


def resting(seen: Seen, name: str, one: Standing | None) -> str:
    """Why no visit comes to a page at its hour, in a sentence; "" where one does: nobody is to wait for news of it (3.26)."""
    words = seen.words
    if seen.watch(name) is None:
        return words.phrase("left")
    if one is None or one.watched:
        return ""
    if not one.enabled or one.paused_until is None:
        return words.phrase("rests_off")
    if one.paused_until is True:
        return words.phrase("rests")
    return words.phrase("rests_until", day=words.day(datetime.combine(one.paused_until, time(12), ZoneInfo(words.timezone))))


def in_one_line(seen: Seen, told: Sequence[PageTrouble]) -> str:
    """One line for many: how many pages, and the first of them by name; "" where each has a line of its own."""
    words, pages = seen.words, list(dict.fromkeys(one.page for one in told if one.page))
    if len(told) <= _LINES:
        return ""
    quoted = [words.locale.quoted(page) for page in pages[:2]]
    more = [words.count("other_pages", len(pages) - 2)] if len(pages) > 2 else []
    return words.phrase("troubles", pages=words.locale.listed([*quoted, *more]))
