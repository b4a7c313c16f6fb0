"""The page for people who are named, as the documents have it (docs/people.md): what they can ask for, what the keeper answers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from monitor.model import Language

_FOLDERS = (Path(__file__).parents[1] / "pages", Path(__file__).parents[2] / "docs")  # as installed; in a checkout
_OTHER_LANGUAGE = re.compile(r"^\*\[.*?\]\(people(?:\.fr)?\.md\)\*$", re.M)
_OURS = re.compile(r"\[[^\]]+\]\((\w+)(?:\.fr)?\.md\)")  # other documents, which are not served
_TITLE = re.compile(r"^# (.+)$", re.M)


@cache
def rights(language: Language) -> tuple[str, str]:
    """Its title, and its HTML without it."""
    from markdown_it import MarkdownIt  # the one page that needs it

    name = "people.fr.md" if language == "fr" else "people.md"
    text = next(folder / name for folder in _FOLDERS if (folder / name).is_file()).read_text("utf-8")
    title = _TITLE.search(text)
    assert title is not None
    body = _OURS.sub(r"`monitor docs \1`", _OTHER_LANGUAGE.sub("", text.replace(title[0], "", 1)))
    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return title[1], html
