"""Lists of other pages that a site draws anew behind a text, « À lire aussi » (DESIGN 3.6). Pure.

One page shows a list; only two show that it turns. An editor adds an entry, takes one out, words one otherwise or puts one in
another's place: all of that is told. A site that draws its entries shows others in most places, or a new one above and one less
below, or the same ones in another order. Only behind a text that is longer, under a title that bids in some language to read on,
and says nothing of what (« Sont aussi mutualisés » does), of entries that are headlines and not what one can do, each one link and
nothing else, none of an act of the body whose page it is nor of who holds a post, and hardly one with a word of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from monitor.compare.link_keys import host_of, link_key
from monitor.compare.people import people_in
from monitor.compare.title_words import tells_function
from monitor.expressions import expression
from monitor.model import Block, Section
from monitor.model.frozen import dataclass
from monitor.normalize import MONTHS, key

_TITLE_WORDS = 6
_TITLE = 60  # characters
_ENTRIES = range(2, 13)
_HEADLINE = range(3, 19)  # words
_WORDS = 4  # of a headline, on average: a service or an office is called by fewer
_SUBJECT = 6  # letters of a word that says what a text is about
_OF_TEXT = 3  # a headline in so many may have such a word in common with the text
_BEHIND = 60  # characters of a line that may stand behind
_STRAY = 2  # such lines
_PAGE = re.compile(r"(?:[^.]*|.*\.(?:html?|php\d?|aspx?|jspx?|do|cfm))\Z", re.I)  # the last part of the address of a page
_PAGES = r"(?:pages?|articles?|contenus?|sujets?|lectures?|posts?|stories|content|seiten|beitrage|themen|inhalte|pagine|contenuti)"
# By `normalize.key`; what says what it holds is none: « Autres démarches », « Lecture publique », “Explore our parks”.
_ALSO = expression(
    r"\b(?:aussi|egalement|plus loin|pour prolonger|a (?:lire|voir|decouvrir)|vous (?:plai|interess)\w*|suggestions?|recommand\w*"
    r"|dans (?:le|la) memes? \w+|(?:continu|poursui)\w* (?:la|votre|sa) (?:lecture|visite)|plus de lectures?"
    r"|also|going further|to go further|further reading|read (?:on|next|more)|(?:keep|continue) (?:exploring|reading|browsing)"
    r"|(?:explore|discover|see) (?:more|further)|(?:may|might|could) (?:like|enjoy)|recommended"
    r"|auch|weiterlesen|weiterstobern|(?:mehr|weiter) (?:entdecken|lesen|stobern)|empfehl\w*|zum (?:weiter|nach)\w+"
    r"|anche|per (?:approfondire|continuare)|continua (?:a leggere|la lettura)"
    r"|tambien|seguir leyendo|sigue leyendo|para (?:profundizar|ampliar)|tambem|continu\w+ a ler|ook|verder (?:lezen|kijken))\b"
    rf"|\b(?:autres|other|weitere|andere|ahnliche|verwandte|altr[ei]|similar|related|more) {_PAGES}\b"
    rf"|\b{_PAGES} (?:similaires?|associee?s?|connexes?|liee?s?|correlati|correlate|simili|relacionad[oa]s)\b"
    r"|\b(?:otr[ao]s|outr[ao]s) (?:paginas|articulos|contenidos|artigos|conteudos)\b"
    r"|\b(?:paginas|articulos|contenidos) relacionad[oa]s\b"
)
# All that such a title says, and of these what is read or seen there: « Sont aussi mutualisés » speaks of what it holds.
_OF_READING = """
lire voir decouvrir consulter explorer loin prolonger approfondir lecture lectures visite visiter suggestion suggestions page
pages article articles contenu contenus sujet sujets plaire plaira plairont interesser interesse interessera aimer aimerez theme
read reading explore exploring browse browsing discover see further like enjoy recommended posts stories content topic lesen
entdecken weiterlesen weiterstobern stobern empfehlungen empfohlen seiten beitrage themen inhalte thema leggere lettura
approfondire scoprire vedere contenuti pagine articoli tema leer leyendo lectura ver descubrir profundizar ampliar paginas
articulos contenidos artigos conteudos ler lezen kijken bekijken
"""
_BESIDE_IT = """
a et ou pour aller plus aussi egalement encore dans sur le la les l ce cet cette ces meme memes votre vos vous nos notre cela ca
peut peuvent pourrait pourraient pourriez continuer continuez poursuivre poursuivez rubrique dossier categorie autre autres
similaire similaires associe associes associee associees connexe connexes lie lies liee liees recommande recommandes recommandee
recommandees recommandations also going go to and on more next keep continue other you your may might could this these the
related similar in auch mehr weiter weitere andere ahnliche verwandte zum zu das die dies diese dieses und konnte sie
interessieren nach anche per continua continuare altre altri simili correlati correlate la il e potrebbe interessarti stesso
tambien para seguir sigue otros otras relacionados relacionadas te puede interesar y el mismo tambem continuar continue outros
outras ook verder andere dit
"""
_READ = frozenset(_OF_READING.split())
_SAYS = _READ | frozenset(_BESIDE_IT.split())
_OF_ACTS = expression(  # by `normalize.key`: what a body has to publish
    r"\b(?:arretes?|deliber\w*|proces verba\w*|conseils?|enquetes?|avis|marches publics|avenants?|nominations?|nommee?s?|postes?"
    r"|recrut\w*|conventions?|comptes? rendus?|decisi\w*|rapports?|reglements?|accords?|chartes?|mutualis\w*|organigramm\w*"
    r"|statuts?|agreements?|decisions?|reports?|council|minutes|by ?laws?|orders?|notices?|tenders?|appoint\w*|vacanc\w*"
    r"|vereinbarung\w*|entscheid\w*|bericht\w*|protoko\w*|beschl\w*|sitzung\w*|satzung\w*|verordnung\w*|bekanntmachung\w*"
    r"|ausschreibung\w*|stellen\w*|convenios?|acuerdos?|informes?|ordenanzas?|actas?|plenos?|edictos?|licitac\w*"
    r"|convenzion[ei]|accord[oi]|decision[ei]|regolament[oi]|ordinanz[ae]|verbal[ei]|band[oi]|avvis[oi]|consiglio|nomin[ae]"
    r"|regulamentos?|acordos?|editais|edital|atas?|besluit\w*|verordening\w*|vergadering\w*|raad\w*|overeenkomst\w*|verslag\w*)\b"
)
_TO_DO = re.compile(
    r"\w{2,}(?:[ei]r|re|ar|[aei]rs[ei])\b|.* \w{3,}en\Z"
)  # « Inscrire un enfant », „Laterne melden“: what one can do there
_TIMES = frozenset(MONTHS.split("|"))


@dataclass(frozen=True, slots=True)
class _List:
    """A title, and the entries under it: what each says, and where it leads."""

    title: str
    start: int  # of the blocks: the first entry
    end: int
    entries: tuple[tuple[str, str], ...]


def turned(old: Section, new: Section) -> tuple[range, range]:
    """Which blocks of *old* and of *new* are the entries of such a list that was drawn anew; none of most."""
    nothing = range(0), range(0)
    linked = [[block.text for block in section.blocks if block.links] for section in (old, new)]
    if linked[0] == linked[1] or not (old.facts_known and new.facts_known):  # as mostly
        return nothing
    here, there = ({one.title: one for one in _lists(section.blocks)} for section in (old, new))
    for title in here.keys() & there.keys():
        was, now = here[title], there[title]
        is_other = was.entries != now.entries and _is_drawn(was.entries, now.entries)
        if is_other and _stands_behind(old.blocks, was, now) and _stands_behind(new.blocks, now, was):
            return range(was.start, was.end), range(now.start, now.end)
    return nothing


def _lists(blocks: Sequence[Block]) -> Iterator[_List]:
    """The titled lists of links of *blocks*, of which the titles say what such lists say."""
    for at, block in enumerate(blocks[:-1]):
        said = key(block.line)
        if block.links or not 0 < len(block.line) <= _TITLE or len(said.split()) > _TITLE_WORDS or not _is_of_reading(said):
            continue
        end, entries = at + 1, list[tuple[str, str]]()
        while end < len(blocks) and (found := _entries_of(blocks[end])):
            entries += found
            end += 1
        if len(entries) in _ENTRIES and len({label for label, _ in entries}) == len(entries):
            yield _List(said, at + 1, end, tuple(entries))


def _is_of_reading(title: str) -> bool:
    """Whether *title*, a key, bids to read on or says that there is more to read, and says nothing of what."""
    words = set(title.split())
    return words <= _SAYS and not words.isdisjoint(_READ) and _ALSO.search(title) is not None


def _entries_of(block: Block) -> list[tuple[str, str]]:
    """Label and address of each link of *block*, where it holds links to pages and nothing more; else none."""
    if block.struck or len(block.links) not in range(1, len(_ENTRIES)):
        return []
    labels = [key(link.text) for link in block.links]
    paths = [urlsplit(link.url).path.rpartition("/")[2] for link in block.links]
    if " ".join(labels) != key(block.line) or not all(map(_PAGE.match, paths)) or any(_holds_post(k.text) for k in block.links):
        return []
    return list(zip(labels, (link_key(link.url) for link in block.links), strict=True))


def _holds_post(label: str) -> bool:
    """Whether *label* begins with a name and says a function: « Léa Fort, adjointe à l'urbanisme »."""
    return any(start == 0 and tells_function(label[end:]) for start, end in people_in(label))


