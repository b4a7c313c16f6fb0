"""An outline as a part of config.toml, to be pasted: what can be told of each item stands above it in a comment. Pure."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from monitor.extract.outline import Names, Outline, OutlineDocument, OutlineHeading
from monitor.i18n.locale import Locale, locale_of
from monitor.model import EMBED, Language
from monitor.normalize import publisher

_WIDTH = 80  # columns of a terminal


def as_toml(found: Outline, language: Language = "en") -> str:
    """*found* as one watch with every heading and document.

    What is nothing to watch beside the rest, as a heading that only holds others, is a comment as a whole.
    """
    name = Names().of(found.title.split(" - ")[0].split(" | ")[0] or "page")
    title = _comment(found.title)
    lines = [*title, "[[watch]]", f'name = "{name}"', f"url = {_quoted(found.url)}", 'schedule = "0 7 * * *"']
    for heading in found.headings:
        lines += ["", *_heading(heading, locale_of(language))]
    for document in found.documents:
        lines += ["", *_document(document, locale_of(language))]
    return "\n".join(lines) + "\n"


def _heading(heading: OutlineHeading, locale: Locale) -> Iterator[str]:
    facts = [f"h{heading.level}", locale.text("outline.words", n=heading.words)]
    if heading.count > 1:
        facts.append(locale.text("outline.alike", n=heading.count))
    if heading.not_offered:
        facts.append(locale.text(f"outline.why.{heading.not_offered}"))
    if heading.not_offered == "outer" and heading.own_words:
        facts.append(locale.text("outline.own_words", words=locale.text("outline.words", n=heading.own_words)))
    yield from _comment(", ".join(facts))
    if heading.left_out and not heading.not_offered:
        parts = ", ".join(locale.text(f"outline.left_out.{kind}", n=number) for kind, number in heading.left_out.items())
        yield from _comment(locale.text("outline.not_included", parts=parts))
    mark = "# " if heading.not_offered else ""
    yield f"{mark}[watch.sections.{heading.name}]"
    yield f"{mark}heading = {_quoted(heading.text)}"
    if heading.kind == "orgchart":
        yield f'{mark}kind = "orgchart"'


def _document(document: OutlineDocument, locale: Locale) -> Iterator[str]:
    form = publisher(document.url or "") if document.format == EMBED else document.format
    facts = [" ".join(f.split()) for f in dict.fromkeys((document.label, form, document.size_text)) if f]
    if document.count > 1:
        yield from _comment(locale.text("outline.documents", n=document.count))
    if document.url is None:
        facts.append(locale.text("outline.no_address"))
    yield from _comment(", ".join(facts))
    if document.url is not None:
        yield f"# {document.url}"
    yield f"[watch.documents.{document.name}]"
    yield f"link = {_quoted(document.link)}"
    yield f'kind = "{document.kind}"'


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False)


def _quoted(text: str) -> str:
    """*text* as a basic string of TOML: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\\x7f", "\\\\u007F")
