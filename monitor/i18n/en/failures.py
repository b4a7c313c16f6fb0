"""Failures (in a subject, what was seen, what to do) and the rules that hide a difference. In English."""

from __future__ import annotations

_WAIT = "nothing for now, every visit tries again; if it lasts, open the page in a browser"
_RECIPE = "open the page; if the item is still there, correct its description in config.toml (monitor outline helps to find it)"
_FILE = "see on the page whether the document opens, or the picture shows; if not, tell the site"

TEXTS = {
    "dns": {
        "title": "site not found",
        "seen": "The site’s name has no address on the Internet",
        "to_do": "check the page’s address in config.toml",
    },
    "connect": {
        "title": "no connection",
        "seen": "The server could not be reached",
        "to_do": _WAIT,
    },
    "tls": {
        "title": "certificate refused",
        "seen": "The site’s certificate could not be verified",
        "to_do": "tell the site: its visitors see the same warning",
    },
    "pattern": {
        "title": "pattern too slow",
        "seen": "A pattern of config.toml is too slow on this page and was given up",
        "to_do": "simplify this pattern; repetitions within each other, as in (a+)+, are often the cause",
    },
    "timeout": {
        "title": "no answer in time",
        "seen": "The server took too long to answer",
        "to_do": _WAIT,
    },
    "http_error": {
        "title": "site error",
        "seen": "The server answered with an error",
        "to_do": _WAIT,
    },
    "http_held": {
        "title": "the site asks to wait",
        "seen": "The server asked for a pause before the next visit, and that is not over yet",
        "to_do": "nothing, the visit is made once that pause is over",
    },
    "http_gone": {
        "title": "page not found",
        "seen": "The server says that the page does not exist or no longer exists",
        "to_do": "look for the page’s new address on the site and correct url in config.toml",
    },
    "http_refused": {
        "title": "access refused",
        "seen": "The server refuses access to the page",
        "to_do": "open the page in a browser; if it shows there, ask the site to accept this program",
    },
    "http_busy": {
        "title": "too many visits",
        "seen": "The server asks for fewer visits",
        "to_do": "nothing if it passes; otherwise visit less often (schedule in config.toml)",
    },
    "redirect_loop": {
        "title": "endless redirects",
        "seen": "The site redirects from address to address and never arrives",
        "to_do": _WAIT,
    },
    "redirected": {
        "title": "redirected to another page",
        "seen": "The site redirects to a page other than the one watched",
        "to_do": "look for the page’s new address on the site and correct url in config.toml",
    },
    "too_large": {
        "title": "answer too large",
        "seen": "The answer is larger than allowed",
        "to_do": "if this size is normal, raise max_page in config.toml",
    },
    "heavy_page": {
        "title": "page too heavy",
        "seen": "Reading the page took more time or memory than allowed",
        "to_do": "if the page is normal, raise the setting named here in config.toml",
    },
    "blocked_address": {
        "title": "address refused",
        "seen": "The address leads to a private network or to a protocol that is not allowed",
        "to_do": "check url; for a site of your own network set allow_private_addresses = true in config.toml",
    },
    "robots": {
        "title": "refused by robots.txt",
        "seen": "The site asks programs not to read this page",
        "to_do": "ask the site for permission; with it, set robots = false for this page",
    },
    "no_rules": {
        "title": "robots.txt unavailable",
        "seen": "The site could not deliver its robots.txt, which is read before any page; nothing else was asked of it",
        "to_do": "nothing, every visit tries again; if it lasts, tell the site",
    },
    "wrong_type": {
        "title": "not a web page",
        "seen": "The server sent something other than a web page",
        "to_do": "check url in config.toml",
    },
    "empty": {
        "title": "empty page",
        "seen": "The page arrived empty",
        "to_do": _WAIT,
    },
    "empty_notice": {
        "title": "page without its text",
        "seen": "The page came without its text, with something else in its place",
        "to_do": _WAIT,
    },
    "empty_left": {
        "title": "page without its text",
        "seen": "The page came with hardly any text",
        "to_do": _WAIT,
    },
    "js_shell": {
        "title": "page without text",
        "seen": "The page arrived without its text, which only a browser would bring in",
        "to_do": "look on the site for a version without JavaScript, or for the address from which the page takes its text",
    },
    "truncated": {
        "title": "incomplete page",
        "seen": "The page arrived incomplete",
        "to_do": _WAIT,
    },
    "encoding": {
        "title": "garbled characters",
        "seen": "The page’s characters are wrongly encoded",
        "to_do": "nothing for now; if it lasts, tell the site",
    },
    "soft_404": {
        "title": "page not found",
        "seen": "The site says that it cannot find the page watched",
        "to_do": "look for the page’s new address on the site and correct url in config.toml",
    },
    "maintenance": {
        "title": "site under maintenance",
        "seen": "The site shows a notice of maintenance or overload",
        "to_do": "nothing, every visit tries again",
    },
    "broken": {
        "title": "site error",
        "seen": "The site shows an error message in place of the page",
        "to_do": _WAIT,
    },
    "parked": {
        "title": "domain for sale",
        "seen": "The address shows a domain name for sale or expired in place of the page",
        "to_do": "check the address of the site, which may have moved, and correct url in config.toml",
    },
    "bot_wall": {
        "title": "robot check",
        "seen": "The site asks its visitors to prove that they are not robots",
        "to_do": "visit less often, or ask the site to accept this program",
    },
    "refused": {
        "title": "access refused",
        "seen": "The site shows the page only to those who are allowed to see it",
        "to_do": "open the page in a browser; if it shows there, visit less often, or ask the site to accept this program",
    },
    "consent": {
        "title": "request for consent",
        "seen": "The site shows a request for consent in place of the page",
        "to_do": "open the page in a browser; if it shows there, ask the site to show its text without consent",
    },
    "login_redirect": {
        "title": "login required",
        "seen": "The site asks for a login",
        "to_do": "if the page is no longer public, find another one or remove it from config.toml",
    },
    "other_page": {
        "title": "another page at this address",
        "seen": "A page other than the one watched is at this address",
        "to_do": "open the address; if the page has moved, correct url in config.toml",
    },
    "never": {
        "title": "never found",
        "seen": "What was looked for is not on the page",
        "to_do": "correct these words in config.toml; monitor outline gives the page’s headings and documents",
    },
    "item_missing": {
        "title": "item missing",
        "seen": "The item watched is no longer on the page",
        "to_do": _RECIPE,
    },
    "document_unavailable": {
        "title": "document unavailable",
        "seen": "The document could not be downloaded",
        "to_do": _FILE,
    },
    "document_html": {
        "title": "web page in place of the document",
        "seen": "The document’s link leads to a web page",
        "to_do": _FILE,
    },
    "document_notice": {
        "title": "message in place of the document",
        "seen": "In place of the document the site sends a message",
        "to_do": _FILE,
    },
    "document_unreadable": {
        "title": "document unreadable",
        "seen": "The document arrived, but its content could not be read",
        "to_do": _FILE,
    },
    "office": {
        "title": "no reader of spreadsheets",
        "seen": "The spreadsheet arrived, but what reads spreadsheets is not installed",
        "to_do": "install it: pip install 'city-page-monitor[office]'",
    },
    "database_damaged": {
        "title": "database damaged",
        "seen": "What the database keeps of this page is no longer what was written",
        "to_do": "run monitor verify, which says what is damaged; check the disk, and put back a backup if need be",
    },
    "internal_error": {
        "title": "program error",
        "seen": "An error of this program broke off the visit",
        "to_do": "report this error, with the log; the other pages are still watched",
    },
    "rule": {
        "3.10": "apostrophes, quotation marks, dashes or spaces",
        "3.6 counter": "a number that changes from one reading to the next by itself; `ignore` leaves it out for good",
        "3.6": "a counter, or a part of the text that the configuration ignores",
        "3.6 pages": "a list of other pages behind the text, which the site draws anew",
        "3.11 re-export": "file saved again, the same words",
        "3.11 layout": "boxes laid out differently, same units",
        "3.27 layout": "boxes laid out differently, hierarchy to be checked",
        "3.30 reencoded": "picture saved again or resized, showing the same",
        "3.31 form": "the same content in another form of file",
        "3.31 order": "rows or columns in another order, same data",
        "3.28": "addresses of links rewritten, to the same pages",
        "3.11 markup": "the page’s markup",
        "3.11 address": "an address written differently, leading to the same place",
        "3.11 relocated": "found in a way other than the one that config.toml names first",
        "3.11": "a difference that no reader sees",
    },
    "suspect": {
        "odd": {
            "language": "the text is no longer in {before} but in {after}",
            "short": ("only {n} of {before} words is left", "only {n} of {before} words are left"),
            "program": "it holds the text of a program: {text}",
            "program_gone": "the text of a program is no longer there: {text}",
            "may_be_program": "what took the text's place may be a program's message: {text}",
            "bare": "its place is still on the page, without a text",
            "cells": "the table's cells are there, but say nothing any more",
            "entries": "several passages in a row are gone, a few words took their place",
            "cut": "the page's text ends sooner, all that followed is gone",
            "with_text": "the text around it went or changed at the same time, and is to be checked itself",
            "instead": "all of the page's text gave way to: {text}",
            "under": "nothing is left under: {text}",
            "few_under": "a few words took the place of all the text under: {text}",
            "rewritten": "the text keeps only {after} of its {before} earlier words",
            "placed": "the link's label and address changed together, the document followed is the one that took its place",
            "no_chart": "it is no longer an org chart that can be read",
            "not_chart": "this new document is not an org chart that can be read",
            "joined": "a new document stands where the old one did, which is elsewhere on the page now; both are followed",
            "blank": "the new picture is blank, of one colour",
            "smaller": "the new picture is too small to show what the old one showed: {before} pixels, then {after}",
        },
        "summary": {
            "language": "text now in {after}",
            "short": ("text cut to {n} of {before} words", "text cut to {n} of {before} words"),
            "program": "text of a program in the content",
            "program_gone": "text of a program gone from the content",
            "may_be_program": "text replaced, perhaps by a program's message",
            "bare": "text gone, its place left empty",
            "cells": "table's cells emptied",
            "entries": "passages replaced by a few words",
            "cut": "the end of the page is gone",
            "with_text": "gone with the text around it, to be checked",
            "instead": "text replaced by: {text}",
            "under": "nothing left under {text}",
            "few_under": "text under {text} replaced by a few words",
            "rewritten": "text almost wholly rewritten",
            "placed": "new label and address, document to be checked",
            "no_chart": "no longer an org chart that can be read",
            "not_chart": "new document, not an org chart that can be read",
            "joined": "new document where the old one stood, to be checked",
            "blank": "blank picture in place of the old one",
            "smaller": "picture shrunk to {after} pixels, not legible",
        },
    },
}
