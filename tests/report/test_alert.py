"""The letters people get: what happened, what changed, where to look, how it is known."""

from __future__ import annotations

import html as html_module
import re
import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import CheckAlertKind, CheckResult, Edit, FailureKind, Language, Message
from monitor.report.alert import SUBJECT_LIMIT, alert_message
from monitor.report.config_hints import notes_of
from monitor.report.layout import Terminal
from monitor.report.ranking import number_of
from monitor.report.terminal import check_report
from tests.report import examples as ex
from tests.report.test_diffs import _Page
from tests.report.test_terminal import typed

CHANGED = ex.result("changed", ex.section(ex.REWORDED))
BACK = ex.result("unchanged", recovered=(ex.SERVICE_DOWN,))
DOWN = ex.result("failed", failures=(ex.SERVICE_DOWN,))


def word(result: CheckResult, kind: CheckAlertKind, language: Language = "fr", **more: Any) -> Message:
    facts: dict[str, Any] = {
        "previous_snapshot": 12,
        "page_sha256": "1f" * 32,
        "documents": [("Organigramme", "ab" * 32)],
        "newest_hash": "9c" * 32,
        **more,
    }
    facts = {"watch": ex.WATCH, "url": ex.URL, "timezone": ex.PARIS, **facts}
    return alert_message(result, kind=kind, language=language, **facts)


def test_a_change_is_told_whole() -> None:
    """Issue "What is said" 5: one sentence, the list with words marked, where to look, how it is known."""
    message = word(CHANGED, "change")
    assert typed(message.subject) == (
        "valmont-organigramme — mutualisation : « Elle améliore l’[efficacité → efficience] de l’action publique. »"
    )
    assert typed(message.text).split("\n") == [
        "Sur la page « valmont-organigramme », « mutualisation » a changé :",
        "« Elle améliore l’[efficacité → efficience] de l’action publique. »",
        "",
        "  mutualisation — 1 phrase modifiée",
        "    ~ Elle améliore l’[efficacité → efficience] de l’action publique.",
        "",
        "Dans le texte : [avant → après], [+ajouté], [−retiré].",
        "",
        "Où regarder",
        "  Page : https://www.valmont-sur-ource.example/votre-mairie/organigramme/",
        "",
        "Comment on le sait",
        "  Vérifié le 24 novembre 2026 à 8 h 00 (heure de Paris), soit 7 h 00 UTC",
        "  Versions comparées : 12 → 13",
        f"  SHA-256 de la page : {'1f' * 32}",
        f"  SHA-256 de « Organigramme » : {'ab' * 32}",
        f"  Dernière empreinte de la chaîne : {'9c' * 32}",
        "",
    ]


def test_a_failure_says_what_it_means_and_what_to_do() -> None:
    """Issue "What is said" 6: what was seen, that nothing is lost, what to do."""
    message = word(DOWN, "failure", "en")
    assert typed(message.subject) == "valmont-organigramme — unreadable since 21 November 2026: site error"
    assert typed(message.text).split("\n\n")[:4] == [
        "The page “valmont-organigramme” has been unreadable since\n21 November 2026: site error.",
        "What was seen\n  The server answered with an error (HTTP 503). Since 21 November 2026,\n  08:00, 3 failures in a row.",
        "What it means\n  The last known version is still version 13.\n  While this lasts, a change to the page would go unseen.",
        "What to do\n  Nothing for now, every visit tries again; if it lasts, open the page\n  in a browser.",
    ]


