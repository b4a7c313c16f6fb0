"""The six visits of `monitor demo`. In English."""

from __future__ import annotations

TEXTS = {
    "title": "Valmont-sur-Ource, an invented town",
    "lead": "Six visits to its page “L'organigramme ville et métropole”, as a service would make them every morning.",
    "history": "The history",
    "comparison": "Versions 1 and 2 compared",
    "your_turn": "Your turn",
    "database": "The database",
    "read_again": "Read it again",
    "first_page": "Your first page",
    "pages": "The pages, in your browser",
    "pages_story": "The org chart before and after, its units and people over time; read-only, until Ctrl-C.",
    "first": {
        "title": "First visit",
        "story": "The page is read; its text and its org chart (PDF) are kept.",
    },
    "nothing_new": {
        "title": "The next day, nothing new",
        "story": "The server answers “not modified”: a visit costs next to nothing.",
    },
    "noise": {
        "title": "Noise, not a change",
        "story": "Today's date, a view counter, news, apostrophes: the page differs, nobody is disturbed.",
    },
    "replaced": {
        "title": "The town replaces everything, without a word",
        "story": "Three touches to the text, a new org chart.",
    },
    "maintenance": {
        "title": "A maintenance page",
        "story": "The site answers “200 OK” with a holding page: a failure, not “all text removed”.",
    },
    "back": {
        "title": "Back to normal",
        "story": "The last known version is still there, nothing was lost.",
    },
}
