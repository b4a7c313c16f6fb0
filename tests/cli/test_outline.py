"""`monitor outline URL|FILE`: what a page holds, ready to paste; a file needs no configuration (DESIGN 4.1)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.config import load
from monitor.demo.server import page, site_file
from monitor.terminal.output import json_line
from tests.command import monitor
from tests.configs import write_config
from tests.site import Page, Site

ENGLISH = {"LANG": "en_GB.UTF-8"}


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.pages["/mairie/"] = Page(page(noise=False, after=False))
        yield site


def test_what_is_printed_for_a_file_is_a_configuration_that_loads(tmp_path: Path) -> None:
    """4.1, 4.2: no config.toml is needed, nothing but data on standard output."""
    (tmp_path / "page.html").write_bytes(page(noise=False, after=False))
    done = monitor("outline", "page.html", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    (tmp_path / "config.toml").write_text(done.out, "utf-8")
    (watch,) = load(tmp_path / "config.toml", {}).watches
    assert "La mutualisation des services" in [s.heading for s in watch.recipe.sections]
    assert [(d.link, d.kind) for d in watch.recipe.documents] == [("Organigramme de la ville et de la métropole", "orgchart")]
    assert "120 mots" in done.out


def test_a_saved_page_brings_its_own_address(tmp_path: Path) -> None:
    head = '<head><link rel="canonical" href="https://www.valmont.example/mairie/">'
    (tmp_path / "page.html").write_bytes(page(noise=False, after=False).replace(b"<head>", head.encode()))
    done = monitor("outline", "page.html", cwd=tmp_path)
    assert tomllib.loads(done.out)["watch"][0]["url"] == "https://www.valmont.example/mairie/"
    assert "https://www.valmont.example/media/organigramme-2025.pdf" in done.out


def test_an_address_is_read_over_http_without_a_configuration(tmp_path: Path, site: Site) -> None:
    """Whoever types a private address means it; --json has the same (4.1)."""
    done = monitor("outline", site.url("/mairie/"), "--json", cwd=tmp_path)
    found = json.loads(done.out)
    assert (done.status, found["url"]) == (0, site.url("/mairie/"))
    assert [d["url"] for d in found["documents"]] == [site.url("/media/organigramme-2025.pdf")]
    assert list(tmp_path.iterdir()) == []


def test_the_contact_of_config_toml_goes_along(tmp_path: Path, site: Site) -> None:
    write_config(tmp_path, site.url("/mairie/"))
    assert monitor("outline", site.url("/mairie/"), cwd=tmp_path).status == 0
    assert "mailto:test@example.org" in site.asked[-1].headers["User-Agent"]


def test_a_config_toml_with_mistakes_hinders_only_where_it_was_named(tmp_path: Path, site: Site) -> None:
    """It is being written, and the outline goes into it."""
    (tmp_path / "config.toml").write_text("[monitor]\nlanguage = 'de'\n", "utf-8")
    done = monitor("outline", site.url("/mairie/"), cwd=tmp_path, env=ENGLISH)
    assert (done.status, done.err) == (0, "monitor: config.toml has mistakes; read without it\n")
    assert monitor("outline", site.url("/mairie/"), "--config", "config.toml", cwd=tmp_path).status == 2


@pytest.mark.parametrize(
    ("source", "status", "said"),
    [
        pytest.param("/none", 1, "does not exist", id="not found"),
        pytest.param("/chart.pdf", 1, "monitor add URL", id="a document"),
        pytest.param("/empty", 1, "neither heading nor document", id="nothing on it"),
        pytest.param("none.html", 2, "monitor outline https://…", id="no such file"),
    ],
)
def test_what_is_no_page_is_told_in_two_lines(tmp_path: Path, site: Site, source: str, status: int, said: str) -> None:
    """4.3, and what to do about it."""
    site.pages["/chart.pdf"] = Page(site_file("organigramme-2025.pdf"), content_type="application/pdf")
    site.pages["/empty"] = Page(b"<!doctype html><title>App</title><div id=app></div>")
    done = monitor("outline", site.url(source) if source.startswith("/") else source, cwd=tmp_path, env=ENGLISH)
    assert (done.status, done.out) == (status, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 2, done.err


def test_a_private_address_is_allowed_only_as_typed(tmp_path: Path, site: Site) -> None:
    """11.5: a redirect from it to another private one is blocked; one on the same host goes on."""
    with Site() as other:
        other.pages["/"] = Page(page(noise=False, after=False))
        site.pages["/away"] = Page(b"", 302, headers={"Location": other.url("/")})
        site.pages["/here"] = Page(b"", 302, headers={"Location": "/mairie/"})
        assert monitor("outline", site.url("/here"), "--json", cwd=tmp_path).status == 0
        blocked = monitor("outline", site.url("/away"), "--json", cwd=tmp_path)
        assert (blocked.status, blocked.out, other.asked) == (1, "", [])


def test_json_holds_no_control_character(tmp_path: Path) -> None:
    """11.5: a terminal may obey U+009B as it does ESC [; in JSON it is escaped and means the same."""
    (tmp_path / "page.html").write_text("<main><h2>Titre \x9b31m</h2><p>texte</p></main>", encoding="utf-8")
    done = monitor("outline", "page.html", "--json", cwd=tmp_path)
    assert not any("\x7f" <= character <= "\x9f" for character in done.out)
    assert json.loads(done.out)
    assert json.loads(json_line("a\x9bb\x7f")) == "a\x9bb\x7f" and json_line("a\x9bb") == '"a\\u009bb"'


def test_a_file_of_text_is_said_to_be_no_page(tmp_path: Path) -> None:
    """3.31, 4.1: it has neither headings nor links, and nothing of it waits for JavaScript."""
    (tmp_path / "liste.txt").write_text("Ville de Valmont\nVoirie : M. Bruno Roche\n", "utf-8")
    done = monitor("outline", "liste.txt", cwd=tmp_path)
    assert done.status == 1 and "text/plain" in done.err and "monitor add" in done.err


def test_a_feed_is_not_sent_to_add(tmp_path: Path) -> None:
    """4.1: `add`, which was to watch « the file itself », refused it."""
    (tmp_path / "feed.xml").write_text('<?xml version="1.0"?><rss version="2.0"><channel><title>A</title></channel></rss>', "utf-8")
    done = monitor("outline", "feed.xml", cwd=tmp_path, env=ENGLISH)
    assert done.status == 1 and "the page that it announces" in done.err.splitlines()[-1]


def test_a_frame_is_named_by_its_publisher(tmp_path: Path) -> None:
    """3.30: `EMBED` is a word for programs."""
    frame = '<h2>Magazine</h2><iframe src="https://v.calameo.com/?bkcode=0001" title="Valmont Mag" width="600"></iframe>'
    (tmp_path / "page.html").write_text(f"<main><h1>Mairie</h1><p>Bienvenue à la mairie.</p>{frame}</main>", "utf-8")
    assert "# Valmont Mag, Calaméo" in monitor("outline", "page.html", cwd=tmp_path).out
    assert '"format": "EMBED"' in monitor("outline", "page.html", "--json", cwd=tmp_path).out
