"""A page at a glance: one digest of all that reading it looks at; where that is the same, it need not be read (DESIGN §9). Pure.

Two pages of one digest give the same sections, links and verdict. The digest is of the parsed page, but for what no reading looks
at: comments, scripts, metas, tokens made anew for each visitor. Where all that is watched stands alone
(`extract.independent_regions`), of only those regions and the little around them that has a say. Else of the whole page; without
watched documents, the figures in text and addresses outside of the watched text do not count, as long as they are as long:
counters, clocks, numbers of news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from monitor.extract.lists import any_of
from monitor.model import EXTRACTOR, DocumentLink, Recipe, Section, SectionRecipe
from monitor.model.frozen import replace
from monitor.normalize import PARTED, key, storable

if TYPE_CHECKING:
    from lxml.etree import _Element

_VERSION = 6  # of what counts here
_ALONE = "alone "  # begins the digests of regions
# HTML § 13.1.2: these have no content. The parser does not know it and would put what follows them into them, where none looks.
# Told by its first letter, `<embed`, `<source`, `<track` or `<wbr`, in whatever case, is found in a third of the time.
_VOID = re.compile(
    r"<[eEsSſtTwW](?:(?<=[eE])(?i:mbed)|(?<=[sSſ])(?i:ource)|(?<=[tT])(?i:rack)|(?<=[wW])(?i:br))\b[^<>]*(?<!/)(?=>)"
)
_VOID_IN_SOURCE = re.compile(
    rb"<[eEsStTwW](?:(?<=[eE])(?i:mbed)|(?<=[sS])(?i:ource)|(?<=[tT])(?i:rack)|(?<=[wW])(?i:br))\b[^<>]*(?<!/)(?=>)"
)
# Most pages have none, nor a declaration; of those that may, more must be asked.
_MAY_HAVE_VOID = re.compile(rb"<(?:[eEsStTwW](?:(?i:mbed)|(?i:ource)|(?i:rack)|(?i:br))|\xc5\xbf|\?xml)")
# Where a letter, or what may be one, stands beside such a name, or « ſ » in it, its bytes do not tell.
_NEAR_VOID = re.compile(rb"<(?:[eEsStTwW](?:(?i:mbed)|(?i:ource)|(?i:rack)|(?i:br))[\x80-\xff]|\xc5\xbf)")
_XML_DECLARATION = re.compile(r"\A(?:[\s\ufeff]*<\?xml[^>]*(?:>|\Z))+")  # several, or one that never ends: bs4 warns of them
# Of these no reading looks at what they say, and no plain selector counts them.
_MUTE = ("script", "link", "meta")  # and comments; but for links that are canonical, and metas that name what they say
_TOKENS = ".//@nonce | .//@integrity"
_FIELDS = ".//input[@type='hidden']/@value"  # of a form that asks for a document they are part of its address
_NAMED = ("class", "id", "for", "name", "aria-controls", "aria-labelledby", "aria-describedby")
_NAMES = ".//@*[string-length() > 15][{}]".format(" or ".join(f"name() = '{name}'" for name in _NAMED))
# In these, or in what has a role, a figure is of words that may be asked for: what leads somewhere, what is or may be a heading.
_EXACT = frozenset(["a", "button", "label", "summary", "title", "caption", "th", "dt", "style", *(f"h{n}" for n in range(1, 7))])
_TEXTS = ".//text()[not(parent::style)]"  # which have figures is found out faster here than by XPath's `translate`
TITLE = "(//h1 | //@role[. = 'heading']/parent::*)[last()]"  # a quarter of the time of asking each element
_ABOVE = "preceding::text()[not(parent::style or parent::script)]"
MOST_BELOW = 29  # texts
_ADDRESSES = "(.//a/@href | .//img/@src | .//source/@src)[translate(., '0123456789', '') != .][not(contains(., '#'))]"
_CARRYING = re.compile(r".{8}.*http", re.S)  # an address within another: of how many links it is the same counts
_HEX = re.compile(r"(?<![0-9a-zA-Z])(?=[a-f]*\d)[0-9a-f]{16,}(?![0-9a-zA-Z])")
_DIGITS = re.compile(r"[0-9][0-9]*")  # re looks for what begins with a set four times as fast as for a repetition
_CODE = frozenset(["style", "script"])
_YEAR, _DIGIT = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII), re.compile(r"[0-9]")
_OF_ATTRIBUTES = ("[", ":", "~", "+")  # selectors that may ask for what is left out here


class Marks(NamedTuple):
    """What a tree is asked for more than once as it is seen for the first time (`marks_of`)."""

    titles: list[_Element]  # the last title, where there is one
    regions: list[list[_Element]]  # what the selectors of each section pick out


def as_parsed(text: str) -> str:
    """*text*, already decoded, as the parser is given it."""
    return _with_voids_closed(storable(text))


def _with_voids_closed(text: str) -> str:
    return _VOID.sub(r"\g<0> /", _XML_DECLARATION.sub("", text))


def glance(
    tree: _Element,
    url: str,
    recipe: Recipe,
    sections: Iterable[Section],
    links: Iterable[DocumentLink],
    *,
    alone: bool,
    around: str | None = None,
    marks: Marks | None = None,
) -> str | None:
    """The digest of the page *tree* from *url* as *recipe* reads it; *sections* and *links*: what it finds there.

    *tree* loses what does not count. *alone*: of the watched regions only, for they stand alone; what is found there is not in it,
    so it may be kept only as long as what was found is the last revision's. *around*: what `noticed` says of the tree, *marks*:
    what `marks_of` does, if they were asked. None where a page cannot be taken in at a glance.
    """
    if not is_plain(recipe):
        return None
    if alone:
        regional = _digest(sha256(about(recipe, url, alone=True)), _regions(tree, recipe, around, marks))
        return None if regional is None else _ALONE + regional
    found = tuple(sections)
    known = sha256(about(recipe, url, alone=False))
    said = list[str]()  # all that sections and links say, with a NUL between, which no text has
    for section in found:
        said.append(repr(replace(section, blocks=())))
        said += (f"{block.kind}\0{block.text}\0{block.facts() or ''}" for block in section.blocks)
    known.update("\0".join((*said, repr(tuple(links)))).encode("utf-8", "surrogatepass"))
    return _digest(known, _page(tree, url, recipe, found))


def about(recipe: Recipe, url: str, *, alone: bool) -> bytes:
    """What a digest is of besides a page: another one is another digest."""
    return repr((_VERSION, EXTRACTOR, recipe.hash, url, alone)).encode()


def _digest(of: Any, further: Iterable[bytes]) -> str | None:
    try:
        for said in further:
            of.update(said)
    except (_etree().LxmlError, ValueError):  # names or characters that XML has not
        return None
    return str(of.hexdigest())


@cache
def about_page() -> re.Pattern[str]:
    """What a sentence on the page itself begins with, of ` words` as `normalize.key` has them: « cette page », “this guidance”."""
    return re.compile(rf" {any_of('notice', 'this')} (?:\w+ )?{any_of('notice', 'page')}\b")


@cache
def given_up() -> re.Pattern[str]:
    """What stands in one, of such words, on a page that is not to be leant on any more: « page archivée », “content withdrawn”."""
    page, state = any_of("notice", "page"), any_of("notice", "given_up")
    return re.compile(rf" {page} (?:\w+ ){{0,4}}?{state}\b")


def is_of_regions(digest: str) -> bool:
    """Whether *digest*, which `glance` gave, is of the watched regions only."""
    return digest.startswith(_ALONE)


def _regions(tree: _Element, recipe: Recipe, around: str | None, marks: Marks | None) -> Iterator[bytes]:
    """What the watched regions hold, and what around them has a say."""
    yield repr(frame(tree)).encode()
    if around := noticed(tree) if around is None else around:
        yield around.encode()
    for place, section in enumerate(recipe.sections):
        yield b"\0section"
        for region in (regions(tree, section) or ()) if marks is None else marks.regions[place]:
            yield b"\0" + repr(setting(region, tree)).encode()
            _without_tokens(region)
            for value in found_by(_FIELDS, region):
                value.getparent().attrib["value"] = ""
            yield _etree().tostring(region, method="c14n", with_tail=False)


def _page(tree: _Element, url: str, recipe: Recipe, found: Sequence[Section]) -> Iterator[bytes]:
    """The whole page, with what follows its « </html> »."""
    masked = not any(_DIGIT.search(section.heading or "") for section in recipe.sections)  # else figures tell which it is
    masked = masked and not found_by("//template[@shadowrootmode]", tree)  # what stands in a slot may be a heading's, far away
    for root in found_by("/*", tree):
        _without_tokens(root)
        if recipe.documents:  # where a link to a file leads, hidden fields, attributes in their order and any figure may tell
            yield _etree().tostring(root, encoding="utf-8", with_tail=False)
            continue
        for value in found_by(_FIELDS, root):
            value.getparent().attrib["value"] = ""
        if masked:
            _without_figures(root, found, addresses=not _DIGIT.search(url))
        yield _etree().tostring(root, method="c14n", with_tail=False)  # attributes in one order


def is_plain(recipe: Recipe) -> bool:
    """Whether no attribute that is left out decides what *recipe* finds, and no other reader has a say in it."""
    if any(section.kind == "orgchart" for section in recipe.sections):
        return False
    selectors = [end.css for s in recipe.sections for end in (s.start, s.end) if end]
    selectors += [css for s in recipe.sections for css in (*s.css, *s.exclude)]
    selectors += [css for d in recipe.documents for css in d.css]
    return not any(_HEX.search(selector) or any(mark in selector for mark in _OF_ATTRIBUTES) for selector in selectors)


def parsed(text: str) -> _Element | None:
    """The tree of *text*; None for an empty page, and for one that the parser does not take in whole, as reading does."""
    try:
        sent = _with_voids_closed(text.replace("\0", "")).encode()  # `as_parsed`, encoded once
    except UnicodeEncodeError:
        sent = as_parsed(text).encode()
    return _tree(sent)


def parsed_source(source: bytes) -> _Element | None:
    """The same of *source*, UTF-8, without decoding it where letters beyond ASCII have no say in which tags it has."""
    plain = source.replace(b"\0", b"")
    if not _MAY_HAVE_VOID.search(plain):
        return _tree(plain)
    if b"<?xml" in plain or _NEAR_VOID.search(plain):
        return parsed(plain.decode())
    return _tree(_VOID_IN_SOURCE.sub(rb"\g<0> /", plain))


def _tree(sent: bytes) -> _Element | None:
    parser = _etree().HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        tree: _Element | None = _etree().fromstring(sent, parser)
    except _etree().LxmlError:
        return None
    last = parser.error_log.last_error  # elements within each other beyond a limit end it
    return None if last is not None and last.level == _etree().ErrorLevels.FATAL else tree


def _without_tokens(tree: _Element) -> None:
    names: dict[str, str] = {}  # what is made anew with every page, in the order in which it first comes

    def named(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"\ue003{len(names)}")

    for el in [el for el in tree.iter(_etree().Comment, *_MUTE) if el is not tree]:
        tells = el.tag == "meta" and (el.get("property") is not None or el.get("http-equiv") is not None)
        parent, before, after = el.getparent(), el.getprevious(), el.tail or ""
        if parent is None or tells or (el.tag == "link" and "canonical" in el.get("rel", "")):
            continue
        text = (parent.text if before is None else before.tail) or ""
        if text and after:  # between two texts it stays without its words, for it parts them
            el.text = ""
            if isinstance(el.tag, str):
                el.attrib.clear()
            continue
        parent.remove(el)
        if before is None:
            parent.text = text + after
        else:
            before.tail = text + after
    for value in found_by(_TOKENS, tree):
        value.getparent().attrib[value.attrname] = ""
    for value in found_by(_NAMES, tree):
        if _HEX.search(value):
            value.getparent().attrib[value.attrname] = _HEX.sub(named, value)


def _without_figures(tree: _Element, sections: Sequence[Section], *, addresses: bool) -> None:
    """Mask the figures that are none of *sections*' own; those of *addresses* too."""
    said = [words for s in sections for words in (s.heading or "", s.text, *s.ignored)]
    said += [str(facts) for s in sections for block in s.blocks if (facts := block.facts())]
    watched = " ".join(_DIGITS.findall(unquote(normalize("NFKC", " ".join(said)))))

    def may_be_watched(text: str) -> bool:
        return all(run in watched for run in _DIGITS.findall(unquote(text)))

    for text in found_by(_TEXTS, tree):
        if not _DIGIT.search(text) or may_be_watched(text):
            continue
        el = text.getparent()
        around = el.iterancestors() if text.is_tail else (el, *el.iterancestors())
        if any(one.tag in _EXACT or one.get("role") is not None for one in around):
            continue  # it may be asked for by its words
        if text.is_tail:
            el.tail = _masked(text)
        else:
            el.text = _masked(text)
    for address in found_by(_ADDRESSES, tree) if addresses else ():
        if not may_be_watched(address) and not _CARRYING.match(address):
            address.getparent().attrib[address.attrname] = _masked(address)


