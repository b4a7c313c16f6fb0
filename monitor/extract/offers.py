"""What of a page one would watch, each as the keys of config.toml that find it, with what to show of it beforehand (4.5). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from monitor.extract.elements.labels import chart_word
from monitor.extract.elements.tree import classes_of
from monitor.extract.links.documents import found_on
from monitor.extract.outline import (
    Outline,
    OutlineDocument,
    OutlineHeading,
    beginning,
    outline,
    plain_words,
    says_something,
    words_of,
)
from monitor.extract.page import Page
from monitor.extract.sections.by_css import selected
from monitor.extract.sections.finding import find_section
from monitor.model import EMBED, SectionRecipe
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key, visible

LEAST = 8  # words: less is no text that somebody would watch
MOST_CHARTS = 3  # documents that may turn out to be the page's chart where none is called so
_NEARLY = 0.9  # of the words below the banner: a heading of the text that holds as many is the page's own
_WHOLE = 0.8  # of the words of the main content: a heading that holds as many holds the page
_ANYWHERE = "main, [role=main], body:not(:has(main, [role=main]))"
_STABLE = re.compile(r"[a-zA-Z][a-zA-Z_-]*")  # an id or a class without numbers: those are drawn anew with every build


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to watch. `keys`: those of its table in config.toml. `proposed`: it is taken where nobody chooses."""

    kind: Literal["main", "section", "document"]
    called: str  # what its name is made of
    title: str  # the heading, the document's label; "" of a main text without a heading
    keys: dict[str, str]
    words: int = 0  # of a text
    begins: str = ""  # the first words of a text
    count: int = 1  # documents that it finds
    format: str | None = None
    size_text: str | None = None
    url: str | None = None
    proposed: bool = False
    may_be_chart: bool = False  # a document to be looked into: it is called an org chart, or stands where one is spoken of


@dataclass(frozen=True, slots=True)
class Offers:
    """All that a page offers: the main text first, then texts and documents in page order."""

    url: str
    title: str  # the page's, else that of its main text; "" where it has neither
    offers: tuple[Offer, ...]


def offers(page: Page) -> Offers:
    """Return what *page* offers: all of its main text, each section of it, each document."""
    found = outline(page)
    main = _main(page, found)
    texts = list[Offer]()  # each section of its own: what only holds others, or is the main text, is not offered twice
    for heading in found.headings:
        whole = main is not None and key(heading.text) == key(main.title) and main.keys.keys() == {"heading"}
        outer = heading.not_offered == "outer" and heading.level == 1
        if heading.not_offered not in ("empty", "document", "same") and heading.words >= 1 and not whole and not outer:
            texts.append(Offer("section", heading.text, heading.text, _keys(heading), heading.words, heading.begins))
    # Those that are called org charts may be some, else the few of a page, whatever they are called
    # Of a service nothing is asked (3.30), and a picture holds no words to be read as one
    called = {d.name for d in found.documents if _is_called_chart(d) and d.format != EMBED and d.kind != "file"}
    files = [d for d in found.documents if d.url and d.kind == "text"]
    may_be_charts = called or ({d.name for d in files} if len(files) <= MOST_CHARTS else set())
    documents = [
        Offer(
            "document",
            plain_words(document.link),
            document.label,
            {"link": document.link, "kind": document.kind},
            count=document.count,
            format=document.format,
            size_text=document.size_text,
            url=document.url,
            proposed=_is_called_chart(document),
            may_be_chart=document.name in may_be_charts,
        )
        for document in found.documents
    ]
    if main is None and not any(d.proposed for d in documents):  # then the documents are what the page is for
        documents = [replace(d, proposed=n < MOST_CHARTS) for n, d in enumerate(documents)]
    title = found.title or (main.title if main else "") or next((h.text for h in found.headings), "")
    return Offers(found.url, title, (*((main,) if main else ()), *texts, *documents))


# ------------------------------------------------------------------------------------------------------------------------- texts


