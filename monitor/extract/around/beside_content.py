"""What a tag, a role, an address or a label says of a box beside the content, as far as what it holds bears it out (3.5). Pure.

- `nav`, `menu`, status, button: pages say it of other things, too: steps of a procedure or addresses of sites in a `nav`, the meals
  of a week in a `menu`, a town's own notice with the role of a status, offers with their prices in buttons that choose one. What a
  box holds decides, and nothing that stands outside of its parent but the tags around it: it is asked of regions alone as well
  (`extract.independent_regions`).
- Links that lead to the same page in another language: by attributes, addresses and what they say.
- How often the page was read or liked, as a figure beside a picture of an eye or a heart, without a word.
- What is paid for: a small label, a link, its picture. Who sells a place says so to readers by the label, and to search engines by
  `rel="sponsored"`: that alone is set on patrons and ticket offices, too, but their pictures are the town's, and have a name.
  Partners whom a town thanks stand in a list, or in a sentence. « Anzeige » is a report to the police, « Reclame » a shop's sign:
  over a link in words such a label is a title, unless the box is called an ad, too, or the link leads to a server of ads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile

from monitor.expressions import expression
from monitor.extract.around.controls import COLON, SERVICES, Controls
from monitor.extract.around.overlays import PRICED
from monitor.extract.elements.labels import SIZED
from monitor.extract.elements.layout import HEADINGS, Layout, LayoutBox, words
from monitor.extract.elements.tree import Element, names_of
from monitor.extract.lists import any_of, name_words, named
from monitor.normalize import key

_ALONE, _ABOVE = named("ad_labels"), named("ad_labels_above")  # labels by themselves; over a picture that leads away
_PAID, _OF_LINKS = named("ad_paid"), named("ad_of")  # said of a link that is sold; what it is called
_NOTICES = frozenset(("anzeige", "reclame", "reklame"))  # of a police station, a shop
_CALLED_ADS = named("ads") | named("frame_ads") | named("ad_boxes")
_AD_HOST = re.compile(
    r"(?:https?:)?//(?:[^/?#]*[.-])?(?:ads?|ads?erv\w*|adclick|doubleclick|googleads\w*|googlesyndication)\d*[.-]", re.I
)
_PLAYERS = ["iframe", "ins"]
_OFFER = 120  # characters of an ad in words: its label, who sells, what
_STEMS = ("pub", "adver", "spons", "anzeig", "werb", "annon", "reklam", "reclam", "patroc", "mainos", "hirdet")
_LIKE_AD = re.compile("|".join(_STEMS), re.I)  # ASCII without any of these is no such label
LABEL = 24  # characters of « Publicité » with what may stand around it
_SEEN, _EYES = named("seen"), words("eye eyes views visibility")
_VIEWS = frozenset(
    ("vue", "vues", "nombre de vues", "views", "aufrufe", "weergaven", "visualizzazioni", "visitas")
)  # as labels of icons
_ICON = ("class", "id", "name", "icon", "data-icon", "src", "href", "xlink:href")  # attributes that say what a picture is of
_COUNTS = expression(r"[\W_]*\d{1,3}(?:[\s.,]?\d{3})*(?:[.,]\d)?[kKM]?(?:\W+\d{1,3}(?:[\s.,]?\d{3})*[kKM]?){0,2}\W*")
_TAGS = words("p span div small aside ins figcaption")
_ENTRIES = words("li dd td th")
_HOLDERS = words("body html main article ul ol dl table tbody tr li dd td th section")
_PICTURES = ["img", "picture", "svg", "video"]
_PICTURED = ["i", "span", "em", "use", "img", "svg"]  # what icons are made of
_SHOWN = [*_PICTURES, "iframe", "ins", "script", "a"]  # what an ad is made of
_WIDE = 100  # characters of prose around links that are one list
_SOLD = 60  # characters beside a picture that an ad server shows: « Partenaire : la mutuelle des habitants »
_FEW = 2  # of them: a third makes a list
_NEAR = 4  # boxes around
_LARGE = 60  # boxes in one
_BOLD = 7  # the rank of a line that is no heading
_SIZE = 12  # characters of « 530 KB) »


def is_label(layout: Layout, box: LayoutBox) -> bool:
    """Whether all that *box* says is « Publicité ». As all that an item or a cell holds, that is an entry of a list."""
    if not 0 < box.chars <= LABEL or box.name not in _TAGS:
        return False
    text = layout.line_of(box)
    if not ((_LIKE_AD.search(text) is not None or not text.isascii()) and key(text) in _ALONE):
        return False
    entry = next((b for b in islice(layout.ancestors(box), _NEAR) if b.name in _ENTRIES), None)
    return entry is None or entry.chars > box.chars or entry.el.find(_SHOWN) is not None


def counts_readers(layout: Layout, box: LayoutBox) -> bool:
    """Whether all that *box* says are one to three figures, each beside the picture that sites have for « seen » or « liked ».

    And it stands behind a sentence or a file with its size: under a heading or a label (« Donneurs inscrits ») the picture is of
    that, and as an item or in a cell of its own it is an entry; beside another picture (a telephone, seats) it is content. A heart
    or a thumb without an eye stands at the text's end: blood donors and votes are counted amid it.
    """
    if not 0 < box.chars <= LABEL or box.name in _ENTRIES or not any(map(str.isdecimal, said := layout.line_of(box))):
        return False
    icons = list[Element]()
    for el in box.el.find_all(_PICTURED):
        called, text = _called(el), el.get_text(strip=True)
        if called & _SEEN and "pulse" not in called and not any(map(str.isdecimal, text)) and el.parent not in icons:
            icons.append(el)
            said = said.replace(text, " ", 1) if text else said
    figures = re.findall(r"\d+(?:[\s.,]?\d{3})*", said)
    if not icons or len(icons) < len(figures) or _COUNTS.fullmatch(said) is None:
        return False
    around = list(islice(layout.ancestors(box), _NEAR))
    holder = next((b for b in around if b.chars > box.chars), box)
    before = "".join(layout.texts[holder.start : box.start]).rstrip()
    behind = takewhile(lambda run: (layout.rank(run) or _BOLD) == _BOLD, range(box.end, holder.end))
    amid = any(len(layout.texts[run]) > LABEL and not layout.linked[run] for run in behind)
    if any(b.name in _ENTRIES for b in around) or (amid and not any(_EYES & _called(el) for el in icons)):
        return False
    return before.endswith((".", "!", "?", "…")) or SIZED.search(before[-_SIZE:]) is not None


def _called(icon: Element) -> frozenset[str]:
    """The words of what *icon* is called, and of what it says, as the names of some sets of pictures are text."""
    said = next(
        (str(icon.attrs[name]) for name in ("aria-label", "title", "alt") if icon.attrs.get(name)), icon.get_text(strip=True)
    )
    names = name_words(" ".join((*(str(icon.attrs.get(name) or "") for name in _ICON), icon.get_text(strip=True))))
    return names | {"views"} if key(said) in _VIEWS and icon.name != "img" else names


def slots(layout: Layout, controls: Controls) -> Iterator[int]:
    """The orders of the boxes that hold an ad with its label and no other word."""
    for link in layout.having((), ("rel",)):
        if link.name == "a" and _is_sponsored(link) and (slot := _around(layout, link)) is not None:
            yield slot.order
    for run in layout.runs_with(_STEMS, 0, len(layout.texts), longest=LABEL):
        if key(layout.texts[run]) in _ALONE | _ABOVE:
            for box in islice(layout.ancestors(layout.boxes[layout.holder[run]]), 2):
                if box.name in _HOLDERS or box.prose > LABEL:
                    break
                away = controls.count("elsewhere", box) == controls.count("all", box)
                pictured = any(a.find(_PICTURES) for a in box.el.find_all("a", href=True))
                if len(_addresses(box)) == 1 and away and (pictured or _sells(layout, box)):
                    yield box.order
                    break
    for box in layout.having((), ("aria-label",)):
        called = key(str(box.attrs["aria-label"])) in _ALONE | (_ABOVE - _NOTICES) and box.name not in _HOLDERS
        away = controls.count("elsewhere", box) == box.links
        if called and away and box.chars <= _OFFER and (box.links or box.el.find(_PLAYERS) is not None):
            yield box.order


def _sells(layout: Layout, box: LayoutBox) -> bool:
    """Whether the one link in *box*, in words, is paid for: by what the box or the one around it is called, or where it leads."""
    if box.chars > _OFFER or any(b.level is not None for b in (box, *layout.inside(box))):
        return False
    close = takewhile(lambda b: b.name not in _HOLDERS, (box, layout.boxes[box.parent]))
    called = any(name_words(names_of(b.el)) & _CALLED_ADS for b in close)
    return called or any(_AD_HOST.match(address) is not None for address in _addresses(box))


def _is_sponsored(link: LayoutBox) -> bool:
    said = link.attrs.get("rel") or ""
    return "sponsored" in (" ".join(map(str, said)) if isinstance(said, list | tuple) else str(said)).lower().split()


def _is_served(link: LayoutBox) -> bool:
    """Whether *link* holds a picture without a name, and both are of one other host: who thanks a patron names its sign."""
    host = _HOST.match(str(link.attrs.get("href") or ""))
    pictures = link.el.find_all("img")
    if host is None or link.chars or not pictures or any(any(map(str.isalpha, str(p.attrs.get("alt") or ""))) for p in pictures):
        return False
    hosts = (_HOST.match(str(picture.attrs.get("src") or "")) for picture in pictures)
    return all(other is not None and other[0] == host[0] for other in hosts)


def _addresses(box: LayoutBox) -> set[str]:
    return {str(el.attrs.get("href")) for el in box.el.find_all("a", href=True)}


def _around(layout: Layout, link: LayoutBox) -> LayoutBox | None:
    """The widest box that holds *link*, its label and no more; None: it is of a list or a sentence, or no label says « ad »."""
    slot, sponsored, served = link, {str(link.attrs.get("href"))}, _is_served(link)
    for around in islice(layout.ancestors(link), _NEAR):
        if around.prose > _WIDE:
            break
        if around.name in _ENTRIES or around.last - around.order > _LARGE:
            return None
        inside = [b for b in layout.inside(around) if b.name == "a"]
        if len({str(b.attrs.get("href")) for b in inside if _is_sponsored(b)}) > _FEW:
            return None
        titled = any(b.level is not None for b in (around, *layout.inside(around)))
        if (
            around.prose <= (_SOLD if served else LABEL)
            and not titled
            and around.name not in _HOLDERS
            and _addresses(around) == sponsored
        ):
            slot = around
    beside = " ".join(layout.texts[r] for r in range(slot.start, slot.end) if not layout.linked[r])
    said = set(key(beside).split())
    if served and slot is not link and slot.name != "p" and not beside.rstrip().endswith((".", "!", "?")):
        return slot
    return slot if said & (_ALONE | _ABOVE | _PAID) and said <= _ALONE | _ABOVE | _PAID | _OF_LINKS else None


_HOST = re.compile(r"(?:https?:)?//([^./?#]*)[^/?#]*")  # of which the first part may name a language, and the last a country
_SEGMENT = re.compile(r"[/?&=.#:]+")
_CODE = re.compile(r"(?:.*[-_])?([a-z]{2,3})(?:[-_][a-z]{2})?")  # « fr-FR », « accueil_de »; « cours-de-breton » has none
_NOWHERE = ("#", "javascript:")
_LETTERS = re.compile(r"[^\W\d_]+")


def leads_to_language(link: Element) -> bool:
    """Whether *link* says that a language is there: by its attributes, or by a code in its address."""
    if "hreflang" in link.attrs or "lang" in link.attrs:
        return True
    if str(link.attrs["href"]).startswith(_NOWHERE) and str(link.attrs.get("data-lang") or "").lower()[:2] in named("languages"):
        return True  # a script takes it from there
    segments = _SEGMENT.split(_HOST.sub(r"\1", str(link.attrs["href"]).lower(), count=1))
    return any((code := _CODE.fullmatch(segment)) is not None and code[1] in named("languages") for segment in segments)


def chooses_language(box: LayoutBox) -> bool:
    """Whether *box* is a list to choose the page's language from: names of languages, each with its code or an address of its."""
    if box.name != "select":  # as nearly all
        return False
    options = box.el.find_all("option")
    said = (set(_LETTERS.findall(option.get_text().casefold())) for option in options)
    codes = (_SEGMENT.split(str(option.attrs.get("value") or "").lower()) for option in options)
    coded = sum(
        any((code := _CODE.fullmatch(part)) is not None and code[1] in named("languages") for part in parts) for parts in codes
    )
    return len(options) > 1 and 2 * coded >= len(options) and all(one <= named("languages") for one in said)


