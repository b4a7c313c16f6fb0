"""HTML of the pages from their templates; every value is escaped. Pure but for reading our own files."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.model import Language
from monitor.web.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

STATIC = Path(__file__).with_name("static")
_FOLDERS = (Path(__file__).parents[1] / "pages", Path(__file__).parents[2] / "docs")  # as installed; in a checkout
_OTHER_LANGUAGE = re.compile(r"^\*\[.*?\]\(people(?:\.fr)?\.md\)\*$", re.M)
_OURS = re.compile(r"\[[^\]]+\]\((\w+)(?:\.fr)?\.md\)")  # other documents, which are not served
_TITLE = re.compile(r"^# (.+)$", re.M)


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


@cache
def rights(language: Language) -> tuple[str, str]:
    """The page for people who are named, as the documents have it (docs/people.md): its title, and its HTML without it."""
    from markdown_it import MarkdownIt  # the one page that needs it

    name = "people.fr.md" if language == "fr" else "people.md"
    text = next(folder / name for folder in _FOLDERS if (folder / name).is_file()).read_text("utf-8")
    title = _TITLE.search(text)
    assert title is not None
    body = _OURS.sub(r"`monitor docs \1`", _OTHER_LANGUAGE.sub("", text.replace(title[0], "", 1)))
    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return title[1], html
