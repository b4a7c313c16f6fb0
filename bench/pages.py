"""Pages of an invented country's towns, as large and as noisy as real ones: 50 to 150 KB, a third to a half of it watched."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Pass = Literal["first", "304", "same", "noise", "change"]
HEADING = "La mutualisation des services"
SELECTOR = "#mutualisation"
DISTINCT = 300  # bodies, none with a word sequence of another; page n is body n % DISTINCT under an address of its own
_SIZES = 16
_SAID = (
    "les services de la ville et de la métropole sont mutualisés depuis la convention du conseil municipal qui fixe les missions "
    "des directions communes pour la commande publique les systèmes d’information les ressources humaines et l’urbanisme ainsi que "
    "les moyens matériels mis à disposition par chaque collectivité selon une clé de répartition établie chaque année après avis "
    "du comité social territorial lorsque les effectifs le permettent une délibération précise la date à laquelle un agent rejoint "
    "son nouveau service sous l’autorité fonctionnelle du maire ou du président de l’établissement public"
)
_WORDS = _SAID.split()
_TITLES = ("Direction", "Service", "Pôle", "Mission", "Bureau", "Cellule")
_MENUS = (
    "Ma ville",
    "Mes démarches",
    "Vie culturelle",
    "Grandir",
    "Se déplacer",
    "Entreprendre",
    "Sport",
    "Solidarités",
    "Logement",
)


def body(number: int, kind: Pass = "first", visit: int = 0) -> bytes:
    """Page *number* as it is sent at the *visit*th visit of a pass of that *kind*."""
    noise = {"noise": visit, "change": 1000 + visit}.get(kind, 0)
    html = _page(number % DISTINCT).replace("%NUMBER%", f"{number:05d}")
    for mark, made in _NOISE.items():
        html = html.replace(mark, made(number, noise))
    if kind == "change" and is_changed(number):
        html = html.replace("%WORDING%", f"soixante-{visit % 90 + 10} agents")
    return html.replace("%WORDING%", "quarante agents").encode()


def is_changed(number: int) -> bool:
    """Whether page *number* is one of the hundredth whose watched text changes in a pass of changes."""
    return number % 100 == 37


def _token(number: int, visit: int, length: int) -> str:
    return hashlib.sha256(f"{number}/{visit}/{length}".encode()).hexdigest()[:length]


_NOISE: dict[str, Callable[[int, int], str]] = {
    "%NONCE%": lambda number, visit: _token(number, visit, 32),
    "%TOKEN%": lambda number, visit: _token(number, visit, 40),
    "%BUILD%": lambda number, visit: str(1_700_000_000 + visit),
    "%CLOCK%": lambda number, visit: f"{7 + visit % 12:02d}:{number % 60:02d}",
    "%VIEWS%": lambda number, visit: str(1200 + 7 * visit),
    "%TOOK%": lambda number, visit: f"0.{200 + (number + 31 * visit) % 700} s",
    "%NEWS%": lambda number, visit: _news(random.Random(f"{number}/{visit}")),
}


def _news(chance: random.Random) -> str:
    """What is new in town: other words at each visit, as chance or time has it."""
    return "".join(
        f'<article class="teaser"><a href="/actualites/{chance.randrange(10_000)}"><h3>{_sentence(chance, 5)}</h3></a>'
        f"<time>{chance.randrange(1, 29)}/11/2026</time><p>{_sentence(chance, 12)}</p></article>"
        for _ in range(3)
    )


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + "."


@dataclass(frozen=True, slots=True)
class _Style:
    """How one maker of town sites builds its pages."""

    main: str
    region: str
    menu: str
    foot: str


_STYLES = (
    _Style('<main id="content" role="main">', '<section id="mutualisation" class="texte">', '<nav class="menu">', "<footer>"),
    _Style('<div id="main" class="col-md-8">', '<div id="mutualisation" class="wysiwyg">', '<div role="navigation">', "<footer>"),
    _Style('<main><article class="post">', '<div id="mutualisation" class="entry">', "<header><nav>", '<div id="footer">'),
    _Style('<main class="page"><div class="row">', '<div id="mutualisation">', '<nav id="m" aria-label="Menu">', "<footer>"),
)


@lru_cache(maxsize=DISTINCT)
def _page(number: int) -> str:
    chance = random.Random(number)
    style, size = _STYLES[number % len(_STYLES)], number % _SIZES
    menu = "".join(
        f'<li class="item"><a href="/{n}">{title}</a><ul>'
        + "".join(f'<li><a href="/{n}/{m}">{_sentence(chance, 3)}</a></li>' for m in range(8 + size))
        + "</ul></li>"
        for n, title in enumerate(_MENUS)
    )
    rules = "".join(f".c{n}{{color:#{_token(n, 1, 6)};margin:{n}px}}\n" for n in range(250 + 40 * size))
    data = ",".join(f'"{_token(n, 2, 12)}":{n}' for n in range(400 + 60 * size))
    return f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Organigramme - Ville {number}</title>
<meta name="csrf-token" content="%TOKEN%"><link rel="stylesheet" href="/site.css?v=%BUILD%">
<style>{rules}</style><script nonce="%NONCE%" src="/site.js?v=%BUILD%"></script></head>
<body class="page">{style.menu}<ul>{menu}</ul>{_closing(style.menu)}
<form action="/recherche"><input type="hidden" name="form_build_id" value="form-%TOKEN%"><input name="q"></form>
{style.main}<h1>Organigramme des services</h1><p>{_sentence(chance, 30)}</p>
{style.region}<h2>{HEADING}</h2>{_prose(chance, 25 + 4 * size)}<p>La ville %NUMBER% compte %WORDING%.</p>{_closing(style.region)}
<h2>Contacts</h2><p>{_sentence(chance, 25)}</p>{_closing(style.main)}
<aside class="actus"><h2>Actualités</h2>%NEWS%</aside>
{style.foot}<p>Page consultée %VIEWS% fois, à %CLOCK%</p><ul><li><a href="/mentions">Mentions légales</a></li>
<li><a href="/plan">Plan du site</a></li><li><a href="/rgpd">Données personnelles</a></li></ul>{_closing(style.foot)}
<script nonce="%NONCE%">var settings={{{data},"token":"%TOKEN%"}};</script>
<!-- made in %TOOK% --></body></html>
"""


def _prose(chance: random.Random, parts: int) -> str:
    out = []
    for n in range(parts):
        out.append(f'<h3 class="titre">{chance.choice(_TITLES)} {_sentence(chance, 4)}</h3>')
        out += [f"<p>{_sentence(chance, chance.randrange(30, 90))}</p>" for _ in range(2)]
        if n % 3 == 0:
            out.append("<ul>" + "".join(f"<li>{_sentence(chance, 9)}</li>" for _ in range(4)) + "</ul>")
    return "".join(out)


def _closing(opened: str) -> str:
    """The end tags of what *opened* opens."""
    names = [part.split(">")[0].split()[0] for part in opened.split("<")[1:]]
    return "".join(f"</{name}>" for name in reversed(names))
