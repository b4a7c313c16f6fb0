"""init and outline: from nothing to a configuration that works."""

from __future__ import annotations

import tomllib
from pathlib import Path

from monitor.demo.server import page
from tests.command import monitor
from tests.site import Site


def test_init_writes_a_file_that_works_as_it_is(tmp_path: Path, town: Site) -> None:
    """4.1, 15.3: no configuration needed; the page is watched at once."""
    done = monitor("init", "--url", town.url(), cwd=tmp_path)
    assert (done.status, done.out) == (0, "")
    config = tmp_path / "config.toml"
    config.write_text(config.read_text().replace("[monitor]", "[monitor]\nallow_private_addresses = true"))
    assert [line["outcome"] for line in monitor("check", "--json", cwd=tmp_path).lines] == ["first"]


def test_init_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("# à moi\n")
    done = monitor("init", cwd=tmp_path)
    assert (done.status, (tmp_path / "config.toml").read_text()) == (2, "# à moi\n")
    assert "→" in done.err
    assert monitor("init", "nulle/part.toml", cwd=tmp_path).status == 2


def test_init_names_the_file_where_it_has_another_name(tmp_path: Path) -> None:
    """What it says to type next works in the same folder: « monitor check » alone reads config.toml (4.1)."""
    (tmp_path / "un dossier").mkdir()
    done = monitor("init", "un dossier/autre.toml", "--url", "https://orbec.example/", cwd=tmp_path)
    assert "monitor check --config 'un dossier/autre.toml'" in done.err
    assert "--config" not in monitor("init", "--url", "https://orbec.example/", cwd=tmp_path).err


def test_what_outline_prints_can_be_pasted_and_checked(tmp_path: Path, town: Site) -> None:
    """15.4: headings and documents in the form in which they go into config.toml."""
    done = monitor("outline", town.url(), cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    head = '[monitor]\nallow_private_addresses = true\npause = "0s"\n\n'
    (tmp_path / "config.toml").write_text(head + done.out)
    (line,) = monitor("check", "--json", cwd=tmp_path).lines
    assert (line["outcome"], line["failure"]) == ("first", None)
    (watch,) = tomllib.loads(done.out)["watch"]
    assert "La mutualisation des services" in {s["heading"] for s in watch["sections"].values()}
    assert [d["kind"] for d in watch["documents"].values()] == ["orgchart"]


def test_outline_reads_a_file_without_a_configuration(tmp_path: Path) -> None:
    """4.1."""
    (tmp_path / "p.html").write_bytes(page(noise=False, after=False))
    (found,) = monitor("outline", "p.html", "--json", cwd=tmp_path).lines
    assert list(found) == ["url", "title", "headings", "documents"]
    assert found["documents"][0]["size_text"] == "3,4 ko"


def test_outline_says_why_there_is_nothing(tmp_path: Path, town: Site) -> None:
    """4.3."""
    (tmp_path / "vide.html").write_text("<html><body></body></html>")
    for source, status in (("vide.html", 1), (town.url("/rien"), 1), ("absent.html", 2)):
        done = monitor("outline", source, cwd=tmp_path)
        assert (done.status, done.out, "→" in done.err) == (status, "", True), done
