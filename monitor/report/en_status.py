"""The words of `monitor status` in English. Same keys as fr_status.py (a test holds them together)."""

from __future__ import annotations

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]

PHRASES = {
    "short_day": "{day} {month}",
    "short_day_year": "{day} {month} {year}",
    "ago": "{span} ago",
    "in": "in {span}",
    "just_now": "just now",
    "at_once": "now",
    "both": "{relative} ({absolute})",
    "for": "for {span} ({absolute})",
    "none_yet": "not made yet",
    "lost": "gone: stop monitor run, put it or a backup back, then start again",
    "all_well": "all is well",
    "in_trouble": "{troubled} in trouble",
    "title": "{pages}, {state}",
    "service": "Service",
    "running": "running {since}, process {pid}",
    "running_unsigned": "running",
    "not_running": "not running; monitor run starts it",
    "busy": "not running; “{command}” is at work (process {pid})",
    "database": "Database",
    "alerts": "Alerts",
    "alerts_none": "none pending",
    "alerts_pending": "{pending}, the oldest {since}",
    "alerts_failed": "{failed} → monitor alerts",
    "watch": "page",
    "read": "read",
    "next": "next visit",
    "never": "never",
    "paused": "paused",
    "no_next": "none",
    "overdue": "overdue by {span}: no visit at its time",
    "failing": "{what}, {failures} {since}",
    "failing_once": "{what} at the last visit",
    "changed": "version {number}, {when} — {what}",
    "changed_bare": "version {number}, {when}",
    "same": "version {number}, no change",
    "unread": "no version yet",
    "more": "And {more} without trouble: monitor status --all",
    "none": "No pages in config.toml.",
}
COUNTS = {
    "watches": ("{n} page watched", "{n} pages watched"),
    "troubled": ("{n}", "{n}"),
    "pending": ("{n} pending", "{n} pending"),
    "failed": ("{n} refused", "{n} refused"),
    "more": ("{n} other page", "{n} other pages"),
}
