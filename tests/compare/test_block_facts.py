"""DESIGN 3.24, 3.28: what changed beside a text's words, in blocks that stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.compare.link_keys import link_key, picture_name, rewriting
from monitor.compare.sections import compare_sections, pieces, section_facts
from monitor.compare.text.block_facts import fact_keys
from monitor.model import Block, BlockKind, Frame, Image, Link, OrgChart, Person, Section, Unit, telling
from monitor.normalize import drawing_address

TEXT = "Lire le plan d'accès et le règlement, ou écrire au secrétariat."


def section(*blocks: Block) -> Section:
    return Section(item="s", heading="Services", blocks=blocks, found_by="css")


def linked(*links: tuple[str, str], text: str = TEXT) -> Section:
    return section(Block("paragraph", "Une première phrase."), Block("paragraph", text, links=tuple(Link(*link) for link in links)))


def told(old: Section, new: Section, watched: tuple[str, ...] = ()) -> tuple[str, list[tuple[Any, ...]]]:
    """(significance, [(op, text, before, after)])"""
    change = compare_sections(old, new, watched)
    assert change is not None
    return change.significance, [(e.op, e.facts.get("text"), e.before, e.after) for e in change.edits]


PLAN = "https://v.example/plan.html"
OTHER = "https://v.example/b.html"
NOTICE = "https://v.example/avis.png"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            [("le plan", PLAN)],
            [("le plan", OTHER)],
            ("le plan", PLAN, OTHER),
            id="elsewhere",
        ),
        pytest.param([("le plan", PLAN)], [], ("le plan", PLAN, None), id="gone"),
        pytest.param(
            [("", "https://v.example/o-1.pdf")],
            [("", "https://v.example/o-2.pdf")],
            ("", "https://v.example/o-1.pdf", "https://v.example/o-2.pdf"),
            id="without-words",
        ),
        pytest.param([], [("le plan", PLAN)], ("le plan", None, PLAN), id="come"),
        pytest.param(
            [("au secrétariat", "mailto:a@v.example")],
            [("au secrétariat", "mailto:b@v.example")],
            ("au secrétariat", "mailto:a@v.example", "mailto:b@v.example"),
            id="mail",
        ),
    ],
)
def test_a_link_that_changed_is_minor(old: Any, new: Any, expected: tuple[Any, ...]) -> None:
    """3.28"""
    assert told(linked(*old), linked(*new)) == ("minor", [("link", *expected)])


@pytest.mark.parametrize(
    "url",
    [
        "http://www.v.example:80/plan.html/",
        "https://v.example/plan.html?utm_source=x&PHPSESSID=1",
        "https://v.example/plan.html;jsessionid=AB12?v=1.2.3&_=17",
        "https://v.example/pl%61n.html#bas",
        "https://v.example/plan.html?visitor=7f0c1a52-9b1e-4c4d-8a63-0d2be1f7a901",
        "https://v.example/plan.html?session=a81fb23c09de47f6&map_session_id=k3j4h5g6a7b8c9d0e1",
    ],
)
def test_the_same_place_otherwise_written_is_the_same_link(url: str) -> None:
    """3.28: host, path and query without campaign, session, version and cache keys."""
    assert told(linked(("le plan", PLAN)), linked(("le plan", url))) == ("cosmetic", [])


@pytest.mark.parametrize(
    ("said", "other"),
    [
        *((said, "session=2026") for said in ("session=2025", "session=2025-printemps", "session=printemps2", "session=12")),
        ("session=202603121830", "session=202604091830"),
        ("session=20260312t1830", "session=20260409t1830"),
        ("session=20260312t183000z", "session=20260409t183000z"),
        ("session=2026mars12", "session=2026avril09"),
        ("session=conseil12mars2026a18h30", "session=conseil9avril2026a18h30"),
        ("session_key=seance12mars26a18h30", "session_key=seance9avril26a18h30"),
        ("session=extraordinaire2", "session=extraordinaire3"),
        ("request_id=2025000417", "request_id=2026000023"),
        ("request=1732881234567", "request=1732881234568"),
        ("visit=7002881234567", "visit=7002881234568"),
        ("visitor=20260312a0b0c0d0e", "visitor=20260409a0b0c0d0e"),
    ],
)
def test_a_session_of_the_council_is_told_by_its_key(said: str, other: str) -> None:
    """3.28: of a visit is what is drawn for it, never a day, an hour or the number of a file."""
    assert link_key(f"https://t.example/conseil?{said}") != link_key(f"https://t.example/conseil?{other}")


def test_a_frame_that_is_a_watched_document_is_told_there_alone() -> None:
    """3.28: an `object` with the file that a recipe follows, another file or the same at another address, says nothing here."""
    old, new, again = (
        section(Block("paragraph", "Une première phrase.", frames=(Frame("", f"https://v.example/{name}"),)))
        for name in ("plan-2025.pdf", "plan-2026.pdf", "plan-2026.pdf?v=2")
    )
    watched = tuple(link_key(block.frames[0].url) for one in (old, new) for block in one.blocks)
    assert told(old, new)[0] == "minor"
    assert compare_sections(old, new, watched) is None
    assert compare_sections(new, again, watched) is None


def test_a_drawing_named_otherwise_is_told_by_its_names() -> None:
    """3.21: « Jauge : 72 % » that now says 80 looks the same by its address, and its reader has to see what differs."""
    old, new = (
        section(
            Block("paragraph", "Une première phrase.", pictures=(Image(name, drawing_address("https://v.example/", "labelled")),))
        )
        for name in ("Jauge : 72 %", "Jauge : 80 %")
    )
    assert told(old, new) == ("minor", [("picture", "Jauge : 80 %", "Jauge : 72 %", "Jauge : 80 %")])


SIGNED = (
    "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date={day}T183000Z&X-Amz-Expires=3600&X-Amz-Signature=ab12ef34{n}",
    "sp=r&sv=2023-01-03&sr=b&st={iso}T08:30:00Z&se={iso}T18%3A30%3A00Z&sig=abC%2Bd{n}%3D",
    "Expires=17733{n}000&Signature=abcd~{n}&Key-Pair-Id=K1",
    "Policy=eyJTd{n}__&Signature=abcd~{n}&Key-Pair-Id=K1",
    "hdnts=exp=17733{n}000~acl=/*~hmac=aa{n}",
    "token=abc{n}&e=17733{n}000",
    "st=q1w2{n}&e=17733{n}000",
    "md5=q1w2{n}&expires=17733{n}000",
)


@pytest.mark.parametrize("signed", SIGNED)
def test_what_lets_in_for_a_while_is_none_of_where_a_film_is(signed: str) -> None:
    """3.28: stores of films and files sign their addresses anew for each visit; another film is told."""
    first, then = (signed.format(day=f"202603{n}", iso=f"2026-03-{n}", n=n) for n in (12, 13))
    assert link_key(f"https://f.example/a.mp4?{first}") == link_key(f"https://f.example/a.mp4?{then}")
    assert link_key(f"https://f.example/a.mp4?{first}") != link_key(f"https://f.example/b.mp4?{then}")
    assert link_key(f"https://f.example/v?id=1&{first}") != link_key(f"https://f.example/v?id=2&{then}")


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("sig=dupont", "sig=martin"),
        ("signature=dupont&page=1", "signature=martin&page=1"),
        ("e=2025", "e=2026"),
        ("se=2026-03-12", "se=2026-04-09"),
        ("st=paris", "st=lyon"),
        ("Expires=1773340000", "Expires=1773440000"),
        ("policy=logement", "policy=transport"),
        ("sign=lion&exp=2025", "sign=lion&exp=2026"),
        ("st=2026-03-12&e=2026-03-14", "st=2026-04-09&e=2026-04-11"),
        ("policy=logement&expires=2026-03-12", "policy=transport&expires=2026-04-12"),
        ("signature=dupont&exp=2026-03-12", "signature=martin&exp=2026-03-12"),
        ("st=paris&e=1773340000", "st=lyon&e=1773440000"),
        ("sp=r&sr=a", "sp=r&sr=b"),
    ],
)
def test_what_is_no_signature_is_told(said: str, other: str) -> None:
    """3.28: a name alone signs nothing, a day beside another is a time on the page."""
    assert link_key(f"https://f.example/v?{said}") != link_key(f"https://f.example/v?{other}")


def test_a_film_is_told_by_its_key() -> None:
    """3.28: `v` is a version only where it looks like one."""
    assert link_key("https://t.example/watch?v=dQw4w9WgXcQ") != link_key("https://t.example/watch?v=aaaaaaaaaZZ")


def test_a_link_that_is_a_watched_document_is_told_there_alone() -> None:
    """3.28"""
    old, new = linked(("le plan", PLAN)), linked(("le plan", "https://v.example/plan-2.pdf"))
    assert told(old, new, (link_key(PLAN),)) == ("cosmetic", [])


def test_a_frame_that_is_a_watched_publication_is_told_there_alone() -> None:
    """3.28, 3.30: another publication is told as the document's; a frame that nobody watches is the section's."""
    one, other = (f"https://v.calameo.com/?bkcode=00{number}" for number in (12345678, 98765432))
    old, new = (shown(frames=(Frame("", url),)) for url in (one, other))
    assert told(old, new)[1] == [("frame", "", one, other)]
    change = compare_sections(old, new, (link_key(one), link_key(other)))
    assert change is None or not change.edits
    assert told(old, new, (link_key(one),))[1]


def test_a_link_under_other_words_is_told_by_the_text_alone() -> None:
    old = linked(("le plan d'accès", PLAN))
    new = linked(("le plan des rues", PLAN), text=TEXT.replace("le plan d'accès", "le plan des rues"))
    significance, edits = told(old, new)
    assert (significance, [op for op, *_ in edits]) == ("substantive", ["replace"])


def _three(prefix: str, more: tuple[tuple[str, str], ...] = ()) -> Section:
    names = ("le plan", "le règlement", "au secrétariat")
    return linked(*((name, f"{prefix}/{n}.html") for n, name in enumerate(names)), *more)


def test_a_rewriting_of_all_links_is_cosmetic() -> None:
    """3.28: another host, another prefix; what leads to other sites may stay."""
    other = (("écrire", "https://other.example/"),)
    for prefix in ("https://new.example", "https://v.example/fr"):
        change = compare_sections(_three("https://v.example", other), _three(prefix, other))
        assert change and (change.significance, change.rule) == ("cosmetic", "3.28")


def test_a_rewriting_of_some_links_is_one_edit() -> None:
    """3.28: three or more are counted, the others told one by one."""
    stays = (("écrire", "https://v.example/contact"),)
    change = compare_sections(_three("https://v.example/a", stays), _three("https://v.example/b", stays))
    assert change and change.significance == "minor"
    assert [(e.op, e.before, e.after, e.facts["count"]) for e in change.edits] == [("link", "v.example/a", "v.example/b", 3)]


def test_prefixes_of_a_rewriting() -> None:
    assert rewriting("a.fr/x/y.html", "a.fr/fr/x/y.html") == ("a.fr", "a.fr/fr")
    assert rewriting("a.fr/x.html", "a.fr/y.html") is None


def shown(*pictures: Image, frames: tuple[Frame, ...] = ()) -> Section:
    return section(Block("paragraph", TEXT, pictures=pictures, frames=frames), Block("paragraph", "Une autre phrase."))


ANOTHER = "https://v.example/i/z.jpg"
MAYOR = Image("Le maire", "https://v.example/i/maire.jpg")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param((), [("picture", "Le maire", MAYOR.url, None)], id="gone"),
        pytest.param(
            (MAYOR, Image("Avis", NOTICE)),
            [("picture", "Avis", None, NOTICE)],
            id="come",
        ),
        pytest.param(
            (Image("Le maire", ANOTHER),),
            [("picture", "Le maire", MAYOR.url, ANOTHER)],
            id="file",
        ),
        pytest.param((Image("La maire", MAYOR.url),), [("picture", "La maire", "Le maire", "La maire")], id="description"),
    ],
)
def test_a_picture_that_changed_is_minor(new: tuple[Image, ...], expected: Any) -> None:
    """3.28"""
    assert told(shown(MAYOR), shown(*new)) == ("minor", expected)


@pytest.mark.parametrize(
    "name", ["maire.jpg?v=3", "maire-300x200.jpg", "maire@2x.webp", "csm_maire_0a1b2c3d4e.jpg", "maire-scaled.jpg"]
)
def test_another_copy_of_a_picture_is_the_same_picture(name: str) -> None:
    """3.28: by its file name without query, and without what a content system adds to it."""
    assert told(shown(MAYOR), shown(Image("Le maire", f"https://cdn.example/c/{name}"))) == ("cosmetic", [])


def test_a_resizing_service_has_the_picture_in_its_query() -> None:
    assert picture_name("https://v.example/_next/image?url=%2Fi%2Fmaire.jpg&w=640") == "maire"


def test_a_frame_that_came_is_minor() -> None:
    """3.28"""
    frame = Frame("Carte", "https://carte.example/p")
    assert told(shown(), shown(frames=(frame,))) == ("minor", [("frame", "Carte", None, frame.url)])


def test_what_only_stands_in_another_block_is_no_change() -> None:
    """3.28: a picture between two paragraphs of which one was moved."""
    a, b = Block("paragraph", "Une première phrase assez longue."), Block("paragraph", "Une seconde phrase, tout autre.")
    old = section(Block(a.kind, a.text, pictures=(MAYOR,)), b)
    new = section(a, Block(b.kind, b.text, pictures=(MAYOR,)))
    assert told(old, new) == ("cosmetic", [])


def _struck(text: str, *words: str) -> Section:
    spans = tuple((text.index(w), text.index(w) + len(w)) for w in words)
    return section(Block("paragraph", text, struck=spans))


def test_striking_out_and_restoring_are_substantive() -> None:
    """3.28"""
    text = "L’entrée coûte 12 euros par an, sauf pour les élèves."
    assert told(_struck(text), _struck(text, "12 euros")) == ("substantive", [("struck", "12 euros", None, None)])
    assert told(_struck(text, "12 euros"), _struck(text)) == ("substantive", [("unstruck", "12 euros", None, None)])


def test_exactly_the_struck_letters_are_quoted() -> None:
    """3.23, 3.28: a note's figure at a struck name, which is one word with it, stands."""
    text = "Responsable : Mme Inès Faure³, au premier étage, les jours ouvrés."
    assert told(_struck(text), _struck(text, "Mme Inès Faure"))[1] == [("struck", "Mme Inès Faure", None, None)]
    assert told(_struck(text, "Mme Inès Faure"), _struck(text))[1] == [("unstruck", "Mme Inès Faure", None, None)]


