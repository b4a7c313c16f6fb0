"""A name is nowhere in the bytes afterwards, comes back by no visit, and the chain holds (5.17, 7.5)."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from monitor.demo.server import page, site_file
from tests import sweeps
from tests.cli.town import serve, started
from tests.command import monitor
from tests.configs import write_config
from tests.erasure.seeking import held, needles
from tests.pipeline.house import NEW_PDF, PDF
from tests.site import Page, Site

NAME = "Hélène Morel"
FORMS = (
    "Hélène Morel", "Helene Morel", "HÉLÈNE MOREL", "HELENE MOREL", "MOREL Hélène", "Morel, Hélène", "H. Morel", "helene.morel",
    "morel helene", "helene-morel",
)  # fmt: skip
NEEDLES = needles(*FORMS)
ITEMS = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"

[watch.documents.organigramme]
link = "Organigramme"
kind = "orgchart"
"""
FEED = '\n[[alert]]\nto = "atom:feed.xml"\n'
TEXT = "Les agents restent employés par leur collectivité d’origine"


def named(*, after: bool = False, more: str = "") -> Page:
    """The town's page, on which she stands in many forms beside people of the same name."""
    told = f"""<p>Mme Hélène&nbsp;MOREL, directrice. Contact : <a href="mailto:helene.morel@valmont.example">écrire</a></p>
<ul><li>MOREL Hélène</li><li>M. Paul Morel</li><li>Hélène Martin</li><li>H. Morel</li></ul>
<table><tr><th>Nom</th><th>Prénom</th></tr><tr><td>Morel</td><td>Hélène</td></tr><tr><td>Martin</td><td>Hélène</td></tr></table>
<p>Voir <a href="/elus/helene-morel.html" title="H&eacute;l&egrave;ne Morel">sa fiche</a>{more}</p><p>{TEXT}"""
    return Page(page(noise=False, after=after).replace(f"<p>{TEXT}".encode(), told.encode()))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """A folder with two versions that name her, and a feed."""
    folder = tmp_path_factory.mktemp("named")
    with Site() as site:
        serve(site)
        site.pages["/"] = named()
        write_config(folder, site.url(), items=ITEMS, after=FEED)
        assert monitor("check", cwd=folder).status == 0
        site.pages["/"] = named(after=True, more=", Mme Hélène Morel")
        assert monitor("check", cwd=folder).status == 0
        yield site, folder


@pytest.fixture
def town(watched: tuple[Site, Path], tmp_path: Path) -> tuple[Site, Path]:
    """The same, to be changed."""
    site, folder = watched
    site.pages["/"] = named(after=True, more=", Mme Hélène Morel")
    shutil.copytree(folder, tmp_path / "here")
    return site, tmp_path / "here"


def test_the_bytes_hold_her_before(town: tuple[Site, Path]) -> None:
    """Else the tests below show nothing."""
    found = held(town[1], NEEDLES)
    assert any("a blob" in where for where in found)
    assert any(where.startswith("feed.xml") for where in found)
    assert any(where.startswith("monitor.db:") for where in found)


def test_afterwards_no_byte_of_the_folder_holds_her(town: tuple[Site, Path]) -> None:
    _, folder = town
    done = monitor("erase", "--person", NAME, "--json", cwd=folder)
    assert done.status == 0, done.err
    assert held(folder, NEEDLES) == []
    shown = done.lines[0]
    assert shown["versions"] == [{"watch": "valmont", "snapshot": 1}, {"watch": "valmont", "snapshot": 2}]
    assert {one["item"] for one in shown["bytes"]} == {None, "organigramme"}
    text = json.dumps([monitor("show", f"valmont@{n}", "--json", cwd=folder).lines for n in (1, 2)], ensure_ascii=False)
    assert "[effacé]" in text
    assert "M. Paul Morel" in text
    assert "Hélène Martin" in text
    assert "M. Denis Royer" in text
    verified = monitor("verify", "--json", cwd=folder)
    assert verified.status == 0, verified.out
    assert {(p["kind"], p["snapshot"]) for p in verified.lines[0]["problems"]} == {("erased", 1), ("erased", 2)}


