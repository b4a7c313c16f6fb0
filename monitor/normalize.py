"""What "the same text" and "the same address" mean, once, for hashing, comparing and finding (DESIGN 3.1, 3.10, 3.11). Pure."""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_decode, charmap_encode
from collections.abc import Callable, Iterable, Sequence
from encodings import cp1252
from itertools import chain, pairwise
from typing import TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from monitor.expressions import expression

_Made = TypeVar("_Made")
# Invisible to every reader: soft hyphen, zero-width, directional marks, variation selectors, control characters. C1 controls stay:
# on a real page they are letters decoded wrongly, and that must be seen.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f\U000e0000-\U000e007f"
)
# One typewriter character for each family of typographic ones.
APOSTROPHES = "'‘’‚‛′‵＇`´"
QUOTES = '"“”„‟«»‹›″〝〞＂'
DASHES = "-‐‑‒–—―−⁃﹘﹣－"
_FAMILIES = {"'": APOSTROPHES, '"': QUOTES, "-": DASHES, "...": "…"}
_LETTERS = {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ", "st": "ﬅﬆ"}
_PLAIN = {character: plain for plain, family in (_FAMILIES | _LETTERS).items() for character in family}
_LETTERS_LIKE_APOSTROPHES = "ʹʼ"  # letters to Unicode, apostrophes to their readers

# How « H₂O », « 1ᵉʳ » and « Mᵐᵉ » are drawn. « 10³ » and « 2ⁿ » are other numbers than « 103 » and « 2n ».
_SET_SMALL = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵈᵉᵍʰⁱˡᵐᵒʳˢᵗ", "0123456789deghilmorst", strict=True))
_FOLDED = re.compile("[" + re.escape("".join(c for c, plain in (_PLAIN | _SET_SMALL).items() if c != plain)) + "]")
_SPACES = re.compile(r"[\s](?:\s+|(?<=[\n\t\r\f\v]))")  # begins with a set, which re looks for fast: a run, or a lone line break
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_RANGES = re.findall("(.)(?:-(.))?", _INVISIBLE, re.DOTALL)
_NOT_SEEN = frozenset(chr(code) for first, last in _RANGES for code in range(ord(first), ord(last or first) + 1))
# white space but the space itself
_WHITE = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000").union(
    map(chr, range(0x2000, 0x200B))
)
_WORDS = re.compile(r"[^\W_]+")
# What `str.encode` and `bytes.decode` ask of, with as much again around it: texts are short, and many (§9).
_TO_WESTERN, _OF_WESTERN = cp1252.encoding_table, cp1252.decoding_table
_WESTERN = bytes(range(256)).decode("cp1252", "replace")  # the letters that most pages are written in
_COMMON = bytes(at for at, letter in enumerate(_WESTERN) if letter.isprintable() and letter != "\ufffd" and letter not in _NOT_SEEN)
_COMMON_LATIN = bytes(at for at in range(256) if chr(at).isprintable() and chr(at) not in _NOT_SEEN)
_LIGATURES = {"œ": "oe", "æ": "ae"}  # after case folding
# No token holds white space but a number: "1 000". So a text can be cut at white space first.
_CHUNK = expression(r"\S+\s*")
_CHUNK_WITH_NUMBERS = expression(r"(?:\d{1,3}(?:\s\d{3})+|\S)+\s*")
_SPACED_NUMBER = expression(r"\d\s\d{3}")
_THREE_FIGURES = re.compile(r" \d{3}")  # begins with a letter, which re looks for fastest
# The bytes of UTF-8 that are of no figure in any script: ASCII's but 0 to 9, and those of Latin, Greek, Cyrillic and punctuation.
_OF_NO_FIGURE = bytes(byte for byte in range(256) if not (0x30 <= byte <= 0x39 or (byte >= 0xD9 and byte != 0xE2)))
_NUMBERS_NEAR = expression(rf"\d[\s{_INVISIBLE}]+\d")  # may be a spaced number once it is as a reader sees it
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # figures of notes, behind a word
_TOKEN = expression(
    rf"aujourd[{APOSTROPHES}]hui"
    rf"|[^\W\d_]+[{APOSTROPHES}](?:s|t|re|ve|ll|m)\b"  # don't, we've
    rf"|[^\W\d_]{{1,8}}[{APOSTROPHES}](?=\w)"  # l', qu', lorsqu'
    r"|\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,:/]\d+)*(?!\w)"  # 1 000,5 and 12:30 and 1/3/2026
    rf"|\w+|[.…]+|[{DASHES}]+|\S",
    re.IGNORECASE,
)
# A day as people write it, and the hour that may follow: of lines that say when something was saved (3.6).
_OF = r"(?:de[nl]?\s+|d['’]\s?|di\s+(?:u\s+)?|a\s+viz\s+)?"  # "2 de març", "5 d'octubre", "5 a viz Here"
DATE = (  # the last: « 2026ko urriaren 5a »
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{4}[./]\d{1,2}[./]\d{1,2}"
    rf"|\d{{1,2}}(?:er|st|nd|rd|th|añ|vet|\.|º)?\s+{_OF}[^\W\d]+\.?,?\s+{_OF}\d{{4}}"
    r"|[^\W\d]+\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}\(?e?\)?ko\)?\s+[^\W\d]+\s+\d{1,2}\(?a?n?\)?(?!\w))"
)
TIME = (
    r"(?:\W+(?:(?:à|at|um|om|alle(?: ore)?|ore|a l[ae]s|às|á[sn]|o godz\.|kl\.?)\s+)?"
    r"\d{1,2}\s?[:h]\s?(?:\d{2})?(?:\s?[ap]m|\s?uhr|\s?auer)?)?"
)
SAVED_AS = (  # how a page says that it was saved; a day stands behind it
    "publiée?|mise? en ligne|published|posted|veröffentlicht|mise? à jour|mise? a jour|actualisée?|modifiée?|modification|updated"
    "|update|modified|geändert|aktualisiert|änderung|aktualisierung|bearbeitet|stand"
    "|(?:last|page|content) (?:reviewed|checked|edited)|review due|reviewed"
    "|(?:page|article|fiche|contenu|content|seite|beitrag|inhalt) (?:was |a été |wurde )?(?:créée?|created|erstellt|angelegt)"
    "|(?:über)?geprüft|überprüft|(?:dernière )?(?:relecture|vérification)|dernière révision|vérifié|relu|actualizad[oa]"
    "|(?:page|article|fiche|contenu|information) (?:vérifiée?|révisée?)"
    "|seite vom|pagina van|data di pubblicazione|fecha de publicación"
    "|última (?:actualización|modificación|revisión)|publicad[oa]|modificad[oa]|revisad[oa]|aggiornat[oa]"
    "|(?:ultim[oa] )?aggiornamento|ultima modifica|pubblicat[oa]|modificat[oa]|atualizad[oa]"
    "|última (?:atualização|modificação|revisão)|bijgewerkt|gewijzigd|gepubliceerd|geplaatst|geactualiseerd"
    "|laatste (?:wijziging|update)|actualitzad[oa]|actualitzat|(?:darrera|última) (?:actualització|modificació|revisió)"
    "|(?:data d['’]\\s?|data de )(?:actualització|publicació|modificació)|publicat|modificat|revisat"
    "|eguneratua?|(?:azken )?(?:eguneratzea?|eguneraketa)|azken aldaketa|argitaratua?|aldatua?"
    "|hizivaet|nevesaet|hizivadenn|embannet|kemmet"
    "|(?:ultim[ua] )?aghj[ou]rnamentu|aghj[ou]rnat[ua]|mess[ua] à ghjornu|mudificat[ua]|publicat[ua]"
    "|(?:lescht )?(?:aktualiséierung|ännerung)|aktualiséiert|geännert|publizéiert|verëffentlecht"
    "|actualizat|mes[a]? a jorn|(?:darrièra |darrèra )?(?:actualizacion|mesa a jorn)"
    "|(?:ostatnia |data (?:ostatniej )?)(?:aktualizacj[ai]|modyfikacj[ai]|publikacji)|zaktualizowano|opublikowano"
    "|zmodyfikowano|aktualizováno|uppdatera[dt]|publicera[dt]|ändra[dt]|granskades|granska[dt]|oppdatert|opdateret"
    "|publisert|endret|päivitetty"
)
MONTHS = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|april|june|july|august|september"
    "|october|november|december|januar|februar|marz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    "|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart|mei|augustus|janeiro"
    "|fevereiro|maio|junho|julho|setembro|outubro|novembro|dezembro"
)
# As they are shortened, and where no other list has them; of the first letters many words are made: « 12 octets », « 10 abris ».
_SHORT = (
    "jan|janv|fev|fevr|feb|febr|mar|mrt|avr|apr|abr|maj|maja|jun|juil|jul|aou|aug|augusti|sep|sept|oct|okt|nov|dec|dez|dic|ene|giu|lug"
    "|may|march|marco|marts|martie|marca|janner|feber|aprilie|setiembre|gener|febrer|maig|juny|juliol|agost|setembre|desembre"
)
DAY = expression(rf"\b\d{{1,2}} ?(?:er |st |nd |rd |th |of |de |d )*(?:{MONTHS}|{_SHORT})\b")  # by `key`
# A line that says when the page was saved, and nothing else, whatever its case (DESIGN 3.6).
SAVED = rf"\W*(?:[^\W\d]+\W+){{0,4}}?(?:{SAVED_AS})(?:\W+[^\W\d]+){{0,2}}?\W+{DATE}{TIME}\W*"