def _masked(text: str) -> str:
    return _DIGIT.sub("\ue001", _YEAR.sub("\ue002" * 4, text))


@cache  # the statement takes 3 µs each time
def _etree() -> Any:
    from lxml import etree

    return etree


# ----------------------------------------------------------------------------------------------------------------------- regions

_NAME = r"[a-zA-Z_][\w-]*"
_COMPOUND = rf"(?:[a-zA-Z][a-zA-Z0-9]*)?(?:#{_NAME})?(?:\.{_NAME})*"
_PLAIN = re.compile(rf"\s*{_COMPOUND}(?:(?:\s*>\s*|\s+){_COMPOUND})*\s*", re.ASCII)
_STEP = re.compile(rf"(\s*>\s*|\s+|\A)(?=[\w#.])([a-zA-Z][a-zA-Z0-9]*)?(#{_NAME})?((?:\.{_NAME})*)", re.ASCII)
_SPACES = "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_LISTED = f"concat(' ', translate(normalize-space(@class), '{_SPACES}', '{' ' * len(_SPACES)}'), ' ')"  # the classes as words


def found_by(path: str, tree: _Element, *, plain: bool = False) -> list[Any]:
    """What the XPath *path* finds in *tree*; *plain*: texts need not know where they stand, which takes half of the time."""
    found: list[Any] = _compiled(path, not plain)(tree)
    return found


