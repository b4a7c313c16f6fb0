"""A letter: what an alert says, before it is plain text or HTML. The text says everything that the HTML says. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from monitor.i18n.typography import clean, shortened
from monitor.model import Change, Message
from monitor.model.frozen import dataclass, field
from monitor.report.layout import Run
from monitor.report.lines import Mark, change_lines, shown_spans
from monitor.report.page import rendered
from monitor.report.page_pictures import LetterPictures
from monitor.report.terminal import MARKS, MAX_LINES, Terminal, change_report, more_lines
from monitor.report.words import summary

PREVIEW = 140  # characters: what inboxes show beside a subject
MAX_CHANGES = 40  # cards of one letter; Gmail cuts a mail at 102 kB
# read aloud; what the other marks say is in the words of their lines
_KINDS: dict[Mark, str] = {"~": "report.kind_edited", "+": "report.kind_added", "-": "report.kind_removed"}
_OF_A_MAIL = re.compile(r' style="[^"]*"|<figure.*?</figure>', re.DOTALL)  # a picture that goes along is a mail's alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to look: *what* it is, then its address."""

    what: str
    text: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """How it is known: a sentence, and the digest it ends with, if any."""

    text: str
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An alert before it is text or HTML."""

    subject: str
    lead: str  # one sentence: what happened
    to: Terminal
    preview: str = ""  # what an inbox shows beside the subject; said again in the letter; "": how its parts begin
    points: tuple[str, ...] = ()  # a sentence each, as a list, where one does not say it
    changes: tuple[Change, ...] = ()
    pictures: Mapping[int, LetterPictures] = field(default_factory=dict)  # by the change's place
    links: Mapping[int, str] = field(default_factory=dict)  # where a changed document is to be read, by the change's place
    pages: Mapping[int, str] = field(default_factory=dict)  # its page in the history, by the change's place
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (title or "", sentences)
    where: tuple[Place, ...] = ()
    how: tuple[Fact, ...] = ()


def message(letter: Letter, payload: Mapping[str, Any]) -> Message:
    """*letter* as it is sent: text, a whole HTML page, and the HTML of the letter alone for who has a page of his own."""
    letter = replace(letter, preview=letter.preview or shortened(" ".join(s for _, said in letter.parts for s in said), PREVIEW))
    text, html = _text(letter), _html(letter)
    start, end = html.index("<h1"), html.rindex("</div>\n</body>")
    return Message(
        subject=letter.subject,
        text=text,
        html=html,
        fragment=_OF_A_MAIL.sub("", html[start:end]).strip(),
        pictures=tuple(p for n, shown in letter.pictures.items() if n < MAX_CHANGES for p in shown.pictures),
        link=next((place.link for place in letter.where if place.link), None),
        payload={**payload, "language": letter.to.language, "subject": letter.subject, "text": text},
    )


def about_all(at: str, name: str, facts: object) -> dict[str, Any]:
    """The payload of a message about the whole watch: the keys that every message has, then the one that says what it is."""
    return {"watch": None, "checked_at": at, "snapshot": None, name: facts}


def _text(letter: Letter) -> str:
    to = letter.to
    paragraphs = [to.put(Run(letter.lead))]
    if letter.points:
        paragraphs.append("\n".join(to.put(Run(point), first="  • ", rest="    ") for point in letter.points))
    for n, change in enumerate(letter.changes[:MAX_CHANGES]):
        seen = letter.pictures.get(n)
        addresses = (("report.document_at", letter.links.get(n)), ("report.where_change", letter.pages.get(n)))
        told = [change_report(change, to, command=""), *(f"    {to.locale.text(key)}{link}" for key, link in addresses if link)]
        paragraphs += ["\n".join(told), *([_seen(seen, to)] if seen else [])]
    paragraphs += [to.put(Run(note)) for note in _notes(letter)]
    for title, sentences in letter.parts:
        lines = [to.put(Run(s), first="  " if title else "") for s in sentences]
        paragraphs.append("\n".join([*([title] if title else []), *lines]))
    if letter.where:
        paragraphs.append(
            "\n".join([to.locale.text("report.where"), *(f"  {p.what}{p.text}" for p in letter.where)])
        )  # never broken
    if letter.how:
        paragraphs.append("\n".join([to.locale.text("report.how"), *(f"  {f.text}{f.digest}" for f in letter.how)]))
    return "\n\n".join(paragraphs) + "\n"


def _seen(pictures: LetterPictures, to: Terminal) -> str:
    """What the pictures show, for who does not see them."""
    alts = [to.put(Run(picture.alt), first="    ", rest="      ") for picture in pictures.pictures]
    heading = [to.put(Run(to.locale.text("report.pictures_attached")), first="  ")] if alts else []
    notes = [to.put(Run(note), first="  ") for note in (*([pictures.key] if pictures.key else []), *pictures.notes)]
    return "\n".join([*heading, *alts, *notes])


def _html(letter: Letter) -> str:
    locale = letter.to.locale
    shown = [_card(change, letter, n) for n, change in enumerate(letter.changes[:MAX_CHANGES])]
    kinds = {mark: locale.text(key) for mark, key in _KINDS.items()}
    return rendered("mail.html.j2", letter=letter, locale=locale, changes=shown, notes=_notes(letter), marks=MARKS, kinds=kinds)


def _card(change: Change, letter: Letter, place: int) -> dict[str, Any]:
    """A change for the template: its brackets are in already, so that no style and no hidden text is needed to read it."""
    locale = letter.to.locale
    lines, said = change_lines(change, locale.language), summary(change, locale.language)
    return {
        "item": clean(change.item),
        "label": clean(change.label or ""),
        "summary": "" if len(letter.changes) == 1 and said in letter.lead else said,
        "lines": [replace(line, spans=shown_spans(line, locale)) for line in lines[:MAX_LINES]],
        "link": letter.links.get(place, ""),
        "page": letter.pages.get(place, ""),
        "pictures": letter.pictures.get(place),
        "more": more_lines(len(lines), locale),
    }


def _notes(letter: Letter) -> list[str]:
    """How the marks read, where there are any, and how many changes found no room."""
    locale = letter.to.locale
    left = len(letter.changes) - MAX_CHANGES
    marked = any(line.mark == "~" for c in letter.changes for line in change_lines(c, locale.language))
    return [
        *([locale.text("report.more_changes", more=locale.text("report.count.more_changes", n=left))] if left > 0 else []),
        *([locale.text("report.legend")] if marked else []),
    ]
