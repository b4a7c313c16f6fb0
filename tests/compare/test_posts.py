"""A post that passes from one person to another, and names of a list that only stand in each other's place (DESIGN 3.25)."""

from __future__ import annotations

import re

import pytest

from monitor.compare.people import Succession, is_same_post, succession
from monitor.compare.sections import compare_sections
from monitor.compare.text import exchanges
from monitor.erasure.withheld import Withheld
from monitor.model import Block, BlockKind, Change, Language, Section
from monitor.report.lines import change_lines, plain
from monitor.report.words import summary


def change(old: list[str], new: list[str], kind: BlockKind = "list_item") -> Change:
    before, after = (
        Section(item="s", heading=None, blocks=tuple(Block(kind, text) for text in texts), found_by="css") for texts in (old, new)
    )
    found = compare_sections(before, after)
    assert found is not None
    return found


def said(old: list[str], new: list[str], language: Language = "fr", kind: BlockKind = "list_item") -> list[str]:
    lines = change_lines(change(old, new, kind), language)
    return [re.sub(r"[\u00a0\u202f]", " ", plain(line)) for line in lines]


@pytest.mark.parametrize(
    ("old", "new", "french", "english"),
    [
        pytest.param(
            "Mme Anne Durand, adjointe aux finances",
            "M. Jean Vidal, adjoint aux finances",
            "« adjoint aux finances » passe de Mme Anne Durand à M. Jean Vidal",
            "“adjoint aux finances” passes from Mme Anne Durand to M. Jean Vidal",
            id="the name first, the function in the other gender",
        ),
        pytest.param(
            "Finances\tIsaac Durand",
            "Finances\tM. Paul Martin",
            "« Finances » passe d’Isaac Durand à M. Paul Martin",
            "“Finances” passes from Isaac Durand to M. Paul Martin",
            id="a row of two cells; de before a vowel",
        ),
        pytest.param(
            "Pôle Solidarités : Mme Anne Durand (LC)",
            "Pôle Solidarités : M. Paul Martin (LC)",
            "« Pôle Solidarités » passe de Mme Anne Durand à M. Paul Martin",
            "“Pôle Solidarités” passes from Mme Anne Durand to M. Paul Martin",
            id="a label that looks like a name",
        ),
    ],
)
def test_a_post_passes_from_one_to_another(old: str, new: str, french: str, english: str) -> None:
    """3.25"""
    assert said([old], [new]) == [french]
    assert said([old], [new], "en") == [english]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Adresse : Place Royale", "Adresse : Rue Haute"),
        ("Lieu : Salle Pierre Mendès", "Lieu : Gymnase Jean Moulin"),
        ("M. Paul Martin, conseiller municipal", "M. Jean Vidal, conseiller municipal"),
        ("Mme Anne Durand, adjointe aux finances", "Mme Anne Durand-Petit, adjointe aux finances"),
        ("Mme Anne Durand, adjointe aux finances", "M. Jean Vidal, adjoint aux finances et au budget"),
        ("Sports : Mme Anne Durand (LC)", "Sports : M. Paul Martin (PS)"),
        ("Mme Anne Durand préside le comité.", "M. Paul Martin préside le comité."),
    ],
)
def test_what_may_be_anything_else_is_no_succession(old: str, new: str) -> None:
    """3.25: no person for sure, no post of one's own, the same person, something else that differs too."""
    assert succession(old, new) is None


@pytest.mark.parametrize(
    "label",
    [
        "Next surgery",
        "On leave",
        "Prochaine permanence",
        "En congé",
        "Nächste Sprechstunde",
        "Dernière présidence",
        "In Urlaub",
        "De garde",
    ],
)
def test_a_turn_or_a_state_is_no_post_that_passes(label: str) -> None:
    """3.25: who comes next took nobody's place; the line is told as it was edited. A post may say what it is in charge of."""
    names = ("M. Paul Martin", "Mme Anne Durand")
    (line,) = said([f"{label}: {names[0]}"], [f"{label}: {names[1]}"])
    assert line.startswith(f"{label}: [") and all(name in line for name in names)
    assert [
        succession(*(f"{name}, {label.lower()}" for name in names)),
        succession(*(f"En charge des eaux : {n}" for n in names)),
    ] == [
        None,
        Succession(post="En charge des eaux", before=names[0], after=names[1]),
    ]


@pytest.mark.parametrize(
    "label",
    ["Absent", "Absents excusés", "Élus absents ou excusés", "Présente", "Représentés", "Entschuldigt", "Ausentes", "Apologies",
     "Photo", "Crédit photo", "Photos"],
)  # fmt: skip
def test_who_sat_or_took_the_picture_holds_no_post(label: str) -> None:
    """3.25: « Absent » passed from one member to another; the line is told as it was edited, beside its label and below it."""
    names = ("M. Paul Martin", "Mme Anne Durand")
    (line,) = said([f"{label} : {names[0]}"], [f"{label} : {names[1]}"])
    assert line.startswith(f"{label} : [")
    kinds: tuple[BlockKind, ...] = ("heading", "paragraph", "heading", "paragraph")
    under = [
        Section(item="s", heading=None, found_by="css", blocks=tuple(map(Block, kinds, (label, name, "Budget", "M. Luc Roche"))))
        for name in names
    ]
    found = compare_sections(under[0], under[1])
    assert found is not None and not any("holders" in edit.facts for edit in found.edits)


@pytest.mark.parametrize("label", ["Photographe", "Présidente", "Représentante du personnel", "Image de la ville", "Eau"])
def test_a_post_that_only_begins_so_passes(label: str) -> None:
    """3.25."""
    names = ("M. Paul Martin", "Mme Anne Durand")
    assert said([f"{label} : {names[0]}"], [f"{label} : {names[1]}"]) == [f"« {label} » passe de {names[0]} à {names[1]}"]


