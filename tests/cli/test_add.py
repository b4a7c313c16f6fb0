"""`monitor add`: a page watched from now on, asked or not, written without touching a comment, visited at once (DESIGN 4.5)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.adding.write import daily
from monitor.demo.server import page, site_file
from monitor.store import InstanceLock
from tests.cli.dialogue import dialogue
from tests.command import monitor
from tests.documents.office import fixture, with_hidden_sheets
from tests.site import Page, Site

ENGLISH = {"LANG": "en_GB.UTF-8"}
CHART = "/media/organigramme-2025.pdf"
QUIET = """# what we watch  [[watch]]

[monitor]
database = "monitor.db"  # here
language = "en"
allow_private_addresses = true
pause = "0s"
confirm_after = "0s"

# --- pages ---

# the first one
[[watch]]
name = "old"   # do not rename
url = "https://old.example/"
sections = { text = { heading = "Old" } }


[[alert]]
to = "https://example.org/hook"
on = ["recovery"]
# the end, without a line break"""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.pages["/mairie/"] = Page(page(noise=False, after=False))
        site.pages[CHART] = Page(site_file("organigramme-2025.pdf"), content_type="application/pdf")
        yield site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(QUIET, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("language", "said"), [("fr", "écrit dans config.toml"), ("en", "written into config.toml")])
def test_where_the_environment_names_no_language_the_configuration_s_is_spoken(
    folder: Path, site: Site, language: str, said: str
) -> None:
    """4.2, 4.5: « C.UTF-8 », as containers have it, names none: the visit and what is said of it are in one language."""
    (folder / "config.toml").write_text(QUIET.replace('"en"', f'"{language}"'), "utf-8")
    done = monitor("add", site.url("/mairie/"), "--yes", cwd=folder, env={"LC_ALL": "C.UTF-8"})
    assert (done.status, said in done.err) == (0, True), done.err


@pytest.mark.parametrize("asked", [True, False])
def test_an_address_without_a_scheme_is_tried_by_https_then_by_http(folder: Path, site: Site, asked: bool) -> None:
    """4.5: which of them it is, is said and written; where neither answers, both are named."""
    bare = site.url("/mairie/").removeprefix("http://")
    if asked:
        done = dialogue("add", bare, cwd=folder, answers=[""])
    else:
        done = monitor("add", bare, "--yes", cwd=folder)
    assert done.status == 0
    assert done.says(f"https:// ne répond pas à cette adresse : c’est http://{bare} qui est surveillée, sans chiffrement")
    assert added(folder)[-1]["url"] == f"http://{bare}"
    read = monitor("outline", bare, cwd=folder)
    assert read.status == 0 and f'url = "http://{bare}"' in read.out
    assert read.says(f"lue par http://{bare}")
    nowhere = monitor("add", "127.0.0.1:9/x", "--yes", cwd=folder)
    assert nowhere.status == 1 and nowhere.says("http://127.0.0.1:9/x a été essayé aussi, en vain.")


def added(folder: Path) -> list[dict[str, Any]]:
    """The watches that were not there."""
    text = (folder / "config.toml").read_text("utf-8")
    assert text.startswith(QUIET)
    found: list[dict[str, Any]] = tomllib.loads(text)["watch"][1:]
    return found


def untouched(folder: Path) -> bool:
    return (folder / "config.toml").read_text("utf-8") == QUIET


def paths(site: Site) -> list[str]:
    return [asked.path for asked in site.asked if asked.path != "/robots.txt"]


