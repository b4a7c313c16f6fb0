"""Who held which post when. In English, typed with ordinary apostrophes."""

from __future__ import annotations

TEXTS = {
    "vacant": "post shown as vacant",
    "to_check": "to be checked",
    "since": "since {first}",
    "on": "on {first}",
    "span": "from {first} to {last}",
    "from_start": "{dates}, there at the first reading already",
}