def test_in_a_list_by_names_a_post_that_passes_is_said_once() -> None:
    """3.25: its line stands elsewhere because of the name; 5.13 holds by `at`."""
    old = ["M. Paul Aubert, adjoint aux écoles", "Mme Anne Durand, adjointe aux finances", "M. Jean Vidal, adjoint aux sports"]
    new = [old[0], old[2], "Mme Zoé Petit, adjointe aux finances"]
    (edit,) = change(old, new).edits
    assert (edit.op, edit.facts["at"]) == ("replace", [[1, 2], [2, 3]])
    assert said(old, new) == ["« adjointe aux finances » passe de Mme Anne Durand à Mme Zoé Petit"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param(
            "Membres de la commission : Mme Anne Durand, M. Paul Martin, M. Luc Roche et Mme Zoé Petit.",
            "Membres de la commission : Mme Anne Durand, M. Jean Vidal, M. Luc Roche et Mme Zoé Petit.",
            "Membres de la commission : Mme Anne Durand, M. [−Paul Martin] [+Jean Vidal], M. Luc Roche et Mme Zoé Petit.",
            id="one of many",
        ),
        pytest.param(
            "Bureau : Anne Durand (présidente), Paul Martin (trésorier), Luc Roche.",
            "Bureau : Anne Durand (présidente), Jean Vidal (trésorier), Luc Roche.",
            "Bureau : Anne Durand (présidente), [Paul Martin → Jean Vidal] (trésorier), Luc Roche.",
            id="the function behind the name",
        ),
        pytest.param(
            "Présidente : Mme Anne Durand ; membres : M. Paul Martin, M. Luc Roche",
            "Présidente : Mme Inès Vidal ; membres : M. Paul Martin, M. Luc Roche",
            "Présidente : Mme [Anne Durand → Inès Vidal] ; membres : M. Paul Martin, M. Luc Roche",
            id="alone behind a label",
        ),
        pytest.param(
            "Bureau : Anne Durand, Paul Martin, Luc Roche.",
            "Bureau : Anne Durand, Paul Morin, Luc Roche.",
            "Bureau : Anne Durand, Paul [Martin → Morin], Luc Roche.",
            id="a part of a name",
        ),
    ],
)
def test_within_a_paragraph_one_becomes_the_other_only_in_one_post(old: str, new: str, line: str) -> None:
    """3.25: « A → B » is said only of one post."""
    assert said([old], [new], kind="paragraph") == [line]


CARDS = ("Police", "M. Jean Arbogast", "Sport", "Mme Lise Moser", "Paie", "M. Guy Roth")


def test_two_heads_who_exchange_their_posts_are_one_sentence_a_post() -> None:
    """3.25: under a heading each, in lines of one paragraph, in a table: nobody « moved »."""
    exchange = [("Police", "M. Jean Arbogast", "Mme Lise Moser"), ("Sport", "Mme Lise Moser", "M. Jean Arbogast")]
    after = ("Police", "Mme Lise Moser", "Sport", "M. Jean Arbogast", "Paie", "M. Guy Roth")
    found = change([*CARDS], [*after])
    assert [(e.op, e.facts["post"], *e.facts["holders"]) for e in found.edits] == [("replace", *one) for one in exchange]
    found = change(["\n".join(CARDS)], ["\n".join(after)])
    assert [(p["row"], p["before"], p["after"]) for e in found.edits for p in e.facts["parts"]] == exchange
    rows = [[f"{a}\t{b}" for a, b in ((lines[0].replace("Police", "Eau"), lines[1]), lines[2:4])] for lines in (CARDS, after)]
    found = change(rows[0], rows[1])
    assert [e.facts["post"] for e in found.edits] == ["Eau", "Sport"]


@pytest.mark.parametrize(
    ("lines", "gone", "come", "post"),
    [
        pytest.param([*CARDS], "M. Jean Arbogast", "Mme Ida Wolf", "Police", id="below the post"),
        pytest.param(
            ["Niamh Walsh", "Head of Housing", "Cian Doyle", "Head of Roads"],
            "Cian Doyle",
            "Orla Nolan",
            "Head of Roads",
            id="over it",
        ),
        pytest.param(["Responsable du port :", "M. Le Goff"], "M. Le Goff", "Mme Riou", "Responsable du port", id="behind a colon"),
        pytest.param(["Bureau", "M. Guy Roth", "Mme Lise Moser"], "M. Guy Roth", "M. Luc Petit", None, id="one of a list"),
        pytest.param(["Conseillers municipaux", "M. Guy Roth"], "M. Guy Roth", "M. Luc Petit", None, id="one of many"),
        pytest.param(["Elle est dirigée depuis peu.", "M. Guy Roth"], "M. Guy Roth", "M. Luc Petit", None, id="below a sentence"),
    ],
)
def test_a_new_holder_is_told_with_the_post_of_the_card(lines: list[str], gone: str, come: str, post: str | None) -> None:
    """3.25: where the card says one, and of a post of one's own."""
    edits = change(lines, [come if line == gone else line for line in lines]).edits
    assert [(e.facts.get("post"), e.facts.get("holders")) for e in edits if "post" in e.facts] == (
        [(post, [gone, come])] if post else []
    )


def test_cards_in_another_order_exchange_nothing() -> None:
    """3.25: a name that moved with its heading still holds that post."""
    found = change([*CARDS], [*CARDS[2:4], *CARDS[:2], *CARDS[4:]])
    assert all("holders" not in edit.facts for edit in found.edits)


BY_NAME = ["# Les services", "# Mme Lise Moser", "Sport", "# M. Paul Vix", "Eau", "# M. Luc Roth", "Bus"]


def cards(lines: list[str]) -> Section:
    blocks = (Block("heading" if line.startswith("# ") else "paragraph", line.removeprefix("# ")) for line in lines)
    return Section(item="s", heading=None, blocks=tuple(blocks), found_by="css")


