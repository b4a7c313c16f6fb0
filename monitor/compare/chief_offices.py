"""Whether few words say who heads a town's administration or its council (DESIGN 10.8). Pure."""

from __future__ import annotations

from monitor.expressions import expression

_SHORT = 160  # characters of a line that is about one person
_OFFICE = expression(
    r"\bdirect(?:ion|eur|rice) générale?\b(?!\s+des\s+(?!services))|\bDGS\b"
    r"|\bsecrétaire (?:générale? )?de mairie\b|\bmaire\b|\bprésidente? (?:de la (?:métropole|communauté)|de l['’]agglomération)"
    r"|\bchief executive\b|\btown clerk\b|\bmayor\b|bürgermeister|\bsindac[oa]\b|\balcald(?:e|esa)\b"
)
_BESIDE = expression(
    r"adjoint|délégué|\bvice\b|auprès|cabinet|assistant|ancien|secrétariat|conseill|publication|deputy|former|stellvertret"
)


def says_who_heads(said: str) -> bool:
    """« Mme Durand en assure la direction générale »: no deputy, no staff, no former holder, no text that speaks of more."""
    plain = said.lower().replace("dgs", "DGS")
    return len(said) <= _SHORT and _OFFICE.search(plain) is not None and not _BESIDE.search(plain)