def test_no_later_visit_brings_her_back_and_nobody_is_alerted(town: tuple[Site, Path]) -> None:
    site, folder = town
    assert monitor("erase", "--person", NAME, cwd=folder).status == 0
    before = monitor("alerts", "--json", cwd=folder).out
    for _ in range(2):
        (line,) = monitor("check", "--json", cwd=folder).lines
        assert (line["outcome"], line["changes"], line["failure"]) == ("unchanged", [], None)
    assert monitor("alerts", "--json", cwd=folder).out == before
    site.pages["/"] = named(after=True, more=", Mme Hélène MOREL et M. Paul Durand")
    (line,) = monitor("check", "--json", cwd=folder).lines
    assert line["outcome"] == "changed"
    assert "Paul Durand" in json.dumps(line, ensure_ascii=False)
    assert held(folder, NEEDLES) == []
    verified = monitor("verify", "--json", cwd=folder)
    assert verified.status == 0, verified.out
    assert {p["snapshot"] for p in verified.lines[0]["problems"]} == {1, 2}
    found = monitor("search", "Morel", "--json", cwd=folder).out
    assert "Paul Morel" in found


def test_who_is_erased_goes_on_as_one_in_their_post(town: tuple[Site, Path]) -> None:
    """5.14: and is no one with anybody else who is."""
    site, folder = town
    assert monitor("erase", "--person", NAME, cwd=folder).status == 0
    assert monitor("erase", "--person", "Denis Royer", cwd=folder).status == 0
    chart, site.pages[NEW_PDF] = site.pages[NEW_PDF], site.pages[PDF]
    try:
        (line,) = monitor("check", "--json", cwd=folder).lines
    finally:
        site.pages[NEW_PDF] = chart
    assert line["outcome"] == "changed"
    rows = [row for row in monitor("careers", "--json", cwd=folder).lines if row["person"] == "[effacé]"]
    assert [(row["unit"], row["first_snapshot"], row["current"]) for row in rows] == [
        ("Direction générale des services", 1, True),
        ("DGA Ressources", 1, True),
    ]
    assert len({row["person_key"] for row in rows}) == 2


def test_a_trial_says_what_goes_and_changes_nothing(town: tuple[Site, Path]) -> None:
    _, folder = town
    before = {path: path.read_bytes() for path in folder.iterdir() if path.suffix in (".db", ".xml")}
    tried = monitor("erase", "--person", NAME, "--dry-run", "--json", cwd=folder)
    assert tried.status == 0, tried.err
    assert {path: path.read_bytes() for path in before} == before
    done = monitor("erase", "--person", NAME, "--json", cwd=folder)
    assert {**tried.lines[0], "dry_run": False} == done.lines[0]


def test_exports_and_pages_to_come_do_not_name_her(town: tuple[Site, Path], tmp_path: Path) -> None:
    _, folder = town
    assert monitor("erase", "--person", NAME, cwd=folder).status == 0
    out = tmp_path / "out"
    out.mkdir()
    for form, name in (("json", "x.jsonl"), ("csv", "x.csv"), ("git", "repository"), ("site", "site")):
        done = monitor("export", "--format", form, "-o", out / name, cwd=folder)
        assert done.status == 0, done.err
    for command in (("careers", "--json"), ("history",), ("diff", "valmont", "1", "2")):
        (out / f"{command[0]}.txt").write_text(monitor(*command, cwd=folder).out, "utf-8")
    assert held(out, NEEDLES) == []


def test_of_what_is_erased_no_proof_is_made(town: tuple[Site, Path], tmp_path: Path) -> None:
    _, folder = town
    change = monitor("check", "--json", cwd=folder)
    history = monitor("history", "--json", cwd=folder).lines
    number = next(c["id"] for line in history for c in line["changes"])
    assert monitor("erase", "--person", NAME, cwd=folder).status == 0, change.err
    for asked in (("--change", str(number)), ("--unchanged",)):
        done = monitor("export", "--format", "bundle", *asked, "-o", tmp_path / "proof", cwd=folder)
        assert done.status == 1
        assert done.says("quelque chose a été effacé")


def test_what_stands_nowhere_is_nothing_found(town: tuple[Site, Path]) -> None:
    done = monitor("erase", "--person", "Zoé Inconnue", cwd=town[1])
    assert done.status == 1
    assert done.says("rien n’a été écrit")