SUBJECTS = [
    pytest.param(word(DOWN, "failure"), "valmont-organigramme — illisible depuis le 21 novembre 2026 : erreur du site", id="page"),
    pytest.param(
        word(ex.result("unchanged", failures=(ex.NO_DOCUMENT,)), "failure"),
        "valmont-organigramme — organigramme : document indisponible",
        id="item",
    ),
    pytest.param(word(BACK, "recovery"), "valmont-organigramme — de nouveau lisible", id="recovery"),
    pytest.param(word(BACK, "recovery", "en"), "valmont-organigramme — readable again", id="recovery-en"),
    pytest.param(
        word(ex.result("unchanged", recovered=(ex.NO_DOCUMENT,)), "recovery"),
        "valmont-organigramme — « organigramme » : de nouveau lisible",
        id="recovery-item",
    ),
    pytest.param(
        word(ex.result("changed", ex.section(ex.REWORDED), ex.document()), "change"),
        "valmont-organigramme — mutualisation : 1 phrase modifiée ; organigramme : nouveau fichier",
        id="two-changes",
    ),
    pytest.param(
        word(
            ex.result("changed", *[ex.section(ex.REWORDED, ex.INSERTED, ex.DELETED, ex.MOVED)] * 2, ex.document(ex.SIZE)), "change"
        ),
        "valmont-organigramme — mutualisation : 1 passage modifié, 1 ajouté, 1 supprimé… ; 9 changements en tout",
        id="many-changes",
    ),
    pytest.param(
        word(ex.result("unchanged", flapping=ex.ALTERNATING), "change"),
        "valmont-organigramme — la page alterne entre 3 versions",
        id="flapping",
    ),
    pytest.param(
        word(ex.result("unchanged"), "change"), "valmont-organigramme — fin de l’alternance entre plusieurs versions", id="rests"
    ),
    pytest.param(
        word(ex.result("failed", failures=(ex.SERVICE_DOWN, ex.NO_DOCUMENT)), "failure"),
        "valmont-organigramme — illisible depuis le 21 novembre 2026 : erreur du site",
        id="page-alone",
    ),
]


@pytest.mark.parametrize(("message", "subject"), SUBJECTS)
def test_the_subject_says_what_happened(message: Message, subject: str) -> None:
    """Issue "What is said" 5"""
    assert typed(message.subject) == subject


def test_a_recovery_says_how_long_and_what_is_known() -> None:
    """3.18: the recovery alerts once."""
    assert typed(word(BACK, "recovery").text).startswith(
        "La page « valmont-organigramme » est de nouveau lisible.\n\n"
        "L’interruption a duré 3 jours : 3 échecs de suite depuis le\n21 novembre 2026 à 8 h 00.\n"
        "Ce qui est surveillé sur la page est comme avant l’interruption : la\nversion 13 reste la dernière.\n"
    )


OUTAGES = {
    "fr": "Ce qui est signalé peut être plus ancien : avant cette visite, la page n’a pas pu être lue. "
    "L’interruption a duré 3 jours : 3 échecs de suite depuis le 21 novembre 2026 à 8 h 00. "
    "« mutualisation » a pu changer plus tôt : avant cette visite, sa lecture n’a pas été possible. "
    "« mutualisation » : l’interruption a duré 1 jour, 1 échec depuis le 23 novembre 2026 à 8 h 00. ",
    "en": "What is reported may be older: before this visit, the page could not be read. "
    "The interruption lasted 3 days: 3 failures in a row since 21 November 2026, 08:00. "
    "“mutualisation” may have changed earlier: before this visit, it could not be read. "
    "“mutualisation”: the interruption lasted 1 day, 1 failure since 23 November 2026, 08:00. ",
}
ONCE_DOWN = ex.failing("document_unavailable", "HTTP 404", item="mutualisation", days=1)