@pytest.mark.parametrize("plain_names", [False, True], ids=["names as headings", "names as lines"])
def test_names_above_their_posts_that_change_places_are_told_a_sentence_a_post(plain_names: bool) -> None:
    """3.25: the name is of the post below it, where names are headings, or a heading stands over the first."""
    names = [line.removeprefix("# ") if plain_names and n else line for n, line in enumerate(BY_NAME)]
    turned = [*names[:3], names[5], names[4], names[3], names[6]]
    found = compare_sections(cards(names), cards(turned))
    assert found is not None
    assert [re.sub(r"[\u00a0\u202f]", " ", plain(line)) for line in change_lines(found, "fr")] == [
        "« Eau » passe de M. Paul Vix à M. Luc Roth",
        "« Bus » passe de M. Luc Roth à M. Paul Vix",
    ]


HALLS = ["# Salle Bourdelle", "{}", "60 € la soirée", "# Salle Auffret", "80 places", "35 € la soirée"]


@pytest.mark.parametrize("line", ["200 places", "Quartier du port"])
def test_halls_in_cards_hold_no_post(line: str) -> None:
    """3.25: a count is no post, and names that begin with one word may be of places; a person's is told all the same."""
    halls = [one.format(line) for one in HALLS]
    for turned in (["# Salle Anita-Conti", *halls[1:]], [halls[3], *halls[1:3], halls[0], *halls[4:]]):
        found = compare_sections(cards(halls), cards(turned))
        assert found is not None
        assert not any("passe" in plain(one) for one in change_lines(found, "fr"))
    found = compare_sections(cards(halls), cards([*halls[:3], "# Salle Auffret (rénovée)", *halls[4:]]))
    assert found is not None
    assert [plain(one) for one in change_lines(found, "fr")] == ["Salle Auffret [+(rénovée)]"]
    apart = ["# Espace Bourdelle", "200 places", "# Salle Auffret", "80 places"]
    found = compare_sections(cards(apart), cards([apart[2], apart[1], apart[0], apart[3]]))
    assert found is not None
    assert not any("passe" in plain(one) for one in change_lines(found, "fr"))


def test_halls_in_lines_alike_hold_no_post() -> None:
    """3.25: names that begin with one word, beside what is nobody's."""
    lines = ["Salle Bourdelle", "Quartier du port", "Salle Auffret", "Quartier haut", "Salle Maillol", "Plaine du lac"]
    found = compare_sections(cards(lines), cards([lines[2], lines[1], lines[0], *lines[3:]]))
    assert found is not None
    assert not any("passe" in plain(one) for one in change_lines(found, "fr"))


@pytest.mark.parametrize(("line", "said"), [("200 places", False), ("3 étages", False), ("1 directrice", True), ("Maire", True)])
def test_what_counts_something_is_no_post(line: str, said: bool) -> None:
    """3.25: but for who holds one."""
    assert is_same_post(line, line) is said


@pytest.mark.parametrize(
    ("line", "now", "told"),
    [
        ("Quartier haut", "Salle Auffret (rénovée)", "Salle Auffret [+(rénovée)]"),
        ("80 places", "Fermée pour travaux", "[Salle Auffret\u00a0→ Fermée pour travaux]"),
    ],
)
def test_a_hall_that_is_called_otherwise_is_not_told_with_the_line_beside_it(line: str, now: str, told: str) -> None:
    """3.25: a word more is no other name, and a count nobody's post."""
    found = compare_sections(cards(["Salle Auffret", line]), cards([now, line]))
    assert found is not None
    assert [plain(one) for one in change_lines(found, "fr")] == [told]


@pytest.mark.parametrize(
    ("labels", "names", "passes"),
    [
        (("Agence principale", "Agence annexe"), ("Dijon Lac", "Longvic Prés"), False),
        (("Secrétariat", "Accueil"), ("Dijon Centre", "Longvic Prés"), False),
        (("Agence du lac", "Agence des prés"), ("Paul Roux", "Anne Petit"), True),
        (("Secrétariat", "Accueil"), ("Paul Roux", "Anne Petit"), True),
        (("Secrétaire", "Trésorière"), ("Paul Bourg", "Anne Ville"), True),
        (("Secrétariat", "Accueil"), ("M. Paul Bourg", "Mme Anne Ville"), True),
    ],
)
def test_a_site_beside_a_label_is_nobody_whose_post_passes(labels: tuple[str, str], names: tuple[str, str], passes: bool) -> None:
    """3.25: two words in capitals are a place's, too, where its last one says so, or the label is any site's."""
    old, new = (cards([f"# {a}", labels[0], f"# {b}", labels[1]]) for a, b in (names, names[::-1]))
    found = compare_sections(old, new)
    assert found is not None
    assert any("passe d" in plain(one) for one in change_lines(found, "fr")) is passes


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            ["# Maire", "Jean Roux", "# Adjoint", "Jean Petit", "# Secrétaire", "Luc Morel"],
            ["# Maire", "Jean Petit", "# Adjoint", "Jean Roux", "# Secrétaire", "Luc Morel"],
            ["« Maire » passe de Jean Roux à Jean Petit", "« Adjoint » passe de Jean Petit à Jean Roux"],
            id="one first name",
        ),
        pytest.param(
            ["# Roche Anne", "Directrice générale", "# Roche Paul", "Directeur technique", "# Morel Luc", "Secrétaire"],
            ["# Roche Paul", "Directrice générale", "# Roche Anne", "Directeur technique", "# Morel Luc", "Secrétaire"],
            [
                "« Directrice générale » passe de Roche Anne à Roche Paul",
                "« Directeur technique » passe de Roche Paul à Roche Anne",
            ],
            id="one family name",
        ),
        pytest.param(
            ["# Ana Ruiz", "Hacienda", "# Ana Polo", "Deportes", "# Luis Gil", "Cultura"],
            ["# Ana Polo", "Hacienda", "# Ana Ruiz", "Deportes", "# Luis Gil", "Cultura"],
            ["« Hacienda » passe d’Ana Ruiz à Ana Polo", "« Deportes » passe d’Ana Polo à Ana Ruiz"],
            id="what they have charge of",
        ),
        pytest.param(
            ["# Jean Roth", "Directeur des sports"],
            ["# Jean Vix", "Directeur des sports"],
            ["« Directeur des sports » passe de Jean Roth à Jean Vix"],
            id="a successor of one first name",
        ),
        pytest.param(
            ["# 1 directrice", "Anne Roche", "# 1 secrétaire", "Luc Morel"],
            ["# 1 directrice", "Inès Caron", "# 1 secrétaire", "Luc Morel"],
            ["« 1 directrice » passe d’Anne Roche à Inès Caron"],
            id="a post that is counted",
        ),
    ],
)
def test_people_of_one_name_and_posts_that_are_counted_are_told_all_the_same(
    old: list[str], new: list[str], told: list[str]
) -> None:
    """3.25: a name that begins as another does is somebody's, where the word is of no place."""
    found = compare_sections(cards(old), cards(new))
    assert found is not None
    assert [re.sub(r"[\u00a0\u202f]", " ", plain(one)) for one in change_lines(found, "fr")] == told


