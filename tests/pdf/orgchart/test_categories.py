"""Whose each unit is, said by a label that comes again beside titles: kept with the unit, told of it (DESIGN 3.27, 5.5, 5.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.compare.places import edit_place
from monitor.model import Block, Change, DocumentContent, Edit, Language, OrgChart, Unit
from monitor.model.frozen import replace
from monitor.pdf.read import read
from monitor.report.chart_statements import statements
from monitor.report.lines import change_lines, plain
from monitor.report.words import summary
from tests.pdf.pdfs import drawn

Way = Literal["edge", "foot", "outside", "third", "second", "beside", "corner", "above"]
HEADS = {
    "Finances": "Marie ROY",
    "Ressources humaines": "Lise ROUX",
    "Achats": "Jean DUVAL",
    "Voirie": "Hugo BLANC",
    "Bâtiments": "Karim BENALI",
    "Eau": "Yves BRUN",
    "Archives": "Rita SOL",
}
LABELS = ("COMMUN", "COMMUN", "VILLE", "MÉTROPOLE", "VILLE", "MÉTROPOLE")


def sheet(own: Mapping[str, str], way: Way, *, renamed: tuple[str, str] = ("", "")) -> DocumentContent:
    """Two poles with three services each, a fourth where it has a label; *own*: those of the services, by title.

    *renamed*: a title, and what is printed in its place.
    """

    def text(canvas: Canvas, x: float, y: float, said: str, *, size: float = 8, bold: bool = False) -> None:
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        canvas.drawCentredString(x, y, said)

    def draw(canvas: Canvas) -> None:
        canvas.rect(330, 500, 180, 34)
        text(canvas, 420, 521, "Directeur général des services", bold=True)
        text(canvas, 420, 509, "Luc PETIT")
        for pole, x, titles in (("ressources", 60, [*HEADS][:3]), ("technique", 460, [*HEADS][3:])):
            titles = [title for title in titles if title in own]
            canvas.rect(x, 420, 200, 34)
            text(canvas, x + 100, 441, f"Pôle {pole}", bold=True)
            text(canvas, x + 100, 429, "Nina COSTA" if x == 60 else "Paul NOËL")
            canvas.lines([(420, 500, 420, 475), (420, 475, x + 100, 475), (x + 100, 475, x + 100, 454)])
            canvas.line(x + 10, 420, x + 10, 380 - 60 * (len(titles) - 1))
            for row, title in enumerate(titles):
                y, said = 360 - 60 * row, own[title]
                canvas.line(x + 10, y + 20, x + 30, y + 20)
                canvas.rect(x + 30, y, 190, 42)
                high = {"third": 30, "second": 31, "above": 20}.get(way, 27)
                text(canvas, x + 110, y + high, renamed[1] if title == renamed[0] else title, bold=True)
                text(canvas, x + 110, y + high - (20 if way == "second" else 11), HEADS[title])
                place = {
                    "edge": (x + 190, y + 40), "foot": (x + 125, y + 3), "outside": (x + 245, y + 20), "third": (x + 110, y + 8),
                    "second": (x + 110, y + 21), "beside": (x + 190, y + 27),
                    "corner": (x + 190, y + 3), "above": (x + 110, y + 32),
                }[way]  # fmt: skip
                if said and way in ("edge", "foot", "outside"):
                    wide = 190 if way == "foot" else 48
                    canvas.rect(place[0] - wide / 2, place[1] - 3 - (10 if way == "foot" else 0), wide, 10)
                if said:
                    text(canvas, place[0], place[1] - (10 if way == "foot" else 0), said, size=6)

    found = read(drawn(draw, size=(842, 595)), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None and found.orgchart.structured
    return found


def with_labels(said: Sequence[str] = LABELS) -> dict[str, str]:
    return dict(zip(HEADS, said, strict=False))


def labels(content: DocumentContent) -> dict[str, str | None]:
    assert content.orgchart is not None
    return {unit.title: unit.category for unit in content.orgchart.units if unit.parent and not unit.title.startswith("Pôle")}


def told(old: DocumentContent, new: DocumentContent, language: Language = "fr") -> list[str]:
    """All that is said of the change from *old* to *new*."""
    edits = compare_contents("orgchart", old, new).edits
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=edits)
    return [plain(line).replace("\u00a0", " ").replace("\u202f", " ") for line in change_lines(change, language)]


@pytest.mark.parametrize("way", ["edge", "foot", "outside", "third", "second", "beside", "corner", "above"])
def test_a_label_that_comes_again_is_told_of_its_unit(way: Way) -> None:
    """3.27, 5.5: wherever it stands at the box, it is no unit and no part of a title; two that are exchanged are told of both."""
    before = sheet(with_labels(), way)
    assert labels(before) == with_labels()
    after = sheet(with_labels(("COMMUN", "VILLE", "COMMUN", *LABELS[3:])), way)
    assert told(before, after) == [
        "L’unité « Ressources humaines » passe de « COMMUN » à « VILLE ».",
        "L’unité « Achats » passe de « VILLE » à « COMMUN ».",
    ]


def test_units_that_pass_to_one_employer_share_a_sentence_which_the_summary_counts() -> None:
    """13.6, 5.5: a change of employer is told like what else becomes of a unit, with a number and the boxes on either sheet."""
    before, after = sheet(with_labels(), "edge"), sheet(with_labels(("VILLE", "VILLE", *LABELS[2:])), "edge")
    edits = compare_contents("orgchart", before, after).edits
    assert {edit_place(edit, side) is not None for edit in edits for side in ("before", "after")} == {True}
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=edits)
    one, *others = statements(change, "fr")
    assert (one.number, one.edits, others) == (1, (0, 1), [])
    assert told(before, after) == ["L’unité « Finances » et l’unité « Ressources humaines » passent de « COMMUN » à « VILLE »."]
    assert told(before, after, "en") == ["“Finances” and “Ressources humaines” go from “COMMUN” to “VILLE”."]
    assert summary(change, "fr") == "2 mentions modifiées"


def test_a_unit_with_another_title_and_another_label_is_one_sentence() -> None:
    """13.6: all that became of one unit, and who heads it, stands together."""
    before = sheet(with_labels(), "edge")
    after = sheet(with_labels(("COMMUN", "COMMUN", "COMMUN", *LABELS[3:])), "edge", renamed=("Achats", "Achats durables"))
    assert told(before, after) == ["L’unité « Achats » devient l’unité « Achats durables » ; elle passe de « VILLE » à « COMMUN »."]


def test_a_unit_comes_and_goes_with_its_label_in_one_sentence() -> None:
    """5.5: the label is said with the unit, and is no line that came."""
    before, after = sheet(with_labels(), "edge"), sheet({**with_labels(), "Archives": "COMMUN"}, "edge")
    assert told(before, after) == ["Les Archives (COMMUN) apparaissent dans le Pôle technique, confiées à Rita SOL."]
    assert told(before, after, "en") == ["The Archives (COMMUN) appear in the Pôle technique, headed by Rita SOL."]
    gone = told(after, before)
    assert len(gone) == 1 and gone[0].startswith("Les Archives (COMMUN), qui relevaient du Pôle technique, n’apparaissent plus")


@pytest.mark.parametrize("said", [("Service commun", "", "", "", "", ""), ("Mutualisé", "", "Mutualisé", "", "", "")])
def test_one_label_on_an_edge_is_enough_where_it_says_how_a_unit_is_run(said: Sequence[str]) -> None:
    """3.27: the few shared services alone have one; another that is shared now has it, too."""
    before, after = sheet(with_labels(said), "edge"), sheet(with_labels((*said[:4], said[0], "")), "edge")
    assert {title: label or "" for title, label in labels(before).items()} == with_labels(said)
    assert told(before, after) == [f"L’unité « Bâtiments » porte désormais la mention « {said[0]} »."]


@pytest.mark.parametrize(
    "said",
    [
        ("Poste vacant",) * 3 + ("",) * 3,
        ("Responsable",) * 4 + ("Directrice",) * 2,
        tuple(f"03 80 74 51 {n}1" for n in range(6)),
        ("Hôtel de ville",) * 3 + ("Annexe",) * 3,
        ("3 ETP", "2 ETP", "3 ETP", "3 ETP", "2 ETP", "3 ETP"),
    ],
)
def test_posts_sites_telephones_and_counts_below_names_say_nothing_of_whose_a_unit_is(said: Sequence[str]) -> None:
    """3.27: only words that say who has a unit, or shares it, do so in a line of its box."""
    assert not any(labels(sheet(with_labels(said), "third")).values())


def test_what_ends_titles_is_no_label() -> None:
    """3.27: « Archives de la / Ville », « Relations avec la / Métropole »: set as the line above, or after a title left open."""

    def draw(canvas: Canvas) -> None:
        ends = [("Police", "Ville"), ("Archives de la", "Ville"), ("Relations avec la", "Métropole"), ("Bois", "Métropole")]
        for n, (first, last) in enumerate(ends):
            canvas.rect(20 + 140 * n, 600, 130, 50)
            for row, said in enumerate([first, last, [*HEADS.values()][n]]):
                canvas.setFont("Helvetica-Bold" if row < 2 else "Helvetica", 8)
                canvas.drawCentredString(85 + 140 * n, 636 - 13 * row, said)

    found = read(drawn(draw), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None
    titles = {unit.title: unit.category for unit in found.orgchart.units}
    assert titles == {
        "Police Ville": None,
        "Archives de la Ville": None,
        "Relations avec la Métropole": None,
        "Bois Métropole": None,
    }


def test_bodies_that_several_boxes_list_are_no_labels_of_theirs() -> None:
    """3.27: « Ville », « Métropole » in the box of each theme are whom it works with."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for n, theme in enumerate(["Culture", "Mobilités", "Déchets"]):
            canvas.rect(20 + 190 * n, 600, 170, 80)
            for row, said in enumerate([theme, [*HEADS.values()][n], "Ville", "Métropole"]):
                canvas.drawString(30 + 190 * n, 666 - 14 * row, said)

    found = read(drawn(draw), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None
    assert not any(unit.category for unit in found.orgchart.units)


LEGEND = {"V": "Services de la Ville", "C": "Services communs"}
Look = Literal["fill", "dot", "half", "dashed", "letter", "suffix", "pill"]


def by_legend(
    said: str, look: Look, legend: Mapping[str, str] = LEGEND, foot: str | None = None, discs: str = ""
) -> DocumentContent:
    """Six services in a row under one head, each a letter of *said*, which its box shows by its *look*; below them the *legend*.

    *foot*: what stands there instead; *discs*: letters in discs at the boxes, « . » for none.
    """

    def shown(canvas: Canvas, sign: str, x: float, y: float, wide: float, high: float) -> None:
        canvas.setFillColorRGB(*((0.8, 0.9, 1.0) if sign == "V" else (0.7, 0.9, 0.6)) if look == "fill" else (1, 1, 1))
        canvas.setDash([3, 2] if look == "dashed" and sign == "C" else [])
        canvas.rect(x, y, wide, high, fill=1)
        canvas.setDash([])

    def marked(canvas: Canvas, sign: str, x: float, y: float) -> None:
        canvas.setFillColorRGB(*((0.1, 0.2, 0.8) if sign == "V" or look == "half" else (0.1, 0.6, 0.1)))
        canvas.circle(x, y, 5, fill=1, stroke=0)
        if look == "half" and sign == "C":
            canvas.setFillColorRGB(0.1, 0.6, 0.1)
            canvas.wedge(x - 5, y - 5, x + 5, y + 5, -90, 180, fill=1, stroke=0)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 6)
        if look == "letter" or discs:
            canvas.drawCentredString(x, y - 2, sign)
        canvas.setFillGray(0)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 8)
        canvas.rect(330, 500, 180, 34)
        canvas.drawCentredString(420, 521, "Direction générale")
        for n, (sign, title) in enumerate(zip(said, HEADS, strict=False)):
            x = 20 + 135 * n
            canvas.lines([(420, 500, 420, 480), (420, 480, x + 60, 480), (x + 60, 480, x + 60, 440)])
            shown(canvas, sign, x, 400, 120, 40)
            if look in ("dot", "half", "letter") and (look != "letter" or sign in legend):
                marked(canvas, sign, x + 112, 432)
            if discs[n : n + 1].strip("."):
                marked(canvas, discs[n], x + 112, 432)
            if look == "pill" and sign in legend:  # behind the title
                canvas.roundRect(x + 96, 422, 16, 9, 4)
                canvas.setFont("Helvetica", 6)
                canvas.drawCentredString(x + 104, 424.5, legend[sign][:1].upper() + sign)
            canvas.setFillGray(0)
            for row, line in enumerate(
                [f"{title} ({sign})" if look == "suffix" and any(sign in said for said in legend) else title, HEADS[title]]
            ):
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8)
                canvas.drawCentredString(x + 56, 424 - 12 * row, line)
        if look == "half":  # a legend in a frame
            canvas.rect(590, 270, 200, 50)
        for row, (sign, words) in enumerate(legend.items()):
            if look in ("fill", "dashed"):
                shown(canvas, sign, 600, 300 - 20 * row, 14, 10)
            elif look in ("dot", "half"):
                marked(canvas, sign, 607, 305 - 20 * row)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica", 8)
            if look in ("fill", "dashed", "dot", "half"):
                canvas.drawString(620, 302 - 20 * row, words)
        if foot is not None:
            for row, line in enumerate(foot.split("\n")):
                canvas.drawString(500, 300 - 12 * row, line)
        elif look in ("letter", "suffix", "pill"):
            canvas.drawString(
                500,
                300,
                " – ".join(f"{words[:1].upper() if look == 'pill' else ''}{sign} : {words}" for sign, words in legend.items()),
            )

    found = read(drawn(draw, size=(842, 595)), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None
    return found


@pytest.mark.parametrize("look", ["fill", "dot", "half", "dashed", "letter", "suffix"])
def test_a_legend_says_whose_the_units_are_that_look_like_its_samples(look: Look) -> None:
    """13.1, 5.5: what says it is no part of a title; two services exchanged are told of both, in the words of the legend."""
    before, after = by_legend("CCVVVC", look), by_legend("CVCVVC", look)
    words = {sign: f"{sign} – {said}" if look in ("letter", "suffix") else said for sign, said in LEGEND.items()}
    assert [unit.category for unit in before.orgchart.units][1:] == [words[sign] for sign in "CCVVVC"] if before.orgchart else 0
    own, shared = LEGEND["V"], LEGEND["C"]
    assert told(before, after) == [
        f"L’unité « Ressources humaines » passe de « {shared} » à « {own} ».",
        f"L’unité « Achats » passe de « {own} » à « {shared} ».",
    ]


@pytest.mark.parametrize(("look", "sign"), [("letter", "C"), ("suffix", "C"), ("pill", "SC")])
def test_one_sign_that_a_line_explains_says_which_services_are_shared(look: Look, sign: str) -> None:
    """13.1, 5.5: « C : service commun » at the foot; no head is lost to a pill; another line explains discs alone."""
    legend = {"C": "service commun"}
    before, after = by_legend("CC.C..", look, legend), by_legend("C.CC..", look, legend)
    assert before.orgchart is not None
    assert [unit.category for unit in before.orgchart.units][1:] == [
        f"{sign} – service commun" if at == "C" else None for at in "CC.C.."
    ]
    assert [unit.people[0].name for unit in before.orgchart.units[1:]] == [*HEADS.values()][:6]
    assert told(before, after) == [
        "L’unité « Ressources humaines » ne porte plus la mention « service commun ».",
        "L’unité « Achats » porte désormais la mention « service commun ».",
    ]
    other = by_legend("CC.C..", look, {"C": "sur concours"}).orgchart
    assert other is not None and any(unit.category for unit in other.units) == (look == "letter")


@pytest.mark.parametrize(
    ("sign", "line", "label"),
    [
        ("I", "I : par intérim", "par intérim"),
        ("2", "2 : deuxième étage", "deuxième étage"),
        ("*", "* postes mutualisés", "postes mutualisés"),
        ("M", "Les services marqués M sont communs.", "M"),
        ("M", "", "M"),
    ],
)
def test_what_discs_mark_is_said_of_their_units_whatever_it_means(sign: str, line: str, label: str) -> None:
    """13.1, 3.12: a sign in several discs that goes to another box is no file saved anew; one that comes, or goes, is told once."""
    legend, said = {sign: ""}, f"{sign}.{sign}{sign}.{sign}"
    before, after = by_legend(said, "letter", legend, line), by_legend(said[1:] + ".", "letter", legend, line)
    other = by_legend(said.replace(".", sign, 1), "letter", legend, line)
    assert told(before, after) == [
        f"L’unité « Finances », l’unité « Voirie » et l’unité « Eau » ne portent plus la mention « {label} ».",
        f"L’unité « Ressources humaines » et l’unité « Bâtiments » portent désormais la mention « {label} ».",
    ]
    assert told(before, other) == [f"L’unité « Ressources humaines » porte désormais la mention « {label} »."]
    assert told(other, before) == [f"L’unité « Ressources humaines » ne porte plus la mention « {label} »."]


@pytest.mark.parametrize("line", ["* 03 80 11 22 33", "* Voir le détail de chaque direction en page 2", "* Achats\n* Voirie"])
def test_a_pictogram_beside_what_is_no_meaning_marks_nothing(line: str) -> None:
    """13.1: a telephone, where to read on, and what bullets begin, explain no sign."""
    chart = by_legend("*.**.*", "letter", {"*": ""}, line).orgchart
    assert chart and not any(unit.category for unit in chart.units)


def test_letters_for_portraits_mark_nothing() -> None:
    """13.1: half of them begin a name or a title at their boxes; another head is told with no label."""
    said = "".join(name[0] for name in [*HEADS.values()][:6]).replace("H", "L")
    chart = by_legend(said, "letter", dict.fromkeys(said, ""), "").orgchart
    assert chart and not any(unit.category for unit in chart.units)


def test_a_legend_of_who_has_units_goes_before_signs_of_anything_else() -> None:
    """13.1: fills that a legend explains, and an « M » in discs that means nothing: a unit keeps « Services communs »."""
    chart = by_legend("CCVVVC", "fill", discs="M.M.MM").orgchart
    assert chart and [unit.category for unit in chart.units][1:] == [LEGEND[sign] for sign in "CCVVVC"]


@pytest.mark.parametrize("said", ["ABDEFG", "123456", "ABCABC"])
def test_signs_of_which_each_is_in_one_disc_mark_nothing(said: str) -> None:
    """13.1: initials, numbers of an order: only what comes again in discs of one colour is a label."""
    chart = by_legend(said, "letter", dict.fromkeys(said, ""), "").orgchart
    assert chart and any(unit.category for unit in chart.units) == (len({*said}) < len(said))


@pytest.mark.parametrize("look", ["fill", "dot", "dashed", "suffix"])
def test_a_legend_of_other_things_gives_no_categories(look: Look) -> None:
    """13.1: what a colour says of posts or levels is for the eye: a box in another one is told as such (3.12)."""
    read_so = by_legend("CCVVVC", look, {"V": "Poste vacant", "C": "Recrutement en cours"})
    assert read_so.orgchart and not any(unit.category for unit in read_so.orgchart.units)


def test_samples_that_look_the_same_say_nothing() -> None:
    """13.1: two entries of a legend drawn alike: whose a unit is, nobody knows."""
    read_so = by_legend("VVVVVV", "dashed", {"V": "Services de la Ville", "M": "Services de la Métropole"})
    assert read_so.orgchart and not any(unit.category for unit in read_so.orgchart.units)


def test_another_word_for_a_category_is_told_once() -> None:
    """5.5: the legend calls all shared services otherwise; one of two that alone changes hands is told of its unit."""
    renamed = {**LEGEND, "C": "Services mutualisés"}
    before, after = by_legend("CCVVVC", "fill"), by_legend("CCVVVC", "fill", renamed)
    edits = compare_contents("orgchart", before, after).edits
    assert [(e.op, e.before, e.after, e.facts.get("unit")) for e in edits] == [
        ("replace", "Services communs", "Services mutualisés", None)
    ]
    assert told(before, after) == ["L’organigramme écrit désormais « Services mutualisés » au lieu de « Services communs »."]
    assert told(before, after, "en") == ["The org chart now says “Services mutualisés” instead of “Services communs”."]
    assert told(by_legend("CVVVVV", "fill"), by_legend("VCVVVV", "fill")) == [
        "L’unité « Finances » passe de « Services communs » à « Services de la Ville ».",
        "L’unité « Ressources humaines » passe de « Services de la Ville » à « Services communs ».",
    ]


def labelled(*own: str | None) -> DocumentContent:
    """Units of such categories, with a legend or heads of columns that print each once."""
    title, *titles = "Direction", *HEADS
    units = [Unit(id="u0", title=title, people=(), parent=None, confidence_parent=1, page=1, bbox=(0, 0, 90, 8))]
    units += [
        replace(units[0], id=f"u{n}", title=name, parent="u0", bbox=(0, 10 * n, 90, 10 * n + 8), category=label)
        for n, (name, label) in enumerate(zip(titles, own, strict=False), 1)
    ]
    chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=tuple(units))
    words = [*(unit.title for unit in units), "Ville", "Métropole"]
    text = tuple(Block(kind="paragraph", text=word) for word in words)
    return DocumentContent(sha256=str(own), size=1, media_type="application/pdf", text=text, geometry=None, pages=1, orgchart=chart)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (("C – Commun", "V – Ville", "Ville"), ("Commun", "V – Ville", "Ville"), []),  # another sign for the same words
        (("Ville (●) + Métropole (○)", "Ville"), ("Ville (●) + Métropole (●)", "Ville"), ["Finances"]),  # signs say what is so
        (("Ville", "Ville", None), ("Ville", "Ville", "Métropole"), ["Achats"]),  # the first under its column
    ],
)
def test_labels_are_told_by_what_they_say(before: Sequence[str | None], after: Sequence[str | None], said: Sequence[str]) -> None:
    """5.5: what differs by a sign that stands for the words is none; a mark that is another one is, and so is a column's first."""
    edits = compare_contents("orgchart", labelled(*before), labelled(*after)).edits
    assert [edit.facts.get("unit") for edit in edits] == said
    back = compare_contents("orgchart", labelled(*after), labelled(*before)).edits
    assert [edit.facts.get("unit") for edit in back] == said


