"""Sections, documents and typographic noise for the tests of comparing, of the invented town of Valmont-sur-Ource."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

from monitor.model import Block, Document, DocumentContent, DocumentLink, Section

PROSE = (
    "La mutualisation des services de Valmont-sur-Ource et d’Ource Métropole répond à une volonté d’efficacité.",
    "Depuis 2010, les directions des deux collectivités travaillent ensemble. Elles comptent 1 200 agents.",
    "Le service commun des achats est dirigé par M. Petit, art. 5 du règlement, etc. Il sert onze communes.",
    "Les communes de l’Ource qui le souhaitent rejoignent les services communs : achats, informatique, archives.",
    "Un rapport annuel est présenté au conseil municipal chaque printemps.",
)


def section(*blocks: str, heading: str | None = "Mutualisation", ignored: Sequence[str] = (), kind: str = "paragraph") -> Section:
    made = tuple(Block("list_item" if kind == "list_item" else "paragraph", text) for text in blocks)
    return Section(item="mutualisation", heading=heading, blocks=made, found_by="heading", ignored=tuple(ignored))


def content(text: str | None, *, sha: str | None = None, geometry: str | None = None) -> DocumentContent:
    """A PDF that says *text*, a line a block; "" is a scan, None another kind of file."""
    blocks = None if text is None else tuple(Block("paragraph", line) for line in text.splitlines())
    media_type = "application/zip" if text is None else "application/pdf"
    return DocumentContent(sha256=sha or f"sha of {text}", size=1000, media_type=media_type, text=blocks, geometry=geometry)


def document(
    label: str = "Organigramme - Juin 2025",
    url: str | None = "https://valmont.example/organigramme.pdf",
    read: DocumentContent | None = None,
    size_text: str | None = "203,05 ko",
) -> Document:
    link = DocumentLink(item="organigramme", label=label, format="PDF", size_text=size_text, url=url)
    return Document(link=link, content=read)


def noisy(text: str, seed: int) -> str:
    """*text* as another editor, browser or export would write it: nothing that a reader would call different (DESIGN 3.10)."""
    chance = random.Random(seed)
    swaps = {"'": "'’ʼ", "’": "'’", " ": "    \u00a0\u202f", "-": "-–‑", '"': '"“', "«": "«“", "»": "»”"}
    out = "".join(
        chance.choice(swaps.get(c, c)) + (chance.choice(("", "", "", "\u00ad", "\u200b")) if c.isalpha() else "") for c in text
    )
    return unicodedata.normalize("NFD", out) if chance.random() < 0.5 else out