def _is_drawn(was: tuple[tuple[str, str], ...], now: tuple[tuple[str, str], ...]) -> bool:
    """Whether *now* are other headlines than *was* in most places, or in an order that no editor makes."""
    gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
    # Another label for an address, or another address for a label, is somebody's doing
    if {label for label, _ in gone} & {label for label, _ in come} or {url for _, url in gone} & {url for _, url in come}:
        return False
    if len({host_of(url) for _, url in (*was, *now)}) > 1:
        return False
    said = [label.split() for label, _ in (*was, *now)]
    if any(len(words) not in _HEADLINE for words in said) or sum(map(len, said)) < _WORDS * len(said):
        return False
    labels = {label for label, _ in (*was, *now)}
    if any(map(_OF_ACTS.search, labels)) or 2 * sum(_TO_DO.match(label) is not None for label in labels) > len(labels):
        return False
    stayed, stays = [one for one in was if one in now], [one for one in now if one in was]
    if gone and come and 2 * len(stays) < max(len(was), len(now)):
        return True
    if len(was) != len(now) or len(was) <= len(_ENTRIES[:2]):
        return False
    return stayed != stays or (bool(come) and now[: len(come)] == tuple(come) and was[len(stayed) :] == tuple(gone))


def _stands_behind(blocks: Sequence[Block], one: _List, other: _List) -> bool:
    """Whether *one* stands behind a longer text, in other words than it or the *other*, and hardly a word behind it."""
    text = [block.line for block in blocks[: one.start - 1] if not block.links]
    about, labels = {word for line in text for word in _telling(key(line))}, {label for label, _ in (*one.entries, *other.entries)}
    behind = [b for b in blocks[one.end :] if b.kind != "heading" and not _entries_of(b)]
    stray = [b for b in behind if not b.links]
    return (
        sum(map(len, text)) > sum(len(label) for label, _ in one.entries)
        and len(stray) <= _STRAY
        and all(len(b.line) <= _BEHIND for b in behind)
        and _OF_TEXT * sum(not about.isdisjoint(_telling(label)) for label in labels) <= len(labels)
    )


def _telling(said: str) -> set[str]:
    """The longer words of *said*, which is a key, without the signs of plurals, and without months."""
    return {bare for word in said.split() if len(bare := word.rstrip("sx")) >= _SUBJECT and word not in _TIMES}
