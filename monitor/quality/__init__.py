"""Is this the page, or a « page introuvable », a captcha, a maintenance notice? (DESIGN 3.13-3.15). Pure."""

from monitor.quality.answer import is_closed
from monitor.quality.verdict import Verdict, is_there, judge, leans_on_last_page

__all__ = ["Verdict", "is_closed", "is_there", "judge", "leans_on_last_page"]
