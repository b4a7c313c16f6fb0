"""A page at a glance: one digest of all that reading it looks at; where that is the same, it need not be read (DESIGN §9). Pure.

Two pages of one digest give the same sections, links and verdict. The digest is of the parsed page, whole, but for what no reading
looks at: comments, scripts, metas, tokens made anew for each visitor. Of a page without watched documents, the figures in text and
addresses outside of the watched text do not count either, as long as they are as long: counters, clocks, numbers of news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from urllib.parse import unquote

from monitor.model import EXTRACTOR, DocumentLink, Recipe, Section
from monitor.normalize import storable

if TYPE_CHECKING:
    from lxml.etree import _Element

_VERSION = 1  # of what counts here
# HTML § 13.1.2: these have no content. The parser does not know it and would put what follows them into them, where none looks.
_VOID = re.compile(r"<(?:embed|source|track|wbr)\b[^<>]*(?<!/)(?=>)", re.I)
_XML_DECLARATION = re.compile(r"\A(?:[\s\ufeff]*<\?xml[^>]*(?:>|\Z))+")  # several, or one that never ends: bs4 warns of them
# Of these no reading looks at what they say, and no plain selector counts them.
_MUTE = "//comment() | //script | //link[not(contains(@rel, 'canonical'))] | //meta[not(@property) and not(@http-equiv)]"
_TOKENS = "//@nonce | //@integrity"
_FIELDS = "//input[@type='hidden']/@value"  # of a form that asks for a document they are part of its address
_NAMES = "(//@class | //@id | //@for | //@name | //@aria-controls | //@aria-labelledby | //@aria-describedby)[string-length() > 15]"
# Texts with figures whose words may be asked for: what leads somewhere, what is or may be a heading.
_EXACT = " or ".join(
    f"ancestor::{name}"
    for name in (
        *("a", "button", "label", "summary", "title", "caption", "th", "dt", "style", "*[@role]"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_FIGURES = f"//text()[translate(., '0123456789', '') != .][not({_EXACT})]"
_ADDRESSES = "(//a/@href | //img/@src | //source/@src)[translate(., '0123456789', '') != .][not(contains(., '#'))]"
_CARRYING = re.compile(r".{8}.*http", re.S)  # an address within another: of how many links it is the same counts
_HEX = re.compile(r"(?<![0-9a-zA-Z])(?=[a-f]*\d)[0-9a-f]{16,}(?![0-9a-zA-Z])")
_DIGITS = re.compile(r"\d+", re.ASCII)
_YEAR, _DIGIT = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII), re.compile(r"\d", re.ASCII)
_OF_ATTRIBUTES = ("[", ":", "~", "+")  # selectors that may ask for what is left out here


def as_parsed(text: str) -> str:
    """*text*, already decoded, as the parser is given it."""
    return _VOID.sub(r"\g<0> /", _XML_DECLARATION.sub("", storable(text)))


def glance(text: str, url: str, recipe: Recipe, sections: Iterable[Section], links: Iterable[DocumentLink]) -> str | None:
    """The digest of the page *text* from *url* as *recipe* reads it; *sections* and *links*: what it finds there.

    None where a page cannot be taken in at a glance.
    """
    found = tuple(sections)
    if not _is_plain(recipe):
        return None
    tree = _parsed(as_parsed(text))
    if tree is None:
        return None
    from lxml import etree

    _without_tokens(tree)
    if recipe.documents:  # where a link to a file leads, hidden fields, other attributes in their order and any figure may tell
        said = etree.tostring(tree, encoding="utf-8", with_tail=False)
    else:
        for value in _found(_FIELDS, tree):
            value.getparent().attrib["value"] = ""
        if not any(_DIGIT.search(section.heading or "") for section in recipe.sections):  # else figures tell which it is
            _without_figures(tree, found, addresses=not _DIGIT.search(url))
        try:
            said = etree.tostring(tree, method="c14n")  # attributes in one order
        except etree.LxmlError:  # names that XML has not
            return None
    about = (_VERSION, EXTRACTOR, recipe.hash, url, found, tuple(links))
    return sha256(repr(about).encode() + said).hexdigest()


def _is_plain(recipe: Recipe) -> bool:
    """Whether no attribute that is left out decides what *recipe* finds, and no other reader has a say in it."""
    if any(section.kind == "orgchart" for section in recipe.sections):
        return False
    selectors = [end.css for s in recipe.sections for end in (s.start, s.end) if end]
    selectors += [css for s in recipe.sections for css in (*s.css, *s.exclude)]
    selectors += [css for d in recipe.documents for css in d.css]
    return not any(_HEX.search(selector) or any(mark in selector for mark in _OF_ATTRIBUTES) for selector in selectors)


def _parsed(html: str) -> _Element | None:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        return etree.fromstring(html.encode(), parser)
    except etree.LxmlError:  # an empty page
        return None


def _without_tokens(tree: _Element) -> None:
    names: dict[str, str] = {}  # what is made anew with every page, in the order in which it first comes

    def named(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"\ue003{len(names)}")

    for el in _found(_MUTE, tree):
        _silence(el)
    for value in _found(_TOKENS, tree):
        value.getparent().attrib[value.attrname] = ""
    for value in _found(_NAMES, tree):
        if _HEX.search(value):
            value.getparent().attrib[value.attrname] = _HEX.sub(named, value)


def _silence(el: _Element) -> None:
    """Take *el* out; between two texts it stays without its words, for it parts them."""
    parent, before, after = el.getparent(), el.getprevious(), el.tail or ""
    if parent is None:
        return
    text = (parent.text if before is None else before.tail) or ""
    if text and after:
        el.text = ""
        if isinstance(el.tag, str):
            el.attrib.clear()
        return
    parent.remove(el)
    if before is None:
        parent.text = text + after
    else:
        before.tail = text + after


def _without_figures(tree: _Element, sections: Sequence[Section], *, addresses: bool) -> None:
    """Mask the figures that are none of *sections*' own; those of *addresses* too."""
    said = [words for s in sections for words in (s.heading or "", s.text, *s.ignored)]
    said += [str(block.facts()) for s in sections for block in s.blocks]
    watched = " ".join(_DIGITS.findall(unquote(normalize("NFKC", " ".join(said)))))

    def may_be_watched(text: str) -> bool:
        return all(run in watched for run in _DIGITS.findall(unquote(text)))

    for text in _found(_FIGURES, tree):
        if not may_be_watched(text):
            el, masked = text.getparent(), _masked(text)
            if text.is_tail:
                el.tail = masked
            else:
                el.text = masked
    for address in _found(_ADDRESSES, tree) if addresses else ():
        if not may_be_watched(address) and not _CARRYING.match(address):
            address.getparent().attrib[address.attrname] = _masked(address)


def _masked(text: str) -> str:
    return _DIGIT.sub("\ue001", _YEAR.sub("\ue002" * 4, text))


def _found(path: str, tree: _Element) -> list[Any]:
    found: list[Any] = _compiled(path)(tree)
    return found


@lru_cache(maxsize=8)
def _compiled(path: str) -> Any:
    from lxml import etree

    return etree.XPath(path)
