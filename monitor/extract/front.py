"""A page's front: its source up to behind the watched regions. Where that is as it was, the page need not even be parsed. Pure.

The parser reads from front to back, and no element that it has closed gets anything more. So where a page begins as one did whose
regions were taken in at a glance (`extract.glance`), but for what a glance leaves out, and nothing behind them has a say, the
glance is the same. What is left out is known by its marks: what comments and scripts say, addresses of scripts and style sheets,
metas, hidden fields. That they mark nothing else in this source is proven when it is taken in: with signs in these places it is
parsed, and each sign must be found where it belongs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from monitor.expressions import expression
from monitor.extract.glance import MOST_BELOW, Marks, about, below, everywhere, marks_of, parsed_source
from monitor.model import Recipe

if TYPE_CHECKING:
    from lxml.etree import _Element

Place: TypeAlias = Literal["comment", "script", "value", "block"]  # the last: before a block's tag

_LEFT_OUT = ("link", "meta", "script", "style", "input")  # or a part of what they say
_TAG = re.compile(rb"<(?:!--|(%s)(?=[\s/>])[^<>]*>)" % "|".join(_LEFT_OUT).encode())
_BLOCKS = rb"div|section|aside|footer|header|main|article|nav|form|h1|h2"  # before one of these a front may end
_TAG_OR_BLOCK = re.compile(rb"%s|<(?:%s)(?=[\s>])" % (_TAG.pattern, _BLOCKS))
_SAFE = rb"[^\"'<>&`\0\x80-\xff]*"  # wherever it stands between quotation marks it ends nothing
_ANY, _VALUE, _NONCE = (  # no names or roles, by which an element may be found
    re.compile(rb"([\s\"'](?:%s)=\")%s(?=\")" % (names, _SAFE))
    for names in (rb"href|src|content|nonce|integrity", rb"value", rb"nonce")
)
_HIDDEN = re.compile(rb"[\s\"']type=[\"']?hidden[\"'\s/>]")
_TOLD = (b"canonical", b"property", b"http-equiv", b"charset", b"&")  # in metas and links that may tell, and in any that hide it
_CLOSED = re.compile(rb"</(?:html|body)\s*>")
_DEEPEST = 200  # elements within each other: the parser ends at 256
_ANY_TAG = expression(  # each sign is tried once; the last group: whether the tag's end is found
    rb"<(/?)([a-z][^\s/<>\"']*+)(?:(?:[^<>\"'/]|\"[^\"]*+\"|'[^']*+'|/(?!>))*+(/?)(>))?"
)
_UNTOLD = ((b"<!--", b"-->"), (b"<script", b"</script"))
_EMPTY = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_ELEMENTS = re.compile(rb"<(?:h1|base|style|html|body)")  # behind the regions, these may have a say
_WORDS = (b"heading", b"canonical", b"og:url")  # as a role, a rel or a property
_REFERENCE = re.compile(  # to a letter of these or of a name, in small letters
    rb"&(?:lowbar|underbar|colon|fjlig|#(?:0*(?:45|4[89]|5[0-8]|6[5-9]|[78]\d|9[05789]|1[01]\d|12[0-2])(?!\d)"
    rb"|x0*(?:2d|3[0-9a]|[46][1-9a-f]|[57][0-9a]|5f)(?![0-9a-f])))"
)
_NAMING = expression(rb"[\s\"'/](?:id|class|role|rel|property)\s*=\s*(?:\"[^\"]*&|'[^']*&|[^\s\"'>=]*&)")
_LETTER = re.compile(rb"[\w-]")
_NAMED = re.compile(r"([#.]?)([a-zA-Z_][\w-]*)", re.ASCII)
_SIGN = b"q7zx"
_KIND = len(_SIGN) + 1  # the place of the letter that tells what a sign stands for
SIGN_BEFORE_BLOCK = f"{_SIGN.decode()}-b"  # begins the comments that are none of the page's


class Taken(NamedTuple):
    """The front of a page, with the tree that it was taken in by, whose glance is the page's, and that tree's marks; or nothing."""

    front: str | None = None
    tree: _Element | None = None
    marks: Marks | None = None


def taken_in(body: bytes, content_type: str, url: str, recipe: Recipe) -> Taken | None:
    """By what `known_again` knows the front of the page *body*, UTF-8, where the regions of *recipe* stand alone; and its tree.

    None where the front cannot be told from the rest, or anything in it is not what it looks like.
    """
    if _SIGN in body:
        return None
    signs, places = list[bytes](), list[int]()  # where in *body* each of them is

    def signed(place: Place, at: int) -> bytes:
        sign = b"%s-%s%d" % (_SIGN, place[:1].encode(), len(signs))
        signs.append(sign)
        places.append(at)
        return b"<!--%s-->" % sign if place == "block" else sign

    source, _ = _masked(body, signed, tags=_TAG_OR_BLOCK)
    if (tree := parsed_source(source)) is None:
        return None
    marks = marks_of(tree, recipe)
    if (end := _end(tree, marks)) is None:
        return None
    ends, depth = int(end.text[len(_SIGN) + 2 :]), sum(1 for _ in end.iterancestors())
    begins = signs[:ends]  # those before the end
    shown = _shown(tree)
    if not all(sign.decode() in shown[chr(sign[_KIND])] for sign in begins):  # found in the tree as what it was taken for
        return None
    front = _unsigned(source[: source.index(b"<!--%s-->" % signs[ends])], begins)
    if not _says_nothing(body[places[ends] :], depth, recipe):
        return None
    return Taken(f"{len(front)}.{depth}.{_hash(front, content_type, url, recipe)}", tree, marks)


def _unsigned(source: bytes, signs: Sequence[bytes]) -> bytes:
    """*source* without *signs*, those in it in their order: what `_masked` makes of as much of the page with nothing for them."""
    said = source.split(_SIGN)
    for place, sign in enumerate(signs, 1):
        said[place] = said[place][len(sign) - len(_SIGN) :]
        if sign[_KIND : _KIND + 1] == b"b":
            said[place - 1], said[place] = said[place - 1].removesuffix(b"<!--"), said[place].removeprefix(b"-->")
    return b"".join(said)


def _shown(tree: _Element) -> dict[str, set[str | None]]:
    """What the comments of *tree* say, its scripts, and the values that are left out, by the letter of their signs."""
    from lxml import etree

    comments, scripts, values = set[str | None](), set[str | None](), set[str | None]()
    for el in everywhere(tree, etree.Comment, *_LEFT_OUT):
        if el.tag is etree.Comment:
            comments.add(el.text)
        elif el.tag == "style":
            values.add(el.get("nonce"))
        elif el.tag == "input":
            values.add(el.get("value") if el.get("type") == "hidden" else None)
        else:
            values.update(el.values())
            if el.tag == "script":
                scripts.add(el.text)
    return {"c": comments, "b": comments, "s": scripts, "v": values}


def known_again(front: str, body: bytes, content_type: str, url: str, recipe: Recipe) -> int | None:
    """Where the *front* taken in ends in *body*, so that its glance is the same if it is UTF-8 and closed; None: it may differ."""
    length, depth, known = front.split(".")
    begins, end = _masked(body, _nothing, int(length))
    same = _hash(begins, content_type, url, recipe) == known
    return end if same and _says_nothing(body[end:], int(depth), recipe) else None


def _hash(front: bytes, content_type: str, url: str, recipe: Recipe) -> str:
    return sha256(b"%s\0%s\0%s" % (about(recipe, url, alone=True), content_type.encode("utf-8", "replace"), front)).hexdigest()


# ------------------------------------------------------------------------------------------------------------- what is left out


def _nothing(_place: Place, _at: int) -> bytes:
    return b""


def _masked(
    body: bytes, filled: Callable[[Place, int], bytes], length: int = sys.maxsize, *, tags: re.Pattern[bytes] = _TAG
) -> tuple[bytes, int]:
    """*body* with what a glance leaves out *filled*, *length* bytes of that; and where in *body* they end.

    *filled*: what stands for it, by what it is and where in *body* its tag begins.
    """
    pieces, taken, copied, at = list[bytes](), 0, 0, 0
    while found := tags.search(body, at):
        start, at = found.span()
        if taken + start - copied >= length:
            break
        said, within = _mask(found, filled), _WITHIN.get(found[1] or found[0])
        if within and not said.endswith(b"/>"):
            place, end, ending = within
            if (last := end.search(body, at)) is None:
                break
            inner, at = body[at : last.start()], last.start()
            said += filled(place, start) if inner.isascii() and not any(mark in inner for mark in ending) else inner
        pieces += (body[copied:start], said)
        taken, copied = taken + start - copied + len(said), at
    end_at = min(len(body), copied + length - taken)
    pieces.append(body[copied:end_at])
    return b"".join(pieces), end_at


# What ends a comment, a script; and what, within, may take the parser out of it, so that it is not left out.
_WITHIN: dict[bytes, tuple[Place, re.Pattern[bytes], tuple[bytes, ...]]] = {
    b"<!--": ("comment", re.compile(rb"-->"), (b"--", b"<", b">", b"\0")),
    b"script": ("script", re.compile(rb"</script[\s/>]"), (b"</", b"<!--", b"\0")),
}


def _mask(found: re.Match[bytes], filled: Callable[[Place, int], bytes]) -> bytes:
    """The tag that was *found* with its tokens *filled*."""
    tag, name = found[0], found[1]
    if name is None:
        return tag if tag == b"<!--" else filled("block", found.start()) + tag
    if name == b"input":
        values = _VALUE if _HIDDEN.search(_VALUE.sub(b"", tag)) else None
    elif name == b"style":
        values = _NONCE
    else:
        low = tag.lower() if name != b"script" else b""
        values = None if any(word in low for word in _TOLD) else _ANY
    return tag if values is None else values.sub(lambda value: value[1] + filled("value", found.start()), tag)


# ------------------------------------------------------------------------------------------------------------ where a front ends


def _end(tree: _Element, marks: Marks) -> Any:
    """The first sign before a block behind all regions, the page's title, and all texts in which may be a notice on the page."""
    within = [el for found in marks.regions for el in found]
    if any(el.tag in _LEFT_OUT for el in within):
        return None
    if (title := next(everywhere(tree, "title"), None)) is None:
        return None
    within.append(title)
    for heading in marks.titles:
        texts = below(heading)
        if len(texts) < MOST_BELOW:
            return None
        within.append(texts[-1][1])
    ends = [end for el in within if (end := _sign_behind(el)) is not None]
    return max(ends, key=lambda end: int(end.text[len(_SIGN) + 2 :])) if len(ends) == len(within) else None


