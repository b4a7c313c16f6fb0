"""Which characters the bytes of a page are, and what was read wrongly before it was sent: undone where that is certain. Pure.

Labels are read as browsers read them (WHATWG Encoding Standard §4.2) and not by `codecs.lookup`: a page must not choose "utf-7",
"unicode_escape" or "hex", and "latin1" means windows-1252 here. DESIGN 3.13: text wrongly or doubly decoded is repaired if that is
certain, else a failure (`encoding`).
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Literal, TypeAlias

from monitor.expressions import expression
from monitor.model.frozen import dataclass, field

# windows-1252 as browsers have it: the five bytes Python leaves undefined are the control characters of the same number.
BYTE_TO_CHAR = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_CHAR_TO_BYTE = {ord(char): byte for byte, char in BYTE_TO_CHAR.items()}
_TAIL = "".join(re.escape(c) for c in (*BYTE_TO_CHAR.values(), *map(chr, range(0x80, 0xC0))))  # what a byte 80 to BF may look like
# Two leads that stand before such a character in no language, and œ, Œ, dashes, quotes, ellipsis, €, ™ and the mark at the start.
_SEQUENCE = expression(f"[ÂÃ][{_TAIL}]|Å[\u201c\u2019\x93\x92]|â[€\x80][{_TAIL}]|â(?:[„\x84][{_TAIL}]|[‚\x82]¬)|ï»¿")
_SIGNS = ("Ã", "Â", "Å", "â€", "â\x80", "â„", "â\x84", "â‚", "â\x82", "ï»")  # cheap to look for: every sequence holds one
_SIGNS_IN_UTF8 = (*(sign.encode() for sign in _SIGNS), "\ufffd".encode())
_LEFT_OVER = re.compile(r"Ã(?=[\s<])")  # "à" whose second half, a no-break space, somebody folded
_FEW = 3


def undone(text: str) -> tuple[str, bool, str | None]:
    """Return (*text* with double encoding undone, whether it was, what remains wrong or None).

    Whole texts are turned back as long as every character allows it; no natural text does, for its first é would not. In a text
    that is right in places (a template around a broken import) only the sequences that mean nothing else are turned back.
    """
    if not any(sign in text for sign in _SIGNS) or not _SEQUENCE.search(text):
        return text, False, None
    whole = _whole(text)
    if whole is not None:
        return (*undone(whole)[:1], True, None)
    if len(_SEQUENCE.findall(text)) < _FEW:
        return text, False, None
    mended = _SEQUENCE.sub(lambda found: _whole(found[0]) or found[0], text)
    left = len(_LEFT_OVER.findall(mended))
    return (mended if mended == text else undone(mended)[0]), True, f"{left} × Ã" if left >= _FEW else None


def _whole(text: str) -> str | None:
    try:
        turned = text.translate(_CHAR_TO_BYTE).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return turned if turned != text else None


_LISTED = Path(__file__).with_name("encodings.txt").read_text("ascii").splitlines()[1:]
_NAMES = {label: name for name, _, labels in (line.partition(": ") for line in _LISTED) for label in labels.split()}
_CODECS = {
    "windows-874": "cp874",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "ibm866": "cp866",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
MULTI_BYTE = frozenset({"gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "utf-16le", "utf-16be", "utf-8"})


def encoding_named(label: str) -> str | None:
    """Return the encoding that *label* means, in the standard's lower-case name; None for a label it does not know."""
    return _NAMES.get(label.strip().strip("\"'").lower())


def codec(encoding: str) -> str:
    """Return Python's name for one of those encodings."""
    return _CODECS.get(encoding, encoding)


