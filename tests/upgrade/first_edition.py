"""The pages of the first edition's installation, and the script that made its database with the program of commit defb72b.

    git worktree add --detach /tmp/first defb72b
    cd /tmp/first && PYTHONPATH=. python .../tests/upgrade/first_edition.py .../tests/upgrade/fixtures

The fixtures are never made anew by a later program: they are what people have on their disks. Watches are visited through a proxy,
so that the town keeps its address wherever its pages are served.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.site import Page, Site

TOWN = "http://www.valmont.example"
FIRST_DAY = datetime(2026, 1, 5, 7, tzinfo=UTC)
DAYS = 9  # of the visits below; one a day
NAMES = ("valmont", "alterne", "retiree", "en-panne", "piece-absente", "formes", "bornes", "fichier", "archives")

CONFIG = """\
[monitor]
database = "monitor.db"
timezone = "Europe/Paris"
language = "fr"
contact = "mailto:veille@valmont.example"
allow_private_addresses = true
proxy = "{proxy}"
pause = "0s"
confirm_after = "0s"

[[watch]]
name = "valmont"
url = "http://www.valmont.example/organigramme/"
schedule = "0 7 * * *"

[watch.sections.mutualisation]
heading = "La mutualisation des services"

[watch.documents.organigramme]
link = "Organigramme"
kind = "orgchart"

[[watch]]
name = "alterne"
url = "http://www.valmont.example/accueil/"
every = "6h"

[watch.sections.horaires]
css = "#horaires"

[[watch]]
name = "retiree"
url = "http://www.valmont.example/conseil/"
schedule = "0 7 * * *"

[watch.sections.elus]
heading = "Les élus"

[watch.sections.commissions]
heading = "Les commissions"

[[watch]]
name = "en-panne"
url = "http://www.valmont.example/budget/"
schedule = "0 7 * * *"

[watch.sections.budget]
heading = "Le budget"

[[watch]]
name = "piece-absente"
url = "http://www.valmont.example/rapports/"
schedule = "0 7 * * *"

[watch.sections.rapports]
heading = "Les rapports"

[watch.documents.rapport]
link = "/rapport annuel/"
kind = "text"

[[watch]]
name = "formes"
url = "http://www.valmont.example/services/"
schedule = "0 7 * * *"

[watch.sections.accueil]
css = "#accueil"

[watch.sections.tarifs]
heading = "Les tarifs"
ignore = ['/mis à jour le \\d+ \\w+ \\d+/']

[[watch]]
name = "bornes"
url = "http://www.valmont.example/deliberations/"
schedule = "0 7 * * *"

[watch.sections.deliberations]
from = "h2.debut"
until = "h2.fin"
exclude = [".partage"]

[[watch]]
name = "fichier"
url = "http://www.valmont.example/media/organigramme.pdf"
schedule = "0 7 * * *"

[watch.documents.organigramme]
link = "self"
kind = "orgchart"

[[watch]]
name = "archives"
url = "http://www.valmont.example/archives/"
schedule = "0 7 * * *"

[watch.sections.avis]
heading = "Les avis"

[[alert]]
to = "http://127.0.0.1:9/hook"
"""

_AROUND = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title} – Valmont-sur-Ource</title></head>
<body>
<header><a href="/"><img src="/logo.png" alt="Valmont-sur-Ource"></a>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/conseil/">Conseil</a></li>
<li><a href="/services/">Services</a></li></ul></nav>
</header>
<main>
<h1>{title}</h1>
{main}
</main>
<footer><p>Mairie de Valmont-sur-Ource, 1 place du Marché – 03 80 00 00 00</p></footer>
</body></html>
"""


def town_page(title: str, main: str, etag: str | None = None) -> Page:
    """A page of the town, in its frame."""
    return Page(_AROUND.format(title=title, main=main).encode(), etag=etag)


_OPENING = (
    "La mairie est ouverte du lundi au vendredi de 9 h à 17 h.",
    "La mairie est ouverte le mardi et le jeudi de 14 h à 18 h pendant les vacances.",
    "La mairie est ouverte le lundi et le samedi de 10 h à 12 h pendant les travaux.",
)


def opening(text: int) -> Page:
    """The page whose text goes to and fro; *text*: which of three."""
    main = f'<div id="horaires"><h2>Horaires</h2><p>{_OPENING[text]}</p><p>L’état civil reçoit sur rendez-vous.</p></div>'
    return town_page("Accueil", main, etag=f'"h{text}"')


