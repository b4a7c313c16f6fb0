"""Mistakes in a config.toml: what is wrong, and what to write instead. Keys and values as in the file. In English."""

from __future__ import annotations

TEXTS = {
    "missing_file": {
        "what": "there is no such file",
        "to_do": "create one with monitor add URL or monitor init, or point to yours with --config",
    },
    "folder": {"what": "this is a folder, not a file", "to_do": "name the file itself, for example --config {file}/config.toml"},
    "unreadable": {"what": "cannot be read ({detail})", "to_do": "check the file's permissions"},
    "word_processor": {
        "what": "this is a word-processor document, not plain text",
        "to_do": "save it as plain text (UTF-8), or use a text editor",
    },
    "not_utf8": {"what": "this is not UTF-8 text", "to_do": "save the file as UTF-8 in your editor"},
    "syntax": {
        "what": "column {column}: syntax error: {shown}",
        "to_do": "check the quotation marks, brackets and = signs in this line and in the one before",
    },
    "syntax_quotes": {"what": "column {column}: curly quotation marks, as word processors write them", "to_do": "write: {shown}"},
    "syntax_meant": {"what": "column {column}: syntax error: {shown}", "to_do": "write: {meant}"},
    "syntax_value": {
        "what": "column {column}: not a valid value: {shown}",
        "to_do": 'put text in quotation marks, for example pause = "1s"; for yes and no, write true and false',
    },
    "syntax_equals": {
        "what": "column {column}: the = sign is missing: {shown}",
        "to_do": "write key = value; a key with accents or spaces needs quotation marks",
    },
    "syntax_key": {
        "what": "column {column}: not a valid name: {shown}",
        "to_do": 'a name with accents or spaces needs quotation marks, for example [watch.sections."élus"]',
    },
    "syntax_twice": {
        "what": "column {column}: defined twice: {shown}",
        "to_do": "merge the two; to add a page, start it with [[watch]], in double brackets",
    },
    "key_twice": {"what": "the key {key} appears twice (lines {first} and {line})", "to_do": "keep one of the two lines"},
    "key_of_next_twice": {
        "what": "the key {key} appears twice (lines {first} and {line})",
        "to_do": "keep one of the two lines; if the second belongs to another page or channel, put {table} above it",
    },
    "table_twice": {
        "what": "{table} appears twice (lines {first} and {line})",
        "to_do": "move what follows line {line} to below line {first}, then delete line {line}",
    },
    "named_table_twice": {
        "what": "{table} appears twice (lines {first} and {line})",
        "to_do": "give one of them another name, or merge them below line {first}",
    },
    "syntax_backslash": {
        "what": "column {column}: a single backslash in a text: {shown}",
        "to_do": "double it (\"/\\\\d+/\") or use apostrophes ('/\\d+/')",
    },
    "syntax_open": {
        "what": "column {column}: a text or list is never closed: {shown}",
        "to_do": "add the closing quotation mark or bracket",
    },
    "unknown_key": {"what": "unknown key", "to_do": "{hint}"},
    "missing": {"what": "this key is missing", "to_do": "add it, for example: {example}"},
    "invalid": {"what": "{value} is not valid here", "to_do": "see docs/configuration.md"},
    "a_text": {"what": "{value} is not text", "to_do": "put the value in quotation marks: {example}"},
    "a_number": {"what": "{value} is not a whole number", "to_do": "write a whole number without quotation marks: {example}"},
    "a_bool": {"what": "{value} is neither true nor false", "to_do": "write true or false, without quotation marks"},
    "a_list": {"what": "{value} is not a list", "to_do": "put the values in brackets: {example}"},
    "a_table": {"what": "{value} is not a table", "to_do": "write its keys in braces, or under a header in brackets"},
    "two_brackets": {"what": "[{table}] is in single brackets", "to_do": "write [[{table}]], because there can be several"},
    "one_bracket": {"what": "[[{table}]] is in double brackets", "to_do": "write [{table}], because there is only one"},
    "named_table": {
        "what": "[[{table}]] is in double brackets",
        "to_do": "write [{table}.NAME], with a name of your choice for NAME",
    },
    "unnamed_sections": {
        "what": "each section needs a name",
        "to_do": "start it with [{table}.NAME], with a name of your choice for NAME, and put its keys below that line",
    },
    "unnamed_documents": {
        "what": "each document needs a name",
        "to_do": "start it with [{table}.NAME], with a name of your choice for NAME, and put its keys below that line",
    },
    "choice": {"what": "{value} is not a possible value", "to_do": "{hint}"},
    "at_least": {"what": "{value} is too small", "to_do": "at least {bound}"},
    "at_most": {"what": "{value} is too large", "to_do": "at most {bound}"},
    "empty": {"what": "this text is empty", "to_do": "write something, or remove the key"},
    "empty_list": {"what": "the list is empty", "to_do": "write at least one value, or remove the key"},
    "texts": {"what": "{value} is neither a text nor a list of texts", "to_do": "write for example: {example}"},
    "duration": {"what": "{value} is not a duration", "to_do": "write a number and a unit (s, min, h, d): {example}"},
    "duration_zero": {"what": "the duration must be longer than zero", "to_do": "write for example: {example}"},
    "duration_long": {"what": "{value} is longer than a year", "to_do": 'at most "366 d"'},
    "size": {"what": "{value} is not a size", "to_do": "write a number and a unit (kB, MB, MiB, Mo): {example}"},
    "size_range": {"what": "{value} is out of range", "to_do": 'between "1 B" and "1000 GB"'},
    "no_file": {"what": "{value} is not a file name", "to_do": "name the database file: {example}"},
    "mode": {
        "what": "{value} is not a valid set of permissions for a feed file",
        "to_do": "write octal digits that let the owner read and write: {example}",
    },
    "pause_day": {
        "what": "{value} is neither true nor a date",
        "to_do": "write {example} without quotation marks, or paused_until = true to pause until further notice",
    },
    "timezone": {"what": "there is no time zone called {value}", "to_do": "{hint}"},
    "contact": {
        "what": "{value} is not an address at which you can be reached",
        "to_do": 'write a mailto: or https: address, for example "mailto:you@example.org"',
    },
    "ping": {
        "what": "this is not an http(s) address",
        "to_do": "copy the address that the service gives you, for example: {example}",
    },
    "name_letters": {
        "what": "this name is used in addresses and file names",
        "to_do": "use only letters, digits and - _ . (no spaces, at most 80 characters), starting with a letter or digit",
    },
    "watch_twice": {
        "what": "two watches are called {value}",
        "to_do": "give each [[watch]] its own name (upper and lower case count as the same)",
    },
    "item_twice": {"what": "a section already has this name", "to_do": "give the document another name"},
    "url_scheme": {"what": "{value} is not an http(s) address", "to_do": "{address}"},
    "url": {"what": "the address {value} is malformed", "to_do": "copy it from your browser's address bar"},
    "url_password": {
        "what": "the address contains a user name or password, which would be stored in the database",
        "to_do": 'remove it and write headers = {{ Authorization = "Basic ${{NAME}}" }}',
    },
    "cron_alias": {"what": "{value} is not a known schedule", "to_do": "{hint}"},
    "cron_words": {"what": "{value} is written in words", "to_do": "write: {meant}"},
    "cron_fields": {
        "what": "{value} has {count} fields instead of five",
        "to_do": 'minute hour day month weekday: "0 7 * * *" is every day at 7:00',
    },
    "cron_field": {"what": "“{part}” is not a valid {field}", "to_do": "use {low} to {high}, with * , - and /n"},
    "cron_weekday": {
        "what": "“{part}” is not a valid day of the week",
        "to_do": "use 0 to 7 (0 and 7 are Sunday) or mon, tue, wed, thu, fri, sat, sun",
    },
    "cron_month": {
        "what": "“{part}” is not a valid month",
        "to_do": "use 1 to 12, or jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
    },
    "cron_step": {"what": "“{part}”: this step does not fit the {field} field", "to_do": "write for example */2"},
    "cron_backwards": {
        "what": "“{part}” runs backwards (in the {field} field)",
        "to_do": "write the smaller value first, or split it into two parts with a comma",
    },
    "cron_never": {"what": "{value} never happens: none of these months has a day {day}", "to_do": "correct the day or the month"},
    "two_schedules": {"what": "schedule and every cannot be used together", "to_do": "keep one of them"},
    "header_name": {
        "what": "“{header}” is not a valid header name",
        "to_do": 'write for example headers = {{ Accept-Language = "en" }}',
    },
    "header_ours": {"what": "“{header}” is set by the program itself", "to_do": "remove this line"},
    "header_value": {
        "what": "the value of “{header}” contains characters that are not allowed in a header",
        "to_do": "use unaccented letters, digits and punctuation, on one line",
    },
    "css": {
        "what": "{value} is not a CSS selector: unexpected “{part}” (character {at})",
        "to_do": 'check brackets, parentheses and dots, for example "main .text"',
    },
    "css_xpath": {
        "what": "{value} is an XPath expression, not a CSS selector",
        "to_do": "write it in CSS: //div[@id='text'] is \"div#text\" there",
    },
    "css_rule": {
        "what": "{value} is more than a selector: “{part}” (character {at}) belongs to a style sheet",
        "to_do": 'keep the selector alone, for example "main .text"',
    },
    "css_attribute": {
        "what": "{value} is not a CSS selector: the condition “{part}” (character {at}) is incomplete or needs quotation marks",
        "to_do": "close the bracket and put the value in single quotation marks, for example \"a[href*='/council/']\"",
    },
    "css_class": {
        "what": "{value} is not a CSS selector: no class name follows the dot of “{part}” (character {at})",
        "to_do": 'write a dot and the name, for example ".text"; if the name begins with a digit: "[class~=\'2col\']"',
    },
    "css_id": {
        "what": "{value} is not a CSS selector: no id follows the # of “{part}” (character {at})",
        "to_do": 'write # and the id, for example "#text"; if the id begins with a digit: "[id=\'2col\']"',
    },
    "css_colon": {
        "what": "{value} is not a CSS selector: nothing that can be read follows the colon of “{part}” (character {at})",
        "to_do": 'write for example "li:first-child"',
    },
    "css_pseudo": {
        "what": "{value}: “{part}” (character {at}) is not supported in a CSS selector here",
        "to_do": "use for example :has(), :is(), :not(), :first-child, :nth-child() or :-soup-contains('text')",
    },
    "css_argument": {
        "what": "{value} is not a CSS selector: what stands between the parentheses of “{part}” (character {at}) cannot be read",
        "to_do": "write for example :nth-child(2), :not(.menu) or :has(h2)",
    },
    "css_element": {
        "what": "{value}: “{part}” (character {at}) is no element of the page, only of how it is displayed",
        "to_do": "take it out",
    },
    "css_close": {
        "what": "{value} is not a CSS selector: the closing parenthesis (character {at}) has no opening one",
        "to_do": "take it out, or add the opening one before it",
    },
    "css_open": {
        "what": "{value} is not a CSS selector: a parenthesis is never closed",
        "to_do": "add the closing parenthesis",
    },
    "css_side": {
        "what": "{value} is not a CSS selector: something is missing next to “{part}” (character {at})",
        "to_do": "a selector is needed on both sides of > + ~ and of each comma",
    },
    "css_tag": {
        "what": "{value} is not a CSS selector: the tag “{part}” (character {at}) comes after its conditions",
        "to_do": 'write the tag first, for example "p[title]"',
    },
    "slashes": {"what": "a regular expression must be written between slashes", "to_do": "write for example: {example}"},
    "regex": {
        "what": "{value} is not a regular expression: “{part}” (character {at}) cannot be read",
        "to_do": "put \\\\ before a bracket or sign that stands for itself",
    },
    "regex_open": {
        "what": "{value} is not a regular expression: the parenthesis of “{part}” (character {at}) is never closed",
        "to_do": "close it; if it stands for itself, write \\\\( instead",
    },
    "regex_bracket": {
        "what": "{value} is not a regular expression: the bracket of “{part}” (character {at}) is never closed",
        "to_do": "close it; if it stands for itself, write \\\\[ instead",
    },
    "regex_close": {
        "what": "{value} is not a regular expression: a closing parenthesis (character {at}) has no opening one",
        "to_do": "take it out; if it stands for itself, write \\\\) instead",
    },
    "regex_repeat": {
        "what": "{value} is not a regular expression: “{part}” (character {at}) repeats nothing",
        "to_do": "* + ? and {{…}} repeat what stands before them; if the sign stands for itself, put \\\\ before it",
    },
    "regex_backwards": {
        "what": "{value} is not a regular expression: the range in “{part}” (character {at}) runs backwards",
        "to_do": "write the smaller value first: [a-z], {{2,5}}",
    },
    "regex_escape": {
        "what": "{value} is not a regular expression: “{part}” (character {at}) has no meaning",
        "to_do": "write \\\\d for a digit, \\\\s for a space, \\\\. for a full stop, \\\\\\\\ for a backslash",
    },
    "regex_everything": {
        "what": "this expression matches any text, so nothing would be compared",
        "to_do": "match only what changes without meaning anything, for example: {example}",
    },
    "section_way": {
        "what": "nothing says where to find this section",
        "to_do": 'add heading = "Heading on the page", or css, or from and until',
    },
    "two_ends": {"what": "{first} and {second} both set the same end of the range", "to_do": "keep one of them"},
    "range_end": {
        "what": "{given} starts a range that never ends",
        "to_do": "add until (stops before it) or through (includes it)",
    },
    "range_start": {
        "what": "{given} ends a range that never starts",
        "to_do": "add from (includes it) or after (starts behind it)",
    },
    "document_way": {
        "what": "nothing says which link to follow",
        "to_do": 'add link = "text of the link", or css; if the address is itself the document, link = "self"',
    },
    "self_alone": {
        "what": 'link = "self" means that the address is itself the document: no sections, other documents or css',
        "to_do": "give the document a [[watch]] of its own",
    },
    "correct_kind": {"what": "correct is only for org charts", "to_do": 'add kind = "orgchart", or remove correct'},
    "correct_one": {
        "what": "either parent or ignore = true is needed",
        "to_do": 'write parent = "the unit above", or ignore = true if the box is not a unit',
    },
    "no_items": {
        "what": "nothing on this page is watched",
        "to_do": "add [watch.sections.NAME] or [watch.documents.NAME]; monitor outline URL lists what there is",
    },
    "no_watch": {
        "what": "no page is watched",
        "to_do": "add one with monitor add URL, or start from the example of monitor init",
    },
    "host": {
        "what": "{value} is not a server name",
        "to_do": 'write only the name, without smtp:// or port, for example "mail.example.org"',
    },
    "sender": {"what": "{value} is not a sender address", "to_do": 'write for example "Watch <watch@example.org>"'},
    "smtp_plain": {
        "what": "mail and password would be sent unencrypted",
        "to_do": 'write security = "starttls"; or, if you accept that, allow_plain = true',
    },
    "smtp_login": {
        "what": "{missing} is missing",
        "to_do": "write both, or neither if the server asks for no login",
    },
    "to_mail": {"what": "a mail address must start with mailto:", "to_do": "write to = {mail}"},
    "to_scheme": {
        "what": "this is not an address that alerts can be sent to",
        "to_do": 'use mailto:, https://, atom:, or an Apprise address such as "ntfy://ntfy.sh/my-town"',
    },
    "feed_file": {
        "what": "the feed has no file name",
        "to_do": 'write to = "atom:feeds/watch.xml", relative to config.toml',
    },
    "recipient": {"what": "one of the recipients is not a mail address", "to_do": 'write "mailto:one@example.org,two@example.org"'},
    "no_smtp": {
        "what": "there is no mail server to send this through",
        "to_do": "run monitor alerts setup, or add [smtp] with host and from yourself",
    },
    "secret_unused": {"what": "secret is only for webhooks (https://)", "to_do": "remove secret"},
    "mode_unused": {"what": "mode is only for feeds (atom:)", "to_do": "remove mode"},
    "alert_twice": {"what": "this [[alert]] is the same as another", "to_do": "remove one of them"},
    "apprise_scheme": {"what": "Apprise does not know this kind of address", "to_do": "{hint}"},
    "apprise": {
        "what": "Apprise does not understand this {scheme}:// address",
        "to_do": "see its exact format at https://appriseit.com/services/",
    },
    "unknown_watch": {"what": "there is no watch called {value}", "to_do": "{hint}"},
    "env_unset": {
        "what": "the environment variable {name} is not set",
        "to_do": "put it in the file named by env_file, or set it before starting monitor; to write ${{ itself, use $${{",
    },
    "env_file_missing": {
        "what": "{value}: there is no such file",
        "to_do": "create it with a line NAME=value for each ${{NAME}} (monitor alerts setup does this), or remove env_file",
    },
    "env_file_unreadable": {"what": "{value}: cannot be read ({detail})", "to_do": "check the file's permissions"},
    "env_file_line": {
        "what": "{value}, line {number}: not NAME=value",
        "to_do": "write for example SMTP_PASSWORD=secret; a comment starts with #",
    },
    "env_form": {"what": "“${{” is not followed by a name and “}}”", "to_do": "write ${{NAME}}; to write ${{ itself, use $${{"},
    "part": {
        "write": "write: {meant}",
        "write_under": "write {meant}, under {home}",
        "did_you_mean": "did you mean {guess}?",
        "one_of": "possible values: {choices}",
        "home": "this key belongs under {home}",
        "home_before": "this key belongs directly under {home}, before any other header in brackets",
        "leave_out": "remove this key",
        "try_url": "write {near_url}",
        "full_url": "write the full address, starting with https://",
        "zones": 'for example "Europe/Paris" or "UTC"',
        "schemes": "see the list at https://appriseit.com/services/",
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
