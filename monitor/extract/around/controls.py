"""What each link and button of a page is for: to share it, to move about in it, to answer a box that asks (DESIGN 3.5). Pure.

Told by where a link leads and what it says. Counts over the boxes of a layout are sums, so that judging every box stays linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote

from monitor.expressions import expression
from monitor.extract.around.panels import opened_by, openers
from monitor.extract.elements.addresses import bare, leads_to_file, parted, split
from monitor.extract.elements.layout import INLINE, Layout, LayoutBox, folded, lowered, words
from monitor.extract.elements.tree import Element
from monitor.extract.lists import reads_aloud
from monitor.model.frozen import cached_property
from monitor.normalize import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_VERBS = (
    *("partag", "share", "sharing", "diffuse", "tweet", "imprim", "print", "copier", "copy", "repost"),
    *("teilen", "weitersagen", "drucken", "mailen", "delen", "afdrukken", "condivid", "compart", "partilh"),
    *("suivez", "suivre", "follow", "sociaux", "connecte", "folg", "volg", "segui", "siga"),  # where it is done for long
)
SHARE_STEMS = (
    *("partag", "shar", "diffus", "tweet", "imprim", "print", "copi", "copy", "repost"),
    *("teilen", "weitersag", "drucken", "mailen", "delen", "condivid", "compart", "partilh"),
)
_TALK = words(
    "suivre restons restez connectes connecte connected stay folgen sie uns volg ons seguici siganos "
    "partager partagez partage partages share shares shared sharing this page cette la le les ce cet un une sur par via on "
    "by to a ami amis friend with avec et and ou sociaux reseaux social networks media facebook twitter x linkedin "
    "whatsapp bluesky mastodon instagram threads telegram signal messenger pinterest reddit youtube viber email mail e courriel "
    "imprimer imprimez impression print copier copy lien link article contenu suivez nous follow us diffuser diffusez tweeter "
    "tweet envoyer send recommander in the of de du pdf url adresse presse papier clipboard teilen weitersagen drucken mailen "
    "diese seite auf per delen deze pagina op via afdrukken condividi condividere su questa compartir comparte en esta "
    "imprimir partilhar partilhe compartilhar compartilhe "
    "teile sie diesen artikel beitrag inhalt deel dit bericht inhoud condividete questo articolo contenuto l pagina con gli amici "
    "comparta este articulo contenido artigo conteudo fois partagee times volte condiviso condivisa condivisioni veces compartido "
    "compartida keer gedeeld mal geteilt vezes partilhado partilhada compartilhado compartilhada"
)
_PARTS = ("deel", "teile")  # that also are parts of a thing: « Deel 2 »
SERVICES = words(
    "facebook twitter x linkedin whatsapp bluesky mastodon instagram threads telegram messenger pinterest reddit email courriel "
    "mail imprimer print"
)
_HOSTS = expression(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|whatsapp|pinterest|bsky|reddit|telegram|t|wa|tumblr|vk|xing|threads|addtoany|addthis"
    r"|sharethis|mastodonshare|toot|viadeo|getpocket|flipboard|messenger)\.(?:com|me|app|net|kr)$",
    re.I,
)
# What reads this page aloud, translates it, or offers the town's application: for readers to press, no part of the text.
_SERVING = expression(
    r"(?:^|\.)(?:play\.google\.com|apps\.apple\.com|itunes\.apple\.com|appgallery\.huawei\.com|readspeaker\.com|browsealoud\.com"
    r"|translate\.google(?:\.[a-z]{2,3}){1,2}|voice-corp\.com|readspeaker\.net)$",
    re.I,
)
_SENDING = expression(r"(?:^|[/_.-])(?:sharer?|share-?\w*|partage\w*|intent|submit|send|compose|pin|add_to)(?:$|[/_.?-])", re.I)
_GIVEN = re.compile(r"(?:^|&)(?:text|url|u|link|title|summary)=", re.I)  # what to send: « wa.me/?text=… », but no « wa.me/336… »
_SENDERS = re.compile(r"mailto:\?|whatsapp:|sms:\?|tg://|fb-messenger:", re.I)
_HERE_SCRIPT = re.compile(r"window\.print|(?<![\w])print\(|navigator\.share|clipboard|(?<!\w)history\.(?:back|go)")
_TOP = re.compile(r"(?<!\w)(?:haut|top|début|start|oben|sommet|arriba|[↑⇧▲⬆]|seitenanfang|torna su|naar boven|ao topo)(?!\w)", re.I)
_TOP_NAMES = expression(r"^!?(?:|0|top|haut|(?:back|go|scroll|retour|to)[\w-]*(?:top|haut)[\w-]*|(?:haut|top)[\w-]*)$", re.I)
_TOPS = words("#top #haut #oben #arriba #boven #topo #inizio #page-top #top-of-page #back-to-top #haut-de-page #nach-oben")
ANSWER = expression(
    r"\W*(?:(?:tout|j['\u2019]|je|i|yes,?|oui,?|ok,?|non,?|no,?)\s*)?"
    r"(?:accepte[rz]?|autorise[rz]?|refuse[rz]?|continuer sans|accept|agree|allow|reject|decline|deny|got it|ok|d['\u2019]accord|"
    r"compris|ferme[rz]|close|dismiss|plus tard|later|non merci|no thanks|personnaliser|paramétrer|gérer (?:mes|les)|manage|"
    r"customi[sz]e|tout (?:accepter|refuser)|x$|×|✕|✖)",
    re.I,
)
_EDITING = expression(r"[?&;](?:ve)?action=\w*edit\b|[?&;](?:do|cmd)=edit\b", re.I)
_EDITORS = re.compile(r"edit[-_]?(?:section|link|button|icon)|section[-_]?edit")
_UNPRICED, _FIGURE = r"[^\d€$£¥%‰°]*", r"\d+(?:[\s.,]\d+)*"
_ONE_COUNT = re.compile(rf"{_UNPRICED}|\W*{_FIGURE}{_UNPRICED}|{_UNPRICED}{_FIGURE}[^\w€$£¥%‰°]*")  # at one end
_LETTERS = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[^\W\d_]+")
COLON = re.compile(r"\w ?: ?\w")  # « Voirie : Albin Forestier »
_SEPARATOR = expression(r"[>›»/|→]")
_TURNING = expression(
    r"[?&/;](?:\w*page(?!_?id)\w*|paged?|pg|p|start|offset|limitstart|debut\w*|from|seite)[=/_-]?\d|^(?:#.*|javascript:.*)?$", re.I
)
_WRITTEN = ["text", "email", "tel", "number", "date"]  # types of fields to fill in
_FORM = 320  # characters of a form that is no page
_NEIGHBOURS = 2  # the text before and the one after
_WAYS = 4  # to the first page, the one before, the next and the last
_NAME = re.compile(r"\W*[^\W\d_a-zà-ÿ]\w+(?:[\s’'-]+(?:[a-z]{1,3}[\s’'-]+)?[^\W\d_a-zà-ÿ]\w+)+\W*")  # « Irène Vasseur »
_CONTROLS = ["input", "button", "select", "textarea"]
_NUMBERED, _NUMBER = 3, re.compile(r"\d+")  # words beside a number of a page
_BESIDE = 24  # characters beside the links of a tool
_HOME = words("accueil home start startseite inicio")
_HOME_PAGE = re.compile(rf"(?i)/?(?:[a-z]{{2}}(?:[-_][a-z]{{2}})?/)?(?:(?:index|default|{'|'.join(_HOME)})(?:\.\w+)?)?/?")
_FIRST_PAGES = words("/ /fr/ /en/ /fr /en /index.php /index.html")
_LIKE_HOME = ("accueil", "home", "start", "inicio")  # ASCII without any of these is none of `_HOME`
_KINDS = ("all", "share", "answer", "menu", "within", "own", "elsewhere", "files", "here", "home", "reach")
_REACHING = ("tel:", "mailto:", "sms:", "callto:")
_FEW = 16  # controls of a box, which are told apart where it alone is asked about
_SIGN, _LONGEST = 2, 60  # characters of a sign, of what a control of the page's frame says


def stems_in(stems: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Those of *stems* that stand in one of *texts*: none or few of a page's, so that each text need be searched for no other."""
    said = lowered("\n".join(texts))
    return [stem for stem in stems if stem in said]