def _sign_behind(el: _Element) -> Any:
    """The first sign before a block that follows *el* and is not in it."""
    from lxml import etree

    around: _Element | None = el
    while around is not None:
        for following in around.itersiblings():
            for comment in following.iter(etree.Comment):
                if (comment.text or "").startswith(SIGN_BEFORE_BLOCK):
                    return comment
        around = around.getparent()
    return None


# ----------------------------------------------------------------------------------------------------------- what is behind them


def _says_nothing(rest: bytes, depth: int, recipe: Recipe) -> bool:
    """Whether nothing in *rest*, which begins *depth* elements deep behind the regions, has a say in a glance; and it is whole."""
    low = rest.lower()
    if b"\0" in low or not (_CLOSED.search(low[-1000:]) or _CLOSED.search(low)):
        return False
    if depth + low.count(b"<") - low.count(b"</") > _DEEPEST:  # perhaps: the parser closes no fewer than whose end tag comes next
        told = low
        for begins, ends in _UNTOLD:
            first, *others = told.split(begins)
            told = first + b"".join(one.partition(ends)[2] for one in others)
        still = list[bytes]()
        for end, name, itself, whole in _ANY_TAG.findall(told):
            if not end and not itself and name not in _EMPTY:
                still.append(name)
                if depth + len(still) > _DEEPEST:
                    return False
            elif end and whole and still and still[-1] == name:
                still.pop()
    if _ELEMENTS.search(low) or any(word in low and _stands(word, low) for word in _WORDS):
        return False
    if _REFERENCE.search(low) and _NAMING.search(low):
        return False
    # Whether an element of the rest may be one that a selector picks out, whatever stands around it.
    for one in (one for section in recipe.sections for selectors in section.css for one in selectors.split(",")):
        parts = _NAMED.findall(one.replace(">", " ").split()[-1])
        names = [name.encode() for mark, name in parts if mark]
        if names and all(name in rest and _stands(name, rest) for name in names):
            return False
        if not names and any(_stands(b"<" + name.lower().encode(), low) for _, name in parts):
            return False
    return True


def _stands(word: bytes, text: bytes) -> bool:
    """Whether *word* stands in *text* by itself, and not only as a part of others."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at] if at else b"", text[at + len(word) : at + len(word) + 1]
        if not _LETTER.match(before) and not _LETTER.match(after):
            return True
        at = text.find(word, at + 1)
    return False
