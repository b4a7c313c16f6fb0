"""First message, digest, sign of life and sample in words: both languages, text and HTML alike (10.3 and 10.5)."""

from __future__ import annotations

import html as html_module
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.model import CheckAlertKind, DigestEvery, Language, Message
from monitor.report.digest import DigestEntry, digest_message
from monitor.report.notices import heartbeat_message, sample_message, service_message, welcome_message
from tests.report.examples import INSERTED, REWORDED, SERVICE_DOWN, document, result, section, unit

AT = "2026-11-24T07:00:03.120Z"
WATCH: dict[str, Any] = {
    "watch": "valmont-organigramme", "url": "https://www.valmont.example/organigramme", "snapshot": 13,
    "taken_at": "2026-03-12T07:00:00.000Z", "changed_at": "2026-03-12T07:00:00.000Z", "visited_at": AT,
    "next_at": "2026-11-25T06:00:00.000Z", "failure": None, "checks": 28, "failed": 1,
    "items": [
        {"item": "mutualisation", "item_kind": "section", "title": "La mutualisation des services"},
        {"item": "organigramme", "item_kind": "document", "title": "Organigramme <2026>\u202e"},
    ],
}  # fmt: skip
NEVER = {
    **WATCH, "watch": "ource-elus", "url": "https://www.ource.example/élus", "snapshot": None, "taken_at": None, "changed_at": None,
    "items": [], "failure": {"kind": "http_error", "detail": "HTTP 503", "since": AT}, "checks": 0, "failed": 0, "next_at": None,
}  # fmt: skip
QUIET = {**WATCH, "changed_at": None, "failed": 0, "failure": {"kind": "timeout", "detail": "", "since": AT}}
STILL = {**WATCH, "changed_at": None, "failed": 0}
GONE = {"item": "mutualisation", "item_kind": "section", "since": "2026-11-02T07:00:00.000Z"}
UNREAD = {"item": "organigramme", "kind": "document_unavailable", "detail": "HTTP 404", "since": "2026-11-02T07:00:00.000Z"}


def told(language: Language) -> dict[str, Message]:
    paris = {"language": language, "timezone": "Europe/Paris"}
    changes = [
        section(REWORDED, INSERTED),
        document(unit("unit_moved", "Direction des achats", before="DGA Ressources", after="DGA Projets")),
    ]
    results = [result("changed", changes[0]), result("changed", changes[1]), result("changed", *changes)]
    alerts = [DigestEntry(result=r, kind="change", watch=r.watch, url=WATCH["url"], items=(), hash="ab" * 32) for r in results]
    return {
        "welcome": welcome_message({"at": AT, "watches": [WATCH, NEVER]}, on=("change", "heartbeat"), every=None, **paris),  # type: ignore[arg-type]
        "one": welcome_message({"at": AT, "watches": [QUIET]}, on=("minor", "failure"), every="daily", **paris),  # type: ignore[arg-type]
        "heartbeat": heartbeat_message({"at": AT, "since": "2026-10-24T07:00:00.000Z", "watches": [QUIET, NEVER]}, **paris),  # type: ignore[arg-type]
        "changed": heartbeat_message({"at": AT, "since": "2026-02-24T07:00:00.000Z", "watches": [WATCH]}, **paris),  # type: ignore[arg-type]
        "digest": digest_message(alerts, **paris),  # type: ignore[arg-type]
        "sample": sample_message("a@valmont.example", language, "Europe/Paris", datetime(2026, 11, 24, 7, tzinfo=UTC)),
    }


def test_every_payload_has_the_keys_of_the_contract_and_one_that_says_what_it_is() -> None:
    """5.12: who counts `changes` counts neither a first message, a digest, a sign of life, a notice nor a test."""
    at = datetime(2026, 11, 24, 7, tzinfo=UTC)
    letters = {**told("en"), "service": service_message("disk_full", "/srv", language="en", timezone="Europe/Paris", now=at)}
    keys = {"one": "welcome", "changed": "heartbeat", "sample": "test"}
    for name, message in letters.items():
        payload = dict(message.payload)
        assert list(payload) == ["watch", "checked_at", "snapshot", keys.get(name, name), "language", "subject", "text"]
        assert (payload["watch"], payload["snapshot"]) == (None, None)
        assert (payload["subject"], payload["text"]) == (message.subject, message.text)
    for one in letters["digest"].payload["digest"]:
        assert list(one) == ["watch", "checked_at", "snapshot", "changes"]


