"""Words beside a download link, taken apart: label, format, size, and the call to click (DESIGN 3.8). Pure text, no elements."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from monitor.expressions import expression
from monitor.model.frozen import dataclass
from monitor.normalize import key, visible

# Stands where an inline element begins or ends: "Organigramme" and "PDF" in two spans are two things, with nothing between them.
EDGE = "\ue000"

EXTENSIONS = [
    "pdf", "doc", "docx", "docm", "dotx", "odt", "ott", "rtf", "xls", "xlsx", "xlsm", "xltx", "ods", "csv", "ppt", "pptx",
    "ppsx", "pptm", "odp", "odg", "zip", "7z", "gz", "rar", "txt", "epub", "jpg", "jpeg", "png", "gif", "svg", "tif", "tiff",
    "webp", "mp3", "mp4", "json", "geojson", "kml", "kmz", "shp", "dwg", "xml", "ics", "md",
]  # fmt: skip

_FORMAT = r"(?:" + "|".join(sorted(EXTENSIONS, key=len, reverse=True)) + r")"
_SIZE = (
    r"(?<![\w.,/-])(?P<size>(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?[ \u00a0\u202f]?"
    r"(?:[kmgt]i?[ob]|(?:kilo|méga|mega|giga)?-?octets?|(?:kilo|mega)?bytes?|o))(?!\w)"
)
_NAMED = (
    r"(?:(?:au\s+)?format|type|extension|poids|taille|file\s*size|size|weight|fichier|document|file)"
    r"(?:\s+(?:du|de)\s+(?:fichier|document))?\s*[:=]?\s*"
)
_WINDOW = (
    r"(?:(?:s['’])?ouv(?:re|rir|erture|rira)\s+)?(?:dans\s+|vers\s+)?(?:une?\s+)?(?:nouvel(?:le)?\s+(?:fenêtre|onglet|page)|autre\s+fenêtre)"
    r"|(?:opens\s+)?(?:in\s+)?(?:an?\s+)?(?:new|another)\s+(?:window|tab)|lien\s+(?:externe|de\s+téléchargement)|external\s+link"
    r"|(?:öffnet\s+)?(?:sich\s+)?in\s+(?:einem\s+)?neue[mn]\s+(?:browser)?(?:fenster|tab)|externer\s+link"
    r"|(?:si\s+)?apre\s+(?:in\s+)?una?(?:['’]|\s+)(?:nuov[ao]|altra)\s+(?:finestra|scheda)|link\s+esterno"
    r"|(?:opent\s+)?in\s+(?:een\s+)?nieuw\s+(?:venster|tabblad)"
    r"|(?:se\s+)?abre\s+(?:en|em|numa?)\s+(?:una?\s+)?(?:nuev[ao]\s+|nov[ao]\s+)?(?:ventana|pestaña|janela|separador)(?:\s+nuev[ao])?"
    r"|enlace\s+externo"
)
_PAGES = r"\d+\s*p(?:ages?|\.)"
_CALL_WORD = (
    r"télécharge(?:r|z|ment)|telecharge(?:r|z|ment)|consulte[rz]|voir|ouvrir|ouvrez|lire|lisez|affiche[rz]|visualise[rz]|"
    r"accéde[rz](?:\s+(?:à|au|aux))?|obtenir|découvr(?:ir|ez)|feuillete[rz]|enregistre[rz]|retrouve[rz]|"
    r"download|view|open|read|see|get|access|show|save|herunterladen|descargar|scarica(?:re)?"
)
_TOKEN = rf"(?:(?:{_NAMED})?(?:de\s+|of\s+|application/|\.)?(?:(?P<format>{_FORMAT})|{_SIZE})|{_WINDOW}|{_PAGES})(?!\w)"

_NAMELESS = _TOKEN.replace("?P<format>", "?:").replace("?P<size>", "?:")
_DATED = (
    r"(?:(?:date\s+de\s+)?publi(?:é|ée|és|cation)|mise?\s+(?:à\s+jour|en\s+ligne)|modifi(?:é|ée)|ajout(?:é|ée)|actualis(?:é|ée)|"
    r"date|dernière|créée?|updated|published|last|posted|added|created)\b.{0,40}\d.{0,20}"
)
_ARTICLE = r"(?:l['’]\s*|(?:le|la|les|ce|cet|cette|ces|un|une|du|de\s+la|des|au|the|this|our|a|an|votre|notre)\s+)"
_THING = (
    r"(?:documents?|fichiers?|pdf|files?|doc|version|pièces?(?:\s+jointes?)?|attachment|contenu|détails?|suite|plus|more|page|"
    r"lien|link|ici|here|now|maintenant|texte|intégral(?:ité)?|complet|complète|full|original)"
)


_WORDS_OF_A_NAME = 5
_LONGEST = 2_000  # characters: what is longer is no line beside a link, and only its own words
_TAIL = 300  # characters at a line's end in which its last format or size stands
_MOST_TOKENS = 12  # formats, sizes and the like at one end of a line
_LONGEST_CALL = 250  # characters of « Télécharger le document », « Publié le … » with what stands around it
_EDGES = expression(rf"{EDGE}[{EDGE} ]*{EDGE}")
# How a line ends that has something to cut at its end. Most lines of a page end otherwise, and no expression need look at them.
_BEHIND_LAST = f"{EDGE}.,;:-–—|•·)]" + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_LAST = (
    *EXTENSIONS,
    *("o", "kb", "mb", "gb", "tb", "ib", "octet", "octets", "byte", "bytes", "p", "page", "pages"),
    *("fenêtre", "onglet", "window", "tab", "externe", "link", "fenster", "finestra", "scheda", "esterno", "venster", "tabblad"),
    *("ventana", "pestaña", "janela", "separador", "nueva", "nuevo", "externo"),
    *("er", "ez", "ir", "ire", "ment", "à", "au", "aux"),  # of _CALL_WORD
    *("download", "view", "open", "read", "see", "get", "access", "show", "save"),
    *("herunterladen", "descargar", "scarica", "scaricare"),
)
_LONGEST_LAST = max(map(len, _LAST))
SIZED = expression(r"\d[ \u00a0\u202f]?(?:[kmgt]i?[ob]|(?:kilo|méga|mega|giga)?-?octets?|(?:kilo|mega)?bytes?|o)(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class LabelParts:
    """What one line says: `label` without format, size and « nouvelle fenêtre »; "" where nothing is left."""

    label: str
    format: str | None = None
    size: str | None = None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def spaced(raw: str) -> str:
    """Return *raw* on one line: every run of space, no-break ones too, as one space; edges gone."""
    return " ".join(raw.replace(EDGE, "").split())


@lru_cache(maxsize=2048)  # a page has the same lines around many of its links
def read(raw: str) -> LabelParts:
    """Take *raw* (edges allowed) apart. « Organigramme (PDF, 203 ko) » gives the label « Organigramme », "PDF" and "203 ko"."""
    shown = _EDGES.sub(lambda run: f"{EDGE} {EDGE}" if " " in run[0] else EDGE, " ".join(visible(raw).split()))
    if len(shown) > _LONGEST:
        return LabelParts(spaced(shown))
    left, found = shown, {"format": "", "size": ""}
    if EDGE in left:  # without the elements in it that only say when it was put there
        left = EDGE.join(part for part in left.split(EDGE) if not _compiled(rf"\W*{_DATED}\W*").fullmatch(part))
    left = _trimmed(left, found, at_end=True)
    left = _trimmed(left, found, at_end=False)
    label = _compiled(r"^[^\w«\"“„‘'(\[]+").sub("", spaced(left)).strip(" -–—|•·,;:/")
    label += ")" if label.count("(") - label.count(")") == 1 else ""
    # « P<b>oids : 203</b>,05 ko »: elements within a word or a figure
    if EDGE in raw and (label or not found["size"]) and SIZED.search(visible(raw.replace(EDGE, ""))):
        whole = read(raw.replace(EDGE, ""))
        if whole.size and not (whole.label and found["size"]):
            return LabelParts(label if whole.label else "", whole.format, whole.size)
    return LabelParts(label, found["format"].upper() or None, spaced(found["size"]) or None)


def _trimmed(text: str, found: dict[str, str], *, at_end: bool) -> str:
    """Cut format, size and the like from one end of *text*, as long as there are any; what they say goes into *found*."""
    for _ in range(_MOST_TOKENS):
        if at_end:
            match = _token_at_end(text, found)
        else:
            strong = rf"(?:[\s{EDGE}]*[\-–—|•·,;:/)\]{EDGE}]+[\s{EDGE}]*|\s*$|\s+(?={_NAMELESS}\s*$))"
            match = _compiled(rf"^[\s{EDGE}(\[]*{_TOKEN}{strong}").search(text)
        if match is None:
            return text
        for name in found:
            found[name] = found[name] or match.groupdict().get(name) or ""
        text = text[: match.start()] if at_end else text[match.end() :]
    return text


def _may_end_with_token(text: str) -> bool:
    """Whether the slow search is worth its time; the test that both find the same takes it away."""
    last = text.rstrip(_BEHIND_LAST)[-_LONGEST_LAST:].casefold()
    return last.endswith(_LAST) or "ı" in last or "\u0307" in last  # what `re` takes for an i, and no folding of case


def _token_at_end(text: str, found: dict[str, str]) -> re.Match[str] | None:
    if not _may_end_with_token(text):
        return None
    sep, near = rf"[\s{EDGE}\-–—|•·,;:/(\[]", max(0, len(text) - _TAIL)
    match = _compiled(rf"(?:^|(?<!{sep})(?P<sep>{sep}++)){_TOKEN}[\s{EDGE}.,;:\-–—|•·)\]]*+$").search(text, near)
    if match is None:
        trailing = rf"(?P<sep>[\s{EDGE}]*[:(\[|•·–—{EDGE}-][\s{EDGE}]*)(?:{_CALL_WORD})(?!\w)[\s{EDGE}.)\]]*+$"
        return _compiled(trailing).search(text, near)
    # « Guide du PDF » keeps its last word: a bare format counts only behind a mark of punctuation, or beside a size.
    bare = (
        match["format"]
        and not match["size"]
        and match["sep"]
        and not match["sep"].strip(" \t\n\r\u00a0\u202f")
        and not found["size"]
    )
    named = _compiled(_NAMED).match(text[match.start() :].lstrip(f" -–—|•·,;:/([{EDGE}")) if bare else None
    return None if bare and not named else match


def is_call(label: str) -> bool:
    """Whether *label* only asks to click: « télécharger », « Voir le document », "read more", « ici », or says nothing at all."""
    if not _compiled(r"\w").search(label):
        return True
    if len(label) > _LONGEST_CALL:
        return False
    verb = rf"(?:{_CALL_WORD}|cliqu(?:er|ez)|click|en\s+savoir|learn|plus\s+d['’]infos?(?:rmations?)?)"
    return bool(_compiled(
        rf"[\W_]*(?:(?:{verb}|pour|à|to)[\s,:]*)*(?:{_ARTICLE}?{_THING}\s*)*(?:(?:en|au|in|as|sous)\s+(?:format\s+)?(?:{_THING}|ligne)\s*)?[\W_]*"
        rf"|[\W_]*{_FORMAT}[\W_]*|[\W_]*version\s+{_FORMAT}[\W_]*|[\W_]*documents?\s+(?:à\s+télécharger|pdf)[\W_]*"
    ).fullmatch(label))  # fmt: skip


def is_sentence(line: str) -> bool:
    """Whether *line* says something rather than names it: « L'organigramme est à jour au 2 mars 2026. »"""
    return line.rstrip().endswith((".", "!", "?")) and not line.rstrip().endswith("..") and len(line.split()) > _WORDS_OF_A_NAME


