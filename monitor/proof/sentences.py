"""What both verifiers say, as a table that travels with them: key -> (French, English)."""

from __future__ import annotations

from monitor.i18n.catalogue import texts

SENTENCES: dict[str, tuple[str, str]] = {
    f"proof.{key}": (str(french), str(texts("en", "proof")[key])) for key, french in texts("fr", "proof").items()
}