def offers_languages(box: LayoutBox, controls: Controls) -> bool:
    """Whether the links in *box* say nothing but what languages are called, and each is this very page: « Traduire : Français »."""
    links, names = box.el.find_all("a", href=True), named("languages")
    said = (set(_LETTERS.findall(link.get_text().casefold())) for link in links)
    own = (href == "#" or href.startswith(("?", "javascript:")) for href in (str(link.attrs["href"]) for link in links))
    if len(links) != controls.count("all", box) or not all(own):
        return False
    return all(map(leads_to_language, links)) and all(one and one <= names for one in said)


ROLES = words("navigation contentinfo search menu menubar toolbar tooltip progressbar alertdialog scrollbar status")
_OF_LINKS_OR_TOOLS = words("menu menubar toolbar search contentinfo")  # that a text has by a mistake, where it holds none
_SENTENCE, _ACCOUNT = 4, 8  # words of one, and of what has no full stop
_ENTRY = re.compile(r"(?:menuitem\w*|button|option|tab|link|searchbox)\Z")
_WAYS = ("here", "home", "share", "answer", "menu")  # what menus and bars hold; with them pages of this site that are no files
_FIELDS = ["select", "input", "textarea", "button"]
_LINES = words("p table dl blockquote figure")
_WORDS = 3  # of a line, on average: a menu's entries have fewer
_TRAIL = expression(r"(?:\A|\s)[>›»/|→](?:\s|\Z)|\A\W*\w+\s\d+\s(?:\w+|/)\s\d+\W*\Z")  # « Page 2 sur 14 »
# How often a page was read, and buttons that sort, or hold or fill a cart: « Panier (0,00 €) » beside « Panier bio à 12 € »
_READ = expression(
    r"\b(?:consult\w*|vue?s?|lue?s?|visit\w*|view\w*|read|seen|aufgerufen|gelesen|visto|visitad\w|letto|bekeken|lid[oa])\b"
    r"[^\n]{0,20}?\d[\d\s.,]*(?:fois|times|mal|veces|volte|keer|vezes)\b",
    re.I,
)
_DOES = expression(
    r"\A\W*(?:trier|tri|filtrer|sort|filter|sortieren|sorteren|ordenar|ordina)\b"
    r"|\A\W*(?:(?:mon|votre|my|your) )?(?:panier|cart|basket|warenkorb|carrito|carrello|winkelwagen)\W*\d"
    r"|\b(?:au panier|to (?:(?:the|my|your) )?(?:cart|basket|bag)|in den warenkorb|al carrito|al carrello|in winkelwagen)\b",
    re.I,
)
_BLOCKS = ["p", "ul", "ol", "dl", "table", *HEADINGS]
# Names of what says something of the visit, or is said only to those who do not see it
_PASSING = words("loader loading spinner spin skeleton placeholder toast toasts snackbar cart panier basket warenkorb")
_UNSEEN = expression(r"(?:\bsr|screen-?reader)s?-?(?:only|text)|visually-?hidden|\bassistive|\boff-?screen", re.I)
_LONGEST = 100  # characters of what counts hits, or waits


