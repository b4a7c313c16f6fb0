"""First, unchanged, changed, failed, or look again (DESIGN 3.14-3.16, 3.19-3.21, 5.1, 5.2, 5.8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model import (
    BlockKind,
    Confirm,
    DocumentReading,
    DocumentRecipe,
    FailureKind,
    Plan,
    Reading,
    Recipe,
    Section,
    SectionRecipe,
)
from monitor.model.suspects import BARE, CUT, ENTRIES, INSTEAD, MAY_BE_PROGRAM, NO_CELLS, UNDER
from tests.compare.make import PROSE, content, document, section
from tests.decide.make import CHART, CHART_2, LINK, READ, RECIPE, T0, WATCH, A, B, Diary, bad, good, started, unread

Changes = list[tuple[str, str]]
LOST_TEXT, LOST_CHART = good(day=1), good(A, documents=(), day=1)
EMPTIED = section(heading="Mutualisation")
ITALIAN = section("I servizi di Valmont contano cento dipendenti.")
ODD = good(ITALIAN, day=1, odd=(("mutualisation", "the text is now in Italian"),))


def changes(plan: Plan) -> Changes:
    return [(c.item, c.change) for c in plan.changes]


def failures(plan: Plan) -> list[tuple[FailureKind, str | None]]:
    return [(f.failure.kind, f.failure.item) for f in plan.failures]


def told(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    return [(a.kind, a.items) for a in plan.alerts]


# ---- the first good visit


@pytest.mark.parametrize(
    ("reading", "outcome", "failing"),
    [
        pytest.param(good(A), "first", [], id="all-there"),
        pytest.param(good(A, documents=()), "first", [("item_missing", "organigramme")], id="some-missing"),
        pytest.param(good(documents=()), "failed", [("item_missing", None)], id="all-missing"),
        pytest.param(
            good(A, documents=(unread(),)), "first", [("document_unavailable", "organigramme")], id="document-unavailable"
        ),
        pytest.param(bad(), "failed", [("http_error", None)], id="page-failed"),
    ],
)
def test_the_first_good_visit_is_a_beginning_and_no_change(
    reading: Reading, outcome: str, failing: list[tuple[FailureKind, str | None]]
) -> None:
    """3.20."""
    plan = Diary().visit(reading)
    assert (plan.outcome, changes(plan), told(plan), failures(plan)) == (outcome, [], [], failing)
    assert (plan.revision is not None) == (outcome == "first")


def test_the_first_snapshot_is_number_one_whatever_failed_before() -> None:
    """3.20: a failed visit before it stores nothing to compare with."""
    diary = Diary()
    diary.visit(bad())
    plan = diary.visit(good(B, day=1))
    assert plan.revision and (plan.outcome, plan.revision.snapshot, plan.failures) == ("first", 1, ())


def test_an_item_first_seen_later_is_added_and_told() -> None:
    """3.20."""
    diary = Diary()
    diary.visit(good(A, documents=()))
    assert diary.visit(good(A, documents=(), day=1)).outcome == "unchanged"
    plan = diary.visit(good(A, day=2))
    assert (plan.outcome, changes(plan), told(plan)) == ("changed", [("organigramme", "added")], [("change", ("organigramme",))])
    assert plan.failures == ()


# ---- nothing new, something new


def test_a_visit_that_shows_the_same_writes_no_snapshot() -> None:
    """5.1."""
    plan = started().visit(good(A, day=1))
    assert (plan.outcome, plan.revision, plan.changes, plan.alerts, plan.digests) == ("unchanged", None, (), (), {})


def test_what_no_reader_would_call_a_change_is_counted_with_its_rule() -> None:
    """3.11, 5.2."""
    quoted = section(*(b.text.replace(" ", "\u00a0") for b in A.blocks))
    plan = started().visit(good(quoted, day=1))
    assert (plan.outcome, plan.revision) == ("unchanged", None)
    assert [(c.item, c.rule) for c in plan.cosmetic] == [("mutualisation", "3.10")]


def test_a_change_makes_the_next_snapshot_and_an_alert() -> None:
    """3.11, 5.1."""
    plan = started().visit(good(B, day=1))
    assert plan.revision and plan.revision.snapshot == 2
    assert (plan.outcome, changes(plan), told(plan)) == ("changed", [("mutualisation", "edited")], [("change", ("mutualisation",))])
    assert plan.digests.keys() == {"mutualisation", "organigramme"}


def test_a_minor_change_makes_a_snapshot_and_an_alert_of_its_kind() -> None:
    """3.11."""
    link = replace(LINK, label="Organigramme - Juillet 2025")
    plan = started().visit(good(A, documents=(DocumentReading(link=link, content=CHART),), day=1))
    assert (plan.outcome, changes(plan), told(plan)) == (
        "changed",
        [("organigramme", "relabelled")],
        [("minor", ("organigramme",))],
    )


# ---- lost and odd


@pytest.mark.parametrize(
    ("first", "second", "outcome", "expected", "failing"),
    [
        pytest.param(LOST_TEXT, LOST_TEXT, "changed", [("mutualisation", "removed")], [], id="section-lost-twice"),
        pytest.param(LOST_CHART, LOST_CHART, "changed", [("organigramme", "removed")], [], id="document-lost-twice"),
        pytest.param(LOST_TEXT, good(A, day=1), "failed", [], [("item_missing", "mutualisation")], id="lost-once"),
        pytest.param(
            LOST_TEXT,
            good(B, day=1),
            "changed",
            [("mutualisation", "edited")],
            [("item_missing", "mutualisation")],
            id="lost-then-new",
        ),
        pytest.param(LOST_TEXT, bad("timeout", "20 s"), "failed", [], [("timeout", None)], id="second-visit-failed"),
        pytest.param(good(EMPTIED, day=1), good(EMPTIED, day=1), "changed", [("mutualisation", "edited")], [], id="emptied-twice"),
        pytest.param(good(EMPTIED, day=1), good(A, day=1), "failed", [], [("item_missing", "mutualisation")], id="emptied-once"),
        pytest.param(ODD, good(A, day=1), "unchanged", [], [], id="odd-once"),
        pytest.param(ODD, good(B, day=1), "changed", [("mutualisation", "edited")], [], id="odd-then-new"),
        pytest.param(ODD, LOST_TEXT, "failed", [], [("item_missing", "mutualisation")], id="odd-then-lost"),
        pytest.param(
            LOST_CHART,
            good(documents=(), day=1),
            "changed",
            [("organigramme", "removed")],
            [("item_missing", "mutualisation")],
            id="another-lost-only-the-second-time",
        ),
    ],
)
def test_a_loss_or_oddity_is_looked_at_again(
    first: Reading, second: Reading, outcome: str, expected: Changes, failing: list[tuple[FailureKind, str | None]]
) -> None:
    """3.15."""
    diary = started()
    waiting = diary.ask(first)
    assert isinstance(waiting, Confirm) and waiting.at == first.at + timedelta(seconds=30)
    plan = diary.visit(first, second)
    assert (plan.outcome, changes(plan), failures(plan)) == (outcome, expected, failing)
    assert (plan.revision is not None) == bool(expected)


def test_what_stays_odd_is_said_in_a_sentence_and_not_as_a_wall_of_edits() -> None:
    """3.15, 3.21."""
    (change,) = started().confirmed(ODD).changes
    assert (change.suspect, change.edits, change.significance) == ("the text is now in Italian", (), "substantive")


@pytest.mark.parametrize("reason", [BARE, CUT, ENTRIES, NO_CELLS, f"{INSTEAD}: Complet.", f"{UNDER}: Tarifs", "program text: nil"])
def test_what_looks_like_a_failure_is_told_whole_and_to_be_checked(reason: str) -> None:
    """3.15: what went and what came is told all the same, and that its place stands empty, or a few words in that of entries."""
    odd = (("mutualisation", reason),)
    for reading, kind in ((replace(LOST_TEXT, odd=odd), "removed"), (good(ITALIAN, day=1, odd=odd), "edited")):
        (change,) = started().confirmed(reading).changes
        assert (change.change, change.suspect, bool(change.edits)) == (kind, reason, True)


@pytest.mark.parametrize(("sentences", "ops"), [(20, {"insert"}), (2, {"replace"})])
def test_of_a_long_text_that_gave_way_only_what_stands_there_is_listed(sentences: int, ops: set[str]) -> None:
    """3.15: one statement, not a row of all that went; a short text is told with it, and `diff` has it in either case."""
    diary = Diary()
    diary.visit(good(section("\n".join(f"Le service numéro {n} est commun aux six communes." for n in range(sentences)))))
    odd = (("mutualisation", f"{MAY_BE_PROGRAM}: Le prestataire dort."),)
    (change,) = diary.confirmed(good(section("Le prestataire dort."), day=1, odd=odd)).changes
    assert {edit.op for edit in change.edits} == ops


@pytest.mark.parametrize(
    ("reason", "kind"), [(ENTRIES, "paragraph"), (f"{MAY_BE_PROGRAM}: Chargement", "table_row")], ids=["not quoted", "rows"]
)
def test_what_went_is_listed_where_the_reason_does_not_quote_what_came(reason: str, kind: BlockKind) -> None:
    """3.15, 3.21: and of rows always, which are told cell by cell."""
    diary = Diary()
    diary.visit(good(section("\n".join(f"Le service numéro {n} est commun aux six communes." for n in range(20)))))
    stands = section("Chargement")
    stands = replace(stands, blocks=tuple(replace(block, kind=kind) for block in stands.blocks))
    (change,) = diary.confirmed(good(stands, day=1, odd=(("mutualisation", reason),))).changes
    assert any(edit.before for edit in change.edits)


@pytest.mark.parametrize("reason", [f"{MAY_BE_PROGRAM}: Le prestataire dort.", NO_CELLS, CUT])
def test_words_that_stood_there_are_never_listed_as_come(reason: str) -> None:
    """3.15, 3.21: nor is what went left out where the reason does not say what stands there."""
    stood = "Le service du droit des sols est commun aux six communes du canton depuis l’an dernier."
    diary = Diary()
    diary.visit(good(section("\n".join([stood, *(f"Le service numéro {n} est commun aux six communes." for n in range(20))]))))
    (change,) = diary.confirmed(good(section(f"{stood} Le prestataire dort."), day=1, odd=(("mutualisation", reason),))).changes
    assert change.edits and not any(edit.op == "insert" and stood in str(edit.after) for edit in change.edits)


def test_an_odd_text_that_is_the_text_as_it_was_is_no_cause_for_doubt() -> None:
    """3.15."""
    assert started().visit(good(A, day=1, odd=(("mutualisation", "short"),))).outcome == "unchanged"


def test_one_of_several_documents_that_goes_is_confirmed_too() -> None:
    """3.9, 3.15: each is a document of its own."""
    two = (READ, DocumentReading(link=document("Schéma", "https://valmont.example/schema.pdf").link, content=CHART_2))
    diary = Diary()
    diary.visit(good(A, documents=two))
    plan = diary.confirmed(good(A, day=1))
    assert [(c.change, c.label) for c in plan.changes] == [("removed", "Schéma")]


def test_a_removed_item_stays_removed_without_a_word_and_is_restored() -> None:
    """5.3."""
    diary = started()
    diary.confirmed(LOST_TEXT)
    assert (diary.visit(good(day=2)).outcome, diary.state.failures) == ("unchanged", ())
    plan = diary.visit(good(A, day=3))
    assert [(c.change, c.returns_to) for c in plan.changes] == [("restored", 1)]


# ---- failures


@pytest.mark.parametrize("kind", ["dns", "soft_404", "maintenance", "truncated"])
def test_a_failed_visit_changes_nothing(kind: FailureKind) -> None:
    """3.16."""
    diary = started()
    plan = diary.visit(bad(kind, day=1))
    assert (plan.outcome, plan.revision, plan.changes) == ("failed", None, ())
    assert diary.visit(good(A, day=2)).outcome == "unchanged"


def test_a_document_that_cannot_be_read_does_not_hide_the_rest() -> None:
    """3.16: nor is it taken for removed, and its old content stays to be compared with."""
    diary = started()
    plan = diary.visit(good(B, documents=(unread(),), day=1))
    assert (plan.outcome, changes(plan)) == ("changed", [("mutualisation", "edited")])
    assert failures(plan) == [("document_unavailable", "organigramme")]
    assert plan.revision and plan.revision.documents[0].content == CHART
    again = diary.visit(good(B, documents=(DocumentReading(link=LINK, content=CHART_2),), day=2))
    assert (changes(again), again.failures) == ([("organigramme", "replaced")], ())


def test_a_document_that_alone_cannot_be_read_leaves_the_check_unchanged() -> None:
    """3.16, 5.2: the failure is the item's, the outcome tells of the rest."""
    plan = started().visit(good(A, documents=(unread(),), day=1))
    assert (plan.outcome, failures(plan)) == ("unchanged", [("document_unavailable", "organigramme")])


