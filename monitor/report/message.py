"""A message before it is plain text or HTML, and as it is sent. The text says everything that the HTML says. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from monitor.i18n.typography import clean, shortened
from monitor.model import Change, Message
from monitor.model.frozen import dataclass, field, replace
from monitor.report.layout import Run, Terminal
from monitor.report.lines import Mark, change_lines, shown_spans
from monitor.report.page import rendered
from monitor.report.page_pictures import AttachedPictures
from monitor.report.terminal import MARKS, MAX_LINES, change_report, more_lines
from monitor.report.words import summary

PREVIEW = 140  # characters: what inboxes show beside a subject
MAX_CHANGES = 40  # cards of one message; Gmail cuts a mail at 102 kB
_LINE = 78  # characters of a line of a mail (RFC 5322 §2.1.1): what is known stands in one where it can
# read aloud; what the other marks say is in the words of their lines
_KINDS: dict[Mark, str] = {"~": "report.kind_edited", "+": "report.kind_added", "-": "report.kind_removed"}
_OF_A_MAIL = re.compile(r' style="[^"]*"|<figure.*?</figure>', re.DOTALL)  # a picture that goes along is a mail's alone


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """Where to look: *what* it is, then its address."""

    what: str
    text: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How it is known: a sentence, and the digest it ends with, if any."""

    text: str
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before it is text or HTML."""

    subject: str
    lead: str  # one sentence: what happened
    context: str = ""  # how it begins, where that says of which page and item it is: set lighter than the news
    to: Terminal
    preview: str = ""  # what an inbox shows beside the subject; said again in the message; "": how its parts begin
    points: tuple[str, ...] = ()  # a sentence each, as a list, where one does not say it
    changes: tuple[Change, ...] = ()
    doubt_said: bool = False  # the lead says why the one change is to be checked, so that no line of it need
    pictures: Mapping[int, AttachedPictures] = field(default_factory=dict)  # by the change's place
    links: Mapping[int, str] = field(default_factory=dict)  # where a changed document is to be read, by the change's place
    pages: Mapping[int, str] = field(default_factory=dict)  # its page in the history, by the change's place
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (title or "", sentences)
    where: tuple[SourceLink, ...] = ()
    how: tuple[Provenance, ...] = ()

    def as_text(self) -> str:
        """The message for who reads no HTML."""
        to = self.to
        paragraphs = [to.put(Run(self.lead))]
        if self.points:
            paragraphs.append("\n".join(to.put(Run(point), first="  • ", rest="    ") for point in self.points))
        for n, change in enumerate(self.changes[:MAX_CHANGES]):
            seen = self.pictures.get(n)
            addresses = (("report.document_at", self.links.get(n)), ("report.where_change", self.pages.get(n)))
            lines = [
                change_report(change, to, command="", doubt_said=self.doubt_said),
                *(f"    {to.locale.text(key)}{link}" for key, link in addresses if link),
            ]
            paragraphs.append("\n".join(lines))
            if seen:  # said to who does not see them
                alts = [to.put(Run(picture.alt), first="    ", rest="      ") for picture in seen.pictures]
                heading = [to.put(Run(to.locale.text("report.pictures_attached")), first="  ")] if alts else []
                notes = [to.put(Run(note), first="  ") for note in (seen.key, *seen.notes) if note]
                paragraphs.append("\n".join([*heading, *alts, *notes]))
        paragraphs += [to.put(Run(note)) for note in self.notes()]
        for title, sentences in self.parts:
            lines = [to.note(s, first="  " if title else "", rest="  " if title else "") for s in sentences]
            paragraphs.append("\n".join([*([title] if title else []), *lines]))
        if self.where:
            # an address is never broken
            paragraphs.append("\n".join([to.locale.text("report.where"), *(f"  {p.what}{p.text}" for p in self.where)]))
        if self.how:
            wide = replace(to, width=max(to.width, _LINE))
            known = (f"  {f.text}{f.digest}" if f.digest else wide.put(Run(f.text), first="  ", rest="    ") for f in self.how)
            paragraphs.append("\n".join([to.locale.text("report.how"), *known]))
        return "\n\n".join(paragraphs) + "\n"

    def card(self, change: Change, place: int) -> dict[str, Any]:
        """A change for the template: its brackets are in already, so that no style and no hidden text is needed to read it."""
        locale = self.to.locale
        lines, said = change_lines(change, locale.language, self.to.timezone), summary(change, locale.language)
        if self.doubt_said and change.suspect:
            lines = lines[1:]  # the doubt, which `note_lines` begins with, is the lead of the message
        return {
            "item": clean(change.item),
            "label": clean(change.label or ""),
            "summary": "" if len(self.changes) == 1 and said in self.lead else said,
            "lines": [replace(line, spans=shown_spans(line, locale)) for line in lines[:MAX_LINES]],
            "link": self.links.get(place, ""),
            "page": self.pages.get(place, ""),
            "pictures": self.pictures.get(place),
            "more": more_lines(len(lines), locale),
        }

    def notes(self) -> list[str]:
        """How the marks read, where there are any, and how many changes found no room."""
        locale = self.to.locale
        left = len(self.changes) - MAX_CHANGES
        marked = any(line.mark == "~" for c in self.changes for line in change_lines(c, locale.language, self.to.timezone))
        return [
            *([locale.text("report.more_changes", more=locale.text("report.count.more_changes", n=left))] if left > 0 else []),
            *([locale.text("report.legend")] if marked else []),
        ]


def message(draft: Draft, payload: Mapping[str, Any]) -> Message:
    """*draft* as it is sent: text, a whole HTML page, and the HTML of the message alone for who has a page of his own."""
    draft = replace(
        draft, preview=draft.preview or shortened(" ".join(s.partition("\n")[0] for _, said in draft.parts for s in said), PREVIEW)
    )
    locale, text = draft.to.locale, draft.as_text()
    cards = [draft.card(change, n) for n, change in enumerate(draft.changes[:MAX_CHANGES])]
    kinds = {mark: locale.text(key) for mark, key in _KINDS.items()}
    html = rendered("mail.html.j2", draft=draft, locale=locale, changes=cards, notes=draft.notes(), marks=MARKS, kinds=kinds)
    start, end = html.index("<h1"), html.rindex("</div>\n</body>")
    return Message(
        subject=draft.subject,
        text=text,
        html=html,
        fragment=_OF_A_MAIL.sub("", html[start:end]).strip(),
        pictures=tuple(p for n, shown in draft.pictures.items() if n < MAX_CHANGES for p in shown.pictures),
        link=next((place.link for place in draft.where if place.link), None),
        payload={**payload, "language": draft.to.language, "subject": draft.subject, "text": text},
    )


def about_all(at: str, name: str, facts: object) -> dict[str, Any]:
    """The payload of a message about the whole watch: the keys that every message has, then the one that says what it is."""
    return {"watch": None, "checked_at": at, "snapshot": None, name: facts}