@pytest.mark.parametrize(
    ("every", "hours", "pages", "french", "english"),
    [
        pytest.param("daily", (0, 2), "aa", "Veille du 24 novembre 2026 :", "Watch of 24 November 2026:", id="a day"),
        pytest.param(
            "daily", (-24, 0), "aa", "Veille du 23 au 24 novembre 2026 :", "Watch of 23 to 24 November 2026:", id="two days"
        ),
        pytest.param("weekly", (-24 * 24, 0), "aa", "Veille du 31 octobre au 24", "Watch of 31 October to 24", id="two months"),
        pytest.param("weekly", (0, 2), "aa", "Veille du 24 novembre 2026 :", "Watch of 24 November 2026:", id="a week of a day"),
        pytest.param("round", (0, 0), "ab", "Visite du 24 novembre 2026 :", "Visit of 24 November 2026:", id="a round"),
        pytest.param("round", (0, 1), "aa", "Veille du 24 novembre 2026 :", "Watch of 24 November 2026:", id="no one round"),
    ],
)
def test_what_is_gathered_is_dated_by_all_that_it_holds(
    every: DigestEvery, hours: tuple[int, int], pages: str, french: str, english: str
) -> None:
    """3.26: a summary that was held up says since when; two visits of a page are not called the same visit."""
    at, said = datetime(2026, 11, 24, 7, tzinfo=UTC), result("changed", section(REWORDED))
    found = [replace(said, watch=page, at=at + timedelta(hours=h)) for page, h in zip(pages, hours, strict=True)]
    alerts = [DigestEntry(result=r, kind="change", watch=r.watch, url=WATCH["url"], items=(), hash=None) for r in found]
    texts: dict[Language, str] = {"fr": french, "en": english}
    for language, words in texts.items():
        message = digest_message(alerts, language=language, timezone="Europe/Paris", every=every)
        assert re.sub("[\u00a0\u202f]", " ", message.subject).startswith(words)
        same = {"fr": "même visite", "en": "same visit"}[language]
        assert (same in re.sub(r"\s+", " ", message.text)) is (pages == "ab"), message.text


LETTERS = [(language, name) for language in ("fr", "en") for name in told("fr")]


@pytest.mark.parametrize(("language", "name"), LETTERS)
def test_the_text_says_what_the_html_says(language: Language, name: str) -> None:
    """10.5."""
    message = told(language)[name]
    assert message.html is not None
    body = re.sub(r"<(style|title)\b.*?</\1>|<div aria-hidden.*?</div>", " ", message.html, flags=re.DOTALL)
    seen = html_module.unescape(re.sub(r"<[^>]+>", " ", body))
    assert set(re.findall(r"[\wé’]{3,}", seen)) - set(re.findall(r"[\wé’]{3,}", message.text)) == set()
    assert "\u202e" not in message.text + message.subject
    assert len(message.subject) <= 110


@pytest.mark.parametrize("name", list(told("fr")))
def test_french_is_set_as_french_is_set(name: str) -> None:
    message = told("fr")[name]
    prose = re.sub(r"https?://\S+", "x", f"{message.subject}\n{message.text}")
    assert re.findall(r".{0,20}(?:[ \u00a0][;!?]|« |[ \u00a0]»|(?<!\u00a0) :(?=\s)|\w'\w|\.\.\.).{0,9}", prose) == []


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        (
            "fr",
            "welcome",
            [
                "Ces 2 pages sont désormais surveillées",
                "Pas encore lue",
                "Version 13, enregistrée le 12 mars 2026\u202f; la première lecture est la version 1.",
                "Une fois par mois",
            ],
        ),
        ("fr", "one", ["Cette page est désormais surveillée", "une fois par jour", "on ne peut pas la lire"]),
        (
            "fr",
            "heartbeat",
            [
                "mais 2 pages ne sont pas entièrement suivies (voir plus bas)",
                "Depuis le 24 octobre 2026 : 28 visites, aucun échec.",
                "On ne peut pas la lire depuis le 24 novembre 2026 : pas de réponse à temps.",
                "Jamais lue jusqu’ici",
            ],
        ),
        (
            "fr",
            "changed",
            ["le dernier changement a été constaté le 12 mars 2026", "Depuis le 24 février 2026 : 28 visites, 1 échec."],
        ),
        ("en", "heartbeat", ["but 2 pages are not fully followed", "28 checks, no failures."]),
        ("en", "welcome", ["These 2 pages are now watched", "Not read yet", "Once a month"]),
        ("fr", "sample", ["message d’essai", "a@valmont.example"]),
    ],
)
def test_what_is_said(language: Language, name: str, words: list[str]) -> None:
    text = " ".join(told(language)[name].text.split("\n")).replace("\u00a0", " ")
    text = re.sub(" +", " ", text)
    assert [w for w in words if w not in text] == []