@lru_cache(maxsize=64)
def _compiled(path: str, smart: bool) -> Any:
    from lxml import etree

    return etree.XPath(path, smart_strings=smart)


@lru_cache(maxsize=64)
def paths(selector: str) -> Sequence[str] | None:
    """XPaths that pick out what *selector* does, or more; None where it asks for more than tags, ids, classes and ancestors."""
    found = []
    for one in selector.split(","):
        if not one.strip() or not _PLAIN.fullmatch(one):
            return None
        path = ""
        for step in _STEP.finditer(one.strip()):
            around, tag, name, classes = step.groups()
            if name and not around and not tag:
                path += f"//@id[. = '{name[1:]}']/parent::*"  # a fifth of the time of asking each element
            else:
                path += f"{'/' if '>' in around else '//'}{(tag or '*').lower()}" + (f"[@id='{name[1:]}']" if name else "")
            for class_ in filter(None, classes.split(".")):
                # few elements have the letters anywhere, so that of few the words are told apart
                path += f"[contains(@class, '{class_}')][contains({_LISTED}, ' {class_} ')]"
        found.append(path)
    return found


def everywhere(tree: _Element, *tags: Any) -> Iterator[Any]:
    """The elements of those *tags* on the page *tree*, in document order: beside « <html> » too, where comments may stand."""
    around = (*tree.itersiblings(preceding=True),)[::-1], (tree,), tree.itersiblings()
    return chain.from_iterable(one.iter(*tags) for one in chain.from_iterable(around))


