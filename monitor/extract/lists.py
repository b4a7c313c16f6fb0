"""Words by which pages are read, as data in `data/words.toml`: loaded once, when the first of them is asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from monitor.expressions import expression
from monitor.normalize import key

_READ = "page|texte?|article|contenu|artikel|seite|inhalt|pagina|tekst|testo|contenuto|articolo|contenido|articulo|artigo|conteudo"
_ALOUD = expression(  # by `normalize.key`
    rf"(?:ecoute[rz]?|listen(?: to)?|luister(?:en)? naar|ascolta(?:re)?|escuchar?|ouvir) (?:\w{{1,6}} )?(?:{_READ})"
    rf"|(?:(?:diese|die|den|das) )?(?:{_READ}) (?:an|vor)(?:horen|lesen)(?: lassen)?"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((Path(__file__).with_name("data") / "words.toml").read_text(encoding="utf-8"))


def listed(table: str, name: str) -> tuple[str, ...]:
    """The entries of a list, in the order of the file."""
    return tuple(_tables()[table][name])


def any_of(table: str, name: str) -> str:
    """A regular expression for one of the entries of a list."""
    return f"(?:{'|'.join(_tables()[table][name])})"


def named(name: str) -> frozenset[str]:
    """The words of which the names of boxes of a kind are made."""
    return frozenset(_tables()["names"][name].split())


@cache
def kinds_of(table: str) -> Mapping[str, frozenset[str]]:
    """The words of a table whose entries are of words, each with the names of the entries in which it stands."""
    kinds = {name: frozenset(words.split()) for name, words in _tables()[table].items()}
    return {word: frozenset(name for name, of in kinds.items() if word in of) for words in kinds.values() for word in words}


@lru_cache(maxsize=4096)
def name_words(names: str) -> frozenset[str]:
    """The words of which *names*, classes and ids, are made, in small letters: of « filAriane » two."""
    return frozenset(word.lower() for word in _WORD.findall(names))


def reads_aloud(said: str) -> bool:
    """« Écouter la page », « Seite anhören »: a page is named; « Écouter l’émission » is a recording."""
    return _ALOUD.fullmatch(key(said)) is not None
