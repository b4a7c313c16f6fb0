"""Extraction and judgement are numbers with floors that nobody lowers silently (16.1): tests/quality_floors.json.

On the dev sets beside the checkout, through the scripts that judge the product from outside; and, for every clone, on pages of the
invented town.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from monitor.demo.server import page
from tests import sweeps, warm
from tests.command import ROOT, environment
from tests.pipeline.house import stand
from tests.shared import shared
from tests.site import Page, Site

Figures = dict[str, int]
FLOORS: dict[str, Figures] = json.loads((ROOT / "tests" / "quality_floors.json").read_text(encoding="utf-8"))
# By name: what is asked of the script in `make soak`, and here: each site and each way to find a part, not each with each.
RUNS = {
    "heading": (
        "pages.py pages/dijon --locate heading --text 12",
        "pages.py pages/dijon --locate heading --only dev_bootstrap --text 4",
    ),
    "css": ("pages.py pages/dijon --locate css --only dev_spip --text 0",) * 2,
    "both": ("pages.py pages/dijon --locate both --only dev_wpclassic --text 0",) * 2,
    "sequences": ("pages.py pages/dijon --sequences",) * 2,
    "replay": ("replay.py replay", "replay.py replay --only dev-bumble-trackers dev-ota-privacy dev-tinder-guidelines"),
}
# As the script is, but with each third of its cases: every class of edit, every structure, not each with each.
THIRD = "import lies; cases = lies.cases; lies.cases = lambda *given: cases(*given)[::3]; lies.main()"


def judged(run: str, out: Path) -> str:
    """What the script says of this checkout."""
    script, folder, *options = RUNS[run][not sweeps.WHOLE].split()
    cases = shared(folder)
    if run in ("css", "both") and not sweeps.WHOLE:  # by turns, so that each edit is tried once where a selector finds the part
        cases = every_other(cases, out.with_suffix(""), first=("css", "both").index(run))
    call = [sys.executable, str(shared("check") / script), str(cases), *options, "--out", str(out)]
    env = environment({"PYTHONWARNINGS": "default"})  # of the script; the program's own warnings are errors
    done = subprocess.run([*call, "--cmd", warm.command(environment())], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def every_other(cases: Path, folder: Path, *, first: int) -> Path:
    """A folder with every other one of the *cases* of each site, and all pages that they begin with."""
    folder.mkdir()
    met, kept = Counter[str](), list[str]()
    for line in (cases / "truth.jsonl").read_text(encoding="utf-8").splitlines(keepends=True):
        row = json.loads(line)
        if row["kind"] == "base" or met[row["template"]] % 2 == first:
            kept.append(line)
        met[row["template"]] += row["kind"] != "base"
    (folder / "truth.jsonl").write_text("".join(kept), encoding="utf-8")
    (folder / "pages").symlink_to(cases / "pages")
    return folder


def floor(run: str) -> str:
    return run if sweeps.WHOLE or f"{run}_sample" not in FLOORS else f"{run}_sample"


def figures(run: str, said: str) -> Figures:
    if run == "sequences":
        right, of = re.findall(r"(\d+) of (\d+) steps right", said)[0]
        return {"right": int(right), "of": int(of)}
    if run == "replay":
        rows = re.findall(r": (\d+) hit, (\d+) missed, (\d+) false, (\d+) blind", said)
        return {name: sum(int(row[n]) for row in rows) for n, name in enumerate(FLOORS["replay"])}
    found: Figures = json.loads(said.partition("\nwrong:")[0])
    return found


@pytest.fixture(scope="module")
def saying(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Future[str]]:
    """All runs at once, two at a time."""
    shared("check")
    folder = tmp_path_factory.mktemp("gate")
    pool = ThreadPoolExecutor(max_workers=2)
    said = {run: pool.submit(judged, run, folder / f"{run}.jsonl") for run in ("replay", "sequences", "heading", "css", "both")}
    pool.shutdown(wait=False)
    return said


@pytest.mark.parametrize("run", RUNS)
def test_the_dev_sets_are_judged_as_well_as_ever(saying: dict[str, Future[str]], run: str) -> None:
    """16.1: no false alarm, no miss, no failure taken for a change, kinds right, section text and document labels exact."""
    said = saying[run].result()
    found, floors = figures(run, said), FLOORS[floor(run)]
    assert {name: found[name] for name in floors} == floors, said


@pytest.mark.few("heading")
@pytest.mark.parametrize("locate", ["heading", "css", "both"])
def test_edits_of_made_up_pages_are_told_for_what_they_are(locate: str) -> None:
    """16.1: each class of edit said, minor or silent; found by its heading here, by a selector and by both in `make soak`.

    `wrong`: paragraphs with a raised digit, of which the script counts the words as if it stood on the line (« m2 »); the text has
    « m² », and so have the edits (3.28).
    """
    env = environment()
    script = ["lies.py"] if sweeps.WHOLE else ["-B", "-c", THIRD]
    call = [sys.executable, *script, "--locate", locate, "--cmd", warm.command(env)]
    done = subprocess.run(call, cwd=shared("check"), env=env, capture_output=True, text=True, check=False)
    last = done.stdout.strip().rpartition("\n")[2]
    found = re.search(r"(?P<cases>\d+) cases .*missed (?P<missed>\d+), false (?P<false>\d+), wrong (?P<wrong>\d+)", last)
    assert found, done.stdout + done.stderr
    assert {name: int(number) for name, number in found.groupdict().items()} == FLOORS[floor(f"lies_{locate}")], done.stdout


# ------------------------------------------------------------------------------------------------- the invented town, everywhere


def put(old: str, new: str) -> Callable[[str], str]:
    def swap(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return swap


def sub(pattern: str, new: str) -> Callable[[str], str]:
    def swap(text: str) -> str:
        changed, count = re.subn(pattern, new, text, flags=re.DOTALL)
        assert count, pattern
        return changed

    return swap


HOLDING = "<!doctype html><html lang=fr><head><title>{0}</title></head><body><main><h1>{0}</h1><p>{1}</p></main></body></html>"
FRAMED = r"(<main id=\"contenu\">).*?(</main>)"

CASES: list[tuple[str, Callable[[str], str], str, set[str]]] = [
    # noise: nothing a reader would call a change
    ("quotation marks and dashes", put("née en 2012 avec", "née en\u00a02012 avec"), "unchanged", set()),
    ("new ids and classes", sub(r'class="(?!telechargement|btn|titre|infos)[\w -]+"', 'class="x1"'), "unchanged", set()),
    ("another heading level", sub(r"<h2>(La mutualisation des services)</h2>", r"<h3>\1</h3>"), "unchanged", set()),
    (
        "a heading without its tag",
        sub(r"<h2>(La mutualisation des services)</h2>", r'<div class="t"><b>\1</b></div>'),
        "unchanged",
        set(),
    ),
    ("markup inside a paragraph", put("un outil précieux", "un <strong>outil</strong> <em>précieux</em>"), "unchanged", set()),
    (
        "a closed panel",
        sub(r"</h2>\s*(<p>Ource Métropole.*?)\n  </section>", r'</h2><div hidden>\1</div></section>'),
        "unchanged",
        set(),
    ),
    ("another news item", put("Collecte des sapins", "Grande collecte des sapins"), "unchanged", set()),
    ("a tracking parameter", put("organigramme-2025.pdf", "organigramme-2025.pdf?v=77"), "unchanged", set()),
    # changes
    ("one word", put("efficacité", "efficience"), "changed", {"mutualisation"}),
    ("one digit", put("2 000 habitants", "3 000 habitants"), "changed", {"mutualisation"}),
    ("one capital letter", put("Cette organisation", "cette organisation"), "changed", {"mutualisation"}),
    (
        "a sentence gone",
        put(" Elle est un outil précieux pour améliorer l'efficacité de l'action publique.", ""),
        "changed",
        {"mutualisation"},
    ),
    (
        "a renamed heading",
        put("<h2>La mutualisation des services", "<h2>La mutualisation de services"),
        "changed",
        {"mutualisation"},
    ),
    ("a new label", put("juin 2025", "juillet 2025"), "changed", {"organigramme"}),
    (
        "text and label",
        lambda t: put("efficacité", "efficience")(put("3,4 ko", "4,1 ko")(t)),
        "changed",
        {"mutualisation", "organigramme"},
    ),
    # failures that come with status 200
    ("maintenance", lambda t: HOLDING.format("Site en maintenance", "Merci de revenir plus tard."), "failed", {"maintenance"}),
    ("not found", lambda t: HOLDING.format("Page introuvable", "Cette page n’existe pas."), "failed", {"soft_404"}),
    (
        "not found in the frame",
        sub(FRAMED, r"\1<h1>Page introuvable</h1><p>La page demandée n’existe plus.</p>\2"),
        "failed",
        {"soft_404"},
    ),
    ("a frame without its text", sub(FRAMED, r"\1\2"), "failed", {"empty", "js_shell"}),
    ("cut in the middle", lambda t: t[: t.index("outil précieux")], "failed", {"truncated"}),
    ("decoded twice", lambda t: t.encode().decode("cp1252", "ignore"), "unchanged", set()),
]  # fmt: skip


@pytest.mark.parametrize(("mutate", "outcome", "about"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_the_invented_town_is_judged_rightly(tmp_path: Path, mutate: Callable[[str], str], outcome: str, about: set[str]) -> None:
    """3.1–3.15: `about` names the items that changed, or the kinds of failure that say it."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.check()
        before = house.show()
        site.pages["/"] = Page(mutate(page(noise=True, after=False).decode()).encode())
        line = house.check()
        assert (line["outcome"], _about(line) <= about, bool(_about(line))) == (outcome, True, bool(about)), line
        if outcome == "failed":
            assert house.show() == before


def _about(line: dict[str, Any]) -> set[str]:
    return {line["failure"]["kind"]} if line["outcome"] == "failed" else {change["item"] for change in line["changes"]}
