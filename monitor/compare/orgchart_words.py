"""When two titles mean the same: accents, case, hyphens and abbreviations don't count (13.5). Pure."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from monitor.normalize import key

_ABBREVIATIONS = {
    "dir": "direction",
    "serv": "service",
    "svc": "service",
    "sce": "service",
    "dpt": "departement",
    "dept": "departement",
    "div": "division",
    "sect": "secteur",
    "secr": "secretariat",
    "gal": "general",
    "gale": "generale",
    "adj": "adjoint",
    "resp": "responsable",
    "admin": "administratif",
    "dga": "direction generale adjointe",
    "dgs": "direction generale des services",
    "drh": "direction des ressources humaines",
    "rh": "ressources humaines",
    "abt": "abteilung",
    "st": "saint",
    "ste": "sainte",
}
_STOP_WORDS = """a au aux d de des du en et l la le les par pour sur un une der die das des und für fur von zu of and the for"""
_STOP = frozenset(_STOP_WORDS.split())
_GENERIC_WORDS = """direction generale general adjointe adjoint service services pole mission missions cellule bureau departement
unite secteur division centre secretariat delegation sous affaires abteilung amt referat fachbereich
beauftragte department office unit"""
_GENERIC = frozenset(_GENERIC_WORDS.split())


@lru_cache(maxsize=20_000)
def title_key(title: str) -> str:
    """*title* as compared: folded, abbreviations written out, words apart by one space."""
    words = [_ABBREVIATIONS.get(word, word) for word in key(title.replace("&", " et ")).split()]
    return " ".join(words)


@lru_cache(maxsize=20_000)
def letters_key(title: str) -> str:
    """*title* without spaces either: a word that a line broke reads the same as one that it did not."""
    return title_key(title).replace(" ", "")


@lru_cache(maxsize=100_000)
def title_likeness(a: str, b: str) -> float:
    """How like two titles are, 0 to 1; generic words (« direction ») alone don't make them so."""
    from rapidfuzz import fuzz

    one, two = title_key(a), title_key(b)
    if one == two or letters_key(a) == letters_key(b):
        return 1.0
    words, others = _content(one), _content(two)
    shared = words & others
    edit = max(fuzz.ratio(one, two), fuzz.token_sort_ratio(one, two)) / 100
    contained = len(shared) / max(1, min(len(words), len(others)))
    jaccard = len(shared) / max(1, len(words | others))
    score = 0.6 * edit + 0.25 * contained + 0.15 * jaccard
    return score if shared - _GENERIC else 0.6 * score


def content_words(text: str) -> Counter[str]:
    """The words of a title or a role that say something, each as often as it stands there."""
    return Counter(word for word in title_key(text).split() if word not in _STOP)


def _content(folded: str) -> frozenset[str]:
    return frozenset(word for word in folded.split() if word not in _STOP)