def test_words_that_come_beside_struck_ones_are_told_apart() -> None:
    """3.28"""
    old, new = _struck("Tarif : 12 euros par an."), _struck("Tarif : 12 euros 15 euros par an.", "12 euros")
    assert [op for op, *_ in told(old, new)[1]] == ["replace", "struck"]


HALLS = "La mairie emploie 340 agents. Elle possède deux salles."


def test_words_that_come_struck_out_are_told_as_such() -> None:
    """3.23, 3.28: a sentence of a block, one whose block changed too, and a block of its own: none is in force."""
    old, rule = _struck("La mairie emploie 340 agents."), "Ancienne règle : pas de chien."
    for text in (HALLS, HALLS.replace("340", "352")):
        new = _struck(text, "Elle possède deux salles.")
        assert [(op, said) for op, said, *_ in told(old, new)[1]] == [("replace", None), ("struck", "Elle possède deux salles.")]
    new = section(*old.blocks, Block("paragraph", rule, struck=((0, len(rule)),)))
    assert told(old, new) == ("substantive", [("insert", None, None, rule), ("struck", rule, None, None)])


def test_struck_words_that_went_have_no_full_stop_restored() -> None:
    """3.23, 3.28: the stop that the sentence before ends with is not theirs."""
    old, new = _struck(HALLS.replace("340", "352"), "Elle possède deux salles."), _struck("La mairie emploie 340 agents.")
    assert [op for op, *_ in told(old, new)[1]] == ["replace"]


