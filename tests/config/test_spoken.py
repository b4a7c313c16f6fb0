"""What is written in words in a config.toml is answered with the exact text to write (15.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config.spoken import schedule_of, value_of, with_straight_quotes
from tests.config.writing import GOOD, SECTION, mistakes

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
            'write a number and a unit (s, min, h, d): schedule = "30 9 * * mon"',
            id="every",
        ),
    ],
)
def test_the_exact_text_is_answered(tmp_path: Path, text: str, remedy: str) -> None:
    ((_, said),) = mistakes(tmp_path, text)
    assert said == remedy


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


def test_a_quotation_within_a_text_is_no_mistake() -> None:
    assert with_straight_quotes('heading = "L’« eau »"') is None
    assert value_of("kind", "Organigramme") == "orgchart" and value_of("kind", "carte") is None