def test_a_document_read_for_the_first_time_is_kept_without_a_word() -> None:
    """1: else its next content would have nothing to be compared with, and be missed."""
    diary = Diary()
    diary.visit(good(A, documents=(unread(),)))
    plan = diary.visit(good(A, day=1))
    assert plan.revision and (plan.outcome, plan.changes, plan.revision.snapshot) == ("unchanged", (), 2)
    replaced = diary.visit(good(A, documents=(DocumentReading(link=LINK, content=CHART_2),), day=2))
    assert changes(replaced) == [("organigramme", "replaced")]


def test_a_document_that_was_not_visited_is_as_it_was() -> None:
    """5.8: documents left out of a manifest are not visited."""
    diary = started(good(B, documents=(DocumentReading(link=LINK, content=None),), day=1))
    assert diary.state.last and diary.state.last.documents[0].content == CHART


# ---- recipes


def with_recipe(diary: Diary, recipe: Recipe) -> None:
    diary.watch = replace(WATCH, recipe=recipe)


def test_an_item_added_by_a_new_recipe_is_silent() -> None:
    """3.19, 3.20."""
    diary = Diary(watch=replace(WATCH, recipe=Recipe(sections=RECIPE.sections, hash="r0")))
    diary.visit(good(A, documents=()))
    with_recipe(diary, RECIPE)
    plan = diary.visit(good(A, day=1))
    assert plan.revision and (plan.outcome, plan.changes, plan.alerts, plan.revision.recipe_hash) == ("unchanged", (), (), "r1")
    assert diary.visit(good(A, day=2)).revision is None


