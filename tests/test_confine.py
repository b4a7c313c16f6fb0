"""Foreign files are read in a process of their own, and nothing they do reaches ours (13.8)."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from monitor import confine, serving
from monitor.confine import Confined
from monitor.model import DocumentCaps, DocumentContent, Unreadable
from monitor.pdf.picture import PagePicture
from tests.documents.office import fixture, sheet
from tests.documents.test_chart_forms import svg
from tests.pdf import pdfs

ROOT = Path(__file__).resolve().parent.parent
SLOW = pdfs.with_content(b"0 0 m 600 800 l 0 800 l 600 0 l f\n" * 200_000)  # to draw
LONG = pdfs.with_content(
    b"".join(
        b"BT /F1 1 Tf %d %d Td (Service de la voirie) Tj ET\n" % (x, y) for y in range(800, 20, -10) for x in range(20, 580, 40)
    )
)  # to read
REPORT = 900  # pages
PATIENT = timedelta(seconds=60)  # for a child that is to answer: starting it takes its time where a machine has much to do


@pytest.fixture(scope="module")
def confined() -> Iterator[Confined]:
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        yield reader


def test_nothing_is_started_before_the_first_document() -> None:
    with Confined() as reader:
        assert reader.pid is None
        assert isinstance(reader.read(pdfs.letter(), "text"), DocumentContent)
        assert reader.pid is not None


def test_the_confined_reader_says_what_the_reader_says(confined: Confined) -> None:
    from monitor.pdf.read import read

    assert confined.read(pdfs.letter(), "text") == read(pdfs.letter(), kind="text")


def test_a_child_that_was_started_for_a_picture_reads_as_well() -> None:
    """§9: it loads nothing that reads until it is to read; what it says then is what any other child says."""
    from monitor.documents.read import read

    light = "import sys, monitor.documents.child; sys.exit('monitor.pdf.orgchart.chart' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", light], cwd=ROOT, check=False).returncode == 0
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        reader.expect_picture()
        assert (first := reader.pid) is not None
        assert isinstance(reader.picture(pdfs.letter(), page=1, dpi=20), PagePicture)
        for data in (pdfs.letter(), fixture("staff-1.xlsx")):
            assert reader.read(data, "orgchart") == read(data, kind="orgchart")
        assert reader.pid == first


def test_a_child_that_was_started_for_a_text_loads_what_reads_charts_for_the_first_of_them(tmp_path: Path) -> None:
    """§9: most documents are none, and the charts' eighty modules take half of the time of such a reading."""
    from monitor.documents.read import read

    (tmp_path / "letter.pdf").write_bytes(pdfs.letter())
    (tmp_path / "staff.xlsx").write_bytes(fixture("staff-1.xlsx"))
    light = """if True:
        import sys
        from pathlib import Path
        import monitor.documents.child, monitor.documents.read
        for file in sys.argv[1:]:
            monitor.documents.read.read(Path(file).read_bytes(), kind="text")
        sys.exit(any(name in sys.modules for name in ("monitor.pdf.orgchart.chart", "monitor.pdf.orgchart.vocabulary")))
    """
    command = [sys.executable, "-c", light, str(tmp_path / "letter.pdf"), str(tmp_path / "staff.xlsx")]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        assert reader.read(pdfs.letter(), "text") == read(pdfs.letter(), kind="text")
        first, chart = reader.pid, (ROOT / "monitor" / "demo" / "site" / "organigramme-2025.pdf").read_bytes()
        assert reader.read(chart, "orgchart") == read(chart, kind="orgchart")
        assert reader.pid == first


def test_what_looks_for_libraries_is_loaded_where_one_is_looked_for() -> None:
    """§9: PDFium comes with its own. Who asks afterwards has the real module."""
    asked = """if True:
        import sys
        from monitor.pdf import library
        library.load_library()
        print({"ctypes.util", "subprocess", "shutil"} & set(sys.modules))
        with library._looked_for_later():
            import ctypes.util
            told = ctypes.util.find_library("c")
        import ctypes.util as real
        print(told == real.find_library("c"), ctypes.util is real, real.__file__ is not None)
    """
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith("set()\nTrue True True")


def test_one_child_serves_one_document_after_the_other(confined: Confined) -> None:
    confined.read(pdfs.letter(), "text")
    first = confined.pid
    confined.read(pdfs.encrypted(), "text")
    assert confined.pid == first


def test_a_page_is_drawn_by_the_same_child(confined: Confined) -> None:
    confined.read(pdfs.letter(), "text")
    first = confined.pid
    drawn = confined.picture(pdfs.letter(), page=1, dpi=36)
    assert isinstance(drawn, PagePicture)
    assert (drawn.width, drawn.height, confined.pid) == (298, 421, first)
    assert min(drawn.pixels) < 100
    assert confined.picture(pdfs.letter(), page=7) == Unreadable(detail="broken: page 7")


