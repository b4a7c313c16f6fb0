"""HTML of the pages from their templates; every value is escaped. Pure but for reading our own files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.web.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

STATIC = Path(__file__).with_name("static")


def page(template: str, words: Words, **values: Any) -> str:
    """The page of that template in the visitor's language; the frame of all wants `robots`, `contact`, `path` and `here`."""
    return _environment().get_template(template).render(w=words, say=words.say, style=style(), **values)


@cache
def style(name: str = "style") -> str:
    """The name of a style sheet: another one whenever it is another one, so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / f"{name}.css").read_bytes()).hexdigest()[:10]
    return f"{name}-{digest}.css"


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context

    @pass_context
    def shown(context: Context, value: Any) -> Any:
        """What a page writes of *value*: names are withheld where the page's `withheld` says so; our own addresses hold none."""
        withheld = context.get("withheld")
        return withheld.text(value) if withheld and type(value) is str and not value.startswith("/") else value

    return Environment(
        loader=ChoiceLoader([PackageLoader("monitor.web"), PackageLoader("monitor.report")]),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
