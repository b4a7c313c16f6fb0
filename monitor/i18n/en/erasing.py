"""What `erase`, `prune` and `restore` say. In English."""

from __future__ import annotations

TEXTS = {
    "one_of": "write either --person NAME or --address ADDRESS.",
    "no_name": "--person takes a given and a family name, as “Anne Dupont”, “DUPONT Anne” or “Dupont, Anne”: a family name alone "
    "is that of others too. A form that is to go exactly as it stands is added by --also.",
    "configured": "{file}: “{name}” is the name of a page or item, and holds what is to be erased",
    "configured_do": "give it another one first: monitor rename OLD NEW for a page, else in the file",
    "apart": "The address of “{watch}” holds it, and it is the site's: it is kept apart, in {file}, and all that is kept, shown or "
    "sent says no more of it than “{url}”. The page is visited as before. For this rest to go, too: monitor remove {watch}, then "
    "the line of {file}.",
    "values": "{file} holds it on line {lines}, since a page is visited at that address; nothing that is kept or shown takes it "
    "from there.",
    "nothing": "nothing that is kept holds it; nothing was written",
    "nothing_do": "look at how it is written: monitor search WORDS",
    "only_doubts": (
        "nothing is written under this very name; {n} text is to be decided; nothing was erased",
        "nothing is written under this very name; {n} texts are to be decided; nothing was erased",
    ),
    "only_doubts_do": "see which, and how: the same command, with --dry-run in place of --yes",
    "sure": "Erase all this? It cannot be undone",
    "left": "nothing was erased",
    "tried_nothing": "A trial: nothing is written under this very name; nothing has been changed.",
    "tried": "A trial: this would go; nothing has been changed.",
    "done": "Erased, and it does not come back: later visits store “[effacé]” in its place.",
    "forms": "Written so, in how many different texts:",
    "versions": "Versions it goes out of:",
    "bytes": "Files that go as a whole, since they hold it; their hash stays:",
    "feeds": "Entries of feeds that go:",
    "copies": "Copies made before an update that go:",
    "alerts": ("{n} alert waits to be sent; it says “[effacé]”.", "{n} alerts wait to be sent; they say “[effacé]”."),
    "stays": "What stays: the rest of these texts with “[effacé]” in its place, visits, dates and hashes. The chain holds; of "
    "these versions monitor verify says “erased”. What it touched can no longer be proven, the rest can.",
    "unprovable": "Of which nothing can be proven any more, since it touches all of them or they were sealed before this version "
    "of the program:",
    "unproven": "It stood in what their hash was made of too (an address, a header, a failure): these hashes stay and can no "
    "longer be made again:",
    "uncertain": "Not erased, for you to decide whether this is the same person:",
    "uncertain_do": '  → to erase one of them too, add it as it stands: --also "{named}"',
    "why": {
        "initial": "somebody else has the same initial",
        "family": "the family name alone",
        "near": "a given name that is almost the same",
        "between": "something stands between",
        "part": "a part of the family name",
        "joined": "a hyphen joins another word to the name",
        "beside": "a further given name beside it",
        "swapped": "capitals make the given name the family name",
        "user": "one word, as users are called by",
        "slip": "a family name that is almost the same",
        "short": "the family name as an initial",
        "civility": "“M.” may be Monsieur, or the initial of the given name",
        "typed": "these very words, one of which is a letter that may be a word of the sentence",
    },
    "namesakes": (
        "{n} other person has this family name, alone or with another, and stays.",
        "{n} other people have this family name, alone or with another, and stay.",
    ),
    "unread": "Nobody can look into these (pictures, scans); see for yourself whether a name is in them:",
    "databases": "Other databases beside it, which may be backups that still hold it; delete them, or keep them where nobody "
    "restores them (monitor restore erases again):",
    "lines": "{file} holds it on line {lines}: change it there.",
    "elsewhere": "Not within reach: mails and messages sent, exports and proofs made, logs, pages that others have copied.",
    "future": "{text} is still to come: --before takes a day that is over.",
    "nothing_old": "nothing that is kept is older than the version that stood on {before}; nothing was changed",
    "restore_sure": "Put {backup} in the place of {database}, which is kept aside?",
    "restore_left": "{database} was left as it was",
    "prune_sure": "Prune all this? It cannot be undone",
    "pruned": "Pruned.",
    "prune_versions": "Versions whose texts and files go:",
    "prune_files": ("{n} file, {size} unpacked", "{n} files, {size} unpacked"),
    "prune_changes": ("{n} recorded change", "{n} recorded changes"),
    "prune_alerts": ("what {n} alert, sent before, told of", "what {n} alerts, sent before, told of"),
    "prune_stays": "What stays: every visit with its date and outcome, the facts of every version (address, headers, times) and "
    "every hash. The chain holds; of these versions monitor verify says “pruned”, and nothing can be shown or proven of them.",
    "prune_oldest": "The oldest version that stays, the one that stood on that day:",
    "prune_kept": "Older ones that stay, since what comes is compared with them:",
    "databases_old": "Other databases beside it, which may be backups that still hold it:",
    "restored": "{backup}: verified, and in the place of {database}",
    "restore_aside": "the database that was there is kept: {path}",
    "restore_behind": "{watch}: version {number} is the newest again, it was {newest}",
    "restore_again": "what has changed since the backup is told again when it is seen",
    "restore_erased": (
        "erased again from {n} version what had been erased since; {backup} itself still holds it",
        "erased again from {n} versions what had been erased since; {backup} itself still holds it",
    ),
    "restore_pending": ("{n} alert of the backup waits to be sent", "{n} alerts of the backup wait to be sent"),
    "restore_unread": "the list of what was erased could not be read from the database that was there: what was erased since "
    "the backup is back; erase it again",
    "restore_same": "{path} is the database itself",
    "restore_same_do": "name the file of a backup, as monitor backup wrote it",
    "rests": "The service {unit} stops while this is done; it goes on afterwards.",
    "goes_on": "The service {unit} goes on.",
    "rests_still": "The service {unit} could not be started again ({why}): nothing is visited until it runs. Type: systemctl "
    "--user start {unit}",
    "left_resting": "the service {unit} is stopped: the command that had stopped it to work alone was killed before it started it "
    "again. monitor check, or that command again, starts it.",
    "service_do": "the service has to rest meanwhile: stop it (kill {pid}, or Ctrl-C where it runs, docker compose stop, "
    "systemctl stop), give the command again, then start it again. Installed by monitor install, it is stopped and "
    "started by itself",
    "placed": "{where}: ",
    "restore_pruned": "what had been pruned since the backup is back ({versions}); to prune it again: monitor prune --before {day}",
    "restore_unknown": "there was no database there: if a name was erased or versions were pruned since this backup, do it again",
    "more": "and {n} more",
}