def test_a_page_that_takes_too_long_to_draw_is_given_up() -> None:
    with Confined(caps=DocumentCaps(timeout=timedelta(seconds=0.5))) as reader:
        assert reader.picture(SLOW, page=1) == Unreadable(detail="0.5 s allowed (document_timeout)")
        reader._caps = DocumentCaps(timeout=PATIENT)
        assert isinstance(reader.read(pdfs.letter(), "text"), DocumentContent)


def test_many_threads_get_each_their_own_answer(confined: Confined) -> None:
    titles = [f"Note {number}" for number in range(6)]
    found: dict[str, str] = {}

    def ask(title: str) -> None:
        content = confined.read(pdfs.letter(title), "text")
        assert isinstance(content, DocumentContent)
        found[title] = (content.text or ())[0].text

    threads = [threading.Thread(target=ask, args=(title,)) for title in titles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {title: title for title in titles}


def test_a_document_that_takes_too_long_is_unreadable_and_the_next_one_is_read() -> None:
    slow = pdfs.with_content(b"0 0 m 1 1 l S\n" * 2_000_000)
    with Confined(caps=DocumentCaps(timeout=timedelta(seconds=1.5))) as reader:
        result = reader.read(slow, "file")
        assert result in (
            Unreadable(detail="1.5 s allowed (document_timeout)"),
            Unreadable(detail="page 1: more than 300000 objects"),
            Unreadable(detail="out of memory: 400 MB allowed (max_document_memory)"),
        )
        reader._caps = DocumentCaps(timeout=PATIENT)
        assert isinstance(reader.read(pdfs.letter(), "text"), DocumentContent)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(sheet(("A1", "Nom"), ("XFD1048576", "x")), id="the last cell that there is"),
        pytest.param(sheet(("A1", "Nom"), ("A4294967295", "x")), id="a row that there is not"),
    ],
)
def test_one_thing_far_away_takes_the_childs_memory_and_no_more(confined: Confined, data: bytes) -> None:
    """11.2: its reader makes room for all that lies between; the next document is read."""
    found = confined.read(data, "orgchart")
    assert found == Unreadable(detail="out of memory: 400 MB allowed (max_document_memory)")
    assert isinstance(confined.read(fixture("staff-1.xlsx"), "table"), DocumentContent)