def test_a_name_in_the_place_of_a_dash_is_told_with_its_post() -> None:
    """3.25: a dash says nobody, and is not the name in other words."""
    found = compare_sections(
        cards(["—", "Directrice générale", "Luc Morel", "Secrétaire"]),
        cards(["Anne Roche", "Directrice générale", "Luc Morel", "Secrétaire"]),
    )
    assert found is not None
    assert [edit.facts.get("under") for edit in found.edits] == ["Directrice générale"]


def test_a_telephone_is_none_of_the_post() -> None:
    """3.25: what is called a post is the post."""
    old, new = (f"Mme {name}, responsable des achats, 03 88 20 00 00" for name in ("Anne Roth", "Lise Metz"))
    assert said([old], [new]) == ["« responsable des achats » passe de Mme Anne Roth à Mme Lise Metz"]


def test_a_column_that_says_who_is_what_is_named() -> None:
    """3.24, 3.25: the first cell is a post only under a head that says so, or under none."""

    def row(name: str, heads: tuple[str, str]) -> Section:
        rows = (
            Block("table_row", f"Salle des fêtes\t{name}", columns=heads),
            Block("table_row", "Gymnase\tM. Luc Roth", columns=heads),
        )
        return Section(item="s", heading=None, blocks=rows, found_by="css")

    told = []
    for heads in (("Équipement", "Gardien"), ("Fonction", "Nom")):
        found = compare_sections(row("M. Jean Bour", heads), row("Mme Lise Vix", heads))
        assert found is not None
        told += [re.sub(r"[\u00a0\u202f]", " ", plain(line)) for line in change_lines(found, "fr")]
    assert told == [
        "Salle des fêtes, colonne « Gardien » : [M. Jean Bour → Mme Lise Vix]",
        "« Salle des fêtes » passe de M. Jean Bour à Mme Lise Vix",
    ]


def test_a_line_that_was_moved_and_reworded_is_quoted_as_it_reads_now() -> None:
    """3.23, 5.3: what it said before stands nowhere any more."""
    line = "L’organigramme des services de la ville est {} au public"
    old = [line.format("ouvert"), "Trois pôles.", "Quatre directions."]
    new = ["Trois pôles.", "Quatre directions.", line.format("présenté")]
    assert said(old, new, kind="paragraph") == [
        "déplacé : L’organigramme des services de la ville est présenté au public",
        "L’organigramme des services de la ville est [ouvert → présenté] au public",
    ]


def _cards(*people: tuple[str, str], form: str) -> list[str]:
    """A card of each (name, post)."""
    lines = {"below": "{0}|{1}|Ext. 20{2}", "above": "{1}|{0}, responsable|2 rue du Port"}[form]
    return ["Ouvert du lundi au jeudi.", *(line for n, who in enumerate(people) for line in lines.format(*who, n).split("|"))]


def test_a_head_in_a_list_of_units_is_not_the_next_ones() -> None:
    """3.25, 3.27: titles stand on both sides of each name, and nothing tells whose it is."""
    units = ["Direction des sports", "Cian Doyle", "Service piscines", "Service gymnases", "Niamh Walsh", "Direction des écoles"]
    before = ["Organigramme", *units, "Soazig Riou", "Mise à jour : mai"]
    after = [line.replace("Cian Doyle", "Louis Abadie") for line in before]
    assert said(before, after, kind="paragraph") == ["[Cian Doyle → Louis Abadie]"]


@pytest.mark.parametrize("form", ["below", "above"])
def test_cards_without_civilities_whose_heads_exchange_posts_say_who_holds_which(form: str) -> None:
    """3.25: whichever of the two the page exchanged, never « déplacé »; cards in another order only moved."""
    posts = ["Logement social", "Finances", "Enfance et écoles"]
    before = list(zip(["Cian Doyle", "Niamh Walsh", "Soazig Riou"], posts, strict=True))
    after = list(zip(["Niamh Walsh", "Cian Doyle", "Soazig Riou"], posts, strict=True))
    expected = ["« Logement social » passe de Cian Doyle à Niamh Walsh", "« Finances » passe de Niamh Walsh à Cian Doyle"]
    assert said(_cards(*before, form=form), _cards(*after, form=form), kind="paragraph") == expected
    reordered = said(_cards(*before, form=form), _cards(before[1], before[0], before[2], form=form), kind="paragraph")
    assert not any("passe de" in line for line in reordered)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            ["Area A", "Responsabile: Elena Ferri", "Area B", "Responsabile: arch. Lorenzo Macaluso"],
            ["Area A", "Responsabile: Elena Ferri", "Area B", "Responsabile: ing. Teresa Gallo"],
            ["Responsabile: [arch. Lorenzo Macaluso → ing. Teresa Gallo]"],
        ),
        (
            ["Vicegerente: Ana Ruiz Mora", "Vicegerente: Lourdes Iriarte Gómez", "Oficina"],
            ["Vicegerente: Ana Ruiz Mora", "Vicegerente: Lourdes Iriarte Gomis", "Oficina"],
            ["Vicegerente: Lourdes Iriarte [Gómez → Gomis]"],
        ),
        (  # one of two: its label alone says of neither that it passes
            ["Pôle A", "Directeur : M. Ugo Ferri", "Pôle B", "Directeur : Mme Ana Sol"],
            ["Pôle A", "Directeur : M. Jean Bor", "Pôle B", "Directeur : Mme Ana Sol"],
            ["Directeur : M. [Ugo Ferri → Jean Bor]"],
        ),
        (  # which of the two left is not told by their order
            ["Directeur : Paul Mora", "Directeur : Ugo Ferri"],
            ["Directeur : Teresa Gallo", "Directeur : Paul Mora"],
            ["Directeur : Teresa Gallo", "Directeur : Ugo Ferri"],
        ),
        (  # what stands above it does not stay: it may be another office's
            ["Pôle nord", "Directeur : Ugo Ferri", "Bureau 4", "Pôle est", "Directeur : Paul Mora"],
            ["Pôle sud", "Directeur : Teresa Gallo", "Bureau 4", "Pôle est", "Directeur : Paul Mora"],
            None,
        ),
    ],
)
def test_one_of_several_lines_under_one_label_is_reworded(old: list[str], new: list[str], told: list[str] | None) -> None:
    """3.25: as many stand there, and the others are as they were."""
    if told is None:
        assert not any("Ugo Ferri → Teresa Gallo" in line for line in said(old, new))
    else:
        assert said(old, new) == told