def test_what_was_struck_out_elsewhere_before_is_not_struck_again() -> None:
    """3.28: a struck line cut out of its block and set as one of its own, between others that are new."""
    stays, rule = "Les chiens sont admis dans le parc du château.", "Pas de chien."
    old = section(Block("paragraph", f"{stays} {rule}", struck=((len(stays) + 1, len(stays) + 1 + len(rule)),)))
    new = section(Block("paragraph", stays), Block("paragraph", "Parc fermé."), Block("paragraph", rule, struck=((0, len(rule)),)))
    assert not [said for op, said, *_ in told(old, new)[1] if op == "struck"]


def test_words_of_an_org_chart_on_the_page_that_come_struck_out_are_told() -> None:
    """3.28, 3.31: beside what its tree tells."""

    def charted(*names: str, struck: bool) -> Section:
        units = tuple(
            Unit(
                id=f"u{n}",
                title=f"Service {name}",
                people=(Person(name="Inès Faure"),),
                parent=None,
                confidence_parent=1.0,
                page=1,
                bbox=(0, 0, 1, 1),
            )
            for n, name in enumerate(names)
        )
        chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)
        text = "\n".join(f"Service {name}" for name in names) + "\nInès Faure"
        blocks = (Block("paragraph", text, struck=((len(text) - 10, len(text)),) if struck else ()),)
        return Section(item="s", heading="Services", blocks=blocks, found_by="css", orgchart=chart)

    change = compare_sections(charted("Voirie", struck=False), charted("Voirie", "Eau", struck=True))
    assert change is not None
    assert [(e.op, e.facts.get("text")) for e in change.edits if e.op == "struck"] == [("struck", "Inès Faure")]
    assert len(change.edits) > 1