def has_stem(text: str, stems: Iterable[str] = SHARE_STEMS) -> bool:
    """Whether one of *stems* stands in *text*; what is nothing but talk of sharing has one of `SHARE_STEMS`."""
    return any(map(lowered(text).__contains__, stems))  # an expression takes three times as long


def is_share_talk(text: str, *, counted: bool = True) -> bool:
    """« Partager », « Share 12 »: nothing else is said; a bare number counts where *counted*, a price never."""
    if len(text) > 80 or not (counted or has_stem(text)) or not _ONE_COUNT.fullmatch(text):
        return False
    spoken = [w for w in key(text).split() if not w.isdigit()]
    asks = any(w.startswith(_VERBS) for w in spoken or ["share"] * counted) or (len(spoken) > 1 and spoken[0] in _PARTS)
    return asks and all(w in _TALK for w in spoken)


class Controls:
    """The links and buttons of one layout, told apart. `own` are addresses of this page: its own, its canonical one."""

    def __init__(self, layout: Layout, own: Iterable[str]) -> None:
        self._layout = layout
        self._own = {bare(url) for url in own if len(parted(url).path) > 1}
        self._hosts = {parted(url).netloc.lower() for url in own}
        self._paths = {unquote(parted(url).path).rstrip("/") for url in own}
        self._controls = [b for b in layout.having(("a", "button"), ("role",)) if _is_control(b)]
        self._places = [b.order for b in self._controls]  # ascending, as all orders here
        self._known: dict[int, tuple[str, ...]] = {}  # by order, what a control is, as far as it was asked for

    @cached_property
    def _twice(self) -> set[str]:
        """The addresses that several controls carry."""
        carried = Counter(a for b in self._controls if (a := self._carried(b.el)))
        return {a for a, n in carried.items() if n > 1}

    @cached_property
    def _ids(self) -> set[str]:
        return {str(b.attrs.get("id") or b.attrs.get("name") or "") for b in self._layout.having((), ("id", "name"))}

    @cached_property
    def _orders(self) -> dict[str, list[int]]:
        """The orders of the controls of each kind."""
        orders: dict[str, list[int]] = {name: [] for name in _KINDS}
        said = list(map(self.says, self._controls))
        stems, like_home = stems_in(SHARE_STEMS, said), stems_in(_LIKE_HOME, said)
        for box, words_of_it in zip(self._controls, said, strict=True):  # not kind by kind: an address is taken apart once
            for kind in self._kinds(box, words_of_it, stems, like_home):
                orders[kind].append(box.order)
        return orders

    @cached_property
    def titles(self) -> frozenset[str]:
        """What the headings say."""
        return frozenset(key(self._layout.joined(b)) for b in self._layout.headings) - {""}

    @cached_property
    def answers(self) -> list[int]:
        """The orders of what a box that asks is answered by."""
        may = (b for b in self._controls if not _leads_away(b.el, str(b.attrs.get("href") or "").strip()))
        found: list[int] = []
        for answer in (b for b in may if "answer" in self._kinds_of(b)):
            form = next((b for b in self._layout.ancestors(answer) if b.name == "form"), None)
            # « OK » behind a line to fill in sends what is written there
            if form is None or form.chars > _FORM or form.el.find("input", type=_WRITTEN) is None:
                found.append(answer.order)
        return found

    def _kinds_of(self, box: LayoutBox) -> tuple[str, ...]:
        """What the control *box* is, of `_KINDS`."""
        if (known := self._known.get(box.order)) is None:
            known = self._known[box.order] = tuple(self._kinds(box, self.says(box), SHARE_STEMS, _LIKE_HOME))
        return known

    def _kinds(self, box: LayoutBox, said: str, stems: Sequence[str], like_home: Sequence[str]) -> Iterator[str]:
        """What the control *box* that says *said* is, by *stems* and *like_home* alone; flat code, as many links ask for it."""
        el = box.el
        written = str(box.attrs.get("href") or "")
        href = written.strip()
        parts, fetches = _split(href), _fetches(href)
        shares = not fetches and self._shares(el, said, href, parts, stems)
        yield "all"
        if shares:
            yield "share"
        elif 0 < len(said) <= _LONGEST and not _leads_away(el, href) and ANSWER.match(said):
            yield "answer"
        if "download" in el.attrs or (fetches if written == href else _fetches(written)):
            yield "files"
        if el.name != "a":
            return
        elsewhere = parts is not None and bool(parts.netloc) and parts.netloc.lower() not in self._hosts
        path = unquote(parts.path).rstrip("/") if parts is not None else ""
        ours = parts if not elsewhere else None
        plain = ours.path if ours is not None and not (ours.fragment or ours.query) else None
        is_home_or_here = plain is not None and (plain in _FIRST_PAGES or (path and path in self._paths))
        if is_home_or_here or el.attrs.get("aria-current") in ("page", "true"):
            yield "menu"
        if ours is not None:  # with what leads to the site's first page, or says so, breadcrumbs begin
            may_say_so = not said.isascii() or (like_home and has_stem(said, like_home))
            # « ?id=3 » and « /?p=12 » are other pages, and « /services/accueil » is an office
            is_first = ours.path in ("", "/") and not (ours.fragment or ours.query) and ours.scheme in ("", "http", "https")
            if is_first or (may_say_so and key(said) in _HOME and _HOME_PAGE.fullmatch(ours.path)):
                yield "home"
        if self._place_here(href):
            yield "here"
        elif not shares and href.lower().startswith(_REACHING):
            yield "reach"  # somebody
        place = written.partition("#")[2] if "#" in written else ""
        if place and (place in self._ids or unquote(place) in self._ids or (href.startswith("#") and key(said) in self.titles)):
            yield "within"
        if elsewhere:
            yield "elsewhere"
        elif parts is not None and not shares and parts.scheme in ("", "http", "https") and path not in self._paths:
            yield "own"  # another page of this site, or a file of it

    def count(self, kind: str, box: LayoutBox) -> int:
        """How many controls of *kind* (of `_KINDS`) *box* holds, itself included."""
        first, past = bisect_left(self._places, box.order), bisect_right(self._places, box.last)
        if first == past or kind == "all":
            return past - first
        if kind != "answer" and past - first <= _FEW and "_orders" not in vars(self):
            return sum(kind in self._kinds_of(control) for control in self._controls[first:past])
        orders = self.answers if kind == "answer" else self._orders[kind]
        return bisect_right(orders, box.last) - bisect_left(orders, box.order) if orders else 0

    @cached_property
    def openers(self) -> dict[int, LayoutBox]:
        """By their orders, ascending, those that open panels shown in turn, with these."""
        return dict(sorted(openers(self._layout, self._controls).items()))

    def open_panels(self, box: LayoutBox) -> bool:
        """Whether nearly all controls in *box* open panels shown in turn: tabs, whose words are text (3.5)."""
        orders = list(self.openers)
        opening = bisect_right(orders, box.last) - bisect_left(orders, box.order)
        return opening > 0 and 5 * opening >= 4 * self.count("all", box)

    def lean_on_panels(self, region: LayoutBox) -> bool:
        """Whether a control in *region* may open a panel outside of it."""
        ids = {str(b.attrs["id"]) for b in self._layout.inside(region) if "id" in b.attrs}
        inside = self._controls[bisect_left(self._places, region.order) : bisect_right(self._places, region.last)]
        return any(name not in ids for control in inside if not self.is_top_link(control) for name in opened_by(control))

    def leads_home(self, link: LayoutBox) -> bool:
        """Whether *link* itself leads to the site's first page, as what breadcrumbs begin with does."""
        return _is_control(link) and "home" in self._kinds_of(link)

    def into_page(self) -> Iterator[LayoutBox]:
        """The links that lead to places of this page, in document order."""
        return map(self._layout.boxes.__getitem__, self._orders["within"])

    def lean_on_page(self, box: LayoutBox) -> bool:
        """Whether a link in *box* carries an address that makes it one for sharing only where another link of the page does too."""
        carried = (self._carried(b.el) for b in self._layout.inside(box) if _is_control(b))
        return any(address and not (address in self._own or self._is_here(address)) for address in carried)

    def only_share(self, box: LayoutBox, title: str = "") -> bool:
        """Whether *box* holds links and buttons to share by, to no page or file of this site, and no word of anything else."""
        if self.count("own", box) or self.count("files", box):
            return False
        covered = {run for b in self._layout.inside(box) if _is_control(b) for run in range(b.start, b.end)}
        said = (self._layout.texts[run] for run in range(box.start, box.end) if run not in covered)
        return is_share_talk(folded(" ".join((title, *said))))

    def says_only_sharing(self, box: LayoutBox) -> bool:
        """Whether *box* says nothing beside its controls, or talks of sharing: whatever else stands in a line with them is text."""
        controls = [b for b in (box, *self._layout.inside(box)) if _is_control(b)]
        covered = {run for b in controls for run in range(b.start, b.end)}
        beside = [text for run in range(box.start, box.end) if run not in covered and (text := folded(self._layout.texts[run]))]
        said = folded(" ".join(beside))
        if not any(map(str.isalnum, said)) or is_share_talk(said) or all(map(is_share_talk, beside)):
            return True  # « Partager : », « 120 partages »
        served = (parted(str(b.attrs.get("href") or "")).netloc for b in controls)
        return any(map(_SERVING.search, served))  # « Emportez la mairie partout »

    def reaches_people(self, box: LayoutBox) -> bool:
        """Whether half of the links of *box* or more call or write to somebody: those lead to no other page."""
        return 2 * self.count("reach", box) >= box.links > 0

    def is_trail(self, box: LayoutBox) -> bool:
        """Whether *box*, called a trail of crumbs, says no more: « arborescence » is a chart, too."""
        if self.count("reach", box) or any(b.level is not None for b in self._layout.inside(box)):
            return False
        said = self._layout.line_of(box)
        if _SEPARATOR.search(said) or self.count("home", box):
            return True
        return COLON.search(said) is None and (box.links > 0 or _is_numbered(said))

    def turns_pages(self, box: LayoutBox) -> bool:
        """Whether *box*, called a row of page numbers, is one, or leads to two neighbours: lists of links are text.

        A link says a number or a sign, or counts pages in its address, or leads nowhere; two say more, none « Lundi : Ida Brun ».
        """
        said, inside = self._layout.line_of(box), self._layout.inside(box)
        if self.count("reach", box) or self.count("files", box) or COLON.search(said) or any(b.level is not None for b in inside):
            return False
        if not box.links:
            return _is_numbered(said)
        links = [(self.says(b), _TURNING.search(b.attrs.get("href") or "#") is not None) for b in (box, *inside) if b.name == "a"]
        lettered = {key(name): turns for name, turns in links if len(key(name)) > 1 and any(map(str.isalpha, name))}
        counting = sum(turns and not any(map(str.isdigit, name)) for name, turns in lettered.items())
        people = [set(key(name).split()) for name in dict.fromkeys(name for name, _ in links) if _NAME.fullmatch(name)]
        if counting > _WAYS or (len(people) > 1 and not set.intersection(*people)):
            return False  # « Page suivante » and « Page précédente » have a word in common
        return len(lettered) - sum(lettered.values()) <= _NEIGHBOURS

    def is_for_use(self, box: LayoutBox) -> bool:
        """Whether *box*, which is called a tool, looks the part: it has a control, or is links with hardly a word beside them."""
        if box.prose > 150 or self.count("reach", box):
            return False
        if any(b.level is not None and b.links for b in self._layout.inside(box)):
            return False  # a hit of a search
        if self.count("share", box) or box.el.find(_CONTROLS) is not None:
            return box.links > 0 or box.chars <= 40
        if not box.links:  # « A- A+ »
            said = self._layout.line_of(box)
            return box.chars <= 40 and (is_share_talk(said) or all(len(word) < 3 for word in _WORDS.findall(said)))
        return box.prose <= _BESIDE and COLON.search(self._layout.line_of(box)) is None

    def begins_at_home(self, box: LayoutBox) -> bool:
        """Whether *box* begins with the way home and is short, as breadcrumbs do, which stand above the text and its title."""
        if box.chars > 300 or box.prose > 150 or box.name in INLINE or not self.count("home", box):
            return False
        link = self._layout.link_in(box, 6)
        if link is None or (before := self._layout.chars(box.start, link.start)) > 30 or not self.leads_home(link):
            return False
        if before and not self._layout.chars(link.end, box.end):
            return False  # a way out of a text, not the beginning of a trail
        ends = ("main", "p", "table", "dl")
        return not any(b.level is not None or (b.name in ends and b.start >= link.end) for b in self._layout.inside(box))

    def says(self, box: LayoutBox) -> str:
        """The words of a control, or what it is called where it shows none."""
        texts, start, end = self._layout.texts, box.start, box.end
        said = folded(texts[start] if end - start == 1 else "".join(texts[start:end])) if box.chars < 400 else ""
        return said or folded(str(box.attrs.get("aria-label") or box.attrs.get("title") or ""))

    def is_top_link(self, box: LayoutBox) -> bool:
        """Whether *box* leads to the page's top, or says so and leads nowhere else."""
        href = self._place_here(str(box.el.attrs.get("href") or "").strip())
        if box.el.name != "a" or not href:
            return False
        said, is_top = self.says(box), href.lower() in _TOPS
        says_so = _TOP.search(said) is not None
        spoken = is_top or says_so or (_TOP_NAMES.match(href[1:]) is not None and not any(map(str.isalnum, said)))
        return len(said) <= _LONGEST and spoken

    def _place_here(self, href: str) -> str:
        """The place of this page to which *href* leads, « #top », with its address before that or not; "" of any other."""
        address, sign, place = href.partition("#")
        parts = _split(address)
        if address and (parts is None or parts.query or parts.netloc.lower() not in {"", *self._hosts}):
            return ""
        return sign + place if parts is None or unquote(parts.path).rstrip("/") in self._paths else ""

    def _shares(self, el: Element, said: str, href: str, parts: SplitResult | None, stems: Sequence[str]) -> bool:
        if len(said) > _LONGEST:
            return False
        script = lowered(f"{href} {el.attrs['onclick'] or ''}" if "onclick" in el.attrs else href)
        if ("(" in script or "clipboard" in script) and _HERE_SCRIPT.search(script):
            return True
        if stems and has_stem(said, stems) and is_share_talk(said, counted=False):
            return True
        if ":" in href and _SENDERS.match(href):
            return True
        carried = self._carried(el)
        if carried and (carried in self._own or carried in self._twice or self._is_here(carried)):
            return True
        if parts is None:  # the name of a service that pages are shared by, with a count perhaps: « Facebook (142) »
            spoken = key(said).split()
            return bool(spoken) and spoken[0] in SERVICES and all(w in _TALK or w.strip("()").isdigit() for w in spoken)
        if not parts.netloc or parts.netloc.lower() in self._hosts:
            return False
        if _SERVING.search(parts.netloc.split(":")[0]) or (parts.query and reads_aloud(said)):
            return True
        sends = _SENDING.search(f"{parts.path}?{parts.query}") is not None or _GIVEN.search(parts.query) is not None
        return bool(_HOSTS.search(parts.netloc.split(":")[0]) and sends)

    def _is_here(self, carried: str) -> bool:
        return f"/{carried.partition('/')[2].rstrip('/')}" in self._paths

    def _carried(self, el: Element) -> str | None:
        """The address of a page that the address of *el* carries to another host or into a mail."""
        href = str(el.attrs.get("href") or "") if el.attrs else ""
        if "http" not in href[1:]:
            return None
        parts = _split(href)
        if parts is None or (parts.netloc and parts.netloc.lower() in self._hosts):
            return None
        found = re.search(r"https?://[^\s&\"']+", unquote(unquote(parts.query)))
        return bare(found.group()) if found else None