def test_a_line_within_a_block_that_stands_elsewhere_in_it_has_moved() -> None:
    """3.24, 5.3: it came and went nowhere."""
    old = ["M. Alain Petit, écoles\nM. Bruno Grand, voirie\nMme Cléo Long, finances"]
    new = ["M. Bruno Grand, voirie\nM. Alain Petit, écoles\nMme Cléo Long, finances"]
    assert said(old, new) == ["déplacé : M. Bruno Grand, voirie"]
    assert said(old, new, "en") == ["moved: M. Bruno Grand, voirie"]
    assert summary(change(old, new), "fr").replace("\u00a0", " ") == "1 ligne déplacée"
    more = [new[0].replace("finances", "culture")]
    assert said(old, more) == ["déplacé : M. Bruno Grand, voirie", "Mme Cléo Long, [finances → culture]"]


@pytest.mark.parametrize("place", ["Hôtel de la préfecture, bureau 112", "3 avenue de la Gare", "Tél. 03 29 11 42 07"])
def test_where_somebody_sits_is_no_post(place: str) -> None:
    """3.25: the post stands in the line above the name."""
    cards = ["Secrétaire général", f"M. Thibaut Rouvière\n{place}", "Directeur de cabinet", "M. Élie Sarrasin\nbureau 104"]
    new = [line.replace("Thibaut Rouvière", "Jean Calvet") for line in cards]
    assert said(cards, new, kind="paragraph") == ["« Secrétaire général » passe de M. Thibaut Rouvière à M. Jean Calvet"]
    alone = [f"M. Thibaut Rouvière\n{place}"], [f"M. Jean Calvet\n{place}"]
    assert not any("passe de" in line for line in said(*alone, kind="paragraph"))
    both = [line.replace("bureau 112", "bureau 12").replace("3 avenue", "5 avenue").replace("42 07", "42 70") for line in new]
    assert all(line.startswith("Secrétaire général : ") for line in said(cards, both, kind="paragraph"))
    assert len(said(cards, both, kind="paragraph")) in (1, 2)


def test_a_name_that_begins_with_a_particle_is_one() -> None:
    """3.25: behind a civility, « d'Aubeterre » is a name as « de Brémur » is."""
    old = ["Secrétaire générale", "Mme d'Aubeterre", "Hôtel de la préfecture, bureau 112"]
    new = ["Secrétaire générale", "M. Lemoine", "Hôtel de la préfecture, bureau 112"]
    assert said(old, new, kind="paragraph") == ["« Secrétaire générale » passe de Mme d'Aubeterre à M. Lemoine"]


LONG = "le premier mardi de chaque mois à dix-huit heures trente dans la grande salle du rez-de-chaussée"


def stacked(*cards: tuple[str, ...], kind: BlockKind = "heading") -> tuple[Block, ...]:
    """Cards of a title and lines each, as a page has them one below the other."""
    return tuple(Block(kind if n == 0 else "paragraph", line) for card in cards for n, line in enumerate(card))


