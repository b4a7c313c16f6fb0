"""What a person at a terminal reads, exactly."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.i18n.typography import NARROW, NO_BREAK, cells
from monitor.model import CheckResult, Cosmetic, Coverage, Edit, Failure, OpenFailure, Words
from monitor.model.frozen import replace
from monitor.report import layout
from monitor.report.as_json import VisitRun
from monitor.report.history import coverage_text, history_table
from monitor.report.layout import Run, Style, Terminal, wrapped
from monitor.report.snapshot_text import show_text
from monitor.report.terminal import MAX_LINES, check_report
from tests.report import examples as ex

FRENCH = Terminal(width=200)
ENGLISH = Terminal(width=200, language="en")


def typed(text: str) -> str:
    """*text* with ordinary spaces, as a test can be read."""
    return text.replace(NO_BREAK, " ").replace(NARROW, " ")


REPORTS = [
    pytest.param(
        ex.result("first", snapshot=1),
        ["+ valmont-organigramme — première lecture, version 1 enregistrée (visite du 24 novembre 2026 à 8 h 00)"],
        ["+ valmont-organigramme — read for the first time, version 1 stored (visit of 24 November 2026, 08:00)"],
        id="first",
    ),
    pytest.param(
        ex.result("unchanged", cosmetic=(Cosmetic(item="mutualisation", rule="3.10"),)),
        [
            "✓ valmont-organigramme — rien de nouveau depuis la version 13 (visite du 24 novembre 2026 à 8 h 00)",
            "    différence non signalée dans mutualisation : apostrophes, guillemets, tirets ou espaces",
        ],
        [
            "✓ valmont-organigramme — nothing new since version 13 (visit of 24 November 2026, 08:00)",
            "    difference not reported in mutualisation: apostrophes, quotation marks, dashes or spaces",
        ],
        id="unchanged",
    ),
    pytest.param(
        ex.result("changed", ex.section(ex.REWORDED, ex.DELETED, ex.INSERTED, ex.MOVED), ex.document(ex.SIZE, ex.LABEL)),
        [
            "● valmont-organigramme — version 13 : 6 changements (visite du 24 novembre 2026 à 8 h 00)",
            "",
            "  mutualisation — 1 passage modifié, 1 ajouté, 1 supprimé, 1 paragraphe déplacé",
            "    ~ Elle améliore l’[efficacité → efficience] de l’action publique.",
            "    − Ce service est gratuit.",
            "    + Ce service est facturé. Il l’est depuis 2026.",
            "    ↕ déplacé : Les agents restent employés.",
            "",
            "  organigramme « Organigramme - Juin 2026 » — nouveau fichier (203,05 ko → 210 ko), intitulé modifié",
            "    ~ taille affichée : [203,05 ko → 210 ko]",
            "    ~ intitulé : Organigramme - Juin [2025 → 2026]",
            "",
        ],
        [
            "● valmont-organigramme — version 13: 6 changes (visit of 24 November 2026, 08:00)",
            "",
            "  mutualisation — 1 passage reworded, 1 added, 1 removed, 1 paragraph moved",
            "    ~ Elle améliore l’[efficacité → efficience] de l’action publique.",
            "    − Ce service est gratuit.",
            "    + Ce service est facturé. Il l’est depuis 2026.",
            "    ↕ moved: Les agents restent employés.",
            "",
            "  organigramme “Organigramme - Juin 2026” — new file (203,05 ko → 210 ko), label changed",
            "    ~ displayed size: [203,05 ko → 210 ko]",
            "    ~ label: Organigramme - Juin [2025 → 2026]",
            "",
        ],
        id="changed",
    ),
    pytest.param(
        ex.result("failed", failures=(ex.SERVICE_DOWN,)),
        [
            "✗ valmont-organigramme — illisible : erreur du site (HTTP 503) (visite du 24 novembre 2026 à 8 h 00)",
            "    Le serveur a répondu par une erreur (HTTP 503). Depuis le 21 novembre 2026 à 8 h 00, 3 échecs de suite.",
            "    La dernière version connue reste la 13.",
            "    À faire : rien pour l’instant, chaque visite réessaie ; si cela dure, ouvrez la page dans un navigateur.",
            "",
        ],
        [
            "✗ valmont-organigramme — unreadable: site error (HTTP 503) (visit of 24 November 2026, 08:00)",
            "    The server answered with an error (HTTP 503). Since 21 November 2026, 08:00, 3 failures in a row.",
            "    The last known version is still version 13.",
            "    What to do: nothing for now, every visit tries again; if it lasts, open the page in a browser.",
            "",
        ],
        id="failed",
    ),
    pytest.param(
        ex.result("failed", snapshot=None, failures=(ex.failing("dns"),)),
        [
            "✗ valmont-organigramme — illisible : site introuvable (visite du 24 novembre 2026 à 8 h 00)",
            "    Le nom du site n’a pas d’adresse sur Internet. C’est le premier échec.",
            "    Rien n’est encore enregistré : la page n’a jamais pu être lue.",
            "    À faire : vérifiez l’adresse de la page dans config.toml.",
            "",
        ],
        [
            "✗ valmont-organigramme — unreadable: site not found (visit of 24 November 2026, 08:00)",
            "    The site’s name has no address on the Internet. This is the first failure.",
            "    Nothing is stored yet: the page could never be read.",
            "    What to do: check the page’s address in config.toml.",
            "",
        ],
        id="never-read",
    ),
    pytest.param(
        ex.result("unchanged", failures=(ex.NO_DOCUMENT,)),
        [
            "! valmont-organigramme — rien de nouveau depuis la version 13 (visite du 24 novembre 2026 à 8 h 00)",
            "    « organigramme » : le document n’a pas pu être téléchargé (HTTP 404). C’est le premier échec.",
            "    La dernière version connue de « organigramme » est gardée ; le reste de la page est lu.",
            "    À faire : voyez sur la page si le document s’ouvre, ou si l’image s’affiche ; sinon, prévenez le site.",
            "",
        ],
        [
            "! valmont-organigramme — nothing new since version 13 (visit of 24 November 2026, 08:00)",
            "    “organigramme”: the document could not be downloaded (HTTP 404). This is the first failure.",
            "    The last known version of “organigramme” is kept; the rest of the page is read.",
            "    What to do: see on the page whether the document opens, or the picture shows; if not, tell the site.",
            "",
        ],
        id="one-item-fails",
    ),
    pytest.param(
        ex.result("unchanged", recovered=(ex.SERVICE_DOWN,), flapping=ex.ALTERNATING),
        [
            "↺ valmont-organigramme — rien de nouveau depuis la version 13 (visite du 24 novembre 2026 à 8 h 00)",
            "    De nouveau lisible, après 3 échecs depuis le 21 novembre 2026 à 8 h 00.",
            "    La page alterne entre 3 versions (11, 12 et 13) depuis le 20 novembre 2026 ; ces retours ne sont plus signalés.",
        ],
        [
            "↺ valmont-organigramme — nothing new since version 13 (visit of 24 November 2026, 08:00)",
            "    Readable again, after 3 failures since 21 November 2026, 08:00.",
            "    The page has alternated between 3 versions (11, 12 and 13) since 20 November 2026;"
            " these returns are no longer reported.",
        ],
        id="recovered-and-flapping",
    ),
]


@pytest.mark.parametrize(("result", "french", "english"), REPORTS)
def test_a_check_is_told_plainly(result: CheckResult, french: list[str], english: list[str]) -> None:
    """Issue "First light" 7: one clear line, then what changed with words marked, readable without colour."""
    assert typed(check_report(result, FRENCH)).split("\n") == french
    assert typed(check_report(result, ENGLISH)).split("\n") == english


@pytest.mark.parametrize("result", [p.values[0] for p in REPORTS], ids=[p.id for p in REPORTS])
def test_colour_adds_nothing_but_colour(result: CheckResult) -> None:
    """4.2, never colour alone: without its SGR sequences the coloured report is the plain one."""
    coloured = check_report(result, Terminal(width=200, colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == check_report(result, FRENCH)


def test_long_unchanged_stretches_are_left_out() -> None:
    """What did not change is shown only beside what did."""
    before, after = "mot " * 100, " suite" * 100
    words: Words = (("=", before), ("-", "ancien"), ("+", "nouveau"), ("=", after))
    report = check_report(ex.result("changed", ex.section(Edit(op="replace", before=before, after=after, words=words))), FRENCH)
    line = typed(" ".join(report.split("\n")))
    assert re.search(r"~ … (mot\s+){15,18}\[ancien → nouveau\](\s+suite){9,12} …", line)


def test_changes_a_space_apart_read_as_one() -> None:
    """« [gratuit pour → facturé à] toutes », not a stutter of single words."""
    words: Words = (("=", "Il est "), ("-", "gratuit"), ("+", "facturé"), ("=", " "), ("-", "pour"), ("+", "à"), ("=", " toutes"))
    report = check_report(ex.result("changed", ex.section(Edit(op="replace", before="x", after="y", words=words))), FRENCH)
    assert "Il est [gratuit pour → facturé à] toutes" in typed(report)


def test_a_wall_of_edits_is_cut_with_a_pointer() -> None:
    report = check_report(ex.result("changed", ex.section(*[ex.DELETED] * (MAX_LINES + 2))), FRENCH)
    assert report.count("−\u00a0") == MAX_LINES
    assert "Et 2 autres lignes, à lire avec : monitor diff valmont-organigramme" in typed(report)


@given(st.text(st.characters() | st.sampled_from("\x1b\u202e\n\r\u0007"), min_size=1), st.integers(40, 100))
def test_page_text_cannot_command_the_terminal(text: str, width: int) -> None:
    """Issue "What is said" 7: page text is data, in every place where it is shown."""
    edits = (
        Edit(op="insert", after=text),
        ex.unit("unit_moved", text, before=text, after=text),
        Edit(op="replace", before=text, after="x"),
    )
    report = check_report(
        ex.result("changed", ex.section(*edits), failures=(ex.failing("soft_404", text, item=text),)), Terminal(width=width)
    )
    assert not set(report) & {"\x1b", "\x07", "\r", "\u202e"}
    assert all(cells(line) <= width for line in report.split("\n"))


def test_history_is_a_table() -> None:
    """One row per check or run of unchanged checks; on a narrow screen the words stand beneath."""
    visits = [
        VisitRun(result=ex.result("unchanged", snapshot=9), until=ex.AT, count=28),
        VisitRun(result=ex.result("changed", ex.section(ex.REWORDED)), source="import"),
        VisitRun(result=ex.result("failed", snapshot=None, failures=(ex.SERVICE_DOWN,))),
    ]
    assert typed(history_table(ex.WATCH, visits, Terminal(width=80))).split("\n") == [
        "valmont-organigramme — historique",
        "",
        "date                       version  ce qui s’est passé",
        "24 novembre 2026 à 8 h 00        9  rien de nouveau depuis la version 9,",
        "                                    28 visites jusqu’au 24 novembre 2026 à",
        "                                    8 h 00",
        "24 novembre 2026 à 8 h 00       13  mutualisation : 1 phrase modifiée (importé)",
        "24 novembre 2026 à 8 h 00        —  illisible : erreur du site (HTTP 503)",
    ]
    assert typed(history_table(ex.WATCH, visits[1:2], Terminal(width=40))).split("\n")[2:] == [
        "24 novembre 2026 à 8 h 00 13",
        "  mutualisation : 1 phrase modifiée",
        "  (importé)",
    ]
    assert history_table(ex.WATCH, [], ENGLISH) == "No visit recorded for “valmont-organigramme”."


def test_the_history_says_which_document_was_not_read() -> None:
    """3.16, 7.2: « rien de nouveau » alone stood there, for as long as the chart could not be opened."""
    gone = OpenFailure(failure=Failure(kind="document_unavailable", item="plan", detail="HTTP 404"), since=ex.AT, consecutive=1)
    visits = [VisitRun(result=ex.result("unchanged", failures=(gone,)), until=None, count=1, source="live")]
    assert "rien de nouveau depuis la version" in (table := typed(history_table(ex.WATCH, visits, Terminal(width=200))))
    assert table.endswith(" ; plan : document indisponible")


def test_coverage_says_how_often_something_was_not_read() -> None:
    """7.4: « 4 visites, 0 échec » over « document indisponible : 3 visites »."""
    covered = Coverage(
        watch="valmont", since=ex.AT, until=ex.AT + timedelta(days=3), checks=4, failed=0, partly=3, changes=0, hidden={},
        failures={"document_unavailable": 3}, first_at=ex.AT, last_at=ex.AT, longest_gap=timedelta(days=1), exact=True,
    )  # fmt: skip
    assert "4 visites, 0 échec, 3 lectures incomplètes et 0 nouvelle version" in typed(coverage_text(covered, Terminal(width=200)))
    assert "incomplete" not in coverage_text(replace(covered, partly=0), ENGLISH)


def test_a_snapshot_reads_as_a_text() -> None:
    """`monitor show`: sections with their text, documents with what is behind them, the chart as a tree."""
    assert typed(show_text(ex.WATCH, ex.revision(13, "Un texte.", "Un autre.", chart=ex.CHART), Terminal(width=74))).split(
        "\n"
    ) == [
        "valmont-organigramme — version 13",
        "Relevée le 24 novembre 2026 à 8 h 00",
        "https://www.valmont-sur-ource.example/votre-mairie/organigramme/",
        "",
        "mutualisation — La mutualisation",
        "",
        "  Un texte.",
        "",
        "  Un autre.",
        "",
        "organigramme — « Organigramme - Juin 2026 » PDF, 203,05 ko",
        "  Fichier : https://www.valmont-sur-ource.example/media/organigramme.pdf",
        "    (208 ko)",
        f"  SHA-256 {'ab' * 32}",
        "",
        "  Organigramme, Juin 2026",
        "  Direction générale — Mme Roche",
        "    Pôle courrier — poste vacant",
    ]


@pytest.mark.parametrize("kept", ["M. Durand", "Mme Bernard", "n° 3", "58 %", "version 4", "12 services", "(M. Durand"])
def test_what_belongs_together_is_not_parted_at_a_line_s_end(kept: str) -> None:
    """§5: a title stays with its name, a number with its sign, wherever the line ends."""
    for before in range(1, 30):
        lines = wrapped([Run(f"{'a' * before} {kept} et puis la suite")], width=24).split("\n")
        assert any(kept in line for line in lines), lines


BITS = st.sampled_from(
    ["a", "été", " ", "  ", "\n", "12 %", "3", "1 000", f"«{NARROW}x{NARROW}»", "— ", "日本", "M. Dupont", "long" * 9]
)
STYLES: st.SearchStrategy[Style] = st.sampled_from(["plain", "strong", "quiet"])
RUNS = st.lists(st.builds(Run, st.lists(BITS, max_size=6).map("".join), STYLES), max_size=4)


@given(RUNS, st.integers(12, 60), st.booleans())
def test_what_fits_on_a_line_is_what_breaking_it_into_words_gives(runs: list[Run], width: int, colour: bool) -> None:
    """§9: a long list is put at once, the same to the letter."""
    lines = [layout.painted(line, colour=colour) for line in layout._lines(layout._words(runs, width), width)]
    assert wrapped(runs, width=width, colour=colour) == "\n".join(lines)