def edits_a_title(layout: Layout, box: LayoutBox) -> bool:
    """Whether *box* holds nothing but links to edit what the title is over that it is in, or right behind: « [edit] ».

    Their addresses say it; or a class does, and the brackets around them; or it is a sign alone, « ✎ ». Words in brackets may be
    the title's own.
    """
    if not 0 < box.chars <= _LONGEST or box.name not in INLINE or not (box.links or box.name == "a"):
        return False
    links = [box.el] if box.name == "a" else box.el.find_all("a", href=True)
    edits = links and all("=" in (href := str(link.attrs.get("href") or "")) and _EDITING.search(href) for link in links)
    is_sign = box.name == "a" and box.chars <= _SIGN
    if not (edits or is_sign) and not ("class" in box.attrs and _EDITORS.search(str(box.attrs["class"]))):
        return False  # as of nearly all links, whatever stands around them
    said = folded(layout.joined(box))
    if not (edits or said[:1] + said[-1:] == "[]" or (is_sign and not _LETTERS.sub("", said))):
        return False
    title = next((a for a in layout.ancestors(box) if a.level is not None), None)
    if title is None and box.order:  # the one that it follows in the same parent
        before = layout.boxes[box.order - 1]
        while before.parent > box.parent:
            before = layout.boxes[before.parent]
        title = before if before.parent == box.parent and before.level is not None else None
    if title is None or (title.start, title.end) == (box.start, box.end):
        return False
    # else the title's own words stand beside them
    return _LETTERS.sub("", "".join(link.get_text() for link in links)) == _LETTERS.sub("", said)


def _is_numbered(said: str) -> bool:
    """« Page 2 sur 5 », « Résultats 1 à 10 sur 45 »: numbers, and hardly more words than they need."""
    numbers = len(_NUMBER.findall(said))
    return numbers > 0 and len(_WORDS.findall(said)) <= max(_NUMBERED, 2 * numbers)


def _fetches(href: str) -> bool:
    return href.startswith(("/", "http")) and leads_to_file(href)


def _leads_away(el: Element, href: str) -> bool:
    return el.name == "a" and bool(href) and not href.startswith(("#", "javascript:"))


def _is_control(box: LayoutBox) -> bool:
    return box.name in ("a", "button") or box.attrs.get("role") == "button"


def _split(href: str) -> SplitResult | None:
    """*href* in its parts; None where it is no address: « # », a script, nothing."""
    return None if not href or href.startswith(("#", "javascript:")) else split(href)