def test_a_colour_that_says_whose_a_unit_is_says_nothing_of_its_rank() -> None:
    """13.1: of a stack in two colours that a legend explains so, no box heads the one below it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(330, 500, 180, 24)
        canvas.drawCentredString(420, 509, "Pôle ressources")
        canvas.line(420, 500, 420, 480)
        for row, (title, shared) in enumerate(zip([*HEADS][:4], (False, True, True, False), strict=True)):
            canvas.setFillColorRGB(*((0.7, 0.9, 0.6) if shared else (0.8, 0.9, 1.0)))
            canvas.rect(340, 456 - 24 * row, 160, 24, fill=1)
            canvas.setFillGray(0)
            canvas.drawCentredString(420, 465 - 24 * row, title)
        for row, (words, colour) in enumerate([("Ville", (0.8, 0.9, 1.0)), ("Service commun", (0.7, 0.9, 0.6))]):
            canvas.setFillColorRGB(*colour)
            canvas.rect(600, 300 - 20 * row, 14, 10, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(620, 302 - 20 * row, words)

    found = read(drawn(draw, size=(842, 595)), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None
    first, *rest = found.orgchart.units
    assert [unit.category for unit in rest] == ["Ville", "Service commun", "Service commun", "Ville"]
    assert {unit.parent for unit in rest} == {first.id}


def by_column(values: Sequence[str], heading: str = "Employeur") -> DocumentContent:
    """A table of six services with who heads them, the last column with *values*."""

    def draw(canvas: Canvas) -> None:
        rows = [("Service", "Responsable", heading), *zip(HEADS, HEADS.values(), values, strict=False)]
        for n, row in enumerate(rows):
            canvas.setFont("Helvetica" if n else "Helvetica-Bold", 9)
            for x, text in zip((60, 220, 380), row, strict=True):
                canvas.rect(x, 700 - 20 * n, 160, 20)
                canvas.drawString(x + 5, 706 - 20 * n, text)

    found = read(drawn(draw), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None
    return found


@pytest.mark.parametrize("heading", ["Employeur", "Träger", "Statut"])
def test_the_column_of_a_table_says_whose_the_service_of_each_row_is(heading: str) -> None:
    """5.5: two services that changed hands are told by name, whatever the column is called."""
    before, after = by_column(LABELS, heading), by_column(("COMMUN", "VILLE", "COMMUN", *LABELS[3:]), heading)
    assert before.orgchart and [unit.category for unit in before.orgchart.units] == [*LABELS]
    assert told(before, after) == [
        "L’unité « Ressources humaines » passe de « COMMUN » à « VILLE ».",
        "L’unité « Achats » passe de « VILLE » à « COMMUN ».",
    ]


@pytest.mark.parametrize("values", [("Hôtel de ville", "Annexe") * 3, ("3 ETP", "2 ETP") * 3, ("", "", "", "Ville", "Ville", "")])
def test_a_column_of_sites_counts_or_few_bodies_says_nothing_of_whose_services_are(values: Sequence[str]) -> None:
    """13.1: most rows have one of the words that say so, and three at least."""
    chart = by_column(values, "Observations").orgchart
    assert chart and not any(unit.category for unit in chart.units)


def test_a_sign_behind_titles_is_explained_by_a_line_in_brackets_alone() -> None:
    """5.5: « (C) : service commun » at the foot; two services exchange it, and no word of the sheet is another one."""
    before, after = (by_legend(said, "suffix", {"(C)": "service commun"}) for said in ("CCVVVC", "CVCVVC"))
    assert before.orgchart and [unit.title for unit in before.orgchart.units][1:] == [*HEADS][:6]
    assert told(before, after) == [
        "L’unité « Ressources humaines » ne porte plus la mention « service commun ».",
        "L’unité « Achats » porte désormais la mention « service commun ».",
    ]


def test_a_unit_of_several_that_are_one_now_says_its_new_label_too() -> None:
    """5.5: beside a merger the label was in the sentence's edits and in none of its words."""
    at = {"page": 1, "bbox": [0.0, 0.0, 90.0, 8.0], "path": ["Direction"], "ids": ["u1", "u1"]}
    whole = Edit(op="unit_renamed", before="Achats", after="Achats et paie", facts={**at, "merged": ["Achats", "Paie"]})
    part = Edit(op="unit_removed", facts={**at, "unit": "Paie", "ids": ["u2", None], "merged_into": "Achats et paie"})
    label = Edit(
        op="replace", before="Ville", after="Commun", facts={**at, "field": "text", "unit": "Achats et paie", "category": True}
    )
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=(whole, part, label))
    (one,) = statements(change, "fr")
    assert one.edits == (0, 1, 2) and "passe de « Ville » à « Commun »" in one.text.replace("\u00a0", " ").replace("\u202f", " ")