class TestWithoutQuestions:
    """4.5: without a terminal, or with --yes."""

    @pytest.mark.parametrize("form", ["list", "cards", "flat"])
    def test_an_org_chart_that_stands_in_the_page_is_a_section(self, folder: Path, site: Site, form: str) -> None:
        """4.5, 3.31: asked for like a document; of cards side by side it says that nothing tells which hangs under which."""
        units = ("Direction des achats", "Direction de l’eau", "Direction des sports", "Service de la voirie", "Service des fêtes")
        flat = "".join(f'<div class="carte"><h3>{unit}</h3><p>M. Jean Petit</p></div>' for unit in units)
        html = f"<main><h1>Mairie</h1><h2>Organigramme des services de Valmont</h2><div>{flat}</div><h2>Contact</h2></main>"
        site.pages["/"] = Page(html.encode() if form == "flat" else fixture(f"chart-1-{form}.html"))
        done = monitor("add", site.url("/"), "--orgchart", "organigramme des services", "--yes", cwd=folder)
        assert done.status == 0, done.err
        (watch,) = added(folder)
        (section,) = watch["sections"].values()
        assert section == {"heading": "Organigramme des services de Valmont", "kind": "orgchart"} and "documents" not in watch
        warned = done.says("n’a pas d’arborescence lisible\u00a0: ses services sont comparés un à un, sans rattachement")
        assert warned == (form == "flat") and not done.says("le texte est court"), done.err

    def test_the_main_text_and_the_chart_are_proposed(self, folder: Path, site: Site) -> None:
        done = monitor("add", site.url("/mairie/"), "--yes", "--json", cwd=folder)
        assert done.status == 0, done.err
        (line,) = done.lines
        (watch,) = added(folder)
        assert watch == {
            "name": "l-organigramme-ville-valmont-sur-ource",
            "title": "L’organigramme ville et métropole – Valmont-sur-Ource",
            "url": site.url("/mairie/"),
            "schedule": daily("l-organigramme-ville-valmont-sur-ource"),
            "sections": {"l-organigramme-ville-et-metropole": {"heading": "L’organigramme ville et métropole"}},
            "documents": {"organigramme-de-la-ville": {"link": "Organigramme de la ville et de la métropole", "kind": "orgchart"}},
        }
        assert (line["watch"], line["added"]) == (watch["name"], [*watch["sections"], *watch["documents"]])
        assert (line["check"]["watch"], line["check"]["outcome"], line["check"]["snapshot"]) == (watch["name"], "first", 1)

    def test_one_fetch_serves_preview_and_first_visit(self, folder: Path, site: Site) -> None:
        assert monitor("add", site.url("/mairie/"), cwd=folder).status == 0
        assert sorted(paths(site)) == sorted(["/mairie/", CHART])
        (shown,) = monitor("show", added(folder)[0]["name"], "--json", cwd=folder).lines
        assert shown["items"][1]["orgchart"]["structured"] is True
        assert "mutualisation des services" in str(shown["items"][0]["blocks"])
        (checked,) = monitor("check", added(folder)[0]["name"], "--json", cwd=folder).lines
        assert checked["outcome"] == "unchanged"

    def test_flags_say_what_to_watch(self, folder: Path, site: Site) -> None:
        done = monitor(
            "add", site.url("/mairie/"), "--name", "valmont", "--title", "Mairie de  Valmont", "--section", "mutualisation",
            "--document", "Organigramme", "--every", "6h", "--tag", "a", "--tag", "b", "--json", cwd=folder,
        )  # fmt: skip
        assert done.status == 0, done.err
        assert added(folder) == [
            {
                "name": "valmont",
                "title": "Mairie de Valmont",
                "url": site.url("/mairie/"),
                "tags": ["a", "b"],
                "every": "6h",
                "sections": {"la-mutualisation-des-services": {"heading": "La mutualisation des services"}},
                "documents": {"organigramme": {"link": "Organigramme", "kind": "text"}},
            }
        ]
        assert done.lines[0]["check"]["outcome"] == "first"

    def test_an_org_chart_by_name(self, folder: Path, site: Site) -> None:
        done = monitor("add", site.url("/mairie/"), "--orgchart", "Organigramme", "--schedule", "0 8 * * 1", cwd=folder)
        assert done.status == 0, done.err
        (watch,) = added(folder)
        assert watch["documents"] == {"organigramme": {"link": "Organigramme", "kind": "orgchart"}}
        assert ("sections" in watch, watch["schedule"]) == (False, "0 8 * * 1")

    @pytest.mark.parametrize(
        ("extra", "status", "said"),
        [
            pytest.param(["--section", "Budget primitif"], 1, "La mutualisation des services", id="no such section: the nearest"),
            pytest.param(["--document", "Budget"], 1, "Organigramme de la ville", id="no such document: the nearest"),
            pytest.param(["--name", "OLD"], 2, "is taken", id="a name that is taken"),
            pytest.param(["--name", "two words"], 2, "is not a name", id="no name"),
            pytest.param(["--every", "soon"], 2, "is not a duration", id="no duration"),
            pytest.param(["--schedule", "now and then"], 2, "0 7 * * *", id="no schedule"),
            pytest.param(["--every", "6h", "--schedule", "@daily"], 2, "not both", id="two schedules"),
            pytest.param(["--from", "x"], 2, "--from FILE", id="two sources"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_written(
        self, folder: Path, site: Site, extra: list[str], status: int, said: str
    ) -> None:
        done = monitor("add", site.url("/mairie/"), "--yes", *extra, cwd=folder, env=ENGLISH)
        assert (done.status, done.out, untouched(folder)) == (status, "", True), done.err
        assert said in done.err
        assert not (folder / "monitor.db").exists()

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            pytest.param(Page(b"<h1>404</h1>", 404), "does not exist", id="404"),
            pytest.param(
                Page("<main><h1>Page introuvable</h1><p>La page que vous cherchez n’existe pas ou plus.</p></main>".encode()),
                "cannot find the page",
                id="a notice that says 200",
            ),
            pytest.param(
                Page(b"<!doctype html><title>App</title><div id=app></div><script src=a.js></script>"),
                "only a browser",
                id="a shell",
            ),
            pytest.param(
                Page(b"<!doctype html><title>App</title><div id=app></div><script src=a.js></script>"),
                "follow a PDF or a page that it announces",
                id="a shell, and what to do",
            ),
            pytest.param(Page(b"<h1>401</h1>", 401), "if it asks for a password: “headers”", id="a password"),
            pytest.param(
                Page(b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', content_type="application/rss+xml"),
                "it is a feed",
                id="a feed",
            ),
            pytest.param(Page(b"", 302, headers={"Location": "/"}), "redirect", id="sent to the front page"),
            pytest.param(Page(b"%PDF-1.7 nothing", content_type="application/pdf"), "read", id="a broken PDF"),
        ],
    )
    def test_a_page_that_cannot_be_read_is_not_written(self, folder: Path, site: Site, answer: Page, said: str) -> None:
        site.pages["/x"] = answer
        site.pages["/"] = Page(b"<main><h1>Valmont</h1><p>Bienvenue dans notre ville, ses services et ses habitants.</p></main>")
        done = monitor("add", site.url("/x"), "--yes", "--json", cwd=folder, env=ENGLISH)
        assert (done.status, done.out, untouched(folder)) == (1, "", True), done.err
        assert said.casefold() in done.err.casefold()

    @pytest.mark.few(1)
    @pytest.mark.parametrize("written", ["{}", "{}#top", "HTTP{}"])
    def test_an_address_that_is_watched_already_is_refused(self, folder: Path, site: Site, written: str) -> None:
        assert monitor("add", site.url("/mairie/"), cwd=folder).status == 0
        address = written.replace("HTTP{}", "HTTP" + site.url("/mairie/").removeprefix("http")).format(site.url("/mairie/"))
        done = monitor("add", address, "--name", "again", cwd=folder, env=ENGLISH)
        assert (done.status, "is watched already" in done.err, len(added(folder))) == (2, True, 1)

    @pytest.mark.few("fr")
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_what_else_is_wished_of_a_page_that_is_watched_is_given_as_it_is_to_be_written(
        self, folder: Path, site: Site, language: str
    ) -> None:
        """4.5: in lines that config.toml takes below those of the page, whatever is watched there already."""
        assert monitor("add", site.url("/mairie/"), cwd=folder).status == 0
        wished = ("--orgchart", "/^Organigramme \\d/", "--document", "Le « plan »", "--section", "Mutualisation des services")
        (before,), (text,) = added(folder), [(folder / "config.toml").read_text("utf-8")]
        (folder / "config.toml").write_text(text.replace('language = "en"', f'language = "{language}"'), "utf-8")
        done = monitor("add", site.url("/mairie/"), *wished, cwd=folder)
        said, lines = done.err.split("\n", 2)[1], done.err.split("\n", 2)[2]
        assert done.status == 2 and "config.toml" in said, done.err
        beside = tomllib.loads(f"[[watch]]\n{lines}")["watch"][0]
        new = beside["sections"] | beside["documents"]
        assert list(new.values()) == [
            {"heading": "Mutualisation des services"},
            {"link": "Le « plan »"},
            {"link": "/^Organigramme \\d/", "kind": "orgchart"},
        ]
        assert not new.keys() & (before.get("sections", {}).keys() | before.get("documents", {}).keys())

    def test_twins_get_names_of_their_own(self, folder: Path, site: Site) -> None:
        site.pages["/2"] = site.pages["/mairie/"]
        assert monitor("add", site.url("/mairie/"), cwd=folder).status == 0
        assert monitor("add", site.url("/2"), cwd=folder).status == 0
        name = "l-organigramme-ville-valmont-sur-ource"
        assert [w["name"] for w in added(folder)] == [name, f"{name}-2"]


class TestDocuments:
    """4.5: what looks like a chart is looked into, and is an org chart only where it reads as one."""

    @pytest.mark.parametrize(
        ("link", "body", "kind"),
        [
            pytest.param("Organigramme des services", site_file("organigramme-2025.pdf"), "orgchart", id="a chart"),
            pytest.param("Organigramme (image)", b"\x89PNG\r\n\x1a\n" + bytes(64), "file", id="a picture"),
        ],
    )
    def test_a_document_called_a_chart_is_what_it_reads_as(
        self, folder: Path, site: Site, link: str, body: bytes, kind: str
    ) -> None:
        site.pages["/d.pdf"] = Page(body, content_type="application/octet-stream")
        text = "Les services de la ville sont organisés en trois pôles, sous une direction générale."
        site.pages["/x"] = Page(f"<title>X</title><main><h1>Services</h1><p>{text}</p><a href=/d.pdf>{link}</a></main>".encode())
        assert monitor("add", site.url("/x"), "--yes", cwd=folder).status == (0 if kind == "orgchart" else 1)
        if kind == "orgchart":
            assert [d["kind"] for d in added(folder)[0]["documents"].values()] == [kind]

    def test_a_chart_by_another_name_is_found_by_what_it_reads_as(self, folder: Path, site: Site) -> None:
        site.pages["/d.pdf"] = Page(site_file("organigramme-2025.pdf"), content_type="application/pdf")
        text = "The departments of the council report to its chief executive, and each has a head of its own."
        site.pages["/x"] = Page(
            f"<title>X</title><main><h1>Departments</h1><p>{text}</p><a href=/d.pdf>Structure</a></main>".encode()
        )
        assert monitor("add", site.url("/x"), "--yes", cwd=folder).status == 0
        assert list(added(folder)[0]["documents"].values()) == [{"link": "Structure", "kind": "orgchart"}]

    def test_documents_that_are_not_watched_are_told(self, folder: Path, site: Site) -> None:
        """3.26: nothing is left out in silence; who has chosen knows."""
        text = "The departments of the council report to its chief executive, and each has a head of its own."
        links = "".join(f"<a href=/{n}.pdf>Minutes of part {n}</a> " for n in "abcd")
        site.pages["/x"] = Page(f"<title>X</title><main><h1>Departments</h1><p>{text}</p><p>{links}</p></main>".encode())
        done = monitor("add", site.url("/x"), "--yes", cwd=folder, env=ENGLISH)
        assert done.status == 0 and done.says("no document is watched; there are 4 on the page, among them “Minutes of part a”")
        done = monitor("add", site.url("/x?2"), "--section", "Departments", "--yes", cwd=folder, env=ENGLISH)
        assert "no document is watched" not in done.err

    def test_a_link_that_says_nothing_of_a_file_is_told_with_what_to_type(self, folder: Path, site: Site) -> None:
        """4.5, 3.22: « not on the page » is not all of it; what is called an org chart is told of where none is watched."""
        text = "<p>Les services de la commune sont organisés en directions, comme le montre ce document.</p>"
        link = '<p><a href="/dl?id=12">Télécharger l’organigramme</a> <a href="/dl?id=13">Le règlement</a></p>'
        site.pages["/services"] = Page(f"<title>Services</title><main><h1>Services</h1>{text}{link}</main>".encode())
        by_name = monitor(
            "add", site.url("/services"), "--yes", "--orgchart", "Télécharger l'organigramme", cwd=folder, env=ENGLISH
        )
        assert by_name.status == 1
        assert "The page has the link “Télécharger l’organigramme”" in by_name.err
        assert by_name.err.rstrip().endswith(f"monitor add '{site.url('/dl?id=12')}'")
        unknown = monitor("add", site.url("/services"), "--yes", "--document", "Budget", cwd=folder, env=ENGLISH)
        assert unknown.status == 1 and "The page has the link" not in unknown.err
        proposed = monitor("add", site.url("/services"), "--yes", cwd=folder, env=ENGLISH)
        assert proposed.status == 0, proposed.err
        said = " ".join((proposed.out + proposed.err).split())
        assert f"monitor add '{site.url('/dl?id=12')}'" in said and "id=13" not in said

    def test_an_address_of_a_document_is_watched_as_one(self, folder: Path, site: Site) -> None:
        done = monitor("add", site.url(CHART), "--yes", "--json", cwd=folder)
        assert done.status == 0, done.err
        (watch,) = added(folder)
        assert list(watch["documents"].values()) == [{"link": "self", "kind": "orgchart"}]
        assert (done.lines[0]["check"]["outcome"], paths(site)) == ("first", [CHART])

    @pytest.mark.parametrize(
        ("name", "kind", "said"),
        [
            ("staff-1.xlsx", "table", "tableau lu : 8 lignes"),
            ("rules-1.docx", "text", "texte lu : "),
            ("liste.csv", "table", "tableau lu : 2 lignes"),
            ("note.txt", "text", "texte lu : 6 mots"),
            ("plan.png", "file", "image : comparée par ce qu’elle montre"),
            ("acte.doc", "file", "pas de texte à y lire"),
        ],
    )
    def test_a_file_is_offered_as_what_it_is(self, folder: Path, site: Site, name: str, kind: str, said: str) -> None:
        """4.5, 3.31: and none that nobody calls an org chart is said to be no org chart."""
        written = {"liste.csv": b"nom,poste\nDurand,DGS\n", "note.txt": "Le marché a lieu le samedi.".encode()}
        written |= {"plan.png": _picture(), "acte.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)}
        body = written.get(name) or fixture(name)
        site.pages[f"/{name}"] = Page(body, content_type="application/octet-stream")
        done = dialogue("add", site.url(f"/{name}"), cwd=folder, answers=[""])
        assert done.status == 0, done.out
        out = done.out.replace("\u00a0", " ").replace("\u202f", " ")
        assert said in out and "organigramme" not in out
        assert list(added(folder)[0]["documents"].values()) == [{"link": "self", "kind": kind}]

    def test_sheets_that_a_workbook_hides_are_said_where_somebody_reads_of_it(self, folder: Path, site: Site) -> None:
        """3.31: when it is offered, at its first visit alone, and of each version that is shown."""
        site.pages["/agents.xlsx"] = Page(with_hidden_sheets(fixture("staff-1.xlsx")), content_type="application/octet-stream")
        done = dialogue("add", site.url("/agents.xlsx"), cwd=folder, answers=[""])
        assert done.status == 0 and done.says("comparées une à une\u202f; 2 feuilles masquées ne sont pas lues"), done.out
        told = " ".join(done.out.split()).count("2 feuilles masquées ne sont pas lues")
        assert told == 2, done.out  # of the visit, too, in the terminal's language
        (watch,) = added(folder)
        assert not monitor("check", watch["name"], cwd=folder).says("hidden")
        assert monitor("show", watch["name"], cwd=folder).says("2 hidden sheets are not read")
        (item,) = json.loads(monitor("show", watch["name"], "--json", cwd=folder).out)["items"]
        assert item["hidden_sheets"] == 2


def _picture() -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "PNG")
    return out.getvalue()


class TestTheFile:
    """4.5: config.toml is made as `init` does where there is none; a name goes on where its history began."""

    def test_a_first_watch_makes_the_file(self, tmp_path: Path, site: Site) -> None:
        done = monitor("add", site.url("/mairie/"), "--yes", cwd=tmp_path, env=ENGLISH)
        assert done.status == 0, done.err
        text = (tmp_path / "config.toml").read_text("utf-8")
        assert text.startswith("# What this installation watches") and "# [smtp]" in text
        (watch,) = tomllib.loads(text)["watch"]
        assert watch["allow_private_addresses"] is True  # typed by a person, and for this page alone
        assert monitor("check", "--json", cwd=tmp_path).lines[0]["outcome"] == "unchanged"

    def test_a_page_that_redirects_into_the_network_is_not_followed(self, tmp_path: Path, site: Site) -> None:
        with Site() as other:
            other.pages["/"] = Page(page(noise=False, after=False))
            site.pages["/away"] = Page(b"", 302, headers={"Location": other.url("/")})
            done = monitor("add", site.url("/away"), "--yes", cwd=tmp_path)
            assert (done.status, other.asked, (tmp_path / "config.toml").exists()) == (1, [], False)

    def test_a_history_is_continued_at_its_own_address_only(self, folder: Path, site: Site) -> None:
        site.pages["/2"] = site.pages["/mairie/"]
        assert monitor("add", site.url("/mairie/"), "--name", "valmont", cwd=folder).status == 0
        assert monitor("remove", "valmont", cwd=folder).status == 0
        assert untouched(folder)
        refused = monitor("add", site.url("/2"), "--name", "valmont", cwd=folder, env=ENGLISH)
        assert (refused.status, "has a history already" in refused.err, untouched(folder)) == (2, True, True)
        (line,) = monitor("add", site.url("/mairie/"), "--json", cwd=folder).lines
        assert (line["watch"], line["check"]["outcome"], line["check"]["snapshot"]) == ("valmont", "unchanged", 1)

    def test_a_service_that_is_running_makes_the_first_visit(self, folder: Path, site: Site) -> None:
        with InstanceLock(folder / "monitor.db", command="monitor run"):
            done = monitor("add", site.url("/mairie/"), "--yes", "--json", cwd=folder)
        assert (done.status, done.lines[0]["check"], len(added(folder))) == (0, None, 1), done.err

    def test_a_file_with_mistakes_is_left_alone(self, folder: Path, site: Site) -> None:
        (folder / "config.toml").write_text("[nonsense]\n")
        assert monitor("add", site.url("/mairie/"), "--yes", cwd=folder).status == 2
        assert ((folder / "config.toml").read_text(), site.asked) == ("[nonsense]\n", [])


class TestManyPages:
    """4.5: --from, an address a line; --pack, tables as in config.toml; one that is bad stops no other."""

    def test_a_list_of_addresses(self, folder: Path, site: Site) -> None:
        for n in range(10):
            site.pages[f"/{n}"] = Page(page(noise=False, after=False))
        lines = [f"{site.url(f'/{n}')}  Mairie {n}" for n in range(10)]
        (folder / "towns.txt").write_text("\n".join(["# towns", "", *lines, site.url("/none"), site.url("/0"), "no address"]))
        done = monitor("add", "--from", "towns.txt", "--tag", "t", cwd=folder, env=ENGLISH)
        assert done.status == 1
        assert [w["title"] for w in added(folder)] == [f"Mairie {n}" for n in range(10)]
        assert {w["schedule"] for w in added(folder)} == {daily(f"mairie-{n}") for n in range(10)}
        assert all(w["tags"] == ["t"] for w in added(folder))
        assert done.out.count("✓\u00a0Mairie") == 10 and "12 names" in done.out
        assert "10 pages added, 1 watched already, 2 refused." in done.out
        assert "HTTP 404" in done.out
        assert len(monitor("history", "--all", "--json", cwd=folder).lines) == 10
        assert max(paths(site).count(f"/{n}") for n in range(10)) == 1
        again = monitor("add", "--from", "towns.txt", "--json", cwd=folder, env=ENGLISH)
        assert (again.out, len(added(folder))) == ("", 10)

    def test_a_shared_list(self, folder: Path, site: Site) -> None:
        site.pages["/2"] = site.pages["/mairie/"]
        pack = (
            f'[[watch]]\nurl = "{site.url("/mairie/")}"\nname = "v"\ntitle = "Valmont"\ntags = ["côte-d-or"]\nevery = "1d"\n'
            'sections.m.heading = "La mutualisation des services"\n'
            f'[[watch]]\nurl = "{site.url("/2")}"\ntitle = "Deux"\n'
        )
        (folder / "pack.toml").write_text(pack)
        done = monitor("add", "--pack", "pack.toml", "--json", cwd=folder)
        assert done.status == 0, done.err
        first, second = added(folder)
        assert first == {
            "name": "v", "title": "Valmont", "url": site.url("/mairie/"), "tags": ["côte-d-or"], "every": "1d",
            "sections": {"m": {"heading": "La mutualisation des services"}},
        }  # fmt: skip
        assert (second["name"], list(second["sections"])) == ("deux", ["l-organigramme-ville-et-metropole"])
        assert [line["watch"] for line in done.lines] == ["v", "deux"]
        site.pages["/pack.toml"] = Page(pack.encode(), content_type="text/plain")
        done = monitor("add", "--pack", site.url("/pack.toml"), cwd=folder, env=ENGLISH)
        assert (done.status, "2 watched already" in done.out) == (0, True)

    @pytest.mark.parametrize(
        "line",
        ['headers = { X = "y" }', "allow_private_addresses = true", 'title = "${HOME}"', "[smtp]", 'proxy = "http://evil.example"'],
    )
    def test_a_stranger_s_list_reaches_nothing_of_ours(self, folder: Path, site: Site, line: str) -> None:
        (folder / "pack.toml").write_text(f'[[watch]]\nurl = "{site.url("/mairie/")}"\n{line}\n')
        done = monitor("add", "--pack", "pack.toml", cwd=folder, env=ENGLISH)
        assert (done.status in (1, 2), untouched(folder), site.asked) == (True, True, []), done.err

    def test_a_stranger_s_list_leads_to_no_private_address(self, tmp_path: Path, site: Site) -> None:
        (tmp_path / "pack.toml").write_text(f'[[watch]]\nurl = "{site.url("/mairie/")}"\n')
        assert monitor("add", "--pack", "pack.toml", cwd=tmp_path).status == 1
        assert site.asked == []


# --------------------------------------------------------------------------------------------------------------- the dialogue


class TestOnATerminal:
    """4.5: it asks, with headings and documents numbered and the first words of each; Enter takes the proposal."""

    def test_enter_takes_what_is_proposed(self, folder: Path, site: Site) -> None:
        done = dialogue("add", site.url("/mairie/"), cwd=folder, answers=[""])
        assert done.status == 0, done.out
        out = done.out.replace("\u00a0", " ").replace("\u202f", " ")
        assert "1 ● L’organigramme ville et métropole — tout le texte principal, 144 mots" in out
        assert "2   La mutualisation des services, 120 mots" in out
        assert "« Ource Métropole et la ville de Valmont-sur-Ource partagent une…" in out
        assert "3 ● Organigramme de la ville et de la métropole – juin 2025, PDF, 3,4 ko" in out
        assert "organigramme lu : 12 services et 12 noms" in out
        (watch,) = added(folder)
        assert (len(watch["sections"]), len(watch["documents"])) == (1, 1)
        assert sorted(paths(site)) == sorted(["/mairie/", CHART])

    def test_numbers_are_taken_and_nothing_else_is_asked(self, folder: Path, site: Site) -> None:
        given = ("--title", "Services partagés")
        done = dialogue("add", site.url("/mairie/"), *given, cwd=folder, answers=["7", "1-", "-2", "3-1", "2"], env=ENGLISH)
        assert (done.status, "Numbers from 1 to 3" in done.out) == (0, True), done.out
        assert all(f"“{half}” is not understood" in done.out for half in ("7", "1-", "-2", "3-1"))
        (watch,) = added(folder)
        assert (watch["name"], watch["title"]) == ("services-partages", "Services partagés")
        assert watch["sections"] == {"la-mutualisation-des-services": {"heading": "La mutualisation des services"}}
        assert "documents" not in watch

    @pytest.mark.few("40")
    @pytest.mark.parametrize("columns", [40, 80, 120])
    def test_no_line_is_wider_than_the_terminal(self, folder: Path, site: Site, columns: int) -> None:
        done = dialogue("add", site.url("/mairie/"), cwd=folder, answers=[""], columns=columns)
        prompts = [line for line in done.out.splitlines() if line.startswith("[")]
        assert max(len(line) for line in done.out.splitlines() if line not in prompts) <= columns

    def test_no_colour_where_none_is_wanted(self, folder: Path, site: Site) -> None:
        shown = dialogue("add", site.url("/mairie/"), cwd=folder, answers=[""], env={"NO_COLOR": "1", "COLOUR": "1"}).out
        assert "\x1b[3" not in shown and "\x1b[1m" not in shown

    def test_json_asks_nothing_and_says_so(self, folder: Path, site: Site) -> None:
        done = dialogue("add", site.url("/mairie/"), "--json", cwd=folder, answers=[])
        assert (done.status, "--yes" in done.out, site.asked, untouched(folder)) == (2, True, [], True)
        done = dialogue("add", site.url("/mairie/"), "--json", "--yes", cwd=folder, answers=[])
        assert (done.status, json.loads(done.out.splitlines()[-1])["check"]["outcome"]) == (0, "first")

    def test_where_nothing_is_proposed_enter_leaves(self, folder: Path, site: Site) -> None:
        """The prompt says so, and how to go on: a page of a few words is offered, not proposed."""
        site.pages["/court/"] = Page(b"<title>Accueil</title><main><h1>Mairie</h1><p>Ouverte le lundi.</p></main>")
        done = dialogue("add", site.url("/court/"), cwd=folder, answers=[""])
        assert (done.status, untouched(folder)) == (1, True), done.out
        assert "Entrée pour ne rien surveiller" in done.out and "rien n’a été choisi" in done.out
        assert "n’est pas compris" not in done.out
        assert dialogue("add", site.url("/court/"), cwd=folder, answers=["1"]).status == 0

    def test_leaving_writes_nothing(self, folder: Path, site: Site) -> None:
        done = dialogue("add", site.url("/mairie/"), cwd=folder, answers=["\x03"])
        assert (done.status, untouched(folder), (folder / "monitor.db").exists()) == (130, True, False)


def test_a_text_within_another_one_is_said_to_be(folder: Path, site: Site) -> None:
    """4.5: what changes there is told twice."""
    whole, part = "L’organigramme ville et métropole", "La mutualisation des services"
    both = monitor("add", site.url("/mairie/"), "--yes", "--section", whole, "--section", part, cwd=folder)
    assert both.says(f"« {part} » est dans « {whole} » : ce qui y change sera dit deux fois")