def test_a_drawing_without_end_takes_nothing(confined: Confined) -> None:
    """11.2: no room is made for what lies between, and nothing is made up of what stands nowhere."""
    found = confined.read(svg('<text x="1e300" y="-1e300">x</text><rect width="1e300" height="1e300"/>'), "orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None
    assert (found.orgchart.structured, found.orgchart.units) == (False, ())


def test_a_stopped_child_is_given_up_after_the_time_limit() -> None:
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        reader.read(pdfs.letter(), "text")
        assert reader.pid
        os.kill(reader.pid, signal.SIGSTOP)
        reader._caps = DocumentCaps(timeout=timedelta(seconds=0.6))
        assert reader.read(pdfs.letter() + b"%" * 2_000_000, "text") == Unreadable(detail="0.6 s allowed (document_timeout)")


def test_a_document_that_is_too_much_work_is_given_up_by_its_work() -> None:
    """§6: where the clock would allow it for long, `document_timeout` still ends it."""
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        reader.read(pdfs.letter(), "text")
        reader._caps = DocumentCaps(timeout=timedelta(seconds=0.3))
        before = _work_of_children()
        assert reader.picture(SLOW, page=1) == Unreadable(detail="0.3 s allowed (document_timeout)")
        assert 0.25 < _work_of_children() - before < 3


def test_a_child_that_never_works_is_waited_for_four_times_as_long() -> None:
    """§6: and no longer than its visit lasts."""
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        for left, waited, said in ((None, 1.6, "0.4 s allowed (document_timeout)"), (timedelta(seconds=0.7), 0.7, "visit_timeout")):
            reader.read(pdfs.letter(), "text")
            assert reader.pid
            os.kill(reader.pid, signal.SIGSTOP)
            before = time.monotonic()
            caps = DocumentCaps(timeout=timedelta(seconds=0.4), left=left)
            assert reader.read(pdfs.letter(), "text", caps) == Unreadable(detail=said)
            assert time.monotonic() - before >= waited


@pytest.fixture(scope="module")
def long_report() -> tuple[bytes, float]:
    """Many short pages, and the CPU seconds that reading them takes."""
    data = pdfs.many_pages(REPORT, "Le service assure l'entretien de la voirie et de l'éclairage public.")
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        reader.read(data, "text")
        assert reader.pid
        before = _work(reader.pid)
        reader.read(data, "text")
        return data, _work(reader.pid) - before


@pytest.fixture
def patient_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work alone ends a document, however long others have the processor."""
    monkeypatch.setattr(confine, "SHARED", 1000)


def test_each_page_allows_more_work_and_the_last_moment_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """13.8: `document_timeout`, and so much more for each page once it was read; without a clock, by what is set and when."""
    worked, timers, ended = iter((10.0, 10.0, 11.0, 13.5)), list[float](), list[int]()
    monkeypatch.setattr(serving, "time", SimpleNamespace(process_time=lambda: next(worked)))
    monkeypatch.setattr(signal, "setitimer", lambda which, seconds: timers.append(seconds))
    monkeypatch.setattr(signal, "raise_signal", ended.append)
    monkeypatch.setattr(serving, "_limit", lambda what, most, *, for_good: None)
    answers = io.BytesIO()
    work = serving._Allowed(2.0, 0.5, answers)
    assert (timers, ended) == ([2.0], [])
    work.page_read()
    assert (timers[1:], ended, answers.getvalue()) == ([1.5], [], b"\n")
    work.page_read()
    assert ended == [signal.SIGPROF] and answers.getvalue() == b"\n\n"


@pytest.mark.few(0)
@pytest.mark.usefixtures("patient_clock")
def test_each_page_of_a_long_report_allows_more_work(long_report: tuple[bytes, float]) -> None:
    """13.8: half of the work that it needs is allowed to begin with, and each page allows more."""
    data, needed = long_report
    caps = DocumentCaps(timeout=timedelta(seconds=needed / 2))
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        reader.read(pdfs.letter(), "text")
        read = reader.read(data, "text", caps)
        assert isinstance(read, DocumentContent) and read.pages == REPORT


@pytest.mark.usefixtures("patient_clock")
def test_pages_that_are_all_too_much_work_are_given_up(long_report: tuple[bytes, float]) -> None:
    """13.8: what a page allows, it has to earn, though it takes less than a tick; what is said counts the pages that were read."""
    data, needed = long_report
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        reader.read(pdfs.letter(), "text")
        caps = DocumentCaps(timeout=timedelta(seconds=needed / 25))
        read = reader.read(data, "text", caps)
        assert isinstance(read, Unreadable)
        told = re.fullmatch(r"([\d.]+) s allowed after (\d+) pages? \(document_timeout\)", read.detail)
        assert told and 0 < int(told[2]) < REPORT
        assert float(told[1]) == pytest.approx((caps.timeout + int(told[2]) * caps.a_page).total_seconds(), rel=1e-3)
        assert isinstance(reader.read(pdfs.letter(), "text"), DocumentContent)


def test_no_number_of_pages_outlasts_the_visit(long_report: tuple[bytes, float]) -> None:
    """§6: visit_timeout holds for reading, too."""
    data, needed = long_report
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        reader.read(pdfs.letter(), "text")
        caps = DocumentCaps(timeout=PATIENT, left=timedelta(seconds=needed / 10))
        assert reader.read(data, "text", caps) == Unreadable(detail="visit_timeout")


def test_a_busy_machine_makes_no_sound_document_unreadable() -> None:
    """§6: a reader that gets no processor for longer than its document may take work is waited for."""
    with Confined(caps=DocumentCaps(timeout=PATIENT)) as reader:
        reader.read(pdfs.letter(), "text")
        child = reader.pid
        assert child
        before = _work(child)
        assert isinstance(reader.read(LONG, "text"), DocumentContent)
        allowed = 1 + 3 * (_work(child) - before)
        os.kill(child, signal.SIGSTOP)
        goes_on = threading.Timer(1.2 * allowed, os.kill, (child, signal.SIGCONT))
        goes_on.start()
        caps = DocumentCaps(timeout=timedelta(seconds=allowed))
        assert isinstance(reader.read(LONG, "text", caps), DocumentContent)
        assert not goes_on.is_alive()  # it has waited for all that the clock alone would have allowed


def _work(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _work_of_children() -> float:
    """CPU seconds of those that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_bomb_of_packed_bytes_is_unreadable_and_the_next_document_is_read() -> None:
    bomb = pdfs.bomb(400_000_000)
    with Confined(caps=DocumentCaps(memory=250_000_000, timeout=PATIENT)) as reader:
        before = time.monotonic()
        assert len(bomb) < 2_000_000
        result = reader.read(bomb, "file")
        assert isinstance(result, Unreadable) and "out of memory" in result.detail
        assert isinstance(reader.read(pdfs.letter(), "text"), DocumentContent)
        assert time.monotonic() - before < 30


def test_a_child_that_dies_between_two_documents_is_replaced() -> None:
    with Confined() as reader:
        reader.read(pdfs.letter(), "text")
        assert reader.pid
        os.kill(reader.pid, signal.SIGKILL)
        os.waitid(os.P_PID, reader.pid, os.WEXITED | os.WNOWAIT)
        assert isinstance(reader.read(pdfs.letter(), "text"), DocumentContent)


def test_a_crash_names_its_signal(asked: threading.Event) -> None:
    with Confined() as reader:
        reader.read(pdfs.letter(), "text")
        asked.clear()
        assert reader.pid
        os.kill(reader.pid, signal.SIGSTOP)
        with ThreadPoolExecutor(max_workers=1) as pool:
            waiting = pool.submit(reader.read, pdfs.letter(), "text")
            assert asked.wait(60)
            os.kill(reader.pid, signal.SIGSEGV)
            os.kill(reader.pid, signal.SIGCONT)
            assert waiting.result() == Unreadable(detail="crash: SIGSEGV")
        assert isinstance(reader.read(pdfs.letter(), "text"), DocumentContent)


def test_what_an_answer_leaves_for_good_is_not_looked_through_after_the_next_one() -> None:
    """What reads charts is loaded for the first of them: to look it through for garbage took a tenth of each later reading."""
    program = """if True:
        import gc
        from monitor.serving import serve
        kept = []
        def answer(*said):
            kept.append([[number] for number in range(9000)])
            return {"looked through": sum(one is kept[0] for one in gc.get_objects())}
        serve(2**40, answer)
    """
    question = b'{"size": 0, "cpu_s": 60, "page_s": 1}\n'
    child = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None and child.stdout is not None
    with child.stdin as asked, child.stdout as said:
        told = []
        for _ in range(2):
            asked.write(question)
            asked.flush()
            told.append(json.loads(said.read(int(said.readline()))))
    child.wait(60)
    assert told == [{"looked through": 1}, {"looked through": 0}]


@pytest.mark.parametrize(("raised", "status"), [("IndexError", 1), ("MemoryError", -signal.SIGABRT)])
def test_a_fault_of_the_reader_is_no_lack_of_memory(raised: str, status: int) -> None:
    """11.2: it was told as « mémoire épuisée », and whoever watched the page raised a limit."""
    program = f"from monitor.serving import serve\ndef fail(*said): raise {raised}\nserve(2**40, fail)"
    question = b'{"size": 0, "cpu_s": 60, "page_s": 1}\n'
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert child.stdin is not None
    child.stdin.write(question)
    child.stdin.flush()
    assert child.wait(60) == status
    child.stdin.close()


def test_an_answer_too_long_is_unreadable() -> None:
    with Confined(max_answer=100) as reader:
        result = reader.read(pdfs.letter(), "text")
        assert isinstance(result, Unreadable)
        assert result.detail.endswith("bytes (limit 100)")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(pdfs.deep_tree(3000), id="deep-page-tree"),
        pytest.param(pdfs.claimed_pages(2_000_000_000), id="two-billion-pages"),
        pytest.param(pdfs.nested_groups(12, 10), id="groups-in-groups"),
    ],
)
def test_hostile_files_end_within_the_time_limit(data: bytes) -> None:
    """document_unreadable or read: either way the next document is."""
    with Confined(caps=DocumentCaps(timeout=timedelta(seconds=1.5))) as reader:
        before = time.monotonic()
        reader.read(data, "file")
        assert time.monotonic() - before < 30
        reader._caps = DocumentCaps(timeout=PATIENT)
        assert isinstance(reader.read(pdfs.letter(), "text"), DocumentContent)


