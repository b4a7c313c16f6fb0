"""Who held which post when. In French, typed with ordinary spaces and apostrophes."""

from __future__ import annotations

TEXTS = {
    "vacant": "poste affiché vacant",
    "to_check": "à vérifier",
    "since": "depuis le {first}",
    "on": "le {first}",
    "span": "du {first} au {last}",
    "from_start": "{dates}, déjà là à la première lecture",
}