def test_an_item_dropped_by_a_new_recipe_is_silent() -> None:
    """3.19."""
    diary = started()
    with_recipe(diary, Recipe(sections=RECIPE.sections, hash="r2"))
    plan = diary.visit(good(A, documents=(), day=1, recipe=diary.watch.recipe))
    assert plan.revision and (plan.outcome, plan.changes, plan.revision.documents) == ("unchanged", (), ())


def test_an_item_that_a_new_recipe_asks_for_in_vain_is_a_failure_of_its_own() -> None:
    """3.20."""
    diary = started()
    wanted = Recipe(
        sections=(*RECIPE.sections, SectionRecipe(item="budget", heading="Budget")), documents=RECIPE.documents, hash="r3"
    )
    with_recipe(diary, wanted)
    plan = diary.visit(good(A, day=1, recipe=wanted))
    assert (plan.outcome, failures(plan)) == ("unchanged", [("item_missing", "budget")])


def test_a_real_change_under_a_new_recipe_is_told() -> None:
    """3.19."""
    diary = started()
    with_recipe(diary, replace(RECIPE, hash="r4"))
    assert changes(diary.visit(good(B, day=1))) == [("mutualisation", "edited")]


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        pytest.param(B, "changed", [("mutualisation", "edited")], id="alike-so-the-page-changed"),
        pytest.param(section(*PROSE), "unchanged", [], id="unlike-so-we-look-elsewhere-now"),
    ],
)
def test_after_a_recipe_that_finds_nothing_on_the_stored_page_likeness_says_whose_the_change_is(
    text: Section, outcome: str, expected: Changes
) -> None:
    """3.19."""
    diary = started()
    with_recipe(diary, replace(RECIPE, hash="r5"))
    diary.state = replace(diary.state, unfound=("mutualisation",))
    plan = diary.visit(good(text, day=1))
    assert (plan.outcome, changes(plan)) == (outcome, expected)
    assert plan.revision and plan.revision.sections == (text,)