def test_the_child_ends_with_its_parent() -> None:
    code = "\n".join(
        (
            "import os, sys",
            "from monitor.confine import Confined",
            "from tests.pdf import pdfs",
            "reader = Confined()",
            "reader.read(pdfs.letter(), 'text')",
            "print(reader.pid, flush=True)",
            "os._exit(1)",
        )
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    child = int(done.stdout)
    until = time.monotonic() + 60
    while _alive(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _alive(child)


def _alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_what_monitors_never_meet_costs_them_nothing() -> None:
    """DESIGN §9: a check that meets no PDF doesn't pay for its reader."""
    code = (
        "import sys, monitor.confine; print(sorted(m for m in sys.modules if m.startswith(('pypdfium2', 'subprocess', 'ctypes'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def test_closing_waits_for_no_answer(asked: threading.Event) -> None:
    """12.4: Ctrl-C ends the program within seconds, also while a document is being read."""
    reader = Confined(caps=DocumentCaps(timeout=timedelta(seconds=120)))
    data = pdfs.letter()
    assert isinstance(reader.read(data, "text"), DocumentContent)
    assert reader.pid is not None
    asked.clear()
    os.kill(reader.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(max_workers=1) as pool:
        waiting = pool.submit(reader.read, data, "text")
        assert asked.wait(60)
        before = time.monotonic()
        reader.close()
        assert time.monotonic() - before < 60
        assert isinstance(waiting.result(), Unreadable)
    reader.close()