def storable(raw: str) -> str:
    """Return *raw* without what UTF-8 and SQLite cannot hold: halves of a surrogate pair are joined, else U+FFFD; NUL goes."""
    plain = raw.replace("\0", "")
    try:
        plain.encode()
    except UnicodeEncodeError:  # a lone half, which UTF-16 joins with its other one
        return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


def visible(raw: str) -> str:
    """Return *raw* as a reader sees it: NFC (UAX #15), without invisible characters, each run of white space one space. Idempotent.

    Quotation marks, dashes and the kind of a single space stay as they are on the page.
    """
    if not _others(raw):
        return raw.strip() if "  " not in raw else _one_space(raw)
    letters = set(raw)  # asked of these, most texts need no looking through
    composed = unicodedata.normalize("NFC", raw if letters.isdisjoint(_NOT_SEEN) else _UNSEEN.sub("", raw))
    for letter in _LETTERS_LIKE_APOSTROPHES:
        composed = composed.replace(letter, "’")
    return composed.strip() if "  " not in composed and letters.isdisjoint(_WHITE) else _one_space(composed)


def _others(raw: str) -> bool:
    """Whether *raw* has what is no western letter or sign, composed and seen, and not the space."""
    try:  # of most texts no more than a copy is looked at
        return bool(raw.replace("’", "'").encode("latin-1").translate(None, _COMMON_LATIN))
    except UnicodeEncodeError:
        try:
            return bool(charmap_encode(raw, "strict", _TO_WESTERN)[0].translate(None, _COMMON))
        except UnicodeEncodeError:
            return True


