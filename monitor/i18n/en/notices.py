"""First messages, heartbeats, digests, notices, samples; the outbox and why an alert waits. In English."""

from __future__ import annotations

TEXTS = {
    "welcome": {
        "subject": ("Now watching {n} page", "Now watching {n} pages"),
        "lead": (
            "This page is now watched for you; this is what is seen there.",
            "These {n} pages are now watched for you; this is what is seen there.",
        ),
        "section": "Text “{item}”",
        "document": "Document “{item}”",
        "titled": "{what}: “{title}”",
        "version": "Version {number}, stored on {day}.",
        "version_later": "Version {number}, stored on {day}; the first reading is version 1.",
        "unread": "Not read yet: {why}.",
        "unread_bare": "Not read yet.",
        "failing": "It cannot be read at the moment: {why}.",
        "item_never": "{item} has not been found by any visit yet: nothing is watched there.",
        "item_failing": "{item} cannot be read at the moment: {why}.",
        "gone": "{item} is no longer on the page: nothing is watched there until it is back.",
        "next": "Next visit: {moment}.",
        "then": "What comes next",
        "change": "When something changes, you get a message that says what.",
        "digest_daily": "Changes are reported once a day, in one message.",
        "digest_weekly": "Changes are reported on Mondays, in one message.",
        "digest_round": "What one round of visits has found is reported in one message.",
        "failure": "When a page can no longer be read, a message says so.",
        "heartbeat": "Once a month a message says that the watch goes on, even if nothing has changed.",
        "silence": "The rest of the time, you get nothing.",
        "where": "{watch}: ",
    },
    "heartbeat": {
        "quiet_subject": "Still watching: nothing has changed since {since}",
        "seen_subject": "Still watching: no change seen since {since}",
        "holes_subject": "Still watching, but {holes}",
        "changed_subject": "Still watching: last change seen on {day}",
        "blind_subject": "Still watching, but no page read since {since}",
        "quiet": "The watch goes on, and nothing has changed since {since}: {visits}, {failures}.",
        "seen": "The watch goes on; no change has been seen since {since}, but not every visit succeeded: {visits}, {failures}.",
        "gaps": "The watch goes on; no change has been seen since {since}, but the longest time without a good check was {gap}: "
        "{visits}, {failures}.",
        "holes": "The watch goes on, but {holes} (see below); elsewhere no change has been seen. "
        "Since {since}: {visits}, {failures}.",
        "changed": "The watch goes on; the last change was seen on {day}. Since {since}: {visits}, {failures}.",
        "changed_holes": "The watch goes on, but {holes} (see below); the last change was seen on {day}. Since {since}: "
        "{visits}, {failures}.",
        "blind": "The watch goes on, but has not been able to read any page since {since}: {visits}, {failures}.",
        "idle": "The watch goes on, but no page has been visited since {since}.",
        "hole": ("{n} page is not fully followed", "{n} pages are not fully followed"),
        "visits": ("{n} check", "{n} checks"),
        "failures": ("{n} failure", "{n} failures"),
        "partly": ("{n} incomplete reading", "{n} incomplete readings"),
        "no_failures": "no failures",
        "unvisited": "No check since {since}.",
        "counted": "{visits}, {failures}.",
        "same": "No change seen since the first reading, on {day}.",
        "last": "Last change seen: {day} (version {number}).",
        "unread": "Never read so far.",
        "failing": "It cannot be read at the moment: {why}.",
        "failing_since": "It has been unreadable since {since}: {why}.",
        "item_failing": "{item} has been unreadable since {since}: {why}.",
        "item_never": "{item} has not been found by any check yet (failures since {since}).",
        "gone": "{item} is no longer on the page (seen on {since}): nothing is watched there until it is back.",
        "gone_bare": "{item} is no longer on the page: nothing is watched there until it is back.",
        "turning": "It alternates between texts seen before; these returns are no longer reported.",
        "next": "Next visit: {moment}.",
    },
    "digest": {
        "pages": ("{n} page", "{n} pages"),
        "changed": ("{n} change on {pages}", "{n} changes on {pages}"),
        "unread": ("{n} page unreadable, wholly or in part", "{n} pages unreadable, wholly or in part"),
        "readable": ("{n} page readable again", "{n} pages readable again"),
        "host": {
            "unread": ("{n} page unreadable", "{n} pages unreadable"),
            "failure": ("{n} page of {host} is unreadable", "{n} pages of {host} are unreadable"),
            "failure_partly": (
                "{n} page of {host} is unreadable, wholly or in part",
                "{n} pages of {host} are unreadable, wholly or in part",
            ),
            "recovery": ("{n} page of {host} is readable again", "{n} pages of {host} are readable again"),
            "each": "Each of these pages",
        },
        "network": {
            "failure_subject": ("No server answers: {n} page unreadable", "No server answers: {n} pages unreadable"),
            "failure": (
                "From {since} to {last}, none of the servers visited answered; {n} page is unreadable.",
                "From {since} to {last}, none of the servers visited answered; {n} pages are unreadable.",
            ),
            "failure_once": (
                "On {last}, none of the servers visited answered; {n} page is unreadable.",
                "On {last}, none of the servers visited answered; {n} pages are unreadable.",
            ),
            "meaning": "Most likely it is the network of the machine that watches that is down, not the sites. "
            "What has changed in the meantime, and is still there, will be reported once the pages can be read again.",
            "to_do": "On the machine that watches, check the connection, name resolution (DNS) and, if config.toml names one, the "
            "proxy; the visits then go on by themselves.",
            "recovery_subject": ("Servers answer again: {n} page readable", "Servers answer again: {n} pages readable"),
            "recovery": (
                "{n} page that could not be read while no server answered, from {since} on, is readable again.",
                "{n} pages that could not be read while no server answered, from {since} on, are readable again.",
            ),
            "still": "Still unreadable",
            "still_page": "{page}, unreadable since {since}: {why}",
        },
        "subject_day": "Watch of {day}: {what}",
        "subject_days": "Watch of {since} to {day}: {what}",
        "subject_round": "Visit of {day}: {what}",
        "others": "{others} on {pages}",
        "lead": "{sentence}, and {others} since the last digest.",
        "lead_round": "{sentence}, and {others} on the same visit.",
        "counted": "{what} since the last digest.",
        "counted_round": "{what} on the visit of {day}.",
        "named": "{watch} — {item}",
        "on_page": "On the page “{watch}”, ",
        "where": "{watch}: ",
        "checked": "{watch}, checked on {moment} ({zone}), version {number}",
        "checked_unread": "{watch}, checked on {moment} ({zone})",
        "chain": "Newest hash of its chain: ",
    },
    "service": {
        "disk_full": "The watch has stopped: no room left on the disk",
        "disk_full_lead": "There is no room left for the database: nothing more is written. What was written is kept; changes "
        "on the pages in the meantime may never be seen.",
        "disk_full_do": "Free some room on the machine that watches; monitor run then goes on by itself, cron with the next visit.",
        "database": "The watch has stopped: trouble with the database",
        "database_lead": "The database cannot be read or written; as long as that lasts, changes on the pages may never be seen.",
        "database_do": "On the machine that watches, check the permissions of the file, then run monitor verify.",
        "outbox_stuck": "Alerts are not getting through",
        "outbox_stuck_lead": "Alerts that could not be delivered have been waiting for more than a day.",
        "outbox_stuck_do": "On the machine that watches, “monitor alerts” shows them with the reason; they are kept.",
        "crashed": "The watch ran into an error",
        "crashed_lead": "A process of the watch has died; another is to take over within minutes.",
        "crashed_do": "If it happens again, report it with the trace that is in the log.",
        "damaged": "The database is damaged in places",
        "damaged_lead": "Some of what the database keeps is no longer what was written. It is neither shown nor reported; the "
        "rest of the watch goes on.",
        "damaged_do": "On the machine that watches, run monitor verify, which says what is damaged; check the disk, and put "
        "back a backup if need be.",
        "not_stamped": "The daily timestamp cannot be obtained",
        "not_stamped_lead": "The authority that puts a timestamp on the newest hashes is not doing so. The watch goes on, and the "
        "authority is asked again; until it answers, nobody else vouches for when the newest versions were there.",
        "not_stamped_do": "See whether the address under timestamp in config.toml is still right; “monitor stamp” asks at once.",
        "seen": "What was seen",
        "do": "What to do",
        "hourly": "at most one an hour",
        "daily": "at most one a day",
        "about": "This message is about the watch itself, not about a page; there is {often} about this. "
        "It was written on {moment}.",
    },
    "sample": {
        "subject": "[test] Alerts reach you here",
        "lead": "This is a test message: nothing has changed on the pages watched.",
        "sent": "It was sent on {moment}, to see whether messages arrive.",
        "reads": "If you can read it, alerts to {shown} arrive.",
    },
    "delivery": {
        "unreachable": {
            "what": "no server answers at this address",
            "to_do": "if it lasts, check the name and port in config.toml, and this machine's network",
        },
        "silent": {"what": "the server did not answer in time", "to_do": ""},
        "dropped": {"what": "the server closed the connection", "to_do": ""},
        "certificate": {
            "what": "the server's certificate is not valid for this name",
            "to_do": "if it lasts, check the server's name in config.toml ([smtp] host, or to) and this machine's clock; "
            "else the certificate has to be renewed on the server",
        },
        "busy": {"what": "the receiver asks to try again later", "to_do": ""},
        "not_taken": {
            "what": "the service did not take the message",
            "to_do": "if it lasts, check the address to of this [[alert]] in config.toml: its token or room may no longer be right",
        },
        "interrupted": {"what": "sending was interrupted", "to_do": ""},
        "internal_error": {
            "what": "an error of this program prevented the sending",
            "to_do": "report it with the trace that is in the log; the alert is kept and tried again",
        },
        "no_smtp": {
            "what": "config.toml does not say which server sends mail",
            "to_do": "add [smtp] with host and from, then: monitor alerts retry",
        },
        "login": {
            "what": "the mail server refuses the user name or the password",
            "to_do": "correct user and password under [smtp] in config.toml (or the variables they name), then: monitor "
            "alerts retry",
        },
        "no_login": {
            "what": "the mail server offers no log-in on this connection",
            "to_do": "under [smtp] in config.toml, correct port and security, or remove user and password, then: monitor "
            "alerts retry",
        },
        "no_starttls": {
            "what": "the mail server offers no encryption (STARTTLS): nothing was sent in the clear",
            "to_do": 'under [smtp] in config.toml, try security = "tls" (port 465) or port 587, then: monitor alerts retry',
        },
        "sender": {
            "what": "the mail server does not accept this sender",
            "to_do": "correct from under [smtp] in config.toml: often it must be the address of the account; then: monitor "
            "alerts retry",
        },
        "recipient": {
            "what": "the mail server does not know this recipient, or refuses it",
            "to_do": "correct the address to of this [[alert]] in config.toml; if it is right, ask its owner; then: monitor "
            "alerts retry",
        },
        "content": {
            "what": "the mail server refused this very message",
            "to_do": "read its answer; often a spam filter or a limit of size; then: monitor alerts retry",
        },
        "unauthorized": {
            "what": "the receiver denies access",
            "to_do": "correct the address to of this [[alert]] in config.toml, its token included, or its secret, then: "
            "monitor alerts retry",
        },
        "gone": {
            "what": "there is nothing at this address, or nothing any longer",
            "to_do": "correct the address to of this [[alert]] in config.toml, then: monitor alerts retry",
        },
        "moved": {
            "what": "the receiver redirects elsewhere; the message does not follow, so that it goes only where you said",
            "to_do": "write the new address into to of this [[alert]], config.toml, then: monitor alerts retry",
        },
        "rejected": {
            "what": "the receiver refused this message",
            "to_do": "look there for what it expects (docs/alerts.md says what is sent), then: monitor alerts retry",
        },
        "address": {
            "what": "this is not an address",
            "to_do": "correct to of this [[alert]] in config.toml, then: monitor alerts retry",
        },
        "unknown_service": {
            "what": "Apprise does not know this address",
            "to_do": "correct to of this [[alert]] in config.toml (https://appriseit.com/services/), then: monitor alerts retry",
        },
        "file": {
            "what": "the feed cannot be written to this file",
            "to_do": "correct to of this [[alert]] in config.toml, or the permissions of the file, then: monitor alerts retry",
        },
        "damaged": {
            "what": "what it tells of is no longer, in the database, what was written",
            "to_do": "run monitor verify, which says what is damaged, and monitor history, which shows what changed",
        },
        "removed": {
            "what": "this channel is no longer in config.toml",
            "to_do": "put its [[alert]] back as it was: within five days the alert goes by itself, later by monitor alerts "
            "retry; else nothing: it stays readable here",
        },
    },
    "outbox": {
        "none": "No alerts: nothing changed since a channel was set up.",
        "states": {"pending": "pending", "delivered": "delivered", "failed": "refused"},
        "kinds": {
            "change": "change",
            "minor": "minor change",
            "failure": "failure",
            "recovery": "recovery",
            "heartbeat": "heartbeat",
            "welcome": "first message",
        },
        "to": "To: ",
        "subject": "Subject: ",
        "state": "State: ",
        "key": "Key: ",
        "attached": "Attached to mails: ",
    },
    "feed": "Watched pages: what changes",
    # --- to who looks after a watch: what to write in config.toml
    "renamed_note": "The document {label} is no longer on the page under {wanted}; it is still watched under this new label. "
    "To have it looked for under that label, write in config.toml, under {table}:",
    "renamed_note_beside": "The document {label} is not on the page under {wanted}; it is watched beside the others. "
    "To have it looked for too, keep {table} in config.toml and add below it:",
    "moving_note": (
        "The line {lines} was different at each of the last {times} visits, and nothing else in this text was. If it is only a "
        "counter or a date, add the line below to config.toml, under {table}; anything else written on it will still be reported:",
        "The lines {lines} were different at each of the last {times} visits, and nothing else in this text was. If they are only "
        "counters or dates, add the line below to config.toml, under {table}; anything else written on them will still be "
        "reported:",
    ),
    # --- what is no longer watched
    "gone_note": "{item} is no longer on the page (seen on {day}): nothing is watched there until it is back.",
    "gone_text": "{item} no longer has any text on the page (seen on {day}): nothing is watched there until it is back.",
    "gone_text_bare": "{item} no longer has any text on the page: nothing is watched there until it is back.",
    "gone_note_bare": "{item} is no longer on the page: nothing is watched there until it is back.",
}
