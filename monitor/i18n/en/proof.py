"""What the verifiers of a proof say, in English: put into verify.py and verify.html when a proof is made."""

from __future__ import annotations

TEXTS = {
    "readme": "This folder is a proof. To check it, without a network and without installing anything: open verify.html in a"
    " browser and drop this folder onto it; or type python3 verify.py in this folder. Both say what is proven, by whom, and what is"
    " not, and name every file that was altered. The hashes of the chain vouch for the address,"
    " the bytes and the visits; this text is a label that they do not vouch for.",
    "whole": "THE PROOF IS WHOLE",
    "broken": "THE PROOF IS DAMAGED: it proves nothing until what follows is explained.",
    "proven": "What is proven",
    "by_whom": "By whom",
    "not_proven": "What is not proven",
    "missing": "is missing",
    "altered": "was altered",
    "foreign": "is not of this folder",
    "packed": "cannot be unpacked: the .zip is damaged there",
    "record": "is not stored in the .zip as it was when it was made: the .zip was damaged or altered there",
    "twice": "is in the .zip twice: nobody can say which of the two counts",
    "too_large": "is too large to be unpacked",
    "unreadable": "cannot be read: something is missing there, or is of another form ({error})",
    "no_version": "no version",
    "place": "version {number} is missing or out of place",
    "version": "version {number} was altered",
    "order": "version {number} does not follow the one before it: one of them was put in, taken out or moved",
    "tail": "the end of the chain is not the one announced, version {number}: it was cut off or replaced",
    "cut": "speaks of version {number}, which the chain does not hold (its last one is {newest}): the end was cut off",
    "thing": "version {number}: {what} is not what was sealed",
    "original": "is no original of version {number}",
    "copy": "does not say what the chain says",
    "no_change": "the chain does not hold the change that is claimed",
    "hole": "{gap} of the period pass without a good visit (at most {allowed}: about twice the planned interval, and no more than"
    " the visits’ own rhythm allows): nothing says that nothing changed meanwhile",
    "imports": "the period has nothing but imported captures, made by others: they are not visits of the program, and do not say"
    " what the page showed between two of them",
    "unsure": "an organisation chart was laid out differently and its hierarchy could not be compared for certain:"
    " it is not shown to be unchanged",
    "turns": "the text takes turns: it is not unchanged",
    "too_early": "the period begins before the first version",
    "erased": "version {number}: something was erased from what would have to be shown, or it was pruned: that proves nothing"
    " any more",
    "erased_facts": "What the hash of version {number} was made of: something was erased from it (a name, an address). The hash"
    " stands where it stood, and can no longer be made again.",
    "redacted": "Versions from which something was erased elsewhere (a name, an address): {numbers}; what is shown of them here"
    " was not touched.",
    "absent": "“{item}” is not in version {number}",
    "withheld": "the items or changes of version {number} are not all there",
    "changed": "version {number} shows a change",
    "other_post": "version {number} says otherwise of this post",
    "files": "The {count} files are what the folder says they are, to the bit.",
    "chain": "The chain of “{watch}” holds, versions 1 to {number}: since the hash {hash} exists, none was altered, taken out, put"
    " in or moved.",
    "change": "The page {url}, visited on {at}, showed this change of “{item}” (version {number}).",
    "import": "This version is a capture that somebody else took, not a visit of the program.",
    "not_yet": "The last good visit before it was on {at}.",
    "unchanged": "Between {since} and {until}, visits to {url}: {visits}; longest interval: {gap}. Seen: {what}.",
    "limit": "Without a good visit, {allowed} at most would have been accepted (visits as they were made: {usual} apart).",
    "planned": "Without a good visit, {allowed} at most would have been accepted.",
    "about": "about {visits}",
    "page": "what is watched of the page is unchanged",
    "item": "“{item}” is unchanged",
    "post": "“{unit}”, always: {names}",
    "nobody": "nobody is named at “{unit}”",
    "doubt": "{what} (to be checked: read with less than 90% certainty)",
    "alike": "Differences that no reader would see (typography…), seen and counted as none: {visits}.",
    "other_bytes": "A file of “{item}” with other bytes was held to say the same, visits: {visits}. It is not in this folder: the"
    " keeper of the installation alone answers for that reading.",
    "loose": "Visits that the hash of no version covers yet: {visits}. The keeper of the installation alone answers for them.",
    "keeper": "The keeper of the installation of {program} that visited {url}; folder made on {at}.",
    "stamp": "By whom and when the hash of version {number} was stamped: this command says it, with the certificate of whoever did"
    " (tsa.pem): {command}",
    "other_stamp": "is no time stamp of this chain",
    "since_when": "That the hash {hash}… existed on a date: compare it with that of an alert that somebody else received then."
    " Without that, the keeper could have made the whole chain anew.",
    "server": "That the server did send these bytes: the program saw it, the server did not sign them.",
    "labels": "The name of the program, the day the folder was made and the text of README.txt: labels that whoever"
    " made the folder wrote. No hash of the chain vouches for them; for the address, the bytes and the visits it does.",
    "label": "That the watch is called “{watch}”: that name is a label of the folder; the hashes know it as “{sealed}”. It was"
    " renamed since, or the label is false.",
    "summary": "The sentences of summary.fr.txt and summary.en.txt: the program made them of what is sealed, as quoted above.",
    "between": "What happened between two visits. This folder has no legal force by itself.",
    "op": {
        "insert": "added",
        "delete": "removed",
        "replace": "replaced",
        "move": "moved",
        "struck": "struck out",
        "unstruck": "no longer struck out",
        "link": "link",
        "picture": "picture",
        "frame": "frame",
        "row_added": "row added",
        "row_removed": "row removed",
        "cell_changed": "cell changed",
        "column_added": "column added",
        "column_removed": "column removed",
        "column_renamed": "column renamed",
        "sheet_added": "sheet added",
        "sheet_removed": "sheet removed",
        "sheet_renamed": "sheet renamed",
        "sheet_moved": "sheet moved",
        "unit_added": "new unit",
        "unit_removed": "unit no longer shown",
        "unit_renamed": "renamed",
        "unit_moved": "moved",
        "person_added": "named",
        "person_removed": "no longer named",
        "person_replaced": "another person",
        "role_changed": "another role",
        "title_changed": "title or date of the document",
        "redrawn": "chart redrawn",
    },
}