def test_facts_that_an_older_reading_did_not_look_for_are_not_compared() -> None:
    """7.7"""
    old = replace(linked(), facts_known=False)
    assert told(old, linked(("le plan", PLAN))) == ("cosmetic", [])


def test_only_the_cell_that_differs_is_said_with_its_row_and_column() -> None:
    """3.24"""
    columns = ("Service", "Responsable", "Téléphone")
    old = section(Block("table_row", "Voirie\tM. Roux\t03 80 44 55 66", columns=columns))
    new = section(Block("table_row", "Voirie\tM. Roux\t03 80 44 55 67", columns=columns))
    change = compare_sections(old, new)
    assert change is not None
    (part,) = change.edits[0].facts["parts"]
    assert (part["row"], part["column"], part["before"], part["after"]) == (
        "Voirie",
        "Téléphone",
        "03 80 44 55 66",
        "03 80 44 55 67",
    )
    assert change.edits[0].before == "Voirie M. Roux 03 80 44 55 66"


def test_other_markup_for_the_same_lines_is_cosmetic() -> None:
    """3.24"""
    old, new = section(Block("paragraph", "Mairie\n2, rue Haute")), section(Block("paragraph", "Mairie 2, rue Haute"))
    change = compare_sections(old, new)
    assert change and (change.significance, change.rule) == ("cosmetic", "3.11 markup")