def _main(page: Page, found: Outline) -> Offer | None:
    """All of the main text: by the heading that holds it, else by its box; None where there is hardly any."""
    whole = page.blocks_of(page.main)
    top = _top(page, found)
    first = whole[0].line if whole and whole[0].kind == "heading" else ""
    body = whole[1:] if first else whole
    words = words_of(body)
    labels = {key(words) for d in found.documents for words in (d.label, d.link)}
    if not any(says_something(b.line, labels) for b in body):
        return None  # it only says which documents there are
    if top is not None and top.words >= LEAST and top.words >= _WHOLE * words:
        return Offer("main", top.text, top.text, _keys(top), top.words, top.begins, proposed=True)
    if words < LEAST:
        return None
    el = page.main
    # A selector that finds it alone and says as little as it can of how the page is built
    ways = [el.name] if el.name in ("main", "article") else []
    ways += ["[role=main]"] if el.get("role") == "main" else []
    ways += [f"#{name}"] if isinstance(name := el.get("id"), str) and _STABLE.fullmatch(name) else []
    ways += [f"{el.name}.{c}" for c in classes_of(el) if _STABLE.fullmatch(c)]
    ways += [el.name] if el.name == "body" else []
    keys = {"css": next((way for way in ways if [id(e) for e in selected(page, [way])] == [id(el)]), _ANYWHERE)}
    if first and any(key(h.text) == key(first) and h.unique for h in found.headings):
        keys["heading"] = visible(first)
    if first and found.title and any(b.kind == "heading" and b.depth <= whole[0].depth for b in body):
        keys["title"] = visible(found.title)  # its first heading is one of several, and says nothing of the others
    title = first or (top.text if top else "")
    begins = beginning(body, labels)
    return Offer("main", title or "texte", title, keys, words, begins, proposed=True)


def _top(page: Page, found: Outline) -> OutlineHeading | None:
    """The h1 that holds most, else the first heading of the main content; also where the h1 is the banner's, the site's name."""
    top = max((h for h in found.headings if h.level == 1), key=lambda h: h.words, default=None)
    same = [box for box, text in page.headings if top is not None and key(text) == key(top.text) and box.level == 1]
    for around in ([a.el for a in page.layout.ancestors(box)] for box in same):
        in_header = any(el.name == "header" or el.get("role") == "banner" for el in around)
        if in_header and not any(el.name in ("main", "article", "section") for el in around):
            break  # it stands in the header of the whole page, not in that of an article (HTML-AAM, role banner)
    else:
        if top is not None:
            return top
    inside = {key(text) for box, text in page.headings if page.main_box.order <= box.order <= page.main_box.last}
    first = next((h for h in found.headings if key(h.text) in inside and h is not top), None)
    return top if top is not None and (first is None or first.words < _NEARLY * top.words) else first


def _keys(heading: OutlineHeading) -> dict[str, str]:
    return {"heading": visible(heading.text), **({"kind": "orgchart"} if heading.kind == "orgchart" else {})}


# --------------------------------------------------------------------------------------------------------------------- documents


def _is_called_chart(document: OutlineDocument) -> bool:
    """Whether it is called an org chart, whatever its form: one is written in a text, drawn on a sheet or a picture as well."""
    return document.kind == "orgchart" or chart_word(f"{document.label} {document.link} {document.url or ''}") is not None


# ------------------------------------------------------------------------------------------------------------------ named by hand


def unlike_files(page: Page, wanted: Callable[[str], object]) -> tuple[tuple[str, str], ...]:
    """(text, address) of each link in the text of which nothing says that it leads to a file (3.7), and whose text is *wanted*."""
    found = found_on(page)
    plain = (c for c in found.candidates if c.url and not c.proof and not found.looks_like_file(c))
    told = [(visible(c.el.get_text(" ")), c.url) for c in plain if c.el.name == "a" and c.url]
    return tuple(dict.fromkeys(one for one in told if one[0] and one[1].startswith(("http://", "https://")) and wanted(one[0])))


def named_text(page: Page, text: str) -> str | None:
    """The heading that a person means by *text*, as the page has it: that very one, else the only one that holds its words."""
    headings = {key(said): said for box, said in page.headings if not page.is_hidden(box.el)}
    if key(text) in headings or find_section(page, SectionRecipe(item="", heading=text), None) is not None:
        return headings.get(key(text), text)
    holding = [said for folded, said in headings.items() if key(text) and f" {key(text)} " in f" {folded} "]
    return holding[0] if len(holding) == 1 else None