def test_where_nothing_goes_for_certain_a_trial_still_shows_who_may_be_meant(town: tuple[Site, Path]) -> None:
    """5.17: « rien de ce qui est gardé ne le contient » would be no answer to who asks for what may be kept."""
    tried = monitor("erase", "--person", "Henri Morell", "--dry-run", "--json", cwd=town[1])
    assert tried.status == 0, tried.err
    assert not tried.lines[0]["versions"]
    assert monitor("erase", "--person", "Henri Morell", "--dry-run", cwd=town[1]).says("rien n’est écrit sous ce nom même")
    assert "H. Morel" in {one["named"] for one in tried.lines[0]["uncertain"]}
    done = monitor("erase", "--person", "Henri Morell", "--yes", cwd=town[1])
    assert done.status == 1
    assert done.says("à décider ; rien n’a été effacé") and done.says("--dry-run au lieu de --yes")
    assert "rien de ce qui est gardé" not in done.err


@pytest.mark.parametrize("arguments", [(), ("--person", NAME, "--address", "x"), ("--person", "Morel")])
def test_what_names_nobody_is_wrong_usage(town: tuple[Site, Path], arguments: tuple[str, ...]) -> None:
    assert monitor("erase", *arguments, cwd=town[1]).status == 2


def named_rows(folder: Path) -> int:
    """How many texts and edits name her, by SQLite itself."""
    with closing(sqlite3.connect(folder / "monitor.db")) as raw:
        told = "SELECT (SELECT count(*) FROM blocks WHERE text LIKE '%Morel%' AND text LIKE '%l_ne%')"
        return int(raw.execute(f"{told} + (SELECT count(*) FROM edits WHERE edit LIKE '%l_ne Morel%')").fetchone()[0])


def test_killed_at_any_point_it_is_all_or_nothing_and_made_again_it_is_done(watched: tuple[Site, Path], tmp_path: Path) -> None:
    """kill -9 at points spread over the whole of it."""
    _, folder = watched
    before = named_rows(folder)
    began = time.monotonic()
    shutil.copytree(folder, tmp_path / "whole")
    with started("erase", "--person", NAME, "--yes", cwd=tmp_path / "whole") as process:
        assert process.wait(60) == 0
    took = time.monotonic() - began
    states = set()
    for n in range(0, 5, sweeps.times(2, 1)):
        here = tmp_path / f"killed-{n}"
        shutil.copytree(folder, here)
        with started("erase", "--person", NAME, "--yes", cwd=here) as process:
            time.sleep(took * (0.55 + 0.1 * n))
            process.kill()
            process.wait(60)
        left = named_rows(here)
        assert left in (0, before)
        states.add(left)
        problems = monitor("verify", "--json", cwd=here).lines[0]["problems"]
        assert {p["kind"] for p in problems} <= {"erased", "unfinished"}
        assert monitor("erase", "--person", NAME, cwd=here).status == 0
        assert held(here, NEEDLES) == []
        assert monitor("verify", cwd=here).status == 0
    assert states


# -------------------------------------------------------------------------------------------------- in addresses, headers, files

FILES = """
[watch.documents.fiche]
link = "Fiche de poste"
kind = "file"

[watch.documents.note]
link = "Note de service"
kind = "text"

[watch.documents.scan]
link = "Portrait"
kind = "file"
"""


def pdf_by_her() -> bytes:
    """A PDF whose metadata alone name her: in UTF-16 in its strings, in UTF-8 in a packed stream."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(site_file("organigramme-2026.pdf"))) as document:
        document.docinfo["/Author"] = "Hélène Morel"
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = ["Hélène MOREL"]
        document.save(out, compress_streams=True)
    return out.getvalue()


def docx_of_her() -> bytes:
    out = io.BytesIO()
    words = ("Note de Mme Hélène </w:t></w:r><w:r><w:t>Morel", "Le service ouvre.")
    text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words)
    body = (
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{text}</w:body></w:document>'
    )
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def test_a_name_in_addresses_headers_and_files_goes_and_the_next_visit_finds_nothing(tmp_path: Path) -> None:
    links = """<p><a href="/media/fiche-helene-morel.pdf">Fiche de poste</a> (PDF)</p>