def lines_of(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[str]:
    before, after = (Section(item="s", heading=None, blocks=blocks, found_by="css") for blocks in (old, new))
    found = compare_sections(before, after)
    assert found is not None
    return [re.sub(r"[\u00a0\u202f]", " ", plain(line)) for line in change_lines(found, "fr")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            stacked(("Secrétaire général", "Vacant", "Bureau 112"), ("Trésorière", "Ana Ruy")),
            stacked(("Secrétaire général", "M. Lemoine", "Bureau 112"), ("Trésorière", "Ana Ruy")),
            ["Secrétaire général : [Vacant → M. Lemoine]"],
            id="the post as a heading",
        ),
        pytest.param(
            stacked(("Secrétaire général", "M. Roux", "Bureau 112"), ("Trésorière", "Ana Ruy")),
            stacked(("Secrétaire général", "M. Roux", "Bureau 121"), ("Trésorière", "Ana Ruy")),
            ["Secrétaire général : Bureau [112 → 121]"],
            id="a room",
        ),
        pytest.param(
            stacked(("Vacant", "Directeur des eaux"), ("Ana Ruy", "Directrice des écoles"), kind="paragraph"),
            stacked(("Gareth Poole", "Directeur des eaux"), ("Ana Ruy", "Directrice des écoles"), kind="paragraph"),
            ["Directeur des eaux : [Vacant → Gareth Poole]"],
            id="the post below, no heading",
        ),
        pytest.param(
            stacked(("Le conseil", f"Il siège au bureau 112, {LONG}"), ("Salles", f"Le bureau 9 est fermé, {LONG}")),
            stacked(("Le conseil", f"Il siège au bureau 121, {LONG}"), ("Salles", f"Le bureau 9 est fermé, {LONG}")),
            ["Le conseil : Il siège au bureau [112 → 121], le premier mardi de chaque mois à dix-huit heures trente dans la …"],
            id="headings of texts",
        ),
        pytest.param(
            stacked(("Ana Ruy", "Directrice des eaux", "Vacant", "Adjoint"), ("Loïc Riou", "Secrétaire", "01 02 03 04 05")),
            stacked(("Ana Ruy", "Directrice des eaux", "Gareth Poole", "Adjoint"), ("Loïc Riou", "Secrétaire", "01 02 03 04 05")),
            ["Adjoint : [Vacant → Gareth Poole]"],
            id="a second post on the card of somebody",
        ),
        pytest.param(
            stacked(("Eaux", "Accueil : Ana Ruy", "Bureau 3", "Ouvert le lundi"), ("Voirie", "Bureau 4", "Vacant")),
            stacked(("Eaux", "Accueil : Ana Ruy", "Bureau 3", "Ouvert le lundi"), ("Voirie", "Bureau 4", "Gareth Poole")),
            ["Voirie : [Vacant → Gareth Poole]"],
            id="fewer lines on the last card",
        ),
        pytest.param(
            stacked(("Eaux", "Accueil : Ana Ruy"), ("Voirie", "Bureau 4", "Vacant")),
            stacked(("Eaux", "Accueil : Ana Ruy"), ("Voirie", "Bureau 4", "Gareth Poole")),
            ["[Vacant → Gareth Poole]"],
            id="what may stand after the last card",
        ),
    ],
)
def test_a_line_of_a_card_is_told_with_what_the_card_is_titled(
    old: tuple[Block, ...], new: tuple[Block, ...], told: list[str]
) -> None:
    """3.24, 3.25: « [Vacant → Gareth Poole] » alone says of which post only to who knows the page."""
    assert lines_of(old, new) == told


def carded(*cards: tuple[str, ...]) -> tuple[Block, ...]:
    """Cards, each below its heading; lines that begin with « - » are entries of its list."""
    return tuple(
        Block("heading", title) if not n else Block("list_item" if line[0] == "-" else "paragraph", line.lstrip("-"))
        for title, *lines in cards
        for n, line in enumerate((title, *lines))
    )


@pytest.mark.parametrize(
    ("card", "told"),
    [
        (("Eaux", "-Réseau", "-Usine", "{}"), "[Carl Dunn → Ana Ruy]"),
        (("Eaux", "Réseau et usine", "{}"), "« Eaux » passe de Carl Dunn à Ana Ruy"),
        (("Eaux", "Réseau", "Usine", "{}"), "« Eaux » passe de Carl Dunn à Ana Ruy"),
        (("Eaux", "Directrice", "{}"), "« Eaux, Directrice » passe de Carl Dunn à Ana Ruy"),
    ],
)
@pytest.mark.parametrize("beside", [(), (("Voirie", "Poste vacant"),), (("Voirie", "Bureau 4", "Loïc Riou"),)])
def test_who_has_a_card_now_has_what_it_is_titled(card: tuple[str, ...], told: str, beside: tuple[tuple[str, ...], ...]) -> None:
    """3.25: not the last of what it lists; whatever other cards hold, and alone."""
    old, new = (carded(*beside, tuple(line.format(name) for line in card)) for name in ("Carl Dunn", "Ana Ruy"))
    (line,) = lines_of(old, new)
    assert line.removeprefix("Eaux : ") == told


def test_a_name_above_its_title_in_one_box_has_no_post_of_the_card_before() -> None:
    """3.25: of a card that shows who heads the unit first, what is over the name is another card's title."""
    card = [("Loïc Riou", "Voirie"), ("{}", "Eaux"), ("Eve Holt", "Parcs")]
    old, new = (
        tuple(block for who, unit in card for block in (Block("paragraph", who.format(name), of_next=True), Block("heading", unit)))
        for name in ("Carl Dunn", "Ana Ruy")
    )
    assert lines_of(old, new) == ["« Eaux » passe de Carl Dunn à Ana Ruy"]


def test_behind_a_question_stands_no_colon() -> None:
    """3.24: « Qui paie ? : La ville. » is no French, nor English."""
    old, new = (stacked(("Qui paie ?", f"{who}."), ("Est-ce gratuit ?", "Non.")) for who in ("La ville", "La métropole"))
    assert lines_of(old, new) == ["Qui paie ? La [ville → métropole]."]


@pytest.mark.parametrize("title", ["heading", "paragraph"])
def test_lines_that_a_break_parts_are_no_name(title: BlockKind) -> None:
    """3.25: « « Pôle technique » passe de Fourrière Ponts à Fourrière Quais »; a name over its telephone is one."""
    lines, phone = "Fourrière\nPonts\n{}", "{}\n03 80 00 00 00"
    for said, of, told in (
        (lines, ("Dette", "Quais"), "Technique : [Dette → Quais]"),
        (phone, ("Carl Dunn", "Ana Ruy"), "« Technique » passe de Carl Dunn à Ana Ruy"),
    ):
        old, new = (stacked(("Technique", said.format(one)), ("Culture", said.format("Eve Holt")), kind=title) for one in of)
        assert lines_of(old, new) == [told]


@pytest.mark.parametrize("dash", ["–", "—", ":"])
def test_who_goes_to_a_new_post_leaves_the_old_one_to_somebody(dash: str) -> None:
    """3.25: « [Paie → Informatique] – Marie Roy » renamed a service. Before a name « Marie Roy – » is no label."""
    old = tuple(Block("list_item", f"{unit} {dash} {name}") for unit, name in (("Paie", "Marie Roy"), ("Voirie", "Eve Holt")))
    left = f"Paie {dash} Ana Ruy", f"Informatique {dash} Marie Roy", f"Voirie {dash} Eve Holt"
    assert lines_of(old, tuple(Block("list_item", line) for line in left)) == [
        f"Paie {dash} [Marie Roy → Ana Ruy]",
        f"Informatique {dash} Marie Roy",
    ]
    turned = [tuple(Block("list_item", f"{name} {dash} {unit}") for name in ("Marie Roy",)) for unit in ("Paie", "Informatique")]
    assert lines_of(*turned) == [f"Marie Roy {dash} [Paie → Informatique]"]


