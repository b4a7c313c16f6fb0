"""Which number an edit has in the list of statements, and so on the pictures of pages. Pure."""

from __future__ import annotations

from monitor.model import Change
from monitor.report.chart_statements import statements


def numbers_of(change: Change) -> dict[int, int]:
    """Return the number of the statement that tells of each edit of *change*, by the edit's place; in any language the same.

    What has no place on a page (the title, the text of a link) has no number.
    """
    return {edit: told.number for told in statements(change, "fr") if told.number is not None for edit in told.edits}
