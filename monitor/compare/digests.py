"""An item as one number, to see that it came back to an earlier state (DESIGN 3.17). Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from monitor.compare.sections import section_facts, section_tokens
from monitor.model import Document, DocumentContent, Revision, Section
from monitor.normalize import address_key, tokens

WORD, FIELD = "\x1f", "\x1e"  # ASCII's own separators; `normalize` leaves neither in a token


def digest(item: Section | Document) -> str:
    """Return a hex SHA-256 of *item* as compared: equal digests, nothing that a reader would call different.

    A document's is over what the page shows of it and its text; over its bytes where it has no text.
    """
    fields = _section_fields(item) if isinstance(item, Section) else _document_fields(item)
    return hashlib.sha256(FIELD.join(fields).encode("utf-8", "surrogatepass")).hexdigest()


def _section_fields(section: Section) -> list[str]:
    facts = section_facts(section)
    return [WORD.join(section_tokens(section)), *([WORD.join(facts)] if facts else [])]


def _document_fields(document: Document) -> list[str]:
    link = document.link
    shown = [WORD.join(tokens(link.label)), WORD.join(tokens(link.size_text or "")), address_key(link.url) if link.url else ""]
    return [*shown, _content(document.content)]


def _content(content: DocumentContent | None) -> str:
    if content is None or not content.text:
        return content.sha256 if content else ""
    return WORD.join(word for block in content.text for word in tokens(block.text))


def digests(revision: Revision) -> dict[str, str]:
    """Return the digest of every item of *revision*; documents of one name, in whatever order, have one together."""
    named: dict[str, list[str]] = {}
    for document in revision.documents:
        named.setdefault(document.item, []).append(digest(document))
    return {section.item: digest(section) for section in revision.sections} | {item: _together(n) for item, n in named.items()}


def _together(each: Iterable[str]) -> str:
    several = sorted(each)
    return several[0] if len(several) == 1 else hashlib.sha256(FIELD.join(several).encode()).hexdigest()
