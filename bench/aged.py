"""Old databases made fast: a page with a long past, each version planned by `decide` and written by the store, its chain honest.

Only fetching and reading are left out: a version is the first one, which the program itself read from the bytes of page and chart,
with a paragraph replaced at each step and a name at some. As a maker of pages (`bench.server`) it sends what comes then.
"""

from __future__ import annotations

import hashlib
import random
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from bench.generated import chart_pdf
from monitor.decide import decide
from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import (
    Block,
    DocumentContent,
    DocumentReading,
    Extraction,
    Fetched,
    HttpFacts,
    PastState,
    Plan,
    Reading,
    Validators,
    Watch,
    WatchState,
)
from monitor.pdf.read import read
from monitor.store import Store

HEADING = "La mutualisation des services"
PARAGRAPHS, UNITS = 12, 25
CHART_EVERY = 50  # versions of the page for one of the chart
PDF = "application/pdf"
HTML = "text/html; charset=utf-8"
CONFIG = """[monitor]
database = "monitor.db"
allow_private_addresses = true
pause = "0s"
confirm_after = "0s"
robots = false

[[watch]]
name = "valmont"
url = "{url}"
[watch.sections.mutualisation]
heading = "La mutualisation des services"
[watch.documents.organigramme]
link = "Organigramme"
kind = "orgchart"
"""
MENU = "".join(f'<li><a href="/rubrique-{n}/">Rubrique numéro {n} de la ville</a></li>' for n in range(150))
_SAID = (
    "la ville et la métropole mettent en commun leurs moyens pour les achats la paie les marchés publics l’informatique "
    "la voirie les espaces verts la commande publique le patrimoine les archives l’eau l’énergie les bâtiments la flotte "
    "un service commun rend compte chaque année aux élus des communes qui y participent par convention"
)
WORDS = _SAID.split()
FIRST = ("Claire", "Bruno", "Inès", "Karim", "Odile", "Ronan", "Solène", "Édouard", "Maëlle", "Tanguy")
SYLLABLES = ("ber", "cour", "dan", "gar", "lau", "mon", "ner", "pel", "rou", "val", "vin", "sau")
GROUP = 500  # versions a commit
STEP = timedelta(hours=7)
START = datetime(1940, 1, 1, 6, tzinfo=UTC)
_REMEMBERED = 50  # past states, as many as the store gives at least


@lru_cache(maxsize=4 * PARAGRAPHS)
def paragraph(place: int, turn: int) -> str:
    """The paragraph at *place* after it was replaced *turn* times."""
    text = " ".join(random.Random(f"{place} {turn}").choices(WORDS, k=45))
    return f"{text[0].upper()}{text[1:]} ({place + 1}.{turn})."


