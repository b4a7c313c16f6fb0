"""What was erased and must not come back (DESIGN 5.17): keyed digests, from which no name can be read."""

from __future__ import annotations

from monitor.model.frozen import dataclass

ERASED = "[effacé]"  # what stands in the place of a name, in every language


@dataclass(frozen=True, slots=True, kw_only=True)
class StopList:
    """The forms in which names and addresses must not be stored.

    A form is words, folded, with a space between them; its digest is BLAKE2b under `key`. Who has the list can test a name that he
    has in mind, and reads none.
    """

    key: bytes
    digests: frozenset[bytes]  # 16 bytes of each form
    hints: frozenset[int]  # the first byte of the digest of every word of a form: most words of a text need not be tried
    longest: int  # words of the longest form
    withheld: frozenset[str] = frozenset()  # SHA-256 of bytes that were taken out: they hold a name however it is written in them
