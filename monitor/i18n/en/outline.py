"""The comments of `monitor outline`. In English."""

from __future__ import annotations

TEXTS = {
    "why": {
        "outer": "holds the sections below",
        "empty": "no text",
        "document": "only the document, below",
        "same": "the same text as another",
    },
    "left_out": {
        "furniture": ("{n} word of menus", "{n} words of menus"),
        "hidden": ("{n} hidden word", "{n} hidden words"),
        "fields": ("{n} field to fill in", "{n} fields to fill in"),
        "media": ("{n} sound or film", "{n} sounds or films"),
    },
    "not_included": "left out: {parts}",
    "words": ("{n} word", "{n} words"),
    "alike": ("{n} heading", "{n} headings that read the same"),
    "own_words": "and {words} before them",
    "documents": ("{n} document:", "{n} documents; the first:"),
    "no_address": "no address on the page",
}
