"""Mistakes in a config.toml: what is wrong, and what to write instead. Keys and values as in the file. In English."""

from __future__ import annotations

TEXTS = {
    "missing_file": {
        "what": "there is no such file",
        "to_do": "to write one: monitor add URL, or monitor init; or name yours with --config",
    },
    "folder": {
        "what": "this is a folder, not a file",
        "to_do": "name the file itself, for example --config {file}/config.toml",
    },
    "unreadable": {
        "what": "cannot be read ({detail})",
        "to_do": "check the file's permissions",
    },
    "word_processor": {
        "what": "this is a document of a word processor, not plain text",
        "to_do": "save it as plain text in UTF-8, or write it in a text editor",
    },
    "not_utf8": {
        "what": "this is not UTF-8 text",
        "to_do": "save the file as UTF-8 in your editor",
    },
    "syntax": {
        "what": "column {column}: reading stops here: {shown}",
        "to_do": "check the quotation marks, brackets and the = sign of this line and of the one before",
    },
    "syntax_quotes": {
        "what": "column {column}: quotation marks of a word processor",
        "to_do": "write: {shown}",
    },
    "syntax_meant": {
        "what": "column {column}: reading stops here: {shown}",
        "to_do": "write: {meant}",
    },
    "syntax_value": {
        "what": "column {column}: not a value: {shown}",
        "to_do": 'put texts between quotation marks, for example pause = "1s"; yes and no are true and false',
    },
    "syntax_equals": {
        "what": "column {column}: the = sign is missing: {shown}",
        "to_do": "write key = value; a key with accents or spaces needs quotation marks",
    },
    "syntax_key": {
        "what": "column {column}: not a name: {shown}",
        "to_do": 'a name with accents or spaces needs quotation marks, for example [watch.sections."élus"]',
    },
    "syntax_twice": {
        "what": "column {column}: defined twice: {shown}",
        "to_do": "join the two; one more page begins with [[watch]], in double brackets",
    },
    "key_twice": {
        "what": "the key {key} is written twice (lines {first} and {line})",
        "to_do": "keep one of the two lines",
    },
    "key_of_next_twice": {
        "what": "the key {key} is written twice (lines {first} and {line})",
        "to_do": "keep one of the two lines; if the second begins another one, put {table} above it",
    },
    "table_twice": {
        "what": "{table} is written twice (lines {first} and {line})",
        "to_do": "move what follows line {line} below line {first}, and remove line {line}",
    },
    "named_table_twice": {
        "what": "{table} is written twice (lines {first} and {line})",
        "to_do": "give one of the two another name, or join them below line {first}",
    },
    "syntax_backslash": {
        "what": "column {column}: a lone backslash in a text: {shown}",
        "to_do": "double it (\"/\\\\d+/\") or use apostrophes ('/\\d+/')",
    },
    "syntax_open": {
        "what": "column {column}: a text or list is never closed: {shown}",
        "to_do": "add the closing quotation mark or bracket",
    },
    "unknown_key": {
        "what": "unknown key",
        "to_do": "{hint}",
    },
    "missing": {
        "what": "this key is missing",
        "to_do": "add for example: {example}",
    },
    "invalid": {
        "what": "{value} does not fit",
        "to_do": "see docs/configuration.md",
    },
    "a_text": {
        "what": "{value} is not a text",
        "to_do": "put the value between quotation marks: {example}",
    },
    "a_number": {
        "what": "{value} is not a whole number",
        "to_do": "write a whole number without quotation marks: {example}",
    },
    "a_bool": {
        "what": "{value} is neither true nor false",
        "to_do": "write true or false, without quotation marks",
    },
    "a_list": {
        "what": "{value} is not a list",
        "to_do": "put the values in brackets: {example}",
    },
    "a_table": {
        "what": "{value} is not a table",
        "to_do": "write its keys in braces, or under a header in brackets",
    },
    "two_brackets": {
        "what": "[{table}] is written in single brackets",
        "to_do": "write [[{table}]]: there may be several",
    },
    "one_bracket": {
        "what": "[[{table}]] is written in double brackets",
        "to_do": "write [{table}]: there is only one",
    },
    "named_table": {
        "what": "[[{table}]] is written in double brackets",
        "to_do": "write [{table}.NAME], with a name of your choice for NAME",
    },
    "choice": {
        "what": "{value} is not known here",
        "to_do": "{hint}",
    },
    "at_least": {
        "what": "{value} is too small",
        "to_do": "at least {bound}",
    },
    "at_most": {
        "what": "{value} is too large",
        "to_do": "at most {bound}",
    },
    "empty": {
        "what": "the text is empty",
        "to_do": "write a text, or leave the key out",
    },
    "empty_list": {
        "what": "the list is empty",
        "to_do": "write at least one value, or leave the key out",
    },
    "texts": {
        "what": "{value} is neither a text nor a list of texts",
        "to_do": "write for example: {example}",
    },
    "duration": {
        "what": "{value} is not a duration",
        "to_do": "write a number and a unit (s, min, h, d): {example}",
    },
    "duration_zero": {
        "what": "no time at all is too short",
        "to_do": "write for example: {example}",
    },
    "duration_long": {
        "what": "{value} is longer than a year",
        "to_do": 'at most "366 d"',
    },
    "size": {
        "what": "{value} is not a size",
        "to_do": "write a number and a unit (kB, MB, MiB, Mo): {example}",
    },
    "size_range": {
        "what": "{value} is not a possible limit",
        "to_do": 'between "1 B" and "1000 GB"',
    },
    "no_file": {
        "what": "{value} is no file",
        "to_do": "name the file of the database: {example}",
    },
    "mode": {
        "what": "{value} are no permissions of a feed's file",
        "to_do": "write octal digits, its owner reads and writes: {example}",
    },
    "pause_day": {
        "what": "{value} is neither true nor a day",
        "to_do": "write {example}, without quotation marks; or paused_until = true, until further notice",
    },
    "timezone": {
        "what": "there is no time zone {value}",
        "to_do": "{hint}",
    },
    "contact": {
        "what": "{value} is not a way to reach you",
        "to_do": 'write a mailto: or https: address, for example "mailto:you@example.org"',
    },
    "ping": {
        "what": "this is not an http(s) address",
        "to_do": "copy the address that the service gives you, for example: {example}",
    },
    "name_letters": {
        "what": "this name becomes part of addresses and file names",
        "to_do": "letters, digits, - _ . only, no spaces, at most 80, a letter or digit first",
    },
    "watch_twice": {
        "what": "two watches are called {value}",
        "to_do": "give each [[watch]] a name of its own (case does not count)",
    },
    "item_twice": {
        "what": "a section has this name already",
        "to_do": "give the document another name",
    },
    "url_scheme": {
        "what": "{value} is not an http(s) address",
        "to_do": "{address}",
    },
    "url": {
        "what": "the address {value} is malformed",
        "to_do": "copy it as your browser shows it",
    },
    "url_password": {
        "what": "the address holds a name or password, which would be kept in the database",
        "to_do": 'take it out and write headers = {{ Authorization = "Basic ${{NAME}}" }}',
    },
    "cron_alias": {
        "what": "{value} is not a known schedule",
        "to_do": "{hint}",
    },
    "cron_words": {
        "what": "{value} is said in words",
        "to_do": "write: {meant}",
    },
    "cron_fields": {
        "what": "{value} has not five fields but {count}",
        "to_do": 'minute hour day month weekday: "0 7 * * *" is every day at 7:00',
    },
    "cron_field": {
        "what": "“{part}” is not valid for {field}",
        "to_do": "from {low} to {high}, with * , - and /n",
    },
    "cron_step": {
        "what": "“{part}”: a step that does not fit this field ({field})",
        "to_do": "write for example */2",
    },
    "cron_backwards": {
        "what": "“{part}” runs backwards ({field})",
        "to_do": "write the smaller value first, or two parts with a comma between",
    },
    "cron_never": {
        "what": "{value} never comes: none of these months has a day {day}",
        "to_do": "mend the day or the month",
    },
    "two_schedules": {
        "what": "schedule and every contradict each other",
        "to_do": "keep one of them",
    },
    "header_name": {
        "what": "“{header}” is not the name of a header",
        "to_do": 'for example headers = {{ Accept-Language = "en" }}',
    },
    "header_ours": {
        "what": "“{header}” is sent by the program itself",
        "to_do": "take this line out",
    },
    "header_value": {
        "what": "the value of “{header}” holds characters that no header may hold",
        "to_do": "letters without accents, digits and punctuation, on one line",
    },
    "css": {
        "what": "{value} is not a CSS selector ({detail})",
        "to_do": 'check brackets, parentheses and dots, for example "main .text"',
    },
    "slashes": {
        "what": "a regular expression stands between slashes",
        "to_do": "write for example: {example}",
    },
    "regex": {
        "what": "{value} is not a regular expression ({detail})",
        "to_do": "a bracket or question mark that means itself has \\\\ before it",
    },
    "regex_everything": {
        "what": "this expression covers any text: nothing would be compared any more",
        "to_do": "write what changes without meaning, for example: {example}",
    },
    "section_way": {
        "what": "nothing says where to find this section",
        "to_do": 'add heading = "Heading on the page", or css, or from and until',
    },
    "two_ends": {
        "what": "{first} and {second} both set one end of the range",
        "to_do": "keep one of them",
    },
    "range_end": {
        "what": "the range has no end",
        "to_do": "add until (left out) or through (taken in)",
    },
    "range_start": {
        "what": "the range has no start",
        "to_do": "add from (taken in) or after (left out)",
    },
    "document_way": {
        "what": "nothing says which link to follow",
        "to_do": 'add link = "text of the link", or css; link = "self" where the address is itself the document',
    },
    "self_alone": {
        "what": 'with link = "self" the address is itself the document: it has no sections, no other documents, no css',
        "to_do": "make it a [[watch]] of its own",
    },
    "correct_kind": {
        "what": "only an org chart can be corrected",
        "to_do": 'add kind = "orgchart", or take correct out',
    },
    "correct_one": {
        "what": "either parent or ignore = true is needed",
        "to_do": 'parent = "the unit above", or ignore = true where the box is not a unit',
    },
    "no_items": {
        "what": "nothing on this page is watched",
        "to_do": "add [watch.sections.NAME] or [watch.documents.NAME]; monitor outline URL proposes them",
    },
    "no_watch": {
        "what": "no page is watched",
        "to_do": "add one: monitor add URL; monitor init writes a commented example",
    },
    "host": {
        "what": "{value} is not the name of a server",
        "to_do": 'the bare name, without smtp:// or port, for example "mail.example.org"',
    },
    "sender": {
        "what": "{value} is not a sender",
        "to_do": 'write "Watch <watch@example.org>"',
    },
    "smtp_plain": {
        "what": "mails and password would travel unencrypted",
        "to_do": 'security = "starttls"; or, knowing what it means, allow_plain = true',
    },
    "smtp_login": {
        "what": "{missing} is missing",
        "to_do": "write both, or neither where the server asks for no login",
    },
    "to_mail": {
        "what": "a mail address begins with mailto:",
        "to_do": "write to = {mail}",
    },
    "to_scheme": {
        "what": "this is not an address",
        "to_do": 'mailto:, https://, atom:, or an Apprise address like "ntfy://ntfy.sh/my-town"',
    },
    "feed_file": {
        "what": "the name of the feed's file is missing",
        "to_do": 'write to = "atom:feeds/watch.xml", relative to config.toml',
    },
    "recipient": {
        "what": "one of the recipients is not a mail address",
        "to_do": 'write "mailto:one@example.org,two@example.org"',
    },
    "no_smtp": {
        "what": "no server is named to send these mails",
        "to_do": "add [smtp] with host and from, or let it be done: monitor alerts setup",
    },
    "secret_unused": {
        "what": "only a webhook (https://) is signed",
        "to_do": "take secret out",
    },
    "mode_unused": {
        "what": "only a feed (atom:) has permissions",
        "to_do": "take mode out",
    },
    "alert_twice": {
        "what": "this [[alert]] repeats another",
        "to_do": "take one of them out",
    },
    "apprise_scheme": {
        "what": "Apprise does not know this kind of address",
        "to_do": "{hint}",
    },
    "apprise": {
        "what": "Apprise does not understand this {scheme}:// address",
        "to_do": "see its exact form on https://appriseit.com/services/",
    },
    "unknown_watch": {
        "what": "no watch is called {value}",
        "to_do": "{hint}",
    },
    "env_unset": {
        "what": "the environment variable {name} is not set",
        "to_do": "put it into the file of env_file, or set it before starting monitor; a real ${{ is written $${{",
    },
    "env_file_missing": {
        "what": "{value}: there is no such file",
        "to_do": "make it, with a line NAME=value for each ${{NAME}} (monitor alerts setup does), or take env_file out",
    },
    "env_file_unreadable": {
        "what": "{value}: cannot be read ({detail})",
        "to_do": "check the file's permissions",
    },
    "env_file_line": {
        "what": "{value}, line {number}: not NAME=value",
        "to_do": "write for example SMTP_PASSWORD=secret; a comment begins with #",
    },
    "env_form": {
        "what": "“${{” is not followed by a name and “}}”",
        "to_do": "write ${{NAME}}; a real ${{ is written $${{",
    },
    "part": {
        "write": "write: {meant}",
        "write_under": "write {meant}, under {home}",
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
    },
    "line": "{file}, line {line}",
    "colon": ": ",
}
