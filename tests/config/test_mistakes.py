"""Every mistake, at once, with file, line, key, what is wrong and what to write instead (DESIGN §6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config import load
from monitor.errors import ConfigError
from tests.config.writing import GOOD, MONITOR, SECTION, WATCH, mistakes, written

DOCUMENT = '[watch.documents.organigramme]\nlink = "Organigramme"\n'
SMTP = '[smtp]\nhost = "mail.example.org"\nfrom = "Veille <veille@example.org>"\n'


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        pytest.param(
            GOOD.replace("heading", "heding"),
            'config.toml, line 7: watch "valmont": sections.texte.heding: unknown key',
            "did you mean heading?",
            id="unknown-key-nearly-right",
        ),
        pytest.param(
            GOOD + "enabled = false\n",
            'config.toml, line 8: watch "valmont": sections.texte.enabled: unknown key',
            "this key belongs directly under [[watch]], before any other header in brackets",
            id="key-in-the-wrong-table",
        ),
        pytest.param(
            "pause = '1s'\n" + GOOD,
            "config.toml, line 1: pause: unknown key",
            "this key belongs under [monitor]",
            id="key-before-table",
        ),
        pytest.param(
            GOOD + "[watches]\n",
            "config.toml, line 8: watches: unknown key",
            "did you mean watch?",
            id="unknown-table",
        ),
        pytest.param(
            MONITOR + "confirm_after = 30\n" + WATCH + SECTION,
            "config.toml, line 3: [monitor] confirm_after: 30 is not text",
            'put the value in quotation marks: confirm_after = "30s"',
            id="number-for-duration",
        ),
        pytest.param(
            MONITOR + 'pause = "1 second"\n' + WATCH + SECTION,
            'config.toml, line 3: [monitor] pause: "1 second" is not a duration',
            'write a number and a unit (s, min, h, d): pause = "1s"',
            id="duration",
        ),
        pytest.param(
            MONITOR + 'database = "/"\n' + WATCH + SECTION,
            'config.toml, line 3: [monitor] database: "/" is not a file name',
            'name the database file: database = "snapshots/monitor.db"',
            id="no-name-of-a-file",
        ),
        pytest.param(
            MONITOR + 'max_page = "10"\n' + WATCH + SECTION,
            'config.toml, line 3: [monitor] max_page: "10" is not a size',
            'write a number and a unit (kB, MB, MiB, Mo): max_page = "10 MB"',
            id="size",
        ),
        pytest.param(
            MONITOR + 'timezone = "Europe/Pari"\n' + WATCH + SECTION,
            'config.toml, line 3: [monitor] timezone: there is no time zone called "Europe/Pari"',
            "did you mean Europe/Paris?",
            id="time-zone",
        ),
        pytest.param(
            MONITOR + "per_host = 0\n" + WATCH + SECTION,
            "config.toml, line 3: [monitor] per_host: 0 is too small",
            "at least 1",
            id="too-small",
        ),
        pytest.param(
            MONITOR + 'robots = "no"\n' + WATCH + SECTION,
            'config.toml, line 3: [monitor] robots: "no" is neither true nor false',
            "write true or false, without quotation marks",
            id="text-for-boolean",
        ),
        pytest.param(
            MONITOR + WATCH + 'paused_until = "lundi"\n' + SECTION,
            'config.toml, line 6: watch "valmont": paused_until: "lundi" is neither true nor a date',
            "write paused_until = 2026-12-31 without quotation marks, or paused_until = true to pause until further notice",
            id="pause",
        ),
        pytest.param(
            MONITOR.replace('"en"', '"de"') + WATCH + SECTION,
            'config.toml, line 2: [monitor] language: "de" is not a possible value',
            "possible values: fr, en",
            id="language",
        ),
        pytest.param(
            GOOD.replace("[[watch]]", "[watch]"),
            "config.toml, line 3: watch: [watch] is in single brackets",
            "write [[watch]], because there can be several",
            id="single-brackets",
        ),
        pytest.param(
            GOOD.replace("[monitor]", "[[monitor]]"),
            "config.toml, line 1: [monitor]: [[monitor]] is in double brackets",
            "write [monitor], because there is only one",
            id="double-brackets",
        ),
        pytest.param(
            '[[watch]]\nname = "a"\nurl = "https://a.example/"\n[[watch.sections]]\nheading = "B"\n',
            'config.toml, line 4: watch "a": sections: [[watch.sections]] is in double brackets',
            "write [watch.sections.NAME], with a name of your choice for NAME",
            id="double-brackets-of-a-section",
        ),
        pytest.param(
            '[[watch]]\nname = "a"\nurl = "https://a.example/"\n[watch.sections]\nfrom = "h1"\nuntil = "footer"\n',
            'config.toml, line 4: watch "a": sections: each section needs a name',
            "start it with [watch.sections.NAME], with a name of your choice for NAME, and put its keys below that line",
            id="section-without-a-name",
        ),
        pytest.param(
            '[[watch]]\nname = "a"\nurl = "https://a.example/"\ndocuments = "Organigramme"\n',
            'config.toml, line 4: watch "a": documents: each document needs a name',
            "start it with [watch.documents.NAME], with a name of your choice for NAME, and put its keys below that line",
            id="document-without-a-name",
        ),
        pytest.param(
            '[[watch]]\nname = "a"\nurl = "https://a.example/"\n[[watch.section]]\nheading = "B"\n',
            'config.toml, line 4: watch "a": section: unknown key',
            "write: [watch.sections.NAME]",
            id="double-brackets-of-one-section",
        ),
        pytest.param(
            GOOD.replace('name = "valmont"\n', ""),
            "config.toml, line 3: watch 1: name: this key is missing",
            'add it, for example: name = "valmont-organigramme"',
            id="missing-key",
        ),
        pytest.param(
            GOOD.replace('"valmont"', '"valmont sur ource"'),
            'config.toml, line 4: watch "valmont sur ource": name: this name is used in addresses and file names',
            "use only letters, digits and - _ . (no spaces, at most 80 characters), starting with a letter or digit",
            id="name",
        ),
        pytest.param(
            GOOD + WATCH.replace("valmont", "VALMONT", 1) + SECTION,
            'config.toml, line 9: watch "VALMONT": name: two watches are called "VALMONT"',
            "give each [[watch]] its own name (upper and lower case count as the same)",
            id="name-twice",
        ),
        pytest.param(
            GOOD.replace("https://", ""),
            'config.toml, line 5: watch "valmont": url: "www.valmont.example/organigramme" is not an http(s) address',
            'write "https://www.valmont.example/organigramme"',
            id="url-without-scheme",
        ),
        pytest.param(
            GOOD.replace("https://", "https://me:hunter2@"),
            'config.toml, line 5: watch "valmont": url: the address contains a user name or password, '
            "which would be stored in the database",
            'remove it and write headers = { Authorization = "Basic ${NAME}" }',
            id="url-with-password",
        ),
        pytest.param(
            MONITOR + WATCH + 'schedule = "0 0 31 2 *"\n' + SECTION,
            'config.toml, line 6: watch "valmont": schedule: "0 0 31 2 *" never happens: none of these months has a day 31',
            "correct the day or the month",
            id="schedule-that-never-comes",
        ),
        pytest.param(
            MONITOR + WATCH + 'schedule = "0 25 * * *"\n' + SECTION,
            'config.toml, line 6: watch "valmont": schedule: “25” is not a valid hour',
            "use 0 to 23, with * , - and /n",
            id="schedule-field",
        ),
        pytest.param(
            MONITOR + WATCH + 'schedule = "@daily"\nevery = "6h"\n' + SECTION,
            'config.toml, line 7: watch "valmont": every: schedule and every cannot be used together',
            "keep one of them",
            id="two-schedules",
        ),
        pytest.param(
            MONITOR + WATCH + 'headers = { Host = "x" }\n' + SECTION,
            'config.toml, line 6: watch "valmont": headers.Host: “Host” is set by the program itself',
            "remove this line",
            id="header",
        ),
        pytest.param(
            MONITOR + WATCH + 'headers = { Expect = "100-continue" }\n' + SECTION,
            'config.toml, line 6: watch "valmont": headers.Expect: “Expect” is set by the program itself',
            "remove this line",
            id="header-of-the-exchange",
        ),
        pytest.param(
            MONITOR + WATCH,
            'config.toml, line 3: watch "valmont": nothing on this page is watched',
            "add [watch.sections.NAME] or [watch.documents.NAME]; monitor outline URL lists what there is",
            id="nothing-on-the-page",
        ),
        pytest.param(
            MONITOR,
            "config.toml: no page is watched",
            "add one with monitor add URL, or start from the example of monitor init",
            id="nothing-at-all",
        ),
        pytest.param(
            MONITOR + WATCH + "[watch.sections.texte]\nexclude = '.x'\n",
            'config.toml, line 6: watch "valmont": sections.texte: nothing says where to find this section',
            'add heading = "Heading on the page", or css, or from and until',
            id="section-without-a-way",
        ),
        pytest.param(
            GOOD + 'from = "h1"\n',
            'config.toml, line 8: watch "valmont": sections.texte.from: from starts a range that never ends',
            "add until (stops before it) or through (includes it)",
            id="range-without-end",
        ),
        pytest.param(
            GOOD + 'through = "footer"\n',
            'config.toml, line 8: watch "valmont": sections.texte.through: through ends a range that never starts',
            "add from (includes it) or after (starts behind it)",
            id="range-without-start",
        ),
        pytest.param(
            GOOD + 'from = "h1"\nafter = "h1"\nuntil = "p"\n',
            'config.toml, line 9: watch "valmont": sections.texte.after: from and after both set the same end of the range',
            "keep one of them",
            id="two-starts",
        ),
        pytest.param(
            GOOD + 'css = ["main", "h1["]\n',
            'config.toml, line 8: watch "valmont": sections.texte.css[2]: "h1[" is not a CSS selector: '
            "the condition “[” (character 3) is incomplete or needs quotation marks",
            "close the bracket and put the value in single quotation marks, for example \"a[href*='/council/']\"",
            id="selector",
        ),
        pytest.param(
            GOOD + 'ignore = "vues"\n',
            'config.toml, line 8: watch "valmont": sections.texte.ignore: a regular expression must be written between slashes',
            "write for example: ignore = ['/vues/']",
            id="pattern-without-slashes",
        ),
        pytest.param(
            GOOD + DOCUMENT.replace("organigramme", "texte", 1),
            'config.toml, line 8: watch "valmont": documents.texte: a section already has this name',
            "give the document another name",
            id="item-twice",
        ),
        pytest.param(
            MONITOR + WATCH + "[watch.documents.organigramme]\n",
            'config.toml, line 6: watch "valmont": documents.organigramme: nothing says which link to follow',
            'add link = "text of the link", or css; if the address is itself the document, link = "self"',
            id="document-without-a-way",
        ),
        pytest.param(
            GOOD + DOCUMENT.replace('"Organigramme"', '"self"'),
            'config.toml, line 9: watch "valmont": documents.organigramme.link: link = "self" means '
            "that the address is itself the document: no sections, other documents or css",
            "give the document a [[watch]] of its own",
            id="self-is-alone",
        ),
        pytest.param(
            GOOD + DOCUMENT + 'kind = "pdf"\n',
            'config.toml, line 10: watch "valmont": documents.organigramme.kind: "pdf" is not a possible value',
            "possible values: orgchart, text, table, file",
            id="kind",
        ),
        pytest.param(
            GOOD + DOCUMENT + 'kind = "orgchart"\n[[watch.documents.organigramme.correct]]\nunit = "DGA"\n',
            'config.toml, line 11: watch "valmont": documents.organigramme.correct[1]: either parent or ignore = true is needed',
            'write parent = "the unit above", or ignore = true if the box is not a unit',
            id="correction-of-nothing",
        ),
        pytest.param(
            GOOD + DOCUMENT + '[[watch.documents.organigramme.correct]]\nunit = "DGA"\nignore = true\n',
            'config.toml, line 10: watch "valmont": documents.organigramme.correct: correct is only for org charts',
            'add kind = "orgchart", or remove correct',
            id="correction-of-a-file",
        ),
        pytest.param(
            GOOD + SMTP + 'security = "none"\n',
            "config.toml, line 11: [smtp] security: mail and password would be sent unencrypted",
            'write security = "starttls"; or, if you accept that, allow_plain = true',
            id="unencrypted-mail",
        ),
        pytest.param(
            GOOD + SMTP + 'user = "me"\n',
            "config.toml, line 11: [smtp] user: password is missing",
            "write both, or neither if the server asks for no login",
            id="half-a-login",
        ),
        pytest.param(
            GOOD + '[[alert]]\nto = "a@example.org"\n',
            "config.toml, line 9: alert 1: to: a mail address must start with mailto:",
            'write to = "mailto:a@example.org"',
            id="bare-mail-address",
        ),
        pytest.param(
            GOOD + '[[alert]]\nto = "mailto:a@example.org"\n',
            "config.toml, line 9: alert 1: to: there is no mail server to send this through",
            "run monitor alerts setup, or add [smtp] with host and from yourself",
            id="mail-without-server",
        ),
        pytest.param(
            GOOD + '[[alert]]\nto = "ntyf://ntfy.sh/hunter2"\n',
            "config.toml, line 9: alert 1: to: Apprise does not know this kind of address",
            "did you mean ntfy?",
            id="apprise",
        ),
        pytest.param(
            GOOD + '[[alert]]\nto = "https://x.example/"\nwatches = ["valmonts"]\n',
            'config.toml, line 10: alert 1: watches[1]: there is no watch called "valmonts"',
            "did you mean valmont?",
            id="unknown-watch",
        ),
        pytest.param(
            GOOD + '[[alert]]\nto = "https://x.example/"\non = ["chnge"]\n',
            'config.toml, line 10: alert 1: on[1]: "chnge" is not a possible value',
            "did you mean change?",
            id="alert-kind",
        ),
        pytest.param(
            GOOD + '[[alert]]\nto = "https://x.example/"\non = []\n',
            "config.toml, line 10: alert 1: on: the list is empty",
            "write at least one value, or remove the key",
            id="empty-list",
        ),
        pytest.param(
            GOOD + SMTP + '[[alert]]\nto = "mailto:a@example.org"\nsecret = "hunter2"\n',
            "config.toml, line 13: alert 1: secret: secret is only for webhooks (https://)",
            "remove secret",
            id="secret-for-nothing",
        ),
        pytest.param(
            GOOD + '[[alert]]\nto = "https://x.example/"\n' * 2,
            "config.toml, line 10: alert 2: this [[alert]] is the same as another",
            "remove one of them",
            id="alert-twice",
        ),
        pytest.param(
            GOOD + '[[alert]]\nto = "https://x.example/${HOOK}"\n',
            "config.toml, line 9: alert 1: to: the environment variable HOOK is not set",
            "put it in the file named by env_file, or set it before starting monitor; to write ${ itself, use $${",
            id="unset-variable",
        ),
        pytest.param(
            GOOD.replace("Mutualisation", "${le prix"),
            'config.toml, line 7: watch "valmont": sections.texte.heading: “${” is not followed by a name and “}”',
            "write ${NAME}; to write ${ itself, use $${",
            id="half-a-variable",
        ),
    ],
)
def test_a_mistake_says_where_what_and_what_instead(tmp_path: Path, text: str, message: str, remedy: str) -> None:
    """§6: alone in its file, it is the only thing said."""
    assert mistakes(tmp_path, text) == [(message, remedy)]


def test_every_mistake_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """15.3: a wrong type in one place hides no broken rule in another."""
    text = (
        MONITOR
        + "pause = 1\nlangage = 1\n"
        + WATCH
        + 'every = "0s"\nschedule = "x"\n[watch.sections.a]\nuntil = "h1["\n'
        + "[smtp]\nport = 0\n"
    )
    found = [message for message, _ in mistakes(tmp_path, text)]
    keys = [m.split(": ", 1)[1].rsplit(": ", 1)[0] for m in found]
    assert keys == [
        "[monitor] pause",
        "[monitor] langage",
        'watch "valmont": every',
        'watch "valmont": every',
        'watch "valmont": schedule',
        'watch "valmont": sections.a.until: "h1[" is not a CSS selector',
        'watch "valmont": sections.a.until',
        "[smtp] host",
        "[smtp] from",
        "[smtp] port",
    ]


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        pytest.param(
            "[monitor]\npause = 1s\n",
            "config.toml, line 2: column 10: syntax error: pause = 1s",
            'write: pause = "1s"',
            id="unquoted",
        ),
        pytest.param(
            "[monitor]\nrobots = yes\n",
            "config.toml, line 2: column 10: syntax error: robots = yes",
            "write: robots = true",
            id="yes",
        ),
        pytest.param(
            "[monitor]\nrobots = [yes]\n",
            "config.toml, line 2: column 11: not a valid value: robots = [yes]",
            'put text in quotation marks, for example pause = "1s"; for yes and no, write true and false',
            id="nothing-sure",
        ),
        pytest.param(
            "[monitor]\npause\n",
            "config.toml, line 2: column 6: the = sign is missing: pause",
            "write key = value; a key with accents or spaces needs quotation marks",
            id="no-equals-sign",
        ),
        pytest.param(
            "[watch.sections.élus]\n",
            "config.toml, line 1: column 17: not a valid name: [watch.sections.élus]",
            'a name with accents or spaces needs quotation marks, for example [watch.sections."élus"]',
            id="accents",
        ),
        pytest.param(
            '[a]\nx = "/\\d+/"\n',
            'config.toml, line 2: column 7: a single backslash in a text: x = "/\\d+/"',
            "double it (\"/\\\\d+/\") or use apostrophes ('/\\d+/')",
            id="backslash",
        ),
        pytest.param(
            '[smtp]\npassword = "hunter2\n',
            "config.toml, line 2: column 20: a text or list is never closed: password = …",
            "add the closing quotation mark or bracket",
            id="secret-line",
        ),
        pytest.param(
            "[smtp]\npassword: hunter2\n",
            "config.toml, line 2: column 9: syntax error: password = …",
            "write: password = …",
            id="secret-after-a-colon",
        ),
        pytest.param(
            "[smtp]\nmot de passe: hunter2\n",
            "config.toml, line 2: column 5: syntax error: mot de passe = …",
            "write: password = …",
            id="secret-in-french-after-a-colon",
        ),
        pytest.param(
            '[smtp]\npassword "hunter2"\n',
            "config.toml, line 2: column 10: the = sign is missing: password = …",
            "write key = value; a key with accents or spaces needs quotation marks",
            id="secret-after-nothing",
        ),
        pytest.param(
            '[[watch]]\nurl: "https://www.valmont.fr/mairie"\n',
            'config.toml, line 2: column 4: syntax error: url: "https://www.valmont.fr/mairie"',
            'write: url = "https://www.valmont.fr/mairie"',
            id="a-colon-for-the-equals-sign",
        ),
        pytest.param(
            "[a]\n[a]\n",
            "config.toml, line 2: [a] appears twice (lines 1 and 2)",
            "move what follows line 2 to below line 1, then delete line 2",
            id="table-twice",
        ),
        pytest.param(
            '[monitor]\nlanguage = "en"\n\npause = "1s"\nlanguage = "en"\n',
            "config.toml, line 5: the key language appears twice (lines 2 and 5)",
            "keep one of the two lines",
            id="key-twice",
        ),
        pytest.param(
            '[smtp]\npassword = "one"\npassword = "two"\n',
            "config.toml, line 3: the key password appears twice (lines 2 and 3)",
            "keep one of the two lines",
            id="secret-twice",
        ),
        pytest.param(
            '[[alert]]\nwatches = [\n"a"]\nwatches = [\n"b",\n"c"]\n',
            "config.toml, line 4: the key watches appears twice (lines 2 and 4)",
            "keep one of the two lines",
            id="long-key-twice",
        ),
        pytest.param(
            '[[watch]]\nname = "a"\n[[watch]]\nname = "b"\n\nname = "c"\n',
            "config.toml, line 6: the key name appears twice (lines 4 and 6)",
            "keep one of the two lines; if the second belongs to another page or channel, put [[watch]] above it",
            id="a-page-without-its-header",
        ),
        pytest.param(
            "[[watch]]\n[watch.sections.maire]\n[watch.sections.maire]\n",
            "config.toml, line 3: [watch.sections.maire] appears twice (lines 2 and 3)",
            "give one of them another name, or merge them below line 2",
            id="section-twice",
        ),
        pytest.param(
            "[watch]\n[[watch]]\n",
            "config.toml, line 2: column 8: defined twice: [[watch]]",
            "merge the two; to add a page, start it with [[watch]], in double brackets",
            id="one-page-and-a-list",
        ),
        pytest.param(
            "a = 1\nb = { c = 1, c = 2 }\n",
            "config.toml, line 2: column 19: defined twice: b = { c = 1, c = 2 }",
            "merge the two; to add a page, start it with [[watch]], in double brackets",
            id="twice-in-a-line",
        ),
        pytest.param(
            "[[watch]\n", "config.toml, line 1: column 8: syntax error: [[watch]", "write: [[watch]]", id="a-bracket-too-few"
        ),
        pytest.param("[monitor\n", "config.toml, line 1: column 9: syntax error: [monitor", "write: [monitor]", id="no-bracket"),
        pytest.param(
            "a = [1,\n",
            "config.toml, line 1: column 8: a text or list is never closed: a = [1,",
            "add the closing quotation mark or bracket",
            id="open-list",
        ),
    ],
)
def test_a_file_that_is_no_toml_says_line_column_and_what_stands_there(
    tmp_path: Path, text: str, message: str, remedy: str
) -> None:
    """15.3; a line that may hold a secret is not repeated."""
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(path, {"LANG": "en_GB.UTF-8"})
    assert [(m.replace(f"{tmp_path}/", ""), r) for m, r in caught.value.mistakes] == [(message, remedy)]


def test_a_missing_file_leads_to_init(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file") as caught:
        load(tmp_path / "none.toml", {"LC_ALL": "en_US"})
    assert "monitor init" in str(caught.value.remedy)


def test_a_folder_and_another_encoding_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="this is a folder"):
        load(tmp_path, {"LANG": "en"})
    for begin in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf1"):
        (tmp_path / "word.toml").write_bytes(begin)
        with pytest.raises(ConfigError, match=r"word\.toml: this is a word-processor document"):
            load(tmp_path / "word.toml", {"LANG": "en"})
    (tmp_path / "latin.toml").write_bytes('[monitor]\n# "é"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"latin\.toml, line 2: this is not UTF-8 text"):
        load(tmp_path / "latin.toml", {"LANG": "en"})


@pytest.mark.parametrize(
    ("text", "environ", "french"),
    [
        ('[monitor]\nlanguage = "fr"\nx = \n', {"LANG": "en"}, True),
        ('[monitor]\nlanguage = "en"\nx = \n', {"LANG": "fr_FR"}, False),
        ("x =", {"LANG": "fr_FR.UTF-8"}, True),
        ("x =", {"LC_ALL": "en_GB", "LANG": "fr_FR"}, False),
        ("x =", {"LANG": "C.UTF-8"}, False),
        ("x =", {"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, False),
        ("x =", {}, False),
    ],
)
def test_mistakes_are_told_in_the_files_language_or_the_terminals(
    tmp_path: Path, text: str, environ: dict[str, str], french: bool
) -> None:
    """Even a file that cannot be parsed may say its language."""
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, text), environ)
    assert ("ligne" in str(caught.value)) is french
