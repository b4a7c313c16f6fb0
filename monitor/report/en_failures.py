"""Failures and hidden differences in English: kind -> (in a subject, what was seen, what to do)."""

from __future__ import annotations

_WAIT = "nothing for now, every visit tries again; if it lasts, open the page in a browser"
_RECIPE = "open the page; if the item is still there, correct its description in config.toml (monitor outline helps to find it)"
_FILE = "follow the link from the page; if it no longer leads to the file, tell the site"

FAILURES = {
    "dns": ("site not found", "The site’s name has no address on the Internet", "check the page’s address in config.toml"),
    "connect": ("no connection", "The server could not be reached", _WAIT),
    "tls": (
        "certificate refused",
        "The site’s certificate could not be verified",
        "tell the site: its visitors see the same warning",
    ),
    "pattern": (
        "pattern too slow",
        "A pattern of config.toml is too slow on this page and was given up",
        "simplify this pattern; repetitions within each other, as in (a+)+, are often the cause",
    ),
    "timeout": ("no answer in time", "The server took too long to answer", _WAIT),
    "http_error": ("error answer", "The server answered with an error", _WAIT),
    "http_gone": (
        "page not found",
        "The server says that the page does not exist or no longer exists",
        "look for the page’s new address on the site and correct url in config.toml",
    ),
    "http_refused": (
        "access refused",
        "The server refuses access to the page",
        "open the page in a browser; if it shows there, ask the site to accept this program",
    ),
    "http_busy": (
        "too many visits",
        "The server asks for fewer visits",
        "nothing if it passes; otherwise visit less often (schedule in config.toml)",
    ),
    "redirect_loop": ("endless redirects", "The site redirects from address to address and never arrives", _WAIT),
    "redirected": (
        "redirected to another page",
        "The site redirects to a page other than the one watched",
        "look for the page’s new address on the site and correct url in config.toml",
    ),
    "too_large": ("answer too large", "The answer is larger than allowed", "if this size is normal, raise max_page in config.toml"),
    "heavy_page": (
        "page too heavy",
        "Reading the page took more time or memory than allowed",
        "if the page is normal, raise the setting named here in config.toml",
    ),
    "blocked_address": (
        "address refused",
        "The address leads to a private network or to a protocol that is not allowed",
        "check url; for a site of your own network set allow_private_addresses = true in config.toml",
    ),
    "robots": (
        "refused by robots.txt",
        "The site asks programs not to read this page",
        "ask the site for permission; with it, set robots = false for this page",
    ),
    "wrong_type": ("not a web page", "The server sent something other than a web page", "check url in config.toml"),
    "empty": ("empty page", "The page arrived empty", _WAIT),
    "empty_notice": (
        "page without its text",
        "The page came without its text, with something else in its place",
        _WAIT,
    ),
    "js_shell": (
        "page without text",
        "The page arrived without its text, which only a browser would bring in",
        "look on the site for a version without JavaScript, or for the address from which the page takes its text",
    ),
    "truncated": ("incomplete page", "The page arrived incomplete", _WAIT),
    "encoding": (
        "garbled characters",
        "The page’s characters are wrongly encoded",
        "nothing for now; if it lasts, tell the site",
    ),
    "soft_404": (
        "page not found",
        "The site shows “page not found” in place of the page watched",
        "look for the page’s new address on the site and correct url in config.toml",
    ),
    "maintenance": (
        "site under maintenance",
        "The site shows a notice of maintenance or overload",
        "nothing, every visit tries again",
    ),
    "bot_wall": (
        "robot check",
        "The site asks its visitors to prove that they are not robots",
        "visit less often, or ask the site to accept this program",
    ),
    "consent": (
        "request for consent",
        "The site shows a request for consent in place of the page",
        "open the page in a browser; if it shows there, ask the site to show its text without consent",
    ),
    "login_redirect": (
        "login required",
        "The site asks for a login",
        "if the page is no longer public, find another one or remove it from config.toml",
    ),
    "other_page": (
        "another page at this address",
        "Another page than the one that is watched stands at this address",
        "open the address; if the page has moved, correct url in config.toml",
    ),
    "never": (
        "never found",
        "What was looked for is not on the page",
        "correct these words in config.toml; monitor outline gives the page’s headings and documents",
    ),
    "item_missing": ("item missing", "The item watched is no longer on the page", _RECIPE),
    "document_unavailable": ("document unavailable", "The document could not be downloaded", _FILE),
    "document_html": ("web page in place of the document", "The document’s link leads to a web page", _FILE),
    "document_unreadable": ("document unreadable", "The document arrived, but its content could not be read", _FILE),
    "database_damaged": (
        "database damaged",
        "What the database keeps of this page is no longer what was written",
        "run monitor verify, which says what is damaged; check the disk, and put back a backup if need be",
    ),
    "internal_error": (
        "program error",
        "An error of this program broke off the visit",
        "report this error, with the log; the other pages are still watched",
    ),
}

RULES = {
    "3.10": "apostrophes, quotation marks, dashes or spaces",
    "3.6": "a part of the text that the configuration ignores",
    "3.11 re-export": "file saved again, nothing visible changed",
    "3.28": "addresses of links rewritten, to the same pages",
    "3.11 markup": "the page’s markup",
    "3.11 address": "the spelling of the address",
    "3.11 relocated": "the text was found in another way than the selector or heading named first",
    "3.11": "a difference that nobody sees",
}
