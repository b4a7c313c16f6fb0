"""Every text for people stands in a table, in both languages, and is said somewhere (DESIGN 10.9, record 6)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import monitor.errors
from monitor.i18n.catalogue import Entry, patterns, subjects, texts
from monitor.i18n.locale import Foreign, locale_of
from monitor.i18n.typography import english, french
from monitor.model import Language
from monitor.report.edits import TABLE_OPS
from tests.parsed import nodes

ROOM = Path(monitor.__file__).parent
SUBJECTS = subjects("fr")
BARE = {"charts", "web"}  # tables whose keys are also said without their subject
AGREEMENT = {"e", "it"}  # places that only French fills
BOTH: tuple[Language, Language] = ("fr", "en")


def forms(entry: Entry) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else entry


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_have_the_same_texts_with_the_same_places(subject: str) -> None:
    """But for the agreement that only French needs."""
    assert subjects("en") == SUBJECTS
    one, other = texts("fr", subject), texts("en", subject)
    assert list(one) == list(other), "same keys, in the same order"
    assert {key for key in one if isinstance(one[key], str) != isinstance(other[key], str)} == set()
    of = [{key: set().union(*map(places, forms(entry))) - AGREEMENT for key, entry in table.items()} for table in (one, other)]
    assert {key for key in of[0] if of[0][key] != of[1][key]} == set()


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_text_is_set_as_a_printer_would(subject: str, language: Language) -> None:
    """French: no ordinary space before : ; ! ? or inside « »; no typewriter apostrophe in any word."""
    said = [form for entry in texts(language, subject).values() for form in forms(entry)]
    assert [t for t in said if re.search(r"\w'\w", t)] == []
    if language == "fr":
        assert [t for t in said if re.search(r"(?<!\S) [:;!?](?: |$)| [;!?»]|« ", t)] == []
        assert [t for t in said if re.search(r"[“”]", t) and "«" not in t and "{" not in t] == []


def test_setting_leaves_commands_and_what_is_set_alone() -> None:
    assert french("l'{item} : écrivez '/\\d+ vues/' ; d'« x »") == "l’{item}\u00a0: écrivez '/\\d+ vues/'\u202f; d’«\u202fx\u202f»"
    assert english("the page's {item}'s title: '/\\d+ views/'") == "the page’s {item}’s title: '/\\d+ views/'"
    for text in ("l’eau\u00a0: «\u202fx\u202f»\u202f!", "plain"):
        assert french(text) == text


def test_a_number_chooses_its_form() -> None:
    """French counts 0 and 1 in the singular, English only 1."""
    said = {language: [locale_of(language).text("report.count.failures", n=n) for n in (0, 1, 2, 1204)] for language in BOTH}
    assert said["fr"] == ["0 échec", "1 échec", "2 échecs", "1\u202f204 échecs"]
    assert said["en"] == ["0 failures", "1 failure", "2 failures", "1,204 failures"]


def test_each_pattern_of_the_system_can_be_read() -> None:
    assert patterns("en") == ((), ())
    for pattern, words in (*patterns("fr")[0], *patterns("fr")[1]):
        assert set(re.findall(r"\\(\d)", words)) <= {str(n + 1) for n in range(re.compile(pattern).groups)}, pattern


@pytest.mark.parametrize(
    ("said", "french_words"),
    [
        ("database is locked", "base tenue par un autre programme [database is locked]"),
        ("valmont.example: Name or service not known", "valmont.example\u00a0: nom inconnu [Name or service not known]"),
        ("certificate has expired", "certificat expiré [certificate has expired]"),
        ("12 bytes, 10 allowed", "12 octets pour 10 permis"),
        ("Quux", "Quux"),
    ],
)
def test_what_others_say_in_english_is_translated_and_quoted(said: str, french_words: str) -> None:
    assert locale_of("fr").render(Foreign(said)) == french_words
    assert locale_of("en").render(Foreign(said)) == said


# ------------------------------------------------------------------------------------------------------- keys in the code


@cache
def sources() -> dict[Path, tuple[ast.AST, ...]]:
    tables = [ROOM / "i18n" / language for language in BOTH]
    return {p: nodes(p) for p in sorted(ROOM.rglob("*.py")) if p.parent not in tables}


def keys_of(call: ast.Call) -> tuple[str, ...]:
    """The key of *call*, an error's or a finding's, and that of its remedy, "…_do", unless it gives another; (): it is neither."""
    of_error = isinstance(call.func, ast.Attribute) and call.func.attr == "of"
    of_finding = isinstance(call.func, ast.Name) and call.func.id == "finding_of"
    place = 2 if of_finding else 0
    key = call.args[place] if (of_error or of_finding) and len(call.args) > place else None
    if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
        return ()
    return (key.value,) if any(given.arg == "do" for given in call.keywords) else (key.value, f"{key.value}_do")


@cache
def named() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """All that the code names as a whole, and the patterns of what it puts together."""
    whole: set[str] = set()
    made: list[re.Pattern[str]] = []
    for tree in sources().values():
        for node in tree:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.Call):
                whole.update(keys_of(node))
            elif isinstance(node, ast.JoinedStr):
                parts = [str(v.value) if isinstance(v, ast.Constant) else "\0" for v in node.values]
                if re.fullmatch(r"[\w.\0]*[\w.][\w.\0]*", "".join(parts)):  # no key has a space
                    made.append(re.compile("".join(".*" if part == "\0" else re.escape(part) for part in parts)))
    for template in ROOM.rglob("*.j2"):
        whole.update(re.findall(r"""["']([\w.]+)["']""", template.read_text("utf-8")))
    return frozenset(whole), tuple(made)


def keys() -> Iterator[str]:
    yield from (f"{subject}.{key}" for subject in SUBJECTS for key in texts("fr", subject))


@cache
def put_together() -> re.Pattern[str]:
    """All that the code puts together, as one pattern: each of thousands of texts is held against it."""
    return re.compile("|".join(sorted({pattern.pattern for pattern in named()[1]})))


def is_named(key: str) -> bool:
    whole, _ = named()
    subject, _, bare = key.partition(".")
    names = {key, *({bare, bare.removeprefix("count.")} if subject in BARE else ())}
    return any(name in whole or put_together().fullmatch(name) for name in names)


def test_every_text_is_said_somewhere() -> None:
    assert [key for key in keys() if not is_named(key)] == []


def test_every_text_that_is_said_is_there() -> None:
    """A string of the code that has the form of a key is one, or the beginning of some."""
    known = set(keys())
    form = re.compile(rf"(?:{'|'.join(SUBJECTS)})\.[\w.]*[^\W_]")
    whole, made = named()
    assert [name for name in whole if form.fullmatch(name) and name not in known] == []
    put_together = [p for p in made if re.match(rf"(?:{'|'.join(SUBJECTS)})\\\.", p.pattern)]
    assert [p.pattern for p in put_together if not any(p.fullmatch(key) for key in known)] == []


@pytest.mark.parametrize("language", BOTH)
def test_each_change_of_a_table_has_its_words_in_a_proof(language: Language) -> None:
    """3.31, 5.21: else the verifiers say « cell_changed »."""
    assert {*texts(language, "tables")} >= {f"count.{op}" for op in TABLE_OPS}
    assert [op for op in TABLE_OPS if f"op.{op}" not in texts(language, "proof")] == []


def test_every_text_gets_what_it_has_places_for() -> None:
    wrong = []
    for path, tree in sources().items():
        for node in tree:
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and node.args):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            key = node.args[0]
            said = keys_of(node)
            if name in ("text", "Text", "localized") and isinstance(key, ast.Constant) and isinstance(key.value, str):
                said = (key.value,)
            subject = said[0].partition(".")[0] if said else ""
            if subject not in SUBJECTS or any(k.arg is None for k in node.keywords):
                continue
            entries = [texts("fr", subject)[one.partition(".")[2]] for one in said]
            wanted = {name for entry in entries for form in forms(entry) for name in places(form)}
            wanted |= {"n" for entry in entries if not isinstance(entry, str)}
            if {k.arg for k in node.keywords} - ({"do"} if keys_of(node) else set()) != wanted:
                wrong.append(f"{path.relative_to(ROOM)}:{node.lineno} {said}")
    assert wrong == []