SENDER = "https://l.reseau.example/l.php?u=https%3A%2F%2Fvalmont.example%2Fplan.html&h=AT2K-YssxQ2OVfHOXiyUu6ni7QY6gG5b"


@pytest.mark.parametrize(
    "other",
    [
        "https://l.reseau.example/l.php?u=https%3A%2F%2Fvalmont.example%2Fplan.html&h=AT08hyca55rcHOi0fPDjeM5RHO9UrP4z",
        "https://liens.autre.example/?to=https://www.valmont.example/plan.html",
        "https://valmont.example/plan.html",
    ],
)
def test_a_link_through_a_page_that_sends_on_leads_where_that_sends(other: str) -> None:
    """3.28: what is drawn anew for each visitor, and who counts the clicks, is not where a link leads."""
    assert link_key(SENDER) == link_key(other)
    assert link_key(SENDER) != link_key(SENDER.replace("plan.html", "horaires.html"))


@pytest.mark.parametrize("words", ["[email\u00a0protected]", "mairie@valmont.example", "mairie[at]valmont.example"])
def test_a_mail_address_that_is_hidden_from_robots_is_no_change_of_a_link(words: str) -> None:
    """3.28: scrambled mail addresses never."""
    text = f"Écrire à {words}."
    shown, hidden = linked((words, "https://valmont.example/mairie@valmont.example"), text=text), linked(text=text)
    assert told(shown, hidden) == told(hidden, shown) == ("cosmetic", [])


