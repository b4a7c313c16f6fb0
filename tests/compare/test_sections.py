"""Two readings of a section (DESIGN 3.6, 3.10, 5.3)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.link_keys import link_key
from monitor.compare.revisions import digest
from monitor.compare.sections import _letters, comparable, compare_sections
from monitor.compare.text.blocks import edits_between
from monitor.compare.text.pieces import Piece
from monitor.compare.words import likeness
from monitor.model import Block, Change, Edit, Link, Section
from monitor.normalize import canonical, tokens, visible
from monitor.report.lines import edit_lines
from monitor.report.ranking import by_news, first_of
from tests.calls import calls_of
from tests.compare.make import PROSE, noisy, section

WORDS = (
    "agents",
    "achats",
    "Ource",
    "l’été",
    "2010",
    "1 000",
    "budget",
    "M. Petit",
    "« pôle »",
    "élus",
    "des",
    "la",
    "fin.",
    "oui,",
)
paragraphs = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
sections = st.lists(paragraphs, max_size=7).map(lambda blocks: section(*blocks))


def edits(old: Section, new: Section) -> list[Edit]:
    change = compare_sections(old, new)
    return list(change.edits) if change else []


def substantive(change: Change | None) -> bool:
    return change is not None and change.significance == "substantive"


def words_of(section: Section) -> Counter[str]:
    return Counter(token for text in (section.heading or "", *(b.text for b in section.blocks)) for token in tokens(text))


def applied(old: Counter[str], changes: list[Edit]) -> Counter[str]:
    """The words of *old* after *changes*: what they take away must be there."""
    words = Counter(old)
    for edit in changes:
        words.subtract(tokens(edit.before or ""))
        assert min(words.values(), default=0) >= 0
        words.update(tokens(edit.after or ""))
    return +words


@given(sections)
def test_a_section_does_not_differ_from_itself(one: Section) -> None:
    """3.10."""
    assert compare_sections(one, one) is None


@given(sections, st.integers(0, 999))
def test_any_mix_of_typographic_noise_is_cosmetic(one: Section, seed: int) -> None:
    """3.10."""
    other = section(
        *(noisy(b.text, seed + n) for n, b in enumerate(one.blocks)), heading=noisy(one.heading or "", seed), kind="list_item"
    )
    change = compare_sections(one, other)
    assert not change or (change.significance, change.edits) == ("cosmetic", ())
    assert digest(one) == digest(other)


def test_of_two_equal_entries_none_moved_where_one_is_written_otherwise() -> None:
    """3.10: « élus » with a soft hyphen, above « élus » as before."""
    one, other = section("élus", "élus", "agents"), section("élus\xad", "élus", "agents")
    change = compare_sections(one, other)
    assert change and (change.significance, change.edits) == ("cosmetic", ())


@given(st.lists(paragraphs, min_size=1, max_size=7), st.data(), st.integers(0, 999))
def test_any_edit_of_a_word_is_substantive_in_any_noise(blocks: list[str], data: st.DataObject, seed: int) -> None:
    """3.11."""
    at = data.draw(st.integers(0, len(blocks) - 1))
    words = blocks[at].split(" ")
    words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(("autre", "", "Neuf ans")))
    changed = [*blocks[:at], noisy(" ".join(words), seed), *blocks[at + 1 :]]
    old, new = section(*blocks), section(*changed)
    assert substantive(compare_sections(old, new))
    assert digest(old) != digest(new)


@given(sections, sections)
def test_a_change_is_substantive_exactly_when_the_words_differ(old: Section, new: Section) -> None:
    """3.10, 3.11."""
    assert substantive(compare_sections(old, new)) == (digest(old) != digest(new))


@given(sections, sections)
def test_words_join_to_before_and_after(old: Section, new: Section) -> None:
    """5.3."""
    for edit in edits(old, new):
        assert "".join(text for sign, text in edit.words if sign != "+") == (edit.before or "")
        assert "".join(text for sign, text in edit.words if sign != "-") == (edit.after or "")


@given(sections, sections)
def test_the_edits_lead_from_old_to_new(old: Section, new: Section) -> None:
    """5.3."""
    change = compare_sections(old, new)
    if substantive(change):
        assert applied(words_of(old), edits(old, new)) == words_of(new)


@given(sections, sections)
def test_there_and_back_are_mirror_images(old: Section, new: Section) -> None:
    """5.3: as many words come one way as go the other way."""

    def count(changes: list[Edit], sign: str) -> int:
        return sum(len(tokens(text)) for edit in changes if edit.op != "move" for s, text in edit.words if s == sign)

    there, back = edits(old, new), edits(new, old)
    balance = count(there, "+") - count(there, "-")
    assert balance == count(back, "-") - count(back, "+")
    assert bool(there) == bool(back)


A, B, C, D, E = PROSE


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param((A, B, C, D, E), (A, E, B, C, D), [("move", E, E)], id="paragraph-moved-up"),
        pytest.param((A, B, C, D, E), (B, C, D, E, A), [("move", A, A)], id="paragraph-moved-to-the-end"),
        pytest.param((A, B, C), (A, C), [("delete", B, None)], id="paragraph-removed"),
        pytest.param((A, C), (A, B, C), [("insert", None, B)], id="paragraph-added"),
        pytest.param((A, B), (A, "Tout autre chose."), [("replace", B, "Tout autre chose.")], id="paragraph-exchanged"),
        pytest.param(
            (A, B, C, D, E),
            (A, E.replace("annuel", "semestriel"), B, C, D),
            [("move", E, E), ("replace", E, E.replace("annuel", "semestriel"))],
            id="paragraph-moved-and-reworded",
        ),
        pytest.param(
            (A, B, C, D, E),
            (A, B.replace("2010", "2009"), C, D, E.replace("printemps", "automne")),
            [("replace", B, B.replace("2010", "2009")), ("replace", E, E.replace("printemps", "automne"))],
            id="two-paragraphs-reworded-in-reading-order",
        ),
        pytest.param(
            (A, B, C),
            (B.replace("2010", "2009"), C),
            [("delete", A, None), ("replace", B, B.replace("2010", "2009"))],
            id="removed-and-reworded",
        ),
    ],
)
def test_blocks_are_aligned_by_likeness(old: tuple[str, ...], new: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    """5.3: a moved paragraph is one `move`, however many blocks shift."""
    assert [(e.op, e.before and visible(e.before), e.after) for e in edits(section(*old), section(*new))] == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("Un souci d’efficacité.", "Un souci d’efficience.", "Un souci d’[-efficacité][+efficience].", id="one-word"),
        pytest.param("Elle permet de…", "Elle permettra de…", "Elle [-permet][+permettra] de…", id="space-stays-outside"),
        pytest.param("Ils ont vécu.", "Ils n’ont pas vécu.", "Ils [+n’]ont [+pas ]vécu.", id="negation"),
        pytest.param("Avec 1 200 agents", "Avec 1 300 agents", "Avec [-1 200][+1 300] agents", id="number-with-space"),
        pytest.param("Un. Deux. Trois.", "Un. Un et demi. Deux. Trois.", "Un. [+Un et demi. ]Deux. Trois.", id="sentence-added"),
        pytest.param("Un. Un et demi. Deux. Trois.", "Un. Deux. Trois.", "Un. [-Un et demi. ]Deux. Trois.", id="sentence-removed"),
        pytest.param("La fin", "La fin de tout", "La fin[+ de tout]", id="words-at-the-end"),
        pytest.param("un deux", "un, deux", "un[+,] deux", id="comma"),
        pytest.param(
            "l'état : « neuf » et vieux",
            "l’état: “neuf” et neuf",
            "l’état: “neuf” et [-vieux][+neuf]",
            id="only-the-word-in-all-the-typography",
        ),
        pytest.param("Ville de Valmont", "VILLE de Valmont", "[-Ville][+VILLE] de Valmont", id="case"),
        pytest.param("84043", "84009", "[-84043][+84009]", id="a-lone-number"),
        pytest.param(
            "Les agents sont au service de tous les habitants.",
            "Le rapport du maire est remis en mars.",
            "[-Les agents sont au service de tous les habitants.][+Le rapport du maire est remis en mars.]",
            id="nothing-in-common-is-not-patched-together",
        ),
    ],
)
def test_words_are_marked_as_a_reader_would(old: str, new: str, expected: str) -> None:
    """5.3."""
    (edit,) = edits(section(old), section(new))
    assert "".join(text if sign == "=" else f"[{sign}{text}]" for sign, text in edit.words) == expected


def test_a_renamed_heading_is_a_replace_before_all_else() -> None:
    """3.6."""
    first, second = edits(section(A, heading="Mutualisation des services"), section(B, heading="Les services mutualisés"))
    assert (first.op, first.before, first.after) == ("replace", "Mutualisation des services", "Les services mutualisés")
    assert (first.facts, second.op) == ({"field": "heading", "at": [None, None]}, "replace")


def test_a_heading_that_only_another_way_of_finding_shows_is_no_change() -> None:
    """3.4, 3.6: the selector gave way to the heading; the page did not change."""
    by_css = Section(item="mutualisation", heading=None, blocks=section(A).blocks, found_by="css")
    change = compare_sections(by_css, section(A))
    assert change and change.significance == "cosmetic"


def test_a_line_that_is_the_heading_where_the_text_was_found_again_is_no_line_that_went() -> None:
    """3.6, 3.11: a bold line in the box of a selector; the new site has another box, and a heading for it."""
    headed = section(A, B)
    by_css = Section(item="mutualisation", heading=None, blocks=section(headed.heading or "", A, B).blocks, found_by="css")
    for one, other in ((by_css, headed), (headed, by_css)):
        change = compare_sections(one, other)
        assert change and change.significance == "cosmetic"


def test_two_cells_that_look_like_one_number_are_the_same_words_in_boxes_of_their_own() -> None:
    """3.11: « 64 », « 132 € » in a row of a table, then in a box each; 132 that is 133 is told."""
    row = replace(section(A), blocks=(*section(A).blocks, Block("table_row", "Arc-en-ciel\tMme Petit\t64\t132 €")))
    change = compare_sections(row, section(A, "Arc-en-ciel", "Mme Petit", "64", "132 €"))
    assert change and (change.significance, change.rule) == ("cosmetic", "3.11 markup")
    assert substantive(compare_sections(row, section(A, "Arc-en-ciel", "Mme Petit", "64", "133 €")))


@pytest.mark.parametrize(
    ("new", "rule"),
    [
        pytest.param(section(A + " " + B, C), "3.11 markup", id="two-paragraphs-made-one"),
        pytest.param(section(A, B, C, kind="list_item"), "3.11 markup", id="list"),
        pytest.param(
            section(
                A, "Depuis 2010, les directions des deux collectivités travaillent ensemble.", "Elles comptent 1 200 agents.", C
            ),
            "3.11 markup",
            id="split",
        ),
        pytest.param(section(A.replace("’", "'"), B, C), "3.10", id="apostrophes"),
    ],
)
def test_what_no_reader_would_call_a_change_is_counted_under_its_rule(new: Section, rule: str) -> None:
    """3.11."""
    change = compare_sections(section(A, B, C), new)
    assert change == Change(item="mutualisation", item_kind="section", change="edited", significance="cosmetic", rule=rule)


def test_a_word_changed_in_a_paragraph_that_was_also_split_is_all_that_is_said() -> None:
    """5.3: wrapping is no change, the word is."""
    first, second = B.split(". ")
    (edit,) = edits(section(A, B, C), section(A, first + ".", second.replace("agents", "agentes"), C))
    assert [word for word in edit.words if word[0] != "="] == [("-", "agents"), ("+", "agentes")]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param(("Lu 12 fois", "12 vues"), ("Lu 12 fois", "13 vues"), True, id="the-ignored-part-changes"),
        pytest.param(("12 vues",), ("Un mot", "13 vues"), False, id="text-beside-it"),
        pytest.param(("Page vue", "12 vues"), ("Page lue", "13 vues"), False, id="a-word-outside"),
    ],
)
def test_ignored_parts_are_shown_but_not_compared(old: tuple[str, ...], new: tuple[str, ...], same: bool) -> None:
    """3.6."""
    before, after = section(*old, ignored=["12 vues"]), section(*new, ignored=["13 vues"])
    if same:
        assert compare_sections(before, after) == Change(
            item="mutualisation", item_kind="section", change="edited", significance="cosmetic", rule="3.6"
        )
    assert substantive(compare_sections(before, after)) is not same
    assert (digest(before) == digest(after)) is same


@pytest.mark.parametrize(
    ("old", "new", "ops"),
    [
        pytest.param((A, "Ouvert maintenant", B), (A, "Ouvert à 9 h maintenant", B), ["replace"], id="a counter that became news"),
        pytest.param((A, "Ouvert à 9 h maintenant", B), (A, "Ouvert maintenant", B), ["replace"], id="news that became a counter"),
        pytest.param((A, "Ouvert maintenant", B), (A, B), [], id="a counter that went"),
        pytest.param((A, "Ouvert maintenant", C), (A, "Un autre texte"), ["replace"], id="a counter that went beside an edit"),
    ],
)
def test_a_line_that_crosses_is_told_with_what_it_was(old: tuple[str, ...], new: tuple[str, ...], ops: list[str]) -> None:
    """3.6, 3.23: never as removed while it stands there."""
    before, after = section(*old, ignored=["Ouvert maintenant"]), section(*new, ignored=["Ouvert maintenant"])
    change = compare_sections(before, after)
    assert change is not None
    assert sorted(edit.op for edit in change.edits) == ops
    assert not any("Ouvert maintenant" in (edit.before or "") for edit in change.edits if edit.op == "delete")


def test_a_line_that_another_version_of_us_left_out_is_no_change() -> None:
    """3.6, 3.19: the same words, told apart by what was a counter then."""
    assert compare_sections(section(A, "12 agents", B, ignored=["12 agents"]), section(A, "12 agents", B)) is None
    (edit,) = edits(section(A, "12 agents", B, ignored=["12 agents"]), section(A, "12 agents", C))
    assert "12 agents" not in (edit.after or "")


def test_ignored_parts_of_a_line_that_is_told_are_quoted_as_they_stood() -> None:
    """3.6, 5.3: with the new figure in the old line, that says what never stood there."""
    old, new = section("Lu 12 fois par des agents.", ignored=["12"]), section("Lu 13 fois par des élus.", ignored=["13"])
    (edit,) = edits(old, new)
    assert (edit.before, edit.after) == ("Lu 12 fois par des agents.", "Lu 13 fois par des élus.")
    assert edit.words[1:3] == (("-", "12"), ("+", "13"))


@pytest.mark.parametrize(
    ("blocks", "ignored", "expected"),
    [
        pytest.param(("Les 12 communes", "12"), ("12",), ("Les 12 communes",), id="a-whole-block-first"),
        pytest.param(("En 2012 : 12 vues",), ("12 vues",), ("En 2012 :",), id="not-inside-a-number"),
        pytest.param(("Les 12 communes", "Lu : 12 vues"), ("12",), ("Les 12 communes", "Lu : vues"), id="the-counter-not-the-news"),
        pytest.param(("Les 12 communes", "Vues : 12"), ("12",), ("Les 12 communes", "Vues :"), id="the-counter-behind-its-word"),
        pytest.param(("3 partages, 3 vues",), ("3 partages", "3 vues"), (",",), id="in-order"),
        pytest.param(("Un texte",), ("absent",), ("Un texte",), id="not-there"),
    ],
)
def test_ignored_parts_are_found_in_the_order_of_the_text(
    blocks: tuple[str, ...], ignored: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """3.6."""
    assert comparable(section(*blocks, ignored=ignored)) == expected


@pytest.mark.parametrize(
    ("a", "b", "low", "high"), [("", "", 1, 1), ("un deux", "", 0, 0), (A, A.replace("’", "'"), 1, 1), (A, B, 0, 0.5)]
)
def test_likeness_is_a_share_of_words(a: str, b: str, low: float, high: float) -> None:
    assert low <= likeness(a, b) <= high
    assert likeness(section(a), section(b)) == likeness(a, b)


def test_long_texts_are_compared_in_little_time() -> None:
    """§9: what is the same in two texts is not looked at word by word, so that four times as much of it is little work."""

    def work(length: int) -> int:
        blocks = [f"{n} {A} {n + 1} {C}" for n in range(length)]
        changed = [b.replace("onze", "douze") if n in (3, 20, 40) else b for n, b in enumerate(blocks)]
        assert len(edits(section(*blocks), section(*changed))) == 3
        return calls_of(lambda: edits(section(*blocks), section(*changed)))

    assert work(230) < 4 * work(58)


def test_hundreds_of_blocks_do_not_blow_up() -> None:
    """§9: each paragraph reworded; four times as many are about four times as much work."""

    def work(number: int) -> int:
        old = [f"Article {n}/{number} du règlement, {n * 7} agents et {n * 13} euros, ligne {n * 17}." for n in range(number)]
        new = [text.replace("règlement", "décret") for text in old]
        found = list[Edit]()
        calls = calls_of(lambda: found.extend(edits(section(*old), section(*new))))
        assert len(found) == number
        return calls

    work(2)  # loads what is used for the first time
    assert work(480) < 6 * work(120)


@pytest.mark.parametrize("first", [True, False])
def test_a_column_headed_otherwise_is_said_to_be(first: bool) -> None:
    """3.24: the row of heads says what the columns are called, and has no cells of its own."""

    def table(*heads: str) -> Section:
        rows = (heads, ("Bauamt", "12"), ("Hauptamt", "9"))
        blocks = (Block("table_row", "\t".join(row), columns=() if row is heads else heads) for row in rows)
        return replace(section(), blocks=tuple(blocks))

    old, new = table("Amt", "Stellen"), table("Dienststelle", "Stellen") if first else table("Amt", "Planstellen")
    (edit,) = edits(old, new)
    (part,) = edit.facts["parts"]
    assert (part["before"], part["after"]) == (("Amt", "Dienststelle") if first else ("Stellen", "Planstellen"))
    assert part["heads"] and not part.keys() & {"row", "column"} and "post" not in edit.facts
    (line,) = edit_lines(edit, "fr")
    assert line.spans[0].text.startswith("la colonne change de nom")


PLAN = "https://valmont.example/plan.pdf"


def _listed(text: str, label: str, *beside: str) -> Section:
    """A list that links to a file, and paragraphs behind it."""
    item = Block("list_item", text, links=(Link(label, PLAN),))
    return replace(section(), blocks=(Block("paragraph", "Les plans."), item, *(Block("paragraph", one) for one in beside)))


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        pytest.param("Plan_VAL.pdf{} KB", "Plan_VAL.pdf", id="glued-to-the-name"),
        pytest.param("Structure chart (PDF, {}KB)", "Structure chart (PDF, {}KB)", id="in-the-link"),
        pytest.param("Le plan – taille : {},5 Mo", "Le plan", id="behind-it"),
        pytest.param("Le plan\tPDF\t{} octets", "Le plan", id="in-a-row"),
    ],
)
def test_the_size_beside_a_link_is_minor_and_told_once(shown: str, label: str) -> None:
    """3.11: of a watched document it is told as the document's; beside news it is told last."""
    old, new = (_listed(shown.format(n), label.format(n)) for n in (180, 181))
    change = compare_sections(old, new)
    assert change is not None and (change.significance, len(change.edits)) == ("minor", 1)
    assert compare_sections(old, new, {link_key(PLAN)}) is None
    for beside in ({link_key(PLAN)}, set[str]()):
        was, now = (_listed(shown.format(n), label.format(n), f"Le pôle a {n} agents.") for n in (180, 181))
        both = compare_sections(was, now, beside)
        assert both is not None and both.significance == "substantive" and len(both.edits) == 2 - len(beside)
        first = first_of(by_news([both], "fr"), "fr").edit
        assert first is not None and first.after == "Le pôle a 181 agents."