def chart_word(text: str) -> str | None:
    """The word of *text* that speaks of an org chart; None: none does."""
    found = _compiled(
        r"(?<!\w)(?:organ[io]gram\w*|fun[kz]ionigramm\w*|(?:structure|org(?:ani[sz]ation(?:al)?)?)[ -]?chart|orga-?plan"
        r"|organi[sz]ations?(?:al )?(?:plan|schema|diagram|översikt)\w*|organi(?:sasjonskart|satieschema)\w*"
        r"|\w*gliederungsplan|dezernatsverteilungsplan|schemat organizacyjn\w*|organizační schéma|sch[ée]ma d['’]organisation"
        r"|esquema (?:organi[zs]ativo|orgánico))"
    ).search(text)
    return found[0] if found else None


def behind_call(label: str) -> tuple[str, bool]:
    """Return (*label* without a call in front of it, whether it is a name of its own).

    « Télécharger : Organigramme 2023 » names a document; « Télécharger l'organigramme » only speaks of one, and any title line
    nearby is the better label.
    """
    match = _compiled(rf"[\W_]*(?:{_CALL_WORD})(?!\w)\s*(?P<mark>[:–—-]?\s*)(?P<rest>.+)").fullmatch(label)
    if match is None:
        return label, True
    rest = match["rest"].strip()
    # « Télécharger le document « Organigramme » » names it too.
    thing = _compiled(rf"{_ARTICLE}?(?:document|fichier|pdf|file)s?\s*[:–—-]?\s*(?P<rest>[«\"“„'‘\w].*)").fullmatch(rest)
    rest = thing["rest"] if thing else rest
    if (
        not match["mark"].strip()
        and not thing
        and (_compiled(_ARTICLE).match(rest) or not (rest[0].isupper() or rest[0] in '«"“„[(0123456789'))
    ):
        return label, False
    return unquoted(rest), True