@pytest.mark.parametrize(
    "lines",
    [
        ["{}", "Usine", "Bassins", "Loïc Riou", "Marchés", "Halles", "Eve Holt", "Serres", "Bois"],
        ["Eaux", "Usine", "{}", "Voirie", "Marchés", "Loïc Riou", "Parcs", "Serres", "Eve Holt"],
    ],
)
def test_of_several_lines_between_names_none_is_known_for_a_post(lines: list[str]) -> None:
    """3.25: in boxes without titles « Usine » is what the unit does; one line between names is a post in any words."""
    assert lines_of(*(tuple(Block("paragraph", line.format(name)) for line in lines) for name in ("Carl Dunn", "Ana Ruy"))) == [
        "[Carl Dunn → Ana Ruy]"
    ]
    alone = [tuple(Block("paragraph", line) for line in (name, "Eaux", "Loïc Riou", "Voirie")) for name in ("Carl Dunn", "Ana Ruy")]
    assert lines_of(*alone) == ["« Eaux » passe de Carl Dunn à Ana Ruy"]


def test_a_name_beside_another_is_told_with_what_stands_between_them() -> None:
    """3.24, 3.25: « Ana Ruy : [Carl Dunn → …] » reads as if she were somebody else now."""
    rows = "Ana Ruy\tremplace\t{}", "Loïc Riou\tremplace\tEve Holt"
    old, new = (tuple(Block("table_row", row.format(name)) for row in rows) for name in ("Carl Dunn", "Armelle Velly"))
    assert lines_of(old, new) == ["Ana Ruy, remplace : [Carl Dunn → Armelle Velly]"]


def test_a_row_that_begins_with_a_name_is_told_by_its_post() -> None:
    """3.25: in a table whose first column is the name, another name is told of the post, whatever stands before it."""
    heads = ("Nom", "Téléphone", "Fonction")
    rows = ("Nom\tTéléphone\tFonction", "{}\t02 98 11 12 13\tadjointe aux écoles", "Loïc Riou\t02 98 11 12 14\tadjoint aux sports")
    old, new = (
        tuple(Block("table_row", row.format(name), columns=heads) for row in rows) for name in ("Haude Tanneau", "Armelle Velly")
    )
    assert lines_of(old, new) == ["adjointe aux écoles, colonne « Nom » : [Haude Tanneau → Armelle Velly]"]


def test_the_cells_of_a_row_whose_post_took_another_gender_say_of_which_row() -> None:
    """3.24, 3.25: by the post as it is written now; of another post nothing is said."""
    was = (Block("table_row", "1er adjoint, finances\tBernard Tissot\tFerrolles"),)
    here, other = ((Block("table_row", f"{post}\tÉlodie Martelet\tFerrolles"),) for post in ("1re adjointe, finances", "Le bureau"))
    assert lines_of(was, here) == ["1re adjointe, finances : [Bernard Tissot → Élodie Martelet]"]
    assert lines_of(was, other)[1:] == ["[Bernard Tissot → Élodie Martelet]"]


@pytest.mark.parametrize(("turn", "count"), [(1, "1 ligne ajoutée"), (-1, "1 ligne supprimée")])
def test_a_row_that_comes_or_goes_is_told_cell_by_cell(turn: int, count: str) -> None:
    """3.24: its cells are apart, and it is a line whatever ends in it, its names withheld or not (5.17)."""
    rows = ["Nom\tFonction", "Ana Ruy\tmaire", "Judicaël Abgrall\tconseiller délégué. Écrire"]
    old, new = (rows[:2], rows)[::turn]
    found = change(old, new, "table_row")
    assert [plain(line) for line in change_lines(found, "fr")] == ["Judicaël Abgrall · conseiller délégué. Écrire"]
    assert summary(found, "fr") == count
    hidden = Withheld(("Judicaël Abgrall",)).change(found)
    assert "Abgrall" not in str(hidden)
    assert summary(hidden, "fr") == count


def test_lines_of_a_text_are_not_searched_for_what_stands_on_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """§9: a label is short; the words of what is longer are not looked at one by one."""
    asked: list[str] = []

    def tells(word: str) -> bool:
        asked.append(word)
        return False

    monkeypatch.setattr(exchanges, "tells", tells)
    lines = [f"Paragraphe {n} : " + "la ville et ses communes " * 8 for n in range(20)]
    assert [*exchanges._under_labels(lines, exchanges._label_side(lines, exchanges.NOTHING), exchanges.NOTHING)] == [] == asked


@pytest.mark.parametrize("titles", [("Roads", "Parks"), ("Ida Moss", "Kim Orr")])
def test_lines_that_two_cards_exchange_are_told_of_each(titles: tuple[str, str]) -> None:
    """3.25: « Assistant: Jo Nash » moved says of neither card whose assistant she is now."""

    def page(*assistants: str) -> Section:
        blocks: list[Block] = []
        for title, post, name in zip(titles, ("Head of roads", "Head of parks"), assistants, strict=True):
            blocks += [Block(kind="heading", text=title), Block(kind="paragraph", text=post)]
            blocks.append(Block(kind="paragraph", text=f"Assistant: {name}"))
        return Section(item="team", heading="Team", blocks=tuple(blocks))

    found = compare_sections(page("Jo Nash", "Lou Pike"), page("Lou Pike", "Jo Nash"))
    assert found is not None
    told = [(edit.op, edit.before, edit.after, edit.facts["under"]) for edit in found.edits]
    assert told == [
        ("replace", "Assistant: Jo Nash", "Assistant: Lou Pike", titles[0]),
        ("replace", "Assistant: Lou Pike", "Assistant: Jo Nash", titles[1]),
    ]


