"""What a selector picks twice is read once: hidden copies of a text are none of it, panels are (DESIGN 3.3, 3.5)."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.independent_regions import stand_alone
from monitor.extract.sections import by_heading
from monitor.model import Block, Recipe, SectionRecipe
from tests import sweeps
from tests.extract.valmont import found, lines, parse
from tests.pipeline.test_glance import both_ways, known

TEXT = "<h2>Services communs</h2><p>Sept services sont communs depuis 2019.</p><p>Ils occupent 34 agents.</p>"
LINES = ["Sept services sont communs depuis 2019.", "Ils occupent 34 agents."]
CSS = SectionRecipe(item="s", css=(".texte",))


def _read(*, style: str = "", inside: str = "", below: str = "") -> list[str] | None:
    page = f"<head><title>Mairie</title><style>{style}</style></head><body><div class=page><h1>Mairie</h1>"
    return lines(found(f"{page}<div class=texte>{TEXT}</div>{inside}</div>{below}</body>", CSS))


@pytest.mark.parametrize(
    ("style", "copy"),
    [
        ("", '<div class="texte" style="display:none"><p>Le brouillon de 2018.</p></div>'),
        ("", '<div class="texte" hidden><p>Le brouillon de 2018.</p></div>'),
        (".impr{display:none}", '<div class="texte impr"><p>À imprimer : sept services.</p></div>'),
        ("", "<template><div class='texte'><p>{{ texte }}</p></div></template>"),
        ("", "<noscript><div class='texte'><p>Activez JavaScript.</p></div></noscript>"),
        ("", "<div hidden><section><div class='texte'><p>Le brouillon de 2018.</p></div></section></div>"),
        ("", '<div class="texte" aria-hidden="true"><p>Sept services sont communs.</p></div>'),
        ("", '<div class="texte d-md-none"><p>Sept services sont communs depuis 2018.</p></div>'),
        ("@media (min-width:900px){.m{display:none}}", '<div class="texte m"><p>Sept services sont communs depuis 2018.</p></div>'),
    ],
)
def test_a_copy_that_nobody_sees_is_none_of_the_text(style: str, copy: str) -> None:
    """3.3, 3.5: a selector that picks a hidden copy too, at the end of the page or beside the text, is not asked for that."""
    assert _read(style=style, below=copy) == LINES


def test_a_hidden_copy_beside_the_text_is_none_of_it() -> None:
    """3.5: one that says what is seen."""
    assert _read(inside='<div class="texte" hidden><p>Sept services sont communs depuis 2019.</p></div>') == LINES


@pytest.mark.parametrize("hiding", ["hidden", "style='display: none'", "class='texte off'"])
def test_panels_of_one_series_are_all_of_the_text(hiding: str) -> None:
    """3.5: what a script shows one at a time is content, without any word about what opens it."""
    panel = f"<div class=texte {hiding}><p>La paie est tenue à Grandval, par quatre gestionnaires.</p></div>"
    told = [*LINES, "La paie est tenue à Grandval, par quatre gestionnaires."]
    assert _read(style=".off{display:none}", inside=panel.replace("class=texte class", "class")) == told


def test_what_is_only_hidden_is_read_as_before() -> None:
    """3.3: where a user points at what nobody sees, that is the text."""
    assert lines(found(f"<body><p>Mairie</p><div class=texte hidden>{TEXT}</div></body>", CSS)) == LINES


def test_what_only_says_less_for_phones_is_read() -> None:
    """3.1: a class name alone hides nothing."""
    told = "Permanence de nuit : 03 80 00 00 99."
    assert _read(below=f'<div class="texte d-md-none"><p>{told}</p></div>') == [*LINES, told]


PIECES = (
    "<div class=texte><p>Sept services sont communs.</p></div>",
    "<div class=texte hidden><p>Sept services.</p></div>",
    "<div class='texte off'><p>La paie, {n} agents.</p></div>",
    "<div class='texte phone'><p>Sept services sont communs.</p></div>",
    "<section hidden><div class=texte><p>Voirie</p></div></section>",
    "<section class=off><div class=texte><p>Voirie : {n}</p></div></section>",
    "<section aria-hidden=true><div class=texte><p>Sept services</p></div></section>",
    "<section><div class=texte><p>Cimetière, à {n} pas.</p></div></section>",
    "<section class=une><div class=texte><p>Archives, salle {n}.</p></div></section>",
    "<template><div class=texte><p>x</p></div></template>",
    "<button aria-controls=p{n}>Ouvrir</button>",
    "<div id=p{n} class=texte style='display:none'><p>Panneau {n}</p></div>",
    "<p>Mairie de Valmont, {n} habitants.</p>",
    "<style>.off{display:none}</style>",
    "<style>@media (min-width:800px){.phone{display:none}}</style>",
)


def _parts(chance: random.Random) -> str:
    return chance.choice(PIECES).replace("{n}", str(chance.randrange(3)))


def _changed(part: str, chance: random.Random) -> str:
    return chance.choice(
        (
            part + _parts(chance),
            "",
            part.replace(" hidden", "").replace(" aria-hidden=true", ""),
            part.replace("<section", "<section hidden", 1),
            part.replace("<section", "<section aria-hidden=true", 1),
            part.replace("<div", "<div hidden", 1),
            f"<div hidden>{part}</div>",
            part.replace("off", "on"),
            part.replace("</p>", f"</p><script>t={chance.random()}</script>", 1),
        )
    )


def test_short_cuts_say_of_copies_what_reading_says() -> None:
    """DESIGN §9: whatever comes, goes, is hidden or shown around and beside what a selector picks."""
    chance, recipe, taken = random.Random(5), Recipe(sections=(CSS,), documents=()), 0
    foot = "".join(f"<p>Ligne {n} de la mairie, place du marché.</p>" for n in range(40))

    def page(parts: list[str]) -> str:
        head = (
            f"<html><head><title>Mairie</title></head><body><div class=page><h1>Mairie</h1><p>{'La mairie vous reçoit. ' * 9}</p>"
        )
        return f"{head}{''.join(parts)}</div><div>{foot}</div></body></html>"

    for _ in range(sweeps.times(25, 60)):
        parts = [PIECES[0], *(_parts(chance) for _ in range(chance.randrange(4)))]
        chance.shuffle(parts)
        first, state = known(page(parts), recipe)
        assert first.extraction is not None
        for _ in range(6):
            other = list(parts)
            at = chance.randrange(len(other))
            other[at] = _changed(other[at], chance)
            short, long = both_ways(page(other), recipe, state)
            taken += short.title is None
            assert short.extraction == long.extraction, (parts, other)
    assert taken > sweeps.times(16, 40)


def test_regions_that_may_be_hidden_do_not_stand_alone() -> None:
    """DESIGN §9: how much is hidden with one of several has a say."""
    recipe = Recipe(sections=(CSS,), documents=())
    two = "<title>M</title><body><div class=texte><p>Un</p></div><div{}><div class=texte><p>Deux</p></div></div></body>"
    assert stand_alone(parse(two.format("")), recipe)
    for hiding in (" hidden", " style='display:none'", " class='d-md-none'"):
        assert not stand_alone(parse(two.format(hiding)), recipe)


@pytest.mark.parametrize("title", ["À lire aussi", "Actualités"])
def test_a_region_that_is_all_title_does_not_stand_alone(title: str) -> None:
    """3.5, DESIGN §9: links that come under it from outside make it their title; a glance would not see that."""
    links = "<ul>" + "".join(f"<li><a href=/n{n}>La fête du village, {n} juin 2026</a></li>" for n in range(5)) + "</ul>"
    words, recipe = "<p>" + "Une phrase de la ville. " * 12 + "</p>", Recipe(sections=(CSS,), documents=())

    def page(inside: str, below: str) -> str:
        of_text = "<div><div class=texte><p>Sept services sont communs.</p></div></div>"
        around = f"<div><div class=texte>{inside}</div>{below}</div>{of_text}"
        return f"<title>M</title><body><h1>Mairie</h1>{words}{around}{words * 9}</body>"

    alone, filled = f"<h2>{title}</h2>", f"<h2>{title}</h2><p>Sept.</p>"
    assert [stand_alone(parse(page(inside, words)), recipe) for inside in (alone, filled)] == [False, True]
    for inside, before, after in itertools.product((alone, filled), (words, links), (words, links)):
        _, state = known(page(inside, before), recipe)
        short, long = both_ways(page(inside, after), recipe, state)
        assert short.extraction == long.extraction, (inside, before, after)


def test_a_copy_under_the_same_heading_that_was_edited_in_part_is_read_in_part() -> None:
    """3.4: equal texts are read once; one of the two edited, all its lines were told as added, names among them."""
    text = "<p>L’équipe de 12 agents répond.</p><ul><li>Chef : Anne Lor</li><li>Adjoint : Piet Vos</li></ul><p>Guichet 4.</p>"
    own = ["L’équipe de 12 agents répond.", "Chef : Anne Lor", "Adjoint : Piet Vos", "Guichet 4."]
    edited, heading = text.replace("12", "14"), SectionRecipe(item="s", heading="Équipe")

    def read(*texts: str) -> list[str] | None:
        both = "<h2>Autre</h2><p>Tout autre chose.</p>".join(f"<h2>Équipe</h2>{one}" for one in texts)
        return lines(found(f"<body><main><h1>Mairie</h1>{both}</main></body>", heading))

    assert read(text, text) == own
    assert read(edited, text) == ["L’équipe de 14 agents répond.", *own]
    assert read(text, edited) == [own[0], "L’équipe de 14 agents répond.", *own[1:]]
    assert read(text, f"{text}<p>Fermé le lundi.</p>") == [*own, "Fermé le lundi."]
    other = text.replace("Anne Lor", "Ida Roy").replace("Piet Vos", "Luc Ney")
    assert read(text, other) == [*own, own[0], "Chef : Ida Roy", "Adjoint : Luc Ney", own[3]]


def test_a_line_that_a_copy_lacks_or_has_in_another_place_is_told() -> None:
    """3.4, 3.23: one office of two with the same hours closed a day earlier, and the section read as it was."""
    heading = SectionRecipe(item="s", heading="Horaires")
    hours = ["Lundi", "9 h – 12 h", "Mardi", "14 h – 17 h", "Jeudi", "9 h – 12 h"]

    def read(*texts: list[str]) -> list[str] | None:
        both = "<h2>Autre</h2><p>Tout autre chose.</p>".join(f"<h2>Horaires</h2><p>{'</p><p>'.join(one)}</p>" for one in texts)
        return lines(found(f"<body><main><h1>Mairie</h1>{both}</main></body>", heading))

    changed = [*hours[:3], "9 h – 12 h", *hours[4:]]
    assert read(hours, hours) == hours
    assert read(hours, changed) == [*hours[:4], "9 h – 12 h", *hours[4:]]
    assert read(hours, hours[:4]) == read(hours[:4], hours) == hours  # that the last two are of one office is a fact of theirs


def test_many_texts_under_one_heading_are_not_set_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """3.4, §9: each is looked for among the first few only; 800 took four seconds, and each doubling four times as long."""
    asked: list[int] = []
    with_copy = by_heading._with_copy

    def counted(*them: Any) -> tuple[Block, ...]:
        asked.append(1)
        return with_copy(*them)

    monkeypatch.setattr(by_heading, "_with_copy", counted)
    both = "".join(f"<h3>Horaires</h3><p>Lundi {n}</p><p>Mardi {n}</p><p>Jeudi {n}</p>" for n in range(200))
    read = lines(found(f"<body><main><h1>Mairie</h1>{both}</main></body>", SectionRecipe(item="s", heading="Horaires")))
    assert len(read or ()) == 600
    assert 0 < len(asked) < 200 * 20


ITEMS = ["Voirie : Albin Forestier", "Accueil : Marise Dupraz", "Écoles : Naïm Khelifi", "Sports : Lucie Ostermann"]


def _listed(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


@pytest.mark.parametrize(
    "shape", ["<h2>M</h2>{}<h2>Services</h2><h2>M</h2>{}", "<h2>M</h2><div class=a>{}</div><div class=b>{}</div>"]
)
@pytest.mark.parametrize("first", [True, False], ids=["of the first", "of the second"])
def test_a_line_that_goes_from_one_of_two_equal_texts_is_told(shape: str, *, first: bool) -> None:
    """3.4, 3.5, 3.28: it stands in one of them only, and so does what comes in one; no line of the other is told as new."""

    def read(one: str, other: str) -> Any:
        section = found(
            f"<main><h1>T</h1>{shape.format(*((one, other) if first else (other, one)))}</main>",
            SectionRecipe(item="s", heading="M"),
        )
        assert section is not None
        return section

    whole, short = _listed(*ITEMS), _listed(*ITEMS[:2], ITEMS[3])
    both, one_lacks = read(whole, whole), read(short, whole)
    assert [b.text for b in both.blocks] == [b.text for b in one_lacks.blocks] == ITEMS
    for before, after, op in ((both, one_lacks, "in_one"), (one_lacks, both, "in_both")):
        change = compare_sections(before, after)
        assert change is not None
        assert (change.significance, [(e.op, e.facts["text"]) for e in change.edits]) == ("substantive", [(op, ITEMS[2])])
    gone = compare_sections(one_lacks, read(short, short))
    assert gone is not None
    assert [(e.op, e.before) for e in gone.edits] == [("delete", ITEMS[2])]


def test_lists_that_share_lines_are_no_copies() -> None:
    """3.5: one that begins otherwise, or has a line in other words, is another list; all of it is read."""
    for other in (
        ["Nord", *ITEMS[1:]],
        [*ITEMS[:2], "Écoles : Odile Brun", ITEMS[3]],
        [ITEMS[0], *ITEMS[2:0:-1], ITEMS[3]],
        ITEMS[:2],
    ):
        html = f"<main><h1>T</h1><h2>M</h2><div>{_listed(*ITEMS)}</div><div>{_listed(*other)}</div></main>"
        assert lines(found(html, SectionRecipe(item="s", heading="M"))) == [*ITEMS, *other]