def in_a_line(message: Message) -> str:
    return " ".join(typed(message.text).split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_change_after_an_outage_may_be_older_than_its_visit(language: Language) -> None:
    """3.18, 3.26: what no visit could read may have changed meanwhile; another item's outage is no news here."""
    back = ex.result("changed", ex.section(ex.REWORDED), recovered=(ex.SERVICE_DOWN, ONCE_DOWN, ex.NO_DOCUMENT))
    kinds: tuple[CheckAlertKind, ...] = ("change", "minor")
    for kind in kinds:
        told = word(back, kind, language, items=["mutualisation"])
        assert OUTAGES[language] in in_a_line(told)
        assert "organigramme »" not in in_a_line(told).replace("valmont-organigramme", "")
        assert told.subject == word(replace(back, recovered=()), kind, language, items=["mutualisation"]).subject


def test_an_outage_is_told_of_a_change_only_where_something_changed() -> None:
    """3.17, 3.22: no change to be older; what was never found before has no earlier time, and says since when it was looked for."""
    turning = ex.result("unchanged", flapping=ex.ALTERNATING, recovered=(ex.SERVICE_DOWN,))
    assert "interruption" not in word(turning, "change").text
    sought = replace(ONCE_DOWN, failure=replace(ONCE_DOWN.failure, facts={"never": True}))
    said = in_a_line(word(ex.result("changed", ex.section(ex.REWORDED), recovered=(sought,)), "change", items=["mutualisation"]))
    assert "trouvé pour la première fois, après 1 échec" in said
    assert "plus tôt" not in said


@pytest.mark.parametrize(
    ("kind", "detail", "says"),
    [
        pytest.param("empty", "«\u202fPage fermée.\u202f»", False, id="its words"),
        pytest.param("empty", "3 < 60 «\u202fpage ferm…\u202f»", False, id="their beginning"),
        pytest.param("empty", "«\u202fPage\u202f»", True, id="a part of them"),
        pytest.param("empty", "0 B", True, id="no words"),
        pytest.param("empty", "«\u202fConnexion\u202f»", True, id="other words"),
        pytest.param("empty", "", True, id="nothing"),
        pytest.param("maintenance", "«\u202fPage fermée.\u202f»", True, id="another failure"),
    ],
)
def test_an_outage_is_none_where_its_visits_had_read_what_is_told(kind: FailureKind, detail: str, says: bool) -> None:
    """3.15, 3.18: what stayed a day is told, and was there all the while."""
    edit = Edit(op="replace", before="Ouvert.", after="Page fermée.", words=(("-", "Ouvert."), ("+", "Page fermée.")))
    back = ex.result("changed", replace(ex.section(ex.REWORDED), edits=(edit,)), recovered=(ex.failing(kind, detail, days=2),))
    told = word(back, "change")
    assert ("interruption" in told.text, "plus ancien" in told.text, "recovered" in told.payload) == (says, says, says)
    end = in_a_line(word(back, "recovery"))
    assert ("interruption a duré" in end, "1 échec" in end, "se lisait déjà" in end) == (says, True, not says)
    shown = check_report(back, Terminal(width=200, language="fr"))
    assert ("De nouveau lisible" in shown, "se lisait déjà" in shown) == (says, not says)
    item = replace(back, recovered=(replace(back.recovered[0], failure=replace(back.recovered[0].failure, item="mutualisation")),))
    of_item = in_a_line(word(item, "recovery", items=["mutualisation"]))
    assert (": l’interruption a duré" in of_item, "se lisait déjà" in of_item) == (says, not says)
    gone = replace(back.changes[0], edits=(Edit(op="delete", before="Ouvert.", words=(("-", "Ouvert."),)),))
    assert "interruption" in word(replace(back, changes=(gone,)), "change").text


def test_items_that_are_back_say_nothing_of_the_page() -> None:
    """3.18: the page's own end of an outage is an alert of its own."""
    said = in_a_line(word(ex.result("unchanged", recovered=(ex.SERVICE_DOWN, ex.NO_DOCUMENT)), "recovery", items=["organigramme"]))
    assert "« organigramme » : l’interruption a duré" in said
    assert "L’interruption a duré" not in said


def test_a_failing_item_is_named_in_the_first_sentence() -> None:
    """3.16: it does not hide the rest of the page."""
    message = word(ex.result("unchanged", failures=(ex.NO_DOCUMENT,)), "failure")
    lead = " ".join(typed(message.text).split("\n\n")[0].split())
    assert lead == "Sur la page « valmont-organigramme », « organigramme » est illisible : document indisponible."


def test_an_alert_tells_only_its_items() -> None:
    """One alert, some items: the others are somebody else's news."""
    both = ex.result("changed", ex.section(ex.REWORDED), ex.document(ex.SIZE))
    assert "organigramme :" not in word(both, "change", items=["mutualisation"]).subject
    assert "efficience" not in word(both, "minor", items=["organigramme"]).text


@pytest.mark.parametrize("message", [p.values[0] for p in SUBJECTS], ids=[str(p.id) for p in SUBJECTS])
def test_the_text_says_everything_that_the_html_says(message: Message) -> None:
    """Issue "What is said" 5: every word of the HTML is in the text."""
    assert message.html is not None
    text = _words(message.text)
    body = message.html[message.html.index("<body") :]
    assert [w for w in _words(_Page(body).text) if w not in text] == []


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_the_html_needs_nothing_from_outside() -> None:
    """No remote images, no tracking, no script."""
    message = word(CHANGED, "change")
    assert message.html is not None
    page = _Page(message.html)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe"}
    assert [a["href"] for a in page.named("a")] == [ex.URL]
    assert page.named("html") == [{"lang": "fr"}]


@given(st.text(st.characters() | st.sampled_from("\r\n\x1b\u202e<&"), min_size=1, max_size=300))
def test_no_page_text_can_break_out(text: str) -> None:
    """Issue "What is said" 7: header injection, HTML, control characters, bidi overrides."""
    result = ex.result("changed", ex.section(Edit(op="insert", after=text)), ex.document(ex.unit("unit_added", text)))
    message = alert_message(result, kind="change", watch=text, url=text, language="fr", timezone=ex.PARIS)
    assert message.subject.isprintable() or not set(message.subject) & {chr(c) for c in (*range(32), 127, 0x202E)}
    assert len(message.subject) <= SUBJECT_LIMIT
    assert not set(message.text) & {"\r", "\x1b", "\u202e"}
    assert message.html is not None and {tag for tag, _ in _Page(message.html).tags} <= TAGS


def test_a_wall_of_changes_is_cut_with_a_count() -> None:
    """10.7: three hundred documents and a paragraph of a hundred thousand characters are a mail that can be read."""
    documents = [replace(ex.document(change="added"), significance="minor")] * 300
    endless = ex.section(Edit(op="insert", after="Ceci est long. " * 10_000), *[ex.DELETED] * 100)
    message = word(ex.result("changed", endless, *documents), "change", watch="mairie de valmont")
    text = typed(" ".join(message.text.split()))
    assert re.search(r"… \(149 \d{3} caractères de plus\)", text)
    assert "Et 41 autres lignes, pour lesquelles ce message n’a pas la place." in text
    assert "Et 261 autres changements, pour lesquels ce message n’a pas la place." in text
    assert message.html is not None and len(message.html.encode()) < 102_000
    assert len(message.text) < 40_000


def test_a_line_of_a_thousand_edits_is_cut() -> None:
    """The other way a line can be endless."""
    words = tuple(w for n in range(1000) for w in (("=", f"mot {n} "), ("-", "avant "), ("+", "après ")))
    edit = Edit(op="replace", before="x", after="y", words=words)  # type: ignore[arg-type]
    message = word(ex.result("changed", ex.section(edit)), "change")
    assert len(message.text) < 10_000 and "…" in message.text


@pytest.mark.parametrize(
    ("watch", "summaries"),
    [("v" * 80, 1), ("valmont", 1), ("valmont", 3), ("v" * 80, 40)],
    ids=["long-name", "one", "several", "many"],
)
def test_a_subject_is_cut_between_phrases_and_words(watch: str, summaries: int) -> None:
    """What mail lists show: the page, the most telling change, how many in all."""
    ops = ("unit_added", "unit_removed", "unit_renamed", "unit_moved", "person_replaced", "person_added", "person_removed")
    chart = ex.document(*[ex.unit(op, "Direction", before="M. X", after="M. Y") for op in ops], ex.LABEL)
    message = word(ex.result("changed", ex.document(ex.LABEL, change="relabelled"), *[chart] * summaries), "change", watch=watch)
    subject = typed(message.subject)
    assert len(subject) <= SUBJECT_LIMIT
    assert re.match(r"v\w+…? — organigramme : 1 direction apparue", subject)
    assert subject.endswith(f"… ; {number_of([chart] * summaries, 'fr') + 1} changements en tout")


TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "h1",
    "h2",
    "p",
    "ul",
    "li",
    "span",
    "del",
    "ins",
    "s",
    "a",
    "code",
    "strong",
}