def test_a_recipe_that_never_found_its_item_is_a_failure_and_no_removal() -> None:
    """3.19: our own mistake never looks like the page's change, and the old text waits until the recipe is mended."""
    diary = started()
    with_recipe(diary, replace(RECIPE, hash="r6"))
    diary.state = replace(diary.state, unfound=("mutualisation",))
    assert (diary.visit(LOST_TEXT).outcome, failures(diary.plans[-1])) == ("failed", [("item_missing", "mutualisation")])
    with_recipe(diary, RECIPE)
    diary.state = replace(diary.state, unfound=())
    assert diary.visit(good(A, day=2)).outcome == "unchanged"


# ---- imports


def test_in_an_import_a_loss_waits_for_the_next_capture_and_keeps_its_own_time() -> None:
    """5.8: still missing, the earlier line is `changed`."""
    diary = started(source="import")
    assert isinstance(diary.ask(LOST_TEXT), Confirm)
    plan = diary.visit(LOST_TEXT, good(day=40))
    assert plan.revision and (plan.outcome, plan.at, plan.revision.taken_at) == ("changed", LOST_TEXT.at, LOST_TEXT.at)


@pytest.mark.parametrize("following", [good(A, day=40), good(B, day=40), bad(day=40)], ids=["back", "back-and-new", "unreadable"])
def test_in_an_import_a_loss_that_the_next_capture_does_not_confirm_is_a_failure(following: Reading) -> None:
    """5.8."""
    plan = started(source="import").visit(LOST_TEXT, following)
    assert (plan.outcome, failures(plan), plan.at) == ("failed", [("item_missing", "mutualisation")], LOST_TEXT.at)