@pytest.mark.parametrize(
    "text", ["Règlement : fichiers de {} Mo au plus", "Le plan de {} agents", "Envoyez le tout. Limite : {} Mo"]
)
def test_a_size_that_is_no_files_is_news(text: str) -> None:
    """3.11: what the text says of sizes is its content."""
    label = text.split(" ", 1)[0]
    old, new = (_listed(text.format(n), label) for n in (5, 10))
    assert substantive(compare_sections(old, new, {link_key(PLAN)}))


@pytest.mark.parametrize(
    ("came", "ops"),
    [
        ("Le service des sports sera réorganisé.", ["delete", "insert"]),
        ("Sports : Lucie Ostermann, poste 12", ["replace"]),
        ("Sports\tHector Grange\t12", ["replace"]),
    ],
    ids=["news of it", "the same in a line", "a row"],
)
def test_a_row_that_went_does_not_become_a_sentence_below_its_table(came: str, ops: list[str]) -> None:
    """5.3: two statements of two kinds, told as one reworded; a row that is written as a line is the same."""
    rows = ["Voirie\tAlbin Forestier\t10", "École\tNaïm Khelifi\t11", "Sports\tLucie Ostermann\t12"]
    old, new = ([Piece(n, text) for n, text in enumerate(lines)] for lines in (rows, [*rows[:2], came]))
    assert [edit.op for edit in edits_between(old, new)] == ops