def council(*, commissions: bool, members: int = 29) -> Page:
    """The council's page, with its commissions or without."""
    main = (
        f"<h2>Les élus</h2><p>Le conseil municipal compte {members} membres, élus pour six ans au suffrage universel direct.</p>"
        "<ul><li>Paul Martin, maire</li><li>Anne Leroy, première adjointe</li><li>Karim Haddad, adjoint aux finances</li></ul>"
    )
    if commissions:
        main += (
            "<h2>Les commissions</h2><p>Quatre commissions préparent les délibérations du conseil municipal.</p>"
            "<ul><li>Finances</li><li>Urbanisme</li><li>Écoles</li><li>Culture</li></ul>"
        )
    return town_page("Conseil municipal", main)


def budget(amount: str = "12,4") -> Page:
    """The budget's page."""
    main = (
        f"<h2>Le budget</h2><p>Le budget primitif s’élève à {amount} millions d’euros en fonctionnement et en investissement.</p>"
    )
    return town_page("Budget", main, etag=f'"b{amount}"')


def reports(year: str = "2024") -> Page:
    """The reports' page, with a link to a file."""
    main = (
        f"<h2>Les rapports</h2><p>Le rapport de l’année {year} présente l’activité des services communs de la ville.</p>"
        '<p><a href="/media/rapport.pdf">Rapport annuel (PDF, 3,4 ko)</a></p>'
    )
    return town_page("Rapports", main)


def forms(desk: str = "de l’état civil", price: str = "4,20 €", day: str = "3 janvier 2026") -> Page:
    """A page of what later editions read otherwise: lines, cells, links, pictures, panels, struck words, superscripts."""
    main = f"""
<div id="accueil"><h2>L’accueil</h2>
<p>Guichet {desk}<br>1, place du Marché<br>21000 Valmont-sur-Ource</p>
<p>Le service instruit les demandes en <del>dix</del> quinze jours, voir <a href="/demarches/?utm_source=accueil">les démarches</a>
ou <a href="mailto:accueil@valmont.example">écrire à l’accueil</a>.</p>
<p><img src="/media/plan.png?v=3" alt="Plan d’accès à la mairie"> La salle mesure 40 m<sup>2</sup>, au 1<sup>er</sup> étage.</p>
<details><summary>Documents à fournir</summary><p>Une pièce d’identité et un justificatif de domicile.</p></details>
<button aria-controls="panneau" aria-expanded="false">Permanences</button>
<div id="panneau" hidden><p>Le conciliateur de justice reçoit le premier lundi du mois.</p></div>
<ul class="social-links"><li><a href="https://www.facebook.com/sharer">Partager sur Facebook</a></li>
<li><a href="mailto:?subject=Accueil">Envoyer par courriel</a></li></ul>
</div>
<h2>Les tarifs</h2>
<table><tr><th>Prestation</th><th>Tarif</th></tr>
<tr><td>Repas de cantine</td><td>{price}</td></tr>
<tr><td>Garderie du soir</td><td>2,10 €</td></tr></table>
<dl><dt>Carte de bibliothèque</dt><dd>gratuite</dd><dt>Piscine</dt><dd>3 €</dd></dl>
<p>Tarifs votés par le conseil municipal, mis à jour le {day}.</p>
"""
    return town_page("Services", main)


def rulings(number: str = "2026-04") -> Page:
    """A range between two headings, with a share bar in it."""
    main = (
        f'<h2 class="debut">Délibérations</h2><p>La délibération {number} adopte la convention de services communs.</p>'
        '<p class="partage">Partager cette page</p><p>Elle entre en vigueur le premier jour du mois suivant.</p>'
        '<h2 class="fin">Contact</h2><p>Service des assemblées.</p>'
    )
    return town_page("Délibérations", main)


def notices(*texts: str) -> Page:
    """The page of imported captures."""
    return town_page("Archives", "<h2>Les avis</h2>" + "".join(f"<p>{text}</p>" for text in texts))


NOTICES = ("Avis d’enquête publique sur le plan local d’urbanisme.", "Avis de coupure d’eau rue du Moulin.")
GONE = Page(b"<h1>Service indisponible</h1>", 503)


def chart(year: int) -> Page:
    """An org chart of the town."""
    from monitor.demo.server import site_file

    return Page(site_file(f"organigramme-{year}.pdf"), content_type="application/pdf", etag=f'"o{year}"')


def organisation(*, after: bool, noise: bool = False) -> Page:
    """The bundled page."""
    from monitor.demo.server import page

    return Page(page(noise=noise, after=after), etag=f'"p{after}{noise}"')


