"""How long a server asks to be left alone (RFC 9110 §10.2.3). Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LONGEST = timedelta(days=31)  # whatever it asks: a page is never given up because of one wrong header


def retry_at(value: str | None, now: datetime) -> datetime | None:
    """Return the time that a Retry-After header names: seconds from *now* or an HTTP date, at most `LONGEST` away.

    None where there is no header or no sense in it. A date that has passed is *now*.
    """
    if value is None:
        return None
    asked = _seconds(value.strip(), now) or _date(value.strip())
    return None if asked is None else min(max(asked, now), now + LONGEST)


def _seconds(value: str, now: datetime) -> datetime | None:
    if not (value.isascii() and value.isdigit()):
        return None
    return now + min(timedelta(seconds=int(value[:12])), LONGEST)


def _date(value: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