def test_rows_that_went_become_no_sentences_though_both_name_the_same_people() -> None:
    """5.3: of several on both sides the most alike are paired; a row and what is none only where they say nearly the same."""
    rows = ["Sports\tLucie Ostermann\tmairie annexe", "Eau\tMax Weber\tmairie annexe"]
    told = ["Lucie Ostermann quitte les sports.", "Max Weber reste à la mairie annexe pour l’eau."]
    old, new = ([Piece(n, text) for n, text in enumerate(lines)] for lines in (rows, told))
    assert sorted(edit.op for edit in edits_between(old, new)) == ["delete", "delete", "insert", "insert"]


def test_a_line_that_only_looks_otherwise_stands_where_it_stood() -> None:
    """3.10: soft hyphens in two lines that begin alike were told as both of them moved; so it is beside an edit."""
    board = "Le comité de pilotage, réuni par {} Rambuteau, examine chaque trimestre les dépenses partagées."
    lines = (f"Signée en 2022, la convention vaut pour Issoncourt. {board.format('Séverin')}", "Les agents gardent leur régime.")
    last = board.format("Dorine")

    def text(*said: str) -> Section:
        titles = [Block("heading", title) for title in ("Achats", "Police")]
        shown = [Block("paragraph", one) for one in said]
        return Section(item="s", heading="Services", blocks=(*shown[:2], titles[0], shown[2], titles[1], shown[3]), found_by="css")

    old = text(*lines, "Un bilan est transmis aux maires.", last)
    hyphened = [line.replace("trimestre", "tri\xadmestre").replace("agents", "agen\xadts") for line in (*lines, last)]
    looks = text(*hyphened[:2], "Un bilan est transmis aux maires.", hyphened[2])
    told = compare_sections(old, looks)
    assert told is not None
    assert (told.significance, told.rule) == ("cosmetic", "3.10")
    edited = edits(old, text(*hyphened[:2], "Un bilan est transmis au préfet.", hyphened[2]))
    assert [(edit.op, edit.before) for edit in edited] == [("replace", "Un bilan est transmis aux maires.")]


@pytest.mark.parametrize("around", ["ab{}cd", "1{} cd", "{}", "é{}"])
def test_lines_of_one_spelling_have_the_same_plain_letters(around: str) -> None:
    """§9: what is asked first parts no two lines that are one line in other typography (3.10), whatever sign makes it another."""
    signs = (chr(number) for number in range(0x20, 0x20000) if not 0xD800 <= number < 0xE000)
    lines = [around.format(sign) for sign in signs] + [unicodedata.normalize("NFD", around.format(sign)) for sign in "éçôüÅ"]
    assert [line for line in lines if _letters(line) != _letters(canonical(line))] == []
