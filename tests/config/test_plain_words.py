"""What is written in words in a config.toml is answered with the exact text to write (15.3)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from monitor.config.plain_words import _called, assigned, date_of, schedule_of, value_of, with_straight_quotes
from monitor.config.schema import (
    AlertTable,
    ConfigFile,
    CorrectionTable,
    DocumentTable,
    MonitorTable,
    SectionTable,
    SmtpTable,
    WatchTable,
    keys,
)
from tests.config.writing import GOOD, SECTION, loaded, mistakes

DOCUMENT = '[watch.documents.carte]\nlink = "Carte"\n'
ALERT = '[[alert]]\nto = "https://example.org/hook"\n'


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        pytest.param(GOOD.replace('"valmont"', "“valmont”"), 'write: name = "valmont"', id="curly"),
        pytest.param(GOOD.replace('"valmont"', '"valmont”'), 'write: name = "valmont"', id="half-curly"),
        pytest.param(GOOD.replace('"valmont"', "« valmont »"), 'write: name = "valmont"', id="guillemets"),
        pytest.param(GOOD.replace('"valmont"', "‘valmont’"), 'write: name = "valmont"', id="curly-apostrophes"),
        pytest.param(GOOD + DOCUMENT + 'kind = "organigramme"\n', 'write: kind = "orgchart"', id="kind"),
        pytest.param(GOOD + ALERT + 'digest = "hebdomadaire"\n', 'write: digest = "weekly"', id="digest"),
        pytest.param(GOOD + ALERT + 'on = ["change", "échecs"]\n', 'write: "failure"', id="on"),
        pytest.param(GOOD.replace('"en"', '"anglais"'), 'write: language = "en"', id="language"),
        pytest.param(
            GOOD.replace(SECTION, 'schedule = "tous les jours à 7h"\n' + SECTION), 'write: schedule = "0 7 * * *"', id="schedule"
        ),
        pytest.param(
            GOOD.replace(SECTION, 'schedule = "toutes les 6 heures"\n' + SECTION),
            'write: every = "6h"',
            id="schedule-that-is-every",
        ),
        pytest.param(
            GOOD.replace(SECTION, 'every = "chaque lundi à 9h30"\n' + SECTION),
            'write: schedule = "30 9 * * mon"',
            id="every",
        ),
    ],
)
def test_the_exact_text_is_answered(tmp_path: Path, text: str, remedy: str) -> None:
    ((_, said),) = mistakes(tmp_path, text)
    assert said == remedy


def placed(line: str) -> str:
    """The good configuration with *line* in its [[watch]]."""
    return GOOD.replace(SECTION, line + "\n" + SECTION)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        pytest.param(GOOD.replace("url =", "adresse ="), 'write: url = "https://www.valmont.example/organigramme"', id="adresse"),
        pytest.param(placed('horaire = "tous les jours à 7h"'), 'write: schedule = "0 7 * * *"', id="horaire"),
        pytest.param(placed('horraire = "0 7 * * *"'), "did you mean schedule?", id="a slip in a French word"),
        pytest.param(placed('étiquettes = "mairie, écoles"'), 'write: tags = ["mairie", "écoles"]', id="accents"),
        pytest.param(placed("fréquence = 6 heures"), 'write: every = "6h"', id="no quotation marks"),
        pytest.param(placed('adresse du site = "https://x.example"'), 'write: url = "https://x.example"', id="words for a key"),
        pytest.param(placed('tags = "mairie"'), 'put the values in brackets: tags = ["mairie"]', id="a text for a list"),
        pytest.param(placed('langue = "français"'), 'write language = "fr", under [monitor]', id="another table's"),
        pytest.param(placed("paused_until = 31/12/2026"), "write: paused_until = 2026-12-31", id="a French day"),
        pytest.param(placed("enabled = oui"), "write: enabled = true", id="oui"),
        pytest.param(GOOD.replace("[watch.sections.", "[watch.rubriques."), "write: [watch.sections.texte]", id="a table"),
        pytest.param(GOOD.replace("heading =", "titre ="), 'write: heading = "Mutualisation des services"', id="titre"),
        pytest.param(placed('titre = "Organigramme"'), 'write: title = "Organigramme"', id="titre of a page"),
        pytest.param(GOOD.replace(SECTION, SECTION + 'sélecteur = "main"\n'), 'write: css = "main"', id="sélecteur"),
        pytest.param(GOOD + ALERT.replace("[[alert]]", "[[alerte]]"), "write: [[alert]]", id="alerte"),
        pytest.param(GOOD + ALERT.replace("to =", "destinataire ="), "write: to = …", id="an address is nobody's business"),
        pytest.param(placed("banane = 3"), None, id="nothing that is known"),
    ],
)
def test_a_french_word_for_a_key_is_answered_with_the_line_to_write(tmp_path: Path, text: str, remedy: str | None) -> None:
    """One mistake is told once: what the misnamed key would have been is not said to be missing beside it."""
    ((_, said),) = mistakes(tmp_path, text)
    assert said == remedy if remedy else "write" not in said


@pytest.mark.parametrize("key", ["mot_de_passe", "mot de passe", "mdp"])
def test_a_password_under_another_name_is_not_repeated(tmp_path: Path, key: str) -> None:
    smtp = f'[smtp]\nhost = "mail.example.org"\nfrom = "a@example.org"\nuser = "a"\n{key} = "geheim"\n'
    found = mistakes(tmp_path, GOOD + smtp)
    assert any(remedy == "write: password = …" for _, remedy in found)
    assert "geheim" not in str(found)


def test_every_key_that_has_other_names_is_one_of_the_file(tmp_path: Path) -> None:
    tables = (ConfigFile, MonitorTable, WatchTable, SectionTable, DocumentTable, CorrectionTable, SmtpTable, AlertTable)
    assert set(_called("keys")) - {key for table in tables for key in keys(table)} == set()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("31.12.26", date(2026, 12, 31)),
        ("3/4/2027", date(2027, 4, 3)),
        ("12/31/2026", date(2026, 12, 31)),
        ("1er janvier 2027", date(2027, 1, 1)),
        ("le jeudi 31 décembre 2026", date(2026, 12, 31)),
        ("31 déc. 2026", date(2026, 12, 31)),
        ("December 31, 2026", date(2026, 12, 31)),
        ("31st of December 2026", date(2026, 12, 31)),
        ("31/02/2026", None),
        ("31 décembre", None),
        ("2026", None),
        ("bientôt", None),
        ("12 mai au 14 juin 2026", None),
    ],
)
def test_a_day_is_understood_as_people_write_it(said: str, meant: date | None) -> None:
    assert date_of(said) == meant


def test_a_day_between_quotation_marks_is_one(tmp_path: Path) -> None:
    (watch,) = loaded(tmp_path, placed('paused_until = "31 décembre 2026"')).watches
    assert watch.paused_until == date(2026, 12, 31)


def test_a_curly_password_is_not_repeated(tmp_path: Path) -> None:
    smtp = '[smtp]\nhost = "mail.example.org"\nfrom = "a@example.org"\nuser = "a"\npassword = “secret”\n'
    ((message, remedy),) = mistakes(tmp_path, GOOD + smtp)
    assert "secret" not in message + remedy and "password" in remedy


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tous les jours à 7 h 30", 'schedule = "30 7 * * *"'),
        ("en semaine à 8h", 'schedule = "0 8 * * mon-fri"'),
        ("du lundi au vendredi à 18h", 'schedule = "0 18 * * mon-fri"'),
        ("lundi et jeudi à 8:15", 'schedule = "15 8 * * mon,thu"'),
        ("every day at 7am", 'schedule = "0 7 * * *"'),
        ("à midi tous les jours", 'schedule = "0 12 * * *"'),
        ("every 30 minutes", 'every = "30min"'),
        ("une fois par semaine", 'schedule = "0 7 * * mon"'),
        ("chaque soir", 'schedule = "0 19 * * *"'),
        ("6 heures", 'every = "6h"'),
        ("2 jours", 'every = "2d"'),
        ("toutes les deux heures", 'every = "2h"'),
        ("7h", 'schedule = "0 7 * * *"'),
        ("tous les jours à 7h et 19h", 'schedule = "0 7,19 * * *"'),
        ("deux fois par jour", 'schedule = "0 7,19 * * *"'),
        ("tous les jours à 7h15 et 19h", None),
        ("trois fois par jour", None),
        ("tous les jours à 25h", None),
        ("les 7 nains", None),
        ("0 7 * * *", None),
    ],
)
def test_times_in_words(said: str, meant: str | None) -> None:
    assert schedule_of(said) == meant


@pytest.mark.parametrize(("key", "meant"), [("every", 'every = "6h"'), ("schedule", 'schedule = "0 6 * * *"')])
def test_hours_are_a_span_or_a_time_of_day_by_the_key_they_stand_behind(key: str, meant: str) -> None:
    """§6: who follows « écrivez » for `every = 6h` visits four times a day, not once."""
    assert assigned(key, "6h") == meant


def test_a_quotation_within_a_text_is_no_mistake() -> None:
    assert with_straight_quotes('heading = "L’« eau »"') is None
    assert value_of("kind", "Organigramme") == "orgchart" and value_of("kind", "carte") is None
