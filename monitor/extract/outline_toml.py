"""An outline as a part of config.toml, to be pasted: what can be told of each item stands above it in a comment. Pure."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from monitor.extract.left_out import Kind
from monitor.extract.outline import Names, Outline, OutlineDocument, OutlineHeading, Reason
from monitor.model import Language

_WIDTH = 80  # columns of a terminal

_WHY: dict[Reason, tuple[str, str]] = {
    "outer": ("contient les sections suivantes", "holds the sections below"),
    "empty": ("sans texte", "no text"),
    "document": ("seulement le document, plus bas", "only the document, below"),
    "same": ("même texte qu’une autre", "the same text as another"),
}
_LEFT_OUT: dict[Kind, tuple[str, str, str, str]] = {
    "furniture": ("{} mot de menu ou de partage", "{} mots de menus ou de partage", "{} word of menus", "{} words of menus"),
    "hidden": ("{} mot caché", "{} mots cachés", "{} hidden word", "{} hidden words"),
    "fields": ("{} champ à remplir", "{} champs à remplir", "{} field to fill in", "{} fields to fill in"),
    "media": ("{} son ou film", "{} sons ou films", "{} sound or film", "{} sounds or films"),
}  # fmt: skip


def as_toml(found: Outline, language: Language = "en") -> str:
    """*found* as one watch with every heading and document.

    What is nothing to watch beside the rest, as a heading that only holds others, is a comment as a whole.
    """
    name = Names().of(found.title.split(" - ")[0].split(" | ")[0] or "page")
    title = _comment(found.title)
    lines = [*title, "[[watch]]", f'name = "{name}"', f"url = {_quoted(found.url)}", 'schedule = "0 7 * * *"']
    for heading in found.headings:
        lines += ["", *_heading(heading, language)]
    for document in found.documents:
        lines += ["", *_document(document, language)]
    return "\n".join(lines) + "\n"


def _heading(heading: OutlineHeading, language: Language) -> Iterator[str]:
    french = language == "fr"
    facts = [f"h{heading.level}", _number(heading.words, "mot" if french else "word", language)]
    if heading.count > 1:
        facts.append(f"{heading.count} titres identiques" if french else f"{heading.count} headings that read the same")
    if heading.not_offered:
        facts.append(_WHY[heading.not_offered][not french])
    if heading.not_offered == "outer" and heading.own_words:
        own = _number(heading.own_words, "mot" if french else "word", language)
        facts.append(f"et {own} avant elles" if french else f"and {own} before them")
    yield from _comment(", ".join(facts))
    if heading.left_out and not heading.not_offered:
        yield from _comment(("non compris : " if french else "left out: ") + ", ".join(_left_out(heading.left_out, language)))
    mark = "# " if heading.not_offered else ""
    yield f"{mark}[watch.sections.{heading.name}]"
    yield f"{mark}heading = {_quoted(heading.text)}"


def _left_out(left_out: dict[Kind, int], language: Language) -> Iterator[str]:
    for kind, number in left_out.items():
        one, many, en_one, en_many = _LEFT_OUT[kind]
        several, single = (many, one) if language == "fr" else (en_many, en_one)
        yield (single if number == 1 else several).format(number)


def _number(number: int, noun: str, language: Language) -> str:
    return f"{number} {noun}{'s' if (number > 1 if language == 'fr' else number != 1) else ''}"


def _document(document: OutlineDocument, language: Language) -> Iterator[str]:
    french = language == "fr"
    facts = [" ".join(f.split()) for f in (document.label, document.format, document.size_text) if f]
    if document.count > 1:
        yield from _comment(f"{document.count} documents ; le premier :" if french else f"{document.count} documents; the first:")
    if document.url is None:
        facts.append("pas d’adresse sur la page" if french else "no address on the page")
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