def _cells(old: str, new: str, columns: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    """(row, column, before, after) of each cell that is said."""
    before, after = (section(Block("table_row", text, columns=columns)) for text in (old, new))
    change = compare_sections(before, after)
    assert change is not None
    parts = change.edits[0].facts["parts"]
    return [tuple(part.get(name) for name in ("row", "column", "before", "after")) for part in parts]


def test_cells_that_were_exchanged_changed_in_both_columns() -> None:
    """3.24, 3.25: who presided before is not left out, and no row is named by a cell that changed."""
    columns = ("Présidente", "Vice-président", "Membres")
    assert _cells("Paul Ginoux\tInès Caradec\tAnne Sauvet", "Inès Caradec\tPaul Ginoux\tAnne Sauvet", columns) == [
        (None, "Présidente", "Paul Ginoux", "Inès Caradec"),
        (None, "Vice-président", "Inès Caradec", "Paul Ginoux"),
    ]
    assert _cells("Plein tarif\t12 €\t8 €", "Plein tarif\t8 €\t12 €", ("Tarif", "Adulte", "Enfant")) == [
        ("Plein tarif", "Adulte", "12 €", "8 €"),
        ("Plein tarif", "Enfant", "8 €", "12 €"),
    ]


def test_of_a_cell_of_several_lines_only_those_that_differ_are_said() -> None:
    """3.24"""
    columns = ("Jour", "Horaires")
    assert _cells("Lundi\t9 h – 12 h\n14 h – 17 h", "Lundi\t9 h – 12 h\n14 h – 18 h", columns) == [
        ("Lundi", "Horaires", "14 h – 17 h", "14 h – 18 h")
    ]


def test_words_that_lead_where_others_led_are_still_a_link() -> None:
    """3.28: one card of a row of cards went, and each « Écrire » leads to the next person: none « is no longer a link »."""

    def cards(*names: str) -> Section:
        return section(
            *(
                block
                for name in names
                for block in (
                    Block("paragraph", name),
                    Block("paragraph", "Écrire", links=(Link("Écrire", f"mailto:{name.split()[1]}@v.example"),)),
                )
            )
        )

    change = compare_sections(cards("Marc Lestoile", "Sonia Berrada"), cards("Sonia Berrada", "Nadia Roux"))
    assert change is not None
    links = [(e.before, e.after) for e in change.edits if e.op == "link"]
    assert all(before and after for before, after in links), links


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("https://v.example/contact?cHash=1a2b", "https://v.example/contact?cHash=3c4d", "3.11 address"),
        ("http://v.example/contact", "https://www.v.example/contact?utm_source=x", "3.11 address"),
        ("https://v.example/organigramme-2025.pdf", "https://v.example/organigramme-2026.pdf", None),
    ],
)
def test_an_address_that_leads_to_the_same_is_hidden_as_one(before: str, after: str, rule: str | None) -> None:
    """3.11: the reason is the true one; that of a watched document is told as the document's and is none of the section's."""
    watched = {link_key(url) for url in (before, after) if url.endswith(".pdf")}
    old, new = (linked(("la page", url), text="Voir la page.") for url in (before, after))
    change = compare_sections(old, new, watched)
    assert (change.significance, change.rule) == ("cosmetic", rule) if change else rule is None


def test_a_link_that_was_renamed_and_leads_elsewhere_was_one_before() -> None:
    """3.28: « est désormais un lien » is said of words that were none; of a link's own words cut short, where they led and lead."""
    pairs = [("Procès-verbal du conseil du 12 mars", "https://v.example/pv12.pdf"), ("Procès-verbal", "https://v.example/pv.pdf")]
    for before, after in (pairs, pairs[::-1]):
        old, new = (linked(link, text=f"{link[0]} (PDF)") for link in (before, after))
        assert ("link", after[0], before[1], after[1]) in told(old, new)[1] and len(told(old, new)[1]) == 2
    plain = linked(("le plan", PLAN), text="Le règlement et le plan")
    assert told(plain, linked(("le plan", PLAN), ("Le règlement", OTHER), text="Le règlement et le plan"))[1] == [
        ("link", "Le règlement", None, OTHER)
    ]


def _office(name: str, person: str, room: str = "5") -> Section:
    """Two rows of an office whose name stands in one cell over both."""
    columns = ("Service", "Responsable", "Bureau")
    second = Block("table_row", f"{person}\t{room}", columns=columns[1:], above=(name,))
    return section(Block("table_row", f"{name}\tM. Roux\t4", columns=columns), second)


def test_a_row_under_a_cell_over_several_rows_says_whose_it_is() -> None:
    """3.24, 3.25: of a cell that differs, and of a row that came or went."""
    room = compare_sections(_office("Voirie", "Mme Petit"), _office("Voirie", "Mme Petit", "6"))
    assert room is not None
    assert [(part["row"], part["column"]) for part in room.edits[0].facts["parts"]] == [("Voirie, Mme Petit", "Bureau")]
    person = compare_sections(_office("Voirie", "Mme Petit (adjointe)"), _office("Voirie", "M. Klein (adjoint)"))
    assert person is not None
    assert [(edit.op, edit.facts["under"]) for edit in person.edits] == [("delete", "Voirie"), ("insert", "Voirie")]
    renamed = compare_sections(_office("Voirie", "Mme Petit"), _office("Routes", "Mme Petit"))
    assert renamed is not None
    assert [edit.before for edit in renamed.edits] == ["Voirie M. Roux 4"]


