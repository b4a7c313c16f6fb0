"""`--without-names`: no form of any name in any byte that is served or exported (5.17)."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from html import unescape
from pathlib import Path

import httpx
import pytest

from monitor.compare.person_names import person_key
from monitor.erasure.named import NameEvidence
from monitor.erasure.withheld import Withheld
from monitor.model import Change, Edit, Language
from monitor.model.frozen import replace
from monitor.normalize import key
from monitor.records import read_config
from monitor.report.words import summary
from monitor.store import Store
from monitor.web.serving import PageService
from monitor.web.site import Site as Pages
from monitor.web.withholding import KnownNames
from monitor.web.words import Words
from tests import sweeps
from tests.command import monitor
from tests.histories import History, captured, history
from tests.observe.town import config, watch
from tests.pipeline.house import House
from tests.site import Site
from tests.web.conftest import Visitor, served

LIST = "<ul><li>Mme Aliénor Quatrebarbes, adjointe aux finances</li><li>M. Ézéchiel Wroblewski, adjoint à la voirie</li></ul>"
PROSE = (
    "<p>Le service est dirigé par Mme Quatrebarbes. Écrire à a.quatrebarbes@valmont.example, "
    "ou voir /agents/wroblewski-ezechiel.</p>"
)
LISTED = [("quatrebarbes", "alienor"), ("wroblewski", "ezechiel")]


def forms(true: History) -> set[str]:
    """What must be nowhere: each surname, folded as texts are looked for."""
    words = {max(name, key=len) for name in true.names if name} | {surname for surname, _ in LISTED}
    return {word for word in words if len(word) > 3}


def leaked(text: str, names: Iterable[str]) -> list[str]:
    folded = f" {key(unescape(text))} "
    return [name for name in names if f" {name} " in folded]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, History]:
    """A history of charts, and a section that names people in a list, in prose and in addresses, and then others."""
    folder, true = tmp_path_factory.mktemp("names"), history(3, versions=sweeps.times(6, 10), edits=6)
    captured(folder, true, sections=(LIST + PROSE, LIST.replace("Aliénor", "Mme Anne") + PROSE))
    done = monitor("import", "valmont", "manifest.jsonl", "--json", cwd=folder, timeout=300)
    assert done.lines[0]["outcome"] == "first"
    return folder, true


@pytest.fixture(scope="module")
def visitor(town: tuple[Path, History]) -> Iterator[Visitor]:
    with Site() as site:
        yield from served(House(town[0], site), without_names=True)


@pytest.fixture(scope="module")
def crawled(visitor: Visitor) -> Callable[[str], dict[str, str]]:
    """Every page in a language, by its address: read once for all that is asked of them."""
    return cache(partial(_crawled, visitor))


def _crawled(visitor: Visitor, language: str) -> dict[str, str]:
    """Every page that a link leads to, from the first on."""
    found, waiting = dict[str, str](), ["/", "/watch/valmont/3/compare?with=1", "/watch/valmont/orgchart?at=2024-12-12"]
    while waiting:
        path = waiting.pop()
        answer = visitor.get(path, accept_language=language)
        assert answer.status_code == 200, path
        found[path] = answer.text
        for link in re.findall(r'(?:href|src)="(/[^"#]*)"', answer.text):
            link = unescape(link)
            if link not in found and link not in waiting and not link.startswith("/lang/"):
                waiting.append(link)
    return found


@pytest.mark.few("fr")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_form_of_any_name_is_served(town: tuple[Path, History], crawled: Callable[[str], dict[str, str]], language: str) -> None:
    """5.17: not in a page, an attribute, a feed, an address."""
    names, pages = forms(town[1]), crawled(language)
    assert len(pages) > 40 and len(names) > 20
    assert {path: found for path, text in pages.items() if (found := leaked(text, names))} == {}
    assert not any(leaked(path, names) for path in pages)


def test_what_would_name_somebody_is_not_there(town: tuple[Path, History], visitor: Visitor) -> None:
    """5.17: bytes, pictures, people, the search; the pages do not lead there either."""
    with Store.open(town[0] / "monitor.db", readonly=True) as store:
        person = next(s.person_key for s in store.spells("people") if s.person_key)
        change = store.changes("valmont")[0].id
    for path in (
        "/search?q=direction", f"/watch/valmont/person/{person}", "/watch/valmont/1/page", "/watch/valmont/1/file/0",
        f"/change/{change}/after-1.png", f"/change/{change}/before-1.png", f"/change/{change}/proof", "/data/",
    ):  # fmt: skip
        assert visitor.get(path).status_code == 404, path


def test_sentences_and_blocks_say_that_something_is_withheld(crawled: Callable[[str], dict[str, str]]) -> None:
    """5.17: « un responsable a changé », blocks « … »; what names nobody is said as ever; /about says why."""
    pages = crawled("fr")
    said = " ".join(" ".join(unescape(re.sub(r"<[^>]+>", " ", text)) for text in pages.values()).split())
    assert re.search(r"[Uu]n responsable a changé|responsables ont changé", said)
    assert "« … »" in said or " … " in said
    assert "les personnes ne sont pas nommées" in said and "Direction" in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mme Claire Aubert remplace M. Paul Petit.", "… remplace …."),
        ("AUBERT Claire", "…"),
        ("C. Aubert", "…"),
        ("écrire à c.aubert@ville.example", "écrire à …"),
        ("https://ville.example/claire-aubert.pdf", "…"),
        ("un petit service", "un petit service"),
        ("La place Petit", "La place Petit"),
        ("M. Petit dirige", "… dirige"),
        ("Petit P.", "…"),
        ("Jean-Pierre Blanc", "…"),
        ("JP Blanc", "…"),
        ("X. Roche-Bailly", "…"),
        ("Direction des finances", "Direction des finances"),
    ],
)
def test_a_name_is_withheld_in_every_form(text: str, expected: str) -> None:
    """5.17: and a word that is common too only where it is a name."""
    names = ["Mme Claire AUBERT", "M. Paul Petit", "X. Roche-Bailly", "M. JP. Blanc"]
    assert Withheld(names, frozenset(["petit", "blanc", "roche"])).text(text) == expected
    assert person_key(names[0]) == ("aubert", "claire")


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("Bilan de Noor Le Quatrebarbes", ""),
        ("Le mot de Rose Du Plessimort", ""),
        ("Le mot de Éric Jandeteau Koupedac", "/elus?nom=eric-jandeteau"),
    ],
)
def test_a_name_is_known_behind_its_given_name(said: str, beside: str) -> None:
    """5.17: with a particle that has its capital; where an address has the given name in small letters, too."""
    known = NameEvidence()
    known.read(said)
    known.read(beside)
    withheld = Withheld(known.all_names(), frozenset(known.small), frozenset(known.cells))
    assert withheld.text(said).endswith(" de …")


@pytest.mark.parametrize(
    "said",
    [
        "Ewen ar Gall'h, agent", "Aodrenn mac Brannoc, chef de service", "Livia degli Alberti, directrice",
        "Contact : Joan Solé i Àvila",
        "Mme Rosa Solé i Àvila", "remplacé par Piet in 't Hout", "Gwenn K/Marrec, agente", "Contact : Aña Goñi eta Lasa",
        "Quim Soler i Camps, responsable", "Mme Bleunvenn an Drev",
    ],
)  # fmt: skip
def test_a_name_is_withheld_to_its_end(said: str) -> None:
    """5.17: « Mme … i Àvila » names her still."""
    known = NameEvidence()
    known.read(said)
    shown = Withheld(known.all_names(), frozenset(known.small), frozenset(known.cells)).text(said)
    name = said.removeprefix("Contact : ").removeprefix("remplacé par ").removeprefix("Mme ").partition(",")[0]
    assert "…" in shown
    assert not {word for word in name.split() if word[0].isupper() or len(word) < 4} & set(shown.replace(",", " ").split())


@pytest.mark.parametrize(
    "title", ["Àrea de Serveis i Obres", "Parcs i jardins", "Cultura i Esports", "Hizkuntza eta kultura", "Ti an holl"]
)
def test_what_joins_two_family_names_is_no_name(title: str) -> None:
    """5.17: « i », « eta » and « an » stand in titles, too."""
    known = NameEvidence()
    for said in (
        "Joan Solé i Àvila, directeur",
        "Aña Goñi eta Lasa, directrice",
        "Mme Bleunvenn an Drev",
        f"{title}, responsable : X",
    ):
        known.read(said)
    assert Withheld(known.all_names(), frozenset(known.small), frozenset(known.cells)).text(title) == title


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/bilan-p-vauzelard.pdf", True),
        ("/t_vauzelard.html", True),
        ("/elus?agent=paul-vauzelard", True),
        ("/organigramme-paul-martin.pdf", True),
        ("/l-eau-potable.pdf", False),
        ("/plan-d-acces.html", False),
        ("/annexe-c-budget.pdf", False),
        ("/compte-rendu-r-union.pdf", False),
        ("/e-services?p=accueil", False),
        ("/a-propos", False),
    ],
)
def test_an_address_is_withheld_that_is_called_as_somebody(address: str, named: bool) -> None:
    """5.17: by an initial too; not by an elision, nor by a word that lost its é."""
    withheld = Withheld((), frozenset({"reunion", "accueil"}))
    assert withheld.text(f"https://v.example{address}") == ("…" if named else f"https://v.example{address}")


def test_what_is_withheld_leaves_pages_whole(crawled: Callable[[str], dict[str, str]]) -> None:
    """5.11, 5.17: no link leads nowhere, and an edit of a withheld text is counted as what it is."""
    for path, text in crawled("fr").items():
        assert not re.search(r'(?:href|src)="(?:None|…|)"', text), path
    known = Withheld(["Mme Claire Aubert"])
    went, came = (
        Edit(op="delete", before="Claire Aubert part.", after=""),
        Edit(op="insert", before="", after="Claire Aubert est là."),
    )
    both = Edit(op="replace", before="Claire Aubert est là.", after="Claire Aubert est DGS.", words=(("-", "là"), ("+", "DGS")))
    change = Change(item="texte", item_kind="section", change="edited", significance="substantive", edits=(went, came, both))
    told = known.change(change)
    assert [(one.before, one.after) for one in told.edits] == [("…", ""), ("", "…"), ("…", "…")]
    assert summary(told, "fr") == summary(change, "fr")


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Date du document : [2025\u00a0→ 2026]."), ("en", "Document date: [2025\u00a0→ 2026].")]
)
def test_a_date_alone_is_told_before_and_after(language: Language, said: str) -> None:
    """5.17: with the people withheld it is all that is left of a change, in lists, feeds and cards."""
    edit = Edit(op="title_changed", before="Organigramme 2025", after="Organigramme 2026", facts={"ids": [None, None]})
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=(edit,))
    words = Words(language=language, timezone="Europe/Paris", now=datetime(2026, 11, 28, tzinfo=UTC))
    assert words.headline(change).replace("\u202f", "\u00a0").replace("\u00a0:", " :") == said


def test_names_are_learnt_at_the_start_and_who_comes_before_is_told(
    town: tuple[Path, History], monkeypatch: pytest.MonkeyPatch
) -> None:
    """5.17: nothing is shown before, the page comes by itself, and nobody's request reads the whole history."""
    go_on, learnt_by, of = threading.Event(), list[str](), KnownNames.of

    def slowly(known: KnownNames, store: Store) -> Withheld:
        learnt_by.append(threading.current_thread().name)
        assert len(learnt_by) > 1 or go_on.wait(60)
        return of(known, store)

    monkeypatch.setattr(KnownNames, "of", slowly)
    monkeypatch.setattr("monitor.web.site.LEARNING_S", 0.05)
    config = read_config(town[0] / "config.toml")
    pages = Pages(lambda: config, without_names=True)
    listener = socket.create_server(("127.0.0.1", 0))
    service = PageService(pages, listener)
    running = threading.Thread(target=service.run)
    running.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=60) as client:
            early = client.get("/", headers={"Accept-Language": "fr"})
            assert early.status_code == 503 and "se préparent" in early.text and int(early.headers["Refresh"]) > 0
            again = client.get("/search?q=voirie%20roy", headers={"Accept-Language": "fr"})
            assert 'href="/search?q=voirie%20roy"' in again.text, "what was asked for is asked again"
            assert client.get("/robots.txt").status_code == 200
            go_on.set()
            monkeypatch.setattr("monitor.web.site.LEARNING_S", 60)
            shown = client.get("/watch/valmont", headers={"Accept-Language": "fr"})
    finally:
        go_on.set()
        service.stop()
        running.join(60)
    assert shown.status_code == 200 and leaked(shown.text, forms(town[1])) == []
    assert len(learnt_by) == 2 and learnt_by[0] != learnt_by[1]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Accueil : Bérangère et Lucette", "Accueil : …"),
        ("Standard : Solange, Maryvonne", "Standard : …"),
        ("Rédaction : josé-maría de la tour", "Rédaction : …"),
        ("Suivi : habitat et voirie", "Suivi : habitat et voirie"),
        ("Rédaction : service communication", "Rédaction : service communication"),
        ("Pôle : Sport, Culture", "Pôle : Sport, Culture"),
    ],
)
def test_who_is_listed_behind_a_colon_is_not_named(said: str, kept: str) -> None:
    """5.17: given names alone, and somebody in small letters behind a post, though no text says more of them."""
    assert Withheld(()).text(said) == kept


def test_a_civility_before_markup_tells_a_name_and_titles_of_ours_are_read(tmp_path: Path) -> None:
    """5.17: « M. <b>…</b> », printed so; the title that the configuration gives a page names somebody who stands nowhere on it."""
    known, ours = KnownNames(), replace(watch("valmont"), title="Agenda de Zéphirine Ambroisine")
    known.learn(config(ours))
    with Store.open(tmp_path / "v.db") as store:
        assert known.of(store).text("Agenda de Zéphirine Ambroisine") == "Agenda de …"
    named = NameEvidence()
    named.read("M. <b>Eudes LAMIRAL</b>")
    assert "LAMIRAL" not in Withheld(named.all_names()).text("M. <b>Eudes LAMIRAL</b>")