<p><a href="/media/note.docx">Note de service</a> (DOCX)</p><p><a href="/media/portrait.png">Portrait</a> (PNG)</p>"""
    body = page(noise=False, after=False).replace(f"<p>{TEXT}".encode(), f"{links}<p>{TEXT}".encode())
    with Site() as site:
        serve(site)
        site.pages["/"] = Page(body, headers={"X-Author": "Helene Morel"})
        disposition = "attachment; filename*=UTF-8''Fiche%20H%C3%A9l%C3%A8ne%20Morel.pdf"
        kinds = {"pdf": "application/pdf", "docx": "application/octet-stream", "png": "image/png"}
        picture = io.BytesIO()
        Image.new("RGB", (40, 40), "white").save(picture, "PNG")
        for path, data in (
            ("fiche-helene-morel.pdf", pdf_by_her()),
            ("note.docx", docx_of_her()),
            ("portrait.png", picture.getvalue()),
        ):
            site.pages[f"/media/{path}"] = Page(
                data, content_type=kinds[path.split(".")[1]], headers={"Content-Disposition": disposition}
            )
        write_config(tmp_path, site.url(), items=FILES)
        assert monitor("check", cwd=tmp_path).status == 0
        assert held(tmp_path, NEEDLES)
        done = monitor("erase", "--person", NAME, "--json", cwd=tmp_path)
        assert done.status == 0, done.err
        assert held(tmp_path, NEEDLES) == []
        assert done.lines[0]["unproven"] == [{"watch": "valmont", "snapshot": 1}]
        assert {one["item"] for one in done.lines[0]["bytes"]} == {None, "fiche", "note"}
        assert [one["item"] for one in done.lines[0]["unread"]] == ["scan"]
        for _ in range(2):
            (line,) = monitor("check", "--json", cwd=tmp_path).lines
            assert (line["outcome"], line["changes"], line["failure"]) == ("unchanged", [], None)
        site.pages["/"].body = body.replace("efficacité".encode(), b"vitesse").replace(
            b"Note de service", b"Note de rentr\xc3\xa9e de service"
        )
        (line,) = monitor("check", "--json", cwd=tmp_path).lines
        assert [change["item"] for change in line["changes"]] == ["note"]
        assert held(tmp_path, NEEDLES) == []
        verified = monitor("verify", "--json", cwd=tmp_path)
        assert verified.status == 0, verified.out
        assert {p["kind"] for p in verified.lines[0]["problems"]} == {"erased"}


def test_two_files_of_a_page_may_be_the_same_bytes(tmp_path: Path) -> None:
    """5.17, 7.5: each keeps a salt of its own, when a name goes from the page and when another one does."""
    names = "<p>Contact : Mme Hélène Morel, puis M. Loïc Abgrall.</p>"
    links = "".join(f'<p><a href="/pv-{n}.csv">Procès-verbal {n}</a> (CSV)</p>' for n in (1, 2))
    body = page(noise=False, after=False).replace(f"<p>{TEXT}".encode(), f"{names}{links}<p>{TEXT}".encode())
    with Site() as site:
        serve(site)
        site.pages["/"] = Page(body)
        site.pages |= {f"/pv-{n}.csv": Page(b"point;vote\n1;oui\n", content_type="text/csv") for n in (1, 2)}
        write_config(tmp_path, site.url(), items=f'{ITEMS}\n[watch.documents.pv]\nlink = "/procès-verbal/"\n')
        assert monitor("check", cwd=tmp_path).status == 0
        for name in (NAME, "Loïc Abgrall"):
            done = monitor("erase", "--person", name, "--yes", cwd=tmp_path)
            assert done.status == 0, done.err
            assert monitor("verify", cwd=tmp_path).status == 0
        with closing(sqlite3.connect(tmp_path / "monitor.db")) as db:
            assert db.execute("SELECT count(*), count(DISTINCT salt) FROM salts WHERE kind = 'blob'").fetchone() == (2, 2)


def test_an_address_goes_and_does_not_come_back(tmp_path: Path) -> None:
    """7.7: what a link carried in its query."""
    secret = "https://intranet.valmont.example/liste?cle=a1b2C3d4"
    with Site() as site:
        serve(site)
        site.pages["/"] = Page(
            page(noise=False, after=False).replace(f"<p>{TEXT}".encode(), f'<p><a href="{secret}">liste</a></p><p>{TEXT}'.encode())
        )
        write_config(tmp_path, site.url(), items=ITEMS)
        assert monitor("check", cwd=tmp_path).status == 0
        wanted = needles(secret)
        assert held(tmp_path, wanted)
        done = monitor("erase", "--address", secret, cwd=tmp_path)
        assert done.status == 0, done.err
        assert held(tmp_path, wanted) == []
        (line,) = monitor("check", "--json", cwd=tmp_path).lines
        assert (line["outcome"], line["changes"]) == ("unchanged", [])
        assert held(tmp_path, wanted) == []


def test_what_the_configuration_names_is_refused(tmp_path: Path) -> None:
    with Site() as site:
        serve(site)
        text = write_config(tmp_path, site.url(), items=ITEMS)
        text.write_text(text.read_text("utf-8").replace('name = "valmont"', 'name = "helene-morel"'), "utf-8")
        assert monitor("check", cwd=tmp_path).status == 0
        done = monitor("erase", "--person", NAME, cwd=tmp_path)
        assert done.status == 2
        assert done.says("monitor rename")


@pytest.mark.few("several parts")
@pytest.mark.parametrize(
    ("path", "kept"),
    [("/elus/helene-morel", "/elus/${PAGE_1}"), ("/elus/morel/helene?x=1", "${PAGE_1}")],
    ids=["a part", "several parts"],
)
def test_a_page_whose_address_names_her_is_watched_on_with_the_address_apart(tmp_path: Path, path: str, kept: str) -> None:
    """5.17, 7.7: the address is the site's; nothing that is kept, shown or sent holds the name, and where it stays is said."""
    with Site() as site:
        serve(site)
        site.pages[path] = named()
        config = write_config(tmp_path, site.url(path), items=ITEMS, after=FEED)
        assert monitor("check", cwd=tmp_path).status == 0
        before = config.read_bytes()
        tried = monitor("erase", "--person", NAME, "--dry-run", cwd=tmp_path)
        assert tried.status == 0 and tried.says("gardée à part") and config.read_bytes() == before
        done = monitor("erase", "--person", NAME, "--yes", cwd=tmp_path)
        assert done.status == 0, done.err
        assert done.says("secrets.env") and done.says(kept)
        asked = len(site.asked)
        site.pages[path] = named(after=True)
        for outcome in ("changed", "unchanged"):
            (line,) = monitor("check", "--json", cwd=tmp_path).lines
            assert (line["outcome"], line["failure"]) == (outcome, None)
        assert path in [one.path for one in site.asked[asked:]]
        shown = monitor("status", cwd=tmp_path).out + monitor("show", "valmont", cwd=tmp_path).out
        assert monitor("verify", cwd=tmp_path).status == 0
    assert {where.split(":")[0] for where in held(tmp_path, NEEDLES)} <= {"secrets.env"}
    assert "helene" in (tmp_path / "secrets.env").read_text("utf-8")
    assert (tmp_path / "secrets.env").stat().st_mode & 0o077 == 0
    assert "helene" not in shown


