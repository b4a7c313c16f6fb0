"""What a newcomer mistypes is answered in the reader's language, with what to do next (DESIGN 4.3, 3.22)."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import monitor
from tests.configs import write_config
from tests.deliver.receivers import Hook
from tests.pipeline.house import html
from tests.site import Page, Site

FRENCH, ENGLISH = {"LC_ALL": "fr_FR.UTF-8"}, {"LC_ALL": "en_GB.UTF-8"}
NAMED = ("check", "history", "show", "diff", "coverage", "schedule", "status")


@pytest.mark.few(3)
@pytest.mark.parametrize("command", NAMED)
def test_a_watch_that_the_configuration_does_not_have_is_wrong_usage(command: str, tmp_path: Path, town: Site) -> None:
    """4.3: exit status 2 in every command, with the name that was meant."""
    write_config(tmp_path, town.url())
    monitor("check", cwd=tmp_path)
    done = monitor(command, "valmon", cwd=tmp_path, env=FRENCH)
    assert (done.status, done.says("pas de page « valmon »"), done.says("« valmont »")) == (2, True, True), done.err


@pytest.mark.few(4)
@pytest.mark.parametrize(
    ("arguments", "status", "french", "english"),
    [
        pytest.param(("outline", "."), 2, ". : c’est un dossier", ".: this is a directory", id="a-folder-for-a-page"),
        pytest.param(("outline", "page.html"), 2, "n’existe pas", "no such file", id="no-such-file"),
        pytest.param(
            ("outline", "www.ville.fr/elus"),
            2,
            "outline https://www.ville.fr/elus",
            "outline https://www.ville.fr/elus",
            id="no-scheme",
        ),
        pytest.param(
            ("backup", "none/copy.db"), 2, "ce fichier ou ce dossier n’existe pas", "no such file or directory", id="no-such-folder"
        ),
        pytest.param(
            ("import", "valmont", "m.jsonl"), 2, "monitor import PAGE MANIFESTE", "monitor import WATCH MANIFEST", id="no-manifest"
        ),
        pytest.param(
            ("diff", "valmont", "x"),
            2,
            "ni un numéro de version ni une date",
            "neither a version’s number nor a date",
            id="no-version",
        ),
        pytest.param(("orgchart",), 2, "FICHIER", "FILE", id="no-argument"),
    ],
)
def test_a_mistake_is_told_in_both_languages(
    arguments: tuple[str, ...], status: int, french: str, english: str, tmp_path: Path, town: Site
) -> None:
    write_config(tmp_path, town.url())
    monitor("check", cwd=tmp_path)
    for environment, expected in ((FRENCH, french), (ENGLISH, english)):
        done = monitor(*arguments, cwd=tmp_path, env=environment)
        assert (done.status, done.says(expected)) == (status, True), done.err


def test_faulty_lines_of_a_manifest_are_told_in_the_readers_language(tmp_path: Path, town: Site) -> None:
    write_config(tmp_path, town.url())
    no_file = json.dumps({"time": "2023-06-01T08:00:00Z", "page": {"file": "none.html"}})
    (tmp_path / "m.jsonl").write_text(f"no json\n{no_file}\n", "utf-8")
    done = monitor("import", "valmont", "m.jsonl", cwd=tmp_path, env=FRENCH)
    assert done.says("ligne 1 sautée : ce n’est pas du JSON") and done.says("none.html : ce fichier ou ce dossier n’existe pas"), (
        done.err
    )


def test_outline_promises_no_visit_that_nobody_will_make(tmp_path: Path, town: Site) -> None:
    """3.26: nothing is watched yet, so "every visit tries again" and "config.toml" would be false."""
    town.pages["/gone"] = Page(b"", status=404)
    done = monitor("outline", town.url("/gone"), cwd=tmp_path, env=ENGLISH)
    assert done.status == 1
    assert not done.says("visit tries") and not done.says("config.toml"), done.err


def test_help_is_whole_in_french(tmp_path: Path) -> None:
    done = monitor("--help", cwd=tmp_path, env=FRENCH)
    assert done.says("Affiche la version.") and not done.says("Show"), done.out


def test_doctor_tells_never_found_from_lost(tmp_path: Path, town: Site) -> None:
    """3.22: nobody can say that an item is *no longer* there which no visit has found."""
    config = write_config(tmp_path, town.url())
    config.write_text(config.read_text("utf-8").replace("mutualisation des services", "mutualisation des servises"), "utf-8")
    for _ in range(2):  # before the first visit, and after it
        done = monitor("doctor", cwd=tmp_path, env=FRENCH)
        assert done.status == 1
        assert done.says("titre « La mutualisation des servises » introuvable") and not done.says("n’est plus"), done.out
        monitor("check", cwd=tmp_path)
    town.pages["/"] = html()
    assert not monitor("doctor", cwd=tmp_path, env=FRENCH).says("n’est plus")


def test_status_reproaches_nobody_for_the_years_before_the_installation(tmp_path: Path, town: Site) -> None:
    """3.26: a watch of which only captures were imported has not been missed at its time; it has never been due."""
    write_config(tmp_path, town.url())
    (tmp_path / "1.html").write_bytes(html().body)
    (tmp_path / "m.jsonl").write_text(json.dumps({"time": "2023-06-01T08:00:00Z", "page": {"file": "1.html"}}) + "\n", "utf-8")
    assert monitor("import", "valmont", "m.jsonl", cwd=tmp_path).status == 0
    done = monitor("status", cwd=tmp_path, env=FRENCH)
    assert not done.says("en retard"), done.out


def test_a_first_message_names_what_is_not_seen(tmp_path: Path, town: Site) -> None:
    """3.22: "this is what is seen there" is whole only with what is not."""
    with closing(Hook()) as hook:
        config = write_config(tmp_path, town.url(), after=f'\n[[alert]]\nto = "{hook.url}"\nsecret = "s"\n')
        config.write_text(config.read_text("utf-8").replace("mutualisation des services", "mutualisation des servises"), "utf-8")
        monitor("check", cwd=tmp_path)
        told = json.loads(hook.posted[0].body)
    assert "welcome" in told
    words = " ".join(told["text"].replace("\u202f", " ").replace("\xa0", " ").split())
    assert "« mutualisation » n’a encore été trouvé à aucune visite : rien n’y est surveillé." in words, words


@pytest.mark.parametrize(
    ("option", "wanted", "said"),
    [
        ("--heading", "Règlement", "titre « Règlement » introuvable sur la page. Titre de la page : « Tarifs »."),
        ("--css", ".regles", "rien sur la page ne répond au sélecteur « .regles ». Titre de la page : « Tarifs »."),
    ],
)
def test_a_section_that_a_compared_page_does_not_have_is_told_with_what_it_has(
    option: str, wanted: str, said: str, tmp_path: Path
) -> None:
    """3.22, 4.3: of the page that lacks it; both can be read, so nothing is said of files."""
    for name, heading, text in (
        ("a", "Règlement", "Les chiens sont admis."),
        ("b", "Tarifs", "Deux euros le bain, cartes en sus."),
    ):
        body = f"<h2>{heading}</h2><p class='{'regles' if name == 'a' else 'tarifs'}'>{text}</p>"
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><main>{body}</main>", encoding="utf-8")
    done = monitor("compare", "a.html", "b.html", option, wanted, cwd=tmp_path, env=FRENCH)
    assert (done.status, done.says(f"b.html : comparaison impossible : {said}"), done.says("monitor outline b.html")) == (
        1,
        True,
        True,
    )
    assert not done.says("mot de passe")
    failure = json.loads(monitor("compare", "a.html", "b.html", option, wanted, "--json", cwd=tmp_path).out)["failure"]
    assert failure == {"kind": "item_missing", "detail": wanted}


def test_a_compared_page_that_is_not_itself_is_to_be_saved_again(tmp_path: Path) -> None:
    """3.14, 4.3: it can be read, so nothing is said of files and passwords."""
    text = "Les agents de la voirie entretiennent 120 kilomètres de rues, avec une équipe de nuit."
    for name, said in (("a", text), ("b", "Le site est en maintenance, veuillez revenir plus tard.")):
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><main><h1>Rues</h1><p>{said}</p></main>", encoding="utf-8")
    done = monitor("compare", "a.html", "b.html", "--heading", "Rues", cwd=tmp_path, env=FRENCH)
    assert (done.status, done.says("le site affiche un avis de maintenance"), done.says("enregistrez de nouveau la page")) == (
        1,
        True,
        True,
    )


def test_where_no_page_is_watched_the_answer_to_a_name_is_how_to_add_one(tmp_path: Path) -> None:
    """15.3: no list of nothing."""
    (tmp_path / "config.toml").write_text("")
    done = monitor("show", "valmont", cwd=tmp_path, env=FRENCH)
    assert done.status == 2 and done.says("monitor add ADRESSE"), done.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("--nope", None), ("--quelquechose", None), ("--nmae", "--name"), ("--prot", "--port")],
)
def test_an_option_is_guessed_by_its_letters_and_not_by_its_hyphens(typed: str, meant: str | None, tmp_path: Path) -> None:
    """4.3: two hyphens are no likeness; a guess that leads astray is worse than none."""
    done = monitor("run", typed, cwd=tmp_path, env=FRENCH)
    assert (done.status, "Vouliez-vous dire" in done.err) == (2, meant is not None), done.err
    assert meant is None or f"« {meant} »" in " ".join(done.err.split())


@pytest.mark.parametrize(("typed", "meant"), [("fetch", None), ("wathc", "watch"), ("smpt", "smtp")])
def test_a_table_of_another_name_is_no_slip_of_the_finger(typed: str, meant: str | None, tmp_path: Path) -> None:
    """§6: « fetch » shares three letters with « watch »; where nothing is near, all that is possible is listed."""
    path = write_config(tmp_path, "https://www.valmont.example/")
    path.write_text(f"[{typed}]\nx = 1\n\n{path.read_text('utf-8')}", "utf-8")
    done = monitor("check", cwd=tmp_path, env=FRENCH)
    hint = f"vouliez-vous dire {meant} ?" if meant else "valeurs possibles : monitor, watch, smtp, alert"
    assert (done.status, hint in " ".join(done.err.split())) == (2, True), done.err
