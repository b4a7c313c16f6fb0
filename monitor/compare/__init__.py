"""Two versions -> what a reader would call different (DESIGN 3.9-3.12, 5.3, 5.4). Pure."""

from monitor.compare.documents import compare_documents, pair_documents
from monitor.compare.revisions import compare, digest, digests
from monitor.compare.sections import comparable, compare_sections
from monitor.compare.words import likeness

__all__ = ["comparable", "compare", "compare_documents", "compare_sections", "digest", "digests", "likeness", "pair_documents"]
