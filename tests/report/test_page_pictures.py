"""Pictures of pages in a report: what they say to who does not see them, and how a page of HTML holds them."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from monitor.model import NOT_KEPT, Box, Change, ChangePictures, Edit, Language, MarkedPage, PageMark, PagePair, Side
from monitor.report.change_picture import marked_page
from monitor.report.diffs import Comparison, diff_html
from monitor.report.page_pictures import attached_pictures, picture_alt, shown_pictures, within
from tests.report import examples as ex

EVIL = 'Service "><script>alert(1)</script>'
HERE: Box = (100, 100, 300, 140)


def placed(edit: Edit, *sides: Side) -> Edit:
    return replace(edit, facts={**edit.facts, "at": {side: {"page": 1, "bbox": list(HERE)} for side in sides}})


PUBLIC = "Direction de la commande publique"
RENAMED = placed(Edit(op="unit_renamed", before="Direction des achats", after=PUBLIC), "before", "after")
ADDED = placed(ex.unit("unit_added", "Service des eaux", parent="DGA Projets"), "after")
CHANGE = ex.document(RENAMED, ADDED)


def page(side: Side, *numbers: int, number: int = 1) -> MarkedPage:
    marks = [PageMark((HERE[0], HERE[1] + 50 * n, HERE[2], HERE[3] + 50 * n), (n,)) for n in numbers]
    return marked_page(Image.new("RGB", (842, 595), "white"), marks, scale=1.0, number=number, side=side)


PAIR = PagePair(page=1, before=page("before", 1), after=page("after", 1, 2))


@pytest.mark.parametrize(
    ("language", "side", "said"),
    [
        ("fr", "before", "Page 1, avant. Encadré en tirets : n° 1, « Direction des achats »."),
        (
            "fr",
            "after",
            "Page 1, après. Encadré d’un double trait : n° 1, « Direction de la commande publique » ; n° 2, « Service des eaux ».",
        ),
        ("en", "before", "Page 1, before. Outlined in dashes: no. 1, “Direction des achats”."),
    ],
)
def test_an_alt_text_says_what_is_seen(language: Language, side: Side, said: str) -> None:
    shown = PAIR.before if side == "before" else PAIR.after
    assert shown is not None
    assert re.sub("[\u202f\u00a0]", " ", picture_alt(shown, CHANGE, language)) == said


def test_the_picture_of_before_names_a_renamed_unit_as_it_was_called_then() -> None:
    """13.7: who heads it now is told of it under its new title; in the old picture that stands nowhere."""
    head = placed(ex.unit("person_replaced", PUBLIC, before="Ana Roux", after="Léo Bec"), "before", "after")
    change = ex.document(RENAMED, head)
    assert [picture_alt(page(side, 1), change, "en").replace("\u00a0", " ") for side in ("before", "after")] == [
        "Page 1, before. Outlined in dashes: no. 1, “Direction des achats”.",
        "Page 1, after. Outlined with a double line: no. 1, “Direction de la commande publique”.",
    ]


@pytest.mark.parametrize(
    ("change", "marks", "said"),
    [
        pytest.param(CHANGE, (), "Page 1, before. Nothing is outlined on it.", id="nothing"),
        pytest.param(ex.document(Edit(op="redrawn")), (), "Page 1, before the chart was drawn anew.", id="redrawn"),
        pytest.param(ex.document(regions=[{"page": 1}]), (1, 2), "Page 1, before. Outlined in dashes: area 1; area 2.", id="scan"),
    ],
)
def test_an_alt_text_without_units(change: Change, marks: tuple[int, ...], said: str) -> None:
    assert picture_alt(page("before", *marks), change, "en").replace("\u00a0", " ") == said


def test_an_alt_text_of_words_that_no_box_holds() -> None:
    """13.7: outlined without a number."""
    shown = marked_page(Image.new("RGB", (842, 595), "white"), [PageMark(HERE, ())], scale=1.0, number=1, side="after")
    said = {language: re.sub("[\u202f\u00a0]", " ", picture_alt(shown, CHANGE, language)) for language in ("fr", "en")}
    assert said == {
        "fr": "Page 1, après. Encadré sans numéro : ce qui y diffère.",
        "en": "Page 1, after. Outlined without a number: what differs on it.",
    }


def test_a_page_that_has_another_number_now_says_both() -> None:
    """13.7: a sheet was put before it."""
    pair = PagePair(page=3, before=page("before", 1, number=2), after=page("after", 1, number=3))
    found = shown_pictures(ChangePictures(pages=(pair,)), CHANGE, "fr")
    assert found is not None
    assert [one.title for one in found.pairs] == ["Page 2 → 3"]


def test_a_wall_of_marks_is_counted() -> None:
    many = ex.document(*(placed(ex.unit("unit_added", f"Service {n}"), "after") for n in range(30)))
    assert picture_alt(page("after", *range(1, 31)), many, "en").endswith("; and 10 more.")


def test_pictures_of_a_message_have_names_of_their_own() -> None:
    message = attached_pictures(ChangePictures(pages=(PAIR, replace(PAIR, page=2)), more=1), CHANGE, "fr", prefix="2-")
    assert [p.name for p in message.pictures][:2] == ["2-page-1-avant.png", "2-page-1-apres.png"]
    assert message.key and message.notes == ("1 autre page a changé, non montrée.",)


def test_marks_without_a_number_speak_of_none() -> None:
    """3.26: of lines of a box the list has no number, and the key claims none."""
    bare = marked_page(Image.new("RGB", (842, 595), "white"), [PageMark(HERE, ())], scale=1.0, number=1, side="after")
    message = attached_pictures(ChangePictures(pages=(PagePair(page=1, before=None, after=bare),)), CHANGE, "fr", prefix="")
    assert message.key and "numéro" not in message.key
    assert "numéro" in attached_pictures(ChangePictures(pages=(PAIR,)), CHANGE, "fr", prefix="").key


def test_a_mail_stays_within_its_bytes() -> None:
    size = sum(len(side.png) for side in PAIR.sides)
    pictures = ChangePictures(pages=(PAIR, PAIR, PAIR), more=1)
    cut = within(pictures, 2 * size)
    assert (len(cut.pages), cut.more) == (2, 2)
    assert within(pictures, 3 * size) == pictures


# ------------------------------------------------------------------------------------------------------------------------- HTML


class Found(HTMLParser):
    """The pictures and the numbers of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.images: list[dict[str, str | None]] = []
        self.inputs: list[dict[str, str | None]] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        {"img": self.images, "input": self.inputs}.get(tag, []).append(dict(attrs))


