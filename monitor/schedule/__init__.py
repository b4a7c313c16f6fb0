"""When a watch is due (DESIGN §6, 4.4). Pure: what is known of the past and the time come in.

`cron` reckons the times of a schedule; `visits` adds what else decides: first visit, a spread, failures, a server that wants peace.
"""

from monitor.schedule.visits import NextVisit, Why, due, longest_interval, next_run, next_visit, rests, upcoming

__all__ = ["NextVisit", "Why", "due", "longest_interval", "next_run", "next_visit", "rests", "upcoming"]