def _plain(text: str) -> str:
    """*text* with its typographic characters as on a typewriter; a search for them is ten times faster than `str.translate`."""
    return _FOLDED.sub(_folded, text)


def _folded(found: re.Match[str]) -> str:
    """One such character; what is set small where it stands behind a letter, and a letter behind a figure, too."""
    if (plain := _PLAIN.get(found[0])) is not None:
        return plain
    before, small = found.string[max(0, found.start() - 1) : found.start()], _SET_SMALL[found[0]]
    return small if before.isalpha() or before in _SET_SMALL or (small.isalpha() and before.isdecimal()) else found[0]


def _one_space(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def canonical(raw: str) -> str:
    """Return *raw* as compared and hashed: NFC (UAX #15), apostrophes, quotes, dashes, ellipsis, ligatures, spaces folded (3.10).

    Invisible characters are gone, figures set low behind a letter are plain. Case, accents, digits and other punctuation stay: they
    can be the change. Idempotent.
    """
    if raw.isascii() and raw.isprintable():
        return " ".join(raw.replace("`", "'").split())
    return " ".join(unicodedata.normalize("NFC", _plain(visible(raw))).split())


PARTED = "\n\n"  # between texts of which one `key` is wanted: it is that of each, one behind the other


def key(raw: str) -> str:
    """Return *raw* as looked for: canonical, without case, accents and punctuation, words apart by one space (DESIGN 3.1, 3.7)."""
    try:
        bare = charmap_encode(raw, "strict", _TO_WESTERN)[0].translate(_BARE, _GONE)
    except UnicodeEncodeError:
        bare = b"\0"
    if b"\0" not in bare:
        return " ".join(charmap_decode(bare, "strict", _OF_WESTERN)[0].split())
    return " ".join(filter(None, map(key, raw.split(PARTED)))) if PARTED in raw else _key(raw)


def _key(raw: str) -> str:
    """`key` of any *raw*, letter by letter."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", canonical(raw)).casefold())
    for letters, plain in _LIGATURES.items():
        bare = bare.replace(letters, plain)
    for mark in filter(unicodedata.combining, set(bare)):
        bare = bare.replace(mark, "")
    return " ".join(_WORDS.findall(bare))


# What a key has for each letter, whatever stands beside it; NUL where that is not one letter of the same alphabet
# (asked of all at once, a nought apart: of each by itself that takes a millisecond of every start).
_KEYS_OF_LETTERS = _key("0".join(_WESTERN.replace("0", " "))).split("0")
_KEYS_OF_LETTERS[_WESTERN.index("0")] = "0"
_BARE = b"".join(bare if len(bare := (one.strip() or " ").encode("cp1252", "ignore")) == 1 else b"\0" for one in _KEYS_OF_LETTERS)
_GONE = bytes(at for at, letter in enumerate(_WESTERN) if letter in _NOT_SEEN)


def pieces(shown: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cut *shown* (as `visible` gives it) into (tokens folded for comparing, tokens as shown, each with the space after it).

    A token is a word or a punctuation mark; an elision ("l’"), a contraction ("don’t"), a number ("1 000,50") are one each.
    """
    # One plain space after each word, as mostly: of all white space only that is printable, and `visible` leaves no two of it.
    single = shown.isprintable() and shown[:1] not in ("", " ")
    if single and not (may_have_figure(shown) and _THREE_FIGURES.search(shown) and _SPACED_NUMBER.search(shown)):
        both = [*chain.from_iterable(map(_SPACED.__getitem__, shown.removesuffix(" ").split(" ")))]
        keys, raw = tuple(both[::2]), both[1::2]
    else:
        cuts = [*map(_CUTS.__getitem__, (_CHUNK_WITH_NUMBERS if _SPACED_NUMBER.search(shown) else _CHUNK).findall(shown))]
        keys = tuple(chain.from_iterable([cut[0] for cut in cuts]))
        raw = [*chain.from_iterable([cut[1] for cut in cuts])]
    if raw and not shown[-1].isspace():
        raw[-1] = raw[-1].rstrip()
    return keys, tuple(raw)


class _Known(dict[str, _Made]):
    """What is made of words, once as long as each is among the many known: a text has thousands, most of them again."""

    def __init__(self, make: Callable[[str], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> _Made:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = made = self._make(word)
        return made


def _cut(chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    word = chunk.rstrip()
    if word.isalpha() or (word.isascii() and word.isalnum()):
        return (_token_key(word),), (chunk,)
    spans = [match.span() for match in _TOKEN.finditer(chunk)]
    starts = [0, *(a for a, _ in spans[1:]), len(chunk)]
    return tuple([_token_key(chunk[a:b]) for a, b in spans]), tuple([chunk[a:b] for a, b in pairwise(starts)])


def _token_key(token: str) -> str:
    """One token as compared: its characters folded (DESIGN 3.10); single and double quotes are one, so are runs of dashes."""
    if token.isalnum() and token.isascii():
        return token
    folded = " ".join(_plain(token).replace('"', "'").split())
    return "-" if folded.startswith("--") else folded


WORD_END = "\x1f"  # ASCII's own separator of units, which is in no token
_MOST_WORDS = 8192
_CUTS = _Known(_cut)  # of words with the space after them
_KEYS = _Known(lambda word: _CUTS[shown][0] if (shown := visible(word)) else ())  # the tokens of words
_ENDED = _Known(lambda word: "".join([f"{token}{WORD_END}" for token in _KEYS[word]]))  # the same as one string each
# Of words with a space after each, a token and its piece by turns: one search for both
_SPACED = _Known(lambda word: tuple(chain.from_iterable(zip(*_cut(word + " "), strict=True))))


def tokens(raw: str) -> tuple[str, ...]:
    """Return *raw* as its folded words and punctuation marks: two texts are the same exactly when these are (DESIGN 3.10).

    White space only parts words here, so « x » and "x", "mot :" and "mot:" are the same; "1 000" and "1000" are not.
    """
    known = _KEYS.get(raw)  # of a single word that was asked for before
    return tuple(chain.from_iterable(map(_KEYS.__getitem__, _words(raw)))) if known is None else known


def ended_tokens(*texts: str) -> str:
    """The `tokens` of *texts*, behind each `WORD_END`, as one string, in half the time: hashing takes that."""
    words, simple = list[str](), list[str]()
    for raw, has_figure in zip(texts, may_have_figures(texts), strict=True):
        if not has_figure or (numbered := _around_numbers(raw)) is None:
            simple.append(raw)
        else:
            words += "\n".join(simple).split()
            words += numbered
            simple.clear()
    words += "\n".join(simple).split()
    return "".join(map(_ENDED.__getitem__, words))


def _words(raw: str) -> list[str]:
    """*raw* in parts of which each is cut by itself."""
    numbered = _around_numbers(raw)
    return raw.split() if numbered is None else numbered


def _around_numbers(raw: str) -> list[str] | None:
    """`_words` of a text with white space in a number, before `visible` as after; None of others: white space parts them."""
    if may_have_figure(raw) and _NUMBERS_NEAR.search(raw) and _SPACED_NUMBER.search(shown := visible(raw)):
        return _CHUNK_WITH_NUMBERS.findall(shown)
    return None


def may_have_figure(raw: str) -> bool:
    r"""False only where `\d` finds nothing in *raw*, which is told of most texts in a tenth of the time of looking for it."""
    return bool(raw.encode("utf-8", "surrogatepass").translate(None, _OF_NO_FIGURE))


def may_have_figures(texts: Sequence[str]) -> list[bool]:
    """`may_have_figure` of each of *texts*, asked of all at once; a text has no NUL."""
    kept = "\0".join(texts).encode("utf-8", "surrogatepass").translate(None, _OF_NO_FIGURE.replace(b"\0", b"")).split(b"\0")
    return list(map(bool, kept)) if len(kept) == len(texts) else list(map(may_have_figure, texts))


def joined_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a text in their order, those that overlap or touch made one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


# Services that publish documents for others, by domain.
_PUBLISHERS = {
    "calameo.com": "Calaméo", "issuu.com": "Issuu", "genially.com": "Genially", "genial.ly": "Genially", "canva.com": "Canva",
    "prezi.com": "Prezi", "docs.google.com": "Google", "drive.google.com": "Google", "flipsnack.com": "Flipsnack",
    "fliphtml5.com": "FlipHTML5", "yumpu.com": "Yumpu", "joomag.com": "Joomag", "slideshare.net": "SlideShare",
    "speakerdeck.com": "Speaker Deck", "scribd.com": "Scribd", "visme.co": "Visme", "piktochart.com": "Piktochart",
    "infogram.com": "Infogram", "miro.com": "Miro", "lucid.app": "Lucid", "lucidchart.com": "Lucid", "app.powerbi.com": "Power BI",
    "onedrive.live.com": "Microsoft", "view.officeapps.live.com": "Microsoft", "1drv.ms": "Microsoft",
    "sharepoint.com": "Microsoft",
}  # fmt: skip
# Where a service's addresses say which publication it is, tried in order: keys of the query, all of them wanted ("?a b"), else what
# a pattern finds in the path, or in the fragment ("#…"). What else stands in an address says how it is shown.
_PUBLICATIONS: dict[str, tuple[str, ...]] = {
    "Calaméo": ("?bkcode", r"/(?:read|books|download)/(\w+)"),
    "Issuu": ("?u d", "?identifier", r"/([^/]+)/docs/([^/]+)", r"#(.+)"),
    "Genially": (r"^/(?:view/|teacher/)?([0-9A-Za-z]{8,})",),
    "Canva": (r"/design/([\w-]+)",),
    "Prezi": (r"^/(?:(?:p|v|i|view|embed)/)*([\w-]{8,})",),
    "Google": (
        "?srcid", "?id", r"/spreadsheets/(?:u/\d+/)?d/(?:e/)?([\w-]+)", r"/(?:d|folders)/(?:e/)?([\w-]{10,})",
    ),
    "Flipsnack": ("?hash", r"^/(?:widget/.*/)?([^/]+/[^/.]+)"),
    "FlipHTML5": (r"^/([^/]+)/([^/]+)",),
    "Yumpu": (r"/(?:view|read|fullscreen)/(\w+)",),
    "Joomag": (r"/([^/]+/[\w]{8,})", r"/([^/]+)/?$"),
    "SlideShare": (r"/embed_code/(?:key/)?(\w+)", r"^/(?:slideshow/)?([^/]+/[^/]+)"),
    "Speaker Deck": (r"/player/(\w+)", r"^/([^/]+/[^/]+)"),
    "Scribd": (r"/(?:embeds|document|doc|presentation|book)/(\d+)",),
    "Visme": (r"/(?:view|embed|_embed)/([0-9A-Za-z]+)",),
    "Piktochart": (r"/(?:output|embed|visual)/([0-9A-Za-z]+)",),
    "Infogram": (r"^/(?:embed/)?([\w-]+)",),
    "Miro": (r"/(?:live-embed|board|embed|boards)/([^/]+)",),
    "Lucid": (r"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})",),
    "Power BI": ("?r", "?reportid"),
    "Microsoft": (  # as OneDrive and SharePoint share a file: « b » a PDF, « w », « x », « p » what Office writes, « u » any
        "?resid", "?src", r"^/[bwxpu]/((?:c/\w+/)?[\w!-]{8,})", r"^/:[bwxpu]:/\w/(?:[\w.-]+/)*([\w-]{16,})$",
    ),
}  # fmt: skip
_KEEPERS = ("Google", "Calaméo", "Issuu", "Microsoft")  # of which a link alone leads to a document
# Forms and folders, and what answers with the file itself: that is read as any other file is.
_FORM = expression(r"//docs\.google\.com/forms/|/folders/|[?&]export=|/export\b|/uc\?|download", re.I)
_SHEET = re.compile(r"/spreadsheets/")
_IDENTIFYING = expression(
    r"(?:.*_)?(?:id|ids|hash|key|code|doc|document|book|publication|issue|slug|token|file|src|url)|.*id", re.I
)


def publisher(url: str) -> str | None:
    """The service that publishes documents for others at *url*, as a frame of theirs has it; None: it is none that we know."""
    host = (urlsplit(url).hostname or "").lower()
    return next((name for domain, name in _PUBLISHERS.items() if host == domain or host.endswith(f".{domain}")), None)


_DRAWING = "drawing-"  # begins the fragment of an address that we made


def drawing_address(page: str, look: str) -> str:
    """The address of a drawing that stands in *page* itself; *look*: a digest of what it shows."""
    return f"{page.partition('#')[0]}#{_DRAWING}{look}"


def is_drawing(url: str) -> bool:
    """Whether `drawing_address` made *url*."""
    return url.partition("#")[2].startswith(_DRAWING)


def publication(url: str) -> str | None:
    """What tells one publication of a service from another, however a page asks for it to be shown; None: no service we know.

    Of an address that the service's own ways do not explain: its path, and what in its query is named as an identity is. Of a
    drawing within the page: its look.
    """
    if is_drawing(url):
        return url.partition("#")[2]
    service = publisher(url)
    if service is None:
        return None
    if known := _named_by_its_service(service, url):
        return known
    parts = urlsplit(url.strip())
    query = {name.lower(): value for name, value in parse_qsl(parts.query)}
    path = unquote(parts.path)
    named = sorted(f"?{name}={value}" for name, value in query.items() if _IDENTIFYING.fullmatch(name))
    shown = "" if named or path.strip("/") else f"#{parts.fragment}"
    return f"{service} {path.rstrip('/')}{''.join(named)}{shown}"


def leads_to_publication(url: str) -> bool:
    """Whether *url*, of a link, is one document of a service that keeps documents for others, and no form or page of its own."""
    service = publisher(url)
    return service in _KEEPERS and not _FORM.search(url) and _named_by_its_service(service, url) is not None


def _named_by_its_service(service: str, url: str) -> str | None:
    """The publication at *url* by the ways in which *service* writes its addresses; None: none of them."""
    parts = urlsplit(url.strip())
    query = {name.lower(): value for name, value in parse_qsl(parts.query)}
    path = unquote(parts.path)
    for way in _PUBLICATIONS.get(service, ()):
        if way.startswith("?"):
            names = way[1:].split()
            if all(query.get(name) for name in names):
                return f"{service} {'/'.join(query[name] for name in names)}"
        elif found := re.search(way.removeprefix("#"), unquote(parts.fragment) if way.startswith("#") else path):
            sheet = f"#{query['gid']}" if _SHEET.search(path) and query.get("gid") else ""
            return f"{service} {'/'.join(filter(None, found.groups()))}{sheet}"
    return None


def address_key(url: str) -> str:
    """Return *url* as compared: without what DESIGN 3.11 calls cosmetic (scheme, default port, query, fragment, percent-encoding).

    An address that cannot be taken apart stands for itself.
    """
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    path = quote(unicodedata.normalize("NFC", unquote(parts.path or "/")), safe="/", errors="replace")
    return f"{(parts.hostname or '').rstrip('.')}{port}{path}"