def html(pictures: ChangePictures | None, change: Change = CHANGE, language: Language = "fr") -> str:
    comparison = Comparison(watch=ex.WATCH, old=ex.revision(12, "Un."), new=ex.revision(13, "Un."), changes=(change,))
    return diff_html(comparison, language, ex.PARIS, {0: pictures} if pictures else None)


def test_the_page_holds_its_pictures_itself_and_can_show_each_alone() -> None:
    """13.7: each alone and side by side; no script, nothing from elsewhere."""
    shown = html(ChangePictures(pages=(PAIR,)))
    found = Found(shown)
    assert [str(image["src"])[:22] for image in found.images] == ["data:image/png;base64,"] * 2
    assert all(image["alt"] and image["width"] and image["height"] for image in found.images)
    assert [(i["type"], i["class"]) for i in found.inputs] == [("radio", f"show-{way}") for way in ("both", "before", "after")]
    assert "script" not in found.tags
    assert re.findall(r'<span class="number">(\d)<', shown) == ["1", "2"], "the list has the numbers of the pictures"


def test_a_statement_of_several_units_is_one_number_that_names_those_of_the_side() -> None:
    """Units that came together share a sentence (13.6); a box is named on the side where it stands."""
    gone = placed(ex.unit("unit_removed", "Service des eaux", parent="DGA Projets"), "before")
    change = ex.document(RENAMED, gone)
    assert "Service des eaux" in picture_alt(page("before", 1, 2), change, "fr")
    assert "Service des eaux" not in picture_alt(page("after", 1), change, "fr")


def test_without_pictures_the_page_has_none() -> None:
    assert Found(html(None)).images == []


@pytest.mark.parametrize(
    ("pictures", "said"),
    [
        (ChangePictures(problem=NOT_KEPT), "l’un des deux fichiers n’est pas conservé"),
        (ChangePictures(problem="timeout: 5 s"), "Toutes les pages n’ont pas pu être dessinées (timeout: 5 s)."),
        (ChangePictures(pages=(PAIR,), more=3), "3 autres pages ont changé, non montrées."),
        (ChangePictures(pages=(replace(PAIR, before=None),)), "Avant, cette page n’existait pas."),
    ],
)
def test_what_is_wanting_is_said(pictures: ChangePictures, said: str) -> None:
    shown = html(pictures)
    assert said in shown
    assert "Direction de la commande publique" in shown


def test_a_label_cannot_break_out_of_an_alt_text() -> None:
    """10.7: page text is always data."""
    change = ex.document(placed(ex.unit("unit_added", EVIL), "after"))
    found = Found(html(ChangePictures(pages=(replace(PAIR, after=page("after", 1)),)), change))
    assert "script" not in found.tags
    assert EVIL in str(found.images[1]["alt"])


@pytest.mark.few(0)
def test_a_browser_shows_both_pictures(tmp_path: Path) -> None:
    """13.7: the page's own Content-Security-Policy lets them through."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("no chromium here")
    (tmp_path / "diff.html").write_text(html(ChangePictures(pages=(PAIR,))), encoding="utf-8")
    flags = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --hide-scrollbars"
    subprocess.run(
        [
            browser, *flags.split(), f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1200,1400",
            f"--screenshot={tmp_path / 'seen.png'}", (tmp_path / "diff.html").as_uri(),
        ],
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    with Image.open(tmp_path / "seen.png") as seen:
        colours = {colour for _, colour in seen.convert("RGB").getcolors(1 << 24) or []}
    assert {(0, 84, 60), (143, 20, 40)} <= colours
