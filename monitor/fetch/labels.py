"""Encoding labels as browsers read them (WHATWG Encoding Standard §4.2), as Python codecs. Pure.

A table and not `codecs.lookup`: a page must not choose "utf-7", "unicode_escape" or "hex", and "latin1" means windows-1252 here.
"""

from __future__ import annotations

_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf-8-sig utf8mb4",
    "windows-1252": (
        "windows-1252 cp1252 x-cp1252 latin1 latin-1 l1 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso-8859_1 iso_8859-1:1987"
        " iso-ir-100 ascii us-ascii ansi_x3.4-1968 cp819 ibm819 csisolatin1 ansi"
    ),
    "iso-8859-15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 csisolatin9 l9 latin9 latin-9",
    "iso-8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 csisolatin2 l2 latin2",
    "iso-8859-3": "iso-8859-3 iso8859-3 latin3 l3",
    "iso-8859-4": "iso-8859-4 iso8859-4 latin4 l4",
    "iso-8859-5": "iso-8859-5 iso8859-5 cyrillic csisolatincyrillic",
    "iso-8859-6": "iso-8859-6 iso8859-6 arabic iso-8859-6-e iso-8859-6-i",
    "iso-8859-7": "iso-8859-7 iso8859-7 greek greek8 csisolatingreek",
    "iso-8859-8": "iso-8859-8 iso8859-8 hebrew iso-8859-8-e iso-8859-8-i logical visual",
    "iso-8859-10": "iso-8859-10 iso8859-10 latin6 l6",
    "iso-8859-13": "iso-8859-13 iso8859-13",
    "iso-8859-14": "iso-8859-14 iso8859-14",
    "iso-8859-16": "iso-8859-16 iso8859-16",
    "windows-1250": "windows-1250 cp1250 x-cp1250",
    "windows-1251": "windows-1251 cp1251 x-cp1251",
    "windows-1253": "windows-1253 cp1253 x-cp1253",
    "windows-1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 l5 turkish",
    "windows-1255": "windows-1255 cp1255 x-cp1255",
    "windows-1256": "windows-1256 cp1256 x-cp1256",
    "windows-1257": "windows-1257 cp1257 x-cp1257",
    "windows-1258": "windows-1258 cp1258 x-cp1258",
    "windows-874": "windows-874 iso-8859-11 iso8859-11 tis-620 dos-874",
    "koi8-r": "koi8-r koi koi8 koi8_r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "macintosh": "macintosh mac x-mac-roman csmacintosh",
    "ibm866": "ibm866 866 cp866",
    "gb18030": "gb18030 gbk gb2312 gb_2312-80 x-gbk chinese csgb2312",
    "big5": "big5 big5-hkscs cn-big5 x-x-big5 csbig5",
    "euc-jp": "euc-jp x-euc-jp",
    "iso-2022-jp": "iso-2022-jp csiso2022jp",
    "shift_jis": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932",
    "euc-kr": "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 korean windows-949",
    "utf-16le": "utf-16le utf-16 unicode ucs-2 csunicode iso-10646-ucs-2 unicodefeff",
    "utf-16be": "utf-16be unicodefffe",
}
_NAMES = {label: name for name, labels in _LABELS.items() for label in labels.split()}
_CODECS = {
    "windows-874": "cp874",
    "macintosh": "mac_roman",
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
