"""How well the product reads and compares charts: python -m training.score [FOLDER…] [--generated N] [--pairs N].

A folder holds charts (NAME.json beside NAME.pdf, or with `--pdfs` where the files are), pairs as folders (v1 and v2 with
changes.json) or as files that name `old`, `new` and `changes`. The truths of a folder's truth.md (« also right ») are taken in.
"""

from __future__ import annotations

import argparse
import atexit
import json
import re
import shlex
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pypdfium2

from monitor.confine import Confined
from training.charts import chart, pair
from training.families import FAMILIES
from training.judging import FACTS, SURE, Json, Judged, PairJudged, judged, judged_pair, wilson

Reader = Callable[[Path], Json]
Comparer = Callable[[Path, Path], Json]


@dataclass(frozen=True)
class Sheet:
    """A chart to read: its name, of which set and kind it is, its file and truth."""

    name: str
    group: str
    maker: str
    file: Path
    truth: Json


@dataclass(frozen=True)
class Versions:
    """A pair to compare."""

    name: str
    group: str
    old: Path
    new: Path
    truth: Json


# ------------------------------------------------------------------------------------------------------------------ the material


def sheets_of(folder: Path, pdfs: Path | None) -> Iterator[Sheet]:
    """The charts of *folder*, those of its pairs included."""
    also = _also(folder / "truth.md")
    partial = _partial(folder / "truth.md")
    for file in sorted(folder.glob("*.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        pdf = next((p for p in ((pdfs or folder) / f"{file.stem}{end}.pdf" for end in ("", "-v1")) if p.exists()), None)
        if "units" in truth and pdf:
            truth = {
                **truth,
                "also": truth.get("also") or also.get(file.stem),
                "partial": truth.get("partial") or file.stem in partial,
            }
            yield Sheet(file.stem, truth.get("family", folder.name), _maker(pdf), pdf, truth)
    for changes in sorted(folder.glob("*/changes.json")):
        if json.loads(changes.read_text(encoding="utf-8")).get("text_layer", True):
            for version in ("v1", "v2"):
                pdf, truth = (
                    changes.with_name(f"{version}.pdf"),
                    json.loads(changes.with_name(f"{version}.json").read_text(encoding="utf-8")),
                )
                yield Sheet(f"{changes.parent.name}/{version}", truth.get("family", folder.name), _maker(pdf), pdf, truth)


def versions_of(folder: Path) -> Iterator[Versions]:
    """The pairs of *folder*."""
    for file in sorted(folder.glob("*/changes.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        if truth.get("text_layer", True):
            yield Versions(
                file.parent.name, truth.get("kind", folder.name), file.with_name("v1.pdf"), file.with_name("v2.pdf"), truth
            )
    for file in sorted([*folder.glob("*.json"), *folder.glob("pairs/*.json")]):
        truth = json.loads(file.read_text(encoding="utf-8"))
        if "changes" in truth and "old" in truth:
            yield Versions(file.stem, folder.name, Path(truth["old"]), Path(truth["new"]), truth)


def _also(file: Path) -> dict[str, dict[str, Any]]:
    """What else is right, by chart, of a truth.md: lines « chart parent|people|unit|never LABEL = OTHER; OTHER »."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"parents": {}, "people": {}, "units": []})
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    for chart_name, kind, rest in re.findall(r"^(\S+) (parent|people|unit) (.+)$", text, re.MULTILINE):
        label, _, values = rest.partition(" = ")
        if kind == "unit":
            found[chart_name]["units"] += [part.strip() for part in rest.split(";")]
        else:
            key = "parents" if kind == "parent" else kind
            found[chart_name][key].setdefault(label, []).extend(part.strip() for part in values.split(";"))
    return dict(found)


def _partial(file: Path) -> list[str]:
    """The charts of a truth.md of which « NAME is partial » is said."""
    return re.findall(r"(\S+) is partial", file.read_text(encoding="utf-8")) if file.exists() else []


def _maker(pdf: Path) -> str:
    try:
        told = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    except pypdfium2.PdfiumError:
        return "?"
    return (told.get("Creator") or told.get("Producer") or "?")[:28]


def drawn(
    charts: int, pairs: int, first: int, folder: Path, *, among: Sequence[str] = tuple(FAMILIES)
) -> tuple[list[Sheet], list[Versions]]:
    """Generated charts and pairs, from seed *first* on, written into *folder*; of the layouts *among* those given."""
    sheets, versions = [], []
    for made in (chart(number, among=among) for number in range(first, first + charts)):
        file = folder / f"{made.name}.pdf"
        file.write_bytes(made.pdf)
        sheets.append(Sheet(made.name, made.truth["family"], made.truth["family"], file, made.truth))
    for both in (pair(number, among=among) for number in range(first, first + pairs)):
        old, new = folder / f"{both.name}-old.pdf", folder / f"{both.name}-new.pdf"
        old.write_bytes(both.old.pdf)
        new.write_bytes(both.new.pdf)
        versions.append(Versions(both.name, both.changes["kind"], old, new, both.changes))
    return sheets, versions


# ------------------------------------------------------------------------------------------------------------------ the product


def read_here(file: Path) -> Json:
    """What `monitor orgchart --json` says of *file*, read in this process; {} where it can't be read."""
    from monitor.model import Unreadable
    from monitor.pdf.read import read
    from monitor.report.as_json import orgchart_json

    content = read(file.read_bytes(), kind="orgchart")
    if isinstance(content, Unreadable) or content.orgchart is None:
        return {}
    return orgchart_json(content.orgchart)


def compare_here(old: Path, new: Path) -> Json:
    """What `monitor compare --json` says of the two."""
    from click.testing import CliRunner

    from monitor.cli.compare import command

    with patch("monitor.cli.compare.Confined", lambda: nullcontext(_confined())):
        done = CliRunner().invoke(command, [str(old), str(new), "--json"])
    return _json(done.stdout)


@cache
def _confined() -> Confined:
    """One reader for all comparisons: to start it takes longer than to read two charts."""
    reader = Confined()
    atexit.register(reader.close)
    return reader


def commands(program: str) -> tuple[Reader, Comparer]:
    """The same by a program of one's choice, each call a process."""

    def call(*arguments: str) -> Json:
        done = subprocess.run([*shlex.split(program), *arguments, "--json"], capture_output=True, text=True, check=False)
        return _json(done.stdout)

    return (lambda file: call("orgchart", str(file))), (lambda old, new: call("compare", str(old), str(new)))


def _json(said: str) -> Json:
    try:
        found: Json = json.loads(said)
    except ValueError:
        return {}
    return found


# ------------------------------------------------------------------------------------------------------------------ the table


def _share(part: float | None, width: int = 5) -> str:
    return f"{'-':>{width}}" if part is None else f"{part:{width}.3f}"


def row(name: str, j: Judged) -> str:
    recall, precision = (j.found / n if n else None for n in (j.units, j.given))
    exact = j.exact / j.units if j.units else None
    cells = " ".join(_share(part) for part in (recall, precision, j.f1, exact, j.parent, j.person))
    return f"{name[:32]:32} {j.units:6} {j.given:6}   {cells}"


def reliability(total: Judged) -> list[str]:
    """How many of the facts given with at least that confidence are right, the interval's lower bound, and how much it covers."""
    lines = [f"{'':8} {'≥':>4} {'given':>6} {'right':>6} {'bound':>6} {'covers':>6}   (covers: right ones among all that are true)"]
    for fact in (*FACTS, "all"):
        told = [g for g in total.told if (fact in (g.fact, "all")) and g.right is not None]
        true = sum(total.facts[one] for one in FACTS if fact in (one, "all"))
        for least in (0.9, 0.7):
            sure = [g for g in told if g.confidence >= least]
            right = sum(bool(g.right) for g in sure)
            share = right / len(sure) if sure else None
            lines.append(
                f"{fact:8} {least:4} {len(sure):6} {_share(share, 6)} {wilson(right, len(sure)):6.3f} {right / max(1, true):6.3f}"
            )
    return [*lines, *_astray(total)]


def _astray(total: Judged) -> list[str]:
    """Wrong parents by what they are to the unit, the sure ones in brackets: where to look first."""
    kinds: dict[str, int] = defaultdict(int)
    for (kind, _), number in total.astray.items():
        kinds[kind] += number
    told = [f"{kind} {n} ({total.astray[kind, True]})" for kind, n in sorted(kinds.items(), key=lambda one: -one[1])]
    return [f"wrong parents (≥ {SURE}): {' · '.join(told)}"] if told else []


def scored(sheets: list[Sheet], read: Reader, by: str) -> tuple[list[str], Judged, dict[str, Judged]]:
    """The table's lines, the sum, and each chart's own."""
    groups: dict[str, Judged] = defaultdict(Judged)
    means: dict[str, list[Judged]] = defaultdict(list)
    total, each = Judged(), {}
    for sheet in sheets:
        found = judged(sheet.truth, read(sheet.file))
        each[sheet.name] = found
        total.add(found)
        key = {"chart": sheet.name, "maker": sheet.maker}.get(by, sheet.group)
        groups[key].add(found)
        means[key].append(found)
    lines = [f"{'':32} {'units':>6} {'given':>6}   {'rec':>5} {'prec':>5} {'F1':>5} {'exact':>5} {'paren':>5} {'peopl':>5}"]
    lines += [row(f"{key} ({len(means[key])})" if len(means[key]) > 1 else key, groups[key]) for key in sorted(groups)]
    lines.append(row(f"ALL, pooled ({len(sheets)})", total))
    if each:
        f1 = sum(j.f1 for j in each.values()) / len(each)
        parent, person = (_mean([getattr(j, name) for j in each.values()]) for name in ("parent", "person"))
        lines.append(f"{'mean of charts':32} {'':13}   {'':11} {f1:5.3f} {'':5} {_share(parent)} {_share(person)}")
    return [*lines, "", *reliability(total)], total, each


def _mean(values: list[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known else None


def scored_pairs(versions: list[Versions], compare: Comparer, by: str, *, show: bool) -> tuple[list[str], PairJudged]:
    """The table of statements: true ones said unmarked, marked, or missed; false ones said."""
    groups: dict[str, PairJudged] = defaultdict(PairJudged)
    total, said, exact = PairJudged(), [], 0
    for both in versions:
        found = judged_pair(both.truth, compare(both.old, both.new))
        exact += not (found.missed or found.false or found.false_marked)
        groups[both.name if by == "chart" else both.group].add(found)
        total.add(found)
        if show:
            for word, keys in (("false", found.false), ("false, marked", found.false_marked), ("missed", found.missed)):
                said += [f"  {both.name}: {word}: {key}" for key in keys]
    lines = [f"{'statements':32} {'true':>6} {'said':>6} {'marked':>6} {'missed':>6} {'false':>6} {'f.mark':>6}"]
    for key, found in [*sorted(groups.items()), (f"ALL ({len(versions)} pairs, {exact} exact)", total)]:
        numbers = (found.true, found.unmarked, found.marked, len(found.missed), len(found.false), len(found.false_marked))
        lines.append(f"{key[:32]:32} " + " ".join(f"{n:6}" for n in numbers))
    return [*lines, *said], total


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m training.score", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--pdfs", type=Path, help="where the PDFs of the truths are")
    parser.add_argument("--generated", type=int, default=0, help="how many charts to draw and read")
    parser.add_argument("--pairs", type=int, default=0, help="how many pairs to draw and compare")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--by", choices=("family", "maker", "chart"), default="family")
    parser.add_argument("--cmd", help="the program, instead of this checkout's in this process")
    parser.add_argument("--no-compare", action="store_true", help="read only")
    parser.add_argument(
        "--show", action="store_true", help="which statements are false or missed, which units spurious or hung wrong"
    )
    asked = parser.parse_args()
    read, compare = commands(asked.cmd) if asked.cmd else (read_here, compare_here)
    with tempfile.TemporaryDirectory() as place:
        sheets, versions = drawn(asked.generated, asked.pairs, asked.seed, Path(place))
        for folder in asked.folders:
            sheets += sheets_of(folder, asked.pdfs)
            versions += versions_of(folder)
        if sheets:
            lines, _, each = scored(sheets, read, asked.by)
            print("\n".join(lines))
            if asked.show:
                _show(each)
        if versions and not asked.no_compare:
            print("\n" + "\n".join(scored_pairs(versions, compare, asked.by, show=asked.show)[0]))


def _show(each: dict[str, Judged]) -> None:
    for name, found in each.items():
        for word, what in (("spurious", found.spurious), ("missed", found.missed), ("hung wrong", found.hung_wrong)):
            for one in what:
                print(f"  {name}: {word}: {one}")


if __name__ == "__main__":
    main()
