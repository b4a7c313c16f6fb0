"""What is wrong in a config.toml, and what to write instead, in English. Typography as printed; keys and values as in the file."""

from __future__ import annotations

# code of the mistake -> (what is wrong, what to do)
MISTAKES: dict[str, tuple[str, str]] = {
    "missing_file": (
        "there is no such file",
        "to write one: monitor add URL, or monitor init; or name yours with --config",
    ),
    "folder": (
        "this is a folder, not a file",
        "name the file itself, for example --config {file}/config.toml",
    ),
    "unreadable": (
        "cannot be read ({detail})",
        "check the file’s permissions",
    ),
    "not_utf8": (
        "this is not UTF-8 text",
        "save the file as UTF-8 in your editor",
    ),
    "syntax": (
        "column {column}: reading stops here: {shown}",
        "check the quotation marks, brackets and the = sign of this line and of the one before",
    ),
    "syntax_value": (
        "column {column}: not a value: {shown}",
        'put texts between quotation marks, for example pause = "1s"; yes and no are true and false',
    ),
    "syntax_equals": (
        "column {column}: the = sign is missing: {shown}",
        "write key = value; a key with accents or spaces needs quotation marks",
    ),
    "syntax_key": (
        "column {column}: not a name: {shown}",
        'a name with accents or spaces needs quotation marks, for example [watch.sections."élus"]',
    ),
    "syntax_twice": (
        "column {column}: defined twice: {shown}",
        "join the two; one more page begins with [[watch]], in double brackets",
    ),
    "syntax_backslash": (
        "column {column}: a lone backslash in a text: {shown}",
        "double it (\"/\\\\d+/\") or use apostrophes ('/\\d+/')",
    ),
    "syntax_open": (
        "column {column}: a text or list is never closed: {shown}",
        "add the closing quotation mark or bracket",
    ),
    "unknown_key": (
        "unknown key",
        "{hint}",
    ),
    "missing": (
        "this key is missing",
        "add for example: {example}",
    ),
    "invalid": (
        "{value} does not fit",
        "see docs/configuration.md",
    ),
    "a_text": (
        "{value} is not a text",
        "put the value between quotation marks: {example}",
    ),
    "a_number": (
        "{value} is not a whole number",
        "write a whole number without quotation marks: {example}",
    ),
    "a_bool": (
        "{value} is neither true nor false",
        "write true or false, without quotation marks",
    ),
    "a_list": (
        "{value} is not a list",
        "put the values in brackets: {example}",
    ),
    "a_table": (
        "{value} is not a table",
        "write its keys in braces, or under a header in brackets",
    ),
    "two_brackets": (
        "[{table}] is written in single brackets",
        "write [[{table}]]: there may be several",
    ),
    "one_bracket": (
        "[[{table}]] is written in double brackets",
        "write [{table}]: there is only one",
    ),
    "choice": (
        "{value} is not known here",
        "{hint}",
    ),
    "at_least": (
        "{value} is too small",
        "at least {bound}",
    ),
    "at_most": (
        "{value} is too large",
        "at most {bound}",
    ),
    "empty": (
        "the text is empty",
        "write a text, or leave the key out",
    ),
    "empty_list": (
        "the list is empty",
        "write at least one value, or leave the key out",
    ),
    "texts": (
        "{value} is neither a text nor a list of texts",
        "write for example: {example}",
    ),
    "duration": (
        "{value} is not a duration",
        "write a number and a unit (s, min, h, d): {example}",
    ),
    "duration_zero": (
        "no time at all is too short",
        "write for example: {example}",
    ),
    "duration_long": (
        "{value} is longer than a year",
        'at most "366 d"',
    ),
    "size": (
        "{value} is not a size",
        "write a number and a unit (kB, MB, MiB, Mo): {example}",
    ),
    "size_range": (
        "{value} is no possible limit",
        'between "1 B" and "1000 GB"',
    ),
    "mode": (
        "{value} are no permissions of a feed's file",
        "write octal digits, its owner reads and writes: {example}",
    ),
    "pause_day": (
        "{value} is neither true nor a day",
        "write {example}, without quotation marks; or paused_until = true, until further notice",
    ),
    "timezone": (
        "there is no time zone {value}",
        "{hint}",
    ),
    "contact": (
        "{value} is no way to reach you",
        'write a mailto: or https: address, for example "mailto:you@example.org"',
    ),
    "ping": (
        "this is no http(s) address",
        "copy the address that the service gives you, for example: {example}",
    ),
    "name_letters": (
        "this name becomes part of addresses and file names",
        "letters, digits, - _ . only, no spaces, at most 80, a letter or digit first",
    ),
    "watch_twice": (
        "two watches are called {value}",
        "give each [[watch]] a name of its own (case does not count)",
    ),
    "item_twice": (
        "a section has this name already",
        "give the document another name",
    ),
    "url_scheme": (
        "{value} is not a http(s) address",
        "{address}",
    ),
    "url": (
        "the address {value} is malformed",
        "copy it as your browser shows it",
    ),
    "url_password": (
        "the address holds a name or password, which would be kept in the database",
        'take it out and write headers = {{ Authorization = "Basic ${{NAME}}" }}',
    ),
    "cron_alias": (
        "{value} is not a known schedule",
        "{hint}",
    ),
    "cron_fields": (
        "{value} has not five fields but {count}",
        'minute hour day month weekday: "0 7 * * *" is every day at 7:00',
    ),
    "cron_field": (
        "“{part}” is no {field}",
        "from {low} to {high}, with * , - and /n",
    ),
    "cron_step": (
        "“{part}”: a step that does not fit this field ({field})",
        "write for example */2",
    ),
    "cron_backwards": (
        "“{part}” runs backwards ({field})",
        "write the smaller value first, or two parts with a comma between",
    ),
    "cron_never": (
        "{value} never comes: none of these months has a day {day}",
        "mend the day or the month",
    ),
    "two_schedules": (
        "schedule and every contradict each other",
        "keep one of them",
    ),
    "header_name": (
        "“{header}” is not the name of a header",
        'for example headers = {{ Accept-Language = "en" }}',
    ),
    "header_ours": (
        "“{header}” is sent by the program itself",
        "take this line out",
    ),
    "header_value": (
        "the value of “{header}” holds characters that no header may hold",
        "letters without accents, digits and punctuation, on one line",
    ),
    "css": (
        "{value} is not a CSS selector ({detail})",
        'check brackets, parentheses and dots, for example "main .text"',
    ),
    "slashes": (
        "a regular expression stands between slashes",
        "write for example: {example}",
    ),
    "regex": (
        "{value} is not a regular expression ({detail})",
        "a bracket or question mark that means itself has \\\\ before it",
    ),
    "regex_everything": (
        "this expression covers any text: nothing would be compared any more",
        "write what changes without meaning, for example: {example}",
    ),
    "section_way": (
        "nothing says where to find this section",
        'add heading = "Heading on the page", or css, or from and until',
    ),
    "two_ends": (
        "{first} and {second} both set one end of the range",
        "keep one of them",
    ),
    "range_end": (
        "the range has no end",
        "add until (left out) or through (taken in)",
    ),
    "range_start": (
        "the range has no start",
        "add from (taken in) or after (left out)",
    ),
    "document_way": (
        "nothing says which link to follow",
        'add link = "text of the link", or css; link = "self" where the address is itself the document',
    ),
    "self_alone": (
        'with link = "self" the address is itself the document: it has no sections, no other documents, no css',
        "make it a [[watch]] of its own",
    ),
    "correct_kind": (
        "only an org chart can be corrected",
        'add kind = "orgchart", or take correct out',
    ),
    "correct_one": (
        "either parent or ignore = true is needed",
        'parent = "the unit above", or ignore = true where the box is no unit',
    ),
    "no_items": (
        "nothing on this page is watched",
        "add [watch.sections.NAME] or [watch.documents.NAME]; monitor outline URL proposes them",
    ),
    "no_watch": (
        "no page is watched",
        "add one: monitor add URL; monitor init writes a commented example",
    ),
    "host": (
        "{value} is not the name of a server",
        'the bare name, without smtp:// or port, for example "mail.example.org"',
    ),
    "sender": (
        "{value} is not a sender",
        'write "Watch <watch@example.org>"',
    ),
    "smtp_plain": (
        "mails and password would travel unencrypted",
        'security = "starttls"; or, knowing what it means, allow_plain = true',
    ),
    "smtp_login": (
        "{missing} is missing",
        "write both, or neither where the server asks for no login",
    ),
    "to_mail": (
        "a mail address begins with mailto:",
        'write to = "mailto:…"',
    ),
    "to_scheme": (
        "this is not an address",
        'mailto:, https://, atom:, or an Apprise address like "ntfy://ntfy.sh/my-town"',
    ),
    "feed_file": (
        "the name of the feed’s file is missing",
        'write to = "atom:feeds/watch.xml", relative to config.toml',
    ),
    "recipient": (
        "one of the recipients is not a mail address",
        'write "mailto:one@example.org,two@example.org"',
    ),
    "no_smtp": (
        "no server is named to send these mails",
        "add [smtp] with host and from",
    ),
    "secret_unused": (
        "only a webhook (https://) is signed",
        "take secret out",
    ),
    "mode_unused": (
        "only a feed (atom:) has permissions",
        "take mode out",
    ),
    "alert_twice": (
        "this [[alert]] repeats another",
        "take one of them out",
    ),
    "apprise_scheme": (
        "Apprise does not know this kind of address",
        "{hint}",
    ),
    "apprise": (
        "Apprise does not understand this {scheme}:// address",
        "see its exact form on https://appriseit.com/services/",
    ),
    "unknown_watch": (
        "no watch is called {value}",
        "{hint}",
    ),
    "env_unset": (
        "the environment variable {name} is not set",
        "set it before starting monitor; a real ${{ is written $${{",
    ),
    "env_form": (
        "“${{” is not followed by a name and “}}”",
        "write ${{NAME}}; a real ${{ is written $${{",
    ),
}

# parts of sentences
PARTS: dict[str, str] = {
    "did_you_mean": "did you mean {guess}?",
    "one_of": "possible: {choices}",
    "home": "this key belongs under {home}",
    "home_before": "this key belongs under {home}, before the first header in brackets that follows it",
    "leave_out": "leave this key out",
    "try_url": "write {near_url}",
    "full_url": "write the whole address, with https:// in front",
    "zones": 'for example "Europe/Paris" or "UTC"',
    "schemes": "see the list on https://appriseit.com/services/",
    "list": "a list",
    "table": "a table",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "month": "month",
    "weekday": "weekday",
}