@pytest.mark.parametrize(
    ("watches", "subject", "sentence"),
    [
        ([{**NEVER, "checks": 28, "failed": 28}], "mais aucune page lue", "aucune page n’a pu être lue depuis le 24 octobre 2026"),
        ([{**WATCH, "checks": 0, "failed": 0}], "mais aucune page lue", "aucune page n’a été visitée depuis le 24 octobre 2026"),
        ([STILL, {**STILL, "taken_at": AT}], "rien n’a changé depuis le 24 octobre", "24 octobre 2026 : 56 visites, aucun échec"),
        (
            [WATCH],
            "aucun changement constaté depuis le 24 octobre",
            "aucun changement n’a été constaté depuis le 24 octobre 2026, mais",
        ),
        ([{**STILL, "partly": 2}], "aucun changement constaté", "28 visites, 2 lectures incomplètes"),
        (
            [{**STILL, "checks": 6, "gap_s": 84 * 86400.0}],
            "aucun changement constaté",
            "mais le plus long intervalle sans bonne visite a été de 84 jours : 6 visites, aucun échec.",
        ),
        ([STILL, {**STILL, "gap_s": 84 * 86400.0}], "aucun changement", "Plus long intervalle sans bonne visite : 84 jours."),
        ([{**WATCH, "changed_at": AT, "gap_s": 84 * 86400.0}], "dernier", "Plus long intervalle sans bonne visite : 84 jours."),
        ([STILL, QUIET], "mais 1 page n’est pas entièrement suivie", "ailleurs, aucun changement n’a été constaté"),
        ([STILL, NEVER], "mais 1 page n’est pas entièrement suivie", "Jamais lue"),
        ([STILL, {**STILL, "flapping": True}], "mais 1 page", "Elle alterne entre des textes déjà vus"),
        ([{**STILL, "gone": [GONE]}], "mais 1 page", "« mutualisation » n’est plus sur la page (constaté le 2 novembre 2026)"),
        ([{**STILL, "failures": [UNREAD]}], "mais 1 page", "« organigramme » n’est pas lisible depuis le 2 novembre 2026"),
        (
            [{**STILL, "failures": [{**UNREAD, "kind": "item_missing", "facts": {"never": True}}]}],
            "mais 1 page",
            "« organigramme » n’a encore été trouvé à aucune visite (échecs depuis le 2 novembre 2026).",
        ),
        ([{**STILL, "changed_at": AT, "gone": [GONE]}], "mais 1 page", "le dernier changement a été constaté le 24 novembre 2026"),
    ],
)
def test_only_who_has_looked_everywhere_says_that_nothing_changed(
    watches: list[dict[str, Any]], subject: str, sentence: str
) -> None:
    """3.26: a page that is new, that could not be read, or of which something is gone, is not "a change" or "no change"."""
    facts = {"at": AT, "since": "2026-10-24T07:00:00.000Z", "watches": watches}
    message = heartbeat_message(facts, language="fr", timezone="Europe/Paris")
    said = re.sub(r"[\s\u00a0\u202f]+", " ", message.text)
    assert subject in re.sub(r"[\u00a0\u202f]", " ", message.subject)
    assert sentence in said
    assert ("rien n’a changé" in said) == all(w["checks"] and w == {**STILL, "taken_at": w["taken_at"]} for w in watches)


@pytest.mark.parametrize(("language", "on"), [("fr", "Sur la page « {} », « {}"), ("en", "On the page “{}”, “{}")])
def test_a_digest_names_a_page_once_for_all_that_is_told_of_it_in_a_row(language: Language, on: str) -> None:
    """10.8: ten lines that begin alike are read as one; headings name the page where there are several."""
    visits = [(name, result("changed", section(REWORDED))) for name in ("Ource", "Ource", "Seine", "Ource")]
    for several in (False, True):
        alerts = [
            DigestEntry(
                result=replace(one, watch=name), kind="change", watch=name, url=WATCH["url"], items=(), hash=None
            )
            for name, one in visits if several or name == "Ource"
        ]  # fmt: skip
        message = digest_message(alerts, language=language, timezone="Europe/Paris")
        said = " ".join(message.text.replace("\u202f", " ").replace("\u00a0", " ").split()).split(" • ")[1:]
        item = alerts[0].result.changes[0].item
        quoted = ("« " if language == "fr" else "“") + item
        names = ["Ource", "", "Seine", "Ource"] if several else ["Ource", "", ""]
        assert [one.startswith(on.format(name, item) if name else quoted) for one, name in zip(said, names, strict=True)] == [
            True
        ] * len(names), said
        assert (f"Ource — {item}" in message.text) == several


@pytest.mark.parametrize(("language", "lasted"), [("fr", "L’interruption a duré"), ("en", "The interruption lasted")])
def test_a_round_says_once_how_long_a_page_was_away_that_is_back_and_changed(language: Language, lasted: str) -> None:
    """3.18, 3.26: the change and the return are two alerts of one visit, and of one outage."""
    back = result("changed", section(REWORDED), recovered=(SERVICE_DOWN,))
    kinds: tuple[tuple[CheckAlertKind, tuple[str, ...]], ...] = (("change", ("mutualisation",)), ("recovery", ()))
    alerts = [
        DigestEntry(result=back, kind=kind, watch=back.watch, url=WATCH["url"], items=items, hash=None) for kind, items in kinds
    ]
    for some, older in ((alerts, 1), (alerts[:1], 1), (alerts[1:], 0)):
        said = re.sub(r"\s+", " ", digest_message(some, language=language, timezone="Europe/Paris", every="round").text)
        assert said.count(lasted) == 1, said
        assert len(re.findall("peut être plus ancien|may be older", said)) == older, said
        assert len(re.findall("visite du 24 novembre 2026 à|checked on", said)) == 1, said  # how it is known: of one visit once


def test_a_digest_has_a_sentence_and_the_list_of_each() -> None:
    message = told("fr")["digest"]
    assert message.text.count("  • ") == 4  # of four changes of three visits
    assert len(message.payload["digest"]) == 3
    assert all("changes" in part and "text" not in part for part in message.payload["digest"])