def test_in_an_import_a_loss_in_the_last_capture_is_a_failure() -> None:
    """5.8."""
    plan = started(source="import").unconfirmed(LOST_TEXT)
    assert (plan.outcome, failures(plan), plan.revision) == ("failed", [("item_missing", "mutualisation")], None)


def test_in_an_import_odd_text_is_believed_at_once_and_nobody_is_told() -> None:
    """5.8."""
    plan = started(source="import").visit(ODD)
    assert ([c.suspect for c in plan.changes], plan.alerts) == (["the text is now in Italian"], ())


# ---- what every plan keeps


@pytest.mark.parametrize(
    "reading",
    [good(A, day=1), good(B, day=1), bad(day=1), good(A, documents=(unread(),), day=1), good(section(*PROSE), day=1)],
    ids=["same", "new", "failed", "document", "all-new"],
)
def test_an_outcome_is_changed_exactly_when_a_change_is_told(reading: Reading) -> None:
    """5.1, 3.21: and each change has something to show."""
    plan = started().visit(reading)
    assert (plan.outcome == "changed") == bool(plan.changes)
    assert all(c.edits or c.suspect or c.label for c in plan.changes)
    assert plan.reason and (plan.watch, plan.at) == ("valmont", T0 + timedelta(days=1))


def test_a_restyled_pdf_is_no_change_and_a_new_text_is() -> None:
    """3.12 through to the plan."""
    recipe = replace(RECIPE, documents=(DocumentRecipe(item="organigramme", link="Organigramme", kind="text"),))
    diary = Diary(watch=replace(WATCH, recipe=recipe))
    for day, read in enumerate((content("Achats", sha="1"), content("Achats", sha="2"), content("Archives", sha="3"))):
        diary.visit(good(A, documents=(DocumentReading(link=LINK, content=read),), day=day))
    assert [p.outcome for p in diary.plans] == ["first", "unchanged", "changed"]
    assert [c.rule for c in diary.plans[1].cosmetic] == ["3.11 re-export"]