# ------------------------------------------------------------------------------------------------- nothing outside the tables

# What reads French or English, or is itself a document in two languages; a grammar; the invented town.
ELSEWHERE = (
    *("quality", "extract", "pdf", "compare", "documents", "normalize.py", "model", "demo"),
    *("config/values.py", "report/grammar.py", "report/chart_edits.py"),
    *("erasure/personal_words.py", "erasure/words.py"),
    "proof/verify.py",  # stands alone in a bundle; its sentences are written into it from the tables
    "observe/server.py",  # Prometheus shows these to who writes a query, in English as all of its own
)
SHOWN = {  # what is given to these reaches a person
    *("note", "print", "prompt", "Waiting", "Progress", "well", "warning", "wrong", "Run", "Fact", "Place"),
    *("UsageError", "BadParameter", "ClickException"),
    *(name for name, one in vars(monitor.errors).items() if isinstance(one, type) and issubclass(one, monitor.errors.MonitorError)),
}
OPTIONS = {"help", "metavar", "remedy", "said"}
COMMAND = re.compile(r"\W*(?:monitor|chmod|apt|export|systemctl|timedatectl|git|ls-tree)\b")
OURS = re.compile(r"[éèàêçùôîœÉÀ«»“”].*\w \w|\w \w.*[éèàêçùôîœÉÀ«»“”]", re.DOTALL)


def test_no_words_for_people_stand_outside_the_tables() -> None:
    """10.9: neither French or typographic quotes in a literal, nor two words in what a function that speaks to people is given."""
    found = []
    for path, tree in sources().items():
        name = str(path.relative_to(ROOM))
        if name.startswith(ELSEWHERE) or name.startswith("i18n"):
            continue
        bare = {id(n.value) for n in tree if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
        for node in tree:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare and OURS.search(node.value):
                found.append(f"{name}:{node.lineno} {node.value[:60]!r}")
            elif isinstance(node, ast.Call):
                found += [f"{name}:{node.lineno} {text[:60]!r}" for text in shown(node)]
    assert found == []


def shown(call: ast.Call) -> Iterator[str]:
    """The literals of two words or more that *call* shows to a person."""
    name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
    logs = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "log"
    given = [*(call.args if name in SHOWN and not logs else ()), *(k.value for k in call.keywords if k.arg in OPTIONS)]
    for node in (n for one in given for n in ast.walk(one)):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", text) and not COMMAND.match(text):
            yield text
