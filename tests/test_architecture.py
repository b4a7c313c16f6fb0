"""The one direction (DESIGN §2): who may import whom, and what, is read from the source."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from monitor import confine
from tests.command import environment
from tests.parsed import nodes, parsed

UNMEASURED = environment({"COVERAGE_PROCESS_CONFIG": "", "COVERAGE_PROCESS_START": ""})  # what coverage loads is none of ours
ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "monitor"

# A room may import itself and the rooms named here.
FOUNDATION = {"model", "errors", "expressions", "normalize", "placeholders", "i18n"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "files": set(),
    "errors": set(),
    "expressions": set(),
    "normalize": set(),
    "placeholders": set(),
    "i18n": set(),
    "config": {"schedule", "files"},
    "fetch": set(),
    "extract": set(),
    "pdf": set(),
    "documents": {"pdf", "serving"},
    "serving": set(),
    "quality": {"extract", "compare"},
    "compare": set(),
    "decide": {"compare"},
    "confine": {"pdf"},
    "erasure": {"compare", "pdf"},
    "store": {"compare", "erasure", "files", "schedule"},
    "observe": {"schedule"},
    "report": {"compare", "observe"},
    "deliver": {"erasure", "files"},
    "schedule": set(),
    "terminal": {"files", "report"},
    "records": {"config", "schedule", "store", "terminal"},
    "wiring": {"confine", "fetch", "pipeline", "records", "store", "terminal"},
    "service": {"alerts", "config", "files", "pipeline", "records", "schedule", "store", "terminal", "web", "wiring"},
    "pipeline": {"documents", "erasure", "extract", "pdf", "quality", "compare", "decide", "fetch", "serving"},
    "alerts": {
        "compare",
        "config",
        "confine",
        "decide",
        "deliver",
        "files",
        "pipeline",
        "proof",
        "report",
        "schedule",
        "store",
        "terminal",
    },
    "proof": {"files", "report", "store"},
    "web": {"alerts", "compare", "confine", "erasure", "observe", "proof", "report", "store"},
    "export": {"erasure", "report", "store", "web"},
    "demo": set(),
}
PURE = (
    "model",
    "errors",
    "expressions",
    "normalize",
    "placeholders",
    "i18n",
    "extract",
    "quality",
    "pdf",
    "documents",
    "compare",
    "decide",
    "erasure",
    "report",
    "schedule",
    "observe",
)
# The door of the reading process and that of the figures; patterns, which look at how much of their own time is left; and the two
# modules of `fetch` that are pure and that the pipeline uses.
IMPURE_MODULES = {"monitor/documents/child.py", "monitor/observe/server.py", "monitor/extract/patterns.py"}
PURE_OF_FETCH = {"monitor.fetch.charset", "monitor.fetch.captures", "monitor.fetch.headers"}
WORLD = {
    "httpx",
    "httpcore",
    "socket",
    "sqlite3",
    "subprocess",
    "os",
    "shutil",
    "tempfile",
    "random",
    "time",
    "threading",
    "urllib.request",
    "smtplib",
}
# What a check of an unchanged page does not need is imported where it is first used (DESIGN §9).
LATE = {
    "bs4",
    "lxml",
    "pydantic",
    "sqlite_utils",
    "apscheduler",
    "apprise",
    "rich",
    "jinja2",
    "pypdfium2",
    "pypdfium2_raw",
    "PIL",
    "charset_normalizer",
    "prometheus_client",
    "regex",
    "tomlkit",
    "python_calamine",
    "resvg_py",
}


AROUND_A_LIBRARY = {"monitor.extract.elements.soup"}  # modules of classes made from a library's: they are imported late themselves
IN_THREADS = ("normalize", "extract", "quality", "compare", "decide", "fetch", "pipeline")  # reached from visits, side by side


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@dataclass(frozen=True)
class Source:
    """What the tests ask of a module, read once."""

    imports: tuple[tuple[str, bool], ...]  # (module, whether at the top) for each that runs; those for types only are left out
    names: tuple[str, ...]  # what these take, each with its module before it: « monitor.pdf.lines.Line »
    classes: tuple[str, ...]
    functions: tuple[int, ...]  # lines of each
    lines: int
    asks_the_clock: bool


@cache
def source(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    tree = nodes(path)
    typing_only = {n for i in tree if isinstance(i, ast.If) and "TYPE_CHECKING" in ast.dump(i.test) for n in ast.walk(i)}
    top = set(parsed(path).body)
    imported: list[tuple[str, bool]] = []
    taken: list[str] = []
    for node in tree:
        if isinstance(node, ast.Import) and node not in typing_only:
            imported += [(alias.name, node in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node not in typing_only:
            imported.append((node.module, node in top))
            taken += [f"{node.module}.{alias.name}" for alias in node.names]
    return Source(
        imports=tuple(imported),
        names=(*(name for name, _ in imported), *taken),
        classes=tuple(node.name for node in tree if isinstance(node, ast.ClassDef)),
        functions=tuple((node.end_lineno or 0) - node.lineno + 1 for node in tree if isinstance(node, ast.FunctionDef)),
        lines=len(text.splitlines()),
        asks_the_clock="datetime.now" in text,
    )


def imports(path: Path) -> tuple[tuple[str, bool], ...]:
    return source(path).imports


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_a_room_imports_only_the_rooms_before_it() -> None:
    """DESIGN §2: one direction."""
    wrong: dict[str, set[str]] = {}
    for path in modules():
        if room(path) not in ("cli", "__main__", "__init__"):
            own = {name.split(".")[1] for name, _ in imports(path) if name.startswith("monitor.")}
            wrong[named(path)] = own - ALLOWED[room(path)] - FOUNDATION - {room(path)}
    assert {name: rooms for name, rooms in wrong.items() if rooms} == {}


@pytest.mark.parametrize("package", sorted(path.parent for path in PACKAGE.rglob("*/__init__.py")), ids=named)
def test_parts_of_a_package_do_not_need_each_other_in_turn(package: Path) -> None:
    """DESIGN §2: the modules and packages that stand side by side in one have an order, too."""
    base = ".".join(package.relative_to(ROOT).parts)
    needs: defaultdict[str, set[str]] = defaultdict(set)
    for path in package.rglob("*.py"):
        part = path.relative_to(package).parts[0].removesuffix(".py")
        beside = {name.removeprefix(f"{base}.").split(".")[0] for name in source(path).names if name.startswith(f"{base}.")}
        if part != "__init__":
            needs[part] |= {other for other in beside - {part} if (package / other).is_dir() or (package / f"{other}.py").is_file()}
    TopologicalSorter(needs).prepare()  # a CycleError names them


def test_a_pure_room_has_no_door_to_the_world() -> None:
    """DESIGN §2: values in, values out; time comes in as `now`."""
    pure = [path for path in modules() if room(path) in PURE and named(path) not in IMPURE_MODULES]
    doors = {named(path): {name for name, _ in imports(path)} & WORLD for path in pure}
    assert {name: found for name, found in doors.items() if found} == {}
    assert [named(path) for path in pure if source(path).asks_the_clock] == []


def test_a_class_name_stands_in_one_room() -> None:
    """DESIGN §17: who reads it knows which one is meant."""
    rooms: defaultdict[str, set[str]] = defaultdict(set)
    for path in modules():
        for name in source(path).classes:
            if not name.startswith("_"):
                rooms[name].add(room(path))
    assert {name: found for name, found in rooms.items() if len(found) > 1} == {}


def test_the_pipeline_is_handed_its_doors() -> None:
    """DESIGN §2: `pipeline` only orders the steps; of `fetch` it uses what is pure."""
    used = {name for path in modules() if room(path) == "pipeline" for name, _ in imports(path) if name.startswith("monitor.fetch")}
    assert used <= PURE_OF_FETCH


def test_what_an_unchanged_check_does_not_need_is_imported_late() -> None:
    """DESIGN §9; our own imports always stand at the top."""
    early: dict[str, set[str]] = {}
    for path in modules():
        if (
            path.parts[-2:] == ("service", "resident.py")
            or "cli" in path.parts
            or named(path).startswith("monitor/config/schema")
            or ".".join(path.relative_to(ROOT).with_suffix("").parts) in AROUND_A_LIBRARY
        ):
            continue
        top = {name for name, at_top in imports(path) if at_top}
        early[named(path)] = {name for name in top if name.split(".")[0] in LATE} | top & AROUND_A_LIBRARY
    assert {name: found for name, found in early.items() if found} == {}


def test_a_late_import_asks_for_the_package_and_not_for_a_part_of_it() -> None:
    """Visits run in threads. Who asks for `rapidfuzz.distance` holds that module and waits for `rapidfuzz`, which waits for it."""
    packages = LATE | {"rapidfuzz"}
    parts: dict[str, list[str]] = {}
    for path in modules():
        if room(path) in IN_THREADS:
            late = (name for name, top in imports(path) if not top and "." in name)
            parts[named(path)] = [name for name in late if name.split(".")[0] in packages]
    assert {name: found for name, found in parts.items() if found} == {}


def test_many_threads_may_be_the_first_to_need_a_library() -> None:
    """A sound page must never be recorded as `internal_error` because two visits read at the same moment."""
    code = """if True:
        import sys, threading
        from monitor.compare.words import diff, distance, like
        from monitor.extract.sections.finding import _reads_like
        from monitor.extract.page import Page
        sys.setswitchinterval(1e-6)
        uses = [lambda: diff("ab", "cd"), lambda: like("ab", "cd"), lambda: _reads_like("Un", "Une"), lambda: distance("a", "b")]
        uses.append(lambda: Page.parse("<main><h1>Un</h1><p>Texte</p></main>", "https://valmont.example/"))
        start, bugs = threading.Barrier(3 * len(uses)), []
        def use(n):
            start.wait()
            try:
                uses[n % len(uses)]()
            except BaseException as bug:
                bugs.append(bug)
        threads = [threading.Thread(target=use, args=(n,)) for n in range(3 * len(uses))]
        [t.start() for t in threads], [t.join() for t in threads]
        print(bugs)
    """
    for _ in range(4):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
        assert done.stdout.strip() == "[]", done.stdout


def test_importing_the_check_command_loads_nothing_heavy() -> None:
    """DESIGN §9: the path of an unchanged check."""
    code = "import sys, monitor.cli.check; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded & (LATE | {"httpx", "httpcore"}) == set()
    parts = ("alignment", "blocks", "careers", "contents", "document_words", "orgchart", "sections", "tables")
    comparing = {f"monitor.compare.{part}" for part in parts}
    assert set(done.stdout.split()) & ({"monitor.extract", "monitor.quality"} | comparing) == set()


def test_commands_that_read_load_nothing_that_visits() -> None:
    """DESIGN §9: who asks what was seen does not wait for what looks at pages, nor for what finds changes, or words them."""
    code = """if True:
        import sys
        import monitor.cli.careers, monitor.cli.search
        asked = set(sys.modules)
        import monitor.cli.coverage, monitor.cli.history, monitor.cli.show
        read = set(sys.modules)
        import monitor.cli.diff
        for loaded in (asked, read, set(sys.modules)):
            print(*loaded)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
    asked, read, compared = (set(line.split()) for line in done.stdout.splitlines())
    started = "import sys; sys.argv[1:] = ['--version']; from monitor.__main__ import _run; _run(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", started], capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
    loaded = set(done.stdout.split())
    assert "msgspec" in loaded and loaded & {"typing_extensions", "platform", "logging"} == set()  # record 23
    confined = confine._START.partition("from {}")[0] + "import monitor.documents.child; print(*sys.modules)"
    begun = [sys.executable, "-I", "-c", confined, str(ROOT)]
    done = subprocess.run(begun, capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
    assert "msgspec" in done.stdout.split() and "typing_extensions" not in done.stdout.split()
    visiting = {f"monitor.{room}" for room in ("decide", "extract", "fetch", "pipeline", "quality")}
    comparing = {f"monitor.compare.{part}" for part in ("documents", "revisions", "sections", "tables")}
    assert asked & {"monitor.report.words", "monitor.report.chart_phrases", "monitor.compare.restless"} == set()
    assert asked & {"cronsim", "shutil"} == set()
    assert read & ({"ssl", "select", "monitor.confine"} | visiting | comparing) == set()
    unasked = {"logging", "monitor.store.verify", "monitor.store.writing"}  # as nothing is written, and nothing went wrong
    assert (asked | read | compared) & unasked == set()
    assert compared & ({"ssl", "statistics", "monitor.alerts.pictures", "monitor.confine"} | visiting) == set()


def test_files_that_are_the_same_load_nothing_that_compares_what_they_say() -> None:
    """DESIGN §9: of most versions the page is other, and the files beside it are not."""
    code = """if True:
        import sys
        from monitor.compare.documents.of_one_name import compare_documents
        from monitor.model import Document, DocumentContent, DocumentLink
        def chart(label, sha):
            link = DocumentLink(item="chart", label=label, format="PDF", size_text=None, url="https://valmont.example/chart.pdf")
            return Document(link=link, content=DocumentContent(sha256=sha, size=1, media_type="application/pdf"))
        old = chart("Organigramme", "a")
        same = [compare_documents("chart", "orgchart", [old], [chart(label, "a")]) for label in ("Organigramme", "Les services")]
        same.append(compare_documents("chart", "orgchart", [old], []))
        print([change.change for changes in same for change in changes], "monitor.compare.documents.contents" in sys.modules)
        print([change.change for change in compare_documents("chart", "orgchart", [old], [chart("Organigramme", "b")])])
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
    assert done.stdout == "['relabelled', 'removed'] False\n['replaced']\n"


def test_who_asks_for_one_chart_waits_for_nothing_but_its_reading() -> None:
    """DESIGN §9: a file needs no configuration, no database, nothing that compares, nor what reads web pages."""
    code = "import sys, monitor.cli.orgchart; print(*sys.modules); import monitor.cli.compare; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
    chart, two = (set(line.split()) for line in done.stdout.splitlines())
    unasked = {f"monitor.{room}" for room in ("alerts", "config", "decide", "extract", "fetch", "quality", "store")}
    assert chart & ({"monitor.compare.documents.contents", "monitor.pdf.read", "monitor.report.as_json"} | unasked) == set()
    assert two & ({"monitor.pipeline.page", "monitor.report.as_json"} | unasked) == set()
    code = "import sys, monitor.documents.child, monitor.documents.read as r; r.read(b'', kind='file'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
    assert {"monitor.documents.by_kind", "monitor.documents.pictures", "zipfile", "pypdfium2"} & set(done.stdout.split()) == set()


def test_values_are_made_by_the_one_module_for_them() -> None:
    """DESIGN §9, record 23: it makes a class in a third of the time, and a check makes many before its first request."""
    made = re.compile(r"^\s*(import dataclasses|from dataclasses import (\(|.*\b(dataclass|field|replace)\b))", re.M)
    own = {path for path in (ROOT / "monitor").rglob("*.py") if made.search(path.read_text("utf-8"))}
    assert own == {ROOT / "monitor" / "model" / "frozen.py"}


def test_the_resident_process_loads_neither_client_nor_parser_nor_validation() -> None:
    """12.2: what leaks, hangs or crashes does so in a worker; and 60 MB are for years."""
    code = "import sys, monitor.cli.run; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=UNMEASURED, cwd=ROOT, check=True)
    loaded = set(done.stdout.split())
    heavy = {"httpx", "httpcore", "monitor.pipeline", "monitor.extract", "monitor.fetch", "monitor.pdf.read", "monitor.deliver"}
    assert loaded & heavy == set()
    assert {name.split(".")[0] for name in loaded} & (LATE - {"apscheduler"}) == set()


def test_functions_stay_short_and_modules_small() -> None:
    """A compass (CONTRIBUTING): nine functions of ten under 30 lines, no module above 450."""
    lengths = [length for path in modules() for length in source(path).functions]
    assert sum(length < 30 for length in lengths) / len(lengths) > 0.9
    sizes = {str(path.relative_to(ROOT)): source(path).lines for path in modules()}
    assert {name: size for name, size in sizes.items() if size > 450} == {}