def _cards_under_names(*people: tuple[str, str]) -> Section:
    blocks = [block for name, post in people for block in (Block("heading", name), Block("paragraph", post))]
    return Section(item="s", heading=None, blocks=tuple(blocks), found_by="css")


COUNCIL = (
    ("Mme Odette Carlier", "Maire"),
    ("M. Firmin Astier", "1er adjoint, finances"),
    ("Mme Leïla Hamon", "2e adjointe, écoles"),
    ("M. Régis Pommier", "3e adjoint, travaux"),
)


@pytest.mark.parametrize("titled", [True, False])
def test_a_post_passes_on_though_its_title_has_another_gender_now(titled: bool) -> None:
    """3.25: « 1re adjointe, finances » is the post of « 1er adjoint, finances »; « 2e adjointe, finances » is another."""

    def told(*after: tuple[str, str]) -> list[str]:
        strip = [(name if titled else re.sub(r"^(?:Mme|M\.) ", "", name), post) for name, post in (*COUNCIL, *after)]
        found = compare_sections(_cards_under_names(*strip[:4]), _cards_under_names(*strip[4:]))
        assert found is not None
        return [re.sub(r"[\u00a0\u202f]", " ", plain(line)) for line in change_lines(found, "fr")]

    old, new = ("M. Firmin Astier", "Mme Agathe Rémy") if titled else ("Firmin Astier", "Agathe Rémy")
    passed = [f"« 1re adjointe, finances » passe de {old} à {new}"]
    assert told(COUNCIL[0], ("Mme Agathe Rémy", "1re adjointe, finances"), *COUNCIL[2:]) == passed
    other = told(COUNCIL[0], ("Mme Agathe Rémy", "4e adjointe, finances"), *COUNCIL[2:])
    assert not any("passe de" in line for line in other)


def test_what_a_card_said_of_somebody_is_not_told_of_who_has_the_card_now() -> None:
    """3.23, 3.25: she never was « 3e adjoint, travaux »; of who stays it is said."""
    after = (*COUNCIL[:3], ("Mme Rose Felder", "3e adjointe, travaux et voirie"))
    found = compare_sections(_cards_under_names(*COUNCIL), _cards_under_names(*after))
    assert found is not None
    told = [re.sub(r"[\u00a0\u202f]", " ", plain(line)) for line in change_lines(found, "fr")]
    assert told == [
        "3e adjoint, travaux : M. Régis Pommier",
        "3e adjointe, travaux et voirie : Mme Rose Felder",
        "3e [adjoint → adjointe], travaux [+et voirie]",
    ]
    found = compare_sections(_cards_under_names(*COUNCIL), _cards_under_names(*COUNCIL[:3], (COUNCIL[3][0], "3e adjoint, voirie")))
    assert found is not None
    assert [plain(line).replace("\u00a0", " ") for line in change_lines(found, "fr")] == [
        "M. Régis Pommier : 3e adjoint, [travaux → voirie]"
    ]


@pytest.mark.parametrize(("was", "now"), [("secteur 1A", "secteur 1B"), ("lot 2a", "lot 2b"), ("lot 3e", "lot 3d")])
def test_a_letter_behind_a_number_may_be_another_post_s(was: str, now: str) -> None:
    """3.25: only the letters of an ordinal are none; « Chef de secteur 1B » never was who heads 1A's."""
    told = said(
        ["Maire : Mme Odette Carlier", f"Chef de {was} : M. Paul Roy"],
        ["Maire : Mme Odette Carlier", f"Chef de {now} : Mme Anne Petit"],
    )
    assert not any("passe de" in line for line in told)


@pytest.mark.parametrize(
    "posts",
    [
        ("Concejal de Aguas", "Concejala de Deportes"),
        ("Kommissarische Leitung Tiefbau", "Leitung Kasse"),
        ("Regidor d'Aigües", "Regidora d'Esports"),
        ("Acting Head of Waste", "Interim Director of Culture"),
        ("Eau", "Chargée de mission forêt"),
    ],
)
@pytest.mark.parametrize("mail", [False, True])
def test_what_stands_in_the_posts_place_of_cards_alike_is_a_post_in_whatever_words(posts: tuple[str, str], mail: bool) -> None:
    """3.25: two who changed places under posts that stay are a sentence a post, each the right one."""
    told = list[Section]()
    for names in (("Nuria Vela", "Bruno Lind"), ("Bruno Lind", "Nuria Vela")):
        lines = zip(names, posts, ("a@brackwater.example", "b@brackwater.example"), strict=True)
        told.append(cards(["# Team", *(line for card in lines for line in card[: 2 + mail])]))
    found = compare_sections(told[0], told[1])
    assert found is not None
    assert [re.sub(r"[\u00a0\u202f]", " ", plain(line)) for line in change_lines(found, "fr")] == [
        f"« {posts[0]} » passe de Nuria Vela à Bruno Lind",
        f"« {posts[1]} » passe de Bruno Lind à Nuria Vela",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["Team", "Nuria Vela", "Mayor", "Bruno Lind", "Acting Head of Culture"], id="a line on either side"),
        pytest.param(["# Team", "Nuria Vela", "Ida Holm", "Bruno Lind", "Marta Sol"], id="names alone"),
        pytest.param(["# Team", "Nuria Vela", "Ida Holm", "Bruno Lind", "Updated in May"], id="names and what ends them"),
        pytest.param(["# Team", "Nuria Vela", "Présents", "Bruno Lind", "Excusés"], id="who sat"),
    ],
)
def test_where_nobody_knows_which_line_is_the_post_none_passes(lines: list[str]) -> None:
    """3.25: a post told of the wrong one is worse than a line that moved."""
    turned = [{"Nuria Vela": "Bruno Lind", "Bruno Lind": "Nuria Vela"}.get(line, line) for line in lines]
    found = compare_sections(cards(lines), cards(turned))
    assert found is not None and not any("holders" in edit.facts for edit in found.edits)