@pytest.mark.parametrize(
    ("words", "url", "is_told"),
    [
        ("04 75 00 00 10", "tel:+33475000010", False),
        ("www.valmont.example/plan", "https://valmont.example/plan/", False),
        ("04 75 00 00 10", "tel:+33475000099", True),
        ("l’accueil", "tel:+33475000010", True),
        ("www.valmont.example", "https://autre.example/", True),
    ],
)
def test_a_link_whose_words_say_where_it_leads_is_no_news(words: str, url: str, is_told: bool) -> None:
    """3.28: a number that can be pressed now, an address that an editor made a link."""
    text = f"Appeler {words} ou venir."
    assert told(linked(text=text), linked((words, url), text=text))[0] == ("minor" if is_told else "cosmetic")


def test_a_folder_that_is_drawn_anew_for_each_visitor_leads_nowhere_else() -> None:
    """3.28: two links tell that; one may be another file."""
    old, new = ("https://valmont.example/t/8f3a9c1d2e4b", "https://valmont.example/t/91bb02d7aa10")

    def page(folder: str, *names: str) -> Section:
        return linked(*((name, f"{folder}/{name}.html") for name in names), text="Lire plan et bilan.")

    assert told(page(old, "plan", "bilan"), page(new, "plan", "bilan"))[0] == "cosmetic"
    assert told(page(old, "plan"), page(new, "plan"))[0] == "minor"
    session = "https://valmont.example/(S(abc123def456ghi789jkl012))/plan.aspx"
    assert link_key(session) == link_key("https://valmont.example/plan.aspx")


ANN, LUC, EVA = (Image(name, f"https://v.example/{name}.jpg") for name in ("ann", "luc", "eva"))


def captioned(*shown: tuple[Image, ...]) -> Section:
    """Captions, each with the portraits beside it."""
    return section(
        *(Block("paragraph", text, pictures=these) for text, these in zip(("Maire", "Adjoint", "Conseil"), shown, strict=True))
    )


def test_pictures_that_changed_places_are_told_of_both() -> None:
    """3.28: the mayor’s portrait under « Adjoint », and the other way round, was no change."""
    change = compare_sections(captioned((ANN,), (LUC,), (EVA,)), captioned((LUC,), (ANN,), (EVA,)))
    assert change and [(e.op, e.before, e.after, e.facts["at"][1]) for e in change.edits] == [
        ("picture", "ann", "luc", [0, 1]),
        ("picture", "luc", "ann", [1, 2]),
    ]


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(((), (ANN,), (LUC, EVA)), id="each-beside-the-next-text"),
        pytest.param(((ANN, LUC), (), (EVA,)), id="one-beside-another-text"),
        pytest.param(((ANN, LUC, EVA), (), ()), id="all-beside-one"),
    ],
)
def test_pictures_that_stand_beside_other_texts_are_set_otherwise(new: tuple[tuple[Image, ...], ...]) -> None:
    """1, 3.11: where a picture stands between two texts, other markup decides whose it is."""
    change = compare_sections(captioned((ANN,), (LUC,), (EVA,)), captioned(*new))
    assert change is None or change.significance == "cosmetic"


SHARED = Image("Mutualisé", "https://v.example/m.png")


@pytest.mark.parametrize("alt", ["Mutualisé", "Service commun", "", "Anne Moss", "m.png", "Vue du pont, un soir d’été"])
@pytest.mark.parametrize("kind", ["list_item", "paragraph"])
def test_the_only_mark_of_a_list_is_told_where_its_description_says_something(alt: str, kind: BlockKind) -> None:
    """3.28: « Mutualisé » behind « Finances », now behind « Achats »; a picture set beside another text is none of that."""

    def services(marked: str) -> Section:
        mark = Image(alt, "https://v.example/m.png")
        return section(*(Block(kind, name, pictures=(mark,) * (name == marked)) for name in ("Finances", "Achats", "Paie")))

    change = compare_sections(services("Finances"), services("Achats"))
    told = [(edit.op, edit.facts.get("under")) for edit in change.edits] if change else []
    said = kind == "list_item" and alt in ("Mutualisé", "Service commun")
    assert told == ([("picture", "Finances"), ("picture", "Achats")] if said else [])