def is_as_called(box: LayoutBox, layout: Layout, controls: Controls) -> bool:
    """Whether *box*, which is a `nav` or `menu`, or has one of `ROLES`, is that, and none of the text."""
    role = str(box.attrs.get("role") or "")
    if "aria-valuenow" in box.attrs:
        return False  # a bar that says how far something is, not that something comes
    if role == "status" and box.name not in ("nav", "menu"):
        # It says that something comes, what a search found or a cart holds, or is there for who does not see
        said, names = layout.line_of(box), names_of(box.el)
        if not any(map(str.isalnum, said)) or _UNSEEN.search(names) or name_words(names) & _PASSING:
            return True
        if len(said) > _LONGEST:
            return False
        return said.endswith(("…", "...")) or _hits().fullmatch(said) is not None
    if box.name == "menu":
        return role in ROLES or "type" in box.attrs or not _holds_a_list(box, layout, controls)
    if role not in ("", "navigation", *_OF_LINKS_OR_TOOLS):
        return True
    if role in _OF_LINKS_OR_TOOLS:
        line = layout.line_of(box)
        told = len(line.split()) >= (_SENTENCE if line.endswith((".", "!", "?")) else _ACCOUNT)
        if not told or box.el.find(True, role=_ENTRY) is not None:
            return True  # « Rechercher sur le site »
    # Whether it is of the main content, or has a title, a paragraph or a table beside it
    in_text = any(a.name in ("main", "article") or a.attrs.get("role") == "main" for a in layout.ancestors(box)) or any(
        b is not box and b.prose and (b.name in _LINES or b.level is not None) for b in layout.children(layout.boxes[box.parent])
    )
    return not (in_text and _holds_a_list(box, layout, controls) and _is_said(box, layout, controls))


