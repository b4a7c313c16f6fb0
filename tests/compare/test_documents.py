"""Documents of one name, before and after (DESIGN 3.9, 3.11, 3.12, 5.4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.compare.documents.of_one_name import compare_documents
from monitor.compare.revisions import digest
from monitor.model import Change, Document, DocumentContent, DocumentKind
from tests.compare.make import content, document

Summary = tuple[str, str, str | None, list[tuple[str, str | None, str | None]]]

CHART = content("Direction des achats\nM. Petit", sha="a", geometry="g1")
RESAVED = content("Direction des achats\nM. Petit", sha="b", geometry="g1")
OTHER = content("Direction des achats\nMme Roy", sha="c", geometry="g2")
REDRAWN = content("Direction des achats\nM. Petit", sha="d", geometry="g3")
REORDERED = content("M. Petit\nDirection des achats", sha="e", geometry="g1")
SCAN, SCAN_AGAIN = content("", sha="f"), content("", sha="g")
SCAN_RESAVED = replace(content("", sha="h"), geometry="p1")
LABEL, URL = "Organigramme - Septembre 2025", "https://valmont.example/septembre.pdf"
LABEL_EDIT = ("label", "Organigramme - Juin 2025", LABEL)
SIZE_EDIT = ("size_text", "203,05 ko", "198,40 ko")
URL_EDIT = ("url", "https://valmont.example/organigramme.pdf", URL)
TEXT_EDIT = ("text", "M. Petit", "Mme Roy")


def summary(change: Change) -> Summary:
    edits = [(str(e.facts.get("field", e.op)), e.before, e.after) for e in change.edits]
    return change.change, change.significance, change.rule, edits


def compared(kind: DocumentKind, old: Document, new: Document) -> Summary | None:
    changes = compare_documents("organigramme", kind, (old,), (new,))
    return summary(changes[0]) if changes else None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(document(read=CHART), document(read=CHART), None, id="the-same"),
        pytest.param(document(read=CHART), document(read=RESAVED), ("replaced", "cosmetic", "3.11 re-export", []), id="saved-anew"),
        pytest.param(document(read=CHART), document(read=OTHER), ("replaced", "substantive", None, [TEXT_EDIT]), id="other-text"),
        pytest.param(
            document(read=CHART),
            document(LABEL, URL, OTHER, "198,40 ko"),
            ("replaced", "substantive", None, [LABEL_EDIT, SIZE_EDIT, URL_EDIT, TEXT_EDIT]),
            id="all-new",
        ),
        pytest.param(
            document(read=CHART),
            document(LABEL, read=CHART),
            ("relabelled", "minor", None, [LABEL_EDIT]),
            id="label-of-the-same-content",
        ),
        pytest.param(
            document(read=CHART),
            document(read=CHART, size_text="198,40 ko"),
            ("relabelled", "minor", None, [SIZE_EDIT]),
            id="size-of-the-same-content",
        ),
        pytest.param(
            document(read=CHART),
            document(url=URL, read=RESAVED),
            ("readdressed", "minor", None, [URL_EDIT]),
            id="same-content-elsewhere",
        ),
        pytest.param(
            document(read=CHART),
            document(url="http://valmont.example:80/organigramme.pdf?v=2", read=CHART),
            ("readdressed", "cosmetic", "3.11 address", []),
            id="scheme-port-query",
        ),
        pytest.param(
            document("L’organigramme", read=CHART),
            document("L'organigramme", read=CHART),
            ("relabelled", "cosmetic", "3.10", []),
            id="typography-of-the-label",
        ),
        pytest.param(document(read=SCAN), document(read=SCAN_AGAIN), ("replaced", "substantive", None, []), id="another-scan"),
        pytest.param(
            document(read=SCAN_RESAVED),
            document(read=replace(SCAN_RESAVED, sha256="i")),
            ("replaced", "cosmetic", "3.11 re-export", []),
            id="the-same-picture-saved-anew",
        ),
        pytest.param(document(read=CHART), document(read=SCAN), ("replaced", "substantive", None, []), id="text-became-a-scan"),
    ],
)
def test_what_differs_where_both_contents_are_known(old: Document, new: Document, expected: Summary | None) -> None:
    """3.11, 3.12, 5.4."""
    assert compared("file", old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(document(), document(), None, id="nothing-shown-differs"),
        pytest.param(document(url=None), document(LABEL, url=None), ("relabelled", "substantive", None, [LABEL_EDIT]), id="label"),
        pytest.param(
            document(url=None),
            document(url=None, size_text="198,40 ko"),
            ("relabelled", "substantive", None, [SIZE_EDIT]),
            id="size",
        ),
        pytest.param(
            document(url=None),
            document(LABEL, None, None, "198,40 ko"),
            ("replaced", "substantive", None, [LABEL_EDIT, SIZE_EDIT]),
            id="label-and-size",
        ),
        pytest.param(
            document(read=CHART),
            document(LABEL),
            ("relabelled", "substantive", None, [LABEL_EDIT]),
            id="label-of-what-cannot-be-read-now",
        ),
        pytest.param(document(), document(url=URL), ("replaced", "substantive", None, [URL_EDIT]), id="another-address-never-read"),
        pytest.param(
            document(read=CHART), document(url=URL), ("readdressed", "minor", None, [URL_EDIT]), id="another-address-not-read-today"
        ),
        pytest.param(
            document(), document(url=None), ("readdressed", "minor", None, [("url", URL_EDIT[1], None)]), id="the-page-hides-it-now"
        ),
        pytest.param(
            document(),
            document(url="https://valmont.example/organigramme.pdf?v=3"),
            ("readdressed", "cosmetic", "3.11 address", []),
            id="another-query",
        ),
        pytest.param(document(), document(read=CHART), None, id="read-for-the-first-time"),
    ],
)
def test_what_differs_where_there_are_no_bytes_to_compare(old: Document, new: Document, expected: Summary | None) -> None:
    """3.11: a new label or size without bytes to compare is substantive."""
    assert compared("file", old, new) == expected


@pytest.mark.parametrize(
    ("kind", "read", "expected"),
    [
        pytest.param("file", REDRAWN, "substantive", id="file-drawn-otherwise"),
        pytest.param("text", REDRAWN, "cosmetic", id="text-drawn-otherwise"),
        pytest.param("file", REORDERED, "cosmetic", id="file-written-in-another-order"),
        pytest.param("text", replace(REORDERED, geometry="g4"), "substantive", id="text-in-another-order"),
        pytest.param("orgchart", OTHER, "substantive", id="chart-with-another-name"),
    ],
)
def test_a_pdf_is_compared_by_its_kind(kind: DocumentKind, read: DocumentContent, expected: str) -> None:
    """3.12."""
    found = compared(kind, document(read=CHART), document(read=read))
    assert found and found[1] == expected


def test_files_that_are_no_pdf_are_compared_by_their_bytes() -> None:
    """3.12."""
    old, new = document(read=content(None, sha="x")), document(read=content(None, sha="y"))
    assert compared("file", old, new) == ("replaced", "substantive", None, [])


SCHEME = document("Schéma de mutualisation 2021-2026", "https://valmont.example/schema.pdf", content("schéma"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param((document(),), (document(), SCHEME), [("added", SCHEME.link.label)], id="one-comes"),
        pytest.param((document(), SCHEME), (SCHEME,), [("removed", "Organigramme - Juin 2025")], id="one-goes"),
        pytest.param((document(read=CHART),), (SCHEME,), [("replaced", SCHEME.link.label)], id="one-goes-and-one-comes"),
        pytest.param((document(), SCHEME), (SCHEME, document()), [], id="another-order"),
        pytest.param(
            (document(read=CHART), SCHEME),
            (SCHEME, document(LABEL, URL, OTHER)),
            [("replaced", LABEL)],
            id="one-of-two-is-replaced",
        ),
        pytest.param(
            (document(read=CHART), SCHEME),
            (document(LABEL, URL, OTHER),),
            [("replaced", LABEL), ("removed", SCHEME.link.label)],
            id="two-go-and-one-comes",
        ),
        pytest.param((document(),), (), [("removed", "Organigramme - Juin 2025")], id="the-only-one-goes"),
        pytest.param(
            (document(url="https://v.example/get?id=1"), document("Budget", "https://v.example/get?id=2")),
            (document("Budget", "https://v.example/get?id=2"), document(url="https://v.example/get?id=1")),
            [],
            id="told-apart-by-the-query",
        ),
    ],
)
def test_documents_of_one_name_are_told_apart(
    old: tuple[Document, ...], new: tuple[Document, ...], expected: list[tuple[str, str]]
) -> None:
    """3.9: by address and label; one that goes and one that comes are one `replaced`."""
    assert [(c.change, c.label) for c in compare_documents("organigramme", "file", old, new)] == expected


def test_a_document_that_was_recorded_as_removed_is_restored() -> None:
    """5.4."""
    (change,) = compare_documents("organigramme", "file", (), (document(read=CHART),), gone=(document(),))
    assert (change.change, change.significance) == ("restored", "substantive")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(document(read=RESAVED), True, id="saved-anew"),
        pytest.param(document(url="http://valmont.example/organigramme.pdf", read=CHART), True, id="scheme"),
        pytest.param(document(read=OTHER), False, id="text"),
        pytest.param(document(LABEL, read=CHART), False, id="label"),
        pytest.param(document(url=URL, read=CHART), False, id="address"),
    ],
)
def test_a_digest_is_equal_where_a_reader_sees_no_difference(other: Document, same: bool) -> None:
    """3.17: so that a return to an earlier state is recognised."""
    assert (digest(document(read=CHART)) == digest(other)) is same
