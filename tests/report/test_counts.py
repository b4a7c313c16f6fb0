"""The numbers of subject, first sentence, summary, version line, history and digest are those of the list (10.8)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Change, Edit, Failure, Language
from monitor.report.alert import alert_message
from monitor.report.as_json import VisitRun
from monitor.report.chart_edits import names_summed_up
from monitor.report.digest import DigestEntry, digest_message
from monitor.report.failures import failure_seen
from monitor.report.history import history_table
from monitor.report.layout import Terminal
from monitor.report.lines import change_lines, note_lines
from monitor.report.ranking import first_of, number_of, words_of
from monitor.report.terminal import state_words
from monitor.report.words import about, summary
from tests import sweeps
from tests.report import examples as ex
from tests.report.test_no_invented_word import changes_between, versions

LANGUAGES: tuple[Language, ...] = ("fr", "en")
TWO_IN_ONE = Edit(op="replace", before="La salle ferme à midi. Elle est payante.", after="La cour ouvre à dix heures.")
GREW = Edit(op="replace", before="La salle ferme.", after="La salle ferme. La cour ouvre. Le parc reste.")
LISTED = Edit(
    op="replace", before="8 h\n9 h", after="8 h 30\n9 h\n10 h",
    facts={"parts": [
        {"before": "8 h", "after": "8 h 30", "words": [["=", "8 h"], ["+", " 30"]]},
        {"before": None, "after": "10 h", "words": [["+", "10 h"]]},
    ]},
)  # fmt: skip
SHORTENED = Edit(op="replace", before="Eau : Mme Vix, M. Kopp", after="Eau : Mme Vix")
LONGER = Edit(op="replace", before="Voirie\tM. Roy", after="Voirie\tM. Roy\tvacant", facts={"parts": [
    {"row": "Voirie", "before": None, "after": "vacant", "words": [["+", "vacant"]]},
]})  # fmt: skip
CARRIED = replace(ex.MOVED, after="Les agents sont employés.", words=(("=", "Les agents "), ("-", "restent"), ("+", "sont")))
PASSED = Edit(op="replace", before="Mme Roche, finances", after="M. Vidal, finances",
              facts={"post": "finances", "holders": ["Mme Roche", "M. Vidal"]})  # fmt: skip
LINK = Edit(op="link", before="https://a.example/1", after="https://a.example/2", facts={"text": "Statuts"})
LINKS = Edit(op="link", before="https://a.example/", after="https://b.example/", facts={"text": "", "count": 4})
STRUCK = Edit(op="struck", facts={"text": "12 €"})

text_edits = st.sampled_from([ex.REWORDED, ex.INSERTED, ex.DELETED, ex.MOVED, TWO_IN_ONE, GREW, LISTED, CARRIED, PASSED])
edits = st.lists(text_edits | st.sampled_from([LINK, LINKS, STRUCK]), min_size=1, max_size=9)
chart_edits = st.lists(
    st.builds(
        lambda op, n: ex.unit(op, f"Service {n}", before=f"M. Roche {n}", after=f"Mme Vidal {n}"),
        st.sampled_from(["unit_added", "unit_removed", "unit_moved", "person_replaced", "person_removed"]), st.integers(1, 9),
    ),
    min_size=1, max_size=6, unique_by=lambda e: str(e.facts["unit"]),
)  # fmt: skip
made = st.lists(
    edits.map(lambda found: ex.section(*found)) | chart_edits.map(lambda found: ex.document(*found, ex.LABEL)),
    min_size=1,
    max_size=4,
)
compared = versions().map(lambda pair: list(changes_between(*pair))).filter(bool)
WHOLE = ("added", "removed", "restored")


def listed(change: Change, language: Language) -> int:
    """Lines of the list of *change*; an item that came or went is one, whatever its lines; a label beside others is none."""
    lines = [line for line in change_lines(change, language) if line.mark != "#"]
    aside = sum(edit.facts.get("field") == "label" for edit in change.edits)
    told = len(lines) - len(note_lines(change, language)) + bool(names_summed_up(change))
    return 1 if change.suspect or change.change in WHOLE else max(1, told - (aside if aside < told else 0))


def numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", text)]


def beyond(lead: str) -> int:
    """How many others a first sentence leaves: "et 3 autres changements", « et un autre changement »."""
    flat = re.sub(r"\s", " ", lead)
    found = re.search(r", (?:et|and) (\d+|un|one) (?:autres?|other) change", flat)
    return 0 if found is None else int(found[1]) if found[1].isdigit() else 1


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=sweeps.times(10, 500))
@given(changes=made | compared)
def test_all_numbers_are_those_of_the_list(language: Language, changes: list[Change]) -> None:
    total = sum(listed(change, language) for change in changes)
    assert number_of(changes, language) == total
    result = ex.result("changed", *changes)
    told = alert_message(result, kind="change", watch="valmont", url="", language=language, timezone=ex.PARIS)
    in_all = re.search(r"(\d+) (?:changements? en tout|changes? in all)$", told.subject)
    assert in_all is None or int(in_all[1]) == total
    assert not re.search("autres? changement|other change", told.subject)
    first = first_of(changes, language)
    if total > 1:
        said = 1 if words_of(first, language) else listed(first.change, language)
        assert said + beyond(told.text.split("\n\n")[0]) == total
    assert str(total) in re.findall(r"\d+", state_words(result, language))
    one = DigestEntry(result=result, kind="change", watch="valmont", url="", items=(), hash=None)
    day = digest_message([one, one], language=language, timezone=ex.PARIS)
    assert re.search(rf": {2 * total} ch", re.sub(r"\s", " ", day.subject))


def test_how_a_page_shows_a_document_is_no_more_changes_beside_what_it_says() -> None:
    """10.8: nor is the date that it bears; its own title is one, and alone they are the news, each by itself."""
    dated = Edit(op="title_changed", before="Services, mai 2026", after="Services, juin 2026")
    titled = Edit(op="title_changed", before="Services", after="Services et CCAS")
    fields = [
        Edit(op="replace", before="221 Ko", after="187 Ko", facts={"field": "size_text"}),
        Edit(op="replace", before="https://a.example/1.pdf", after="https://a.example/2.pdf", facts={"field": "url"}),
    ]
    head = ex.unit("person_replaced", "Service 1", before="M. Roche", after="Mme Vidal")
    told = {
        "a head": [head, dated, ex.LABEL, *fields],
        "a text": [ex.REWORDED, ex.LABEL, *fields],
        "a title": [head, titled],
        "alone": [ex.LABEL, *fields],
    }
    assert {name: number_of([ex.document(*found)], "fr") for name, found in told.items()} == {
        "a head": 1, "a text": 1, "a title": 2, "alone": 3,
    }  # fmt: skip
    result = ex.result("changed", ex.document(*told["a head"]))
    mail = alert_message(result, kind="change", watch="valmont", url="", language="fr", timezone=ex.PARIS)
    assert "autre" not in mail.text.split("\n\n")[0] and "221" in mail.text


def test_names_that_went_all_are_told_once() -> None:
    """7.6, 10.8: three that are listed one by one are three changes, not four; twelve in one line are one, with a unit two."""

    def chart(names: int) -> Change:
        gone = [ex.unit("person_removed", f"Service {n}", before=f"M. Roche {n}", after=None) for n in range(names)]
        return replace(ex.document(*gone, ex.unit("unit_added", "Cabinet")), facts={"named": [names, 0]})

    assert {names: number_of([chart(names)], "fr") for names in (3, 12)} == {3: 4, 12: 2}
    assert [listed(chart(names), "fr") for names in (3, 12)] == [4, 2]
    assert first_of([chart(3)], "fr").edit is not None or "noms" not in words_of(first_of([chart(3)], "fr"), "fr")


def test_a_document_that_moved_alone_has_the_same_first_sentence_everywhere() -> None:
    """3.11, 10.8: a digest says of it what an alert says, not two addresses; a row that went is quoted with what is left out."""
    result = ex.result("changed", ex.document(ex.ADDRESS, change="readdressed", significance="minor"))
    entry = DigestEntry(result=result, kind="minor", watch="valmont", url="", items=(), hash=None)
    other = DigestEntry(
        result=ex.result("changed", ex.section(ex.DELETED)), kind="change", watch="valmont", url="", items=(), hash=None
    )
    told = digest_message([entry, other], language="fr", timezone=ex.PARIS).text
    assert "a changé d’adresse ; son contenu est le même." in " ".join(told.replace("\u202f", " ").split())
    row = Edit(op="delete", before="Lundi\t12 h\tfermé", facts={"cells": ["Lundi", "12 h", "fermé"]})
    assert (
        words_of(first_of([ex.section(row)], "fr"), "fr")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
        .endswith("« Lundi », « 12 h »…")
    )


def test_a_digest_names_a_page_once_for_what_follows_of_it() -> None:
    """10.8: a document that cannot be read is of the page that the line before names, as a change is."""
    changed = DigestEntry(
        result=ex.result("changed", ex.section(ex.DELETED)), kind="change", watch="v", url="", items=(), hash=None
    )
    failed = replace(ex.result("unchanged"), failures=(ex.NO_DOCUMENT,))
    unread = DigestEntry(result=failed, kind="failure", watch="v", url="", items=("organigramme",), hash=None)
    told = digest_message([changed, unread, changed], language="fr", timezone=ex.PARIS).text
    points = [" ".join(line.split()) for line in told.replace("\u202f", " ").replace("\u00a0", " ").split("•")[1:4]]
    assert [point.startswith("Sur la page « v »") for point in points] == [True, False, False], points
    assert points[1].startswith("« organigramme » est illisible")


@pytest.mark.parametrize("language", LANGUAGES)
@given(found=edits)
def test_a_summary_adds_up_to_its_list(language: Language, found: list[Edit]) -> None:
    """Links rewritten alike are one line that says how many."""
    change = ex.section(*found)
    grouped = sum(edit.facts.get("count", 1) - 1 for edit in found)
    assert sum(numbers(summary(change, language))) == listed(change, language) + grouped


@given(pair=versions())
def test_a_summary_of_two_versions_adds_up_to_its_list(pair: tuple[object, object]) -> None:
    for change in changes_between(*pair):  # type: ignore[arg-type]
        if change.item_kind == "section" and change.change == "edited" and not change.suspect:
            assert sum(numbers(summary(change, "fr"))) == listed(change, "fr"), summary(change, "fr")


@pytest.mark.parametrize(
    ("found", "french", "english"),
    [
        ([GREW, ex.DELETED], "1 passage ajouté, 1 supprimé", "1 passage added, 1 removed"),
        ([TWO_IN_ONE, TWO_IN_ONE], "2 passages modifiés", "2 passages reworded"),
        ([LISTED], "1 ligne modifiée, 1 ajoutée", "1 line reworded, 1 added"),
        ([SHORTENED, LONGER], "2 lignes modifiées", "2 lines reworded"),
        ([CARRIED], "1 paragraphe déplacé", "1 paragraph moved"),
        ([Edit(op="replace", before="Ing.", after="Arch.")], "1 ligne modifiée", "1 line reworded"),
        ([PASSED, ex.REWORDED], "2 passages modifiés", "2 passages reworded"),
    ],
)
def test_what_is_counted_has_its_name(found: list[Edit], french: str, english: str) -> None:
    assert (summary(ex.section(*found), "fr"), summary(ex.section(*found), "en")) == (french, english)


def test_a_line_of_history_without_room_counts_the_list() -> None:
    changes = [ex.section(TWO_IN_ONE, GREW, ex.DELETED, ex.MOVED), ex.document(ex.LABEL, TWO_IN_ONE, ex.DELETED, ex.MOVED)] * 2
    result = ex.result("changed", *changes)
    table = history_table("valmont", [VisitRun(result=result, until=None, count=1, source="live")], Terminal(width=200))
    assert f"{sum(listed(c, 'fr') for c in changes)} changements" in table


def test_a_line_of_history_has_room_for_two_items() -> None:
    """7.2: « 4 changements : … et Organigramme » says less than what became of each."""
    changes = [ex.section(TWO_IN_ONE, GREW, ex.DELETED, ex.MOVED), ex.document(ex.LABEL, TWO_IN_ONE, ex.DELETED, ex.MOVED)]
    result = ex.result("changed", *changes)
    said = [about(change, "fr") for change in changes]
    assert 110 < len(" ; ".join(said)) <= 220
    table = history_table("valmont", [VisitRun(result=result, until=None, count=1, source="live")], Terminal(width=400))
    assert all(one in table for one in said)


@pytest.mark.parametrize(
    ("detail", "french", "english"),
    [
        ("«\u202fPage introuvable\u202f»", "«\u202fPage introuvable\u202f»", "“Page introuvable”"),
        ("consent: « Vos choix », « Refuser »", "«\u202fVos choix\u202f», «\u202fRefuser\u202f»", "“Vos choix”, “Refuser”"),
        ("«\u202fLe plan « vert » fermé\u202f»", "«\u202fLe plan “vert” fermé\u202f»", "“Le plan « vert » fermé”"),
        ("«\u202fLe plan « vert…\u202f»", "«\u202fLe plan « vert…\u202f»", "“Le plan « vert…”"),
        ("HTTP 503", "HTTP 503", "HTTP 503"),
    ],
)
def test_evidence_has_the_quotation_marks_of_the_report(detail: str, french: str, english: str) -> None:
    failure = Failure(kind="maintenance", detail=detail)
    assert french in failure_seen(failure, "fr") and english in failure_seen(failure, "en")
    assert "“" not in failure_seen(failure, "fr").replace("“vert”", "vert")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        pytest.param(3 * 86400 - 0.092, "3 jours", id="a moment less"),
        pytest.param(3 * 86400 + 3600, "3 jours et 1 heure", id="an hour more"),
        pytest.param(24 * 3600 + 60, "1 jour et 1 heure", id="a minute over a day"),
        pytest.param(5400, "1 heure et 30 minutes", id="minutes"),
        pytest.param(31, "1 minute", id="seconds"),
    ],
)
def test_a_hole_is_never_told_shorter_than_it_is(seconds: float, said: str) -> None:
    """3.26: `coverage` said « 2 jours » of a hole that the proof calls 72 h."""
    assert re.sub(r"\s", " ", Terminal(language="fr").locale.hole(timedelta(seconds=seconds))) == said


def test_a_column_of_a_page_s_table_is_counted_as_a_column() -> None:
    """10.8, 3.24: what the list calls a column, the headline does too; the rows that have a cell more are lines."""
    part = {"before": None, "after": "Étage", "words": [["+", "Étage"]], "heads": True}
    came = Edit(op="replace", before="Lieu\tJour", after="Lieu\tJour\tÉtage", facts={"parts": [part]})
    went = Edit(op="replace", before=came.after, after=came.before, facts={"parts": [{**part, "before": "Étage", "after": None}]})
    called = {"before": "Jour", "after": "Jours", "words": [["=", "Jour"], ["+", "s"]], "heads": True}
    renamed = Edit(op="replace", before="Lieu\tJour", after="Lieu\tJours", facts={"parts": [called]})
    told = [summary(ex.section(*edits), "fr") for edits in ((came, LONGER), (went,), (renamed, came))]
    assert told == ["1 colonne ajoutée, 1 ligne modifiée", "1 colonne supprimée", "1 colonne ajoutée, 1 colonne renommée"]
    assert summary(ex.section(came, LONGER), "en") == "1 column added, 1 line reworded"


@pytest.mark.parametrize(
    ("left", "into", "french"),
    [
        pytest.param(("X", None), (None, "X"), "Paie : X, de la colonne « Ville » à la colonne « Métropole »", id="to-the-right"),
        pytest.param((None, "✓"), ("✓", None), "Paie : ✓, de la colonne « Métropole » à la colonne « Ville »", id="to-the-left"),
        pytest.param(("✓", "–"), ("–", "✓"), "Paie : ✓, de la colonne « Ville » à la colonne « Métropole »", id="dashes"),
    ],
)
def test_a_mark_that_changes_its_column_is_one_line(
    left: tuple[str | None, str | None], into: tuple[str | None, str | None], french: str
) -> None:
    """3.24, 10.8: one row of four, told as « 2 lignes modifiées »."""
    edit = in_columns(left, into)
    assert summary(ex.section(edit), "fr") == "1 ligne modifiée"
    assert re.sub(r"\s", " ", lines_of(edit)[0]) == french and len(lines_of(edit)) == 1


@pytest.mark.parametrize(
    ("left", "into"),
    [
        pytest.param(("4", "7"), ("7", "4"), id="two-figures-exchanged"),
        pytest.param(("X", None), (None, "✓"), id="another-mark"),
        pytest.param(("X", None), ("X", None), id="both-went"),
        pytest.param(("oui", "non"), ("non", "oui"), id="both-cells-say-something"),
    ],
)
def test_two_cells_that_each_changed_are_two_lines(
    left: tuple[str | None, str | None], into: tuple[str | None, str | None]
) -> None:
    """3.24: what the one says now the other did not hand over."""
    edit = in_columns(left, into)
    assert summary(ex.section(edit), "fr") == "2 lignes modifiées" and len(lines_of(edit)) == 2


def in_columns(*cells: tuple[str | None, str | None]) -> Edit:
    """The row « Paie » with what its cells under « Ville » and « Métropole » said and say."""
    parts = [
        {"column": head, "row": "Paie", "before": before, "after": after,
         "words": [[sign, text] for sign, text in (("-", before), ("+", after)) if text]}
        for head, (before, after) in zip(("Ville", "Métropole"), cells, strict=True)
    ]  # fmt: skip
    return Edit(op="replace", before="Paie", after="Paie", facts={"parts": parts})


def lines_of(edit: Edit) -> list[str]:
    return ["".join(span.text for span in line.spans) for line in change_lines(ex.section(edit), "fr")]