def marks_of(tree: _Element, recipe: Recipe) -> Marks:
    """The marks of *tree*, whose regions `recipe` names."""
    return Marks(found_by(TITLE, tree), [regions(tree, section) or [] for section in recipe.sections])


def noticed(tree: _Element, marks: Marks | None = None) -> str:
    """The texts of *tree* among which a notice on the page itself may stand (`extract.items`); "" where none does."""
    # All above the last title, and some below it (DESIGN 3.6)
    around = list[str]()
    for title in found_by(TITLE, tree) if marks is None else marks.titles:
        around += found_by(_ABOVE, title, plain=True)
        around += [text for text, _ in below(title)]
    folded = f" {key(PARTED.join(around))}"
    return PARTED.join(around) if about_page().search(folded) or given_up().search(folded) else ""


def below(title: _Element) -> list[tuple[str, _Element]]:
    """The first texts behind *title* that are more than white space, each with the element it stands in; no code."""
    found: list[tuple[str, _Element]] = []
    el: _Element | None = title
    while el is not None and len(found) < MOST_BELOW:
        around = el.getparent()
        if (text := el.tail) and around is not None and around.tag not in _CODE and not text.isspace():
            found.append((text, around))
        following = el.getnext()
        for one in () if following is None else following.iter():
            if len(found) >= MOST_BELOW:
                break
            if isinstance(tag := one.tag, str) and tag not in _CODE and (text := one.text) and not text.isspace():
                found.append((text, one))
            if one is not following and (text := one.tail) and not text.isspace():
                found.append((text, one.getparent()))
        el = around if following is None else following
    return found[:MOST_BELOW]


def regions(tree: _Element, section: SectionRecipe) -> list[_Element] | None:
    """The elements of *tree* that the selectors of *section* pick out, in document order, each once."""
    asked = [path for selector in section.css for path in paths(selector) or [""]]
    return list(found_by(" | ".join(asked), tree)) if asked and all(asked) else None


def frame(tree: _Element) -> list[Any]:
    """What of the page around has a say all the same, as far as *tree* tells: its name and addresses, its rules."""
    said: list[Any] = []
    for el in everywhere(tree, "title", "base", "link", "meta", "style"):
        if el.tag == "style" or (el.tag == "title" and not any(one[0] == "title" for one in said)):
            said.append((el.tag, el.get("media"), "".join(el.itertext())))
        elif el.tag == "base" or "canonical" in el.get("rel", "") or el.get("property") == "og:url":
            said.append((el.tag, el.get("href"), el.get("content")))
    return said


def setting(el: _Element, tree: _Element) -> list[Any]:
    """The tags around *el*, inside out, with what tells on the text inside; None for a body that is not the first of *tree*."""
    told = ("role", "class", "id", "style", "hidden", "aria-hidden", "aria-modal", "start", "reversed")
    first, around = next(everywhere(tree, "body"), None), (el, *el.iterancestors())
    # What follows « </html> » is none of the page
    return [None if a.tag == "body" and a is not first else (a.tag, [a.get(name) for name in told]) for a in around]
