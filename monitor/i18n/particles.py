"""The small words of family names, « de », « van der », « ar », once for all who look for names (DESIGN 3.27, 5.17). Pure."""

from __future__ import annotations

from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["usual", "rare", "small", "loose", "elided", "between"]
# Folded. `rare`: words of names wherever one stands behind; `small`: those only in small letters, else they are names, « Mac
# Donald »; `loose`: within a name that is known to be one; `elided`: before an apostrophe, else an initial;
# `between`: two family names, « Casals i Prat ».
_WORDS: dict[Kind, str] = {
    "usual": "de du des d la le les van von der den di da do dos del della al el ben bin y e ter ten",
    "rare": "vom dem zu zur zum das ould ibn v af op t mc",
    "small": "los las ar an mac degli delle dalla dello",
    "loose": "in dei",
    "elided": "l",
    "between": "i eta",
}


def particles(*kinds: Kind) -> frozenset[str]:
    """The particles of these *kinds*, folded."""
    return frozenset(word for kind in kinds for word in _WORDS[kind].split())
