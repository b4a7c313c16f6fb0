"""A section that grows is the section with all that was added, on pages of any build (DESIGN 3.1, 3.4): no error is allowed."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import product

import pytest

from monitor.extract.sections.finding import find_section
from monitor.model import SectionRecipe
from tests import sweeps
from tests.extract.valmont import HEADING, parse, recipe

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "su", "ta", "ve"]
NAMES = ["".join(parts) for parts in product(SYLLABLES, repeat=3)]
LINKS = ["de", "la", "les", "pour", "avec", "dans", "sur", "et", "par", "une"]
CHANCE = random.Random(3)


def _sentence(words: int = 12) -> str:
    said = (CHANCE.choice(LINKS if at % 2 else NAMES) for at in range(words))
    return f"{' '.join(said).capitalize()} {CHANCE.randint(100, 9999)}."


PROSE = [f"<p>{_sentence()} {_sentence()}</p>" for _ in range(5)]
AROUND = f"<p>{_sentence()} {_sentence()}</p>"
MENU = '<nav><ul><li><a href="/">Accueil</a></li><li><a href="/m">Mutualisation des services</a></li></ul></nav>'
FOOT = '<footer><p>Mairie de Valmont, place des Tilleuls</p><a href="/l">Mentions légales</a></footer>'
TITLE = "<h1>Organigramme</h1>"


def _page(body: str) -> str:
    return f"<!doctype html><html lang=fr><title>Valmont</title><body>{MENU}{body}{FOOT}</body></html>"


# A frame has the place for what stands right under the heading, and the place for the text; beside it the selector of its box.
FRAMES = {
    "flat": (
        "<main>{T}{A}<h2>{H}</h2>{0}{1}<h2>Contact</h2>{A}</main>",
        None,
    ),
    "boxed": (
        "<main>{T}<div>{A}</div><div class=m><h2>{H}</h2>{0}{1}</div><div><h2>Contact</h2>{A}</div></main>",
        ".m",
    ),
    "heading apart": (
        "<article>{T}<div class=t><h2>{H}</h2>{0}</div><div class=m>{1}</div><div class=t><h2>Contact</h2></div></article>",
        ".m",
    ),
    "in a header": (
        "<main>{T}<section class=m><header><h2>{H}</h2>{0}</header><div>{1}</div></section><section>{A}</section></main>",
        ".m",
    ),
    "two sections": (
        "<main>{T}<section><h2>{H}</h2>{0}</section><section class=m>{1}</section><h2>Contact</h2>{A}</main>",
        ".m",
    ),
    "two rows": (
        "{T}<table><tr><td><h2>{H}</h2>{0}</td></tr><tr><td class=m>{1}</td></tr></table>",
        ".m",
    ),
    "columns": (
        "<div>{T}<div class=row><div class=col-8><h2>{H}</h2>{0}{1}</div><div class=col-4><h3>Horaires</h3>{A}</div></div></div>",
        None,
    ),
    "accordion": (
        "<main>{T}<div><h3><button aria-controls=p>{H}</button></h3><div id=p>{0}{1}</div></div><h3>Contact</h3>{A}</main>",
        "#p",
    ),
    "details": (
        "<main>{T}{A}<details class=m><summary>{H}</summary>{0}{1}</details><details><summary>Lieu</summary>{A}</details></main>",
        ".m",
    ),
    "definitions": (
        "<main>{T}<dl><dt>{H}</dt><dd class=m>{0}{1}</dd><dt>Contact</dt><dd>{A}</dd></dl></main>",
        ".m",
    ),
    "by role": (
        "<main>{T}<div role=heading aria-level=2>{H}</div>{0}{1}<div role=heading aria-level=2>Contact</div>{A}</main>",
        None,
    ),
    "bold line": (
        "<main>{T}{A}<p><strong>{H}</strong></p>{0}{1}<p><strong>Contact</strong></p>{A}</main>",
        None,
    ),
    "cards": (
        "<main>{T}<ul><li><h3>Accueil</h3>{A}</li><li class=m><h3>{H}</h3>{0}{1}</li><li><h3>Contact</h3>{A}</li></ul></main>",
        ".m",
    ),
    "title above main": (
        "<div><div><h1>{H}</h1></div></div><main><div class=m>{0}{1}</div></main><div><p>Plan du site</p></div>",
        ".m",
    ),
    "widgets": (
        "<div>{T}<div class=w><h2>{H}</h2>{0}</div><div class='w m'>{1}</div><div class=w><h2>Contact</h2></div>{A}</div>",
        ".m",
    ),
}
APART = ("heading apart", "two sections", "two rows", "widgets")  # the selector's box does not hold what stands under the heading
KINDS = {
    "subheads": "<h5>{}</h5><p>{} {}</p>",
    "boxes": "<div class=encadre><p>{}</p><p>{}</p></div>{}",
    "tables": "<table><tr><th>Pôle</th><th>Agents</th></tr><tr><td>{}</td><td>{}</td></tr></table><p>{}</p>",
}
WAYS = ("heading", "css", "both")
PLACES = ("under the heading", "top", "middle", "bottom", "throughout")


def _framed(frame: str, above: str, text: str) -> str:
    html = FRAMES[frame][0].replace("{T}", TITLE).replace("{A}", AROUND).replace("{H}", HEADING)
    return _page(html.replace("{0}", above).replace("{1}", text))


def _recipe(way: str, css: str) -> SectionRecipe:
    return recipe(None if way == "css" else HEADING, *([] if way == "heading" else [css]))


def _words(html: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", re.sub(r"<[^>]+>", " ", html).casefold()))


def _grown(kind: str, place: str, factor: float) -> tuple[str, str]:
    """What stands right under the heading, and the text, which together are *factor* times as long as it was."""
    more: list[str] = []
    missing = (factor - 1) * _words("".join(PROSE)).total()
    while missing > 0:
        more.append(KINDS[kind].format(_sentence(4), _sentence(), _sentence()))
        missing -= _words(more[-1]).total()
    added = "".join(more)
    if place == "throughout":
        parts = [*PROSE]
        for at, piece in enumerate(more):
            parts[at % 5] += piece
        return "", "".join(parts)
    at = {"under the heading": 0, "top": 0, "middle": 2, "bottom": 5}[place]
    return (added, "".join(PROSE)) if place == "under the heading" else ("", "".join([*PROSE[:at], added, *PROSE[at:]]))


@pytest.mark.few(8)
@sweeps.over({"frame": FRAMES, "kind": KINDS})
def test_what_is_added_to_a_section_is_in_it(frame: str, kind: str) -> None:
    """3.4: by a tenth or tenfold, at the top, in the middle, at the end; with it nothing that is not the section's.

    By its heading, by the selector of its box where it has one, and by both.
    """
    css = FRAMES[frame][1]
    ways = {"heading": recipe(HEADING)} if css is None else {way: _recipe(way, css) for way in WAYS}
    before = parse(_framed(frame, "", "".join(PROSE)))
    firsts = {way: find_section(before, wanted, None) for way, wanted in ways.items()}
    wrong = []
    for place, factor in product(PLACES, (1.1, 10)):
        above, text = _grown(kind, place, factor)
        grown = parse(_framed(frame, above, text))
        for way, wanted in ways.items():
            first = firsts[way]
            assert first is not None
            beside = _words(first.section.text) - _words("".join(PROSE))  # a summary within the selector's box
            seen = find_section(grown, wanted, first.section)
            inside = way == "heading" or frame not in APART
            if seen is None or _words(seen.section.text) != _words(text + (above if inside else "")) + beside:
                wrong.append((way, place, factor))
    assert wrong == []


ARCHIVES = "<h2>Archives</h2><div>{}</div>"


@pytest.mark.parametrize("frame", [f for f in FRAMES if "</main>" in FRAMES[f][0] and "h1>{H}" not in FRAMES[f][0]])
@pytest.mark.parametrize("by", WAYS)
def test_a_text_that_moved_is_no_place_to_go(by: str, frame: str) -> None:
    """3.4: what stands now where the user looks is the section, and the old words' new place is told."""
    css = FRAMES[frame][1]
    if by != "heading" and css is None:
        pytest.skip("no box of its own")
    wanted = _recipe(by, css or "")
    first = find_section(parse(_framed(frame, "", "".join(PROSE))), wanted, None)
    assert first is not None
    new = "".join(f"<p>{_sentence()} {_sentence()}</p>" for _ in range(4))
    html = _framed(frame, "", new).replace("</main>", f"{ARCHIVES.format(''.join(PROSE))}</main>")
    seen = find_section(parse(html), wanted, first.section)
    assert seen is not None
    assert _words(new) - _words(seen.section.text) == Counter()
    assert (_words(seen.section.text) - _words(new) - _words(HEADING), seen.moved_to) == (Counter(), "Archives")


def test_a_panel_that_comes_to_hold_most_of_the_prose_ends_no_section() -> None:
    """3.1: what follows under the heading is its text, whichever box of the column is the largest."""
    panels = [f"<p>Service {n}</p><div class=c><p>{_sentence(20)}</p></div>" for n in range(4)]
    after = "<div class=bloc><a href='/o.pdf'>Organigramme</a></div><div class=bloc><p>Coût en 2026 : 48 300 euros.</p></div>"
    side = "<div class='colonne col-33'><h2>Agenda</h2><p>Un mot.</p></div>"
    for count in range(1, 5):
        accordion = f"<div class=bloc><div class=acc>{''.join(panels[:count])}</div></div>"
        titles = f"<div class=bloc>{TITLE}</div><div class=bloc><h2>{HEADING}</h2></div>"
        column = f"<div class='colonne col-66'>{titles}{accordion}{after}</div>"
        cut = find_section(parse(_page(f"<div class=rang>{column}{side}</div>")), SectionRecipe(item="m", heading=HEADING), None)
        assert cut is not None
        told = [b.text for b in cut.section.blocks]
        assert (told[0], told[-2:]) == ("Service 0", ["Organigramme", "Coût en 2026 : 48 300 euros."]), count
