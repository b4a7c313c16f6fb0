"""What click says by itself is French for a French reader: "French and English are equal" (README, DESIGN §6)."""

from __future__ import annotations

import ast
import errno
import gettext
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from monitor.cli import COMMANDS
from monitor.errors import NothingFound, refused
from monitor.i18n.locale import Text
from monitor.terminal.output import error_text, rendered
from tests.cli.dialogue import dialogue
from tests.command import environment, monitor
from tests.configs import write_config

MESSAGES = Path(__file__).parents[2] / "monitor/terminal/locale/fr/LC_MESSAGES/messages.po"


def catalogue() -> list[Message]:
    with MESSAGES.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def test_the_compiled_file_says_what_the_written_one_says() -> None:
    with MESSAGES.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue():
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string, "run make locale"
        else:
            one, many = message.id
            assert tuple(compiled.ngettext(one, many, n) for n in (1, 2)) == message.string, "run make locale"


def test_every_sentence_is_one_that_this_click_says() -> None:
    """An upgrade of click that rewords a sentence shows here, not in a French reader's terminal."""
    sources = [ast.parse(path.read_text("utf-8")) for path in Path(click.__file__).parent.glob("*.py")]
    said = {n.value for tree in sources for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    asked = {part for m in catalogue() for part in ((m.id,) if isinstance(m.id, str) else m.id)}
    assert asked - said == set()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr_FR.UTF-8", ["Usage\u00a0: monitor check", "Pour de l’aide\u00a0: monitor check --help", "Erreur\u00a0: pas d’option"]),
        ("en_GB.UTF-8", ["Usage: monitor check", "Try 'monitor check --help' for help.", "Error: No such option “--foo”."]),
    ],
)
def test_a_wrong_option_is_told_in_the_readers_language(language: str, expected: list[str], tmp_path: Path) -> None:
    done = monitor("check", "--foo", cwd=tmp_path, env={"LC_ALL": language})
    assert done.status == 2
    assert [line for line in expected if line not in done.err] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr_FR.UTF-8",
            "monitor: aucune visite de «\u202fmairie\u202f» dans monitor.db\n  → choisissez un nom qu’aucune page n’a jamais eu",
        ),
        ("en_GB.UTF-8", "monitor: no visit of “mairie” is recorded in monitor.db\n  → choose a name that no watch ever had"),
    ],
)
def test_what_the_database_says_is_told_in_the_readers_language(
    language: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    error = NothingFound(
        Text("errors.store.no_visit", name="mairie", path="monitor.db"), remedy=Text("errors.store.watch_exists_do")
    )
    assert error_text(error) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr_FR.UTF-8", "page.toml\u00a0: le fichier est ailleurs [Stale file handle]"),
        ("en_GB.UTF-8", "page.toml: Stale file handle"),
    ],
)
def test_what_the_system_says_is_translated_and_quoted(language: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said in English by the system, SQLite or git: in the reader's words, the original in brackets (4.2)."""
    monkeypatch.setenv("LC_ALL", language)
    assert rendered(refused("page.toml", OSError(errno.ESTALE, "Stale file handle"))) == expected


_HELP = """if True:
    import click
    from monitor.terminal.output import translate_click
    translate_click()
    from monitor.cli import COMMANDS, command
    def shown(one, context):
        print(one.get_help(context))
        for name in one.list_commands(context) if isinstance(one, click.Group) else ():
            found = one.get_command(context, name)
            shown(found, click.Context(found, info_name=name, parent=context))
    shown(command, click.Context(command, info_name="monitor", max_content_width=300, terminal_width=300))
"""


def test_help_is_french_throughout() -> None:
    """4.2: headings, metavars and defaults too; what is left in capitals is French, or a format."""
    done = subprocess.run(
        [sys.executable, "-c", _HELP], env=environment({"LC_ALL": "fr_FR.UTF-8"}), capture_output=True, text=True, check=True
    )
    capitals = set(re.findall(r"\b[A-ZÉÂÊÈÔ]{3,}\b", done.stdout))
    assert capitals <= {
        *(
            "CSS",
            "OPTIONS",
            "COMMANDE",
            "ARGUMENTS",
            "PAGE",
            "FICHIER",
            "ADRESSE",
            "TEXTE",
            "NOMBRE",
            "DATE",
            "DURÉE",
            "JOUR",
            "NOM",
        ),
        *("NUMÉRO", "CANAL", "ANCIEN", "NOUVEAU", "ANCIENNE", "NOUVELLE", "HÔTE", "PORT", "MOTS", "ÉLÉMENT", "CHEMIN", "CRON"),
        *(
            "DUPONT",
            "PRÉFIXE",
            "DOSSIER",
            "RFC",
            "WSL",
            "EMPREINTE",
            "MANIFESTE",
            "SORTIE",
            "JSON",
            "HTML",
            "CSV",
            "PDF",
            "SIGHUP",
            "SIGTERM",
            "CONFIG",
            "HUP",
        ),
    }
    words = r"\b(?:Options:|Usage:|Show|Error|default|required|the|and|INTEGER|RANGE)\b"
    assert re.findall(words, done.stdout.replace("$MONITOR_CONFIG", "")) == []
    assert len(re.findall(r"^Usage\u00a0:", done.stdout, re.M)) > 25


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_speaks_the_language_of_the_configuration_where_the_environment_names_none(name: str, tmp_path: Path) -> None:
    """4.2: « C.UTF-8 », as containers and cron have it, names none; then wrong usage is told in that language, too."""
    path = write_config(tmp_path, "http://127.0.0.1:9/", language="fr")
    (tmp_path / "elsewhere").mkdir()
    wrong = monitor("--config", path, name, "--nope", cwd=tmp_path / "elsewhere", env={"LC_ALL": "C.UTF-8"})
    assert (wrong.status, "Erreur\u00a0: " in wrong.err, "Error" in wrong.err) == (2, True, False), wrong.err


@pytest.mark.parametrize(("language", "said"), [("fr", "Usage\u00a0: monitor history"), ("en", "Usage: monitor history")])
def test_help_is_in_the_language_of_the_configuration_too(language: str, said: str, tmp_path: Path) -> None:
    write_config(tmp_path, "http://127.0.0.1:9/", language=language)
    assert monitor("history", "--help", cwd=tmp_path, env={"LC_ALL": "C.UTF-8"}).out.startswith(said)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_mistake_in_the_configuration_is_told_in_its_own_language(language: str, tmp_path: Path) -> None:
    """4.2: even by a file that cannot be read whole."""
    (tmp_path / "config.toml").write_text(f'[monitor]\ndatabase = "a.db" # here\nlanguage = "{language}"\n[[watch]\n', "utf-8")
    done = monitor("check", cwd=tmp_path, env={"LC_ALL": "C"})
    assert done.status == 2 and done.says("ligne 4" if language == "fr" else "line 4"), done.err


def test_who_sits_at_a_terminal_reads_reports_in_its_language(tmp_path: Path) -> None:
    """4.2: into a pipe or a file they go in the language of the configuration."""
    write_config(tmp_path, "http://127.0.0.1:9/", language="fr")
    there = dialogue("status", cwd=tmp_path, answers=[], env={"LC_ALL": "en_GB.UTF-8"})
    piped = monitor("status", cwd=tmp_path, env={"LC_ALL": "en_GB.UTF-8"})
    assert "1 page watched" in there.out and piped.says("1 page surveillée"), (there.out, piped.out)
