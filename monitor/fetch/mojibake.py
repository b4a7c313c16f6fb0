"""Text that was encoded as UTF-8, read as windows-1252 and encoded again: "Ã©" for "é". Undone where that is certain. Pure."""

from __future__ import annotations

import re

# windows-1252 as browsers have it: the five bytes Python leaves undefined are the control characters of the same number.
BYTE_TO_CHAR = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_CHAR_TO_BYTE = {ord(char): byte for byte, char in BYTE_TO_CHAR.items()}
_TAIL = "".join(re.escape(c) for c in (*BYTE_TO_CHAR.values(), *map(chr, range(0x80, 0xC0))))  # what a byte 80 to BF may look like
# Two leads that stand before such a character in no language, and œ, Œ, dashes, quotes, ellipsis, €, ™ and the mark at the start.
_SEQUENCE = re.compile(f"[ÂÃ][{_TAIL}]|Å[\u201c\u2019\x93\x92]|â[€\x80][{_TAIL}]|â(?:[„\x84][{_TAIL}]|[‚\x82]¬)|ï»¿")
_SIGNS = ("Ã", "Â", "Å", "â€", "â\x80", "â„", "â\x84", "â‚", "â\x82", "ï»")  # cheap to look for: every sequence holds one
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
    mended = _SEQUENCE.sub(_one, text)
    left = len(_LEFT_OVER.findall(mended))
    return (mended if mended == text else undone(mended)[0]), True, f"{left} × Ã" if left >= _FEW else None


def _as_bytes(text: str) -> bytes:
    return text.translate(_CHAR_TO_BYTE).encode("latin-1")


def _whole(text: str) -> str | None:
    try:
        turned = _as_bytes(text).decode("utf-8")
    except UnicodeError:
        return None
    return turned if turned != text else None


def _one(match: re.Match[str]) -> str:
    return _whole(match[0]) or match[0]