def days() -> Iterator[Mapping[str, Page]]:
    """What the town shows on each day, whole: first two versions everywhere, then what goes wrong."""
    shown = {
        "/organigramme/": organisation(after=False),
        "/media/organigramme-2025.pdf": chart(2025),
        "/media/organigramme-2026.pdf": chart(2026),
        "/media/organigramme.pdf": chart(2025),
        "/accueil/": opening(0),
        "/conseil/": council(commissions=True, members=27),
        "/budget/": budget("11,9"),
        "/rapports/": reports("2023"),
        "/media/rapport.pdf": replace(chart(2025), etag=None),
        "/services/": forms(desk="des titres", price="4,10 €"),
        "/deliberations/": rulings("2025-31"),
    }
    yield shown
    yield (shown := shown | {"/organigramme/": organisation(after=False, noise=True), "/accueil/": opening(1)})
    yield (shown := shown | {"/accueil/": opening(0), "/conseil/": council(commissions=True), "/budget/": budget()})
    yield (shown := shown | {"/accueil/": opening(1), "/organigramme/": organisation(after=True, noise=True)})
    yield (shown := shown | {"/accueil/": opening(0), "/media/organigramme.pdf": chart(2026), "/services/": forms()})
    yield (shown := shown | {"/deliberations/": rulings(), "/conseil/": council(commissions=False), "/rapports/": reports("2024")})
    yield (shown := shown | {"/budget/": GONE, "/media/rapport.pdf": Page(b"", 404), "/accueil/": opening(1)})
    yield (shown := shown | {"/accueil/": opening(0)})
    yield shown


LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)


def serve(site: Site, shown: Mapping[str, Page]) -> None:
    """Let *site*, as a proxy, answer as the town with these pages."""
    site.pages = {TOWN + path: page for path, page in shown.items()}


# ---------------------------------------------------------------------------------------------------------------- made with defb72b


@dataclass
class _Clock:
    at: datetime

    def __call__(self) -> datetime:
        return self.at


def _make(fixtures: Path) -> None:
    from monitor.pipeline import check  # type: ignore[attr-defined]  # as the first edition has it
    from monitor.wiring import chosen, read_config, working  # type: ignore[attr-defined]  # where the first edition has them

    clock = _Clock(FIRST_DAY)
    with tempfile.TemporaryDirectory() as name, Site() as site:
        folder = Path(name)
        (folder / "config.toml").write_text(CONFIG.replace("{proxy}", site.url("").rstrip("/")), "utf-8")
        config = read_config(folder / "config.toml")
        live = [watch for watch in NAMES if watch != "archives"]
        for day, shown in enumerate(days()):
            clock.at = FIRST_DAY + timedelta(days=day)
            serve(site, shown)
            with working(config, wait=timedelta(0), clock=clock) as (doors, _):
                for result in check(chosen(config, live), doors):
                    print(day, result.watch, result.outcome, [(c.item, c.change) for c in result.changes], file=sys.stderr)
        _import(folder)
        expected = _printed(folder)
        with closing(sqlite3.connect(folder / "monitor.db")) as database, database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.execute("PRAGMA journal_mode = DELETE")
            database.execute("VACUUM")
        database.close()
        packed = gzip.compress((folder / "monitor.db").read_bytes(), 9, mtime=0)
        (fixtures / "first_edition.db.gz").write_bytes(packed)
        text = json.dumps(expected, ensure_ascii=False).encode()
        (fixtures / "first_edition.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))


def _import(folder: Path) -> None:
    lines = []
    for n, count in enumerate((1, 1, 2), 1):
        (folder / f"{n}.html").write_bytes(notices(*NOTICES[:count]).body)
        lines.append(json.dumps({"time": f"2025-1{n - 1}-01T08:00:00Z", "page": {"file": f"{n}.html", "url": f"{TOWN}/archives/"}}))
    (folder / "manifest.jsonl").write_text("\n".join(lines), "utf-8")
    _said(folder, "import", "archives", "manifest.jsonl")


def _printed(folder: Path) -> dict[str, Any]:
    """What the first edition prints of every watch: its history, its snapshots, the differences between them."""
    with closing(sqlite3.connect(folder / "monitor.db")) as database, database:
        sql = "SELECT w.name, max(s.number), r.hash FROM snapshots s JOIN watches w ON w.id = s.watch_id"
        rows = database.execute(sql + " JOIN recipes r ON r.id = s.recipe GROUP BY w.id").fetchall()
        outbox = database.execute("SELECT count(*) FROM outbox").fetchone()[0]
    database.close()
    return {
        "outbox": outbox,
        "recipes": {name: digest for name, _, digest in rows},
        "history": {name: _said(folder, "history", name) for name, _, _ in rows},
        "show": {name: [_said(folder, "show", f"{name}@{n}") for n in range(1, last + 1)] for name, last, _ in rows},
        "diff": {name: [_said(folder, "diff", name, str(n), str(n + 1)) for n in range(1, last)] for name, last, _ in rows},
    }


def _said(folder: Path, *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *arguments, "--json"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done
    return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    _make(Path(sys.argv[1]).resolve())
