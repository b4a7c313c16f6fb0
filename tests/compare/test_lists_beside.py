"""Lists that stand level beside each other in a PDF are lists, though they were read as rows (DESIGN 3.12)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.model import Block, Change, DocumentContent, DocumentKind
from monitor.report.lines import change_lines, plain

SERVICES = ["Nos services", "Finances", "Achats", "Voirie", "Paie", "Sports", "Culture"]
ELECTED = ["Vos élus", "Marie Roy", "Luc Petit", "Inès Morel", "Hugo Blanc", "Rose Noir", "Ali Benz"]
TOWNS = ["Les communes", "Brémur", "Talant", "Ahuy", "Daix", "Lans", "Fénay"]


def sheet(*lists: Sequence[str], joined: bool = False) -> DocumentContent:
    """*lists* as rows, as far as two are as long, and the rest of the longest below; *joined*: one after the other, in lines."""
    blocks = [Block("heading", "La ville de Valmont")]
    rows = [row for row in zip_longest(*lists, fillvalue="") if sum(map(bool, row)) > 1]
    if joined:
        blocks += [Block("paragraph", text) for own in lists for text in (own[0], " ".join(own[1:]))]
    else:
        blocks += [Block("table_row", "\t".join(row)) for row in rows]
        blocks += [Block("paragraph", " ".join(own[len(rows) :])) for own in lists if len(own) > len(rows)]
    text = tuple(blocks)
    return DocumentContent(sha256=str(hash(text)), size=1, media_type="application/pdf", text=text, geometry=str(text))


def told(old: DocumentContent, new: DocumentContent, kind: DocumentKind = "file") -> list[str]:
    edits = compare_contents(kind, old, new).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    return [plain(line).replace("\u00a0", " ") for line in change_lines(change, "fr")]


def without(entries: Sequence[str], *gone: str) -> list[str]:
    return [entry for entry in entries if entry not in gone]


def with_one(entries: Sequence[str], place: int, entry: str) -> list[str]:
    return [*entries[:place], entry, *entries[place:]]


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((SERVICES, ELECTED), (with_one(SERVICES, 2, "Tourisme"), ELECTED), ["Tourisme"]),
        ((SERVICES, ELECTED), (SERVICES, without(ELECTED, "Marie Roy")), ["Marie Roy"]),
        ((SERVICES, without(ELECTED, "Ali Benz")), (with_one(SERVICES, 1, "Eau"), without(ELECTED, "Ali Benz")), ["Eau"]),
        ((SERVICES, ELECTED, TOWNS), (SERVICES, ELECTED, without(TOWNS, "Talant")), ["Talant"]),
        ((SERVICES, ELECTED[:5], TOWNS[:6]), (SERVICES, ELECTED[:5], with_one(TOWNS[:6], 1, "Magny")), ["Magny"]),
    ],
)
def test_an_entry_that_comes_or_goes_is_told_alone(
    before: Sequence[list[str]], after: Sequence[list[str]], said: list[str], turned: bool, joined: bool
) -> None:
    """It was « « Achats » passe d’Inès Morel à Luc Petit » and so on, of all that stood below."""
    old, new = sheet(*before, joined=joined and turned), sheet(*after, joined=joined and not turned)
    for kind in ("file", "orgchart") if not joined else ("file",):
        assert told(*((new, old) if turned else (old, new)), kind) == said


STAFF = (["Service", *SERVICES[1:]], ["Responsable", *ELECTED[1:]])
POSTS = ["Fonction", "Maire", "1er adjoint", "2e adjoint", "3e adjoint", "4e adjoint", "5e adjoint"]
GONE = without(ELECTED[1:], "Marie Roy")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(STAFF, (STAFF[0], ["Responsable", *GONE]), "Finances : [Marie Roy → Luc Petit]", id="heads of rows"),
        pytest.param((POSTS, ELECTED), (POSTS, [ELECTED[0], *GONE]), "Maire : [Marie Roy → Luc Petit]", id="posts"),
        pytest.param(
            (SERVICES, ELECTED, ["Employeur", *["Ville", "Métropole"] * 3]),
            (SERVICES, [ELECTED[0], *GONE], ["Employeur", *["Ville", "Métropole"] * 3]),
            "Finances : [Marie Roy → Luc Petit]",
            id="a few texts that come again",
        ),
        pytest.param(
            (SERVICES, ELECTED[:6]), (SERVICES, [*ELECTED[:5], "Zoé Zola", "Rose Noir"]), "Rose Noir", id="one takes a vacant post"
        ),
    ],
)
def test_rows_stay_rows(before: Sequence[list[str]], after: Sequence[list[str]], said: str) -> None:
    """Where all move up by one, of posts or in a table that says so, who has which is what changed."""
    found = told(sheet(*before), sheet(*after))
    assert len(found) > 1 and any(said in line for line in found)


COUNTED = [
    ["Janvier", "Février", "Mars", "Avril", "Mai", "Juin"],
    [f"Semaine {n}" for n in range(8, 14)],
    [f"Bureau {n} B" for n in range(101, 107)],
    ["CP", "CE1", "CE2", "CM1", "CM2", "ULIS"],
    [f"Commission {name}" for name in ("sports", "culture", "travaux", "écoles", "eau", "finances")],
]
OTHERS = [
    ["8h–10h", "10h–12h", "12h–14h", "14h–16h", "16h–18h", "18h–20h"],
    ["Échecs", "Judo", "Poterie", "Théâtre", "Danse", "Chorale"],
]


@pytest.mark.parametrize(
    ("keys", "head", "beside"),
    [
        *((keys, *heads) for keys in COUNTED for heads in (("Tableau", "De garde"), ("Les tours", "Vos élus"))),
        *((keys, *heads) for keys in OTHERS for heads in (("Créneau", "Qui"), ("Tableau", "Vos élus"), ("Le club", "L’élu"))),
    ],
)
def test_what_is_not_called_a_list_is_rows(keys: list[str], head: str, beside: str) -> None:
    """Who is on duty when: somebody leaves, the others move up, and that is news of each; what counts on is no list at all."""
    old, new = sheet([head, *keys], [beside, *ELECTED[1:]]), sheet([head, *keys], [beside, *GONE])
    found = told(old, new)
    assert len(found) > 4 and f"{keys[0]} : [Marie Roy → Luc Petit]" in found
