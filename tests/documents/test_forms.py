"""Which form a file has is told by what it is, not by what is packed in it (DESIGN 3.31)."""

from __future__ import annotations

import io
import zipfile

import pytest

from monitor.documents.kinds import DOCX, PPTX, XLSX
from monitor.pdf.sniff import ZIP, sniff
from tests.documents.office import fixture, with_part


def _packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:  # not packed harder: names within stand in the bytes as they are
        for name, data in files.items():
            new.writestr(name.replace("__", "."), data)
    return out.getvalue()


def _holding(form: str, part: str, other: str) -> bytes:
    return with_part(fixture(form), part, fixture(other))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (_packed(charte__docx=fixture("rules-1.docx"), agents__xlsx=fixture("staff-1.xlsx")), ZIP),
        (_holding("chart-1.pptx", "ppt/embeddings/sheet.xlsx", "staff-1.xlsx"), PPTX),
        (_holding("staff-1.xlsx", "xl/embeddings/text.docx", "rules-1.docx"), XLSX),
        (fixture("rules-1.docx"), DOCX),
        (fixture("rules-1.docx")[:-400], DOCX),
    ],
    ids=["a zip of files", "a sheet in slides", "a text in a sheet", "a text", "a text cut short"],
)
def test_a_file_is_what_it_is_itself(data: bytes, expected: str) -> None:
    """3.31: a zip of documents is no broken document."""
    assert sniff(data) == expected
