"""What there is to watch on a page, in the form in which it goes into config.toml (`monitor outline`). Pure."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from monitor.extract.documents import all_documents
from monitor.extract.page import Page
from monitor.extract.sections import find_section
from monitor.model import DocumentLink, Language, SectionRecipe
from monitor.normalize import key

LONGEST_NAME = 40
_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_DATED_TAIL = re.compile(
    rf"[\s\-–—,:;(\[]+(?:(?:au|du|de|en|dated?|as\s+of|version|mise?\s+à\s+jour(?:\s+le)?)\s+)*"
    rf"(?:\d{{1,2}}(?:er)?[\s/.-]+)?(?:(?:{_MONTHS})\s+|\d{{1,2}}[/.-])?(?:19|20)\d\d\b.*$",
    re.I,
)
_WEB = re.compile(r"^\s*https?://[^\s/]", re.I)
_CHART = re.compile(r"organigram|org(?:ani[sz]ation(?:al)?)?[ -]?chart", re.I)


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading that a section can be found by. `words`: how many stand below it; `unique`: no other heading reads the same."""

    name: str  # as a key of config.toml
    level: int
    text: str
    words: int
    unique: bool


@dataclass(frozen=True, slots=True)
class OutlineDocument:
    """A link to a file. `link` is what to look for: the label without its date, which changes with every new version."""

    name: str
    link: str
    label: str
    format: str | None
    size_text: str | None
    url: str | None
    kind: str  # of DocumentRecipe: "orgchart", "text" or "file"


@dataclass(frozen=True, slots=True)
class Outline:
    """All that can be watched on one page, in page order."""

    url: str
    title: str
    headings: tuple[OutlineHeading, ...]
    documents: tuple[OutlineDocument, ...]


def outline(page: Page) -> Outline:
    """Return what can be watched on *page*."""
    names = _Names()  # sections and documents share one space of names
    return Outline(page.url, page.title, tuple(_headings(page, names)), tuple(_documents(page, names)))


def _headings(page: Page, names: _Names) -> Iterator[OutlineHeading]:
    boxes = [b for b in page.layout.boxes if b.level is not None and not page.is_furniture(b.el) and not page.is_hidden(b.el)]
    texts = [page.text_of(b.el) for b in boxes]
    often = Counter(key(t) for t in texts)
    for box, text in zip(boxes, texts, strict=True):
        if text and box.level:
            yield OutlineHeading(names.of(text), box.level, text, _words_below(page, text), often[key(text)] == 1)


def _words_below(page: Page, heading: str) -> int:
    """The words of the section that a watch with this heading would have."""
    found = find_section(page, SectionRecipe(item="", heading=heading), None)
    return len(re.findall(r"\w+", found.section.text)) if found else 0


def _documents(page: Page, names: _Names) -> Iterator[OutlineDocument]:
    for found in all_documents(page):
        link = _lasting(found.label)
        yield OutlineDocument(names.of(link), link, found.label, found.format, found.size_text, found.url, _kind(found))


def _lasting(label: str) -> str:
    """*label* without the date it ends with, where enough of it is left to be told by."""
    lasting = _DATED_TAIL.sub("", label).strip()
    return lasting if len(key(lasting)) >= 5 else label


def _kind(link: DocumentLink) -> str:
    if _CHART.search(f"{link.label} {link.url or ''}"):
        return "orgchart"
    return "text" if "PDF" in (link.format or "") or (link.url or "").lower().split("?")[0].endswith(".pdf") else "file"


class _Names:
    """Gives each item a name of its own: « Mutualisation des services » is "mutualisation-des-services"."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of(self, text: str) -> str:
        """A short name for *text*, a bare key of TOML, not given before."""
        words = re.sub(r"[^a-z0-9]+", "-", key(text)).strip("-")
        name = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME + 1].rsplit("-", 1)[0][:LONGEST_NAME]
        name = name or "section"
        self._given[name] += 1
        return name if self._given[name] == 1 else self.of(f"{name}-{self._given[name]}")


def own_address(page: Page) -> str | None:
    """The http(s) address that *page* gives itself, as a saved copy of it still does (RFC 6596; og:url); None: it gives none."""
    for tag, key_, value, where in (("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content")):
        found = page.soup.find(tag, attrs={key_: value, where: _WEB})
        if found:
            return str(found[where]).strip()
    return None


def as_json(found: Outline) -> dict[str, Any]:
    """*found* for `--json`: {"url", "title", "headings": […], "documents": […]}."""
    return asdict(found)


def as_toml(found: Outline, language: Language = "en") -> str:
    """*found* as a part of config.toml to paste: one watch with every heading and document, what can be told of each in a comment.

    A heading with nothing below it, or one that stands there twice, is a comment as a whole.
    """
    name = _Names().of(found.title.split(" - ")[0].split(" | ")[0] or "page")
    lines = [f"# {found.title}".rstrip(), "[[watch]]", f'name = "{name}"', f"url = {_quoted(found.url)}", 'schedule = "0 7 * * *"']
    for heading in found.headings:
        lines += ["", *_heading_lines(heading, language)]
    for document in found.documents:
        lines += ["", *_document_lines(document, language)]
    return "\n".join(lines) + "\n"


def _heading_lines(heading: OutlineHeading, language: Language) -> list[str]:
    remark = f"# h{heading.level}, {_counted(heading.words, language)}"
    lines = [f"[watch.sections.{heading.name}]", f"heading = {_quoted(heading.text)}"]
    if heading.words and heading.unique:
        return [remark, *lines]
    twice = "" if heading.unique else ", plusieurs fois sur la page" if language == "fr" else ", more than once on the page"
    return [f"{remark}{twice}", *(f"# {line}" for line in lines)]


def _counted(words: int, language: Language) -> str:
    if language == "fr":
        return f"{words} mot{'s' if words > 1 else ''}"
    return f"{words} word{'s' if words != 1 else ''}"


def _document_lines(document: OutlineDocument, language: Language) -> list[str]:
    hidden = "pas d’adresse sur la page" if language == "fr" else "no address on the page"
    facts = [document.label, document.format, document.size_text, document.url or hidden]
    return [
        "# " + ", ".join(" ".join(f.split()) for f in facts if f),
        f"[watch.documents.{document.name}]",
        f"link = {_quoted(document.link)}",
        f'kind = "{document.kind}"',
    ]


def _quoted(text: str) -> str:
    """*text* as a basic string of TOML: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)