def unquoted(label: str) -> str:
    """Return *label* without quotation marks around all of it."""
    match = _compiled(r"[«\"“„]\s*([^«»\"“”„]+?)\s*[»\"”“]").fullmatch(label)
    return match[1] if match else label


def is_aside(label: str) -> bool:
    """Whether a line says when or how much, not what: « Publié le 12/06/2023 », « 12 juin 2023 », « 340 téléchargements »."""
    return len(label) <= _LONGEST_CALL and bool(_compiled(
        rf"\W*(?:{_DATED}"
        r"|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{4}-\d\d-\d\d|(?:\w+\.?\s+)?\d{1,2}(?:er)?\s+[^\W\d]{3,9}\.?\s+\d{4}"
        r"|\d[\d\s.,]*\s*(?:téléchargements?|downloads?|vues?|views?|clics?|hits?|fois)|(?:téléchargements?|downloads?|vues?|hits?)\s*:?\s*\d+"
        r"|(?:langue|language|auteur|author|licence|license|référence|catégorie|category)\s*:.{0,60}"
        r"|(?:format|poids|taille|type|size|nom|titre|title|name|file|fichier|date|action|actions)s?\s*:?)\W*"
    ).fullmatch(label))  # fmt: skip


@lru_cache(maxsize=2048)  # as `read`: many links have the same lines around them
def is_detail(text: str) -> bool:
    """Whether *text* only says the format, size or date of a file, or asks to click."""
    label = read(text).label
    return is_call(label) or is_aside(label)