@pytest.mark.parametrize(
    ("result", "kind", "key"),
    [(CHANGED, "change", "changes"), (DOWN, "failure", "failure"), (BACK, "recovery", "recovery")],
    ids=["change", "failure", "recovery"],
)
def test_a_webhook_gets_the_json_of_the_design(result: CheckResult, kind: CheckAlertKind, key: str) -> None:
    """5.12"""
    message = word(result, kind, "en")
    assert list(message.payload) == ["watch", "checked_at", "snapshot", key, "language", "subject", "text"]
    assert (message.payload["subject"], message.payload["text"], message.payload["language"]) == (
        message.subject,
        message.text,
        "en",
    )
    assert message.payload[key]


def test_a_webhook_is_told_of_the_outage_before_a_change() -> None:
    """5.12, 3.18: programs need not read the text to know that what changed may be older; without one nothing is said of it."""
    after = word(replace(CHANGED, recovered=(ex.SERVICE_DOWN,)), "change").payload
    assert [(failure["kind"], failure["consecutive"]) for failure in after["recovered"]] == [
        (ex.SERVICE_DOWN.failure.kind, ex.SERVICE_DOWN.consecutive)
    ]
    assert "recovered" not in word(CHANGED, "change").payload


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "version 13 et signalé à part."), ("en", "version 13 and reported separately.")]
)
def test_what_changed_meanwhile_is_said_to_be_told_where_it_is(language: Language, told: str) -> None:
    """3.18, 3.26: in a mail of a round it stands beside; « une autre alerte » was not there."""
    back = replace(BACK, outcome="changed", snapshot=13)
    assert told in in_a_line(word(back, "recovery", language))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_line_to_write_in_the_configuration_can_be_copied_as_it_stands(language: Language) -> None:
    """3.6, 3.9, 10.5: no width of mail or terminal breaks it, and nothing of the sentence sticks to it."""
    line = "Inscrits à la lettre d'information de la métropole et des communes : 1 207 personnes, et 12 jours avant la prochaine"
    moves = [{"first": line.replace("1 207", "1 102").replace("12", "14"), "line": line, "times": 3}]
    label = "Organigramme des services de la ville, de la métropole et du centre communal d'action sociale, 2026"
    beside = {"wanted": ["Organigramme"], "beside": "orgchart", "find_by": label}
    section, document = ex.section(Edit(op="insert", after=line)), ex.document(Edit(op="insert", after="x"))
    changes = (replace(section, facts={"moves": moves}), replace(document, label=label, facts=beside))
    told = alert_message(
        ex.result("changed", *changes), kind="change", watch="v", url="https://v.example/", language=language, timezone=ex.PARIS,
        newest_hash=None,
    )  # fmt: skip
    copied = html_module.unescape("\n".join(re.findall(r"<pre[^>]*>(.*?)</pre>", told.html or "", re.DOTALL)))
    narrow = Terminal(width=30, language=language, timezone=ex.PARIS)
    terminal = "\n".join(narrow.note(one, first="  ! ", rest="    ") for one in notes_of(changes, narrow.locale))
    for shown in (told.text, copied, terminal):
        rows = [row.strip() for row in shown.splitlines()]
        (ignore,) = (tomllib.loads(row)["ignore"] for row in rows if row.startswith("ignore="))
        assert [bool(re.search(one[1:-1], line)) for one in ignore] == [True]
        start = rows.index("[watch.documents.organigramme-2]")
        table = tomllib.loads("\n".join(rows[start : start + 3]))["watch"]["documents"]["organigramme-2"]
        assert table == {"link": label, "kind": "orgchart"}
