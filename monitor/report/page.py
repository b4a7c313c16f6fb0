"""HTML from the package's templates, page text always escaped. Pure but for reading our own template files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from monitor.expressions import expression
from monitor.i18n.typography import NO_BREAK, clean, held

if TYPE_CHECKING:
    from jinja2 import Environment

_NUMBER = expression(r"\b(\d+) (?=[^\W\d])")  # a number stays on a line with what it counts


def rendered(template: str, **values: Any) -> str:
    """The template of that name filled with *values*; every value is escaped, an unknown name is an error."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # late: a check of an unchanged page needs no HTML

    made = Environment(
        loader=PackageLoader("monitor.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["held"] = held
    made.filters["glued"] = lambda text: _NUMBER.sub("\\1" + NO_BREAK, text)
    return made


def web_address(url: str | None) -> str | None:
    """*url* where it may become a link (http and https only; a `${NAME}` in it leads nowhere), else None."""
    return clean(url) if url and urlsplit(url).scheme in ("http", "https") and "${" not in url else None