def test_a_mark_that_goes_from_one_entry_to_another_is_told_of_both() -> None:
    """3.28: « Mutualisé » behind « Finances » and « Voirie », now behind « Achats » and « Voirie », was no change."""

    def services(*marked: str) -> Section:
        entries = ("Finances", "Paie", "Achats", "Voirie")
        return section(*(Block("list_item", entry, pictures=(SHARED,) if entry in marked else ()) for entry in entries))

    change = compare_sections(services("Finances", "Voirie"), services("Achats", "Voirie"))
    assert change and [(e.facts["under"], e.before is None) for e in change.edits] == [("Finances", False), ("Achats", True)]
    change = compare_sections(services("Finances"), services("Finances", "Achats"))
    assert change and [(e.facts["under"], e.facts["text"]) for e in change.edits] == [("Achats", "Mutualisé")]


def test_a_picture_between_sentences_is_of_neither() -> None:
    """3.28: other markup decides whose it is."""
    sentences = "Le service est commun.", "La paie est commune.", "La voirie ne l’est pas."
    old, new = (
        section(*(Block("paragraph", said, pictures=(SHARED,) if n in of else ()) for n, said in enumerate(sentences)))
        for of in ({0, 2}, {1, 2})
    )
    change = compare_sections(old, new)
    assert change is None or change.significance == "cosmetic"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.youtube.com/embed/z1", "https://www.youtube-nocookie.com/embed/z1?rel=0", True),
        ("//www.youtube.com/embed/z1?autoplay=1", "https://youtube.com/embed/z1", True),
        ("https://player.vimeo.com/video/12?dnt=1", "https://player.vimeo.com/video/12?h=ab", True),
        ("https://www.youtube.com/embed/z1", "https://www.youtube.com/embed/z2", False),
        ("https://www.youtube.com/embed/videoseries?list=A1", "https://www.youtube.com/embed/videoseries?list=B2", False),
        ("https://www.youtube.com/embed/z1?list=A1", "https://www.youtube.com/embed/z1?list=B2", False),
        ("https://player.vimeo.com/video/12", "https://www.youtube.com/embed/12", False),
        ("https://v.example/plan?rel=0", "https://v.example/plan?rel=1", False),
    ],
)
def test_a_film_is_the_same_whatever_its_player_is_asked_beside(one: str, other: str, same: bool) -> None:
    """3.28: without cookies, without others' films behind it; another film, list or service is another frame."""
    old, new = (shown(frames=(Frame("Film", url),)) for url in (one, other))
    change = compare_sections(old, new)
    assert change is not None
    assert (change.significance == "cosmetic") is same


BESIDE: list[dict[str, Any]] = [
    {},
    *({name: ("Vu",)} for name in ("columns", "above", "looks", "marks")),
    *({name: 1} for name in ("depth", "opens", "closes")),
    *({name: True} for name in ("once", "title", "of_next", "goes_on")),
    {"struck": ((0, 2),)},
    {"links": (Link("Plan", PLAN),)},
    {"pictures": (Image("Vue", NOTICE),)},
    {"frames": (Frame("Vue", OTHER),)},
]


@pytest.mark.parametrize("beside", BESIDE, ids=lambda beside: next(iter(beside), "none"))
@pytest.mark.parametrize("ignored", [(), ("12 vues",)], ids=["whole", "in part"])
def test_what_is_beside_few_blocks_is_asked_of_these_alone(beside: dict[str, Any], ignored: tuple[str, ...]) -> None:
    """§9: the short ways to the blocks that have a fact, and to what of it is compared, are the long ones."""
    kinds: list[BlockKind] = ["paragraph", "heading", "list_item", "table_row"]
    texts = ("Plan\tVoirie", "", " ", "Voirie", "12 vues")
    blocks = tuple(Block(kind, text, **(beside if text != "Voirie" else {})) for kind in kinds for text in texts)
    one = replace(section(*blocks), ignored=ignored)
    assert telling(blocks) == [n for n, block in enumerate(blocks) if block.has_facts]
    told = {n for n, block in enumerate(blocks) if block.has_facts or "\t" in block.text}
    assert section_facts(one) == tuple(fact_keys((n, piece) for n, piece in enumerate(pieces(one)) if piece.at in told))
