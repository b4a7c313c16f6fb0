"""11.2: a change of very many edits is told in little room and says what it leaves out; an edit is put into words few times."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from monitor.model import CheckResult, Edit, Language, Message
from monitor.report import lines
from monitor.report.alert import alert_message
from monitor.report.as_json import result_json
from monitor.report.layout import Terminal
from monitor.report.ranking import by_news
from monitor.report.terminal import MAX_LINES, check_report
from tests import sweeps
from tests.report import examples as ex

MANY = sweeps.times(5_000, 20_000)
WORD = "interminable" * 2_000
LEFT = {"fr": f"{MANY - 60:,} autres lignes".replace(",", " "), "en": f"{MANY - 60:,} more lines"}


def _result(number: int) -> CheckResult:
    edits = (Edit(op="insert", before=None, after=f"Le pôle {n} compte {n} agents.", facts={}) for n in range(number))
    return ex.result("changed", ex.section(*edits))


def _mail(result: CheckResult, language: Language) -> Message:
    return alert_message(
        result,
        kind="change",
        watch="valmont",
        url="https://valmont.example/",
        language=language,
        timezone=ex.PARIS,
        previous_snapshot=1,
    )


@pytest.mark.few("fr")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_message_of_thousands_of_edits_stays_short(language: Language) -> None:
    """No mail program cuts it; how many lines found no room is said, in words of its language."""
    mail = _mail(_result(MANY), language)
    assert len((mail.html or "").encode()) < 102_000
    assert len(mail.text.encode()) < 20_000
    for told in (mail.text, mail.html or ""):
        assert LEFT[language] in told.replace("\u202f", " ").replace("\u00a0", " ").replace("\n", " ")


@pytest.mark.few("fr")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_terminal_says_where_the_rest_is(language: Language) -> None:
    report = check_report(_result(MANY), Terminal(width=100, language=language, timezone=ex.PARIS))
    assert report.count("\n") < MAX_LINES + 10
    assert LEFT[language] in report.replace("\u202f", " ")
    assert "monitor diff valmont" in report


def test_json_has_every_edit() -> None:
    """5: the contract leaves nothing out."""
    assert len(json.loads(json.dumps(result_json(_result(MANY), "fr")))["changes"][0]["edits"]) == MANY


def test_an_edit_is_put_into_words_once_for_each_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Subject, first sentence, list and notes of text and HTML ask for the same words."""
    asked = 0
    worded: Callable[..., object] = lines._edit_line

    def counted(edit: Edit, say: object, *, whole: bool) -> object:
        nonlocal asked
        asked += 1
        return worded(edit, say, whole=whole)

    monkeypatch.setattr(lines, "_edit_line", counted)
    _mail(_result(300), "fr")
    assert asked <= 3 * 300


def test_what_is_told_first_is_found_whatever_the_length_of_a_word() -> None:
    """5.12, 11.2: a day is looked for at the starts of words, not at each letter of one without end."""
    edits = (Edit(op="replace", before=f"Voirie {n} {WORD}", after=f"Achats {n} {WORD}") for n in range(2))
    change, news = ex.section(*edits), ex.section(Edit(op="struck", before="Voirie", after="Voirie"))
    began = time.process_time()
    assert by_news([change, news], "fr") == [news, change]
    assert time.process_time() - began < 2