def paragraphs(version: int) -> list[str]:
    """What the page says in *version*, 0 the first: at each another one is replaced, from the first on and round again."""
    return [paragraph(place, (version - place - 1) // PARAGRAPHS + 1) for place in range(PARAGRAPHS)]


def page(version: int, nonce: int = 0) -> bytes:
    """The page's bytes; *nonce* changes them and nothing that is watched."""
    text = "".join(f"<p>{one}</p>" for one in paragraphs(version))
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="csrf" content="{nonce}">'
        f"<title>Valmont-sur-Ource</title></head><body><nav><ul>{MENU}</ul></nav><main><h1>Organisation</h1>"
        f'<h2>{HEADING}</h2>{text}<h2>Documents</h2><p><a href="/1" download>Organigramme des services</a> (PDF)</p></main>'
        "<footer><p>Ville de Valmont-sur-Ource</p></footer></body></html>"
    ).encode()


def body(number: int, kind: str, visit: int) -> bytes:
    """The page at /0 and the chart at /1 in version *visit*; a pass of "noise" sends other bytes each time."""
    nonce = time.monotonic_ns() if kind == "noise" else 0
    return chart_file(visit) if number else page(visit, nonce)


def chart_file(version: int) -> bytes:
    """The bytes of the chart that the page of *version* leads to."""
    return _chart_file() + f"% {version // CHART_EVERY}\n".encode()


@lru_cache(maxsize=1)
def _chart_file() -> bytes:
    return chart_pdf(UNITS)


@dataclass(frozen=True, slots=True)
class _First:
    """What the program reads in the first version."""

    extraction: Extraction
    chart: DocumentContent


def grow(store: Store, watch: Watch, versions: int, *, noisy: bool = False) -> None:
    """Give *watch* the versions that it has not got of the first *versions*: the newest is `page(versions - 1)`.

    *noisy*: the bytes of each page have another nonce.
    """
    first, state = _first(watch), store.state(watch)
    begin = state.last.snapshot if state.last else 0
    for start in range(begin, versions, GROUP):
        with store.group():
            for version in range(start, min(start + GROUP, versions)):
                plan = _plan(state, watch, first, version, page(version, version if noisy else 0))
                store.write(plan, watch)
                state = _after(state, plan)


def _first(watch: Watch) -> _First:
    chart = read(chart_file(0), kind="orgchart")
    assert isinstance(chart, DocumentContent)
    return _First(extract(Page.parse(page(0).decode(), watch.url), recipe=watch.recipe, last=None), chart)


def _plan(state: WatchState, watch: Watch, first: _First, version: int, shown: bytes) -> Plan:
    at = START + version * STEP
    section, link = first.extraction.sections[0], first.extraction.documents[0]
    now = Extraction(
        sections=(replace(section, blocks=tuple(Block("paragraph", one) for one in paragraphs(version))),),
        documents=first.extraction.documents,
        missing=(),
    )
    answer = _answer(watch.url, shown, HTML, at)
    replaced = version % CHART_EVERY == 0
    document = DocumentReading(
        link=link,
        content=_staffed(first.chart, version) if replaced or state.last is None else state.last.documents[0].content,
        fetched=_answer(link.url or "", chart_file(version), PDF, at) if replaced else None,
    )
    reading = Reading(
        at=at, page=answer, extraction=now, documents=(document,), http=answer.http, closed=True, title="Valmont", seconds=0.2
    )
    plan = decide(state, reading, watch=watch, channels=(), source="live", now=at)
    assert isinstance(plan, Plan) and plan.revision is not None, version
    return plan


def _answer(url: str, body: bytes, media: str, at: datetime) -> Fetched:
    http = HttpFacts(
        url=url,
        final_url=url,
        status=200,
        request_headers=(("User-Agent", "city-page-monitor"),),
        response_headers=(("Content-Type", media), ("Date", at.isoformat())),
        redirects=(),
        started_at=at,
        finished_at=at,
    )
    return Fetched(
        http=http, body=body, sha256=hashlib.sha256(body).hexdigest(), content_type=media, validators=Validators()
    )  # fmt: skip


def _staffed(chart: DocumentContent, version: int) -> DocumentContent:
    """The chart as it reads then: at each replacement the next post has somebody new."""
    assert chart.orgchart is not None and chart.text is not None
    turn, names, units = version // CHART_EVERY, dict[str, str](), []
    for place, unit in enumerate(chart.orgchart.units):
        held = (turn - place - 1) // UNITS + 1  # how often it changed hands
        (person,) = unit.people
        names[person.name] = _name(place, held) if held else person.name
        units.append(replace(unit, people=(replace(person, name=names[person.name]),)))
    data = chart_file(version)
    return replace(
        chart,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=tuple(replace(block, text=names.get(block.text, block.text)) for block in chart.text),
        orgchart=replace(chart.orgchart, units=tuple(units)),
    )


def _name(place: int, held: int) -> str:
    chance = random.Random(f"{place} {held}")
    return f"M. {chance.choice(FIRST)} {''.join(chance.choices(SYLLABLES, k=3)).capitalize()}"


def _after(state: WatchState, plan: Plan) -> WatchState:
    """What the next visit knows, as the store would tell it."""
    assert plan.revision is not None
    past = PastState(snapshot=plan.revision.snapshot, taken_at=plan.at, digests=plan.digests)
    return replace(
        state,
        last=plan.revision,
        extractor=plan.extractor,
        newest_at=plan.at,
        newest_live_at=plan.at,
        history=(past, *state.history[: _REMEMBERED - 1]),
        flapping=plan.flapping,
        flapping_seen_at=plan.flapping_seen_at,
    )
