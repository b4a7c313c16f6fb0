"""A hundred names of many origins, each at one place alone: no byte served or exported without names holds one (5.17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote

import pytest

from monitor.normalize import key
from tests.command import monitor
from tests.configs import write_config
from tests.pipeline.house import House
from tests.site import Page, Site
from tests.web.conftest import Visitor, served

FAMILIES = """Schmittbuhlinger Klingenthaler Oberkircher Wurtzelbach Kerouantec Le_Guilcherec Quéméneurec Pennaneac'hin Trévidicoz
Etcheberrigaray Iribarnegoien Goyhenechia Uhaldeborde Benkhedimallah El_Ouardighi Bouzerdani Aït-Mokhtari Ben_Slimaneh Phamvandong
Trần_Quốchuy Lêthihoa Yıldızoğlu Karakuşoğlu Öztürkmeni Şahinbeyli Fernandes_da_Cunhal Gonçalvesinho Teixeirense Vasconcelosa
Wiśniewskowa Grzegorzczyk Łukasiewiczka Brzęczyszcz d'Hautecloquet de_La_Rochebriand du_Plessimort van_den_Broeckx von_Zabernitz
MacAllasterly O'Shaughness Rakotondrazafy Andrianampoina Tchikayaou Mbembélé Diarrassoubah Coulibalyne Ouédraogot Papadopoulakis
Popescuvici Ștefănescul Horváthné Novotných Jørgensenk Lindqvistad Hämäläinenk Kobayashido Chowdhurysen Ranganathanu Xhaferajt
Petrosyanik Hovhannisyat Saint-Amandin Boisgontierre Malherbaut Fouquereaux Desmoulinex Tartempionne Lavergnolle Bertholdière
Chassagnoux Pontcharraine Vauquelinot Grandclémentin Petitjeannin Beauregardet Montjoyeux Guillaumetti Santucciani Mattéicci
Rossignolet Loubatièrez Peyrefittou Cazenavette Dubarrybel Escoffierou Lespinassot Combarieuse Roquelaurens Ségurançon Vidalenquier
Taillefertin Belhadjoudi Zerroukhi Haddadouche Mansourieh Chérifouni Arrambidek Etxegaraiko Nguyenthiel Demirkolat Kowalczykin
Souleymanou Lemoigneur Zwingelstein Pfefferkornet Hasenfratzer Urdapilletaz Kermarrechal Boumedienneg Tranvanhiep Korkmazliev
Pereirinhasta Zielonkowska Ravelomanaz Delaporterie Sanjuanenach Ketterlinus Aydinoglunet"""
PROSE = """Mme {X} est nommée au pôle.|M. {F} {X} rejoint la ville.|{F} {X}, directrice des sports, le dit.
{X}, responsable du parc.|Le directeur, {X}, reçoit le lundi.|Contact : {X} (03 80 00 00 00)|Rendez-vous avec {X} le lundi.
Signé : {X}|L’adjointe {X} préside.|Présents : {X}, {X} et {X}.|{X} a quitté la direction.|Dossier suivi par {X}.
Le docteur {X} consulte.|{X} {F}, juriste.|{X} et {X} sont absents.|Responsable : {X}|{F} {X} et {X} animent l’atelier.
Directrice adjointe : {F} {X} / {X}|Intérim : {X}|Le chef de service {X} répond.|M. {X}, Mme {X} et M. {X} votent.
Élue référente : {X}|Remplacé par {X} en mai.|Nom : {X}|Pour le maire, {F} {X}|Voir avec {X}|Merci à {X} pour son travail.
{X} : 03 80 12 34 56|Responsable voirie – {X}|L’équipe de {X}"""
ORDINARY = (
    "La rue Martin et la place Rose sont fermées en mars.",
    "Les communes de Dijon, Chenôve et Longvic mutualisent leurs services.",
    "Le service Eau et Assainissement rejoint le pôle Cadre de Vie.",
    "École Jules Ferry, gymnase Épirey, piscine du Carrousel.",
    "Contact : mairie@valmont.example",
)
ITEMS = """
[watch.sections.texte]
heading = "Le mot de {head}"
[watch.sections.tableau]
heading = "Tableau"
[watch.documents.agents]
link = "Liste de"
kind = "table"
[watch.documents.bureaux]
link = "Liste deux"
kind = "table"
[watch.documents.fichier]
link = "/annuaire-/"
kind = "text"
"""


def slug(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", key(name)).strip("-")


class Seeded:
    """A page with its documents, in two versions; every family name is used once."""

    def __init__(self) -> None:
        self.used: list[str] = []
        left, given = iter(FAMILIES.split()), cycle(["Anne", "Paul", "Zoé", "Mehmet", "Fatima", "Piotr", "João", "Gwenaëlle"])

        def name() -> str:
            self.used.append(next(left).replace("_", " "))
            return self.used[-1]

        listed = PROSE.replace("\n", "|").split("|")
        self.prose = [
            re.sub(r"\{([XF])\}", lambda found: name() if found[1] == "X" else next(given), text)
            for text in [*listed, *listed[:29]]
        ]
        self.head = name()
        mails = [f"{'p.' * (n % 2)}{slug(name()).replace('-', '')}@v.example" for n in range(4)]
        self.prose += [f'Écrire à <a href="mailto:{mail}">{mail}</a>.' for mail in mails]
        self.prose += [f'<a href="/agents/paul-{slug(x)}">Fiche de Paul {x}</a>' for x in (name(), name())]
        self.prose += [f'<img src="/img/{slug(x)}.jpg" alt="Portrait de Anne {x}">' for x in (name(), name())]
        self.cells = [(name(), next(given)) for _ in range(4)]
        self.heads = [name() for _ in range(3)]
        self.agents = [(name(), next(given)) for _ in range(5)]
        self.offices = [name() for _ in range(4)]
        self.label, self.file, self.tag, self.new = name(), name(), name(), [name() for _ in range(3)]

    def pages(self, version: int) -> dict[str, Page]:
        word = ("du matin", "du soir")[version]
        body = "".join(f"<p>{text} ({word})</p>" for text in self.prose) + "".join(f"<p>{text}</p>" for text in ORDINARY)
        body += f"<p>Nouvelle directrice : {self.new[1]}.</p>" * version
        rows = "".join(f"<tr><td>{a}</td><td>{b}</td><td>Eau {word}</td></tr>" for a, b in self.cells)
        more = "".join(f"<tr><td>Piscine {n} {word}</td><td>{a}</td></tr>" for n, a in enumerate(self.heads))
        tables = f"<table><tr><th>Nom</th><th>Prénom</th><th>Service</th></tr>{rows}</table>"
        tables += f"<table><tr><th>Équipement</th><th>Responsable</th></tr>{more}</table>"
        file = f"annuaire-paul-{slug(self.file)}.txt"
        links = [("/l.csv", f"Liste de {self.label}", "CSV"), ("/m.csv", "Liste deux", "CSV"), (f"/{file}", file, "TXT")]
        docs = "".join(f'<p><a href="{url}">{text}</a> ({kind}, 2 Ko)</p>' for url, text, kind in links)
        page = (
            f"<!doctype html><html lang=fr><head><title>Ville de Valmont</title></head><body><main><h1>Ville</h1>"
            f"<h2>Le mot de {self.head}</h2>{body}<h2>Tableau</h2>{tables}<h2>Documents</h2>{docs}</main></body></html>"
        )
        agents = "nom;prenom;service\n" + "".join(f"{a};{b};Parc {word}\n" for a, b in self.agents)
        agents += f"{self.new[0]};Léa;Port\n" * version
        offices = "agent;bureau\n" + "".join(f"{a};B{n} {word}\n" for n, a in enumerate(self.offices))
        texts = {"/l.csv": agents, "/m.csv": offices, f"/{file}": f"Annuaire {word}\n\nResponsable : {self.new[2]}\n"}
        plain = {path: Page(text.encode(), content_type="text/plain; charset=utf-8") for path, text in texts.items()}
        etag = f'"zoé-{slug(self.tag)}-{version}"'  # some servers make it of a file's name
        return {"/": Page(page.encode(), headers={"ETag": etag.encode("ascii", "ignore").decode()}), **plain}


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Seeded, Path, Visitor]]:
    folder, town = tmp_path_factory.mktemp("everywhere"), Seeded()
    with Site() as site:
        write_config(folder, site.url(), items=ITEMS.format(head=town.head))
        for version in (0, 1):
            site.pages |= town.pages(version)
            assert monitor("check", cwd=folder).status == 0
        for visitor in served(House(folder, site), without_names=True):
            yield town, folder, visitor


def leaked(text: str, names: list[str]) -> list[str]:
    folded = key(unescape(unquote(text)))
    return [name for name in names if any(len(word) > 4 and word in folded for word in key(name).split())]


def test_no_page_holds_a_name(seeded: tuple[Seeded, Path, Visitor]) -> None:
    """5.17: nor does an attribute, a feed, a picture's name, an address."""
    town, _, visitor = seeded
    assert len(town.used) > 100
    waiting, found = ["/", "/watch/valmont/2/compare?with=1", "/feed.xml"], dict[str, list[str]]()
    texts: list[str] = []
    while waiting:
        path = waiting.pop()
        answer = visitor.get(path)
        found[path] = leaked(path + answer.text, town.used)
        texts.append(unescape(answer.text))
        links = re.findall(r'(?:href|src)="(/[^"#]*)"', answer.text)
        waiting += {link for link in map(unescape, links) if link not in found and link not in waiting and "/lang/" not in link}
    assert {path: names for path, names in found.items() if names} == {}
    assert len(found) > 15
    assert all(any(text in page for page in texts) for text in ORDINARY)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_no_export_holds_a_name(seeded: tuple[Seeded, Path, Visitor], form: str) -> None:
    """5.17: neither in keys of rows nor in the sentences that quote them."""
    town, folder, _ = seeded
    done = monitor("export", "--format", form, "--without-names", "-o", "-", cwd=folder)
    assert done.status == 0, done.err
    assert leaked(done.out, town.used) == []
    assert "Service" in done.out or form == "csv"