@cache
def _hits() -> re.Pattern[str]:
    """« 3 résultats », « Aucune fiche trouvée », “Showing 1 to 10 of 57 entries”."""
    none, hits, showing, what = (any_of("hits", name) for name in ("none", "words", "showing", "for"))
    counted = rf"(?:[^\W\d]+\W+){{0,2}}?(?:\d+(?:[\s.,]\d+)*|{none})\W+(?:[^\W\d]+\W+){{0,2}}?{hits}\W*(?:{what}\b.*)?"
    return re.compile(rf"{counted}|{showing}\b\D*\d+\D+\d+.*", re.I)


def _holds_a_list(box: LayoutBox, layout: Layout, controls: Controls) -> bool:
    """Whether *box* leads nowhere on this site: it has words, files, ways to reach somebody, other sites, and nothing to press."""
    count = controls.count
    if not layout.has_words(box.start, box.end) or any(count(way, box) for way in _WAYS) or box.el.find(_FIELDS) is not None:
        return False
    return count("all", box) == box.links and count("own", box) <= count("files", box)


def _is_said(box: LayoutBox, layout: Layout, controls: Controls) -> bool:
    """Whether a `nav` that leads nowhere on this site says more than what the parts of one are called."""
    files, people, elsewhere = (controls.count(kind, box) for kind in ("files", "reach", "elsewhere"))
    if box.links and 2 * (files + people) >= box.links:
        return True
    lines = list(layout.texts_of(list(range(box.start, box.end))))
    if box.links > 1 and elsewhere == box.links:
        return not any(word in SERVICES for line in lines for word in key(line).split())  # a town's own pages there
    if all(map(_READ.search, lines)):
        return False
    is_told = sum(len(line.split()) for line in lines) >= _WORDS * len(lines) or all(map(COLON.search, lines))
    return is_told and 2 * box.prose >= box.chars and not any(map(_TRAIL.search, lines))


def is_offer(button: LayoutBox, layout: Layout) -> bool:
    """Whether *button* is to be chosen among others by what it says: it says a price, or has a text of blocks, not a label."""
    said = layout.line_of(button)
    return (PRICED.search(said) is not None and _DOES.search(said) is None) or button.el.find(_BLOCKS) is not None