How: TypeAlias = Literal["bom", "header", "meta", "content", "detected"]
HEAD = 4096  # bytes in which a declaration is looked for; the standard asks for 1,024, long heads exceed it
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_MARKS = tuple(bom for bom, _ in _BOMS)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"""(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""")
_XML = re.compile(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_PARAMETER = re.compile(r"""(?i);\s*charset\s*=\s*["']?([^\s;"']+)""")
_HALF = re.compile(
    "[\udcc2\udcc3][\udc80-\udcbf]?|[\udce2\udcef][\udc80-\udcbf]+"
)  # the start of a UTF-8 character that was cut off
_FROM_SURROGATE = {0xDC00 + byte: BYTE_TO_CHAR.get(byte, chr(byte)) for byte in range(0x80, 0x100)}
_SURROGATE = re.compile("[\udc80-\udcff]")
_HIGH = bytes(range(0x80, 0x100))
_ASCII = bytes(range(0x80))
_FOREIGN = expression(  # as no Latin script has them in windows-1252: letters in threes, undefined bytes, symbols within words
    rb"[\xc0-\xff]{3,}|[\x80-\x9f\xa1-\xff]{4,}|[\x81\x8d\x8f\x90\x9d]|(?<=[a-z])[\x80-\x8b\x8e\x91\x93-\x95\x98\x99\x9b\x9f](?=[a-z])"
)
_IN_WORD_MARK = re.compile(rb"[a-z]\?[a-z]")
_TAG = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*>|\bhttps?://\S+")
_BULK = 5  # marks of loss from which a text is called broken, if they are also a tenth of what could be lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's text. `problem` says in a few words, neutral in language, why it can't be trusted; None: it can.

    `encoding` is the standard's lower-case name, `how` where it comes from ("content": the bytes say so, against or without a
    declaration), `repaired`: a wrong declaration or double encoding was undone.
    """

    text: str = field(repr=False)
    encoding: str
    how: How
    repaired: bool = False
    problem: str | None = None
    sound: bool = field(default=False, compare=False)  # it is UTF-8 for sure, as `is_sound` finds; False: or nobody looked


@dataclass(frozen=True, slots=True)
class _Utf8:
    """*body* read as UTF-8: how much of what is not ASCII is, and is not."""

    text: str  # with lone surrogates for the bytes that are not
    good: int  # characters
    bad: int  # bytes

    @classmethod
    def of(cls, body: bytes) -> _Utf8:
        text = _without_cut_end(body).decode("utf-8", "surrogateescape")
        bad = 0
        try:
            text.encode("utf-8")  # ten times as fast as looking for lone surrogates
        except UnicodeEncodeError:
            bad = len(_SURROGATE.findall(text))
        return cls(text, len(text) - _ascii_length(body) - bad, bad)


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of *body*, served with the header *content_type* ("" for none). Raises nothing.

    The order is the standard's: a BOM, the header, a declaration in the page, the content. A declaration that the bytes
    contradict is not believed: UTF-8 that is valid and not ASCII is UTF-8, whatever a header for single bytes says, and the other
    way round.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _finished(body[len(bom) :], name, "bom")
    declared, how = _declared(body, content_type)
    if wide := _wide(body, declared):
        return _finished(body, wide, how if wide == declared else "content")
    if declared in MULTI_BYTE - {"utf-8", "utf-16le", "utf-16be"}:
        return _finished(body, declared, how)
    # Text whose ASCII is ASCII: UTF-8 or single bytes, by what the bytes allow.
    if (sound := _sound(body)) is not None:
        repaired = declared not in (None, "utf-8")
        how = how if declared == "utf-8" else "content"
        return Decoded(text=sound, encoding="utf-8", how=how, repaired=repaired, sound=not repaired and body[-1:] < b"\x80")
    utf8 = _Utf8.of(body)
    if not utf8.bad:
        return _judged(
            utf8.text, "utf-8", how if declared == "utf-8" else "content", body, repaired=declared not in (None, "utf-8")
        )
    if utf8.good >= utf8.bad:  # UTF-8 with stray bytes: an old include, a teaser cut within a character
        # Stray bytes as windows-1252 has them; what was cut off in the middle is lost and shown so.
        return _judged(
            _HALF.sub("\ufffd", utf8.text).translate(_FROM_SURROGATE),
            "utf-8",
            how if declared == "utf-8" else "content",
            body,
            repaired=True,
        )
    if declared not in (None, "utf-8"):
        return _finished(body, declared or "", how)
    # Whether bytes above ASCII stand as accents do in Latin script: alone or in twos within words, not in whole words of them.
    if sum(map(len, _FOREIGN.findall(body))) * 5 <= len(body) - _ascii_length(body):
        return _judged(_western(body), "windows-1252", "content", body, repaired=declared is not None)
    # The last resort, slow (5 ms a page) and a guess: believed where nothing was declared, else a problem.
    from charset_normalizer import from_bytes

    best = from_bytes(body[: 32 * HEAD]).best()
    name = best.encoding if best else "cp1252"
    text = body.decode(name, "replace")
    return Decoded(text=text, encoding=name, how="detected", problem=f"{declared} ≠ {name}" if declared else None)


def _declared(body: bytes, content_type: str) -> tuple[str | None, How]:
    """What is declared, and where. A UTF-16 that declares itself in ASCII letters is none (the standard: read as UTF-8)."""
    found = _PARAMETER.search(content_type)
    if found and (name := encoding_named(found[1])):
        return name, "header"
    head = _COMMENT.sub(b"", body[:HEAD])
    for pattern in (_XML, _META):
        label = pattern.search(head)
        if label and (name := encoding_named(label[1].decode("ascii", "ignore"))):
            return ("utf-8" if name.startswith("utf-16") else name), "meta"
    return None, "content"


def _wide(body: bytes, declared: str | None) -> str | None:
    """Which UTF-16 *body* is: every other byte of a page's markup is zero then. None for a page of single bytes."""
    even, odd = body[:HEAD:2].count(0), body[1:HEAD:2].count(0)
    if even + odd < max(4, len(body[:HEAD]) // 8):
        return None
    return declared if declared in ("utf-16le", "utf-16be") and abs(even - odd) < 8 else ("utf-16le" if odd > even else "utf-16be")


def _sound(body: bytes) -> str | None:
    """*body* read as UTF-8 where it is that and nothing in it may be wrong, as most pages are; None: it must be looked at."""
    high = body.translate(None, _ASCII)  # a few of a hundred bytes: what is looked for is none of the others
    if len(high) <= 4 * 4 * _BULK or any(sign in high for sign in _SIGNS_IN_UTF8):
        return None
    try:
        return _without_cut_end(body).decode("utf-8")
    except UnicodeDecodeError:
        return None


def is_sound(body: bytes, content_type: str, *, known: int = 0) -> bool:
    """Whether `decode` takes *body* for UTF-8 that nothing is wrong with, as its first *known* bytes are: it is `body.decode()`."""
    declared, _ = _declared(body, content_type)
    if body.startswith(_MARKS) or declared in MULTI_BYTE - {"utf-8"} or _wide(body, declared) or body[-1:] >= b"\x80":
        return False
    high = body[known:].translate(None, _ASCII)
    few = 4 * 4 * _BULK
    if len(high) <= few and len(high) + len(body[:known].translate(None, _ASCII)) <= few:
        decoded = decode(body, content_type)
        return decoded.encoding == "utf-8" and not decoded.repaired and decoded.problem is None
    if any(sign in high for sign in _SIGNS_IN_UTF8):
        return False
    try:
        body[known:].decode()
    except UnicodeDecodeError:
        return False
    return True


def _western(body: bytes) -> str:
    return body.decode("latin-1").translate(BYTE_TO_CHAR)


def _finished(body: bytes, encoding: str, how: How) -> Decoded:
    """*body* read as *encoding* says; bytes that it does not know are a problem from the fifth on."""
    if encoding == "windows-1252":
        return _judged(_western(body), encoding, how, body)
    text = (_without_cut_end(body) if encoding == "utf-8" else body).decode(codec(encoding), "replace")
    return _judged(text, encoding, how, body)


def _judged(text: str, encoding: str, how: How, body: bytes, *, repaired: bool = False) -> Decoded:
    """*text* with double encoding undone, and the marks that a loss upstream has left in it counted."""
    text, doubled, left = undone(text)
    lost = text.count("\ufffd")  # which stand for a good part of what is not ASCII, or are few
    many = lost >= _BULK and lost * 10 >= len(text) - len(text.encode("ascii", "ignore"))
    problem = left or (f"{lost} × U+FFFD" if many else None)
    if not problem and len(text) - _ascii_length(body) <= _BULK * 4 and len(_IN_WORD_MARK.findall(body)) >= _BULK * 2:
        # Question marks within words where letters should be: "g?n?rale", written by a program that knew only ASCII
        count = len(_IN_WORD_MARK.findall(_TAG.sub(b" ", body)))
        problem = f"{count} × ?" if count >= _BULK * 2 else None
    return Decoded(text=text, encoding=encoding, how=how, repaired=repaired or doubled, problem=problem)


def _ascii_length(body: bytes) -> int:
    return len(body.translate(None, _HIGH))


def _without_cut_end(body: bytes) -> bytes:
    """*body* without the first bytes of a character whose rest was cut off."""
    for back in range(1, min(4, len(body) + 1)):
        byte = body[-back]
        if byte >= 0xC2:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return body[:-back] if back < needed and byte < 0xF5 else body
        if byte < 0x80:
            break
    return body