def test_what_is_listed_is_what_stays(tmp_path: Path) -> None:
    """5.17: an address behind a link that stays is told; « Anne » above « Dupont », erased together, is no family name alone."""
    told = """<p>Hélène Morel</p><p>H. Morel reçoit.</p><p>Voir <a href="mailto:morel.h@valmont.example">ici</a>.</p>
<p>Hélène Morel-Roux, archiviste.</p><div><h4>Hélène</h4><h4>Morel</h4></div>"""
    with Site() as site:
        serve(site)
        site.pages["/"] = Page(page(noise=False, after=False).replace(f"<p>{TEXT}".encode(), f"{told}<p>{TEXT}".encode()))
        write_config(tmp_path, site.url(), items=ITEMS)
        assert monitor("check", cwd=tmp_path).status == 0
    tried, done = (
        monitor("erase", "--person", NAME, "--json", *more, cwd=tmp_path).lines[0] for more in (["--dry-run"], ["--yes"])
    )
    listed = {(one["why"], one["text"]) for one in done["uncertain"]}
    assert {("initial", "H. Morel reçoit."), ("initial", "mailto:morel.h@valmont.example")} <= listed
    assert ("family", "Morel") not in listed
    assert tried["uncertain"] == done["uncertain"]
    again = monitor("erase", "--person", NAME, "--dry-run", "--json", cwd=tmp_path).lines[0]
    assert (again["forms"], again["namesakes"]) == ([], done["namesakes"])