def is_only_a_date(label: str) -> bool:
    """Whether *label* only says when: « Juin 2023 », "2021-2026", « version de mars 2022 »; what it is stands elsewhere."""
    words = _compiled(r"[^\W\d_]+").findall(label)
    return bool(_compiled(r"\d").search(label)) and all(len(w) <= 2 or _compiled(_MONTH).fullmatch(w) for w in words)


_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_MONTH = (
    rf"{_MONTHS}|fevrier|aout|decembre|version|édition|edition|année|year|depuis|jusqu|from|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|janv|févr|juil|déc"
)
_DATED_TAIL = (
    rf"(?<![\s\-–—,:;(\[])[\s\-–—,:;(\[]++(?:(?:au|du|de|en|dated?|as\s+of|version|mise?\s+à\s+jour(?:\s+le)?)\s+)*"
    rf"(?:\d{{1,2}}(?:er)?[\s/.-]+)?(?:(?:{_MONTHS})\s+|\d{{1,2}}[/.-])?(?:19|20)\d\d\b.*$"
)


def lasting(label: str) -> str:
    """*label* without the date it ends with, where enough of it is left to be told by."""
    left = _compiled(_DATED_TAIL).sub("", label).strip() if len(label) <= _LONGEST else ""
    return left if len(key(left)) >= 5 else label
