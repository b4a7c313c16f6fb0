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

from monitor.errors import NothingFound, refused
from monitor.i18n.locale import Text
from monitor.terminal.say import error_text, rendered
from tests.command import environment, monitor

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
    from monitor.terminal.say import translate_click
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
        *("OPTIONS", "COMMANDE", "ARGUMENTS", "PAGE", "FICHIER", "ADRESSE", "TEXTE", "NOMBRE", "DATE", "DURÉE", "JOUR", "NOM"),
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
