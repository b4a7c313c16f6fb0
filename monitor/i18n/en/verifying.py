"""What `verify` finds. In English: as the JSON has it too."""

from __future__ import annotations

TEXTS = {
    "sqlite": "{line}",
    "reference": "{table} row {row} refers to a missing row of {other}",
    "bytes_unreadable": "bytes {sha256}: {error}",
    "bytes_altered": "bytes {sha256}: stored otherwise than they were written",
    "block": "block {block} is not the text that was stored: {text}",
    "text": "text {text} has other blocks than were stored",
    "facts": "facts {facts} are not those that were stored: {text}",
    "index": "the full-text index is not that of the texts: a search finds too little",
    "sighting": "no sighting tells of a text of {item}: a search does not find it",
    "header": "header {header} is not what was stored: {name}",
    "visits": "{counted} visits in checks, {made} were made",
    "last": "the last snapshot is {highest}, it was {number}",
    "row": "a row of {table} is not what was written: {row}",
    "counted": "the visits are not those that were counted",
    "unreadable": "unreadable: {error}",
    "alert_unreadable": "the alert {number} is unreadable",
    "watch_gone": "the watch is gone",
    "missing": "missing",
    "tail": "no snapshot has the hash {hash}: the end was cut off or replaced",
    "pruned": "pruned {at}",
    "erased": "erased {at}: a name or an address was taken out of it on purpose",
    "erased_facts": "erased {at}: a name or an address was taken out of it on purpose, of what its hash is made of too, which "
    "cannot be made again",
    "half_erased": "half erased",
    "left": "what is left of it is not what the erasure left",
    "other_number": "was sealed as version {number}: versions stand in another order, or one was taken out or put in",
    "other_before": "is as it was sealed, but did not follow this version: one was put in or stands elsewhere",
    "chain": "facts, visits, digests or the snapshot before are not those that were hashed",
    "digest": "{thing} {number} is not the one that was hashed",
    "stamp_other": "the stamp of {day} by {tsa} is not of the hashes beside it",
    "stamp_gone": "the stamp of {day} tells of the hash {hash}, which is not here",
    "unfinished": "an erasure was interrupted, and is to be made again",
    "alert_of": "the alert {key} tells of a snapshot that is not here",
}
